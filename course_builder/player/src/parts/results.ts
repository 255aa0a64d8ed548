// The page of results: each quiz with its score, the course as a whole, practice, and the way out.

import { hasPassed, passedOn } from '../passing';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, el } = core;

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
  for (const quiz of data.assessments) {
    const screen = data.screens.find((one) => one.id === quiz.screen);
    if (!screen) continue;
    const attempt = session.attempt(quiz.id);
    const done = attempt.best !== null;
    const standing = attempt.phase === 'running' ? 'running' : !done ? 'new' : attempt.passed ? 'passed' : 'failed';
    box.append(el('section', { 'data-result': true, 'data-state': standing },
      el('h2', {}, quiz.title),
      el('p', {}, t(`results.quiz.${standing}`)),
      done && el('p', {}, t('results.quiz-score', { score: percent(attempt.best!), mark: percent(quiz.passMark) })),
      el('p', {}, el('a', { href: screen.href, 'data-screen-link': screen.id },
        t(attempt.phase === 'done' && quiz.review ? 'results.review' : 'results.open', { title: quiz.title }))),
    ));
  }
  const practice = Object.entries(data.questions).filter(([, one]) => !one.assessment && one.scored);
  if (practice.length) {
    const answers = practice.map(([id]) => session.answer(id)).filter((answer) => answer?.tries);
    const right = answers.filter((answer) => answer!.score !== null && answer!.score > 0.998).length;
    box.append(el('p', { 'data-practice-summary': true }, n('results.practice', practice.length, { answered: answers.length, right })));
  }
  if (session.kept === 'lms') box.append(el('p', {}, t('results.exit')), el('p', {}, el('button', { 'data-exit': true }, t('exit'))));
});
