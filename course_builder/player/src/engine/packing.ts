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
import type { Reader, Writer } from './bits';
import { emptyState } from './state';
import type { AttemptState, QuestionState, Role, SavedResponse, State } from './state';

const MAGIC = 'c1';
const PHASES = ['new', 'running', 'done'] as const;
const PASSED = [null, false, true];
const MARKS = [null, 0, 0.5, 1] as const;
const enum Kind {
  None,
  One,
  Some,
  Order,
  Match,
  Text,
}

export const MAX = { gates: 63, attempts: 511, tries: 15, hints: 15, counter: 2 ** 24 - 1 } as const;

const inOrder = <T>(map: Map<number, T>): [number, T][] => [...map].sort((a, b) => a[0] - b[0]);

/** Pack; each text is cut to `textBytes` bytes of UTF-8. */
export function pack(state: State, textBytes: number): string {
  const out = writer();
  const texts: (SavedResponse & { kind: 'text' })[] = [];
  out.bits(Math.min(state.counter, MAX.counter), 24);
  out.bits(state.seed, 16);
  out.number(state.bookmark + 1);
  out.bits(state.completed ? 1 : 0, 1);
  out.bits(PASSED.indexOf(state.passed), 2);
  out.set(state.seen);
  out.number(state.gates.size);
  for (const [slot, count] of inOrder(state.gates)) {
    out.number(slot);
    out.number(Math.min(count, MAX.gates));
  }
  out.number(state.attempts.size);
  for (const [slot, attempt] of inOrder(state.attempts)) {
    out.number(slot);
    packAttempt(out, attempt);
  }
  out.set(state.questions.keys());
  for (const [, question] of inOrder(state.questions)) {
    packQuestion(out, question);
    for (const part of question.parts) if (part?.kind === 'text') texts.push(part);
  }
  for (const { text, cut } of texts) {
    const bytes = new TextEncoder().encode(text);
    const length = cutAt(bytes, textBytes);
    out.bits(cut || length < bytes.length ? 1 : 0, 1);
    out.number(length);
    for (const byte of bytes.subarray(0, length)) out.bits(byte, 8);
  }
  return MAGIC + out.end();
}

/** How many of at most `limit` bytes end with a whole character. */
function cutAt(bytes: Uint8Array, limit: number): number {
  if (bytes.length <= limit) return bytes.length;
  let length = limit;
  while (length && ((bytes[length] ?? 0) & 0xc0) === 0x80) length--;
  return length;
}

function optional(out: Writer, value: number | null, width: number): void {
  out.bits(value === null ? 0 : 1, 1);
  if (value !== null) out.bits(value, width);
}

function packAttempt(out: Writer, attempt: AttemptState): void {
  out.number(Math.min(attempt.number, MAX.attempts));
  out.bits(PHASES.indexOf(attempt.phase), 2);
  for (const score of [attempt.best, attempt.score]) optional(out, score === null ? null : Math.round(score * 100), 14);
  out.bits(attempt.seed, 16);
  optional(out, attempt.deadline, 32);
}

function packQuestion(out: Writer, { role, final, score, tries, hints, parts }: QuestionState): void {
  out.bits(role, 2);
  out.bits(final ? 1 : 0, 1);
  out.bits(score === null ? 0 : score === 0 ? 1 : score === 1 ? 2 : 3, 2);
  if (score !== null && score > 0 && score < 1) out.bits(Math.round(score * 840), 10);
  const usual = !hints && tries === (final ? 1 : 0);
  out.bits(usual ? 0 : 1, 1);
  if (!usual) {
    out.bits(Math.min(tries, MAX.tries), 4);
    out.bits(Math.min(hints, MAX.hints), 4);
  }
  out.bits(parts.length === 1 ? 0 : 1, 1);
  if (parts.length !== 1) out.number(parts.length);
  for (const part of parts) packPart(out, part);
}

function packPart(out: Writer, part: SavedResponse | null): void {
  const kind = (which: Kind) => out.bits(which, 3);
  if (!part) kind(Kind.None);
  else if (part.kind === 'some') {
    const [only] = part.slots;
    kind(part.slots.length === 1 ? Kind.One : Kind.Some);
    if (part.slots.length === 1) out.number(only ?? 0);
    else out.set(part.slots);
  } else if (part.kind === 'order') {
    kind(Kind.Order);
    out.number(part.slots.length);
    part.slots.forEach(out.number);
  } else if (part.kind === 'match') {
    kind(Kind.Match);
    out.number(part.pairs.length);
    part.pairs.flat().forEach(out.number);
  } else {
    kind(Kind.Text);
    out.bits(MARKS.indexOf(part.mark), 2);
  }
}

/** Unpack. Text that is foreign gives the empty state; one that was cut off gives what stands before. */
export function unpack(text: string): State {
  const state = emptyState();
  if (!text.startsWith(MAGIC)) return state;
  const input = reader(text, MAGIC.length);
  const texts: (SavedResponse & { kind: 'text' })[] = [];
  state.counter = input.bits(24);
  state.seed = input.bits(16);
  state.bookmark = input.number() - 1;
  state.completed = !!input.bits(1);
  state.passed = PASSED[input.bits(2)] ?? null;
  if (input.over) return emptyState();
  state.seen = input.set();
  each(input, () => {
    const slot = input.number();
    const count = input.number();
    return () => state.gates.set(slot, count);
  });
  each(input, () => {
    const slot = input.number();
    const attempt = unpackAttempt(input);
    return () => state.attempts.set(slot, attempt);
  });
  for (const slot of input.set()) {
    const question = unpackQuestion(input);
    if (input.over) return state;
    state.questions.set(slot, question);
    for (const part of question.parts) if (part?.kind === 'text') texts.push(part);
  }
  for (const part of texts) {
    const cut = !!input.bits(1);
    const bytes: number[] = [];
    for (let left = input.number(); left && !input.over; left--) bytes.push(input.bits(8));
    if (input.over) return state;
    part.text = new TextDecoder().decode(new Uint8Array(bytes));
    part.cut = cut;
  }
  return state;
}

/** Read a counted list; an item is kept only when the whole of it was there. */
function each(input: Reader, item: () => () => void): void {
  for (let left = input.number(); left && !input.over; left--) {
    const keep = item();
    if (!input.over) keep();
  }
}

const unpackOptional = (input: Reader, width: number, scale = 1): number | null => (input.bits(1) ? input.bits(width) / scale : null);

function unpackAttempt(input: Reader): AttemptState {
  return {
    number: input.number(),
    phase: PHASES[input.bits(2)] ?? 'new',
    best: unpackOptional(input, 14, 100),
    score: unpackOptional(input, 14, 100),
    seed: input.bits(16),
    deadline: unpackOptional(input, 32),
  };
}

function unpackQuestion(input: Reader): QuestionState {
  const role = input.bits(2) as Role;
  const final = !!input.bits(1);
  const code = input.bits(2);
  const score = code === 3 ? input.bits(10) / 840 : [null, 0, 1][code] ?? null;
  const usual = !input.bits(1);
  const tries = usual ? (final ? 1 : 0) : input.bits(4);
  const hints = usual ? 0 : input.bits(4);
  const parts: (SavedResponse | null)[] = [];
  for (let left = input.bits(1) ? input.number() : 1; left && !input.over; left--) parts.push(unpackPart(input));
  return { role, final, score, tries, hints, parts };
}

function unpackPart(input: Reader): SavedResponse | null {
  const kind = input.bits(3) as Kind;
  if (kind === Kind.One) return { kind: 'some', slots: [input.number()] };
  if (kind === Kind.Some) return { kind: 'some', slots: [...input.set()] };
  if (kind === Kind.Text) return { kind: 'text', text: '', cut: true, mark: MARKS[input.bits(2)] ?? null };
  if (kind !== Kind.Order && kind !== Kind.Match) return null;
  const slots: number[] = [];
  const pairs: [number, number][] = [];
  for (let left = input.number(); left && !input.over; left--) {
    if (kind === Kind.Order) slots.push(input.number());
    else pairs.push([input.number(), input.number()]);
  }
  return kind === Kind.Order ? { kind: 'order', slots } : { kind: 'match', pairs };
}

export { worstCaseBits } from './worst-case';
export type { CourseShape } from './worst-case';
