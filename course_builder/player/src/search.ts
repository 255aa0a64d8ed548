// Search, loaded when it is first opened: the index of the course's pages, and the dialog to look in it.

import MiniSearch from 'minisearch';

const core = window.courseBuilder;
const { $, el } = core;

interface Segments {
  segment(text: string): Iterable<{ segment: string; isWordLike: boolean }>;
}

const LENGTH = 160;
const LIMIT = 20;

/** Words in one form: lower case, without accents. Marks that belong to a script (as in Nepali) stay. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '').normalize('NFC').toLowerCase();
}

/** The words of a text in any script, also of those that put no spaces between words. `l'école` is two. */
export function words(text: string): string[] {
  const { Segmenter } = Intl as unknown as { Segmenter?: new (language: string | undefined, options: object) => Segments };
  if (!Segmenter) return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const found = new Segmenter(core.data.language, { granularity: 'word' }).segment(text);
  return [...found].filter((one) => one.isWordLike).flatMap((one) => one.segment.split(/['’]/));
}

/** A piece of `text` around the first of `terms`, which are marked. */
export function snippet(text: string, terms: string[]): (Node | string)[] {
  const parts = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const isHit = (word: string) => terms.some((term) => fold(word).startsWith(term));
  const first = parts.find((part) => isHit(part[0]))?.index ?? 0;
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, first - LENGTH / 3)) + 1);
  const piece = text.slice(from, from + LENGTH);
  const shown = piece.split(/([\p{L}\p{M}\p{N}]+)/u).map((word) => (word && isHit(word) ? el('mark', {}, word) : word));
  return [from ? '…' : '', ...shown, from + LENGTH < text.length ? '…' : ''];
}

function makeSearch(): () => void {
  const index = new MiniSearch<{ screen: string; title: string; text: string }>({
    idField: 'screen',
    fields: ['title', 'text'],
    storeFields: ['title', 'text'],
    tokenize: words,
    processTerm: (term) => fold(term),
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), boost: { title: 3 }, combineWith: 'AND' },
  });
  index.addAll(window.courseBuilderSearch ?? []);

  return () => {
    const input = el('input', { type: 'search', id: 'course-search', autocomplete: 'off', autofocus: true }) as HTMLInputElement;
    const count = el('p', { role: 'status' });
    const list = el('ol', { 'data-search-results': true });
    const look = () => {
      const found = input.value.trim() ? index.search(input.value).slice(0, LIMIT) : [];
      count.textContent = input.value.trim() ? core.n('search.count', found.length) : '';
      list.replaceChildren(...found.flatMap((hit) => {
        const screen = core.data.screens.find((one) => one.id === hit.id);
        if (!screen || !core.session.reachable(screen.id)) return [];
        const link = el('a', { href: screen.href, 'data-screen-link': screen.id, 'data-value': 'go' }, String(hit.title));
        return [el('li', {}, link, el('p', {}, ...snippet(String(hit.text), hit.terms)))];
      }));
    };
    input.addEventListener('input', look);
    const form = el('form', { role: 'search', onsubmit: (event) => (event.preventDefault(), $('a', list)?.focus()) },
      el('label', { for: 'course-search' }, core.t('search.label')), input);
    void core.ask(core.t('search'), [form, count, list], { close: core.t('close') });
  };
}

let open: (() => void) | undefined;
core.search = () => (open ??= makeSearch())();
