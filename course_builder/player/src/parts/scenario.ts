// Scenarios: one step after the other, each choice with its consequence, to an ending.

import type { ChoiceData } from '../contract';
import type { Responses } from '../session';

const core = window.courseBuilder;
const { $, $$, el } = core;

core.scenario = (form, data, back) => {
  const template = $<HTMLTemplateElement>('template[data-answers]', form);
  const answers: ParentNode = template?.content ?? form;
  const steps = data.parts.map((part) => $(`[data-step="${part.id}"]`, form)!);
  let responses: Responses = [];
  let path: number[] = [];
  let ending: string | undefined;

  const controls = data.parts.map((part, index) => ({
    part,
    inputs: () => $$<HTMLInputElement>('input', steps[index]),
  }));

  function optionOf(index: number) {
    const response = responses[index];
    const id = response?.type === 'choice' ? response.chosen[0] : undefined;
    return (data.parts[index]!.interaction as ChoiceData).options.find((option) => option.id === id);
  }

  /** Show the way so far: decided steps locked, what each choice led to, and the step or ending reached. */
  function paint(): void {
    for (const old of $$('[data-consequence], [data-back-to-choice]', form)) old.remove();
    for (const section of $$('[data-step], [data-ending]', form)) section.hidden = true;
    path = [];
    ending = undefined;
    let at = 0;
    let place: HTMLElement = steps[0]!;
    for (;;) {
      path.push(at);
      place = steps[at]!;
      place.hidden = false;
      // The way may go back in the order of the page: the sections follow the way.
      $$('[data-step], [data-ending]', place.parentElement!).pop()!.after(place);
      const option = optionOf(at);
      for (const input of controls[at]!.inputs()) input.disabled = !!option;
      if (!option) return;
      const said = core.copy($(`[data-feedback-for="${data.parts[at]!.id}/${option.id}"]`, answers));
      if (said.hasChildNodes()) place.append(el('div', { 'data-consequence': true }, said));
      const next = data.parts.findIndex((part) => part.id === option.leadsTo);
      if (next < 0) {
        ending = option.leadsTo;
        break;
      }
      // Back at a step that was decided before: it is to be decided anew, and so is what came after.
      if (path.includes(next)) {
        for (const index of path.slice(path.indexOf(next))) responses[index] = null;
        return paint();
      }
      at = next;
    }
    const end = $(`[data-ending="${ending}"]`, form)!;
    end.hidden = false;
    $$('[data-step], [data-ending]', end.parentElement!).pop()!.after(end);
    if (data.endings.find((one) => one.id === ending)?.retry) {
      end.append(el('button', { 'data-back-to-choice': true, onclick: goBack }, core.t('scenario.back')));
    }
  }

  function goBack(): void {
    responses[path[path.length - 1]!] = null;
    paint();
    back();
    focusHere();
  }

  /** The focus goes to what the choice led to; what comes next stands below it. */
  function focusHere(): void {
    const last = ending ? $(`[data-ending="${ending}"]`, form) : steps[path[path.length - 1]!]!;
    const consequence = $$('[data-consequence]', form).pop();
    core.focusOn(consequence ?? last);
  }

  return {
    read: () => data.parts.map((_, index) => responses[index] ?? null),
    write(given) {
      responses = [...given];
      paint();
    },
    ended: () => ending !== undefined,
    decide() {
      const at = path[path.length - 1]!;
      const chosen = controls[at]!.inputs().find((input) => input.checked)?.value;
      if (!chosen) return false;
      responses[at] = { type: 'choice', chosen: [chosen] };
      paint();
      focusHere();
      return true;
    },
    mayGoBack: () => !!$('[data-back-to-choice]', form),
    settle: () => $('[data-back-to-choice]', form)?.remove(),
  };
};
