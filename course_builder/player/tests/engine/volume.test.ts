// R33, R35: what is sent for an answer, at the end, and while the page is left, in a course as large as the flagship.

import { describe, expect, test, vi } from 'vitest';
import { FakeHost, FakeLms, KINDS, launch, makeCourse, takeQuiz, wrong } from './help';
import type { Version } from '../lms-forms';
import { sent } from './collect';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const KB = 1024;
const kinds = Object.keys(KINDS).filter((kind) => !['essay', 'marked', 'scenario'].includes(kind));
/** 15 quizzes of 12 questions, a final one of 20, practice on 40 pages: about 335 interactions. */
const flagship = (report: 'all' | 'graded' | 'none') =>
  makeCourse({
    pages: 40,
    inPages: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n + 1}`, ['single', 'gap', 'match'].slice(0, 3)])),
    quizzes: {
      ...Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`module-${n}-quiz`, { kinds: Array.from({ length: 12 }, (_, one) => kinds[(n + one) % kinds.length]!) }])),
      final: { kinds: Array.from({ length: 20 }, (_, n) => kinds[n % kinds.length]!), attempts: 3 },
    },
    change: Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`module-${n}-quiz-0`, { objectives: [`objective-of-module-${n}`] }])),
    more: { report, state: { characters: 4096, textBytes: 8 } },
  });

/** Do everything, in as many sittings; gives what each request carried. */
function play(version: Version, report: 'all' | 'graded' | 'none', sittings: number) {
  const made = flagship(report);
  const host = new FakeHost();
  const lms = new FakeLms(version);
  const ids = made.course.assessments.map((one) => one.id);
  const answers: number[] = [];
  const requests: ReturnType<typeof sent> = [];
  for (let sitting = 0; sitting < sittings; sitting++) {
    const stored = { ...lms.stored };
    const session = launch(made, lms, host);
    host.pass();
    const mine = <T>(all: T[]) => all.filter((_, n) => Math.floor((n * sittings) / all.length) === sitting);
    for (const id of mine(Object.keys(made.questions).filter((one) => one.startsWith('p')))) {
      session.check(made.questions[id]!, wrong(made, id), 12);
      host.pass(60_000);
    }
    answers.push(...sent(lms.log, version, stored).slice(1, 3).map((one) => one.form));
    for (const id of mine(ids)) {
      takeQuiz(session, made, id);
      host.pass(60_000);
    }
    session.leave();
    requests.push(...sent(lms.log, version, stored));
    expect(lms.count(version === 12 ? 'Finish' : 'Terminate')).toBe(1);
  }
  const told = Object.entries(lms.stored).filter(([key]) => /^cmi\.interactions\.\d+\.id$/.test(key)).map(([, id]) => id);
  return { requests, told, answers, lms };
}

describe('R35 a commit carries at most 32 KB, and what is sent on leaving at most 48 KB', () => {
  for (const version of [12, 2004] as const)
    for (const report of ['all', 'graded', 'none'] as const)
      for (const sittings of [1, 5])
        test(`SCORM ${version}, report: ${report}, in ${sittings} sitting(s)`, () => {
          const { requests, told, answers } = play(version, report, sittings);
          const largest = Math.max(...requests.map((one) => one.form));
          const leaving = Math.max(...requests.filter((one) => !one.method.endsWith('Commit')).map((one) => one.multipart));
          const fields = Math.max(...requests.map((one) => one.fields));
          if (process.env['VOLUME']) process.stdout.write(`${version === 12 ? '1.2' : version}, report: ${report}, ${sittings} sitting(s): an answer ${answers.slice(0, 2).join(' and ')}, largest commit ${largest}, at the end ${leaving} multipart; ${told.length} answers held\n`);
          expect(largest).toBeLessThanOrEqual(32 * KB);
          expect(leaving).toBeLessThanOrEqual(48 * KB);
          // PHP drops what is over its 1,000 fields without a word.
          expect(fields).toBeLessThan(1000);
          if (report === 'none') expect(told).toEqual([]);
          else expect(told.filter((id) => id.startsWith('final')).length, 'answers of the final quiz').toBeGreaterThan(version === 12 ? 19 : 9);
          if (report === 'graded') expect(told.filter((id) => /^p\d/.test(id))).toEqual([]);
        });
});

describe('R33 on leaving there is one call, with the session time set before', () => {
  for (const version of [12, 2004] as const)
    for (const how of ['exit', 'leave'] as const)
      test(`SCORM ${version}, ${how}`, () => {
        const made = makeCourse();
        const host = new FakeHost();
        const lms = new FakeLms(version);
        const session = launch(made, lms, host);
        host.pass(5000);
        const before = lms.log.length;
        session.visit('p1');
        session[how]();
        const methods = lms.log.slice(before).map(({ method, args }) => (/SetValue$/.test(method) ? String(args[0]) : method));
        expect(methods.filter((one) => !one.startsWith('cmi.') && !one.startsWith('adl'))).toEqual([version === 12 ? 'LMSFinish' : 'Terminate']);
        expect(methods.findIndex((one) => one.endsWith('session_time'))).toBeGreaterThan(-1);
        expect(methods[methods.length - 1]).toBe(version === 12 ? 'LMSFinish' : 'Terminate');
        expect(lms.stored['cmi.suspend_data']).toBeTruthy();
        expect(session.saving).toBe('saved');
      });
});

test('in one sitting a question that is answered again is told in the place of what was told of it, where room gets narrow', () => {
  const made = makeCourse({ quizzes: { a: { kinds: kinds } } });
  const host = new FakeHost();
  const lms = new FakeLms(2004);
  const session = launch(made, lms, host);
  for (let n = 0; n < 30; n++) {
    takeQuiz(session, made, 'a', () => n === 29);
    host.pass();
  }
  const ids = Object.entries(lms.stored).filter(([key]) => /^cmi\.interactions\.\d+\.id$/.test(key)).map(([, id]) => id);
  expect(new Set(ids).size).toBe(made.of('a').reduce((sum, one) => sum + one.parts.length, 0));
  expect(ids.length).toBeLessThan(40);
  const results = Object.entries(lms.stored).filter(([key]) => /^cmi\.interactions\.\d+\.result$/.test(key)).map(([, result]) => result);
  expect(results.filter((one) => one === 'correct').length).toBeGreaterThanOrEqual(new Set(ids).size - 1);
});

test('SCORM 2004 recalls what earlier sittings told: the same question again is written over whole', () => {
  const stored: Record<string, string> = {};
  for (let n = 0; n < 30; n++) {
    const id = n ? `old-${n}` : 'a-0';
    Object.entries({ id, type: 'choice', learner_response: 'a', result: 'incorrect', latency: 'PT1S' }).forEach(([leaf, value]) => (stored[`cmi.interactions.${n}.${leaf}`] = value));
  }
  const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth'] } } });
  const host = new FakeHost();
  const lms = new FakeLms(2004, stored);
  takeQuiz(launch(made, lms, host), made, 'a');
  host.pass();
  expect(lms.stored).toMatchObject({ 'cmi.interactions.0.result': 'correct', 'cmi.interactions.0.latency': 'PT12.35S' });
  expect(Object.keys(lms.stored).filter((key) => key.endsWith('.id') && key.startsWith('cmi.interactions'))).toHaveLength(30);
});
