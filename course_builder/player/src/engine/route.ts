// Which modules count for a learner: of a part of which some are to be chosen, those that took them furthest. Nothing of it
// is kept: it follows from what was seen and answered, so it is the same on every device and after every merge.

import type { ScreenData } from '../contract';
import { attemptState, isPassed, questionState } from './context';
import type { Context } from './context';

type OfModule = { module: string };
/** How far a module took the learner. */
type Rank = (context: Context, module: string) => number;

/** Seen; its gates are open, and what must be answered in it is. */
export const isDone = (context: Context, { id, slot, gates = 0 }: Partial<ScreenData> = {}): boolean =>
  context.state.seen.has(slot!) &&
  (context.state.gates.get(slot!) ?? 0) >= gates &&
  context.demanded.every((one) => one.screen !== id || questionState(context, one).tries > 0);

export const share = (context: Context, screens: readonly ScreenData[]): number =>
  screens.length ? screens.filter((one) => isDone(context, one)).length / screens.length : 1;

const quizOf = ({ required }: Context, module: string) => required.find((one) => one.module === module);

/** By the pages done; of two that are done the one whose quiz is passed goes first. */
export const byPages: Rank = (context, module) => {
  const quiz = quizOf(context, module);
  return share(context, context.screens.filter((one) => one.module === module)) + (!quiz || isPassed(context, quiz) ? 1e-6 : 0);
};

/** By the quiz: passed, then its score. A module without one is passed with its last page. */
export const byScore: Rank = (context, module) => {
  const quiz = quizOf(context, module);
  return quiz ? (attemptState(context, quiz).best ?? 0) + (isPassed(context, quiz) ? 100 : 0) : byPages(context, module) < 1 ? 0 : 200;
};

/** Whether what stands in a module counts, where modules are to be chosen by this rank. */
export function onRoute(context: Context, rank: Rank): (one: OfModule) => boolean {
  const out = new Set<string>();
  for (const { modules, required } of context.course.parts ?? []) {
    const ranks = new Map(modules.map((one) => [one, rank(context, one)]));
    for (const one of [...modules].sort((a, b) => ranks.get(b)! - ranks.get(a)!).slice(required)) out.add(one);
  }
  return ({ module }) => !out.has(module);
}

/** Whether a learner may take one of the two instead of the other. */
export const isInstead = ({ course }: Context, one: OfModule, other: OfModule): boolean =>
  (course.parts ?? []).some(({ modules, required }) => required < modules.length && modules.includes(one.module) && modules.includes(other.module));
