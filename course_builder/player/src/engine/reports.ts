// What the LMS's journal is told: one entry for each part that was answered for good, and the results of objectives.

import type { QuestionData } from '../contract';
import type { Responses } from '../session';
import type { Interaction, ObjectiveResult } from '../lms/tracker';
import { questionState } from './context';
import type { Context, Listed } from './context';
import { path, scorePart } from './scoring';

/** Practice may take a quarter of the room that there is for answers, and half of it is the last quiz's, where there are quizzes. */
const shareOf = ({ course: { assessments } }: Context, { assessment, graded }: Listed): number =>
  assessment === (assessments[assessments.length - 1]?.id ?? '') ? 1 : assessment || graded ? 0.5 : 0.25;

/** Whether an answer is one that the author wants reported. */
export const isReported = ({ course: { report = 'all' } }: Context, { assessment, graded }: Listed): boolean =>
  report === 'all' || (report === 'graded' && (graded || !!assessment));

export function interactions(
  context: Context,
  listed: Listed,
  question: QuestionData,
  responses: Responses,
  seconds: number,
  fixed: (number | null | undefined)[],
): Interaction[] {
  const { parts, endings } = question;
  // Of a scenario only the steps on the way are told; the last one carries the ending's score.
  const { steps, end } = path(question, responses);
  const told = endings.length ? steps : [...parts.keys()];
  const share = shareOf(context, listed);
  return told.flatMap((index): Interaction[] => {
    const part = parts[index];
    if (!part) return [];
    const response = responses[index] ?? null;
    const ending = index === steps[steps.length - 1] ? endings.find((one) => one.id === end)?.score : null;
    return [
      {
        id: parts.length > 1 ? `${question.id}_${part.id}` : question.id,
        title: question.title,
        part,
        response,
        score: endings.length ? (ending ?? null) : (fixed[index] ?? scorePart(part, response)),
        share,
        weight: listed.points / told.length,
        seconds: seconds / told.length,
        at: context.host.now(),
        objectives: question.objectives,
      },
    ];
  });
}

/** The mean score of each objective over the questions that were handed in. */
export function objectives(context: Context, handedIn: [Listed, QuestionData][], passMark: number): ObjectiveResult[] {
  const sums = new Map<string, [number, number]>();
  for (const [listed, question] of handedIn) {
    if (!listed.scored) continue;
    for (const id of question.objectives) {
      const [sum, points] = sums.get(id) ?? [0, 0];
      sums.set(id, [sum + listed.points * (questionState(context, listed).score ?? 0), points + listed.points]);
    }
  }
  return [...sums].flatMap(([id, [sum, points]]) => {
    const score = points && Math.floor((sum / points) * 1e4 + 1e-6) / 100;
    return points ? [{ id, score, passed: score >= passMark }] : [];
  });
}
