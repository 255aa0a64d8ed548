// An LMS that is late: its API comes long after the course, and its server takes its time.

import type { Version } from '../data';
import type { Profile } from './profile';
import { standard, tooLong } from './standard';

/** Milliseconds until the API is there, as where the frame around it is loaded last. */
const API_AFTER = 8000;
/** Seconds of a commit. */
const COMMIT = 5;
/** How often Initialize is refused: a session that an earlier page left is still being closed. 1.2: 101; 2004: 103. */
const REFUSALS = 2;
const STILL_OPEN: Record<Version, number> = { scorm12: 101, scorm2004: 103 };

export const slow: Profile = {
  ...standard,
  name: 'slow',
  label: 'Slow',
  says: 'An LMS whose API appears after eight seconds, which refuses to begin twice, and takes five seconds to store.',
  versions: ['scorm12', 'scorm2004'],
  open(version, _start, pace) {
    let refused = 0;
    return {
      apiAfter: API_AFTER * pace,
      commitTakes: COMMIT * pace,
      instead(asked) {
        if (asked.method === 'Initialize' && refused++ < REFUSALS) return { result: 'false', code: STILL_OPEN[version], note: 'refused: the session before is still being closed' };
        return tooLong(version, asked);
      },
    };
  },
};
