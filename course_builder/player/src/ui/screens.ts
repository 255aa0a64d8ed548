// From screen to screen. Over http(s) the next page is fetched and swapped in, so that the LMS session lives on; from
// files, links are plain links; in the single file all screens are there and one is shown.

import type { PageData, QuestionData, ScreenData } from '../contract';
import type { Core, Setup } from './core';
import { $, $$, el } from './dom';

/** How long a page may take before the learner is told. */
const PATIENCE = 30_000;

interface Place {
  hash: string;
  /** Where the page was scrolled to, when coming back, and what had the focus. */
  top?: number;
  stop?: number;
  text?: string | null;
}

/** What the keyboard can be at, in its order. */
const stops = () => $$('a[href], button, input, select, textarea, summary');

export interface Screens {
  go(screen: ScreenData): void;
  /** Begin with the screen that the document is. */
  start(): void;
  /** Forget what was fetched ahead; show this newer page of the same screen. */
  renew(page?: Document): Promise<void>;
  /** Set a behaviour up that came after its screen. */
  late(setup: Setup): void;
  /** Let go of the screen; none comes after it. */
  stop(): void;
}

export function makeScreens(core: Core, setups: Map<string, Setup>, entered: (screen: ScreenData) => void): Screens {
  const { data, t } = core;
  const swaps = !data.single && /^http/.test(location.protocol) && self.origin !== 'null';
  const byId = (id: string | undefined) => data.screens.find((screen) => screen.id === id);
  const isReachable = (screen: ScreenData) => core.session.reachable(screen.id);
  const places = new Map<number, Place>();
  let clean: (() => void)[] = [];
  let root = $('[data-screen]')!;
  let entry = 0; // the history entry that is shown
  let entries = 0;
  let request = 0;
  let ahead: { href: string; page: Promise<Document> } | undefined;
  let stopped = false;
  const parts: Record<string, unknown> = {};
  let shown: PageData | undefined;

  function leave(): void {
    for (const stop of clean.splice(0)) stop();
    $('[data-notice]')?.remove();
  }

  function enter(element: HTMLElement, screen: ScreenData): void {
    root = element;
    core.screen = screen;
    const page: PageData = { questions: $$('[data-question-data]', root).map((one) => JSON.parse(one.textContent!) as QuestionData) };
    core.session.load(page.questions);
    shown = page;
    for (const setup of setups.values()) begin(setup);
    entered(screen);
    if (swaps) lookAhead();
  }

  function begin(setup: Setup): void {
    try {
      const stop = setup(root, shown!);
      if (stop) clean.push(stop);
    } catch (error) {
      // What one behaviour cannot do must not take the page, or the learner's progress, with it.
      console.error(error);
    }
  }

  /** Load the scripts and styles that a fetched page needs and this document has not yet, in their order. */
  async function fit(page: Document): Promise<void> {
    // By its file: what stands before that differs where another language has a folder of its own.
    const inHead = (within: ParentNode) => $$<HTMLLinkElement & HTMLScriptElement>('head [data-part]', within);
    const name = (one: HTMLLinkElement & HTMLScriptElement) => (one.src ?? one.href).split('/').pop()!;
    const here = inHead(document).map(name);
    // What the same page asked for when it was fetched ahead may still be on its way.
    await Promise.all(inHead(page).map((one) => parts[name(one)] ??= here.includes(name(one)) || new Promise((resolve, reject) => {
      const made = el(one.localName, { onload: resolve, onerror: () => (made.remove(), delete parts[name(one)], reject()) }) as HTMLScriptElement;
      for (const { name, value } of one.attributes) made.setAttribute(name, value);
      // Scripts that a script adds run as they come, unless told to keep their order.
      made.async = false;
      document.head.append(made);
    })));
  }

  /** Remember where the learner is, before the page goes. */
  function leaveTrace(): void {
    const active = document.activeElement as HTMLElement;
    places.set(entry, { hash: '', top: scrollY, stop: stops().indexOf(active), text: active?.textContent });
  }

  function place({ hash, top, stop, text }: Place): void {
    const heading = $('h1', root) ?? root;
    heading.tabIndex = -1;
    const before = stops()[stop ?? -1];
    // What changed meanwhile may have put something else there.
    (before && before.textContent === text ? before : heading).focus({ preventScroll: true });
    const target = hash && document.getElementById(hash);
    if (target && target !== root) target.scrollIntoView();
    else scrollTo(0, top ?? 0);
  }

  async function load(href: string): Promise<Document> {
    const response = await fetch(href, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error();
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  }

  function lookAhead(): void {
    const next = byId($('[data-next], [data-resume]')?.dataset.screenLink);
    if (!next || ahead?.href === next.href || !isReachable(next)) return;
    const fetchIt = () => {
      if (ahead?.href === next.href) return;
      const page = load(next.href).then(async (found) => (await fit(found), found));
      page.catch(() => (ahead = undefined));
      ahead = { href: next.href, page };
    };
    (window.requestIdleCallback ?? setTimeout)(fetchIt);
  }

  /** Fetch a screen and put it in the place of this one. `push`: as a new entry in the history. */
  async function open(screen: ScreenData, where: Place, push: boolean): Promise<void> {
    if (stopped) return;
    const mine = ++request;
    $('[data-notice]')?.remove();
    const main = $('#main')!;
    main.setAttribute('aria-busy', 'true');
    let page: Document;
    try {
      page = await (ahead?.href === screen.href ? ahead.page : load(screen.href));
      // An LMS whose session ended answers with its own page.
      if ($('#main', page)?.dataset.screen !== screen.id) throw new Error();
      await fit(page);
    } catch {
      if (mine !== request) return;
      ahead = undefined;
      main.removeAttribute('aria-busy');
      core.notice(t('page.failed', { title: screen.title }), 'error', [t('page.retry'), () => void open(screen, where, push)]);
      return;
    }
    if (mine !== request) return;
    if (push) {
      leaveTrace();
      entry = ++entries;
      remember('pushState', screen, screen.href + (where.hash && `#${where.hash}`));
    }
    show(page, screen);
    place(where);
  }

  function show(page: Document, screen: ScreenData): void {
    ahead = undefined;
    leave();
    document.title = page.title;
    const main = $('#main', page)!;
    const old = $('#main')!;
    // Or the browser lays the old page out once more, to take the focus from it.
    old.hidden = true;
    old.replaceWith(main);
    for (const part of $$('[data-swap]')) {
      const other = $(`[data-swap="${part.dataset.swap}"]`, page);
      if (other) part.replaceWith(other);
    }
    enter(main, screen);
  }

  function remember(method: 'pushState' | 'replaceState', screen: ScreenData, href?: string): void {
    try {
      history[method]({ screen: screen.id, entry }, '', href);
    } catch {
      // Frames without an address of their own have no history; the course goes on without.
    }
  }

  function locked(): void {
    core.notice(t('menu.locked-why'));
  }

  /** In the single file: show the screen that the address names. */
  function showNamed(moved: boolean): void {
    const hash = decodeURIComponent(location.hash.slice(1));
    core.unfold?.(hash);
    const target = hash ? document.getElementById(hash) : $('[data-screen]');
    // An address that names nothing here opens the start.
    const section = target?.closest<HTMLElement>('[data-screen]') ?? (moved ? null : $('[data-screen]'));
    const screen = byId(section?.dataset.screen);
    if (!section || !screen) return;
    if (!isReachable(screen)) {
      history.replaceState(null, '', core.screen.href);
      return locked();
    }
    for (const one of $$('[data-screen]')) one.hidden = one !== section;
    // Out of sight it was not laid out, and would cut off what stands out over its sides.
    section.style.contentVisibility = 'visible';
    document.title = section.dataset.title ?? document.title;
    if (section !== root || !moved) {
      leave();
      enter(section, screen);
      if (moved) place({ hash: target === section ? '' : hash });
      // Where the browser went by itself nothing of it stood yet.
      else if (hash) target!.scrollIntoView();
    } else target!.scrollIntoView();
  }

  function go(screen: ScreenData, hash = ''): void {
    if (data.single) location.hash = hash || screen.href;
    else if (!swaps) location.href = screen.href;
    else void open(screen, { hash }, true);
  }

  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-screen-link]');
    const screen = byId(link?.dataset.screenLink);
    if (!link?.href || !screen || event.defaultPrevented) return;
    if (!isReachable(screen)) {
      event.preventDefault();
      return locked();
    }
    // From files the next page is another window, which must find what this one did.
    if (!swaps) core.session.retry();
    if (!swaps || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const hash = decodeURIComponent(link.hash.slice(1));
    if (screen !== core.screen) go(screen, hash);
    else if (hash) location.hash = hash;
    else place({ hash });
  });

  return {
    go,
    async renew(page) {
      ahead = undefined;
      if (!page) return;
      // What is on its way was asked for in the place of what is shown now.
      request++;
      await fit(page);
      show(page, core.screen);
    },
    late(setup) {
      if (shown) begin(setup);
    },
    stop() {
      leave();
      stopped = true;
    },
    start() {
      if (data.single) {
        core.screen = data.screens[0]!;
        addEventListener('hashchange', () => showNamed(true));
        showNamed(false);
        if (!clean.length && root.dataset.screen !== core.screen.id) enter(root, core.screen);
        return;
      }
      if (swaps) {
        history.scrollRestoration = 'manual';
        remember('replaceState', byId(root.dataset.screen)!);
        addEventListener('popstate', (event) => {
          const state = event.state as { screen: string; entry: number } | null;
          const screen = byId(state?.screen);
          leaveTrace();
          // A fresh entry is a link inside the page.
          if (!state || !screen) {
            entry = ++entries;
            return remember('replaceState', core.screen);
          }
          entry = state.entry;
          const where = places.get(entry) ?? { hash: decodeURIComponent(location.hash.slice(1)) };
          if (screen === core.screen) scrollTo(0, where.top ?? 0);
          else void open(screen, where, false);
        });
      }
      enter(root, byId(root.dataset.screen)!);
    },
  };
}
