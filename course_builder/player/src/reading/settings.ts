// How pages look to this reader: size of text, room between lines, light or dark. A line in the head of every page
// (shell.html.jinja) shows what is kept before anything is drawn; it reads the same entry.

import type { Core } from '../ui/core';

const KEY = 'course-builder:reading';

/** Values of CSS; empty: as the course has it. */
export interface Settings {
  theme: '' | 'light' | 'dark';
  size: string;
  lines: string;
}

/** In per cent. */
export const SIZES = [100, 115, 130, 150];
/** Values, and the keys of the words for them. */
export const LINES = [['', 'reading.lines.normal'], ['2.2', 'reading.lines.wide']] as const;
export const THEMES = [['', 'reading.theme.auto'], ['light', 'reading.theme.light'], ['dark', 'reading.theme.dark']] as const;

export function readSettings({ storage }: Core): Settings {
  const plain: Settings = { theme: '', size: '', lines: '' };
  try {
    return { ...plain, ...JSON.parse(storage?.getItem(KEY) ?? '{}') as Partial<Settings> };
  } catch {
    return plain;
  }
}

/** Show settings, and keep them where the browser keeps anything. */
export function applySettings({ storage }: Core, settings: Settings): void {
  const root = document.documentElement;
  root.dataset.theme = settings.theme;
  root.style.fontSize = settings.size;
  root.style.setProperty('--lines', settings.lines);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(settings));
    storage?.setItem(KEY, JSON.stringify(settings));
  } catch {} // it holds for this page, then
}
