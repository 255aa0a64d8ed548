// The door of the engine: finds what keeps the progress of this course and opens a session.

import type { CourseData } from '../contract';
import { localTracker } from '../lms/local';
import { scorm12 } from '../lms/scorm12';
import { scorm2004 } from '../lms/scorm2004';
import type { Tracker } from '../lms/tracker';
import type { Session } from '../session';
import { createSession as createEngine } from './engine';
import { browserHost, probeOf } from './host';
import type { Host, Store } from './host';
import { attach } from './lifecycle';

/** The bundler makes one player for each tracker, and leaves the other files of `lms/` out of it. */
function trackerOf(course: CourseData, page: Window, host: Host): Tracker {
  switch (course.tracker) {
    case 'scorm12':
      return scorm12(page, course.status, course.mastery);
    case 'scorm2004':
      return scorm2004(page);
    case 'local':
      return localTracker(course.id, host.storage);
    default:
      return course.tracker satisfies never;
  }
}

/** How long an LMS may take to show its API, or to open a session while the last one is still closing (R39). */
const PATIENCE = 15_000;
/** A session that is open already is taken as it is once the page before had this time to close it, counted from where the API is there. */
const CLOSING = 3000;

/** Wait for the LMS. In a window of its own that nobody opened there is none to wait for. */
async function connected(tracker: Tracker, page: Window): Promise<void> {
  if (!tracker.connect) return;
  const mayCome = page.parent !== page || !!page.opener;
  let refused = 0;
  for (let waited = 0, pause = 50; !tracker.connect(refused >= CLOSING) && mayCome && waited < PATIENCE; waited += pause, pause = Math.min(500, pause * 2)) {
    const isThere = tracker.isThere?.() ?? true;
    await new Promise((resolve) => setTimeout(resolve, pause));
    refused += isThere ? pause : 0;
  }
}

/** A file of every SCORM package, with the course's id in it; `packaging/folder.py` writes it. */
const PROBE = 'probe.txt';

/**
 * @param storage what the browser keeps, see `openVault`
 */
export async function createSession(course: CourseData, storage: Store | null, page: Window = window): Promise<Session> {
  const host = { ...browserHost(storage), probe: course.tracker === 'local' ? undefined : probeOf(PROBE, course.id) };
  const tracker = trackerOf(course, page, host);
  await connected(tracker, page);
  // A package that is opened where there is no LMS keeps progress as the HTML outputs do.
  const isAlone = tracker.isThere?.() === false;
  const engine = createEngine(course, isAlone ? localTracker(course.id, host.storage) : tracker, host);
  attach(engine, page);
  return engine;
}
