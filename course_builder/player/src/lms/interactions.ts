// What kind of SCORM interaction an answer is, and its parts in terms that both versions share.

import type { InteractionData, OptionData, Response } from '../contract';
import { readings, rightReading } from '../engine/compare';
import { optionsOf } from '../engine/responses';

export type Kind = 'true-false' | 'choice' | 'likert' | 'fill-in' | 'long-fill-in' | 'numeric' | 'matching' | 'sequencing';

/** How one version writes answers. */
export interface Notation {
  option(option: OptionData): string;
  target(option: OptionData): string;
  truth(value: boolean): string;
  list: string;
  pair: string;
  text(text: string, kind: Kind): string;
  number(text: string): string;
  range(low: string, high: string): string;
  accepted(text: string, caseMatters: boolean): string;
}

export function kindOf(interaction: InteractionData): Kind {
  switch (interaction.type) {
    case 'choice':
      return interaction.presentation === 'scale' ? 'likert' : interaction.trueFalse ? 'true-false' : 'choice';
    case 'region':
      return 'choice';
    case 'text':
      return interaction.long ? 'long-fill-in' : 'fill-in';
    case 'number':
      return 'numeric';
    case 'match':
      return 'matching';
    case 'order':
      return 'sequencing';
    default:
      return interaction satisfies never;
  }
}

const find = <T extends OptionData>(options: readonly T[], ids: readonly string[]): T[] =>
  ids.flatMap((id) => options.find((one) => one.id === id) ?? []);

function choose(interaction: InteractionData, chosen: readonly OptionData[], to: Notation): string {
  // The first of the two options is true.
  if (kindOf(interaction) === 'true-false') return chosen[0] ? to.truth(chosen[0] === optionsOf(interaction)[0]) : '';
  return chosen.map(to.option).join(to.list);
}

const pairUp = (pairs: readonly (readonly [OptionData, OptionData])[], to: Notation): string =>
  pairs.map(([source, target]) => to.option(source) + to.pair + to.target(target)).join(to.list);

/** The learner's answer; empty where there is none that the LMS could be told. */
export function responseOf(interaction: InteractionData, response: Response, to: Notation): string {
  switch (response.type) {
    case 'choice':
    case 'region': {
      const chosen = optionsOf(interaction).filter((one) => response.chosen.includes(one.id));
      return choose(interaction, chosen, to);
    }
    case 'order':
      return find(optionsOf(interaction), response.items).map(to.option).join(to.list);
    case 'match': {
      if (interaction.type !== 'match') return '';
      const pairs = interaction.sources.flatMap((source) =>
        find(interaction.targets, [response.pairs[source.id] ?? '']).map((target) => [source, target] as const),
      );
      return pairUp(pairs, to);
    }
    case 'text':
      return to.text(response.text, kindOf(interaction));
    case 'number': {
      if (interaction.type !== 'number') return '';
      const number = rightReading(response.text, interaction) ?? readings(response.text)[0];
      return number === undefined ? '' : to.number(number);
    }
    default:
      return response satisfies never;
  }
}

/** The right answers, each as one pattern. */
export function patternsOf(interaction: InteractionData, to: Notation): string[] {
  switch (interaction.type) {
    case 'choice':
    case 'region': {
      const options: (OptionData & { correct: boolean })[] = interaction.type === 'choice' ? interaction.options : interaction.areas;
      const right = options.filter((one) => one.correct);
      // Where one is asked for, each right one is an answer of its own.
      return (interaction.multiple ? [right] : right.map((one) => [one])).map((one) => choose(interaction, one, to));
    }
    case 'order':
      return [interaction.items.map(to.option).join(to.list)];
    case 'match': {
      const pairs = interaction.pairs.flatMap(([from, into]) => {
        const [source] = find(interaction.sources, [from]);
        const [target] = find(interaction.targets, [into]);
        return source && target ? [[source, target] as const] : [];
      });
      return [pairUp(pairs, to)];
    }
    case 'text':
      return interaction.long ? [] : interaction.accepted.map((one) => to.accepted(one, interaction.caseMatters));
    case 'number':
      return interaction.ranges.map(({ low, high }) => to.range(low, high));
    default:
      return interaction satisfies never;
  }
}
