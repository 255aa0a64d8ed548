// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import { assessment, course } from './fake';
import { core, setups, show } from './setup';

beforeAll(async () => void (await import('../../src/parts/home')));

const $ = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const html = `<a data-resume data-screen-link="one" href="one.html">Start</a><p data-module-state="tea"></p><p data-module-state="other"></p>
  <p data-part-state="choose">Choose 1 of 2</p>`;

/** The start of a course of two pages and a quiz in the module `tea`, which is one of two to choose. */
function start(done: string[], own = {}) {
  const data = course([], { assessments: [assessment()], parts: [{ id: 'choose', title: 'Choose', modules: ['tea', 'other'], required: 1 }] });
  for (const screen of data.screens) if (screen.slot >= 0) screen.module = 'tea';
  const made = show(html, data, [], [], { done: (id) => done.includes(id), progress: () => done.length / 3, ...own });
  core.screen = data.screens[0]!;
  core.last = undefined;
  return { ...made, data, told: () => (setups.get('home')!(made.root, { questions: [] }), [...document.querySelectorAll('p')].map((one) => one.textContent)) };
}

test('before anything is begun nothing is said', () => {
  expect(start([]).told()).toEqual(['', '', 'Choose 1 of 2']);
});

test('each module says its pages and its quiz, and when all is done', () => {
  const done = ['two'];
  const { attempt, told } = start(done);
  expect(told()).toEqual(['1 of 2 pages', 'Not begun', 'Choose 1 of 2']);
  Object.assign(attempt, { best: 72.6 });
  expect(told()[0]).toBe('1 of 2 pages · Quiz: 72%');
  Object.assign(attempt, { best: 90, passed: true });
  expect(told()[0]).toBe('1 of 2 pages · Quiz passed');
  done.push('one', 'quiz/one');
  expect(told()).toEqual(['Passed', 'Not begun', 'Done']);
  expect($('[data-part-state]').dataset.state).toBe('done');
});

test('a module that is not open yet says so', () => {
  expect(start(['one'], { done: () => false, progress: () => 0.1, reachable: () => false }).told()[0]).toBe('Locked');
});

test('the button names the page that it leads to, and the time left where an author gave one', () => {
  const { data, told } = start([]);
  core.last = data.screens[2];
  told();
  expect($('[data-resume]').textContent).toBe('Continue: two');
  expect($('[data-resume]').getAttribute('href')).toBe('two.html');
  core.last = { ...data.screens[2]!, left: 12 };
  told();
  expect($('[data-resume]').textContent).toBe('Continue: two, about 12 min left');
});
