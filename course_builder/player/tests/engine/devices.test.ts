// R40: one learner with several windows and devices, at any moment.

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { unpack } from '../../src/engine/packing';
import { FakeHost, launch, launchLocal, makeCourse, right, takeQuiz, wrong } from './help';
import { MoodleLike } from './moodle';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const made = makeCourse({ pages: 6, inPages: { p1: ['single', 'truth'], p2: ['gap'] }, quizzes: { a: { attempts: 8 }, b: {} } });

describe('R40 two tabs of the HTML output', () => {
  function tabs() {
    const host = new FakeHost();
    const open = () => {
      const session = launchLocal(made, host);
      host.pass();
      return session;
    };
    const pair = [open(), open()] as const;
    /** Save, and have the other tabs hear of it, as browsers do. */
    const settle = () => {
      for (let n = 0; n < 3; n++) {
        host.pass();
        for (const one of pair) one.hear();
      }
      host.pass();
    };
    return { host, pair, settle };
  }
  const stored = (host: FakeHost) => unpack(host.stored.get('course-builder:course')!);

  test('both ask for more time: it is given once', () => {
    const timed = makeCourse({ quizzes: { a: { timeLimit: 600, extraTime: 60, extraTimes: 3 } } });
    const host = new FakeHost();
    const open = () => launchLocal(timed, host);
    const a = open();
    a.begin('a');
    host.pass(10);
    const b = open();
    const [one, other] = [a.extend('a'), b.extend('a')];
    expect(other).toEqual(one);
    host.pass(10);
    for (const session of [a, b]) session.hear();
    expect(a.attempt('a')).toEqual(one);
    // The further one stays, whoever meets whom.
    b.extend('a');
    host.pass(10);
    a.hear();
    expect(a.attempt('a')).toMatchObject({ extensionsLeft: 1, deadline: b.attempt('a').deadline });
  });

  test('opening writes nothing over what a page kept that is just going', () => {
    const host = new FakeHost();
    const first = launchLocal(made, host);
    first.visit('p1');
    host.pass();
    const before = host.stored.get('course-builder:course')!;
    const written: string[] = [];
    const { setItem } = host.storage;
    host.storage.setItem = (key, value) => (written.push(key), setItem(key, value));
    launchLocal(made, host);
    expect(written).not.toContain('course-builder:course');
    expect(host.stored.get('course-builder:course')).toBe(before);
  });

  test('what a page wrote as it went, and came when the next had written already, is taken from the message', () => {
    const key = 'course-builder:course';
    const host = new FakeHost();
    const first = launchLocal(made, host);
    host.pass();
    const stale = host.stored.get(key)!;
    first.visit('p1');
    first.leave();
    const late = host.stored.get(key)!;
    // The next page read the storage before that came, and what it writes itself stays there.
    host.stored.set(key, stale);
    const second = launchLocal(made, host);
    second.visit('p2');
    host.pass();
    expect(stored(host).seen).not.toContain(0);
    second.hear({ key: 'course-builder:note:course:x', newValue: 'words' });
    second.hear({ key, newValue: late });
    host.pass();
    expect([...stored(host).seen].sort()).toEqual([0, 1]);
    expect([second.seen('p1'), second.seen('p2')]).toEqual([true, true]);
  });

  test('neither writes over the other', () => {
    const { host, pair: [a, b] } = tabs();
    a.visit('p1');
    host.pass();
    b.visit('p2');
    b.check(made.questions['p2-0']!, right(made, 'p2-0'), 1);
    host.pass();
    takeQuiz(a, made, 'a');
    host.pass();
    expect([stored(host).seen.size, stored(host).questions.get(2)?.score, stored(host).attempts.get(0)?.best]).toEqual([2, 1, 100]);
  });

  test('one that is closed, or hidden, writes nothing old over the other', () => {
    for (const end of ['leave', 'hide'] as const) {
      const { host, pair: [a, b] } = tabs();
      b.visit('p2');
      host.pass();
      takeQuiz(a, made, 'a');
      host.pass();
      b[end]();
      expect([stored(host).attempts.get(0)?.best, stored(host).seen.size]).toEqual([100, 1]);
    }
  });

  test('each hears of the other, and then they rest', () => {
    const { host, pair: [a, b], settle } = tabs();
    const heard = vi.fn();
    b.onHear(heard);
    a.visit('p1');
    b.visit('p2');
    settle();
    expect([a.seen('p2'), b.seen('p1'), heard.mock.calls.length > 0]).toEqual([true, true, true]);
    const before = host.stored.get('course-builder:course');
    settle();
    expect(host.stored.get('course-builder:course')).toBe(before);
  });

  test('a quiz that was handed in in one is handed in in the other', () => {
    const { host, pair: [a, b], settle } = tabs();
    a.begin('a');
    settle();
    takeQuiz(b, made, 'a');
    host.pass();
    a.hear();
    expect(a.submit('a', made.of('a'), {})).toMatchObject({ phase: 'done', score: 100, number: 1 });
  });

  test('what was taken back stays taken back', () => {
    const { pair: [a, b], settle } = tabs();
    const write = (text: string) => a.draft(made.questions['p2-0']!, [{ type: 'text', text }]);
    for (const text of ['a long thought', 'a long', '']) {
      write(text);
      settle();
      b.visit('p1');
      settle();
      expect(b.answer('p2-0')?.responses[0] ?? { text: '' }).toMatchObject({ text });
    }
  });

  test('what cannot be read is set aside', () => {
    const host = new FakeHost();
    host.stored.set('course-builder:course', 'from elsewhere');
    const session = launchLocal(made, host);
    host.pass();
    expect([session.setAside, [...host.stored.values()].includes('from elsewhere'), stored(host).counter]).toEqual([true, true, 1]);
  });
});

test('R40 attempts begun on two devices both count, and the better result stays', () => {
  const lms = new MoodleLike(12);
  const [desk, tablet] = [new FakeHost(0.1), new FakeHost(0.7)];
  const [a, b] = [desk, tablet].map((host) => launch(made, lms, host)) as [Engine, Engine];
  takeQuiz(a, made, 'a');
  desk.pass();
  takeQuiz(b, made, 'a', () => false);
  tablet.pass();
  b.leave();
  expect(launch(made, lms, desk).attempt('a')).toMatchObject({ number: 2, attemptsLeft: 6, best: 100 });
});

/** `make quick` lets fewer of them die. */
const LEARNERS = process.env.QUICK ? 50 : 250;

const stepOf = (devices: number) => fc.record({ device: fc.nat(devices - 1), act: fc.constantFrom('launch', 'die', 'leave', 'visit', 'answer', 'draft', 'gate', 'quiz', 'begin', 'away', 'here', 'wait'), which: fc.nat(5), well: fc.boolean() });

for (const [version, devices] of [[12, 1], [12, 2], [2004, 1], [2004, 2]] as const) {
  test(`R40 ${LEARNERS} learners with ${devices === 1 ? 'a device' : 'two devices'} each, which die at any moment and lose their server, lose nothing: SCORM ${version}`, () => {
    let learner = 0;
    fc.assert(
      fc.property(fc.array(stepOf(devices), { minLength: 10, maxLength: 30 }), (steps) => {
        learner++;
        const lms = new MoodleLike(version);
        const hosts = [new FakeHost(((learner * 31) % 997) / 997), new FakeHost(((learner * 57 + 400) % 997) / 997)];
        const sessions: (Engine | undefined)[] = [];
        const seen = new Set<string>();
        const gates: Record<string, number> = {};
        const tries: Record<string, number> = {};
        const best: Record<string, number> = {};
        const begun = new Set<number>();
        const open = (device: number) => {
          const host = hosts[device]!;
          host.time = Math.max(...hosts.map((one) => one.time));
          lms.host = host;
          return (sessions[device] ??= launch(made, lms, host));
        };
        const note = (session: Engine) => {
          for (const id of Object.keys(made.questions)) if (id.startsWith('p')) tries[id] = Math.max(tries[id] ?? 0, session.answer(id)?.tries ?? 0);
          for (const id of ['a', 'b']) best[id] = Math.max(best[id] ?? -1, session.attempt(id).best ?? -1);
        };
        const lived = (device: number, act: string, which: number, well: boolean) => {
          const host = hosts[device]!;
          if (act === 'away' || act === 'here') return void (host.server = act);
          const session = open(device);
          lms.host = host;
          const page = `p${which + 1}`;
          const id = ['p1-0', 'p1-1', 'p2-0'][which % 3]!;
          const quiz = which % 2 ? 'a' : 'b';
          if (act === 'visit') session.visit(page), seen.add(page);
          if (act === 'gate') session.openGate(page, which), (gates[page] = Math.max(gates[page] ?? 0, which + 1));
          if (act === 'answer') session.reset(id), session.check(made.questions[id]!, (well ? right : wrong)(made, id), 1);
          if (act === 'draft') session.draft(made.questions[id]!, wrong(made, id));
          if (act === 'begin' || act === 'quiz') {
            const before = session.attempt(quiz);
            const drawn = vi.spyOn(host, 'random');
            if (act === 'begin') session.begin(quiz);
            else takeQuiz(session, made, quiz, () => well);
            for (const { value } of drawn.mock.results) if (quiz === 'a' && before.number !== session.attempt(quiz).number) begun.add(Math.floor((value as number) * 2 ** 16) % 256);
            drawn.mockRestore();
          }
          host.pass(act === 'wait' ? 70_000 : 0);
          note(session);
          if (act === 'leave') session.leave();
          // Who dies says nothing any more: its timers are gone.
          if (act === 'die' || act === 'leave') (sessions[device] = undefined), (host.tasks = []);
        };
        for (const { device, act, which, well } of steps) lived(device, act, which, well);
        // In the end each device is opened once more with its server there, the first of them twice.
        for (const host of hosts) (host.tasks = []), (host.server = 'here');
        sessions.length = 0;
        for (const device of [0, 1, 0]) lived(device, 'leave', 0, true);
        const last = open(0);
        for (const page of seen) expect(last.seen(page)).toBe(true);
        for (const [page, count] of Object.entries(gates)) expect(last.gatesOpen(page)).toBeGreaterThanOrEqual(count);
        for (const [id, count] of Object.entries(tries)) expect(last.answer(id)?.tries ?? 0).toBeGreaterThanOrEqual(count);
        for (const [id, score] of Object.entries(best)) expect(last.attempt(id).best ?? -1).toBe(score);
        expect(last.attempt('a').number).toBeGreaterThanOrEqual(Math.min(8, begun.size));
        expect(unpack(lms.stored['cmi.suspend_data']!).seen.size).toBe(seen.size);
        // Pages that are open at once number their answers each for itself.
        const numbers = devices === 1 ? lms.numbers() : [];
        expect(numbers).toEqual([...numbers.keys()]);
        for (const number of numbers) expect(lms.stored[`cmi.interactions.${number}.id`]).toMatch(/^(p\d|a|b)-\d$/);
      }),
      { numRuns: LEARNERS },
    );
  }, 60_000);
}
