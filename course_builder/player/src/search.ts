// Search, loaded when it is first opened: the texts of the course's pages, and the dialog to look in them.
//
// It looks through all texts at each key press instead of keeping an index: a course has hundreds of pages, not millions, and
// a library's index would be a quarter of what the whole player may weigh.

const core = window.courseBuilder;
const { $, el } = core;

const LENGTH = 160;
const LIMIT = 20;

// Accents, what is written over Arabic letters (hamza, vowel signs) and between them (tatweel), nuktas, joiners.
const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u093c\u200c\u200d]/g;
/** Letters that are typed in the place of one another, each before the one that it becomes: alef, ta marbuta, ya, kaf, sigma, i. */
const SAME = 'ٱاةهىيیيکكςσıi';

/** Words in one form: lower case, without accents. Marks that belong to a script (as in Nepali) stay. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(MARKS, '').replace(/[ٱةىیکςı]/g, (one) => SAME[SAME.indexOf(one) + 1]!).normalize('NFC');
}

const ANY = '[\\p{L}\\p{M}\\p{N}]';
const WORD = new RegExp(`${ANY}+`, 'gu');
/** Scripts that put no spaces between words: there a word may be found anywhere. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

type Document = NonNullable<typeof window.courseBuilderSearch>[number];

/** A pattern of the words that begin with this term, or nearly so: one letter is wrong, missing or too many. */
export function near(term: string): string {
  const letters = [...term];
  // In a short word one letter is too much of it.
  if (letters.length < 4 || UNSPACED.test(term)) return term;
  const ways = letters.map((letter, at) => `${letters.slice(0, at).join('')}(?:${ANY}?|${ANY}${letter})${letters.slice(at + 1).join('')}`);
  return `(?:${ways.join('|')})`;
}

/** Find the documents that have a word beginning with each of `terms`, those with hits in the title first, then by hits. */
export function search(documents: Document[], terms: string[]): Document[] {
  const patterns = terms.map((term) => new RegExp(UNSPACED.test(term) ? term : `(?:^|${ANY.replace('[', '[^')})${term}`, 'gu'));
  return documents
    .map((document): [Document, number] => {
      const [title, text] = [fold(document.title), fold(document.text)];
      const counts = patterns.map((one) => 20 * (title.match(one)?.length ?? 0) + (text.match(one)?.length ?? 0));
      return [document, counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count)];
    })
    .filter(([, rank]) => rank)
    .sort((a, b) => b[1] - a[1])
    .map(([document]) => document);
}

/** A piece of `text` around the first of `terms`, which are marked. */
export function snippet(text: string, terms: string[]): (Node | string)[] {
  const isHit = (word: string) => terms.some((term) => new RegExp(UNSPACED.test(term) ? term : `^${term}`, 'u').test(fold(word)));
  const first = [...text.matchAll(WORD)].find(([word]) => isHit(word))?.index ?? 0;
  const from = text.lastIndexOf(' ', first - LENGTH / 3) + 1;
  const piece = text.slice(from, from + LENGTH);
  const shown = piece.split(new RegExp(`(${ANY}+)`, 'u')).map((word) => (isHit(word) ? el('mark', {}, word) : word));
  return [from ? '…' : '', ...shown, from + LENGTH < text.length ? '…' : ''];
}

function makeSearch(): () => void {
  const documents = window.courseBuilderSearch ?? [];

  return () => {
    const input = el('input', { type: 'search', id: 'course-search', autocomplete: 'off', autofocus: true }) as HTMLInputElement;
    const count = el('p', { role: 'status' });
    const list = el('ol', { 'data-search-results': true });
    const show = () => {
      let terms: string[] = fold(input.value).match(WORD) ?? [];
      const look = () => (terms.length ? search(documents, terms).filter((hit) => core.session.reachable(hit.screen)) : []);
      let found = look();
      if (!found.length) {
        terms = terms.map(near);
        found = look();
      }
      count.textContent = terms.length ? core.n('search.count', found.length) : '';
      list.replaceChildren(...found.slice(0, LIMIT).map((hit) => {
        const screen = core.data.screens.find((one) => one.id === hit.screen)!;
        const link = el('a', { href: screen.href, 'data-screen-link': screen.id, 'data-value': 'go' }, hit.title);
        return el('li', {}, link, !!hit.module && el('small', {}, hit.module), el('p', {}, ...snippet(hit.text, terms)));
      }));
    };
    input.addEventListener('input', show);
    // In a field for searches some browsers empty it at the first Escape, and close the dialog only at the second.
    input.addEventListener('keydown', (event) => event.key === 'Escape' && input.closest('dialog')?.close());
    const form = el('form', { role: 'search', onsubmit: (event) => (event.preventDefault(), $('a', list)?.focus()) },
      el('label', { for: 'course-search' }, core.t('search.label')), input);
    void core.ask(core.t('search'), [form, count, list], { close: core.t('close') });
  };
}

let open: (() => void) | undefined;
core.search = () => (open ??= makeSearch())();
