// Tables that can be sorted by their headers and filtered (WAI-ARIA Authoring Practices, "Sortable Table Example").

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

/** Upper and lower case and accents make no difference. */
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(core.data.language);

function setUp(box: HTMLElement): () => void {
  const head = $('thead', box)!;
  const body = $('tbody', box)!;
  const headers = $$('th', head);
  const rows = $$('tr', body);
  const undo: (() => void)[] = [];

  if ('sort' in box.dataset && rows.length > 1) {
    const order = new Intl.Collator(core.data.language, { numeric: true });
    const sort = (column: number) => {
      const was = headers[column]!.getAttribute('aria-sort');
      const now = was === 'ascending' ? 'descending' : was === 'descending' ? 'none' : 'ascending';
      headers.forEach((header, index) => header.setAttribute('aria-sort', index === column ? now : 'none'));
      const key = (row: HTMLElement) => {
        const cell = row.children[column] as HTMLElement;
        return { number: cell.dataset.value === undefined ? NaN : Number(cell.dataset.value), text: cell.textContent!.trim() };
      };
      const keyed = rows.map((row) => ({ row, ...key(row) }));
      const turn = now === 'descending' ? -1 : 1;
      // What is not known stands last, whichever way.
      if (now !== 'none') {
        keyed.sort((a, b) => {
          const [empty, other] = [a.text === '–', b.text === '–'];
          if (empty || other) return Number(empty) - Number(other);
          return turn * (a.number - b.number || order.compare(a.text, b.text));
        });
      }
      body.append(...keyed.map((one) => one.row));
      core.say(core.t(`table.${now}`, { column: headers[column]!.textContent! }));
    };
    headers.forEach((header, column) => {
      const text = [...header.childNodes];
      const button = el('button', { onclick: () => sort(column) }, ...text);
      header.replaceChildren(button);
      header.setAttribute('aria-sort', 'none');
      undo.push(() => {
        header.replaceChildren(...text);
        header.removeAttribute('aria-sort');
      });
    });
    head.dataset.working = '';
    undo.push(() => {
      delete head.dataset.working;
      body.append(...rows);
    });
  }

  if ('filter' in box.dataset) {
    const texts = rows.map((row) => bare([...row.children].map((cell) => cell.textContent).join(' ')));
    const count = el('p', { role: 'status' });
    const apply = () => {
      const wanted = bare(field.value).split(/\s+/).filter(Boolean);
      const fits = texts.map((text) => wanted.every((word) => text.includes(word)));
      rows.forEach((row, index) => row.toggleAttribute('data-out', !fits[index]));
      count.textContent = core.n('table.shown', fits.filter(Boolean).length, { total: rows.length });
    };
    const field = el('input', { type: 'search', oninput: apply, autocomplete: 'off' }) as HTMLInputElement;
    const tools = el('div', { class: 'table-tools' }, el('label', {}, core.t('table.filter'), field), count);
    apply();
    box.prepend(tools);
    undo.push(() => {
      tools.remove();
      for (const row of rows) row.removeAttribute('data-out');
    });
  }
  return () => undo.forEach((one) => one());
}

core.behaviour('table', (root) => {
  const undo = $$('[data-table]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
