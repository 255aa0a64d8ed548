// R40: states of one learner that meet become one, in whatever order, and nothing that counts is lost.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merge } from '../../src/engine/merge';
import { pack, unpack } from '../../src/engine/packing';
import { Role, emptyAttempt, emptyQuestion, emptyState } from '../../src/engine/state';
import type { AttemptState, QuestionState, SavedResponse, State } from '../../src/engine/state';

/** Questions 0 to 2 are in pages, 3 to 5 in the quiz 0, 6 and 7 in the quiz 1. */
const quizOf = (slot: number) => (slot < 3 ? undefined : slot < 6 ? 0 : 1);
const join = (a: State, b: State) => merge(a, b, quizOf);

// Small ranges, so that states often are of the same time.
const part: fc.Arbitrary<SavedResponse | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('some' as const), slots: fc.constantFrom<number[]>([0], [1], [0, 1]) }),
  fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom('', 'a', 'ab', 'b'), cut: fc.boolean(), mark: fc.constantFrom(null, 0 as const, 1 as const) }),
);
const question: fc.Arbitrary<QuestionState> = fc
  .record({
    role: fc.constantFrom(Role.None, Role.Asked, Role.Kept), final: fc.boolean(), tries: fc.nat(2), clock: fc.nat(2), hints: fc.nat(2),
    score: fc.constantFrom(null, 0, 0.5, 1), parts: fc.array(part, { maxLength: 2 }),
  })
  .map((one) => (one.final ? { ...one, clock: 0 } : one));
const attempt: fc.Arbitrary<AttemptState> = fc.record({
  number: fc.nat(2), phase: fc.constantFrom('new', 'running', 'done'), best: fc.constantFrom(null, 0, 50, 100), score: fc.constantFrom(null, 0, 50),
  seed: fc.nat(2), deadline: fc.constantFrom(null, 7, 9), begun: fc.uniqueArray(fc.nat(12), { maxLength: 8 }).map((all) => all.sort((a, b) => b - a)),
});
const mapOf = <T>(slots: number, one: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.tuple(fc.nat(slots - 1), one), { selector: ([slot]) => slot, maxLength: slots }).map((all) => new Map(all));
const state: fc.Arbitrary<State> = fc.record({
  counter: fc.nat(3), born: fc.nat(2), seed: fc.nat(2), bookmark: fc.integer({ min: -1, max: 2 }), completed: fc.boolean(), passed: fc.constantFrom(null, false, true),
  seen: fc.uniqueArray(fc.nat(5)).map((all) => new Set(all)), gates: mapOf(3, fc.nat(3)), attempts: mapOf(2, attempt), questions: mapOf(8, question),
});
const runs = { numRuns: 2000 };

describe('R40 merge is a join', () => {
  test('commutative', () => fc.assert(fc.property(state, state, (a, b) => { expect(join(a, b)).toEqual(join(b, a)); }), runs));
  test('associative', () => fc.assert(fc.property(state, state, state, (a, b, c) => { expect(join(join(a, b), c)).toEqual(join(a, join(b, c))); }), runs));
  test('idempotent', () => fc.assert(fc.property(state, (a) => { expect(join(a, a)).toEqual(a); }), runs));
  test('what is merged in again changes nothing', () => fc.assert(fc.property(state, state, (a, b) => { expect(join(join(a, b), a)).toEqual(join(a, b)); }), runs));
  test('the empty state adds nothing', () => fc.assert(fc.property(state, (a) => { expect(join(a, emptyState())).toEqual(a); }), runs));
  test('neither side is changed', () =>
    fc.assert(fc.property(state, state, (a, b) => {
      const before = structuredClone([a, b]);
      join(a, b);
      expect([a, b]).toEqual(before);
    }), runs));
});

test('R40 nothing that either side called saved is lost', () => {
  fc.assert(
    fc.property(state, state, (a, b) => {
      const both = join(a, b);
      for (const one of [a, b]) {
        for (const slot of one.seen) expect(both.seen.has(slot)).toBe(true);
        for (const [slot, count] of one.gates) expect(both.gates.get(slot)).toBeGreaterThanOrEqual(count);
        expect([one.completed && !both.completed, one.passed && !both.passed]).toEqual([false, one.passed === null ? null : false]);
        for (const [slot, { best, number }] of one.attempts) {
          expect(both.attempts.get(slot)!.best ?? -1).toBeGreaterThanOrEqual(best ?? -1);
          expect(both.attempts.get(slot)!.number).toBeGreaterThanOrEqual(number);
        }
        for (const [slot, own] of one.questions) {
          if (quizOf(slot) !== undefined) continue;
          const kept = both.questions.get(slot)!;
          expect([kept.tries >= own.tries, kept.hints >= own.hints]).toEqual([true, true]);
          if (kept.tries === own.tries && own.tries) expect(kept.score ?? -1).toBeGreaterThanOrEqual(own.score ?? -1);
        }
      }
    }),
    runs,
  );
});

test('R40 the saved form of a state merges like the state itself', () => {
  fc.assert(
    fc.property(state, state, (a, b) => {
      const [x, y] = [unpack(pack(a, 99)), unpack(pack(b, 99))];
      expect(pack(join(x, y), 99)).toBe(pack(join(y, x), 99));
      expect(unpack(pack(join(x, y), 99))).toEqual(join(x, y));
    }),
    runs,
  );
});

describe('R40 answers belong to their attempt', () => {
  const asked = (slots: number[]) => ({ ...emptyQuestion(), role: Role.Asked, parts: [{ kind: 'some' as const, slots }] });
  const of = (attempt: Partial<AttemptState>, answers: Record<number, number[]>): State => ({
    ...emptyState(),
    attempts: new Map([[0, { ...emptyAttempt(), number: 1, phase: 'running' as const, ...attempt }]]),
    questions: new Map(Object.entries(answers).map(([slot, slots]) => [Number(slot), asked(slots)])),
  });
  test('of one attempt they unite', () => {
    const both = join(of({ seed: 5 }, { 3: [0] }), of({ seed: 5 }, { 4: [1] }));
    expect([...both.questions.keys()].sort()).toEqual([3, 4]);
  });
  test('of two they are never mixed, both count as begun, and the better result stays', () => {
    const handedIn = of({ seed: 5, phase: 'done', score: 50, best: 50, begun: [5] }, { 3: [0] });
    const both = join(handedIn, of({ seed: 9, best: 80, begun: [9] }, { 4: [1] }));
    expect([...both.questions.keys()]).toEqual([3]);
    expect(both.attempts.get(0)).toMatchObject({ phase: 'done', best: 80, begun: [9, 5] });
  });
  test('what was handed in is not opened again by a device that had not heard of it', () => {
    const both = join(of({ seed: 5, phase: 'done', score: 50, best: 50 }, { 3: [0] }), of({ seed: 5 }, { 3: [1] }));
    expect(both.attempts.get(0)).toMatchObject({ phase: 'done', score: 50 });
  });
  test('the later draft stays, also where the longer text came first', () => {
    const draft = (text: string, clock: number): State => ({ ...emptyState(), questions: new Map([[0, { ...emptyQuestion(), clock, parts: [{ kind: 'text', text, cut: false, mark: null }] }]]) });
    expect(join(draft('a long first thought', 1), draft('short', 2)).questions.get(0)!.parts).toMatchObject([{ text: 'short' }]);
  });
});

test('R40 a state in the format before is read, and merges', () => {
  const old = unpack('c1AAAHnEBi1ICQEq7hTiAMJESAAHABLWh-kjaSYqOCSAOdGhvdWdodA');
  expect(old).toEqual({
    counter: 7, born: 0, seed: 40_000, bookmark: 2, completed: false, passed: false, seen: new Set([0, 2]), gates: new Map([[0, 1]]),
    attempts: new Map<number, AttemptState>([
      [0, { number: 2, begun: [], phase: 'done', best: 60, score: 50, seed: 777, deadline: null }],
      [1, { number: 1, begun: [], phase: 'running', best: null, score: null, seed: 3, deadline: 1_234_567 }],
    ]),
    questions: new Map<number, QuestionState>([
      [0, { role: 0, final: false, tries: 3, clock: 0, hints: 1, score: 0.5, parts: [{ kind: 'text', text: 'thought', cut: false, mark: null }] }],
      [3, { role: 1, final: true, tries: 1, clock: 0, hints: 0, score: 1, parts: [{ kind: 'some', slots: [1] }] }],
      [6, { role: 1, final: false, tries: 0, clock: 0, hints: 0, score: null, parts: [null] }],
    ]),
  });
  expect(join(old, emptyState())).toEqual(old);
  expect(unpack(pack(old, 99))).toEqual({ ...old, seed: old.seed % 4096 });
});
