// What learners write for themselves. It stays in this browser (see `vault.ts`): nothing of it goes to the session or the LMS.

import { hash } from './engine/shuffle';
import type { Core } from './ui/core';

export interface Note {
  /** What was kept. */
  read(): string;
  /** Keep a text; an empty one is taken away. False: the browser refuses. */
  write(text: string): boolean;
  /** Another window of this browser changed it. Returns what ends the listening. */
  follow(changed: (text: string) => void): () => void;
}

/**
 * The key of the browser's storage under which something of this learner is kept. Computers are shared: in an LMS the next
 * learner must not find what the last one wrote. The learner's id is hashed, for others may look.
 */
export function keyOf({ data, session }: Core, kind: 'note' | 'tool', id: string): string {
  const codes = [...session.learner].map((one) => one.codePointAt(0)!);
  let learner = codes.length ? `:${hash(1, ...codes).toString(36)}` : '';
  try {
    // A page that is loaded anew may find the LMS's session ended, and nobody to say who learns. The tab still knows.
    const here = `course-builder:learner:${data.id}`;
    if (learner) sessionStorage.setItem(here, learner);
    else learner = sessionStorage.getItem(here) ?? '';
  } catch {}
  return `course-builder:${kind}:${data.id}:${id}${learner}`;
}

export function note(core: Core, id: string): Note {
  const key = keyOf(core, 'note', id);
  return {
    read() {
      return core.storage?.getItem(key) ?? '';
    },
    write(text) {
      try {
        if (text) core.storage?.setItem(key, text);
        else core.storage?.removeItem(key);
        return !!core.storage;
      } catch {
        return false;
      }
    },
    follow(changed) {
      const listener = (event: StorageEvent) => {
        if (event.key === key) changed(event.newValue ?? '');
      };
      addEventListener('storage', listener);
      return () => removeEventListener('storage', listener);
    },
  };
}
