// SCORM 1.2 to the letter: the run-time environment of version 1.2 (ADL, 2001), with every optional element.

import type { Profile } from './profile';
import { standard } from './standard';

export const strict12: Profile = {
  ...standard,
  name: 'strict12',
  label: 'The standard',
  says: 'SCORM 1.2 to the letter: every element is there, every commit is stored or refused at once, and the answer is true.',
  versions: ['scorm12'],
};
