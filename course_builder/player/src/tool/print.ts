// On paper: tables made from the document, with every entry in full, which no field shows.

import { today, written } from '../dates';
import type { Core } from '../ui/core';
import { isEmpty } from './copies';
import { tablesOf } from './exports';
import type { Frame, Table } from './types';

/** From so many columns on, a table needs the long side of the paper. */
const WIDE = 5;

/** What is printed. Given rows have their numbers; an empty copy is a form: its cells have boxes to tick where options are to be chosen. */
function tables(core: Core, frame: Frame, extras: boolean): Table[] {
  const empty = isEmpty(frame.doc);
  const sheets = tablesOf(core, frame, frame.doc, false).map((table, number) => {
    const { columns, rows: given } = frame.data.sheets[number]!;
    const boxes = (column: number) => {
      const { type, options, id } = columns[column]!;
      if (!empty) return '';
      return type === 'check' ? '☐' : options.map(({ value }) => `☐ ${frame.words(frame.data.sheets[number]!.id, id, value)}`).join('\n');
    };
    const counted = (text: string, row: number) => (text && given.length > 1 ? core.t('tool.row-title', { number: row + 1, name: text }) : text);
    return { ...table, rows: table.rows.map((row, place) => row.map((text, column) => (column ? text : counted(text, place)) || boxes(column))) };
  });
  return [...sheets, ...(extras && !empty ? frame.extras.flatMap((make) => make(frame.doc)) : []), ...frame.papers.flatMap((make) => make())];
}

function onPaper(core: Core, frame: Frame, tables: Table[]): HTMLElement[] {
  const { el, t } = core;
  return [
    el('p', { class: 'tool-print-copy' }, t('tool.printed', { name: frame.doc.name, date: written(today(), core.data.language) })),
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
    box.replaceChildren(...onPaper(core, frame, tables(core, frame, false)));
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
  const paper = el('div', { class: `tool-paper${wide ? ' tool-paper-wide' : ''}`, 'data-tool-paper': true },
    el('h1', {}, frame.data.title), ...onPaper(core, frame, tables(core, frame, true)));
  const root = document.documentElement;
  document.body.append(paper);
  root.dataset.printing = 'tool';
  addEventListener('afterprint', () => {
    paper.remove();
    delete root.dataset.printing;
  }, { once: true });
  print();
}
