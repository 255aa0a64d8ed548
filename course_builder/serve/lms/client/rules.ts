// Whether calls come as a strict LMS wants them: in their order, with the right arguments, each value in its exact form.

import type { Elements, Mode, Version } from './data';
import { formOf } from './forms';
import { STANDARDS } from './standard';

const WRITE_ONLY = /^cmi\.(core\.)?(exit|session_time)$|^adl\.nav\.request$/;
const WRITE_ONLY_12 = /^cmi\.interactions\.\d+\.(?!objectives\._count$|correct_responses\._count$)/;
const ENTRY = /^(cmi\.(?:interactions|objectives))\.(\d+)\.(.+)$/;
const SCORE = /^cmi\.(core\.)?score\./;
const STATUS = /^cmi\.(core\.lesson_status|completion_status|success_status)$/;

export interface Rules {
  /** What is wrong with a call, before it is answered. */
  look(method: string, values: unknown[]): string[];
}

/** @param known the elements that the LMS holds at launch. */
export function makeRules(version: Version, known: Elements, mode: Mode): Rules {
  const types = new Map<string, string>();
  const counts = new Map<string, number>();
  const ids = new Map<string, Set<string>>();
  let statusSet = false;
  for (const [element, value] of Object.entries(known)) {
    const entry = ENTRY.exec(element);
    if (!entry) continue;
    counts.set(entry[1]!, Math.max(counts.get(entry[1]!) ?? 0, Number(entry[2]) + 1));
    if (entry[3] === 'type') types.set(`${entry[1]}.${entry[2]}`, value);
    if (entry[3] === 'id') idsOf(entry[1]!).add(value);
  }

  function idsOf(group: string): Set<string> {
    const found = ids.get(group) ?? new Set<string>();
    ids.set(group, found);
    return found;
  }

  function* ofEntry(group: string, index: number, name: string, value: string): Iterable<string> {
    const start = `${group}.${index}`;
    const count = counts.get(group) ?? 0;
    if (name === 'id') {
      if (index > count) return yield `the number before it is missing: there are ${count} entries`;
      if (index >= count && group.endsWith('objectives') && idsOf(group).has(value)) yield 'there is an objective with this id already';
      idsOf(group).add(value);
      counts.set(group, Math.max(count, index + 1));
      return;
    }
    if (index >= count) yield 'the id of an entry must be set first';
    if (name === 'type') types.set(start, value);
    else if (group.endsWith('interactions') && !types.has(start)) yield 'the type of an interaction must be set second';
  }

  function* ofValue(element: string, value: string): Iterable<string> {
    if (mode !== 'normal') yield `written in mode ${mode}, where nothing counts`;
    const entry = ENTRY.exec(element);
    if (entry) yield* ofEntry(entry[1]!, Number(entry[2]), entry[3]!, value);
    const type = types.get(element.split('.').slice(0, 3).join('.')) ?? '';
    const form = formOf(version, element, type);
    if (!form) yield 'there is no such element to set';
    else if (!form.test(value)) yield `not in its exact form; expected: ${form.words || 'the type of the interaction first'}`;
    if (element === 'cmi.core.exit' && value === 'logout') yield 'an LMS may log the learner out';
    if (SCORE.test(element) && statusSet) yield 'the score comes after the status';
    statusSet ||= STATUS.test(element);
  }

  return {
    look(method, values) {
      const problems: string[] = [];
      const wanted = { GetValue: 1, SetValue: 2 }[method];
      if (values.length !== (wanted ?? 1)) problems.push(`${values.length} arguments instead of ${wanted ?? 1}`);
      if (values.some((one) => typeof one !== 'string')) problems.push('an argument is not a string');
      if (wanted === undefined && values[0] !== '') problems.push('the argument must be an empty string');
      const element = String(values[0] ?? '');
      if (method === 'GetValue' && (WRITE_ONLY.test(element) || (version === 'scorm12' && WRITE_ONLY_12.test(element)))) problems.push('may only be written');
      if (method === 'SetValue') problems.push(...ofValue(element, String(values[1] ?? '')));
      if (method === 'Commit' || method === STANDARDS[version].end) statusSet = false;
      return problems;
    },
  };
}
