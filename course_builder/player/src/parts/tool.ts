// Practical tools: sheets that are filled in and kept on the device. What a kind of tool adds is a part of its own.

import { type Working, setUp } from '../tool/frame';
import type { Extend } from '../tool/types';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const kinds = new Map<string, Extend>();
let shown: Working[] = [];

core.tool = {
  kind(name, extend) {
    kinds.set(name, extend);
    // The kind's part follows this one, and the page may be set up between them.
    for (const one of shown) if (one.kind === name) one.extend(extend);
  },
};

core.behaviour('tool', (root) => {
  const here = core.$$('[data-tool]', root).map((element) => setUp(core, element));
  for (const one of here) {
    const extend = kinds.get(one.kind);
    if (extend) one.extend(extend);
  }
  shown = here;
  return () => {
    shown = [];
    for (const one of here) one.stop();
  };
});
