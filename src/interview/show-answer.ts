import { showDay, showMoment } from '../text/moment.ts';
import type { Answer, AnswerType } from './question.ts';

/** Letters of an answer that a review shows. */
const LONGEST = 240;

/** An answer in a few words, for the review. Not made inert. */
export function showAnswer(type: AnswerType, answer: Answer | undefined): string {
  if (answer === undefined) return 'not asked';
  if (answer === null) return 'asked, not given';
  switch (type.type) {
    case 'choice':
    case 'choices': {
      const labels = [answer]
        .flat()
        .map((value) => type.choices.find((one) => one.value === value)?.label ?? value);
      return labels.join('; ') || 'none';
    }
    case 'person':
    case 'people': {
      const { show } = type.whom;
      return (
        [answer]
          .flat()
          .map((one) => brief(show(one)))
          .join('; ') || 'none'
      );
    }
    case 'moment':
      return showMoment(String(answer), type.now);
    case 'day':
      return showDay(String(answer));
    case 'line':
      return brief(String(answer));
    case 'list':
      return [answer].flat().join('; ') || 'none';
    case 'text': {
      const lines = String(answer).trim().split(/\r?\n/);
      const first = brief(lines[0] ?? '');
      return lines.length === 1 ? first : `${first} … (${lines.length} lines)`;
    }
  }
}

function brief(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST).join('')}…`;
}
