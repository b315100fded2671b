import type { IncidentView } from '../incident/view.ts';
import { tellingWords } from '../letters/alike-words.ts';
import { rowOf } from '../letters/page.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { knownPerson, ofIncident, ownWords, sides } from './leak-facts.ts';
import type { Situation } from './situation.ts';

/** When something holds is the team's to say, whatever they heard. */
const OF_TERMS: ReadonlySet<string> = new Set(
  'year years month months week weeks weekend weekends days today tomorrow date except exception'.split(' '),
);
/** So many are shown; a letter that is all new needs no more to be read again. */
const MOST = 12;

/**
 * The words of a text for somebody accused that others told or are known by, and that, as far as the incident has it, the accused neither
 * heard from the team before nor said themselves. A name of theirs is no such word, nor what the team says of its own. Whoever compares
 * the two learns what others told (clause "permission").
 */
export function wordsNewTo(person: string, text: string, situation: Situation): readonly string[] {
  const { playbook, community, incident } = situation;
  const { known, ours } = ownWords(situation);
  const inEvery = stemsIn([...known, ...ours, ...textsIn([playbook.letters, playbook.scripts.appeal])]);
  const names = rowOf(community.community);
  const isOwn = (stem: string, word: string): boolean =>
    inEvery.has(stem) ||
    OF_TERMS.has(word) ||
    /^(?:19|20)\d\d$/.test(word) ||
    names.some((name) => name.includes(word));
  const isTheirs = isOneOf(stemsIn(knownTo(person, incident)));
  const isOfOthers = isOneOf(stemsIn(knownOfOthers(person, incident)));
  return [...tellingWords(text)]
    .filter(([stem, word]) => isOfOthers(stem) && !isOwn(stem, word) && !isTheirs(stem))
    .map(([, word]) => word);
}

function stemsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((one) => [...tellingWords(one).keys()]));
}

/** “joke” and “jokes” are one word. */
function isOneOf(stems: ReadonlySet<string>): (stem: string) => boolean {
  const all = [...stems];
  return (stem) => all.some((one) => one.startsWith(stem) || stem.startsWith(one));
}

/** Every text of a part of the playbook. */
function textsIn(of: unknown): readonly string[] {
  if (typeof of === 'string') return [of];
  return typeof of === 'object' && of !== null ? Object.values(of).flatMap(textsIn) : [];
}

/** What others said, what was written down of what they said, and by what they are known. */
function knownOfOthers(person: string, incident: IncidentView): readonly string[] {
  const { accounts = [], notes = [], circumstances, people } = ofIncident(incident);
  return [
    ...[...accounts, ...notes, ...circumstances, ...sides(incident, person)].map(({ text }) => text),
    ...people
      .filter(({ ref }) => ref !== person)
      .flatMap(({ names, contacts, employers = [], descriptions = [] }) =>
        [names, contacts, employers, descriptions].flat(),
      ),
  ];
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
    ...listIfAny(
      `Told by others, and neither told to ${person} before nor said by them, as far as it is written down`,
      [`${words.slice(0, MOST).join(', ')}${more}`],
    ),
    {
      kind: 'text',
      text: 'What is new to them can show who told it. Keep what they need in order to keep to it; a broader word often does.',
    },
  ];
}
