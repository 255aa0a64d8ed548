// Hints, shown one after the other. What was opened stays open, and is told to the session where it costs something.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $$ } = core;

core.behaviour('hints', (root, page) => {
  const listening = new AbortController();
  for (const box of $$('[data-hints]', root)) {
    const id = box.closest<HTMLElement>('[data-question]')?.dataset.question;
    const question = page.questions.find((one) => one.id === id);
    if (!question) continue;
    const hints = $$<HTMLDetailsElement>('[data-hint]', box);
    // Told to the session only while it still costs something; shown in any case.
    let taken = core.session.answer(question.id)?.hints ?? 0;
    const paint = () => {
      hints.forEach((hint, index) => (hint.hidden = index > taken));
    };
    hints.forEach((hint, index) => {
      hint.addEventListener('toggle', () => {
        if (!hint.open || index < taken) return;
        core.session.hint(question, (taken = index + 1));
        paint();
      }, { signal: listening.signal });
    });
    paint();
  }
  return () => listening.abort();
});
