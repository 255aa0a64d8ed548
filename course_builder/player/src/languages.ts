// What the switch between languages does, however a page of another language comes.

import { $, $$ } from './ui/dom';

export const box = $<HTMLDetailsElement>('[data-languages]');
export const links = () => $$<HTMLAnchorElement>('a[hreflang]', box!);

/** The link to the first of some languages that the course has, as it is or in another region. */
export function match(tags: readonly string[]): HTMLAnchorElement | undefined {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const tag of tags) {
    const found = links().find((one) => one.hreflang.toLowerCase() === tag.toLowerCase()) ?? links().find((one) => primary(one.hreflang) === primary(tag));
    if (found) return found;
  }
  return undefined;
}

const beginButton = () => $('[data-begin]');

/** A quiz is being answered. */
export function isAnswering(): boolean {
  const { screen, session, data } = window.courseBuilder;
  const quiz = data.assessments.find((one) => one.screen === screen?.id);
  return !!quiz && session.attempt(quiz.id).phase === 'running' && !beginButton()?.checkVisibility();
}

/** Go on with the quiz that was being answered, after all behaviours, that of the quiz too. */
export const goOn = (): void => queueMicrotask(() => beginButton()?.click());

/** Open and close the switch. `chosen` is told of the language that the learner takes. */
export function listen(box: HTMLDetailsElement, chosen: (link: HTMLAnchorElement, event: MouseEvent) => void): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('[data-languages] a[hreflang]');
    if (link) chosen(link, event);
    else if (!box.contains(target)) box.open = false;
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !box.open) return;
    box.open = false;
    $('summary', box)!.focus();
  });
}
