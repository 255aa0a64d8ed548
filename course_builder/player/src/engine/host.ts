// What the engine needs of its surroundings, so that tests can stand in for the clock and the storage.

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Host {
  /** Milliseconds since the epoch. */
  now(): number;
  /** 0…1 */
  random(): number;
  /** Run `task` once after `ms`; the returned function calls it off. */
  later(task: () => void, ms: number): () => void;
  storage: Store | null;
}

export function browserHost(): Host {
  let storage: Store | null = null;
  try {
    storage = localStorage; // throws where storage is forbidden
  } catch {}
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    later(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    storage,
  };
}
