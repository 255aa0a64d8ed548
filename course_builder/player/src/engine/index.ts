// The door of the engine: finds what keeps the progress of this course and opens a session.

import type { CourseData, TrackerKind } from '../contract';
import { localTracker } from '../lms/local';
import { scorm12 } from '../lms/scorm12';
import { scorm2004 } from '../lms/scorm2004';
import type { Tracker } from '../lms/tracker';
import type { Session } from '../session';
import { createSession as createEngine } from './engine';
import { browserHost } from './host';
import { attach } from './lifecycle';

/** The bundler can set it (`--define:TRACKER='"scorm12"'`), so that a package carries only the tracker that it needs. */
declare const TRACKER: TrackerKind;

function trackerOf(course: CourseData, page: Window): Tracker {
  // Written out, for the bundler drops only what such a plain comparison shuts out.
  const kind = course.tracker;
  if (typeof TRACKER === 'undefined' ? kind === 'scorm12' : TRACKER === 'scorm12') return scorm12(page, course.status);
  if (typeof TRACKER === 'undefined' ? kind === 'scorm2004' : TRACKER === 'scorm2004') return scorm2004(page);
  return localTracker(course.id, browserHost().storage);
}

export function createSession(course: CourseData, page: Window = window): Session {
  const engine = createEngine(course, trackerOf(course, page));
  attach(engine, page);
  return engine;
}
