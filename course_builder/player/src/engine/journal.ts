// What the LMS has not taken yet, kept in the browser until the next launch. Under the learner's id, for computers are shared;
// hashed, for others may look.

import type { Interaction, ObjectiveResult } from '../lms/tracker';
import type { Store } from './host';
import { hash } from './shuffle';

export interface Entry {
  /** The last save that the LMS confirmed when this was written. */
  confirmed: number;
  counter: number;
  state: string;
  interactions: Interaction[];
  objectives: ObjectiveResult[];
}

export interface Journal {
  read(): Entry | null;
  write(entry: Entry): void;
  clear(): void;
}

/** A journal that never throws; without a learner's id or storage it keeps nothing. */
export function createJournal(course: string, learner: string, storage: Store | null): Journal {
  const codes = [...learner].map((one) => one.codePointAt(0) ?? 0);
  const key = `course-builder:${course}:${hash(1, ...codes).toString(36)}${hash(2, ...codes).toString(36)}`;
  const store = learner ? storage : null;
  const quietly = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    read: () =>
      quietly(() => {
        const entry = JSON.parse(store?.getItem(key) ?? 'null') as Entry | null;
        return entry && Array.isArray(entry.interactions) && Array.isArray(entry.objectives) && typeof entry.state === 'string' ? entry : null;
      }),
    write: (entry) => void quietly(() => store?.setItem(key, JSON.stringify(entry))),
    clear: () => void quietly(() => store?.removeItem(key)),
  };
}

/**
 * Does the entry hold more than the LMS? It must be newer than the LMS's state, and the LMS must still have what it confirmed:
 * otherwise the attempt was begun anew there, and the old one must not come back.
 */
export const isMissing = (entry: Entry, counter: number): boolean => entry.confirmed <= counter && counter < entry.counter;
