// Two pictures over one another, and a native slider that shows more of the one or of the other.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

function setUp(box: HTMLElement): () => void {
  const frame = $('.before-after-frame', box)!;
  const names = $$('.before-after-one > figcaption', frame).map((one) => one.textContent!.trim());
  if (names.length !== 2) return () => {};
  // Pictures that scroll sideways stay below one another: a finger cannot move both them and the slider.
  if ($('[style*="--readable"]', frame) && matchMedia('(max-width: 40rem)').matches) {
    for (const one of $$('.before-after-one', frame)) one.tabIndex = 0;
    return () => {};
  }
  const { t, percent } = core;
  const range = el('input', {
    type: 'range', min: '0', max: '100', value: '50', class: 'before-after-range', 'aria-label': t('before-after.slider'),
  }) as HTMLInputElement;
  const show = () => {
    const share = Number(range.value);
    frame.style.setProperty('--share', `${share}%`);
    range.setAttribute('aria-valuetext', `${names[0]}: ${percent(share)}, ${names[1]}: ${percent(100 - share)}`);
  };
  range.addEventListener('input', show);
  const line = el('span', { class: 'before-after-line' });
  frame.append(range, line);
  box.dataset.working = '';
  show();
  return () => {
    range.remove();
    line.remove();
    delete box.dataset.working;
    frame.removeAttribute('style');
  };
}

core.behaviour('before-after', (root) => {
  const undo = $$('[data-before-after]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
