// A matrix: what the table lists stands on a grid of two of its columns. An item is placed by dragging it, by choosing
// it and a cell, or by the fields of its row; all three write the same two values.

import { draggable } from '../tool/dragging';
import type { Copy, Table, Tool } from '../tool/types';

const core = window.courseBuilder;
const { $, $$, el, t } = core;
const SHEET = 'rows';

interface Item {
  id: string;
  number: number;
  name: string;
  across: string;
  down: string;
  /** The product of both values; null where it means nothing, or one is missing. */
  score: number | null;
  zone: string;
}

const textOf = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

function setUp(tool: Tool): (() => void) | void {
  const matrix = $('[data-matrix]', tool.element);
  if (!matrix) return;
  const grid = $('[data-grid]', matrix)!;
  const { across, down } = tool.data.extra as { across: string; down: string };
  const columns = tool.sheet(SHEET).columns;
  const labelOf = (id: string) => columns.find((column) => column.id === id)!.label;
  const named = columns.find(({ type }) => type === 'given') ?? columns.find(({ id }) => id !== across && id !== down);
  const cells = $$('td[data-across]', grid);
  const width = new Set(cells.map((cell) => cell.dataset.across)).size;
  const byPlace = new Map(cells.map((cell) => [`${cell.dataset.across}/${cell.dataset.down}`, cell]));
  const advice = new Map($$('[data-zone-advice]', matrix).map((one) => [one.dataset.zoneAdvice!, one]));
  const scored = 'scored' in matrix.dataset;
  const zoneName = (zone: string) => textOf($(`[data-zone="${zone}"] [data-zone-name]`, grid));
  let chosen = '';
  let current = cells[cells.length - width]!;

  const unplaced = el('ul', { class: 'matrix-unplaced' });
  const state = el('p', { class: 'matrix-state' });
  const tray = el('div', { class: 'matrix-tray', role: 'group', 'aria-label': t('matrix.unplaced') }, el('p', { class: 'matrix-how' }, t('matrix.how')), state, unplaced);
  $('.matrix-axes', matrix)!.before(tray);
  grid.setAttribute('role', 'grid');
  for (const cell of cells) {
    cell.append(unseenPlace(), el('span', { class: 'matrix-chips', 'aria-hidden': 'true' }));
    cell.tabIndex = cell === current ? 0 : -1;
  }
  matrix.dataset.working = '';

  function unseenPlace(): HTMLElement {
    return core.unseen('', { 'data-names': true });
  }

  function items(copy?: Copy): Item[] {
    return tool.rows(SHEET, copy).flatMap((row, index) => {
      const [one, other] = [row.cells[across] ?? '', row.cells[down] ?? ''];
      const name = (named && row.cells[named.id]) || '';
      if (!name && !one && !other) return [];
      const cell = byPlace.get(`${one}/${other}`);
      const zone = cell?.dataset.zone ?? '0';
      return [{
        id: row.id, number: index + 1, name: name || t('tool.row', { number: index + 1 }), across: one, down: other,
        score: cell && scored ? Number(one) * Number(other) : null, zone,
      }];
    });
  }

  const find = (id: string) => items().find((item) => item.id === id);
  const isPlaced = (item: Item) => byPlace.has(`${item.across}/${item.down}`);
  const resultOf = ({ score, zone }: Item) => [score === null ? '' : core.number(score), zone === '0' ? '' : zoneName(zone)].filter(Boolean).join(' · ');
  const value = (column: string, text: string) => (text ? t('matrix.value', { label: labelOf(column), value: tool.words(SHEET, column, text) }) : '');
  const position = (item: Item) => [value(across, item.across), value(down, item.down), resultOf(item)].filter(Boolean).join(', ');

  function place(id: string, cell: HTMLElement | null): void {
    chosen = '';
    tool.set(SHEET, id, across, cell?.dataset.across ?? '');
    tool.set(SHEET, id, down, cell?.dataset.down ?? '');
    const item = find(id);
    if (item) tool.say(cell ? t('matrix.placed', { item: item.name, position: position(item) }) : t('matrix.taken-off', { item: item.name }));
  }

  function choose(id: string): void {
    chosen = id;
    showChosen();
    const item = find(id);
    tool.say(item ? t('matrix.chosen', { item: item.name }) : t('matrix.not-chosen'));
  }

  function showChosen(): void {
    matrix!.toggleAttribute('data-choosing', !!chosen);
    for (const chip of $$('[data-chip]', matrix!)) {
      chip.toggleAttribute('data-chosen', chip.dataset.chip === chosen);
      if (chip.localName === 'button') chip.setAttribute('aria-pressed', String(chip.dataset.chip === chosen));
    }
  }

  /** A cell was pressed: what is chosen goes there; else, or where it stands already, the cell's next item is chosen. */
  function press(cell: HTMLElement): void {
    const here = items().filter((item) => item.across === cell.dataset.across && item.down === cell.dataset.down);
    const at = here.findIndex(({ id }) => id === chosen);
    if (chosen && at < 0) place(chosen, cell);
    else if (here.length) choose(here[at + 1]?.id ?? '');
  }

  function goTo(cell: HTMLElement | undefined): void {
    if (!cell) return;
    current.tabIndex = -1;
    cell.tabIndex = 0;
    (current = cell).focus();
  }

  grid.addEventListener('keydown', (event) => {
    const index = cells.indexOf(event.target as HTMLElement);
    if (index < 0) return;
    const turned = getComputedStyle(grid).direction === 'rtl' ? -1 : 1;
    const column = index % width;
    const steps: Record<string, number> = { ArrowRight: turned, ArrowLeft: -turned, Home: -column, End: width - 1 - column };
    const step = steps[event.key];
    if (step !== undefined) {
      if (column + step >= 0 && column + step < width) goTo(cells[index + step]);
    } else if (event.key === 'ArrowUp') goTo(cells[index - width]);
    else if (event.key === 'ArrowDown') goTo(cells[index + width]);
    else if (event.key === 'Enter' || event.key === ' ') press(cells[index]!);
    else if (event.key === 'Delete' && chosen) place(chosen, null);
    else if (event.key === 'Escape' && chosen) choose('');
    else return;
    event.preventDefault();
  });

  matrix.addEventListener('click', (event) => {
    const target = event.target as Element;
    const chip = target.closest<HTMLElement>('[data-chip]');
    const cell = target.closest<HTMLElement>('td[data-across]');
    if (cell) {
      goTo(cell);
      if (chip && !chosen) choose(chip.dataset.chip!);
      else press(cell);
    } else if (chip) {
      choose(chip.dataset.chip === chosen ? '' : chip.dataset.chip!);
      // By keyboard the next thing to do is in the grid.
      if (chosen && !event.detail) current.focus();
    }
  });

  const stopDragging = draggable(matrix, {
    what: '[data-chip]',
    where: 'td[data-across], .matrix-tray',
    drop(chip, target) {
      place(chip.dataset.chip!, target.matches('td') ? target : null);
    },
  });

  // What a field of a row was set to is said with what it means.
  tool.element.addEventListener('change', (event) => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-cell]')?.dataset.cell;
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row;
    const item = row && (cell === across || cell === down) ? find(row) : undefined;
    if (item && isPlaced(item)) tool.say(t('matrix.placed', { item: item.name, position: position(item) }));
  });

  const chipOf = (item: Item, tag: string) =>
    el(tag, { class: 'matrix-chip', 'data-chip': item.id, title: item.name },
      el('span', { class: 'matrix-number', 'data-grip': true }, core.number(item.number)), ' ', el('span', { class: 'matrix-chip-name' }, item.name));

  function paint(): void {
    const all = items();
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('.matrix-unplaced [data-chip]')?.dataset.chip;
    const waiting = all.filter((item) => !isPlaced(item));
    unplaced.replaceChildren(...waiting.map((item) => el('li', {}, chipOf(item, 'button'))));
    unplaced.hidden = !waiting.length;
    state.textContent = t(waiting.length ? 'matrix.unplaced' : all.length ? 'matrix.all-placed' : 'matrix.nothing');
    if (focused) $(`[data-chip="${CSS.escape(focused)}"]`, unplaced)?.focus();
    for (const cell of cells) {
      const here = all.filter((item) => item.across === cell.dataset.across && item.down === cell.dataset.down);
      $('[data-names]', cell)!.textContent = here.map(({ number, name }) => `${core.number(number)} ${name}`).join('; ');
      $('.matrix-chips', cell)!.replaceChildren(...here.map((item) => chipOf(item, 'span')));
    }
    for (const [zone, place] of advice) {
      let list = $('.matrix-zone-items', place);
      if (!list) (place.lastElementChild ?? place).append((list = el('ul', { class: 'matrix-zone-items' })));
      const here = all.filter((item) => item.zone === zone);
      list.replaceChildren(...(here.length ? here.map((item) => el('li', {}, el('span', { class: 'matrix-number' }, core.number(item.number)), ' ', item.name)) : waiting.length < all.length ? [el('li', {}, t('matrix.none'))] : []));
    }
    for (const row of $$('[data-rows] > [data-row]', tool.element)) paintRow(row, all.find(({ id }) => id === row.dataset.row));
    showChosen();
  }

  /** Beside each row stand the number that it has on the grid and what its values come to. */
  function paintRow(row: HTMLElement, item: Item | undefined): void {
    let number = $('[data-chip-number]', row);
    if (!number) ($('.tool-given', row) ?? row.firstElementChild!).prepend((number = el('span', { class: 'matrix-number', 'data-chip-number': true })));
    number.textContent = item ? core.number(item.number) : '';
    number.hidden = !item;
    const field = $$(`[data-cell="${CSS.escape(across)}"], [data-cell="${CSS.escape(down)}"]`, row).pop()!;
    let result = $('[data-comes-to]', row);
    if (!result) field.after((result = el('span', { class: 'matrix-result', 'data-comes-to': true })));
    result.textContent = item && isPlaced(item) ? resultOf(item) : '';
    result.dataset.zone = item?.zone ?? '0';
  }

  tool.extraExport((copy): Table[] => {
    const all = items(copy);
    const zoned = t(scored ? 'matrix.band' : 'matrix.quadrant');
    const places: Table = {
      title: textOf($('.matrix-title', matrix)),
      header: [t('matrix.number'), named?.label ?? t('matrix.item'), labelOf(across), labelOf(down), ...(scored ? [t('matrix.score')] : []), ...(advice.size ? [zoned] : [])],
      rows: all.map((item) => [
        String(item.number), item.name, tool.words(SHEET, across, item.across), tool.words(SHEET, down, item.down),
        ...(scored ? [item.score === null ? '' : String(item.score)] : []),
        ...(advice.size ? [isPlaced(item) ? zoneName(item.zone) : t('matrix.unplaced')] : []),
      ]),
    };
    const summary: Table = {
      title: t('matrix.summary'),
      header: [zoned, t('matrix.items'), t('matrix.advice')],
      rows: [...advice].map(([zone, place]) => [
        zoneName(zone),
        all.filter((item) => item.zone === zone).map(({ name }) => name).join('; '),
        $$('.tool-band > :not(.tool-band-title)', place).map(textOf).join(' '),
      ]),
    };
    return advice.size ? [places, summary] : [places];
  });
  tool.onChange(paint);
  return stopDragging;
}

core.tool.kind('matrix', setUp);
