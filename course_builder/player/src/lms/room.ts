// How much of answers one request may carry (R33, R35). Moodle sends what it holds of them again and again: in SCORM 2004 with
// every commit, in SCORM 1.2 with the first commit of a session. While a page is left, browsers take 64 KiB, counted as
// multipart. So all answers of an attempt share a room, and where it gets narrow they are told shorter, then not at all; state,
// status and score never wait for them.

/** Bytes of a commit that are left for answers and objectives. The state has 16,000 characters at most, the rest 2,500. */
export const ROOM = { scorm12: 28_000, scorm2004: 30_000 };

/** Around each value in a multipart request, with the longest boundary that browsers make. */
const AROUND = 105;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A value in a form-encoded request. */
export function asForm(key: string, value: string): number {
  const plain = value.match(/[\w.!~*'()-]/g)?.length ?? 0;
  return key.length + 2 + plain + 3 * (bytes(value) - plain);
}

/** The same in a multipart one, which beacons are. */
export const asMultipart = (key: string, value: string): number => AROUND + key.length + bytes(value);
