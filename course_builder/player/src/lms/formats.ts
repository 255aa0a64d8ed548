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

const SCORE = /^(100(\.0+)?|\d{1,2}(\.\d+)?)$/;
const REAL = /^-?\d{1,10}(\.\d{1,7})?$/;
const SCALED = /^(-?(1(\.0+)?|0(\.\d{1,7})?))$/;
const DURATION = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;

export type Forms = Record<string, RegExp>;

/** By the last name of an element. */
export const FORMS_12: Forms = {
  suspend_data: /^[ -~]{0,4096}$/,
  lesson_location: /^[ -~]{0,255}$/,
  lesson_status: /^(passed|completed|failed|incomplete|browsed)$/,
  status: /^(passed|completed|failed|incomplete|browsed)$/,
  exit: /^suspend$/,
  session_time: /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/,
  latency: /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
  raw: SCORE,
  min: SCORE,
  max: SCORE,
  id: /^[\x21-\x7e]{1,255}$/,
  weighting: /^(100(\.0+)?|\d{1,2}(\.\d+)?)$/,
  result: /^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/,
  student_response: /^.{0,255}$/,
  pattern: /^.{0,255}$/,
  'true-false': /^[01tf]$/,
  choice: /^[a-z0-9](,[a-z0-9])*$/,
  sequencing: /^[a-z0-9](,[a-z0-9])*$/,
  matching: /^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*$/,
  likert: /^[a-z0-9]$/,
  numeric: /^-?\d+(\.\d+)?$/,
};

export const FORMS_2004: Forms = {
  suspend_data: /^[ -~]{0,64000}$/,
  location: /^[ -~]{0,1000}$/,
  completion_status: /^(completed|incomplete)$/,
  success_status: /^(passed|failed)$/,
  exit: /^suspend$/,
  request: /^suspendAll$/,
  session_time: DURATION,
  latency: DURATION,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}Z)?$/,
  scaled: SCALED,
  progress_measure: /^(1|0(\.\d{1,7})?)$/,
  raw: SCORE,
  min: SCORE,
  max: SCORE,
  id: /^[\w-]{1,4000}$/,
  weighting: REAL,
  result: /^(correct|incorrect|unanticipated|neutral|\d+(\.\d{1,7})?)$/,
  description: /^.{0,250}$/,
  'true-false': /^(true|false)$/,
  choice: /^\w+(\[,\]\w+){0,35}$/,
  sequencing: /^\w+(\[,\]\w+){0,35}$/,
  matching: /^\w+\[\.\]\w+(\[,\]\w+\[\.\]\w+){0,35}$/,
  likert: /^\w+$/,
  numeric: /^-?\d+(\.\d{1,7})?(\[:\]-?\d+(\.\d{1,7})?)?$/,
  'fill-in': /^(\{case_matters=(true|false)\})?.{0,250}$/,
  'long-fill-in': /^.{0,4000}$/,
};
