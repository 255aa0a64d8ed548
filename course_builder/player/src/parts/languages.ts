// The switch between the languages of a course. Its links lead to the same page, which has the same ids and numbers, so that
// progress and answers are there as well. Who opens the course for the first time reads it in a language of their browser's.

import { box, goOn, isAnswering, links, listen, match } from '../languages';

const { lang, dataset } = document.documentElement;
const KEY = `course-builder:language:${dataset.course}`;
/** Set for the page that comes where a quiz is being answered: it goes on without being asked. */
const RUNNING = 'course-builder:running';

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
      if (kept.getItem(RUNNING)) goOn();
      kept.removeItem(RUNNING);
    });
  });

  listen(box, (link) => {
    last(link.hreflang);
    // From files the page that comes must find what this one did.
    window.courseBuilder.session?.retry();
    if (window.courseBuilder.session && isAnswering()) inTab((kept) => kept.setItem(RUNNING, '1'));
  });
}
