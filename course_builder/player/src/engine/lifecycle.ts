// What browsers do to pages. `unload` and `beforeunload` are not used: phones never fire them, and they bar pages from the
// back/forward cache.

import type { Engine } from './engine';

export function attach(engine: Engine, page: Window): void {
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') engine.hide();
    else engine.retry();
  });
  page.addEventListener('pagehide', (event) => {
    // A page that is only frozen comes back with its session.
    if (event.persisted) engine.hide();
    else engine.leave();
  });
  page.addEventListener('pageshow', (event) => {
    if (event.persisted) engine.retry();
  });
  page.addEventListener('online', () => engine.retry());
  // Another window of this browser saved something.
  page.addEventListener('storage', (event) => engine.hear(event));
}
