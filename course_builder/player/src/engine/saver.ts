// Saving: once for all that changed in one go, told truthfully, tried again until it is taken.

import type { Interaction, ObjectiveResult, Report, Tracker } from '../lms/tracker';
import type { SaveState } from '../session';
import type { Host } from './host';
import type { Journal } from './journal';

export type Snapshot = Omit<Report, 'interactions' | 'objectives' | 'seconds'> & { counter: number };

export interface Saver {
  readonly state: SaveState;
  listen(listener: (state: SaveState) => void): () => void;
  /** Something changed; save after `delay` at the latest. */
  change(delay?: number): void;
  report(interactions: Interaction[], objectives: ObjectiveResult[]): void;
  /** Save now. With `seconds` also when nothing changed. */
  flush(seconds?: number): boolean;
  /** Write nothing any more. */
  stop(): void;
}

const FIRST_RETRY = 2000;
const LAST_RETRY = 60_000;

/**
 * @param active false: nothing is ever written (no LMS and no storage, or review and browse mode).
 * @param snapshot packs the state; called once for each save, not for retries.
 * @param confirmed the counter of the state that the LMS gave at launch.
 */
export function createSaver(
  { tracker, host, journal, active, snapshot }: { tracker: Tracker; host: Host; journal: Journal; active: boolean; snapshot: () => Snapshot },
  confirmed: number,
): Saver {
  const listeners = new Set<(state: SaveState) => void>();
  let state: SaveState = active ? 'saved' : 'none';
  let stopped = !active;
  let dirty = false;
  let latest: Snapshot | undefined;
  let interactions: Interaction[] = [];
  let objectives: ObjectiveResult[] = [];
  let wait = FIRST_RETRY;
  let due = Infinity;
  let cancel = () => {};

  const tell = (next: SaveState) => {
    if (state === next) return;
    state = next;
    for (const listener of [...listeners]) listener(state);
  };
  const schedule = (delay: number) => {
    const at = host.now() + delay;
    if (at >= due) return;
    cancel();
    due = at;
    cancel = host.later(() => void self.flush(), delay);
  };
  const note = ({ counter, state }: Snapshot) => journal.write({ confirmed, counter, state, interactions, objectives });
  const unschedule = () => {
    cancel();
    due = Infinity;
  };

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
      tell('saving');
      // The browser's own storage costs nothing. What waits for the LMS is in the journal meanwhile: a window that is torn down
      // tells nobody.
      const waits = delay > 0 && tracker.kept === 'lms';
      if (waits) note(snapshot());
      schedule(waits ? delay : 0);
    },
    report(more, results) {
      if (stopped) return;
      interactions = [...interactions, ...more];
      objectives = [...objectives.filter((old) => !results.some((one) => one.id === old.id)), ...results];
    },
    flush(seconds) {
      if (stopped) return state !== 'unsaved';
      unschedule();
      if (dirty || !latest) {
        latest = snapshot();
        dirty = false;
      } else if (seconds === undefined && state === 'saved') return true;
      // Written first: what happens during the LMS's answer may be that the browser is closed.
      note(latest);
      if (tracker.save({ ...latest, interactions, objectives, ...(seconds !== undefined && { seconds }) })) {
        confirmed = latest.counter;
        interactions = [];
        objectives = [];
        wait = FIRST_RETRY;
        journal.clear();
        tell('saved');
        return true;
      }
      tell('unsaved');
      schedule(wait);
      wait = Math.min(wait * 2, LAST_RETRY);
      return false;
    },
    stop() {
      unschedule();
      stopped = true;
    },
  };
  return self;
}
