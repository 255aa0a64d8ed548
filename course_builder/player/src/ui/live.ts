// What the player says: announcements for screen readers, notices at the edge of the window, dialogs.

import { $, type Child, el } from './dom';
import type { Words } from './words';

export interface Live {
  /** Say something to screen readers. */
  say(text: string): void;
  /** Show a notice until it is closed or another screen comes; a second one replaces it. `action` adds a button. */
  notice(text: string, kind?: 'info' | 'error', action?: [label: string, act: () => void]): void;
  /** Ask with a dialog. Buttons as value → label, the main one first; Escape gives an empty text. */
  ask(title: string, body: Child[], buttons: Record<string, string>): Promise<string>;
}

export function makeLive(words: Words): Live {
  const live = el('div', { 'data-visually-hidden': true, role: 'status' });
  document.body.append(live);

  return {
    say(text) {
      // The same words twice are said twice only where the text changes.
      live.textContent = live.textContent === text ? `${text}\u00a0` : text;
    },
    notice(text, kind = 'info', action) {
      const close = () => box.remove();
      const box = el('div', { 'data-notice': kind, role: kind === 'error' ? 'alert' : 'status' });
      $('[data-notice]')?.remove();
      document.body.append(box);
      // Filled after it stands in the page: a live region that comes with its text is not read everywhere.
      box.append(
        el('p', {}, text),
        action ? el('button', { onclick: () => (close(), action[1]()) }, action[0]) : '',
        el('button', { 'data-notice-close': true, onclick: close }, words.t('close')),
      );
    },
    ask(title, body, buttons) {
      return new Promise((resolve) => {
        const heading = el('h2', { id: 'course-dialog-title' }, title);
        const actions = el('p', { 'data-dialog-actions': true });
        const box = el('dialog', { 'data-dialog': true, 'aria-labelledby': heading.id }, heading, ...body, actions) as HTMLDialogElement;
        Object.entries(buttons).forEach(([value, label], index) => {
          actions.append(el('button', { 'data-primary': !index, autofocus: !index, onclick: () => box.close(value) }, label));
        });
        box.addEventListener('close', () => {
          box.remove();
          resolve(box.returnValue);
        });
        // A link or button in the body may close it with its own `value`.
        box.addEventListener('click', (event) => {
          const value = (event.target as Element).closest<HTMLElement>('[data-value]')?.dataset.value;
          if (value) box.close(value);
        });
        document.body.append(box);
        box.showModal();
      });
    },
  };
}
