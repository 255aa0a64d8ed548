// R32: what an LMS returns is no proof. "Saved" is said of what the server answered for, the rest is kept and told again.

import { describe, expect, test, vi } from 'vitest';
import { unpack } from '../../src/engine/packing';
import { problems } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, launch, makeCourse, right, takeQuiz } from './help';
import { MoodleLike } from './moodle';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const made = makeCourse({ inPages: { p1: ['single', 'truth'] }, quizzes: { a: {} } });
const both = (name: string, act: (version: Version) => void) => describe(name, () => ([12, 2004] as const).forEach((version) => test(`SCORM ${version === 12 ? '1.2' : version}`, () => act(version))));
const RAW = { 12: 'cmi.core.score.raw', 2004: 'cmi.score.raw' } as const;
const STATUS = { 12: 'cmi.core.lesson_status', 2004: 'cmi.success_status' } as const;

function start(version: Version, host = new FakeHost(), lms = new MoodleLike(version)) {
  lms.host = host;
  const session = launch(made, lms, host);
  host.pass();
  return { host, lms, session };
}
const results = ({ stored }: MoodleLike) => Object.keys(stored).filter((key) => /interactions\.\d+\.result$/.test(key)).map((key) => stored[key.replace('result', 'id')]);
const entries = (host: FakeHost) => [...host.stored].filter(([key]) => !key.includes('set-aside')).map(([, text]) => JSON.parse(text));

both('R32 handed in while the server is away: never called saved, and all there as soon as it answers', (version) => {
  const { host, lms, session } = start(version);
  expect(session.saving).toBe('saved');
  host.server = 'away';
  session.visit('p1');
  session.visit('p2');
  session.visit('quiz/a');
  takeQuiz(session, made, 'a');
  host.pass();
  expect([session.saving, lms.stored[RAW[version]], results(lms)]).toEqual(['unsaved', undefined, []]);
  host.pass(100_000);
  expect(session.saving).toBe('unsaved');
  host.server = 'here';
  host.pass(60_000);
  expect(session.saving).toBe('saved');
  expect(Number(lms.stored[RAW[version]])).toBe(100);
  expect([lms.stored[STATUS[version]], results(lms), unpack(lms.stored['cmi.suspend_data']!).attempts.get(0)?.best]).toEqual(['passed', ['a-0', 'a-1'], 100]);
  expect(problems(lms.log, version)).toEqual([]);
});

both('R32 a status that was sent before the server went is there afterwards too', (version) => {
  const { host, lms, session } = start(version);
  for (const page of ['p1', 'p2', 'quiz/a']) session.visit(page);
  host.pass();
  host.server = 'away';
  takeQuiz(session, made, 'a');
  host.pass();
  expect(lms.stored[STATUS[version]]).not.toBe('passed');
  host.server = 'here';
  session.retry();
  host.pass();
  expect([session.saving, lms.stored[STATUS[version]], Number(lms.stored[RAW[version]])]).toEqual(['saved', 'passed', 100]);
});

both('R32 left while the server is away: the next launch tells it all', (version) => {
  const first = start(version);
  first.host.server = 'away';
  takeQuiz(first.session, made, 'a');
  first.host.pass();
  expect(first.session.exit()).toBe(false);
  expect(results(first.lms)).toEqual([]);
  first.host.server = 'here';
  const { lms, session } = start(version, first.host, first.lms);
  expect([session.attempt('a').best, results(lms), Number(lms.stored[RAW[version]])]).toEqual([100, ['a-0', 'a-1'], 100]);
  expect(entries(first.host)[0].interactions).toEqual([]);
});

both('R32 what was told while the server was away is told again under the same numbers, whole', (version) => {
  const { host, lms, session } = start(version);
  const answer = (id: string) => (session.check(made.questions[id]!, right(made, id), 1), host.pass());
  answer('p1-0');
  host.server = 'away';
  answer('p1-1');
  host.server = 'here';
  host.pass(60_000);
  takeQuiz(session, made, 'a');
  host.pass();
  session.leave();
  expect([session.saving, lms.numbers(), results(lms)]).toEqual(['saved', [0, 1, 2, 3], ['p1-0', 'p1-1', 'a-0', 'a-1']]);
  const apart = start(version);
  for (const id of ['p1-0', 'p1-1']) apart.session.check(made.questions[id]!, right(made, id), 1), apart.host.pass();
  takeQuiz(apart.session, made, 'a');
  apart.host.pass();
  const told = ({ stored }: MoodleLike) => Object.entries(stored).filter(([key]) => /interactions/.test(key) && !/time/.test(key));
  expect(told(lms)).toEqual(expect.arrayContaining(told(apart.lms)));
  expect(problems(lms.log, version)).toEqual([]);
});

both('R32 left while the server is away, nothing is told behind what may be lost', (version) => {
  const { host, lms, session } = start(version);
  const answer = (id: string) => (session.check(made.questions[id]!, right(made, id), 1), host.pass());
  host.server = 'away';
  answer('p1-0');
  answer('p1-1');
  host.server = 'here';
  session.leave();
  const again = start(version, host, lms);
  takeQuiz(again.session, made, 'a');
  again.host.pass();
  const numbers = lms.numbers();
  expect([numbers, results(lms).sort()]).toEqual([[...numbers.keys()], ['a-0', 'a-1', 'p1-0', 'p1-1']]);
});

both('R32 a commit that was lost is noticed, though the next one came', (version) => {
  const { host, lms, session } = start(version);
  const waiting: ((proof: 'here' | 'away') => void)[] = [];
  Object.defineProperty(host, 'probe', { get: () => (told: (proof: 'here' | 'away') => void) => void waiting.push(told) });
  host.server = 'away';
  session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
  host.pass();
  host.server = 'here';
  session.check(made.questions['p1-1']!, right(made, 'p1-1'), 1);
  host.pass();
  waiting.shift()!('away');
  host.pass(60_000);
  while (waiting.length) waiting.shift()!('here');
  host.pass();
  while (waiting.length) waiting.shift()!('here');
  expect([session.saving, results(lms).sort()]).toEqual(['saved', ['p1-0', 'p1-1']]);
});

both('R32 while the server is away nothing is committed, only asked for, ever more seldom', (version) => {
  const { host, lms, session } = start(version);
  let asked = 0;
  Object.defineProperty(host, 'probe', { get: () => (told: (proof: string) => void) => (asked++, told(host.server!)) });
  host.server = 'away';
  session.visit('p1');
  host.pass();
  const commits = lms.count('Commit');
  asked = 0;
  session.visit('p2');
  host.pass(62_000);
  expect([lms.count('Commit') - commits, asked]).toEqual([0, 5]);
  host.server = 'here';
  host.pass(60_000);
  expect([session.saving, lms.count('Commit') > commits]).toEqual(['saved', true]);
});

both('R32 M10 an ended login is said, and the work kept', (version) => {
  const { host, session } = start(version);
  host.server = 'out';
  session.visit('p1');
  host.pass();
  expect(session.saving).toBe('signed-out');
  expect(unpack(entries(host)[0].state).seen.size).toBe(1);
});

both('R32 where nothing can be asked it is called sent, and told again at the next launch unless the LMS has it', (version) => {
  const first = start(version);
  first.host.server = null;
  first.session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
  first.host.pass();
  expect([first.session.saving, entries(first.host)[0].interactions.length]).toEqual(['sent', 1]);
  first.session.leave();
  const { lms, host } = start(version, first.host, first.lms);
  expect(results(lms)).toEqual(['p1-0']);
  host.server = 'here';
});

both('R32 M10 where the LMS says itself that it could not save, it is said that the learner was signed out', (version) => {
  const { host, lms, session } = start(version);
  host.server = 'out';
  lms.fails = (method) => (method === 'Commit' ? (version === 12 ? 101 : 391) : 0);
  session.visit('p1');
  host.pass();
  expect(session.saving).toBe('signed-out');
  host.pass(5000);
  expect(session.saving).toBe('signed-out');
});

both('R32 what was in a commit that failed is told again in another form', (version) => {
  const { host, lms, session } = start(version);
  for (const page of ['p1', 'p2', 'quiz/a']) session.visit(page);
  host.pass();
  // The request fails, and what was in it counts as sent all the same.
  const keep = lms.keep.bind(lms);
  lms.fails = (method) => (method === 'store' ? 1 : 0);
  lms.keep = (live) => {
    keep(live);
    throw new Error('500');
  };
  takeQuiz(session, made, 'a');
  host.pass();
  expect([session.saving, results(lms)]).toEqual(['unsaved', []]);
  lms.keep = keep;
  lms.fails = () => 0;
  host.pass(60_000);
  expect([session.saving, lms.stored[STATUS[version]], Number(lms.stored[RAW[version]]), results(lms)]).toEqual(['saved', 'passed', 100, ['a-0', 'a-1']]);
  expect(unpack(lms.stored['cmi.suspend_data']!).attempts.get(0)?.best).toBe(100);
});

test('R32 a server that never sent the file is not called away', () => {
  const host = new FakeHost();
  host.server = 'out';
  const { session } = start(12, host);
  session.visit('p1');
  host.pass();
  expect(session.saving).toBe('sent');
});

both('R32 an answer that comes late proves only what was sent before', (version) => {
  const { host, session } = start(version);
  const waiting: ((proof: 'here') => void)[] = [];
  Object.defineProperty(host, 'probe', { get: () => (told: (proof: string) => void) => waiting.push(told) });
  session.visit('p1');
  host.pass();
  session.visit('p2');
  host.pass();
  waiting[0]!('here');
  expect(session.saving).toBe('saving');
  waiting[1]!('here');
  expect(session.saving).toBe('saved');
});

both('R32 an answer that comes late proves nothing of what was refused since', (version) => {
  for (const proof of ['here', 'away'] as const) {
    const host = new FakeHost();
    const lms = new MoodleLike(version);
    const waiting: ((proof: string) => void)[] = [];
    Object.defineProperty(host, 'probe', { get: () => (told: (proof: string) => void) => waiting.push(told) });
    const session = launch(made, lms, host);
    session.visit('p1');
    host.pass();
    lms.fails = (method) => (method === 'Commit' ? (version === 12 ? 101 : 391) : 0);
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    host.pass();
    waiting.shift()!(proof);
    expect(session.saving).toBe('unsaved');
    lms.fails = () => 0;
    host.pass(60_000);
    while (waiting.length) {
      waiting.shift()!('here');
      host.pass(60_000);
    }
    expect([session.saving, results(lms)]).toEqual(['saved', ['p1-0']]);
  }
});

both('R32 a proof that comes late does not take what was typed since out of the journal', (version) => {
  const gap = makeCourse({ inPages: { p1: ['gap'] } });
  const host = new FakeHost();
  const lms = new MoodleLike(version);
  let tell: (proof: 'here') => void = () => {};
  Object.defineProperty(host, 'probe', { get: () => (told: (proof: string) => void) => (tell = told) });
  const session = launch(gap, lms, host);
  session.visit('p1');
  host.pass();
  session.draft(gap.questions['p1-0']!, [{ type: 'text', text: 'half a thought' }]);
  tell('here');
  expect(unpack(entries(host)[0].state).questions.get(0)?.parts).toMatchObject([{ text: 'half a thought' }]);
});

describe('the journal', () => {
  test('R32 is bounded', () => {
    const { host, session } = start(12);
    host.server = null;
    for (let n = 0; n < 300; n++) {
      host.time += 1000;
      session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
      host.pass();
    }
    expect(entries(host)[0].interactions).toHaveLength(250);
    host.server = 'here';
  });

  both('a fresh attempt does not get back the one before, whichever device began it', (version) => {
    const { host, lms, session } = start(version);
    session.visit('p1');
    host.pass();
    session.leave();
    host.pass(600_000);
    const elsewhere = new FakeHost(0.5);
    elsewhere.time = host.time;
    const fresh = new MoodleLike(version);
    const other = start(version, elsewhere, fresh);
    other.session.visit('p2');
    elsewhere.pass();
    other.session.leave();
    const next = start(version, host, fresh);
    expect([next.session.seen('p1'), next.session.seen('p2')]).toEqual([false, true]);
    expect(lms.stored).not.toBe(fresh.stored);
  });

  both('where the LMS never held anything it comes back into the empty attempt', (version) => {
    const host = new FakeHost();
    host.server = 'away';
    const { session } = start(version, host);
    session.visit('p1');
    host.pass();
    session.leave();
    host.server = 'here';
    expect(start(version, host, new MoodleLike(version)).session.seen('p1')).toBe(true);
  });

  test('what was damaged or put there by others is set aside and said', () => {
    const { host, session, lms } = start(12);
    session.visit('p1');
    session.check(made.questions['p1-0']!, right(made, 'p1-0'), 1);
    session.leave();
    const [key, text] = [...host.stored][0]!;
    const entry = JSON.parse(text);
    for (const rubbish of [
      '{', '7', '[]', '{}', text.replace('"course"', '"other"'), JSON.stringify({ ...entry, state: entry.state.slice(0, -3) }), JSON.stringify({ ...entry, interactions: [{ id: 1 }] }),
      JSON.stringify({ ...entry, interactions: [{ id: 'x', title: '', at: 1, part: {} }] }), JSON.stringify({ ...entry, held: 'yes' }), JSON.stringify({ ...entry, state: 'c2' + 'A'.repeat(70_000) }),
    ]) {
      host.stored.clear();
      host.stored.set(key, rubbish);
      const next = start(12, host, lms);
      expect([rubbish, next.session.setAside, next.session.saving]).toEqual([rubbish, true, 'saved']);
      expect([...host.stored].filter(([name]) => name.includes('set-aside')).map(([, kept]) => kept)).toEqual([rubbish]);
    }
  });
});

both('a state of the LMS that cannot be read is set aside before it is written over', (version) => {
  const lms = new MoodleLike(version, { 'cmi.suspend_data': '{"page":3}' });
  const { host, session } = start(version, new FakeHost(), lms);
  expect(session.setAside).toBe(true);
  expect([...host.stored.values()]).toContain('{"page":3}');
  expect(lms.stored['cmi.suspend_data']).toMatch(/^c2/);
});
