// The bar of a tool: which copy is shown, what can be done with it, and whether it is kept.

import type { Core } from '../ui/core';
import { actionsOf, type Action } from './actions';
import type { Frame } from './types';

export interface Bar {
  /** The document or the copies changed. */
  paint(): void;
  /** It was saved, or could not be. */
  saved(): void;
  undo(said: string, act: () => void): void;
  stop(): void;
}

let made = 0;

export function startBar(core: Core, frame: Frame): Bar {
  const { $, el, t } = core;
  let listed = '';
  const undoable: { said: string; act: () => void }[] = [];

  const number = ++made;
  const chooser = el('select', { class: 'field', id: `tool-copy-${number}`, 'data-tool-copy': true, onchange: () => frame.choose(chooser.value) }) as HTMLSelectElement;
  const state = el('p', { class: 'tool-saved', role: 'status', 'data-tool-saved': true });
  const undoText = el('span');
  const undoLine = el('p', { class: 'tool-undo', hidden: true }, undoText, el('button', {
    'data-tool-undo': true,
    onclick: () => {
      undoable.pop()?.act();
      showUndo();
      core.say(t('tool.undone'));
      $('button', buttons[0]!.parentElement!)!.focus();
    },
  }, t('tool.undo')));

  let opened: (() => void) | undefined;

  function button(name: string, label: string, act: () => void): HTMLElement {
    return el('button', { 'data-tool-action': name, onclick: act }, label);
  }

  /** A button that opens a list of others. */
  function menu(name: string, label: string, actions: Action[]): HTMLElement {
    const list = el('div', { class: 'tool-menu-list', id: `tool-${name}-${number}`, hidden: true });
    const opener = el('button', { 'data-tool-menu': name, 'aria-expanded': 'false', 'aria-controls': list.id, onclick: () => toggle(!!list.hidden) }, label);
    const toggle = (open: boolean) => {
      if (open) opened?.();
      list.hidden = !open;
      opener.setAttribute('aria-expanded', String(open));
      opened = open ? () => toggle(false) : undefined;
    };
    list.append(...actions.map(([action, said, act]) => button(action, said, () => {
      toggle(false);
      // Dialogs give the focus back to what had it, and a hidden button cannot take it.
      opener.focus();
      act();
    })));
    return el('div', {
      class: 'tool-menu',
      onkeydown: (event) => {
        if ((event as KeyboardEvent).key !== 'Escape' || list.hidden) return;
        toggle(false);
        opener.focus();
      },
      onfocusout: (event) => {
        const to = (event as FocusEvent).relatedTarget as Node | null;
        if (to && !(event.currentTarget as Node).contains(to)) toggle(false);
      },
    }, opener, list);
  }

  const outside = (event: Event) => {
    if (!(event.target as Element).closest('.tool-menu')) opened?.();
  };
  document.addEventListener('click', outside);

  const buttons = actionsOf(core, frame).map(([name, label, does]) => (typeof does === 'function' ? button(name, label, does) : menu(name, label, does)));
  const choosing = el('p', { class: 'tool-copy' }, el('label', { for: chooser.id }, t('tool.copy')), chooser);
  const bar = $('[data-tool-bar]', frame.element)!;
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', t('tool.bar', { title: frame.data.title }));
  bar.append(choosing, ...buttons, state, undoLine);

  function showUndo(): void {
    const last = undoable.at(-1);
    undoLine.hidden = !last;
    undoText.textContent = last ? last.said : '';
  }

  return {
    paint() {
      const names = frame.copies.map(({ id, name }) => `${id} ${name}`).join('\n');
      if (names !== listed) chooser.replaceChildren(...frame.copies.map(({ id, name }) => el('option', { value: id }, name)));
      listed = names;
      chooser.value = frame.doc.id;
      choosing.hidden = frame.copies.length < 2;
      if (frame.broken && !state.textContent) state.textContent = t('tool.broken');
      // What was saved before is still said, for it would be said anew at every key.
      if (frame.state === 'waiting') state.dataset.toolSaved = frame.state;
    },
    saved() {
      const lost = frame.state === 'unsaved';
      const said = t(lost ? 'tool.unsaved' : 'tool.saved');
      // The same words are not said again and again.
      if (state.textContent !== said) state.textContent = said;
      state.dataset.toolSaved = frame.state;
    },
    undo(said, act) {
      undoable.push({ said, act });
      showUndo();
      core.say(said);
    },
    stop: () => document.removeEventListener('click', outside),
  };
}
