// The course, the learner's state, and how to find things in them.

import type { AssessmentData, CourseData, QuestionData, QuestionSummary, ScreenData } from '../contract';
import type { Host } from './host';
import { emptyAttempt, emptyQuestion } from './state';
import type { AttemptState, QuestionState, State } from './state';

export interface Listed extends QuestionSummary {
  id: string;
  module: string;
}

/** An assessment that counts, with the module that it stands behind. */
export type Required = AssessmentData & { module: string };

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
  /** The same by their ids: a menu asks for many of them at once. */
  places: Map<string, ScreenData>;
  questions: Listed[];
  required: Required[];
  /** Questions without whose answer their pages are not done. */
  demanded: Listed[];
}

export function createContext(course: CourseData, state: State, host: Host): Context {
  const modules = new Map(course.screens.map(({ id, module }) => [id, module]));
  const located = <T extends { screen: string }>(one: T) => ({ ...one, module: modules.get(one.screen) ?? '' });
  const questions = Object.entries(course.questions).map(([id, one]) => ({ ...located(one), id }));
  const screens = course.screens.filter((one) => one.slot >= 0);
  return {
    course,
    state,
    host,
    known: new Map(),
    ticked: new Set(),
    screens,
    places: new Map(screens.map((one) => [one.id, one])),
    questions,
    demanded: questions.filter((one) => one.required),
    required: course.assessments.filter((one) => one.required).map(located),
  };
}

export const screenSlot = ({ places }: Context, id: string): number => places.get(id)?.slot ?? -1;

export const assessment = ({ course }: Context, id: string): AssessmentData | undefined => course.assessments.find((one) => one.id === id);

/** What is kept of a question, without keeping anything new. */
export const questionState = ({ state }: Context, { slot }: { slot: number }): QuestionState => state.questions.get(slot) ?? emptyQuestion();

export const attemptState = ({ state }: Context, { slot }: { slot: number }): AttemptState => state.attempts.get(slot) ?? emptyAttempt();

export const isPassed = (context: Context, one: AssessmentData): boolean => (attemptState(context, one).best ?? -1) >= one.passMark;
