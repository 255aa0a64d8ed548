// Whether the learner has passed the course, and since when as far as this device knows.

import { note } from './notes';
import type { Core } from './ui/core';

/** All required quizzes are passed; in a course without them, all of it is completed. */
export function hasPassed({ data, session }: Core): boolean {
  const { completed, passed } = session.status();
  return data.assessments.some((one) => one.required) ? passed === true : completed;
}

/** The day on which it was first seen that the course is passed, as `2030-12-31`. */
export function passedOn(core: Core): string {
  const kept = note(core, 'certificate:passed');
  const known = kept.read();
  if (/^\d{4}-\d\d-\d\d$/.test(known)) return known;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  kept.write(today);
  return today;
}
