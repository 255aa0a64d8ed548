// The session that the pages work with: puts together what the files beside it do, and saves after each change.

import type { AssessmentData, CourseData, QuestionData } from '../contract';
import type { Told, Tracker } from '../lms/tracker';
import type { Answer, Attempt, Responses, Session } from '../session';
import { answer, check, draft, handIn, hint, reset, seedOf } from './answers';
import { asked, attempt, begin, extend, grade, mend } from './attempts';
import { assessment, attemptState, createContext, isPassed, questionState, screenSlot } from './context';
import type { Listed } from './context';
import type { Host } from './host';
import { createJournal } from './journal';
import { merge } from './merge';
import { clockIn, isWhole, pack, unpack } from './packing';
import { courseScore, hasScore, openInPages, progress, reachable, settle, status } from './progress';
import { interactions, isReported, objectives } from './reports';
import { byPages, isDone, onRoute } from './route';
import { fixedScores, optionsOf, restoreAll } from './responses';
import { createSaver, minutes } from './saver';
import { disorder, shuffle } from './shuffle';

/**
 * How long a draft may wait to be saved: one that is still typed, or that will be checked in a moment, goes with the answer,
 * in one Commit. What is chosen in a quiz is an answer and is saved at once; leaving saves everything.
 */
const DRAFT = 5000;
/** A save holds the page up until the LMS has answered: a page that was just opened is painted first. */
const PAINTED = 400;

/** A session that also hears of what happens to the browser's window; see lifecycle.ts. */
export interface Engine extends Session {
  /** The page may be frozen or killed without notice from now on. */
  hide(): void;
  /** The page goes away. */
  leave(): void;
  /** Another window of this browser may have saved something. */
  hear(told?: Told): void;
}

export function createSession(course: CourseData, tracker: Tracker, host: Host): Engine {
  const started = host.now();
  const launch = tracker.open();
  const active = launch.mode === 'normal' && tracker.kept !== 'nothing';
  const journal = createJournal(course.id, launch.learner, active ? host.storage : null);
  /** What cannot be read is never written over unless a copy is kept. */
  function read(text: string) {
    if (text && active && !isWhole(text)) journal.setAside(text);
    return unpack(text);
  }
  const state = read(launch.state);
  const context = createContext(course, state, host);
  const quizzes = new Map(context.questions.map((one) => [one.slot, assessment(context, one.assessment)?.slot]));
  const join = (other: typeof state) => merge(state, other, (slot) => quizzes.get(slot));
  const packed = (one: typeof state) => pack(one, course.state.textBytes, clockIn(course.state.characters));

  const entry = journal.read();
  // An attempt that the LMS has begun anew must not get back what belongs to the one before. It is another one where the LMS
  // has lost all that it was proven to hold, or has something that was begun after that.
  const isAnew = !!entry?.held && (!launch.state || state.born > entry.held);
  const kept = isAnew ? null : entry;
  let isMissing = false;
  if (kept) {
    const both = join(unpack(kept.state));
    isMissing = packed(both) !== packed(state);
    Object.assign(state, both);
  }
  if (!state.counter) {
    state.seed = Math.floor(host.random() * 2 ** 12);
    state.born = minutes(started);
  }
  mend(context);
  const screenOf = (slot: number) => context.screens.find((one) => one.slot === slot)?.id ?? '';
  const saver = createSaver({ tracker, host, journal, active, snapshot, published: () => context.ticked.clear() }, kept?.held || (launch.state ? Math.max(1, minutes(started)) : 0));
  // What the LMS was told beside a state that it has, it has as well.
  if (kept && isMissing) saver.report(kept.interactions, kept.objectives);
  const bookmark = screenOf(state.bookmark);
  let closed: boolean | undefined;
  const hearers = new Set<() => void>();

  /** Take in what another window saved. Whether that window lacks anything of this one. */
  function absorb(told?: Told): boolean {
    const text = (tracker.hear ?? journal.hear)(told);
    if (!text) return false;
    Object.assign(state, join(read(text)));
    mend(context);
    settle(context);
    saver.outdate();
    for (const hearer of [...hearers]) hearer();
    return packed(state) !== text;
  }

  function snapshot() {
    absorb();
    state.counter++;
    let text = packed(state);
    // The build has proven that it fits; should it not, answers go before texts.
    if (text.length > course.state.characters) text = pack(state, 0, 0);
    return {
      state: text,
      location: screenOf(state.bookmark),
      progress: progress(context),
      score: hasScore(context) ? courseScore(context) : null,
      status: status(context),
    };
  }

  const changed = (delay?: number) => {
    settle(context);
    saver.change(delay);
  };
  const listed = (id: string): Listed | undefined => context.questions.find((one) => one.id === id);
  /** Change a question's state and save, if there is something to change. */
  function touch(question: QuestionData, act: (one: Listed) => boolean, delay?: number): void {
    const one = listed(question.id);
    context.known.set(question.id, question);
    if (one && act(one)) changed(delay);
  }
  const seconds = () => (host.now() - started) / 1000;
  const isTyped = (question: QuestionData) => question.parts.some(({ interaction: { type } }) => type === 'text' || type === 'number');

  function tell(one: Listed, question: QuestionData, time: number, results: ReturnType<typeof objectives> = []) {
    const { parts } = questionState(context, one);
    if (!isReported(context, one)) return saver.report([], results);
    saver.report(interactions(context, one, question, restoreAll(question, parts), time, fixedScores(parts)), results);
  }

  function withAssessment<T>(id: string, act: (one: AssessmentData) => T): T {
    const one = assessment(context, id);
    if (!one) throw new Error(`no assessment ${id}`); // the builder's mistake, never the learner's
    return act(one);
  }

  /** An attempt as it stands. In review nothing that is begun could count. */
  const isReview = launch.mode === 'review';
  const offered = (one: AssessmentData): Attempt => ({ ...attempt(context, one), ...(isReview && { canRetry: false }) });

  function close(asked: boolean): boolean {
    if (closed !== undefined) return closed;
    absorb();
    tracker.ending?.(asked);
    const saved = saver.flush(seconds());
    saver.stop();
    const ended = tracker.close(); // also where nothing was to be saved
    return (closed = saved && ended);
  }

  saver.change(); // tells the LMS that the course was begun, and what the journal had kept

  const self: Engine = {
    mode: launch.mode,
    get kept() {
      return tracker.kept;
    },
    bookmark,
    learner: launch.learner,
    name: launch.name ?? '',

    load(questions) {
      for (const one of questions) context.known.set(one.id, one);
    },

    visit(screen) {
      const slot = screenSlot(context, screen);
      if (slot < 0 || (state.bookmark === slot && state.seen.has(slot))) return;
      state.bookmark = slot;
      state.seen.add(slot);
      changed(PAINTED);
    },
    seen: (screen) => state.seen.has(screenSlot(context, screen)),
    done: (id) =>
      isDone(context, context.places.get(id)) &&
      context.required.every((quiz) => quiz.screen !== id || isPassed(context, quiz)),
    counts: (module) => onRoute(context, byPages)({ module }),
    progress: () => progress(context),
    openGate(screen, index) {
      const slot = screenSlot(context, screen);
      if (slot < 0 || index < (state.gates.get(slot) ?? 0)) return;
      state.gates.set(slot, index + 1);
      changed();
    },
    gatesOpen: (screen) => state.gates.get(screenSlot(context, screen)) ?? 0,
    reachable: (screen) => reachable(context, screen),

    answer(id) {
      const one = listed(id);
      return one && answer(context, one);
    },
    draft(question, responses) {
      touch(question, (one) => draft(context, one, question, responses), isTyped(question) || !listed(question.id)?.assessment ? DRAFT : 0);
    },
    check(question: QuestionData, responses: Responses, time: number): Answer {
      touch(question, (one) => {
        if (!check(context, one, question, responses)) return false;
        const quiz = assessment(context, one.assessment);
        if (quiz && attemptState(context, quiz).phase === 'done') grade(context, quiz);
        tell(one, question, time);
        return true;
      });
      return self.answer(question.id) ?? { responses, score: null, tries: 0, hints: 0, final: false };
    },
    reset(id) {
      const one = listed(id);
      if (one && reset(context, one)) changed();
    },
    hint(question, count) {
      touch(question, (one) => hint(context, one, count));
    },
    shuffled(question, part, ids) {
      const one = listed(question.id);
      const interaction = question.parts[part]?.interaction;
      const options = interaction ? optionsOf(interaction) : [];
      const slot = (id: string) => options.find((option) => option.id === id)?.slot ?? 0;
      const mayShuffle = assessment(context, one?.assessment ?? '')?.shuffleOptions ?? true;
      const seed = seedOf(context, one);
      const group = (one?.slot ?? 0) * 64 + part;
      if (interaction?.type === 'order') return disorder(ids, slot, seed, group, options.map((option) => option.id));
      return interaction && 'shuffle' in interaction && interaction.shuffle && mayShuffle ? shuffle(ids, slot, seed, group) : ids;
    },

    attempt: (id): Attempt => withAssessment(id, offered),
    begin: (id): Attempt =>
      withAssessment(id, (one) => {
        if (!isReview && begin(context, one)) changed();
        return offered(one);
      }),
    extend: (id): Attempt =>
      withAssessment(id, (one) => {
        if (!isReview && extend(context, one)) changed();
        return offered(one);
      }),
    submit: (id, questions, times): Attempt =>
      withAssessment(id, (one) => {
        if (isReview || attemptState(context, one).phase !== 'running') return offered(one);
        for (const question of questions) context.known.set(question.id, question);
        const handedIn = asked(context, one);
        const open = handedIn.filter((question) => !questionState(context, question).final);
        for (const question of open) handIn(context, question);
        grade(context, one);
        const pairs = handedIn.flatMap((question): [Listed, QuestionData][] => {
          const data = context.known.get(question.id);
          return data ? [[question, data]] : [];
        });
        for (const [question, data] of pairs) if (open.includes(question)) tell(question, data, times[data.id] ?? 0);
        saver.report([], objectives(context, pairs, one.passMark));
        changed();
        return offered(one);
      }),

    score: () => courseScore(context),
    status: () => ({ completed: state.completed, passed: state.passed }),
    unanswered: () => openInPages(context).length,

    get saving() {
      return saver.state;
    },
    onSave: (listener) => saver.listen(listener),
    onHear(listener) {
      hearers.add(listener);
      return () => void hearers.delete(listener);
    },
    get setAside() {
      return journal.hasAside;
    },
    retry: () => void saver.flush(),
    exit: () => close(true),
    hide() {
      if (closed !== undefined) return;
      absorb();
      saver.flush(seconds());
    },
    leave: () => void close(false),
    hear(told) {
      if (active && closed === undefined && absorb(told)) saver.change();
    },
  };
  return self;
}
