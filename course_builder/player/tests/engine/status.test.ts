// The status that an LMS is told, row by row, and that nothing final is told while something that counts can still happen.

import { describe, expect, test, vi } from 'vitest';
import { better, statusOf } from '../../src/lms/status';
import type { Result } from '../../src/lms/status';
import { rows, said } from '../../status.json';
import { problems } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, FakeLms, launch, makeCourse, right, takeQuiz } from './help';
import type { Made } from './help';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const RESULTS: Result[] = ['open', 'none', 'passed', 'failed'];
const FINAL = /passed|failed|completed/;

describe('the table', () => {
  test('has exactly one row for every standing, and words for each', () => {
    for (const result of RESULTS)
      for (const done of [false, true]) expect(rows.filter((row) => row.result === result && (row.done ?? done) === done), `${result} ${done}`).toHaveLength(1);
    expect(said).toHaveLength(rows.length);
  });
  test('R31: nothing final while something that counts can still happen', () => {
    for (const done of [false, true]) expect(Object.values(statusOf('open', done)).some((value) => FINAL.test(String(value)))).toBe(false);
  });
  test('says passed, and completed, only where the completion rule is met', () => {
    for (const row of rows.filter((one) => !one.done)) expect([row.passed, row.completed, row.completion, row.success].some((value) => /passed|completed/.test(value))).toBe(false);
  });
  test('R11 R17: what was reached stays reached', () => {
    expect(better('passed', 'failed')).toBe('passed');
    expect(better('completed', 'incomplete')).toBe('completed');
    expect(better('failed', 'incomplete')).toBe('failed');
    expect(better('failed', 'passed')).toBe('passed');
    expect(better('not attempted', 'incomplete')).toBe('incomplete');
    expect(better('unknown', '')).toBe('');
  });
});

type Play = (one: { session: ReturnType<typeof launch>; made: Made }) => void;
const readAll: Play = ({ session, made }) => made.course.screens.forEach((one) => session.visit(one.id));
const hand = (id: string, isRight: boolean): Play => ({ session, made }) => void takeQuiz(session, made, id, () => isRight);
const answer = (id: string): Play => ({ session, made }) => void session.check(made.questions[id]!, right(made, id), 1);

function told(version: Version, made: Made, ...plays: Play[]) {
  const host = new FakeHost();
  const lms = new FakeLms(version);
  const session = launch(made, lms, host);
  for (const play of plays) {
    play({ session, made });
    host.pass();
  }
  expect(problems(lms.log, version)).toEqual([]);
  const get = (key: string) => lms.stored[key] ?? '';
  return version === 12 ? get('cmi.core.lesson_status') : `${get('cmi.completion_status')} ${get('cmi.success_status')}`;
}

/** Each row by a play: what the LMS is told in SCORM 1.2 with `passed` and with `completed`, and in SCORM 2004. */
const once = { a: { attempts: 1 } };
const pages = { completion: { when: 'pages' as const, percentage: 100 } };
const PLAYS: [string, Parameters<typeof makeCourse>[0], Play[], string, string, string][] = [
  ['open: the quiz was not begun', { quizzes: { a: {} }, more: pages }, [readAll], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: failed, and attempts without limit (M1)', { quizzes: { a: {} } }, [readAll, hand('a', false)], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: failed, and one attempt left', { quizzes: { a: { attempts: 2 } } }, [readAll, hand('a', false)], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: one failed for good, the other still to come', { quizzes: { ...once, b: {} } }, [readAll, hand('a', false)], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: the last attempt is running', { quizzes: once, more: pages }, [readAll, ({ session }) => void session.begin('a')], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: a text that the learner has to mark', { quizzes: { a: { attempts: 1, kinds: ['marked', 'single'] } } }, [readAll, ({ session, made }) => {
    session.begin('a');
    session.draft(made.questions['a-0']!, [{ type: 'text', text: 'My own words' }]);
    session.submit('a', made.of('a'), {});
  }], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['open: a graded question in a page is not answered', { inPages: { p1: ['single'] }, graded: true }, [readAll], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['nothing to pass, a page missing', {}, [({ session }) => session.visit('p1')], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['nothing to pass, all read', {}, [readAll], 'completed', 'completed', 'completed unknown'],
  ['nothing to pass, all read, graded questions answered', { inPages: { p1: ['single'] }, graded: true }, [readAll, answer('p1-0')], 'completed', 'completed', 'completed unknown'],
  ['only a quiz that is not required', { quizzes: { a: { required: false } } }, [readAll], 'completed', 'completed', 'completed unknown'],
  ['passed, pages missing', { quizzes: { a: {} } }, [hand('a', true)], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['passed, pages missing, pages alone complete the course', { quizzes: { a: {} }, more: pages }, [hand('a', true)], 'incomplete', 'incomplete', 'incomplete unknown'],
  ['passed, pages missing, quizzes alone complete the course', { quizzes: { a: {} }, more: { completion: { when: 'assessments', percentage: 100 } } }, [hand('a', true)], 'passed', 'completed', 'completed passed'],
  ['passed and all read', { quizzes: { a: {} } }, [readAll, hand('a', true)], 'passed', 'completed', 'completed passed'],
  ['passed after a failure', { quizzes: { a: {} } }, [readAll, hand('a', false), hand('a', true)], 'passed', 'completed', 'completed passed'],
  ['passed, and then a worse attempt', { quizzes: { a: {} } }, [readAll, hand('a', true), hand('a', false)], 'passed', 'completed', 'completed passed'],
  ['failed for good', { quizzes: once }, [readAll, hand('a', false)], 'failed', 'incomplete', 'incomplete failed'],
  ['failed for good in the second attempt', { quizzes: { a: { attempts: 2 } } }, [hand('a', false), hand('a', false)], 'failed', 'incomplete', 'incomplete failed'],
  ['failed for good, pages alone complete the course', { quizzes: once, more: pages }, [readAll, hand('a', false)], 'failed', 'completed', 'completed failed'],
];
describe('R31 R17 M1 what a learner did, and what the LMS holds', () => {
  for (const [name, spec, plays, passed, completed, both] of PLAYS)
    test(name, () => {
      const made = (status: 'passed' | 'completed') => makeCourse({ ...spec, more: { ...spec?.more, status } });
      expect([told(12, made('passed'), ...plays), told(12, made('completed'), ...plays), told(2004, made('passed'), ...plays)]).toEqual([passed, completed, both]);
    });
});

test('a better score after passing is told, for another attempt may still be made', () => {
  const made = makeCourse({ quizzes: { a: { passMark: 50 } } });
  const host = new FakeHost();
  const lms = new FakeLms(12);
  const session = launch(made, lms, host);
  readAll({ session, made });
  takeQuiz(session, made, 'a', (id) => id === 'a-0');
  host.pass();
  expect([lms.stored['cmi.core.lesson_status'], lms.stored['cmi.core.score.raw']]).toEqual(['passed', '50']);
  takeQuiz(session, made, 'a');
  host.pass();
  expect([lms.stored['cmi.core.lesson_status'], lms.stored['cmi.core.score.raw']]).toEqual(['passed', '100']);
});

describe("R34 M6 the pass mark is the package's own", () => {
  const made = makeCourse({ quizzes: { a: {}, b: {} } });
  for (const version of [12, 2004] as const)
    test(`SCORM ${version}: what the LMS makes up as its pass mark holds no score back`, () => {
      const host = new FakeHost();
      const lms = new FakeLms(version, { 'cmi.student_data.mastery_score': '100', 'cmi.scaled_passing_score': '1' });
      takeQuiz(launch(made, lms, host), made, 'a');
      host.pass();
      expect(lms.stored[version === 12 ? 'cmi.core.score.raw' : 'cmi.score.raw']).toBe('50');
    });
  test('R21: where our manifest tells it, the score waits until the status is final', () => {
    const host = new FakeHost();
    const lms = new FakeLms(12);
    const session = launch(makeCourse({ quizzes: { a: {} }, more: { mastery: true } }), lms, host);
    const raw = () => lms.stored['cmi.core.score.raw'];
    takeQuiz(session, made, 'a', () => false);
    host.pass();
    expect(raw()).toBeUndefined(); // an attempt is left
    takeQuiz(session, made, 'a');
    host.pass();
    expect(raw()).toBeUndefined(); // pages are left
    made.course.screens.forEach((one) => session.visit(one.id));
    host.pass();
    expect([raw(), lms.stored['cmi.core.lesson_status']]).toEqual(['100', 'passed']);
  });
});

describe('M1 in review mode nothing is offered that cannot count', () => {
  for (const version of [12, 2004] as const)
    test(`SCORM ${version}`, () => {
      const made = makeCourse({ quizzes: { a: {}, b: {} } });
      const host = new FakeHost();
      const lms = new FakeLms(version);
      const first = launch(made, lms, host);
      takeQuiz(first, made, 'a', () => false);
      expect(first.attempt('a').canRetry).toBe(true);
      first.begin('b');
      first.exit();
      lms.stored[version === 12 ? 'cmi.core.lesson_mode' : 'cmi.mode'] = 'review';
      const again = launch(made, lms, host);
      expect(again.attempt('a').canRetry).toBe(false);
      expect(again.begin('a').phase).toBe('done');
      expect(again.submit('b', made.of('b'), {}).phase).toBe('running');
    });
});
