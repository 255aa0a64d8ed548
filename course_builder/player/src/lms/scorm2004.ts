// SCORM 2004, 2nd to 4th edition: completion and success apart, options by name.

import { FORMS_2004, decimal, duration, line, patternText, timestamp } from './formats';
import { kindOf } from './interactions';
import { scormTracker } from './scorm';
import type { Tracker } from './tracker';

const COMPLETION = 'cmi.completion_status';
const SUCCESS = 'cmi.success_status';

/** A number with at most seven decimals. */
const real = (text: string) => text.replace(/(\.\d{7})\d+$/, '$1');
const word = (text: string) => text.replace(/\W/g, '_').slice(0, 250) || '_';

export function scorm2004(page: Window): Tracker {
  let completed = false;
  let success = '';

  return scormTracker(page, {
    version: 2004,
    api: 'API_1484_11',
    forms: FORMS_2004,
    learner: 'cmi.learner_id',
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    location: 'cmi.location',
    exit: 'cmi.exit',
    time: 'cmi.session_time',
    score: 'cmi.score',
    mastery: 'cmi.scaled_passing_score',
    timespan: duration,
    readStatus(api) {
      const held = api.get(COMPLETION);
      const judged = api.get(SUCCESS);
      if (held === null || judged === null) return false;
      completed = held === 'completed';
      success = judged;
      api.holds(COMPLETION, held);
      api.holds(SUCCESS, judged);
      return true;
    },
    status(report) {
      completed ||= report.completed;
      if (report.passed || (report.passed === false && success !== 'passed')) success = report.passed ? 'passed' : 'failed';
      return [
        [COMPLETION, completed ? 'completed' : 'incomplete'],
        ...(success === 'passed' || success === 'failed' ? [[SUCCESS, success] as [string, string]] : []),
        // Some LMSs take a full measure for completion.
        ['cmi.progress_measure', completed ? '1' : decimal(Math.min(report.progress, 0.99), 4)],
      ];
    },
    isFinal: () => completed || success === 'passed',
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
      ['score.raw', decimal(score, 2)],
      ['score.min', '0'],
      ['score.max', '100'],
      ['success_status', passed ? 'passed' : 'failed'],
    ],
    // `suspendAll`, also when all is done: after `exitAll` some LMSs start an empty attempt at the next visit.
    navigate: [['adl.nav.request', 'suspendAll']],
  });
}
