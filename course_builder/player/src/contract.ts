// What the compiler hands to the player. `course_builder/render/data.py` writes these shapes; nothing else does.
// The marks that the player looks for in the pages' HTML are listed in docs/player.md.

/** The structure of the course (or of one SCO of it): `window.courseBuilderData`, once `course.js` has unpacked it (outline.ts). */
export interface CourseData {
  /** Identifies the course in local storage and journals. */
  id: string;
  title: string;
  /** BCP 47 tag; chooses number formats. Interface words are in `words`. */
  language: string;
  tracker: TrackerKind;
  screens: ScreenData[];
  assessments: AssessmentData[];
  /** The groups that the author made of the modules; left out where there are none. */
  parts?: PartOfCourse[];
  /** Every question of the course, by id. Answer keys are in the pages, not here. */
  questions: Record<string, QuestionSummary>;
  completion: { when: 'pages' | 'assessments' | 'both' | 'percentage'; percentage: number };
  /** What SCORM 1.2's one status field carries. */
  status: 'passed' | 'completed';
  /** The manifest tells the LMS the pass mark, so that it sets passed or failed itself by the score. */
  mastery?: true;
  navigation: 'free' | 'linear';
  /** Limits that the build has proven the saved state to fit in. */
  state: { characters: number; textBytes: number };
  /** Interface words by key, in the course's language; `{name}` stands for a value. */
  words: Record<string, string>;
  /** The address of the script with the search index, relative to the page; empty: no search. */
  search: string;
  /** Everything is in one HTML file (the `single` output). */
  single: boolean;
  /** Which answers the LMS is told; all if left out. */
  report?: 'graded' | 'all' | 'none';
  /** This is one SCO of several: a module of a course, or its final assessment. */
  part?: true;
  /** The id of the screen with the certificate, where there is one and this is the whole course. */
  certificate?: string;
}

export type TrackerKind = 'scorm12' | 'scorm2004' | 'local';

export interface ScreenData {
  id: string;
  /** Address of the HTML file, relative to every other; in the single file `#screen-…`. */
  href: string;
  title: string;
  /** `home` and `results` are made by the builder; they are not counted for completion and have slot -1. */
  kind: 'home' | 'page' | 'assessment' | 'results';
  /** Number from course.lock that stays the same from build to build. */
  slot: number;
  /** The module it belongs to, or empty. */
  module: string;
  /** How many gates stand in it; left out where none does. */
  gates?: number;
  /** About how many minutes its module takes from this page on; left out where nobody said how long it takes. */
  left?: number;
}

/** A part of the course, done with `required` of its modules, whichever they are. */
export interface PartOfCourse {
  id: string;
  title: string;
  modules: string[];
  required: number;
}

export interface AssessmentData {
  id: string;
  /** Number from course.lock. */
  slot: number;
  screen: string;
  title: string;
  passMark: number;
  /** 0: without limit. */
  attempts: number;
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
  /** How many questions are drawn from each pool. Questions without a pool are always asked. */
  pools: Record<string, number>;
  /** Seconds; 0: none. */
  timeLimit: number;
  /** Seconds that a learner may take when they ask for more time, and how often. */
  extraTime?: number;
  extraTimes?: number;
  feedback: 'now' | 'after' | 'never';
  review: boolean;
  retry: 'all' | 'wrong';
  required: boolean;
  weight: number;
  display: 'one' | 'all';
  /** Pools that are named as modules to choose are drawn from only where the learner took these. */
  route?: true;
  /** Lowest score in per cent of each range; the texts are in the page. */
  scoreFeedback: number[];
}

export interface QuestionSummary {
  /** Number from course.lock. */
  slot: number;
  screen: string;
  /** Id of the assessment, which is that of its screen, or empty for a question in a page. */
  assessment: string;
  pool: string;
  points: number;
  /** Counts for a score (questions in pages: only where the author says so). */
  graded: boolean;
  scored: boolean;
  /** Its page is not done without an answer. */
  required?: true;
}

/** The questions of the screen that is shown. */
export interface PageData {
  questions: QuestionData[];
}

/** A question, in its form's `<script type="application/json" data-question-data>`: beside the same words it takes less room. */
export interface QuestionData {
  id: string;
  /** One line of plain text, for the LMS's reports. */
  title: string;
  /** 0: without limit. Only for questions in pages. */
  tries: number;
  objectives: string[];
  parts: PartData[];
  /** In a scenario: its endings. */
  endings: { id: string; score: number; retry: boolean }[];
  /** Cost of each hint, as a fraction of the score. */
  hints: number[];
}

export interface PartData {
  id: string;
  scored: boolean;
  interaction: InteractionData;
}

export type Scoring = 'all' | 'per-option' | 'right-minus-wrong';

export interface OptionData {
  /** Id in the HTML. */
  id: string;
  /** Number from course.lock, below 36 where the LMS must report it as one character. */
  slot: number;
  /** Identifier for SCORM 2004 reports: `[A-Za-z0-9_]`, unique in its interaction. */
  name: string;
  /** One line of plain text. */
  label: string;
}

export interface ChoiceData {
  type: 'choice';
  options: (OptionData & { correct: boolean; leadsTo: string })[];
  multiple: boolean;
  scoring: Scoring;
  shuffle: boolean;
  presentation: 'list' | 'menu' | 'scale';
  trueFalse: boolean;
}

export interface TextData {
  type: 'text';
  accepted: string[];
  patterns: string[];
  caseMatters: boolean;
  accentsMatter: boolean;
  long: boolean;
  selfMarked: boolean;
}

export interface NumberData {
  type: 'number';
  /** Decimal strings. */
  ranges: { low: string; high: string }[];
  /** What a learner may type behind the number; left out where there is none. */
  unit?: string;
}

export interface MatchData {
  type: 'match';
  sources: OptionData[];
  targets: OptionData[];
  /** Right pairs of option ids. */
  pairs: [string, string][];
  scoring: Scoring;
  shuffle: boolean;
}

export interface OrderData {
  type: 'order';
  /** In the right order. */
  items: OptionData[];
  scoring: Scoring;
}

export interface RegionData {
  type: 'region';
  areas: (OptionData & { correct: boolean })[];
  multiple: boolean;
  scoring: Scoring;
}

export type InteractionData = ChoiceData | TextData | NumberData | MatchData | OrderData | RegionData;

/**
 * A learner's answer to one part. Ids are those of `OptionData`.
 * choice, region: chosen ids. order: ids as the learner put them. match: source id → target id.
 * text, number: what was typed, as typed. A self-marked text carries the learner's own mark (0, 0.5 or 1).
 */
export type Response =
  | { type: 'choice'; chosen: string[] }
  | { type: 'region'; chosen: string[] }
  | { type: 'order'; items: string[] }
  | { type: 'match'; pairs: Record<string, string> }
  | { type: 'text'; text: string; mark?: number }
  | { type: 'number'; text: string };
