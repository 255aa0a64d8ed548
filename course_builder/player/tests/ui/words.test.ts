/// <reference types="vite/client" />
import { describe, expect, test } from 'vitest';
import type { CourseData } from '../../src/contract';
import { makeWords } from '../../src/ui/words';
import english from '../../words.en.json';

const files = import.meta.glob(['../../src/{ui,behaviours,parts,tool}/*.ts', '../../src/*.ts'], { query: '?raw', import: 'default', eager: true });
const sources = Object.values(files).join('\n');
const keys = Object.keys(english);

describe('words.en.json', () => {
  test('holds every key that the player names', () => {
    const calls = [...sources.matchAll(/\b(?:core\.|words\.)?([tn])\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)];
    const named = calls.flatMap(([, call, inner]) => [...inner!.split(', {')[0]!.matchAll(/'([a-z][a-z.-]+)'/g)].map(([, key]) => (call === 'n' ? `${key}.other` : key!)));
    expect(named.length).toBeGreaterThan(40);
    const states = ['done', 'running', 'failed', 'passed', 'review', 'quiz'];
    expect(named.filter((key) => !keys.includes(key) && !states.includes(key))).toEqual([]);
  });

  test('holds no key that nothing uses', () => {
    const templates = [...sources.matchAll(/`([a-z.]+\.)\$\{/g)].map(([, start]) => start!);
    const unused = keys.filter((key) => {
      const bare = key.replace(/\.(zero|one|two|few|many|other)$/, '');
      return !sources.includes(`'${bare}'`) && !templates.some((start) => key.startsWith(start));
    });
    expect(unused).toEqual([]);
  });

  test('stands in order', () => expect(keys).toEqual([...keys].sort()));
});

describe('words', () => {
  const words = (language: string, own: Record<string, string>) => makeWords({ language, words: own } as unknown as CourseData);

  test('fills values in, numbers as the language writes them', () => {
    expect(words('de', { a: '{x} von {y} {z}' }).t('a', { x: 1234, y: 'b' })).toBe('1.234 von b {z}');
    expect(words('ar-EG', { a: '{x}' }).t('a', { x: 1234.5 })).toBe('1,234.5');
  });

  test('an unknown key stays itself', () => expect(words('en', {}).t('no.such')).toBe('no.such'));

  test('plural forms follow the language; an exact zero is said where there is a word for it', () => {
    const own = { 'p.one': 'one {count}', 'p.other': '{count} others', 'p.few': 'few', 'p.zero': 'none' };
    expect(words('en', own).n('p', 1)).toBe('one 1');
    expect(words('en', own).n('p', 5)).toBe('5 others');
    expect(words('en', own).n('p', 0)).toBe('none');
    expect(words('ar', own).n('p', 3)).toBe('few');
    expect(words('ja', own).n('p', 1)).toBe('1 others');
  });

  test('per cents never round up to a pass mark', () => {
    const { percent } = words('en', {});
    expect(percent(79.96)).toBe('79%');
    expect(percent(200 / 3)).toBe('66%');
    expect(percent(80)).toBe('80%');
    expect(percent((4 / 5) * 100)).toBe('80%');
    expect(words('fr', {}).percent(50)).toMatch(/^50\s%$/);
  });
});
