// Tabs (WAI-ARIA Authoring Practices, "Tabs Pattern"): arrow keys move and select, Home and End go to the ends. Tabs that
// do not fit in one row are a list.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;
let made = 0;

function setUp(tabs: HTMLElement): () => void {
  const panels = $$('[data-tab]', tabs).filter((one) => one.parentElement === tabs);
  const last = panels.length - 1;

  const listed = () => list.hasAttribute('aria-orientation');
  const buttons = panels.map((panel, index) => {
    panel.id ||= `tab-${++made}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `${panel.id}-button`);
    panel.tabIndex = 0;
    const button = el('button', {
      role: 'tab',
      id: `${panel.id}-button`,
      'aria-controls': panel.id,
      onclick: () => select(index),
      onkeydown: (event) => {
        const { key } = event as KeyboardEvent;
        const turned = getComputedStyle(tabs).direction === 'rtl';
        const forth = turned ? 'ArrowLeft' : 'ArrowRight';
        const back = turned ? 'ArrowRight' : 'ArrowLeft';
        const to = { ArrowDown: listed() ? (index === last ? 0 : index + 1) : undefined, ArrowUp: listed() ? (index ? index - 1 : last) : undefined, [forth]: index === last ? 0 : index + 1, [back]: index ? index - 1 : last, Home: 0, End: last }[key];
        if (to === undefined) return;
        event.preventDefault();
        select(to);
        buttons[to]!.focus();
      },
    });
    button.append(...[...$('[data-tab-title]', panel)!.childNodes].map((node) => node.cloneNode(true)));
    return button;
  });

  const select = (chosen: number) => panels.forEach((panel, index) => {
    panel.hidden = index !== chosen;
    buttons[index]!.setAttribute('aria-selected', String(index === chosen));
    buttons[index]!.tabIndex = index === chosen ? 0 : -1;
  });

  const list = el('div', { role: 'tablist', class: 'tab-list', 'aria-label': tabs.dataset.label || false }, ...buttons);
  tabs.prepend(list);
  const fit = () => {
    list.removeAttribute('aria-orientation');
    if (list.scrollWidth > list.clientWidth) list.setAttribute('aria-orientation', 'vertical');
  };
  const watch = new ResizeObserver(fit);
  watch.observe(tabs);
  fit();
  tabs.dataset.working = '';

  /** A link to something in a tab opens that tab. */
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const named = target ? panels.findIndex((panel) => panel.contains(target)) : -1;
    if (named >= 0) select(named);
  };
  select(0);
  open();
  addEventListener('hashchange', open);
  return () => {
    watch.disconnect();
    removeEventListener('hashchange', open);
    list.remove();
    delete tabs.dataset.working;
    for (const panel of panels) panel.hidden = false;
  };
}

core.behaviour('tabs', (root) => {
  const undo = $$('[data-tabs]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
