// A field for thoughts of one's own, kept on this device as one types.

import { note } from '../notes';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $$, el } = core;

function setUp(box: HTMLElement): () => void {
  const { t } = core;
  const kept = note(core, box.dataset.reflection!);
  // What was cleared, until something else is typed.
  let cleared = '';

  const said = el('p', { class: 'reflection-said', role: 'status', id: `${box.id}-said` }, t('reflection.private'));
  const field = el('textarea', {
    rows: '3',
    dir: 'auto',
    'aria-labelledby': `${box.id}-label`,
    'aria-describedby': `${document.getElementById(`${box.id}-question`) ? `${box.id}-question ` : ''}${said.id}`,
    oninput: () => {
      cleared = '';
      keep(t('reflection.saved'));
    },
  }) as HTMLTextAreaElement;
  const mirror = el('div', { class: 'reflection-print', dir: 'auto', 'aria-hidden': 'true' });
  const button = el('button', {
    onclick: () => {
      [field.value, cleared] = [cleared, field.value];
      keep(t(cleared ? 'reflection.cleared' : 'reflection.saved'));
    },
  });

  function show(): void {
    // A line that was just begun counts as well.
    mirror.textContent = `${field.value}\n`;
    box.toggleAttribute('data-empty', !field.value.trim());
    button.hidden = !field.value && !cleared;
    button.textContent = t(cleared ? 'reflection.undo' : 'reflection.clear');
  }
  function keep(words: string): void {
    show();
    const done = kept.write(field.value);
    said.toggleAttribute('data-refused', !done);
    const text = done ? words : t('reflection.refused');
    // Said once, not with every letter.
    if (said.textContent !== text) said.textContent = text;
  }

  field.value = kept.read();
  const bar = el('div', { class: 'reflection-bar' }, said, button);
  const around = el('div', { class: 'reflection-field' }, field, mirror);
  box.append(around, bar);
  box.dataset.working = '';
  show();
  if (field.value) said.textContent = t('reflection.saved');
  const stop = kept.follow((text) => {
    field.value = text;
    cleared = '';
    show();
  });
  return () => {
    stop();
    around.remove();
    bar.remove();
    delete box.dataset.working;
    delete box.dataset.empty;
  };
}

core.behaviour('reflection', (root) => {
  const undo = $$('[data-reflection]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
