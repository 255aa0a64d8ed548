/**
 * Two saved states of one learner become one: two tabs, two devices, a journal and what the LMS holds (R40). For every state
 * `merge` is commutative, associative and idempotent, so it does not matter who meets whom, how often, and in which order.
 *
 * What unites: pages seen, gates, completed, passed, best results, hints taken, attempts begun. What goes by its own time:
 * the bookmark by the number of saves; a question in a page by its tries, then by changes since the last check. Answers in
 * a quiz belong to their attempt: of two attempts the further one stays, with its draw and its answers; within one attempt
 * answers unite. Where two are of the same time, an order over their contents decides, always the same.
 */

import { emptyAttempt } from './state';
import type { AttemptState, QuestionState, SavedResponse, State } from './state';

type Key = readonly (number | string | boolean)[];

/** The one with the larger key. */
function larger<T>(a: T, b: T, key: (one: T) => Key): T {
  const other = key(b);
  for (const [index, one] of key(a).entries()) if (one !== other[index]) return one > other[index]! ? a : b;
  return a;
}

const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

function mapsOf<T>(a: Map<number, T>, b: Map<number, T>, join: (a: T, b: T) => T): Map<number, T> {
  const all = new Map(a);
  for (const [slot, one] of b) {
    const own = a.get(slot);
    all.set(slot, own === undefined ? one : join(own, one));
  }
  return all;
}

/** The largest few of a set: enough to know that the attempts are used up, and a union like that of whole sets. */
export const IDENTITIES = 8;
const united = (a: readonly number[], b: readonly number[]) => [...new Set([...a, ...b])].sort((x, y) => y - x).slice(0, IDENTITIES);

const PHASE = { new: 0, running: 1, done: 2 };
const attemptKey = ({ number, phase, seed }: AttemptState): Key => [number, PHASE[phase], seed];

function attempts(a: AttemptState, b: AttemptState): AttemptState {
  const same = `${attemptKey(a)}` === `${attemptKey(b)}`;
  return {
    ...larger(a, b, attemptKey),
    best: most(a.best, b.best),
    begun: united(a.begun, b.begun),
    ...(same && { score: most(a.score, b.score), deadline: most(a.deadline, b.deadline) }),
  };
}

/** Texts that are whole come before those that were cut to fit, long ones before short ones. */
const contents = (parts: readonly (SavedResponse | null)[]): Key => [
  parts.reduce((sum, part) => sum + (part?.kind === 'text' ? part.text.length + (part.cut ? 0 : 1e6) : 0), 0),
  JSON.stringify(parts),
];

function questions(a: QuestionState, b: QuestionState): QuestionState {
  const both = { role: Math.max(a.role, b.role), hints: Math.max(a.hints, b.hints) };
  const value = ({ score }: QuestionState) => score ?? -1;
  if (a.tries !== b.tries) return { ...(a.tries > b.tries ? a : b), ...both };
  // Not checked yet: what was drafted, with its score.
  if (!a.tries) return { ...larger(a, b, (one) => [one.final, one.clock, ...contents(one.parts), value(one)]), ...both };
  // Checked on both sides: the better answer.
  if (a.final && b.final) return { ...larger(a, b, (one) => [value(one), ...contents(one.parts), one.clock]), ...both };
  // Begun anew after that check; the score stays until the next.
  return { ...larger(a, b, (one) => [!one.final, one.clock, ...contents(one.parts)]), ...both, score: most(a.score, b.score) };
}

/** @param quizOf the slot of the assessment that a question is in, if it is in one. */
export function merge(a: State, b: State, quizOf: (question: number) => number | undefined): State {
  const later = larger(a, b, (one) => [one.counter, one.bookmark]);
  const newborn = larger(a, b, (one) => [one.born, one.seed]);
  const attempt = (state: State, slot: number) => state.attempts.get(slot) ?? emptyAttempt();

  /** Questions of a state whose attempt is not behind the other state's. */
  const standing = (of: State, other: State) =>
    new Map(
      [...of.questions].filter(([slot]) => {
        const quiz = quizOf(slot);
        if (quiz === undefined) return true;
        const [own, its] = [attempt(of, quiz), attempt(other, quiz)];
        return larger(own, its, attemptKey) === own || `${attemptKey(own)}` === `${attemptKey(its)}`;
      }),
    );
  return {
    counter: later.counter,
    bookmark: later.bookmark,
    born: newborn.born,
    seed: newborn.seed,
    completed: a.completed || b.completed,
    passed: a.passed || b.passed ? true : (a.passed ?? b.passed),
    seen: new Set([...a.seen, ...b.seen]),
    gates: mapsOf(a.gates, b.gates, Math.max),
    attempts: mapsOf(a.attempts, b.attempts, attempts),
    questions: mapsOf(standing(a, b), standing(b, a), questions),
  };
}
