// What the bar of a tool offers.

import type { Core } from '../ui/core';
import { clone, emptySheets, exampleSheets, isEmpty, makeCopy } from './copies';
import { asCsv, asFile, asMarkdown, download, fileName, readFile, withExtras } from './exports';
import { printAlone } from './print';
import type { Frame } from './types';

export type Action = [name: string, label: string, act: () => void];

/** What a button of the bar does, or the list that it opens: its name, its label, its actions. */
export type Button = Action | [name: string, label: string, actions: Action[]];

export function actionsOf(core: Core, frame: Frame): Button[] {
  const { el, t } = core;
  let warned = false;

  async function rename(): Promise<void> {
    const field = el('input', { type: 'text', class: 'field', value: frame.doc.name, autofocus: true, maxlength: '80' }) as HTMLInputElement;
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      // Else the same key would press the button that gets the focus back.
      event.preventDefault();
      field.closest('dialog')!.close('yes');
    });
    const answer = core.ask(t('tool.rename-title'), [el('label', {}, t('tool.rename-label'), field)], { yes: t('tool.rename'), no: t('tool.cancel') });
    field.select();
    const name = (await answer) === 'yes' && field.value.trim();
    if (!name) return;
    frame.doc.name = name;
    frame.touch();
  }

  async function reset(): Promise<void> {
    const answer = await core.ask(t('tool.reset-title', { name: frame.doc.name }), [el('p', {}, t('tool.reset-text'))], { yes: t('tool.reset'), no: t('tool.cancel') });
    if (answer !== 'yes') return;
    const before = clone(frame.doc);
    frame.doc.sheets = emptySheets(frame.data);
    frame.doc.notes = {};
    frame.touch();
    frame.offerUndo(t('tool.reset-done', { name: before.name }), () => {
      const now = frame.copies.find(({ id }) => id === before.id);
      // What was typed since is not thrown away: then both are there.
      if (!now || !isEmpty(now)) return frame.addCopy(makeCopy(frame.data, before.name, before));
      Object.assign(now, clone(before));
      frame.choose(now.id);
      frame.touch();
    });
  }

  function example(index: number): void {
    const called = t('tool.example-copy', { name: frame.data.examples[index]!.name });
    const there = frame.copies.find((copy) => copy.name === called);
    if (there) frame.choose(there.id);
    else frame.newCopy(called, { sheets: exampleSheets(frame.data, index), notes: { example: 'yes' } });
    core.say(t('tool.copy-made', { name: called }));
  }

  /** Before the first file is made: what leaves the device is no longer in its care. */
  async function exported(ending: string, type: string, make: () => string): Promise<void> {
    if (!warned) {
      const answer = await core.ask(t('tool.export-title'), [el('p', {}, t('tool.export-text'))], { yes: t('tool.export'), no: t('tool.cancel') });
      if (answer !== 'yes') return;
      warned = true;
    }
    download(fileName(frame, ending), type, make());
  }

  function importFile(): void {
    const chooser = el('input', { type: 'file', accept: '.json,application/json' }) as HTMLInputElement;
    chooser.addEventListener('change', () => {
      const file = chooser.files?.[0];
      if (!file) return;
      void file.text().catch(() => '').then((text) => {
        const found = readFile(text, frame.data);
        if (typeof found === 'string') return core.notice(t(found, { file: file.name, title: frame.data.title }), 'error');
        frame.addCopy(makeCopy(frame.data, found.name, found));
        core.notice(t('tool.imported', { name: found.name }));
      });
    });
    chooser.click();
  }

  function begin(): void {
    let number = frame.copies.length;
    let name = '';
    do name = t('tool.copy-number', { number: ++number });
    while (frame.copies.some((copy) => copy.name === name));
    frame.newCopy(name);
    core.say(t('tool.copy-made', { name: frame.doc.name }));
  }

  const tables = () => withExtras(core, frame, frame.doc, true);
  return [
    ['print', t('tool.print'), () => printAlone(core, frame)],
    ['export', t('tool.export-open'), [
      ['markdown', t('tool.export-markdown'), () => void exported('md', 'text/markdown', () => asMarkdown(frame, tables()))],
      ['csv', t('tool.export-csv'), () => void exported('csv', 'text/csv', () => asCsv(tables()))],
      ['file', t('tool.export-file'), () => void exported('tool.json', 'application/json', () => asFile(core, frame))],
    ]],
    ['copies', t('tool.copies'), [
      ['new', t('tool.new'), begin],
      ['duplicate', t('tool.duplicate'), () => frame.newCopy(t('tool.duplicate-name', { name: frame.doc.name }), frame.doc)],
      ...frame.data.examples.map(({ name }, index): Action => ['example', t('tool.example-load', { name }), () => example(index)]),
      ['import', t('tool.import'), importFile],
      ['rename', t('tool.rename'), () => void rename()],
      ['delete', t('tool.delete'), () => frame.removeCopy(frame.doc.id)],
    ]],
    ['reset', t('tool.reset-open'), () => void reset()],
  ];
}
