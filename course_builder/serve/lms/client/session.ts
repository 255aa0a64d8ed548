// One launch of a SCO in the preview: the API that the course finds. It stores only when the course commits or ends, tells every
// call with what a strict LMS would say of it, whatever the profile, and breaks where it is told to.

import type { Breaks, Call, Elements, Mode, Version } from './data';
import type { Answer, Profile } from './profiles/profile';
import { makeRules } from './rules';
import { makeRuntime } from './runtime';
import type { Runtime } from './runtime';
import { meaning, STANDARDS } from './standard';
import type { Store } from './store';

type Method = (...values: unknown[]) => unknown;

export interface Session {
  readonly state: Runtime['state'] | 'killed';
  elements(): Elements;
  /** How many elements are set that the LMS has not stored. */
  unstored(): number;
  /** The API in the window that courses look into, as soon as the LMS has it; returns what takes it away. */
  install(page: Window): () => void;
  /** From now on nothing is heard any more, as if the power had gone. */
  kill(): void;
  /** The course's page goes away: answers are not waited for. If it comes back, it was loaded again: a launch of its own. */
  leaving(): void;
  /** What the LMS's object answers to. */
  readonly api: Record<string, Method>;
}

export interface Terms {
  version: Version;
  profile: Profile;
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

export function makeSession({ version, profile, mode, cmi, breaks, store, opened, renewed, heard }: Terms): Session {
  const { api: name, prefix, end, noSet } = STANDARDS[version];
  const rules = makeRules(version, cmi, mode);
  let isKilled = false;
  let isLeaving = false;
  let error = 0;

  const broken = (method: string): Answer | undefined =>
    method === 'SetValue' && breaks.values ? { result: 'false', code: noSet, note: 'refused: SetValue is refused' } : undefined;
  const runtime = makeRuntime({ version, profile, mode, cmi, transport: store, broken });

  function answer(method: string, values: unknown[]): unknown {
    if (isKilled) return 'false';
    const element = /Value$/.test(method) ? String(values[0] ?? '') : '';
    const problems = rules.look(method, values);
    const value = String(values[1] ?? '');
    const { result, code, note } = runtime.call(method, values);
    error = code;
    if (method === 'Initialize' && String(result) === 'true') {
      isLeaving = false;
      opened();
    }
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
    if (!isLeaving || isKilled || runtime.behaviour.pageLives) return answer('Initialize', values);
    next = renewed();
    return next.api[`${prefix}Initialize`]!(...values);
  });
  offer('GetLastError', () => String(error));
  offer('GetErrorString', (code) => (Number(code) ? meaning(version, Number(code)) : ''));
  offer('GetDiagnostic', runtime.diagnostic);

  return {
    get state() {
      return isKilled ? 'killed' : runtime.state;
    },
    api,
    elements: runtime.elements,
    unstored: runtime.unstored,
    install(page) {
      const put = () => void Object.assign(page, { [name]: api });
      const { apiAfter = 0 } = runtime.behaviour;
      const timer = apiAfter ? window.setTimeout(put, apiAfter) : void put();
      return () => {
        clearTimeout(timer);
        Reflect.deleteProperty(page, name);
      };
    },
    kill: () => void (isKilled = true),
    leaving() {
      isLeaving = true;
      runtime.leaving();
    },
  };
}
