import type { Sanction } from '../incident/response.ts';
import { toldTheOutcome } from './affected.ts';
import type { Finding } from './finding.ts';
import type { Given } from './given-answers.ts';
import { hintsIn, leaksIn } from './outgoing.ts';
import { isActive } from './sanctions.ts';
import { namedIn } from './says-who.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';
import { COVERS } from './what-it-covers.ts';
import { decidedIn } from './where-decided.ts';

/** What belongs to a sanction, as the letters that tell it have it. */
const IN_A_LETTER: Judged = {
  id: 'sanction',
  outgoing: { questions: ['words'], kind: ({ about }) => (about === 'outcome' ? 'outcome' : 'response') },
};

/** What cannot stand in a letter, and the marks that can in its place, where it is about people. */
export interface NotForLetters extends Finding {
  readonly words: string;
  readonly instead: readonly string[];
}

/**
 * What in words that belong to a sanction its letters cannot say: to whoever is under it, and to those whom it happened to. A mark is
 * fine: the letter says in its place what may be said.
 *
 * @param person who is under it
 * @param covers whether the words say which talk, event, duty and so on it is about
 */
export function notForLetters(
  words: string,
  person: string | undefined,
  situation: Situation,
  covers = false,
): readonly NotForLetters[] {
  const { people } = situation.incident;
  const letters: readonly Given[] = [
    { about: 'response', ...(person !== undefined && { person }) },
    ...toldTheOutcome(situation.incident).map(({ ref }) => ({ about: 'outcome', person: ref })),
  ].map((given) => ({ ...given, words, ...(covers && { [COVERS]: words }) }));
  const all = letters
    .flatMap((given) => [leaksIn, hintsIn].flatMap((find) => find(IN_A_LETTER, given, situation)))
    .flatMap((one) => (one.words === undefined ? [] : [{ ...one, words: one.words }]))
    .filter((one) => !people.some(({ ref }) => ref === one.words))
    // What a sanction covers is told with it, also where that tells who is under it.
    .filter(({ describes }) => describes === undefined || describes !== person);
  return all
    .filter((one, at) => all.findIndex(({ words: same }) => same === one.words) === at)
    .map((one) => ({ ...one, instead: namedIn(one.words, situation, people) }));
}

/** The sanctions that hold and from whose words a letter has what it may not say: they are put right, and the letter follows. */
export function bringing(
  findings: readonly Finding[],
  { about, person }: Given,
  situation: Situation,
): readonly Sanction[] {
  const { now } = situation;
  const told = about === 'outcome' ? decidedIn(situation) : situation.incident;
  return told.sanctions.filter((one) => {
    const own = [...Object.values(one.parameters), ...(one.conditions ?? [])].join('\n').toLowerCase();
    return (
      isActive(one, now) &&
      (about === 'outcome' || one.person === person) &&
      findings.some(({ words }) => words !== undefined && own.includes(words.toLowerCase()))
    );
  });
}
