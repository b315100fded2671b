import type { EntryOf, Permitted } from '../incident/entry.ts';
import { knew, lastOf } from '../incident/knew.ts';
import type { Letter } from '../incident/response.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import type { Wish } from '../incident/wishes.ts';
import { plainWords } from '../text/plain-words.ts';
import { type Given, isBlank, list, oneOf, text } from './given-answers.ts';
import { affectedIn } from './involved.ts';
import { knowing } from './readers.ts';
import type { Situation } from './situation.ts';
import { contradictsYes } from './unnamed-words.ts';

type Said = EntryOf<'permitted'>;

/**
 * Whose permission it takes: of everybody it happened to ("Permission to share"). As long as nobody knows who that is,
 * whoever reported it speaks for them. Being named or pointed to is for each person alone to permit.
 */
export function permitters(incident: IncidentView, what?: Permitted): readonly Person[] {
  if (what === 'name') return incident.people.filter(({ role }) => role !== 'accused');
  const affected = affectedIn(incident);
  return affected.length > 0 ? affected : incident.people.filter(({ role }) => role === 'reporter');
}

/**
 * What each of these people said last to whether this may be told. A later answer takes the place of those alone that its
 * writer knew of: of several that were written beside each other the strictest holds.
 */
export function saidLast(
  what: Permitted | undefined,
  people: readonly Person[],
  incident: IncidentView | undefined,
): readonly Said[] {
  if (incident === undefined) return [];
  return [...new Set(people.flatMap(({ ref }) => standing(what, ref, incident)))];
}

const STRICTEST = ['no', 'if', 'yes'] as const;

function standing(what: Permitted | undefined, ref: string, incident: IncidentView): readonly Said[] {
  const last = what === undefined ? [] : lastOf(answersOf(ref, what, incident), incident);
  const strictest = STRICTEST.find((answer) => last.some((one) => one.answer === answer));
  return last.filter(({ answer }) => answer === strictest);
}

/** The answer that follows from what is recorded: of several the strictest; undefined where somebody was not asked yet. */
export function recordedAnswer(
  what: Permitted | undefined,
  incident: IncidentView | undefined,
): Said['answer'] | undefined {
  if (incident === undefined || what === undefined || what === 'name') return undefined;
  const people = permitters(incident);
  const said = saidLast(what, people, incident);
  if (people.some(({ ref }) => nobodyMoreFor(ref, what, incident).length > 0)) return 'no';
  const strictest = (['no', 'if'] as const).find((answer) => said.some((one) => one.answer === answer));
  if (strictest !== undefined) return strictest;
  const isComplete = people.every(({ ref }) => said.some((one) => one.people.includes(ref)));
  return people.length > 0 && isComplete ? 'yes' : undefined;
}

/** Whether somebody said yes to it by themselves, and nothing of theirs stands against that. */
export function permitsAlone(what: Permitted | undefined, ref: string, incident: IncidentView): boolean {
  return agreesOnceMet(what, ref, [], incident);
}

/** Where somebody asked that nobody more is to know, and has answered nothing since to a writer who knew of that. */
function nobodyMoreFor(ref: string, what: Permitted, incident: IncidentView): readonly Wish[] {
  const answers = answersOf(ref, what, incident);
  return narrowing(ref, incident).filter((wish) => !answers.some((one) => knew(incident, one, wish)));
}

function answersOf(ref: string, what: Permitted, { permitted = [] }: IncidentView): readonly Said[] {
  return permitted.filter((one) => one.what === what && one.people.includes(ref));
}

function narrowing(ref: string, { wishes = [] }: IncidentView): readonly Wish[] {
  return wishes.filter(({ from, keeps }) => from === ref && keeps !== undefined);
}

/**
 * Whether somebody whom it happened to does not want this told. Where they want that it goes on again, they are to be asked anew:
 * that is no no.
 */
export function isRefused(what: Permitted, incident: IncidentView): boolean {
  if (recordedAnswer(what, incident) !== 'no') return false;
  const people = permitters(incident);
  const narrow = nobodyMore(incident);
  return (
    saidLast(what, people, incident).some(({ answer }) => answer === 'no') ||
    people.some(({ ref }) => narrow.some(({ from }) => from === ref))
  );
}

/** What stands of what people asked: that nobody more hears of it. It ends where they want that it goes on again. */
function nobodyMore(incident: IncidentView): readonly Wish[] {
  const { wishes = [] } = incident;
  return wishes.filter(
    (wish) =>
      wish.keeps !== undefined &&
      !wishes.some(
        ({ want, from, id }) => want === 'go-on' && from === wish.from && knew(incident, { id }, wish),
      ),
  );
}

/** Whether whoever wrote this did not know yet that somebody asked that nobody more hears of it. */
export function isBeforeNobodyMore(written: { readonly id: string }, incident: IncidentView): boolean {
  return nobodyMore(incident).some((wish) => !knew(incident, written, wish));
}

const LETTER_NEEDS = { complaint: 'tell-accused', employer: 'employer', announcement: 'announce' } as const;

/** What has to be permitted for a text of this kind; undefined where nothing has to be. */
export function neededFor(kind: string | undefined): Permitted | undefined {
  const letter = oneOf(kind, ['complaint', 'employer', 'announcement']);
  return letter && LETTER_NEEDS[letter];
}

/** Whether somebody took back the permission for a letter, or put it under a condition, and whoever drafted it did not know. */
export function isTakenBack(letter: Letter, incident: IncidentView): boolean {
  const what = neededFor(letter.letter);
  if (what === undefined) return false;
  const people = permitters(incident);
  const standing = people.flatMap(({ ref }) => lastOf(answersOf(ref, what, incident), incident));
  const isUnknown = (one: { readonly id: string }): boolean => !knew(incident, letter, one);
  return (
    standing.some((one) => one.answer !== 'yes' && isUnknown(one)) ||
    people.some(({ ref }) => nobodyMoreFor(ref, what, incident).some(isUnknown))
  );
}

/** That the conditions are met under which something was permitted: for one letter, a yes. */
export const MET = 'met';

/** Whether the answers say yes to it, also where that is a yes because a condition is met. */
export function saysYes({ permitted }: Given): boolean {
  return permitted === 'yes' || permitted === MET;
}

/** A condition that stands under which somebody permitted something, in words that are open to whoever looks, and whose it is. */
export interface Condition {
  readonly said: Said;
  /** By their marks. */
  readonly people: readonly string[];
}

/**
 * The conditions that stand, where nothing else stands in the way of telling it: nobody said no. One without words, or whose words are
 * sealed to others, is none of which whoever looks can say that it is met.
 */
export function conditionsOf(
  what: Permitted | undefined,
  incident: IncidentView | undefined,
): readonly Condition[] {
  if (incident === undefined || recordedAnswer(what, incident) !== 'if') return [];
  const open = permitters(incident, what).filter(
    ({ ref }) => hasCondition(what, ref, incident) && agreesOnceMet(what, ref, [ref], incident),
  );
  return saidLast(what, open, incident)
    .filter(({ answer }) => answer === 'if')
    .map((said) => ({
      said,
      people: open.map(({ ref }) => ref).filter((ref) => standing(what, ref, incident).includes(said)),
    }));
}

function hasCondition(what: Permitted | undefined, ref: string, incident: IncidentView): boolean {
  return standing(what, ref, incident).some(({ answer }) => answer === 'if');
}

/** Whether what somebody said to it last is a yes, once the conditions of these people are met. */
function agreesOnceMet(
  what: Permitted | undefined,
  ref: string,
  met: readonly string[],
  incident: IncidentView,
): boolean {
  const said = standing(what, ref, incident);
  return (
    said.length > 0 &&
    (what === undefined || nobodyMoreFor(ref, what, incident).length === 0) &&
    said.every(
      ({ answer, condition }) =>
        answer === 'yes' || (answer === 'if' && met.includes(ref) && !isBlank(condition)),
    )
  );
}

/** Whether everybody whose permission it takes said yes to this, or the condition of whoever set one is met. */
export function isPermitted(given: Given, incident: IncidentView, what: Permitted | undefined): boolean {
  const words = given.permitted === MET ? given.met : given.permission;
  return (
    saysYes(given) &&
    (text(words) ?? '').trim() !== '' &&
    stillToSayYes({ 'permitted-by': [], ...given }, incident, what).length === 0
  );
}

/** Whose word is missing, where those who were asked said yes, or set a condition that is met, and it takes that of others as well. */
export function stillToSayYes(
  given: Given,
  incident: IncidentView,
  what: Permitted | undefined,
): readonly Person[] {
  const by = given['permitted-by'];
  if (!saysYes(given)) return [];
  const people = permitters(incident);
  if (given.permitted === MET) {
    const met = by === undefined ? people.map(({ ref }) => ref) : list(by);
    return people.filter(({ ref }) => !agreesOnceMet(what, ref, met, incident));
  }
  return by === undefined ? [] : people.filter(({ ref }) => !list(by).includes(ref));
}

/** Whether not everybody said yes to it, or nobody was asked. */
function isWithoutYes(given: Given, incident: IncidentView, what: Permitted | undefined): boolean {
  if (given.permitted === undefined) return false;
  return !saysYes(given) || stillToSayYes(given, incident, what).length > 0;
}

/** Whether the answers do no more than note what was said to it: no yes of everybody, and there is no text. */
export function onlyNotesAnswer(given: Given, incident: IncidentView, what: Permitted): boolean {
  return isWithoutYes(given, incident, what) && given.letter === undefined;
}

/** Whether what cannot go on without a yes ends with noting that there is none, unless somebody goes on in spite of the rule. */
export function endsWithoutYes(
  given: Given,
  { incident, overrides }: Pick<Situation, 'incident' | 'overrides'>,
  what: Permitted,
): boolean {
  return isWithoutYes(given, incident, what) && !overrides.includes('permission');
}

/** The answers with what is not asked yet answered in their favour, so that one question is judged by its own answer. */
export function beforeTheRest(given: Given, incident: IncidentView): Given {
  return { permission: 'x', met: 'x', 'permitted-by': permitters(incident).map(({ ref }) => ref), ...given };
}

/** Who permitted, in their words, that this text names them or points to them. */
export function mayBeNamed(given: Given): readonly string[] {
  return (text(given['reporter-permission']) ?? '').trim() === '' ? [] : list(given['may-name']);
}

/** To whom the words of these people are sealed; undefined where all who can open the incident may read them. */
export function knownToFew(people: readonly string[], situation: Situation): readonly string[] | undefined {
  const hidden = situation.incident.reports.filter((one) => one.restricted && people.includes(one.reporter));
  if (hidden.length === 0) return undefined;
  const [first = [], ...others] = hidden.map((report) => knowing(report, situation));
  return [
    ...new Set([situation.me, ...first.filter((member) => others.every((one) => one.includes(member)))]),
  ];
}

/** To whom the reason for a copy is sealed; undefined where all who can open the incident may read it. */
export function readersOfWhy(given: Given, situation: Situation): readonly string[] | undefined {
  const person = given.for === 'affected' ? text(given.person) : undefined;
  return person === undefined ? undefined : knownToFew([person], situation);
}

/** What is written in the place of the words of a permission, alone, where there was none. */
const NO_PERMISSION = new RegExp(
  `^(?:(?:i|we|they|she|he|nobody) )?(?:${[
    '(?:said )?(?:no|nope|not|never|not yet|no thanks|no thank you|rather not)|refused|declined',
    '(?:do|does|did) not (?:want (?:it|that|this|to)|agree|permit it|ask)',
    '(?:(?:was|were|have been|has been|is|are) )?not (?:been )?(?:asked|given|answered|permitted|allowed)',
    '(?:(?:was|were) )?asked(?: and)? not given|(?:have|has) not (?:been )?asked|asked|unasked|never asked',
    '(?:(?:is|are|still|yet) )*to (?:be )?ask(?:ed)?|will ask|pending|later',
    '(?:there is )?no (?:words|permission|answer|reply)|without (?:a )?permission',
  ].join('|')})(?: (?:me|us|them|her|him))?(?: yet| so far| later)?$`,
);

/** What stands beside a yes and is not only that, and how it is said instead. */
const AGAINST_YES = {
  condition:
    'seems to set a condition, or is no yes yet: answer that it may be told under a condition (`if`), with those words as the condition, or that they said no, or were not asked. Where it is a plain yes, write down that part alone',
  no: 'seems to say rather not: where they said no, choose that. Where it is a plain yes, write down that part alone',
} as const;

/** Why words are none of a permission: they set a condition, say no, or that nobody was asked, or nothing. */
export function wordsProblem(words: string): string | undefined {
  if (isBlank(words) || NO_PERMISSION.test(plainWords(words)))
    return 'has no words of a permission in it; where they said no, or were not asked, choose that';
  const against = contradictsYes(words);
  return against && AGAINST_YES[against];
}
