// The switch between the languages of a course. Its links lead to the same page, which has the same ids and numbers, so that
// progress and answers are there as well. Who opens the course for the first time reads it in a language of their browser's.

import { $, $$ } from '../ui/dom';

const { lang, dataset } = document.documentElement;
const KEY = `course-builder:language:${dataset.course}`;
/** Set for the page that comes where a quiz is being answered: it goes on without being asked. */
const RUNNING = 'course-builder:running';
const box = $<HTMLDetailsElement>('[data-languages]');
const links = () => $$<HTMLAnchorElement>('a[hreflang]', box!);

const beginButton = () => $('[data-begin]');
const inTab = (use: (kept: Storage) => void) => {
  try {
    use(sessionStorage);
  } catch {}
};

/** The language that was read last, or the one that is read now. */
function last(now?: string): string | undefined {
  try {
    if (now) localStorage.setItem(KEY, now);
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return lang;
  }
}

/** The link to the first of some languages that the course has, as it is or in another region. */
function match(tags: readonly string[]): HTMLAnchorElement | undefined {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const tag of tags) {
    const found = links().find((one) => one.hreflang.toLowerCase() === tag.toLowerCase()) ?? links().find((one) => primary(one.hreflang) === primary(tag));
    if (found) return found;
  }
  return undefined;
}

/** The language in which a page should open: the one that its address names, else the learner's. */
function wanted(): HTMLAnchorElement | undefined {
  const named = new URLSearchParams(location.search).get('lang');
  if (named) return match([named]);
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A page of a translation names its language by its folder. Who goes back wants what was there.
  if (links()[0]?.hreflang !== lang || entry?.type !== 'navigate') return undefined;
  const known = last();
  return match(known ? [known] : navigator.languages);
}

if (box) {
  const other = wanted();
  if (other && other.hreflang !== lang) location.replace(other.href + location.hash);
  else last(lang);

  // Where each language stands, whichever page the address names later.
  const places = links().map(({ href }) => (href.endsWith('.html') && dataset.single === undefined ? new URL('.', href).href : href));
  window.courseBuilder.behaviour('languages', () => {
    const { href } = window.courseBuilder.screen;
    links().forEach((one, at) => (one.href = places[at] + href));
    inTab((kept) => {
      // After all behaviours, that of the quiz too.
      if (kept.getItem(RUNNING)) queueMicrotask(() => beginButton()?.click());
      kept.removeItem(RUNNING);
    });
  });

  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('[data-languages] a');
    if (link) {
      last(link.hreflang);
      // From files the page that comes must find what this one did.
      const { screen, session } = window.courseBuilder;
      session?.retry();
      const quiz = window.courseBuilderData.assessments.find((one) => one.screen === screen?.id);
      if (quiz && session.attempt(quiz.id).phase === 'running' && !beginButton()?.checkVisibility()) inTab((kept) => kept.setItem(RUNNING, '1'));
    } else if (!box.contains(target)) box.open = false;
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !box.open) return;
    box.open = false;
    $('summary', box)!.focus();
  });
}
