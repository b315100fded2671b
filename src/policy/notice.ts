import type { ContentOf } from '../incident/entry.ts';
import type { Letter, LetterKind } from '../incident/response.ts';
import { Actors } from './actors.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, oneOf, text } from './given.ts';
import type { Situation } from './situation.ts';

/** A letter that is drafted and not out yet. */
export function waitingLetter(
  letter: LetterKind,
  person: string | undefined,
  { incident }: Situation,
): Letter | undefined {
  return incident.letters.findLast(
    (one) =>
      one.letter === letter &&
      one.told === undefined &&
      !one.replaced &&
      (person === undefined || one.person === person),
  );
}

/** What the accused is told: that there is a complaint, or what was decided; when, how and by whom. */
export function notifyAccused(given: Given, situation: Situation, draft: EntryList): void {
  const about = oneOf<'complaint' | 'response'>(given.about) ?? 'complaint';
  const person = text(given.person);
  const notPossible = text(given.cannot);
  if (given.way === 'cannot') {
    draft.add({ kind: 'told', about, ...(person && { person }), ...(notPossible && { notPossible }) });
    return;
  }
  noteName(given, situation, draft);
  const letter =
    given.way === 'letter'
      ? addLetter(draft, about, given)
      : given.way === 'sent'
        ? waitingLetter(about, person, situation)?.id
        : undefined;
  if (given.way !== 'letter' || given.given === 'yes') addTold(draft, about, given, situation, letter);
}

/** What somebody is called, where that came up with the letter. */
export function noteName(given: Given, { incident }: Situation, draft: EntryList): void {
  const person = incident.people.find(({ ref }) => ref === given.person);
  const name = text(given.name);
  if (person !== undefined && name !== undefined)
    draft.add({ kind: 'person', person: person.ref, role: person.role, name });
}

/** The text of a letter, which has passed the checks on what goes out. */
export function addLetter(
  draft: EntryList,
  letter: LetterKind,
  given: Given,
  more: Partial<ContentOf<'letter'>> = {},
): string {
  const permission = [text(given.permission), text(given['reporter-permission'])].filter(
    (one) => one !== undefined,
  );
  const person = text(given.person);
  return draft.add({
    kind: 'letter',
    letter,
    ...(person !== undefined && { person }),
    text: text(given.letter) ?? '',
    ...(permission.length > 0 && { permission: permission.join('\n') }),
    ...more,
  });
}

/** That something was told: when, how and by whom. */
export function addTold(
  draft: EntryList,
  about: LetterKind,
  given: Given,
  situation: Situation,
  letter: string | undefined,
): void {
  const person = text(given.person);
  const [toldAt, how, by] = [text(given['told-at']), text(given.how), text(given['told-by'])];
  const toldBy = by === undefined ? undefined : new Actors(draft, situation).of(by);
  draft.add({
    kind: 'told',
    about,
    ...(person !== undefined && { person }),
    ...(letter !== undefined && { letter }),
    ...(toldAt !== undefined && { toldAt }),
    ...(how !== undefined && { how }),
    ...(toldBy !== undefined && { toldBy }),
  });
}

/** The accused's side, word for word, which goes into the meeting. */
export function takeStatement(given: Given, situation: Situation, draft: EntryList): void {
  const words = text(given.words);
  const takenBy = new Actors(draft, situation).of(text(given['taken-by']) ?? situation.me);
  draft.add({
    kind: 'statement',
    person: text(given.person) ?? '',
    ...(given.said === 'yes' && words !== undefined && { words }),
    takenAt: text(given['taken-at']) ?? '',
    takenBy,
  });
}
