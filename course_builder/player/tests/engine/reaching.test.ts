// @vitest-environment happy-dom
// An LMS that is late, that refuses to open, or that takes no interactions; and Moodle, whose API must be made anew.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSession } from '../../src/engine';
import { createSession as createEngine } from '../../src/engine/engine';
import { scorm12 } from '../../src/lms/scorm12';
import { scorm2004 } from '../../src/lms/scorm2004';
import { problems } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, FakeLms, launch, makeCourse, takeQuiz, windowWith } from './help';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const both = (name: string, act: (version: Version) => void | Promise<void>) => describe(name, () => ([12, 2004] as const).forEach((version) => test(`SCORM ${version === 12 ? '1.2' : version}`, () => act(version))));
const STATUS = { 12: 'cmi.core.lesson_status', 2004: 'cmi.completion_status' };

describe('R37 an empty _children without an error', () => {
  both('is "not told": what is there is told all the same', (version) => {
    const lms = new FakeLms(version);
    for (const group of ['cmi.core', 'cmi.core.score', 'cmi.score', 'cmi.student_data', 'cmi.objectives', 'cmi.interactions']) lms.children[`${group}._children`] = '';
    const made = makeCourse({ quizzes: { a: {} } });
    const host = new FakeHost();
    takeQuiz(launch(made, lms, host), made, 'a');
    host.pass();
    expect(lms.stored).toMatchObject({ 'cmi.interactions.0.id': 'a-0', 'cmi.interactions.1.result': 'correct', [version === 12 ? 'cmi.core.score.raw' : 'cmi.score.raw']: '100' });
  });
  both('and with an error it is "not there": nothing of it is tried', (version) => {
    const lms = new FakeLms(version);
    lms.children['cmi.interactions._children'] = null;
    const made = makeCourse({ quizzes: { a: {} } });
    const host = new FakeHost();
    takeQuiz(launch(made, lms, host), made, 'a');
    host.pass();
    expect(lms.sets(/interactions/)).toEqual([]);
  });
});

describe('R38 an LMS that refuses interactions loses them and nothing else', () => {
  for (const [version, codes] of [[12, [201, 401, 101]], [2004, [351, 301, 401, 101]]] as const)
    for (const code of codes)
      for (const from of [0, 3])
        test(`SCORM ${version}: error ${code}, from number ${from} on`, () => {
          const made = makeCourse({ quizzes: { a: { kinds: ['single', 'truth', 'single', 'truth', 'single', 'truth'] } } });
          const host = new FakeHost();
          const lms = new FakeLms(version);
          lms.fails = (method, key) => (method === 'SetValue' && Number(/^cmi\.interactions\.(\d+)/.exec(key)?.[1] ?? -1) >= from ? code : 0);
          const session = launch(made, lms, host);
          made.course.screens.forEach((one) => session.visit(one.id));
          takeQuiz(session, made, 'a');
          host.pass();
          expect(session.saving).toBe('saved');
          expect(lms.stored[STATUS[version]]).toBe(version === 12 ? 'passed' : 'completed');
          expect(Object.keys(lms.stored).filter((key) => /interactions\.\d+\.id/.test(key))).toHaveLength(from);
          const calls = lms.log.length;
          host.pass(600_000);
          expect(lms.log.length).toBe(calls); // nor is it tried for ever
          expect(session.exit()).toBe(true);
        });
});

describe('R39 an LMS that is late', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
    localStorage.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A frame in an LMS's window. */
  function frame(version: Version) {
    const listeners: Record<string, (event: object) => void> = {};
    const above = {} as Record<string, unknown>;
    above['parent'] = above;
    const listen = (name: string, listener: (event: object) => void) => void (listeners[name] = listener);
    const page = { parent: above, addEventListener: listen, document: { addEventListener: listen, visibilityState: 'visible' } };
    const lms = new FakeLms(version);
    return { page: page as unknown as Window, above, lms, listeners, course: makeCourse({ more: { tracker: version === 12 ? 'scorm12' : 'scorm2004' } }).course };
  }
  const install = ({ above, lms }: ReturnType<typeof frame>) => {
    const { api, name } = lms.open();
    above[name] = api;
  };

  both('comes after eight seconds and then refuses to open twice', async (version) => {
    const one = frame(version);
    const made = createSession(one.course, localStorage, one.page);
    await vi.advanceTimersByTimeAsync(8000);
    one.lms.fails = (method) => (method === 'Initialize' && one.lms.count('Initialize') < 2 ? (version === 12 ? 101 : 103) : 0);
    install(one);
    await vi.advanceTimersByTimeAsync(3000);
    expect((await made).kept).toBe('lms');
    expect(one.lms.count('Initialize')).toBe(3);
  });
  both('is waited for, and found after 14 seconds', async (version) => {
    const one = frame(version);
    const made = createSession(one.course, localStorage, one.page);
    await vi.advanceTimersByTimeAsync(14_000);
    install(one);
    await vi.advanceTimersByTimeAsync(1000);
    expect((await made).kept).toBe('lms');
    expect(one.lms.count('Initialize')).toBe(1);
  });
  both('is given up after 15 seconds; the course works meanwhile and afterwards', async (version) => {
    const one = frame(version);
    const made = createSession(one.course, localStorage, one.page);
    await vi.advanceTimersByTimeAsync(16_000);
    const session = await made;
    session.visit('p1');
    await vi.advanceTimersByTimeAsync(10);
    expect([session.kept, session.saving]).toEqual(['browser', 'saved']);
  });
  test('in a window of its own that nobody opened, none is waited for', async () => {
    const { page, course } = frame(12);
    Object.assign(page, { parent: page });
    expect((await createSession(course, localStorage, page)).kept).toBe('browser');
  });
  both('that refuses to open is asked again until it does', async (version) => {
    const one = frame(version);
    install(one);
    let left = 5;
    one.lms.fails = (method) => (method === 'Initialize' && left-- > 0 ? (version === 12 ? 101 : 103) : 0);
    const made = createSession(one.course, localStorage, one.page);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await made).kept).toBe('lms');
    await vi.advanceTimersByTimeAsync(100);
    expect(problems(one.lms.log.filter(({ result }) => String(result) !== 'false'), version)).toEqual([]);
  });
  both('R10: a session that stays open is used, after the page before had 3 seconds to close it', async (version) => {
    const one = frame(version);
    install(one);
    one.lms.fails = (method) => (method === 'Initialize' ? (version === 12 ? 101 : 103) : 0);
    const made = createSession(one.course, localStorage, one.page);
    let open = false;
    void made.then(() => (open = true));
    await vi.advanceTimersByTimeAsync(2500);
    expect(open).toBe(false);
    await vi.advanceTimersByTimeAsync(2500);
    expect((await made).kept).toBe('lms');
  });
  both('if it was opened it is finished, also where it could not be read', async (version) => {
    const one = frame(version);
    install(one);
    one.lms.fails = (method) => (method === 'GetValue' ? 391 : 0);
    const session = await createSession(one.course, localStorage, one.page);
    expect(session.kept).toBe('nothing');
    one.listeners['pagehide']!({ persisted: false });
    expect([one.lms.count('Initialize'), one.lms.count('Finish') + one.lms.count('Terminate')]).toEqual([1, 1]);
  });
});

describe('M7 Moodle with several SCOs of SCORM 2004', () => {
  function moodle(search = '?a=10&scoid=21&mode=normal&newattempt=on&display=popup') {
    const lms = new FakeLms(2004);
    const { api } = lms.open();
    const location = { search, href: '' };
    const player = { ...windowWith('API_1484_11', api), M: { cfg: { wwwroot: 'https://m.example/lms' } }, scorm_current_node: { title: 'a=10&scoid=22&currentorg=org&mode=&attempt=1' }, location } as unknown as Record<string, unknown>;
    player['parent'] = player;
    const sco = { parent: player } as unknown as Window;
    return { lms, sco, location };
  }
  const made = makeCourse();

  test('the second SCO is refused with 104 and loads the player for itself, as the popup that it was', () => {
    const { lms, sco, location } = moodle();
    createEngine(made.course, scorm2004(sco), new FakeHost()).exit();
    expect(location.href).toBe('');
    lms.fails = (method) => (method === 'Initialize' ? 104 : 0);
    expect(scorm2004(sco).connect!(false)).toBe(false);
    expect(location.href).toBe('https://m.example/lms/mod/scorm/player.php?mode=normal&a=10&scoid=22&currentorg=org&display=popup');
  });
  test('a player that never opened a session is not loaded again: no loop', () => {
    const { lms, sco, location } = moodle();
    lms.fails = (method) => (method === 'Initialize' ? 104 : 0);
    expect(scorm2004(sco).connect!(true)).toBe(false);
    expect(location.href).toBe('');
  });
  test('nothing of it happens in another LMS, nor at another refusal', () => {
    const { lms, sco, location } = moodle();
    createEngine(made.course, scorm2004(sco), new FakeHost()).exit();
    lms.fails = (method) => (method === 'Initialize' ? 102 : 0);
    scorm2004(sco).connect!(false);
    delete (sco.parent as unknown as Record<string, unknown>)['M'];
    lms.fails = (method) => (method === 'Initialize' ? 104 : 0);
    scorm2004(sco).connect!(false);
    expect(location.href).toBe('');
  });
  test('in preview it stays preview', () => {
    const { lms, sco, location } = moodle('?cm=5&scoid=21&mode=browse');
    createEngine(made.course, scorm2004(sco), new FakeHost()).exit();
    lms.fails = (method) => (method === 'Initialize' ? 104 : 0);
    scorm2004(sco).connect!(false);
    expect(location.href).toContain('mode=browse');
    expect(location.href).not.toContain('display');
  });
  test('SCORM 1.2 opens as often as it likes', () => {
    const lms = new FakeLms(12);
    const { api } = lms.open();
    const page = windowWith('API', api);
    createEngine(made.course, scorm12(page, 'passed'), new FakeHost()).exit();
    expect(scorm12(page, 'passed').connect!(false)).toBe(true);
  });
});
