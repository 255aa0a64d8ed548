// The bar of a tool: which copy is shown, what can be done with it, and whether it is kept.

import type { Core } from '../ui/core';
import { actionsOf } from './actions';
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
      more.focus();
    },
  }, t('tool.undo')));

  const list = el('div', { class: 'tool-menu-list', id: `tool-menu-${number}`, hidden: true });
  const more = el('button', {
    'data-tool-more': true,
    'aria-expanded': 'false',
    'aria-controls': list.id,
    onclick: () => toggle(!!list.hidden),
  }, t('tool.more'));
  const toggle = (open: boolean) => {
    list.hidden = !open;
    more.setAttribute('aria-expanded', String(open));
  };
  for (const [name, label, act] of actionsOf(core, frame)) {
    list.append(el('button', {
      'data-tool-action': name,
      onclick: () => {
        toggle(false);
        // Dialogs give the focus back to what had it, and a hidden button cannot take it.
        more.focus();
        act();
      },
    }, label));
  }
  const menu = el('div', {
    class: 'tool-menu',
    onkeydown: (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || list.hidden) return;
      toggle(false);
      more.focus();
    },
    onfocusout: (event) => {
      const to = (event as FocusEvent).relatedTarget as Node | null;
      if (to && !menu.contains(to)) toggle(false);
    },
  }, more, list);
  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node)) toggle(false);
  };
  document.addEventListener('click', outside);

  const bar = $('[data-tool-bar]', frame.element)!;
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', t('tool.bar', { title: frame.data.title }));
  bar.append(
    el('p', { class: 'tool-copy' }, el('label', { for: chooser.id }, t('tool.copy')), chooser),
    el('button', { 'data-tool-new': true, onclick: () => {
      let number = frame.copies.length;
      let name = '';
      do name = t('tool.copy-number', { number: ++number });
      while (frame.copies.some((copy) => copy.name === name));
      frame.newCopy(name);
      core.say(t('tool.copy-made', { name: frame.doc.name }));
    } }, t('tool.new')),
    menu,
    state,
    undoLine,
  );

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
