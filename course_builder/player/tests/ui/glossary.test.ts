// @vitest-environment happy-dom
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { course } from './fake';
import { show } from './setup';

beforeAll(async () => void (await import('../../src/parts/glossary')));

const $ = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const press = (name: string) => $(`[data-cards-${name}]`).click();
const term = () => $('[data-cards-term]').textContent!.trim();
const glossary = (count: number) => `<div data-glossary><dl>${['A', 'B', 'C'].slice(0, count)
  .map((name) => `<div id="term-${name}"><dt><dfn>${name}</dfn></dt><dd><p id="m-${name}">Means <b>${name}</b></p></dd></div>`).join('')}</dl></div>`;

let stop: () => void;
beforeEach(() => void ({ stop } = show(glossary(3), course([]), [], ['glossary'])));

test('cards ask for each term until it is known', () => {
  press('begin');
  expect([$('dl').hidden, $('[data-cards-place]').textContent, $('[data-cards-meaning]')]).toEqual([true, 'Known: 0 of 3', null]);
  const first = term();
  press('show');
  expect($('[data-cards-meaning]').innerHTML.trim()).toContain(`Means <b>${first}</b>`);
  expect(document.activeElement).toBe($('[data-cards-meaning]'));
  expect(document.querySelectorAll(`#m-${first}`).length).toBe(1);
  press('unknown');
  const asked = [first];
  for (let n = 0; n < 2; n++) {
    asked.push(term());
    press('show');
    press('known');
  }
  expect(new Set(asked).size).toBe(3);
  // What was not known comes again.
  expect([term(), $('[data-cards-place]').textContent]).toEqual([first, 'Known: 2 of 3']);
  press('show');
  press('known');
  expect(term()).toBe('You knew all of them.');
  press('end');
  expect([$('dl').hidden, $('[data-cards]').hidden, document.activeElement]).toEqual([false, true, $('[data-cards-begin]')]);
});

test('leaving the page brings the list back', () => {
  press('begin');
  stop();
  expect([$('dl').hidden, $('[data-cards]'), $('[data-cards-begin]')]).toEqual([false, null, null]);
});

test('two terms are no pack of cards', () => {
  show(glossary(2), course([]), [], ['glossary']);
  expect($('[data-cards-begin]')).toBeNull();
});
