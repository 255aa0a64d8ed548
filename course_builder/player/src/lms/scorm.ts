// What SCORM 1.2 and 2004 have in common: the course of a session, and the order in which things are told.

import { connect } from './api';
import type { Api, Taken } from './api';
import { decimal, identifier } from './formats';
import type { Forms } from './formats';
import { patternsOf, responseOf } from './interactions';
import type { Kind, Notation } from './interactions';
import type { Interaction, Launch, ObjectiveResult, Report, Tracker } from './tracker';

type Values = [key: string, value: string][];

/** Where one version differs from the other. */
export interface Dialect {
  version: 12 | 2004;
  api: string;
  forms: Forms;
  learner: string;
  mode: string;
  credit: string;
  location: string;
  exit: string;
  time: string;
  score: string;
  /** Set in the manifest, it makes the LMS judge by the raw score as soon as there is one. */
  mastery: string;
  timespan(seconds: number): string;
  /** Read what the LMS holds; false: it could not say. */
  readStatus(api: Api): boolean;
  /** Status elements, never taking back what was reached. */
  status(report: Report): Values;
  /** Nothing that was reached may be made worse any more. */
  isFinal(): boolean;
  scores(score: number): Values;
  notation: Notation;
  /** An interaction's elements after id, type and objectives, in order, without its response and result. */
  details(entry: Interaction): Values;
  kind(entry: Interaction): Kind;
  response: string;
  wrong: string;
  objective(result: ObjectiveResult): Values;
  /** On an explicit exit. */
  navigate: Values;
}

const STATE = 'cmi.suspend_data';
const OPEN = 'incomplete';

export function scormTracker(page: Window, dialect: Dialect): Tracker {
  let api: Api | undefined;
  let kept: Tracker['kept'] = 'nothing';
  let mode: Launch['mode'] = 'normal';
  let hasCredit = true;
  let hasMastery = false;
  let before = -1; // raw score at launch
  const counts: Record<string, number> = {};
  let indices = new WeakMap<Interaction, number>();
  const refused = new WeakSet<Interaction>();
  let objectives: Map<string, number> | undefined;
  let isForgotten = false;
  let isLost = false;

  /** What the LMS knows of a group of elements. null: it could not say. */
  const elementsOf = (lms: Api, group: string): string[] | null => lms.once(group + '._children')?.split(/\s*,\s*/) ?? null;

  /** A list that the LMS keeps: its elements, and how many entries it has. null: it could not say. */
  function listOf(lms: Api, name: string): { elements: string[]; count: number } | null {
    const elements = elementsOf(lms, name);
    const count = elements?.includes('id') ? lms.once(name + '._count') : '';
    return elements && count !== null ? { elements, count: (counts[name] ??= Number(count) || 0) } : null;
  }

  /** An element that an LMS may not have: asked for only where its group knows it. */
  function optional(lms: Api, key: string): string {
    const dot = key.lastIndexOf('.');
    const known = dialect.version === 2004 || elementsOf(lms, key.slice(0, dot))?.includes(key.slice(dot + 1));
    return (known && lms.get(key)) || '';
  }

  /** Set one after the other. What the LMS does not know or will never take is left out, unless it must be told. */
  function setAll(lms: Api, start: string, values: Values, { elements, form, must }: { elements?: string[]; form?: string; must?: boolean } = {}): boolean {
    return values.every(([key, value]) => {
      if (elements && !elements.includes(key.split('.')[0] ?? '')) return true;
      const taken = lms.set(start + key, value, /response|pattern/.test(key) ? form : undefined);
      return taken === 'yes' || (taken === 'never' && !must);
    });
  }

  function tellInteraction(lms: Api, entry: Interaction): boolean {
    const journal = listOf(lms, 'cmi.interactions');
    if (!journal) return false;
    const { elements, count } = journal;
    if (!elements.includes('id') || refused.has(entry)) return true;
    const index = indices.get(entry) ?? count;
    const start = `cmi.interactions.${index}.`;
    const taken: Taken = lms.set(start + 'id', identifier(entry.id));
    if (taken === 'no') return false;
    if (taken === 'never') {
      refused.add(entry); // its number stays free: there must be no gap
      return true;
    }
    if (!indices.has(entry)) counts['cmi.interactions'] = count + 1;
    indices.set(entry, index);

    const { interaction } = entry.part;
    const response = entry.response && responseOf(interaction, entry.response, dialect.notation);
    const patterns = entry.part.scored ? patternsOf(interaction, dialect.notation) : [];
    const kind = dialect.kind(entry);
    const score = entry.score;
    return setAll(
      lms,
      start,
      [
        ['type', kind],
        ...[...new Set(entry.objectives.map(identifier))].map((id, n): [string, string] => [`objectives.${n}.id`, id]),
        ...[...new Set(patterns)].filter(Boolean).map((one, n): [string, string] => [`correct_responses.${n}.pattern`, one]),
        ...dialect.details(entry),
        ...(response ? [[dialect.response, response] as [string, string]] : []),
        ['result', score === null ? 'neutral' : score === 1 ? 'correct' : score === 0 ? dialect.wrong : decimal(score, 4)],
        ['latency', dialect.timespan(entry.seconds)],
      ],
      { elements, form: kind },
    );
  }

  function tellObjective(lms: Api, result: ObjectiveResult): boolean {
    const known = listOf(lms, 'cmi.objectives');
    if (!known) return false;
    const { elements, count } = known;
    if (!elements.includes('id')) return true;
    objectives ??= new Map([...Array(count).keys()].map((index) => [lms.get(`cmi.objectives.${index}.id`) ?? '', index]));
    const id = identifier(result.id);
    const index = objectives.get(id) ?? count;
    const taken = objectives.has(id) ? 'yes' : lms.set(`cmi.objectives.${index}.id`, id);
    if (taken !== 'yes') return taken === 'never';
    if (!objectives.has(id)) counts['cmi.objectives'] = count + 1;
    objectives.set(id, index);
    return setAll(lms, `cmi.objectives.${index}.`, dialect.objective(result), { elements });
  }

  function tellScore(lms: Api, { score, ended }: Report): boolean {
    if (score === null || (hasMastery && !ended) || (dialect.isFinal() && score < before)) return true;
    const elements = elementsOf(lms, dialect.score);
    return !!elements && setAll(lms, dialect.score + '.', dialect.scores(score), { elements, must: true });
  }

  return {
    get kept() {
      return kept;
    },
    get isLost() {
      return isLost;
    },
    open(): Launch {
      const nothing: Launch = { state: '', learner: '', mode };
      const lms = connect(page, dialect.api, dialect.version === 12 ? 'LMS' : '', dialect.forms);
      if (!lms) return nothing;
      // A session that an earlier page left open refuses to be opened again, yet works.
      if (!lms.call('Initialize') && ![101, 103].includes(lms.error())) return nothing;
      const state = lms.get(STATE);
      // An LMS that cannot tell what it has must not be overwritten.
      if (state === null || !dialect.readStatus(lms)) return nothing;
      api = lms;
      kept = 'lms';
      const told = optional(lms, dialect.mode);
      if (told === 'browse' || told === 'review') mode = told;
      hasCredit = lms.get(dialect.credit) !== 'no-credit';
      hasMastery = !!optional(lms, dialect.mastery);
      const raw = lms.get(dialect.score + '.raw');
      if (raw) {
        before = Number(raw);
        lms.holds(dialect.score + '.raw', raw);
      }
      lms.holds(STATE, state);
      return { state, learner: lms.get(dialect.learner) ?? '', mode };
    },
    save(report: Report) {
      const lms = api;
      if (!lms || mode !== 'normal') return false;
      let taken = lms.set(STATE, report.state) === 'yes';
      const also = (part: boolean) => {
        taken = part && taken;
      };
      if (report.location) also(setAll(lms, '', [[dialect.location, identifier(report.location)]]));
      also(setAll(lms, '', [[dialect.exit, 'suspend']]));
      if (hasCredit) {
        // At the first that is not taken the rest waits, so that the journal keeps its order.
        also(report.interactions.every((one) => tellInteraction(lms, one)));
        also(report.objectives.every((one) => tellObjective(lms, one)));
        also(tellScore(lms, report));
        const status = dialect.status(report);
        // The same status would not be sent to the server again: it is told something else between.
        const between: Values = isForgotten && dialect.version === 12 ? status.filter(([, value]) => value !== OPEN).map(([key]) => [key, OPEN]) : [];
        if (between.length && setAll(lms, '', between)) lms.call('Commit');
        isForgotten = false;
        also(setAll(lms, '', status, { must: true }));
      }
      if (report.seconds !== undefined) also(setAll(lms, '', [[dialect.time, dialect.timespan(report.seconds)]]));
      const isStored = lms.call('Commit');
      isLost ||= !isStored;
      return isStored && taken;
    },
    forget() {
      api?.forget();
      isForgotten = true;
      isLost = false;
      // SCORM 1.2 sends what differs from the last time: only under new numbers are whole entries sent again.
      if (dialect.version === 12) indices = new WeakMap();
    },
    close(asked) {
      const lms = api;
      api = undefined;
      if (!lms) return false;
      if (asked && mode === 'normal') setAll(lms, '', dialect.navigate);
      return lms.call(dialect.version === 12 ? 'Finish' : 'Terminate');
    },
  };
}
