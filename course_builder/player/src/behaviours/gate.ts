// Gates: what follows on the page waits until a button is pressed, or until the questions before it are answered.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$ } = core;

core.behaviour('gate', (root) => {
  const listening = new AbortController();
  const gates = $$('[data-gate]', root);
  const screen = core.screen.id;

  /** Whether every question before the gate was answered. */
  function answered(gate: HTMLElement): boolean {
    return $$('form[data-question]', root)
      .filter((form) => form.compareDocumentPosition(gate) & Node.DOCUMENT_POSITION_FOLLOWING)
      .every((form) => core.session.answer(form.dataset.question!)?.tries);
  }

  function paint(): void {
    for (const one of $$('[data-gated]', root)) {
      one.hidden = false;
      delete one.dataset.gated;
    }
    const open = core.session.gatesOpen(screen);
    // Nobody walks round a gate. In the single file each screen has a pager of its own.
    const next = $('[data-next]', core.data.single ? root : document.body);
    if (next) next.hidden = open < gates.length;
    gates.forEach((gate, index) => {
      gate.hidden = index < open;
      if (index < open) return;
      for (let next = gate.nextElementSibling; next; next = next.nextElementSibling) {
        if (!(next instanceof HTMLElement) || next.hidden) continue;
        next.hidden = true;
        next.dataset.gated = '';
      }
    });
  }

  gates.forEach((gate, index) => {
    const button = $('button', gate);
    if (!button) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      if (gate.dataset.gateUntil === 'answered' && !answered(gate)) return void core.notice(core.t('gate.answer-first'));
      core.session.openGate(screen, index);
      paint();
      core.focusOn(gate.nextElementSibling as HTMLElement | null);
      core.refresh();
    }, { signal: listening.signal });
  });
  if (gates.length) paint();
  return () => listening.abort();
});
