// What was written, on this device: one entry of the browser's storage (see `vault.ts`) for each tool. It goes nowhere else, in
// an LMS too.

import type { Store as BrowserStore } from '../engine/host';
import { isCopy, makeCopy } from './copies';
import type { Copy, Saved, ToolData } from './types';

const VERSION = 1;
const SOON = 250;

interface Kept {
  version: number;
  current: string;
  copies: Copy[];
}

export interface Store {
  copies: Copy[];
  current: string;
  readonly state: Saved;
  /** What had been stored could not be read; it was set aside. */
  readonly broken: boolean;
  /** Something changed: save soon. */
  later(): void;
  /** Save at once. */
  now(): void;
  /** A copy was deleted here, or brought back. */
  forget(copy: string, gone: boolean): void;
  /** Let go; saves what is left. */
  stop(): void;
}

/**
 * Open the store of a tool.
 * @param storage null where the browser forbids one
 * @param key in it, see `keyOf`
 * @param saved called after every attempt to save
 * @param taken called when another window of the course changed something that is shown here
 */
export function openStore(storage: BrowserStore | null, key: string, data: ToolData, name: string, saved: () => void, taken: () => void): Store {
  const deleted = new Set<string>();
  let broken = false;
  let failed = false;
  let timer = 0;
  let edited = false; // since the last save

  const parse = (raw: string | null): Kept | null => {
    try {
      const found = JSON.parse(raw ?? 'null') as Kept | null;
      return found?.version === VERSION && Array.isArray(found.copies) && found.copies.every(isCopy) && found.copies.length ? found : null;
    } catch {
      return null;
    }
  };
  const load = (): Kept | null => {
    try {
      const raw = storage?.getItem(key);
      const found = parse(raw ?? null);
      if (raw && !found) {
        storage!.setItem(`${key}:set-aside-${Date.now()}`, raw);
        storage!.removeItem(key);
        broken = true;
      }
      return found;
    } catch {
      return null;
    }
  };

  const first = load();
  const store: Store = {
    copies: first?.copies ?? [makeCopy(data, name)],
    current: '',
    get state() {
      return failed ? 'unsaved' : edited ? 'waiting' : 'saved';
    },
    get broken() {
      return broken;
    },
    later() {
      edited = true;
      timer ||= window.setTimeout(store.now, SOON);
    },
    now() {
      clearTimeout(timer);
      timer = 0;
      if (!edited) return;
      let joined = false;
      try {
        if (!storage) throw new Error('no storage');
        joined = join(parse(storage.getItem(key))?.copies ?? []);
        storage.setItem(key, JSON.stringify({ version: VERSION, current: store.current, copies: store.copies } satisfies Kept));
        failed = edited = false;
      } catch {
        failed = true;
      }
      saved();
      if (joined) taken();
    },
    forget(copy, gone) {
      if (gone) deleted.add(copy);
      else deleted.delete(copy);
    },
    stop() {
      store.now();
      removeEventListener('storage', heard);
      removeEventListener('pagehide', store.now);
      document.removeEventListener('visibilitychange', store.now);
    },
  };
  store.current = store.copies.find(({ id }) => id === first?.current)?.id ?? store.copies[0]!.id;

  /** Take over what another window wrote later, save for the copy that is being edited here. */
  function join(others: Copy[]): boolean {
    let changed = false;
    for (const other of others) {
      const index = store.copies.findIndex(({ id }) => id === other.id);
      if (index < 0 && !deleted.has(other.id)) store.copies.push(other);
      else if (index >= 0 && other.changed > store.copies[index]!.changed && !(edited && other.id === store.current)) store.copies[index] = other;
      else continue;
      changed = true;
    }
    return changed;
  }

  function heard(event: StorageEvent): void {
    if (event.key !== key) return;
    const others = parse(event.newValue)?.copies;
    if (!others) return;
    const left = store.copies.filter(({ id }) => others.some((one) => one.id === id) || (edited && id === store.current));
    const fewer = left.length < store.copies.length;
    store.copies = left;
    const changed = join(others);
    if (!store.copies.some(({ id }) => id === store.current)) store.current = store.copies[0]!.id;
    if (fewer || changed) taken();
  }

  addEventListener('storage', heard);
  addEventListener('pagehide', store.now);
  document.addEventListener('visibilitychange', store.now);
  return store;
}
