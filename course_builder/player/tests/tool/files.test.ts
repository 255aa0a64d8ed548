// Files of tools: what spreadsheets and texts get, and what is believed of a file that comes in.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCopy, isEmpty, makeCopy, rowsOf } from '../../src/tool/copies';
import { asCsv, asMarkdown, fileName, readFile } from '../../src/tool/exports';
import type { Copy, Frame, ToolData } from '../../src/tool/types';

const data: ToolData = {
  id: 'know',
  kind: 'worksheet',
  title: 'What we\nknow',
  sheets: [{
    id: 'rows',
    title: '',
    columns: [
      { id: 'q', label: 'Question', type: 'given', options: [], unit: '' },
      { id: 'a', label: 'Answer', type: 'long', options: [], unit: '' },
    ],
    rows: [{ id: 'who', cells: { q: 'Who?' } }],
    adds: true,
    blank: 2,
  }],
  examples: [],
  extra: {},
};
const copy = (rows: Copy['sheets'][string] = [], name = 'My copy'): Copy => ({ id: 'a', name, changed: 1, sheets: { rows }, notes: {} });
const frame = (name: string) => ({ data, doc: copy([], name) }) as unknown as Frame;
const table = (...cells: string[]) => [{ title: '', header: ['H'], rows: cells.map((cell) => [cell]) }];

describe('CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', '+1'],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ['-5,25', '"-5,25"'],
    ['-1 000 %', '-1 000 %'],
    ['-1e5', '-1e5'],
    ['-1+1', "'-1+1"],
    ['-', "'-"],
    ['- not a number', "'- not a number"],
    [' =1+1', "' =1+1"],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['x;=1+1;y', '"x;\'=1+1;y"'],
    ['x,=1+1,y', '"x,\'=1+1,y"'],
    ['x\t@y', '"x\t\'@y"'],
    ['x\n=1', '"x\n\'=1"'],
    ['x;"=1"', '"x;\'""=1"""'],
    ['1;-5', '"1;\'-5"'],
    ['+1,=x', '"\'+1,\'=x"'],
    ['@x', "'@x"],
    ['\tx', '"\'\tx"'],
    ['\rx', '"\'\rx"'],
    ['=a,b', '"\'=a,b"'],
    ['', ''],
    ['مرحبا', 'مرحبا'],
  ])('%j', (text, written) => {
    expect(asCsv(table(text))).toBe(`\ufeffH\r\n${written}\r\n`);
  });

  it('has no formula in any column, whichever separator a spreadsheet takes', () => {
    const parts = fc.array(fc.constantFrom('=', '+', '-', '@', ';', ',', '\t', '\n', '"', ' ', 'x', '1', '.', '\r'), { maxLength: 12 });
    fc.assert(fc.property(parts, (text) => {
      const file = asCsv(table(text.join(''))).slice(1);
      for (const separator of [';', ',', '\t']) {
        for (const field of file.split(new RegExp(`[${separator}\r\n]`))) {
          const shown = field.replace(/^[\s"]+/, '');
          expect(/^[=+\-@]/.test(shown) && !/^[+-][\d., ]*"*$/.test(shown), JSON.stringify([file, separator, field])).toBe(false);
        }
      }
    }), { numRuns: 2000 });
  });

  it('separates tables', () => {
    expect(asCsv([...table('a'), { title: 'T', header: ['X', 'Y'], rows: [] }])).toBe('\ufeffH\r\na\r\n\r\nT\r\nX,Y\r\n');
  });
});

describe('Markdown', () => {
  it('keeps what was written from being markup of the table', () => {
    expect(asMarkdown(frame('A\nB'), table('a|b\n\\c <d>'))).toBe('# What we know\n\nA B\n\n| H |\n| --- |\n| a\\|b<br>\\\\c \\<d> |\n');
  });
});

describe('Markdown of names', () => {
  it.each([
    ['*bold* [x](javascript:y)', '\\*bold\\* \\[x\\](javascript:y)'],
    ['# No title', '\\# No title'],
    ['1. no list', '1\\. no list'],
    ['- no list', '\\- no list'],
    ['<img src=x> & `code` ![x](y)', '\\<img src=x> \\& \\`code\\` !\\[x\\](y)'],
    ['Plan 2026 - draft (v1.2)', 'Plan 2026 - draft (v1.2)'],
  ])('%j', (name, written) => {
    expect(asMarkdown(frame(name), []).split('\n')[2]).toBe(written);
  });
});

describe('names of files', () => {
  it.each([
    ['My copy', 'know-My-copy.csv'],
    ['../..\\: "x" <y>|?*', 'know-x-y.csv'],
    ['', 'know.csv'],
    ['نسخة', 'know-نسخة.csv'],
    ['x'.repeat(200), `know-${'x'.repeat(75)}.csv`],
  ])('%j', (name, file) => {
    expect(fileName(frame(name), 'csv')).toBe(file);
  });
});

it('takes no name of a device of Windows', () => {
  expect(fileName({ ...frame(''), data: { ...data, id: 'con' } }, 'csv')).toBe('con-.csv');
  expect(fileName({ ...frame('x'), data: { ...data, id: 'con' } }, 'csv')).toBe('con-x.csv');
});

describe('a file that comes in', () => {
  const file = (change: object = {}) => JSON.stringify({ format: 'course-builder tool', version: 1, course: 'c', tool: 'know', kind: 'worksheet', copy: copy(), ...change });
  it('is taken', () => expect(readFile(file(), data)).toEqual(copy()));
  it.each([
    ['', 'tool.import-not'],
    ['{', 'tool.import-not'],
    ['7', 'tool.import-not'],
    [file({ version: '1' }), 'tool.import-not'],
    [file({ version: 2 }), 'tool.import-newer'],
    [file({ tool: 'x' }), 'tool.import-other'],
    [file({ kind: 'matrix' }), 'tool.import-other'],
    [file({ copy: { ...copy(), sheets: { other: [] } } }), 'tool.import-damaged'],
    [file({ copy: { ...copy(), notes: { a: 1 } } }), 'tool.import-damaged'],
    [file({ copy: { ...copy(), changed: 'today' } }), 'tool.import-damaged'],
    [file({ copy: copy([{ id: '', cells: {} }]) }), 'tool.import-damaged'],
    [file({ copy: { ...copy(), sheets: { rows: {} } } }), 'tool.import-damaged'],
  ])('%s is not', (text, said) => expect(readFile(text, data)).toBe(said));
});

describe('copies', () => {
  it('begin with the empty rows that the author wants', () => {
    const made = makeCopy(data, 'N');
    expect(made.sheets.rows!.map(({ id }) => id)).toEqual(['new-1', 'new-2']);
    expect(isEmpty(made)).toBe(true);
    expect(isCopy(made)).toBe(true);
  });

  it('do not change with what they were made from', () => {
    const first = copy([{ id: 'who', cells: { a: 'x' } }]);
    const second = makeCopy(data, 'N', first);
    second.sheets.rows![0]!.cells.a = 'y';
    expect(first.sheets.rows![0]!.cells.a).toBe('x');
    expect(isEmpty(first)).toBe(false);
  });

  it('show given rows with the texts of today, then earlier ones, then added ones', () => {
    const rows: Copy['sheets'][string] = [
      { id: 'new-1', cells: {} },
      { id: 'gone', cells: { q: 'Gone?', '#given': 'yes', a: 'x' } },
      { id: 'who', cells: { q: 'Who once?', '#given': 'yes', a: 'y' } },
    ];
    expect(rowsOf(data.sheets[0]!, copy(rows)).map(({ id, kind, cells }) => [id, kind, cells.q])).toEqual([
      ['who', 'given', 'Who?'],
      ['gone', 'earlier', 'Gone?'],
      ['new-1', 'added', undefined],
    ]);
  });
});
