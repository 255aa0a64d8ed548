// Typing a number.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;

core.interaction('number', (element, part) => {
  const field = core.$<HTMLInputElement>('input', element)!;
  return {
    ids: [],
    read: () => (field.value.trim() ? { type: 'number', text: field.value } : null),
    write(response) {
      field.value = response?.type === 'number' ? response.text : '';
    },
    mark: (response, _, right) => core.mark(element, right || core.scorePart(part, response) ? 'right' : 'wrong'),
    arrange() {},
  };
});
