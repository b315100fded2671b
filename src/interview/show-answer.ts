import { beginningOf } from '../text/beginning.ts';
import { lettersOf } from '../text/letters.ts';
import { showUnderstood, showWeekday } from '../text/moment.ts';
import { inARow } from '../text/within.ts';
import { isCondition } from './condition.ts';
import type { Answer, AnswerType } from './question.ts';

/** Letters of an answer that a review shows. */
const LONGEST = 240;

/** What null says, unless a question says otherwise. */
export const NOT_GIVEN = 'asked, not given';

/** An answer in a few words, for the review. Not made inert. */
export function showAnswer(type: AnswerType, answer: Answer | undefined, nullSays = NOT_GIVEN): string {
  if (answer === undefined) return 'not asked';
  if (answer === null) return nullSays;
  switch (type.type) {
    case 'choice':
    case 'choices': {
      const labels = [answer]
        .flat()
        .map((value) => type.choices.find((one) => one.value === value)?.label ?? value);
      return inARow(labels) || 'none';
    }
    case 'person':
    case 'people': {
      const { show } = type.whom;
      return inARow([answer].flat().map((one) => brief(show(one)))) || 'none';
    }
    case 'moment':
      return isCondition(answer) ? brief(answer) : showUnderstood(String(answer), type.now);
    case 'day':
      return showWeekday(String(answer));
    case 'line':
      return brief(String(answer));
    case 'files':
    case 'list':
      return inARow([answer].flat()) || 'none';
    case 'text': {
      const lines = String(answer).trim().split(/\r?\n/);
      const first = brief(lines[0] ?? '');
      return lines.length === 1 ? first : `${first} … (${lines.length} lines)`;
    }
  }
}

function brief(text: string): string {
  return lettersOf(text).length <= LONGEST ? text : beginningOf(text, LONGEST);
}
