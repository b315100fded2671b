import type { AnswerType } from './question.ts';

/** What answers a question that wants no words, with slips of the keys around it. */
const YES_OR_NO = /^[^\p{L}\p{N}]*(?:y|yes|yep|yeah|yup|n|no|nope|ok|okay|sure|true|false)[^\p{L}\p{N}]*$/iu;
/** Where one line most likely ends and another begins. */
const BETWEEN = /[,;]\s|\s(?:and|&|\+)\s/i;
/** A number, an address or a link belongs to what stands before the comma. */
const WAY_TO_REACH = /\d|@|:\/\//;

/**
 * What is asked of a line that says yes or no where words are wanted: it was meant for another question, or for none.
 *
 * @param canBeLeft whether - alone goes on without an answer
 */
export function perhapsNoWords(words: string, type: AnswerType, canBeLeft: boolean): readonly string[] {
  // A text is typed line by line, and ended by hand.
  if (type.type === 'text' || !isYesOrNo(words, type)) return [];
  const left = canBeLeft && type.type !== 'list' && type.type !== 'people';
  return [
    `Is that the answer? Words are asked for here, not a yes or a no.${left ? ' If there is nothing to write, type - alone.' : ''}`,
  ];
}

/** Whether it says yes or no where words are wanted. */
export function isYesOrNo(words: string, type: AnswerType): boolean {
  const wantsWords =
    (type.type === 'line' && type.anyWord !== true) ||
    type.type === 'text' ||
    type.type === 'list' ||
    type.type === 'person' ||
    type.type === 'people';
  return wantsWords && YES_OR_NO.test(words);
}

/** What is asked of an item of a list that may be several: each is looked after by itself. */
export function perhapsSeveral(words: string): readonly string[] {
  return BETWEEN.test(words) && !WAY_TO_REACH.test(words)
    ? ['Is that one, or are they several? Each goes on a line of its own.']
    : [];
}

/** Of a list whose items may be several each, at a terminal and in a file. */
export const ONE_EACH = {
  ofTyped: perhapsSeveral,
  ofWritten: 'may have several in one item; each is an item of its own',
} as const;
