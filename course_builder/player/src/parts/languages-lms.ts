// The switch between the languages of a package that holds all of them. The LMS's session must live on, so the other
// language is put in the place of this one: its page as any page is swapped in, and its words and titles into the course's
// data, which everything reads when it speaks. The course opens in the language that the learner chose, else in the LMS's.

import type { CourseData } from '../contract';
import { box, goOn, isAnswering, links, listen, match } from '../languages';
import { connect } from '../lms/api';
import { note } from '../notes';
import type { Core } from '../ui/core';
import { $, $$, el } from '../ui/dom';

const core: Core = window.courseBuilder;
const page = document.documentElement;
/** Over http(s) pages are swapped in. From files, without an LMS, the links lead on as they are. */
const swaps = /^http/.test(location.protocol);
/** How long the other language may take before the learner is told. */
const PATIENCE = 30_000;

/** What the learner chose, kept as notes are: of this learner, on this device. No note has such an id. */
const choice = () => note(core, '.language');

const folderOf = (address: string) => new URL('.', address).href;

/** A language that the LMS names by a tag such as `fr-CA`, `fr_CA` or `fra`, or by its name, in English or its own. */
function tagOf(said: string): string {
  const tag = said.trim().replaceAll('_', '-');
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const isNamed = (one: HTMLAnchorElement) => [one.textContent, names.of(one.hreflang)].some((name) => name?.trim().toLowerCase() === tag.toLowerCase());
  const named = links().find(isNamed);
  if (named) return named.hreflang;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}

/** The language that the LMS has for the learner; empty where it says none. */
function ofLms(): string {
  if (core.session.kept !== 'lms') return '';
  const isOld = core.data.tracker === 'scorm12';
  const lms = connect(window, isOld ? 'API' : 'API_1484_11', isOld ? 'LMS' : '', {});
  const group = `cmi.${isOld ? 'student' : 'learner'}_preference`;
  return (lms?.elements(group)?.('language') && lms.get(`${group}.language`)) || '';
}

type Values = Record<string, unknown>;

/** Put values of another language in the place of those that are there, so that all who hold them have the new ones. */
function adopt(mine: Values, other: Values): void {
  for (const [key, value] of Object.entries(other)) {
    if (value && typeof value === 'object') adopt(mine[key] as Values, value as Values);
    else mine[key] = value;
  }
}

/** The course's data in another language. */
const dataIn = (folder: string) =>
  new Promise<CourseData>((resolve, reject) => {
    const script = el('script', {
      src: `${folder}course.js`,
      onload() {
        resolve(window.courseBuilderData);
        window.courseBuilderData = core.data;
        script.remove();
      },
      onerror() {
        script.remove();
        reject(new Error('course.js'));
      },
    });
    document.head.append(script);
  });

async function pageAt(address: string, screen: string): Promise<Document> {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  const found = new DOMParser().parseFromString(response.ok ? await response.text() : '', 'text/html');
  // An LMS whose session ended answers with its own page.
  if ($('#main', found)?.dataset.screen !== screen) throw new Error('not the page');
  return found;
}

let turn = 0;
let isRunning = false;

/** Go on in another language. */
async function show(link: HTMLAnchorElement, folder: string): Promise<void> {
  const mine = ++turn;
  let told: CourseData;
  let found: Document;
  let screen;
  $('#main')!.setAttribute('aria-busy', 'true');
  try {
    told = await dataIn(folder);
    do {
      screen = core.screen;
      found = await pageAt(folder + screen.href, screen.id);
      // Another page may have come meanwhile.
    } while (screen !== core.screen);
  } catch {
    if (mine !== turn) return;
    $('#main')!.removeAttribute('aria-busy');
    return core.notice(core.t('page.failed', { title: link.textContent! }), 'error', [core.t('page.retry'), () => void show(link, folder)]);
  }
  if (mine !== turn) return;
  isRunning = isAnswering();
  // A word that only the language before has must not be found.
  core.data.words = {};
  adopt(core.data as unknown as Values, told as unknown as Values);
  Object.assign(page, { lang: found.documentElement.lang, dir: found.documentElement.dir });
  history.replaceState(history.state, '', folder + screen.href);
  bar(found);
  // It comes again with the texts of the other language.
  delete core.search;
  await core.renew(found);
}

/** Everything outside of what is swapped with each page. */
function bar(found: Document): void {
  for (const selector of ['.skip', '.brand-title', 'header .bar-text']) {
    const others = $$(selector, found);
    $$(selector).forEach((one, at) => (one.textContent = others[at]!.textContent));
  }
  const others = $$('header [aria-label]', found);
  $$('header [aria-label]').forEach((one, at) => one.setAttribute('aria-label', others[at]!.getAttribute('aria-label')!));
  for (const one of links()) {
    if (one.hreflang === page.lang) one.setAttribute('aria-current', 'true');
    else one.removeAttribute('aria-current');
  }
  // The same state is told again, in other words.
  for (const one of $$('[data-save]')) delete one.dataset.told;
}

if (box) {
  const switcher = box;
  // Where each language stands, whichever page the address names later.
  const folders = new Map(links().map(({ href, hreflang }) => [hreflang, folderOf(href)]));
  const folder = () => folders.get(page.lang)!;

  /** The language that the learner chose; else the LMS's; else one of the browser's. */
  async function begin(): Promise<void> {
    const link = match([choice().read() || tagOf(ofLms()), ...navigator.languages]);
    if (link && link.hreflang !== page.lang) await show(link, folders.get(link.hreflang)!);
  }

  core.behaviour('languages', () => {
    for (const one of links()) one.href = folders.get(one.hreflang)! + core.screen.href;
    if (isRunning) goOn();
    isRunning = false;
    if (swaps) core.opening ??= begin();
  });

  listen(switcher, (link, event) => {
    if (!swaps) return core.session?.retry();
    // Before the session is open there is nothing to go on with.
    event.preventDefault();
    if (!core.session) return;
    choice().write(link.hreflang);
    switcher.open = false;
    const done = () => $('summary', switcher)!.focus();
    if (link.hreflang === page.lang) done();
    else void show(link, folders.get(link.hreflang)!).then(done);
  });

  // Who goes back to a page that was read in another language reads it in this one. It comes before the player does the same.
  addEventListener('popstate', () => {
    if (folderOf(location.href) === folder()) return;
    history.replaceState(history.state, '', folder() + location.pathname.split('/').pop() + location.hash);
  });
}
