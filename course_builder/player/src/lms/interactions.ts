// What kind of SCORM interaction an answer is, and its parts in terms that both versions share.

import type { InteractionData, OptionData, Response } from '../contract';
import { bare, readings, rightReading } from '../engine/compare';
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

/** An answer as one text; empty where there is none that the LMS could be told. */
export function responseOf(interaction: InteractionData, response: Response, to: Notation): string {
  const options = optionsOf(interaction);
  const find = (from: readonly OptionData[], id: string | undefined) => from.find((one) => one.id === id);
  switch (response.type) {
    case 'choice':
    case 'region': {
      const chosen = options.filter((one) => response.chosen.includes(one.id));
      // Of true and false, true is the first.
      return kindOf(interaction) === 'true-false' && chosen[0] ? to.truth(chosen[0] === options[0]) : chosen.map(to.option).join(to.list);
    }
    case 'order':
      return response.items.flatMap((id) => find(options, id) ?? []).map(to.option).join(to.list);
    case 'match': {
      const { sources, targets } = interaction.type === 'match' ? interaction : { sources: [], targets: [] };
      const pairs = sources.flatMap((source) => {
        const target = find(targets, response.pairs[source.id]);
        return target ? to.option(source) + to.pair + to.target(target) : [];
      });
      return pairs.join(to.list);
    }
    case 'text':
      return to.text(response.text, kindOf(interaction));
    case 'number': {
      const of = interaction.type === 'number' ? interaction : { type: 'number' as const, ranges: [] };
      const number = rightReading(response.text, of) ?? readings(bare(response.text, of.unit))[0];
      return number ? to.number(number) : '';
    }
    default:
      return response satisfies never;
  }
}

/** The right answers, each as one text. */
export function patternsOf(interaction: InteractionData, to: Notation): string[] {
  const write = (response: Response) => responseOf(interaction, response, to);
  switch (interaction.type) {
    case 'choice':
    case 'region': {
      const options = interaction.type === 'choice' ? interaction.options : interaction.areas;
      const right = (options as { id: string; correct: boolean }[]).filter((one) => one.correct).map((one) => one.id);
      // Where one is asked for, each right one is an answer of its own.
      return (interaction.multiple ? [right] : right.map((id) => [id])).map((chosen) => write({ type: 'choice', chosen }));
    }
    case 'order':
      return [write({ type: 'order', items: interaction.items.map((one) => one.id) })];
    case 'match':
      return [write({ type: 'match', pairs: Object.fromEntries(interaction.pairs) })];
    case 'text':
      return interaction.long ? [] : interaction.accepted.map((one) => to.accepted(one, interaction.caseMatters));
    case 'number':
      return interaction.ranges.map(({ low, high }) => to.range(low, high));
    default:
      return interaction satisfies never;
  }
}
