// Quizzes: begin, answer one question after the other or all on one page, hand in, see the result, look again, practise what
// went wrong, try again.

import { makeClock } from '../quiz/clock';
import { practiceSession } from '../quiz/practice';
import { pointsTable, scoreOf, wrongOnes } from '../quiz/result';
import type { Question, QuestionOptions } from '../ui/core';

const core = window.courseBuilder;
const { $, $$, el, focusOn } = core;

/** Milliseconds of work after which the browser gets its turn: a quiz may have hundreds of questions. */
const SLICE = 8;
/** Most quizzes have no more questions, and are there at once: nobody can press what still stands there meanwhile. */
const AT_ONCE = 40;

type View = 'intro' | 'running' | 'result' | 'review' | 'practice';

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
  let questions: Question[] = [];
  let view: View = 'intro';
  let at = 0;
  let since = Date.now();

  const isReview = session.mode === 'review';
  const isOne = quiz.display === 'one';

  const attempts = el('p', { 'data-attempts': true });
  const clock = makeClock(core, quiz, handIn);
  const previous = el('button', { 'data-quiz-previous': true, onclick: () => turn(at - 1) }, t('quiz.previous')) as HTMLButtonElement;
  const next = el('button', { 'data-quiz-next': true, onclick: () => turn(at + 1) }, t('quiz.next'));
  const submit = el('button', { 'data-quiz-submit': true, onclick: goOn });
  const early = el('button', { 'data-quiz-early': true, onclick: () => void askToSubmit() }, t('quiz.submit-early'));
  const overview = el('nav', { 'data-quiz-overview': true, 'aria-label': t('quiz.overview') });
  const bar = el('div', { 'data-quiz-bar': true }, previous, next, submit);
  const practised = el('p', { 'data-practice': true }, t('quiz.practice-text'));
  const back = el('p', { 'data-actions': true }, el('button', { 'data-practice-end': true, 'data-primary': true, onclick: endPractice }, t('quiz.practice-end')));
  begin.after(attempts);
  list.before(clock.element, practised);
  list.after(bar, overview, early, back);

  const itemOf = (question: string) => $(`[data-question-item="${question}"]`, list)!;
  const isScored = (one: string) => core.data.questions[one]!.scored;
  let loading = 0;
  const showsAnswers = quiz.feedback !== 'never';
  const missing = () => questions.flatMap((question, index) => (question.complete() ? [] : [index]));

  /** Count the time since the last call for the question that is worked on. */
  function count(question = questions[at]): number {
    const now = Date.now();
    if (question) spent[question.data.id] = (spent[question.data.id] ?? 0) + (now - since) / 1000;
    since = now;
    return question ? spent[question.data.id]! : 0;
  }

  function stop(): void {
    for (const question of questions.splice(0)) question.stop();
  }

  /** Make these questions work, in their order, and then do what follows; all others are hidden. */
  function load(names: readonly string[], options: (question: () => Question) => QuestionOptions, then: () => void, each?: (question: Question) => void): void {
    stop();
    const mine = ++loading;
    for (const item of $$('[data-question-item]', list)) item.hidden = true;
    const make = (name: string, index: number) => {
      const data = page.questions.find((one) => one.id === name);
      const item = itemOf(name);
      const form = $<HTMLFormElement>('form[data-question]', item);
      if (!data || !form) return;
      list.append(item);
      $('[data-quiz-position]', item)?.remove();
      item.prepend(el('p', { 'data-quiz-position': true, tabindex: '-1' }, t('quiz.position', { number: index + 1, count: names.length })));
      const question: Question = core.question!(form, data, options(() => question));
      questions.push(question);
      each?.(question);
    };
    let made = 0;
    const slice = names.length > AT_ONCE ? SLICE : Infinity;
    const some = () => {
      if (mine !== loading) return;
      for (const end = performance.now() + slice; made < names.length; ) {
        make(names[made]!, made++);
        if (made < names.length && performance.now() > end) return void setTimeout(some);
      }
      since = Date.now();
      then();
    };
    some();
  }

  /** The attempt's questions, to be answered or looked at. */
  function loadAttempt(then: () => void, each?: (question: Question) => void): void {
    const { phase, questions: drawn } = session.attempt(id);
    load(drawn, (question) => ({
      mode: quiz!.feedback === 'now' && phase === 'running' ? 'now' : 'draft',
      seconds: () => count(question()),
      changed: () => {
        count(question());
        paintProgress();
        // The learner marked a text of their own after handing in.
        if (view === 'review') showResult();
      },
      entered: () => turn(at + 1),
    }), then, each);
  }

  /** Show how far the attempt is: the questions by number, and what is to be done next. */
  function paintProgress(): void {
    paintOverview();
    if (view !== 'running') return;
    const open = missing().length;
    submit.textContent = open ? n('quiz.not-answered', open) : t('quiz.submit');
    early.hidden = !open;
    // One thing is the next to do: to check this question, to go on, or to hand in.
    const isChecked = isOne && $('[data-check]:not([hidden])', questions[at]?.form);
    next.toggleAttribute('data-primary', !isChecked && open > 0);
    submit.toggleAttribute('data-primary', !isChecked && (!open || !!next.hidden));
  }

  function paintOverview(): void {
    if ($$('button', overview).length !== questions.length) {
      overview.replaceChildren(el('ol', {}, ...questions.map((_, index) => el('li', {}, el('button', { onclick: () => turn(index) }, core.number(index + 1))))));
    }
    $$('button', overview).forEach((button, index) => {
      const question = questions[index]!;
      let state = question.complete() ? 'answered' : 'open';
      if (view === 'review' || quiz!.feedback === 'now') {
        const answer = session.answer(question.data.id);
        const score = answer && (answer.tries || view === 'review') && showsAnswers ? core.scoreQuestion(question.data, answer.responses) : null;
        if (score !== null && isScored(question.data.id)) state = score > 0.998 ? 'right' : score ? 'partial' : 'wrong';
      }
      if (button.dataset.state !== state) {
        button.dataset.state = state;
        button.setAttribute('aria-label', t(`quiz.overview.${state}`, { number: index + 1 }));
      }
      if (view === 'running' && isOne && index === at) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    });
  }

  /** Show what belongs to the view. */
  function paint(): void {
    const attempt = session.attempt(id);
    const running = view === 'running';
    const practice = view === 'practice';
    const answers = running || view === 'review';
    box!.dataset.view = view;
    intro.hidden = view !== 'intro';
    list.hidden = !answers && !practice;
    overview.hidden = !answers;
    bar.hidden = early.hidden = !running;
    back.hidden = practised.hidden = !practice;
    result.hidden = view !== 'result' && view !== 'review';
    const look = $('[data-review]', result);
    if (look) look.hidden = view === 'review';
    begin.hidden = isReview;
    begin.textContent = t(attempt.phase === 'running' ? 'quiz.resume' : 'assessment.begin');
    attempts.textContent = isReview ? t('review.go-on') : !quiz!.attempts ? '' : t('quiz.attempt', { number: Math.max(1, attempt.number), count: quiz!.attempts });
    questions.forEach((question, index) => (itemOf(question.data.id).hidden = running && isOne && index !== at));
    previous.hidden = next.hidden = !isOne;
    previous.disabled = at === 0;
    next.hidden ||= at >= questions.length - 1;
    if (answers) paintProgress();
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
    loadAttempt(() => {
      clock.start();
      at = Math.max(0, questions.findIndex((question) => !question.complete()));
      turn(at);
    });
  }

  /** To what is not answered yet, and when all is, to handing in. */
  function goOn(): void {
    const [first] = missing();
    if (first === undefined) void askToSubmit();
    else turn(first);
  }

  async function askToSubmit(): Promise<void> {
    const open = missing();
    const body = open.length
      ? [
          el('p', {}, n('quiz.missing', open.length)),
          el('ul', {}, ...open.map((index) => el('li', {}, el('button', { 'data-value': `go ${index}` },
            t('quiz.missing-item', { number: index + 1, title: questions[index]!.data.title }))))),
          open.some((index) => isScored(questions[index]!.data.id)) && el('p', {}, t('quiz.missing-cost')),
        ]
      : [el('p', {}, t('quiz.all-answered'))];
    // What was checked is as it is; only of the rest this is news.
    const isLast = questions.some(({ form }) => !form.hasAttribute('data-locked'));
    if (isLast) body.push(el('p', {}, t('quiz.last-change')));
    const labels = { submit: t('quiz.submit'), back: t('quiz.back') };
    const answer = await core.ask(t('quiz.submit-title'), body, open.length ? { back: labels.back, submit: labels.submit } : labels);
    if (view !== 'running') return;
    if (answer === 'submit') handIn();
    else if (answer.startsWith('go ')) turn(Number(answer.slice(3)));
  }

  function handIn(): void {
    loading++;
    count();
    session.submit(id, session.attempt(id).questions.flatMap((name) => page.questions.find((one) => one.id === name) ?? []), spent);
    view = 'result';
    clock.stop();
    clock.element.hidden = true;
    core.refresh();
    showResult();
    showTop();
  }

  function showTop(): void {
    focusOn(result);
    result.scrollIntoView({ block: 'nearest' });
  }

  function showResult(): void {
    const attempt = session.attempt(id);
    const { attemptsLeft: left, canRetry, counted, questions: drawn } = attempt;
    if (view !== 'review') view = 'result';
    const state = !drawn.some(isScored) ? 'done' : attempt.passed ? 'passed' : 'failed';
    const unmarked = drawn.some((one) => isScored(one) && session.answer(one)?.score === null);
    const mayLook = quiz!.review || unmarked;
    // What went wrong is no secret where the answers can be looked at.
    const mayPractise = showsAnswers && quiz!.review && !isReview && !unmarked && wrongOnes(core, counted).length > 0;
    const wrongOnly = quiz!.retry === 'wrong' && state === 'failed';
    const isOver = state === 'failed' && left === 0 && !unmarked;
    const actions = [
      mayLook && el('button', { 'data-review': true, onclick: review, 'data-primary': unmarked }, t('quiz.review')),
      mayPractise && el('button', { 'data-practise': true, onclick: practise }, t('quiz.practise')),
      canRetry && el('button', { 'data-retry': true, 'data-primary': state === 'failed' && !unmarked, onclick: run }, t(wrongOnly ? 'quiz.retry-wrong' : 'quiz.retry')),
    ];
    result.dataset.state = state;
    result.replaceChildren(
      el('h2', {}, t(isOver ? 'quiz.not-passed' : `quiz.${state}`)),
      ...(state === 'done' ? [el('p', {}, t('quiz.thanks'))] : scoreOf(core, quiz!, box!)).filter((one) => one instanceof Node),
      unmarked ? el('p', {}, t('quiz.mark-yourself')) : '',
      left !== null && !isReview && (canRetry || !attempt.passed) ? el('p', {}, n('quiz.attempts-left', left)) : '',
      isReview ? el('p', { 'data-go-on': true }, t('review.go-on')) : '',
      el('p', { 'data-actions': true },
        ...(state === 'failed' ? actions.reverse() : actions),
      ),
    );
    if (state !== 'done' && showsAnswers) result.append(...pointsTable(core, box!, page.questions, counted).filter((one) => one instanceof Node));
    paint();
  }

  function review(): void {
    view = 'review';
    loadAttempt(() => {
      paint();
      turn(0);
    }, (question) => question.review(session.answer(question.data.id), showsAnswers));
  }

  function practise(): void {
    view = 'practice';
    const own = practiceSession(core);
    load(wrongOnes(core, session.attempt(id).counted), () => ({ mode: 'page', session: own }), () => {
      paint();
      turn(0);
    });
  }

  function endPractice(): void {
    stop();
    view = 'result';
    showResult();
    showTop();
  }

  begin.addEventListener('click', run);
  const phase = session.attempt(id).phase;
  if (phase === 'done') showResult();
  else {
    paint();
    if (phase === 'running' && !isReview) clock.start();
  }
  return () => {
    loading++;
    count();
    stop();
    clock.stop();
  };
});
