// What the pages ask of the engine. The engine (state, scoring, saving, the LMS) knows no HTML; the pages know no LMS.

import type { QuestionData, Response } from './contract';

export type SaveState =
  | 'saved' // the LMS's server answered after it was given everything, or the browser's storage has it
  | 'sent' // the LMS said that it has everything, which nothing proves
  | 'saving' // under way
  | 'signed-out' // the server asks to sign in; a local journal keeps what is missing
  | 'unsaved' // it refused, or its server is away; retries go on, and a local journal keeps what is missing
  | 'none'; // nothing keeps progress: no LMS, no storage, or review and browse mode

/** A part's responses in the order of the question's parts; null where nothing was answered yet. */
export type Responses = (Response | null)[];

export interface Answer {
  responses: Responses;
  /** 0…1; null while not scored (a draft in a quiz, or an unscored question). Hints' costs are taken off. */
  score: number | null;
  /** How often it was checked. */
  tries: number;
  hints: number;
  /** Checked or handed in: the learner may see what was right, by the quiz's policy. */
  final: boolean;
}

export interface Attempt {
  /** Counted from 1; 0: never begun. */
  number: number;
  /** `running`: begun, not handed in. */
  phase: 'new' | 'running' | 'done';
  /** Ids of the drawn questions in the order in which this attempt asks them. */
  questions: string[];
  /** 0…100, of this attempt, when done. */
  score: number;
  /** Highest score of all attempts, 0…100; null before the first was handed in. */
  best: number | null;
  passed: boolean;
  /** Milliseconds since the epoch; null: no time limit. */
  deadline: number | null;
  /** How often the learner may still take the extra time that the author allows. */
  extensionsLeft: number;
  /** Ids of the questions that its score is of; with `retry: wrong` also those that were right before. */
  counted: string[];
  /** 0: without limit; else what is left after this one. Use `canRetry`. */
  attemptsLeft: number | null;
  canRetry: boolean;
}

export interface Session {
  readonly mode: 'normal' | 'browse' | 'review';
  /** Something keeps progress: an LMS or the browser's storage. */
  readonly kept: 'lms' | 'browser' | 'nothing';
  /** Where the learner was when they left, or empty. Stays the value of launch. */
  readonly bookmark: string;
  /** The LMS's id of the learner, or empty. */
  readonly learner: string;
  /** The learner's name as the LMS gives it, or empty. */
  readonly name: string;

  /**
   * The questions of a screen, as soon as its page is there. Saved answers hold numbers of options, and only the page knows
   * which ids these have: before this call `answer` gives a question's score, but null for every response.
   */
  load(questions: QuestionData[]): void;

  /** The learner is on this screen. Saves the bookmark and counts the page as seen. */
  visit(screen: string): void;
  seen(screen: string): boolean;
  /** Nothing is missing in it: seen, its gates open, answered what must be, and where it is a quiz that counts, passed. */
  done(screen: string): boolean;
  /** Where modules are to be chosen: this one is among those that took the learner furthest, or none has been begun. */
  counts(module: string): boolean;
  /** Share of counted screens done, 0…1. */
  progress(): number;
  /** A gate that was opened stays open. `index` counts the gates of the screen. */
  openGate(screen: string, index: number): void;
  gatesOpen(screen: string): number;
  /** In linear navigation: may this screen be opened yet? */
  reachable(screen: string): boolean;

  answer(question: string): Answer | undefined;
  /** Keep what was chosen without checking it (a quiz with feedback `after` or `never`, a text half typed). */
  draft(question: QuestionData, responses: Responses): void;
  /**
   * Check it: score, report to the LMS, save. Not for drafts of a quiz that is handed in as a whole. A self-marked text is
   * checked once, and once more with the learner's `mark` (in a quiz also after it was handed in): that is no further try.
   */
  check(question: QuestionData, responses: Responses, seconds: number): Answer;
  /** Begin anew with a practice question. Its tries and hints stay counted. Does nothing once the tries are used up. */
  reset(question: string): void;
  hint(question: QuestionData, count: number): void;
  /** Option ids in the order to show them in; the same at every return within one attempt. */
  shuffled(question: QuestionData, part: number, ids: string[]): string[];

  attempt(assessment: string): Attempt;
  /** Begin (or begin a further) attempt: draws and shuffles. */
  begin(assessment: string): Attempt;
  /** Take the extra time, if there is some left. */
  extend(assessment: string): Attempt;
  /** Hand in: scores every drawn question, reports them, sets score and status. */
  submit(assessment: string, questions: QuestionData[], seconds: Record<string, number>): Attempt;

  /** Course score 0…100 from the assessments' best scores; null where there is none. */
  score(): number | null;
  /** `passed`: null while it is open, false when no attempt is left. */
  status(): { completed: boolean; passed: boolean | null };
  /** How many graded questions in pages are not answered yet. */
  unanswered(): number;

  readonly saving: SaveState;
  onSave(listener: (state: SaveState) => void): () => void;
  /** Another window of this browser did something, which is in this session now. */
  onHear(listener: () => void): () => void;
  /** What was kept could not be read, and was put aside. */
  readonly setAside: boolean;
  /** Try again at once, for a button. */
  retry(): void;
  /** Save, finish the LMS session. Afterwards nothing is written any more. */
  exit(): boolean;
}
