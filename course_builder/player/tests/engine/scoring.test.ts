// The scoring rules, by the table that the compiler's tests run too.

import { describe, expect, test } from 'vitest';
import cases from '../../scoring-cases.json';
import type { QuestionData } from '../../src/contract';
import { readings } from '../../src/engine/compare';
import { score } from '../../src/engine/scoring';
import type { Responses } from '../../src/session';

describe('scores', () => {
  for (const one of cases) {
    test(one.name, () => {
      const result = score(one.question as unknown as QuestionData, one.responses as Responses, one.hints);
      if (one.score === null) expect(result).toBeNull();
      else expect(result).toBeCloseTo(one.score, 12);
    });
  }

  test('the table is large enough, and no name stands in it twice', () => {
    expect(cases.length).toBeGreaterThan(60);
    expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length);
  });

  test('a score that is known is not computed', () => {
    const one = cases.find(({ name }) => name === 'cloze: two of three')!;
    const question = one.question as unknown as QuestionData;
    expect(score(question, one.responses as Responses, 0, [0, undefined, undefined])).toBeCloseTo(1 / 3);
  });

  test('a number that can be read in two ways gives both, the decimal first', () => {
    expect(readings('1,234')).toEqual(['1.234', '1234']);
    expect(readings('12,34')).toEqual(['12.34']);
    expect(readings('-')).toEqual([]);
  });
});
