// The registry, `window.courseBuilder`: what the core offers to behaviours, which are bundled apart from it.

import type { CourseData, PageData, PartData, QuestionData, Response, ScreenData } from '../contract';
import type { Store } from '../engine/host';
import type { Answer, Responses, Session } from '../session';
import type { $, $$, arrange, copy, el, focusOn, unseen } from './dom';
import type { Live } from './live';
import type { Words } from './words';

/** Sets a behaviour up in the screen that is shown now; what it returns undoes that before the next screen comes. */
export type Setup = (root: HTMLElement, page: PageData) => (() => void) | void;

/** How one part of a question is read and shown. Locking is the question's, as it is the same for all. */
export interface Control {
  /** What the learner answered; null: nothing. With `checking`, what stands there counts even if it was never touched. */
  read(checking?: boolean): Response | null;
  /** Why what stands there cannot be checked; empty: it can. */
  problem?(): string;
  /** Show a response; null clears. */
  write(response: Response | null): void;
  /** Mark what was right and wrong; with `reveal` also what would have been right. `right`: everything was. */
  mark(response: Response | null, reveal: boolean, right: boolean): void;
  /** Ids that are shuffled for each attempt, and putting them into an order. */
  ids: string[];
  arrange(ids: string[]): void;
}

/** Makes the control of a part; `changed` tells that the learner did something that is no input event. */
export type MakeControl = (element: HTMLElement, part: PartData, changed: () => void) => Control;

/** A question in the page, working. */
export interface Question {
  data: QuestionData;
  form: HTMLFormElement;
  /** Something was answered in every scored part, so that nothing is missing. */
  complete(): boolean;
  /** Show it as answered and locked. `reveal`: with what was right and why. */
  review(answer: Answer | undefined, reveal: boolean): void;
  stop(): void;
}

export interface QuestionOptions {
  /** `page`: in a page. `now`: in a quiz, checked one by one. `draft`: in a quiz that is handed in as a whole. */
  mode: 'page' | 'now' | 'draft';
  /** Keeps the answers in the place of the course's session: for practice that counts nowhere. */
  session?: Session;
  seconds?: () => number;
  /** The learner changed or checked the answer. */
  changed?: () => void;
  /** Enter was pressed where there is nothing to check. */
  entered?: () => void;
}

/** Leads a scenario through its steps. */
export interface Scenario {
  /** Only what was decided, not what is merely selected. */
  read(): Responses;
  write(responses: Responses): void;
  /** Decide the current step. False: nothing is selected. */
  decide(): boolean;
  /** An ending is reached. */
  ended(): boolean;
  /** The ending lets the learner go back to the last choice. */
  mayGoBack(): boolean;
  /** The ending was kept: no way back. */
  settle(): void;
}

export interface Core extends Words, Live {
  data: CourseData;
  session: Session;
  /** What this browser keeps; null where that is forbidden. */
  storage: Store | null;
  screen: ScreenData;
  /** The page that was read last, home and results left out. */
  last?: ScreenData | undefined;
  $: typeof $;
  $$: typeof $$;
  el: typeof el;
  unseen: typeof unseen;
  focusOn: typeof focusOn;
  copy: typeof copy;
  arrange: typeof arrange;
  /** 0…1 for what was answered; null where it cannot be right or wrong. */
  scorePart(part: PartData, response: Response | null): number | null;
  scoreQuestion(question: QuestionData, responses: Responses): number | null;
  /** Mark an option or a part: for the style sheet, and in words. */
  mark(element: HTMLElement, kind: 'right' | 'wrong' | 'missed'): void;
  behaviour(name: string, setup: Setup): void;
  interaction(type: string, make: MakeControl): void;
  controls: Record<string, MakeControl>;
  /** Set by the behaviours of these names. */
  question?: (form: HTMLFormElement, data: QuestionData, options: QuestionOptions) => Question;
  scenario?: (form: HTMLFormElement, data: QuestionData, back: () => void) => Scenario;
  search?: () => void;
  reading?: () => void;
  /** What a part does before the learner is asked where to go on. */
  opening?: Promise<void>;
  /** Show a screen. */
  go(screen: ScreenData): void;
  /** The course's sources changed: forget what was fetched ahead, and show a newer page of this screen. For the preview. */
  renew(page?: Document): Promise<void>;
  /** Show progress anew in the menu and elsewhere. */
  refresh(): void;
  exit(): void;
  /** In the single file: make the screen that has this address, or all of them. */
  unfold?(address?: string): void;
  /** Set a behaviour up that was registered while a screen is shown. */
  late?(setup: Setup): void;
}

declare global {
  interface Window {
    courseBuilder: Core;
    courseBuilderData: CourseData;
    /** Shows how this reader wants pages to look, as a storage has it (shell.html.jinja). */
    courseBuilderLook?: (storage: 'localStorage') => void;
    /** The texts of pages; `module` is the title of the module, save for its first page, which bears it. */
    courseBuilderSearch?: { screen: string; title: string; module?: string; text: string }[];
  }
}
