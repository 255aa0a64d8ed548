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
  /** Ask the server whether it is there. Where nothing can be asked it is missing. */
  probe?(told: (proof: Proof) => void): void;
}

/** `here`: the answer can only come from the server. `out`: the server asks to sign in. */
export type Proof = 'here' | 'away' | 'out';

/** How long a server may take to answer. */
const PATIENCE = 15_000;

/**
 * Asks for a small file of the package anew. A server that has signed the learner out sends somebody else's page, or sends
 * the browser elsewhere; one that is not there sends nothing.
 */
export function probeOf(file: string, word: string): Host['probe'] {
  if (!/^http/.test(location.protocol)) return undefined;
  const address = new URL(file, document.baseURI);
  return (told) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), PATIENCE);
    fetch(address, { cache: 'no-store', redirect: 'manual', signal: stop.signal })
      .then(async (answer): Promise<Proof> => {
        const { ok, status } = answer;
        // A redirection that is not followed has the status 0.
        return ok ? ((await answer.text()).trim() === word ? 'here' : 'out') : [0, 401, 403].includes(status) ? 'out' : 'away';
      })
      .catch((): Proof => 'away')
      .then(told);
  };
}

export function browserHost(storage: Store | null): Host {
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
