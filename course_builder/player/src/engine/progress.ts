// Course score, completion, and which screens may be opened.

import { attemptState, questionState } from './context';
import type { Context, Listed } from './context';
import { statusOf } from '../lms/status';
import type { Result, Status } from '../lms/status';
import { canStillPass, isPassed, isScored } from './attempts';

/** Share of the counted screens that were seen. */
export const progress = ({ screens, state }: Context): number =>
  screens.length ? screens.filter((one) => state.seen.has(one.slot)).length / screens.length : 1;

const required = ({ course }: Context) => course.assessments.filter((one) => one.required);

/**
 * The mean of the required assessments' best scores by their weights, with what was not handed in as 0. The graded questions
 * in pages count together as one more assessment of weight 1.
 */
export function courseScore(context: Context): number | null {
  let sum = 0;
  let weights = 0;
  for (const one of required(context)) {
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

const inPages = ({ questions }: Context) => questions.filter((one) => one.graded && one.scored && !one.assessment);

/** Something that counts for the score was handed in or checked. */
export const hasScore = (context: Context): boolean =>
  required(context).some((one) => attemptState(context, one).best !== null) ||
  inPages(context).some((one) => questionState(context, one).score !== null);

/** Graded questions in pages that were not answered yet. */
export const openInPages = (context: Context): Listed[] =>
  inPages(context).filter((one) => {
    const { final, score } = questionState(context, one);
    return !final && score === null;
  });

function result(context: Context): Result {
  const assessments = required(context);
  // What was reached stays reached, also where a new edition of the course asks for more.
  if (context.state.passed) return 'passed';
  if (assessments.some((one) => canStillPass(context, one)) || openInPages(context).length) return 'open';
  if (!assessments.length) return 'none';
  return assessments.every((one) => isPassed(context, one)) ? 'passed' : 'failed';
}

/** What the LMS is to be told. */
export const status = (context: Context): Status => statusOf(result(context), context.state.completed || isDone(context));

/** Is the author's completion rule met? */
function isDone(context: Context): boolean {
  const { when, percentage } = context.course.completion;
  const assessments = required(context);
  const allSeen = progress(context) === 1;
  const allPassed = assessments.every((one) => isPassed(context, one));
  return {
    pages: allSeen,
    assessments: assessments.length ? allPassed : allSeen,
    both: allSeen && allPassed,
    percentage: progress(context) * 100 + 1e-9 >= percentage,
  }[when];
}

/** Set completed and passed. What was reached stays reached; failed may become passed. */
export function settle(context: Context): void {
  const { state } = context;
  const { completion, success } = status(context);
  state.completed ||= completion === 'completed';
  if (!state.passed) state.passed = success ? success === 'passed' : null;
}

/** In linear navigation a screen opens when every one before it was seen, and every required assessment before it handed in. */
export function reachable(context: Context, screen: string): boolean {
  const { course, screens, state } = context;
  const index = screens.findIndex((one) => one.id === screen);
  if (course.navigation === 'free' || index < 0 || state.seen.has(screens[index]?.slot ?? -1)) return true;
  return screens
    .slice(0, index)
    .every(
      (one) =>
        state.seen.has(one.slot) &&
        course.assessments.every((quiz) => quiz.screen !== one.id || !quiz.required || attemptState(context, quiz).best !== null),
    );
}
