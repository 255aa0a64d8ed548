// The one place where an LMS is called. It looks at every answer, sends only what changed, and never lets an LMS throw.

import { findApi } from './find';
import type { Forms } from './formats';

/** How an LMS took a value. `never`: it will not take it however often it is sent. */
export type Taken = 'yes' | 'no' | 'never';

export interface Api {
  /** What an element holds; null: the LMS could not say. An element that is not set or not there is empty. */
  get(key: string): string | null;
  /** Which elements a group has, asked once in a session. An LMS that names none, without an error, may have any (R37). */
  elements(group: string): ((name: string) => boolean) | null;
  set(key: string, value: string, form?: string): Taken;
  /** Take nothing as known any more. What was sent is sent again, and numbers are written in another way: some LMSs send
   * their server only what differs from the last time (R32). */
  forget(): void;
  /** Take it as known that the LMS holds this. */
  holds(key: string, value: string): void;
  call(name: 'Initialize' | 'Commit' | 'Terminate' | 'Finish'): boolean;
  error(): number;
}

/** Data model errors: not there, not implemented, read-only, of the wrong form. Never mended by sending the same again. */
const isForGood = (error: number) => error === 201 || error === 203 || (error >= 401 && error <= 408);

export function connect(page: Window, name: string, prefix: '' | 'LMS', forms: Forms): Api | undefined {
  const lms = findApi(page, name) as Record<string, (...values: string[]) => unknown> | undefined;
  if (!lms) return undefined;
  const held = new Map<string, string>();
  let isLonger = false;

  const call = (method: string, ...values: string[]): string | undefined => {
    try {
      return String(lms[prefix + method]!(...values));
    } catch {
      return undefined;
    }
  };
  const error = () => Number(call('GetLastError') ?? -1) || 0;
  // "true" it should be; some LMSs answer with a boolean, a number or nothing, and then only the error code can tell.
  const succeeded = (answer: string | undefined) =>
    answer === 'true' || answer === '1' || (answer !== undefined && answer !== 'false' && answer !== '0' && !error());

  const groups = new Map<string, (name: string) => boolean>();
  const self: Api = {
    error,
    elements(group) {
      const known = groups.get(group);
      if (known) return known;
      const told = self.get(group + '._children');
      if (told === null) return null;
      const names = told.split(/\s*,\s*/);
      const has = told || error() ? (name: string) => names.includes(name) : () => true;
      groups.set(group, has);
      return has;
    },
    get(key) {
      const value = call('GetValue', key);
      if (value && value !== 'null' && value !== 'undefined') return value; // some leave the code of an earlier call
      const code = error();
      return value === undefined || (code && !isForGood(code)) ? null : '';
    },
    set(key, value, form) {
      if (held.get(key) === value) return 'yes';
      const fits = [form ?? '', key.slice(key.lastIndexOf('.') + 1)].every((one) => forms[one]?.test(value) ?? true);
      const sent = isLonger && /\.(raw|min|max)$/.test(key) ? value + (value.includes('.') ? '0' : '.0') : value;
      if (fits && succeeded(call('SetValue', key, sent))) {
        held.set(key, value);
        return 'yes';
      }
      const code = fits ? error() : 405;
      console.warn(`SCORM: ${key} was not taken (${code})`);
      return isForGood(code) ? 'never' : 'no';
    },
    forget() {
      held.clear();
      isLonger = !isLonger;
    },
    holds: (key, value) => void held.set(key, value),
    call: (method) => succeeded(call(method, '')),
  };
  return self;
}
