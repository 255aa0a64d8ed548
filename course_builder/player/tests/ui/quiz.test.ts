// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AssessmentData } from '../../src/contract';
import { assessment, choice, course, form, part, question } from './fake';
import { core, last, show, submit, tick, type as write } from './setup';

beforeAll(async () => {
  for (const name of ['question', 'choice', 'text', 'gate']) await import(`../../src/behaviours/${name}.ts`);
  await import('../../src/parts/quiz');
  await import('../../src/parts/results');
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const $ = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const $$ = <E extends HTMLElement = HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
const questions = ['q1', 'q2', 'q3'].map((id) => question(id, part(choice(['b']))));
const visible = () => $$('[data-question-item]').filter((item) => !item.hidden).map((item) => item.dataset.questionItem);
const states = () => $$('[data-quiz-overview] button').map((button) => button.dataset.state);
const answer = (id: string, value: string) => tick($(`[data-question=${id}] input[value=${value}]`));
const named = (label: string) => $$('dialog button').find((button) => button.textContent === label)!;
const primary = () => $$('[data-quiz-bar] [data-primary]').filter((button) => !button.hidden).map((button) => button.textContent);
const settled = () => vi.advanceTimersByTimeAsync(0);

function quiz(own: Partial<AssessmentData> = {}, session = {}, asked = questions) {
  const data = course(asked, { assessments: [assessment(own)] });
  const items = asked.map((one) => `<li data-question-item="${one.id}">${form(one)}</li>`).join('');
  return show(
    `<div data-assessment="quiz"><section data-intro><button data-begin hidden>Begin</button></section><ol data-questions>${items}</ol>
    <section data-quiz-result hidden tabindex="-1"></section><template data-score-feedback="0"><p>Low</p></template><template data-score-feedback="80"><p>High</p></template></div>`,
    data, asked, ['quiz'], session,
  );
}
const begin = () => $('[data-begin]').click();
async function handIn() {
  ($('[data-quiz-early]').hidden ? $('[data-quiz-submit]') : $('[data-quiz-early]')).click();
  named('Hand in').click();
  await settled();
}

describe('a quiz', () => {
  test('begins with its introduction', () => {
    quiz({ attempts: 3 });
    expect($('[data-assessment]').dataset.view).toBe('intro');
    expect($('[data-questions]').hidden).toBe(true);
    expect($('[data-begin]').textContent).toBe('Start the quiz');
    expect($('[data-attempts]').textContent).toBe('Attempt 1 of 3');
  });

  test('asks one question at a time, in the order of the attempt', () => {
    quiz();
    begin();
    expect(visible()).toEqual(['q3']);
    expect($$('[data-question-item]').map((item) => item.dataset.questionItem)).toEqual(['q3', 'q2', 'q1']);
    expect(document.activeElement!.textContent).toBe('Question 1 of 3');
    $('[data-quiz-next]').click();
    expect(visible()).toEqual(['q2']);
    $('[data-quiz-previous]').click();
    expect(visible()).toEqual(['q3']);
    expect($<HTMLButtonElement>('[data-quiz-previous]').disabled).toBe(true);
    $$('[data-quiz-overview] button')[2]!.click();
    expect(visible()).toEqual(['q1']);
    expect($('[data-quiz-next]').hidden).toBe(true);
  });

  describe('of many questions', () => {
    // Each look at the clock is a slice later.
    beforeEach(() => {
      let now = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
    });
    afterEach(() => void vi.restoreAllMocks());

    const many = Array.from({ length: 41 }, (_, index) => question(`q${index}`, part(choice(['b']))));

    test('lets the browser have its turn between them', async () => {
      quiz({}, {}, many);
      begin();
      expect($('[data-assessment]').dataset.view).toBe('intro');
      await vi.advanceTimersByTimeAsync(200);
      expect($('[data-assessment]').dataset.view).toBe('running');
      expect(visible()).toHaveLength(1);
      expect(states()).toEqual(many.map(() => 'open'));
    });

    test('has fewer of them at once', () => {
      quiz({}, {}, many.slice(1));
      begin();
      expect($('[data-assessment]').dataset.view).toBe('running');
    });

    test('goes on with none of them once it was left', async () => {
      const { stop } = quiz({}, {}, many);
      begin();
      stop();
      await vi.advanceTimersByTimeAsync(200);
      expect($('[data-assessment]').dataset.view).toBe('intro');
    });
  });

  test('shows only what was drawn', () => {
    quiz({ display: 'all' }, { attempt: () => ({ number: 1, phase: 'running', questions: ['q2', 'q1'], score: 0, best: null, passed: false, deadline: null, extensionsLeft: 0, counted: [], attemptsLeft: null, canRetry: false }) });
    expect($('[data-begin]').textContent).toBe('Go on with the quiz');
    begin();
    expect(visible()).toEqual(['q2', 'q1']);
  });

  test('drafts answers and says nothing before it is handed in', () => {
    const { calls } = quiz();
    begin();
    answer('q3', 'a');
    expect(last(calls)).toEqual(['draft', 'q3', [{ type: 'choice', chosen: ['a'] }]]);
    expect(states()).toEqual(['answered', 'open', 'open']);
    submit($('[data-question=q3]'));
    expect(calls.some(([name]) => name === 'check')).toBe(false);
    expect(visible()).toEqual(['q2']);
    expect($$('[data-verdict]')).toEqual([]);
  });

  test('lists what is missing before it is handed in, and goes there', async () => {
    quiz();
    begin();
    answer('q3', 'b');
    $('[data-quiz-early]').click();
    expect($$('dialog li').map((item) => item.textContent)).toEqual(['Question 2: Title of q2', 'Question 3: Title of q1']);
    $$('dialog li button')[1]!.click();
    await settled();
    expect(visible()).toEqual(['q1']);
    expect($('dialog')).toBeNull();
  });

  test('has one thing to do next: go on, go to what is not answered, hand in', async () => {
    quiz();
    begin();
    expect(primary()).toEqual(['Next question']);
    $$('[data-quiz-overview] button')[2]!.click();
    answer('q1', 'b');
    expect(primary()).toEqual(['2 not answered']);
    $('[data-quiz-submit]').click();
    expect($('dialog')).toBeNull();
    expect(visible()).toEqual(['q3']);
    answer('q3', 'b');
    expect(primary()).toEqual(['Next question']);
    $('[data-quiz-next]').click();
    expect($('[data-quiz-early]').hidden).toBe(false);
    answer('q2', 'b');
    expect(primary()).toEqual(['Hand in']);
    expect($('[data-quiz-early]').hidden).toBe(true);
  });

  test('whose questions are checked one by one asks for that first', () => {
    quiz({ feedback: 'now' });
    begin();
    expect(primary()).toEqual([]);
    answer('q3', 'b');
    submit($('[data-question=q3]'));
    expect(primary()).toEqual(['Next question']);
  });

  test('warns only of what is so', async () => {
    const said = () => $$('dialog p:not([data-dialog-actions])').map((one) => one.textContent);
    const close = async () => {
      $<HTMLDialogElement>('dialog').close();
      await settled();
    };
    quiz();
    begin();
    $('[data-quiz-early]').click();
    expect(said()).toEqual(['3 questions are not answered yet:', 'A question that is not answered gets no points.', 'After this you cannot change your answers.']);
    await close();
    for (const one of ['q3', 'q2', 'q1']) answer(one, 'b');
    $('[data-quiz-submit]').click();
    expect(said()).toEqual(['You have answered every question.', 'After this you cannot change your answers.']);
    await close();

    quiz({ feedback: 'now' });
    begin();
    for (const one of ['q3', 'q2', 'q1']) {
      answer(one, 'b');
      submit($(`[data-question=${one}]`));
    }
    $('[data-quiz-submit]').click();
    expect(said()).toEqual(['You have answered every question.']);
    await close();

    quiz();
    for (const one of Object.values(core.data.questions)) one.scored = false;
    begin();
    $('[data-quiz-early]').click();
    expect(said()).not.toContain('A question that is not answered gets no points.');
  });

  test('is handed in with the time each question took', async () => {
    const { calls } = quiz({ scoreFeedback: [0, 80] });
    begin();
    await vi.advanceTimersByTimeAsync(4000);
    answer('q3', 'b');
    $('[data-quiz-next]').click();
    await vi.advanceTimersByTimeAsync(2000);
    answer('q2', 'b');
    answer('q1', 'b');
    await handIn();
    const [, ids, seconds] = calls.find(([name]) => name === 'submit')! as [string, string[], Record<string, number>];
    expect(ids).toEqual(['q3', 'q2', 'q1']);
    expect(seconds.q3).toBeCloseTo(4);
    expect(seconds.q2).toBeCloseTo(2);
    expect($('[data-quiz-result]').dataset.state).toBe('passed');
    expect($('[data-score]').textContent).toBe('Your score: 100%');
    expect($('[data-score-text]').textContent).toBe('High');
    expect(document.activeElement).toBe($('[data-quiz-result]'));
  });

  test('can be looked at again: own answers, right answers, why', async () => {
    quiz();
    begin();
    answer('q3', 'a');
    answer('q2', 'b');
    await handIn();
    $('[data-review]').click();
    expect(visible()).toEqual(['q3', 'q2', 'q1']);
    expect(states()).toEqual(['wrong', 'right', 'wrong']);
    expect($('[data-question=q3] [data-mark=missed]').dataset.option).toBe('b');
    expect($('[data-question=q3] [data-outcome]').textContent).toContain('Because');
    expect($('[data-question=q1] [data-outcome]').textContent).toContain('You did not answer');
    expect($$<HTMLInputElement>('input').every((input) => input.disabled)).toBe(true);
  });

  test('that never tells shows only what was answered', async () => {
    quiz({ feedback: 'never' });
    begin();
    answer('q3', 'a');
    await handIn();
    $('[data-review]').click();
    expect($$('[data-mark], [data-verdict]')).toEqual([]);
    expect(states()).toEqual(['answered', 'open', 'open']);
    expect($<HTMLInputElement>('[data-question=q3] input[value=a]').checked).toBe(true);
  });

  test('without review offers none; begins anew with nothing of before', async () => {
    quiz({ review: false });
    begin();
    answer('q3', 'a');
    await handIn();
    expect($('[data-review]')).toBeNull();
    $('[data-retry]').click();
    expect(visible()).toEqual(['q3']);
    expect($$(':checked')).toEqual([]);
    expect($$<HTMLInputElement>('input').some((input) => input.disabled)).toBe(false);
  });

  test('with feedback at once checks each question', () => {
    const { calls } = quiz({ feedback: 'now' });
    begin();
    answer('q3', 'a');
    submit($('[data-question=q3]'));
    expect(last(calls)[0]).toBe('check');
    expect($('[data-question=q3] [data-verdict]').dataset.verdict).toBe('incorrect');
    expect($('[data-question=q3] [data-outcome]').textContent).toContain('The key');
    expect($<HTMLInputElement>('[data-question=q3] input').disabled).toBe(true);
    expect(states()).toEqual(['wrong', 'open', 'open']);
    expect($('[data-question=q3] [data-again]').hidden).toBe(true);
  });

  test('with a text that learners mark themselves asks for the mark after it was handed in', async () => {
    const own = question('q1', part({ type: 'text', accepted: [], patterns: [], caseMatters: false, accentsMatter: false, long: true, selfMarked: true }));
    const { calls } = quiz({ review: false }, {}, [own]);
    begin();
    expect($('[data-check]').hidden).toBe(true);
    write($('textarea'), 'mine');
    await handIn();
    expect($('[data-quiz-result]').textContent).toContain('yours to mark');
    $('[data-review]').click();
    expect($('[data-outcome]').textContent).toContain('The key');
    expect($('[data-self-mark]').hidden).toBe(false);
    tick($('[data-self-mark] input[value="1"]'));
    expect(last(calls)).toEqual(['check', 'q1', [{ type: 'text', text: 'mine', mark: 1 }]]);
    expect($('[data-quiz-result]').textContent).not.toContain('yours to mark');
    expect($('[data-verdict]').dataset.verdict).toBe('correct');
  });

  test('all on one page has no next', () => {
    quiz({ display: 'all' });
    begin();
    expect(visible()).toEqual(['q3', 'q2', 'q1']);
    expect($('[data-quiz-next]').hidden).toBe(true);
  });

  test('of opinions only says thank you', async () => {
    quiz();
    for (const one of Object.values(core.data.questions)) one.scored = false;
    begin();
    await handIn();
    expect($('[data-quiz-result]').dataset.state).toBe('done');
    expect($('[data-score]')).toBeNull();
  });
});

describe('a time limit', () => {
  const said = () => $('body > [role=status]').textContent;

  test('shows the clock, warns, and hands in by itself', async () => {
    const { calls } = quiz({ timeLimit: 301 });
    begin();
    expect($('[data-time-left]').textContent).toBe('Time left: 05:01');
    expect(said()).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(said()).toBe('5 minutes left');
    answer('q3', 'b');
    await vi.advanceTimersByTimeAsync(240_000);
    expect(said()).toBe('1 minute left');
    expect($('[data-quiz-clock]').dataset.low).toBe('last');
    $('[data-quiz-submit]').click();
    await vi.advanceTimersByTimeAsync(61_000);
    expect(calls.filter(([name]) => name === 'submit').length).toBe(1);
    expect($('dialog')).toBeNull();
    expect($('[data-notice]').textContent).toContain('The time is up');
    expect($('[data-quiz-clock]').hidden).toBe(true);
  });

  test('can be extended, so often as the author allows', async () => {
    const { calls } = quiz({ timeLimit: 120, extraTime: 600, extraTimes: 1 });
    begin();
    const more = $('[data-more-time]');
    expect([more.hidden, more.textContent]).toEqual([false, 'I need 10 more minutes']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said()).toBe('1 minute left. If you need more time, press the button beside the clock.');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(said()).toBe('20 seconds left. If you need more time, press the button beside the clock.');
    more.click();
    expect(last(calls)).toEqual(['extend']);
    expect(said()).toBe('You have 10 more minutes.');
    expect($('[data-time-left]').textContent).toBe('Time left: 10:20');
    expect($('[data-quiz-clock]').dataset.low).toBe('');
    expect([more.hidden, document.activeElement]).toEqual([true, $('[data-time-left]')]);
    await vi.advanceTimersByTimeAsync(560_000);
    expect(said()).toBe('1 minute left');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls.some(([name]) => name === 'submit')).toBe(true);
  });

  test('without extra time offers none', () => {
    quiz({ timeLimit: 120 });
    begin();
    expect($('[data-more-time]').hidden).toBe(true);
  });

  test('that ran out while the learner was away is handed in when they come back', () => {
    const attempt = { number: 1, phase: 'running', questions: ['q1'], score: 0, best: null, passed: false, deadline: Date.now() - 1000, extensionsLeft: 0, counted: [], attemptsLeft: null, canRetry: false };
    let handedIn = false;
    quiz({ timeLimit: 60 }, { attempt: () => (handedIn ? { ...attempt, phase: 'done' } : attempt), submit: () => (handedIn = true) });
    expect(handedIn).toBe(true);
    expect($('[data-quiz-result]').hidden).toBe(false);
  });

  test('stops counting when the page is left', async () => {
    const { stop, calls } = quiz({ timeLimit: 60 });
    begin();
    stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls.some(([name]) => name === 'submit')).toBe(false);
  });
});

describe('the result', () => {
  const about = (id: string, ...objectives: string[]) => ({ ...question(id, part(choice(['b']))), objectives });
  const asked = [about('q1', 'count'), about('q2', 'count', 'care'), about('q3')];
  const goal = (text: string, names: string, ...pages: string[]) => `<p data-goal="${names}" data-pages="${pages.join(' ')}">${text}</p>`;
  const goals = (...all: string[]) => $('[data-assessment]').insertAdjacentHTML('beforeend', `<template data-goals>${all.join('')}</template>`);
  const table = () => $$('[data-points-table] tr').map((row) => [$t(row, 'th'), $t(row, 'td')]);
  const $t = (row: HTMLElement, tag: string) => row.querySelector(tag)!.firstChild!.textContent;
  const links = () => $$('[data-quiz-result] a').map((link) => link.textContent);
  async function wrong(...ids: string[]) {
    begin();
    for (const id of ['q1', 'q2', 'q3']) answer(id, ids.includes(id) ? 'a' : 'b');
    await handIn();
  }

  test('says points, and what they are of', async () => {
    quiz({}, {}, asked);
    core.data.questions.q2!.points = 2.5;
    goals(goal('Count', 'count', 'one'), goal('Care', 'care', 'two'), goal('Other questions', '', 'one'), goal('Never asked', 'never', 'one'));
    await wrong('q2');
    expect($('[data-points]').textContent).toBe('2 of 4.5 points. You need 80% to pass.');
    expect(table()).toEqual([['Count', '1 of 3.5 points'], ['Care', '0 of 2.5 points'], ['Other questions', '1 of 1 point']]);
    expect(links()).toEqual(['one', 'two']);
  });

  test('of several modules says where in them to read again', async () => {
    quiz({}, {}, asked);
    goals(goal('First', 'count', 'one'), goal('First', 'care', 'two'), goal('Other questions', ''));
    await wrong('q1');
    expect(table()).toEqual([['First', '1 of 2 points'], ['Other questions', '1 of 1 point']]);
    expect(links()).toEqual(['one']);
  });

  test('of one subject only says where to go back to', async () => {
    quiz({}, {}, asked.slice(2));
    goals(goal('Other questions', '', 'one'));
    begin();
    answer('q3', 'a');
    await handIn();
    expect($('[data-points-table]')).toBeNull();
    expect(links()).toEqual(['one']);
    expect($('[data-go-back]').textContent).toContain('Go back to:');
  });

  test('of one place says once where to go back to', async () => {
    quiz({}, {}, asked);
    goals(goal('Count', 'count', 'one'), goal('Care', 'care', 'one'), goal('Other questions', '', 'one'));
    await wrong('q2');
    expect(table().length).toBe(3);
    expect(links()).toEqual(['one']);
    expect($('[data-points-table] a')).toBeNull();
  });

  test('tells nothing of objectives where the author says only the score', async () => {
    quiz({ feedback: 'never' }, {}, asked);
    goals(goal('Count', 'count', 'one'), goal('Care', 'care', 'two'));
    await wrong('q1');
    expect($('[data-points]').textContent).toContain('2 of 3 points');
    expect(links()).toEqual([]);
    expect($('[data-practise]')).toBeNull();
  });

  test('is not "not yet" where no attempt is left', async () => {
    quiz({}, { attempt: () => ({ number: 1, phase: 'done', questions: ['q1'], score: 0, best: 0, passed: false, deadline: null, extensionsLeft: 0, counted: ['q1'], attemptsLeft: 0, canRetry: false }) });
    expect($('[data-quiz-result] h2').textContent).toBe('Not passed');
  });

  test('what went wrong can be practised, and nobody hears of it', async () => {
    const { calls, answers } = quiz({}, {}, asked);
    await wrong('q1', 'q3');
    const before = [calls.length, structuredClone(answers)];
    $('[data-practise]').click();
    expect($('[data-assessment]').dataset.view).toBe('practice');
    expect(visible()).toEqual(['q1', 'q3']);
    expect($$('li:not([hidden]) :checked')).toEqual([]);
    expect([$('[data-quiz-bar]').hidden, $('[data-quiz-overview]').hidden, $('[data-practice]').hidden]).toEqual([true, true, false]);
    answer('q1', 'a');
    submit($('[data-question=q1]'));
    expect($('[data-question=q1] [data-verdict]').dataset.verdict).toBe('incorrect');
    answer('q1', 'b');
    submit($('[data-question=q1]'));
    expect($('[data-question=q1] [data-verdict]').dataset.verdict).toBe('correct');
    expect($('[data-question=q1] [data-again]').hidden).toBe(false);
    expect([calls.length, answers]).toEqual(before);
    $('[data-practice-end]').click();
    expect($('[data-assessment]').dataset.view).toBe('result');
    expect($('[data-points]').textContent).toContain('1 of 3 points');
    $('[data-review]').click();
    expect($<HTMLInputElement>('[data-question=q1] input[value=a]').checked).toBe(true);
  });

  test('of a quiz without a fault has nothing to practise', async () => {
    quiz({}, {}, asked);
    await wrong();
    expect($('[data-practise]')).toBeNull();
  });
});

test('results: each quiz, the course, practice, the way out', () => {
  const data = course([question('q', part(choice(['b']))), question('in', part(choice(['b'])))]);
  data.assessments = [assessment()];
  data.questions.in!.assessment = 'quiz';
  data.questions.in!.points = 4;
  show('<div data-results>old</div>', data, [], ['results'], {
    kept: 'lms', score: () => 72.5, status: () => ({ completed: true, passed: false }),
    attempt: () => ({ number: 1, phase: 'done', questions: [], score: 60, best: 72.5, passed: false, deadline: null, extensionsLeft: 0, counted: ['in'], attemptsLeft: null, canRetry: true }),
    answer: () => ({ responses: [], score: 1, tries: 1, hints: 0, final: true }),
  });
  const text = $('[data-results]').textContent!;
  expect(text).toContain('You have not passed the course, and no attempt is left.');
  expect($$('[data-result] > *').map((cell) => cell.textContent)).toEqual(['The quiz', 'Not passed yet', '2.9 of 4', '72%', '80%']);
  expect(text).toContain('Practice: 1 of 1 question answered, 1 right.');
  expect($('[data-result]').dataset.state).toBe('failed');
  // Attempts that draw from pools may have had questions of other points.
  data.assessments[0]!.pools = { all: 1 };
  show('<div data-results>old</div>', data, [], ['results'], {
    attempt: () => ({ number: 2, phase: 'done', questions: [], score: 60, best: 72.5, passed: false, deadline: null, extensionsLeft: 0, counted: ['in'], attemptsLeft: 0, canRetry: false }),
  });
  expect($$('[data-result] > *').map((cell) => cell.textContent)).toEqual(['The quiz', 'Not passed', '', '72%', '80%']);
  expect($<HTMLAnchorElement>('[data-result] a').dataset.screenLink).toBe('quiz/one');
  expect(text).toContain('To finish, leave the course here');
  expect(text).not.toContain('old');
});

test('results: a module that is tracked by itself does not speak of the course', () => {
  const data = course([], { part: true });
  for (const [passed, said] of [[true, 'You have passed this part of the course.'], [false, 'You have not passed this part of the course, and no attempt is left.']] as const) {
    show('<div data-results></div>', data, [], ['results'], { status: () => ({ completed: true, passed }), score: () => 90 });
    expect($('[data-results]').textContent).toContain(said);
    expect($('[data-results]').textContent).toContain('Your score for this part of the course is 90%.');
  }
});

test('results: graded questions in pages that are not answered are told', () => {
  show('<div data-results></div>', course([]), [], ['results'], { unanswered: () => 2 });
  expect($('[data-results]').textContent).toContain('2 questions in the pages that count for your score are not answered yet.');
});

describe('M1 in review mode', () => {
  const review = { mode: 'review', kept: 'lms' } as const;
  const goOn = 'begin a new attempt where you opened it';
  test('a quiz that was not begun offers no beginning, and says how to go on', () => {
    quiz({ attempts: 3 }, review);
    expect($('[data-begin]').hidden).toBe(true);
    expect($('[data-attempts]').textContent).toContain(goOn);
  });
  test('a quiz whose attempt runs is not resumed, and its clock stands still', async () => {
    const deadline = Date.now() - 1;
    const { calls } = quiz({ timeLimit: 60 }, { ...review, attempt: () => ({ number: 1, phase: 'running', questions: ['q1'], score: 0, best: null, passed: false, deadline, extensionsLeft: 0, counted: [], attemptsLeft: null, canRetry: false }) });
    await vi.advanceTimersByTimeAsync(5000);
    expect($('[data-begin]').hidden).toBe(true);
    expect(calls).toEqual([]);
  });
  test('results say how to go on', () => {
    show('<div data-results></div>', course([]), [], ['results'], review);
    expect($('[data-results]').textContent).toContain(goOn);
  });
});

describe('gates', () => {
  const html = '<p id="a">a</p><div data-gate><button hidden>1</button></div><p id="b">b</p><div data-gate data-gate-until="answered"><button hidden>2</button></div><p id="c">c</p>';
  const shown = () => ['a', 'b', 'c'].filter((id) => !$(`#${id}`).hidden);
  const gate = (index: number) => $$('[data-gate] button')[index]!;

  test('open one after the other and stay open', () => {
    const first = show(html, course([]), [], ['gate']);
    expect(shown()).toEqual(['a']);
    gate(0).click();
    expect(shown()).toEqual(['a', 'b']);
    expect(document.activeElement!.id).toBe('b');
    gate(1).click();
    expect(shown()).toEqual(['a', 'b', 'c']);
    expect(first.session.gatesOpen('one')).toBe(2);
    show(html, course([]), [], ['gate'], { gatesOpen: () => 1 });
    expect(shown()).toEqual(['a', 'b']);
  });

  test('wait for the questions above', () => {
    let tries = 0;
    show(`<form data-question="q"></form>${html}`, course([]), [], ['gate'], {
      gatesOpen: () => 1, answer: () => ({ responses: [], score: 0, tries, hints: 0, final: true }),
    });
    gate(1).click();
    expect(shown()).toEqual(['a', 'b']);
    expect($('[data-notice]').textContent).toContain('answer the questions above');
    tries = 1;
    core.session.gatesOpen = () => 2;
    gate(1).click();
    expect(shown()).toEqual(['a', 'b', 'c']);
  });
});
