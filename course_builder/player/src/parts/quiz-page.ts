// Quizzes: begin, answer one question after the other or all on one page, hand in, see the result, look again, try again.

import type { Question } from '../ui/core';

const core = window.courseBuilder;
const { $, $$, el, focusOn } = core;

type View = 'intro' | 'running' | 'result' | 'review';

/** Seconds before the end at which the learner is told. */
const WARNINGS = [300, 60];

core.behaviour('quiz', (root, page) => {
  const box = $('[data-assessment]', root);
  const quiz = core.data.assessments.find((one) => one.id === box?.dataset.assessment);
  if (!box || !quiz) return;
  const { session, t, n } = core;
  const id = quiz.id;
  const intro = $('[data-intro]', box)!;
  const list = $('[data-questions]', box)!;
  const result = $('[data-quiz-result]', box)!;
  const begin = $('[data-begin]', box)!;
  const spent: Record<string, number> = {};
  const warned = new Set<number>();
  let questions: Question[] = [];
  let view: View = 'intro';
  let at = 0;
  let since = Date.now();
  let ticking = 0;

  const isReview = session.mode === 'review';

  const attempts = el('p', { 'data-attempts': true });
  const clock = el('p', { 'data-quiz-clock': true, role: 'timer', hidden: true });
  const previous = el('button', { 'data-quiz-previous': true, onclick: () => turn(at - 1) }, t('quiz.previous'));
  const next = el('button', { 'data-quiz-next': true, onclick: () => turn(at + 1) }, t('quiz.next'));
  const submit = el('button', { 'data-quiz-submit': true, onclick: () => void askToSubmit() }, t('quiz.submit'));
  const overview = el('nav', { 'data-quiz-overview': true, 'aria-label': t('quiz.overview') });
  const bar = el('div', { 'data-quiz-bar': true }, previous, next, submit);
  begin.after(attempts);
  list.before(clock);
  list.after(bar, overview);

  const itemOf = (question: string) => $(`[data-question-item="${question}"]`, list)!;
  const isScored = () => questions.some(({ data }) => core.data.questions[data.id]!.scored);
  const showsAnswers = quiz.feedback !== 'never';

  /** Count the time since the last call for the question that is worked on. */
  function count(question = questions[at]): number {
    const now = Date.now();
    if (question) spent[question.data.id] = (spent[question.data.id] ?? 0) + (now - since) / 1000;
    since = now;
    return question ? spent[question.data.id]! : 0;
  }

  function stop(): void {
    for (const question of questions.splice(0)) question.stop();
    clearInterval(ticking);
  }

  /** Make the attempt's questions work, in its order; those not drawn stay hidden. */
  function load(): void {
    stop();
    const drawn = session.attempt(id).questions;
    for (const item of $$('[data-question-item]', list)) item.hidden = true;
    drawn.forEach((name, index) => {
      const data = page.questions.find((one) => one.id === name);
      const item = itemOf(name);
      const form = $<HTMLFormElement>('form[data-question]', item);
      if (!data || !form) return;
      list.append(item);
      $('[data-quiz-position]', item)?.remove();
      item.prepend(el('p', { 'data-quiz-position': true, tabindex: '-1' }, t('quiz.position', { number: index + 1, count: drawn.length })));
      const mode = quiz!.feedback === 'now' && session.attempt(id).phase === 'running' ? 'now' : 'draft';
      const question: Question = core.question!(form, data, {
        mode,
        seconds: () => count(question),
        changed: () => {
          count(question);
          paintOverview();
          // The learner marked a text of their own after handing in.
          if (view === 'review') showResult();
        },
        entered: () => turn(at + 1),
      });
      questions.push(question);
    });
    since = Date.now();
  }

  function paintOverview(): void {
    overview.replaceChildren(el('ol', {}, ...questions.map((question, index) => {
      let state = question.complete() ? 'answered' : 'open';
      if (view === 'review' || quiz!.feedback === 'now') {
        const answer = session.answer(question.data.id);
        const score = answer && (answer.tries || view === 'review') && showsAnswers ? core.scoreQuestion(question.data, answer.responses) : null;
        if (score !== null && core.data.questions[question.data.id]!.scored) state = score > 0.998 ? 'right' : score ? 'partial' : 'wrong';
      }
      return el('li', {}, el('button', {
        'data-state': state,
        'aria-current': view === 'running' && quiz!.display === 'one' && index === at && 'step',
        'aria-label': t(`quiz.overview.${state}`, { number: index + 1 }),
        onclick: () => turn(index),
      }, core.number(index + 1)));
    })));
  }

  /** Show what belongs to the view. */
  function paint(): void {
    const attempt = session.attempt(id);
    const running = view === 'running';
    const one = quiz!.display === 'one';
    const answers = running || view === 'review';
    box!.dataset.view = view;
    intro.hidden = view !== 'intro';
    list.hidden = bar.hidden = overview.hidden = !answers;
    bar.hidden = !running;
    result.hidden = running || view === 'intro';
    const look = $('[data-review]', result);
    if (look) look.hidden = view === 'review';
    clock.hidden = attempt.phase !== 'running' || attempt.deadline === null;
    begin.hidden = isReview;
    begin.textContent = t(attempt.phase === 'running' ? 'quiz.resume' : 'assessment.begin');
    attempts.textContent = isReview ? t('review.go-on') : !quiz!.attempts ? '' : t('quiz.attempt', { number: Math.max(1, attempt.number), count: quiz!.attempts });
    questions.forEach((question, index) => (itemOf(question.data.id).hidden = running && one && index !== at));
    previous.hidden = next.hidden = !one;
    (previous as HTMLButtonElement).disabled = at === 0;
    next.hidden ||= at >= questions.length - 1;
    submit.toggleAttribute('data-primary', next.hidden);
    if (answers) paintOverview();
  }

  function turn(index: number): void {
    if (index < 0 || index >= questions.length) return;
    count();
    at = index;
    paint();
    const position = $('[data-quiz-position]', itemOf(questions[at]!.data.id));
    focusOn(position);
    position?.scrollIntoView({ block: 'nearest' });
  }

  function run(): void {
    if (session.attempt(id).phase !== 'running') {
      session.begin(id);
      core.refresh();
    }
    view = 'running';
    for (const key of Object.keys(spent)) delete spent[key];
    warned.clear();
    load();
    startClock();
    at = Math.max(0, questions.findIndex((question) => !question.complete()));
    turn(at);
  }

  function startClock(): void {
    clearInterval(ticking);
    if (session.attempt(id).deadline === null) return;
    ticking = window.setInterval(tick, 1000);
    tick();
  }

  function tick(): void {
    const { deadline, phase } = session.attempt(id);
    if (deadline === null || phase !== 'running') return clearInterval(ticking);
    // The deadline is kept in whole seconds, rounded up: the clock still begins at the limit.
    const left = Math.min(quiz!.timeLimit, Math.max(0, Math.ceil((deadline - Date.now()) / 1000)));
    clock.textContent = t('quiz.clock', { time: `${core.number(Math.floor(left / 60), 2)}:${core.number(left % 60, 2)}` });
    clock.toggleAttribute('data-low', left <= 60);
    const warning = WARNINGS.filter((limit) => left <= limit).pop();
    if (warning && left && !warned.has(warning)) {
      // A short quiz does not begin with a warning.
      if (warning < quiz!.timeLimit) core.say(n('quiz.minutes-left', Math.ceil(left / 60)));
      warned.add(warning);
    }
    if (!left) {
      $<HTMLDialogElement>('dialog[data-dialog]')?.close('');
      handIn();
      core.notice(t('quiz.time-up'));
    }
  }

  async function askToSubmit(): Promise<void> {
    const missing = questions.flatMap((question, index) => (question.complete() ? [] : [index]));
    const body = missing.length
      ? [
          el('p', {}, n('quiz.missing', missing.length)),
          el('ul', {}, ...missing.map((index) => el('li', {}, el('button', { 'data-value': `go ${index}` },
            t('quiz.missing-item', { number: index + 1, title: questions[index]!.data.title }))))),
        ]
      : [el('p', {}, t('quiz.all-answered'))];
    const labels = { submit: t('quiz.submit'), back: t('quiz.back') };
    const answer = await core.ask(t('quiz.submit-title'), body, missing.length ? { back: labels.back, submit: labels.submit } : labels);
    if (view !== 'running') return;
    if (answer === 'submit') handIn();
    else if (answer.startsWith('go ')) turn(Number(answer.slice(3)));
  }

  function handIn(): void {
    if (!questions.length) load();
    count();
    session.submit(id, questions.map((question) => question.data), spent);
    view = 'result';
    clearInterval(ticking);
    core.refresh();
    showResult();
    focusOn(result);
    result.scrollIntoView({ block: 'nearest' });
  }

  function showResult(): void {
    const attempt = session.attempt(id);
    if (!questions.length) load();
    if (view !== 'review') view = 'result';
    const state = !isScored() ? 'done' : attempt.passed ? 'passed' : 'failed';
    result.dataset.state = state;
    result.replaceChildren(el('h2', {}, t(`quiz.${state}`)));
    if (state === 'done') result.append(el('p', {}, t('quiz.thanks')));
    else {
      const { best, score } = attempt;
      result.append(
        el('p', { 'data-score': true }, core.unseen(`${t('quiz.score')} `), core.percent(score)),
        el('p', {}, t('quiz.pass-mark', { mark: core.percent(quiz!.passMark) })),
        best !== null && best !== score ? el('p', {}, t('quiz.best', { score: core.percent(best) })) : '',
      );
      const range = quiz!.scoreFeedback.filter((from) => from <= score + 1e-6).pop();
      const said = core.copy($(`[data-score-feedback="${range}"]`, box!));
      if (said.hasChildNodes()) result.append(el('div', { 'data-score-text': true }, said));
    }
    const unmarked = questions.some(({ data }) => core.data.questions[data.id]!.scored && session.answer(data.id)?.score === null);
    if (unmarked) result.append(el('p', {}, t('quiz.mark-yourself')));
    const left = attempt.attemptsLeft;
    if (left !== null && !isReview && (attempt.canRetry || !attempt.passed)) result.append(el('p', {}, n('quiz.attempts-left', left)));
    if (isReview) result.append(el('p', { 'data-go-on': true }, t('review.go-on')));
    const wrongOnly = quiz!.retry === 'wrong' && state === 'failed';
    result.append(el('p', { 'data-actions': true },
      (quiz!.review || unmarked) && el('button', { 'data-review': true, onclick: review }, t('quiz.review')),
      attempt.canRetry && el('button', { 'data-retry': true, onclick: run }, t(wrongOnly ? 'quiz.retry-wrong' : 'quiz.retry')),
    ));
    paint();
  }

  function review(): void {
    view = 'review';
    load();
    for (const question of questions) question.review(session.answer(question.data.id), showsAnswers);
    paint();
    turn(0);
  }

  begin.addEventListener('click', run);
  const phase = session.attempt(id).phase;
  if (phase === 'done') showResult();
  else {
    paint();
    if (phase === 'running' && !isReview) startClock();
  }
  return () => {
    count();
    stop();
  };
});
