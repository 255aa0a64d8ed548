// Practical tools: sheets that are filled in and kept on the device. What a kind of tool adds is a part of its own.

import { setUp } from '../tool/frame';
import type { Extend } from '../tool/types';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const kinds = new Map<string, Extend>();

core.tool = { kind: (name, extend) => void kinds.set(name, extend) };

core.behaviour('tool', (root) => {
  const undo = core.$$('[data-tool]', root).map((element) => setUp(core, element, kinds.get(element.dataset.tool!)));
  return () => undo.forEach((one) => one());
});
