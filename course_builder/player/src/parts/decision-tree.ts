// A decision tree: one step at a time, the way so far below it. What is kept is the way, a row for each answer; the
// steps themselves stand in the page.

import type { Tool } from '../tool/types';

const core = window.courseBuilder;
const { $, $$, el } = core;
const SHEET = 'way';

interface Taken {
  part: HTMLElement;
  link: HTMLElement;
}

const titleOf = (part: HTMLElement) => $('[data-tree-title]', part)!;
const textOf = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const consequenceOf = (link: HTMLElement) => $('.tree-consequence', link.parentElement!);

function setUp(tool: Tool): void {
  const tree = $('[data-tree]', tool.element)!;
  const parts = $$('[data-tree-part]', tree);
  const named = new Map(parts.map((part) => [part.dataset.treePart!, part]));
  // What was answered before it was taken back, so that it is seen when the question comes again.
  const before = new Map<string, string>();

  const said = el('div', { class: 'tree-said', tabindex: '-1' });
  const back = el('button', { onclick: () => goTo(follow().taken.length - 1) }, core.t('decision-tree.back'));
  const again = el('button', { onclick: () => goTo(0) }, core.t('decision-tree.again'));
  const actions = el('p', { class: 'tree-actions' }, back, again);
  const list = el('ol');
  const way = el('nav', { class: 'tree-way', 'aria-label': core.t('decision-tree.way') }, el('p', { class: 'tree-way-title', 'aria-hidden': 'true' }, core.t('decision-tree.way')), list);
  const note = el('p', { role: 'status' });
  tree.prepend(note, said);
  tree.append(actions, way);
  tree.dataset.working = '';

  for (const link of $$('a[data-way]', tree)) {
    const button = el('button', { class: 'tree-choice', onclick: () => choose(link) });
    button.append(link.firstElementChild!.cloneNode(true));
    link.after(button);
  }

  /** The way taken, as far as the tree still has its questions and answers. */
  function follow(): { taken: Taken[]; at: HTMLElement; changed: boolean } {
    const taken: Taken[] = [];
    const rows = tool.rows(SHEET);
    let at = parts[0]!;
    for (const row of rows) {
      const link = row.id === at.dataset.treePart ? $(`a[data-way="${CSS.escape(row.cells.way ?? '')}"]`, at) : null;
      const next = link && named.get(link.dataset.to!);
      if (!link || !next) break;
      taken.push({ part: at, link });
      at = next;
    }
    return { taken, at, changed: rows.length > taken.length };
  }

  function choose(link: HTMLElement): void {
    const { taken, at } = follow();
    const cells = {
      way: link.dataset.way!,
      question: textOf(titleOf(at)),
      answer: textOf(link.firstElementChild),
      follows: textOf(consequenceOf(link)),
    };
    tool.setRows(SHEET, [...tool.rows(SHEET).slice(0, taken.length), { id: at.dataset.treePart!, cells }]);
    focusHere();
  }

  /** Take back all answers from this one on. */
  function goTo(index: number): void {
    for (const { part, link } of follow().taken.slice(index)) before.set(part.dataset.treePart!, link.dataset.way!);
    tool.setRows(SHEET, tool.rows(SHEET).slice(0, index));
    focusHere();
  }

  function focusHere(): void {
    const { at } = follow();
    core.focusOn(said.hidden ? $('.tree-title', at) : said);
    if ('treeOutcome' in at.dataset) tool.say(core.t('decision-tree.reached', { outcome: textOf(titleOf(at)) }));
  }

  function paint(): void {
    const { taken, at, changed } = follow();
    for (const part of parts) part.hidden = part !== at;
    // Where it is shown the page goes on: what is said of the last answer, the step, how to go back.
    if (said.nextElementSibling !== at) said.after(at);
    if (at.nextElementSibling !== actions) at.after(actions);
    const last = taken[taken.length - 1];
    const follows = last && consequenceOf(last.link);
    said.hidden = !follows;
    said.replaceChildren(
      ...(follows ? [el('p', { class: 'tree-said-answer' }, core.t('decision-tree.answered', { answer: textOf(last.link.firstElementChild) })), ...core.copy(follows).firstElementChild!.childNodes] : []),
    );
    note.textContent = changed ? core.t('decision-tree.changed') : '';
    note.hidden = !changed;
    actions.hidden = !taken.length;
    again.hidden = !('treeOutcome' in at.dataset);
    way.hidden = !taken.length;
    list.replaceChildren(
      ...taken.map(({ part, link }, index) => {
        const [question, answer] = [textOf(titleOf(part)), textOf(link.firstElementChild)];
        // What was said of the last answer stands above already.
        const follows = index < taken.length - 1 ? consequenceOf(link) : null;
        return el('li', {},
          el('div', {},
            el('span', { class: 'tree-way-question' }, question), ' ', el('span', { class: 'tree-way-answer' }, answer),
            follows ? el('div', { class: 'tree-way-follows' }, ...core.copy(follows).firstElementChild!.childNodes) : ''),
          el('button', { onclick: () => goTo(index), 'aria-label': core.t('decision-tree.change-this', { question }) }, core.t('decision-tree.change')));
      }),
    );
    for (const button of $$('button.tree-choice', at)) {
      const link = button.previousElementSibling as HTMLElement;
      const chosen = before.get(at.dataset.treePart!) === link.dataset.way;
      $('.tree-before', button)?.remove();
      button.toggleAttribute('data-before', chosen);
      if (chosen) button.append(el('span', { class: 'tree-before' }, core.t('decision-tree.before')));
    }
  }

  tool.extraExport(() => {
    const { at } = follow();
    if (!('treeOutcome' in at.dataset)) return [];
    const text = textOf($('[data-tree-text]', at));
    return [{ title: core.t('decision-tree.outcome'), header: [core.t('decision-tree.outcome'), core.t('decision-tree.follows')], rows: [[textOf(titleOf(at)), text]] }];
  });
  tool.onChange(paint);
}

core.tool.kind('decision-tree', setUp);
