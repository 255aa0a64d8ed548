// Progress in the browser's own storage: the HTML outputs, and packages that are opened without an LMS. Where storage is
// forbidden it lives as long as the page.

import type { Store } from '../engine/host';
import type { Launch, Report, Tracker } from './tracker';

export function localTracker(course: string, storage: Store | null): Tracker {
  const key = 'course-builder:' + course;
  let kept: Tracker['kept'] = 'nothing';
  let last = '';
  return {
    get kept() {
      return kept;
    },
    open(): Launch {
      try {
        if (storage) {
          last = storage.getItem(key) ?? '';
          // Some browsers have a storage that refuses every write. What is kept is not written for that: the page before may
          // still be at it, and its last words would be lost.
          storage.setItem(`${key}:open`, '');
          kept = 'browser';
        }
      } catch {}
      return { state: last, learner: '', mode: 'normal' };
    },
    hear(told) {
      let found = '';
      try {
        // What a page wrote as it went can come when this one has written already, and shows in the message alone.
        found = (told?.key === key && told.newValue) || (storage?.getItem(key) ?? '');
      } catch {}
      if (found === last) return '';
      return (last = found);
    },
    save({ state }: Report) {
      try {
        storage?.setItem(key, state);
        last = state;
        return kept === 'browser';
      } catch {
        return false;
      }
    },
    close: () => true,
  };
}
