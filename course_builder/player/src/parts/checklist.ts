// A checklist: how many items are in which state, and, where it is filled in again and again, all rounds side by side.

import { today, written } from '../dates';
import type { Copy, Table, Tool } from '../tool/types';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, el, t } = core;
const SHEET = 'items';
const ROUND = 'round';

const day = (date: string): string => written(date, core.data.language, 'medium');

core.tool.kind('checklist', (tool) => {
  const states = tool.sheet(SHEET).columns.find(({ id }) => id === 'state')!.options;
  const stateOf = (row: { cells: Record<string, string> }) => row.cells.state ?? '';

  /** The number of items in each state, in the author's order. Earlier entries are no items any more. */
  function counts(copy: Copy): { label: string; count: number }[] {
    const rows = tool.rows(SHEET, copy).filter(({ kind }) => kind === 'given');
    return [
      ...states.map(({ value, label }) => ({ label, count: rows.filter((row) => stateOf(row) === value).length })),
      { label: t('checklist.open'), count: rows.filter((row) => !stateOf(row)).length },
    ];
  }

  function paintTally(): void {
    const [done, ...others] = counts(tool.doc);
    const open = others.pop()!;
    const count = tool.sheet(SHEET).rows.length;
    const said = open.count === count ? '' : [
      t('checklist.tally', { done: done!.count, count, state: done!.label }),
      ...others.filter((one) => one.count).map((one) => t('checklist.tally-other', { count: one.count, state: one.label })),
      ...(open.count ? [t('checklist.tally-open', { count: open.count })] : []),
    ].join(' · ');
    const tally = $('[data-tally]', tool.element)!;
    if (tally.textContent !== said) tally.textContent = said;
  }

  tool.onChange(paintTally);
  tool.extraExport((copy) => [{
    title: t('checklist.count'),
    header: counts(copy).map(({ label }) => label),
    rows: [counts(copy).map(({ count }) => String(count))],
  }]);
  if (tool.data.extra.repeat) withRounds(tool);
  paintTally();
});

function withRounds(tool: Tool): void {
  const place = $('[data-round]', tool.element)!;
  const date = $<HTMLInputElement>('[data-round-date]', place)!;
  const overview = $('[data-overview]', tool.element)!;
  const rounds = () => tool.copies.filter((copy) => copy.notes[ROUND]).sort((one, other) => one.notes[ROUND]!.localeCompare(other.notes[ROUND]!));

  date.addEventListener('change', () => tool.setNote(ROUND, date.value));
  place.append(el('button', {
    'data-new-round': true,
    onclick: () => {
      tool.newCopy(t('checklist.round', { date: day(today()) }), { sheets: {}, notes: { [ROUND]: today() } });
      core.say(t('tool.copy-made', { name: tool.doc.name }));
    },
  }, t('checklist.new-round')));

  const table = (): Table => {
    const all = rounds();
    return {
      title: t('checklist.overview'),
      header: [tool.sheet(SHEET).columns[0]!.label, ...all.map(({ notes }) => day(notes[ROUND]!))],
      rows: tool.sheet(SHEET).rows.map((row) => [
        row.cells.item ?? '',
        ...all.map((copy) => tool.words(SHEET, 'state', tool.rows(SHEET, copy).find(({ id }) => id === row.id)!.cells.state ?? '')),
      ]),
    };
  };

  function paint(): void {
    // What is filled in today is the round of today, until somebody says otherwise.
    if (!tool.note(ROUND) && !tool.note('example') && tool.doc.sheets[SHEET]?.length) return tool.setNote(ROUND, today());
    if (date.value !== tool.note(ROUND)) date.value = tool.note(ROUND);
    const all = rounds();
    overview.hidden = all.length < 2;
    if (overview.hidden) return overview.replaceChildren();
    const { title, header, rows } = table();
    const current = (index: number): Record<string, string> => (all[index - 1] === tool.doc ? { 'aria-current': 'true' } : {});
    overview.replaceChildren(
      el('h3', {}, title),
      el('div', { class: 'scroll', role: 'group', tabindex: '0', 'aria-label': t('checklist.overview-scroll') }, el('table', {},
        el('thead', {}, el('tr', {}, ...header.map((text, index) => el('th', { scope: 'col', ...current(index) }, text)))),
        el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((text, index) => (index ? el('td', current(index), text || '–') : el('th', { scope: 'row' }, text)))))))),
    );
  }

  tool.onChange(paint);
  tool.extraExport(() => (rounds().length > 1 ? [table()] : []));
  paint();
}
