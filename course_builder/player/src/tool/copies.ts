// Copies: made, compared, and checked when they come from outside.

import type { Copy, Row, RowCopy, SheetData, ToolData } from './types';

/** An id that is free in practice; no random numbers of cryptographic worth are needed, and old web views lack them. */
export const newId = (): string => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

export function emptySheets(data: ToolData): Copy['sheets'] {
  const rows = ({ blank }: SheetData) => Array.from({ length: blank }, (_, index) => ({ id: `new-${index + 1}`, cells: {} }));
  return Object.fromEntries(data.sheets.map((sheet) => [sheet.id, rows(sheet)]));
}

export const makeCopy = (data: ToolData, name: string, from?: Pick<Copy, 'sheets' | 'notes'>): Copy => ({
  id: newId(),
  name,
  changed: Date.now(),
  sheets: from ? clone(from.sheets) : emptySheets(data),
  notes: from ? { ...from.notes } : {},
});

/** The entries of an example, as if they had been typed: given rows with their texts. */
export const exampleSheets = (data: ToolData, index: number): Copy['sheets'] => Object.fromEntries(data.sheets.map(({ id, rows }) => [
  id,
  (data.examples[index]!.sheets[id] ?? []).map((row) => {
    const given = rows.find((one) => one.id === row.id);
    return { id: row.id, cells: given ? { ...given.cells, [EARLIER]: 'yes', ...row.cells } : { ...row.cells } };
  }),
]));

export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Nothing was written into it yet. */
export const isEmpty = (copy: Copy): boolean =>
  !Object.keys(copy.notes).length && Object.values(copy.sheets).every((rows) => rows.every((row) => !Object.keys(row.cells).length));

/** The rows of a sheet as they are shown. A given row has the author's texts of today. */
export function rowsOf(sheet: SheetData, copy: Copy): Row[] {
  const kept = copy.sheets[sheet.id] ?? [];
  const given = sheet.rows.map((row): Row => ({
    id: row.id,
    kind: 'given',
    cells: { ...kept.find(({ id }) => id === row.id)?.cells, ...row.cells },
  }));
  const rest = kept.filter(({ id }) => !sheet.rows.some((row) => row.id === id));
  const named = (row: RowCopy) => row.id.startsWith('new-') || row.cells[EARLIER] === undefined;
  return [
    ...given,
    ...rest.filter((row) => !named(row)).map((row): Row => ({ ...row, kind: 'earlier' })),
    ...rest.filter(named).map((row): Row => ({ ...row, kind: 'added' })),
  ];
}

/** In rows that the author gave when they were filled in: a mark beside the columns, which have no such id. */
export const EARLIER = '#given';

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> => !!value && typeof value === 'object' && !Array.isArray(value);
const areTexts = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isText);
const isRow = (value: unknown): boolean => isRecord(value) && isText(value.id) && !!value.id && areTexts(value.cells);

/** Is this a copy, whole and sound? */
export const isCopy = (value: unknown): value is Copy =>
  isRecord(value) && isText(value.id) && !!value.id && isText(value.name) && Number.isFinite(value.changed) && areTexts(value.notes) &&
  isRecord(value.sheets) && Object.values(value.sheets).every((rows) => Array.isArray(rows) && rows.every(isRow));
