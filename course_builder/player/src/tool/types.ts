// Practical tools: what the pages hold, what the device keeps, and what the frame offers to the kinds of tools.

/** In `[data-tool-data]`; course_builder/blocks/tool/data.py writes it. All texts are plain. */
export interface ToolData {
  id: string;
  kind: string;
  title: string;
  sheets: SheetData[];
  examples: { name: string; sheets: Record<string, RowCopy[]> }[];
  /** What only the kind's own part reads. */
  extra: Record<string, unknown>;
}

export interface SheetData {
  id: string;
  title: string;
  columns: ColumnData[];
  rows: RowCopy[];
  adds: boolean;
  /** How many empty rows a new copy begins with; their ids are `new-1`, `new-2` … */
  blank: number;
}

export interface ColumnData {
  id: string;
  label: string;
  type: 'given' | 'text' | 'long' | 'number' | 'date' | 'check' | 'choice' | 'scale';
  options: { value: string; label: string }[];
  unit: string;
}

/** A row with what stands in its columns; columns without anything are left out. `check` is `yes`. */
export interface RowCopy {
  id: string;
  cells: Record<string, string>;
}

/** One filled tool. A learner may have several of each. */
export interface Copy {
  id: string;
  name: string;
  /** Milliseconds since the epoch. */
  changed: number;
  /**
   * By sheet. Rows that the author gives are here once something was written into them, with their texts, so that these
   * can be shown when the author takes the row out; the others in their order.
   */
  sheets: Record<string, RowCopy[]>;
  /** What a kind keeps beside the sheets, such as the day of a round. */
  notes: Record<string, string>;
}

/** A row as it is shown: first those that the author gives, then earlier ones, then added ones in their order. */
export interface Row extends RowCopy {
  kind: 'given' | 'earlier' | 'added';
}

/** A table to print or export. */
export interface Table {
  title: string;
  header: string[];
  rows: string[][];
}

export interface Tool {
  readonly element: HTMLElement;
  readonly data: ToolData;
  /** The copy that is shown. Change it by the methods below only. */
  readonly doc: Copy;
  readonly copies: readonly Copy[];
  sheet(sheet: string): SheetData;
  rows(sheet: string, copy?: Copy): Row[];
  get(sheet: string, row: string, column: string): string;
  /** Write a value, save it and show it. */
  set(sheet: string, row: string, column: string, value: string): void;
  /** What stands in a cell in words: the label of an option, a date as the language writes it. */
  words(sheet: string, column: string, value: string): string;
  /** Add a row and show it; returns its id. A row of this id that is there already stays as it is. */
  addRow(sheet: string, cells?: Record<string, string>, id?: string): string;
  /** Take a row out that was added, with an offer to undo. */
  removeRow(sheet: string, row: string): void;
  /** Put these in the place of all rows of a sheet that has none given, with nothing to undo: for kinds that have a way back of their own. */
  setRows(sheet: string, rows: RowCopy[]): void;
  /** Move an added row among the added ones, and keep the focus. */
  moveRow(sheet: string, row: string, by: number): void;
  /** What a kind keeps beside the sheets. An empty value forgets it. */
  note(key: string): string;
  setNote(key: string, value: string): void;
  /** Make an empty copy, or one that begins as `from`, and show it. */
  newCopy(name: string, from?: Pick<Copy, 'sheets' | 'notes'>): void;
  choose(copy: string): void;
  /** Called after every change, whoever made it, and when another copy is shown. Not called at once. */
  onChange(listener: () => void): void;
  /** Add tables to what is printed and exported of a copy. */
  extraExport(make: (copy: Copy) => Table[]): void;
  /** Add tables that are printed and not exported: what the page shows beside the entries. */
  extraPaper(make: () => Table[]): void;
  /** Show the document anew, after a kind changed the rows' markup. */
  paint(): void;
  /** Say something to screen readers. */
  say(text: string): void;
}

/** Whether everything that was written is on the device, or will be in a moment, or cannot be. */
export type Saved = 'saved' | 'waiting' | 'unsaved';

/** What the frame's own modules know of a tool beyond what kinds do. */
export interface Frame extends Tool {
  copies: Copy[];
  extras: ((copy: Copy) => Table[])[];
  papers: (() => Table[])[];
  readonly state: Saved;
  readonly broken: boolean;
  /** Something changed in the copy that is shown. */
  touch(): void;
  addCopy(copy: Copy): void;
  removeCopy(copy: string): void;
  /** Offer to take something back, until the page is left. */
  offerUndo(said: string, undo: () => void): void;
}

/** Adds to a tool what is its kind's own; what it returns undoes that. */
export type Extend = (tool: Tool) => (() => void) | void;

export interface Tools {
  /** Say how tools of a kind (`data-tool="NAME"`) go beyond sheets. */
  kind(name: string, extend: Extend): void;
}

declare module '../ui/core' {
  interface Core {
    tool: Tools;
  }
}
