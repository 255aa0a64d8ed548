// A page with a question or quiz in it, and the registry as the core makes it, without the core's start.

import type { CourseData, PageData, QuestionData } from '../../src/contract';
import { score, scorePart } from '../../src/engine/scoring';
import type { Session } from '../../src/session';
import type { Core, Setup } from '../../src/ui/core';
import { $, $$, arrange, copy, el, focusOn, unseen } from '../../src/ui/dom';
import { makeLive } from '../../src/ui/live';
import { makeWords } from '../../src/ui/words';
import { fakeSession } from './fake';

export const setups = new Map<string, Setup>();

export const core = {
  $, $$, arrange, copy, el, focusOn, unseen, scorePart,
  scoreQuestion: (question, responses) => score(question, responses, 0),
  controls: {},
  behaviour: (name, setup) => void setups.set(name, setup),
  interaction: (type, make) => void (core.controls[type] = make),
  refresh: () => {},
} as Core;
window.courseBuilder = core;

/** Put `html` into the page, and set the behaviours of these names up in it. */
export function show(html: string, data: CourseData, questions: QuestionData[], names: string[], own: Partial<Session> = {}) {
  document.body.innerHTML = `<main id="main" data-screen="one">${html}</main>`;
  const fake = fakeSession(data, questions, own);
  Object.assign(core, { data, session: fake.session, screen: data.screens[1], ...makeWords(data) });
  Object.assign(core, makeLive(core));
  const root = $('#main')!;
  const page: PageData = { questions };
  const stops = names.map((name) => setups.get(name)!(root, page));
  return { ...fake, root, stop: () => stops.forEach((stop) => stop?.()) };
}

export const tick = (input: HTMLInputElement, checked = true): void => {
  input.checked = checked;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

export const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string): void => {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

export const pick = (menu: HTMLSelectElement, value: string): void => {
  menu.value = value;
  menu.dispatchEvent(new Event('change', { bubbles: true }));
};

export const submit = (form: Element): boolean => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

export const last = <T>(list: T[]): T => list[list.length - 1]!;
