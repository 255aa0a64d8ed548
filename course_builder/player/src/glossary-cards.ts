// A glossary as cards to practise: the term, then what it means, and whether one knew it. What was not known comes again. Nothing
// is kept: it is practice.

import type { Core } from './ui/core';

/** Offer the cards above the list of a glossary; returns what takes them away. */
export function makeCards(core: Core, box: HTMLElement): () => void {
  const { $, $$, el, t } = core;
  const list = $('dl', box)!;
  const entries = $$('dl > div', box);
  // One or two terms are no pack.
  if (entries.length < 3) return () => {};
  let pack: HTMLElement[] = [];
  let known = 0;

  const begin = el('button', { 'data-cards-begin': true, onclick: start }, t('glossary.cards'));
  const cards = el('div', { 'data-cards': true, hidden: true, role: 'group', 'aria-label': t('glossary.cards') });
  list.before(begin, cards);

  function start(): void {
    // Of practice it does not matter how well they are shuffled.
    pack = entries.map((entry) => ({ entry, place: Math.random() })).sort((a, b) => a.place - b.place).map(({ entry }) => entry);
    known = 0;
    cards.hidden = false;
    begin.hidden = list.hidden = true;
    ask();
  }

  /** What a part of an entry says, without its ids, which are in the page already. */
  function words(entry: HTMLElement, part: string): Node[] {
    const copy = entry.querySelector(part)!.cloneNode(true) as HTMLElement;
    for (const one of $$('[id]', copy)) one.removeAttribute('id');
    return [...copy.childNodes];
  }

  function show(...content: (Node | false)[]): void {
    const place = el('p', { 'data-cards-place': true, tabindex: '-1' }, t('glossary.known', { known, count: entries.length }));
    cards.replaceChildren(place, ...content.filter((one): one is Node => !!one), el('p', {}, el('button', { 'data-cards-end': true, onclick: end }, t('glossary.end'))));
  }

  function ask(): void {
    const entry = pack.shift();
    if (!entry) {
      show(el('p', { 'data-cards-term': true }, t('glossary.all-known')), el('p', {}, el('button', { onclick: start }, t('glossary.again'))));
      return core.focusOn($('[data-cards-place]', cards));
    }
    const term = () => el('p', { 'data-cards-term': true }, ...words(entry, 'dt'));
    show(term(), el('p', {}, el('button', { 'data-primary': true, 'data-cards-show': true, onclick: reveal }, t('glossary.show'))));
    core.focusOn($('[data-cards-term]', cards));

    function reveal(): void {
      const meaning = el('div', { 'data-cards-meaning': true, tabindex: '-1' }, ...words(entry!, 'dd'));
      const answer = (knew: boolean) => () => {
        if (knew) known++;
        else pack.push(entry!);
        ask();
      };
      show(term(), meaning, el('p', { 'data-cards-answer': true },
        el('button', { 'data-cards-known': true, onclick: answer(true) }, t('glossary.knew')),
        el('button', { 'data-cards-unknown': true, onclick: answer(false) }, t('glossary.not-yet'))));
      core.focusOn(meaning);
    }
  }

  function end(): void {
    cards.hidden = true;
    list.hidden = begin.hidden = false;
    begin.focus();
  }

  return () => {
    begin.remove();
    cards.remove();
    list.hidden = false;
  };
}
