// What real LMSs ask of a package: for each rule (R8 to R30) that concerns the player, one test and more.

import { describe, expect, test, vi } from 'vitest';
import { attach } from '../../src/engine/lifecycle';
import { findApi } from '../../src/lms/find';
import { createSession } from '../../src/engine/engine';
import { scorm12 } from '../../src/lms/scorm12';
import { scorm2004 } from '../../src/lms/scorm2004';
import { problems } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, FakeLms, KINDS, launch, makeCourse, right, takeQuiz, windowWith, wrong } from './help';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const VERSIONS: Version[] = [12, 2004];
const ALL = Object.keys(KINDS);
const whole = () =>
  makeCourse({
    inPages: { p1: ['single', 'essay'], p2: ['cloze'] },
    quizzes: { a: { kinds: ALL }, b: { kinds: ['single'], weight: 2 } },
    change: { 'a-0': { objectives: ['o1', 'o 2'] }, 'a-1': { objectives: ['o1'] } },
  });
const both = (name: string, act: (version: Version) => void) => describe(name, () => VERSIONS.forEach((version) => test(`SCORM ${version === 12 ? '1.2' : version}`, () => act(version))));
const clean = (lms: FakeLms) => expect(problems(lms.log, lms.version)).toEqual([]);

function start(version: Version, made = whole(), stored: Record<string, string> = {}) {
  const host = new FakeHost();
  const lms = new FakeLms(version, stored);
  const session = launch(made, lms, host);
  return { host, lms, session, made };
}
const STATUS: Record<Version, RegExp> = { 12: /lesson_status$/, 2004: /completion_status$/ };
const RAW: Record<Version, RegExp> = { 12: /^cmi\.core\.score\.raw$/, 2004: /^cmi\.score\.raw$/ };
const last = (list: [string, string][]) => list[list.length - 1]?.[1];

describe('R8 the version is known before an API is looked for', () => {
  test('an LMS that offers both', () => {
    const twelve = new FakeLms(12);
    const twenty = new FakeLms(2004);
    const page = { ...windowWith('API', twelve.open().api), API_1484_11: twenty.open().api } as unknown as Window & { parent: Window };
    page.parent = page;
    createSession(whole().course, scorm2004(page), new FakeHost());
    expect([twelve.count('Initialize'), twenty.count('Initialize')]).toEqual([0, 1]);
    createSession(whole().course, scorm12(page, 'passed'), new FakeHost());
    expect(twelve.count('Initialize')).toBe(1);
  });
});

describe('R9 the API is looked up in the parents, then in the openers', () => {
  const api = { LMSInitialize: () => 'true' };
  const frame = (parent?: unknown, more: object = {}) => {
    const one = { ...more } as { parent: unknown };
    one.parent = parent ?? one;
    return one as unknown as Window;
  };
  test('in a parent of a parent', () => expect(findApi(frame(frame(frame(undefined, { API: api }))), 'API')).toBe(api));
  test('in the opener', () => expect(findApi(frame(undefined, { opener: frame(undefined, { API: api }) }), 'API')).toBe(api));
  test('in the parent of the opener of the parent', () =>
    expect(findApi(frame(frame(undefined, { opener: frame(frame(undefined, { API: api })) })), 'API')).toBe(api));
  test('nowhere', () => expect(findApi(frame(frame()), 'API')).toBeUndefined());
  test('parents first', () => {
    const other = { ...api };
    expect(findApi(frame(frame(undefined, { API: api }), { opener: frame(undefined, { API: other }) }), 'API')).toBe(api);
  });
  test("another site's window throws, and the one above it is still asked", () => {
    const top = frame(undefined, { API: api });
    const foreign = new Proxy({}, {
      get: (_, key) => {
        if (key === 'parent') return top;
        throw new Error('SecurityError');
      },
    });
    expect(findApi(frame(foreign), 'API')).toBe(api);
  });
  test('a chain without end is given up', () => {
    const endless = (): Window => new Proxy({}, { get: (_, key) => (key === 'parent' ? endless() : undefined) }) as Window;
    expect(findApi(endless(), 'API')).toBeUndefined();
  });
  test('windows that opened each other are given up', () => {
    const a = frame() as { opener?: unknown };
    const b = frame(undefined, { opener: a });
    a.opener = b;
    expect(findApi(b, 'API')).toBeUndefined();
  });
  test('without one the course works and says that nothing is kept', () => {
    const made = whole();
    const host = new FakeHost();
    const session = createSession(made.course, scorm12(frame(), 'passed'), host);
    session.load(Object.values(made.questions));
    session.visit('p1');
    expect(session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1).score).toBe(1);
    expect(takeQuiz(session, made, 'a').best).toBe(100);
    host.pass(100_000);
    expect([session.kept, session.saving]).toEqual(['nothing', 'none']);
  });
});

both('R10 initialized once, and never twice', (version) => {
  const { session, lms, host } = start(version);
  session.visit('p1');
  host.pass();
  session.exit();
  session.leave();
  expect(lms.count('Initialize')).toBe(1);
  clean(lms);
});

both('R10 a session that was left open is used', (version) => {
  const host = new FakeHost();
  const lms = new FakeLms(version);
  lms.fails = (method) => (method === 'Initialize' ? (version === 12 ? 101 : 103) : 0);
  const session = launch(whole(), lms, host);
  expect(session.kept).toBe('lms');
  host.pass();
  expect(session.saving).toBe('saved');
});

both('R10 an LMS that does not open keeps nothing, and what it cannot read is not overwritten', (version) => {
  for (const failing of ['Initialize', 'GetValue']) {
    const host = new FakeHost();
    const lms = new FakeLms(version);
    lms.fails = (method) => (method === failing ? 391 : 0);
    const session = launch(whole(), lms, host);
    session.visit('p1');
    host.pass(100_000);
    expect([session.kept, session.saving, lms.sets()]).toEqual(['nothing', 'none', []]);
  }
});

both('R11 a fresh attempt is incomplete', (version) => {
  const { lms, host } = start(version);
  host.pass();
  expect(lms.sets(STATUS[version])).toEqual([[expect.anything(), 'incomplete']]);
  clean(lms);
});

both('R11 R17 a finished one stays what it is when the learner comes back to look', (version) => {
  const finished: Record<string, string> = version === 12 ? { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90' } : { 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed', 'cmi.score.raw': '90' };
  const { session, lms, host, made } = start(version, whole(), finished);
  session.visit('p2');
  takeQuiz(session, made, 'a', () => false);
  takeQuiz(session, made, 'b', () => false);
  host.pass();
  expect(lms.sets(/status$/).filter(([key]) => !key.includes('objectives'))).toEqual([]);
  expect(lms.sets(RAW[version])).toEqual([]); // nor is the score made worse
  expect(lms.stored[version === 12 ? 'cmi.core.lesson_status' : 'cmi.success_status']).toBe('passed');
});

both('R12 one commit after every answer, every page and at launch', (version) => {
  const { session, lms, host, made } = start(version);
  session.visit('p1');
  host.pass();
  expect(lms.count('Commit')).toBe(1);
  expect(lms.sets().length).toBeLessThanOrEqual(15);
  session.check(made.questions['p1-0']!, right(made, 'p1-0'), 5);
  host.pass();
  expect(lms.count('Commit')).toBe(2);
  session.visit('p2');
  session.check(made.questions['p2-0']!, wrong(made, 'p2-0'), 5);
  host.pass();
  expect(lms.count('Commit')).toBe(3);
  session.visit('p2');
  host.pass(100_000);
  expect(lms.count('Commit')).toBe(3); // nothing new
});

both('R12 launch tells little, however large the course', (version) => {
  const made = makeCourse({ pages: 300, quizzes: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`q${n}`, { kinds: ALL }])) });
  const { session, lms, host } = start(version, made);
  session.visit('p1');
  host.pass();
  expect(lms.sets().length).toBeLessThanOrEqual(15);
  for (const quiz of made.course.assessments) takeQuiz(session, made, quiz.id);
  host.pass();
  session.exit();
  const again = launch(made, lms, host);
  again.visit('p7');
  host.pass();
  expect(lms.sets().length).toBeLessThanOrEqual(15);
  expect(lms.count('Commit')).toBe(1);
  expect(lms.log.length).toBeLessThan(40);
});

describe('R12 the browser hides, freezes and leaves pages', () => {
  function page() {
    const listeners: Record<string, (event: object) => void> = {};
    const listen = (name: string, listener: (event: object) => void) => void (listeners[name] = listener);
    const document = { visibilityState: 'visible', addEventListener: listen };
    return { fake: { document, addEventListener: listen } as unknown as Window, listeners, document };
  }
  both('hidden: session time and commit', (version) => {
    const { session, lms, host } = start(version);
    const { fake, listeners, document } = page();
    attach(session, fake);
    host.pass(65_120);
    const commits = lms.count('Commit');
    document.visibilityState = 'hidden';
    listeners['visibilitychange']!({});
    expect(lms.sets(/session_time/)).toEqual([[expect.anything(), version === 12 ? '0000:01:05.12' : 'PT1M5.12S']]);
    expect(lms.count('Commit')).toBe(commits + 1);
    document.visibilityState = 'visible';
    listeners['visibilitychange']!({});
    host.pass(10_000);
    document.visibilityState = 'hidden';
    listeners['visibilitychange']!({});
    expect(last(lms.sets(/session_time/))).toBe(version === 12 ? '0000:01:15.12' : 'PT1M15.12S'); // the whole session, not once more
    expect(lms.count('Finish') + lms.count('Terminate')).toBe(0);
  });
  both('what was changed a moment ago is committed before', (version) => {
    const { session, lms, made } = start(version);
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 5);
    session.hide();
    expect(lms.stored['cmi.interactions.0.id']).toBe('p1-0');
    clean(lms);
  });
  both('left: finished, once', (version) => {
    const { session, lms } = start(version);
    const { fake, listeners } = page();
    attach(session, fake);
    listeners['pagehide']!({ persisted: false });
    listeners['pagehide']!({ persisted: false });
    session.visit('p2');
    session.hide();
    session.retry();
    expect(lms.count('Finish') + lms.count('Terminate')).toBe(1);
    clean(lms);
  });
  both('frozen: the session lives on', (version) => {
    const { session, lms, host } = start(version);
    const { fake, listeners } = page();
    attach(session, fake);
    listeners['pagehide']!({ persisted: true });
    expect(lms.count('Finish') + lms.count('Terminate')).toBe(0);
    listeners['pageshow']!({ persisted: true });
    session.visit('p2');
    host.pass();
    expect(session.saving).toBe('saved');
    expect(lms.stored['cmi.suspend_data']).toBe(last(lms.sets(/suspend_data/)));
  });
  test('neither unload nor beforeunload is listened to', () => {
    const { fake, listeners } = page();
    attach(start(12).session, fake);
    expect(Object.keys(listeners)).not.toContain('unload');
    expect(Object.keys(listeners)).not.toContain('beforeunload');
  });
});

both('R13 Exit saves, finishes, and writes nothing afterwards', (version) => {
  const { session, lms, host, made } = start(version);
  session.visit('p1');
  expect(session.exit()).toBe(true);
  const calls = lms.log.length;
  session.visit('p2');
  session.check(made.questions['p1-0']!, right(made, 'p1-0'), 5);
  session.retry();
  host.pass(100_000);
  expect(session.exit()).toBe(true);
  expect(lms.log.length).toBe(calls);
  clean(lms);
});

both('R14 a finish that failed is not tried again', (version) => {
  const { session, lms, host } = start(version);
  lms.fails = (method) => (method === 'Finish' ? 101 : 0);
  expect(session.exit()).toBe(false);
  session.exit();
  session.leave();
  host.pass(100_000);
  expect(lms.count('Finish') + lms.count('Terminate')).toBe(1);
});

both('R15 exit is suspend, from the beginning and also when all is done', (version) => {
  const { session, lms, host, made } = start(version);
  host.pass();
  expect(last(lms.sets(/\.exit$/))).toBe('suspend');
  for (const { id, kind } of made.course.screens) if (kind !== 'home') session.visit(id);
  takeQuiz(session, made, 'a');
  takeQuiz(session, made, 'b');
  session.exit();
  expect(lms.sets(/\.exit$/)).toEqual([[expect.anything(), 'suspend']]);
  expect(session.status()).toEqual({ completed: true, passed: true });
});

describe('R16 the LMS is asked to navigate', () => {
  test('on Exit, in SCORM 2004', () => {
    const { session, lms } = start(2004);
    session.exit();
    expect(lms.sets(/adl/)).toEqual([['adl.nav.request', 'suspendAll']]);
    clean(lms);
  });
  test('not when the page is closed, and not in SCORM 1.2', () => {
    const one = start(2004);
    one.session.leave();
    const other = start(12);
    other.session.exit();
    expect([...one.lms.sets(/adl/), ...other.lms.sets(/adl/)]).toEqual([]);
  });
});

both('R18 score, then status, then commit', (version) => {
  const { session, lms, host, made } = start(version);
  made.course.screens.forEach((one) => session.visit(one.id));
  takeQuiz(session, made, 'a');
  takeQuiz(session, made, 'b');
  host.pass();
  const order = lms.log.map(({ method, args }) => (method.endsWith('Commit') ? 'commit' : method.endsWith('GetValue') ? '' : RAW[version].test(String(args[0])) ? 'score' : STATUS[version].test(String(args[0])) ? 'status' : '')).filter(Boolean);
  expect(order).toEqual(['score', 'status', 'commit']);
});

describe('R19 scores', () => {
  both('raw, min and max of 0 to 100, as text', (version) => {
    const { session, lms, host, made } = start(version);
    takeQuiz(session, made, 'b');
    host.pass();
    const prefix = version === 12 ? 'cmi.core.score' : 'cmi.score';
    expect(lms.stored).toMatchObject({ [`${prefix}.raw`]: '66.66', [`${prefix}.min`]: '0', [`${prefix}.max`]: '100' });
    clean(lms);
  });
  test('in SCORM 2004 scaled as well, with completion, success and progress', () => {
    const { session, lms, host, made } = start(2004);
    session.visit('p1');
    takeQuiz(session, made, 'a', () => false);
    takeQuiz(session, made, 'b');
    host.pass();
    expect(lms.stored).toMatchObject({ 'cmi.score.scaled': '0.6666', 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown', 'cmi.progress_measure': '0.25' });
    made.course.screens.forEach((one) => session.visit(one.id));
    host.pass();
    expect(lms.stored['cmi.progress_measure']).toBe('0.99'); // full only when it is completed
    takeQuiz(session, made, 'a');
    host.pass();
    expect(lms.stored).toMatchObject({ 'cmi.score.scaled': '1', 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed', 'cmi.progress_measure': '1' });
    clean(lms);
  });
});

both('R20 no score is told before there is one', (version) => {
  const { session, lms, host } = start(version);
  session.visit('p1');
  host.pass();
  expect(lms.sets(/score/)).toEqual([]);
  expect(session.score()).toBe(0);
});

both('R22 the state is plain ASCII of the length that the build has proven', (version) => {
  const made = makeCourse({ inPages: { p1: Array<string>(60).fill('gap'), p2: Array<string>(60).fill('essay') }, more: { state: { characters: 1200, textBytes: 200 } } });
  const { session, lms, host } = start(version, made);
  for (const one of Object.values(made.questions)) session.check(one, right(made, one.id), 1);
  host.pass();
  // Should the build have promised too much, answers go before texts.
  expect(lms.stored['cmi.suspend_data']!.length).toBeLessThanOrEqual(1200);
  expect(lms.stored['cmi.suspend_data']).toMatch(/^[ -~]*$/);
  expect(session.saving).toBe('saved');
  const again = launch(made, lms, host);
  expect(again.answer('p1-59')?.score).toBe(1);
});

test('R22 a state that is too long for the LMS is never sent, and not called saved', () => {
  const made = makeCourse({ pages: 30_000 });
  const { session, lms, host } = start(12, made);
  session.visit('p29999');
  host.pass();
  expect(lms.sets(/suspend_data/)).toEqual([]);
  expect(session.saving).toBe('unsaved');
});

both('R23 R24 R25 R26 R27 R28 every value of a whole play is of its exact form', (version) => {
  for (const answers of [right, wrong]) {
    const { session, lms, host, made } = start(version);
    for (const { id } of made.course.screens) {
      session.visit(id);
      host.pass(3_456_789);
    }
    for (const [id, one] of Object.entries(made.questions)) if (id.startsWith('p')) session.check(one, answers(made, id), 0.001);
    host.pass(7);
    for (const quiz of ['a', 'b']) takeQuiz(session, made, quiz, () => answers === right);
    host.pass(100_000_000);
    session.hide();
    session.exit();
    clean(lms);
    expect(session.saving).toBe('saved');
    expect(lms.sets(/\.type$/).map(([, type]) => type)).toEqual(expect.arrayContaining(['choice', 'true-false', 'fill-in', 'numeric', 'matching', 'sequencing', 'likert']));
  }
});

describe('R26 R27 R28 what the journal of interactions holds', () => {
  function entries(version: Version, kinds: string[], answers: typeof right | typeof wrong, change = {}) {
    const made = makeCourse({ quizzes: { a: { kinds } }, change });
    const { session, lms, host } = start(version, made);
    takeQuiz(session, made, 'a', () => answers === right);
    host.pass();
    clean(lms);
    const found: Record<string, string>[] = [];
    for (const [key, value] of lms.sets(/^cmi\.interactions/)) {
      const [, index, leaf] = /^cmi\.interactions\.(\d+)\.(.*)$/.exec(key)!;
      (found[Number(index)] ??= {})[leaf!] = value;
    }
    return found;
  }
  test('SCORM 1.2, right', () => {
    const found = entries(12, ALL, right, { 'a-0': { objectives: ['o1', 'o 2', 'o1'] } });
    expect(found[0]).toEqual({
      id: 'a-0', type: 'choice', 'objectives.0.id': 'o1', 'objectives.1.id': 'o_2', 'correct_responses.0.pattern': 'b', time: expect.stringMatching(/^\d\d:\d\d:\d\d$/), weighting: '1',
      student_response: 'b', result: 'correct', latency: '0000:00:12.35',
    });
    const short = found.map(({ id, type, student_response: given, result, 'correct_responses.0.pattern': key }) => [id, type, given?.slice(0, 20), key, result]);
    expect(short).toEqual([
      ['a-0', 'choice', 'b', 'b', 'correct'],
      ['a-1', 'choice', 'a,b', 'a,b', 'correct'],
      ['a-2', 'true-false', 't', 't', 'correct'],
      ['a-3', 'fill-in', 'behind', 'Behind', 'correct'],
      ['a-4', 'numeric', '281.5', '281.125', 'correct'],
      ['a-5', 'matching', 'a.1,b.1,c.2', 'a.1,b.1,c.2', 'correct'],
      ['a-6', 'sequencing', 'a,b,c', 'a,b,c', 'correct'],
      ['a-7', 'choice', 'a', 'a', 'correct'],
      ['a-8', 'likert', 'c', undefined, 'neutral'],
      ['a-9', 'fill-in', 'Line नLine नLine नLi', undefined, 'neutral'],
      ['a-10', 'fill-in', 'My own words', undefined, 'correct'],
      ['a-11_p1', 'fill-in', 'FIVE', 'five', 'correct'],
      ['a-11_p2', 'choice', 'b', 'b', 'correct'],
      ['a-12_first', 'choice', 'b', undefined, 'neutral'],
      ['a-12_second', 'choice', 'b', undefined, 'correct'],
    ]);
    expect(found[9]!['student_response']).toHaveLength(255);
    expect(found[3]!['correct_responses.1.pattern']).toBe('at the back');
    expect(found[11]!['weighting']).toBe('0.5');
  });
  test('SCORM 2004, right', () => {
    // One by one: together they would not all be told in full (R35).
    const found = ALL.flatMap((kind) => entries(2004, [kind], right, { 'a-0': { title: '{x'.repeat(300) } }));
    expect(found[0]).toMatchObject({ timestamp: expect.stringMatching(/^2026-11-21T\d\d:\d\d:\d\d\.\d\dZ$/), latency: 'PT12.35S', description: expect.stringMatching(/^\(x.{248}$/) });
    const short = found.map(({ id, type, learner_response: given, result, 'correct_responses.0.pattern': key }) => [id, type, given?.slice(0, 26), key, result]);
    expect(short).toEqual([
      ['a-0', 'choice', 'b', 'b', 'correct'],
      ['a-0', 'choice', 'a[,]b_two', 'a[,]b_two', 'correct'],
      ['a-0', 'true-false', 'true', 'true', 'correct'],
      ['a-0', 'fill-in', 'behind', '{case_matters=false}Behind', 'correct'],
      ['a-0', 'numeric', '281.5', '280.25[:]282', 'correct'],
      ['a-0', 'matching', 's1[.]t1[,]s2[.]t1[,]s3[.]t', 's1[.]t1[,]s2[.]t1[,]s3[.]t2', 'correct'],
      ['a-0', 'sequencing', 'i1[,]i2[,]i3', 'i1[,]i2[,]i3', 'correct'],
      ['a-0', 'choice', 'north', 'north', 'correct'],
      ['a-0', 'likert', 'always', undefined, 'neutral'],
      ['a-0', 'long-fill-in', 'Line नLine नLine नLine नLi', undefined, 'neutral'],
      ['a-0', 'long-fill-in', 'My own words', undefined, 'correct'],
      ['a-0_p1', 'fill-in', 'FIVE', '{case_matters=false}five', 'correct'],
      ['a-0_p2', 'choice', '_9', '_9', 'correct'].map((one) => (one === '_9' ? '9' : one)),
      ['a-0_first', 'choice', 'classes', undefined, 'neutral'],
      ['a-0_second', 'choice', 'bridging', undefined, 'correct'],
    ]);
    expect(found[9]!['learner_response']).toHaveLength(4000);
  });
  test('wrong, partly right and not answered', () => {
    const twelve = entries(12, ['single', 'match', 'cloze', 'number', 'scenario', 'order'], wrong);
    expect(twelve.map(({ id, student_response: given, result }) => [id, given, result])).toEqual([
      ['a-0', 'a', 'wrong'],
      ['a-1', 'a.3,b.3', 'wrong'],
      ['a-2_p1', 'six', 'wrong'],
      ['a-2_p2', undefined, 'wrong'],
      ['a-3', undefined, 'wrong'],
      ['a-4_first', 'a', 'wrong'],
      ['a-5', 'c,a,b', 'wrong'],
    ]);
    expect(entries(2004, ['single', 'match'], wrong).map((one) => one['result'])).toEqual(['incorrect', 'incorrect']);
  });
  test('a share is a number', () => {
    const made = makeCourse({ inPages: { p1: ['match'] } });
    const { session, lms, host } = start(12, made);
    session.check(made.questions['p1-0']!, [{ type: 'match', pairs: { s1: 't1' } }], 1);
    host.pass();
    expect(last(lms.sets(/result/))).toBe('0.3333');
    clean(lms);
  });
  both('a further attempt is appended, and so are those of the next session', (version) => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single'] } } });
    const { session, lms, host } = start(version, made);
    takeQuiz(session, made, 'a', () => false);
    takeQuiz(session, made, 'a');
    session.exit();
    expect(lms.sets(/interactions\.\d+\.id/).map(([key]) => key)).toEqual(['cmi.interactions.0.id', 'cmi.interactions.1.id']);
    const again = launch(made, lms, host);
    takeQuiz(again, made, 'a');
    host.pass();
    expect(lms.sets(/interactions\.\d+\.id/)).toEqual([['cmi.interactions.2.id', 'a-0']]);
  });
  both('objectives get score and status when they are handed in, each under one number', (version) => {
    const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'gap'] } }, change: { 'a-0': { objectives: ['o1'] }, 'a-1': { objectives: ['o1', 'o2'] } } });
    const { session, lms, host } = start(version, made);
    takeQuiz(session, made, 'a', (id) => id !== 'a-0');
    session.exit();
    const [status, score, all, half] = version === 12 ? ['status', 'score.raw', '100', '50'] : ['success_status', 'score.scaled', '1', '0.5'];
    expect(lms.stored).toMatchObject({
      'cmi.objectives.0.id': 'o1', [`cmi.objectives.0.${score}`]: half, [`cmi.objectives.0.${status}`]: 'failed',
      'cmi.objectives.1.id': 'o2', [`cmi.objectives.1.${score}`]: all, [`cmi.objectives.1.${status}`]: 'passed',
    });
    clean(lms);
    const again = launch(made, lms, host);
    takeQuiz(again, made, 'a');
    host.pass();
    expect(lms.sets(/objectives\.\d+\.id$/).filter(([key]) => !key.includes('interactions'))).toEqual([]);
    expect(lms.stored).toMatchObject({ [`cmi.objectives.0.${score}`]: all, [`cmi.objectives.0.${status}`]: 'passed' });
    clean(lms);
  });
});

test('R29 nothing that SCORM 1.2 makes write-only is read', () => {
  const { session, lms, host, made } = start(12);
  takeQuiz(session, made, 'a');
  host.pass();
  session.exit();
  const read = lms.log.filter(({ method }) => method === 'LMSGetValue').map(({ args }) => String(args[0]));
  expect(read.filter((key) => /exit|session_time|interactions\.\d/.test(key))).toEqual([]);
  clean(lms);
});

describe('R30', () => {
  both('_children is asked before optional elements, and what is not there is not sent', (version) => {
    const host = new FakeHost();
    const lms = new FakeLms(version);
    lms.children = {
      'cmi.interactions._children': 'id,type,result',
      'cmi.objectives._children': null,
      'cmi.core.score._children': 'raw',
      'cmi.core._children': 'student_id,lesson_status,score,exit,session_time',
      'cmi.student_data._children': null,
    };
    const made = whole();
    const session = launch(made, lms, host);
    takeQuiz(session, made, 'a');
    session.exit();
    const leaves = new Set(lms.sets(/interactions/).map(([key]) => key.replace(/^cmi\.interactions\.\d+\./, '')));
    expect([...leaves].sort()).toEqual(['id', 'result', 'type']);
    expect(lms.sets(/^cmi\.objectives/)).toEqual([]);
    if (version === 12) {
      expect(lms.sets(/score\.(min|max)/)).toEqual([]);
      expect(lms.log.filter(({ args }) => /lesson_mode|mastery/.test(String(args[0])))).toEqual([]);
    }
    expect(session.mode).toBe('normal');
    // Only asking shows that there is no such group.
    expect(problems(lms.log, version).filter((one) => !one.includes('_children'))).toEqual([]);
  });
  both('browse and review write nothing at all', (version) => {
    for (const mode of ['browse', 'review'] as const) {
      const key = version === 12 ? 'cmi.core.lesson_mode' : 'cmi.mode';
      const { session, lms, host, made } = start(version, whole(), { [key]: mode });
      session.visit('p1');
      session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
      takeQuiz(session, made, 'a');
      session.hide();
      host.pass(100_000);
      expect([session.mode, session.saving, session.exit()]).toEqual([mode, 'none', true]);
      expect(lms.sets()).toEqual([]);
      expect(lms.count('Commit')).toBe(0);
      expect(lms.count('Finish') + lms.count('Terminate')).toBe(1);
      expect(host.stored.size).toBe(0);
    }
  });
  both('review shows what was answered', (version) => {
    const { session, lms, host, made } = start(version);
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    session.exit();
    lms.stored[version === 12 ? 'cmi.core.lesson_mode' : 'cmi.mode'] = 'review';
    const again = launch(made, lms, host);
    expect(again.answer('p1-0')?.responses).toEqual(right(made, 'p1-0'));
  });
  both('without credit only the state and the place are kept', (version) => {
    const { session, lms, made } = start(version, whole(), { [version === 12 ? 'cmi.core.credit' : 'cmi.credit']: 'no-credit' });
    session.visit('p1');
    takeQuiz(session, made, 'a');
    session.exit();
    expect(lms.sets().map(([key]) => key.replace(/^.*\./, '')).sort()).toEqual([...(version === 12 ? ['exit', 'lesson_location'] : ['exit', 'location', 'request']), 'session_time', 'suspend_data']);
    clean(lms);
  });
});
