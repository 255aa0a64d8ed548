// What is peculiar to Moodle: several SCOs of SCORM 2004. Its API lives as long as the player's page. After one SCO was
// terminated it refuses to open the next with 104, and would record nothing of it (M7). Loading the player's page for the SCO
// that it shows makes a new API; the address is the one that Moodle itself gives for it.

import { findWindow } from './find';

interface Player extends Window {
  M?: { cfg?: { wwwroot?: string } };
  /** Its title is a query: `a=10&scoid=22&currentorg=org&mode=&attempt=1`. */
  scorm_current_node?: { title?: string };
  /** A session was opened by this API. Only such a page is loaded again, so a refusal that stays cannot do it for ever. */
  courseBuilderOpened?: boolean;
}

const playerOf = (page: Window) => findWindow(page, 'API_1484_11') as Player | undefined;

export function noteOpened(page: Window): void {
  const player = playerOf(page);
  if (player) player.courseBuilderOpened = true;
}

/** Load Moodle's player again for the SCO that it shows. false: this is not Moodle, or it would not help. */
export function reopenInMoodle(page: Window): boolean {
  const player = playerOf(page);
  const root = player?.M?.cfg?.wwwroot;
  const shown = new URLSearchParams(player?.scorm_current_node?.title);
  if (!player?.courseBuilderOpened || !root || !shown.get('scoid')) return false;
  const here = new URLSearchParams(player.location.search);
  const query = new URLSearchParams({ mode: here.get('mode') || 'normal' });
  for (const name of ['a', 'scoid', 'currentorg']) query.set(name, shown.get(name) ?? '');
  // A popup stays one: without this Moodle draws its whole page around the player. A new attempt is not asked for again.
  if (here.get('display')) query.set('display', here.get('display')!);
  player.location.href = `${root}/mod/scorm/player.php?${query}`;
  return true;
}
