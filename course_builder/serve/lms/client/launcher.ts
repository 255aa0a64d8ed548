// From launch to launch: who takes which attempt, how it is opened, left, and taken up again.

import type { Attempt, Breaks, Call, Course, Elements, Learner, Mode, Sco, Version } from './data';
import type { Profile } from './profiles/profile';
import { makeSession } from './session';
import type { Session } from './session';
import { server } from './server';
import { openStage, silence } from './stage';
import type { Embedding, Stage } from './stage';
import { atLaunch, STANDARDS } from './standard';
import { makeStore, parting } from './store';
import type { Store } from './store';

/** How long to wait for what the page before sent while it was closed. */
const PATIENCE = 5000;

/** What is chosen in the bar. */
export interface Choice {
  version: Version;
  profile: Profile;
  learner: Learner;
  sco: string;
  /** 0: the last one. */
  attempt: number;
  embedding: Embedding;
}

export interface Launched {
  version: Version;
  profile: Profile;
  learner: Learner;
  sco: Sco;
  mode: Mode;
  attempt: Attempt;
  session: Session;
  store: Store | undefined;
  stage: Stage | undefined;
  /** What the server holds of this SCO. */
  stored: Elements;
}

export interface Launcher {
  readonly course: Course | undefined;
  readonly now: Launched | undefined;
  attempts: Attempt[];
  launch(mode: Mode, how?: { fresh?: boolean }): Promise<void>;
  leave(): Promise<void>;
  kill(): Promise<void>;
  /** Look anew at what there is, without launching. */
  look(): Promise<void>;
}

/**
 * @param changed called when anything that is shown may be different.
 * @param heard called with each call.
 * @param said called with what is to be told in words.
 */
export function makeLauncher(place: HTMLElement, choice: Choice, breaks: Breaks, changed: () => void, heard: (call: Call) => void, said: (text: string) => void): Launcher {
  let now: Launched | undefined;
  let course: Course | undefined;
  let uninstall = () => {};

  function stored(record: Attempt): void {
    self.attempts = self.attempts.map((one) => (one.attempt === record.attempt && one.version === record.version && one.learner.id === record.learner.id ? record : one));
    if (now && now.attempt.attempt === record.attempt) Object.assign(now, { attempt: record, stored: record.scos[now.sco.id]?.cmi ?? {} });
    changed();
  }

  function chosen(): Attempt | undefined {
    return self.attempts.find((one) => one.attempt === choice.attempt) ?? self.attempts[self.attempts.length - 1];
  }

  /** What the runtime begins with, from what is kept of the sessions before. */
  function elementsOf(launched: Pick<Launched, 'version' | 'profile' | 'learner' | 'sco' | 'mode' | 'attempt'>): [all: Elements, given: Elements] {
    const kept = launched.attempt.scos[launched.sco.id];
    const given = atLaunch(launched.version, launched.learner, launched.sco, kept, launched.mode);
    const { core } = STANDARDS[launched.version];
    const own = new Set([`${core}exit`, `${core}session_time`, 'adl.nav.request']);
    const before = Object.fromEntries(Object.entries(kept?.cmi ?? {}).filter(([key]) => !own.has(key)));
    const { version, mode, profile, sco } = launched;
    const all = profile.begins({ version, mode, given, kept: before, exited: kept?.cmi[`${core}exit`] ?? '', measure: sco.measure ?? undefined });
    return [all, Object.fromEntries(Object.entries(all).filter(([key]) => key in given))];
  }

  function open(launched: Omit<Launched, 'session' | 'stored'>, cmi: Elements): Launched {
    const { version, profile, mode, store } = launched;
    const made: Launched = {
      ...launched,
      stored: launched.attempt.scos[launched.sco.id]?.cmi ?? {},
      session: makeSession({
        version,
        profile,
        mode,
        cmi,
        breaks,
        store,
        heard: (call) => {
          heard(call);
          changed();
        },
        opened() {
          // A page that goes away must not wait for the server, nor is it let wait by the browser.
          made.stage?.course()?.addEventListener('pagehide', () => made.session.leaving(), true);
        },
        renewed() {
          const [elements, given] = elementsOf(made);
          now = open(made, { ...elements, ...made.session.elements(), ...given });
          said('The course was loaded again.');
          return now.session;
        },
      }),
    };
    uninstall();
    uninstall = made.session.install(window);
    return made;
  }

  /** The learner closed the window of the course. */
  function closed(): void {
    if (now) now.stage = undefined;
    place.replaceChildren();
    said('The window of the course was closed.');
    changed();
  }

  async function leave(): Promise<void> {
    const { stage, session, store } = now ?? {};
    if (!now || !stage) return;
    now.stage = undefined;
    session?.leaving();
    await stage.close();
    place.replaceChildren();
    changed();
    if (!breaks.network) await store?.settled();
  }

  async function look(): Promise<void> {
    course = await server.course(choice.version);
    const late = parting();
    const patience = Date.now() + PATIENCE;
    for (;;) {
      self.attempts = await server.attempts(choice.version, choice.learner.id);
      const isMissing = self.attempts.some(({ scos }) => Object.values(scos).some((one) => one.session === late?.session && one.number < late.number));
      if (!isMissing || Date.now() > patience) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    changed();
  }

  async function launch(asked: Mode, { fresh = false } = {}): Promise<void> {
    await leave();
    if (breaks.network && now?.store?.waiting()) throw new Error('What was committed is still on its way. Give the network back before you launch again.');
    await now?.store?.settled();
    now = undefined;
    await look();
    const { version, profile, learner, embedding } = choice;
    const sco = course!.scos.find((one) => one.id === choice.sco) ?? course!.scos[0];
    if (!sco) throw new Error('The package has nothing to launch.');
    let attempt = chosen();
    const kept = attempt?.scos[sco.id];
    const over = asked === 'normal' && !!kept && profile.renews(version, kept.ended, kept.cmi[`${STANDARDS[version].core}exit`] ?? '');
    if (!attempt || fresh || over) {
      attempt = await server.begin(version, learner.id);
      self.attempts.push(attempt);
      choice.attempt = 0;
    }
    const held = attempt.scos;
    const mode = asked === 'normal' ? profile.modeOf(version, course!.scos.map(({ id }) => held[id]?.cmi ?? {})) : asked;
    const launched = { version, profile, learner, sco, mode, attempt };
    const [cmi, given] = elementsOf(launched);
    const address = server.address(version, learner.id, attempt.attempt, sco.id);
    const session = crypto.randomUUID();
    const counts = mode === 'normal' || (asked === 'normal' && profile.storesAlways);
    if (counts) stored(await server.commit(address, { session, number: 0, cmi: given, began: true }));
    const store = counts ? makeStore(`api/${address}`, session, breaks, stored, changed) : undefined;
    now = open({ ...launched, attempt: chosenAfter(attempt), store, stage: undefined }, cmi);
    now.stage = openStage(place, embedding, `package/${version}/${sco.href}`, closed);
    if (!now.stage) throw new Error('The browser blocked the window. Allow windows of this page, or press Launch again.');
    const { name } = STANDARDS[version];
    const looked = mode !== asked ? `This attempt has ended, and ${profile.label} lets it only be looked at; “${profile.anew}” begins another. ` : '';
    said(`${over ? 'The attempt before was over, so a new one has begun. ' : ''}${looked}${name}, ${learner.name}, attempt ${attempt.attempt}${mode === 'normal' ? '' : `, in mode ${mode}`}`);
    changed();
  }

  const chosenAfter = (attempt: Attempt) => self.attempts.find((one) => one.attempt === attempt.attempt) ?? attempt;

  async function kill(): Promise<void> {
    const { stage, session } = now ?? {};
    if (!now || !stage) return;
    session?.kill();
    const page = stage.course();
    if (page) silence(page);
    now.stage = undefined;
    await stage.close();
    place.replaceChildren();
    said('The window was closed at once. The course could not say good-bye.');
    changed();
  }

  let turn: Promise<void> = Promise.resolve();
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    turn = turn.then(act).catch((problem: unknown) => {
      said(problem instanceof Error ? problem.message : String(problem));
      changed();
    });
    return turn;
  };

  const self: Launcher = {
    get course() {
      return course;
    },
    get now() {
      return now;
    },
    attempts: [],
    launch: (mode, how) => inTurn(() => launch(mode, how)),
    leave: () => inTurn(leave),
    kill: () => inTurn(kill),
    look: () => inTurn(look),
  };
  return self;
}
