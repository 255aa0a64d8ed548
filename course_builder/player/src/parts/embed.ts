// Something of another host, fetched when the learner asks for it and not before.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

function setUp(box: HTMLElement): () => void {
  const { t } = core;
  const { embed, host, ratio, title } = box.dataset as Record<'embed' | 'host' | 'ratio' | 'title', string>;
  const place = $('[data-embed-frame]', box)!;
  // A page of the course's own host would be free of its box, if it were allowed to be of that host in it.
  const rights = ['allow-scripts', 'allow-forms', 'allow-popups', 'allow-presentation', ...(host === location.host ? [] : ['allow-same-origin'])];

  const close = () => {
    place.replaceChildren();
    place.hidden = true;
    button.textContent = t('embed.load', { host });
  };
  const button = el('button', {
    onclick: () => {
      if (!place.hidden) return close();
      const frame = el('iframe', {
        src: embed, title, sandbox: rights.join(' '), referrerpolicy: 'no-referrer', allow: 'fullscreen', style: `aspect-ratio:${ratio}`,
      });
      place.append(frame);
      place.hidden = false;
      button.textContent = t('embed.close');
      core.say(t('embed.loading', { host }));
    },
  });
  $('[data-embed-bar]', box)!.prepend(button);
  close();
  return () => {
    close();
    button.remove();
  };
}

core.behaviour('embed', (root) => {
  const undo = $$('[data-embed]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
