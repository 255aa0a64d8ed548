// The preview's own script in every page: hears of changes, and puts what is new into the open page.

import { openSource } from './editor.js';
import { say, sayEnded, showProblems, startOverlay } from './overlay.js';
import { restorePlace, stateOf, swap, swapStyle } from './swap.js';

let shown = stateOf(document);
let newest = shown;
let busy = false;

const edit = (place) => openSource(place, say);

/** Say in the page which version it shows, for whoever waits for it. */
function tell() {
  document.documentElement.dataset.previewVersion = shown.version;
}

/** Get the page up to date. Changes that come meanwhile are found when it is done. */
async function follow() {
  if (busy) return;
  busy = true;
  try {
    while (newest.version !== shown.version) {
      const target = newest;
      const state = await swap(shown.structure);
      if (state === 'reloading') return;
      if (state) {
        shown = { ...shown, version: state.version, structure: state.structure };
        tell();
      } else if (newest === target) return; // without its style sheet too, which may have lost what the page needs
    }
    if (newest.style && newest.style !== shown.style) {
      if (shown.style) swapStyle(newest.style);
      shown.style = newest.style;
    }
  } finally {
    busy = false;
  }
}

function hear(state) {
  newest = { ...shown, ...state };
  void showProblems(newest);
  void follow();
}

/** A hidden page needs no news, and a browser keeps few connections open to one server. */
const PATIENCE = 3000;
let source;
let ending;
function listen() {
  if (document.visibilityState === 'hidden') {
    source?.close();
    source = undefined;
  } else if (!source) {
    source = new EventSource('/-/events');
    source.onmessage = (event) => hear(JSON.parse(event.data));
    // It says so itself, unless it was killed. The browser goes on asking, in case it is started again.
    source.addEventListener('ended', () => sayEnded(true));
    source.onerror = () => (ending ??= setTimeout(() => sayEnded(true), PATIENCE));
    source.onopen = () => {
      clearTimeout(ending);
      ending = undefined;
      sayEnded(false);
    };
  }
}

/** A mark beside the page's title opens its source. */
function markTitle() {
  const heading = document.querySelector('[data-screen]:not([hidden]) h1');
  const screen = heading?.closest('[data-screen]').dataset.screen;
  if (!heading || heading.querySelector('course-builder-edit')) return;
  const mark = document.createElement('course-builder-edit');
  const root = mark.attachShadow({ mode: 'open' });
  root.innerHTML = `<style>
    :host { display: block; height: 0; margin: 0; position: relative; }
    button { position: absolute; inset-inline-end: 0; bottom: 0.4em; font: 0.8rem/1.4 system-ui, sans-serif; padding: 0.2em 0.7em; min-height: 24px; border-radius: 1em; cursor: pointer; color: inherit; background: none; border: 1px solid currentColor; opacity: 0.75; }
    button::before { content: 'Edit'; } /* it is no word of the heading */
    button:hover, button:focus-visible { opacity: 1; }
    @media print { :host { display: none; } }
  </style><button type="button"></button>`;
  const button = root.querySelector('button');
  button.setAttribute('aria-label', 'Edit this page');
  button.onclick = () => edit({ page: screen });
  // Inside the heading, and without height: styles go by what stands behind what, and the page is shown as it is built.
  heading.append(mark);
}

/** Beside the languages: the page text by text beside its translation. */
function addSideBySide() {
  const list = document.querySelector('[data-languages] ul');
  if (!list) return;
  const link = Object.assign(document.createElement('a'), { href: '/-/texts', textContent: 'Side by side', lang: 'en' });
  link.onclick = () => (link.href = `/-/texts#${location.pathname}`);
  const item = document.createElement('li');
  item.append(link);
  list.append(item);
}

startOverlay({ lms: shown.lms, framed: parent !== window, openPlace: edit });
showProblems(shown);
restorePlace();
markTitle();
addSideBySide();
new MutationObserver(markTitle).observe(document.body, { childList: true, subtree: true });
tell();
document.addEventListener('visibilitychange', listen);
listen();
