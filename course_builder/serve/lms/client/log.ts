// The calls as they come: readable, filtered, with a word on each that a strict LMS would not take.

import { $, el, unseen } from '../../../player/src/ui/dom';
import type { Call } from './data';
import { decoded } from './decode';

/** Older calls than these leave the list. */
const MOST = 3000;
const LONG = 160;

export interface Log {
  add(call: Call): void;
  /** A line between two launches. */
  divide(text: string): void;
}

export function makeLog(root: HTMLElement): Log {
  const list = $('[data-calls]', root)!;
  const scroller = list.parentElement!;
  const text = $<HTMLInputElement>('[data-filter-text]', root)!;
  const kind = $<HTMLSelectElement>('[data-filter-kind]', root)!;
  const pause = $('[data-pause]', root)!;
  const count = $('[data-count]', root)!;
  let calls: { call: Call | string; line: HTMLElement }[] = [];
  let held: HTMLElement[] = [];
  let isPaused = false;
  let number = 0;
  let drawing = 0;

  const isShown = (call: Call | string): boolean => {
    if (typeof call === 'string') return !text.value && !kind.value;
    if (kind.value && kind.value !== (kind.value === 'problem' ? (call.problems.length ? 'problem' : '') : call.kind)) return false;
    return !text.value || asText(call).toLowerCase().includes(text.value.toLowerCase());
  };

  /** Many calls come at once; they are counted and scrolled to once. */
  function draw(): void {
    drawing ||= requestAnimationFrame(() => {
      drawing = 0;
      const real = calls.flatMap(({ call }) => (typeof call === 'string' ? [] : [call]));
      const wrong = real.filter((one) => one.problems.length).length;
      count.textContent = `${real.length} ${real.length === 1 ? 'call' : 'calls'}, ${wrong || 'no'} ${wrong === 1 ? 'error' : 'errors'}${held.length ? `; ${held.length} more while paused` : ''}`;
      if (!isPaused) scroller.scrollTop = scroller.scrollHeight;
    });
  }

  function put(call: Call | string, line: HTMLElement): void {
    calls.push({ call, line });
    line.hidden = !isShown(call);
    for (const old of calls.splice(0, Math.max(0, calls.length - MOST))) old.line.remove();
    if (isPaused) held.push(line);
    else list.append(line);
    draw();
  }

  const filter = () => {
    for (const { call, line } of calls) line.hidden = !isShown(call);
    draw();
  };
  text.addEventListener('input', filter);
  kind.addEventListener('change', filter);
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', String(isPaused));
    if (!isPaused) list.append(...held.splice(0));
    draw();
  });
  $('[data-clear]', root)!.addEventListener('click', () => {
    calls = [];
    held = [];
    list.replaceChildren();
    draw();
  });
  const copy = $('[data-copy]', root)!;
  copy.addEventListener('click', () => {
    const shown = calls.filter(({ line }) => !line.hidden).map(({ call }) => (typeof call === 'string' ? `# ${call}` : asText(call)));
    void navigator.clipboard.writeText(`${shown.join('\n')}\n`).then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'The browser refuses to copy'),
    );
    setTimeout(() => (copy.textContent = 'Copy'), 2000);
  });
  draw();

  return {
    add: (call) => put({ ...call, number: ++number }, lineOf({ ...call, number })),
    divide: (words) => put(words, el('li', { class: 'divide' }, words)),
  };
}

/** One call in one line, for filtering and copying. */
function asText({ number, at, method, element, value, result, problems, note }: Call): string {
  const what = element ? ` ${element}${method === 'SetValue' ? ` = ${JSON.stringify(value)}` : ''}` : '';
  const told = problems.length ? ` | Error: ${problems.join('; ')}` : '';
  return `${number}\t${at.toISOString().slice(11, 23)}\t${method}${what} → ${result}${told}${note && ` | ${note}`}`;
}

function lineOf({ number, at, kind, method, element, value, result, problems, note }: Call): HTMLElement {
  const meaning = decoded(element, value);
  return el(
    'li',
    { 'data-kind': kind, 'data-method': method, 'data-element': element, 'data-wrong': !!problems.length },
    el('span', { class: 'number', title: at.toLocaleTimeString() }, String(number)),
    el(
      'div',
      {},
      el('b', {}, method),
      element && el('code', {}, ` ${element}`),
      method === 'SetValue' && ' = ',
      method === 'SetValue' && shortened(value),
      el('span', { class: 'result' }, unseen(' returned '), ' → ', method === 'GetValue' ? shortened(result) : result || '""'),
      meaning && el('span', { class: 'meaning' }, ` ${meaning}`),
      note && el('p', { class: 'note' }, note),
      ...problems.map((one) => el('p', { class: 'problem' }, el('strong', {}, 'Error'), ` ${one}`)),
    ),
  );
}

/** A value; a long one opens. */
function shortened(value: string): HTMLElement {
  if (value.length <= LONG) return el('code', { class: 'value' }, value || '""');
  return el('details', { class: 'value' }, el('summary', {}, el('code', {}, `${value.slice(0, LONG)}…`)), el('code', {}, value));
}
