// The course, the learner's state, and how to find things in them.

import type { AssessmentData, CourseData, QuestionData, QuestionSummary, ScreenData } from '../contract';
import type { Host } from './host';
import { emptyAttempt, emptyQuestion } from './state';
import type { AttemptState, QuestionState, State } from './state';

export interface Listed extends QuestionSummary {
  id: string;
}

export interface Context {
  course: CourseData;
  state: State;
  host: Host;
  /** Questions whose pages were loaded. */
  known: Map<string, QuestionData>;
  /** Slots of questions whose clock was set since the last save: nobody has seen what is between. */
  ticked: Set<number>;
  /** Screens that count: pages and assessments. */
  screens: ScreenData[];
  questions: Listed[];
}

export const createContext = (course: CourseData, state: State, host: Host): Context => ({
  course,
  state,
  host,
  known: new Map(),
  ticked: new Set(),
  screens: course.screens.filter((one) => one.slot >= 0),
  questions: Object.entries(course.questions).map(([id, one]) => ({ ...one, id })),
});

export const screenSlot = ({ course }: Context, id: string): number => course.screens.find((one) => one.id === id)?.slot ?? -1;

export const assessment = ({ course }: Context, id: string): AssessmentData | undefined => course.assessments.find((one) => one.id === id);

/** What is kept of a question, without keeping anything new. */
export const questionState = ({ state }: Context, { slot }: { slot: number }): QuestionState => state.questions.get(slot) ?? emptyQuestion();

export const attemptState = ({ state }: Context, { slot }: { slot: number }): AttemptState => state.attempts.get(slot) ?? emptyAttempt();
