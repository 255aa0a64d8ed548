// The table of answers in the panel.

import { $, el } from '../../../player/src/ui/dom';
import { answersInWords, makeFind } from './answers';
import type { AnswerInWords, Find } from './answers';
import type { Elements, Version } from './data';

export interface AnswersTable {
  /**
   * @param cmi what the LMS holds.
   * @param folder where the package's files are.
   * @param edition another object where the package may be another.
   */
  show(version: Version, cmi: Elements, folder: string, edition: unknown): void;
}

const COLUMNS: [keyof AnswerInWords, string][] = [
  ['question', 'Question'],
  ['chosen', 'Chosen'],
  ['right', 'Right answer'],
  ['result', 'Result'],
];

export function makeAnswersTable(root: HTMLElement): AnswersTable {
  const body = $('[data-answers]', root)!;
  const note = $('[data-answers-note]', root)!;
  let find: Find | undefined;
  let from: unknown[] = [];
  let shown = '';
  let turn = 0;

  /** The roles are said because a narrow table is laid out as cards, and browsers then take it for no table. */
  function row(answer: AnswerInWords): HTMLElement {
    const [first, ...others] = COLUMNS;
    return el(
      'tr',
      { role: 'row' },
      el('th', { scope: 'row', role: 'rowheader' }, answer[first![0]]),
      ...others.map(([name, label]) => el('td', { role: 'cell', 'data-label': label, 'data-answer': name }, answer[name] || '–')),
    );
  }

  return {
    show(version, cmi, folder, edition) {
      if (from[0] !== folder || from[1] !== edition) {
        [find, from, shown] = [makeFind(folder), [folder, edition], ''];
      }
      const told = JSON.stringify([...Object.entries(cmi).filter(([key]) => key.startsWith('cmi.interactions.'))]);
      if (told === shown) return;
      shown = told;
      const mine = ++turn;
      answersInWords(version, cmi, find!).then(
        (answers) => {
          if (mine !== turn) return;
          body.replaceChildren(...answers.map(row));
          note.textContent = answers.length ? '' : 'No answer is stored yet.';
        },
        () => {
          shown = ''; // the network may be down: read again at the next change
          note.textContent = 'The course cannot be read at the moment.';
        },
      );
    },
  };
}
