import { ROLE_NAMES } from '../incident/people.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { ownContactsIn } from '../letters/contact-hits.ts';
import { fold, latinTwinOf } from '../letters/fold.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { isTheirName, mayBeOneName } from '../letters/same-name.ts';
import { isUnnamed, NOTHING, saysNothing } from '../text/nothing.ts';
import type { SaysWho } from './groups.ts';
import { markAround, type RoleMeant, roleMeant } from './role-words.ts';
import type { TeamMember } from './situation.ts';

/** Everybody whom somebody can mean. */
export interface Everybody {
  /** The team as it is now. */
  readonly members: readonly TeamMember[];
  readonly incident?: Pick<IncidentView, 'people' | 'same'> | undefined;
  /** The acting member, who can say “me”. */
  readonly me?: string | undefined;
  /** Where it can be said who a group is: “the board”. */
  readonly community?: SaysWho | undefined;
}

/** A member, a person of the incident, or both at once: then `id` is the member's. */
export interface Somebody {
  /** As answers and entries have them: a member's ID, or a mark such as A1. */
  readonly id: string;
  readonly member?: TeamMember;
  readonly person?: Person;
}

/** Whom a typed text means. */
export type Recognised =
  | { readonly is: 'somebody'; readonly who: Somebody }
  /** It may be one of these, and may be somebody else: whoever typed it has to say. */
  | { readonly is: 'doubtful'; readonly among: readonly Somebody[] }
  /** Somebody outside. `called` is whom this is the whole name, handle or address of all the same. */
  | { readonly is: 'outside'; readonly name: string; readonly called: readonly Somebody[] }
  /** A mark or a role that nobody in the incident has, or a text that is no name and no description of anybody. */
  | { readonly is: 'nobody' };

/** How sure it is: certain, a name that is often enough, one that is theirs and no more than a hint, or only alike. */
const FITS = ['certain', 'likely', 'theirs', 'possible'] as const;
type Fit = (typeof FITS)[number];

/** Typed after a name, it says that nobody of the team and of the incident is meant. */
const ELSE = '(somebody else)';
const ELSE_AT_END = /[\s,]*\(\s*(?:somebody|someone)\s+else\s*\)\s*$/i;
const MARK = /^([rpawhs][1-9][0-9]*)(?:\s*[,:(].*)?$/;
const ME = /^(?:me|myself|i)$/;
/** What is answered where no name is: it means nobody, or not one. */
const NO_NAME = new RegExp(
  `^(?:${[
    NOTHING,
    'yes|no|ok|okay|tbd|later|now|today|tomorrow|soon|asap|not yet',
    '(?:no ?|some|any|every)(?:one|body)(?: (?:else|yet))?',
    'all|both|all of (?:us|them)|us|we|you|others|the others|the team',
    '(?:they|she|he|them|her|him|it|theirs?|hers|his|th(?:em|eir)sel(?:f|ves)|herself|himself)(?: again| too)?',
    '(?:that|this|the)(?: (?:very|same))? (?:one|person)(?: again| there| from before)?|(?:the )?same|who(?:ever)?',
    'er|sie|ihn|ihm|ihr|ihnen|eux',
  ].join('|')})$`,
);
/** Words of the longest description of somebody; what is longer tells something else. */
const LONGEST_DESCRIPTION = 12;
/**
 * Who a typed name may be (DESIGN 9, "A person is recognised, not compared"): by full or part name in any order, spelling and
 * case, by mark (“A1”), role (“the accused”), ID, handle (“@ben”) or address. A whole name, handle, address, mark or role
 * is certain, and so is what a member is commonly called where it fits nobody else; all other likeness is in doubt.
 * Everything that takes a person asks this.
 */
export function recognise(typed: string, everybody: Everybody): Recognised {
  const known = KNOWN.get(everybody) ?? new Map<string, Recognised>();
  KNOWN.set(everybody, known);
  const found = known.get(typed) ?? recognised(typed, everybody);
  known.set(typed, found);
  return found;
}

/** What came of the same text among the same people: an interview asks many times between two changes. */
const KNOWN = new WeakMap<Everybody, Map<string, Recognised>>();

function recognised(typed: string, everybody: Everybody): Recognised {
  const name = nameOutside(typed);
  const isElse = ELSE_AT_END.test(typed);
  // Also where an earlier record has such words as a name: two who stay anonymous are not one.
  if (fold(name).trim() === '' || (!isElse && isUnnamed(name))) return { is: 'nobody' };
  const named = byMarkOrRole(name, everybody);
  if (named !== undefined)
    return named.length === 1 && named[0] ? { is: 'somebody', who: named[0] } : doubt(named);
  const fits = everyone(everybody)
    .map((who) => ({ who, fit: fitOf(name, who) }))
    .filter((one): one is { who: Somebody; fit: Fit } => one.fit !== undefined);
  const those = (...wanted: readonly Fit[]): readonly Somebody[] =>
    fits.filter(({ fit }) => wanted.includes(fit)).map(({ who }) => who);
  const certain = those('certain');
  if (isElse) return { is: 'outside', name, called: certain };
  const [first] = certain;
  if (first !== undefined) return certain.length === 1 ? { is: 'somebody', who: first } : doubt(certain);
  // Who has another name that is like it is not meant where somebody has that very one.
  const theirs = those('likely', 'theirs');
  const alike = theirs.length > 0 ? theirs : those('possible');
  const [only] = alike;
  const told = only === undefined ? byWhatTheyDid(name, everybody) : [];
  if (told.length > 0) return doubt(told);
  if (only === undefined) return isNoName(name) ? { is: 'nobody' } : { is: 'outside', name, called: [] };
  const isUsual = alike.length === 1 && those('likely').length === 1 && only.member !== undefined;
  return isUsual ? { is: 'somebody', who: only } : doubt(alike);
}

/** What somebody says or does, or a day: “she wants no help now”, “2 November 2026”. */
const SAYS = /^\s*(?:(?:i|we|she|he|they|it)\s+\p{L}+|\d{1,2}\.?\s+\p{L}+\s+\d{4}|\d{4}-\d\d-\d\d)\b/iu;

/** Whether a text names and describes nobody: “nobody yet”, “14:30”, or a whole story. */
function isNoName(text: string): boolean {
  return (
    isNoAnswer(text) ||
    isWhoever(text) ||
    !/\p{L}/u.test(text) ||
    SAYS.test(text) ||
    text.trim().split(/\s+/).length > LONGEST_DESCRIPTION
  );
}

const NOBODY_KNOWS =
  /^(?:nobody|no one|noone|none of (?:us|them)|i|we|they|she|he|staff) (?:(?:do|does|did) not |don'?t |doesn'?t |didn'?t |cannot |can'?t )?(?:really |even )?(?:know|knows|knew|say|tell)(?: (?:it|that|who|yet|so far|his|her|their|the|name|they|it was|is|are))*$/;

/** Whether it is what people answer where they know or mean nobody: “I don't know”, “nobody yet”, “they”. */
export function isNoAnswer(text: string): boolean {
  const words = foldedWords(text).join(' ');
  return saysNothing(text) || isUnnamed(text) || NO_NAME.test(words) || NOBODY_KNOWS.test(words);
}

/** Whether it means whoever types it, “me”, and says to nobody else who that is. */
export function isWhoever(text: string): boolean {
  return ME.test(foldedWords(text).join(' '));
}

function foldedWords(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{M}\p{N}'’/]+/u)
    .filter((word) => word !== '');
}

/** Everybody whom a rule has to look at where this was typed: also those who only may be meant. */
export function mayMean(typed: string, everybody: Everybody): readonly Somebody[] {
  const found = recognise(typed, everybody);
  if (found.is === 'somebody') return [found.who];
  if (found.is === 'doubtful') return found.among;
  return found.is === 'outside' ? found.called : [];
}

/** How an answer says that somebody outside is meant, whose name is also like somebody's here. */
export function somebodyElse(name: string): string {
  return `${nameOutside(name)} ${ELSE}`;
}

/** The name of somebody outside, as it is kept. */
export function nameOutside(answer: string): string {
  return ELSE_AT_END.test(answer) ? answer.replace(ELSE_AT_END, '').trim() : answer;
}

/** Whether a member and a person of the incident are certainly one: by the whole name, an address or a handle. */
export function isCertainlySame(member: TeamMember, person: Person): boolean {
  return callings(person).some((one) => isWhole(one) && fitOfMember(one, member) === 'certain');
}

/**
 * Whether two people of an incident may be one who has two marks: by the whole name, an address or a handle; of whoever heard it or works
 * there also by one word of a name.
 */
export function mayHaveTwoMarks(one: Person, other: Person): boolean {
  if (one.ref === other.ref) return false;
  const isHelper = [one, other].some(({ role }) => role === 'hearer' || role === 'staff');
  const fits: readonly (Fit | undefined)[] = isHelper ? ['certain', 'theirs'] : ['certain'];
  const isCalled = (name: string, person: Person): boolean =>
    (isHelper || isWhole(name)) && fits.includes(fitOfPerson(name, person));
  return (
    callings(one).some((name) => isCalled(name, other)) || callings(other).some((name) => isCalled(name, one))
  );
}

/** What somebody of the incident is called for certain: their name, other names and addresses, names in a description. */
function callings({ name, aliases = [], contact, description }: Person): readonly string[] {
  return [
    ...(name ? [name] : []),
    ...aliases,
    ...(contact ? [contact] : []),
    ...(description ? namesGivenIn(description) : []),
  ];
}

function doubt(among: readonly Somebody[]): Recognised {
  return among.length === 0 ? { is: 'nobody' } : { is: 'doubtful', among };
}

/** Each once: a member who is in the incident is both. */
function everyone({ members, incident }: Everybody): readonly Somebody[] {
  const people = incident?.people ?? [];
  const both = members.map((member): Somebody => {
    const person = people.find((one) => isCertainlySame(member, one));
    return { id: member.id, member, ...(person && { person }) };
  });
  const rest = people.filter((person) => !both.some((one) => one.person === person));
  return [...both, ...rest.map((person) => ({ id: person.ref, person }))];
}

/** Those whom a mark or a role names; undefined where it is neither. */
function byMarkOrRole(typed: string, everybody: Everybody): readonly Somebody[] | undefined {
  const { incident, me } = everybody;
  const words = fold(typed).replace(/\s+/g, ' ').trim();
  const latin = words.replace(/^\p{L}(?=\d)/u, (letter) => latinTwinOf(letter) ?? letter);
  const mark = MARK.exec(latin)?.[1]?.toUpperCase() ?? markAround(latin);
  const role = roleMeant(typed);
  const isMe = me !== undefined && ME.test(words);
  const isMember = everybody.members.some(({ id }) => id === words);
  if (isMember || (mark === undefined && role?.alone !== true && !isMe)) return undefined;
  if (mark !== undefined) {
    const ref = incident?.same[mark] ?? mark;
    return everyone(everybody).filter(({ person }) => person?.ref === ref);
  }
  if (role?.alone === true) return having(role, everybody);
  return everyone(everybody).filter(({ member }) => member?.id === me);
}

/** Those who have a role of which is told what they did; somebody new may have done that as well. */
function byWhatTheyDid(typed: string, everybody: Everybody): readonly Somebody[] {
  const role = roleMeant(typed);
  return role === undefined ? [] : having(role, everybody);
}

function having({ roles }: RoleMeant, everybody: Everybody): readonly Somebody[] {
  const has = (person: Person): boolean =>
    roles.includes(person.role) || (roles.includes('affected') && person.affected === 'yes');
  return everyone(everybody).filter(({ person }) => person !== undefined && has(person));
}

function fitOf(typed: string, { member, person }: Somebody): Fit | undefined {
  const fits = [
    ...(member ? [fitOfMember(typed, member)] : []),
    ...(person ? [fitOfPerson(typed, person)] : []),
  ];
  return FITS.find((fit) => fits.includes(fit));
}

function fitOfMember(typed: string, { id, name, email }: TeamMember): Fit | undefined {
  const handle = handleOf(typed);
  const account = fold(email).split('@')[0];
  if (handle === fold(id) || isTheirName(name, typed) || isTheirName(email, typed)) return 'certain';
  if (handle === account) return isHandle(typed) ? 'certain' : 'likely';
  if (isWordOf(typed, name)) return 'likely';
  return isAlike(typed, name) ? 'possible' : undefined;
}

function fitOfPerson(typed: string, person: Person): Fit | undefined {
  const called = callings(person);
  const isHelper = person.role === 'staff' || person.role === 'hearer';
  const same = called.filter((one) => isTheirName(one, typed));
  if (same.length > 0 && (isWhole(typed) || isHelper)) return 'certain';
  const isTheirHandle = called.some(
    (one) => handleOf(one) === handleOf(typed) && (isHandle(one) || isHandle(typed)),
  );
  if (isTheirHandle) return 'certain';
  if (same.length > 0 || called.some((one) => isWordOf(typed, one))) return 'theirs';
  return called.some((one) => isAlike(typed, one)) ? 'possible' : undefined;
}

/** Whether it is one whole word of a name, by which people are called. */
function isWordOf(typed: string, name: string): boolean {
  const { all } = nameParts(typed);
  return all.length === 1 && nameParts(name).telling.includes(all[0] ?? '');
}

/** Words of the longest name; what is longer describes somebody. */
const LONGEST_NAME = 5;

/** Whether two texts may name one person, alone or with words around it. */
function isAlike(typed: string, name: string): boolean {
  const isName = nameParts(typed).all.length <= LONGEST_NAME;
  const said = [...(isName ? [typed] : []), ...namesGivenIn(typed)];
  return said.some((one) => mayBeOneName(one, name));
}

/** A first name alone is no more than a hint; several names, an address and a handle are somebody's own. */
function isWhole(name: string): boolean {
  return name.includes('@') || nameParts(name).all.length > 1;
}

function handleOf(text: string): string {
  return fold(text).trim().replace(/^@/, '');
}

function isHandle(text: string): boolean {
  return /^\s*@[^\s@]+\s*$/.test(text);
}

/**
 * Somebody on a screen that others may see: no more than everybody on the team knows. Somebody from outside who took part in it is nobody
 * it is about: they are called as they were when they were named.
 */
export function labelForAll({ id, member, person }: Somebody): string {
  return member?.name ?? (person?.role === 'staff' ? calledIn(person) : undefined) ?? id;
}

/** The same to choose from: a mark by itself would say nothing to whoever does not know of marks. */
export function choiceForAll(who: Somebody): string {
  return who.member === undefined ? `${who.id}, somebody of this incident` : labelForAll(who);
}

/** Somebody of an incident by their mark and their role, on a screen that whoever reports may see. */
export function labelByMark({ id, person }: Somebody): string {
  return person === undefined ? id : `${person.ref}, ${ROLE_NAMES[person.role]}`;
}

/** Somebody in a few words, for whoever can open the incident. */
export function labelOf({ member, person }: Somebody): string {
  const name = person?.hidden ? undefined : (member?.name ?? (person && calledIn(person)));
  const role = person === undefined ? 'on the team' : `${person.ref}, ${ROLE_NAMES[person.role]}`;
  return name ? `${name}, ${role}` : role;
}

/**
 * What somebody is called where people are listed to choose from: whom it happened to may be looking on, so no handle, address or
 * number stands there.
 */
export function calledIn({ name, description, hidden, knownTo }: Person): string | undefined {
  const said = name || description;
  if (hidden || knownTo !== undefined || !said) return undefined;
  return hasContact(said) ? namesGivenIn(said).find((one) => !hasContact(one)) : said;
}

function hasContact(text: string): boolean {
  return Object.values(ownContactsIn(text)).some((found) => found.length > 0) || text.includes('@');
}
