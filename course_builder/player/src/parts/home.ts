// The start of the course: where one stands in each module, and the button that leads to where one was.

import type { ScreenData } from '../contract';
import { hasCompleted } from '../passing';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $$ } = core;

core.behaviour('home', (root) => {
  if (core.screen.kind !== 'home') return;
  const { data, session, t, percent } = core;
  const of = (module: string) => data.screens.filter((one) => one.module === module);
  const quizAt = ({ id }: ScreenData) => data.assessments.find((one) => one.screen === id);
  const isDone = ({ id }: ScreenData) => session.done(id);

  /** How far a learner is in some screens, and what to call it. */
  function standing(screens: ScreenData[]): [state: string, words: string] {
    const pages = screens.filter(({ kind }) => kind === 'page');
    const done = pages.filter(isDone).length;
    const best = screens.map(quizAt).map((one) => one && session.attempt(one.id)).find((one) => one && one.best !== null);
    if (screens.length && screens.every(isDone)) return ['done', t(best ? 'home.passed' : 'home.done')];
    const words = [
      done > 0 && t('home.pages', { seen: done, count: pages.length }),
      best && (best.passed ? t('home.quiz-passed') : t('home.quiz', { score: percent(best.best!) })),
    ].filter(Boolean);
    if (words.length) return ['begun', words.join(' · ')];
    if (screens[0] && !session.reachable(screens[0].id)) return ['locked', t('home.locked')];
    return session.progress() > 0 ? ['new', t('home.new')] : ['', ''];
  }

  function show(place: HTMLElement, [state, words]: [string, string]): void {
    place.dataset.state = state;
    place.textContent = words;
  }

  function paint(): void {
    for (const place of $$('[data-module-state]', root)) show(place, standing(of(place.dataset.moduleState!)));
    for (const place of $$('[data-screen-state]', root)) {
      const screen = data.screens.find(({ id, slot }) => id === place.dataset.screenState && slot >= 0);
      if (screen) show(place, standing([screen]));
    }
    for (const place of $$('[data-part-state]', root)) {
      const id = place.dataset.partState!;
      if (hasCompleted(core, id)) show(place, ['done', t('home.done')]);
    }
    const { last } = core;
    for (const link of last ? $$<HTMLAnchorElement>('a[data-resume]', root) : []) {
      link.href = last!.href;
      link.dataset.screenLink = last!.id;
      link.textContent = t(last!.left ? 'home.continue-left' : 'home.continue', { title: last!.title, minutes: last!.left ?? 0 });
    }
  }

  paint();
  return session.onHear(paint);
});
