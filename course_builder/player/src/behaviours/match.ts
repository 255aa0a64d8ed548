// Giving each source its target, by a menu beside each source.

import type { MatchData } from '../contract';

const core = window.courseBuilder;
const { $, $$ } = core;

core.interaction('match', (element, part) => {
  const { sources, targets, pairs, shuffle } = part.interaction as MatchData;
  const menus = sources.map(({ id }) => ({ id, menu: $<HTMLSelectElement>(`[data-source="${id}"] select`, element)! }));
  return {
    ids: shuffle ? targets.map((target) => target.id) : [],
    read() {
      const given = Object.fromEntries(menus.filter(({ menu }) => menu.value).map(({ id, menu }) => [id, menu.value]));
      return Object.keys(given).length ? { type: 'match', pairs: given } : null;
    },
    write(response) {
      for (const { id, menu } of menus) menu.value = (response?.type === 'match' && response.pairs[id]) || '';
    },
    mark(response) {
      const given = response?.type === 'match' ? response.pairs : {};
      for (const row of $$('[data-source]', element)) {
        const id = row.dataset.source!;
        core.mark(row, pairs.some(([source, target]) => source === id && target === given[id]) ? 'right' : 'wrong');
      }
    },
    arrange(ids) {
      for (const { menu } of menus) core.arrange(ids.map((id) => $(`option[value="${id}"]`, menu)!));
    },
  };
});
