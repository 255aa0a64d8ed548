// What keeps a learner's progress: an LMS, or the browser. One file per protocol stands behind this interface.

import type { PartData, Response } from '../contract';
import type { Status } from './status';

/** What the tracker found when the course was opened. */
export interface Launch {
  /** The packed state of the last visit, or empty. */
  state: string;
  /** The LMS's id of the learner, and the name that it gives; empty where it gives none. */
  learner: string;
  name?: string;
  mode: 'normal' | 'browse' | 'review';
}

/** One part answered for good: an entry of the LMS's journal of interactions. Plain data, so that it can wait in storage. */
export interface Interaction {
  id: string;
  title: string;
  part: PartData;
  response: Response | null;
  /** 0…1, or null where nothing is right or wrong. */
  score: number | null;
  /** The share of what room there is that answers of its kind may take: those that count most may take all of it. */
  share: number;
  weight: number;
  seconds: number;
  /** Milliseconds since the epoch. */
  at: number;
  objectives: string[];
}

export interface ObjectiveResult {
  id: string;
  /** 0…100 */
  score: number;
  passed: boolean;
}

/** Everything there is to keep; the tracker sends what changed. */
export interface Report {
  state: string;
  /** The screen's id. */
  location: string;
  /** 0…1 */
  progress: number;
  /** 0…100; null while there is nothing to tell. */
  score: number | null;
  status: Status;
  /** Sent once each, in this order. */
  interactions: readonly Interaction[];
  objectives: readonly ObjectiveResult[];
  /** What was told before may be lost, for the server is away. */
  isUnproven?: boolean;
  /** Length of the session so far; only where it is to be told. */
  seconds?: number;
}

/** What browsers tell the other windows of a change. */
export type Told = Pick<StorageEvent, 'key' | 'newValue'>;

export interface Tracker {
  /** Known after `open`. */
  readonly kept: 'lms' | 'browser' | 'nothing';
  /**
   * Look for the LMS and open its session. false: not yet (R39).
   * @param isLast there will be no other try: a session that an earlier page left open is used as it is.
   */
  connect?(isLast: boolean): boolean;
  /** Whether there is an LMS at all. */
  isThere?(): boolean;
  open(): Launch;
  /** Send what changed and have it stored; true when all of it was taken. */
  save(report: Report): boolean;
  /** What another window kept since this one read or kept something last; empty: nothing. */
  hear?(told?: Told): string;
  /** A save failed when all was told, and some LMSs take what was in it as sent all the same. */
  readonly isLost?: boolean;
  /** Take nothing as told any more: the next save tells all of it again, in a form that differs from the last. */
  forget?(): void;
  /** The next save is the last, and ends the session. `asked`: the learner pressed Exit, so the LMS should navigate. */
  ending?(asked: boolean): void;
  /** End the session, unless the last save did. Whether it ended well. */
  close(): boolean;
}
