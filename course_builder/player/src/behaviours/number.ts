// Typing a number.

import type { NumberData } from '../contract';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;

core.interaction('number', (element, part) => {
  const field = core.$<HTMLInputElement>('input', element)!;
  const read = () => (field.value.trim() ? { type: 'number' as const, text: field.value } : null);
  /** Within these all numbers are. */
  const any = { ...part, scored: true, interaction: { ...part.interaction, ranges: [{ low: '-1e99', high: '1e99' }] } as NumberData };
  return {
    ids: [],
    read,
    problem: () => (read() && !core.scorePart(any, read()) ? core.t('question.no-number', { text: field.value }) : ''),
    write(response) {
      field.value = response?.type === 'number' ? response.text : '';
    },
    mark: (response, _, right) => core.mark(element, right || core.scorePart(part, response) ? 'right' : 'wrong'),
    arrange() {},
  };
});
