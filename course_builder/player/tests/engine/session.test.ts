// What pages can rely on: answers, attempts, scores, completion, coming back, and courses that were republished meanwhile.

import { describe, expect, test } from 'vitest';
import { unpack } from '../../src/engine/packing';
import { FakeHost, KINDS, choice, launchLocal, makeCourse, right, takeQuiz, wrong } from './help';
import type { Made } from './help';

const ALL = Object.keys(KINDS);

function start(made: Made, host = new FakeHost()) {
  return { made, host, session: launchLocal(made, host) };
}
/** Come back later, perhaps to another build of the course. */
function again({ host, session }: ReturnType<typeof start>, made: Made) {
  session.leave();
  return start(made, host);
}

describe('answers in pages', () => {
  for (const kind of ALL) {
    test(`${kind}: checked, kept, and there again`, () => {
      const made = makeCourse({ inPages: { p1: [kind] }, more: { state: { characters: 64_000, textBytes: 10_000 } } });
      const first = start(made);
      const answer = first.session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
      expect(answer).toMatchObject({ final: true, tries: 1, hints: 0, score: (KINDS[kind]!.scored ?? true) ? 1 : null });
      const sorted = (list: typeof answer.responses) => list.map((one) => (one && 'chosen' in one ? { ...one, chosen: [...one.chosen].sort() } : one));
      expect(sorted(again(first, made).session.answer('p1-0')!.responses)).toEqual(sorted(right(made, 'p1-0')));
    });
  }

  test('before the page is loaded a question has its score, but no responses', () => {
    const made = makeCourse({ inPages: { p1: ['single'] } });
    const first = start(made);
    first.session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    first.session.leave();
    const { session } = start({ ...made, questions: {} }, first.host);
    expect(session.answer('p1-0')).toMatchObject({ responses: [null], score: 1, final: true });
    session.load(Object.values(made.questions));
    expect(session.answer('p1-0')?.responses).toEqual(right(made, 'p1-0'));
  });

  test('an untouched or unknown question has no answer', () => {
    const { session } = start(makeCourse({ inPages: { p1: ['single'] } }));
    expect([session.answer('p1-0'), session.answer('nothing')]).toEqual([undefined, undefined]);
  });

  test('tries are counted, and when they are used up nothing changes any more', () => {
    const made = makeCourse({ inPages: { p1: ['single'] }, graded: true, change: { 'p1-0': { tries: 2 } } });
    const { session } = start(made);
    const one = made.questions['p1-0']!;
    session.check(one, wrong(made, 'p1-0'), 1);
    session.reset('p1-0');
    expect(session.answer('p1-0')).toMatchObject({ final: false, tries: 1, score: null, responses: [null] });
    expect(session.check(one, wrong(made, 'p1-0'), 1)).toMatchObject({ tries: 2, score: 0 });
    session.reset('p1-0');
    expect(session.check(one, right(made, 'p1-0'), 1)).toMatchObject({ final: true, tries: 2, score: 0 });
  });

  test('hints cost; after the answer they are free', () => {
    const made = makeCourse({ inPages: { p1: ['single'] }, change: { 'p1-0': { hints: [0.1, 0.3] } } });
    const first = start(made);
    first.session.hint(made.questions['p1-0']!, 1);
    const { session } = again(first, made);
    expect(session.answer('p1-0')?.hints).toBe(1);
    expect(session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1).score).toBeCloseTo(0.9);
    session.hint(made.questions['p1-0']!, 2);
    expect(session.answer('p1-0')).toMatchObject({ hints: 1, score: 0.9 });
  });

  test('a draft is kept and not scored', () => {
    const made = makeCourse({ inPages: { p1: ['gap'] } });
    const first = start(made);
    first.session.draft(made.questions['p1-0']!, [{ type: 'text', text: 'beh' }]);
    expect(again(first, made).session.answer('p1-0')).toEqual({ responses: [{ type: 'text', text: 'beh' }], score: null, tries: 0, hints: 0, final: false });
  });

  test('in a browser of its own a draft is saved at once', () => {
    const made = makeCourse({ inPages: { p1: ['gap'] } });
    const { session, host } = start(made);
    host.pass();
    session.draft(made.questions['p1-0']!, [{ type: 'text', text: 'beh' }]);
    host.pass();
    expect(session.saving).toBe('saved');
  });

  test('a self-marked text is checked, then marked; the mark is no further try', () => {
    const made = makeCourse({ inPages: { p1: ['marked'] }, graded: true, change: { 'p1-0': { tries: 1 } } });
    const { session } = start(made);
    const one = made.questions['p1-0']!;
    expect(session.check(one, [{ type: 'text', text: 'My words' }], 1)).toMatchObject({ final: true, score: null, tries: 1 });
    expect(session.check(one, [{ type: 'text', text: 'Better words', mark: 0.5 }], 1)).toEqual({
      responses: [{ type: 'text', text: 'My words', mark: 0.5 }], score: 0.5, tries: 1, hints: 0, final: true,
    });
    expect(session.check(one, [{ type: 'text', text: 'My words', mark: 1 }], 1).score).toBe(0.5);
  });

  test('a scenario that has not ended is not scored, and its path is kept', () => {
    const made = makeCourse({ inPages: { p1: ['scenario'] } });
    const first = start(made);
    first.session.draft(made.questions['p1-0']!, [{ type: 'choice', chosen: ['classes'] }, null]);
    const { session } = again(first, made);
    expect(session.answer('p1-0')).toMatchObject({ responses: [{ type: 'choice', chosen: ['classes'] }, null], final: false });
    expect(session.check(made.questions['p1-0']!, [{ type: 'choice', chosen: ['classes'] }, { type: 'choice', chosen: ['tents'] }], 1).score).toBe(0.5);
  });
});

describe('texts that were cut', () => {
  const typed = 'x'.repeat(30) + ' behind';
  const made = makeCourse({ quizzes: { a: { kinds: ['gap', 'number', 'cloze'] } }, more: { state: { characters: 4096, textBytes: 0 } }, change: {} });
  const gap = { ...made.questions['a-0']!, parts: [{ ...made.questions['a-0']!.parts[0]!, interaction: { ...KINDS['gap']!.parts[0]!, accepted: [typed] } }] } as (typeof made.questions)[string];
  made.questions['a-0'] = gap;
  const answers = () => {
    const first = start(made);
    first.session.begin('a');
    first.session.draft(gap, [{ type: 'text', text: typed }]);
    first.session.draft(made.questions['a-1']!, right(made, 'a-1'));
    first.session.draft(made.questions['a-2']!, right(made, 'a-2'));
    return again(first, made);
  };
  test('keep their score, though they are handed in after a return', () => {
    const { session } = answers();
    expect(session.answer('a-0')?.responses).toEqual([{ type: 'text', text: '' }]);
    expect(session.submit('a', made.of('a'), {}).score).toBe(100);
  });
  test('keep it when only another gap of the question is changed', () => {
    const { session } = answers();
    session.draft(made.questions['a-2']!, [{ type: 'text', text: '' }, { type: 'choice', chosen: ['5'] }]);
    expect(session.submit('a', made.of('a'), {}).score).toBe(83.33);
  });
  test('lose it when they are typed anew', () => {
    const { session } = answers();
    session.draft(gap, [{ type: 'text', text: 'wrong' }]);
    expect(session.submit('a', made.of('a'), {}).score).toBe(66.66);
  });
});

describe('attempts', () => {
  const two = () => makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'multiple', 'region'], attempts: 3 } } });

  test('not begun: nothing is asked', () => {
    const { session } = start(two());
    expect(session.attempt('a')).toEqual({ number: 0, phase: 'new', questions: [], score: 0, best: null, passed: false, deadline: null, extensionsLeft: 0, counted: [], attemptsLeft: 3, canRetry: false });
  });

  test('running: drafts have no score before they are handed in', () => {
    const made = two();
    const first = start(made);
    expect(first.session.begin('a')).toMatchObject({ number: 1, phase: 'running', questions: ['a-0', 'a-1', 'a-2', 'a-3'], attemptsLeft: 2 });
    first.session.draft(made.questions['a-0']!, right(made, 'a-0'));
    expect(first.session.answer('a-0')).toMatchObject({ final: false, score: null });
    expect(first.session.score()).toBe(0);
    const { session } = again(first, made);
    expect(session.begin('a')).toMatchObject({ number: 1, phase: 'running' }); // goes on
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ phase: 'done', score: 25, best: 25, passed: false, canRetry: true });
    expect(session.answer('a-1')).toMatchObject({ final: true, score: 0, responses: [null] });
  });

  test('the best counts, and when attempts are used up there is no other', () => {
    const made = two();
    const { session } = start(made);
    takeQuiz(session, made, 'a');
    expect(takeQuiz(session, made, 'a', () => false)).toMatchObject({ score: 0, best: 100, passed: true, attemptsLeft: 1 });
    expect(takeQuiz(session, made, 'a', (id) => id === 'a-0')).toMatchObject({ number: 3, score: 25, best: 100, attemptsLeft: 0, canRetry: false });
    expect(session.begin('a')).toMatchObject({ number: 3, phase: 'done' });
  });

  test('handed in: nothing can be changed', () => {
    const made = two();
    const { session } = start(made);
    takeQuiz(session, made, 'a', () => false);
    session.draft(made.questions['a-0']!, right(made, 'a-0'));
    session.reset('a-0');
    session.hint(made.questions['a-0']!, 1);
    expect(session.check(made.questions['a-0']!, right(made, 'a-0'), 1)).toMatchObject({ score: 0, final: true });
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ number: 1, score: 0 });
  });

  test('with feedback now each question is final when it is checked, and handing in takes it as it is', () => {
    const made = makeCourse({ quizzes: { a: { feedback: 'now' } } });
    const { session } = start(made);
    session.begin('a');
    expect(session.check(made.questions['a-0']!, right(made, 'a-0'), 1)).toMatchObject({ score: 1, final: true });
    expect(session.check(made.questions['a-0']!, wrong(made, 'a-0'), 1)).toMatchObject({ score: 1 });
    session.draft(made.questions['a-0']!, wrong(made, 'a-0'));
    expect(session.submit('a', made.of('a'), {}).score).toBe(50);
  });

  test('questions are weighed by their points, and unscored ones count nowhere', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'likert', 'essay'] } } });
    made.course.questions['a-0']!.points = 3;
    const { session } = start(made);
    expect(takeQuiz(session, made, 'a', (id) => id !== 'a-1').score).toBe(75);
    expect(session.answer('a-2')).toMatchObject({ score: null, final: true });
  });

  test('nobody passes by rounding, and nobody fails by binary fractions', () => {
    const made = makeCourse({ quizzes: { a: { kinds: Array<string>(10).fill('single'), passMark: 70 } } });
    Object.values(made.course.questions).forEach((one) => (one.points = 0.1));
    const { session } = start(made);
    expect(takeQuiz(session, made, 'a', (id) => Number(id.slice(2)) < 7)).toMatchObject({ score: 70, passed: true });
    const thirds = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'region'], passMark: 67 } } });
    expect(takeQuiz(start(thirds).session, thirds, 'a', (id) => id !== 'a-0')).toMatchObject({ score: 66.66, passed: false });
  });

  test('a survey is passed by whoever hands it in, and has no weight', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['likert', 'essay'] }, b: {} } });
    const { session } = start(made);
    expect(takeQuiz(session, made, 'a', () => false)).toMatchObject({ passed: true });
    expect(session.score()).toBe(0);
    takeQuiz(session, made, 'b');
    expect(session.score()).toBe(100);
  });

  test('retry of what was wrong: asks only that, and keeps the rest', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'multiple', 'likert'], retry: 'wrong' } } });
    const first = start(made);
    expect(takeQuiz(first.session, made, 'a', (id) => id === 'a-0')).toMatchObject({ score: 33.33 });
    expect(first.session.begin('a').questions).toEqual(['a-1', 'a-2']);
    const { session } = again(first, made);
    expect(session.attempt('a').questions).toEqual(['a-1', 'a-2']);
    expect(session.answer('a-1')).toBeUndefined();
    expect(session.answer('a-0')).toMatchObject({ score: 1, final: true });
    session.draft(made.questions['a-1']!, right(made, 'a-1'));
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ score: 66.66, canRetry: true });
    expect(session.begin('a').questions).toEqual(['a-2']);
    session.draft(made.questions['a-2']!, right(made, 'a-2'));
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ score: 100, canRetry: false });
  });

  test('pools: so many are drawn, the same after a return, others in the next attempt', () => {
    const inPools = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`a-${n + 1}`, n < 10 ? 'x' : 'y']));
    const made = makeCourse({ quizzes: { a: { kinds: Array<string>(21).fill('single'), inPools, pools: { x: 3, y: 12 }, shuffleQuestions: true } } });
    const first = start(made);
    const { questions } = first.session.begin('a');
    const of = (pool: string) => questions.filter((one) => inPools[one] === pool).length;
    expect([questions.length, of('x'), of('y'), questions.includes('a-0')]).toEqual([14, 3, 10, true]);
    const second = again(first, made);
    expect(second.session.attempt('a').questions).toEqual(questions);
    second.session.submit('a', made.of('a'), {});
    expect(second.session.begin('a').questions).not.toEqual(questions);
  });

  test('time limit: the deadline survives a return, and late answers do not count', () => {
    const made = makeCourse({ quizzes: { a: { timeLimit: 600 } } });
    const first = start(made);
    const begun = first.host.now();
    const { deadline } = first.session.begin('a');
    expect(deadline! - begun).toBeGreaterThanOrEqual(600_000);
    expect(deadline! - begun).toBeLessThan(601_000);
    first.session.draft(made.questions['a-0']!, right(made, 'a-0'));
    first.host.pass(700_000);
    const { session } = again(first, made);
    expect(session.attempt('a')).toMatchObject({ phase: 'running', deadline });
    session.draft(made.questions['a-1']!, right(made, 'a-1'));
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ score: 50, deadline: null });
  });

  test('more time: so often as the author says, the same after a return, none when the time is over', () => {
    const made = makeCourse({ quizzes: { a: { timeLimit: 600, extraTime: 300, extraTimes: 2 }, b: { timeLimit: 600 } } });
    const first = start(made);
    const begun = first.session.begin('a');
    expect(begun.extensionsLeft).toBe(2);
    // What tells how often it was extended costs the learner nothing, and no more than two seconds are given for it.
    const given = begun.deadline! - first.host.now() - 600_000;
    expect(given >= 0 && given < 3000).toBe(true);
    const once = first.session.extend('a');
    expect(once.extensionsLeft).toBe(1);
    expect(once.deadline! - begun.deadline!).toBeGreaterThanOrEqual(300_000);
    expect(once.deadline! - begun.deadline!).toBeLessThan(303_000);
    const second = again(first, made);
    expect(second.session.attempt('a')).toMatchObject({ deadline: once.deadline, extensionsLeft: 1 });
    const twice = second.session.extend('a');
    expect(twice.extensionsLeft).toBe(0);
    expect(second.session.extend('a')).toEqual(twice);
    expect(second.session.begin('b').extensionsLeft).toBe(0);
    expect(second.session.extend('b').deadline).toBe(second.session.attempt('b').deadline);
    const late = start(made);
    late.session.begin('a');
    late.host.pass(700_000);
    expect(late.session.extend('a')).toMatchObject({ deadline: late.session.attempt('a').deadline, extensionsLeft: 2 });
  });

  test('what counts for the score is told, with what was right before', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'likert'], retry: 'wrong' } } });
    const { session } = start(made);
    takeQuiz(session, made, 'a', (id) => id === 'a-0');
    expect(session.begin('a')).toMatchObject({ questions: ['a-1'], counted: ['a-0', 'a-1'] });
  });

  test('a self-marked text can be marked after it was handed in', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single', 'marked'] } } });
    const { session } = start(made);
    session.begin('a');
    session.draft(made.questions['a-0']!, right(made, 'a-0'));
    session.draft(made.questions['a-1']!, [{ type: 'text', text: 'My words' }]);
    expect(session.submit('a', made.of('a'), {})).toMatchObject({ score: 50, passed: false });
    session.check(made.questions['a-1']!, [{ type: 'text', text: 'My words', mark: 1 }], 1);
    expect(session.attempt('a')).toMatchObject({ phase: 'done', score: 100, passed: true });
  });

  test('a scenario that was handed in half-way is wrong and stays it', () => {
    const made = makeCourse({ quizzes: { a: { kinds: ['scenario'] } } });
    const { session } = start(made);
    session.begin('a');
    session.draft(made.questions['a-0']!, [{ type: 'choice', chosen: ['classes'] }, null]);
    expect(session.submit('a', made.of('a'), {}).score).toBe(0);
    expect(session.check(made.questions['a-0']!, right(made, 'a-0'), 1).score).toBe(0);
  });
});

describe('order of options', () => {
  const made = makeCourse({ inPages: { p1: ['single', 'order', 'likert', 'truth', 'match'] }, quizzes: { a: {}, b: { shuffleOptions: false } } });
  made.questions['a-0']!.parts[0]!.interaction = choice('a b c d e f g h +i');
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  test('the same within an attempt, after a return too; another in the next', () => {
    const first = start(made);
    first.session.begin('a');
    const order = first.session.shuffled(made.questions['a-0']!, 0, ids);
    expect(order).not.toEqual(ids);
    const { session } = again(first, made);
    expect(session.shuffled(made.questions['a-0']!, 0, ids)).toEqual(order);
    session.submit('a', made.of('a'), {});
    session.begin('a');
    expect(session.shuffled(made.questions['a-0']!, 0, ids)).not.toEqual(order);
  });
  test('as they stand where the author says so', () => {
    const { session } = start(made);
    expect(session.shuffled(made.questions['b-0']!, 0, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
    expect(session.shuffled(made.questions['p1-2']!, 0, ['never', 'sometimes', 'always'])).toEqual(['never', 'sometimes', 'always']);
    expect(session.shuffled(made.questions['p1-3']!, 0, ['true', 'false'])).toEqual(['true', 'false']);
  });
  test('in pages the same at every return; what is to be ordered never stands in order', () => {
    const first = start(made);
    const order = first.session.shuffled(made.questions['p1-1']!, 0, ['i1', 'i2', 'i3']);
    expect(order).not.toEqual(['i1', 'i2', 'i3']);
    // The page may list them in any order.
    expect(again(first, made).session.shuffled(made.questions['p1-1']!, 0, ['i3', 'i1', 'i2'])).toEqual(order);
  });
});

describe('progress', () => {
  test('seen pages, gates and the place are kept', () => {
    const made = makeCourse({ pages: 4 });
    const first = start(made);
    expect(first.session.bookmark).toBe('');
    first.session.visit('home');
    first.session.visit('p1');
    first.session.visit('p3');
    first.session.visit('results');
    first.session.openGate('p3', 0);
    first.session.openGate('p3', 1);
    first.session.openGate('p3', 0);
    const { session } = again(first, made);
    expect([session.bookmark, session.seen('p1'), session.seen('p2'), session.progress(), session.gatesOpen('p3'), session.gatesOpen('p1')]).toEqual(['p3', true, false, 0.5, 2, 0]);
    session.visit('p2');
    expect(session.bookmark).toBe('p3');
  });

  test('nothing is passed at launch', () => {
    const { session } = start(makeCourse({ quizzes: { a: { passMark: 0 } } }));
    expect(session.status()).toEqual({ completed: false, passed: null });
  });

  const rules: [string, Parameters<typeof makeCourse>[0], (one: ReturnType<typeof start>) => void, boolean][] = [
    ['pages: all seen', {}, ({ session }) => (session.visit('p1'), session.visit('p2')), true],
    ['pages: one missing', {}, ({ session }) => session.visit('p1'), false],
    ['percentage reached', { pages: 5, more: { completion: { when: 'percentage', percentage: 60 } } }, ({ session }) => ['p1', 'p2', 'p3'].forEach(session.visit), true],
    ['percentage missed', { pages: 5, more: { completion: { when: 'percentage', percentage: 61 } } }, ({ session }) => ['p1', 'p2', 'p3'].forEach(session.visit), false],
    ['assessments: passed', { quizzes: { a: {} }, more: { completion: { when: 'assessments', percentage: 100 } } }, ({ session, made }) => takeQuiz(session, made, 'a'), true],
    ['assessments: none required, so pages', { more: { completion: { when: 'assessments', percentage: 100 } } }, ({ session }) => session.visit('p1'), false],
    ['both: only passed', { quizzes: { a: {} } }, ({ session, made }) => takeQuiz(session, made, 'a'), false],
    ['both', { quizzes: { a: {} } }, ({ session, made }) => (['p1', 'p2', 'quiz/a'].forEach(session.visit), takeQuiz(session, made, 'a')), true],
    ['both: a quiz that is not required does not count', { quizzes: { a: {}, b: { required: false } } }, ({ session, made }) => (['p1', 'p2', 'quiz/a', 'quiz/b'].forEach(session.visit), takeQuiz(session, made, 'a')), true],
  ];
  for (const [name, course, act, completed] of rules) {
    test(`completion, ${name}`, () => {
      const one = start(makeCourse(course));
      act(one);
      expect(one.session.status().completed).toBe(completed);
      expect(again(one, one.made).session.status().completed).toBe(completed);
    });
  }

  test('the course score: weights, what is open as 0, graded questions in pages as one more', () => {
    const made = makeCourse({ inPages: { p1: ['single', 'truth'] }, graded: true, quizzes: { a: { weight: 2 }, b: { required: false }, c: {} } });
    const { session } = start(made);
    expect(session.score()).toBe(0);
    takeQuiz(session, made, 'a');
    expect(session.score()).toBe(50);
    takeQuiz(session, made, 'b', () => false);
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    expect(session.score()).toBe(62.5);
  });

  test('a graded question that is begun anew keeps its score until it is checked', () => {
    const made = makeCourse({ inPages: { p1: ['single'] }, graded: true });
    const { session } = start(made);
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    session.reset('p1-0');
    expect([session.answer('p1-0')!.score, session.score()]).toEqual([null, 100]);
  });

  test('a course without anything to score has no score', () => {
    expect(start(makeCourse({ inPages: { p1: ['single'] } })).session.score()).toBeNull();
  });

  test('linear: a page opens when those before were seen, and quizzes there handed in', () => {
    const made = makeCourse({ pages: 2, quizzes: { a: {}, b: { required: false }, c: {} }, more: { navigation: 'linear' } });
    const { session } = start(made);
    const open = () => made.course.screens.map((one) => one.id).filter((id) => session.reachable(id));
    expect(open()).toEqual(['home', 'p1', 'results']);
    session.visit('p1');
    session.visit('p2');
    expect(open()).toEqual(['home', 'p1', 'p2', 'quiz/a', 'results']);
    session.visit('quiz/a');
    expect(session.reachable('quiz/b')).toBe(false);
    takeQuiz(session, made, 'a', () => false);
    expect(session.reachable('quiz/b')).toBe(true);
    session.visit('quiz/b');
    expect(session.reachable('quiz/c')).toBe(true);
  });
});

describe('a course that was republished', () => {
  const before = () => makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'region', 'multiple'], shuffleQuestions: true } } });
  /** The next build: questions keep their slots. */
  function change(made: Made, act: (made: Made) => void): Made {
    const next = structuredClone({ course: made.course, questions: made.questions, kind: made.kind }) as Made;
    next.of = (id) => Object.values(next.questions).filter((one) => next.course.questions[one.id]?.assessment === id);
    act(next);
    return next;
  }
  const drop = (made: Made, id: string) => {
    delete made.questions[id];
    delete made.course.questions[id];
  };

  test('a question that is gone is no longer asked; one that is new waits for the next attempt', () => {
    const made = before();
    const first = start(made);
    const { questions } = first.session.begin('a');
    first.session.draft(made.questions['a-0']!, right(made, 'a-0'));
    const next = change(made, (one) => {
      drop(one, 'a-1');
      one.questions['a-9'] = { ...one.questions['a-0']!, id: 'a-9' };
      one.course.questions['a-9'] = { ...one.course.questions['a-0']!, slot: 17 };
    });
    const { session } = again(first, next);
    expect(session.attempt('a')).toMatchObject({ phase: 'running', questions: questions.filter((one) => one !== 'a-1') });
    expect(session.submit('a', next.of('a'), {}).score).toBe(33.33);
    expect(session.begin('a').questions).toContain('a-9');
  });

  test('a running attempt that lost all its questions has not begun', () => {
    const made = before();
    const first = start(made);
    first.session.begin('a');
    const next = change(made, (one) => ['a-0', 'a-1', 'a-2', 'a-3'].forEach((id) => drop(one, id)));
    expect(again(first, next).session.attempt('a')).toMatchObject({ phase: 'new', number: 0 });
  });

  test('options that moved, were renamed or are gone', () => {
    const made = makeCourse({ inPages: { p1: ['multiple', 'order', 'match'] } });
    const first = start(made);
    for (const id of ['p1-0', 'p1-1', 'p1-2']) first.session.check(made.questions[id]!, right(made, id), 1);
    const next = change(made, (one) => {
      const multiple = one.questions['p1-0']!.parts[0]!.interaction;
      const order = one.questions['p1-1']!.parts[0]!.interaction;
      const match = one.questions['p1-2']!.parts[0]!.interaction;
      if (multiple.type !== 'choice' || order.type !== 'order' || match.type !== 'match') throw new Error();
      multiple.options.reverse();
      multiple.options.find((option) => option.id === 'a')!.id = 'alpha';
      order.items.splice(1, 1);
      match.targets.shift();
    });
    const { session } = again(first, next);
    expect(session.answer('p1-0')).toMatchObject({ score: 1, responses: [{ type: 'choice', chosen: ['alpha', 'b-two'] }] });
    expect(session.answer('p1-1')).toMatchObject({ score: 1, responses: [{ type: 'order', items: ['i1', 'i3'] }] });
    expect(session.answer('p1-2')).toMatchObject({ score: 1, responses: [{ type: 'match', pairs: { s3: 't2' } }] });
  });

  test('a question of another kind has no response, and keeps its score', () => {
    const made = makeCourse({ inPages: { p1: ['single'] } });
    const first = start(made);
    first.session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    const next = makeCourse({ inPages: { p1: ['gap'] } });
    expect(again(first, next).session.answer('p1-0')).toMatchObject({ score: 1, responses: [null] });
  });

  test('what was completed stays completed, with a further page and a further quiz', () => {
    const made = makeCourse({ quizzes: { a: {} } });
    const first = start(made);
    ['p1', 'p2', 'quiz/a'].forEach(first.session.visit);
    takeQuiz(first.session, made, 'a');
    const { session } = again(first, makeCourse({ pages: 5, quizzes: { a: {}, b: {} } }));
    session.visit('p3');
    expect(session.status()).toEqual({ completed: true, passed: true });
  });

  test('a question that left the course takes its answer along, and another never gets it', () => {
    const made = before();
    const first = start(made);
    takeQuiz(first.session, made, 'a');
    const next = change(made, (one) => drop(one, 'a-0'));
    const second = again(first, next);
    expect(second.session.answer('a-0')).toBeUndefined();
    expect(second.session.attempt('a').best).toBe(100);
  });

  test('rubbish in the storage is a fresh start', () => {
    const host = new FakeHost();
    host.stored.set('course-builder:course', 'c1%%%{"not":"ours"}');
    const { session } = start(before(), host);
    expect([session.bookmark, session.attempt('a').phase, session.progress()]).toEqual(['', 'new', 0]);
  });
});

test('the state is written to the browser, and each save counts', () => {
  const made = makeCourse();
  const { session, host } = start(made);
  session.visit('p1');
  host.pass();
  session.visit('p2');
  host.pass();
  expect(session.kept).toBe('browser');
  expect(unpack(host.stored.get('course-builder:course')!)).toMatchObject({ counter: 2, bookmark: 1 });
});

test('where the browser stores nothing, the course works and says so', () => {
  const host = new FakeHost();
  host.storage.setItem = () => {
    throw new Error('QuotaExceededError');
  };
  const { session } = start(makeCourse(), host);
  session.visit('p1');
  host.pass();
  expect([session.kept, session.saving, session.seen('p1')]).toEqual(['nothing', 'none', true]);
});
