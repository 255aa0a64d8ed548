// The menu with the learner's progress, its button on small screens, and the locks of links.

import type { Core } from './core';
import { $, $$, unseen } from './dom';

/** Show progress in the menu, the links, the progress bar. Called whenever something may have changed. */
export function paintMenu(core: Core): void {
  const { data, session, t } = core;
  const screens = new Map(data.screens.map((one) => [one.id, one]));
  const open = new Set(data.screens.map(({ id, module }) => session.done(id) || module));
  for (const link of $$('[data-screen-link]')) {
    const screen = screens.get(link.dataset.screenLink!);
    if (!screen) continue;
    const locked = !session.reachable(screen.id);
    if (locked) link.setAttribute('aria-disabled', 'true');
    else link.removeAttribute('aria-disabled');
    if (!link.matches('[data-menu] li:not([data-more]) > a')) continue;
    const text = $('[data-state-text]', link) ?? link.appendChild(unseen('', { 'data-state-text': true }));
    const quiz = data.assessments.find((one) => one.screen === screen.id);
    const attempt = quiz && session.attempt(quiz.id);
    const current = screen === core.screen;
    let state = '';
    if (locked) state = 'locked';
    else if (attempt?.passed) state = 'passed';
    else if (attempt && attempt.best !== null) state = 'failed';
    // A module's entry is its first page, and speaks of all of them.
    else if (!attempt && (link.matches('.module') ? !open.has(screen.module) : session.done(screen.id))) state = 'seen';
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    // Being here says more than having been here; what a quiz says stays.
    const shown = current && (state === 'seen' || !state) ? 'current' : state;
    if (shown) link.dataset.state = shown;
    else delete link.dataset.state;
    text.textContent = state ? ` (${t(`menu.${state}`)})` : '';
  }
  for (const bar of $$<HTMLProgressElement>('[data-progress]')) {
    bar.hidden = false;
    bar.max = 1;
    bar.value = session.progress();
  }
  for (const button of $$('[data-exit]')) button.hidden = session.kept !== 'lms';
  for (const button of $$('[data-search], [data-reading]')) button.hidden = !(data.search || button.dataset.reading);
}

/** Opening and closing the menu by its button. */
export function startMenu(): () => void {
  const button = () => $('[data-menu-toggle]');
  const menu = () => $('[data-menu]');
  const isOpen = () => menu()?.hasAttribute('data-open') ?? false;

  function set(open: boolean): void {
    menu()?.toggleAttribute('data-open', open);
    button()?.setAttribute('aria-expanded', String(open));
  }

  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target.closest('[data-menu-toggle]')) {
      set(!isOpen());
      if (isOpen()) ($('[aria-current]', menu()!) ?? $('a', menu()!))?.focus();
    } else if (isOpen() && !target.closest('[data-menu]')) set(false);
  });
  document.addEventListener('keydown', (event) => {
    if (!isOpen()) return;
    if (event.key === 'Escape') {
      set(false);
      button()?.focus();
    } else if (event.key === 'Tab') {
      const stops = [button(), ...$$('a[href], button, summary', menu()!)].filter((one) => one?.getClientRects().length);
      const index = stops.indexOf(document.activeElement as HTMLElement);
      // Round and round: between the button and the menu stands the page that the menu covers.
      event.preventDefault();
      stops[(index + (event.shiftKey ? stops.length - 1 : 1)) % stops.length]?.focus();
    }
  });
  return () => set(false);
}
