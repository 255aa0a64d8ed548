// The bar of a tool: which copy is shown, what can be done with it, and whether it is kept.

import type { Core } from '../ui/core';
import type { Frame } from './frame';

export interface Bar {
  /** The document or the copies changed. */
  paint(): void;
  /** It was saved, or could not be. */
  saved(): void;
  undo(said: string, act: () => void): void;
  stop(): void;
}

export function startBar(core: Core, frame: Frame): Bar {
  const { $, el, t } = core;
  const state = el('p', { class: 'tool-saved', role: 'status', 'data-tool-saved': true });
  $('[data-tool-bar]', frame.element)!.append(state);
  return {
    paint() {},
    saved() {
      state.dataset.toolSaved = frame.kept ? 'saved' : 'unsaved';
      const said = t(frame.kept ? 'tool.saved' : 'tool.unsaved');
      if (state.textContent !== said) state.textContent = said;
    },
    undo() {},
    stop() {},
  };
}
