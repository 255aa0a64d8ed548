// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import type { InteractionData, MatchData, OrderData, QuestionData } from '../../src/contract';
import { choice, course, form, option, part, question } from './fake';
import { core, last, pick, show, submit, tick, type } from './setup';

beforeAll(async () => {
  await import('../../src/behaviours/question');
  for (const name of ['choice', 'text', 'number', 'match', 'order', 'region', 'hints']) await import(`../../src/behaviours/${name}.ts`);
  await import('../../src/parts/scenario');
});

const $ = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
const $$ = <E extends HTMLElement = HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
const input = (value: string) => $<HTMLInputElement>(`input[value="${value}"]`);
const verdict = () => $('[data-verdict]')?.dataset.verdict;
const outcome = () => $('[data-outcome]').textContent;
const marks = () => Object.fromEntries($$('[data-option][data-mark]').map((one) => [one.dataset.option, one.dataset.mark]));

const page = (one: QuestionData, own = {}, names = ['question'], extra = '') => show(form(one, extra), course([one]), [one], names, own);

describe('a choice', () => {
  const one = question('q', part(choice(['b'])));

  test('is shown in the order of the session', () => {
    page(one);
    expect($$('label').map((label) => label.dataset.option)).toEqual(['c', 'b', 'a']);
  });

  test('asks for an answer before it checks, and uses up no try', () => {
    const { calls } = page(one);
    submit($('form'));
    expect(verdict()).toBe('empty');
    expect(calls).toEqual([]);
  });

  test('that is wrong tells why, keeps the key, and lets the learner try on', () => {
    page(one);
    tick(input('a'));
    submit($('form'));
    expect(verdict()).toBe('incorrect');
    expect(marks()).toEqual({ a: 'wrong' });
    expect($('[data-option-feedback]').textContent).toBe('About A');
    expect($('[data-option-feedback]').previousElementSibling).toBe($('[data-option=a]'));
    expect(outcome()).not.toContain('The key');
    expect($('[data-check]').hidden).toBe(false);
    expect(input('a').disabled).toBe(false);
  });

  test('says no more about an answer that was changed', () => {
    page(one);
    tick(input('a'));
    submit($('form'));
    tick(input('b'));
    expect(outcome()).toBe('');
    expect($$('[data-mark], [data-mark-text], [data-option-feedback]')).toEqual([]);
  });

  test('that is right is locked, explained, and can be done again', () => {
    const { calls } = page(one);
    tick(input('b'));
    submit($('form'));
    expect(verdict()).toBe('correct');
    expect(outcome()).toContain('Well done');
    expect(outcome()).toContain('Because');
    expect($('[data-mark=right] [data-mark-text]').textContent).toContain('right');
    expect(input('a').disabled).toBe(true);
    expect(document.activeElement).toBe($('[data-outcome]'));
    $('[data-again]').click();
    expect(last(calls)).toEqual(['reset', 'q']);
    expect($$(':checked')).toEqual([]);
    expect(input('a').disabled).toBe(false);
    expect(outcome()).toBe('');
  });

  test('shows the answer on request where tries are without limit', () => {
    page(one);
    tick(input('a'));
    submit($('form'));
    $('[data-show-answer]').click();
    expect(marks()).toEqual({ a: 'wrong', b: 'missed' });
    expect(outcome()).toContain('The key');
    expect($('[data-check]').hidden).toBe(true);
  });

  test('counts its tries down and ends with the key', () => {
    page({ ...one, tries: 2 });
    tick(input('a'));
    submit($('form'));
    expect(outcome()).toContain('You have 1 more try.');
    expect($('[data-show-answer]')).toBeNull();
    tick(input('a', ), false);
    tick(input('c'));
    submit($('form'));
    expect(outcome()).toContain('The key');
    expect($('[data-again]').hidden).toBe(true);
    submit($('form'));
    expect(core.session.answer('q')!.tries).toBe(2);
  });

  test('comes back as it was left', () => {
    page(one, { answer: () => ({ responses: [{ type: 'choice', chosen: ['a'] }], score: 0, tries: 1, hints: 0, final: true }) });
    expect(input('a').checked).toBe(true);
    expect(verdict()).toBe('incorrect');
    expect(document.activeElement).not.toBe($('[data-outcome]'));
  });

  test('of opinions is kept, not judged', () => {
    const scale = { ...choice([]), presentation: 'scale' } as InteractionData;
    page(question('q', part(scale, 'p', false)));
    expect($('[data-check]').textContent).toBe('Save my answer');
    tick(input('a'));
    submit($('form'));
    expect(verdict()).toBe('saved');
    expect(outcome()).toContain('Because');
    expect(marks()).toEqual({});
    expect(input('b').disabled).toBe(false);
  });

  test('keeps drafts from the first click', () => {
    const { calls } = page(one);
    tick(input('c'));
    expect(calls).toEqual([['draft', 'q', [{ type: 'choice', chosen: ['c'] }]]]);
  });

  test('that is changed after a check is kept as it stands, for the next time', () => {
    const { calls } = page(one);
    tick(input('a'));
    submit($('form'));
    input('a').checked = false;
    tick(input('c'));
    expect(calls.slice(-2)).toEqual([['reset', 'q'], ['draft', 'q', [{ type: 'choice', chosen: ['c'] }]]]);
  });

  test('never turns what it is told into HTML', () => {
    const bad = { ...choice(['b']), options: [option('a'), { ...option('b', true), label: '<img src=x onerror=alert(1)>' }] } as InteractionData;
    const items = [{ ...option('i'), label: '<b>x</b>' }];
    page(question('q', part(bad), part({ type: 'order', items, scoring: 'all' }, 'o')));
    expect($('[data-up]').getAttribute('aria-label')).toContain('<b>x</b>');
  });
});

describe('several parts', () => {
  const one = question(
    'q',
    part({ ...choice(['b']), presentation: 'menu' } as InteractionData, 'g1'),
    part({ type: 'text', accepted: ['behind'], patterns: [], caseMatters: false, accentsMatter: false, long: false, selfMarked: false }, 'g2'),
    part({ type: 'number', ranges: [{ low: '280', high: '282' }] }, 'g3'),
  );

  test('are marked one by one', () => {
    const { calls } = page(one);
    pick($('select'), 'b');
    type($('[data-part=g2] input'), 'Behind');
    type($('[data-part=g3] input'), '300');
    submit($('form'));
    expect($$('[data-mark]').map((mark) => [mark.dataset.part, mark.dataset.mark])).toEqual([['g1', 'right'], ['g2', 'right'], ['g3', 'wrong']]);
    expect(verdict()).toBe('partial');
    expect(last(calls)).toEqual(['check', 'q', [{ type: 'choice', chosen: ['b'] }, { type: 'text', text: 'Behind' }, { type: 'number', text: '300' }]]);
    expect($<HTMLInputElement>('[data-part=g2] input').readOnly).toBe(false);
  });

  test('come back', () => {
    const responses = [null, { type: 'text' as const, text: 'x' }, { type: 'number' as const, text: '1,5' }];
    page(one, { answer: () => ({ responses, score: null, tries: 0, hints: 0, final: false }) });
    expect($$<HTMLInputElement>('input').map((field) => field.value)).toEqual(['x', '1,5']);
    expect(outcome()).toBe('');
  });
});

describe('match', () => {
  const data: MatchData = {
    type: 'match', sources: [option('s1'), option('s2')], targets: [option('t1'), option('t2'), option('t3')],
    pairs: [['s1', 't1'], ['s2', 't2']], scoring: 'per-option', shuffle: true,
  };

  test('shuffles the targets behind the empty one, reads pairs, marks rows', () => {
    const { calls } = page(question('q', part(data)));
    const menus = $$<HTMLSelectElement>('select');
    expect([...menus[0]!.options].map((one) => one.value)).toEqual(['', 't3', 't2', 't1']);
    pick(menus[0]!, 't1');
    pick(menus[1]!, 't3');
    submit($('form'));
    expect(last(calls)[2]).toEqual([{ type: 'match', pairs: { s1: 't1', s2: 't3' } }]);
    expect($$('[data-source]').map((row) => row.dataset.mark)).toEqual(['right', 'wrong']);
  });
});

describe('what is answered by half', () => {
  const pairs = part({
    type: 'match', sources: ['s1', 's2', 's3'].map((id) => option(id)), targets: [option('t1')], pairs: [], scoring: 'all', shuffle: false,
  } as MatchData);
  const gap = part({ type: 'text', accepted: ['a'], patterns: [], caseMatters: false, accentsMatter: false, long: false, selfMarked: false }, 'g');

  test('is told once before it is marked', () => {
    const { calls } = page(question('q', pairs, gap));
    const checks = () => calls.filter(([name]) => name === 'check').length;
    pick($('select'), 't1');
    submit($('form'));
    expect([verdict(), checks(), $$('[data-mark]').length]).toEqual(['empty', 0, 0]);
    expect(outcome()).toBe('1 of 4 done. Press the button again if you want to leave it so.');
    pick($$<HTMLSelectElement>('select')[1]!, 't1');
    expect(outcome()).toBe('');
    submit($('form'));
    expect([verdict(), checks()]).toEqual(['incorrect', 1]);
  });

  test('is told anew where the question is begun anew', () => {
    const one = { ...question('q', gap, part(choice(['b']))), tries: 2 };
    page(one);
    for (let n = 0; n < 2; n++) {
      type($('[data-part=g] input'), 'a');
      submit($('form'));
      expect(verdict()).toBe('empty');
      submit($('form'));
      expect(verdict()).toBe('partial');
      if (!n) core.session.reset('q');
      if (!n) page(one);
    }
  });

  test('is not told where all is answered', () => {
    const { calls } = page(question('q', gap));
    type($('input'), 'b');
    submit($('form'));
    expect(last(calls)[0]).toBe('check');
  });
});

describe('a number', () => {
  const one = question('q', part({ type: 'number', ranges: [{ low: '5', high: '5' }], unit: 'km' }));

  test('that is none is told, and is no try', () => {
    const { calls } = page(one);
    for (const typed of ['abc', 'five', '5 miles', '1.2.3']) {
      type($('input'), typed);
      submit($('form'));
      expect([verdict(), outcome()]).toEqual(['empty', `“${typed}” cannot be read as a number. Write digits only.`]);
      expect(document.activeElement).toBe($('input'));
    }
    expect(calls.some(([name]) => name === 'check')).toBe(false);
    expect($$('[data-mark]')).toEqual([]);
    for (const typed of ['6', ' 6 km ', '٦', '1’000', '-0,5']) {
      type($('input'), typed);
      submit($('form'));
      expect(last(calls)).toEqual(['check', 'q', [{ type: 'number', text: typed }]]);
    }
  });

  test('that is none is told in a quiz as well, and counts as not answered', () => {
    page(one, {}, []);
    const made = core.question!($('form'), one, { mode: 'draft' });
    type($('input'), 'abc');
    $('input').dispatchEvent(new Event('change', { bubbles: true }));
    expect([verdict(), made.complete()]).toEqual(['empty', false]);
    type($('input'), '7');
    $('input').dispatchEvent(new Event('change', { bubbles: true }));
    expect([verdict(), made.complete()]).toEqual([undefined, true]);
  });
});

describe('order', () => {
  const data: OrderData = { type: 'order', items: ['a', 'b', 'c'].map((id) => option(id)), scoring: 'all' };
  const order = () => $$('[data-item]').map((item) => item.dataset.item);
  const button = (id: string, which: string) => $(`[data-item=${id}] [data-${which}]`);

  test('is moved by buttons, which keep the focus and say the place', () => {
    const { calls } = page(question('q', part(data)));
    expect(order()).toEqual(['c', 'b', 'a']);
    button('a', 'up').click();
    expect(order()).toEqual(['c', 'a', 'b']);
    expect(document.activeElement).toBe(button('a', 'up'));
    expect($('body > [role=status]').textContent).toBe('Moved to place 2 of 3');
    expect(last(calls)).toEqual(['draft', 'q', [{ type: 'order', items: ['c', 'a', 'b'] }]]);
    expect(button('c', 'up').getAttribute('aria-disabled')).toBe('true');
    expect(button('b', 'down').getAttribute('aria-disabled')).toBe('true');
    button('c', 'up').click();
    expect(order()).toEqual(['c', 'a', 'b']);
  });

  test('counts as answered only when it was touched, but can be checked as it stands', () => {
    const { calls } = page(question('q', part(data)));
    submit($('form'));
    expect(last(calls)).toEqual(['check', 'q', [{ type: 'order', items: ['c', 'b', 'a'] }]]);
    expect($$('[data-item]').map((item) => item.dataset.mark)).toEqual(['wrong', 'right', 'wrong']);
  });
});

test('areas of a picture are chosen and marked', () => {
  page(question('q', part({ type: 'region', areas: [option('a', true), option('b')], multiple: false, scoring: 'all' })));
  tick(input('b'));
  submit($('form'));
  expect(marks()).toEqual({ b: 'wrong' });
  // There is no room for feedback in a picture.
  expect(outcome()).toContain('About B');
});

describe('a text that learners mark themselves', () => {
  const one = question('q', part({ type: 'text', accepted: [], patterns: [], caseMatters: false, accentsMatter: false, long: true, selfMarked: true }));

  test('shows the model answer, then takes the mark', () => {
    const { calls } = page(one);
    expect($('[data-check]').textContent).toBe('Compare with the model answer');
    submit($('form'));
    expect(verdict()).toBe('empty');
    type($('textarea'), 'mine');
    expect(last(calls)).toEqual(['draft', 'q', [{ type: 'text', text: 'mine' }]]);
    submit($('form'));
    expect(outcome()).toContain('The key');
    expect($('[data-self-mark]').hidden).toBe(false);
    expect($<HTMLTextAreaElement>('textarea').readOnly).toBe(true);
    tick(input('0.5'));
    expect(last(calls)).toEqual(['check', 'q', [{ type: 'text', text: 'mine', mark: 0.5 }]]);
    expect(verdict()).toBe('partial');
  });
});

describe('hints', () => {
  test('come one after the other and are counted', () => {
    const one = { ...question('q', part(choice(['b']))), hints: [0.1, 0] };
    page(one, {}, ['question', 'hints'], '<div data-hints><details data-hint="0"><summary>1</summary></details><details data-hint="1"><summary>2</summary></details></div>');
    const [first, second] = $$<HTMLDetailsElement>('[data-hint]');
    expect([first!.hidden, second!.hidden]).toEqual([false, true]);
    first!.open = true;
    first!.dispatchEvent(new Event('toggle'));
    expect(core.session.answer('q')!.hints).toBe(1);
    expect(second!.hidden).toBe(false);
  });
});

describe('a scenario', () => {
  const step = (id: string, ...leads: string[]) => part({ ...choice([]), options: leads.map((to, index) => option('ab'[index]!, false, to)), shuffle: false } as InteractionData, id);
  const one: QuestionData = {
    ...question('q', step('p', 'bad', 'two'), step('two', 'good', 'p')),
    endings: [{ id: 'bad', score: 0, retry: true }, { id: 'good', score: 1, retry: false }],
  };
  const visible = () => $$('[data-step], [data-ending]').filter((section) => !section.hidden).map((section) => section.dataset.step ?? section.dataset.ending);
  const choose = (stepId: string, value: string) => {
    tick($(`[data-step=${stepId}] input[value=${value}]`));
    submit($('form'));
  };
  const start = () => {
    const data = course([one]);
    data.questions.q!.scored = true;
    return show(form(one), data, [one], ['question']);
  };

  test('goes step by step, tells the consequence, and ends with its score', () => {
    const { calls } = start();
    expect(visible()).toEqual(['p']);
    submit($('form'));
    expect(verdict()).toBe('empty');
    choose('p', 'b');
    expect(visible()).toEqual(['p', 'two']);
    expect($('[data-consequence]').textContent).toBe('About B');
    expect(document.activeElement).toBe($('[data-consequence]'));
    expect(last(calls)[0]).toBe('draft');
    choose('two', 'a');
    expect(visible()).toEqual(['p', 'two', 'good']);
    expect(last(calls)[0]).toBe('check');
    expect(outcome()).toContain('100%');
    $('[data-again]').click();
    expect(visible()).toEqual(['p']);
  });

  test('a way back to an earlier step is decided anew', () => {
    start();
    choose('p', 'b');
    choose('two', 'b');
    expect(visible()).toEqual(['p']);
    expect($$<HTMLInputElement>('[data-step=p] input').every((field) => !field.disabled)).toBe(true);
  });

  test('an ending that lets the learner go back counts when it is kept', () => {
    const { calls } = start();
    choose('p', 'a');
    expect(calls.some(([name]) => name === 'check')).toBe(false);
    $('[data-back-to-choice]').click();
    expect(visible()).toEqual(['p']);
    choose('p', 'a');
    expect($('[data-check]').textContent).toBe('Finish here');
    submit($('form'));
    expect(last(calls)[0]).toBe('check');
    expect($('[data-back-to-choice]')).toBeNull();
  });

  test('comes back where it was left', () => {
    const data = course([one]);
    show(form(one), data, [one], ['question'], { answer: () => ({ responses: [{ type: 'choice', chosen: ['b'] }, null], score: null, tries: 0, hints: 0, final: false }) });
    expect(visible()).toEqual(['p', 'two']);
    expect($<HTMLInputElement>('[data-step=p] input[value=b]').checked).toBe(true);
  });
});
