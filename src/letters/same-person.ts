import { isSameNumber, type OwnContacts, ownContactsIn } from './contact-hits.ts';
import { Counted } from './counted-once.ts';
import { employerWords } from './employers.ts';
import { compareNames, type NameFit, type TakenApart, takeApart } from './name-fit.ts';
import { nameParts, namesGivenIn } from './names.ts';
import { CALENDAR_WORDS, isOrdinary, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { rowOf } from './page.ts';
import { soundsOf } from './word-fit.ts';

/** Somebody as an incident knows them. */
export interface KnownAs {
  /** What they are called: names, other names, handles. */
  readonly names: readonly string[];
  readonly contacts: readonly string[];
  readonly employers: readonly string[];
  /** What was said of how they look, which can have a name in it. */
  readonly looks: readonly string[];
}

/** What speaks for two being one person, or against it: a kind, and what the one and the other is known by. */
export interface Sign {
  readonly kind: 'name' | 'initials' | 'part' | 'handle' | 'address' | 'number' | 'employer' | 'look';
  /** Of a name that fits: the loosest way in which a word of it does. */
  readonly how?: NameFit['how'];
  readonly one: string;
  readonly other: string;
}

export interface Comparison {
  /** Nothing is ever certain: `likely` where a whole name, a handle, an address or a number fits, and nothing speaks against it. */
  readonly is: 'likely' | 'possible';
  readonly speaksFor: readonly Sign[];
  readonly against: readonly Sign[];
}

/** Somebody, taken apart for comparing: once, however many they are compared with. */
export interface Profile {
  readonly names: readonly { readonly name: string; readonly apart: TakenApart }[];
  readonly own: readonly { readonly text: string; readonly contacts: OwnContacts }[];
  readonly employers: readonly { readonly name: string; readonly words: readonly string[] }[];
  readonly looks: readonly { readonly text: string; readonly words: ReadonlySet<string> }[];
}

/** What everybody is said to look like. */
const ANYBODY = new Set(
  `man men woman women person guy girl boy lady somebody someone people tall short small big young old older younger middle aged
  booth stand stage room hall door table bar row desk blue red green black white grey gray brown shirt hoodie hat jacket glasses wears
  wearing hair long dark blond front back left right near`.split(/\s+/),
);
/** How many words of a look have to fit, and how many of these may be said of anybody. */
const LOOK_WORDS = 2;

export function profileOf({ names, contacts, employers, looks }: KnownAs): Profile {
  const called = [...names.flatMap(namesIn), ...looks.flatMap(namesGivenIn)];
  return {
    names: [...new Set(called)]
      .map((name) => ({ name, apart: takeApart(name) }))
      .filter(({ apart }) => apart.ways.length > 0),
    own: [...names, ...contacts, ...looks.filter((one) => one.includes('@'))].map((text) => ({
      text,
      contacts: ownContactsIn(text),
    })),
    employers: employers.map((name) => ({ name, words: employerWords(name) })),
    looks: looks.map((text) => ({ text, words: lookWords(text) })),
  };
}

/** What is called a name can be a description (“the speaker”), a handle or an address. */
function namesIn(name: string): readonly string[] {
  if (/^\s*@|:\/\//.test(name)) return [];
  return nameParts(name).all.some(isOrdinary) ? namesGivenIn(name) : [name];
}

function lookWords(text: string): ReadonlySet<string> {
  const said = rowOf(text).filter((word) => word.length > 2);
  return new Set(
    said.filter(
      (word) =>
        !STOP_WORDS.has(word) &&
        !LETTER_WORDS.has(word) &&
        !CALENDAR_WORDS.has(word) &&
        !TOOL_WORDS.has(word),
    ),
  );
}

/**
 * Whether two people may be one, and what speaks for it and against it. Undefined where nothing does, or where what does says no more
 * than that many people have the same first name or the same employer. It never joins anybody: it is for somebody to look at.
 */
export function comparePeople(one: Profile, other: Profile): Comparison | undefined {
  const counted = new Counted();
  const contacts = sharedContacts(one, other, counted);
  const employer = sharedEmployer(one, other);
  for (const sign of employer.shared ?? []) counted.addWords([sign.one, sign.other].flatMap(employerWords));
  const named = bestName(one, other, counted);
  if (named?.sign !== undefined) counted.addWords([named.sign.one, named.sign.other].flatMap(rowOf));
  const look = sharedLook(one, other, counted);
  const speaksFor = [
    ...(named?.sign ? [named.sign] : []),
    ...contacts.shared,
    ...(employer.shared ?? []),
    ...(look.shared ?? []),
  ];
  const against = [...(named?.against ?? []), ...contacts.differing, ...employer.differing];
  const isEnough =
    contacts.shared.length > 0 ||
    named?.much === 'whole' ||
    named?.much === 'initials' ||
    named?.much === 'own' ||
    (named?.much === 'part' && (employer.shared !== undefined || look.tells)) ||
    (named?.against === undefined && employer.shared !== undefined && look.tells);
  if (!isEnough) return undefined;
  const isSure = named?.much === 'whole' && named.sign?.how !== 'heard';
  const isLikely = (contacts.shared.length > 0 || isSure) && against.length === 0;
  return { is: isLikely ? 'likely' : 'possible', speaksFor, against };
}

/** Whether something speaks against two being one person, whatever speaks for it: both have names and none fits, or another address. */
export function speaksAgainst(one: Profile, other: Profile): boolean {
  const areNamed = one.names.length > 0 && other.names.length > 0;
  return (
    (areNamed && bestName(one, other, new Counted())?.much === undefined) ||
    sharedContacts(one, other, new Counted()).differing.length > 0 ||
    sharedEmployer(one, other).differing.length > 0
  );
}

interface Named {
  readonly much?: NameFit['much'];
  readonly sign?: Sign;
  readonly against?: readonly Sign[];
}

const MUCH: readonly NameFit['much'][] = ['whole', 'initials', 'own', 'part'];

function bestName(one: Profile, other: Profile, counted: Counted): Named | undefined {
  const all = one.names.flatMap((a) =>
    other.names.map((b) => ({ one: a.name, other: b.name, fit: compareNames(a.apart, b.apart) })),
  );
  const fits = all.flatMap(({ fit, ...names }) =>
    fit === undefined || fit === 'apart' ? [] : [{ ...names, ...fit }],
  );
  const [best] = fits
    .filter((names) => !counted.hasAllOf(names.one) && !counted.hasAllOf(names.other))
    .sort((a, b) => MUCH.indexOf(a.much) - MUCH.indexOf(b.much));
  if (best !== undefined) {
    const { much, how, ...names } = best;
    const kind = much === 'whole' || much === 'own' ? 'name' : much;
    return { much, sign: { kind, how, ...names } };
  }
  const apart = fits.length > 0 ? undefined : all.find(({ fit }) => fit === 'apart');
  return apart && { against: [{ kind: 'name', one: apart.one, other: apart.other }] };
}

/** A handle is often made of what stands in an address. */
const CONTACTS = [
  ['address', 'addresses'],
  ['number', 'numbers'],
  ['handle', 'handles'],
] as const;

function sharedContacts(
  one: Profile,
  other: Profile,
  counted: Counted,
): { shared: readonly Sign[]; differing: readonly Sign[] } {
  const shared: Sign[] = [];
  const differing: Sign[] = [];
  for (const [kind, field] of CONTACTS) {
    const pairs = one.own.flatMap((a) => other.own.map((b) => ({ a, b })));
    const isSame = kind === 'number' ? isSameNumber : (a: string, b: string): boolean => a === b;
    const told = pairs.filter(({ a, b }) => a.contacts[field].length > 0 && b.contacts[field].length > 0);
    const same = told.flatMap(({ a, b }) => {
      const fits = a.contacts[field].filter((mine) =>
        b.contacts[field].some((theirs) => isSame(mine, theirs)),
      );
      return fits.length === 0 ? [] : [{ a, b, fits }];
    });
    const sign = (found: (typeof told)[number] | undefined): Sign[] =>
      found === undefined ? [] : [{ kind, one: found.a.text, other: found.b.text }];
    shared.push(...sign(same.find(({ fits }) => !fits.every((text) => counted.hasAllOf(text)))));
    for (const text of same.flatMap(({ fits }) => fits)) counted.addContact(text);
    if (same.length === 0) differing.push(...sign(told[0]));
  }
  return { shared, differing };
}

function sharedEmployer(one: Profile, other: Profile) {
  const pairs = one.employers.flatMap((a) => other.employers.map((b) => ({ a, b })));
  const same = pairs.find(
    ({ a, b }) =>
      a.words.every((word) => b.words.includes(word)) || b.words.every((word) => a.words.includes(word)),
  );
  const sign = (found: (typeof pairs)[number] | undefined): Sign[] =>
    found === undefined ? [] : [{ kind: 'employer', one: found.a.name, other: found.b.name }];
  return { shared: same && sign(same), differing: same === undefined ? sign(pairs[0]) : [] };
}

function sharedLook(one: Profile, other: Profile, counted: Counted) {
  const pairs = one.looks.flatMap((a) =>
    other.looks.map((b) => ({
      a,
      b,
      words: [...a.words].filter((word) => b.words.has(word) && !counted.has(word)),
    })),
  );
  const [most] = pairs.sort((a, b) => b.words.length - a.words.length);
  const tells =
    most !== undefined && most.words.length >= LOOK_WORDS && most.words.some((word) => !ANYBODY.has(word));
  const shared: Sign[] | undefined =
    most !== undefined && most.words.length > 0
      ? [{ kind: 'look', one: most.a.text, other: most.b.text }]
      : undefined;
  return { shared: tells ? shared : undefined, tells };
}

/** By what somebody is found among many, before they are compared: data, so that it can be kept. */
export interface Traces {
  /** Of each name, how its words sound without their vowels. */
  readonly names: readonly (readonly string[])[];
  /** Handles, addresses, and the ends of numbers. */
  readonly own: readonly string[];
  readonly employers: readonly string[];
  readonly looks: readonly string[];
}

/** Digits at the end of a number by which it is found. */
const END_OF_NUMBER = 7;

export function tracesOf({ names, own, employers, looks }: Profile): Traces {
  return {
    names: names.map(({ apart }) => [...new Set(apart.ways.flat().flatMap(soundsOf))]),
    own: own.flatMap(({ contacts }) => [
      ...contacts.handles,
      ...contacts.addresses,
      ...contacts.numbers.map((digits) => digits.slice(-END_OF_NUMBER)),
    ]),
    employers: employers.flatMap(({ words }) => words),
    looks: looks.flatMap(({ words }) => [...words].filter((word) => !ANYBODY.has(word))),
  };
}

/** Whether it is worth comparing two people: where it is not, nothing would come of it. */
export function mayBeAlike(one: Traces, other: Traces): boolean {
  return (
    share(one.own, other.own) ||
    one.names.some((a) => other.names.some((b) => share(a, b))) ||
    (share(one.employers, other.employers) && share(one.looks, other.looks))
  );
}

function share(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}
