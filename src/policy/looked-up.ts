import { standsIn } from '../letters/seen-by-all.ts';
import { whichOne } from '../letters/which-one.ts';
import { present } from '../text/present.ts';
import { type Given, text } from './given-answers.ts';
import { announcementText } from './letter-text.ts';
import { announcedLast } from './published.ts';
import type { Situation } from './situation.ts';

/** Words of an announcement, and in which answer they stand. */
interface Told {
  readonly id: string;
  readonly words: string;
}

const ANSWERS = ['what', 'action', 'word'] as const;

/**
 * The words of an announcement by which whoever has the programme can look up who it was ("Level of detail": the individuals stay
 * anonymous, generally): each place, time and part of the programme, once. None of them is a secret by itself, so that nothing here is
 * refused. Nothing where it names somebody with a reason, and nothing that is out already.
 */
export function lookedUpIn(given: Given, situation: Situation): readonly Told[] {
  if ((text(given['central-reason']) ?? '').trim() !== '') return [];
  const { incident, community, now } = situation;
  const known = [community.community, community.policy, community.contact];
  const isOut = present([given.do === 'correct' ? announcedLast(incident)?.text : undefined]);
  const parts = ANSWERS.flatMap((id) => {
    const words = text(given[id]);
    return words === undefined ? [] : [{ id, words: `${words}.` }];
  });
  const all = [...parts, { id: 'letter', words: byHand(given, situation) }];
  const together = whichOne(all.map(({ words }) => words).join('\n'), now.toISOString(), known);
  return together
    .filter((words) => !standsIn(words, isOut))
    .map((words) => ({ id: all.find((one) => one.words.includes(words))?.id ?? 'what', words }));
}

/** The lines of the text that nobody else made than whoever wrote in it. */
function byHand(given: Given, situation: Situation): string {
  const composed = new Set(announcementText(given, situation).split('\n'));
  return (text(given.letter) ?? '')
    .split('\n')
    .filter((line) => !composed.has(line))
    .join('\n');
}
