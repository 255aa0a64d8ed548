// An LMS that saves as Moodle does, while its server comes and goes.

import { FakeLms } from './help';
import type { FakeHost } from './help';

/**
 * It answers "true" whether or not its server takes anything (M2). In SCORM 1.2 it sends only what differs from what it sent
 * last, and takes that as sent even where it was lost (M3); in 2004 it sends everything each time (M4).
 */
export class MoodleLike extends FakeLms {
  private sent: Record<string, string> = {};
  /** Whose network it is. */
  host: FakeHost | undefined;

  override open() {
    this.sent = { ...this.stored };
    return super.open();
  }
  /** The numbers of the answers that the server holds. SCORM 1.2's page counts them: behind a gap they are written over. */
  numbers(): number[] {
    return [...new Set(Object.keys(this.stored).flatMap((key) => Number(/^cmi\.interactions\.(\d+)/.exec(key)?.[1] ?? NaN)))].filter(Number.isFinite).sort((a, b) => a - b);
  }
  override keep(live: Record<string, string>): void {
    const news = Object.entries(live).filter(([key, value]) => this.version === 2004 || this.sent[key] !== value);
    this.sent = { ...live };
    if (this.host?.server !== 'away' && !this.fails('store', '')) Object.assign(this.stored, Object.fromEntries(news));
  }
}
