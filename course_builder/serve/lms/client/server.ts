// Requests of the LMS's own page. What goes wrong is an Error whose message can be shown.

import type { Attempt, Commit, Course, Learner, Version } from './data';

async function ask<T>(address: string, content?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${address}`, content === undefined ? {} : { method: 'POST', body: typeof content === 'string' ? content : JSON.stringify(content) });
  } catch {
    throw new Error('The server does not answer. Is the preview still running?');
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  let message = text;
  try {
    message = (JSON.parse(text) as { message: string }).message;
  } catch {} // not JSON: the text is the message
  throw new Error(message);
}

const records = (version: Version, learner: string) => `${version}/records/${encodeURIComponent(learner)}`;

export const server = {
  course: (version: Version) => ask<Course>(`${version}/course`),
  learners: () => ask<{ learners: Learner[] }>('learners'),
  rename: (learners: Learner[]) => ask('learners', { learners }),
  attempts: (version: Version, learner: string) => ask<Attempt[]>(records(version, learner)),
  begin: (version: Version, learner: string) => ask<Attempt>(records(version, learner), {}),
  load: (version: Version, learner: string, record: string) => ask<Attempt>(`${records(version, learner)}/import`, record),
  commit: (address: string, commit: Commit) => ask<Attempt>(address, commit),
  address: (version: Version, learner: string, attempt: number, sco?: string) => `${records(version, learner)}/${attempt}${sco === undefined ? '' : `/${encodeURIComponent(sco)}`}`,
};
