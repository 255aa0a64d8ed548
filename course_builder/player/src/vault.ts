// What this browser keeps of a course: its own storage, and a second copy of that in a database. Moodle empties the storage
// whenever somebody has signed in (core/storage_validation.js), also who was signed out in the middle of a course. Then what
// is missing comes back from the copy before anything reads it.

import type { Store } from './engine/host';

const NAME = 'course-builder';
/** Milliseconds. A browser that gives no answer keeps no copy; the course begins without one. */
const PATIENCE = 1000;

/** Return the storage, with what had been taken out of it; null where the browser forbids one. */
export async function openVault(): Promise<Store | null> {
  let storage: Storage;
  try {
    storage = localStorage; // throws where storage is forbidden
  } catch {
    return null;
  }

  const opening = new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(NAME);
    request.onsuccess = () => resolve(request.result);
    // Where it fails without a word, the course begins after a while.
  });
  /** Use the copy: entries of key and text, by key. What fails here is still in the storage. */
  const use = (task: (entries: IDBObjectStore) => unknown) =>
    opening.then((copy) => task(copy.transaction(NAME, 'readwrite').objectStore(NAME))).catch(() => {});

  if (!storage.getItem(NAME)) {
    await new Promise<unknown>((ready) => {
      setTimeout(ready, PATIENCE);
      use((entries) => {
        const all: IDBRequest<[string, string][]> = entries.getAll();
        all.onsuccess = () => {
          ready(0);
          try {
            for (const [key, text] of all.result) storage.getItem(key) ?? storage.setItem(key, text);
            storage.setItem(NAME, '1');
          } catch {} // it is full, or refuses everything
        };
      });
      opening.catch(ready);
    });
  }
  return {
    getItem: (key) => storage.getItem(key),
    setItem(key, text) {
      storage.setItem(key, text);
      use((entries) => entries.put([key, text], key));
    },
    removeItem(key) {
      storage.removeItem(key);
      use((entries) => entries.delete(key));
    },
  };
}
