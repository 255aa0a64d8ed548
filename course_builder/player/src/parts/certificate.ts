// The certificate: what is missing for it, and when nothing is, the sheet with the learner's name, alone on one page.

import { written } from '../dates';
import { note } from '../notes';
import { hasPassed, passedOn } from '../passing';
import type { Core } from '../ui/core';

const core: Core = window.courseBuilder;
const { $, $$, el } = core;

/** Of many pages that were not seen yet, so many are named. */
const NAMED = 8;

/** "Rai, Asha", as LMSs have it (SCORM 1.2 RTE 3.4.4, student_name), as it is said. */
const spoken = (name: string): string => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1').trim();

function setUp(box: HTMLElement): () => void {
  const { data, session, t, percent } = core;
  const sheet = $('[data-certificate-sheet]', box)!;
  const name = $('[data-certificate-name]', box)!;
  const kept = note(core, 'certificate:name');
  const made: HTMLElement[] = [];
  let shown = '';
  let finish = () => {};

  const link = (id: string, words = '') => {
    const screen = data.screens.find((one) => one.id === id)!;
    return el('li', {}, el('a', { href: screen.href, 'data-screen-link': id }, screen.title), words && ` – ${words}`);
  };

  /** The id of the module or part that it is for; empty: the course. */
  const whole = box.dataset.certificateFor ?? '';
  const part = data.parts?.find((one) => one.id === whole);
  const inside = (module: string) => !whole || (part?.modules ?? [whole]).includes(module);
  const moduleOf = (id: string) => data.screens.find((one) => one.id === id)!.module;
  const begun = (module: string) => data.screens.some((one) => one.module === module && session.seen(one.id));

  /** What is missing: quizzes, pages, and modules to choose. Of modules that others stand in for nothing is asked. */
  function missing(): HTMLElement {
    const choices = (data.parts ?? []).filter(
      ({ modules, required }) => required < modules.length && modules.some(inside) && modules.filter(begun).length < required,
    );
    const asks = (module: string) =>
      inside(module) && session.counts(module) && (begun(module) || !choices.some(({ modules }) => modules.includes(module)));
    const quizzes = data.assessments.filter((one) => one.required && !session.attempt(one.id).passed && asks(moduleOf(one.screen)));
    const onlyQuizzes = !whole && data.completion.when === 'assessments' && data.assessments.some((one) => one.required);
    const unseen = data.screens.filter(
      (one) => !onlyQuizzes && one.kind === 'page' && one.slot >= 0 && one !== core.screen && asks(one.module) && !session.done(one.id),
    );
    const standing = (id: string) => {
      const { phase, best } = session.attempt(id);
      const state = phase === 'running' ? 'running' : best === null ? 'new' : 'failed';
      return t(`results.quiz.${state}`);
    };
    return el('div', { class: 'certificate-missing' },
      el('p', {}, t(whole ? 'certificate.not-yet-part' : 'certificate.not-yet')),
      choices.length > 0 && el('ul', {}, ...choices.map(({ title, modules, required }) =>
        el('li', {}, t('certificate.choose', { title, count: required, total: modules.length }), ' ',
          ...modules.flatMap((module, index) => {
            const first = data.screens.find((one) => one.module === module)!;
            return [index ? ', ' : '', el('a', { href: first.href, 'data-screen-link': first.id }, first.title)];
          })))),
      quizzes.length > 0 && el('p', {}, t('certificate.quizzes')),
      quizzes.length > 0 && el('ul', {}, ...quizzes.map((one) => link(one.screen, standing(one.id)))),
      unseen.length > 0 && el('p', {}, !whole && `${t('results.pages', { share: percent(session.progress() * 100) })} `, t('certificate.pages')),
      unseen.length > 0 && el('ul', {}, ...unseen.slice(0, NAMED).map((one) => link(one.id)), unseen.length > NAMED && el('li', {}, '…')),
    );
  }

  function earned(): HTMLElement {
    $('[data-certificate-date]', box)!.textContent = written(passedOn(core, whole), data.language);
    const module = data.screens.find((one) => one.module === whole && whole);
    $('[data-certificate-course]', box)!.textContent = part?.title ?? module?.title ?? data.title;
    const within = $('[data-certificate-within]', box);
    if (within) within.textContent = t('certificate.within', { course: data.title });
    const hint = el('p', { role: 'status' }, t('certificate.private'));
    const field = el('input', {
      type: 'text', autocomplete: 'name', maxlength: '80',
      oninput: () => {
        name.textContent = field.value.trim();
        const words = t(kept.write(field.value) ? 'certificate.private' : 'certificate.refused');
        if (hint.textContent !== words) hint.textContent = words;
      },
    }) as HTMLInputElement;
    field.value = kept.read() || spoken(session.name);
    name.textContent = field.value.trim();
    return el('div', { class: 'certificate-bar' },
      el('label', {}, t('certificate.name'), field),
      el('button', { 'data-primary': true, onclick: print }, t('certificate.print')),
      hint,
    );
  }

  /** How large the letters can be so that all fits one sheet; the block's room refuses texts that fit none. */
  function size(): string {
    const lines = $$('p, li, h2', sheet).map((one) => Math.ceil(one.textContent!.trim().length / 60) || 1);
    const count = lines.reduce((all, one) => all + one, 0);
    return count <= 9 ? '16pt' : count <= 13 ? '13pt' : '10.5pt';
  }

  /** Print the sheet alone: everything beside it, up to the page itself, is left out. */
  function print(): void {
    finish();
    const around: Element[] = [];
    const beside: Element[] = [];
    for (let one: HTMLElement = box; one !== document.body; one = one.parentElement!) {
      around.push(one.parentElement!);
      beside.push(...[...one.parentElement!.children].filter((other) => other !== one));
    }
    const paper = el('style', {}, `@page{size:A4 ${box.dataset.certificate};margin:12mm}`);
    document.head.append(paper);
    box.dataset.alone = '';
    sheet.style.setProperty('--letters', size());
    for (const one of around) one.setAttribute('data-around-printed', '');
    for (const one of beside) one.setAttribute('data-not-printed', '');
    finish = () => {
      removeEventListener('afterprint', finish);
      paper.remove();
      delete box.dataset.alone;
      for (const one of around) one.removeAttribute('data-around-printed');
      for (const one of beside) one.removeAttribute('data-not-printed');
      finish = () => {};
    };
    addEventListener('afterprint', finish);
    window.print();
  }

  /** What other screens, and this one's being seen, changed. Where nothing did, nothing is touched: somebody may be typing. */
  function show(): void {
    const isGiven = whole ? data.screens.some((one) => inside(one.module)) : !!data.certificate;
    const passed = isGiven && hasPassed(core, whole);
    const next = !isGiven ? el('p', {}, t('certificate.elsewhere')) : passed ? null : missing();
    const state = next ? next.textContent! : 'passed';
    if (state === shown) return;
    shown = state;
    for (const one of made.splice(0)) one.remove();
    sheet.hidden = !passed;
    made.push(next ?? earned());
    sheet.before(...made);
  }

  show();
  // The page counts as seen when it has been set up.
  const timer = setTimeout(show);
  const stop = session.onSave(show);
  return () => {
    clearTimeout(timer);
    stop();
    finish();
    for (const one of made) one.remove();
    sheet.hidden = true;
  };
}

core.behaviour('certificate', (root) => {
  const undo = $$('[data-certificate]', root).map(setUp);
  return () => undo.forEach((one) => one());
});
