// Rows that are cards fold to one line, which says what the row is and what stands in it. Where rows are those of a
// table, the style sheet shows them whole, and no fold. Nothing of it is kept: a page begins folded.

import type { Core } from '../ui/core';
import { read } from './fields';

/** So many rows are seen at a glance; of more, only the first is open at the beginning. */
const FEW = 2;
/** Of rows that the author gave and that have more fields than this, none: what is asked is to be seen before them. */
const LONG = 4;

/** Fold a row or open it. */
export function fold(row: HTMLElement, folded: boolean): void {
  row.toggleAttribute('data-folded', folded);
  row.querySelector('[data-fold]')?.setAttribute('aria-expanded', String(!folded));
}

/** Show in the fold of a row, which is made where there is none, what the row is called and how far it is filled in. */
export function paintFold(core: Core, row: HTMLElement, name: string, words: (column: string, value: string) => string): void {
  const { $, $$, el, t } = core;
  let button = $('[data-fold]', row);
  if (!button) {
    button = el('button', { class: 'tool-fold', 'data-fold': true, onclick: () => fold(row, !row.hasAttribute('data-folded')) },
      el('span', { class: 'tool-fold-name' }), ' ', el('span', { class: 'tool-fold-state' }));
    (row.localName === 'tr' ? row.firstElementChild! : row).prepend(button);
    fold(row, false);
  }
  const cells = $$('[data-cell]', row);
  const filled = cells.filter((cell) => read(cell).trim());
  // What is answered by buttons is what such a row is about; notes beside it may stay empty.
  const [asked, ...others] = cells.filter((cell) => cell.localName === 'fieldset');
  const answer = asked && !others.length ? read(asked) : '';
  const state = answer ? words(asked!.dataset.cell!, answer)
    : !filled.length ? t('tool.row-empty')
    : filled.length === cells.length ? t('tool.row-done')
    : t('tool.row-filled', { count: filled.length, total: cells.length });
  [name, state].forEach((said, index) => {
    const place = $$('span', button!)[index]!;
    if (place.textContent !== said) place.textContent = said;
  });
}

/** Fold what is more than a few rows: `fresh` ones, which came with another copy or with the page. */
export function foldMany(sheet: HTMLElement, rows: HTMLElement[], fresh: (row: HTMLElement) => boolean): void {
  sheet.toggleAttribute('data-folds', rows.length > FEW);
  if (rows.length <= FEW) return;
  const isLong = (row: HTMLElement) => !('added' in row.dataset) && row.querySelectorAll('[data-cell]').length > LONG;
  rows.forEach((row, index) => fresh(row) && (index || isLong(row)) && fold(row, true));
}
