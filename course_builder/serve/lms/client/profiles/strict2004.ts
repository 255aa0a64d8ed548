// SCORM 2004 to the letter: the run-time environment of the 4th edition (ADL, 2009).

import type { Profile } from './profile';
import { standard } from './standard';

export const strict2004: Profile = {
  ...standard,
  name: 'strict2004',
  label: 'The standard',
  says: 'SCORM 2004 to the letter: every element is there, every commit is stored or refused at once, and the answer is true.',
  versions: ['scorm2004'],
};
