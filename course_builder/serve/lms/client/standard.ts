// Where SCORM 1.2 and 2004 differ, as far as an LMS is concerned.

import type { Elements, Kept, Learner, Mode, Sco, Version } from './data';

export interface Standard {
  name: string;
  /** Of the object that courses look for, and of its methods. */
  api: string;
  prefix: string;
  end: string;
  core: string;
  mode: string;
  /** `student` or `learner`. */
  who: string;
  /** Characters of saved state. */
  limit: number;
  /** Error codes: the LMS could not commit, and could not set. */
  noCommit: number;
  noSet: number;
}

export const STANDARDS: Record<Version, Standard> = {
  scorm12: { name: 'SCORM 1.2', api: 'API', prefix: 'LMS', end: 'Finish', core: 'cmi.core.', mode: 'lesson_mode', who: 'student', limit: 4096, noCommit: 101, noSet: 101 },
  scorm2004: { name: 'SCORM 2004', api: 'API_1484_11', prefix: '', end: 'Terminate', core: 'cmi.', mode: 'mode', who: 'learner', limit: 64_000, noCommit: 391, noSet: 351 },
};

/** The length of a time in either notation, in seconds. */
export function seconds(text: string): number {
  const clock = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const span = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  return span ? Number(span[1] ?? 0) * 86_400 + Number(span[2] ?? 0) * 3600 + Number(span[3] ?? 0) * 60 + Number(span[4] ?? 0) : 0;
}

export function timespan(version: Version, value: number): string {
  const hundredths = Math.round(value * 100);
  const rest = (hundredths % 6000) / 100;
  const minutes = Math.floor(hundredths / 6000);
  if (version === 'scorm2004') return `PT${Math.floor(minutes / 60)}H${minutes % 60}M${rest}S`;
  const pad = (number: number, width: number) => String(number).padStart(width, '0');
  return `${pad(Math.floor(minutes / 60), 4)}:${pad(minutes % 60, 2)}:${rest.toFixed(2).padStart(5, '0')}`;
}

/** The elements that the LMS sets at a launch. The time of the session before is added to the total now. */
export function atLaunch(version: Version, learner: Learner, sco: Sco, kept: Kept | undefined, mode: Mode): Elements {
  const { core, who, mode: modeName } = STANDARDS[version];
  const before = kept?.cmi ?? {};
  const exit = before[`${core}exit`];
  const fresh = !kept?.sessions;
  const total = seconds(before[`${core}total_time`] ?? '') + seconds(before[`${core}session_time`] ?? '');
  const given: Elements = {
    [`${core}${who}_id`]: learner.id,
    [`${core}${who}_name`]: learner.name,
    [`${core}${modeName}`]: mode,
    [`${core}credit`]: mode === 'normal' ? 'credit' : 'no-credit',
    [`${core}entry`]: fresh ? 'ab-initio' : exit === 'suspend' ? 'resume' : '',
    [`${core}total_time`]: timespan(version, total),
    [`${core}session_time`]: timespan(version, 0),
  };
  if (version === 'scorm12' && !before['cmi.core.lesson_status']) given['cmi.core.lesson_status'] = 'not attempted';
  if (sco.launchData) given['cmi.launch_data'] = sco.launchData;
  if (sco.mastery && version === 'scorm12') given['cmi.student_data.mastery_score'] = sco.mastery;
  return given;
}

const MEANINGS_12: Record<number, string> = {
  101: 'general failure',
  201: 'wrong argument',
  202: 'the element has no children',
  203: 'the element is no list and has no count',
  301: 'the session is not open',
  401: 'this LMS does not have the element',
  402: 'the element is a keyword and cannot be set',
  403: 'the element may only be read',
  404: 'the element may only be written',
  405: 'the value has a wrong form or is too long',
};
const MEANINGS_2004: Record<number, string> = {
  101: 'general failure',
  102: 'the session could not be opened',
  103: 'the session is already open',
  104: 'the session is over',
  111: 'the session could not be ended',
  112: 'ended before it was opened',
  113: 'ended twice',
  122: 'read before the session was opened',
  123: 'read after the session was over',
  132: 'written before the session was opened',
  133: 'written after the session was over',
  142: 'committed before the session was opened',
  143: 'committed after the session was over',
  201: 'wrong argument',
  301: 'the LMS could not read it',
  351: 'the LMS could not set it',
  391: 'the LMS could not store it',
  401: 'there is no such element',
  402: 'this LMS does not have the element',
  403: 'nothing is there yet',
  404: 'the element may only be read',
  405: 'the element may only be written',
  406: 'the value has a wrong form',
  407: 'the value is out of range',
  408: 'something else must be set before',
};

/** What an error code says. */
export const meaning = (version: Version, code: number): string =>
  (version === 'scorm12' ? MEANINGS_12 : MEANINGS_2004)[code] ?? 'unknown error';
