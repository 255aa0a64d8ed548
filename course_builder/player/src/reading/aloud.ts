// A page read aloud by a voice of this device, sentence by sentence; the one that is read is marked. Voices that would send
// the text elsewhere are not used.

import type { Core } from '../ui/core';

interface Sentence {
  range: Range;
  block: HTMLElement;
}

export interface Aloud {
  /** There is a voice of this device for the course's language. */
  readonly can: boolean;
  readonly isReading: boolean;
  /** Read on where it was left, at first from what is in sight. */
  read(): void;
  pause(): void;
  /** Forget the page. */
  reset(): void;
}

const BLOCK = 'p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, figcaption, caption, summary, label, legend, pre, blockquote, div, section, main';
const SILENT = 'script, style, template, select, textarea, button, nav, svg, math, [aria-hidden=true], [data-visually-hidden]';
const MARK = 'reading-aloud';

/** The sentences of a page in their order. Text of one block that markup interrupts is one text. */
function sentencesOf(root: HTMLElement, language: string): Sentence[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const groups: { block: HTMLElement; nodes: Text[] }[] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const parent = node.parentElement!;
    const block = parent.closest<HTMLElement>(BLOCK);
    if (!block || parent.closest(SILENT) || !block.getClientRects().length) continue;
    const last = groups[groups.length - 1];
    if (last?.block === block) last.nodes.push(node);
    else groups.push({ block, nodes: [node] });
  }
  return groups.flatMap(({ block, nodes }) => {
    const text = nodes.map((node) => node.data).join('');
    return cut(text, language).map(([from, to]) => {
      const range = document.createRange();
      range.setStart(...place(nodes, from));
      range.setEnd(...place(nodes, to));
      return { range, block };
    });
  });
}

/** Where the sentences of a text begin and end, white space aside. */
function cut(text: string, language: string): [number, number][] {
  // Browsers without it read block by block.
  const parts = 'Segmenter' in Intl ? [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)] : [{ segment: text, index: 0 }];
  return parts
    .map(({ segment, index }): [number, number] => [index + segment.length - segment.trimStart().length, index + segment.trimEnd().length])
    .filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
}

function place(nodes: Text[], offset: number): [Text, number] {
  for (const node of nodes) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  const last = nodes[nodes.length - 1]!;
  return [last, last.length];
}

function mark(sentence?: Sentence): void {
  document.querySelector('[data-reading-now]')?.removeAttribute('data-reading-now');
  const marks = (CSS as typeof CSS | undefined)?.highlights;
  marks?.delete(MARK);
  if (!sentence) return;
  if (marks) marks.set(MARK, new Highlight(sentence.range));
  else sentence.block.dataset.readingNow = '';
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight - 40) sentence.block.scrollIntoView({ block: 'center' });
}

/** @param changed called when there is another state to show */
export function makeAloud(core: Core, changed: () => void): Aloud {
  const language = core.data.language;
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  let sentences: Sentence[] = [];
  let at = -1;
  let isReading = false;
  /** Which reading is under way: what an earlier one still tells is not heard. */
  let turn = 0;

  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  const voice = () => {
    const own = speech?.getVoices().filter((one) => one.localService && primary(one.lang) === primary(language)) ?? [];
    return own.find((one) => one.lang.toLowerCase() === language.toLowerCase()) ?? own.find((one) => one.default) ?? own[0];
  };
  speech?.addEventListener?.('voiceschanged', changed);

  function say(mine: number): void {
    if (mine !== turn) return;
    const sentence = sentences[at];
    mark(sentence);
    if (!sentence) return reset();
    const utterance = new SpeechSynthesisUtterance(sentence.range.toString().replace(/\s+/g, ' '));
    utterance.voice = voice()!;
    utterance.lang = utterance.voice.lang;
    utterance.onend = () => {
      if (mine === turn) at++;
      say(mine);
    };
    utterance.onerror = () => mine === turn && pause();
    speech!.speak(utterance);
  }

  function pause(): void {
    turn++;
    isReading = false;
    speech?.cancel();
    changed();
  }

  function reset(): void {
    pause();
    at = -1;
    mark();
  }

  return {
    get can() {
      return !!voice();
    },
    get isReading() {
      return isReading;
    },
    read() {
      if (at < 0) {
        const screens = core.$$('[data-screen]').filter((one) => one.dataset.screen === core.screen.id);
        sentences = sentencesOf(screens[0]!, language);
        at = Math.max(0, sentences.findIndex(({ range }) => range.getBoundingClientRect().bottom > 80));
      }
      isReading = true;
      changed();
      say(++turn);
    },
    pause,
    reset,
  };
}
