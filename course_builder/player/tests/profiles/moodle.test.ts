// The profile `moodle` does what was observed in Moodle 4.4 and 4.5; M1 to M12 are the observations.

import { expect, test } from 'vitest';
import { sizeOf } from '../../../serve/lms/client/profiles/beacons';
import { moodle } from '../../../serve/lms/client/profiles/moodle';
import { interaction, Server } from './help';

test('M1: an attempt whose status is final is only looked at, by the completion in 2004', () => {
  for (const status of ['passed', 'failed', 'completed']) expect(moodle.modeOf('scorm12', [{ 'cmi.core.lesson_status': status }])).toBe('review');
  expect(moodle.modeOf('scorm12', [{ 'cmi.core.lesson_status': 'incomplete' }])).toBe('normal');
  expect(moodle.modeOf('scorm2004', [{ 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'failed' }])).toBe('normal');
  expect(moodle.modeOf('scorm2004', [{ 'cmi.completion_status': 'completed' }])).toBe('review');
  // One SCO that is open keeps all of them open.
  expect(moodle.modeOf('scorm12', [{ 'cmi.core.lesson_status': 'passed' }, {}])).toBe('normal');
});

test('M2, M3: in 1.2 what no server heard is answered with true, and not sent again', () => {
  const server = new Server();
  const lms = server.launch('scorm12', 'moodle');
  expect(lms.call('Initialize')).toBe('true 0');
  server.state = 'away';
  lms.set({ 'cmi.suspend_data': 'a', 'cmi.core.lesson_location': 'p1' });
  expect(lms.call('Commit')).toBe('true 0');
  expect(lms.runtime.unstored()).toBe(2);
  server.state = 'up';
  lms.set({ 'cmi.suspend_data': 'a', 'cmi.core.lesson_location': 'p2' });
  expect(lms.call('Commit')).toBe('true 0');
  expect(server.held).toEqual({ 'cmi.core.lesson_location': 'p2' });
  expect(lms.runtime.unstored()).toBe(1);
});

test('a server that refuses is told to the course, and 1.2 takes its values as sent all the same', () => {
  const server = new Server();
  const lms = server.launch('scorm12', 'moodle');
  lms.call('Initialize');
  server.state = 'refusing';
  lms.set({ 'cmi.suspend_data': 'a' });
  expect(lms.call('Commit')).toBe('false 101');
  server.state = 'up';
  expect([lms.call('Commit'), server.held]).toEqual(['true 0', {}]);
});

test('1.2: what a list held before goes with the first commit of a session, once', () => {
  const server = new Server();
  server.held = interaction(0);
  const lms = server.launch('scorm12', 'moodle');
  lms.call('Initialize');
  lms.call('Commit');
  lms.call('Commit');
  expect(server.sent).toEqual([interaction(0), {}]);
});

test('1.2: where entries were lost, the count leads new ones over the last', () => {
  const server = new Server();
  server.held = { ...interaction(0), ...interaction(2), ...interaction(3) };
  const lms = server.launch('scorm12', 'moodle');
  lms.call('Initialize');
  expect(lms.call('GetValue', 'cmi.interactions._count')).toBe('3 0');
  lms.set({ 'cmi.interactions.3.id': 'new' });
  lms.call('Commit');
  expect(server.sent[0]).toEqual({ ...interaction(0), ...interaction(2), 'cmi.interactions.3.id': 'new' });
});

test('M4: 2004 sends all that differs from the page load with every commit, and never what was changed back', () => {
  const server = new Server();
  const lms = server.launch('scorm2004', 'moodle');
  lms.call('Initialize');
  lms.set({ ...interaction(0), 'cmi.success_status': 'failed' });
  lms.call('Commit');
  lms.set({ 'cmi.success_status': 'unknown' });
  lms.call('Commit');
  expect(server.sent[0]).toEqual({ ...interaction(0), 'cmi.success_status': 'failed' });
  expect(server.sent[1]).toEqual(interaction(0));
  expect([server.held['cmi.success_status'], lms.runtime.unstored()]).toEqual(['failed', 1]);
});

test('M5: while the page is left, a browser takes 64 KiB; 2004 then stays open, and 1.2 is over', () => {
  for (const [version, end, after] of [
    ['scorm12', 'Finish', 'ended'],
    ['scorm2004', 'Terminate', 'running'],
  ] as const) {
    const server = new Server();
    const lms = server.launch(version, 'moodle');
    lms.call('Initialize');
    for (let index = 0; index < 300; index++) lms.set(interaction(index));
    lms.runtime.leaving();
    expect([version, lms.call(end), lms.runtime.state]).toEqual([version, 'false 101', after]);
    expect(server.held).toEqual({});
  }
});

test('M6: a primary objective without a mark has one of 1', () => {
  const server = new Server();
  const passing = (measure?: string) => {
    const lms = server.launch('scorm2004', 'moodle', measure === undefined ? {} : { measure });
    lms.call('Initialize');
    return lms.call('GetValue', 'cmi.scaled_passing_score');
  };
  expect([passing(''), passing('0.6'), passing()]).toEqual(['1 0', '0.6 0', '0']);
});

test('M7: one object for each page; 2004 is not begun again after its end, 1.2 is', () => {
  const server = new Server();
  const [old, young] = [server.launch('scorm12', 'moodle'), server.launch('scorm2004', 'moodle')];
  expect(['Initialize', 'Initialize', 'Finish', 'Initialize'].map((one) => old.call(one))).toEqual(['true 0', 'false 101', 'true 0', 'true 0']);
  expect(['Initialize', 'Initialize', 'Terminate', 'Initialize'].map((one) => young.call(one))).toEqual(['true 0', 'false 103', 'true 0', 'false 104']);
});

test('M9: a score of 0 is no score', () => {
  expect([moodle.shown('scorm12', { 'cmi.core.score.raw': '0' }).grade, moodle.shown('scorm2004', { 'cmi.score.raw': '80' }).grade]).toEqual([null, 80]);
});

test('2004 gives back what is stored only to those who suspended; 1.2 always', () => {
  const server = new Server();
  server.held = { 'cmi.suspend_data': 'a', 'cmi.exit': 'suspend' };
  const again = () => {
    const lms = server.launch('scorm2004', 'moodle');
    lms.call('Initialize');
    return [lms.call('GetValue', 'cmi.suspend_data'), lms.call('GetValue', 'cmi.entry')];
  };
  expect(again()).toEqual(['a 0', 'resume 0']);
  server.held['cmi.exit'] = '';
  expect(again()).toEqual(['0', 'ab-initio 0']);
  server.held = { 'cmi.suspend_data': 'a', 'cmi.core.exit': '' };
  const old = server.launch('scorm12', 'moodle');
  old.call('Initialize');
  expect(old.call('GetValue', 'cmi.suspend_data')).toBe('a 0');
});

test('1.2: what was never told is completed at the end, and a pass mark decides', () => {
  const server = new Server();
  const status = (given: Record<string, string>, set: Record<string, string>) => {
    server.held = {};
    const lms = server.launch('scorm12', 'moodle', { given: { 'cmi.core.lesson_status': 'not attempted', ...given } });
    lms.call('Initialize');
    lms.set(set);
    lms.call('Finish');
    return server.held['cmi.core.lesson_status'];
  };
  expect(status({}, {})).toBe('completed');
  expect(status({ 'cmi.student_data.mastery_score': '60' }, { 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '59' })).toBe('failed');
  expect(status({ 'cmi.student_data.mastery_score': '60' }, { 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '60' })).toBe('passed');
  expect(status({}, { 'cmi.core.lesson_status': 'incomplete' })).toBe('incomplete');
});

test('only the end of a session adds to the total time', () => {
  const server = new Server();
  const lms = server.launch('scorm12', 'moodle', { given: { 'cmi.core.total_time': '0001:00:00.00' } });
  lms.call('Initialize');
  lms.set({ 'cmi.core.session_time': '0000:30:00.00' });
  lms.call('Commit');
  expect(server.held['cmi.core.total_time']).toBe(undefined);
  lms.call('Finish');
  expect(server.held['cmi.core.total_time']).toBe('0001:30:00.00');
});

test('the size of a beacon is near what was measured: 102 fields of 3,999 bytes took 12,792', () => {
  // 102 values of 39 bytes with names like cmi.interactions.0.student_response.
  const sent = Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`cmi.interactions.${index}.id`.padEnd(23, 'x'), 'y'.repeat(8)]));
  expect(Math.abs(sizeOf(sent) - 12_792)).toBeLessThan(1500);
});
