// What a profile is: how one kind of LMS differs from the data model behind it. The data model itself is scorm-again's, for all.

import type { Elements, Mode, Version } from '../data';

/** One call of the API, by the method's name without SCORM 1.2's `LMS`. */
export interface Asked {
  method: string;
  element: string;
  value: string;
}

export interface Answer {
  result: unknown;
  code: number;
  /** What the LMS did, where that does not show. */
  note: string;
}

/** What is held of the sessions before, when a SCO is launched. */
export interface Before {
  version: Version;
  mode: Mode;
  /** The elements that the LMS itself sets at a launch. */
  given: Elements;
  /** What courses have set. */
  kept: Elements;
  /** `cmi.exit` of the session before. */
  exited: string;
  /** The pass mark of the manifest's primary objective (SCORM 2004); empty: one without a mark; undefined: no objective. */
  measure?: string | undefined;
}

/** One page of an LMS's player, from its load to its end. What is left out is as the standard has it. */
export interface Behaviour {
  /** Milliseconds until a course can find the API. */
  apiAfter?: number;
  /** Seconds that the server takes for a commit. */
  commitTakes?: number;
  /** The error of a commit that was not stored. */
  noCommit?: number;
  /** One object speaks for as long as the page lives, also when the course is loaded again in it. */
  pageLives?: boolean;
  /** After the end a session may be begun again. */
  reopens?: boolean;
  /** An end that was not stored leaves the session open. */
  staysOpen?: boolean;
  /** Answer in the place of the data model. */
  instead?(asked: Asked): Answer | undefined;
  /** How the data model's answer is given. */
  answered?(asked: Asked, answer: Answer): Answer;
  /**
   * Which elements a commit sends, and how from then on they are known.
   * @param changed what differs from what is stored, and would be sent by the standard.
   * @param now all that the data model holds.
   */
  sends?(changed: Elements, now: Elements, ended: boolean): Elements;
  /**
   * Whether the browser takes a request that nobody waits for: of a page that is left, or in the place of one that found no
   * server. Without this method there are none, and the course is told what became of each commit.
   */
  beacon?(sent: Elements): boolean;
}

/** What a teacher is shown. */
export interface Shown {
  /** Of 100; null: none. */
  grade: number | null;
  /** Seconds. */
  total: number;
}

export interface Profile {
  name: string;
  /** In the list of profiles. */
  label: string;
  /** What it imitates, in one sentence. */
  says: string;
  versions: readonly Version[];
  /** How the button is called that begins a further attempt. */
  anew: string;
  /** What is sent in review and browse mode is stored all the same. */
  storesAlways: boolean;
  /** The mode in which an attempt goes on, by what is held of each SCO. */
  modeOf(version: Version, scos: readonly Elements[]): Mode;
  /** Whether the next launch begins a new attempt by itself. */
  renews(version: Version, ended: boolean, exited: string): boolean;
  /** What the data model begins with. */
  begins(before: Before): Elements;
  shown(version: Version, held: Elements): Shown;
  /**
   * @param start what the data model holds before the course has set anything.
   * @param pace 1: in real time; less: waits are shortened, for tests.
   */
  open(version: Version, start: Elements, pace: number): Behaviour;
}
