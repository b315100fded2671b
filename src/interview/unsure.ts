import { isNearlyUnnamed } from '../text/nothing.ts';
import { typeOf } from './check.ts';
import type { Answer, Answers, AnswerType, Form, Question } from './question.ts';
import { isYesOrNo } from './slips.ts';

/** The key of an answers file for those of its answers that are meant as they stand. */
export const SURE = 'sure';

/** What a file says that somebody at a terminal would be asked about, and in which answers nobody says that it is meant. */
export interface FromFile {
  readonly given: Answers;
  /** Keys. */
  readonly sure: readonly string[];
}

/** What of the answers of a file may not be meant so, with the key of each. Nobody can be asked: it has to say that it is sure. */
export function unsureIn<F>(
  { questions }: Form<F>,
  facts: F,
  answers: Answers,
  { given, sure }: FromFile,
): readonly { readonly id: string; readonly what: string }[] {
  return questions
    .filter(({ id }) => id in given && id in answers && !sure.includes(id))
    .flatMap((question) =>
      unsureOf(question, answers[question.id] ?? null, answers, facts).map((what) => ({
        id: question.id,
        what,
      })),
    );
}

/** What may be meant otherwise in one answer: what is said at a terminal of what was typed, and what stands beside the question there. */
export function unsureOf<F>(
  question: Question<F>,
  answer: Answer,
  answers: Answers,
  facts: F,
): readonly string[] {
  const type = typeOf(question, answers, facts);
  const words = TYPED.has(type.type) ? [answer ?? []].flat() : [];
  const { ofTyped, ofWritten, isSaid, unsure } = question;
  return [
    ...(isSaid !== true && words.some((one) => isYesOrNo(one, type)) ? [NO_WORDS] : []),
    ...(words.some((one) => isPerhapsNoName(one, type)) ? [NO_NAME] : []),
    ...(ofWritten !== undefined && words.some((one) => (ofTyped?.(one, answers, facts) ?? []).length > 0)
      ? [ofWritten]
      : []),
    ...(unsure?.(answer, answers, facts) ?? []),
  ];
}

const TYPED: ReadonlySet<AnswerType['type']> = new Set(['line', 'text', 'list', 'person', 'people']);
const NO_WORDS = 'is a yes or a no, and words are asked for';
const NO_NAME = 'may say that there is no name';

/** Whether words in the place of a name may say that there is none. */
export function isPerhapsNoName(words: string, type: AnswerType): boolean {
  const isName =
    type.type === 'person' || type.type === 'people' || (type.type === 'line' && type.name === true);
  return isName && isNearlyUnnamed(words);
}
