// The data model as a tree that stays as the reader opened it while its values change.

import { el } from '../../../player/src/ui/dom';
import type { Elements } from './data';
import { decoded } from './decode';

interface Node {
  line: HTMLElement;
  value: HTMLElement;
  /** Where what is below it stands; made when first needed. */
  list?: HTMLElement;
  text: string;
}

export interface Tree {
  show(elements: Elements): void;
}

export function makeTree(root: HTMLElement): Tree {
  let nodes = new Map<string, Node>();

  function listOf(path: string): HTMLElement {
    if (!path) return root;
    const node = nodeOf(path);
    if (!node.list) {
      node.list = el('ul');
      const name = path.slice(path.lastIndexOf('.') + 1);
      // Many entries are closed at first, and what stands at the top is open.
      node.line.replaceChildren(el('details', { open: path.split('.').length < 3 && !/interactions|objectives/.test(name) }, el('summary', {}, name), node.list));
    }
    return node.list;
  }

  function nodeOf(path: string): Node {
    const known = nodes.get(path);
    if (known) return known;
    const dot = path.lastIndexOf('.');
    const value = el('code', { class: 'value' });
    const line = el('li', { 'data-path': path }, el('span', {}, path.slice(dot + 1)), ' ', value);
    listOf(path.slice(0, Math.max(dot, 0))).append(line);
    const node: Node = { line, value, text: '' };
    nodes.set(path, node);
    return node;
  }

  return {
    show(elements) {
      const paths = Object.keys(elements);
      // Another launch: begin anew where something has gone.
      if ([...nodes].some(([path, node]) => !node.list && !(path in elements))) {
        nodes = new Map();
        root.replaceChildren();
      }
      for (const path of paths) {
        const text = elements[path]!;
        const node = nodeOf(path);
        if (node.text === text && node.value.textContent) continue;
        node.text = text;
        const meaning = decoded(path, text);
        node.value.textContent = text.length > 300 ? `${text.slice(0, 300)}…` : text || '""';
        node.value.title = meaning;
      }
    },
  };
}
