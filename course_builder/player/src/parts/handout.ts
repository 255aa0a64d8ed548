// Prints the whole course, in which all pages stand already: as one file, or on the page for printing, which has no
// player. What is to be said stands in the page.

import { $, $$, el } from '../ui/dom';

/** The answers of the questions that show them, page by page. */
function answers(title: string): HTMLElement {
  const section = el('section', { class: 'screen handout-answers' }, el('h1', {}, title));
  for (const screen of $$('[data-screen]')) {
    const found = $$('details[data-answers]', screen);
    if (found.length) section.append(el('h2', {}, $('h1', screen)!.textContent));
    for (const one of found) {
      const question = one.closest('.question')!;
      const asked = $('.question-title', question) ?? $('[data-prompt] > :first-child', question);
      const copy = one.cloneNode(true) as HTMLElement;
      $('summary', copy)?.remove();
      for (const named of $$('[id]', copy)) named.removeAttribute('id');
      section.append(el('h3', {}, asked?.textContent ?? ''), el('div', {}, ...copy.childNodes));
    }
  }
  return section;
}

// Without scripts the browser's own way to print is there, and nothing to choose.
$('[data-handout]')?.removeAttribute('hidden');

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-handout-print]');
  if (!button) return;
  const root = document.documentElement;
  // The page for printing has no player, and nothing to unfold.
  window.courseBuilder?.unfold?.();
  const chosen = $<HTMLInputElement>('input:checked', button.closest('[data-handout]')!)!.value;
  const made = chosen === 'end' ? answers(button.dataset.handoutPrint!) : null;
  if (made) $('main')!.append(made);
  for (const link of $$<HTMLAnchorElement>('[data-handout-module]')) document.getElementById(link.hash.slice(1))?.setAttribute('data-handout-begins', '');
  // Pictures that nobody has scrolled to are on paper too.
  for (const picture of $$<HTMLImageElement>('img[loading=lazy]')) picture.loading = 'eager';
  root.dataset.handout = chosen;
  addEventListener('afterprint', () => {
    made?.remove();
    delete root.dataset.handout;
  }, { once: true });
  void Promise.all($$<HTMLImageElement>('img').map((picture) => picture.decode().catch(() => {}))).then(() => print());
});
