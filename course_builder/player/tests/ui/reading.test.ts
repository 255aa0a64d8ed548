// @vitest-environment happy-dom
// What the aids for reading keep and read. How they look and move belongs to a browser: tests/pages/test_reading.py.

import { beforeEach, expect, test, vi } from 'vitest';
import { makeAloud } from '../../src/reading/aloud';
import { openPages } from '../../src/reading/pages';
import { applySettings, readSettings } from '../../src/reading/settings';
import { course } from './fake';
import { core, show } from './setup';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => void kept.set(key, text),
  removeItem: (key: string) => void kept.delete(key),
};

beforeEach(() => {
  kept.clear();
  show('<h1>A page</h1><p>One <b>bold</b> word. And a second sentence! <button>Not this</button></p><p>…</p>', course([]), [], []);
  core.storage = storage;
  vi.useFakeTimers();
});

test('settings are kept, shown at once, and damaged ones are as if there were none', () => {
  const settings = { theme: 'dark', size: '130%', lines: '2.2' } as const;
  applySettings(core, settings);
  const root = document.documentElement;
  expect([root.dataset.theme, root.style.fontSize, root.style.getPropertyValue('--lines')]).toEqual(['dark', '130%', '2.2']);
  expect(readSettings(core)).toEqual(settings);
  kept.set('course-builder:reading', '{');
  expect(readSettings(core)).toEqual({ theme: '', size: '', lines: '' });
  applySettings({ ...core, storage: null }, { theme: '', size: '', lines: '' });
  expect([root.dataset.theme, root.style.fontSize, root.style.getPropertyValue('--lines')]).toEqual(['', '', '']);
});

test('bookmarks and notes stay in the order of the course, and a page without either has no row', () => {
  const pages = openPages(core, () => {});
  pages.set('two', 'note', 'Later');
  pages.set('one', 'marked', 'yes');
  expect(pages.rows().map(({ id }) => id)).toEqual(['one', 'two']);
  vi.advanceTimersByTime(1000);
  expect(openPages(core, () => {}).row('two')!.cells).toEqual({ page: 'two', note: 'Later' });
  pages.set('two', 'note', '');
  expect(pages.row('two')).toBeUndefined();
});

test('what was exported can be opened again; of two notes none is lost, and other files are refused', async () => {
  const files: Blob[] = [];
  const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => (files.push(blob as Blob), 'blob:'));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const pages = openPages(core, () => {});
  pages.set('one', 'note', '=Mine');
  pages.set('one', 'marked', 'yes');
  for (const ending of ['md', 'csv', 'tool.json'] as const) pages.export(ending);
  const [markdown, csv, file] = await Promise.all(files.map((blob) => blob.text()));
  expect(markdown).toContain('| one | yes | =Mine |');
  expect(csv).toContain("one,yes,'=Mine");
  pages.set('one', 'note', 'Other');
  expect(pages.import(file!)).toBe(true);
  expect(pages.row('one')!.cells.note).toBe('Other\n=Mine');
  expect(pages.import(file!)).toBe(true);
  expect(pages.row('one')!.cells.note).toBe('Other\n=Mine');
  expect([pages.import('{}'), pages.import('x')]).toEqual([false, false]);
  made.mockRestore();
});

test('without a storage it says that nothing is kept', () => {
  core.storage = null;
  const pages = openPages(core, () => {});
  expect(pages.isKept).toBe(true);
  pages.set('one', 'note', 'x');
  vi.advanceTimersByTime(1000);
  expect(pages.isKept).toBe(false);
});

const voice = (lang: string, localService = true) => ({ lang, localService, default: false, name: lang });
function speech(...voices: ReturnType<typeof voice>[]) {
  const said: { text: string; onend: () => void; lang: string }[] = [];
  vi.stubGlobal('SpeechSynthesisUtterance', class { constructor(readonly text: string) {} });
  vi.stubGlobal('speechSynthesis', { getVoices: () => voices, speak: (one: (typeof said)[number]) => said.push(one), cancel: () => {}, addEventListener: () => {} });
  for (const one of document.querySelectorAll('*')) one.getClientRects = () => [{}] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => ({ top: 100, bottom: 120 }) as DOMRect;
  return said;
}

test.each([[[], false], [[voice('fr-FR')], false], [[voice('en-GB', false)], false], [[voice('en_US')], true]])('voices %j: can read: %s', (voices, can) => {
  speech(...voices);
  expect(makeAloud(core, () => {}).can).toBe(can);
});

test('sentence by sentence, without buttons; a pause goes on where it was', () => {
  const said = speech(voice('fr-FR'), voice('en-US'), voice('en'));
  const aloud = makeAloud(core, () => {});
  aloud.read();
  said[0]!.onend();
  expect(said.map(({ text, lang }) => [text, lang])).toEqual([['A page', 'en'], ['One bold word.', 'en']]);
  expect(document.querySelector('[data-reading-now]')!.tagName).toBe('P');
  aloud.pause();
  // What the interrupted one still tells is not heard.
  said[1]!.onend();
  expect([said.length, aloud.isReading]).toEqual([2, false]);
  aloud.read();
  said[2]!.onend();
  expect(said.slice(2).map(({ text }) => text)).toEqual(['One bold word.', 'And a second sentence!']);
  said[3]!.onend();
  expect([aloud.isReading, document.querySelector('[data-reading-now]')]).toEqual([false, null]);
});
