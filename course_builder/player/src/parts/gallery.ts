// Pictures that open large, in a dialog with the one before and the one after.

import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

function setUp(gallery: HTMLElement): () => void {
  const { t } = core;
  // A figure is a gallery of one.
  const figures = 'galleryOne' in gallery.dataset ? [gallery] : $$('[data-gallery-one]', gallery);
  const count = figures.length;
  let open: HTMLDialogElement | undefined;

  function enlarge(first: number): void {
    let shown = first;
    const figure = el('figure', {});
    // What is said outside of a modal dialog is not heard; this stands inside.
    const position = el('p', { role: 'status' });
    const show = (chosen: number) => {
      shown = (chosen + count) % count;
      const picture = ($('picture', figures[shown]) ?? $('img', figures[shown])!).cloneNode(true) as HTMLElement;
      const large = $('img', picture) ?? picture;
      large.removeAttribute('loading');
      // Of its versions the widest, in its own size.
      const versions = $<HTMLSourceElement>('source', picture);
      if (versions) versions.srcset = versions.srcset.split(' ').at(-2) ?? versions.srcset;
      // A drawing that keeps the width of its text scrolls, by keyboard too.
      if (large.style.getPropertyValue('--readable')) figure.tabIndex = 0;
      const caption = $('figcaption', figures[shown]);
      figure.replaceChildren(picture, el('figcaption', {}, ...[...(caption?.childNodes ?? [])].map((node) => node.cloneNode(true))));
      position.textContent = t('gallery.position', { number: shown + 1, count });
    };
    const several = count > 1;
    const dialog = el('dialog', { 'data-dialog': true, class: 'gallery-dialog', 'aria-label': gallery.dataset.label || t('gallery.large') },
      el('div', { class: 'gallery-large' },
        figure,
        el('div', { class: 'gallery-bar' },
          several && el('button', { onclick: () => show(shown - 1) }, t('gallery.previous')),
          several && position,
          several && el('button', { autofocus: true, onclick: () => show(shown + 1) }, t('gallery.next')),
          el('button', { autofocus: !several, onclick: () => dialog.close() }, t('close')),
        ),
      ),
    ) as HTMLDialogElement;
    dialog.addEventListener('keydown', ({ key }) => {
      const rtl = getComputedStyle(dialog).direction === 'rtl';
      if (key === (rtl ? 'ArrowLeft' : 'ArrowRight')) show(shown + 1);
      else if (key === (rtl ? 'ArrowRight' : 'ArrowLeft')) show(shown - 1);
      else if (key === 'Home') show(0);
      else if (key === 'End') show(count - 1);
    });
    // Outside of it, on what it darkens.
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      open = undefined;
    });
    show(first);
    document.body.append(dialog);
    open = dialog;
    dialog.showModal();
  }

  const large = () => enlarge(0);
  const buttons = figures.map((figure, index) => {
    const name = $<HTMLImageElement>('img', figure)?.alt || $('figcaption', figure)?.textContent || String(index + 1);
    const button = el('button', { class: 'gallery-open', 'aria-haspopup': 'dialog', 'aria-label': t('gallery.open', { picture: name }), onclick: () => enlarge(index) });
    const frame = $('.gallery-frame', figure)!;
    // Of a figure the button stands beside the caption, and covers nothing; who presses the picture means the same.
    if (figure === gallery) {
      frame.after(button);
      frame.addEventListener('click', large);
    } else frame.append(button);
    return button;
  });
  return () => {
    open?.close();
    $('.gallery-frame', gallery)!.removeEventListener('click', large);
    for (const button of buttons) button.remove();
  };
}

core.behaviour('gallery', (root) => {
  const undo = $$('[data-gallery]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
