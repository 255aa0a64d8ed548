// What is wrong with the course, over the open page: a list that comes with an error and goes when it is mended. It stands
// in a shadow tree, so that the course's style sheet and it never meet.

const MOST = 200;

let root;
let edit;
let problems = [];
let counts = { errors: 0, warnings: 0, problems: null };
/** Set by the author; null: open when there is an error. */
let open = null;

const $ = (selector) => root.querySelector(selector);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element[name] = value;
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== ''));
  return element;
}

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

/**
 * Put the overlay into the page.
 * @param lms whether the preview has an LMS to try the course in
 * @param framed whether the page stands in a frame of the preview
 * @param openPlace called with a problem whose source the author wants to open
 */
export function startOverlay({ lms, framed, openPlace }) {
  edit = openPlace;
  const host = document.createElement('course-builder-preview');
  root = host.attachShadow({ mode: 'open' });
  root.append(
    el('link', { rel: 'stylesheet', href: '/-/overlay.css' }),
    el('aside', { class: 'corner', 'aria-label': 'Preview' },
      el('button', { type: 'button', class: 'count', 'aria-expanded': 'false', 'aria-controls': 'list', onclick: () => toggle() }, 'Preview'),
      framed ? '' : el('a', { href: '/-/view', class: 'tool', onclick: (event) => (event.currentTarget.href = `/-/view#${location.pathname}`) }, 'See it as they do'),
      lms && !framed ? el('a', { href: '/lms/', class: 'tool' }, 'Try it in an LMS') : ''),
    el('section', { id: 'list', hidden: true, tabindex: '-1', 'aria-labelledby': 'heading' },
      el('header', {},
        el('h2', { id: 'heading' }, ''),
        el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => toggle(false) }, '×')),
      el('div', { class: 'problems' })),
    el('p', { class: 'said', role: 'status' }),
    el('p', { class: 'ended', role: 'status' }),
    el('p', { class: 'unseen', role: 'status' }),
  );
  document.body.append(host);
  document.addEventListener('keydown', (event) => {
    // A dialog or menu of the course that is open takes Escape for itself.
    if (event.key === 'Escape' && !$('#list').hidden && !document.querySelector('dialog[open], [data-menu][data-open]')) toggle(false);
  });
}

/** Show what a state says of problems; they are fetched when they are others than before. */
export async function showProblems(state) {
  const before = counts;
  counts = { errors: state.errors, warnings: state.warnings, problems: state.problems, checked: state.checked };
  if (counts.problems !== before.problems) {
    try {
      problems = counts.problems ? (await (await fetch('/-/problems')).json()).problems : [];
    } catch {
      return; // the server was ended
    }
    const [errors, old] = [problems.filter((one) => one.severity === 'error').length, before.errors];
    // A list that was closed opens again only for an error that is new.
    if (errors > old || !errors) open = null;
    paintList();
    const said = errors || problems.length ? `The course has ${summary()}` : before.problems ? 'Everything is mended' : '';
    if (said) $('.unseen').textContent = said;
  }
  paint();
}

const summary = () =>
  [counts.errors && plural(counts.errors, 'error'), counts.warnings && plural(counts.warnings, 'warning')].filter(Boolean).join(', ') || 'no mistakes';

const isOpen = () => (problems.length ? open ?? counts.errors > 0 : open === true);

function toggle(to = !isOpen()) {
  open = to;
  paint();
  if (to) $('#list').focus();
  else $('.count').focus();
}

function paint() {
  const kind = counts.errors ? 'error' : counts.warnings ? 'warning' : 'fine';
  const button = $('.count');
  button.dataset.kind = kind;
  button.dataset.checked = String(counts.checked);
  button.textContent = summary();
  button.setAttribute('aria-expanded', String(isOpen()));
  $('#heading').textContent = `This course has ${summary()}`;
  $('#list').hidden = !isOpen();
  root.host.dataset.kind = kind;
}

function paintList() {
  const groups = [['error', 'Errors'], ['warning', 'Warnings']].map(([severity, title]) => {
    const found = problems.filter((one) => one.severity === severity);
    if (!found.length) return '';
    const list = el('ul', {}, ...found.slice(0, MOST).map(item));
    const more = found.length > MOST ? el('p', {}, `… and ${found.length - MOST} more.`) : '';
    // Warnings can wait; errors are what the author came for.
    if (severity === 'error') return el('div', { class: 'group' }, el('h3', {}, title), list, more);
    return el('details', { class: 'group', open: counts.errors === 0 }, el('summary', {}, `${title} (${found.length})`), list, more);
  });
  $('.problems').replaceChildren(...groups.filter(Boolean));
}

function item(one) {
  const place = one.file ? `${one.file}:${one.line}:${one.column}` : '';
  const source = one.source.trim() ? el('pre', {}, marked(one)) : '';
  return el('li', { 'data-severity': one.severity },
    el('p', { class: 'what' }, el('strong', {}, one.message), ' ', el('code', {}, one.code)),
    source,
    one.hint ? el('p', { class: 'hint' }, one.hint) : '',
    place ? el('button', { type: 'button', class: 'place', 'aria-label': `Open ${place}`, onclick: () => edit(one) }, place) : '');
}

/** The source line with what is meant marked in it. */
function marked({ line, column, length, source }) {
  const start = column - 1;
  const end = Math.min(source.length, start + length);
  return el('code', {}, el('span', { class: 'number' }, `${line} `), source.slice(0, start), el('mark', {}, source.slice(start, end)), source.slice(end));
}

let hiding;

/** Say something for a moment. */
export function say(text) {
  const said = $('.said');
  said.textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => (said.textContent = ''), 5000);
}

/** Say that nothing is followed any more, until the preview is started again. */
export function sayEnded(ended) {
  $('.ended').textContent = ended ? 'The preview has ended' : '';
}
