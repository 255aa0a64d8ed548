// What went wrong in a quiz, once more for practice. It is kept nowhere: neither the session nor the LMS hears of it.

import type { Answer, Session } from '../session';
import type { Core } from '../ui/core';

/** What a question asks of a session, in memory. Options stand in the order that they had in the attempt. */
export function practiceSession({ session, scoreQuestion }: Core): Session {
  const answers = new Map<string, Answer>();
  const put = (id: string, change: Partial<Answer>): Answer => {
    const answer = { responses: [], score: null, tries: 0, hints: 0, final: false, ...answers.get(id), ...change };
    answers.set(id, answer);
    return answer;
  };
  return Object.assign(Object.create(session) as Session, {
    answer: (id) => answers.get(id),
    draft: ({ id }, responses) => void put(id, { responses }),
    check: (question, responses) =>
      put(question.id, { responses, score: scoreQuestion(question, responses), tries: put(question.id, {}).tries + 1, final: true }),
    reset: (id) => void put(id, { responses: [], score: null, final: false }),
  } satisfies Partial<Session>);
}
