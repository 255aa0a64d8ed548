// What Moodle's SCORM player sends its server for each commit and end, from the log of calls: `CollectData` of its SCORM 1.2
// and 2004 data models, in bytes form-encoded (as a request) and multipart (as a beacon, while the page is left).

import type { Call, Version } from '../lms-forms';

export interface Sent {
  method: string;
  form: number;
  multipart: number;
  fields: number;
}

const BASE = 'id=12&a=10&sesskey=0123456789&attempt=1&scoid=22';

/** @param stored what the LMS held at launch. */
export function sent(log: readonly Call[], version: Version, stored: Record<string, string>): Sent[] {
  const live = new Map(Object.entries(stored));
  // The value that counts as sent. Of stored answers none does: SCORM 1.2 sends them all once more, SCORM 2004 each time.
  const known = new Map([...live].filter(([key]) => !/^cmi\.(interactions|objectives)\.\d/.test(key)));
  const isOurs = (key: string) => !/student_id|student_name|learner_id|learner_name|credit|mode$|entry|_count|_children/.test(key);
  const found: Sent[] = [];
  for (const { method, args, result } of log) {
    if (String(result) !== 'true') continue;
    if (/SetValue$/.test(method)) live.set(String(args[0]), String(args[1]));
    if (!/Commit$|Finish$|Terminate$/.test(method)) continue;
    const fields = [...live].filter(([key, value]) => isOurs(key) && known.get(key) !== value && (version === 2004 || key !== 'cmi.core.session_time'));
    if (version === 12) for (const [key, value] of fields) known.set(key, value);
    if (!/Commit$/.test(method)) fields.push(['cmi.total_time', '0000:10:10.10']);
    const name = (key: string) => key.replace(/\./g, '__');
    const body = BASE + fields.map(([key, value]) => `&${name(key)}=${encodeURIComponent(value)}`).join('');
    const all = body.split('&').map((one) => one.split('=').map(decodeURIComponent));
    const multipart = [...all, ['unloading', '1']].reduce((sum, [key, value]) => sum + 105 + new TextEncoder().encode(`${key}${value}`).length, 0);
    found.push({ method, form: body.length, multipart, fields: fields.length });
  }
  return found;
}
