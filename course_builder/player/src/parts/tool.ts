// Practical tools: sheets that are filled in and kept on the device. What a kind of tool adds is a part of its own.

import { setUp } from '../tool/frame';
import type { Extend } from '../tool/types';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const kinds = new Map<string, Extend>();
const shown = new Set<() => void>();

core.tool = {
  kind(name, extend) {
    kinds.set(name, extend);
    for (const begin of shown) begin();
  },
};

core.behaviour('tool', (root) => {
  const undo: (() => void)[] = [];
  // The part of a kind runs after this one, and the page may be shown before.
  const begin = () => {
    for (const element of core.$$('[data-tool]:not([data-working])', root)) {
      const kind = element.dataset.tool!;
      if (element.dataset.needs === 'tool' || kinds.has(kind)) undo.push(setUp(core, element, kinds.get(kind)));
    }
  };
  shown.add(begin);
  begin();
  return () => {
    shown.delete(begin);
    undo.forEach((one) => one());
  };
});
