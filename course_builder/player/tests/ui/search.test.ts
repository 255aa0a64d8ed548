// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import { course } from './fake';
import { show } from './setup';

type Search = typeof import('../../src/search');
let search: Search;

beforeAll(async () => {
  window.courseBuilderSearch = [
    { screen: 'one', title: 'Le retour à l’école', text: 'Les élèves déplacés arrivent à l’école avec leurs diplômes.' },
    { screen: 'two', title: 'नेपाल', text: 'शिक्षा र आप्रवासन। العودة إلى المَدرسة <img src=x onerror=alert(1)> 移民教育' },
  ];
  show('', course([], { language: 'fr' }), [], []);
  search = await import('../../src/search');
});

function found(query: string): string[] {
  document.querySelectorAll('dialog').forEach((dialog) => dialog.remove());
  window.courseBuilder.search!();
  const input = document.querySelector<HTMLInputElement>('dialog input')!;
  input.value = query;
  input.dispatchEvent(new Event('input'));
  return [...document.querySelectorAll<HTMLElement>('dialog li a')].map((link) => link.dataset.screenLink!);
}

test.each([
  ['ecole', ['one']], ['ÉCOLE', ['one']], ['deplac', ['one']], ['diplomes ecole', ['one']],
  ['शिक्षा', ['two']], ['مدرسة', []], ['المدرسة', ['two']], ['移民', ['two']], ['zzz', []], ['  ', []],
])('finds %s', (query, screens) => expect(found(query)).toEqual(screens));

// Only where nothing is found as it is typed.
test.each([
  ['diplames', ['one']], ['dilomes', ['one']], ['diplommes', ['one']], ['eleves dipl0mes', ['one']], ['المدرسا', ['two']],
  ['xiplomes', ['one']], ['diplxmxs', []], ['dep', ['one']], ['dxp', []], ['移xx', []],
])('tolerates one wrong letter: %s', (query, screens) => expect(found(query)).toEqual(screens));

test('a word as it stands keeps others out that are nearly the same', () => {
  window.courseBuilderSearch!.push({ screen: 'quiz/one', title: 'Diplomas', text: '' });
  expect(found('diplomes')).toEqual(['one']);
  expect(found('diplomxs').sort()).toEqual(['one', 'quiz/one']);
  expect([...document.querySelectorAll('dialog mark')].map((one) => one.textContent)).toEqual(['diplômes']);
  window.courseBuilderSearch!.pop();
});

test('names the module of a page', () => {
  window.courseBuilderSearch![1]!.module = 'Deux';
  found('शिक्षा');
  expect(document.querySelector('dialog li small')!.textContent).toBe('Deux');
  found('ecole');
  expect(document.querySelector('dialog li small')).toBeNull();
});

test('says how many were found, and shows where, as text', () => {
  found('नेपाल');
  expect(document.querySelector('dialog [role=status]')!.textContent).toBe('1 page found');
  expect(document.querySelector('dialog img')).toBeNull();
  expect(document.querySelector('dialog li p')!.textContent).toContain('<img');
});

test('marks what was found', () => {
  const nodes = search.snippet('Les élèves déplacés', ['deplac']);
  expect(nodes.map((node) => (typeof node === 'string' ? node : `[${node.textContent}]`)).join('')).toBe('Les élèves [déplacés]');
});

test('keeps the marks that belong to a script', () => expect(search.fold('शिक्षा École')).toBe('शिक्षा ecole'));

// What is written in several ways, each with what else may be typed for it.
test.each([
  ['أحمد', 'احمد'], ['إدارة', 'اداره'], ['آبار', 'ابار'], ['ٱلماء', 'الماء'], ['مدرسة', 'مدرسه'], ['مستوى', 'مستوي'],
  ['مُدَرِّسٌ', 'مدرس'], ['مـــاء', 'ماء'], ['مسؤول', 'مسوول'], ['هٰذا', 'هذا'], ['یک', 'يك'], ['می‌خواهم', 'میخواهم'],
  ['क़लम', 'कलम'], ['ज़रूरत', 'जरूरत'], ['ढाँचा', 'ढाँचा'], ['शब्द‍', 'शब्द'],
  ['ΟΔΟΣ', 'οδος'], ['Οδός', 'ΟΔΟΣ'], ['IĞDIR', 'ığdır'], ['İzmir', 'izmir'],
])('%s is found by %s', (written, typed) => expect(search.fold(written)).toBe(search.fold(typed)));

test('different letters stay different', () => {
  for (const [one, other] of [['की', 'का'], ['कं', 'क'], ['ب', 'ت'], ['ح', 'خ'], ['शिक्षा', 'शक्षा']] as const) {
    expect(search.fold(one)).not.toBe(search.fold(other));
  }
});

test('marks an Arabic word with vowel signs', () => {
  const nodes = search.snippet('هذا مُدَرِّسٌ جيد', [search.fold('مدرس')]);
  expect(nodes.map((node) => (typeof node === 'string' ? node : `[${node.textContent}]`)).join('')).toBe('هذا [مُدَرِّسٌ] جيد');
});
