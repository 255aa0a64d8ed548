// Typing words, a few or many.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$ } = core;

core.interaction('text', (element, part) => {
  const field = $<HTMLInputElement>('textarea, [type=text]', element)!;
  return {
    ids: [],
    read() {
      const mark = $<HTMLInputElement>('[data-self-mark] :checked', element);
      if (!field.value.trim()) return null;
      return { type: 'text', text: field.value, ...(mark && { mark: Number(mark.value) }) };
    },
    write(response) {
      const given = response?.type === 'text' ? response : undefined;
      field.value = given?.text ?? '';
      for (const input of $$<HTMLInputElement>('[data-self-mark] input', element)) input.checked = Number(input.value) === given?.mark;
    },
    mark(response, _, right) {
      if ($('[data-self-mark]', element)) return;
      core.mark(element, right || core.scorePart(part, response) ? 'right' : 'wrong');
    },
    arrange() {},
  };
});
