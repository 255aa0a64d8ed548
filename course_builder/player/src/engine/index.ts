// The door of the engine: finds what keeps the progress of this course and opens a session.

import type { CourseData } from '../contract';
import { localTracker } from '../lms/local';
import { scorm12 } from '../lms/scorm12';
import { scorm2004 } from '../lms/scorm2004';
import type { Tracker } from '../lms/tracker';
import type { Session } from '../session';
import { createSession as createEngine } from './engine';
import { browserHost } from './host';
import { attach } from './lifecycle';

/** The bundler makes one player for each tracker, and leaves the other files of `lms/` out of it. */
function trackerOf(course: CourseData, page: Window): Tracker {
  switch (course.tracker) {
    case 'scorm12':
      return scorm12(page, course.status, course.mastery);
    case 'scorm2004':
      return scorm2004(page);
    case 'local':
      return localTracker(course.id, browserHost().storage);
    default:
      return course.tracker satisfies never;
  }
}

export function createSession(course: CourseData, page: Window = window): Session {
  const engine = createEngine(course, trackerOf(course, page));
  attach(engine, page);
  return engine;
}
