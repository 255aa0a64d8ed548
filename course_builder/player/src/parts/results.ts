// The page of results: the course as a whole, a table with a row for each quiz, practice, and the way out.

import type { AssessmentData } from '../contract';
import { hasPassed, passedOn } from '../passing';
import { pointsOf, rounded } from '../quiz/result';
import type { Core } from '../ui/core';
import type { Child } from '../ui/dom';

const core: Core = window.courseBuilder;
const { $, el } = core;

/** The points of the best attempt; empty where they are not known, for attempts may draw questions of other points. */
function bestPoints({ id, pools }: AssessmentData): string {
  const { best, counted, phase, score } = core.session.attempt(id);
  const { got, of } = pointsOf(core, counted);
  if (best === null || !of) return '';
  if (phase === 'done' && best === score) return points(got, of);
  return Object.keys(pools).length ? '' : points((best / 100) * of, of);
}

const points = (got: number, of: number): string => core.t('results.points', { points: rounded(got), of });

core.behaviour('results', (root) => {
  const box = $('[data-results]', root);
  if (!box) return;
  const { data, session, t, n, percent } = core;
  const { completed, passed } = session.status();
  const unanswered = session.unanswered();
  const score = session.score();
  const state = passed === null ? (completed ? 'completed' : 'incomplete') : passed ? 'passed' : 'failed';
  // A module that is tracked by itself knows nothing of the course.
  box.replaceChildren(
    el('p', { 'data-overall': state }, t(data.part ? `results.part.${state}` : `results.${state}`)),
    session.mode === 'review' ? el('p', { 'data-go-on': true }, t('review.go-on')) : '',
    score === null ? '' : el('p', {}, t(data.part ? 'results.part.score' : 'results.score', { score: percent(score) })),
    unanswered ? el('p', {}, n('results.unanswered', unanswered)) : '',
    el('p', {}, t('results.pages', { share: percent(session.progress() * 100) })),
  );
  const certificate = data.screens.find((one) => one.id === data.certificate);
  if (certificate && hasPassed(core)) {
    passedOn(core);
    box.append(el('p', {}, el('a', { href: certificate.href, 'data-screen-link': certificate.id }, t('results.certificate'))));
  }

  const heads = ['quiz', 'state', 'points', 'score', 'needed'].map((name) => t(`results.head.${name}`));
  /** A row. On a phone each cell says what it is, for the heads are not seen. */
  const row = (attributes: Record<string, string>, name: Child, ...cells: string[]) =>
    el('tr', { role: 'row', ...attributes }, el('th', { scope: 'row', role: 'rowheader' }, name),
      ...cells.map((text, index) => el('td', { role: 'cell', 'data-head': !!text && heads[index + 1]! }, text)));

  /** What is needed to pass; of modules to choose, in how many. */
  function needed({ passMark }: AssessmentData, module: string): string {
    const part = data.parts?.find(({ modules, required }) => required < modules.length && modules.includes(module));
    return part ? t('results.in-some', { mark: percent(passMark), count: part.required, total: part.modules.length }) : percent(passMark);
  }

  const rows = data.assessments.flatMap((quiz) => {
    const screen = data.screens.find((one) => one.id === quiz.screen);
    if (!screen) return [];
    const { attemptsLeft, best, passed: isPassed, phase } = session.attempt(quiz.id);
    const standing = phase === 'running' ? 'running' : best === null ? 'new' : isPassed ? 'passed' : 'failed';
    const isScored = Object.values(data.questions).some((one) => one.assessment === quiz.id && one.scored);
    return [row({ 'data-result': '', 'data-state': standing },
      el('a', { href: screen.href, 'data-screen-link': screen.id }, quiz.title),
      t(standing === 'failed' && attemptsLeft === 0 ? 'results.quiz.not-passed' : isScored || standing !== 'passed' ? `results.quiz.${standing}` : 'results.quiz.done'),
      bestPoints(quiz),
      best === null || !isScored ? '' : percent(best),
      isScored ? needed(quiz, screen.module) : '')];
  });
  const counts = (id: string) => session.counts(data.screens.find((one) => one.id === data.questions[id]!.screen)?.module ?? '');
  const graded = Object.keys(data.questions).filter((id) => !data.questions[id]!.assessment && data.questions[id]!.graded && data.questions[id]!.scored && counts(id));
  if (graded.length) {
    const { got, of } = pointsOf(core, graded);
    rows.push(row({ 'data-result': '' }, t('results.in-pages'), unanswered ? n('results.open', unanswered) : t('results.quiz.done'),
      points(got, of), percent((got / of) * 100), ''));
  }
  // The explicit roles stay where the style sheet makes blocks of rows on a phone.
  if (rows.length) {
    box.append(el('table', { role: 'table', 'data-results-table': true, 'aria-label': t('results.table') },
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads.map((head) => el('th', { scope: 'col', role: 'columnheader' }, head)))),
      el('tbody', { role: 'rowgroup' }, ...rows)));
  }

  const practice = Object.entries(data.questions).filter(([, one]) => !one.assessment && one.scored);
  if (practice.length) {
    const answers = practice.map(([id]) => session.answer(id)).filter((answer) => answer?.tries);
    const right = answers.filter((answer) => answer!.score !== null && answer!.score > 0.998).length;
    box.append(el('p', { 'data-practice-summary': true }, n('results.practice', practice.length, { answered: answers.length, right })));
  }
  if (session.kept === 'lms') box.append(el('p', {}, t('results.exit')), el('p', {}, el('button', { 'data-exit': true }, t('exit'))));
});
