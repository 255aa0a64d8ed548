// A page of the course beside its translation, text by text. It follows every save; a click leads to the line to mend.

import { openSource } from './editor.js';

const STATES = { translated: 'Translated', stale: 'Out of date', wrong: 'Has a mistake, and is not shown', missing: 'Not translated' };
const SHOWN = 3000;

const $ = (selector) => document.querySelector(selector);
const list = $('ol');
const onlyToDo = $('[name=todo]');
const said = $('.said');

let found;
let timer;

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function say(text) {
  said.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (said.textContent = ''), SHOWN);
}

/** The file of the page that is looked at, with its language: `fr/education.html`. */
const here = () => decodeURIComponent(location.hash.slice(1)).replace(/^\/course\//, '') || 'index.html';

const spoken = ({ language, dir }, text) => el('p', { class: 'text', lang: language, dir }, text);

function column(language, text, none) {
  const body = text ? spoken(language, text) : el('p', { class: 'none' }, el('bdi', {}, none));
  return el('div', { dir: language.dir }, el('h3', {}, el('bdi', { lang: language.language }, language.name)), body);
}

function row(one) {
  const other = found.languages.find(({ language }) => language === found.language);
  const place = el('button', { type: 'button', class: 'place' }, `${one.file}:${one.line}`);
  place.onclick = () => openSource({ file: one.file, line: one.line, column: 1 }, say);
  const item = el('li', { 'data-state': one.state, 'data-key': `${one.context} ${one.text}` },
    el('p', { class: 'about' }, el('span', { class: 'state' }, STATES[one.state]), el('span', {}, one.context), place),
    el('div', { class: 'both' }, column(found.source, one.text), column(other, one.wording, 'There is none yet.')));
  if (one.was) item.append(el('details', {}, el('summary', {}, 'What it was translated from'), spoken(found.source, one.was)));
  if (one.why) item.append(el('p', { class: 'why' }, one.why));
  return item;
}

function show() {
  const texts = found.texts.filter(({ state }) => !onlyToDo.checked || state !== 'translated');
  const toDo = found.texts.filter(({ state }) => state !== 'translated').length;
  // What has the focus, and what is open, stays so.
  const keyOf = (element) => element?.closest('li')?.dataset.key;
  const focused = keyOf(document.activeElement);
  const opened = [...document.querySelectorAll('details[open]')].map(keyOf);
  list.replaceChildren(...texts.map(row));
  for (const item of list.children) {
    const { key } = item.dataset;
    if (opened.includes(key)) item.querySelector('details')?.setAttribute('open', '');
    if (key === focused) item.querySelector('.place').focus({ preventScroll: true });
  }
  $('h2').replaceChildren(el('bdi', { lang: found.source.language }, found.title));
  $('.count').textContent = found.wrong || (found.texts.length ? `${found.texts.length} texts, ${toDo} to do` : 'This page has no texts of its own.');
  document.title = `${found.title} – side by side`;
}

function showLanguages() {
  const [legend] = $('[data-languages]').children;
  const chosen = (one) => el('label', {}, Object.assign(el('input', { type: 'radio', name: 'language', value: one.folder }), {
    checked: one.language === found.language,
  }), el('bdi', { lang: one.language }, one.name));
  $('[data-languages]').replaceChildren(legend, ...found.languages.map(chosen));
}

async function load() {
  try {
    const response = await fetch(`/-/texts/${here()}`, { cache: 'no-store' });
    const next = response.ok ? await response.json() : null;
    if (!next) return void ($('.count').textContent = 'This page has no translation.');
    const isNew = JSON.stringify([next.languages, next.language]) !== JSON.stringify([found?.languages, found?.language]);
    found = next;
    if (isNew) showLanguages();
    show();
  } catch {} // the server was ended; it tells us when it is back
}

$('[data-languages]').addEventListener('change', (event) => {
  found.language = found.languages.find(({ folder }) => folder === event.target.value).language;
  history.replaceState(null, '', `#/course/${event.target.value}${found.page}`);
  void load();
});
onlyToDo.addEventListener('change', show);
addEventListener('hashchange', load);
$('[data-leave]').onclick = (event) => (event.currentTarget.href = `/course/${here()}`);

let known;
new EventSource('/-/events').onmessage = (event) => {
  const { version } = JSON.parse(event.data);
  if (version !== known) void load();
  known = version;
};
