// Choosing among options: radio buttons, boxes, a scale, or a menu in running text.

import type { ChoiceData } from '../contract';

const core = window.courseBuilder;
const { $, $$ } = core;

core.interaction('choice', (element, part) => {
  const { options, shuffle, presentation } = part.interaction as ChoiceData;
  const menu = $<HTMLSelectElement>('select', element);
  const label = (id: string) => $(`[data-option="${id}"]`, element)!;
  return {
    ids: shuffle ? options.map((option) => option.id) : [],
    read() {
      const chosen = menu ? [menu.value].filter(Boolean) : $$<HTMLInputElement>(':checked', element).map((input) => input.value);
      return chosen.length ? { type: 'choice', chosen } : null;
    },
    write(response) {
      const chosen = response?.type === 'choice' ? response.chosen : [];
      if (menu) menu.value = chosen[0] ?? '';
      else for (const input of $$<HTMLInputElement>('input', element)) input.checked = chosen.includes(input.value);
    },
    mark(response, reveal) {
      const chosen = response?.type === 'choice' ? response.chosen : [];
      if (menu) return core.mark(element, options.some((one) => one.correct && one.id === chosen[0]) ? 'right' : 'wrong');
      if (presentation === 'scale') return;
      for (const { id, correct } of options) {
        if (chosen.includes(id)) core.mark(label(id), correct ? 'right' : 'wrong');
        else if (correct && reveal) core.mark(label(id), 'missed');
      }
    },
    arrange(ids) {
      if (menu) return core.arrange(ids.map((id) => $(`option[value="${id}"]`, menu)!));
      // An option may stand in a list item of its own.
      core.arrange(ids.map((id) => (label(id).parentElement!.tagName === 'LI' ? label(id).parentElement! : label(id))));
    },
  };
});
