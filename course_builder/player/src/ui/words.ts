// Interface words. They come with the course, in its language; words.en.json lists them in English.

import type { CourseData } from '../contract';

export type Values = Record<string, string | number>;

export interface Words {
  /** The words under `key`, with `{name}` filled in; numbers are written as the language writes them. */
  t(key: string, values?: Values): string;
  /** As `t`, in the plural form for `count`, which fills `{count}`: keys `key.one`, `key.other` and so on;
   * `key.zero`, where there is one, says that there is nothing. */
  n(key: string, count: number, values?: Values): string;
  /** A number as the language writes it, with at least so many digits. */
  number(value: number, digits?: number): string;
  /** 0…100 as a whole per cent. It never rounds up, so that 79.6 does not look like a pass mark of 80. */
  percent(score: number): string;
}

export function makeWords(data: CourseData): Words {
  // The pages' own numbers have Latin digits in every language. The language may change while the course is open.
  const format = (value: number, options?: Intl.NumberFormatOptions) => value.toLocaleString(data.language, { numberingSystem: 'latn', ...options });
  const t = (key: string, values: Values = {}): string =>
    (data.words[key] ?? key).replace(/\{(\w+)\}/g, (all, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? format(value) : value ?? all;
    });
  return {
    t,
    n(key, count, values) {
      const forms = [count ? '' : 'zero', new Intl.PluralRules(data.language).select(count), 'other'].map((form) => `${key}.${form}`);
      return t(forms.find((form) => form in data.words) ?? key, { count, ...values });
    },
    number: (value, digits = 1) => format(value, { minimumIntegerDigits: digits }),
    percent: (score) => format(Math.floor(score + 1e-6) / 100, { style: 'percent' }),
  };
}
