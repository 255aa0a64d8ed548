// Scores of answers. Pure functions; scoring-cases.json holds what they must give, for this side and the compiler's.

import type { InteractionData, PartData, QuestionData, Response, Scoring } from '../contract';
import type { Responses } from '../session';
import { rightReading, textMatches } from './compare';

/**
 * The score of a question, 0…1, with the costs of the hints taken off. null: there is nothing to score, a scenario has not
 * reached an ending, or the learner has not marked a text yet.
 *
 * @param fixed scores of parts that are known already and not to be computed (a text of which only the beginning was kept).
 */
export function score(question: QuestionData, responses: Responses, hints: number, fixed: (number | null | undefined)[] = []): number | null {
  const raw = question.endings.length ? endingScore(question, responses) : meanScore(question, responses, fixed);
  if (raw === null) return null;
  const cost = question.hints.slice(0, hints).reduce((sum, one) => sum + one, 0);
  return Math.max(0, raw - cost);
}

function meanScore(question: QuestionData, responses: Responses, fixed: (number | null | undefined)[]): number | null {
  let sum = 0;
  let count = 0;
  for (const [index, part] of question.parts.entries()) {
    if (!part.scored) continue;
    const one = fixed[index] ?? scorePart(part, responses[index] ?? null);
    if (one === null) return null;
    sum += one;
    count++;
  }
  return count ? sum / count : null;
}

/** The steps of a scenario that the learner's choices lead through, and the id where they lead to. */
export function path(question: QuestionData, responses: Responses): { steps: number[]; end: string } {
  const steps: number[] = [];
  let end = question.parts[0]?.id ?? '';
  for (;;) {
    const index = question.parts.findIndex((part) => part.id === end);
    const interaction = question.parts[index]?.interaction;
    const response = responses[index];
    if (interaction?.type !== 'choice' || response?.type !== 'choice' || steps.includes(index)) return { steps, end };
    const option = interaction.options.find((one) => one.id === response.chosen[0]);
    if (!option?.leadsTo) return { steps, end };
    steps.push(index);
    end = option.leadsTo;
  }
}

function endingScore(question: QuestionData, responses: Responses): number | null {
  const { end } = path(question, responses);
  return question.endings.find((one) => one.id === end)?.score ?? null;
}

/** The score of one part, without hints. */
export function scorePart(part: PartData, response: Response | null): number | null {
  if (!part.scored) return null;
  const { interaction } = part;
  if (interaction.type === 'text' && interaction.selfMarked) {
    if (!response) return 0;
    return response.type === 'text' ? response.mark ?? null : null;
  }
  return response && response.type === interaction.type ? compare(interaction, response) : 0;
}

function compare(interaction: InteractionData, response: Response): number {
  switch (interaction.type) {
    case 'choice':
      return response.type === 'choice' ? picks(interaction.options, response.chosen, interaction) : 0;
    case 'region':
      return response.type === 'region' ? picks(interaction.areas, response.chosen, interaction) : 0;
    case 'text':
      return response.type === 'text' && textMatches(response.text, interaction) ? 1 : 0;
    case 'number':
      return response.type === 'number' && rightReading(response.text, interaction) !== undefined ? 1 : 0;
    case 'match': {
      if (response.type !== 'match') return 0;
      const right = interaction.pairs.filter(([source, target]) => response.pairs[source] === target).length;
      return share(right, interaction.sources.length, interaction.scoring);
    }
    case 'order': {
      if (response.type !== 'order') return 0;
      const right = interaction.items.filter((item, index) => response.items[index] === item.id).length;
      return share(right, interaction.items.length, interaction.scoring);
    }
    default:
      return interaction satisfies never;
  }
}

const share = (right: number, all: number, scoring: Scoring): number =>
  scoring === 'all' ? (right === all ? 1 : 0) : all && right / all;

function picks(options: { id: string; correct: boolean }[], chosen: string[], { multiple, scoring }: { multiple: boolean; scoring: Scoring }): number {
  const picked = options.filter((one) => chosen.includes(one.id));
  if (!picked.length) return 0; // whoever ticks nothing has answered nothing
  const right = picked.filter((one) => one.correct).length;
  const wrong = picked.length - right;
  const key = options.filter((one) => one.correct).length;
  if (!multiple) return right === 1 && !wrong ? 1 : 0;
  switch (scoring) {
    case 'all':
      return right === key && !wrong ? 1 : 0;
    case 'per-option':
      return (options.length - (key - right) - wrong) / options.length;
    case 'right-minus-wrong':
      return key && Math.max(0, right - wrong) / key;
    default:
      return scoring satisfies never;
  }
}
