// Checks the log of every call that a package made to an LMS against the exact forms of SCORM 1.2 and 2004. It shares
// nothing with the player's own checks, and knows no test framework: tests in a browser load it as well.

export interface Call {
  /** `LMSSetValue`, `SetValue`, … */
  method: string;
  args: unknown[];
  /** What the LMS answered. */
  result: unknown;
  /** Its error code after the call. */
  error: string;
}

export type Version = 12 | 2004;

/** Put a log before an LMS's API. The calls that only ask for errors are not logged. */
export function record(api: object): { api: Record<string, (...args: unknown[]) => unknown>; log: Call[] } {
  const log: Call[] = [];
  const lms = api as Record<string, unknown>;
  const recorded: Record<string, (...args: unknown[]) => unknown> = {};
  for (const prefix of ['', 'LMS']) {
    for (const name of ['Initialize', 'Terminate', 'Finish', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic']) {
      const method = prefix + name;
      if (typeof lms[method] !== 'function') continue;
      const call = (which: string, args: unknown[]) => (lms[which] as (...args: unknown[]) => unknown).apply(lms, args);
      recorded[method] = (...args) => {
        const result = call(method, args);
        if (!/Error|Diagnostic/.test(name)) log.push({ method, args, result, error: String(call(prefix + 'GetLastError', [])) });
        return result;
      };
    }
  }
  return { api: recorded, log };
}

const SPAN_12 = /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/;
const SPAN_2004 = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const REAL = /^-?\d+(\.\d{1,7})?$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
const CHARACTER = '[A-Za-z0-9]';
const ID_2004 = /^(?!urn:)[A-Za-z0-9._~:/?#@!$&'()*+;=%-]{1,4000}$|^urn:[A-Za-z0-9-]{2,32}:\S+$/;

type Check = RegExp | ((value: string) => boolean);
const within = (form: RegExp, low: number, high: number) => (value: string) => form.test(value) && Number(value) >= low && Number(value) <= high;
const upTo = (length: number) => (value: string) => value.length <= length;
const plain = (length: number) => (value: string) => value.length <= length && /^[\x20-\x7e]*$/.test(value);
const oneOf = (...words: string[]) => (value: string) => words.includes(value);
const count = (value: string, separator: string) => value.split(separator).length;
const distinct = (value: string, separator: string) => new Set(value.split(separator)).size === count(value, separator);

/** Elements that may be set, by their path with `n` for numbers. What is not listed must not be set. */
const ELEMENTS: Record<Version, Record<string, Check>> = {
  12: {
    'cmi.core.lesson_location': plain(255),
    'cmi.core.lesson_status': oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed'),
    'cmi.core.exit': oneOf('time-out', 'suspend', ''), // `logout` is allowed and does harm
    'cmi.core.session_time': SPAN_12,
    'cmi.core.score.raw': within(DECIMAL, 0, 100),
    'cmi.core.score.min': within(DECIMAL, 0, 100),
    'cmi.core.score.max': within(DECIMAL, 0, 100),
    'cmi.suspend_data': plain(4096),
    'cmi.objectives.n.id': /^[\x21-\x7e]{1,255}$/,
    'cmi.objectives.n.score.raw': within(DECIMAL, 0, 100),
    'cmi.objectives.n.score.min': within(DECIMAL, 0, 100),
    'cmi.objectives.n.score.max': within(DECIMAL, 0, 100),
    'cmi.objectives.n.status': oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted'),
    'cmi.interactions.n.id': /^[\x21-\x7e]{1,255}$/,
    'cmi.interactions.n.type': oneOf('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
    'cmi.interactions.n.objectives.n.id': /^[\x21-\x7e]{1,255}$/,
    'cmi.interactions.n.time': /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
    'cmi.interactions.n.correct_responses.n.pattern': upTo(255),
    'cmi.interactions.n.weighting': within(DECIMAL, -100, 100),
    'cmi.interactions.n.student_response': upTo(255),
    'cmi.interactions.n.result': (value) => /^(correct|wrong|unanticipated|neutral)$/.test(value) || DECIMAL.test(value),
    'cmi.interactions.n.latency': SPAN_12,
  },
  2004: {
    'cmi.location': upTo(1000),
    'cmi.completion_status': oneOf('completed', 'incomplete', 'not attempted', 'unknown'),
    'cmi.success_status': oneOf('passed', 'failed', 'unknown'),
    'cmi.progress_measure': within(REAL, 0, 1),
    'cmi.exit': oneOf('time-out', 'suspend', 'normal', ''),
    'cmi.session_time': SPAN_2004,
    'cmi.score.scaled': within(REAL, -1, 1),
    'cmi.score.raw': within(REAL, 0, 100),
    'cmi.score.min': within(REAL, 0, 100),
    'cmi.score.max': within(REAL, 0, 100),
    'cmi.suspend_data': plain(64_000),
    'adl.nav.request': oneOf('suspendAll', 'exitAll', 'exit', 'continue', 'previous'),
    'cmi.objectives.n.id': ID_2004,
    'cmi.objectives.n.score.scaled': within(REAL, -1, 1),
    'cmi.objectives.n.score.raw': within(REAL, 0, 100),
    'cmi.objectives.n.score.min': within(REAL, 0, 100),
    'cmi.objectives.n.score.max': within(REAL, 0, 100),
    'cmi.objectives.n.success_status': oneOf('passed', 'failed', 'unknown'),
    'cmi.objectives.n.completion_status': oneOf('completed', 'incomplete', 'not attempted', 'unknown'),
    'cmi.interactions.n.id': ID_2004,
    'cmi.interactions.n.type': oneOf('true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'),
    'cmi.interactions.n.objectives.n.id': ID_2004,
    'cmi.interactions.n.timestamp': /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]\d{2}:\d{2})?)?$/,
    'cmi.interactions.n.correct_responses.n.pattern': upTo(4000),
    'cmi.interactions.n.weighting': REAL,
    'cmi.interactions.n.learner_response': upTo(4000),
    'cmi.interactions.n.result': (value) => /^(correct|incorrect|unanticipated|neutral)$/.test(value) || REAL.test(value),
    'cmi.interactions.n.latency': SPAN_2004,
    'cmi.interactions.n.description': (value) => value.length <= 250 && !value.startsWith('{'),
  },
};

/** Learners' responses by the type of their interaction; patterns are the same unless said otherwise. */
const RESPONSES: Record<Version, Record<string, Check>> = {
  12: {
    'true-false': /^[01tf]$/,
    choice: (value) => new RegExp(`^${CHARACTER}(,${CHARACTER})*$`).test(value) && distinct(value, ','),
    sequencing: (value) => new RegExp(`^${CHARACTER}(,${CHARACTER})*$`).test(value) && distinct(value, ','),
    matching: (value) => new RegExp(`^${CHARACTER}\\.${CHARACTER}(,${CHARACTER}\\.${CHARACTER})*$`).test(value) && distinct(value, ','),
    likert: new RegExp(`^${CHARACTER}$`),
    numeric: DECIMAL,
    'fill-in': (value) => value.length <= 255 && !/[\n\r]/.test(value),
  },
  2004: {
    'true-false': /^(true|false)$/,
    choice: (value) => /^\w{1,250}(\[,\]\w{1,250})*$/.test(value) && distinct(value, '[,]') && count(value, '[,]') <= 36,
    sequencing: (value) => /^\w{1,250}(\[,\]\w{1,250})*$/.test(value) && distinct(value, '[,]') && count(value, '[,]') <= 36,
    matching: (value) => /^\w{1,250}\[\.\]\w{1,250}(\[,\]\w{1,250}\[\.\]\w{1,250})*$/.test(value) && count(value, '[,]') <= 36,
    likert: /^\w{1,250}$/,
    numeric: REAL,
    'fill-in': (value) => count(value, '[,]') <= 10 && value.split('[,]').every((one) => one.length <= 250) && !value.startsWith('{'),
    'long-fill-in': (value) => value.length <= 4000 && !value.startsWith('{'),
  },
};
const PATTERNS_2004: Record<string, Check> = {
  numeric: /^(-?\d+(\.\d{1,7})?)?\[:\](-?\d+(\.\d{1,7})?)?$/,
  'fill-in': (value) => {
    const text = value.replace(/^\{case_matters=(true|false)\}/, '');
    return text.length <= 250 && !text.startsWith('{');
  },
};

/** SCORM 1.2's write-only elements (reading one is error 404). */
const WRITE_ONLY_12 = /^cmi\.core\.(exit|session_time)$|^cmi\.interactions\.\d+\.(?!objectives\._count$|correct_responses\._count$)/;
const NAMES: Record<Version, string[]> = {
  12: ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit'],
  2004: ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit'],
};

const fits = (check: Check | undefined, value: string): boolean => !check || (check instanceof RegExp ? check.test(value) : check(value));

/** Everything in the log that an LMS could take offence at; empty when all is well. */
export function problems(log: readonly Call[], version: Version): string[] {
  const found: string[] = [];
  const [initialize, finish, getValue, setValue, commit] = NAMES[version] as [string, string, string, string, string];
  const ids = new Map<string, string>(); // entry of a list → its id
  const types = new Map<string, string>();
  const counts = new Map<string, number>(); // list → how many entries it has, as far as the course was told
  const read403 = new Set<string>();
  let open = false;
  let opened = 0;
  let statusSince = false;
  const score = version === 12 ? /^cmi\.core\.score\./ : /^cmi\.score\./;
  const status = version === 12 ? /^cmi\.core\.lesson_status$/ : /^cmi\.(completion|success)_status$/;

  for (const [at, { method, args, result, error }] of log.entries()) {
    const say = (what: string) => found.push(`${at}: ${method}(${args.map((one) => JSON.stringify(one)).join(', ').slice(0, 200)}): ${what}`);
    if (!NAMES[version].includes(method)) say('not a call of this version');
    if (args.some((one) => typeof one !== 'string')) say('an argument is no text');
    const wanted = method === setValue ? 2 : 1;
    if (args.length !== wanted) say(`${wanted} arguments, not ${args.length}`);
    const [key, value] = args.map(String) as [string, string];

    if (method === initialize) {
      if (opened++) say('a second time');
      if (key !== '') say('the argument must be empty');
      open = true;
    } else if (!open) say('outside a session');
    if (method === finish) {
      if (key !== '') say('the argument must be empty');
      open = false;
    }
    if (method === commit) {
      if (key !== '') say('the argument must be empty');
      statusSince = false;
    }
    if (method === getValue) {
      const list = /^(.*)\._count$/.exec(key)?.[1];
      if (list) counts.set(list, Math.max(counts.get(list) ?? 0, Number(result) || 0));
      if (version === 12 && WRITE_ONLY_12.test(key)) say('is write-only');
      if (version === 2004 && error === '403') {
        if (read403.has(key)) say('an unset element read again');
        read403.add(key);
      } else if (error !== '0') say(`error ${error}`);
      continue;
    }
    if (String(result) !== 'true') say(`answered ${String(result)}, error ${error}`);
    else if (error !== '0') say(`error ${error}`);
    if (method !== setValue) continue;

    const path = key.replace(/\.\d+(?=\.)/g, '.n');
    const check = ELEMENTS[version][path];
    if (!check) say('this element may not be set');
    else if (!fits(check, value)) say('is not of the form');
    if (/NaN|undefined|null|Infinity|\[object/.test(value) && !/response|pattern|description/.test(path)) say('looks like a mistake');
    if (status.test(key)) statusSince = true;
    if (score.test(key) && statusSince) say('a score after a status, before the commit');

    // Entries of lists: id, type, rest; numbers without gaps; patterns and responses by the entry's type.
    const parts = /^(.*)\.(\d+)\.(.+)$/.exec(key);
    const entry = /^(cmi\.(?:interactions|objectives)\.\d+)\.(.+)$/.exec(key);
    if (entry) {
      const [, name, leaf] = entry as unknown as [string, string, string];
      const [list, number] = [name.slice(0, name.lastIndexOf('.')), Number(name.slice(name.lastIndexOf('.') + 1))];
      const isInteraction = list.endsWith('interactions');
      if (leaf === 'id') {
        // What may be lost is told again under the same number: `_` stands there for a moment, so that it is sent (R32).
        if (ids.has(name) && ids.get(name) !== value && value !== '_') say('an entry changes its id');
        if (!ids.has(name) && number > (counts.get(list) ?? 0)) say('a gap in the numbers');
        counts.set(list, Math.max(counts.get(list) ?? 0, number + 1));
        if (!isInteraction && [...ids].some(([other, id]) => other !== name && other.startsWith(list + '.') && id === value)) say('the id of another objective');
        if (value !== '_') ids.set(name, value);
      } else if (isInteraction && !ids.has(name)) say('before the id');
      if (isInteraction && leaf === 'type') types.set(name, value);
      else if (isInteraction && leaf !== 'id' && !types.has(name)) say('before the type');
      const type = types.get(name) ?? '';
      if (/^(student|learner)_response$/.test(leaf) && !fits(RESPONSES[version][type], value)) say(`is no response to ${type}`);
      if (/pattern$/.test(leaf) && !fits((version === 2004 ? PATTERNS_2004[type] : undefined) ?? RESPONSES[version][type], value)) say(`is no pattern of ${type}`);
    }
    if (parts && /^cmi\.interactions\.\d+\.(objectives|correct_responses)$/.test(parts[1] ?? '')) {
      const [, list, number] = parts as unknown as [string, string, string];
      const seen = `${list}.${number}`;
      if (Number(number) > 0 && !ids.has(`${list}.${Number(number) - 1}`)) say('a gap in the numbers');
      if ([...ids].some(([other, id]) => other !== seen && other.startsWith(list + '.') && id === value)) say('the same twice');
      ids.set(seen, value);
    }
  }
  return found;
}
