// SCORM 1.2: one status field, one-character names of options.

import { LETTERS } from '../engine/bits';
import type { OptionData } from '../contract';
import { FORMS, decimal, line, listOf, timeOfDay, timespan } from './formats';
import { kindOf } from './interactions';
import { ROOM, asForm } from './room';
import { scormTracker } from './scorm';
import { better, isReached } from './status';
import type { Tracker } from './tracker';

const STATUS = 'cmi.core.lesson_status';
// Sources are letters and targets digits, as in the standard's example `1.c,2.b`, and then the other way on.
const DIGITS = `1234567890${LETTERS.slice(0, 26)}`;
const character = (from: string) => (option: OptionData) => from[option.slot % 36] ?? '';

/** What an answer takes, told in full and told short. */
const [FULL, SHORT] = [390, 200];

/**
 * @param carries what the author wants the one field to tell.
 * @param hasMastery whether the manifest tells the pass mark.
 */
export function scorm12(page: Window, carries: 'passed' | 'completed', hasMastery = false): Tracker {
  let status = '';

  return scormTracker(page, {
    version: 12,
    api: 'API',
    forms: {
      ...FORMS,
      suspend_data: /^[ -~]{0,4096}$/,
      session_time: /^\d{4}(:\d\d){2}\.\d\d$/,
      latency: /^\d{4}(:\d\d){2}\.\d\d$/,
      time: /^\d\d(:\d\d){2}$/,
      'true-false': /^[tf]$/,
      choice: listOf('[a-z0-9]', ','),
      sequencing: listOf('[a-z0-9]', ','),
      matching: listOf('[a-z0-9]\\.[a-z0-9]', ','),
      likert: /^[a-z0-9]$/,
      numeric: /^-?\d+(\.\d+)?$/,
      'fill-in': /^.{0,255}$/,
    },
    learner: 'cmi.core.student_id',
    mode: 'cmi.core.lesson_mode',
    credit: 'cmi.core.credit',
    location: 'cmi.core.lesson_location',
    exit: 'cmi.core.exit',
    time: 'cmi.core.session_time',
    score: 'cmi.core.score',
    hasMastery,
    timespan,
    readStatus(api) {
      const held = api.get(STATUS);
      status = held ?? '';
      if (held) api.holds(STATUS, held);
      return held !== null;
    },
    status(report) {
      status = better(status, report.status[carries]);
      return [[STATUS, status]];
    },
    isReached: () => isReached(status),
    scores: (score) => [
      ['raw', decimal(score, 2)],
      ['min', '0'],
      ['max', '100'],
    ],
    notation: {
      option: character(LETTERS),
      target: character(DIGITS),
      truth: (value) => (value ? 't' : 'f'),
      list: ',',
      pair: '.',
      text: (text) => line(text, 255),
      number: (text) => text.slice(0, 255),
      // A range cannot be told; its middle is a right answer.
      range: (low, high) => decimal((Number(low) + Number(high)) / 2, 7),
      accepted: (text) => line(text, 255),
    },
    kind: ({ part: { interaction } }) => {
      const kind = kindOf(interaction);
      return kind === 'long-fill-in' ? 'fill-in' : kind;
    },
    details: (entry) => [
      ['time', timeOfDay(entry.at)],
      ['weighting', decimal(Math.min(entry.weight, 100), 4)],
    ],
    response: 'student_response',
    wrong: 'wrong',
    objective: ({ score, passed }) => [
      ['score.raw', decimal(score, 2)],
      ['status', passed ? 'passed' : 'failed'],
    ],
    navigate: [],
    room: ROOM.scorm12,
    cost: asForm,
    // What was told cannot be read (RTE 3.4.7): it was told by the same rule, the first half of the room in full.
    recall(_, count) {
      const inFull = Math.min(count, Math.floor(ROOM.scorm12 / 2 / FULL));
      return inFull * FULL + (count - inFull) * SHORT;
    },
  });
}
