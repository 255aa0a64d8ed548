// A bank: entries found by facets and words, and picked into the tool's sheet. The entries are read from the table that
// learners without scripts get, so that the page holds them once.

import type { Tool } from '../tool/types';

const core = window.courseBuilder;
const { $, $$, el, t, n } = core;
const SHEET = 'picked';
/** So many entries at once, and where there is little room. */
const AT_ONCE = [20, 8] as const;
/** A text of more characters has a line for itself. */
const LONG = 40;

interface Entry {
  id: string;
  cells: string[];
  /** By column: several values of a cell are separated by semicolons. */
  values: string[][];
  folded: string;
  card?: HTMLElement;
}

interface Facet {
  column: number;
  chosen: Set<string>;
  boxes: Map<string, { label: HTMLElement; count: HTMLElement }>;
  summary: HTMLElement;
}

/** Without capitals and accents. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function setUp(tool: Tool): void {
  const bank = $('[data-bank]', tool.element);
  if (!bank) return;
  const table = $('[data-bank-table]', bank)!;
  const picked = $('[data-bank-picked]', tool.element)!;
  const { facets: facetColumns, pick } = tool.data.extra as { facets: number[]; pick: number[] };
  const columns = tool.sheet(SHEET).columns.slice(0, pick.length);
  const header = $$('thead th', table).map((one) => one.textContent!);
  const entries = $$('[data-entry]', table).map((row): Entry => {
    const cells = [...row.children].map((one) => one.textContent!);
    return { id: row.dataset.entry!, cells, values: cells.map((cell) => cell.split(';').map((one) => one.trim()).filter(Boolean)), folded: fold(cells.join('\n')) };
  });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const name = (entry: Entry) => entry.cells[pick[0]!]!;
  let words: string[] = [];
  const roomy = bank.clientWidth >= 640;
  const atOnce = AT_ONCE[roomy ? 0 : 1];
  let shown: number = atOnce;

  const search = el('input', { type: 'search', autocomplete: 'off' }) as HTMLInputElement;
  const found = el('p', { class: 'bank-found', role: 'status' });
  const clear = el('button', { class: 'bank-clear', onclick: clearAll }, t('bank.clear'));
  const go = el('button', { class: 'bank-go', onclick: () => core.focusOn($('.bank-title', picked)) });
  const cards = el('ul', { class: 'bank-cards' });
  const more = el('button', { onclick: showMore });
  const facets = facetColumns.map(makeFacet);
  table.hidden = true;
  picked.hidden = false;
  bank.append(el('div', { class: 'bank-browse' },
    el('div', { class: 'bank-filter' },
      el('label', { class: 'bank-search' }, el('span', {}, t('bank.search')), search),
      ...facets.map(({ summary }) => summary.parentElement!),
      clear),
    el('div', { class: 'bank-results' }, el('div', { class: 'bank-line' }, found, go), cards, more)));

  search.addEventListener('input', () => {
    words = fold(search.value).split(/\s+/).filter(Boolean);
    filter();
  });

  function makeFacet(column: number): Facet {
    const facet: Facet = { column, chosen: new Set(), boxes: new Map(), summary: el('summary') };
    const values = [...new Set(entries.flatMap((entry) => entry.values[column]!))];
    // Codes and numbers in their order; words in that of the file.
    if (values.every((value) => /^\d/.test(value))) values.sort(new Intl.Collator(core.data.language, { numeric: true }).compare);
    const group = el('fieldset', {}, el('legend', { 'data-visually-hidden': true }, header[column]!));
    for (const value of values) {
      const box = el('input', { type: 'checkbox' }) as HTMLInputElement;
      const count = el('span', { class: 'bank-count' });
      const label = el('label', { class: 'bank-option' }, box, el('span', {}, value), ' ', count);
      box.addEventListener('change', () => {
        if (box.checked) facet.chosen.add(value);
        else facet.chosen.delete(value);
        filter();
      });
      facet.boxes.set(value, { label, count });
      group.append(label);
    }
    el('details', { class: 'bank-facet', open: roomy }, facet.summary, group);
    return facet;
  }

  const fits = (entry: Entry, but?: Facet) =>
    words.every((word) => entry.folded.includes(word)) &&
    facets.every((facet) => facet === but || !facet.chosen.size || entry.values[facet.column]!.some((value) => facet.chosen.has(value)));

  function filter(): void {
    shown = atOnce;
    paintBank();
  }

  function clearAll(): void {
    words = [];
    search.value = '';
    for (const facet of facets) {
      facet.chosen.clear();
      for (const { label } of facet.boxes.values()) $<HTMLInputElement>('input', label)!.checked = false;
    }
    filter();
    search.focus();
  }

  function showMore(): void {
    const next = shown;
    shown += atOnce;
    paintBank();
    core.focusOn($$('.bank-card-title', cards)[next] ?? null);
  }

  function cardOf(entry: Entry): HTMLElement {
    if (entry.card) return entry.card;
    const [, ...main] = pick;
    const rest = header.map((_, column) => column).filter((column) => !pick.includes(column) && entry.cells[column]);
    const line = (column: number) => el('div', { class: entry.cells[column]!.length > LONG && 'bank-long' }, el('dt', {}, header[column]!), el('dd', {}, entry.values[column]!.join('; ')));
    return (entry.card = el('li', { class: 'bank-card' },
      el('p', { class: 'bank-card-title' }, el('span', { class: 'bank-card-name' }, name(entry)), ' ', main.length ? entry.cells[main[0]!]! : ''),
      el('details', { open: roomy }, el('summary', {}, t('bank.details')),
        el('dl', {}, ...[...main.slice(1).filter((column) => entry.cells[column]), ...rest].map(line))),
      el('button', { 'data-pick': entry.id, onclick: () => toggle(entry) })));
  }

  function toggle(entry: Entry): void {
    if (tool.rows(SHEET).some(({ id }) => id === entry.id)) return tool.removeRow(SHEET, entry.id);
    tool.addRow(SHEET, Object.fromEntries(columns.map(({ id }, index) => [id, entry.cells[pick[index]!]!]).filter(([, text]) => text)), entry.id);
    tool.say(t('bank.was-picked', { item: name(entry) }));
  }

  function paintBank(): void {
    const here = entries.filter((entry) => fits(entry));
    found.textContent = n('bank.found', here.length, { total: entries.length });
    clear.hidden = !words.length && !facets.some(({ chosen }) => chosen.size);
    const wanted = here.slice(0, shown).map(cardOf);
    // Only what changes is touched: an element that is put in again loses the focus.
    if (wanted.length !== cards.children.length || wanted.some((card, index) => cards.children[index] !== card)) cards.replaceChildren(...wanted);
    more.hidden = here.length <= shown;
    more.textContent = n('bank.more', here.length - shown);
    for (const facet of facets) {
      const counts = new Map<string, number>();
      for (const entry of entries) if (fits(entry, facet)) for (const value of new Set(entry.values[facet.column])) counts.set(value, (counts.get(value) ?? 0) + 1);
      for (const [value, { label, count }] of facet.boxes) {
        const number = counts.get(value) ?? 0;
        count.textContent = `(${core.number(number)})`;
        label.toggleAttribute('data-empty', !number);
      }
      facet.summary.replaceChildren(header[facet.column]!, ...(facet.chosen.size ? [' ', el('span', { class: 'bank-chosen' }, n('bank.chosen', facet.chosen.size))] : []));
    }
    paintPicks();
  }

  /** Whether each entry is picked. */
  function paintPicks(): void {
    const rows = new Set(tool.rows(SHEET).map(({ id }) => id));
    go.hidden = !rows.size;
    go.textContent = t('bank.go', { count: rows.size });
    for (const button of $$('[data-pick]', cards)) {
      const isPicked = rows.has(button.dataset.pick!);
      const item = name(byId.get(button.dataset.pick!)!);
      button.textContent = t(isPicked ? 'bank.remove' : 'bank.pick');
      button.setAttribute('aria-label', t(isPicked ? 'bank.remove-this' : 'bank.pick-this', { item }));
      button.parentElement!.toggleAttribute('data-picked', isPicked);
    }
  }

  tool.onChange(() => {
    const rows = tool.rows(SHEET);
    $('[data-bank-none]', picked)!.hidden = !!rows.length;
    for (const place of $$('[data-rows] > [data-row]', picked)) {
      const row = rows.find(({ id }) => id === place.dataset.row);
      if (!row) continue;
      for (const given of $$('[data-brought]', place)) {
        given.textContent = row.cells[given.dataset.brought!] ?? '';
        given.parentElement!.hidden = !given.textContent;
      }
      $('[data-gone]', place)!.hidden = byId.has(row.id);
    }
    paintPicks();
  });
  // What is found is printed, unless entries are picked and nothing is looked for.
  tool.extraPaper(() => {
    const here = entries.filter((entry) => fits(entry));
    const all = here.length === entries.length;
    if (all && tool.rows(SHEET).length) return [];
    return [{ title: n('bank.found', here.length, { total: entries.length }), header, rows: here.map(({ cells }) => cells) }];
  });
  paintBank();
  bank.dataset.working = '';
}

core.tool.kind('bank', setUp);
