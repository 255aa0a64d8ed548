// Choosing areas of a picture; each is a radio button or box laid over it.

import type { RegionData } from '../contract';

const core = window.courseBuilder;
const { $, $$ } = core;

core.interaction('region', (element, part) => {
  const { areas } = part.interaction as RegionData;
  // It scrolls, also when nothing in it can be chosen any more.
  if ($('[style*=readable]', element)) $('fieldset', element)!.tabIndex = 0;
  const chosenIn = (inputs: HTMLInputElement[]) => inputs.map((input) => input.value);
  return {
    ids: [],
    read() {
      const chosen = chosenIn($$(':checked', element));
      return chosen.length ? { type: 'region', chosen } : null;
    },
    write(response) {
      const chosen = response?.type === 'region' ? response.chosen : [];
      for (const input of $$<HTMLInputElement>('input', element)) input.checked = chosen.includes(input.value);
    },
    mark(response, reveal) {
      const chosen = response?.type === 'region' ? response.chosen : [];
      for (const { id, correct } of areas) {
        const label = $(`[data-option="${id}"]`, element)!;
        if (chosen.includes(id)) core.mark(label, correct ? 'right' : 'wrong');
        else if (correct && reveal) core.mark(label, 'missed');
      }
    },
    arrange() {},
  };
});
