// The save indicator. It says what is so: saved, under way, not saved, or that nothing keeps progress.

import type { Core } from './core';
import type { Words } from './words';
import { $$, el } from './dom';

/** Under way is said only when it takes a while, so that screen readers are not interrupted at every answer. */
const PATIENCE = 400;

/** While the LMS is looked for the page is there to be read, and says what it waits for. */
export const sayConnecting = ({ t }: Words): number =>
  window.setTimeout(() => $$('[data-save]').forEach((element) => element.replaceChildren(t('save.connecting'))), PATIENCE);

export function startSaving(core: Core): () => void {
  const { session, t } = core;
  let timer = 0;
  let told = '';

  function show(): void {
    const state = session.saving;
    clearTimeout(timer);
    for (const element of $$('[data-save]')) element.dataset.save = state === 'none' ? 'offline' : state === 'signed-out' ? 'unsaved' : state;
    if (state === 'saving') timer = window.setTimeout(tell, PATIENCE);
    else tell();
  }

  function tell(): void {
    const { saving, kept, mode } = session;
    const key = mode === 'normal' ? (saving === 'none' ? 'save.nothing' : `save.${saving}.${kept}`) : `save.${mode}`;
    told = t(key);
    for (const element of $$('[data-save]')) {
      // The same words again would be read out again.
      if (element.dataset.told === key) continue;
      element.dataset.told = key;
      // An LMS that did not come in time, or did not open, may do so now.
      const isMissing = core.data.tracker !== 'local' && kept !== 'lms' && (parent !== window || !!opener);
      const again = /uns|out/.test(saving) ? () => session.retry() : isMissing && (() => location.reload());
      element.replaceChildren(told, again ? el('button', { onclick: again }, t('save.retry')) : '');
    }
  }

  session.onSave(show);
  show();
  return show;
}
