// Values in the exact forms that LMSs accept. What does not fit is mended here: cut, cleaned, rounded.

/** Fixed notation with a leading digit, at most `places` decimals, no exponent. */
export function decimal(value: number, places: number): string {
  const text = (Number.isFinite(value) ? value : 0).toFixed(places).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return text === '-0' ? '0' : text;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

function clock(seconds: number) {
  const hundredths = Math.round(Math.max(0, Number.isFinite(seconds) ? seconds : 0) * 100);
  const whole = Math.floor(hundredths / 100);
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60, hundredths: hundredths % 100 };
}

/** SCORM 1.2: `HHHH:MM:SS.ss` */
export function timespan(value: number): string {
  const { hours, minutes, seconds, hundredths } = clock(value);
  return `${pad(Math.min(hours, 9999), 4)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(hundredths, 2)}`;
}

/** SCORM 2004: `PT1H5M12.34S` */
export function duration(value: number): string {
  const { hours, minutes, seconds, hundredths } = clock(value);
  return `PT${hours ? hours + 'H' : ''}${minutes ? minutes + 'M' : ''}${decimal(seconds + hundredths / 100, 2)}S`;
}

/** SCORM 1.2: the learner's time of day. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((one) => pad(one, 2)).join(':');
}

/** SCORM 2004: with exactly two decimals, for Moodle refuses three, and a zone without decimals. */
export const timestamp = (at: number): string => new Date(at).toISOString().slice(0, 22) + 'Z';

/** Safe in either version: letters, digits, `_` and `-`. */
export const identifier = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 255) || '_';

/** One line of at most `max` characters, not ending within one. */
export function line(text: string, max: number): string {
  const flat = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g, ' ');
  return flat.length > max ? flat.slice(0, max).replace(/[\ud800-\udbff]$/, '') : flat;
}

/** Text inside a SCORM 2004 pattern, where `[,]` parts and `{…}` at the start says how to compare. */
export const patternText = (text: string, max: number): string => line(text.replace(/\[([,.:])\]/g, '($1)').replace(/^\{/, '('), max);

/** The exact form of each element by its last name, and of responses and patterns by the type of their interaction. */
export type Forms = Record<string, RegExp>;

const SCORE = /^(100|\d\d?(\.\d+)?)$/;
const STATUS = /^(passed|failed|completed|incomplete)$/;

/** What both versions have. */
export const FORMS: Forms = {
  raw: SCORE,
  min: SCORE,
  max: SCORE,
  weighting: /^\d{1,10}(\.\d+)?$/,
  id: /^[\w-]{1,255}$/,
  lesson_location: /^[\w-]{1,255}$/,
  location: /^[\w-]{1,255}$/,
  lesson_status: STATUS,
  status: STATUS,
  completion_status: STATUS,
  success_status: STATUS,
  exit: /^suspend$/,
  result: /^(correct|wrong|incorrect|neutral|0\.\d+)$/,
};

/** One to 36 items. */
export const listOf = (item: string, separator: string): RegExp => new RegExp(`^${item}(${separator}${item}){0,35}$`);
