// Putting a newer page in the place of the one that is shown: same place, same answers, same focus.

const KEY = 'course-builder:preview-place';

/** What the page that is shown is like, as far as we know: the player changes pages by itself. A video that plays goes on. */
let known = { path: location.pathname, page: stateOf(document).page };

const player = () => window.courseBuilder;

/**
 * Fetch the page that is shown, and show what is new in it. Pages share what they are started with (`structure`): where
 * that changed, the page is started again. Gives the state that the page is from; null where there is nothing to show now,
 * and then what is shown stays; `reloading` where the page starts again.
 */
export async function swap(structure) {
  let response, text;
  try {
    response = await fetch(location.pathname, { cache: 'no-store' });
    text = await response.text();
  } catch {
    return null; // the server was ended; it tells us when it is back
  }
  const here = document.querySelector('#main[data-screen]');
  if (!response.ok) {
    if (here) return null;
    // There was no page of the course before either.
    return replaceNotice(new DOMParser().parseFromString(text, 'text/html'));
  }
  const page = new DOMParser().parseFromString(text, 'text/html');
  const state = stateOf(page);
  const there = page.querySelector('#main[data-screen]');
  if (!here || !there) return start();
  if (state.structure !== structure || !player()?.renew) return start();
  const same = known.path === location.pathname && known.page === state.page;
  // The author may have gone on to another page meanwhile, which is newer anyway.
  const gone = there.dataset.screen !== document.querySelector('#main').dataset.screen;
  if (!gone) known = { path: location.pathname, page: state.page };
  if (gone || same) player().renew();
  else {
    const place = remember();
    await player().renew(page);
    recall(place);
  }
  return state;
}

/** What a page says of the state that it is from. */
export function stateOf(page) {
  return JSON.parse(page.querySelector('script[data-state]').dataset.state);
}

function start() {
  sessionStorage.setItem(KEY, JSON.stringify({ ...remember(), path: location.pathname }));
  location.reload();
  return 'reloading';
}

/** After a new start: back to where the page was. */
export function restorePlace() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!kept) return;
  const place = JSON.parse(kept);
  if (place.path !== location.pathname) return;
  // Pictures that are not there yet would let the page be too short.
  recall(place);
  if (document.readyState !== 'complete') addEventListener('load', () => scrollTo(0, place.top), { once: true });
}

/** How a control can be found again in the next page. */
function nameOf(element) {
  if (!element || element === document.body) return '';
  if (element.id) return `#${CSS.escape(element.id)}`;
  const main = element.closest('#main');
  if (!main) return '';
  const { name, value, type } = element;
  if (name) return `#main [name="${CSS.escape(name)}"]${/^(radio|checkbox)$/.test(type) ? `[value="${CSS.escape(value)}"]` : ''}`;
  return '';
}

function remember() {
  const focused = document.activeElement;
  const place = { top: scrollY, focus: nameOf(focused), selection: null, opened: [] };
  try {
    if (focused?.selectionStart != null) place.selection = [focused.selectionStart, focused.selectionEnd];
  } catch {}
  place.opened = [...document.querySelectorAll('#main details')].map((one) => one.open);
  return place;
}

function recall(place) {
  const details = [...document.querySelectorAll('#main details')];
  if (details.length === place.opened.length) details.forEach((one, index) => (one.open = place.opened[index]));
  const focused = place.focus && document.querySelector(place.focus);
  if (focused) {
    focused.focus({ preventScroll: true });
    if (place.selection) focused.setSelectionRange?.(...place.selection);
  }
  scrollTo(0, place.top);
}

function replaceNotice(page) {
  const main = page.querySelector('[data-preview-notice]');
  document.title = page.title;
  if (main) document.querySelector('[data-preview-notice]')?.replaceWith(document.importNode(main, true));
  return stateOf(page);
}

/** A new style sheet takes the old one's place only when it is there, so that nothing is ever shown without. */
export function swapStyle(version) {
  const old = [...document.querySelectorAll('link[rel=stylesheet]')].filter((one) => new URL(one.href).pathname.endsWith('/style.css'));
  const last = old.at(-1);
  if (!last) return;
  const link = last.cloneNode();
  link.href = `${last.getAttribute('href').split('?')[0]}?${version}`;
  link.onload = () => {
    for (const one of old) one.remove();
    document.documentElement.dataset.previewStyle = version;
  };
  link.onerror = () => link.remove();
  last.after(link);
}
