// Points of a picture: each opens its text below the picture, one at a time. Arrow keys go from point to point.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $$, el } = core;

function setUp(box: HTMLElement): () => void {
  const { t } = core;
  const markers = $$('[data-marker]', box);
  const texts = $$('[data-point]', box);
  const count = markers.length;
  if (!count) return () => {};
  const stopped = new AbortController();
  const { signal } = stopped;
  let shown = -1;

  const position = el('p', {});
  const step = (by: number) => show(shown < 0 ? (by > 0 ? 0 : count - 1) : (shown + by + count) % count);
  const bar = el('div', { class: 'labelled-bar', role: 'group', 'aria-label': t('labelled-picture.points') },
    el('button', { onclick: () => step(-1) }, t('labelled-picture.previous')),
    position,
    el('button', { onclick: () => step(1) }, t('labelled-picture.next')),
  );

  /** Open one text; -1: none. */
  function show(chosen: number, tell = true): void {
    shown = chosen;
    texts.forEach((text, index) => (text.hidden = index !== chosen));
    markers.forEach((marker, index) => marker.setAttribute('aria-expanded', String(index === chosen)));
    position.textContent = chosen < 0 ? t('labelled-picture.hint') : t('labelled-picture.position', { number: chosen + 1, count });
    if (!tell) return;
    if (chosen < 0) return core.say(t('labelled-picture.closed'));
    texts[chosen]!.scrollIntoView({ block: 'nearest' });
    core.say(`${position.textContent}: ${$$('.point-name ~ *, .point-name', texts[chosen]).map((one) => one.textContent).join(' ')}`);
  }

  markers.forEach((marker, index) => {
    marker.setAttribute('role', 'button');
    const toggle = (event: Event) => {
      event.preventDefault();
      show(shown === index ? -1 : index);
    };
    marker.addEventListener('click', toggle, { signal });
    marker.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.key === ' ') return toggle(event);
      if (event.key === 'Escape' && shown >= 0) return show(-1);
      // The points are numbered; which arrow leads on does not depend on where they stand.
      const rtl = getComputedStyle(box).direction === 'rtl';
      const forth = ['ArrowDown', rtl ? 'ArrowLeft' : 'ArrowRight'].includes(event.key);
      const back = ['ArrowUp', rtl ? 'ArrowRight' : 'ArrowLeft'].includes(event.key);
      const to = forth ? (index + 1) % count : back ? (index - 1 + count) % count : { Home: 0, End: count - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      markers[to]!.focus();
      show(to);
    }, { signal });
  });

  texts[0]!.parentElement!.before(bar);
  box.dataset.working = '';
  show(-1, false);
  return () => {
    stopped.abort();
    bar.remove();
    delete box.dataset.working;
    for (const text of texts) text.hidden = false;
    for (const marker of markers) {
      marker.removeAttribute('role');
      marker.removeAttribute('aria-expanded');
    }
  };
}

core.behaviour('labelled-picture', (root) => {
  const undo = $$('[data-labelled]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
