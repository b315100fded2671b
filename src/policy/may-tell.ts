import type { IncidentView, Person } from '../incident/view.ts';
import type { KnownPerson, Leak, LeakFacts } from '../letters/leak-check.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { isOrdinary } from '../letters/ordinary.ts';
import { rowOf } from '../letters/page.ts';
import { present } from '../text/present.ts';
import { isForOutside } from './copies.ts';
import { ownWordsOfCopy } from './copy-text.ts';
import { type Given, text } from './given-answers.ts';
import { details, knownPerson, ofIncident, ownWords, sides } from './leak-facts.ts';
import { correctedDay, reportedOn } from './letter-text.ts';
import { asMarkedThere, calledThere } from './marks-there.ts';
import { momentWords } from './moment-words.ts';
import { mayBeNamed, permitters, recordedAnswer, saidLast, saysYes } from './permission.ts';
import type { OutgoingId } from './playbook.ts';
import { termWords } from './sanctions.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';
import { seemsLimited } from './unnamed-words.ts';

/** What the texts of a step are checked against. */
export function factsFor(step: Judged, given: Given, situation: Situation): LeakFacts {
  const own = ownWords(situation);
  const here = asMarkedThere(given, situation);
  return {
    ...ofIncident(situation.incident),
    mayName: mayName(step, here, situation),
    addressee: addressee(step, given, situation),
    accounts: [
      ...ofIncident(situation.incident).accounts,
      ...sides(situation.incident, isToAccused(step, given) ? text(here.person) : undefined),
    ],
    ...untold(step, given, situation),
    ...own,
    known: [...own.known, ...datesSet(given, situation)],
  };
}

/**
 * What was told about when, where and what that a text may not say again in few words. Who is accused may be told what it is
 * about where that was permitted, an employer what was done; and a rule of the policy needs an example of it.
 */
function untold(
  step: Judged,
  given: Given,
  { incident }: Situation,
): Pick<LeakFacts, 'details' | 'tellsWhen'> {
  const all = details(incident);
  const kind = step.outgoing?.kind(given);
  if (isToAffected(step, given)) return {};
  if (isToAccused(step, given) && mayKnowDetails(given, kind, incident))
    return isPermittedInPart(given, kind, incident)
      ? { details: all.filter(({ of }) => of !== 'behavior') }
      : { tellsWhen: true };
  // It says in words that somebody wrote for it what those affected asked them to tell.
  if (isForOutside(kind) && (incident.visibility === 'witnessed' || saysYes(given)))
    return { tellsWhen: true };
  const mayTellDeed = kind === 'proposal' || (kind === 'employer' && saysYes(given));
  return { details: mayTellDeed ? all.filter(({ of }) => of !== 'behavior') : all };
}

/** Whether the accused may be told what it is about: what many saw, or what was permitted, and is to be told. */
function mayKnowDetails(given: Given, kind: OutgoingId | undefined, incident: IncidentView): boolean {
  const isWitnessed = incident.visibility === 'witnessed';
  if (kind !== 'complaint') return isWitnessed || recordedAnswer('tell-accused', incident) === 'yes';
  return (text(given.what) ?? '').trim() !== '' && (isWitnessed || saysYes(given));
}

/** Whether those affected said in their words how far it may be told: when and where few were there is no part of that. */
function isPermittedInPart(given: Given, kind: OutgoingId | undefined, incident: IncidentView): boolean {
  if (incident.visibility === 'witnessed') return false;
  const said = saidLast('tell-accused', permitters(incident, 'tell-accused'), incident).map(
    ({ words }) => words,
  );
  return present(kind === 'complaint' ? [text(given.permission)] : said).some(seemsLimited);
}

/** Whether it goes to whoever is accused: their own side may go back to them. */
function isToAccused({ outgoing }: Judged, given: Given): boolean {
  const kind = outgoing?.kind(given);
  return kind === 'complaint' || kind === 'response' || kind === 'appeal' || kind === 'copy-accused';
}

/** Whether it goes to whoever reported it or whom it happened to. */
export function isToAffected({ outgoing }: Judged, given: Given): boolean {
  const kind = outgoing?.kind(given);
  return kind === 'relay' || kind === 'outcome' || kind === 'copy-affected';
}

/**
 * Who gets it, or whose employer does, where that is somebody of the incident, with the name that came up with it. To an employer that is
 * no more than how they were described has a part of: they themselves know what they are called.
 */
function addressee(
  step: Judged,
  given: Given,
  { incident, main = incident }: Situation,
): KnownPerson | undefined {
  const isToThem = isToAffected(step, given) || isToAccused(step, given);
  const isToEmployer = step.outgoing?.kind(given) === 'employer';
  const to = text(given.to) ?? text(given.person);
  const person = isToThem || isToEmployer ? main.people.find(({ ref }) => ref === to) : undefined;
  if (person === undefined) return undefined;
  const all = knownPerson(person, main);
  // Their mark is somebody else's in another incident.
  const known = main.id === incident.id ? all : { ...all, ref: '' };
  const name = text(given.name);
  return name === undefined || (isToEmployer && !hasPartOf(name, person, all))
    ? known
    : { ...known, names: [...known.names, name] };
}

/** Whether a part of a name stands in what somebody was called or described by. */
function hasPartOf(name: string, { description = '' }: Person, { names }: KnownPerson): boolean {
  const called = names.flatMap((one) => nameParts(one).all);
  const described = rowOf(description);
  return nameParts(name).telling.some(
    (part) => called.includes(part) || (described.includes(part) && !isOrdinary(part)),
  );
}

/** Whom this letter is about, and may say everything of: the roles of its kind. */
function mayName(step: Judged, given: Given, { playbook, incident }: Situation): readonly string[] {
  const kind = step.outgoing?.kind(given);
  const names = kind === undefined ? [] : playbook.letters[kind].names;
  const person = text(given.person) ?? text(given.from);
  return incident.people
    .filter(
      ({ ref, role }) => names.includes(role) && (role !== 'accused' || ref === person || isForOutside(kind)),
    )
    .map(({ ref }) => ref);
}

/**
 * Whose names alone may stand in it, and nothing else of theirs: of those who permitted it; the one exception of an
 * announcement; who gets an apology, in the sentence that passes it on; who gets the letter, in what was decided.
 */
export function byNameAlone(step: Judged, given: Given, situation: Situation): readonly Person[] {
  const { incident } = situation;
  const here = asMarkedThere(given, situation);
  const kind = step.outgoing?.kind(given) ?? '';
  const isReasoned = (text(given['central-reason']) ?? '').trim() !== '';
  const refs = [
    ...mayBeNamed(here),
    ...(kind === 'relay' ? [text(here.to)] : []),
    ...(['outcome', 'copy-affected'].includes(kind) ? [text(here.person)] : []),
    ...(isReasoned ? [text(here.central)] : []),
  ];
  const called = [given.person, given.from, given.to, ...(isReasoned ? [given.central] : [])];
  return [
    ...incident.people.filter(({ ref }) => refs.includes(ref)),
    ...called.flatMap((mark) => calledThere(text(mark), given, situation)),
  ];
}

/** Who permits a text to point to them permits no address, no number, no employer and no word of theirs. */
export function mayPointTo({ person, what }: Leak, given: Given): boolean {
  return (
    person !== undefined &&
    mayBeNamed(given).includes(person) &&
    ['description', 'place', 'date', 'time'].includes(what)
  );
}

/** Whether what was found is the name of somebody who may be named, and no more than that. */
export function isNameOf({ person, found: words }: Leak, people: readonly Person[]): boolean {
  return isCalled(
    words,
    people.filter(({ ref }) => ref === person),
  );
}

/** Whether words are what these are called, and nothing else. */
export function isCalled(words: string, people: readonly Person[]): boolean {
  const names = people.flatMap(({ name, aliases = [], description }) => [
    name ?? '',
    ...aliases,
    // Where nobody has told a name yet, it may stand in how they were described.
    ...(description === undefined ? [] : namesGivenIn(description)),
  ]);
  const parts = names.flatMap((name) => nameParts(name).all);
  const said = nameParts(words).all;
  return (
    said.length > 0 && said.every((part) => parts.includes(part) || parts.includes(part.replace(/s$/, '')))
  );
}

/**
 * The days and times that a letter sets: by when to answer, and how long a sanction holds; and when somebody told what a letter to
 * them is about. When it happened may be that day.
 */
export function datesSet(given: Given, situation: Situation): readonly string[] {
  const { incident, matter } = situation;
  const by = momentWords(text(given['answer-by']));
  const reported = given.about === 'outcome' ? reportedOn(given, situation) : '';
  const copied = ownWordsOfCopy(given, { ...situation, incident: situation.main ?? incident });
  const sanctions = [...incident.sanctions, ...(matter?.leader?.sanctions ?? [])];
  const corrected = given.do === 'correct' ? correctedDay(situation) : undefined;
  return [...present([by, reported, corrected]), ...copied, ...sanctions.flatMap((one) => termWords(one))];
}
