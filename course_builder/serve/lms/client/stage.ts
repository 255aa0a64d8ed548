// Where the course runs: a frame, a frame within frames, or a window of its own. It can be closed in order, as learners do, or at
// once, as if the power had gone.

import { el } from '../../../player/src/ui/dom';

export type Embedding = 'frame' | 'nested' | 'popup';

export interface Stage {
  /** The course's own window, if there is one. */
  course(): Window | null;
  /** Close it; resolves when it is gone. */
  close(): Promise<void>;
}

const POLL = 100;

function frame(title: string, source: { src: string } | { srcdoc: string }): HTMLIFrameElement {
  return el('iframe', { title, allow: 'fullscreen; autoplay', ...source }) as HTMLIFrameElement;
}

/** @param closed called when somebody else closes the window. */
export function openStage(place: HTMLElement, how: Embedding, address: string, closed: () => void): Stage | undefined {
  if (how === 'popup') return openWindow(place, address, closed);
  const { href } = new URL(address, location.href);
  let element = frame('Course', { src: href });
  if (how === 'nested') {
    element = frame('Frame around the course', { srcdoc: '<!doctype html><html lang="en"><title>Frame around the course</title></html>' });
    element.onload = () => {
      element.onload = null;
      const inner = frame('Course', { src: href });
      // By script, for the page's policy lets no style stand in the text.
      Object.assign(inner.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', border: '0' });
      element.contentDocument?.body.append(inner);
    };
  }
  place.replaceChildren(element);
  return {
    course: () => (how === 'nested' ? (element.contentWindow?.[0] ?? null) : element.contentWindow),
    close() {
      element.remove();
      return Promise.resolve();
    },
  };
}

function openWindow(place: HTMLElement, address: string, closed: () => void): Stage | undefined {
  const opened = window.open(address, '_blank', 'popup,width=1100,height=800');
  if (!opened) return undefined;
  place.replaceChildren(el('p', {}, 'The course runs in a window of its own.'));
  const poll = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(poll);
    closed();
  }, POLL);
  return {
    course: () => opened,
    close() {
      clearInterval(poll);
      opened.close();
      return new Promise((resolve) => {
        const wait = setInterval(() => {
          if (!opened.closed) return;
          clearInterval(wait);
          resolve();
        }, POLL / 2);
      });
    },
  };
}

/** Let a course hear nothing of its end, as when the power goes: it can then neither save nor write to its journal. */
export function silence(course: Window): void {
  const stop = (event: Event) => event.stopImmediatePropagation();
  for (const type of ['pagehide', 'visibilitychange', 'beforeunload', 'unload']) course.addEventListener(type, stop, true);
}
