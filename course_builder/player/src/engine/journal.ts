// What the LMS may not have, kept in the browser for the next launch, and what other windows of this browser have saved. Under
// the learner's id, for computers are shared; hashed, for others may look.

import type { Interaction, ObjectiveResult } from '../lms/tracker';
import type { Store } from './host';
import { isWhole } from './packing';
import { hash } from './shuffle';

export interface Entry {
  course: string;
  /** The learner's state as it was last sent; kept for good, for another device may write over it in the LMS. */
  state: string;
  /** The minute in which the LMS was first proven to hold this attempt; 0: it never was. */
  held: number;
  /** Told to the LMS, or not even that, without proof that it has them. */
  interactions: Interaction[];
  objectives: ObjectiveResult[];
}

export interface Journal {
  /** Something was set aside. */
  readonly hasAside: boolean;
  read(): Entry | null;
  /** The state that another window wrote since this one read or wrote last; empty: none. */
  hear(told?: unknown): string;
  write(entry: Omit<Entry, 'course'>): void;
  /** Keep what cannot be read, out of the way. */
  setAside(text: string): void;
}

/** No more entries than SCORM 2004 promises to take. */
const MOST = 250;
/** No more characters than an LMS gives for a state. */
const LONGEST = 64_000;

/** The shape is looked at as far as trackers rely on it: anybody may have written here. */
const isEntry = (one: Partial<Entry> | null, course: string): one is Entry =>
  one?.course === course &&
  typeof one.state === 'string' &&
  one.state.length <= LONGEST &&
  isWhole(one.state) &&
  Number.isFinite(one.held) &&
  areAll(one.interactions, MOST, ({ id, title, part, response, weight, seconds, at, objectives, score }) => {
    const { type } = part.interaction;
    return (
      `${id}${title}`.length < 2000 && typeof id === 'string' && typeof title === 'string' && typeof type === 'string' &&
      [weight, seconds, at, score ?? 0].every(Number.isFinite) && areAll(objectives, 99, (name) => typeof name === 'string') &&
      (!response || response.type === type)
    );
  }) &&
  areAll(one.objectives, MOST, ({ id, score }) => typeof id === 'string' && Number.isFinite(score));

const areAll = <T>(list: T[] | undefined, most: number, test: (one: T) => boolean): boolean =>
  Array.isArray(list) && list.length <= most && list.every(test);

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
  let last: string | null = null;
  /** Every interaction that this window had to do with; the others in the entry are another window's. */
  const own = new Set<string>();
  let others: Interaction[] = [];
  const nameOf = ({ id, at }: Interaction) => at + id;

  let hasAside = false;
  const self: Journal = {
    get hasAside() {
      return hasAside;
    },
    read() {
      const entry = look();
      for (const one of entry?.interactions ?? []) own.add(nameOf(one));
      others = [];
      return entry;
    },
    hear: () => look()?.state ?? '',
    write({ interactions, ...rest }) {
      for (const one of interactions) own.add(nameOf(one));
      const put = (list: Interaction[]) => {
        const text = JSON.stringify({ course, ...rest, interactions: list });
        store?.setItem(key, text);
        last = text;
      };
      // Where the storage is nearly full the state goes before what is only told about it.
      if (quietly(() => (put([...others, ...interactions].slice(-MOST)), true)) === null) quietly(() => put([]));
    },
    setAside(text) {
      hasAside = true;
      quietly(() => storage?.setItem(`${key}:set-aside-${Date.now()}`, text));
    },
  };

  function look(): Entry | null {
    const text = quietly(() => store?.getItem(key)) ?? null;
    if (!text || text === last) return null;
    last = text;
    const entry = quietly(() => {
      const found = JSON.parse(text) as Entry;
      return isEntry(found, course) ? found : null;
    });
    if (!entry) self.setAside(text);
    others = (entry?.interactions ?? []).filter((one) => !own.has(nameOf(one)));
    return entry;
  }
  return self;
}
