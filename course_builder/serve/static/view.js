// The course as others see it: on their screens, in their colours, without scripts, on paper, over a slow network.
//
// Every choice acts on the real page in a frame, so nothing here imitates what the page does. Only paper is shown by the style
// sheet for print on a sheet's width; where pages break is for the browser's own print preview to say, which is one click away.

import { printed } from './paper.js';

/** Width of what A4 leaves between the usual margins, at 96 pixels an inch. */
const SHEET = 643;

const place = document.querySelector('.frame');
const said = document.querySelector('[role=status]');
const chosen = (name) => document.querySelector(`[name=${name}]:checked`)?.value ?? '';

let frame;
let loaded = '';

/** The page of the course that is shown, without what stands before it for a slow network. */
function here() {
  let path;
  try {
    path = frame?.contentWindow.location.pathname;
  } catch {}
  path = (path ?? decodeURIComponent(location.hash.slice(1))).replace(/^\/slow/, '');
  return path.startsWith('/course/') ? path : '/course/index.html';
}

/** What can only be chosen before a page is loaded. */
const manner = () => (chosen('plain') ? 'plain ' : '') + (chosen('slow') ? 'slow' : '');

function load() {
  const path = here();
  loaded = manner();
  const next = document.createElement('iframe');
  next.title = 'The course';
  // Without allow-scripts none runs; the same origin lets us choose its colours from outside.
  if (chosen('plain')) next.sandbox = 'allow-same-origin';
  next.src = (chosen('slow') ? '/slow' : '') + path;
  next.onload = () => {
    dress();
    history.replaceState(null, '', `#${here()}`);
  };
  place.replaceChildren(next);
  frame = next;
}

/** Dress the page that is in the frame. */
function dress() {
  place.style.width = `${chosen('print') ? SHEET : chosen('width')}px`;
  const page = frame.contentDocument;
  const root = page?.documentElement;
  if (!root?.dataset) return;
  // Paper is white, whatever the screen is.
  const theme = chosen('print') ? 'light' : chosen('theme');
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  root.dataset.viewDir ??= root.dir || 'ltr';
  root.dir = chosen('rtl') ? 'rtl' : root.dataset.viewDir;
  printed(page, chosen('print') !== '');
}

function change() {
  if (manner() !== loaded) load();
  else dress();
  const names = [...document.querySelectorAll(':checked')].map((one) => one.parentElement.textContent.trim());
  said.textContent = names.join(', ');
}

document.addEventListener('change', change);
// The player goes from page to page without loading any: where it is now is known when it is asked.
document.querySelector('[data-leave]').onclick = (event) => (event.currentTarget.href = here());
document.querySelector('[data-paper]').onclick = () => {
  // A page whose scripts are off cannot open the dialog itself, but its window can.
  frame.contentWindow.focus();
  frame.contentWindow.print();
};
// A page with scripts follows changes by itself, but dresses anew when its style sheet is swapped.
new EventSource('/-/events').onmessage = (() => {
  let known = '';
  return (event) => {
    const { version, style } = JSON.parse(event.data);
    const now = `${version} ${style}`;
    if (known && known !== now && chosen('plain')) load();
    known = now;
  };
})();

place.style.width = `${chosen('width')}px`;
load();
