// One launch of a SCO as its LMS sees it: scorm-again's data model, a profile over it, and the way to the server. The page of the
// preview's LMS and that of the tests are built on it.

import { Scorm12API, Scorm2004API } from 'scorm-again';
import type { Elements, Mode, Version } from './data';
import type { Answer, Behaviour, Profile } from './profiles/profile';
import { STANDARDS } from './standard';

/**
 * What became of a commit. `sending`: it is on its way, and the SCO is told that all is well. `lost`: the SCO is told the same.
 * `refused`: the server did not take it. `away`: no server answered.
 */
export type Outcome = { state: 'stored' | 'sending' | 'lost' | 'refused' | 'away'; note: string };

export interface Transport {
  send(cmi: Elements, more: { ended: boolean; leaving: boolean; takes: number }): Outcome;
  /** Send once, without waiting for an answer. */
  unheard(cmi: Elements, ended: boolean): Outcome;
}

type Method = (...values: unknown[]) => unknown;

export interface Terms {
  version: Version;
  profile: Profile;
  mode: Mode;
  /** What the data model begins with. */
  cmi: Elements;
  pace?: number;
  /** undefined: nothing is stored. */
  transport: Transport | undefined;
  /** What is broken on purpose. */
  broken?(method: string, element: string): Answer | undefined;
}

export interface Runtime {
  readonly state: 'launched' | 'running' | 'ended';
  readonly behaviour: Behaviour;
  /** @param method without SCORM 1.2's prefix. */
  call(method: string, values: unknown[]): Answer;
  diagnostic(code: unknown): unknown;
  elements(): Elements;
  /** How many elements are set that the LMS has not stored. */
  unstored(): number;
  /** The course's page is being left. */
  leaving(): void;
}

const TOO_MUCH = 'not stored: a browser takes 64 KiB at most while a page is left';

export function makeRuntime({ version, profile, mode, cmi, pace = 1, transport, broken }: Terms): Runtime {
  const { prefix, end, noCommit } = STANDARDS[version];
  let model = makeModel(version, cmi);
  const behaviour = profile.open(version, { ...elements(), ...cmi }, pace);
  let state: Runtime['state'] = 'launched';
  let isLeaving = false;
  let known = elements();
  // Also what is set to the very value that the data model begins with.
  const touched = new Set<string>();

  function elements(): Elements {
    const all = model.getFlattenedCMI!() as Record<string, unknown>;
    return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  }

  const changes = (now: Elements): Elements => Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== known[key] || touched.has(key)));

  function sendUnheard(sent: Elements, ended: boolean): Outcome {
    if (!behaviour.beacon!(sent)) return { state: 'refused', note: TOO_MUCH };
    return transport!.unheard(sent, ended);
  }

  /** Store what the profile sends. */
  function commit(ended: boolean): Answer {
    if (!transport) return { result: 'true', code: 0, note: `nothing is stored in mode ${mode}` };
    const now = elements();
    const changed = changes(now);
    const sent = behaviour.sends ? behaviour.sends(changed, now, ended) : changed;
    let outcome: Outcome;
    if (isLeaving && behaviour.beacon) outcome = sendUnheard(sent, ended);
    else {
      outcome = transport.send(sent, { ended, leaving: isLeaving, takes: behaviour.commitTakes ?? 0 });
      if (outcome.state === 'away' && behaviour.beacon) outcome = sendUnheard(sent, ended);
    }
    const { note } = outcome;
    if (outcome.state === 'refused' || outcome.state === 'away') return { result: 'false', code: behaviour.noCommit ?? noCommit, note };
    // Only what was sent can be stored; what else the SCO believes to be stored shows as missing.
    if (outcome.state !== 'lost') {
      known = { ...known, ...sent };
      for (const key of Object.keys(sent)) touched.delete(key);
    }
    return { result: 'true', code: 0, note };
  }

  function asked(method: string, values: unknown[]): Answer {
    if (method === 'Initialize' && state === 'ended' && behaviour.reopens) model = makeModel(version, elements());
    let first: Answer | undefined;
    if (method === end && behaviour.staysOpen && state === 'running') {
      first = commit(true);
      if (first.code) return first;
    }
    const result = model[prefix + method]!(...values);
    const answer: Answer = { result, code: Number(model[`${prefix}GetLastError`]!()) || 0, note: first?.note ?? '' };
    if (first || (method !== 'Commit' && method !== end) || String(result) !== 'true') return answer;
    return commit(method === end);
  }

  return {
    get state() {
      return state;
    },
    behaviour,
    call(method, values) {
      const element = /Value$/.test(method) ? String(values[0] ?? '') : '';
      const call = { method, element, value: String(values[1] ?? '') };
      const answers = state === 'running' || method === 'Initialize';
      const before = broken?.(method, element) ?? (answers ? behaviour.instead?.(call) : undefined);
      const own = before ?? asked(method, values);
      const answer = before ? own : (behaviour.answered?.(call, own) ?? own);
      if (method === 'SetValue' && answer.result === 'true' && !(element in cmi)) touched.add(element);
      if (method === 'Initialize' && String(answer.result) === 'true') [state, isLeaving] = ['running', false];
      // An LMS that could not store has ended the session all the same.
      if (method === end && !(behaviour.staysOpen && answer.code)) state = 'ended';
      return answer;
    },
    diagnostic: (code) => model[`${prefix}GetDiagnostic`]!(code),
    elements,
    // What is empty and was never set is not missing.
    unstored: () => Object.entries(changes(elements())).filter(([key, value]) => value !== (known[key] ?? '') || touched.has(key)).length,
    leaving: () => void (isLeaving = true),
  };
}

function makeModel(version: Version, cmi: Elements): Record<string, Method> {
  const settings = { autocommit: false, lmsCommitUrl: false as const, logLevel: 5 as const };
  const model = (version === 'scorm12' ? new Scorm12API(settings) : new Scorm2004API(settings)) as unknown as Record<string, Method>;
  model.loadFromFlattenedJSON!(cmi, '');
  return model;
}
