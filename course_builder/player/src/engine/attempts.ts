// Attempts at assessments: drawing, beginning, handing in.

import type { AssessmentData } from '../contract';
import type { Attempt } from '../session';
import { assessment, attemptState, isPassed, questionState } from './context';
import type { Context, Listed } from './context';
import { shuffle } from './shuffle';
import { IDENTITIES } from './merge';
import { byPages, onRoute } from './route';
import { Role, emptyQuestion } from './state';
import type { AttemptState } from './state';

const questionsOf = ({ questions }: Context, { id }: AssessmentData): Listed[] => questions.filter((one) => one.assessment === id);

/** Whether anything in it can be right or wrong; one without only asks for opinions, and whoever hands it in has passed. */
export const isScored = (context: Context, one: AssessmentData): boolean =>
  questionsOf(context, one).some((question) => question.scored && question.points > 0);

/** How many attempts were begun, on other devices too: two that were begun apart have one number. */
const used = ({ number, begun }: AttemptState): number => Math.max(number, begun.length);
const identity = (seed: number): number => seed % 256;

/** Questions that a running or finished attempt asks, in its order. */
export function asked(context: Context, one: AssessmentData): Listed[] {
  const drawn = questionsOf(context, one).filter((question) => questionState(context, question).role === Role.Asked);
  return one.shuffleQuestions ? shuffle(drawn, (question) => question.slot, attemptState(context, one).seed, one.slot) : drawn;
}

/** Those that count for its score: asked, or right in an earlier attempt. */
const counted = (context: Context, one: AssessmentData): Listed[] =>
  questionsOf(context, one).filter((question) => question.scored && questionState(context, question).role !== Role.None);

const wrong = (context: Context, one: AssessmentData): Listed[] =>
  counted(context, one).filter((question) => questionState(context, question).score !== 1);

/**
 * How often the time of the attempt that runs was extended. The deadline knows it, by its remainder: so states of two devices
 * merge by the later deadline, and nothing more is kept. Where an author changes how often it may be, what is left of a running
 * attempt's changes once.
 */
const extended = ({ extraTimes = 0 }: AssessmentData, deadline: number): number => deadline % (extraTimes + 1);

/** The first time from `from` on, in seconds, that says that it was extended so often. */
const deadlineFrom = (one: AssessmentData, from: number, times: number): number =>
  extended(one, from) === times ? from : deadlineFrom(one, from + 1, times);

export function attempt(context: Context, one: AssessmentData): Attempt {
  const current = attemptState(context, one);
  const { phase, best, score, deadline } = current;
  const number = used(current);
  const attemptsLeft = one.attempts ? Math.max(0, one.attempts - number) : null;
  return {
    number,
    phase,
    questions: phase === 'new' ? [] : asked(context, one).map((question) => question.id),
    score: score ?? 0,
    best,
    passed: isPassed(context, one),
    deadline: deadline === null ? null : deadline * 1000,
    extensionsLeft: deadline ? (one.extraTimes ?? 0) - extended(one, deadline) : 0,
    counted: counted(context, one).map((question) => question.id),
    attemptsLeft,
    canRetry: phase === 'done' && attemptsLeft !== 0 && (one.retry === 'all' || wrong(context, one).length > 0),
  };
}

/** Not passed yet, and there is still an attempt to begin, to hand in, or with texts that the learner has to mark. */
export function canStillPass(context: Context, one: AssessmentData): boolean {
  const { passed, phase, canRetry } = attempt(context, one);
  const isUnmarked = (question: Listed) => question.scored && questionState(context, question).score === null;
  return !passed && (phase !== 'done' || canRetry || asked(context, one).some(isUnmarked));
}

/** Begin an attempt if there may be one. */
export function begin(context: Context, one: AssessmentData): boolean {
  const { state, host } = context;
  const before = attemptState(context, one);
  if (before.phase !== 'new' && !attempt(context, one).canRetry) return false;
  let seed = Math.floor(host.random() * 2 ** 16);
  while (before.begun.includes(identity(seed))) seed = (seed + 1) % 2 ** 16;
  const isCounted = one.attempts > 1 && one.attempts <= IDENTITIES;
  const again = before.phase === 'done' && one.retry === 'wrong' && wrong(context, one);
  const ask = new Set(again || draw(context, one, seed));
  for (const question of questionsOf(context, one)) {
    if (ask.has(question)) state.questions.set(question.slot, { ...emptyQuestion(), role: Role.Asked });
    else if (again && questionState(context, question).role !== Role.None) questionState(context, question).role = Role.Kept;
    else state.questions.delete(question.slot);
  }
  const deadline = one.timeLimit ? deadlineFrom(one, Math.ceil(host.now() / 1000) + one.timeLimit, 0) : null;
  state.attempts.set(one.slot, {
    number: used(before) + 1, begun: isCounted ? [...before.begun, identity(seed)] : before.begun, phase: 'running', best: before.best, score: null, seed, deadline,
  });
  return true;
}

/** Give a running attempt the extra time once more, if the author allows it and the time is not over. */
export function extend(context: Context, one: AssessmentData): boolean {
  const current = attemptState(context, one);
  const { deadline } = current;
  if (!deadline || deadline * 1000 < context.host.now() || !attempt(context, one).extensionsLeft) return false;
  current.deadline = deadlineFrom(one, deadline + one.extraTime!, extended(one, deadline) + 1);
  return true;
}

/** All questions without a pool, and of each pool so many as are to be drawn; of modules to choose, of those that were taken. */
function draw(context: Context, one: AssessmentData, seed: number): Listed[] {
  const all = questionsOf(context, one);
  const drawn = all.filter((question) => !(question.pool in one.pools));
  const taken = onRoute(context, byPages);
  for (const [pool, count] of Object.entries(one.pools)) {
    if (one.route && !taken({ module: pool })) continue;
    const members = all.filter((question) => question.pool === pool);
    drawn.push(...shuffle(members, (question) => question.slot, seed, -1).slice(0, count));
  }
  return drawn;
}

/** Set the attempt's score, and the best, from the scores of its questions. */
export function grade(context: Context, one: AssessmentData): void {
  const current = attemptState(context, one);
  let sum = 0;
  let points = 0;
  for (const question of counted(context, one)) {
    sum += question.points * (questionState(context, question).score ?? 0);
    points += question.points;
  }
  // Rounded down, so that nobody passes by rounding; the millionth only mends binary fractions.
  const score = points ? Math.floor((sum / points) * 1e4 + 1e-6) / 100 : 100;
  current.score = score;
  current.best = Math.max(score, current.best ?? 0);
  current.phase = 'done';
  current.deadline = null;
}

/** After a merge, or a new edition: no more is kept of an attempt than fits, and one that lost all its questions has not begun. */
export function mend(context: Context): void {
  for (const one of context.course.assessments) {
    const current = attemptState(context, one);
    if (current.begun.length > one.attempts) current.begun = current.begun.slice(0, one.attempts);
    if (current.phase !== 'running' || asked(context, one).length) continue;
    current.number--;
    current.begun = current.begun.filter((begun) => begun !== identity(current.seed));
    current.phase = current.number ? 'done' : 'new';
  }
}

/** May this question be answered now? In an assessment only while its attempt runs, with some seconds for a slow connection. */
export function isOpen(context: Context, question: Listed): boolean {
  const one = assessment(context, question.assessment);
  if (!one) return true;
  const { phase, deadline } = attemptState(context, one);
  return phase === 'running' && questionState(context, question).role === Role.Asked && (deadline === null || context.host.now() / 1000 <= deadline + 30);
}
