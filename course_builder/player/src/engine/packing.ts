/**
 * The saved state as text. Every number is written with its own length, so reading it never depends on how many screens,
 * questions or options the course has now: what is gone is skipped by whoever looks for it.
 *
 * In order (bits; `n(x)` is `number`, `set` is `n(length)` and a bit for each, see bits.ts):
 *
 *     "c1"                          two characters: what this is
 *     counter 24, seed 16, bookmark n(slot + 1), completed 1, passed 2 (open, failed, passed)
 *     screens seen                  set of slots
 *     gates                         n(how many screens), for each n(slot) n(opened, at most 63)
 *     attempts                      n(how many), for each n(slot) n(number, at most 511) phase 2, best 1 or 15, score 1 or 15,
 *                                   seed 16, deadline 1 or 33
 *     questions                     set of slots, then for each in the order of slots
 *                                   role 2, final 1, score 2 or 12, (tries, hints) 1 or 9, parts 1 or 1 + n(how many), for each
 *                                   kind 3, then: one slot n(slot) | several set | order n(length) and n(slot) each |
 *                                   match n(length) and n(slot) n(slot) each | text: mark 2
 *     texts                         for each text above cut 1, n(bytes), the bytes of UTF-8
 *
 * `worstCaseBits` in worst-case.ts is the largest that this can become; both change together.
 */

import { reader, writer } from './bits';
import type { Bits } from './bits';
import { emptyAttempt, emptyQuestion, emptyState } from './state';
import type { AttemptState, QuestionState, SavedResponse, State } from './state';

const MAGIC = 'c1';
const PHASES = ['new', 'running', 'done'] as const;
const PASSED = [null, false, true];
const MARKS = [null, 0, 0.5, 1] as const;
const KINDS = ['some', 'order', 'match', 'text'] as const;

export const MAX = { gates: 63, attempts: 511, tries: 15, hints: 15, counter: 2 ** 24 - 1 } as const;

/** Pack; each text is cut to `textBytes` bytes of UTF-8. */
export function pack(state: State, textBytes: number): string {
  const out = writer();
  walk(out, state, textBytes);
  return MAGIC + out.end();
}

/** Unpack. Text that is foreign gives the empty state; one that was cut off gives what stands before. */
export const unpack = (text: string): State =>
  text.startsWith(MAGIC) ? walk(reader(text.slice(MAGIC.length)), emptyState(), 0) : emptyState();

const flag = (io: Bits, value: boolean): boolean => !!io.bits(value ? 1 : 0, 1);
const oneOf = <T>(io: Bits, all: readonly T[], value: T): T => all[io.bits(all.indexOf(value), 2)] ?? all[0]!;
const optional = (io: Bits, value: number | null, width: number, scale = 1): number | null =>
  flag(io, value !== null) ? io.bits(Math.round((value ?? 0) * scale), width) / scale : null;

/** Go through a state, writing it or filling in a new one. */
function walk(io: Bits, from: State, textBytes: number): State {
  const to = emptyState();
  to.counter = io.bits(Math.min(from.counter, MAX.counter), 24);
  to.seed = io.bits(from.seed, 16);
  to.bookmark = io.number(from.bookmark + 1) - 1;
  to.completed = flag(io, from.completed);
  to.passed = oneOf(io, PASSED, from.passed);
  if (io.over()) return emptyState();
  to.seen = io.set(from.seen);
  to.gates = new Map(io.list<[number, number]>([...from.gates], ([slot, count] = [0, 0]) => [io.number(slot), io.number(Math.min(count, MAX.gates))]));
  to.attempts = new Map(io.list<[number, AttemptState]>([...from.attempts], ([slot, attempt] = [0, emptyAttempt()]) => [io.number(slot), walkAttempt(io, attempt)]));
  for (const slot of io.set(from.questions.keys())) {
    const question = walkQuestion(io, from.questions.get(slot) ?? emptyQuestion());
    if (io.over()) break;
    to.questions.set(slot, question);
  }
  for (const { parts } of to.questions.values()) {
    for (const part of parts) if (part?.kind === 'text') walkText(io, part, textBytes);
  }
  return to;
}

const walkAttempt = (io: Bits, { number, phase, best, score, seed, deadline }: AttemptState): AttemptState => ({
  number: io.number(Math.min(number, MAX.attempts)),
  phase: oneOf(io, PHASES, phase),
  best: optional(io, best, 14, 100),
  score: optional(io, score, 14, 100),
  seed: io.bits(seed, 16),
  deadline: optional(io, deadline, 32),
});

function walkQuestion(io: Bits, from: QuestionState): QuestionState {
  const to = { ...emptyQuestion(), role: io.bits(from.role, 2), final: flag(io, from.final) };
  const code = io.bits(from.score === null ? 0 : from.score === 0 ? 1 : from.score === 1 ? 2 : 3, 2);
  to.score = code === 3 ? io.bits(Math.round((from.score ?? 0) * 840), 10) / 840 : [null, 0, 1][code] ?? null;
  const usual = to.final ? 1 : 0;
  const isUnusual = flag(io, from.hints > 0 || from.tries !== usual);
  to.tries = isUnusual ? io.bits(Math.min(from.tries, MAX.tries), 4) : usual;
  to.hints = isUnusual ? io.bits(Math.min(from.hints, MAX.hints), 4) : 0;
  const count = flag(io, from.parts.length !== 1) ? io.number(from.parts.length) : 1;
  for (let i = 0; i < count && !io.over(); i++) to.parts.push(walkPart(io, from.parts[i] ?? null));
  return to;
}

function walkPart(io: Bits, from: SavedResponse | null): SavedResponse | null {
  const slots = from && 'slots' in from ? from.slots : [];
  const kind = from ? KINDS.indexOf(from.kind) + (from.kind === 'some' && slots.length === 1 ? 1 : 2) : 0;
  switch (io.bits(kind, 3)) {
    case 1:
      return { kind: 'some', slots: [io.number(slots[0] ?? 0)] };
    case 2:
      return { kind: 'some', slots: [...io.set(slots)] };
    case 3:
      return { kind: 'order', slots: io.list(slots, (slot = 0) => io.number(slot)) };
    case 4: {
      const pairs = from?.kind === 'match' ? from.pairs : [];
      return { kind: 'match', pairs: io.list<[number, number]>(pairs, ([source, target] = [0, 0]) => [io.number(source), io.number(target)]) };
    }
    case 5: {
      // Its text comes last of all; until it is read it counts as cut.
      const { text, cut, mark } = from?.kind === 'text' ? from : { text: '', cut: true, mark: null };
      return { kind: 'text', text, cut, mark: oneOf(io, MARKS, mark) };
    }
    default:
      return null;
  }
}

function walkText(io: Bits, part: SavedResponse & { kind: 'text' }, textBytes: number): void {
  const bytes = new TextEncoder().encode(part.text);
  let length = Math.min(bytes.length, textBytes);
  while (length < bytes.length && length && ((bytes[length] ?? 0) & 0xc0) === 0x80) length--; // never within a character
  const cut = flag(io, part.cut || length < bytes.length);
  const read = io.list([...bytes.subarray(0, length)], (byte = 0) => io.bits(byte, 8));
  if (io.over()) return;
  part.text = new TextDecoder().decode(new Uint8Array(read));
  part.cut = cut;
}

export { worstCaseBits } from './worst-case';
export type { CourseShape } from './worst-case';
