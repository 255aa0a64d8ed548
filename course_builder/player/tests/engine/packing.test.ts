// The saved state: what goes in comes out, it never grows beyond what the build was promised, and no rubbish breaks it.

import { cutTo, NUMBER_BYTES } from '../../src/engine/responses';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import cases from '../../packing-cases.json';
import { reader, writer } from '../../src/engine/bits';
import { pack, unpack } from '../../src/engine/packing';
import { Role, emptyState } from '../../src/engine/state';
import type { AttemptState, QuestionState, SavedResponse, State } from '../../src/engine/state';
import { worstCaseBits } from '../../src/engine/worst-case';
import type { CourseShape, PartShape, QuestionShape } from '../../src/engine/worst-case';

const characters = (shape: CourseShape) => 2 + Math.ceil(worstCaseBits(shape) / 6);

const partShape: fc.Arbitrary<PartShape> = fc.record({
  type: fc.constantFrom('one', 'some', 'order', 'match', 'text', 'number'),
  slots: fc.integer({ min: 1, max: 70 }),
  count: fc.integer({ min: 1, max: 12 }),
});
const questionShape: fc.Arbitrary<QuestionShape> = fc.record({
  partial: fc.boolean(),
  extra: fc.boolean(),
  parts: fc.array(partShape, { minLength: 0, maxLength: 4 }),
});
const courseShape: fc.Arbitrary<CourseShape> = fc
  .record({
    screens: fc.integer({ min: 1, max: 80 }),
    gates: fc.nat(80),
    assessments: fc.uniqueArray(fc.record({ slot: fc.nat(20), timeLimit: fc.boolean(), begun: fc.nat(8) }), { maxLength: 6, selector: (one) => one.slot }),
    spare: fc.nat(30),
    questions: fc.array(questionShape, { maxLength: 8 }),
    clock: fc.nat(600),
    textBytes: fc.nat(40),
  })
  .map(({ spare, ...one }) => ({ ...one, gates: Math.min(one.gates, one.screens), questionSlots: one.questions.length + spare }));

const upTo = (slots: number) => fc.nat(slots - 1);

function response({ type, slots, count }: PartShape, anyText: fc.Arbitrary<string>): fc.Arbitrary<SavedResponse | null> {
  const some = (least: number, most: number) =>
    fc.uniqueArray(upTo(slots), { minLength: least, maxLength: most }).map((list) => ({ kind: 'some' as const, slots: list.sort((a, b) => a - b) }));
  const kinds = {
    one: some(1, 1),
    some: some(1, slots),
    order: fc.array(upTo(slots), { maxLength: count }).map((list) => ({ kind: 'order' as const, slots: list })),
    match: fc.array(fc.tuple(upTo(slots), upTo(slots)), { maxLength: count }).map((pairs) => ({ kind: 'match' as const, pairs })),
    text: fc.record({
      kind: fc.constant('text' as const),
      text: anyText,
      cut: fc.constant(false),
      mark: fc.constantFrom(null, 0 as const, 0.5 as const, 1 as const),
    }),
  };
  if (type === 'number') return response({ type: 'text', slots, count }, anyText.map((text) => cutTo(text, NUMBER_BYTES)));
  return fc.option(kinds[type] as fc.Arbitrary<SavedResponse>);
}

function question({ partial, extra, parts }: QuestionShape, anyText: fc.Arbitrary<string>): fc.Arbitrary<QuestionState> {
  return fc
    .record({
      role: fc.constantFrom(Role.None, Role.Asked, Role.Kept),
      final: fc.boolean(),
      tries: fc.nat(31),
      clock: fc.nat(600),
      hints: fc.nat(15),
      score: partial ? fc.option(fc.nat(840).map((one) => one / 840)) : fc.constantFrom(null, 0, 1),
      parts: fc.tuple(...parts.map((one) => response(one, anyText))) as unknown as fc.Arbitrary<(SavedResponse | null)[]>,
    })
    .map((one) => (extra ? one : { ...one, tries: one.final ? 1 : 0, hints: 0 }))
    .map((one) => (one.final ? { ...one, clock: 0 } : one));
}

const attempt = (timeLimit: boolean, begun: number): fc.Arbitrary<AttemptState> =>
  fc.record<AttemptState>({
    number: fc.nat(511),
    phase: fc.constantFrom('new', 'running', 'done'),
    best: fc.option(fc.nat(10_000).map((one) => one / 100)),
    score: fc.option(fc.nat(10_000).map((one) => one / 100)),
    seed: fc.nat(65_535),
    deadline: timeLimit ? fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 })) : fc.constant(null),
    begun: fc.uniqueArray(fc.nat(255), { maxLength: begun }),
  }).map((one) => ({ ...one, score: one.phase === 'done' ? (one.score ?? 0) : null, deadline: one.phase === 'running' ? one.deadline : null }));

const mapOf = <T>(entries: fc.Arbitrary<[number, T]>[]) => (fc.tuple(...entries) as unknown as fc.Arbitrary<[number, T][]>).map((all) => new Map(all));

function stateOf(shape: CourseShape, anyText: fc.Arbitrary<string>): fc.Arbitrary<State> {
  return fc.record({
    counter: fc.nat(2 ** 20 - 1),
    born: fc.nat(2 ** 24 - 1),
    seed: fc.nat(4095),
    bookmark: fc.integer({ min: -1, max: shape.screens - 1 }),
    completed: fc.boolean(),
    passed: fc.constantFrom(null, true, false),
    seen: fc.uniqueArray(upTo(shape.screens)).map((all) => new Set(all.sort((a, b) => a - b))),
    gates: fc
      .uniqueArray(fc.tuple(upTo(shape.screens), fc.nat(63)), { maxLength: shape.gates, selector: ([slot]) => slot })
      .map((all) => new Map(all.sort((a, b) => a[0] - b[0]))),
    attempts: mapOf([...shape.assessments].sort((a, b) => a.slot - b.slot).map(({ slot, timeLimit, begun }) => attempt(timeLimit, begun).map((one): [number, AttemptState] => [slot, one]))),
    questions: mapOf(shape.questions.map((one, slot) => question(one, anyText).map((state): [number, QuestionState] => [slot + shape.questionSlots - shape.questions.length, state]))),
  });
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => new TextDecoder().decode(new TextEncoder().encode(one)).replace(/^\ufeff+/, ''));
const shapeAndState = courseShape.chain((shape) => fc.tuple(fc.constant(shape), stateOf(shape, text)));

test('bits: numbers and sets come back, whatever stands between', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 30)), fc.uniqueArray(fc.nat(300)), (numbers, members) => {
      const out = writer();
      numbers.forEach((one) => out.number(one));
      out.set(members);
      out.bits(5, 3);
      const input = reader(out.end());
      expect(numbers.map(() => input.number(0))).toEqual(numbers);
      expect(input.set([])).toEqual(new Set(members));
      expect(input.bits(0, 3)).toBe(5);
      expect(input.over()).toBe(false);
    }),
  );
});

test('every state comes back as it was', () => {
  fc.assert(
    fc.property(shapeAndState, ([, state]) => {
      expect(unpack(pack(state, 10_000))).toEqual(state);
    }),
    { numRuns: 300 },
  );
});

test('R22 no state exceeds what the formula says, and all of it is plain ASCII', () => {
  fc.assert(
    fc.property(shapeAndState, ([shape, state]) => {
      const packed = pack(state, shape.textBytes, shape.clock);
      expect(packed.length).toBeLessThanOrEqual(characters(shape));
      expect(packed).toMatch(/^[A-Za-z0-9_-]*$/);
    }),
    { numRuns: 300 },
  );
});

test('the formula is no larger than it must be', () => {
  const shape: CourseShape = {
    screens: 9,
    gates: 1,
    assessments: [{ slot: 3, timeLimit: true, begun: 2 }],
    questionSlots: 2,
    questions: [
      { partial: true, extra: true, parts: [{ type: 'match', slots: 9, count: 2 }] },
      { partial: false, extra: false, parts: [{ type: 'text', slots: 0, count: 0 }, { type: 'some', slots: 5, count: 0 }] },
    ],
    clock: 14,
    textBytes: 12,
  };
  const state: State = {
    ...emptyState(),
    bookmark: 8,
    seen: new Set([8]),
    gates: new Map([[8, 63]]),
    attempts: new Map([[3, { number: 511, phase: 'running', best: 50, score: null, seed: 1, deadline: 9, begun: [1, 2] }]]),
    questions: new Map<number, QuestionState>([
      [0, { role: 1, final: false, tries: 9, clock: 20, hints: 9, score: 0.5, parts: [{ kind: 'match', pairs: [[8, 8], [8, 8]] }] }],
      [1, { role: 1, final: false, tries: 0, clock: 3, hints: 0, score: null, parts: [{ kind: 'text', text: 'x'.repeat(12), cut: false, mark: null }, { kind: 'some', slots: [3, 4] }] }],
    ]),
  };
  expect(pack(state, 12, 14).length).toBe(characters(shape));
});

test('a text is cut between characters, and says that it was', () => {
  fc.assert(
    fc.property(text, fc.nat(40), (typed, limit) => {
      const state = emptyState();
      state.questions.set(0, { role: 0, final: true, tries: 1, clock: 0, hints: 0, score: 1, parts: [{ kind: 'text', text: typed, cut: false, mark: 1 }] });
      const kept = unpack(pack(state, limit)).questions.get(0)!;
      const part = kept.parts[0] as SavedResponse & { kind: 'text' };
      expect(typed.startsWith(part.text)).toBe(true);
      expect(new TextEncoder().encode(part.text).length).toBeLessThanOrEqual(limit);
      expect(part.cut).toBe(part.text !== typed);
      expect([kept.score, part.mark]).toEqual([1, 1]);
      // As much as fits: the next character would have been too long.
      const next = [...typed.slice(part.text.length)][0] ?? '';
      if (next) expect(new TextEncoder().encode(part.text + next).length).toBeGreaterThan(limit);
    }),
  );
});

describe('what is foreign or broken', () => {
  test('never throws, and gives nothing that is not numbers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map((one) => 'c2' + one), fc.stringMatching(/^c[12][A-Za-z0-9_-]*$/)), (rubbish) => {
        const state = unpack(rubbish);
        expect(() => pack(state, 10)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test('foreign state is empty', () => {
    for (const one of ['', '{"page":3}', 'N4IgbghgTg', '2a1b', 'c3AAAA', 'c1', 'c1A', 'c2', 'c2A']) expect(unpack(one)).toEqual(emptyState());
  });

  test('a state that was cut off keeps what stands before', () => {
    fc.assert(
      fc.property(shapeAndState, fc.nat(), ([, state], at) => {
        const packed = pack(state, 100);
        const short = unpack(packed.slice(0, at % packed.length));
        for (const slot of short.seen) expect(state.seen.has(slot)).toBe(true);
        for (const [slot, one] of short.attempts) expect(one).toEqual(state.attempts.get(slot));
        for (const [slot, one] of short.questions) {
          expect({ ...one, parts: [] }).toEqual({ ...state.questions.get(slot), parts: [] });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('packing-cases.json', () => {
  for (const { name, shape, bits } of cases) {
    test(name, () => expect(worstCaseBits(shape as CourseShape)).toBe(bits));
  }

  test('a course of 500 questions fits SCORM 1.2 with room for texts', () => {
    const { shape } = cases.find(({ name }) => name === '500 questions')!;
    expect(shape.questions).toHaveLength(500);
    expect(characters(shape as CourseShape)).toBeLessThan(2600);
    const without = { ...shape, questions: shape.questions.slice(1), questionSlots: shape.questionSlots - 1 } as CourseShape;
    expect(worstCaseBits(shape as CourseShape) - worstCaseBits(without)).toBeLessThanOrEqual(40); // seven characters a single choice
  });
});
