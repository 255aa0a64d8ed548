// The few helpers over the DOM that everything uses. Data reaches the page as text only, never as HTML.

export type Child = Node | string | null | undefined | boolean;
export type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** The first element in `root` that matches. */
export function $<E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E | null {
  return root.querySelector<E>(selector);
}

/** Every element in `root` that matches, in document order. */
export function $$<E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/**
 * Make an element. Attributes: text is set, `true` is set empty, `false` is left out, functions listen (`onclick`).
 * Buttons are of type `button`.
 */
export function el(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  if (tag === 'button') element.setAttribute('type', 'button');
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child): child is Node | string => !!child && child !== true));
  return element;
}

/** Text that only screen readers get. */
export const unseen = (text: string, attributes: Attributes = {}): HTMLElement =>
  el('span', { 'data-visually-hidden': true, ...attributes }, text);

/** Move the focus to something that is no control. */
export function focusOn(element: HTMLElement | null): void {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

/** A copy of an element, or of what stands in a template, fit for the page; empty where there is none. */
export function copy(element: Element | null): DocumentFragment {
  const found = document.createDocumentFragment();
  if (element) found.append(document.importNode(element instanceof HTMLTemplateElement ? element.content : element, true));
  return found;
}

/** Put siblings into this order, leaving what follows them where it is. */
export function arrange(elements: Element[]): void {
  const places = new Set<Node>(elements);
  const last = [...(elements[0]?.parentNode?.childNodes ?? [])].filter((node) => places.has(node)).pop();
  const after = last?.nextSibling ?? null;
  for (const element of elements) element.parentNode!.insertBefore(element, after);
}
