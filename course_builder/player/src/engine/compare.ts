// Comparing what learners type with what authors wrote: words and numbers, exactly and forgivingly where it should be.

import type { NumberData, TextData } from '../contract';

/**
 * Words as they are compared. Always: composed (NFC), white space trimmed and collapsed, typographic apostrophes and quotation
 * marks as plain ones. Unless it matters: case folded (upper case, then lower: ß is ss), and accents taken off, which are the
 * combining marks U+0300–U+036F; marks of other scripts (Arabic, Devanagari) are letters of theirs and stay.
 */
export function fold(text: string, caseMatters: boolean, accentsMatter: boolean): string {
  let folded = plain(text).trim().replace(/\s+/g, ' ');
  if (!caseMatters) folded = folded.toUpperCase().toLowerCase();
  return accentsMatter ? folded.normalize('NFC') : withoutAccents(folded);
}

const plain = (text: string) => text.normalize('NFC').replace(/[‘’ʼ]/g, "'").replace(/[“”„]/g, '"');
const withoutAccents = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC');

export function textMatches(typed: string, data: TextData): boolean {
  const { caseMatters, accentsMatter } = data;
  const words = fold(typed, caseMatters, accentsMatter);
  if (!words) return false;
  if (data.accepted.some((one) => fold(one, caseMatters, accentsMatter) === words)) return true;
  // A pattern is not case-folded, for that would turn \W into \w: it ignores case by its flag.
  const cased = fold(typed, true, accentsMatter);
  return data.patterns.some((one) => {
    const pattern = `^(?:${accentsMatter ? plain(one) : withoutAccents(plain(one))})$`;
    for (const flags of caseMatters ? ['u', ''] : ['ui', 'i']) {
      try {
        return new RegExp(pattern, flags).test(cased);
      } catch {} // some patterns are only allowed without `u`
    }
    return false;
  });
}

/** A decimal number: `units` · 10^−`places`. */
interface Decimal {
  units: bigint;
  places: number;
}

/** The value of a decimal digit of any script: how many digits stand before it in Unicode, where ten stand together. */
function valueOf(digit: string): string {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1))) value++;
  return String(value);
}

/**
 * What a typed number can mean, likeliest first; empty: it is no number. A point or a comma is the decimal mark; of both, the
 * last. Spaces, apostrophes and the other mark may part groups of three digits, or of two before the last three (12,34,567).
 * `1,234` can be read either way, and both are given.
 */
export function readings(typed: string): string[] {
  const text = typed
    .replace(/\p{Nd}/gu, valueOf)
    .replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '') // direction marks
    .replace(/٫/g, ',')
    .replace(/[\s’'٬]/g, ' ')
    .replace(/[\p{Pd}−]/gu, '-')
    .trim()
    .replace(/^([+-]) /, '$1');
  const found: string[] = [];
  for (const [group, mark] of [['', '.'], ['', ','], [' ', '.'], [' ', ','], [',', '.'], ['.', ',']] as const) {
    const escaped = group && `\\${group}`;
    const whole = group ? `[1-9]\\d{0,2}(?:${escaped}\\d{2,3})*${escaped}\\d{3}` : '\\d*';
    const match = new RegExp(`^([+-]?)(${whole})(?:\\${mark}(\\d*))?$`).exec(text);
    if (!match || !/\d/.test(text)) continue;
    const [, sign, digits = '', rest = ''] = match;
    const number = `${sign === '-' ? '-' : ''}${(group ? digits.split(group).join('') : digits) || '0'}${rest && '.' + rest}`;
    if (!found.includes(number)) found.push(number);
  }
  return found;
}

function decimal(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', rest = ''] = mantissa.split('.');
  return { units: BigInt(whole + rest), places: rest.length - Number(exponent) };
}

const atMost = (a: Decimal, b: Decimal): boolean => {
  const places = Math.max(a.places, b.places);
  return a.units * 10n ** BigInt(places - a.places) <= b.units * 10n ** BigInt(places - b.places);
};

/** A typed number without the unit that is shown behind the field; a learner may type it as well. */
export function bare(typed: string, unit = ''): string {
  const text = typed.trim();
  return unit && text.slice(-unit.length).toLowerCase() === unit.toLowerCase() ? text.slice(0, -unit.length) : text;
}

/** The reading of a typed number that is right, or undefined. */
export const rightReading = (typed: string, { ranges, unit }: NumberData): string | undefined =>
  readings(bare(typed, unit)).find((one) =>
    ranges.some(({ low, high }) => atMost(decimal(low), decimal(one)) && atMost(decimal(one), decimal(high))),
  );
