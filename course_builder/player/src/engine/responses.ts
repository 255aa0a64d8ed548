// Between what the pages speak (ids of options) and what is kept (their slots, which stay the same from build to build).

import type { InteractionData, OptionData, PartData, QuestionData, Response } from '../contract';
import type { Responses } from '../session';
import { scorePart } from './scoring';
import type { SavedResponse } from './state';

/** What is kept of a typed number at most: none is longer, and what it does not take is there for texts. */
export const NUMBER_BYTES = 32;

/** The first bytes of a text as UTF-8, never within a character. */
export function cutTo(text: string, most: number): string {
  const bytes = new TextEncoder().encode(text);
  let length = Math.min(bytes.length, most);
  while (length < bytes.length && length && ((bytes[length] ?? 0) & 0xc0) === 0x80) length--;
  return length < bytes.length ? new TextDecoder().decode(bytes.subarray(0, length)) : text;
}

/** Everything in an interaction that has a slot. */
export function optionsOf(interaction: InteractionData): OptionData[] {
  switch (interaction.type) {
    case 'choice':
      return interaction.options;
    case 'region':
      return interaction.areas;
    case 'order':
      return interaction.items;
    case 'match':
      return [...interaction.sources, ...interaction.targets];
    case 'text':
    case 'number':
      return [];
    default:
      return interaction satisfies never;
  }
}

const slotsOf = (options: readonly OptionData[], ids: readonly string[]): number[] =>
  ids.flatMap((id) => options.find((one) => one.id === id)?.slot ?? []);
const idsOf = (options: readonly OptionData[], slots: readonly number[]): string[] =>
  slots.flatMap((slot) => options.find((one) => one.slot === slot)?.id ?? []);

/** `before` is what was kept of this part: a text that was cut then, and is still what it was, keeps its mark. */
export function save(part: PartData, response: Response | null, before: SavedResponse | null | undefined): SavedResponse | null {
  if (!response) return null;
  const { interaction } = part;
  switch (response.type) {
    case 'choice':
    case 'region': {
      const slots = slotsOf(optionsOf(interaction), response.chosen);
      const many = (interaction.type === 'choice' || interaction.type === 'region') && interaction.multiple;
      return slots.length ? { kind: 'some', slots: many ? slots : slots.slice(0, 1) } : null;
    }
    case 'order': {
      const slots = slotsOf(optionsOf(interaction), response.items);
      return slots.length ? { kind: 'order', slots } : null;
    }
    case 'match': {
      if (interaction.type !== 'match') return null;
      const pairs = interaction.sources.flatMap(({ id, slot }): [number, number][] => {
        const [target] = slotsOf(interaction.targets, [response.pairs[id] ?? '']);
        return target === undefined ? [] : [[slot, target]];
      });
      return pairs.length ? { kind: 'match', pairs } : null;
    }
    case 'text':
    case 'number': {
      const text = response.type === 'number' ? cutTo(response.text, NUMBER_BYTES) : response.text;
      const cut = text !== response.text || (before?.kind === 'text' && before.cut && before.text === text);
      const mark = response.type === 'text' ? response.mark : undefined;
      const own = mark ?? (cut && text === response.text && before?.kind === 'text' ? before.mark : scorePart(part, response));
      return text || cut ? { kind: 'text', text, cut, mark: own === 0 || own === 0.5 || own === 1 ? own : null } : null;
    }
    default:
      return response satisfies never;
  }
}

/** The response as the page understands it; null where the question is no longer of the kind that was answered. */
export function restore({ interaction }: PartData, saved: SavedResponse | null | undefined): Response | null {
  if (!saved) return null;
  switch (interaction.type) {
    case 'choice':
    case 'region': {
      const chosen = saved.kind === 'some' ? idsOf(optionsOf(interaction), saved.slots) : [];
      return chosen.length ? { type: interaction.type, chosen } : null;
    }
    case 'order':
      return saved.kind === 'order' ? { type: 'order', items: idsOf(interaction.items, saved.slots) } : null;
    case 'match': {
      if (saved.kind !== 'match') return null;
      const pairs: Record<string, string> = {};
      for (const [source, target] of saved.pairs) {
        const [from] = idsOf(interaction.sources, [source]);
        const [to] = idsOf(interaction.targets, [target]);
        if (from && to) pairs[from] = to;
      }
      return { type: 'match', pairs };
    }
    case 'text': {
      if (saved.kind !== 'text') return null;
      return interaction.selfMarked && saved.mark !== null
        ? { type: 'text', text: saved.text, mark: saved.mark }
        : { type: 'text', text: saved.text };
    }
    case 'number':
      return saved.kind === 'text' ? { type: 'number', text: saved.text } : null;
    default:
      return interaction satisfies never;
  }
}

export const restoreAll = (question: QuestionData, parts: readonly (SavedResponse | null)[]): Responses =>
  question.parts.map((part, index) => restore(part, parts[index]));

/** Scores of the parts whose text is not all there any more. */
export const fixedScores = (parts: readonly (SavedResponse | null)[]): (number | null | undefined)[] =>
  parts.map((part) => (part?.kind === 'text' && part.cut ? part.mark : undefined));
