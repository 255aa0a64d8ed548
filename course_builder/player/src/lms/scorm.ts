// What SCORM 1.2 and 2004 have in common: the course of a session, and the order in which things are told.

import { connect } from './api';
import type { Api } from './api';
import { findApi } from './find';
import { identifier } from './formats';
import type { Forms } from './formats';
import type { Kind, Notation } from './interactions';
import { makeLists } from './lists';
import type { Lists, Place } from './lists';
import type { Interaction, Launch, ObjectiveResult, Report, Tracker } from './tracker';

export type Values = [key: string, value: string][];

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
  /** The manifest tells the pass mark: then the LMS sets passed or failed itself by the raw score, as soon as there is one. */
  hasMastery: boolean;
  timespan(seconds: number): string;
  /** Read what the LMS holds; false: it could not say. */
  readStatus(api: Api): boolean;
  /** Status elements, never taking back what was reached. */
  status(report: Report): Values;
  /** Nothing that was reached may be made worse any more. */
  isReached(): boolean;
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
  /** Bytes that there are for answers and objectives, and what a value takes of them. */
  room: number;
  cost(key: string, value: string): number;
  /** How many bytes the answers take that earlier sessions told; where they can be read they are put into `places`. */
  recall(api: Api, count: number, places: Map<string, Place>): number;
  /** What is peculiar to an LMS: when it has opened a session; and when it refuses to, where true says that the page goes away. */
  opened?(page: Window): void;
  refused?(page: Window, error: number): boolean;
}

const STATE = 'cmi.suspend_data';
const OPEN = 'incomplete';

/** A session that an earlier page left open refuses to be opened again, yet works (R10). */
const LEFT_OPEN = [101, 103];

export function scormTracker(page: Window, dialect: Dialect): Tracker {
  /** The LMS, once its session is open; `api` while it may be written to as well. */
  let lms: Api | undefined;
  let api: Api | undefined;
  let lists: Lists;
  let kept: Tracker['kept'] = 'nothing';
  let mode: Launch['mode'] = 'normal';
  let hasCredit = true;
  let before = -1; // raw score at launch
  /** The next save is the last one, and ends the session. */
  let ending: { asked: boolean } | undefined;
  let ended: boolean | undefined;
  let isForgotten = false;
  let isLost = false;

  /** An element that an LMS may not have: asked for only where its group knows it. */
  function optional(key: string): string {
    const dot = key.lastIndexOf('.');
    const known = dialect.version === 2004 || lms!.elements(key.slice(0, dot))?.(key.slice(dot + 1));
    return (known && lms!.get(key)) || '';
  }

  /** Set one after the other. What the LMS will never take is left out, unless it must be told. */
  const setAll = (values: Values, must = false): boolean =>
    values.every(([key, value]) => {
      const taken = api!.set(key, value);
      return taken === 'yes' || (taken === 'never' && !must);
    });

  function tellScore({ score, status }: Report): boolean {
    const waits = dialect.hasMastery && status.passed === 'incomplete';
    if (score === null || waits || (dialect.isReached() && score < before)) return true;
    const has = api!.elements(dialect.score);
    // The lowest and the highest possible score are optional in SCORM 1.2 (RTE 3.4.4): without them the score counts all the same.
    const isOptional = (name: string) => name === 'min' || name === 'max';
    return !!has && dialect.scores(score).every(([name, value]) => !has(name) || setAll([[`${dialect.score}.${name}`, value]], !isOptional(name)));
  }

  /** End the session, once, whatever became of it (R14). */
  function end(): boolean {
    if (ended !== undefined || !lms) return ended ?? false;
    if (ending?.asked && mode === 'normal' && api) setAll(dialect.navigate);
    ended = lms.call(dialect.version === 12 ? 'Finish' : 'Terminate');
    api = undefined;
    return ended;
  }

  const self: Tracker = {
    get kept() {
      return kept;
    },
    get isLost() {
      return isLost;
    },
    isThere: () => !!findApi(page, dialect.api),
    connect(isLast) {
      if (lms) return true;
      const found = connect(page, dialect.api, dialect.version === 12 ? 'LMS' : '', dialect.forms);
      if (!found) return false;
      if (!found.call('Initialize')) {
        const error = found.error();
        if (dialect.refused?.(page, error)) return false;
        if (!isLast || !LEFT_OPEN.includes(error)) return false;
      }
      lms = found;
      dialect.opened?.(page);
      return true;
    },
    open(): Launch {
      const nothing: Launch = { state: '', learner: '', mode };
      if (!self.connect!(true)) return nothing;
      const state = lms!.get(STATE);
      // An LMS that cannot tell what it has must not be overwritten.
      if (state === null || !dialect.readStatus(lms!)) return nothing;
      api = lms!;
      lists = makeLists(api, dialect);
      kept = 'lms';
      const told = optional(dialect.mode);
      if (told === 'browse' || told === 'review') mode = told;
      hasCredit = api.get(dialect.credit) !== 'no-credit';
      const raw = api.get(dialect.score + '.raw');
      if (raw) {
        before = Number(raw);
        api.holds(dialect.score + '.raw', raw);
      }
      api.holds(STATE, state);
      // `student_name` stands beside `student_id`, `learner_name` beside `learner_id`.
      return { state, learner: api.get(dialect.learner) ?? '', name: api.get(dialect.learner.replace('_id', '_name')) ?? '', mode };
    },
    save(report: Report) {
      if (!api || mode !== 'normal') return false;
      let taken = api.set(STATE, report.state) === 'yes';
      const also = (part: boolean) => {
        taken = part && taken;
      };
      if (report.location) also(setAll([[dialect.location, identifier(report.location)]]));
      also(setAll([[dialect.exit, 'suspend']]));
      if (hasCredit) {
        // SCORM 1.2: the same value would not be sent to the server again: it is told something else between. A page that is left
        // has no time for it; then nothing is told behind what may be lost, for there must be no gap. The next launch tells it.
        const isOld = dialect.version === 12;
        const isAgain = isForgotten && isOld && !ending;
        if (isAgain && taken) lists.unsay(report);
        also(tellScore(report));
        const status = dialect.status(report);
        if (isAgain && taken) {
          setAll(status.filter(([, value]) => value !== OPEN).map(([key]) => [key, OPEN]));
          api.call('Commit');
        }
        // An LMS that takes the state works; what it then refuses of answers is lost, and nothing else is (R38).
        if (taken && !(isOld && ending && (isForgotten || report.isUnproven))) lists.tell(report);
        isForgotten = false;
        also(setAll(status, true));
      }
      if (report.seconds !== undefined) also(setAll([[dialect.time, dialect.timespan(report.seconds)]]));
      // The end stores as a commit does: two requests would be too much for a page that is left (R33).
      if (ending) return end() && taken;
      const isStored = api.call('Commit');
      isLost ||= !isStored;
      return isStored && taken;
    },
    forget() {
      api?.forget();
      if (api) lists.forget();
      isForgotten = true;
      isLost = false;
    },
    ending(asked) {
      ending = { asked };
    },
    close: end,
  };
  return self;
}
