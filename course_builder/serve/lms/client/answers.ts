// What a learner answered, in words: the LMS holds letters and names, and the course's own data say what they stand for.

import type { CourseData, InteractionData, OptionData, PartData, QuestionData } from '../../../player/src/contract';
import type { Elements, Version } from './data';
import { type Outline, unpack } from '../../../player/src/outline';
import { patternInWords } from './decode';

export interface AnswerInWords {
  question: string;
  chosen: string;
  right: string;
  result: string;
}

/** A question, and the part of it that an interaction tells of. */
interface Known {
  question: QuestionData;
  part: PartData;
}

/** Finds what an interaction is about, by its id. */
export type Find = (interaction: string) => Promise<Known | undefined>;

/** Ids as the player writes them for the LMS. */
const identifier = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 255);

/** Reads the package as learners' browsers do: `course.js` says where a question stands, and the page has its key. */
export function makeFind(folder: string): Find {
  const text = async (name: string) => {
    const response = await fetch(folder + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.text();
  };
  let course: Promise<CourseData> | undefined;
  const pages = new Map<string, Promise<QuestionData[]>>();

  async function questionsOf(screen: string, { screens }: CourseData): Promise<QuestionData[]> {
    const page = screens.find((one) => one.id === screen);
    if (!page) return [];
    const html = new DOMParser().parseFromString(await text(page.href.split('#')[0]!), 'text/html');
    return [...html.querySelectorAll('[data-question-data]')].map((one) => JSON.parse(one.textContent) as QuestionData);
  }

  return async (interaction) => {
    course ??= text('course.js').then((script) => unpack(JSON.parse(/courseBuilderData=(.*);\n/.exec(script)![1]!) as Outline));
    const data = await course.catch((problem: Error) => {
      course = undefined;
      throw problem;
    });
    // A question of several parts has an interaction for each: the question's id, a line, the part's.
    const candidates = Object.keys(data.questions).filter((id) => interaction === identifier(id) || interaction.startsWith(`${identifier(id)}_`));
    for (const id of candidates.sort((one, other) => other.length - one.length)) {
      const { screen } = data.questions[id]!;
      if (!pages.has(screen)) pages.set(screen, questionsOf(screen, data));
      const question = (await pages.get(screen)!).find((one) => one.id === id);
      const part = question?.parts.find((one) => interaction === identifier(question.parts.length > 1 ? `${id}_${one.id}` : id));
      if (question && part) return { question, part };
    }
    return undefined;
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const DIGITS = '1234567890abcdefghijklmnopqrstuvwxyz';

/** The words of the option that a letter (SCORM 1.2) or a name (2004) stands for. */
function labelOf(version: Version, options: readonly OptionData[], written: string, alphabet = LETTERS): string {
  return options.find((one) => (version === 'scorm12' ? alphabet[one.slot % 36] : one.name) === written)?.label ?? written;
}

/** A response or a pattern as the LMS holds it, in words. */
export function inWords(version: Version, written: string, interaction: InteractionData): string {
  if (!written) return '';
  const [comma, dot] = version === 'scorm12' ? [',', '.'] : ['[,]', '[.]'];
  switch (interaction.type) {
    case 'choice':
    case 'region': {
      const options = interaction.type === 'choice' ? interaction.options : interaction.areas;
      // Of true and false, true is the first.
      if (interaction.type === 'choice' && interaction.trueFalse && /^(t|f|true|false)$/.test(written)) return options[written.startsWith('t') ? 0 : 1]?.label ?? written;
      return written.split(comma).map((one) => labelOf(version, options, one)).join('; ');
    }
    case 'order':
      return written.split(comma).map((one) => labelOf(version, interaction.items, one)).join(', then ');
    case 'match':
      return written
        .split(comma)
        .map((pair) => {
          const [source = '', target = ''] = pair.split(dot);
          return `${labelOf(version, interaction.sources, source)} → ${labelOf(version, interaction.targets, target, DIGITS)}`;
        })
        .join('; ');
    case 'text':
    case 'number':
      return patternInWords(written) || written;
    default:
      return interaction satisfies never;
  }
}

/** What is right by the course itself. */
function keyOf(interaction: InteractionData): string {
  switch (interaction.type) {
    case 'choice':
    case 'region':
      return (interaction.type === 'choice' ? interaction.options : interaction.areas)
        .filter((one) => one.correct)
        .map((one) => one.label)
        .join(interaction.multiple ? '; ' : ' or ');
    case 'order':
      return interaction.items.map((one) => one.label).join(', then ');
    case 'match': {
      const label = (options: OptionData[], id: string) => options.find((one) => one.id === id)?.label ?? id;
      return interaction.pairs.map(([source, target]) => `${label(interaction.sources, source)} → ${label(interaction.targets, target)}`).join('; ');
    }
    case 'text':
      return interaction.accepted.join(' or ');
    case 'number':
      return interaction.ranges.map(({ low, high }) => (low === high ? low : `${low} to ${high}`)).join(' or ');
    default:
      return interaction satisfies never;
  }
}

const RESULTS: Record<string, string> = { correct: 'Right', wrong: 'Wrong', incorrect: 'Wrong', neutral: 'Not rated', unanticipated: 'Not foreseen' };

/** A result in words; a number is the share of the points. */
const resultInWords = (result: string): string => RESULTS[result] ?? (result ? `${Math.round(Number(result) * 100)} %` : '');

/** The interactions that the LMS holds, by the names of their elements. */
function entriesOf(cmi: Elements): Elements[] {
  const found: Elements[] = [];
  for (const [key, value] of Object.entries(cmi)) {
    const [, index, leaf] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(key) ?? [];
    if (leaf) (found[Number(index)] ??= {})[leaf] = value;
  }
  return found.filter((one) => one?.id);
}

/** The learner's answers in the order in which they were told; what was told twice stands once. */
export async function answersInWords(version: Version, cmi: Elements, find: Find): Promise<AnswerInWords[]> {
  const seen = new Set<string>();
  const rows: AnswerInWords[] = [];
  for (const entry of entriesOf(cmi)) {
    const written = entry.student_response ?? entry.learner_response ?? '';
    const told = [entry.id, entry.time ?? entry.timestamp, written, entry.result].join('\n');
    if (seen.has(told)) continue;
    seen.add(told);
    const known = await find(entry.id!);
    const result = resultInWords(entry.result ?? '');
    if (!known) {
      // Of a question that the course no longer has.
      rows.push({ question: entry.description || entry.id!, chosen: patternInWords(written) || written, right: patternInWords(entry['correct_responses.0.pattern'] ?? ''), result });
      continue;
    }
    const { question, part } = known;
    const place = question.parts.length > 1 ? ` (${question.parts.indexOf(part) + 1} of ${question.parts.length})` : '';
    rows.push({ question: question.title + place, chosen: inWords(version, written, part.interaction), right: part.scored ? keyOf(part.interaction) : '', result });
  }
  return rows;
}
