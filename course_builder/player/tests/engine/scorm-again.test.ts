// @vitest-environment happy-dom
// Whole plays against scorm-again, an LMS's API written by others, with every call also checked against the exact forms.

import { Scorm12API, Scorm2004API } from 'scorm-again';
import { expect, test, vi } from 'vitest';
import { createSession } from '../../src/engine/engine';
import { scorm12 } from '../../src/lms/scorm12';
import { scorm2004 } from '../../src/lms/scorm2004';
import { problems, record } from '../lms-forms';
import type { Version } from '../lms-forms';
import { FakeHost, KINDS, makeCourse, right, takeQuiz, windowWith, wrong } from './help';
import type { Made } from './help';

vi.spyOn(console, 'warn').mockImplementation(() => {});

interface Lms {
  cmi: { suspend_data: string };
  loadFromJSON(json: object, element: string): void;
}

function open(version: Version, made: Made, host: FakeHost, stored: object = {}) {
  const lms = (version === 12 ? new Scorm12API({ autocommit: false, logLevel: 5 }) : new Scorm2004API({ autocommit: false, logLevel: 5 })) as unknown as Lms;
  lms.loadFromJSON(version === 12 ? { core: { student_id: 'learner', ...('core' in stored ? (stored.core as object) : {}) }, ...('suspend_data' in stored ? { suspend_data: stored.suspend_data } : {}) } : { learner_id: 'learner', ...stored }, 'cmi');
  const { api, log } = record(lms);
  const page = windowWith(version === 12 ? 'API' : 'API_1484_11', api);
  const session = createSession(made.course, version === 12 ? scorm12(page, made.course.status) : scorm2004(page), host);
  session.load(Object.values(made.questions));
  const get = (key: string) => String(api[version === 12 ? 'LMSGetValue' : 'GetValue']!(key));
  return { lms, log, session, get };
}

const whole = () =>
  makeCourse({
    pages: 3,
    inPages: { p1: Object.keys(KINDS), p2: ['single', 'match'] },
    quizzes: { a: { kinds: Object.keys(KINDS), passMark: 60, attempts: 1 }, b: { kinds: ['single', 'order'], feedback: 'now', weight: 2, attempts: 1 } },
    change: { 'a-0': { objectives: ['o1', 'o2'] }, 'b-0': { objectives: ['o1'] } },
  });

for (const version of [12, 2004] as const) {
  const name = version === 12 ? 'SCORM 1.2' : 'SCORM 2004';

  for (const [manner, answers] of [['right', right], ['wrong', wrong]] as const) {
    test(`${name}: everything answered ${manner}, without a single error`, () => {
      const made = whole();
      const host = new FakeHost();
      const { session, log, get } = open(version, made, host);
      expect(session.kept).toBe('lms');
      for (const { id } of made.course.screens) {
        session.visit(id);
        host.pass(45_678);
      }
      for (const [id, one] of Object.entries(made.questions)) {
        if (!id.startsWith('p')) continue;
        session.check(one, answers(made, id), 3.21);
        host.pass(1234);
      }
      takeQuiz(session, made, 'a', () => answers === right);
      host.pass();
      session.begin('b');
      for (const one of made.of('b')) session.check(one, answers(made, one.id), 1);
      session.submit('b', made.of('b'), {});
      host.pass();
      session.hide();
      const passed = answers === right;
      if (version === 12) {
        expect([get('cmi.core.lesson_status'), get('cmi.core.score.raw')]).toEqual(passed ? ['passed', '100'] : ['failed', '0']);
      } else {
        expect([get('cmi.completion_status'), get('cmi.success_status'), get('cmi.score.scaled'), get('cmi.score.raw')]).toEqual(passed ? ['completed', 'passed', '1', '100'] : ['incomplete', 'failed', '0', '0']);
      }
      // In SCORM 2004 there is no room for all of them in one sitting (R35).
      if (version === 2004) expect(Number(get('cmi.interactions._count'))).toBeGreaterThan(20);
      else expect(Number(get('cmi.interactions._count'))).toBe(Object.values(made.questions).reduce((sum, one) => sum + (one.endings.length && !passed ? 1 : one.parts.length), 0));
      expect([session.saving, session.exit()]).toEqual(['saved', true]);
      expect(problems(log, version)).toEqual([]);
    });
  }

  test(`${name}: left half-way and taken up again, without a single error`, () => {
    const made = whole();
    const host = new FakeHost();
    const first = open(version, made, host);
    first.session.visit('p1');
    first.session.visit('p2');
    first.session.begin('a');
    first.session.draft(made.questions['a-0']!, right(made, 'a-0'));
    first.session.leave();
    const state = first.lms.cmi.suspend_data;
    const stored = version === 12 ? { suspend_data: state, core: { lesson_status: 'incomplete' } } : { suspend_data: state, completion_status: 'incomplete' };
    const second = open(version, made, host, stored);
    expect([second.session.bookmark, second.session.attempt('a').phase, second.session.answer('a-0')?.responses]).toEqual(['p2', 'running', right(made, 'a-0')]);
    second.session.submit('a', made.of('a'), {});
    second.session.exit();
    expect([...problems(first.log, version), ...problems(second.log, version)]).toEqual([]);
  });

  test(`${name}: a finished course is looked at again and stays finished`, () => {
    const made = makeCourse({ quizzes: { a: {} } });
    const host = new FakeHost();
    const stored = version === 12 ? { core: { lesson_status: 'passed', score: { raw: '90' } } } : { completion_status: 'completed', success_status: 'passed', score: { raw: '90', scaled: '0.9' } };
    const { session, log, get } = open(version, made, host, stored);
    session.visit('p1');
    takeQuiz(session, made, 'a', () => false);
    host.pass();
    expect([get(version === 12 ? 'cmi.core.lesson_status' : 'cmi.success_status'), get(version === 12 ? 'cmi.core.score.raw' : 'cmi.score.raw')]).toEqual(['passed', '90']);
    session.exit();
    expect(problems(log, version)).toEqual([]);
  });
}
