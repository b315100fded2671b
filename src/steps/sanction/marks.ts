import type { Answers } from '../../interview/question.ts';
import { list } from '../../policy/given-answers.ts';
import { namedIn } from '../../policy/outgoing.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';

/** Proposes marks in place of names in what a letter may say later: it names only those who permitted it. */
export function marksFor(question: string) {
  return (answers: Answers, situation: Situation): readonly Block[] => {
    const words = [...list(answers[question]), String(answers[question] ?? '')].join('\n');
    const marks = namedIn(words, situation);
    if (marks.length === 0) return [];
    const instead = marks.map((mark) => `“${mark}”`).join(' and ');
    return [
      {
        kind: 'text',
        text: `Write ${instead} in place of a name here. A letter puts the name there only if they permitted it.`,
      },
    ];
  };
}
