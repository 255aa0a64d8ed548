// What learners write for themselves. It stays in this browser's own storage: nothing of it goes to the session or the LMS.

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

/** A note of this learner: computers are shared, and in an LMS the next learner must not find what the last one wrote. */
export function note({ data, session }: Core, id: string): Note {
  const codes = [...session.learner].map((one) => one.codePointAt(0)!);
  const key = `course-builder:note:${data.id}:${id}${codes.length ? `:${hash(1, ...codes).toString(36)}` : ''}`;
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? '';
      } catch {
        return '';
      }
    },
    write(text) {
      try {
        if (text) localStorage.setItem(key, text);
        else localStorage.removeItem(key);
        return true;
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
