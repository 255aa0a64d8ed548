// Course score, completion, and which screens may be opened.

import { attemptState, isPassed, questionState } from './context';
import type { Context, Listed } from './context';
import { statusOf } from '../lms/status';
import type { Result, Status } from '../lms/status';
import { canStillPass, isScored } from './attempts';
import { byPages, byScore, isDone, isInstead, onRoute, share } from './route';

/** Share of the counted screens that are done. */
export const progress = (context: Context): number => share(context, context.screens.filter(onRoute(context, byPages)));

/**
 * The mean of the required assessments' best scores by their weights, with what was not handed in as 0. The graded questions
 * in pages count together as one more assessment of weight 1.
 */
export function courseScore(context: Context): number | null {
  let sum = 0;
  let weights = 0;
  for (const one of context.required.filter(onRoute(context, byScore))) {
    if (!isScored(context, one)) continue;
    sum += one.weight * (attemptState(context, one).best ?? 0);
    weights += one.weight;
  }
  const graded = inPages(context);
  const points = graded.reduce((all, one) => all + one.points, 0);
  if (points) {
    sum += (100 * graded.reduce((all, one) => all + one.points * (questionState(context, one).score ?? 0), 0)) / points;
    weights++;
  }
  return weights ? Math.floor((sum / weights) * 100 + 1e-6) / 100 : null;
}

const inPages = (context: Context) => context.questions.filter((one) => one.graded && one.scored && !one.assessment).filter(onRoute(context, byPages));

/** Something that counts for the score was handed in or checked. */
export const hasScore = (context: Context): boolean =>
  context.required.some((one) => attemptState(context, one).best !== null) ||
  inPages(context).some((one) => questionState(context, one).score !== null);

/** Graded questions in pages that were not answered yet. */
export const openInPages = (context: Context): Listed[] =>
  inPages(context).filter((one) => {
    const { final, score } = questionState(context, one);
    return !final && score === null;
  });

function result(context: Context): Result {
  const { required, state } = context;
  const missing = required.filter(onRoute(context, byScore)).filter((one) => !isPassed(context, one));
  // What was reached stays reached, also where a new edition of the course asks for more.
  if (state.passed) return 'passed';
  const canHelp = required.filter((one) => missing.some((other) => one === other || isInstead(context, one, other)));
  if (canHelp.some((one) => canStillPass(context, one)) || openInPages(context).length) return 'open';
  if (!required.length) return 'none';
  return missing.length ? 'failed' : 'passed';
}

/** What the LMS is to be told. */
export const status = (context: Context): Status => statusOf(result(context), context.state.completed || isComplete(context));

/** Is the author's completion rule met? */
function isComplete(context: Context): boolean {
  const { when, percentage } = context.course.completion;
  const seen = progress(context);
  const allPassed = (rank: typeof byPages) => context.required.filter(onRoute(context, rank)).every((one) => isPassed(context, one));
  return {
    pages: seen === 1,
    assessments: context.required.length ? allPassed(byScore) : seen === 1,
    both: seen === 1 && allPassed(byPages),
    percentage: seen * 100 + 1e-9 >= percentage,
  }[when];
}

/** Set completed and passed. What was reached stays reached; failed may become passed. */
export function settle(context: Context): void {
  const { state } = context;
  const { completion, success } = status(context);
  state.completed ||= completion === 'completed';
  if (!state.passed) state.passed = success ? success === 'passed' : null;
}

/**
 * In linear navigation a screen opens when every one before it is done, and every required assessment before it handed in. Of
 * modules to choose each opens with the first, and what follows them when enough of them are done.
 */
export function reachable(context: Context, screen: string): boolean {
  const { course, places, required, screens, state } = context;
  const target = places.get(screen);
  if (course.navigation === 'free' || !target || state.seen.has(target.slot)) return true;
  const counts = onRoute(context, byPages);
  return screens
    .slice(0, screens.indexOf(target))
    .filter((one) => one.module === target.module || (counts(one) && !isInstead(context, one, target)))
    .every((one) => isDone(context, one) && required.every((quiz) => quiz.screen !== one.id || attemptState(context, quiz).best !== null));
}
