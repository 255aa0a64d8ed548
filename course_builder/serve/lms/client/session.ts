// One launch of a SCO: the API that the course finds, with scorm-again's data model behind it. It is as strict as a strict LMS,
// stores only when the course commits or ends, tells every call, and breaks where it is told to.

import { Scorm12API, Scorm2004API } from 'scorm-again';
import type { Breaks, Call, Elements, Mode, Version } from './data';
import { makeRules } from './rules';
import { meaning, STANDARDS } from './standard';
import type { Store } from './store';

type Method = (...values: unknown[]) => unknown;
interface Runtime extends Record<string, Method> {}

export interface Session {
  readonly state: 'launched' | 'running' | 'ended' | 'killed';
  elements(): Elements;
  /** How many elements are set that the LMS has not stored. */
  unstored(): number;
  /** The API in the window that courses look into. */
  install(page: Window): void;
  uninstall(page: Window): void;
  /** From now on nothing is heard any more, as if the power had gone. */
  kill(): void;
  /** The course's page goes away: answers are not waited for. If it comes back, it was loaded again: a launch of its own. */
  leaving(): void;
  /** What the LMS's object answers to. */
  readonly api: Record<string, Method>;
}

export interface Terms {
  version: Version;
  mode: Mode;
  /** What the LMS holds at launch. */
  cmi: Elements;
  breaks: Breaks;
  /** undefined: nothing is stored, as in review. */
  store: Store | undefined;
  opened(): void;
  /** The next launch of the same SCO in the same window. */
  renewed(): Session;
  heard(call: Call): void;
}

export function makeSession({ version, mode, cmi, breaks, store, opened, renewed, heard }: Terms): Session {
  const { api: name, prefix, end, limit, noCommit, noSet } = STANDARDS[version];
  const rules = makeRules(version, cmi, mode);
  const settings = { autocommit: false, lmsCommitUrl: false as const, logLevel: 5 as const };
  const runtime = (version === 'scorm12' ? new Scorm12API(settings) : new Scorm2004API(settings)) as unknown as Runtime;
  runtime.loadFromFlattenedJSON!(cmi, '');
  let state: Session['state'] = 'launched';
  let isLeaving = false;
  let error = 0;
  let known = elements();
  // Also what is set to the very value that the runtime begins with.
  let touched = new Set<string>();

  function elements(): Elements {
    const all = runtime.getFlattenedCMI!() as Record<string, unknown>;
    return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  }

  /** Refusals that the runtime does not know of; 0: it may answer. */
  function refusal(method: string, element: string, value: string): [code: number, note: string] {
    if (method === 'SetValue' && breaks.values) return [noSet, 'refused: SetValue is refused'];
    if (method === 'SetValue' && element === 'cmi.suspend_data' && value.length > limit) return [version === 'scorm12' ? 405 : 406, `refused: ${value.length} characters, ${limit} are allowed`];
    return [0, ''];
  }

  const changes = (now: Elements): Elements => Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== known[key] || touched.has(key)));

  /** Store what has changed. Gives an error code and a note. */
  function commit(ended: boolean): [code: number, note: string] {
    if (!store) return [0, `nothing is stored in mode ${mode}`];
    const now = elements();
    const changed = changes(now);
    const outcome = store.send(changed, { ended, leaving: isLeaving });
    if (outcome.state === 'refused') return [noCommit, outcome.note];
    known = now;
    touched = new Set();
    return [0, outcome.note];
  }

  function answer(method: string, values: unknown[]): unknown {
    if (state === 'killed') return 'false';
    const element = /Value$/.test(method) ? String(values[0] ?? '') : '';
    const problems = rules.look(method, values);
    const value = String(values[1] ?? '');
    let [code, note] = refusal(method, element, value);
    let result: unknown = 'false';
    if (!code) {
      result = runtime[prefix + method]!(...values);
      code = Number(runtime[`${prefix}GetLastError`]!()) || 0;
      if ((method === 'Commit' || method === end) && String(result) === 'true') {
        [code, note] = commit(method === end);
        if (code) result = 'false';
      }
    }
    error = code;
    if (method === 'SetValue' && result === 'true' && !(element in cmi)) touched.add(element);
    if (method === 'Initialize' && result === 'true') {
      state = 'running';
      opened();
    }
    // An LMS that could not store has ended the session all the same.
    if (method === end) state = 'ended';
    // SCORM 2004 says by an error that nothing is there yet; courses cannot know before they ask.
    const isUnset = version === 'scorm2004' && method === 'GetValue' && code === 403;
    if (code && !isUnset) problems.unshift(`${code}: ${meaning(version, code)}`);
    heard({
      number: 0,
      at: new Date(),
      kind: method === 'GetValue' ? 'read' : method === 'SetValue' ? 'write' : 'session',
      method,
      element,
      value: method === 'GetValue' ? String(result) : value,
      result: String(result),
      code,
      problems,
      note: isUnset ? 'nothing is there yet' : note,
    });
    return result;
  }

  // A course keeps the object that it found before it opens the session: after a reload this one speaks for the next.
  let next: Session | undefined;
  const api: Record<string, Method> = {};
  const offer = (method: string, act: Method) => (api[prefix + method] = (...values) => (next ? next.api[prefix + method]!(...values) : act(...values)));
  for (const method of [end, 'GetValue', 'SetValue', 'Commit']) offer(method, (...values) => answer(method, values));
  offer('Initialize', (...values) => {
    if (!isLeaving || state === 'killed') return answer('Initialize', values);
    next = renewed();
    return next.api[`${prefix}Initialize`]!(...values);
  });
  offer('GetLastError', () => String(error));
  offer('GetErrorString', (code) => (Number(code) ? meaning(version, Number(code)) : ''));
  offer('GetDiagnostic', (code) => runtime[`${prefix}GetDiagnostic`]!(code));

  return {
    get state() {
      return state;
    },
    api,
    elements,
    unstored: () => Object.keys(changes(elements())).length,
    install: (page) => void Object.assign(page, { [name]: api }),
    uninstall: (page) => void Reflect.deleteProperty(page, name),
    kill: () => void (state = 'killed'),
    leaving: () => void (isLeaving = true),
  };
}
