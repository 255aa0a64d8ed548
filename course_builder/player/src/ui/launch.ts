// What happens once, when the course is launched: an offer to go on where the learner was; and at its end, Exit.

import type { ScreenData } from '../contract';
import type { Core } from './core';
import { $, $$, el, focusOn } from './dom';

/** From files every page is a launch of its own: remember per tab that it was asked. */
function firstTime(course: string): boolean {
  try {
    const key = `course-builder:launched:${course}`;
    const first = !sessionStorage.getItem(key);
    sessionStorage.setItem(key, '1');
    return first;
  } catch {
    return true;
  }
}

/** Ask whether to go on where the learner left. Gives the screen to go to, if they want. */
export async function askToResume(core: Core): Promise<ScreenData | undefined> {
  const { data, session, screen, t } = core;
  const first = firstTime(data.id);
  const left = data.screens.find((one) => one.id === session.bookmark);
  if (!left || left.slot < 0 || left === screen || !session.reachable(left.id)) return;
  // Outside an LMS an address of a page is where somebody wants to go.
  if (data.tracker === 'local' && (screen.kind !== 'home' || !first)) return;
  await core.opening;
  const answer = await core.ask(t('resume.title'), [el('p', {}, t('resume.text', { title: left.title }))], {
    continue: t('resume.continue', { title: left.title }),
    start: t('resume.start'),
  });
  return answer === 'continue' ? left : undefined;
}

/** Leave the course: finish the LMS session and say that the window can be closed. */
export function leaveCourse(core: Core, stop: () => void): void {
  const { session, t } = core;
  stop();
  const unsaved = !session.exit();
  document.body.dataset.closed = '';
  const heading = el('h1', {}, t(unsaved ? 'exit.unsaved' : 'exit.title'));
  const main = $('#main')!;
  main.replaceChildren(heading, el('p', {}, t(unsaved ? 'exit.unsaved-text' : 'exit.text')));
  for (const other of $$('[data-menu], [data-menu-toggle], [data-swap], [data-exit], [data-search]')) {
    if (!other.contains(main)) other.hidden = true;
  }
  // Nothing is written any more: no page may look as if it were.
  for (const link of $$('[data-screen-link]')) link.removeAttribute('href');
  focusOn(heading);
  // What was said is read first.
  if (!unsaved) setTimeout(() => popup()?.close(), PAUSE);
}

/** How long the words at the end stand before a popup closes. */
const PAUSE = 1500;

/** The window that was opened for the course: its own, or the LMS's around it, whose opener Moodle takes away. A tab is none. */
export function popup(): Window | undefined {
  if (window.opener) return window;
  for (let at: Window = window; at.parent !== at; ) {
    at = at.parent;
    try {
      if (!at.menubar.visible) return at;
    } catch {} // another site's window
  }
  return undefined;
}
