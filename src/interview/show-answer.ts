import { showMoment } from '../screen/moment.ts';
import type { Answer, AnswerType } from './question.ts';

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
    case 'moment':
      return showMoment(String(answer), type.now);
    case 'line':
      return String(answer);
    case 'list':
      return [answer].flat().join('; ') || 'none';
    case 'text': {
      const lines = String(answer).trim().split(/\r?\n/);
      return lines.length === 1 ? (lines[0] ?? '') : `${lines[0]} … (${lines.length} lines)`;
    }
  }
}
