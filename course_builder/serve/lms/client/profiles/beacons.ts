// Requests that nobody waits for (Moodle's request.js, DoRequest, with sendBeacon). Browsers have a limit for what is in flight.

import type { Elements } from '../data';

/** Bytes that may be in flight at a time (Fetch standard, HTTP-network-or-cache fetch: 64 kibibytes). */
export const IN_FLIGHT = 65_536;

/** What Chromium writes around each value of a multipart form, with its boundary. */
const AROUND = 87;
/** Moodle's own fields: which SCO, attempt and session, and that the page is being left. */
const OWN = 700;
/** Milliseconds until one has arrived or failed. A page that is left does not live as long. */
const ARRIVED = 1000;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** How large a commit is as a beacon. Moodle writes the dots of names as two underscores. */
export const sizeOf = (sent: Elements): number =>
  Object.entries(sent).reduce((sum, [key, value]) => sum + AROUND + bytes(key.replaceAll('.', '__')) + bytes(value), OWN);

/** Returns a function that tells whether the browser takes one more. */
export function beacons(): (sent: Elements) => boolean {
  let inFlight = 0;
  return (sent) => {
    const size = sizeOf(sent);
    if (inFlight + size > IN_FLIGHT) return false;
    inFlight += size;
    setTimeout(() => (inFlight -= size), ARRIVED);
    return true;
  };
}
