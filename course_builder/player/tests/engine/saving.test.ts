// Honest saving: what the LMS did not take is called unsaved, tried again, and kept until it is taken.

import { describe, expect, test, vi } from 'vitest';
import { unpack } from '../../src/engine/packing';
import { problems } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, FakeLms, launch, launchLocal, makeCourse, right, takeQuiz, wrong } from './help';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const made = makeCourse({ inPages: { p1: ['single', 'truth'], p2: ['gap'] }, quizzes: { a: {} } });
const both = (name: string, act: (version: Version) => void) => describe(name, () => ([12, 2004] as const).forEach((version) => test(`SCORM ${version === 12 ? '1.2' : version}`, () => act(version))));

function start(version: Version, host = new FakeHost(), lms = new FakeLms(version)) {
  const session = launch(made, lms, host);
  const states: string[] = [];
  session.onSave((state) => states.push(state));
  return { host, lms, session, states };
}
const answer = ({ session }: { session: ReturnType<typeof launch> }, id = 'p1-0') => session.check(made.questions[id]!, right(made, id), 1);

both('the learner sees saving, then saved', (version) => {
  const one = start(version);
  one.host.pass();
  answer(one);
  expect(one.session.saving).toBe('saving');
  one.host.pass();
  expect(one.states).toEqual(['saved', 'saving', 'saved']);
});

both('a listener can leave', (version) => {
  const { session, host } = start(version);
  const heard = vi.fn();
  session.onSave(heard)();
  host.pass();
  expect(heard).not.toHaveBeenCalled();
});

for (const failing of ['Commit', 'SetValue']) {
  both(`a refused ${failing} is unsaved, tried again after 2, 4, 8 … at most 60 seconds, then saved`, (version) => {
    const one = start(version);
    one.host.pass();
    let at: number[] = [];
    const began = () => one.host.now();
    const from = began();
    one.lms.fails = (method) => {
      if (method !== failing) return 0;
      at.push(began() - from);
      return 101;
    };
    answer(one);
    one.host.pass(200_000);
    expect([...new Set(at)]).toEqual([0, 2000, 6000, 14_000, 30_000, 62_000, 122_000, 182_000]);
    expect(one.session.saving).toBe('unsaved');
    one.lms.fails = () => 0;
    at = [];
    one.host.pass(60_000);
    expect(one.session.saving).toBe('saved');
    expect(one.lms.stored['cmi.interactions.0.id']).toBe('p1-0');
    expect(Object.keys(one.lms.stored).filter((key) => /interactions\.\d+\.id$/.test(key))).toHaveLength(1);
    expect(problems(one.lms.log.filter(({ result }) => String(result) !== 'false'), version)).toEqual([]);
  });
}

both('the learner can try again at once', (version) => {
  const one = start(version);
  one.lms.fails = (method) => (method === 'Commit' ? 391 : 0);
  one.host.pass();
  expect(one.session.saving).toBe('unsaved');
  one.lms.fails = () => 0;
  one.session.retry();
  expect(one.session.saving).toBe('saved');
});

both('an LMS that throws, or answers in its own way', (version) => {
  const prefix = version === 12 ? 'LMS' : '';
  for (const [reply, state] of [['true', 'saved'], [true, 'saved'], ['1', 'saved'], [undefined, 'saved'], ['', 'saved'], ['false', 'unsaved'], [false, 'unsaved'], [new Error(), 'unsaved']] as const) {
    const host = new FakeHost();
    const lms = new FakeLms(version);
    const open = lms.open.bind(lms);
    lms.open = () => {
      const found = open();
      found.api[`${prefix}Commit`] = () => {
        if (reply instanceof Error) throw reply;
        return reply;
      };
      return found;
    };
    const session = launch(made, lms, host);
    host.pass();
    expect([reply, session.saving]).toEqual([reply, state]);
  }
});

both('an LMS that leaves the error of an earlier call', (version) => {
  const host = new FakeHost();
  const lms = new FakeLms(version, version === 12 ? { 'cmi.core.lesson_status': 'passed' } : { 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed' });
  const open = lms.open.bind(lms);
  lms.open = () => {
    const found = open();
    found.api[version === 12 ? 'LMSGetLastError' : 'GetLastError'] = () => '403';
    return found;
  };
  const session = launch(made, lms, host);
  takeQuiz(session, made, 'a', () => false);
  host.pass();
  expect(session.saving).toBe('saved');
  expect(lms.stored[version === 12 ? 'cmi.core.lesson_status' : 'cmi.success_status']).toBe('passed');
});

both('what an LMS will never take in its journal does not keep the rest unsaved', (version) => {
  const one = start(version);
  one.host.pass();
  one.lms.fails = (method, key) => (method === 'SetValue' && /interactions\.0\.id|learner_response|student_response/.test(key) ? (version === 12 ? 405 : 406) : 0);
  answer(one);
  one.host.pass();
  one.lms.fails = () => 0;
  answer(one, 'p1-1');
  one.host.pass();
  expect(one.session.saving).toBe('saved');
  expect(one.lms.stored['cmi.interactions.0.id']).toBe('p1-1'); // no gap
});

both('a status that is refused for good is not called saved', (version) => {
  const one = start(version);
  one.lms.fails = (method, key) => (method === 'SetValue' && /lesson_status|completion_status/.test(key) ? 405 : 0);
  one.host.pass();
  expect(one.session.saving).toBe('unsaved');
});

describe('the journal in the browser', () => {
  /** A session of which the LMS takes nothing after the first page. */
  function lost(version: Version) {
    const one = start(version);
    one.session.visit('p1');
    one.host.pass();
    one.lms.fails = (method) => (['SetValue', 'Commit', 'Finish'].includes(method) ? 101 : 0);
    answer(one);
    one.host.pass();
    takeQuiz(one.session, made, 'a');
    one.session.visit('p2');
    one.host.pass();
    expect(one.session.exit()).toBe(false);
    one.lms.fails = () => 0;
    return one;
  }
  const keys = (host: FakeHost) => [...host.stored.keys()];
  const entry = (host: FakeHost) => JSON.parse(host.stored.get(keys(host)[0]!)!);

  both('brings back at the next launch what the LMS did not take', (version) => {
    const { host, lms } = lost(version);
    expect(keys(host)).toHaveLength(1);
    const next = start(version, host, lms);
    expect(next.session.answer('p1-0')?.score).toBe(1);
    expect(next.session.bookmark).toBe('p2');
    host.pass();
    expect(next.session.saving).toBe('saved');
    expect(lms.stored).toMatchObject({ 'cmi.interactions.0.id': 'p1-0', 'cmi.interactions.1.id': 'a-0', 'cmi.interactions.2.id': 'a-1', [version === 12 ? 'cmi.core.score.raw' : 'cmi.score.raw']: '100' });
    expect(unpack(lms.stored['cmi.suspend_data']!).seen.size).toBe(2);
    expect(entry(host)).toMatchObject({ state: lms.stored['cmi.suspend_data'], interactions: [], objectives: [] });
    expect(problems(lms.log, version)).toEqual([]);
  });

  both('keeps a draft that waits for its check, also when the window is torn down', (version) => {
    const { host, lms, session } = start(version);
    host.pass();
    const commits = () => lms.log.filter(({ method }) => /Commit$/.test(method)).length;
    const before = commits();
    session.draft(made.questions['p2-0']!, [{ type: 'text', text: 'be' }]);
    session.draft(made.questions['p2-0']!, [{ type: 'text', text: 'behi' }]);
    host.pass();
    expect(commits()).toBe(before);
    expect(session.saving).toBe('saving');
    const next = start(version, host, new FakeLms(version, lms.stored));
    expect(next.session.answer('p2-0')?.responses).toEqual([{ type: 'text', text: 'behi' }]);
    session.check(made.questions['p2-0']!, right(made, 'p2-0'), 1);
    host.pass();
    expect(commits()).toBe(before + 1);
  });

  both('also when the very first save failed', (version) => {
    const host = new FakeHost();
    const lms = new FakeLms(version);
    lms.fails = (method) => (method === 'Commit' ? 391 : method === 'Finish' ? 101 : 0);
    const one = start(version, host, lms);
    answer(one);
    one.session.leave();
    lms.fails = () => 0;
    expect(start(version, host, lms).session.answer('p1-0')?.score).toBe(1);
  });

  both('is not for another learner', (version) => {
    const { host } = lost(version);
    const other = new FakeLms(version, { [version === 12 ? 'cmi.core.student_id' : 'cmi.learner_id']: 'other' });
    const next = start(version, host, other);
    expect(next.session.answer('p1-0')).toBeUndefined();
    next.host.pass();
    expect(keys(host)).toHaveLength(2); // still there for its owner
    expect(keys(host).join()).not.toMatch(/Léa|other/);
  });

  both('is not kept where the LMS does not say who learns', (version) => {
    const host = new FakeHost();
    const lms = new FakeLms(version, { [version === 12 ? 'cmi.core.student_id' : 'cmi.learner_id']: '' });
    lms.fails = (method) => (method === 'Commit' ? 391 : 0);
    answer(start(version, host, lms));
    host.pass();
    expect(keys(host)).toEqual([]);
  });

  both('does not return into an attempt that was begun anew', (version) => {
    const { host } = lost(version);
    const next = start(version, host, new FakeLms(version));
    expect(next.session.answer('p1-0')).toBeUndefined();
    next.host.pass();
    expect(unpack(entry(host).state).questions.size).toBe(0);
  });

  both('R40 meets what was done elsewhere since', (version) => {
    const { host, lms } = lost(version);
    const elsewhere = start(version, new FakeHost(), lms);
    for (let n = 0; n < 9; n++) {
      elsewhere.session.check(made.questions['p1-1']!, (n % 2 ? right : wrong)(made, 'p1-1'), 1);
      elsewhere.host.pass();
    }
    elsewhere.session.exit();
    const next = start(version, host, lms);
    expect([next.session.answer('p1-0')?.score, next.session.answer('p1-1')?.tries, next.session.attempt('a').best]).toEqual([1, 9, 100]);
  });

  both('keeps no more than the state once the LMS has all', (version) => {
    const one = start(version);
    answer(one);
    one.host.pass();
    expect(entry(one.host)).toMatchObject({ state: one.lms.stored['cmi.suspend_data'], interactions: [], objectives: [] });
  });

  test('rubbish in its place does no harm', () => {
    const { host, lms } = lost(12);
    const key = keys(host)[0]!;
    for (const rubbish of ['', '{', '7', '{"interactions":1}', '[]', 'null']) {
      host.stored.set(key, rubbish);
      expect(start(12, host, lms).session.kept).toBe('lms');
    }
  });

  test('storage that throws does no harm', () => {
    const host = new FakeHost();
    host.storage.getItem = host.storage.setItem = host.storage.removeItem = () => {
      throw new Error('SecurityError');
    };
    const one = start(12, host);
    answer(one);
    host.pass();
    expect(one.session.saving).toBe('saved');
  });
});

test('in the browser alone: a full storage is unsaved, and tried again', () => {
  const host = new FakeHost();
  const session = launchLocal(made, host);
  const { setItem } = host.storage;
  host.storage.setItem = () => {
    throw new Error('QuotaExceededError');
  };
  session.visit('p1');
  host.pass();
  expect(session.saving).toBe('unsaved');
  host.storage.setItem = setItem;
  host.pass(2000);
  expect(session.saving).toBe('saved');
});
