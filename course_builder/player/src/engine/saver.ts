// Saving: once for all that changed in one go, told truthfully, tried again until it is taken.

import type { Interaction, ObjectiveResult, Report, Tracker } from '../lms/tracker';
import type { SaveState } from '../session';
import type { Host } from './host';
import type { Journal } from './journal';

export type Snapshot = Omit<Report, 'interactions' | 'objectives' | 'isUnproven' | 'seconds'>;

export interface Saver {
  readonly state: SaveState;
  listen(listener: (state: SaveState) => void): () => void;
  /** Something changed; save after `delay` at the latest. */
  change(delay?: number): void;
  report(interactions: Interaction[], objectives: ObjectiveResult[]): void;
  /** Save now. With `seconds` also when nothing changed. */
  flush(seconds?: number): boolean;
  /** What was packed last is not the whole any more. */
  outdate(): void;
  /** Write nothing any more. */
  stop(): void;
}

const FIRST_RETRY = 2000;
const LAST_RETRY = 60_000;

/**
 * What an LMS answers is no proof (R32): some say "true" while their server is away. So after each save a file of the package
 * is asked for anew, and only what comes from the server proves that it is there. What was told before and never proven is
 * told again, in other words, when a server that was away is back.
 *
 * @param active false: nothing is ever written (no LMS and no storage, or review and browse mode).
 * @param snapshot packs the state, each time under a new number; not called for retries.
 * @param published from now on others may see what was last packed.
 * @param held the minute in which the LMS was first proven to hold this attempt, or 0.
 */
export function createSaver(
  { tracker, host, journal, active, snapshot, published }: { tracker: Tracker; host: Host; journal: Journal; active: boolean; snapshot: () => Snapshot; published: () => void },
  held: number,
): Saver {
  const listeners = new Set<(state: SaveState) => void>();
  const isLms = tracker.kept === 'lms';
  let state: SaveState = active ? 'saved' : 'none';
  let stopped = !active;
  let dirty = false;
  let isRefused = false; // what was sent last; a late answer to what was asked before proves nothing of it
  let latest: Snapshot | undefined;
  let untold: Interaction[] = [];
  let told: Interaction[] = [];
  let objectives: ObjectiveResult[] = [];
  let isProvable = false; // the file came once: that it does not come now means something
  let isAway = false;
  let isDoubtful = false; // it did not come once: what was told then may be lost
  let isAsking = false;
  let isAskedAgain = false;
  let wait = FIRST_RETRY;
  let due = Infinity;
  let cancel = () => {};

  const tell = (next: SaveState) => {
    if (state === next) return;
    state = next;
    for (const listener of [...listeners]) listener(state);
  };
  const settle = (as: SaveState) => dirty || isRefused || tell(as);
  const schedule = (delay: number) => {
    const at = host.now() + delay;
    if (at >= due) return;
    cancel();
    due = at;
    cancel = host.later(() => void self.flush(), delay);
  };
  const note = ({ state }: Snapshot) => journal.write({ state, held, interactions: [...told, ...untold], objectives });
  const isFine = () => state === 'saved' || state === 'sent' || state === 'none';
  const unschedule = () => {
    cancel();
    due = Infinity;
  };
  const again = (why: SaveState) => {
    tell(why);
    schedule(wait);
    wait = Math.min(wait * 2, LAST_RETRY);
    return false;
  };

  function send(now: Snapshot, seconds?: number): boolean {
    published();
    isRefused = !tracker.save({ ...now, interactions: untold, objectives, isUnproven: isAway && !!told.length, ...(seconds !== undefined && { seconds }) });
    if (isRefused) {
      again(state === 'signed-out' ? state : 'unsaved');
      // The LMS does not say why; the server does.
      if (isProvable) host.probe?.((proof) => stopped || isFine() || state === 'saving' || tell(proof === 'out' ? 'signed-out' : 'unsaved'));
      return false;
    }
    told.push(...untold);
    untold = [];
    if (tracker.isLost) return tellAgain(seconds);
    ask();
    return !isAway;
  }

  /** The server is back: all that was sent meanwhile may be lost, though the LMS takes it as sent. */
  function tellAgain(seconds?: number): boolean {
    isAway = isDoubtful = dirty = false;
    unschedule();
    tracker.forget?.();
    untold = [...told, ...untold];
    told = [];
    if (isLms) note((latest = snapshot()));
    return send(latest ?? snapshot(), seconds);
  }

  /** Ask the server whether it is there: one question after the other, for each save wants an answer of its own. */
  function ask(): void {
    if (!isLms) return proven();
    if (!host.probe) return tell('sent');
    if (isAsking) return void (isAskedAgain = true);
    isAsking = true;
    host.probe((proof) => {
      isAsking = false;
      const isOutdated = isAskedAgain;
      isAskedAgain = false;
      if (stopped) return;
      if (proof === 'here') {
        isProvable = true;
        if (isDoubtful) tellAgain();
        else if (isOutdated) ask();
        else proven();
        return;
      }
      isDoubtful = true;
      if (isProvable) {
        isAway = true;
        again(proof === 'out' ? 'signed-out' : 'unsaved');
      } else settle('sent');
    });
  }

  function proven(): void {
    held ||= Math.max(1, minutes(host.now()));
    told = [];
    if (!untold.length) objectives = [];
    wait = FIRST_RETRY;
    // What was typed since, or what another window did, is in the journal already and must stay there.
    if (isLms) note((latest ??= snapshot()));
    settle('saved');
  }

  const self: Saver = {
    get state() {
      return state;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(delay = 0) {
      if (stopped) return;
      dirty = true;
      if (!isAway) tell('saving');
      // The browser's own storage costs nothing. What waits for the LMS is in the journal meanwhile: a window that is torn down
      // tells nobody.
      const waits = isLms && (delay > 0 || isAway);
      if (waits) note((latest = snapshot()));
      if (!isAway) schedule(waits ? delay : 0);
    },
    report(more, results) {
      if (stopped) return;
      untold = [...untold, ...more];
      objectives = [...objectives.filter((old) => !results.some((one) => one.id === old.id)), ...results];
    },
    flush(seconds) {
      if (stopped) return isFine();
      unschedule();
      const isNew = dirty || !latest;
      const now = (latest = !latest || dirty ? snapshot() : latest);
      dirty = false;
      if (!isNew && seconds === undefined && isFine()) return true;
      // Written first: what happens during the LMS's answer may be that the browser is closed.
      if (isLms) note(now);
      // No commit, which holds the page up, while the server is known to be away; but one when the page may be left.
      if (!isAway || seconds !== undefined) return send(now, seconds);
      ask();
      return false;
    },
    outdate: () => void (latest = undefined),
    stop() {
      unschedule();
      stopped = true;
    },
  };
  return self;
}

/** Minutes since 2020. */
export const minutes = (time: number): number => Math.max(0, Math.floor(time / 6e4) - 26_297_280);
