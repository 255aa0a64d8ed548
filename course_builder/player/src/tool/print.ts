// On paper: tables made from the document, with every entry in full, which no field shows.

import type { Core } from '../ui/core';
import { tablesOf, withExtras } from './exports';
import type { Frame } from './frame';
import type { Table } from './types';

/** From so many columns on, a table needs the long side of the paper. */
const WIDE = 5;

function onPaper(core: Core, frame: Frame, tables: Table[]): HTMLElement[] {
  const { el, t } = core;
  const today = new Intl.DateTimeFormat(core.data.language, { dateStyle: 'long' }).format(new Date());
  return [
    el('p', { class: 'tool-print-copy' }, t('tool.printed', { name: frame.doc.name, date: today })),
    ...tables.map(({ title, header, rows }) => el('table', {},
      title ? el('caption', {}, title) : '',
      el('thead', {}, el('tr', {}, ...header.map((text) => el('th', { scope: 'col' }, text)))),
      el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((text) => el('td', {}, text))))))),
  ];
}

/** Whenever the page is printed, tables take the place of the fields. What the kind shows stands in the page anyway. */
export function startPrinting(core: Core, frame: Frame): () => void {
  const box = core.$('[data-tool-print]', frame.element)!;
  const before = () => {
    box.replaceChildren(...onPaper(core, frame, tablesOf(core, frame, frame.doc, false)));
    box.hidden = false;
    frame.element.dataset.printing = '';
  };
  const after = () => {
    box.replaceChildren();
    box.hidden = true;
    delete frame.element.dataset.printing;
  };
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}

/** Print the copy that is shown and nothing else of the page. */
export function printAlone(core: Core, frame: Frame): void {
  const { el } = core;
  const wide = frame.data.sheets.some(({ columns }) => columns.length >= WIDE);
  const paper = el('div', { class: `tool-paper${wide ? ' tool-paper-wide' : ''}`, 'data-tool-paper': true }, el('h1', {}, frame.data.title), ...onPaper(core, frame, withExtras(core, frame, frame.doc, false)));
  const root = document.documentElement;
  document.body.append(paper);
  root.dataset.printing = 'tool';
  addEventListener('afterprint', () => {
    paper.remove();
    delete root.dataset.printing;
  }, { once: true });
  print();
}
