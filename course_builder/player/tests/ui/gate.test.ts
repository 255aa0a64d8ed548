// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import { course } from './fake';
import { show } from './setup';

beforeAll(async () => void (await import('../../src/behaviours/gate')));

const html = `<p>Before</p><div data-gate><button hidden>Go on</button></div><p id="after">After</p>
  <div data-gate><button hidden>Further</button></div><p>End</p><a data-next data-screen-link="two" href="two.html">Next</a>`;
const next = () => document.querySelector<HTMLElement>('[data-next]')!;

test('the way on is away until every gate is open', () => {
  show(html, course([], { single: true }), [], ['gate']);
  const buttons = [...document.querySelectorAll('button')];
  expect(next().hidden).toBe(true);
  expect(document.querySelector<HTMLElement>('#after')!.hidden).toBe(true);
  buttons[0]!.click();
  expect([next().hidden, document.querySelector<HTMLElement>('#after')!.hidden]).toEqual([true, false]);
  buttons[1]!.click();
  expect(next().hidden).toBe(false);
});

test('a page without gates leads on', () => {
  show('<a data-next data-screen-link="two" href="two.html">Next</a>', course([]), [], ['gate']);
  expect(next().hidden).toBe(false);
});
