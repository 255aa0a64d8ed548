// Answers to questions: drafts, checks, marks, hints.

import type { QuestionData } from '../contract';
import type { Answer, Responses } from '../session';
import { isOpen } from './attempts';
import { assessment, attemptState, questionState } from './context';
import type { Context, Listed } from './context';
import { fixedScores, restoreAll, save } from './responses';
import { score } from './scoring';
import { MAX } from './packing';
import { Role, step } from './state';
import type { QuestionState } from './state';

export function answer({ state, known }: Context, { id, slot }: Listed): Answer | undefined {
  const kept = state.questions.get(slot);
  if (!kept || !(kept.final || kept.tries || kept.hints || kept.parts.some(Boolean))) return undefined;
  const question = known.get(id);
  const responses = question ? restoreAll(question, kept.parts) : kept.parts.map(() => null);
  return { responses, score: kept.final ? kept.score : null, tries: kept.tries, hints: kept.hints, final: kept.final };
}

/** The clock after one more change. It stands still until the change is saved, for only then may others have seen it. */
function tick({ ticked }: Context, { slot }: Listed, { clock }: QuestionState): number {
  const next = ticked.has(slot) ? clock : clock + 1;
  ticked.add(slot);
  return next;
}

const saveAll = (question: QuestionData, responses: Responses, before: QuestionState) =>
  question.parts.map((part, index) => save(part, responses[index] ?? null, before.parts[index]));

/** The score as it is kept, of responses as they are kept. */
function scoreOf(question: QuestionData, { parts, hints }: QuestionState): number | null {
  const result = score(question, restoreAll(question, parts), hints, fixedScores(parts));
  return result === null ? null : step(result);
}

/** Keep what is not checked yet; in an assessment with its score, which only counts when it is handed in. */
export function draft(context: Context, listed: Listed, question: QuestionData, responses: Responses): boolean {
  const before = questionState(context, listed);
  if (before.final || !isOpen(context, listed)) return false;
  const now = { ...before, clock: tick(context, listed, before), parts: saveAll(question, responses, before) };
  if (listed.assessment) now.score = scoreOf(question, now);
  context.state.questions.set(listed.slot, now);
  return true;
}

/** Whether its tries are used up. Questions of assessments have one for each attempt. */
export function isSpent({ known }: Context, { id, assessment: quiz }: Listed, { final, tries }: QuestionState): boolean {
  const limit = known.get(id)?.tries ?? 0;
  return quiz ? final : limit > 0 && tries >= limit;
}

const isSelfMarked = (question: QuestionData) => question.parts.some(({ interaction }) => interaction.type === 'text' && interaction.selfMarked);

/** Check an answer; or take the learner's mark of one that was checked. False where nothing may be changed any more. */
export function check(context: Context, listed: Listed, question: QuestionData, responses: Responses): boolean {
  const before = questionState(context, listed);
  const unmarked = before.final && before.score === null && listed.scored && isSelfMarked(question);
  if (unmarked && (!listed.assessment || before.role !== Role.None)) {
    // Only the mark is taken: what was handed in stays.
    const marked = restoreAll(question, before.parts).map((one, index) => {
      const given = responses[index];
      return one?.type === 'text' && given?.type === 'text' && given.mark !== undefined ? { ...one, mark: given.mark } : one;
    });
    return finish(context, listed, question, { ...before, parts: saveAll(question, marked, before) }, 0);
  }
  if (isSpent(context, listed, before) || !isOpen(context, listed)) return false;
  return finish(context, listed, question, { ...before, parts: saveAll(question, responses, before) }, 1);
}

function finish(context: Context, listed: Listed, question: QuestionData, now: QuestionState, tries: number): true {
  const final = { ...now, final: true, clock: 0, tries: Math.min(now.tries + tries, MAX.tries), score: scoreOf(question, now) };
  context.state.questions.set(listed.slot, final);
  return true;
}

/** Hand in what was drafted. */
export function handIn(context: Context, listed: Listed): void {
  const before = questionState(context, listed);
  const question = context.known.get(listed.id);
  const now = { ...before, final: true, clock: 0, tries: Math.max(1, before.tries) };
  // A page that is not there cannot score; then the draft's score counts.
  if (question) now.score = scoreOf(question, before) ?? (listed.scored && !isSelfMarked(question) ? 0 : null);
  else if (listed.scored) now.score ??= 0;
  context.state.questions.set(listed.slot, now);
}

export function reset(context: Context, listed: Listed): boolean {
  const before = context.state.questions.get(listed.slot);
  if (!before || listed.assessment || isSpent(context, listed, before)) return false;
  // A graded question keeps its score until it is checked again.
  context.state.questions.set(listed.slot, { ...before, final: false, clock: tick(context, listed, before), parts: [] });
  return true;
}

export function hint(context: Context, listed: Listed, count: number): boolean {
  const before = questionState(context, listed);
  if (before.final || count <= before.hints || !isOpen(context, listed)) return false;
  context.state.questions.set(listed.slot, { ...before, hints: Math.min(count, MAX.hints) });
  return true;
}

/** What the options of a question are shuffled by. */
export function seedOf(context: Context, listed: Listed | undefined): number {
  const quiz = listed && assessment(context, listed.assessment);
  return quiz ? attemptState(context, quiz).seed : context.state.seed;
}
