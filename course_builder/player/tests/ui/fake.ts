// A session in memory and pages in miniature, enough to see what the pages ask of the engine.

import type { AssessmentData, CourseData, InteractionData, OptionData, QuestionData, Response } from '../../src/contract';
import { score } from '../../src/engine/scoring';
import type { Answer, Attempt, Responses, SaveState, Session } from '../../src/session';
import english from '../../words.en.json';

export const option = (id: string, correct = false, leadsTo = ''): OptionData & { correct: boolean; leadsTo: string } =>
  ({ id, slot: 0, name: id, label: id.toUpperCase(), correct, leadsTo });

export const part = (interaction: InteractionData, id = 'p', scored = true) => ({ id, scored, interaction });

export const choice = (right: string[], ids = ['a', 'b', 'c']): InteractionData => ({
  type: 'choice', options: ids.map((id) => option(id, right.includes(id))), multiple: right.length > 1,
  scoring: 'all', shuffle: true, presentation: 'list', trueFalse: false,
});

export const question = (id: string, ...parts: ReturnType<typeof part>[]): QuestionData =>
  ({ id, title: `Title of ${id}`, tries: 0, objectives: [], parts, endings: [], hints: [] });

export const assessment = (own: Partial<AssessmentData> = {}): AssessmentData => ({
  id: 'quiz', slot: 0, screen: 'quiz/one', title: 'The quiz', passMark: 80, attempts: 0, shuffleQuestions: false, shuffleOptions: true,
  pools: {}, timeLimit: 0, feedback: 'after', review: true, retry: 'all', required: true, weight: 1, display: 'one', scoreFeedback: [], ...own,
});

const screen = (id: string, kind: CourseData['screens'][number]['kind'], slot: number) => ({ id, href: `${id.replace('/', '-')}.html`, title: id, kind, slot, module: '' });

export function course(questions: QuestionData[], own: Partial<CourseData> = {}): CourseData {
  return {
    id: 'course', title: 'Course', language: 'en', tracker: 'local',
    screens: [screen('home', 'home', -1), screen('one', 'page', 0), screen('two', 'page', 1), screen('quiz/one', 'assessment', 2), screen('results', 'results', -1)],
    assessments: [], completion: { when: 'pages', percentage: 100 }, status: 'completed', navigation: 'free',
    questions: Object.fromEntries(questions.map(({ id, parts }, slot) => [id, {
      slot, screen: 'one', assessment: own.assessments?.[0]?.id ?? '', pool: '', points: 1, graded: !!own.assessments, scored: parts.some((one) => one.scored),
    }])),
    state: { characters: 4096, textBytes: 100 }, words: english, search: '', single: false, ...own,
  };
}

/** A session that keeps everything in memory and writes down what was called. */
export function fakeSession(data: CourseData, questions: QuestionData[], own: Partial<Session> = {}) {
  const answers = new Map<string, Answer>();
  const calls: unknown[][] = [];
  const seen = new Set<string>();
  const gates = new Map<string, number>();
  const listeners = new Set<(state: SaveState) => void>();
  const attempt: Attempt = { number: 0, phase: 'new', questions: [], score: 0, best: null, passed: false, deadline: null, extensionsLeft: 0, counted: [], attemptsLeft: null, canRetry: true };
  const put = (id: string, change: Partial<Answer>): Answer => {
    const answer = { responses: [], score: null, tries: 0, hints: 0, final: false, ...answers.get(id), ...change };
    answers.set(id, answer);
    return answer;
  };
  const find = (id: string) => questions.find((one) => one.id === id)!;
  const session = {
    load: () => {},
    mode: 'normal', kept: 'browser', bookmark: '', learner: '', name: '', saving: 'saved' as SaveState, setAside: false,
    visit: (id: string) => (calls.push(['visit', id]), seen.add(id)),
    seen: (id: string) => seen.has(id),
    done: (id: string) => seen.has(id),
    counts: () => true,
    progress: () => seen.size / 3,
    openGate: (id: string, index: number) => gates.set(id, index + 1),
    gatesOpen: (id: string) => gates.get(id) ?? 0,
    reachable: () => true,
    answer: (id: string) => answers.get(id),
    draft: ({ id }: QuestionData, responses: Responses) => (calls.push(['draft', id, responses]), put(id, { responses })),
    check(one: QuestionData, responses: Responses) {
      calls.push(['check', one.id, responses]);
      const { hints, tries } = put(one.id, {});
      return put(one.id, { responses, score: score(one, responses, hints), tries: tries + 1, final: true });
    },
    reset: (id: string) => (calls.push(['reset', id]), put(id, { responses: [], score: null, final: false })),
    hint: ({ id }: QuestionData, count: number) => put(id, { hints: count }),
    shuffled: (_: QuestionData, __: number, ids: string[]) => [...ids].reverse(),
    attempt: () => ({ ...attempt }),
    begin() {
      calls.push(['begin']);
      answers.clear();
      const { timeLimit: limit, extraTimes = 0 } = data.assessments[0]!;
      return Object.assign(attempt, {
        number: attempt.number + 1, phase: 'running', questions: questions.map((one) => one.id).reverse(), deadline: limit ? Date.now() + limit * 1000 : null,
        extensionsLeft: extraTimes, counted: questions.filter((one) => data.questions[one.id]!.scored).map((one) => one.id),
      });
    },
    extend() {
      calls.push(['extend']);
      return Object.assign(attempt, { deadline: attempt.deadline! + data.assessments[0]!.extraTime! * 1000, extensionsLeft: attempt.extensionsLeft - 1 });
    },
    submit(_: string, drawn: QuestionData[], seconds: Record<string, number>) {
      calls.push(['submit', drawn.map((one) => one.id), seconds]);
      const scores = drawn.map((one) => put(one.id, { score: score(one, answers.get(one.id)?.responses ?? [], 0), final: true }).score ?? 0);
      const total = (scores.reduce((sum, one) => sum + one, 0) / scores.length) * 100;
      return Object.assign(attempt, { phase: 'done', score: total, best: Math.max(total, attempt.best ?? 0), passed: total >= 80 });
    },
    score: () => attempt.best,
    status: () => ({ completed: false, passed: null }),
    unanswered: () => 0,
    onHear: () => () => {},
    onSave: (listener: (state: SaveState) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    retry: () => calls.push(['retry']),
    exit: () => (calls.push(['exit']), true),
    ...own,
  };
  const save = (state: SaveState) => {
    session.saving = state;
    listeners.forEach((listener) => listener(state));
  };
  return { session: session as unknown as Session, calls, attempt, save, answers, find };
}

/** The HTML of a question, as docs/player.md has it. */
export function form(data: QuestionData, extra = ''): string {
  const parts = data.parts.map((one) => {
    const name = `${data.id}/${one.id}`;
    const inner = ((): string => {
      const i = one.interaction;
      switch (i.type) {
        case 'choice':
          if (i.presentation === 'menu') return `<select name="${name}"><option value=""></option>${i.options.map((o) => `<option value="${o.id}">${o.label}</option>`).join('')}</select>`;
          return `<fieldset>${i.options.map((o) => `<label data-option="${o.id}"><input type="${i.multiple ? 'checkbox' : 'radio'}" name="${name}" value="${o.id}">${o.label}</label>`).join('')}</fieldset>`;
        case 'text':
          return (i.long ? `<textarea name="${name}"></textarea>` : `<input type="text" name="${name}">`)
            + (i.selfMarked ? `<fieldset data-self-mark hidden>${['1', '0.5', '0'].map((m) => `<label><input type="radio" name="${name}/mark" value="${m}">${m}</label>`).join('')}</fieldset>` : '');
        case 'number':
          return `<input type="text" inputmode="decimal" name="${name}">`;
        case 'match':
          return i.sources.map((s) => `<div data-source="${s.id}"><select name="${name}/${s.id}"><option value=""></option>${i.targets.map((o) => `<option value="${o.id}">${o.label}</option>`).join('')}</select></div>`).join('');
        case 'order':
          return `<ol data-order>${i.items.map((o) => `<li data-item="${o.id}">${o.label}</li>`).join('')}</ol>`;
        case 'region':
          return `<div data-region>${i.areas.map((o) => `<label data-option="${o.id}"><input type="radio" name="${name}" value="${o.id}">${o.label}</label>`).join('')}</div>`;
      }
    })();
    const div = `<div data-part="${one.id}" data-interaction="${one.interaction.type}">${inner}</div>`;
    return data.endings.length ? `<section data-step="${one.id}">${div}</section>` : div;
  });
  const endings = data.endings.map((one) => `<section data-ending="${one.id}">End ${one.id}</section>`);
  return `<form data-question="${data.id}" novalidate>${parts.join('')}${endings.join('')}${extra}
    <p data-actions><button type="submit" data-check hidden>Check</button> <button type="button" data-again hidden>Again</button></p>
    <div data-outcome role="status" tabindex="-1"></div>
    <details data-answers><div data-feedback-for="p/a">About A</div><div data-feedback-for="p/b">About B</div><div data-feedback="correct">Well done</div>
    <div data-explanation>Because</div><div data-key>The key</div></details></form>`;
}

export const text = (response: Response | null | undefined) => (response && 'text' in response ? response.text : undefined);
