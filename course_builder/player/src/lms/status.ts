// What the LMS is told about the status, for every standing of a learner: the whole of it, as a table.
//
// An LMS may take `passed`, `failed` and `completed` for the end: at the next visit Moodle opens the attempt for review and
// stores nothing more. So each is told only when nothing that counts can still happen (R31). That another attempt could
// raise a score that passes already does not count: else nobody with attempts left would ever have passed.
//
// SCORM 1.2 has one status (RTE 3.4.4, cmi.core.lesson_status), SCORM 2004 completion and success apart (RTE 4.2.4, 4.2.22).

import { rows } from '../../status.json';

/** `open`: something that counts can still happen. `none`: nothing is to be passed. `failed`: for good. */
export type Result = 'open' | 'none' | 'passed' | 'failed';

export interface Status {
  result: Result;
  /** SCORM 1.2 where the author wants passed or failed told; and where completed or incomplete. */
  passed: string;
  completed: string;
  /** SCORM 2004; no success is told while it is empty. */
  completion: string;
  success: string;
}

/** @param done whether the author's completion rule is met. */
export const statusOf = (result: Result, done: boolean): Status =>
  rows.find((row) => row.result === result && (row.done ?? done) === done) as Status;

/** SCORM 1.2's statuses by what they say: `not attempted` and `browsed` say less than `incomplete`. */
const RANK: Record<string, number> = { incomplete: 1, failed: 2, completed: 3, passed: 4 };

/** The better of what the LMS holds and what is to be told: what was reached stays reached (R11, R17). */
export const better = (held: string, told: string): string => ((RANK[told] ?? 0) >= (RANK[held] ?? 0) ? told : held);

/** Nothing that was reached may be made worse any more. */
export const isReached = (held: string): boolean => held === 'completed' || held === 'passed';
