// The profiles that there are.

import type { Version } from '../data';
import { moodle } from './moodle';
import type { Profile } from './profile';
import { slow } from './slow';
import { small } from './small';
import { strict12 } from './strict12';
import { strict2004 } from './strict2004';

export const PROFILES: readonly Profile[] = [strict12, strict2004, moodle, small, slow];

/** The profiles of a version; the first is the standard itself. */
export const profilesOf = (version: Version): Profile[] => PROFILES.filter((one) => one.versions.includes(version));

/** The profile of this name, or the standard where the version has none of it. */
export function profileOf(version: Version, name: string): Profile {
  const found = profilesOf(version);
  return found.find((one) => one.name === name) ?? found[0]!;
}
