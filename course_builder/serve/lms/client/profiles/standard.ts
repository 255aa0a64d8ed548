// What the standards say, where a profile does not differ.

import type { Elements, Version } from '../data';
import { seconds, STANDARDS } from '../standard';
import type { Asked, Answer, Behaviour, Profile } from './profile';

/** The most characters of an element. SCORM 1.2 RTE 3.4.4 (CMIString4096, CMIString255); SCORM 2004 4th ed. RTE 4.2 (SPM). */
const LENGTHS: Record<Version, Record<string, number>> = {
  scorm12: { 'cmi.suspend_data': 4096, 'cmi.core.lesson_location': 255 },
  scorm2004: { 'cmi.suspend_data': 64_000, 'cmi.location': 1000 },
};

/** scorm-again takes more than the standards promise: 405 in SCORM 1.2 (incorrect data type), 406 in 2004 (type mismatch). */
export function tooLong(version: Version, { method, element, value }: Asked): Answer | undefined {
  const most = method === 'SetValue' ? (LENGTHS[version][element] ?? Infinity) : Infinity;
  if (value.length <= most) return undefined;
  return { result: 'false', code: version === 'scorm12' ? 405 : 406, note: `refused: ${value.length} characters, ${most} are allowed` };
}

/** What is the same in every profile that does not say otherwise. */
export const standard: Omit<Profile, 'name' | 'label' | 'says' | 'versions' | 'open'> & { open(version: Version): Behaviour } = {
  anew: 'New attempt',
  storesAlways: false,
  modeOf: () => 'normal',
  // SCORM 2004 4th ed. RTE 4.2.8 (Exit): whoever did not suspend gets a new attempt. SCORM 1.2 knows no attempts.
  renews: (version, ended, exited) => version === 'scorm2004' && ended && exited !== 'suspend',
  begins: ({ given, kept }) => ({ ...kept, ...given }),
  shown(version: Version, held: Elements) {
    const { core } = STANDARDS[version];
    const raw = held[`${core}score.raw`];
    return { grade: raw ? Number(raw) : null, total: seconds(held[`${core}total_time`] ?? '') + seconds(held[`${core}session_time`] ?? '') };
  },
  open: (version) => ({ instead: (asked) => tooLong(version, asked) }),
};
