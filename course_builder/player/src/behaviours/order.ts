// Putting things in order: two buttons for each item, or dragging it by its handle.

import type { OrderData } from '../contract';

const core = window.courseBuilder;
const { $, $$, el } = core;

core.interaction('order', (element, part, changed) => {
  const { items } = part.interaction as OrderData;
  const { t } = core;
  const list = $('[data-order]', element)!;
  const rows = () => $$('[data-item]', list);
  const row = (id: string) => $(`[data-item="${id}"]`, list)!;
  let touched = false;

  /** The ends cannot move further. They stay focusable, so that the focus is not lost on the way. */
  function paint(): void {
    rows().forEach((one, index, all) => {
      $('[data-up]', one)!.setAttribute('aria-disabled', String(!index));
      $('[data-down]', one)!.setAttribute('aria-disabled', String(index === all.length - 1));
    });
  }

  function moved(item: HTMLElement): void {
    touched = true;
    paint();
    core.say(t('order.moved', { place: rows().indexOf(item) + 1, count: items.length }));
    changed();
  }

  function step(item: HTMLElement, by: -1 | 1, button: HTMLElement): void {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(item);
    else other.after(item);
    button.focus();
    moved(item);
  }

  function drag(item: HTMLElement, handle: HTMLElement, down: PointerEvent): void {
    if (list.closest('[data-locked]') || down.button) return;
    const before = rows().indexOf(item);
    const move = (event: PointerEvent) => {
      const over = rows().find((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return one !== item && event.clientY > top && event.clientY < bottom;
      });
      if (!over) return;
      if (rows().indexOf(over) < rows().indexOf(item)) over.before(item);
      else over.after(item);
      // Moving an element in the page releases it from the pointer.
      handle.setPointerCapture(event.pointerId);
    };
    const drop = () => {
      handle.removeEventListener('pointermove', move);
      delete item.dataset.dragging;
      if (rows().indexOf(item) !== before) moved(item);
    };
    down.preventDefault();
    item.dataset.dragging = '';
    handle.setPointerCapture(down.pointerId);
    handle.addEventListener('pointermove', move);
    for (const end of ['pointerup', 'pointercancel']) handle.addEventListener(end, drop, { once: true });
  }

  for (const { id, label } of items) {
    const item = row(id);
    // A further attempt makes the control anew.
    for (const old of $$('[data-handle], [data-up], [data-down]', item)) old.remove();
    const handle = el('span', { 'data-handle': true, 'aria-hidden': 'true', onpointerdown: (event) => drag(item, handle, event as PointerEvent) });
    handle.style.touchAction = 'none';
    const up = el('button', { 'data-up': true, 'aria-label': t('order.up', { item: label }), onclick: () => step(item, -1, up) });
    const below = el('button', { 'data-down': true, 'aria-label': t('order.down', { item: label }), onclick: () => step(item, 1, below) });
    item.prepend(handle);
    item.append(up, below);
  }
  paint();

  return {
    ids: items.map((item) => item.id),
    read: (checking) => (touched || checking ? { type: 'order', items: rows().map((one) => one.dataset.item!) } : null),
    write(response) {
      touched = response?.type === 'order';
      if (response?.type === 'order') this.arrange(response.items);
    },
    mark(response) {
      const given = response?.type === 'order' ? response.items : [];
      items.forEach(({ id }, index) => core.mark(row(id), given[index] === id ? 'right' : 'wrong'));
    },
    arrange(ids) {
      core.arrange(ids.map(row));
      paint();
    },
  };
});
