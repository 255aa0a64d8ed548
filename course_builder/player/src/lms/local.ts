// Progress in the browser's own storage: the HTML outputs. Where storage is forbidden it lives as long as the page.

import type { Store } from '../engine/host';
import type { Launch, Report, Tracker } from './tracker';

export function localTracker(course: string, storage: Store | null): Tracker {
  const key = 'course-builder:' + course;
  let kept: Tracker['kept'] = 'nothing';
  return {
    get kept() {
      return kept;
    },
    open(): Launch {
      let state = '';
      try {
        if (storage) {
          state = storage.getItem(key) ?? '';
          storage.setItem(key, state); // some browsers have a storage that refuses every write
          kept = 'browser';
        }
      } catch {}
      return { state, learner: '', mode: 'normal' };
    },
    save(report: Report) {
      try {
        storage?.setItem(key, report.state);
        return kept === 'browser';
      } catch {
        return false;
      }
    },
    close: () => true,
  };
}
