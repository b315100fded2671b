import type { IncidentView } from '../incident/view.ts';
import { tellingWords } from '../letters/alike-words.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { knownPerson, ownWords } from './leak-facts.ts';
import type { Situation } from './situation.ts';

/** When something holds is the team's to say, whatever they heard. */
const OF_TERMS: ReadonlySet<string> = new Set(['year', 'years', 'month', 'months', 'week', 'weeks', 'days']);
/** So many are shown; a letter that is all new needs no more to be read again. */
const MOST = 12;

/**
 * The words of a text for somebody accused that, as far as the incident has it, they neither heard from the team before nor said themselves.
 * A name is no such word, and nothing that stands in every letter. Whoever compares the two learns what others told (clause "permission").
 */
export function wordsNewTo(person: string, text: string, situation: Situation): readonly string[] {
  const { known, ours } = ownWords(situation);
  const stemsIn = (texts: readonly string[]): ReadonlySet<string> =>
    new Set(texts.flatMap((one) => [...tellingWords(one).keys()]));
  const inEvery = stemsIn([...known, ...ours]);
  const theirs = [...stemsIn(knownTo(person, situation.incident))];
  // “joke” and “jokes” are one word.
  const isTheirs = (stem: string): boolean =>
    theirs.some((one) => one.startsWith(stem) || stem.startsWith(one));
  return [...tellingWords(text)]
    .filter(([stem, word]) => !inEvery.has(stem) && !OF_TERMS.has(word) && !isTheirs(stem))
    .map(([, word]) => word);
}

/** What they were told, said, and are called. */
function knownTo(person: string, incident: IncidentView): readonly string[] {
  const { letters, told, statements, sanctions, people } = incident;
  const isTheirs = (one: { readonly person?: string | undefined }): boolean => one.person === person;
  return [
    ...letters.filter((one) => isTheirs(one) && one.told !== undefined).map(({ text }) => text),
    ...told.filter(isTheirs).map(({ words = '' }) => words),
    ...statements.filter(isTheirs).map(({ words = '' }) => words),
    ...sanctions.filter(isTheirs).flatMap(({ appeals }) => appeals.map(({ words }) => words)),
    ...people
      .filter(({ ref }) => ref === person)
      .map((one) => knownPerson(one, incident))
      .flatMap(({ names, contacts, employers }) => [...names, ...contacts, ...employers]),
  ];
}

/** That some words are new to them, and why that matters; nothing where none are. */
export function newWordsBlocks(person: string, text: string, situation: Situation): readonly Block[] {
  const words = wordsNewTo(person, text, situation);
  if (words.length === 0) return [];
  const more = words.length > MOST ? ` and ${words.length - MOST} more` : '';
  return [
    ...listIfAny(`Neither told to ${person} before, nor said by them, as far as it is written down`, [
      `${words.slice(0, MOST).join(', ')}${more}`,
    ]),
    {
      kind: 'text',
      text: 'What is new to them comes from somebody else, and can show from whom. Keep what they need in order to keep to it; a broader word often does.',
    },
  ];
}
