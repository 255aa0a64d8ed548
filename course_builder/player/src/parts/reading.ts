// Aids for reading, in a panel beside the page: read aloud, size and spacing of text, light or dark, bookmarks and notes.
// The button in the bar loads it when it is first pressed.

import { makeAloud } from '../reading/aloud';
import { openPages } from '../reading/pages';
import { LINES, SIZES, THEMES, applySettings, readSettings } from '../reading/settings';
import type { Settings } from '../reading/settings';
import type { Core } from '../ui/core';
import type { Child } from '../ui/dom';

const core: Core = window.courseBuilder;
const { $, el } = core;

/** The style comes with the script, from where all languages share it; in the single file it is there already. */
const player = $<HTMLScriptElement>('script[src$="player.js"]')?.src;
if (player) document.head.append(el('link', { rel: 'stylesheet', href: player.replace('player.js', 'reading.part.css') }));

function makePanel(): () => void {
  const { t } = core;
  const { language } = core.data;
  const opener = $('[data-reading]');
  const settings = readSettings(core);
  const aloud = makeAloud(core, paint);
  const pages = openPages(core, paint);

  const read = el('button', { onclick: () => (aloud.isReading ? aloud.pause() : aloud.read()) });
  const again = el('button', { onclick: () => aloud.reset() }, t('reading.stop'));
  const voice = el('p', { 'data-reading-aloud': true }, read, again);
  const marked = el('button', { 'data-reading-mark': true, onclick: () => pages.set(core.screen.id, 'marked', pages.row(core.screen.id)?.cells.marked ? '' : 'yes') }, t('reading.marked'));
  const note = el('textarea', { id: 'reading-note', rows: '3', dir: 'auto', oninput: () => pages.set(core.screen.id, 'note', note.value) }) as HTMLTextAreaElement;
  const list = el('ul', { 'data-reading-pages': true });
  const kept = el('p', { role: 'status' });
  const files = el('p', { 'data-reading-files': true },
    el('button', { onclick: () => pages.export('md') }, t('reading.export-text')),
    el('button', { onclick: () => pages.export('csv') }, t('reading.export-csv')),
    el('button', { onclick: () => pages.export('tool.json') }, t('reading.export-file')));
  const heading = el('h2', { id: 'reading-title', tabindex: '-1' }, t('reading'));
  const panel = el('section', { 'data-reading-panel': true, 'aria-labelledby': heading.id, hidden: true },
    heading,
    el('button', { 'data-reading-close': true, onclick: close }, t('close')),
    voice,
    choice('size', SIZES.map((size) => [size === 100 ? '' : `${size}%`, core.percent(size)])),
    choice('lines', LINES.map(([value, key]) => [value, t(key)])),
    choice('theme', THEMES.map(([value, key]) => [value, t(key)])),
    el('h3', {}, t('reading.notes')),
    el('p', {}, marked),
    el('label', { for: note.id }, t('reading.note-here')), note,
    list, kept, files,
    el('p', {}, el('button', { onclick: openFile }, t('reading.import'))));
  $('header')!.after(panel);

  /** A setting as a group of choices; values with what they are called. */
  function choice(name: keyof Settings, values: [value: string, label: string][]): HTMLElement {
    return el('fieldset', {}, el('legend', {}, t(`reading.${name}`)), ...values.map(([value, label]) => {
      const input = el('input', {
        type: 'radio', name: `reading-${name}`, value, checked: settings[name] === value,
        onchange: () => applySettings(core, Object.assign(settings, { [name]: value })),
      });
      return el('label', {}, input, label);
    }));
  }

  function paint(): void {
    if (!core.screen) return;
    voice.hidden = !aloud.can;
    read.textContent = t(aloud.isReading ? 'reading.pause' : 'reading.aloud');
    again.hidden = !aloud.isReading;
    panel.toggleAttribute('data-aloud', aloud.isReading);
    const rows = pages.rows();
    const here = pages.row(core.screen.id)?.cells;
    marked.setAttribute('aria-pressed', String(!!here?.marked));
    if (note.value !== (here?.note ?? '')) note.value = here?.note ?? '';
    list.replaceChildren(...rows.map(({ id, cells }) => {
      const screen = core.data.screens.find((one) => one.id === id);
      const link: Child = screen ? el('a', { href: screen.href, 'data-screen-link': id }, cells.page!) : cells.page;
      return el('li', {}, link, !!cells.note && el('p', {}, cells.note));
    }));
    files.hidden = !rows.length;
    kept.textContent = t(pages.isKept ? 'reading.private' : 'reading.refused');
  }

  function openFile(): void {
    const chooser = el('input', { type: 'file', accept: '.json,application/json' }) as HTMLInputElement;
    chooser.addEventListener('change', () => {
      void chooser.files?.[0]?.text().catch(() => '').then((text) => {
        if (!pages.import(text)) core.notice(t('reading.import-failed'), 'error');
      });
    });
    chooser.click();
  }

  function close(): void {
    aloud.reset();
    panel.hidden = true;
    opener?.setAttribute('aria-expanded', 'false');
    opener?.focus();
  }

  panel.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  core.behaviour('reading', () => {
    if (language === core.data.language) paint();
    else renew();
    return () => aloud.reset();
  });

  function toggle(): void {
    if (!panel.hidden) return close();
    panel.hidden = false;
    opener?.setAttribute('aria-expanded', 'true');
    paint();
    heading.focus();
  }

  /** The course goes on in another language, and so does the panel. */
  function renew(): void {
    pages.stop();
    panel.remove();
    toggled = makePanel();
    if (!panel.hidden) toggled();
  }
  return toggle;
}

let toggled: (() => void) | undefined;
core.reading = () => (toggled ??= makePanel())();
