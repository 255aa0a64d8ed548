// A tool in the page: its document, and its fields bound to it.

import { written } from '../dates';
import { keyOf } from '../notes';
import type { Core } from '../ui/core';
import { startBar } from './bar';
import { EARLIER, makeCopy, newId, rowsOf } from './copies';
import { grow, read, write } from './fields';
import { foldMany, paintFold } from './folding';
import { startPrinting } from './print';
import { openStore } from './store';
import type { Extend, Frame, Row, SheetData, ToolData } from './types';

export function setUp(core: Core, element: HTMLElement, extend: Extend | undefined): () => void {
  const { $, $$, el, t } = core;
  // Put back as it was when the page is left, with nothing of ours.
  const original = element.cloneNode(true);
  const data = JSON.parse($('[data-tool-data]', element)!.textContent!) as ToolData;
  const listeners: (() => void)[] = [];
  const undo: (() => void)[] = [];
  const store = openStore(core.storage, keyOf(core, 'tool', data.id), data, t('tool.copy-first'), () => bar.saved(), () => changed());

  const sheetOf = (id: string): SheetData => data.sheets.find((sheet) => sheet.id === id)!;
  const rowOf = (sheet: string, row: string) => frame.doc.sheets[sheet]?.find(({ id }) => id === row);

  const frame: Frame = {
    element,
    data,
    extras: [],
    papers: [],
    get doc() {
      return store.copies.find(({ id }) => id === store.current)!;
    },
    get copies() {
      return store.copies;
    },
    get state() {
      return store.state;
    },
    get broken() {
      return store.broken;
    },
    sheet: sheetOf,
    rows: (sheet, copy = frame.doc) => rowsOf(sheetOf(sheet), copy),
    get: (sheet, row, column) => rowOf(sheet, row)?.cells[column] ?? '',
    set(sheet, row, column, value) {
      const rows = (frame.doc.sheets[sheet] ??= []);
      let found = rowOf(sheet, row);
      if (!found) {
        const given = sheetOf(sheet).rows.find(({ id }) => id === row);
        if (!value) return;
        rows.push((found = { id: row, cells: given ? { ...given.cells, [EARLIER]: 'yes' } : {} }));
      }
      if (value) found.cells[column] = value;
      else delete found.cells[column];
      // A given row into which nothing is written any more is as it came.
      if (EARLIER in found.cells && !sheetOf(sheet).columns.some(({ id, type }) => type !== 'given' && found.cells[id])) rows.splice(rows.indexOf(found), 1);
      frame.touch();
    },
    words(sheet, column, value) {
      const found = sheetOf(sheet).columns.find(({ id }) => id === column);
      const option = found?.options.find((one) => one.value === value);
      if (option) return found!.type === 'scale' && option.label ? `${value} ${option.label}` : option.label || value;
      if (found?.type === 'check' && value) return t('tool.yes');
      if (found?.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return written(value, core.data.language);
      return value;
    },
    addRow(sheet, cells = {}, id = newId()) {
      const rows = (frame.doc.sheets[sheet] ??= []);
      if (!rowOf(sheet, id)) {
        rows.push({ id, cells: { ...cells } });
        frame.touch();
      }
      return id;
    },
    removeRow(sheet, row) {
      const rows = frame.doc.sheets[sheet] ?? [];
      const index = rows.findIndex(({ id }) => id === row);
      if (index < 0) return;
      const copy = frame.doc.id;
      const [gone] = rows.splice(index, 1);
      frame.touch();
      if (!Object.keys(gone!.cells).length) return core.say(t('tool.row-removed'));
      frame.offerUndo(t('tool.row-removed'), () => {
        const doc = store.copies.find(({ id }) => id === copy);
        if (!doc) return;
        (doc.sheets[sheet] ??= []).splice(index, 0, gone!);
        store.current = copy;
        frame.touch();
      });
    },
    setRows(sheet, rows) {
      frame.doc.sheets[sheet] = rows.map(({ id, cells }) => ({ id, cells: { ...cells } }));
      frame.touch();
    },
    moveRow(sheet, row, by) {
      const rows = frame.doc.sheets[sheet] ?? [];
      const free = frame.rows(sheet).filter(({ kind }) => kind === 'added').map(({ id }) => id);
      const from = free.indexOf(row);
      const to = free[from + by];
      if (from < 0 || !to) return;
      const focused = document.activeElement as HTMLElement | null;
      const [moved] = rows.splice(rows.findIndex(({ id }) => id === row), 1);
      rows.splice(rows.findIndex(({ id }) => id === to) + (by > 0 ? 1 : 0), 0, moved!);
      frame.touch();
      if (focused?.isConnected) focused.focus();
      core.say(t('order.moved', { place: from + by + 1, count: free.length }));
    },
    note: (key) => frame.doc.notes[key] ?? '',
    setNote(key, value) {
      if (value) frame.doc.notes[key] = value;
      else delete frame.doc.notes[key];
      frame.touch();
    },
    newCopy: (name, from) => frame.addCopy(makeCopy(data, name, from)),
    addCopy(copy) {
      store.forget(copy.id, false);
      store.copies.push(copy);
      frame.choose(copy.id);
    },
    removeCopy(copy) {
      const gone = store.copies.find(({ id }) => id === copy)!;
      store.forget(copy, true);
      store.copies.splice(store.copies.indexOf(gone), 1);
      if (!store.copies.length) store.copies.push(makeCopy(data, t('tool.copy-first')));
      if (store.current === copy) store.current = store.copies.at(-1)!.id;
      store.later();
      changed();
      frame.offerUndo(t('tool.copy-deleted', { name: gone.name }), () => frame.addCopy(gone));
    },
    choose(copy) {
      store.current = copy;
      store.later();
      changed();
    },
    touch() {
      frame.doc.changed = Date.now();
      store.later();
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
    extraExport: (make) => void frame.extras.push(make),
    extraPaper: (make) => void frame.papers.push(make),
    offerUndo: (said, act) => bar.undo(said, act),
    say: core.say,
    paint,
  };

  /** The text by which a row is known to somebody who does not see it. */
  function called(sheet: SheetData, row: Row, place: number): string {
    const given = sheet.columns.find(({ type }) => type === 'given');
    return (given && row.cells[given.id]) || t('tool.row', { number: place });
  }

  let painted = '';

  /** Make the rows' elements fit the document, and write its values into the fields. */
  function paint(): void {
    const other = painted !== frame.doc.id;
    const begins = !painted;
    painted = frame.doc.id;
    for (const place of $$('[data-sheet]', element)) {
      const sheet = sheetOf(place.dataset.sheet!);
      const body = $('[data-rows]', place)!;
      const here = new Map($$('[data-row]', body).map((one) => [one.dataset.row!, one]));
      const made: HTMLElement[] = [];
      const fresh = new Set<HTMLElement>();
      let before: Element | null = null;
      frame.rows(sheet.id).forEach((row, index) => {
        let one = here.get(row.id);
        here.delete(row.id);
        if (!one) {
          const copied = core.copy($('[data-new-row]', place)).firstElementChild as HTMLElement | null;
          if (!copied) return;
          one = copied;
          if (other) fresh.add(one);
          one.dataset.row = row.id;
          for (const radio of $$<HTMLInputElement>('[type=radio]', one)) radio.name = `${data.id}/${sheet.id}/${row.id}/${radio.closest<HTMLElement>('[data-cell]')!.dataset.cell}`;
        }
        // Moved only where it does not stand yet: an element that is moved loses the focus.
        const at: Element | null = before ? before.nextElementSibling : body.firstElementChild;
        if (at !== one) body.insertBefore(one, at);
        before = one;
        made.push(one);
        bind(sheet, row, one, index + 1);
      });
      for (const gone of here.values()) gone.remove();
      foldMany(place, made, (one) => begins || fresh.has(one));
    }
  }

  function bind(sheet: SheetData, row: Row, made: HTMLElement, place: number): void {
    const name = called(sheet, row, place);
    const text = sheet.columns.find(({ type }) => ['given', 'text', 'long'].includes(type));
    const title = text && row.cells[text.id]?.trim();
    for (const cell of $$('[data-cell]', made)) {
      const column = sheet.columns.find(({ id }) => id === cell.dataset.cell);
      write(cell, row.cells[cell.dataset.cell!] ?? '');
      if (row.kind === 'given' || !column) continue;
      const label = `${column.label}: ${name}`;
      if (cell instanceof HTMLFieldSetElement) $('legend', cell)!.textContent = label;
      else cell.setAttribute('aria-label', label);
    }
    paintFold(core, made, title ? t('tool.row-title', { number: place, name: title }) : t('tool.row', { number: place }), (column, value) => frame.words(sheet.id, column, value));
    if (row.kind === 'given') return;
    made.toggleAttribute('data-earlier', row.kind === 'earlier');
    const actions = $('[data-row-actions]', made);
    if (!actions) return;
    if (!actions.firstChild) {
      const button = (mark: string, act: () => void, said = '') => el('button', { class: 'tool-row-button', [mark]: true, onclick: act }, said && el('span', {}, said));
      if (actions.closest('[data-moves]')) {
        actions.append(
          button('data-up', () => frame.moveRow(sheet.id, made.dataset.row!, -1)),
          button('data-down', () => frame.moveRow(sheet.id, made.dataset.row!, 1)),
        );
      }
      actions.append(button('data-remove', () => remove(sheet, made), t('tool.remove')));
    }
    for (const [mark, key] of [['up', 'order.up'], ['down', 'order.down'], ['remove', 'tool.row-remove']] as const) {
      $(`[data-${mark}]`, actions)?.setAttribute('aria-label', t(key, { item: name }));
    }
  }

  /** Take a row out by its button. The focus goes to the next row's, or to what adds rows. */
  function remove(sheet: SheetData, made: HTMLElement): void {
    const place = made.closest<HTMLElement>('[data-sheet]')!;
    const next = made.nextElementSibling ?? made.previousElementSibling;
    frame.removeRow(sheet.id, made.dataset.row!);
    // Of a folded row only the fold can take the focus.
    const folds = !!next && 'folded' in (next as HTMLElement).dataset && $('[data-fold]', next)!.checkVisibility();
    ($(folds ? '[data-fold]' : '[data-remove]', next ?? place) ?? $('[data-add] button', place))?.focus();
  }

  function changed(): void {
    paint();
    bar.paint();
    for (const listener of listeners) listener();
  }

  const cellOf = (event: Event) => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
    const row = cell?.closest<HTMLElement>('[data-row]')?.dataset.row;
    const sheet = cell?.closest<HTMLElement>('[data-sheet]')?.dataset.sheet;
    return cell && row !== undefined && sheet ? { cell, sheet, row, column: cell.dataset.cell! } : null;
  };
  const keep = (event: Event) => {
    const found = cellOf(event);
    if (found) grow(found.cell);
    if (found && read(found.cell) !== frame.get(found.sheet, found.row, found.column)) frame.set(found.sheet, found.row, found.column, read(found.cell));
  };

  const bar = startBar(core, frame);
  undo.push(startPrinting(core, frame));
  element.addEventListener('input', keep);
  element.addEventListener('change', keep);
  /** Chosen once more: it is taken back, which native radio buttons cannot. */
  const takeBack = (event: Event): boolean => {
    const radio = event.target;
    const found = cellOf(event);
    if (!found || !(radio instanceof HTMLInputElement) || radio.type !== 'radio') return false;
    if (frame.get(found.sheet, found.row, found.column) !== radio.value) return false;
    radio.checked = false;
    frame.set(found.sheet, found.row, found.column, '');
    return true;
  };
  let takenBack = false;
  element.addEventListener('click', takeBack);
  element.addEventListener('keydown', (event) => {
    takenBack = [' ', 'Delete', 'Backspace'].includes(event.key) && takeBack(event);
    if (takenBack) event.preventDefault();
  });
  element.addEventListener('keyup', (event) => {
    // The key that took it back must not choose it again when it comes up.
    if (takenBack) event.preventDefault();
    takenBack = false;
  });
  for (const sheet of data.sheets) {
    const place = $(`[data-sheet="${sheet.id}"] [data-add]`, element);
    if (!sheet.adds || !place) continue;
    place.append(el('button', {
      onclick: () => {
        const id = frame.addRow(sheet.id);
        $(`[data-row="${id}"] :is(input, textarea, select)`, element)?.focus();
      },
    }, t('tool.row-add')));
  }
  element.dataset.working = '';
  const stop = extend?.(frame);
  if (stop) undo.push(stop);
  changed();

  return () => {
    store.stop();
    bar.stop();
    for (const one of undo) one();
    element.replaceWith(original);
  };
}

