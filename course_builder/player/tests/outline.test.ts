import { expect, test } from 'vitest';
import { type Outline, unpack } from '../src/outline';

// The example of tests/render/test_rows.py, with a quiz and its questions.
const outline = {
  id: 'course',
  screens: [
    ['id', 'slot', 'module', 'gates', 'href'],
    [['home', -1, '', 0, 'index.html'], ['tea', 0, 'tea', null, ''], ['tea/pot', 1, null, 2], ['quiz/cup', 2, 'cup', 0]],
  ],
  assessments: [['id', 'pools'], [['quiz/cup', {}]]],
  questions: [['id', 'slot', 'screen', 'graded'], [['one', 0, 1, false], ['two', 1, 3, true], ['three', 2]]],
} as unknown as Outline;

test('a row is as the row above where it says nothing, and addresses follow from ids', () => {
  expect(unpack(outline)).toEqual({
    id: 'course',
    screens: [
      { id: 'home', slot: -1, module: '', gates: 0, href: 'index.html' },
      { id: 'tea', slot: 0, module: 'tea', gates: 0, href: 'tea.html' },
      { id: 'tea/pot', slot: 1, module: 'tea', gates: 2, href: 'tea-pot.html' },
      { id: 'quiz/cup', slot: 2, module: 'cup', gates: 0, href: 'quiz-cup.html' },
    ],
    assessments: [{ id: 'quiz/cup', screen: 'quiz/cup', pools: {} }],
    questions: {
      one: { id: 'one', slot: 0, screen: 'tea', graded: false, assessment: '' },
      two: { id: 'two', slot: 1, screen: 'quiz/cup', graded: true, assessment: 'quiz/cup' },
      three: { id: 'three', slot: 2, screen: 'quiz/cup', graded: true, assessment: 'quiz/cup' },
    },
  });
});
