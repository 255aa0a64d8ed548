// On paper: tables made from the document, with every entry in full, which no field shows.

import type { Core } from '../ui/core';
import { isEmpty } from './copies';
import { tablesOf, withExtras } from './exports';
import type { Frame, Table } from './types';

/** From so many columns on, a table needs the long side of the paper. */
const WIDE = 5;

/** What is printed of the sheets. An empty copy is a form: its cells have boxes to tick where options are to be chosen. */
function sheets(core: Core, frame: Frame): Table[] {
  const tables = tablesOf(core, frame, frame.doc, false);
  if (!isEmpty(frame.doc)) return tables;
  return tables.map((table, number) => {
    const { id, columns } = frame.data.sheets[number]!;
    const boxes = columns.map((column) =>
      column.type === 'check' ? '☐' : column.options.map(({ value }) => `☐ ${frame.words(id, column.id, value)}`).join('\n'));
    return { ...table, rows: table.rows.map((row) => row.map((text, column) => text || boxes[column]!)) };
  });
}

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
    box.replaceChildren(...onPaper(core, frame, sheets(core, frame)));
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
  const tables = isEmpty(frame.doc) ? sheets(core, frame) : withExtras(core, frame, frame.doc, false);
  const paper = el('div', { class: `tool-paper${wide ? ' tool-paper-wide' : ''}`, 'data-tool-paper': true },
    el('h1', {}, frame.data.title), ...onPaper(core, frame, tables));
  const root = document.documentElement;
  document.body.append(paper);
  root.dataset.printing = 'tool';
  addEventListener('afterprint', () => {
    paper.remove();
    delete root.dataset.printing;
  }, { once: true });
  print();
}
