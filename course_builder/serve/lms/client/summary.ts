// What a teacher would see of an attempt: status and grade in Moodle's words, time, and how full the saved state is.

import { $, el } from '../../../player/src/ui/dom';
import type { Elements, Version } from './data';
import { inWords } from './decode';
import type { Profile } from './profiles/profile';
import { STANDARDS } from './standard';

const WORDS: Record<string, string> = {
  'not attempted': 'Not attempted',
  unknown: 'Unknown',
  incomplete: 'Incomplete',
  completed: 'Completed',
  browsed: 'Browsed',
  passed: 'Passed',
  failed: 'Failed',
};

export interface Summary {
  status: string;
  /** Of 100; null: none. */
  grade: number | null;
  total: number;
  interactions: number;
}

export function summarise(version: Version, profile: Profile, cmi: Elements): Summary {
  const told = version === 'scorm12' ? [cmi['cmi.core.lesson_status'] ?? ''] : [cmi['cmi.completion_status'] ?? '', cmi['cmi.success_status'] ?? ''];
  const words = told.filter((one) => one && one !== 'unknown').map((one) => WORDS[one] ?? one);
  return {
    status: words.join(', ') || 'Not attempted',
    ...profile.shown(version, cmi),
    interactions: new Set(Object.keys(cmi).flatMap((key) => /^cmi\.interactions\.(\d+)\.id$/.exec(key)?.[1] ?? [])).size,
  };
}

export const gradeInWords = (grade: number | null): string => (grade === null ? '–' : grade.toFixed(2));

/** @param state what the course has set as its state; the rest is what the LMS has stored. */
export function showSummary(root: HTMLElement, version: Version, profile: Profile, cmi: Elements, state: string): void {
  const { limit, core } = STANDARDS[version];
  const { status, grade, total, interactions } = summarise(version, profile, cmi);
  const fill = (name: string, text: string) => {
    const place = $(`[data-show="${name}"]`, root)!;
    if (place.textContent !== text) place.textContent = text;
  };
  fill('status', status);
  fill('grade', grade === null ? '–' : `${gradeInWords(grade)} out of 100`);
  // Moodle's SCORM module takes a raw score of 0 for no score at all.
  fill('grade-hint', Number(cmi[`${core}score.raw`] || NaN) === 0 ? 'Moodle takes a score of 0 for no score.' : '');
  fill('time', inWords(total));
  fill('interactions', String(interactions));
  fill('state', `${state.length.toLocaleString('en')} of ${limit.toLocaleString('en')} characters`);
  const meter = $<HTMLMeterElement>('[data-show="meter"]', root)!;
  Object.assign(meter, { max: limit, high: limit * 0.8, optimum: 0, value: state.length });
}

/** A row for each attempt. */
export function showAttempts(body: HTMLElement, rows: { number: number; sessions: number; summary: Summary }[], current: number): void {
  body.replaceChildren(
    ...rows.map(({ number, sessions, summary }) =>
      el('tr', number === current ? { 'aria-current': 'true' } : {}, el('th', { scope: 'row' }, String(number)), el('td', {}, summary.status), el('td', {}, gradeInWords(summary.grade)), el('td', {}, String(sessions))),
    ),
  );
}
