// SCORM 2004, 2nd to 4th edition: completion and success apart, options by name.

import { FORMS, decimal, duration, line, listOf, patternText, timestamp } from './formats';
import { kindOf } from './interactions';
import { noteOpened, reopenInMoodle } from './moodle';
import { ROOM, asForm, asMultipart } from './room';
import { scormTracker } from './scorm';
import { better, isReached } from './status';
import type { Tracker } from './tracker';

const COMPLETION = 'cmi.completion_status';
const SUCCESS = 'cmi.success_status';
const DURATION = /^PT(\d+H)?(\d+M)?\d+(\.\d{1,2})?S$/;

/** A number with at most seven decimals. */
const real = (text: string) => text.replace(/(\.\d{7})\d+$/, '$1');
const word = (text: string) => text.replace(/\W/g, '_').slice(0, 250) || '_';

/** What an answer takes beside what was answered, told in full and told short. */
const [FULL, SHORT] = [1600, 600];

export function scorm2004(page: Window): Tracker {
  let completion = '';
  let success = '';

  return scormTracker(page, {
    version: 2004,
    api: 'API_1484_11',
    forms: {
      ...FORMS,
      suspend_data: /^[ -~]{0,64000}$/,
      progress_measure: /^(1|0(\.\d+)?)$/,
      scaled: /^(1|0(\.\d+)?)$/,
      session_time: DURATION,
      latency: DURATION,
      timestamp: /^\d{4}-\d\d-\d\dT(\d\d:){2}\d\d\.\d\dZ$/,
      description: /^.{0,250}$/,
      'true-false': /^(true|false)$/,
      choice: listOf('\\w+', '\\[,\\]'),
      sequencing: listOf('\\w+', '\\[,\\]'),
      matching: listOf('\\w+\\[\\.]\\w+', '\\[,\\]'),
      likert: /^\w+$/,
      numeric: /^-?\d+(\.\d{1,7})?(\[:\]-?\d+(\.\d{1,7})?)?$/,
      'fill-in': /^(\{case_matters=(true|false)\})?.{0,250}$/,
      'long-fill-in': /^.{0,4000}$/,
    },
    learner: 'cmi.learner_id',
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    location: 'cmi.location',
    exit: 'cmi.exit',
    time: 'cmi.session_time',
    score: 'cmi.score',
    // Our manifests set no scaled passing score, and what an LMS makes up in its place is not the package's (R34).
    hasMastery: false,
    timespan: duration,
    readStatus(api) {
      const held = api.get(COMPLETION);
      const judged = api.get(SUCCESS);
      if (held === null || judged === null) return false;
      completion = held;
      success = judged;
      api.holds(COMPLETION, held);
      api.holds(SUCCESS, judged);
      return true;
    },
    status(report) {
      completion = better(completion, report.status.completion);
      success = better(success, report.status.success);
      return [
        [COMPLETION, completion],
        ...(success === 'passed' || success === 'failed' ? [[SUCCESS, success] as [string, string]] : []),
        // Some LMSs take a full measure for completion.
        ['cmi.progress_measure', isReached(completion) ? '1' : decimal(Math.min(report.progress, 0.99), 4)],
      ];
    },
    isReached: () => isReached(completion) || isReached(success),
    scores: (score) => [
      ['scaled', decimal(score / 100, 4)],
      ['raw', decimal(score, 2)],
      ['min', '0'],
      ['max', '100'],
    ],
    notation: {
      option: ({ name }) => word(name),
      target: ({ name }) => word(name),
      truth: String,
      list: '[,]',
      pair: '[.]',
      text: (text, kind) => patternText(text, kind === 'fill-in' ? 250 : 4000),
      number: real,
      range: (low, high) => `${real(low)}[:]${real(high)}`,
      accepted: (text, caseMatters) => `{case_matters=${caseMatters}}${patternText(text, 250)}`,
    },
    kind: ({ part }) => kindOf(part.interaction),
    details: (entry) => [
      ['timestamp', timestamp(entry.at)],
      ['weighting', decimal(entry.weight, 4)],
      ['description', line(entry.title.replace(/^\{/, '('), 250)],
    ],
    response: 'learner_response',
    wrong: 'incorrect',
    objective: ({ score, passed }) => [
      ['score.scaled', decimal(score / 100, 4)],
      ['success_status', passed ? 'passed' : 'failed'],
    ],
    // `suspendAll`, also when all is done: after `exitAll` some LMSs start an empty attempt at the next visit.
    navigate: [['adl.nav.request', 'suspendAll']],
    room: ROOM.scorm2004,
    cost: (key, value) => Math.max(asForm(key, value), asMultipart(key, value)),
    recall(api, count, places) {
      let used = 0;
      for (let index = 0; index < count; index++) {
        const leaf = (name: string) => api.get(`cmi.interactions.${index}.${name}`) ?? '';
        const isFull = !!leaf('latency');
        const response = leaf('learner_response');
        places.set(leaf('id'), { index, isFull, isAnswered: !!response });
        used += (isFull ? FULL : SHORT) + 3 * response.length;
      }
      return used;
    },
    opened: noteOpened,
    refused: (page, error) => error === 104 && reopenInMoodle(page),
  });
}
