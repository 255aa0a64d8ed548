// What learners write for themselves. It stays in this browser's own storage: nothing of it goes to the session or the LMS.

export interface Note {
  /** What was kept. */
  read(): string;
  /** Keep a text; an empty one is taken away. False: the browser refuses. */
  write(text: string): boolean;
  /** Another window of this browser changed it. Returns what ends the listening. */
  follow(changed: (text: string) => void): () => void;
}

export function note(course: string, id: string): Note {
  const key = `course-builder:note:${course}:${id}`;
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
