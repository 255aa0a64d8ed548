// What the page and the server tell each other.

export type Version = 'scorm12' | 'scorm2004';
export type Mode = 'normal' | 'review' | 'browse';
export type Elements = Record<string, string>;

export interface Learner {
  id: string;
  name: string;
}

export interface Sco {
  id: string;
  title: string;
  href: string;
  mastery: string;
  launchData: string;
  /** SCORM 2004: the pass mark of the primary objective; empty: one without a mark; null: none. */
  measure: string | null;
}

export interface Course {
  id: string;
  title: string;
  scos: Sco[];
}

/** What the LMS holds of one SCO. */
export interface Kept {
  cmi: Elements;
  sessions: number;
  ended: boolean;
  /** Which commit was stored last. */
  session: string;
  number: number;
}

export interface Attempt {
  course: string;
  version: Version;
  learner: Learner;
  attempt: number;
  begun: string;
  changed: string;
  scos: Record<string, Kept>;
}

/** What a SCO committed: the elements that changed. A server that has a later one of the same session ignores it. */
export interface Commit {
  session: string;
  number: number;
  cmi: Elements;
  began?: boolean;
  ended?: boolean;
}

/** What is broken on purpose. */
export interface Breaks {
  commits: boolean;
  values: boolean;
  network: boolean;
  slow: boolean;
  later: boolean;
}

/** One call of the API, and what is to be said about it. */
export interface Call {
  number: number;
  at: Date;
  kind: 'read' | 'write' | 'session';
  method: string;
  element: string;
  /** What was set, or what was read. */
  value: string;
  result: string;
  code: number;
  /** What a learner's LMS could take badly. */
  problems: string[];
  /** What the LMS did, where that does not show. */
  note: string;
}
