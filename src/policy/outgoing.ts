import { showId } from '../incident/id.ts';
import type { Sanction } from '../incident/response.ts';
import type { IncidentView, Person, Report } from '../incident/view.ts';
import { howMany } from '../letters/how-many.ts';
import { type KnownPerson, type Leak, type LeakFacts, leaks, type Source } from '../letters/leak-check.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { isOfProgramme, isSeenByAll, standsAround, standsIn } from '../letters/seen-by-all.ts';
import { whichOne } from '../letters/which-one.ts';
import { whoTold } from '../letters/who-told.ts';
import { wordingProblems } from '../letters/wording-check.ts';
import { listed } from '../text/listed.ts';
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
import { knowing } from './readers.ts';
import { termWords } from './sanctions.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';
import { seemsLimited } from './unnamed-words.ts';
import { toldOfElsewhere } from './where-decided.ts';

/** Whether the answer to a question goes out: to somebody in the incident, or to others. */
export function isOutgoing({ outgoing }: Judged, question: string): boolean {
  const { questions = [] } = outgoing ?? {};
  return typeof questions === 'function' ? questions(question) : questions.includes(question);
}

/** Without the lines that say again, word for word, what whoever gets it said or was told: they stay where they are. */
export function withoutQuotes(words: string, quotes: readonly string[]): string {
  if (quotes.length === 0) return words;
  const own = new Set(quotes.flatMap((one) => one.split(/\r?\n/)).map((line) => line.trim()));
  return words
    .split('\n')
    .map((line) => (line.startsWith('> ') && own.has(line.slice('> '.length).trim()) ? '' : line))
    .join('\n');
}

/** The texts among the answers that go out, or that of one question alone; without what whoever gets it has said or was told. */
function textsToCheck(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): ReturnType<typeof outgoingTexts> {
  const { main = situation.incident } = situation;
  const quotes = step.outgoing?.quoted?.(given, { ...situation, incident: main }) ?? [];
  return outgoingTexts(step, given, question).map((one) => ({
    ...one,
    words: withoutQuotes(one.words, quotes),
  }));
}

/** The texts among the answers that go out, or that of one question alone. */
function outgoingTexts(
  step: Judged,
  given: Given,
  question?: string,
): readonly { readonly id: string; readonly words: string }[] {
  return Object.keys(given)
    .filter((id) => isOutgoing(step, id) && (question === undefined || id === question))
    .flatMap((id) => {
      const words = text(given[id]);
      return words === undefined ? [] : [{ id, words }];
    });
}

/** Something in a text that stands in its way. */
export interface Finding {
  /** What is wrong, or where it comes from; never with words of the incident. */
  readonly what: string;
  /** The answer and the line in which it stands. */
  readonly at?: string;
  /** The words, for the screen of whoever writes, and nowhere else. */
  readonly words?: string;
  /** Whose description it is, where it is one: their mark. */
  readonly describes?: string;
}

/** What in the outgoing texts tells more than it may. */
export function leaksIn(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  return found(step, given, situation, question).filter((leak) => !leak.isHint);
}

/**
 * What in the outgoing texts for the person affected is of the other incidents of the same matter: their marks are others there, and
 * nobody there may be known by it but whoever gets it, by name. Of the incident that leads and decided what is told, nothing that was
 * told of when, where and what either.
 */
export function leaksElsewhere(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  const leader = toldOfElsewhere(step.outgoing?.kind(given), situation);
  const to = situation.incident.people.filter(({ ref }) => ref === text(given.person));
  const dates = datesSet(given, situation);
  return [...(leader ? [leader] : []), ...(situation.matter?.led ?? [])].flatMap((incident) => {
    const { known, ours } = ownWords({ ...situation, incident });
    const of = ofIncident(incident);
    const facts = {
      ...{ ...of, mayName: [], accounts: [...of.accounts, ...sides(incident, undefined)] },
      ...(incident === leader && { details: details(incident) }),
      ...{ ours, known: [...known, ...dates, ...datesSet(given, { ...situation, incident })] },
    };
    return outgoingTexts(step, given, question).flatMap(({ id, words }) =>
      leaksOnce(words, facts, incident)
        .filter((leak) => !isCalled(leak.found, to))
        .map((leak) => ({
          what: `${leak.from} (in ${showId(incident.id)})`,
          at: `${id}, line ${leak.line}`,
          words: leak.found,
        })),
    );
  });
}

/** What in the outgoing texts hints at somebody who reported it or whom it happened to. */
export function hintsIn(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  const named = mayBeNamed(asMarkedThere(given, situation));
  const reporters = situation.incident.people.filter(({ role }) => role === 'reporter');
  return [
    ...found(step, given, situation, question).filter((leak) => leak.isHint),
    ...(reporters.every(({ ref }) => named.includes(ref))
      ? []
      : textsToCheck(step, given, situation, question)
    ).flatMap(({ id, words }) =>
      tellers(words, step, given, situation).map(({ what, found: hint, line }) => ({
        what,
        at: `${id}, line ${line}`,
        words: hint,
      })),
    ),
  ];
}

/** Where a text says who told it, or how many there were; of what many saw, that many saw it is no hint. */
function tellers(
  words: string,
  { outgoing }: Judged,
  given: Given,
  { incident }: Situation,
): readonly { readonly what: string; readonly found: string; readonly line: number }[] {
  const kind = outgoing?.kind(given);
  const toMany = kind === 'announcement' || kind === 'proposal';
  const told = whoTold(words).map((one) => ({ what: 'it says who told it, or how many they were', ...one }));
  const many = incident.visibility === 'witnessed' ? [] : howMany(words, { toMany });
  return [
    ...told,
    ...many
      .filter(({ line, found: hint }) => !told.some((one) => one.line === line && overlaps(one.found, hint)))
      .map((one) => ({ what: 'it says how many heard or saw it, told it, or were there', ...one })),
  ];
}

function overlaps(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

/**
 * What an announcement says again of what many saw, and in which answer, each once: no finding any more once whoever writes says that it is no
 * more than that. Nothing where there is something else in it as well, which has to go first.
 */
export function seenIn(
  step: Judged,
  given: Given,
  situation: Situation,
): readonly { readonly id: string; readonly words: string }[] {
  if (found(step, { ...given, seen: 'yes' }, situation).length > 0) return [];
  const all = [...outgoingTexts(step, given)]
    // The text has the other answers in it: what they say is asked of them.
    .sort((one, other) => Number(one.id === 'letter') - Number(other.id === 'letter'))
    .flatMap(({ id, words }) =>
      leaksOnce(words, factsFor(step, given, situation), situation.incident)
        .filter((leak) => canBeSeen(leak, step, given, situation) && !isAnybodys(leak, situation))
        .map(({ found: said }) => ({ id, words: said })),
    );
  return all.filter(
    ({ words }, at) =>
      !all.slice(0, at).some((one) => standsIn(words, [one.words]) || standsIn(one.words, [words])),
  );
}

/**
 * Whether what was found in an announcement can be what many saw: words that tell what happened, never who, how to reach them, a
 * named place, a number or a time.
 */
function canBeSeen({ what }: Leak, { outgoing }: Judged, given: Given, { incident }: Situation): boolean {
  return (
    outgoing?.kind(given) === 'announcement' &&
    incident.visibility === 'witnessed' &&
    ['again', 'copied'].includes(what)
  );
}

/** Whether it tells what kind of thing it was that many saw, and not which one it was of all that took place. */
function isAnybodys({ found: said }: Leak, { now }: Situation): boolean {
  return isSeenByAll(said) && whichOne(said, now.toISOString()).length === 0;
}

/**
 * Whether it is no more than what many saw: what everybody could say who was there, or what whoever writes says is that. While one types,
 * what is still to be asked stands in nobody's way.
 */
function isSeen(leak: Leak, { seen }: Given, situation: Situation, question: string | undefined): boolean {
  return isAnybodys(leak, situation) || seen === 'yes' || (seen === undefined && question !== undefined);
}

/**
 * What a text could not be checked against, for whoever gives it out: where a part of the incident is closed to them, nobody's
 * name in it is looked for. With whom on the team knows that part. Undefined where everything was looked at.
 *
 * @param isOut whether it went out already, so that nobody is to look at it before that
 */
export function uncheckedIn(
  situation: Pick<Situation, 'incident' | 'members' | 'me'>,
  isOut = false,
): string | undefined {
  const closed = closedParts(situation.incident);
  if (closed.length === 0) return undefined;
  const said = 'The text is not checked against who reported: you cannot open that part.';
  return isOut ? said : `${said} ${lookedAtBy(closed, situation)}`;
}

/** The parts of an incident that are closed to whoever works here, each with those to whom it is known. */
function closedParts({ people, reports, followUps }: IncidentView): readonly Pick<Report, 'knownTo'>[] {
  return [
    ...people.filter(({ hidden }) => hidden),
    ...reports.filter(({ restricted, account }) => restricted && account === undefined),
    ...followUps.filter(({ text: words }) => words === undefined),
  ];
}

/** To whom else a text is shown before it goes out: who on the team can open all of that, else each who can open some of it. */
function lookedAtBy(
  closed: readonly Pick<Report, 'knownTo'>[],
  situation: Pick<Situation, 'incident' | 'members' | 'me'>,
): string {
  const each = closed.map((part) => knowing(part, situation).filter((member) => member !== situation.me));
  const [first = [], ...others] = each;
  const all = first.filter((member) => others.every((some) => some.includes(member)));
  const names = (ids: readonly string[]): readonly string[] =>
    situation.members.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  if (all.length > 0) return `Before it goes out, show it to ${listed(names(all), 'or')}, who can open it.`;
  const some = [...new Set(each.flat())];
  if (some.length > 0 && each.every((ones) => ones.length > 0))
    return `Before it goes out, show it to ${listed(names(some))}: each of them can open a part of it.`;
  return 'Before it goes out, show it to somebody who took the report.';
}

/** What in the outgoing texts the policy asks not to say. */
export function wordingIn(step: Judged, given: Given, question?: string): readonly Finding[] {
  const kind = step.outgoing?.kind(given);
  const letter = {
    toReporter: isToAffected(step, given),
    toMany: kind === 'announcement' || kind === 'proposal',
  };
  return outgoingTexts(step, given, question).flatMap(({ id, words }) =>
    wordingProblems(words, letter).map((one) => ({
      what: one.why,
      at: `${id}, line ${one.line}`,
      words: one.found,
    })),
  );
}

function found(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly (Finding & { readonly isHint: boolean })[] {
  const facts = factsFor(step, given, situation);
  const here = asMarkedThere(given, situation);
  const named = byNameAlone(step, given, situation);
  return textsToCheck(step, given, situation, question).flatMap(({ id, words }) =>
    leaksOnce(words, facts, situation.incident)
      .filter((leak) => !isNameOf(leak, named) && !mayPointTo(leak, here))
      .filter((leak) => !isOfTheirSanction(leak, step, given, situation))
      .filter((leak) => !canBeSeen(leak, step, given, situation) || !isSeen(leak, given, situation, question))
      .map((leak) => ({
        what: leak.from,
        at: `${id}, line ${leak.line}`,
        words: leak.found,
        isHint: isHint(leak),
        ...(leak.what === 'description' && { describes: leak.person }),
      })),
  );
}

/**
 * Whether a letter on what was decided has from a sanction what that is about. What describes whoever is under it: “the keynote” of a talk
 * that was ended is what was decided, and who gave it is nothing that it keeps from the person affected. And, of something that many saw,
 * which talk, event or duty it is, as a programme has it: everybody knows that anyway.
 */
function isOfTheirSanction(
  { what, person, found: said }: Leak,
  { outgoing }: Judged,
  given: Given,
  { incident }: Situation,
): boolean {
  const kind = outgoing?.kind(given);
  if (kind !== 'outcome' && kind !== 'response') return false;
  const { sanctions, people, visibility } = incident;
  if (what === 'description' && kind === 'outcome') {
    const covered = sanctions
      .filter((one) => one.person === person)
      .flatMap(({ parameters, conditions = [] }) => [...Object.values(parameters), ...conditions]);
    return standsIn(said, covered);
  }
  if (visibility !== 'witnessed' || !OF_A_PROGRAMME.includes(what)) return false;
  const covered = [...sanctions.flatMap(whatItCovers), ...present([text(given[COVERS])])];
  const open = people.flatMap(({ role, description = '' }) => (role === 'accused' ? description : []));
  return standsAround(
    said,
    covered.filter((one) => isOfProgramme(one, open)),
  );
}

/** What a text has in common with what was told where it says which part of a programme it is. */
const OF_A_PROGRAMME: readonly Leak['what'][] = ['copied', 'place', 'number', 'date', 'time', 'again'];
/** What a sanction covers, while it is typed: an answer of its own to what is asked here. */
export const COVERS = 'covers';

/** Which talk, event, duty and so on a sanction is about: not what somebody did, nor from whom they keep away. */
function whatItCovers({ parameters }: Sanction): readonly string[] {
  return Object.entries(parameters).flatMap(([id, words]) => (saysWhatItCovers(id) ? words : []));
}

/** Whether a parameter of a sanction says which talk, event, duty and so on it is about. */
export function saysWhatItCovers(parameter: string): boolean {
  return parameter !== 'whom' && parameter !== 'behavior';
}

/** What the texts of a step are checked against. */
function factsFor(step: Judged, given: Given, situation: Situation): LeakFacts {
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

/** The people of the incident, beyond those accused where nothing else is said, whom words name or write down a way to. */
export function namedIn(
  words: string,
  { incident }: Situation,
  people: readonly Person[] = incident.people.filter(({ role }) => role !== 'accused'),
): readonly string[] {
  return [...new Set(tellingWho(words, people).flatMap(({ person = [] }) => person))];
}

/**
 * Whether words may say who somebody of the incident is: by a name, a handle, a way to reach them, or a name that only somebody's
 * words have. Where a part of the incident is closed to whoever works here, that cannot be known.
 */
export function maySayWho(words: string, { incident }: Pick<Situation, 'incident'>): boolean {
  return closedParts(incident).length > 0 || saysWho(words, { incident });
}

/** Whether words say who somebody is whom whoever looks knows: as much as can be asked of a summary, which was checked against the others. */
export function saysWho(words: string, { incident }: Pick<Situation, 'incident'>): boolean {
  return tellingWho(words, incident.people, ofIncident(incident).accounts).length > 0;
}

/** Whom the answers that are to name nobody name all the same. */
export function namesIn(
  { nameless = [] }: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  const { incident } = situation;
  return nameless
    .filter((id) => question === undefined || id === question)
    .flatMap((id) =>
      tellingWho(
        text(given[id]) ?? '',
        incident.people,
        ofIncident(incident).accounts,
        ownWords(situation),
      ).map(({ from, line, found: words }) => ({ what: from, at: `${id}, line ${line}`, words })),
    );
}

/** Where words tell who somebody is. */
function tellingWho(
  words: string,
  people: readonly Person[],
  accounts: readonly Source[] = [],
  own: Pick<LeakFacts, 'known' | 'ours'> = { known: [] },
): readonly Leak[] {
  const nothing = { mayName: [], circumstances: [], moments: [], ...own };
  return leaks(words, { people: people.map((one) => knownPerson(one)), accounts, ...nothing }).filter(
    ({ what }) => ['name', 'handle', 'contact', 'told'].includes(what),
  );
}

/** What was found before: two rules look for it, and the same letter is looked at again with every other answer. */
const FOUND = new WeakMap<IncidentView, Map<string, readonly Leak[]>>();

function leaksOnce(words: string, facts: LeakFacts, incident: IncidentView): readonly Leak[] {
  const before = FOUND.get(incident) ?? new Map<string, readonly Leak[]>();
  FOUND.set(incident, before);
  const key = JSON.stringify([
    facts.mayName,
    facts.addressee?.names,
    facts.known,
    facts.accounts.map(({ from }) => from),
    facts.details?.map(({ of }) => of),
    facts.tellsWhen,
    words,
  ]);
  const leaked = before.get(key) ?? leaks(words, facts);
  before.set(key, leaked);
  return leaked;
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
function isToAffected({ outgoing }: Judged, given: Given): boolean {
  const kind = outgoing?.kind(given);
  return kind === 'relay' || kind === 'outcome' || kind === 'copy-affected';
}

/** The marks of those who reported it, or whom it happened to. */
function isHint({ person = '' }: Leak): boolean {
  return /^[RP]/.test(person);
}

/** Who gets it, where that is somebody of the incident, with the name that came up with it. */
function addressee(
  step: Judged,
  given: Given,
  { incident, main = incident }: Situation,
): KnownPerson | undefined {
  const isToThem = isToAffected(step, given) || isToAccused(step, given);
  const to = text(given.to) ?? text(given.person);
  const person = isToThem ? main.people.find(({ ref }) => ref === to) : undefined;
  if (person === undefined) return undefined;
  const all = knownPerson(person, main);
  // Their mark is somebody else's in another incident.
  const known = main.id === incident.id ? all : { ...all, ref: '' };
  const name = text(given.name);
  return name === undefined ? known : { ...known, names: [...known.names, name] };
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
function byNameAlone(step: Judged, given: Given, situation: Situation): readonly Person[] {
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
    ...called.flatMap((mark) => calledThere(text(mark), situation)),
  ];
}

/** Who permits a text to point to them permits no address, no number, no employer and no word of theirs. */
function mayPointTo({ person, what }: Leak, given: Given): boolean {
  return (
    person !== undefined &&
    mayBeNamed(given).includes(person) &&
    ['description', 'place', 'date', 'time'].includes(what)
  );
}

/** Whether what was found is the name of somebody who may be named, and no more than that. */
function isNameOf({ person, found: words }: Leak, people: readonly Person[]): boolean {
  return isCalled(
    words,
    people.filter(({ ref }) => ref === person),
  );
}

/** Whether words are what these are called, and nothing else. */
function isCalled(words: string, people: readonly Person[]): boolean {
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
function datesSet(given: Given, situation: Situation): readonly string[] {
  const { incident, matter } = situation;
  const by = momentWords(text(given['answer-by']));
  const reported = given.about === 'outcome' ? reportedOn(given, situation) : '';
  const copied = ownWordsOfCopy(given, { ...situation, incident: situation.main ?? incident });
  const sanctions = [...incident.sanctions, ...(matter?.leader?.sanctions ?? [])];
  const corrected = given.do === 'correct' ? correctedDay(situation) : undefined;
  return [...present([by, reported, corrected]), ...copied, ...sanctions.flatMap((one) => termWords(one))];
}
