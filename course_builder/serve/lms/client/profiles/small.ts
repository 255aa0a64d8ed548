// An LMS that has little: what the standard calls mandatory, no lists of what it has, and few answers.

import type { Version } from '../data';
import type { Answer, Asked, Profile } from './profile';
import { standard, tooLong } from './standard';

/** So many interactions are taken. SCORM 2004 promises 250 (4th ed. RTE 4.2.9, SPM); LMSs that take fewer are in use. */
const INTERACTIONS = 10;

/** Where more than that is refused: 1.2 answers as for an index that is out of range, 2004 that it could not set it. */
const FULL: Record<Version, number> = { scorm12: 201, scorm2004: 351 };

/**
 * What it has not. SCORM 1.2 RTE 3.4.4 makes all of this optional; SCORM 2004 makes nothing optional, and what an LMS has not it
 * answers with 402 (4th ed. RTE 3.1.7.5). In 1.2 that is 401.
 */
const MISSING: Record<Version, RegExp> = {
  scorm12: /^cmi\.(comments|objectives|student_data|student_preference|core\.lesson_mode|core\.score\.(min|max))\b/,
  scorm2004: /^cmi\.(comments_from_(learner|lms)|objectives|learner_preference|completion_threshold|max_time_allowed|time_limit_action)\b/,
};
const NOT_THERE: Record<Version, number> = { scorm12: 401, scorm2004: 402 };

function instead(version: Version, { method, element, value }: Asked): Answer | undefined {
  if (method !== 'GetValue' && method !== 'SetValue') return undefined;
  const refused = (code: number, note: string): Answer => ({ result: method === 'GetValue' ? '' : 'false', code, note });
  if (MISSING[version].test(element)) return refused(NOT_THERE[version], 'this LMS does not have it');
  if (method === 'GetValue' && element.endsWith('._children')) return { result: '', code: 0, note: 'it does not tell what it has' };
  const index = Number(/^cmi\.interactions\.(\d+)\./.exec(element)?.[1] ?? -1);
  if (method === 'SetValue' && index >= INTERACTIONS) return refused(FULL[version], `it takes ${INTERACTIONS} interactions`);
  return tooLong(version, { method, element, value });
}

export const small: Profile = {
  ...standard,
  name: 'small',
  label: 'Small',
  says: `An LMS with no more than the mandatory elements, which does not tell what it has and takes ${INTERACTIONS} answers.`,
  versions: ['scorm12', 'scorm2004'],
  open: (version) => ({ instead: (asked) => instead(version, asked) }),
};
