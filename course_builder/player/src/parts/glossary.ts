// What a term means, shown on hover, focus and tap, and put away by Escape (WCAG 2.2, 1.4.13). The first tap shows it, the
// second one follows the link.

import { makeCards } from '../glossary-cards';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $$, el } = core;
/** How long the pointer may take from the word to its meaning. */
const GRACE = 250;
let made = 0;

core.behaviour('glossary', (root) => {
  const undo: (() => void)[] = [];
  let hide = () => {};
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide();
  for (const box of $$('[data-glossary]', root)) undo.push(makeCards(core, box));
  const onPress = (event: Event) => !(event.target as Element).closest('.term, .term-meaning') && hide();

  for (const term of $$('.term', root)) {
    const meaning = el('span', { role: 'tooltip', id: `term-meaning-${++made}`, class: 'term-meaning', hidden: true }, el('strong', {}, term.textContent), term.dataset.meaning);
    let timer = 0;
    const isShown = () => !meaning.hidden;
    const put = () => {
      clearTimeout(timer);
      meaning.hidden = true;
      hide = () => {};
    };
    const show = () => {
      clearTimeout(timer);
      if (isShown()) return;
      hide();
      hide = put;
      meaning.hidden = false;
      const at = term.getClientRects()[0]!;
      const room = document.documentElement.clientWidth - meaning.offsetWidth - 16;
      const turned = getComputedStyle(term).direction === 'rtl';
      const left = Math.max(16, Math.min(turned ? at.right - meaning.offsetWidth : at.left, room));
      const below = at.bottom + meaning.offsetHeight + 8 < innerHeight || at.top < meaning.offsetHeight + 8;
      const top = below ? at.bottom + 4 : at.top - meaning.offsetHeight - 4;
      meaning.style.left = `${left + scrollX}px`;
      meaning.style.top = `${top + scrollY}px`;
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => term !== document.activeElement && put(), GRACE) as unknown as number;
    };
    let touched = false;
    const on: [HTMLElement, string, (event: Event) => void][] = [
      [term, 'pointerenter', (event) => (event as PointerEvent).pointerType === 'mouse' && show()],
      [term, 'pointerleave', later],
      [meaning, 'pointerenter', () => clearTimeout(timer)],
      [meaning, 'pointerleave', later],
      // A touch focuses after it; whether the meaning stood there before decides what it does.
      [term, 'pointerdown', (event) => (touched = (event as PointerEvent).pointerType !== 'mouse' && !isShown())],
      [term, 'focus', show],
      [term, 'blur', put],
      [term, 'click', (event) => {
        if (!touched) return;
        event.preventDefault();
        touched = false;
        show();
      }],
    ];
    for (const [element, type, listen] of on) element.addEventListener(type, listen);
    // Where the glossary is in another package there is no link, but something to stop at.
    const isLink = term instanceof HTMLAnchorElement;
    if (!isLink) term.tabIndex = 0;
    term.setAttribute('aria-describedby', meaning.id);
    document.body.append(meaning);
    undo.push(() => {
      put();
      for (const [element, type, listen] of on) element.removeEventListener(type, listen);
      meaning.remove();
      term.removeAttribute('aria-describedby');
      if (!isLink) term.removeAttribute('tabindex');
    });
  }
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', onPress);
  return () => {
    undo.forEach((one) => one());
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('pointerdown', onPress);
  };
});
