// How `course.js` holds the lists of a course, which grow with it: as tables. `course_builder/render/rows.py` writes them.

import type { AssessmentData, CourseData, QuestionSummary, ScreenData } from './contract';

/** What a row leaves out is as in the row above. */
export type Rows = [columns: string[], rows: unknown[][]];

export type Outline = Omit<CourseData, 'screens' | 'assessments' | 'questions'> & Record<'screens' | 'assessments' | 'questions', Rows>;

function read<T>([columns, rows]: Rows): T[] {
  const above: unknown[] = [];
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, (above[at] = row[at] ?? above[at])])) as T);
}

/** The course as the player knows it, with what follows from the rest. */
export function unpack(outline: Outline): CourseData {
  const screens = read<ScreenData>(outline.screens);
  // Most addresses follow from the id.
  for (const screen of screens) screen.href ||= `${screen.id.replaceAll('/', '-')}.html`;
  const assessments = read<AssessmentData>(outline.assessments);
  const quizzes = new Set(assessments.map((one) => (one.screen = one.id)));
  const questions = read<QuestionSummary & { id: string }>(outline.questions).map((one) => {
    one.screen = screens[Number(one.screen)]!.id;
    one.assessment = quizzes.has(one.screen) ? one.screen : '';
    return [one.id, one];
  });
  return { ...outline, screens, assessments, questions: Object.fromEntries(questions) };
}
