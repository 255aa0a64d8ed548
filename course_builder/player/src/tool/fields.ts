// Fields, which are native controls with `data-cell`: read and written as text.

import { $, $$, el } from '../ui/dom';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function read(cell: HTMLElement): string {
  if (cell instanceof HTMLFieldSetElement) return $<HTMLInputElement>('input:checked', cell)?.value ?? '';
  if (cell instanceof HTMLInputElement && cell.type === 'checkbox') return cell.checked ? 'yes' : '';
  return (cell as Field).value;
}

export function write(cell: HTMLElement, value: string): void {
  if (read(cell) === value) return;
  if (cell instanceof HTMLFieldSetElement) {
    const radios = () => $$<HTMLInputElement>('input', cell);
    // The author no longer offers what was chosen; it stays what it was.
    if (value && !radios().some((one) => one.value === value)) {
      const last = $('label', cell)!.cloneNode(true) as HTMLElement;
      $<HTMLInputElement>('input', last)!.value = $('span', last)!.textContent = value;
      cell.append(last);
    }
    for (const one of radios()) one.checked = one.value === value;
  } else if (cell instanceof HTMLInputElement && cell.type === 'checkbox') cell.checked = !!value;
  else {
    if (cell instanceof HTMLSelectElement && ![...cell.options].some((one) => one.value === value)) cell.append(el('option', { value }, value));
    (cell as Field).value = value;
  }
  grow(cell);
}

/** Give a text the height that it needs, where the style sheet cannot. */
export function grow(cell: HTMLElement): void {
  if (!(cell instanceof HTMLTextAreaElement) || CSS.supports('field-sizing', 'content')) return;
  cell.style.height = '';
  if (cell.scrollHeight > cell.clientHeight) cell.style.height = `${cell.scrollHeight + cell.offsetHeight - cell.clientHeight}px`;
}
