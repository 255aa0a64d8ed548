// Parts of which learners choose modules: what counts, what is drawn, when it is done. And what `done` means of a page.

import { describe, expect, test } from 'vitest';
import type { CourseData } from '../../src/contract';
import { FakeHost, FakeLms, launch, launchLocal, makeCourse, takeQuiz } from './help';
import type { Made, Quiz } from './help';

/** Page p1 is the base; p2 and quiz `tea`, p3 and quiz `milk` are modules of which one is enough; `final` is for all. */
function tea(final: Quiz = {}, more: Partial<CourseData> = {}): Made {
  const made = makeCourse({
    pages: 3,
    quizzes: { tea: {}, milk: {}, final: { kinds: ['single', 'single', 'single'], ...final } },
    more: { parts: [{ id: 'drinks', title: 'Drinks', modules: ['tea', 'milk'], required: 1 }], ...more },
  });
  const module: Record<string, string> = { p1: 'base', p2: 'tea', 'quiz/tea': 'tea', p3: 'milk', 'quiz/milk': 'milk' };
  const order = ['home', 'p1', 'p2', 'quiz/tea', 'p3', 'quiz/milk', 'quiz/final', 'results'];
  for (const screen of made.course.screens) screen.module = module[screen.id] ?? '';
  made.course.screens.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return made;
}

describe('a part of which one module is enough', () => {
  test('one module and what is for all make the course done and passed; the other is not asked for', () => {
    const made = tea();
    const session = launchLocal(made, new FakeHost());
    for (const screen of ['p1', 'p3', 'quiz/milk', 'quiz/final']) session.visit(screen);
    expect(session.progress()).toBe(1);
    expect(session.counts('milk')).toBe(true);
    expect(session.counts('tea')).toBe(false);
    takeQuiz(session, made, 'milk');
    expect(session.status()).toEqual({ completed: false, passed: null });
    takeQuiz(session, made, 'final');
    expect(session.status()).toEqual({ completed: true, passed: true });
    expect(session.score()).toBe(100);
  });

  test('the module must be one: the pages of this and the quiz of that do not make it', () => {
    const made = tea();
    const session = launchLocal(made, new FakeHost());
    for (const screen of ['p1', 'p3', 'quiz/milk', 'quiz/final', 'quiz/tea']) session.visit(screen);
    takeQuiz(session, made, 'tea');
    takeQuiz(session, made, 'final');
    expect(session.status().completed).toBe(false);
    takeQuiz(session, made, 'milk');
    expect(session.status()).toEqual({ completed: true, passed: true });
  });

  test('failed for good in one module, a learner can still pass by the other', () => {
    const made = tea();
    for (const quiz of made.course.assessments) quiz.attempts = 1;
    const session = launchLocal(made, new FakeHost());
    for (const screen of ['p1', 'p3', 'quiz/milk', 'quiz/final']) session.visit(screen);
    takeQuiz(session, made, 'tea', () => false);
    takeQuiz(session, made, 'final');
    expect(session.status().passed).toBe(null);
    takeQuiz(session, made, 'milk');
    expect(session.status().passed).toBe(true);
  });

  test('failed in both for good, it is failed', () => {
    const made = tea();
    for (const quiz of made.course.assessments) quiz.attempts = 1;
    const session = launchLocal(made, new FakeHost());
    for (const quiz of ['tea', 'milk']) takeQuiz(session, made, quiz, () => false);
    takeQuiz(session, made, 'final');
    expect(session.status().passed).toBe(false);
  });

  test('the score is that of the better module, and does not fall by trying the other', () => {
    const made = tea();
    const session = launchLocal(made, new FakeHost());
    takeQuiz(session, made, 'tea');
    const before = session.score();
    takeQuiz(session, made, 'milk', () => false);
    expect(session.score()).toBe(before);
    expect(before).toBe(50);
  });

  test('in linear navigation each module opens with the first, and what follows with one of them', () => {
    const made = tea({}, { navigation: 'linear' });
    const session = launchLocal(made, new FakeHost());
    session.visit('p1');
    expect(['p2', 'p3', 'quiz/milk', 'quiz/final'].map(session.reachable)).toEqual([true, true, false, false]);
    session.visit('p3');
    session.visit('quiz/milk');
    expect(session.reachable('quiz/final')).toBe(false);
    takeQuiz(session, made, 'milk', () => false);
    expect(session.reachable('quiz/final')).toBe(true);
    expect(session.reachable('quiz/tea')).toBe(false);
  });

  test('an assessment that follows the route draws from the module that was taken furthest', () => {
    const pools = { pools: { tea: 1, milk: 1, all: 1 }, inPools: { 'final-0': 'tea', 'final-1': 'milk', 'final-2': 'all' } };
    for (const [visited, ids] of [['p2', ['final-0', 'final-2']], ['p3', ['final-1', 'final-2']]] as const) {
      const session = launchLocal(tea({ ...pools, route: true }), new FakeHost());
      session.visit(visited);
      expect(session.begin('final').questions).toEqual(ids);
    }
    expect(launchLocal(tea(pools), new FakeHost()).begin('final').questions).toHaveLength(3);
  });

  for (const version of [12, 2004] as const) {
    test(`SCORM ${version}: the LMS is told of the route, and it is the same after coming back`, () => {
      const made = tea();
      const lms = new FakeLms(version);
      const first = launch(made, lms, new FakeHost());
      for (const screen of ['p1', 'p3', 'quiz/milk', 'quiz/final']) first.visit(screen);
      takeQuiz(first, made, 'milk');
      first.exit();
      const session = launch(made, lms, new FakeHost());
      expect(session.counts('milk')).toBe(true);
      takeQuiz(session, made, 'final');
      session.exit();
      expect(version === 12 ? [lms.stored['cmi.core.lesson_status']] : [lms.stored['cmi.completion_status'], lms.stored['cmi.success_status']]).toEqual(version === 12 ? ['passed'] : ['completed', 'passed']);
    });
  }
});

describe('a page is done', () => {
  test('when its gates are open', () => {
    const made = makeCourse({ pages: 2 });
    made.course.screens[1]!.gates = 2;
    const session = launchLocal(made, new FakeHost());
    for (const screen of ['p1', 'p2']) session.visit(screen);
    expect([session.seen('p1'), session.done('p1'), session.done('p2'), session.progress()]).toEqual([true, false, true, 0.5]);
    session.openGate('p1', 0);
    expect(session.done('p1')).toBe(false);
    session.openGate('p1', 1);
    expect([session.done('p1'), session.status().completed]).toEqual([true, true]);
  });

  test('when what must be answered is answered, rightly or not', () => {
    const made = makeCourse({ pages: 1, inPages: { p1: ['single', 'single'] } });
    made.course.questions['p1-0']!.required = true;
    const session = launchLocal(made, new FakeHost());
    session.visit('p1');
    expect([session.done('p1'), session.status().completed]).toEqual([false, false]);
    session.check(made.questions['p1-0']!, [{ type: 'choice', chosen: ['a'] }], 1);
    expect([session.done('p1'), session.status().completed]).toEqual([true, true]);
  });

  test('in linear navigation the next one opens then', () => {
    const made = makeCourse({ pages: 2, more: { navigation: 'linear' } });
    made.course.screens[1]!.gates = 1;
    const session = launchLocal(made, new FakeHost());
    session.visit('p1');
    expect(session.reachable('p2')).toBe(false);
    session.openGate('p1', 0);
    expect(session.reachable('p2')).toBe(true);
  });
});
