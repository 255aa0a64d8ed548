// How what a SCO commits reaches the server: waited for, as most LMSs do, or handed over and sent later. What the server does
// not have yet is sent again with what follows, so that nothing comes in the wrong order.

import type { Attempt, Breaks, Commit } from './data';
import type { Outcome, Transport } from './runtime';

export interface Store extends Transport {
  /** How many commits are on their way. */
  waiting(): number;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
  /** Something changed about the network: try now. */
  wake(): void;
  /** This page goes away: from now on nothing is waited for. Browsers tell it before they tell the course. */
  flush(): void;
}

/** What was sent last while the page went away: the next page waits until the server has it. */
export interface Parting {
  session: string;
  number: number;
}
const PARTING = 'course-builder-lms-parting';

/** Once: what the page before sent at its end. */
export function parting(): Parting | null {
  const told = sessionStorage.getItem(PARTING);
  sessionStorage.removeItem(PARTING);
  return told ? (JSON.parse(told) as Parting) : null;
}

const LATER = 1000;
/** Browsers send no more than this while a page goes away. */
const KEPT_ALIVE = 60_000;

/** Keep the order and the latest value of each element. */
const merged = (commits: Commit[]): Commit =>
  commits.reduce((all, one) => ({ ...all, ...one, cmi: { ...all.cmi, ...one.cmi }, ended: one.ended || all.ended || false }));

/**
 * @param address where to post to.
 * @param stored called with each record that the server has stored.
 * @param changed called when more or less is on its way.
 */
export function makeStore(address: string, session: string, breaks: Breaks, stored: (record: Attempt) => void, changed: () => void): Store {
  let number = 0;
  let open: Commit[] = [];
  let timer = 0;
  let sending = false;
  let isGoing = false;
  let waiters: (() => void)[] = [];

  function done(upTo: number): void {
    open = open.filter((one) => one.number > upTo);
    if (!open.length) for (const waiter of waiters.splice(0)) waiter();
    changed();
  }

  const at = (takes = 0) => (breaks.slow || takes ? `${address}?slow=${Math.max(Number(breaks.slow), takes)}` : address);

  /** Send everything and wait for the answer: the page stands still meanwhile, as it does in most LMSs. */
  function sendNow(all: Commit, takes: number): Outcome {
    const request = new XMLHttpRequest();
    request.open('POST', at(takes), false);
    request.send(JSON.stringify(all));
    if (request.status !== 200) return { state: 'refused', note: `The server answered ${request.status}: ${request.responseText.slice(0, 200)}` };
    stored(JSON.parse(request.responseText) as Attempt);
    done(all.number);
    return { state: 'stored', note: takes ? `stored, after ${takes} seconds` : breaks.slow ? 'stored, after one second' : 'stored' };
  }

  async function sendLater(): Promise<void> {
    if (sending || breaks.network || !open.length) return;
    sending = true;
    const all = merged(open);
    const body = JSON.stringify(all);
    try {
      const response = await fetch(at(), { method: 'POST', body, keepalive: body.length < KEPT_ALIVE });
      if (!response.ok) throw new Error(String(response.status));
      stored((await response.json()) as Attempt);
      done(all.number);
    } catch {
      // It stays in the queue.
    }
    sending = false;
    schedule();
  }

  function schedule(delay = LATER): void {
    clearTimeout(timer);
    if (open.length) timer = window.setTimeout(() => void sendLater(), delay);
  }

  /** A page that goes away gets no answers. */
  function sendUnheard(all: Commit): boolean {
    sessionStorage.setItem(PARTING, JSON.stringify({ session, number: all.number } satisfies Parting));
    return navigator.sendBeacon(address, new Blob([JSON.stringify(all)], { type: 'application/json' }));
  }

  /** Whether it came or not, it is not sent again. */
  function sendOnce(all: Commit): void {
    const body = JSON.stringify(all);
    const request = fetch(address, { method: 'POST', body, keepalive: body.length < KEPT_ALIVE });
    void request.then((response) => (response.ok && !breaks.commits ? response.json() : undefined)).then((record) => record && stored(record as Attempt), () => undefined).then(() => done(all.number));
    changed();
  }

  function queue(commit: Commit, delay: number): void {
    open.push(commit);
    if (!sending && (open.length === 1 || !delay)) schedule(delay);
    changed();
  }

  return {
    send(cmi, { ended, leaving, takes }) {
      if (breaks.network) return { state: 'away', note: 'not stored: the network is down' };
      if (breaks.commits) return { state: 'refused', note: 'not stored: commits are refused' };
      const commit: Commit = { session, number: ++number, cmi, ended };
      if (isGoing) {
        open.push(commit);
        return sendUnheard(merged(open)) ? { state: 'sending', note: '' } : { state: 'refused', note: '' };
      }
      if (breaks.later) {
        queue(commit, LATER);
        return { state: 'sending', note: 'answered at once; will be stored in a second' };
      }
      try {
        return sendNow(merged([...open, commit]), takes);
      } catch {
        // Browsers let a page that goes away not wait for an answer. Everywhere else the server is not there.
        if (!leaving) return { state: 'away', note: 'not stored: the server does not answer' };
        queue(commit, 0);
        return { state: 'sending', note: 'sent without waiting, because the course is closing' };
      }
    },
    unheard(cmi, ended) {
      if (breaks.network) return { state: 'lost', note: 'LOST: sent without waiting for an answer, and no server was there' };
      const all = merged([...open, { session, number: ++number, cmi, ended }]);
      if (isGoing) return sendUnheard(all) ? { state: 'sending', note: '' } : { state: 'refused', note: '' };
      open.push(all);
      sendOnce(all);
      return { state: 'sending', note: 'sent without waiting for an answer' };
    },
    waiting: () => open.length,
    settled: () => (open.length ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
    wake: () => schedule(0),
    flush() {
      isGoing = true;
      if (open.length && !breaks.network) sendUnheard(merged(open));
    },
  };
}
