// The exact form of every value that a course may set, by element. scorm-again, like many an LMS, takes more than the standards
// allow; others refuse it, so what is not in its form is shown as an error.

import type { Version } from './data';

/** How to tell whether a value has its form, and what is expected, in words. */
export interface Form {
  test(value: string): boolean;
  words: string;
}

const form = (words: string, expression: RegExp): Form => ({ words, test: (value) => expression.test(value) });
const oneOf = (...words: string[]): Form => ({ words: words.map((one) => one || 'nothing').join(', '), test: (value) => words.includes(value) });
const between = (low: number, high: number, expression: RegExp, words: string): Form => ({
  words: `${words} from ${low} to ${high}`,
  test: (value) => expression.test(value) && Number(value) >= low && Number(value) <= high,
});
/** A list of distinct parts. */
const list = (part: string, separator: string, words: string, most = Infinity): Form => ({
  words,
  test: (value) => {
    const parts = value.split(separator);
    return parts.length <= most && new Set(parts).size === parts.length && parts.every((one) => new RegExp(`^(?:${part})$`).test(one));
  },
});

const DECIMAL = /^-?\d+(\.\d+)?$/;
const REAL = /^-?\d+(\.\d{1,7})?$/;
const URI = "[A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]";

const STATUS_12 = oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed');
const PER_CENT = between(0, 100, DECIMAL, 'a number like 87.5');
const SPAN_12 = form('a time like 0001:05:12.34', /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
const ID_12 = form('1 to 255 characters without spaces', /^[\x21-\x7e]{1,255}$/);
const SPAN_2004 = form('a duration like PT1H5M12.34S', /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
const ID_2004 = form('a URI of at most 4000 characters', new RegExp(`^(?:urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:${URI}+|(?!urn:)${URI}{1,4000})$`));
const SCALED = between(-1, 1, REAL, 'a number with at most 7 decimals');
const ANY_REAL = form('a number with at most 7 decimals', REAL);
const SUCCESS = oneOf('passed', 'failed', 'unknown');
const COMPLETION = oneOf('completed', 'incomplete', 'not attempted', 'unknown');

/** By element, with `n` for numbers. What is not here cannot be set. */
const ELEMENTS: Record<Version, Record<string, Form>> = {
  scorm12: {
    'cmi.core.lesson_location': form('at most 255 plain characters', /^[ -~]{0,255}$/),
    'cmi.core.lesson_status': STATUS_12,
    'cmi.core.exit': oneOf('time-out', 'suspend', ''),
    'cmi.core.session_time': SPAN_12,
    'cmi.core.score.raw': PER_CENT,
    'cmi.core.score.min': PER_CENT,
    'cmi.core.score.max': PER_CENT,
    'cmi.suspend_data': form('at most 4096 plain characters', /^[ -~]{0,4096}$/),
    'cmi.comments': form('at most 4096 characters', /^[^]{0,4096}$/),
    'cmi.objectives.n.id': ID_12,
    'cmi.objectives.n.score.raw': PER_CENT,
    'cmi.objectives.n.score.min': PER_CENT,
    'cmi.objectives.n.score.max': PER_CENT,
    'cmi.objectives.n.status': STATUS_12,
    'cmi.interactions.n.id': ID_12,
    'cmi.interactions.n.objectives.n.id': ID_12,
    'cmi.interactions.n.type': oneOf('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
    'cmi.interactions.n.time': form('a time of day like 14:05:12', /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/),
    'cmi.interactions.n.latency': SPAN_12,
    'cmi.interactions.n.weighting': between(-100, 100, DECIMAL, 'a number'),
    'cmi.interactions.n.result': form('correct, wrong, unanticipated, neutral or a number', /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/),
  },
  scorm2004: {
    'cmi.location': form('at most 1000 characters', /^[^]{0,1000}$/),
    'cmi.completion_status': COMPLETION,
    'cmi.success_status': SUCCESS,
    'cmi.progress_measure': between(0, 1, REAL, 'a number'),
    'cmi.exit': oneOf('time-out', 'suspend', 'normal', ''),
    'cmi.session_time': SPAN_2004,
    'cmi.score.scaled': SCALED,
    'cmi.score.raw': ANY_REAL,
    'cmi.score.min': ANY_REAL,
    'cmi.score.max': ANY_REAL,
    'cmi.suspend_data': form('at most 64000 plain characters', /^[ -~]{0,64000}$/),
    'adl.nav.request': oneOf('continue', 'previous', 'exit', 'exitAll', 'suspendAll', 'abandon', 'abandonAll'),
    'cmi.objectives.n.id': ID_2004,
    'cmi.objectives.n.score.scaled': SCALED,
    'cmi.objectives.n.score.raw': ANY_REAL,
    'cmi.objectives.n.score.min': ANY_REAL,
    'cmi.objectives.n.score.max': ANY_REAL,
    'cmi.objectives.n.success_status': SUCCESS,
    'cmi.objectives.n.completion_status': COMPLETION,
    'cmi.objectives.n.progress_measure': between(0, 1, REAL, 'a number'),
    'cmi.objectives.n.description': form('at most 250 characters', /^[^]{0,250}$/),
    'cmi.interactions.n.id': ID_2004,
    'cmi.interactions.n.objectives.n.id': ID_2004,
    'cmi.interactions.n.type': oneOf('true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'),
    'cmi.interactions.n.timestamp': form('a time like 2026-11-21T10:00:00 or …00.12Z', /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?$/),
    'cmi.interactions.n.latency': SPAN_2004,
    'cmi.interactions.n.weighting': ANY_REAL,
    'cmi.interactions.n.result': form('correct, incorrect, unanticipated, neutral or a number', /^(correct|incorrect|unanticipated|neutral|-?\d+(\.\d{1,7})?)$/),
    'cmi.interactions.n.description': form('at most 250 characters', /^[^]{0,250}$/),
  },
};

const FILL_IN = '(?:(?!\\[[,.:]\\])[^]){0,250}';

/** Responses and patterns, by the type of their interaction. */
const RESPONSES: Record<Version, Record<string, Form>> = {
  scorm12: {
    'true-false': form('0, 1, t or f', /^[01tf]$/),
    choice: list('[A-Za-z0-9]', ',', 'single characters like a,c'),
    sequencing: list('[A-Za-z0-9]', ',', 'single characters like b,a,c'),
    matching: list('[A-Za-z0-9]\\.[A-Za-z0-9]', ',', 'pairs like a.1,b.2'),
    likert: form('one character', /^[A-Za-z0-9]$/),
    numeric: form('a number', DECIMAL),
    'fill-in': form('one line of at most 255 characters', /^[^\n\r]{0,255}$/),
    performance: form('at most 255 characters', /^[^]{0,255}$/),
  },
  scorm2004: {
    'true-false': oneOf('true', 'false'),
    choice: list('\\w{1,250}', '[,]', 'at most 36 names like a[,]c', 36),
    sequencing: list('\\w{1,250}', '[,]', 'at most 36 names like b[,]a', 36),
    matching: list('\\w{1,250}\\[\\.\\]\\w{1,250}', '[,]', 'at most 36 pairs like a[.]1[,]b[.]2', 36),
    likert: form('a name', /^\w{1,250}$/),
    numeric: form('a number with at most 7 decimals', REAL),
    'fill-in': form('at most 10 parts of 250 characters', new RegExp(`^(?!\\{)${FILL_IN}(\\[,\\]${FILL_IN}){0,9}$`)),
    'long-fill-in': form('at most 4000 characters', /^(?!\{)[^]{0,4000}$/),
    other: form('at most 4000 characters', /^[^]{0,4000}$/),
  },
};
const PATTERNS: Record<Version, Record<string, Form>> = {
  scorm12: RESPONSES.scorm12,
  scorm2004: {
    ...RESPONSES.scorm2004,
    numeric: form('a range like 1[:]5', /^(-?\d+(\.\d{1,7})?)?\[:\](-?\d+(\.\d{1,7})?)?$/),
    'fill-in': form('at most 10 parts of 250 characters', new RegExp(`^(\\{(case|order)_matters=(true|false)\\}){0,2}(?!\\{)${FILL_IN}(\\[,\\]${FILL_IN}){0,9}$`)),
    'long-fill-in': form('at most 4000 characters', /^(\{case_matters=(true|false)\})?(?!\{)[^]{0,4000}$/),
  },
};

/** What an element's value must look like; undefined: it cannot be set. `type` is that of its interaction. */
export function formOf(version: Version, element: string, type: string): Form | undefined {
  const name = element.replace(/\.\d+(?=\.|$)/g, '.n');
  if (/^cmi\.interactions\.n\.(student|learner)_response$/.test(name)) return RESPONSES[version][type] ?? oneOf();
  if (name === 'cmi.interactions.n.correct_responses.n.pattern') return PATTERNS[version][type] ?? oneOf();
  return ELEMENTS[version][name];
}
