// Sound and video: chapters as buttons that jump, and the one that is played is marked. The browser does everything else.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

function setUp(box: HTMLElement): () => void {
  const media = $<HTMLMediaElement>('video, audio', box);
  if (!media) return () => {};
  const chapters = $$('[data-chapter]', box);
  const starts = chapters.map((chapter) => Number(chapter.dataset.chapter));

  const texts = chapters.map((chapter) => [...chapter.childNodes]);
  const buttons = chapters.map((chapter, index) => {
    const jump = () => {
      media.currentTime = starts[index]!;
      // Where it cannot be played the browser itself says so.
      media.play().catch(() => {});
    };
    const button = el('button', { onclick: jump }, ...texts[index]! as Node[]);
    chapter.replaceChildren(button);
    return button;
  });
  const mark = () => {
    // A player may stand a hair before the time that it was sent to.
    const now = starts.filter((start) => start <= media.currentTime + 0.05).length - 1;
    buttons.forEach((button, index) => {
      if (index === now) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    });
  };
  if (buttons.length) for (const type of ['timeupdate', 'seeking']) media.addEventListener(type, mark);

  return () => {
    media.pause();
    for (const type of ['timeupdate', 'seeking']) media.removeEventListener(type, mark);
    chapters.forEach((chapter, index) => chapter.replaceChildren(...texts[index]!));
  };
}

core.behaviour('media', (root) => {
  const undo = $$('[data-recording]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
