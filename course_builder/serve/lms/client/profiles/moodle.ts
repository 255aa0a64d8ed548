// Moodle's SCORM player, as observed in Moodle 4.4 and 4.5; the functions named here are in its folder mod/scorm.

import type { Elements, Version } from '../data';
import { seconds, STANDARDS, timespan } from '../standard';
import { beacons } from './beacons';
import type { Answer, Asked, Before, Behaviour, Profile } from './profile';
import { standard, tooLong } from './standard';

const LISTS = /^cmi\.(interactions|objectives)\.\d/;
/** Kept as numbers, and given back as numbers (datamodels/scorm_12.js, LMSSetValue: `value*1.0`). */
const NUMBERS = /^cmi\.(core\.score\.(raw|min|max)|interactions\.\d+\.weighting|objectives\.\d+\.score\.(raw|min|max))$/;
/** SCORM 2004: empty at page load, with error 0 (datamodels/scorm_13.js, `datamodel`). Of lists, what is unset is 403. */
const EMPTY = /^cmi\.(?!interactions\.|objectives\.|comments_from_)/;

/** An attempt that counts as ended (locallib.php, scorm_check_mode): one element decides, in 2004 the completion. */
const DECIDES: Record<Version, string> = { scorm12: 'cmi.core.lesson_status', scorm2004: 'cmi.completion_status' };
const ENDED = ['completed', 'passed', 'failed'];

/**
 * SCORM 1.2's lists as the page gets them (locallib.php, scorm_reconstitute_array_element): the count is how many entries there
 * are. Where some were lost the last ones are behind it, and what is added is written over them.
 */
function counted(kept: Elements): Elements {
  const lists: [RegExp, string][] = [
    [/^cmi\.interactions\.(\d+)\./, 'cmi.interactions.N.result'],
    [/^cmi\.objectives\.(\d+)\./, 'cmi.objectives.N.status'],
  ];
  let all = { ...kept };
  for (const [list, leaf] of lists) {
    const indexOf = (key: string) => Number(list.exec(key)?.[1] ?? -1);
    const indices = new Set(Object.keys(all).map(indexOf).filter((one) => one >= 0));
    all = Object.fromEntries(Object.entries(all).filter(([key]) => indexOf(key) < indices.size));
    // The data model knows no gaps: an entry without an id stands for what was lost.
    for (let index = 0; index < indices.size; index++) if (!indices.has(index)) all[leaf.replace('N', String(index))] = leaf.endsWith('status') ? 'incomplete' : 'neutral';
  }
  return all;
}

/** What a SCO gets at a launch. */
function begins({ version, given, kept, exited, measure }: Before): Elements {
  const { core } = STANDARDS[version];
  // Only the end of a session adds to the total, so a browser that is killed loses its time.
  const time = `${core}total_time`;
  const mine: Elements = { ...given, [time]: kept[time] ?? given[time] ?? '' };
  if (version === 'scorm12') return { ...counted(kept), ...mine, 'cmi.core.entry': exited === 'suspend' ? 'resume' : kept['cmi.core.lesson_status'] ? '' : 'ab-initio' };
  // scormlib.php, scorm_parse_scorm: a primaryObjective without minNormalizedMeasure gets 1.0.
  if (measure !== undefined) mine['cmi.scaled_passing_score'] = measure || '1';
  // datamodels/scorm_13lib.php, get_scorm_default: data are given back only to those who suspended.
  return exited === 'suspend' ? { ...kept, ...mine, 'cmi.entry': 'resume' } : { ...mine, 'cmi.entry': 'ab-initio' };
}

function instead(version: Version, asked: Asked): Answer | undefined {
  const { method, element, value } = asked;
  if (version === 'scorm12' && method === 'SetValue' && element === 'cmi.core.lesson_status' && value === 'not attempted') return { result: 'false', code: 405, note: '' };
  return tooLong(version, asked);
}

function answered(version: Version, { method, element }: Asked, answer: Answer): Answer {
  if (method !== 'GetValue') return answer;
  if (version === 'scorm12') return NUMBERS.test(element) && answer.result !== '' ? { ...answer, result: Number(answer.result) } : answer;
  return answer.code === 403 && EMPTY.test(element) ? { ...answer, result: '', code: 0 } : answer;
}

/** At the end the page adds the session to the total that it was loaded with. */
function withTotal(version: Version, start: Elements, now: Elements): Elements {
  const { core } = STANDARDS[version];
  return { [`${core}total_time`]: timespan(version, seconds(start[`${core}total_time`] ?? '') + seconds(now[`${core}session_time`] ?? '')) };
}

/** datamodels/scorm_12.js, StoreData: what a teacher set as pass mark decides at the end; what was never told is complete. */
function statusAtEnd(now: Elements): Elements {
  const status = 'cmi.core.lesson_status';
  const [mastery, raw] = [now['cmi.student_data.mastery_score'], now['cmi.core.score.raw']];
  if (mastery && raw) return { [status]: Number(raw) >= Number(mastery) ? 'passed' : 'failed' };
  return now[status] === 'not attempted' || !now[status] ? { [status]: 'completed' } : {};
}

/**
 * SCORM 1.2 (datamodels/scorm_12.js, CollectData): only what differs from what was sent last, and it counts as sent when it is
 * sent, whatever becomes of it. What a list held before the launch was never sent by this page, and goes once.
 */
function sends12(start: Elements): NonNullable<Behaviour['sends']> {
  const isStored = (key: string) => LISTS.test(key) && !!start[`${key.split('.').slice(0, 3).join('.')}.id`];
  const sent: Elements = Object.fromEntries(Object.entries(start).filter(([key]) => !isStored(key)));
  return (_changed, now, ended) => {
    const all = ended ? { ...now, ...statusAtEnd(now), ...withTotal('scorm12', start, now) } : { ...now, 'cmi.core.total_time': sent['cmi.core.total_time'] ?? '' };
    const news = Object.fromEntries(Object.entries(all).filter(([key, value]) => value !== (sent[key] ?? '')));
    Object.assign(sent, news);
    return news;
  };
}

/**
 * SCORM 2004 (datamodels/scorm_13.js, CollectData): all that differs from the page's load, with every commit. What was changed
 * and changed back is not sent, so the server keeps what was between.
 */
function sends2004(start: Elements): NonNullable<Behaviour['sends']> {
  return (_changed, now, ended) => {
    const all = { ...now, 'cmi.total_time': start['cmi.total_time'] ?? '', ...(ended ? withTotal('scorm2004', start, now) : {}) };
    return Object.fromEntries(Object.entries(all).filter(([key, value]) => value !== (start[key] ?? '')));
  };
}

export const moodle: Profile = {
  ...standard,
  name: 'moodle',
  label: 'Moodle',
  says: 'Moodle 4.4 and 4.5: an attempt that has ended is only looked at, and the answer is "true" even while its server is away.',
  versions: ['scorm12', 'scorm2004'],
  anew: 'Start a new attempt',
  // datamodel.php stores what it is sent and does not ask for the mode.
  storesAlways: true,
  modeOf: (version, scos) => (scos.length && scos.every((one) => ENDED.includes(one[DECIDES[version]] ?? '')) ? 'review' : 'normal'),
  renews: () => false,
  begins,
  shown(version, held) {
    const { core } = STANDARDS[version];
    // locallib.php, scorm_grade_user_attempt: a score of 0 is no score.
    return { grade: Number(held[`${core}score.raw`] ?? 0) || null, total: seconds(held[`${core}total_time`] ?? '') };
  },
  open: (version, start) => ({
    noCommit: 101,
    pageLives: true,
    // LMSFinish leaves the API as it was before the session; Terminate ends it for the life of the page, if it answered "true".
    reopens: version === 'scorm12',
    staysOpen: version === 'scorm2004',
    instead: (asked) => instead(version, asked),
    answered: (asked, answer) => answered(version, asked, answer),
    sends: version === 'scorm12' ? sends12(start) : sends2004(start),
    beacon: beacons(),
  }),
};
