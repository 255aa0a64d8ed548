// The door of the engine: finds what keeps the progress of this course and opens a session.

import type { CourseData } from '../contract';
import { findApi } from '../lms/find';
import { localTracker } from '../lms/local';
import { scorm12 } from '../lms/scorm12';
import { scorm2004 } from '../lms/scorm2004';
import type { Tracker } from '../lms/tracker';
import type { Session } from '../session';
import { createSession as createEngine } from './engine';
import { browserHost, probeOf } from './host';
import type { Host } from './host';
import { attach } from './lifecycle';

/** The bundler makes one player for each tracker, and leaves the other files of `lms/` out of it. */
function trackerOf(course: CourseData, page: Window, host: Host): Tracker {
  const local = () => localTracker(course.id, host.storage);
  switch (course.tracker) {
    // A package that is opened where there is no LMS keeps progress as the HTML outputs do.
    case 'scorm12':
      return findApi(page, 'API') ? scorm12(page, course.status) : local();
    case 'scorm2004':
      return findApi(page, 'API_1484_11') ? scorm2004(page) : local();
    case 'local':
      return local();
    default:
      return course.tracker satisfies never;
  }
}

/** A file of every SCORM package, with the course's id in it; `packaging/folder.py` writes it. */
const PROBE = 'probe.txt';

export function createSession(course: CourseData, page: Window = window): Session {
  const host = { ...browserHost(), probe: course.tracker === 'local' ? undefined : probeOf(PROBE, course.id) };
  const engine = createEngine(course, trackerOf(course, page, host), host);
  attach(engine, page);
  return engine;
}
