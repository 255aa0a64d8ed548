// What an attempt came to, in words: points, what they are of, and which pages to read again.

import type { AssessmentData, QuestionData } from '../contract';
import type { Child } from '../ui/dom';
import type { Core } from '../ui/core';

/** A sum of points; `of` is what was to be had. */
interface Points {
  got: number;
  of: number;
}

/** Something that questions are about, an objective or a module, and the screens that teach what of it went wrong. */
interface Goal {
  text: string;
  questions: string[];
  again: string[];
}

/** The questions that count for an attempt and do not have all their points. */
export const wrongOnes = ({ session }: Core, counted: readonly string[]): string[] =>
  counted.filter((id) => (session.answer(id)?.score ?? 0) < 1);

export function pointsOf({ data, session }: Core, counted: readonly string[]): Points {
  const sum = { got: 0, of: 0 };
  for (const id of counted) {
    const { points } = data.questions[id]!;
    sum.of += points;
    sum.got += points * (session.answer(id)?.score ?? 0);
  }
  return sum;
}

/** Points are rounded down, as scores are. */
export const rounded = (points: number): number => Math.floor(points * 10 + 1e-6) / 10;

const inPoints = ({ n }: Core, { got, of }: Points): string => n('quiz.points', of, { points: rounded(got) });

/** What the template names, each with those of the attempt's questions that are about it. */
function goalsOf(core: Core, box: HTMLElement, questions: readonly QuestionData[], counted: readonly string[]): Goal[] {
  const goals = new Map<string, Goal>();
  const words = (text = '') => text.split(' ').filter(Boolean);
  for (const one of core.$$('[data-goal]', core.$<HTMLTemplateElement>('template[data-goals]', box)?.content ?? box)) {
    const text = one.textContent!;
    const names = words(one.dataset.goal);
    const about = questions
      .filter(({ id, objectives }) => counted.includes(id) && (names.length ? names.some((name) => objectives.includes(name)) : !objectives.length))
      .map(({ id }) => id);
    if (!about.length) continue;
    const goal = goals.get(text) ?? { text, questions: [], again: [] };
    goal.questions = [...new Set([...goal.questions, ...about])];
    if (wrongOnes(core, about).length) goal.again.push(...words(one.dataset.pages));
    goals.set(text, goal);
  }
  return [...goals.values()];
}

/** A table of points by objective or by module, with the pages to read again. */
export function pointsTable(core: Core, box: HTMLElement, questions: readonly QuestionData[], counted: readonly string[]): Child[] {
  const { data, el, t } = core;
  const goals = goalsOf(core, box, questions, counted);
  const again = (ids: string[]): Child => {
    const screens = data.screens.filter(({ id }) => ids.includes(id));
    const links = screens.map(({ href, id, title }) => el('li', {}, el('a', { href, 'data-screen-link': id }, title)));
    return links.length > 0 && el('div', { 'data-go-back': true }, el('p', {}, t('quiz.go-back')), el('ul', {}, ...links));
  };
  const places = new Set(goals.filter((goal) => goal.again.length).map((goal) => `${goal.again}`));
  // Where all of it is taught in one place, that is said once.
  const isOne = places.size < 2;
  const table = goals.length > 1 && el('table', { 'data-points-table': true }, el('caption', {}, t('quiz.points-by')), el('tbody', {}, ...goals.map((goal) =>
    el('tr', {}, el('th', { scope: 'row' }, goal.text, !isOne && again(goal.again)), el('td', {}, inPoints(core, pointsOf(core, goal.questions)))))));
  return [table, isOne && again(goals.flatMap((goal) => goal.again))];
}

/** The attempt's score, what it takes to pass, and what the author says about it. */
export function scoreOf(core: Core, { id, passMark, scoreFeedback }: AssessmentData, box: HTMLElement): Child[] {
  const { $, el, session, t, percent } = core;
  const { best, score, counted } = session.attempt(id);
  const range = scoreFeedback.filter((from) => from <= score + 1e-6).pop();
  const said = core.copy($(`[data-score-feedback="${range}"]`, box));
  return [
    el('p', { 'data-score': true }, core.unseen(`${t('quiz.score')} `), percent(score)),
    el('p', { 'data-points': true }, inPoints(core, pointsOf(core, counted)), '. ', t('quiz.pass-mark', { mark: percent(passMark) })),
    best !== null && best !== score && el('p', {}, t('quiz.best', { score: percent(best) })),
    said.hasChildNodes() && el('div', { 'data-score-text': true }, said),
  ];
}
