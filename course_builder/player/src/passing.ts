// Whether the learner has passed the course, a part or a module of it, and since when as far as this device knows.

import { today } from './dates';
import { note } from './notes';
import type { Core } from './ui/core';

/** As many modules of a part as are needed, or a module: its pages done, and the quiz that counts passed. */
export function hasCompleted({ data, session }: Core, id: string): boolean {
  const { modules, required } = data.parts?.find((one) => one.id === id) ?? { modules: [id], required: 1 };
  const done = modules.filter((module) => {
    const screens = data.screens.filter((one) => one.module === module);
    return screens.length > 0 && screens.every((one) => session.done(one.id));
  });
  return done.length >= required;
}

/** All required quizzes are passed; in a course without them, all of it is completed. */
export function hasPassed(core: Core, id = ''): boolean {
  if (id) return hasCompleted(core, id);
  const { completed, passed } = core.session.status();
  return core.data.assessments.some((one) => one.required) ? passed === true : completed;
}

/** The day on which it was first seen that the course, or what has this id, is passed, as `2030-12-31`. */
export function passedOn(core: Core, id = ''): string {
  const kept = note(core, `certificate:passed${id && `:${id}`}`);
  const known = kept.read();
  if (/^\d{4}-\d\d-\d\d$/.test(known)) return known;
  const day = today();
  kept.write(day);
  return day;
}
