import { distance } from 'fastest-levenshtein';
import { UsageError } from '../errors.ts';
import { isOrdinary } from '../letters/ordinary.ts';
import type { Answer, Answers, Form } from './question.ts';
import { SURE } from './unsure.ts';

/** What an answers file says, and what in it no question can take. */
export interface AnswersFile {
  readonly answers: Answers;
  /** In sentences without content. A key that is not a question is told by its place, and itself only where it can be nobody's words. */
  readonly stray: readonly string[];
  /** Which of its answers it says are meant as they stand, by their keys. */
  readonly sure?: readonly string[];
}

/** What is known of where an answers file comes from. */
export interface FileFacts {
  /** On which line each key stands. */
  readonly lines?: ReadonlyMap<string, number>;
  /** What people of the team and of the incident are called. */
  readonly names?: readonly string[];
}

/**
 * The answers in the data of an answers file: texts, lists of texts, and null for "asked, not given". A key that is
 * left empty, with quotes ("") or without, was not asked. Throws a UserError where it is no list of keys at all.
 */
export function parseAnswers<F>(data: unknown, form: Form<F>, facts: FileFacts = {}): AnswersFile {
  if (data === null || data === undefined) return { answers: {}, stray: [] };
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new UsageError(
      'The answers file is not a list of keys with their answers.',
      `\`coc ${form.name} --print-form\` prints every key with its choices.`,
    );
  }
  const answers: Record<string, Answer> = {};
  const stray: string[] = [];
  const ids = form.questions.map(({ id }) => id);
  let sure: readonly string[] = [];
  for (const [index, [key, value]] of Object.entries(data).entries()) {
    if (key === SURE && !ids.includes(SURE)) {
      sure = keysIn(value);
      if (!isAnswer(value) || sure.some((one) => !ids.includes(one)))
        stray.push(
          `${SURE} must be keys of this file whose answers are meant as they stand, as [one, another]`,
        );
    } else if (!ids.includes(key)) {
      const meant = ids.find((id) => isNear(id, key.toLowerCase())) ?? onlyWithin(key, ids);
      const line = facts.lines?.get(key);
      const at = `key ${index + 1} of the file${line === undefined ? '' : `, on line ${line},`}`;
      const which = mayBeShown(key, ids, facts) ? ` (${key})` : '';
      stray.push(`${at}${which} is not a question here${meant ? `; is ${meant} meant?` : ''}`);
    } else if (!isAnswer(value))
      stray.push(`${key} must be text, a list of texts, or null${hasKeys(value) ? QUOTED : ''}`);
    else if (value !== '') answers[key] = value;
  }
  return { answers, stray, ...(sure.length > 0 && { sure }) };
}

function keysIn(value: unknown): readonly string[] {
  return isAnswer(value) ? [value ?? []].flat().filter((one) => one !== '') : [];
}

const LIKE_A_KEY = /^(?=.{1,30}$)[a-z]+(?:[-_][a-z]+)*$/;

/** Whether a key is such as forms have, made of words that are in every dictionary, and no word of it is anybody's name. */
function mayBeShown(key: string, ids: readonly string[], { names = [] }: FileFacts): boolean {
  const own = new Set(ids.flatMap((id) => id.split('-')));
  const called = new Set(names.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u)));
  return (
    LIKE_A_KEY.test(key) &&
    key.split(/[-_]/).every((word) => !called.has(word) && (own.has(word) || isOrdinary(word)))
  );
}

/** The one question whose words are all in a key, or the other way round: `reporter-consent` for `consent`. */
function onlyWithin(key: string, ids: readonly string[]): string | undefined {
  const words = key.toLowerCase().split(/[-_ ]/);
  const isIn = (one: readonly string[], other: readonly string[]): boolean =>
    one.every((word) => other.includes(word));
  const [found, ...others] = ids.filter((id) => isIn(id.split('-'), words) || isIn(words, id.split('-')));
  return others.length > 0 || !LIKE_A_KEY.test(key) ? undefined : found;
}

const QUOTED = '; words with a colon go into quotes';

/** Whether a colon within an item made keys of it. */
function hasKeys(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.some((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  );
}

function isAnswer(value: unknown): value is Answer {
  return (
    value === null ||
    typeof value === 'string' ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string'))
  );
}

/** Whether two keys differ by a slip: one letter, one swap, or the way words are joined. */
function isNear(id: string, key: string): boolean {
  if (id.replaceAll('-', '') === key.replaceAll(/[-_ ]/g, '')) return true;
  return distance(id, key) <= Math.min(2, Math.floor(id.length / 3));
}
