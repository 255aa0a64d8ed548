// A learner's progress as it is kept: numbers from course.lock, never ids or positions, so that a republished course resumes.

/** A response in option slots. A text knows how it was marked, so that a text cut to fit keeps its score. */
export type SavedResponse =
  | { kind: 'some'; slots: number[] } // choice, region
  | { kind: 'order'; slots: number[] }
  | { kind: 'match'; pairs: [number, number][] }
  | { kind: 'text'; text: string; cut: boolean; mark: 0 | 0.5 | 1 | null };

export const enum Role {
  /** A page's question, or one that the running attempt does not ask. */
  None,
  Asked,
  /** Right in an earlier attempt; counts in this one without being asked again. */
  Kept,
}

export interface QuestionState {
  role: Role;
  final: boolean;
  /** How often it was checked. The clock by which states merge: it only grows. */
  tries: number;
  /** Changes since the last check, counted where others may have seen what was before. */
  clock: number;
  hints: number;
  /** In steps of 1/840, which hits every half, third … eighth and most per cents; null: not scored. */
  score: number | null;
  parts: (SavedResponse | null)[];
}

export interface AttemptState {
  /** Counts the attempts that one device knew of; see `used` in attempts.ts. */
  number: number;
  /** Where attempts are limited: the lowest eight bits of the seed of each, so that those of other devices count as well. */
  begun: number[];
  phase: 'new' | 'running' | 'done';
  /** 0…100 in steps of 0.01 */
  best: number | null;
  score: number | null;
  /** Also what tells two attempts apart. */
  seed: number;
  /** Seconds since the epoch. */
  deadline: number | null;
}

export interface State {
  /** Counts saves: tells the newer of two states. */
  counter: number;
  /** Minutes since 2020 when the LMS's attempt was begun; 0: not known. Tells a fresh attempt from what another device did. */
  born: number;
  /** Shuffles questions in pages. */
  seed: number;
  /** Screen slot; -1: none. */
  bookmark: number;
  completed: boolean;
  passed: boolean | null;
  seen: Set<number>;
  /** Gates opened, by screen slot. */
  gates: Map<number, number>;
  attempts: Map<number, AttemptState>;
  questions: Map<number, QuestionState>;
}

export const emptyState = (): State => ({
  counter: 0,
  born: 0,
  seed: 0,
  bookmark: -1,
  completed: false,
  passed: null,
  seen: new Set(),
  gates: new Map(),
  attempts: new Map(),
  questions: new Map(),
});

export const emptyQuestion = (): QuestionState => ({ role: Role.None, final: false, tries: 0, clock: 0, hints: 0, score: null, parts: [] });

export const emptyAttempt = (): AttemptState => ({ number: 0, begun: [], phase: 'new', best: null, score: null, seed: 0, deadline: null });

/** `score` on the scale that is kept. What is not quite right stays not quite right, what is not quite wrong as well. */
export const step = (score: number): number =>
  score <= 0 ? 0 : score >= 1 ? 1 : Math.min(839, Math.max(1, Math.round(score * 840))) / 840;
