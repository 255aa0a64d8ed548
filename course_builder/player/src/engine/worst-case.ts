/**
 * The largest that a course's saved state can become, in bits. The compiler computes the same number (with the rows of
 * packing-cases.json as the common test) to prove, when a course is built, that its state fits the LMS:
 *
 *     characters = 2 + ceil(worstCaseBits / 6)      2 for "c2"
 *
 * With `n(x)` = 4 · max(1, ceil(bit_length(x) / 3)) and `set(x)` = n(x) + x, the sum of
 *
 *     head          59 + n(screens)                 counter 20, born 24, seed 12, completed 1, passed 2, bookmark
 *     seen          set(screens)
 *     gates         n(gates) + gates · (n(screens − 1) + 8)
 *     attempts      n(number of assessments), and for each n(its slot) + 12 + 2 + 15 + 16 + (33 with a time limit, else 14)
 *                   + n(begun) + 8 · begun
 *     questions     set(questionSlots), and for each 7, + 10 if `partial`, + 9 if `extra`, + clock (4, from 15 on 4 + n(clock − 15)), + n(parts) unless it has one part,
 *                   and for each part 3 and
 *                     one     n(slots − 1)
 *                     some    max(n(slots − 1), set(slots))
 *                     order   n(count) + count · n(slots − 1)
 *                     match   n(count) + 2 · count · n(slots − 1)
 *                     text    2 + 1 + n(textBytes) + 8 · textBytes
 *                     number  the same, of at most NUMBER_BYTES
 *
 * Of a quiz that draws, those questions that take most of all that one attempt can ask.
 */

import { NUMBER_BYTES } from './responses';

export interface CourseShape {
  /** Highest slot of a screen, plus one. */
  screens: number;
  /** Number of screens with gates. */
  gates: number;
  /** Slot of each assessment; of how many attempts it must be known which they were. */
  assessments: { slot: number; timeLimit: boolean; begun: number }[];
  /** Highest slot of a question, plus one. */
  questionSlots: number;
  questions: QuestionShape[];
  /** Highest clock of a question. */
  clock: number;
  /** Bytes kept of each text or number typed. */
  textBytes: number;
}

export interface QuestionShape {
  /** Its score can be other than 0 and 1: several parts, endings, hints that cost, marked by the learner, shares of options. */
  partial: boolean;
  /** It has hints, or stands in a page (where it can be checked again). */
  extra: boolean;
  parts: PartShape[];
}

export interface PartShape {
  /** one: choice or region with one answer. some: with several. */
  type: 'one' | 'some' | 'order' | 'match' | 'text' | 'number';
  /** Highest slot of an option, plus one (of a match: of sources and targets). */
  slots: number;
  /** Number of items to order, or of sources to match. */
  count: number;
}

const n = (x: number): number => 4 * Math.max(1, Math.ceil(x.toString(2).length / 3));
const set = (x: number): number => n(x) + x;
const last = (slots: number): number => n(Math.max(0, slots - 1));

export function worstCaseBits(course: CourseShape): number {
  let bits = 59 + n(course.screens) + set(course.screens);
  bits += n(course.gates) + course.gates * (last(course.screens) + 8);
  bits += n(course.assessments.length) + set(course.questionSlots);
  for (const { slot, timeLimit, begun } of course.assessments) bits += n(slot) + 45 + (timeLimit ? 33 : 14) + n(begun) + 8 * begun;
  const clock = course.clock < 15 ? 4 : 4 + n(course.clock - 15);
  for (const { partial, extra, parts } of course.questions) {
    bits += 7 + clock + (partial ? 10 : 0) + (extra ? 9 : 0) + (parts.length === 1 ? 0 : n(parts.length));
    for (const part of parts) bits += 3 + partBits(part, course.textBytes);
  }
  return bits;
}

function partBits({ type, slots, count }: PartShape, textBytes: number): number {
  switch (type) {
    case 'one':
      return last(slots);
    case 'some':
      return Math.max(last(slots), set(slots));
    case 'order':
      return n(count) + count * last(slots);
    case 'match':
      return n(count) + 2 * count * last(slots);
    case 'text':
      return 3 + n(textBytes) + 8 * textBytes;
    case 'number':
      return partBits({ type: 'text', slots, count }, Math.min(textBytes, NUMBER_BYTES));
    default:
      return type satisfies never;
  }
}
