/**
 * The saved state as text. Every number is written with its own length, so reading it never depends on how many screens,
 * questions or options the course has now: what is gone is skipped by whoever looks for it.
 *
 * In order (bits; `n(x)` is `number`, `set` is `n(length)` and a bit for each, see bits.ts):
 *
 *     "c2"                          two characters: what this is
 *     counter 20, born 24, seed 12, bookmark n(slot + 1), completed 1, passed 2 (open, failed, passed)
 *     screens seen                  set of slots
 *     gates                         n(how many screens), for each n(slot) n(opened, at most 63)
 *     attempts                      n(how many), for each n(slot) n(number, at most 511) phase 2, best 1 or 15, seed 16,
 *                                   then, where done, score 14, where running, deadline 1 or 33;
 *                                   begun n(how many) and 8 each
 *     questions                     set of slots, then for each in the order of slots
 *                                   role 2, final 1, score 2 or 12, (tries, hints) 1 or 10, clock, where not final, 4 or, from
 *                                   15 on, 4 + n(clock − 15), parts 1 or 1 + n(how many), for each
 *                                   kind 3, then: one slot n(slot) | several set | order n(length) and n(slot) each |
 *                                   match n(length) and n(slot) n(slot) each | text: mark 2
 *     texts                         for each text above cut 1, n(bytes), the bytes of UTF-8
 *
 * States of the format before, "c1", are read: counter 24, seed 16, no birth; an attempt's score and deadline 1 or more in any
 * phase, nothing of what was begun; tries 4, no clock.
 *
 * `worstCaseBits` in worst-case.ts is the largest that this can become; both change together.
 */

import { reader, writer } from './bits';
import { cutTo } from './responses';
import type { Bits } from './bits';
import { emptyAttempt, emptyQuestion, emptyState } from './state';
import type { AttemptState, QuestionState, SavedResponse, State } from './state';

const MAGIC = 'c2';
const BEFORE = 'c1';
const PHASES = ['new', 'running', 'done'] as const;
const PASSED = [null, false, true];
const MARKS = [null, 0, 0.5, 1] as const;
const KINDS = ['some', 'order', 'match', 'text'] as const;

export const MAX = { gates: 63, attempts: 511, tries: 31, hints: 15, counter: 2 ** 20 - 1, clock: 2 ** 20 } as const;

/** The highest clock where the LMS gives so many characters: in SCORM 1.2 there are four bits for it. limits.py knows it too. */
export const clockIn = (characters: number): number => (characters > 4096 ? 526 : 14);

/** Pack; each text is cut to `textBytes` bytes of UTF-8, and clocks stop at `clock`. */
export function pack(state: State, textBytes: number, clock: number = MAX.clock): string {
  const out = writer();
  walk(out, state, textBytes, clock);
  return MAGIC + out.end();
}

/** Unpack. Text that is foreign gives the empty state; one that was cut off gives what stands before. */
export function unpack(text: string): State {
  const isOld = text.startsWith(BEFORE);
  return isOld || text.startsWith(MAGIC) ? walk(reader(text.slice(2)), emptyState(), 0, 0, isOld) : emptyState();
}

/** Whether all of it can be read: it is neither foreign nor damaged. */
export const isWhole = (text: string): boolean => text.startsWith(BEFORE) || pack(unpack(text), Infinity) === text;

const bySlot = <T>(map: Map<number, T>) => [...map].sort((a, b) => a[0] - b[0]);
const flag = (io: Bits, value: boolean): boolean => !!io.bits(value ? 1 : 0, 1);
const oneOf = <T>(io: Bits, all: readonly T[], value: T): T => all[io.bits(all.indexOf(value), 2)] ?? all[0]!;
const optional = (io: Bits, value: number | null, width: number, scale = 1): number | null =>
  flag(io, value !== null) ? io.bits(Math.round((value ?? 0) * scale), width) / scale : null;

/** Go through a state, writing it or filling in a new one. */
function walk(io: Bits, from: State, textBytes: number, most: number, isOld = false): State {
  const to = emptyState();
  to.counter = io.bits(Math.min(from.counter, MAX.counter), isOld ? 24 : 20);
  if (!isOld) to.born = io.bits(from.born, 24);
  to.seed = io.bits(from.seed, isOld ? 16 : 12);
  to.bookmark = io.number(from.bookmark + 1) - 1;
  to.completed = flag(io, from.completed);
  to.passed = oneOf(io, PASSED, from.passed);
  if (io.over()) return emptyState();
  to.seen = io.set(from.seen);
  to.gates = new Map(io.list<[number, number]>(bySlot(from.gates), ([slot, count] = [0, 0]) => [io.number(slot), io.number(Math.min(count, MAX.gates))]));
  to.attempts = new Map(io.list<[number, AttemptState]>(bySlot(from.attempts), ([slot, attempt] = [0, emptyAttempt()]) => [io.number(slot), walkAttempt(io, attempt, isOld)]));
  for (const slot of io.set(from.questions.keys())) {
    const question = walkQuestion(io, from.questions.get(slot) ?? emptyQuestion(), most, isOld);
    if (io.over()) break;
    to.questions.set(slot, question);
  }
  for (const { parts } of to.questions.values()) {
    for (const part of parts) if (part?.kind === 'text') walkText(io, part, textBytes);
  }
  return to;
}

function walkAttempt(io: Bits, from: AttemptState, isOld: boolean): AttemptState {
  const to = { ...emptyAttempt(), number: io.number(Math.min(from.number, MAX.attempts)), phase: oneOf(io, PHASES, from.phase), best: optional(io, from.best, 14, 100) };
  if (isOld) to.score = optional(io, from.score, 14, 100);
  to.seed = io.bits(from.seed, 16);
  if (isOld) return { ...to, deadline: optional(io, from.deadline, 32) };
  if (to.phase === 'done') to.score = io.bits(Math.round((from.score ?? 0) * 100), 14) / 100;
  if (to.phase === 'running') to.deadline = optional(io, from.deadline, 32);
  return { ...to, begun: io.list(from.begun, (one = 0) => io.bits(one, 8)) };
}

function walkQuestion(io: Bits, from: QuestionState, most: number, isOld: boolean): QuestionState {
  const to = { ...emptyQuestion(), role: io.bits(from.role, 2), final: flag(io, from.final) };
  const code = io.bits(from.score === null ? 0 : from.score === 0 ? 1 : from.score === 1 ? 2 : 3, 2);
  to.score = code === 3 ? io.bits(Math.round((from.score ?? 0) * 840), 10) / 840 : [null, 0, 1][code] ?? null;
  const usual = to.final ? 1 : 0;
  const isUnusual = flag(io, from.hints > 0 || from.tries !== usual);
  to.tries = isUnusual ? io.bits(Math.min(from.tries, MAX.tries), isOld ? 4 : 5) : usual;
  to.hints = isUnusual ? io.bits(Math.min(from.hints, MAX.hints), 4) : 0;
  if (!to.final && !isOld) {
    const clock = Math.min(from.clock, most);
    to.clock = io.bits(Math.min(clock, 15), 4);
    if (to.clock === 15) to.clock += io.number(clock - 15);
  }
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
  const text = cutTo(part.text, textBytes);
  const cut = flag(io, part.cut || text !== part.text);
  const read = io.list([...new TextEncoder().encode(text)], (byte = 0) => io.bits(byte, 8));
  if (io.over()) return;
  part.text = new TextDecoder().decode(new Uint8Array(read));
  part.cut = cut;
}

export { worstCaseBits } from './worst-case';
export type { CourseShape } from './worst-case';
