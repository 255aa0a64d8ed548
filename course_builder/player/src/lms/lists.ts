// The lists that an LMS keeps of what was answered: interactions and objectives. An LMS that refuses them loses them and
// nothing else (R38): whether they were taken is never part of "saved".

import type { Api } from './api';
import { decimal, identifier } from './formats';
import { patternsOf, responseOf } from './interactions';
import type { Dialect, Values } from './scorm';
import type { Interaction, ObjectiveResult, Report } from './tracker';

export interface Lists {
  tell(report: Report): void;
  /** Nothing is taken as told any more: all of it is told again, under the same numbers, for there must be no gap. */
  forget(): void;
  /** Say something else in place of what was told and will be told again. */
  unsay(report: Report): void;
}

const ANSWERS = 'cmi.interactions';

/** What an objective takes that was told in an earlier session. */
const USUAL_OBJECTIVE = 400;

/** Two values of a kind of element, so that one differs from what was told. In SCORM 1.2 they suit each other. */
const OTHER: [RegExp, string, string][] = [
  [/id$/, '_', '_'],
  [/type$/, 'fill-in', 'numeric'],
  [/result$/, 'neutral', 'wrong'],
  [/status$/, 'incomplete', 'failed'],
  [/cy$/, '0000:00:00.00', '0000:00:00.01'],
  [/time$/, '00:00:00', '00:00:01'],
  [/./, '0', '1'],
];
const otherThan = (key: string, value: string) => {
  const [, one, two] = OTHER.find(([keys]) => keys.test(key))!;
  return value === one ? two : one;
};

export interface Place {
  index: number;
  isFull: boolean;
  isAnswered: boolean;
}

export function makeLists(lms: Api, dialect: Dialect): Lists {
  let told = new WeakSet<Interaction>();
  const own = new WeakMap<Interaction, Place>();
  const places = new Map<string, Place>();
  let objectives: Map<string, number> | undefined;
  const counts = new Map<string, number>();
  let used = 0;

  /** The elements of a list and how many entries it has. null: the LMS could not say, or has no such list. */
  function listOf(name: string): { has: (element: string) => boolean; count: number } | null {
    const has = lms.elements(name);
    if (!has?.('id')) return null;
    if (!counts.has(name)) {
      const count = lms.get(name + '._count');
      if (count === null) return null;
      counts.set(name, Number(count) || 0);
      used += name === ANSWERS ? dialect.recall(lms, Number(count) || 0, places) : (Number(count) || 0) * USUAL_OBJECTIVE;
    }
    return { has, count: counts.get(name)! };
  }

  const isTold = (has: (element: string) => boolean) => ([key]: Values[number]) => has(key.split('.')[0] ?? '');
  const sizeOf = (start: string, values: Values) => values.reduce((sum, [key, value]) => sum + dialect.cost(start + key, value), 0);

  function setAll(start: string, values: Values, form?: string): void {
    for (const [key, value] of values) lms.set(start + key, value, /response|pattern/.test(key) ? form : undefined);
  }

  function setOthers(start: string, id: string, values: Values): void {
    const group = start.replace(/\.\d+\.$/, '');
    const known = values.filter(isTold(lms.elements(group)!));
    for (const [key, value] of [['id', identifier(id)], ...known] as Values) lms.set(start + key, otherThan(key, value));
  }

  function valuesOf(entry: Interaction, isFull: boolean): Values {
    const { interaction } = entry.part;
    const { score } = entry;
    const kind = dialect.kind(entry);
    const given = entry.response && responseOf(interaction, entry.response, dialect.notation);
    // What is typed is the one thing that can be cut.
    const response = given && !isFull && /fill-in/.test(kind) ? given.slice(0, 250).replace(/[\ud800-\udbff]$/, '') : given;
    const patterns = isFull && entry.part.scored ? [...new Set(patternsOf(interaction, dialect.notation))].filter(Boolean) : [];
    return [
      ['type', kind],
      ...(isFull ? [...new Set(entry.objectives.map(identifier))].map((id, n): [string, string] => [`objectives.${n}.id`, id]) : []),
      ...patterns.map((one, n): [string, string] => [`correct_responses.${n}.pattern`, one]),
      ...(isFull ? dialect.details(entry) : []),
      ...(response ? [[dialect.response, response] as [string, string]] : []),
      ['result', score === null ? 'neutral' : score === 1 ? 'correct' : score === 0 ? dialect.wrong : decimal(score, 4)],
      ...(isFull ? [['latency', dialect.timespan(entry.seconds)] as [string, string]] : []),
    ];
  }

  /** Where an answer is told: in full, shorter, in the place of what the same question was answered with before; or nowhere. */
  function placeOf(entry: Interaction, id: string, count: number, size: (isFull: boolean) => number): Place | undefined {
    const limit = dialect.room * entry.share;
    const isAnswered = !!entry.response;
    for (const isFull of [true, false]) {
      const needed = size(isFull);
      if (used + needed <= (isFull ? limit / 2 : limit)) {
        used += needed;
        return { index: count, isFull, isAnswered };
      }
      const before = places.get(id);
      // What was told of it before must be written over whole.
      if (before && (isAnswered || !before.isAnswered)) return before;
    }
    return undefined;
  }

  function tellInteraction(entry: Interaction): void {
    const list = listOf(ANSWERS);
    if (!list) return;
    const id = identifier(entry.id);
    const values = (isFull: boolean) => valuesOf(entry, isFull).filter(isTold(list.has));
    const next = `${ANSWERS}.${list.count}.`;
    const place = own.get(entry) ?? placeOf(entry, id, list.count, (isFull) => sizeOf(next, [['id', id], ...values(isFull)]));
    const start = `${ANSWERS}.${place?.index}.`;
    // Where it is refused its number stays free: there must be no gap.
    if (!place || lms.set(start + 'id', id) !== 'yes') return;
    counts.set(ANSWERS, Math.max(list.count, place.index + 1));
    own.set(entry, place);
    places.set(id, { ...place, isAnswered: place.isAnswered || !!entry.response });
    setAll(start, values(place.isFull), dialect.kind(entry));
  }

  function tellObjective(result: ObjectiveResult): void {
    const list = listOf('cmi.objectives');
    if (!list) return;
    objectives ??= new Map([...Array(list.count).keys()].map((index) => [lms.get(`cmi.objectives.${index}.id`) ?? '', index]));
    const id = identifier(result.id);
    const index = objectives.get(id) ?? list.count;
    const start = `cmi.objectives.${index}.`;
    const values = dialect.objective(result).filter(isTold(list.has));
    if (!objectives.has(id)) {
      const size = sizeOf(start, [['id', id], ...values]);
      if (used + size > dialect.room / 2 || lms.set(start + 'id', id) !== 'yes') return;
      used += size;
      counts.set('cmi.objectives', list.count + 1);
      objectives.set(id, index);
    }
    setAll(start, values);
  }

  return {
    tell(report) {
      for (const one of report.interactions) {
        if (!told.has(one)) tellInteraction(one);
        told.add(one);
      }
      report.objectives.forEach(tellObjective);
    },
    forget() {
      told = new WeakSet();
    },
    unsay(report) {
      for (const one of report.interactions) {
        const place = own.get(one);
        if (place) setOthers(`${ANSWERS}.${place.index}.`, one.id, valuesOf(one, place.isFull));
      }
      for (const one of report.objectives) {
        const index = objectives?.get(identifier(one.id));
        if (index !== undefined) setOthers(`cmi.objectives.${index}.`, one.id, dialect.objective(one));
      }
    },
  };
}
