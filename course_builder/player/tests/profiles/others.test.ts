// The standard to the letter, and the LMSs that are small and slow.

import { expect, test } from 'vitest';
import { PROFILES, profileOf, profilesOf } from '../../../serve/lms/client/profiles';
import { interaction, Server } from './help';

test('every profile has a name of its own, says in one sentence what it imitates, and is found by its name', () => {
  expect(new Set(PROFILES.map((one) => one.name)).size).toBe(PROFILES.length);
  for (const { name, says, versions } of PROFILES) {
    expect(says).toMatch(/^[A-Z][^.]*(\.\d[^.]*)*\.$/);
    for (const version of versions) expect(profileOf(version, name).name).toBe(name);
  }
  expect([profileOf('scorm12', '').name, profileOf('scorm2004', 'strict12').name]).toEqual(['strict12', 'strict2004']);
  for (const version of ['scorm12', 'scorm2004'] as const) expect(profilesOf(version)).toHaveLength(4);
});

test('the standard stores or refuses, and sends again what was refused', () => {
  for (const [version, name, code] of [
    ['scorm12', 'strict12', 101],
    ['scorm2004', 'strict2004', 391],
  ] as const) {
    const server = new Server();
    const lms = server.launch(version, name);
    lms.call('Initialize');
    lms.set({ 'cmi.suspend_data': 'a' });
    for (const state of ['away', 'refusing'] as const) {
      server.state = state;
      expect(lms.call('Commit')).toBe(`false ${code}`);
    }
    server.state = 'up';
    lms.call('Commit');
    expect(server.held).toEqual({ 'cmi.suspend_data': 'a' });
    lms.call('Commit');
    expect(server.sent.at(-1)).toEqual({});
  }
});

test('the standard has limits for lengths', () => {
  const server = new Server();
  for (const [version, name, code, most] of [
    ['scorm12', 'strict12', 405, 4096],
    ['scorm2004', 'strict2004', 406, 64_000],
  ] as const) {
    const lms = server.launch(version, name);
    lms.call('Initialize');
    expect(lms.set({ 'cmi.suspend_data': 'x'.repeat(most) })).toEqual(['true 0']);
    expect(lms.set({ 'cmi.suspend_data': 'x'.repeat(most + 1) })).toEqual([`false ${code}`]);
  }
});

test('small: names nothing, has no optional elements, and takes ten interactions', () => {
  for (const [version, group, missing, full] of [
    ['scorm12', 'cmi.core', 401, 201],
    ['scorm2004', 'cmi', 402, 351],
  ] as const) {
    const server = new Server();
    const lms = server.launch(version, 'small');
    lms.call('Initialize');
    expect(lms.call('GetValue', `${group}._children`)).toBe('0');
    expect(lms.call('SetValue', 'cmi.objectives.0.id', 'a')).toBe(`false ${missing}`);
    expect(lms.set({ 'cmi.suspend_data': 'a' })).toEqual(['true 0']);
    for (let index = 0; index < 10; index++) expect(lms.set(interaction(index))).toEqual(['true 0', 'true 0']);
    expect(lms.set(interaction(10))[0]).toBe(`false ${full}`);
  }
});

test('slow: late, refuses to begin twice, and takes its time to store', () => {
  for (const [version, code] of [
    ['scorm12', 101],
    ['scorm2004', 103],
  ] as const) {
    const lms = new Server().launch(version, 'slow');
    expect(['Initialize', 'Initialize', 'Initialize'].map((one) => lms.call(one))).toEqual([`false ${code}`, `false ${code}`, 'true 0']);
    expect([lms.runtime.behaviour.apiAfter, lms.runtime.behaviour.commitTakes]).toEqual([8000, 5]);
  }
});
