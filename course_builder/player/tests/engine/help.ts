// A course with every interaction, a clock that tests turn, and an LMS that keeps what it was given and fails on command.

import type { ChoiceData, CourseData, InteractionData, PartData, QuestionData, QuestionSummary, Response } from '../../src/contract';
import { createSession } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/engine';
import type { Host, Proof } from '../../src/engine/host';
import { localTracker } from '../../src/lms/local';
import { scorm12 } from '../../src/lms/scorm12';
import { scorm2004 } from '../../src/lms/scorm2004';
import { record } from '../lms-forms';
import type { Call, Version } from '../lms-forms';

const option = (id: string, slot: number) => ({ id, slot, name: id.replace(/\W/g, '_'), label: `Option ${id}` });

/** `+` marks what is right. */
export const choice = (spec: string, more: Partial<ChoiceData> = {}): ChoiceData => ({
  type: 'choice',
  options: spec.split(' ').map((one, slot) => ({ ...option(one.replace(/^\+/, '').split('>')[0]!, slot), correct: one.startsWith('+'), leadsTo: one.split('>')[1] ?? '' })),
  multiple: false,
  scoring: 'all',
  shuffle: true,
  presentation: 'list',
  trueFalse: false,
  ...more,
});

const text = { type: 'text' as const, accepted: [] as string[], patterns: [], caseMatters: false, accentsMatter: false, long: false, selfMarked: false };

/** One question of every kind; with the answer that is right. */
export const KINDS: Record<string, { parts: InteractionData[]; right: Response[]; wrong: (Response | null)[]; scored?: boolean; endings?: QuestionData['endings'] }> = {
  single: { parts: [choice('a +b c d')], right: [{ type: 'choice', chosen: ['b'] }], wrong: [{ type: 'choice', chosen: ['a'] }] },
  multiple: {
    parts: [choice('+a +b-two c d', { multiple: true, scoring: 'per-option' })],
    right: [{ type: 'choice', chosen: ['b-two', 'a'] }],
    wrong: [{ type: 'choice', chosen: ['c', 'd'] }],
  },
  truth: { parts: [choice('+true false', { trueFalse: true, shuffle: false })], right: [{ type: 'choice', chosen: ['true'] }], wrong: [{ type: 'choice', chosen: ['false'] }] },
  gap: {
    parts: [{ ...text, accepted: ['Behind', 'at the back'] }],
    right: [{ type: 'text', text: 'behind' }],
    wrong: [{ type: 'text', text: '{lang=en}before[,]\nthen\u2028' + 'é'.repeat(300) }],
  },
  number: {
    parts: [{ type: 'number', ranges: [{ low: '280.25', high: '282' }] }],
    right: [{ type: 'number', text: '٢٨١,5' }],
    wrong: [{ type: 'number', text: 'many' }],
  },
  match: {
    parts: [
      {
        type: 'match',
        sources: ['s1', 's2', 's3'].map(option),
        targets: ['t1', 't2', 't3'].map(option),
        pairs: [['s1', 't1'], ['s2', 't1'], ['s3', 't2']],
        scoring: 'per-option',
        shuffle: true,
      },
    ],
    right: [{ type: 'match', pairs: { s1: 't1', s2: 't1', s3: 't2' } }],
    wrong: [{ type: 'match', pairs: { s1: 't3', s2: 't3' } }],
  },
  order: {
    parts: [{ type: 'order', items: ['i1', 'i2', 'i3'].map(option), scoring: 'all' }],
    right: [{ type: 'order', items: ['i1', 'i2', 'i3'] }],
    wrong: [{ type: 'order', items: ['i3', 'i1', 'i2'] }],
  },
  region: {
    parts: [{ type: 'region', areas: [{ ...option('north', 0), correct: true }, { ...option('south', 1), correct: false }], multiple: false, scoring: 'all' }],
    right: [{ type: 'region', chosen: ['north'] }],
    wrong: [{ type: 'region', chosen: ['south'] }],
  },
  likert: { parts: [choice('never sometimes always', { presentation: 'scale', shuffle: false })], right: [{ type: 'choice', chosen: ['always'] }], wrong: [null], scored: false },
  essay: { parts: [{ ...text, long: true }], right: [{ type: 'text', text: 'Line\nन'.repeat(900) }], wrong: [{ type: 'text', text: '' }], scored: false },
  marked: { parts: [{ ...text, long: true, selfMarked: true }], right: [{ type: 'text', text: 'My own words', mark: 1 }], wrong: [{ type: 'text', text: 'Few', mark: 0 }] },
  cloze: {
    parts: [{ ...text, accepted: ['five'] }, choice('5 +9 12', { presentation: 'menu' })],
    right: [{ type: 'text', text: 'FIVE' }, { type: 'choice', chosen: ['9'] }],
    wrong: [{ type: 'text', text: 'six' }, null],
  },
  scenario: {
    parts: [choice('wait>bad classes>second', { shuffle: false }), choice('tents>middle bridging>good', { shuffle: false })],
    right: [{ type: 'choice', chosen: ['classes'] }, { type: 'choice', chosen: ['bridging'] }],
    wrong: [{ type: 'choice', chosen: ['wait'] }, null],
    endings: [{ id: 'bad', score: 0, retry: true }, { id: 'middle', score: 0.5, retry: false }, { id: 'good', score: 1, retry: false }],
  },
};

export function question(id: string, kind: string, more: Partial<QuestionData> = {}): QuestionData {
  const { parts, endings = [], scored = true } = KINDS[kind]!;
  const ids = kind === 'scenario' ? ['first', 'second'] : parts.map((_, index) => `p${index + 1}`);
  return {
    id,
    title: `Question ${id}: {what} is it?`,
    tries: 0,
    objectives: [],
    parts: parts.map((interaction, index): PartData => ({ id: ids[index]!, scored: scored && !endings.length, interaction })),
    endings,
    hints: [],
    ...more,
  };
}

export type Quiz = Partial<CourseData['assessments'][number]> & { kinds?: string[]; pools?: Record<string, number>; inPools?: Record<string, string> };

export interface Made {
  course: CourseData;
  /** By id: question n of quiz `a` is `a-n`, of page `p1` it is `p1-n`. */
  questions: Record<string, QuestionData>;
  kind: Record<string, string>;
  of(assessment: string): QuestionData[];
}

/** A course of `pages` pages with questions in them, and quizzes behind. */
export function makeCourse({
  pages = 2,
  inPages = {},
  graded = false,
  quizzes = {},
  more = {},
  change = {},
}: {
  pages?: number;
  inPages?: Record<string, string[]>;
  graded?: boolean;
  quizzes?: Record<string, Quiz>;
  more?: Partial<CourseData>;
  change?: Record<string, Partial<QuestionData>>;
} = {}): Made {
  const questions: Record<string, QuestionData> = {};
  const kind: Record<string, string> = {};
  const summaries: Record<string, QuestionSummary> = {};
  const add = (id: string, which: string, summary: Omit<QuestionSummary, 'slot' | 'scored' | 'points'>) => {
    questions[id] = question(id, which, change[id]);
    kind[id] = which;
    summaries[id] = { slot: Object.keys(summaries).length, points: 1, scored: KINDS[which]!.scored ?? true, ...summary };
  };
  const page = (n: number) => ({ id: `p${n}`, href: `p${n}.html`, title: `Page ${n}`, kind: 'page' as const, slot: n - 1, module: 'm' });
  const screens: CourseData['screens'] = [
    { id: 'home', href: 'index.html', title: 'Home', kind: 'home', slot: -1, module: '' },
    ...Array.from({ length: pages }, (_, index) => page(index + 1)),
  ];
  for (const [screen, kinds] of Object.entries(inPages)) kinds.forEach((which, n) => add(`${screen}-${n}`, which, { screen, assessment: '', pool: '', graded }));
  const assessments: CourseData['assessments'] = [];
  for (const [id, { kinds = ['single', 'truth'], inPools = {}, ...settings }] of Object.entries(quizzes)) {
    const screen = `quiz/${id}`;
    kinds.forEach((which, n) => add(`${id}-${n}`, which, { screen, assessment: id, pool: inPools[`${id}-${n}`] ?? '', graded: true }));
    assessments.push({
      id, slot: assessments.length, screen, title: `Quiz ${id}`, passMark: 80, attempts: 0, shuffleQuestions: false, shuffleOptions: true, pools: {}, timeLimit: 0,
      feedback: 'after', review: true, retry: 'all', required: true, weight: 1, display: 'one', scoreFeedback: [], ...settings,
    });
    screens.push({ id: screen, href: `quiz-${id}.html`, title: `Quiz ${id}`, kind: 'assessment', slot: pages + assessments.length - 1, module: '' });
  }
  screens.push({ id: 'results', href: 'results.html', title: 'Results', kind: 'results', slot: -1, module: '' });
  const course: CourseData = {
    id: 'course', title: 'Course', language: 'en', tracker: 'scorm12', screens, assessments, questions: summaries,
    completion: { when: assessments.some((one) => one.required) ? 'both' : 'pages', percentage: 100 },
    status: assessments.some((one) => one.required) ? 'passed' : 'completed',
    navigation: 'free', state: { characters: 4096, textBytes: 40 }, words: {}, search: '', single: false, ...more,
  };
  return { course, questions, kind, of: (id) => Object.values(questions).filter((one) => summaries[one.id]!.assessment === id) };
}

export class FakeHost implements Host {
  time = Date.UTC(2026, 10, 21, 9, 59, 59, 987);
  stored = new Map<string, string>();
  tasks: { at: number; task: () => void }[] = [];
  /** What the LMS's server answers when it is asked for a file; null: nothing can be asked. */
  server: Proof | null = 'here';
  get probe(): Host['probe'] {
    return this.server ? (told) => told(this.server!) : undefined;
  }
  constructor(private drawn = 0.123) {}
  now = () => this.time;
  random = () => (this.drawn = (this.drawn * 997 + 0.31) % 1);
  later = (task: () => void, ms: number) => {
    const entry = { at: this.time + ms, task };
    this.tasks.push(entry);
    return () => void (this.tasks = this.tasks.filter((one) => one !== entry));
  };
  storage = {
    getItem: (key: string) => this.stored.get(key) ?? null,
    setItem: (key: string, value: string) => void this.stored.set(key, value),
    removeItem: (key: string) => void this.stored.delete(key),
  };
  /** Let time pass, and what is due happen. */
  pass(ms = 400): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.tasks.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.tasks = this.tasks.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.task();
    }
    this.time = end;
  }
}

/** What an LMS keeps between sessions, and a new API for each. */
export class FakeLms {
  stored: Record<string, string> = {};
  log: Call[] = [];
  /** Which calls fail, with which error. */
  fails: (method: string, key: string) => number = () => 0;
  constructor(readonly version: Version, stored: Record<string, string> = {}) {
    this.stored = {
      ...(version === 12
        ? { 'cmi.core.student_id': 'Léa-1', 'cmi.core.lesson_status': 'not attempted', 'cmi.core.lesson_mode': 'normal', 'cmi.core.credit': 'credit', 'cmi.suspend_data': '' }
        : { 'cmi.learner_id': 'Léa-1', 'cmi.completion_status': 'unknown', 'cmi.success_status': 'unknown', 'cmi.mode': 'normal', 'cmi.credit': 'credit' }),
      ...stored,
    };
  }
  /** The children that the LMS admits to; without entry: everything that this version has; null: there is no such group. */
  children: Record<string, string | null> = {};

  open(): { api: Record<string, (...args: unknown[]) => unknown>; name: string } {
    const live = { ...this.stored };
    const lists = { 'cmi.interactions': 0, 'cmi.objectives': 0 } as Record<string, number>;
    for (const key of Object.keys(live)) {
      const match = /^(cmi\.(?:interactions|objectives))\.(\d+)\.id$/.exec(key);
      if (match) lists[match[1]!] = Math.max(lists[match[1]!]!, Number(match[2]) + 1);
    }
    const known: Record<string, string | null> = {
      'cmi.core._children': 'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time',
      'cmi.core.score._children': 'raw,min,max',
      'cmi.score._children': 'scaled,raw,min,max',
      'cmi.student_data._children': 'mastery_score,max_time_allowed,time_limit_action',
      'cmi.objectives._children': 'id,score,status,success_status,completion_status,description',
      'cmi.interactions._children': 'id,objectives,time,timestamp,type,correct_responses,weighting,student_response,learner_response,result,latency,description',
      ...this.children,
    };
    let error = 0;
    let open = false;
    const guard = (method: string, key: string, act: () => string, failed: string): string => {
      error = this.fails(method, key);
      return error ? failed : act();
    };
    const calls = {
      Initialize: () => guard('Initialize', '', () => ((open = true), 'true'), 'false'),
      [this.version === 12 ? 'Finish' : 'Terminate']: () =>
        guard('Finish', '', () => {
          if (!open) return (error = 301), 'false';
          open = false;
          this.keep(live);
          return 'true';
        }, 'false'),
      Commit: () => guard('Commit', '', () => (this.keep(live), 'true'), 'false'),
      GetLastError: () => String(error),
      GetValue: (key: string) =>
        guard('GetValue', key, () => {
          const list = /^(.*)\._count$/.exec(key);
          if (list) return String(lists[list[1]!] ?? 0);
          if (key.endsWith('_children')) {
            if (known[key] === null) error = this.version === 12 ? 201 : 401;
            return known[key] ?? '';
          }
          if (!(key in live) && this.version === 2004) error = 403;
          return live[key] ?? '';
        }, ''),
      SetValue: (key: string, value: string) =>
        guard('SetValue', key, () => {
          const match = /^(cmi\.(?:interactions|objectives))\.(\d+)\.id$/.exec(key);
          if (match && Number(match[2]) > lists[match[1]!]!) return (error = 351), 'false';
          if (match) lists[match[1]!] = Math.max(lists[match[1]!]!, Number(match[2]) + 1);
          live[key] = value;
          return 'true';
        }, 'false'),
    };
    const prefix = this.version === 12 ? 'LMS' : '';
    const named = Object.fromEntries(Object.entries(calls).map(([name, call]) => [prefix + name, call]));
    const { api, log } = record(named);
    this.log = log;
    return { api, name: this.version === 12 ? 'API' : 'API_1484_11' };
  }
  /** What Commit and Finish do. */
  keep(live: Record<string, string>): void {
    this.stored = { ...live };
  }
  sets(key?: RegExp): [string, string][] {
    return this.log.filter(({ method, args }) => /SetValue$/.test(method) && (!key || key.test(String(args[0])))).map(({ args }) => [String(args[0]), String(args[1])]);
  }
  count(method: string): number {
    return this.log.filter((one) => one.method.endsWith(method)).length;
  }
}

/** A window in which an API stands. */
export function windowWith(name: string, api: unknown): Window {
  const page = { [name]: api } as unknown as Window & { parent: Window };
  page.parent = page;
  return page;
}

export function launch(made: Made, lms: FakeLms, host: FakeHost): Engine {
  const { api, name } = lms.open();
  const page = windowWith(name, api);
  const session = createSession(made.course, lms.version === 12 ? scorm12(page, made.course.status, made.course.mastery) : scorm2004(page), host);
  session.load(Object.values(made.questions));
  return session;
}

export function launchLocal(made: Made, host: FakeHost): Engine {
  const session = createSession(made.course, localTracker(made.course.id, host.storage), host);
  session.load(Object.values(made.questions));
  return session;
}

export const right = (made: Made, id: string): Response[] => KINDS[made.kind[id]!]!.right;
export const wrong = (made: Made, id: string): (Response | null)[] => KINDS[made.kind[id]!]!.wrong;

/** Answer every question of the running attempt and hand in. */
export function takeQuiz(session: Engine, made: Made, id: string, rightOnes: (question: string) => boolean = () => true) {
  const { questions } = session.begin(id);
  for (const one of questions) session.draft(made.questions[one]!, rightOnes(one) ? right(made, one) : wrong(made, one));
  return session.submit(id, made.of(id), Object.fromEntries(questions.map((one) => [one, 12.345])));
}
