// A builder: links of a chain, each a sentence of its columns. What is longer text is a part of the sentence; what is
// short, such as the evidence, stands behind it.

import type { Copy, Row, Table, Tool } from '../tool/types';

const core = window.courseBuilder;
const { $, el, t } = core;
const SHEET = 'links';

function setUp(tool: Tool): void {
  const columns = tool.sheet(SHEET).columns;
  const place = $('[data-builder-reading]', tool.element)!;
  const goal = tool.data.sheets.find(({ id }) => id === 'goal');
  const sheet = $(`[data-sheet="${SHEET}"]`, tool.element)!;
  const add = $('[data-add] button', sheet);
  if (add) add.textContent = t('builder.add');

  /** "If (outputs)" begins its part of the sentence with "If". */
  const word = (label: string) => label.replace(/\s*[(（][^)）]*[)）]\s*/g, ' ').trim();
  const isEmpty = (row: Row) => !columns.some(({ id }) => row.cells[id]?.trim());
  const links = (copy?: Copy) => tool.rows(SHEET, copy).filter((row) => !isEmpty(row));

  function sentence(row: Row): string {
    const parts = columns.filter(({ id, type }) => type === 'long' && row.cells[id]?.trim())
      .map(({ id, label }) => `${word(label)} ${row.cells[id]!.trim().replace(/[.,;،؛]+$/, '')}`);
    return parts.length ? t('builder.sentence', { text: parts.join(`${t('builder.comma')} `) }) : '';
  }

  const behind = (row: Row) =>
    columns.filter(({ id, type }) => type !== 'long' && row.cells[id]?.trim())
      .map(({ id, label }) => t('builder.behind', { label: word(label), text: tool.words(SHEET, id, row.cells[id]!.trim()) })).join(' ');

  function fill(row: string, column: string): void {
    const link = $(`[data-row="${CSS.escape(row)}"]`, sheet)!;
    if ('folded' in link.dataset) $('[data-fold]', link)!.click();
    $(`[data-cell="${CSS.escape(column)}"]`, link)?.focus();
  }

  function paint(): void {
    const all = tool.rows(SHEET);
    const here = links();
    const aim = goal && tool.get('goal', 'goal', 'goal').trim();
    const gaps = all.flatMap((row, index) => (isEmpty(row) ? [] : columns.filter(({ id }) => !row.cells[id]?.trim()).map((column) => ({ row, column, number: index + 1 }))));
    const focused = (document.activeElement as HTMLElement | null)?.dataset.gap;
    const said = [
      aim ? el('p', {}, el('strong', {}, goal!.columns[0]!.label), ': ', aim) : '',
      here.length
        ? el('ol', {}, ...here.map((row) => el('li', {}, sentence(row), ' ', el('span', { class: 'builder-evidence' }, behind(row)))))
        : '',
    ];
    const list = gaps.map(({ row, column, number }) => {
      const key = `${row.id}/${column.id}`;
      return el('li', {}, el('button', { 'data-gap': key, onclick: () => fill(row.id, column.id) },
        t('builder.gap', { number, part: column.label })));
    });
    place.replaceChildren(
      ...(here.length || aim ? [el('h3', {}, t('builder.reading')), ...said.filter((one): one is HTMLElement => !!one)] : []),
      ...(list.length ? [el('p', { class: 'builder-gaps-title' }, t('builder.gaps')), el('ul', { class: 'builder-gaps' }, ...list)] : []),
    );
    if (focused) $(`[data-gap="${CSS.escape(focused)}"]`, place)?.focus();
  }

  // The buttons of a link move it too; this spares the way to them.
  sheet.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (!row) return;
    event.preventDefault();
    tool.moveRow(SHEET, row, event.key === 'ArrowUp' ? -1 : 1);
  });

  tool.extraExport((copy): Table[] => {
    const rows = links(copy).map((row) => [sentence(row), behind(row)]);
    return rows.length ? [{ title: t('builder.reading'), header: [t('builder.link'), t('builder.note')], rows }] : [];
  });
  tool.onChange(paint);
}

core.tool.kind('builder', setUp);
