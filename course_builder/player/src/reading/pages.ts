// Bookmarks and notes, a row for each page. They are a tool's copy: kept as tools are, and exported in their format.

import { keyOf } from '../notes';
import { asCsv, asFile, asMarkdown, download, fileName, readFile } from '../tool/exports';
import { openStore } from '../tool/store';
import type { Store } from '../tool/store';
import type { RowCopy, ToolData } from '../tool/types';
import type { Core } from '../ui/core';

const SHEET = 'pages';
/** Every window of the course has the same copy, so that they join. */
const COPY = 'reading';

export interface Pages {
  /** Rows in the order of the course. */
  rows(): RowCopy[];
  row(screen: string): RowCopy | undefined;
  set(screen: string, column: 'marked' | 'note', value: string): void;
  export(ending: 'md' | 'csv' | 'tool.json'): void;
  /** Take in a file that was exported. False: it is none of this course's notes. */
  import(text: string): boolean;
  readonly isKept: boolean;
  /** Let go; saves what is left. */
  stop(): void;
}

export function openPages(core: Core, changed: () => void): Pages {
  const { data, t } = core;
  const column = (id: string, type: 'text' | 'check' | 'long') => ({ id, label: t(`reading.${id}`), type, options: [], unit: '' });
  const tool: ToolData = {
    id: 'reading', kind: 'reading', title: `${t('reading.notes')}: ${data.title}`, examples: [], extra: {},
    sheets: [{ id: SHEET, title: '', columns: [column('page', 'text'), column('marked', 'check'), column('note', 'long')], rows: [], adds: true, blank: 0 }],
  };
  const store: Store = openStore(core.storage, keyOf(core, 'tool', COPY), tool, t('reading.notes'), changed, changed);
  const doc = () => store.copies[0]!;
  if (!store.copies.some(({ id }) => id === COPY)) doc().id = COPY;
  store.current = COPY;

  const place = (id: string) => data.screens.findIndex((one) => one.id === id);
  const rows = () => [...(doc().sheets[SHEET] ?? [])].sort((a, b) => place(a.id) - place(b.id));

  function set(screen: string, name: string, value: string): void {
    const title = data.screens.find((one) => one.id === screen)?.title ?? '';
    const others = rows().filter(({ id }) => id !== screen);
    const cells: Record<string, string> = { ...rows().find(({ id }) => id === screen)?.cells, page: title, [name]: value };
    if (!value) delete cells[name];
    // A page with nothing to say about has no row.
    doc().sheets[SHEET] = cells.marked || cells.note ? [...others, { id: screen, cells }] : others;
    doc().changed = Date.now();
    store.later();
    changed();
  }

  return {
    rows,
    row: (screen) => rows().find(({ id }) => id === screen),
    set,
    export(ending) {
      const frame = { data: tool, doc: doc() };
      const words = ({ cells }: RowCopy) => [cells.page ?? '', cells.marked ? t('reading.yes') : '', cells.note ?? ''];
      const tables = [{ title: '', header: tool.sheets[0]!.columns.map(({ label }) => label), rows: rows().map(words) }];
      const [type, text] = {
        md: ['text/markdown', () => asMarkdown(frame, tables)] as const,
        csv: ['text/csv', () => asCsv(tables)] as const,
        'tool.json': ['application/json', () => asFile(core, frame)] as const,
      }[ending];
      download(fileName(frame, ending), type, text());
    },
    import(text) {
      const found = readFile(text, tool);
      if (typeof found === 'string') return false;
      for (const { id, cells } of found.sheets[SHEET] ?? []) {
        const own = rows().find((row) => row.id === id)?.cells.note;
        if (cells.marked) set(id, 'marked', 'yes');
        // Of two notes none is lost.
        if (cells.note && !own?.includes(cells.note)) set(id, 'note', own ? `${own}\n${cells.note}` : cells.note);
      }
      return true;
    },
    get isKept() {
      return store.state !== 'unsaved';
    },
    stop: store.stop,
  };
}
