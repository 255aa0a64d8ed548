// A copy as tables, and these as files: for spreadsheets, for texts, and to carry on elsewhere.

import type { Core } from '../ui/core';
import { isCopy } from './copies';
import type { Copy, Frame, Table, ToolData } from './types';

const FORMAT = 'course-builder tool';
const VERSION = 1;
// Windows has devices of these names.
const DEVICE = /^(con|prn|aux|nul|(com|lpt)\d)$/i;

/** What is exported: a copy, and what it is a copy of. */
type Content = Pick<Frame, 'data' | 'doc'>;

/** The sheets of a copy as tables. `files`: dates as programs write them. */
export function tablesOf(core: Core, frame: Frame, copy: Copy, files: boolean): Table[] {
  return frame.data.sheets.map((sheet): Table => ({
    title: sheet.title,
    header: sheet.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
    rows: frame.rows(sheet.id, copy).map((row) => sheet.columns.map(({ id, type }, index) => {
      const value = row.cells[id] ?? '';
      const said = files && type === 'date' ? value : frame.words(sheet.id, id, value);
      return row.kind === 'earlier' && !index ? `${said} (${core.t('tool.earlier')})` : said;
    })),
  }));
}

/** The same, with the tables that the kind adds. */
export const withExtras = (core: Core, frame: Frame, copy: Copy, files: boolean): Table[] =>
  [...tablesOf(core, frame, copy, files), ...frame.extras.flatMap((make) => make(copy))];

// What spreadsheets read as the beginning of a formula, and as a number.
const FORMULA = /^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^(?=.*\d) *[+-]?(\d[\d \u00a0\u202f'’]*)?([.,]?\d+)?(e[+-]?\d+)?[ \u00a0\u202f]*%? *$/i;

/**
 * A text of which no part can become a formula (OWASP, "CSV Injection"). Where the file is opened with `;` for the
 * separator, quotes in the middle of a field mean nothing: each part between separators may become a cell of its own.
 * Only where all of the text is a number it stays one, for parts stand together where another separator is taken.
 */
const withoutFormulas = (text: string): string => NUMBER.test(text)
  ? text
  : text.replace(/^[\t\r]/, "'$&").split(/([;,\t\r\n])/).map((part) => (FORMULA.test(part) ? `'${part}` : part)).join('');

/** RFC 4180, in UTF-8 with the mark by which spreadsheets know it. */
export function asCsv(tables: Table[]): string {
  const cell = (text: string) => {
    const safe = withoutFormulas(text);
    return /[",\t\r\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const line = (cells: string[]) => cells.map(cell).join(',');
  const blocks = tables.map(({ title, header, rows }) => [...(title ? [[title]] : []), header, ...rows].map(line).join('\r\n'));
  return `\ufeff${blocks.join('\r\n\r\n')}\r\n`;
}

const inline = (text: string): string => text.replace(/[\\`*_[\]<|~$&]/g, '\\$&');

/** Text of which Markdown makes nothing but text, also at the start of a line. */
const escaped = (text: string): string => inline(text).replace(/^(\s*\d*)([#+=:>.)-])/, '$1\\$2');

export function asMarkdown({ data, doc }: Content, tables: Table[]): string {
  const plain = (text: string) => escaped(text.replace(/\s*\n\s*/g, ' '));
  const cell = (text: string) => inline(text).replace(/\r?\n/g, '<br>');
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const blocks = tables.map(({ title, header, rows }) =>
    [...(title ? [`## ${plain(title)}`, ''] : []), line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n'));
  return `${[`# ${plain(data.title)}`, plain(doc.name), ...blocks].join('\n\n')}\n`;
}

export function asFile(core: Core, { data, doc }: Content): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, course: core.data.id, tool: data.id, kind: data.kind, copy: doc }, null, 1);
}

/** The copy in a file that was exported, or the key of the words that say why it cannot be used. */
export function readFile(text: string, data: ToolData): Copy | string {
  let found: Record<string, unknown> | null;
  try {
    found = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return 'tool.import-not';
  }
  if (found?.format !== FORMAT || typeof found.version !== 'number') return 'tool.import-not';
  if (found.version > VERSION) return 'tool.import-newer';
  if (found.tool !== data.id || found.kind !== data.kind) return 'tool.import-other';
  const copy = found.copy;
  if (!isCopy(copy) || !Object.keys(copy.sheets).every((id) => data.sheets.some((sheet) => sheet.id === id))) return 'tool.import-damaged';
  return copy;
}

/** A name for a file that every system takes. */
export const fileName = ({ data, doc }: Content, ending: string): string =>
  `${`${data.id} ${doc.name}`.replace(/[\s\\/:*?"<>|.]+/g, '-').replace(/^-+|-+$/g, '').replace(DEVICE, '$&-').slice(0, 80)}.${ending}`;

export function download(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after this; old ones begin late.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
