// Questions: reading and keeping answers, checking them, and saying what was right and why. In pages it starts by itself;
// the quiz uses it through `core.question`.

import type { QuestionData } from '../contract';
import type { Control, Core, Question, QuestionOptions } from '../ui/core';
import type { Answer, Responses } from '../session';

const core: Core = window.courseBuilder;
const { $, $$, el, copy, focusOn } = core;

/** Scores are kept in small steps. */
const RIGHT = 0.998;

interface Part {
  element: HTMLElement;
  control: Control;
}

/** What is said afterwards stands in a `details` or, where nobody may read it before, in a template. */
function answersOf(form: HTMLElement): ParentNode {
  const answers = $('[data-answers]', form);
  if (answers instanceof HTMLTemplateElement) return answers.content;
  if (answers) answers.hidden = true;
  return answers ?? document.createDocumentFragment();
}

function makeQuestion(form: HTMLFormElement, data: QuestionData, options: QuestionOptions): Question {
  const { t, n } = core;
  const session = options.session ?? core.session;
  const { scored, graded: isGraded } = core.data.questions[data.id]!;
  const graded = isGraded && !options.session;
  const inPage = options.mode === 'page';
  const answers = answersOf(form);
  const outcome = $('[data-outcome]', form)!;
  const button = $('[data-check]', form)!;
  const again = $('[data-again]', form);
  const selfMark = $('[data-self-mark]', form);
  const listening = new AbortController();
  const { signal } = listening;
  let since = Date.now();
  let shown = false;
  /** That something is missing is told once. */
  let isTold = false;

  const parts: Part[] = data.parts.map((part) => {
    const element = $(`[data-part="${part.id}"]`, form)!;
    return { element, control: core.controls[part.interaction.type]!(element, part, changed) };
  });
  const scenario = data.endings.length ? core.scenario!(form, data, back) : undefined;
  const mayGiveUp = inPage && scored && !graded && !data.tries && !scenario && !selfMark;
  const giveUp = mayGiveUp ? el('button', { hidden: true, 'data-show-answer': true, onclick: showAnswer }, t('answer.show')) : null;
  if (giveUp) button.after(' ', giveUp);

  const read = (checking?: boolean): Responses => scenario?.read() ?? parts.map(({ control }) => control.read(checking));

  function write(responses: Responses): void {
    parts.forEach(({ control }, index) => control.write(responses[index] ?? null));
    scenario?.write(responses);
  }

  function shuffle(): void {
    parts.forEach(({ control }, index) => {
      if (control.ids.length) control.arrange(session.shuffled(data, index, control.ids));
    });
  }

  function lock(locked: boolean): void {
    form.toggleAttribute('data-locked', locked);
    for (const old of $$('[data-given]', form)) old.remove();
    for (const { element } of parts) {
      for (const field of $$<HTMLInputElement>('input, select, textarea, button', element)) {
        // A text that cannot be changed can still be read and copied.
        if (field.matches('textarea, [type=text]')) field.readOnly = locked;
        else field.disabled = locked;
      }
      // A menu cuts long choices off: what was chosen is written out in its place.
      if (locked) for (const menu of $$<HTMLSelectElement>('select', element)) {
        menu.before(el('span', { 'data-given': true }, menu.value ? menu.selectedOptions[0]!.text : '–'));
      }
    }
  }

  /** Take away what was said about the last answer. */
  function clear(): void {
    shown = false;
    outcome.replaceChildren();
    for (const old of $$('[data-option-feedback], [data-mark-text]', form)) old.remove();
    for (const marked of $$('[data-mark]', form)) delete marked.dataset.mark;
  }

  function verdict(kind: string, text: string): void {
    outcome.replaceChildren(el('p', { 'data-verdict': kind }, text));
  }

  /** How right it was, hints aside. What was scored already stands, for of long texts only the beginning may be kept. */
  function raw(responses: Responses): number | null {
    const answer = session.answer(data.id);
    if (!answer?.score || !answer.final) return core.scoreQuestion(data, responses);
    return answer.score + data.hints.slice(0, answer.hints).reduce((sum, cost) => sum + cost, 0);
  }

  /** Say how the answer was: about each option, then about the whole; with `reveal` also what is right and why. */
  function tell(responses: Responses, left: number | null, reveal: boolean): void {
    clear();
    shown = true;
    const score = raw(responses);
    const kind = score === null ? 'saved' : score > RIGHT ? 'correct' : score > 0 ? 'partial' : 'incorrect';
    if (scenario) verdict(kind, t('scenario.score', { score: core.percent((score ?? 0) * 100) }));
    else verdict(kind, t(responses.some(Boolean) ? `question.${kind}` : 'question.unanswered'));
    if (left && kind !== 'correct') outcome.append(el('p', {}, n('question.tries-left', left)));
    parts.forEach(({ element, control }, index) => {
      const part = data.parts[index]!;
      const response = responses[index] ?? null;
      if (part.scored && !scenario) control.mark(response, reveal, kind === 'correct');
      if (response && 'chosen' in response && !scenario) {
        for (const id of response.chosen) {
          const said = copy($(`[data-feedback-for="${part.id}/${id}"]`, answers));
          if (!said.hasChildNodes()) continue;
          const label = response.type === 'choice' && $(`label[data-option="${id}"]`, element);
          const feedback = el('div', { 'data-option-feedback': true }, said);
          if (label) label.after(feedback);
          else outcome.append(feedback);
        }
      }
    });
    outcome.append(copy($(`[data-feedback="${kind}"]`, answers)));
    if (!reveal) return;
    if (kind !== 'correct') outcome.append(copy($('[data-key]', answers)));
    outcome.append(copy($('[data-explanation]', answers)));
  }

  const isUnmarked = (answer: Answer | undefined) =>
    !!selfMark && scored && !!answer?.final && answer.score === null && answer.responses.some(Boolean);

  /** Show an answer that was checked, and offer what can be done next. */
  function settle(answer: Answer, moved: boolean): void {
    if (isUnmarked(answer)) {
      compare();
      if (moved) focusOn(outcome);
      return;
    }
    const right = raw(answer.responses) ?? 0;
    scenario?.settle();
    const left = data.tries ? Math.max(0, data.tries - answer.tries) : null;
    const done = scored && (!inPage || !!scenario || !!selfMark || right > RIGHT || left === 0);
    tell(answer.responses, inPage ? left : null, done || !scored);
    lock(done);
    button.hidden = done;
    if (again) again.hidden = !done || !inPage || graded || left === 0;
    if (giveUp) giveUp.hidden = done;
    if (moved && done) focusOn(outcome);
  }

  function submit(): void {
    if (form.hasAttribute('data-locked')) return;
    if (scenario && !scenario.ended()) {
      if (!scenario.decide()) return verdict('empty', t('question.choose-first'));
      outcome.replaceChildren();
      offer();
      keep();
      options.changed?.();
      // Where the learner may go back, the ending is theirs to keep.
      if (!scenario.ended() || scenario.mayGoBack() || options.mode === 'draft') return;
    } else if (button.hidden) return options.entered?.();
    const responses = read(true);
    const { done, all } = tally(responses);
    const problem = tellProblem();
    if (problem) problem.focus();
    else if (!done) verdict('empty', t($('[data-part] :is(textarea, [type=text])', form) ? 'question.write-first' : 'question.choose-first'));
    else if (done < all && !scenario && !isTold) {
      isTold = true;
      verdict('empty', t('question.half', { done, all }));
    } else check(responses);
  }

  /** How much is answered, of how much: of a matching each pair counts. */
  function tally(responses: Responses): { done: number; all: number } {
    let done = 0;
    let all = 0;
    data.parts.forEach(({ interaction }, index) => {
      const response = responses[index];
      all += interaction.type === 'match' ? interaction.sources.length : 1;
      if (response) done += response.type === 'match' ? Object.keys(response.pairs).length : 1;
    });
    return { done, all };
  }

  const problematic = () => parts.find(({ control }) => control.problem?.());

  /** Say what cannot be checked, such as a word where a number belongs; returns the field. */
  function tellProblem(): HTMLElement | null | undefined {
    const part = problematic();
    if (part) verdict('empty', part.control.problem!());
    return part && $('input', part.element);
  }

  function check(responses: Responses): void {
    const answer = session.check(data, responses, options.seconds?.() ?? (Date.now() - since) / 1000);
    since = Date.now();
    settle(answer, true);
    options.changed?.();
    core.refresh();
  }

  /** A text that learners mark themselves: show the model answer, and ask for the mark. */
  function compare(): void {
    clear();
    verdict('saved', t('question.compare-text'));
    outcome.append(copy($('[data-key]', answers)));
    lock(true);
    for (const input of $$<HTMLInputElement>('input', selfMark!)) input.disabled = false;
    selfMark!.hidden = false;
    button.hidden = true;
  }

  /** Keep what stands there as a draft. */
  function keep(): void {
    session.draft(data, read());
  }

  function changed(): void {
    if (form.hasAttribute('data-locked')) return;
    if (shown || $('[data-verdict=empty]', outcome)) clear();
    // What was checked would stay as it was: in practice, what is typed now is what the learner wants to find again.
    if (inPage && !graded && session.answer(data.id)?.final) session.reset(data.id);
    keep();
    options.changed?.();
  }

  function showAnswer(): void {
    tell(read(), null, true);
    lock(true);
    button.hidden = true;
    giveUp!.hidden = true;
    if (again) again.hidden = false;
    focusOn(outcome);
  }

  function startAgain(): void {
    session.reset(data.id);
    isTold = false;
    begin();
    since = Date.now();
    core.refresh();
    $('input, select, textarea, button', parts[0]!.element)?.focus();
  }

  /** In a scenario: the last choice was taken back. */
  function back(): void {
    offer();
    keep();
    options.changed?.();
  }

  function offer(): void {
    // In a quiz that is handed in as a whole there is nothing to check, but steps to decide.
    button.hidden = options.mode === 'draft' && (!scenario || scenario.ended());
    if (scenario) button.textContent = t(scenario.ended() ? 'scenario.finish' : 'scenario.choose');
    else if (selfMark) button.textContent = t('question.compare');
    else if (!scored) button.textContent = t('question.save');
  }

  function begin(): void {
    const answer = session.answer(data.id);
    clear();
    lock(false);
    shuffle();
    if (selfMark) selfMark.hidden = true;
    if (again) again.hidden = true;
    if (giveUp) giveUp.hidden = true;
    write(answer?.responses ?? []);
    offer();
    if (options.mode !== 'draft' && answer?.final && answer.responses.some(Boolean)) settle(answer, false);
  }

  form.addEventListener('submit', (event) => (event.preventDefault(), submit()), { signal });
  form.addEventListener('input', (event) => {
    // The session waits for a pause in typing before it saves.
    if ((event.target as Element).matches('textarea, [type=text]')) changed();
  }, { signal });
  form.addEventListener('change', (event) => {
    if (selfMark?.contains(event.target as Node)) check(read());
    else if (!scenario) {
      changed();
      // Nothing is checked before the quiz is handed in.
      if (options.mode === 'draft') tellProblem();
    }
  }, { signal });
  again?.addEventListener('click', startAgain, { signal });
  // On a slow connection fields can be filled in before the player is there.
  const early = inPage && !options.session && !scenario && !session.answer(data.id) ? read() : [];
  begin();
  if (early.some(Boolean)) {
    write(early);
    keep();
  }

  return {
    data,
    form,
    complete() {
      if (scenario) return scenario.ended();
      const { done, all } = tally(read());
      return done === all && !problematic();
    },
    review(answer, reveal) {
      shuffle();
      write(answer?.responses ?? []);
      if (reveal) tell(answer?.responses ?? [], null, true);
      else clear();
      lock(true);
      button.hidden = true;
      if (isUnmarked(answer)) compare();
    },
    stop() {
      listening.abort();
      giveUp?.remove();
    },
  };
}

core.question = makeQuestion;

/** Marks a part or option as right, wrong, or right but missed: for the style sheet, and in words. */
core.mark = (element, kind) => {
  element.dataset.mark = kind;
  element.append(core.unseen(` (${core.t(`mark.${kind}`)})`, { 'data-mark-text': true }));
};

core.behaviour('question', (root, page) => {
  const questions: Question[] = [];
  for (const form of $$<HTMLFormElement>('form[data-question]', root)) {
    const data = page.questions.find((one) => one.id === form.dataset.question);
    if (data && !core.data.questions[data.id]!.assessment) questions.push(makeQuestion(form, data, { mode: 'page' }));
  }
  return () => questions.forEach((question) => question.stop());
});
