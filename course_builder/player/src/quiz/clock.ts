// The time of an attempt: seen all the while, told before it is over, and extended where the author allows it.

import type { AssessmentData } from '../contract';
import type { Core } from '../ui/core';

/** Seconds before the end at which the learner is told. Twenty seconds are enough to ask for more (WCAG 2.2.1). */
const WARNINGS = [600, 300, 60, 20];

export interface Clock {
  element: HTMLElement;
  start(): void;
  stop(): void;
}

/** @param over called once when the time is up. */
export function makeClock(core: Core, { id, timeLimit, extraTime = 0 }: AssessmentData, over: () => void): Clock {
  const { $, el, session, t, n } = core;
  const told = new Set<number>();
  let ticking = 0;
  const time = el('span', { 'data-time-left': true, role: 'timer' });
  const more = el('button', { 'data-more-time': true, onclick: extend }, n('quiz.more-time', extraTime / 60));
  const element = el('div', { 'data-quiz-clock': true, hidden: true }, time, more);

  function extend(): void {
    session.extend(id);
    told.clear();
    tick();
    core.say(n('quiz.time-added', extraTime / 60));
    if (more.hidden) core.focusOn(time);
  }

  /** Say how much is left once it is no more than one of the warnings; a short quiz does not begin with one. */
  function warn(left: number): void {
    const warning = WARNINGS.filter((limit) => left <= limit).pop();
    if (!warning || told.has(warning)) return;
    told.add(warning);
    if (warning >= timeLimit) return;
    const said = left < 60 ? n('quiz.seconds-left', left) : n('quiz.minutes-left', Math.ceil(left / 60));
    core.say(more.hidden ? said : `${said}. ${t('quiz.may-extend')}`);
  }

  function tick(): void {
    const { deadline, phase, extensionsLeft } = session.attempt(id);
    element.hidden = deadline === null || phase !== 'running';
    if (deadline === null || element.hidden) return stop();
    // The deadline is kept in whole seconds, rounded up: the clock still begins at the limit.
    const left = Math.max(0, Math.floor((deadline - Date.now()) / 1000));
    time.textContent = t('quiz.clock', { time: `${core.number(Math.floor(left / 60), 2)}:${core.number(left % 60, 2)}` });
    element.dataset.low = left > 300 ? '' : left > 60 ? 'soon' : 'last';
    more.hidden = !extensionsLeft;
    if (left) return warn(left);
    stop();
    $<HTMLDialogElement>('dialog[data-dialog]')?.close('');
    over();
    core.notice(t('quiz.time-up'));
  }

  function stop(): void {
    clearInterval(ticking);
  }

  return {
    element,
    start() {
      stop();
      told.clear();
      ticking = window.setInterval(tick, 1000);
      tick();
    },
    stop,
  };
}
