import type { Person } from '../incident/view.ts';
import { withoutAnothersName } from '../letters/anothers-name.ts';
import { type KnownPerson, type Leak, type LeakFacts, leaks } from '../letters/leak-check.ts';
import { nameParts } from '../letters/names.ts';
import { rowOf } from '../letters/page.ts';
import { samenessOf } from '../letters/same-name.ts';
import type { Finding } from './finding.ts';
import { FILES, isForFew, nameOfFile } from './for-few.ts';
import { type Given, list, text } from './given-answers.ts';
import { hidesReporter, knownToFew, ofFew, saidOpenly, TELLING } from './hidden-report.ts';
import { senderIn } from './intake.ts';
import { knownPerson, ownWords } from './leak-facts.ts';
import { mayBeNamed, readersOfWhy, knownToFew as sealedTo } from './permission.ts';
import { isMeant, knowingSpeaker, reportersOfFew } from './readers.ts';
import type { Situation } from './situation.ts';

/** What is sealed to those who may know it, or is not kept as it is typed. */
const SEALED: readonly string[] = [
  'right-words',
  // Of a copy that leaves nothing is kept but to whom it went, why, and its digest.
  ...['in-short', 'copy', 'out'],
];
const MARK = /^[RPAWHS][1-9][0-9]*$/;
/** What is answered of somebody, and not of what happened. */
const RIGHT = ['right-name', 'right-contact', 'right-description', 'right-employer', 'right-aliases'];
const OF_PEOPLE: readonly string[] = [
  ...['affected-name', 'who', 'others', 'reporter-name', 'person-name', 'aliases'],
  ...['right-name', 'right-description', 'right-aliases'],
];

/** Whether it says what somebody wants now: that fewer may know is that as well. */
function isWish({ add, what }: Given): boolean {
  return add === 'wish' || (add === 'permission' && what === 'fewer');
}

type IsOpen = (given: Given, situation: Situation) => boolean;

const inAPermission: IsOpen = (given, situation) =>
  isPermissionOpen(list(given['permitted-by']), given, situation);

/** Who reports it is sealed with the report; until it is said that it is not, it may be. */
const ofTheReporter: IsOpen = (given, situation) =>
  given.add === 'report'
    ? given['hide-reporter'] === 'no' && !hidesReporter(given, situation)
    : given.add === 'detail' &&
      !situation.incident.reports.some((one) => one.restricted && isMeant(one, given));

/** Who somebody is, is sealed where that is known to few. */
const ofSomebody =
  (add: string, mark: string): IsOpen =>
  (given, { incident: { people, reports } }) =>
    given.add === add &&
    !people.some(({ ref, knownTo }) => ref === given[mark] && knownTo !== undefined) &&
    !reports.some(({ restricted, reporter }) => restricted && reporter === given[mark]);

/** When everybody who can open the incident reads what is answered, where that hangs on whose words it is. */
const OPEN_WHERE: ReadonlyMap<string, IsOpen> = new Map<string, IsOpen>([
  [
    'account',
    (given, situation) => {
      const { reports } = situation.incident;
      const from = text(given.from);
      if (isAccusedHere(from, situation)) return false;
      if (given.add === 'follow-up') return knowingSpeaker(from, situation) === undefined;
      const own = reports.filter(({ reporter }) => reporter === from);
      const meant = own.length === 1 ? own : reports.filter((one) => isMeant(one, given));
      return isWish(given) && meant.some(({ restricted }) => !restricted);
    },
  ],
  ...['reporter-name', 'reporter-contact'].map((id) => [id, ofTheReporter] as const),
  ...['person-name', 'person-contact', 'employer', 'aliases'].map(
    (id) => [id, ofSomebody('person', 'person')] as const,
  ),
  ...RIGHT.map((id) => [id, ofSomebody('correction', 'wrong-of')] as const),
  [
    // What files are called is sealed with them.
    FILES,
    (given, situation) =>
      given.add === 'report'
        ? !hidesReporter(given, situation)
        : given.add !== 'follow-up' || knowingSpeaker(text(given.from), situation) === undefined,
  ],
  ['permission', inAPermission],
  ['permitted-words', inAPermission],
  ['condition', inAPermission],
  ['share-condition', inAPermission],
  ['again-words', inAPermission],
  ['reporter-permission', (given, situation) => isPermissionOpen(mayBeNamed(given), given, situation)],
  ['met', (given, situation) => sealedTo(list(given['permitted-by']), situation) === undefined],
  ['why', (given, situation) => readersOfWhy(given, situation) === undefined],
]);

/** Whose words these are, a step knows better that says itself what it seals. */
const SAID_BY_STEP: readonly string[] = ['permission', 'met'];

/** Whether what is answered to a question is kept so that everybody reads it who can open the incident. */
function isKeptOpen(
  given: Given,
  question: string,
  situation: Situation,
  sealed: readonly string[] | undefined,
): boolean {
  if (isForFew(given) || SEALED.includes(question) || sealed?.includes(question) === true) return false;
  if (sealed !== undefined && SAID_BY_STEP.includes(question)) return true;
  return OPEN_WHERE.get(question)?.(given, situation) ?? true;
}

/** Whose side is taken as they tell it, whomever it names. */
function isAccusedHere(ref: string | undefined, { incident }: Situation): boolean {
  return incident.people.some((one) => one.ref === ref && one.role === 'accused');
}

/** Whether everybody who can open the incident reads the words of a permission: not those of somebody who is known to few. */
function isPermissionOpen(people: readonly string[], given: Given, situation: Situation): boolean {
  if (given.add === 'report') return !hidesReporter(given, situation);
  // What completes a report goes where that went.
  if (given.add === 'detail')
    return !situation.incident.reports.some((one) => one.restricted && isMeant(one, given));
  return sealedTo(people, situation) === undefined;
}

/**
 * Where what is kept open names somebody who is known to few, or says again what they alone said: not what everybody reads here anyway,
 * nor, of what many saw, what everybody could say who was there.
 *
 * @param sealed the questions whose answers the step seals to those who may know them
 */
export function revealedIn(
  given: Given,
  situation: Situation,
  question?: string,
  sealed?: readonly string[],
): readonly Finding[] {
  const { incident } = situation;
  const few = calledNow(knownToFew(incident), given, situation).filter(
    ({ ref }) => !mayBeNamed(given).includes(ref),
  );
  if (few.length === 0) return [];
  const names = few.flatMap((one) => knownPerson(one, incident).names);
  return toldIn(
    wordsOf(given, situation, question, sealed).map(({ id, words }) => ({
      id,
      words: OF_PEOPLE.includes(id) ? withoutAnothersName(words, names) : words,
    })),
    // What is the team's own stands in any mail to them, and in each letter of theirs.
    { ...ownWords(situation), ...ofFew(few, incident) },
    saidOpenly(incident),
  );
}

/** With what these answers say of who made a hidden report, or of somebody else who is known to few. */
function calledNow(few: readonly Person[], given: Given, { incident }: Situation): readonly Person[] {
  const report = given.add === 'detail' ? incident.reports.find((one) => isMeant(one, given)) : undefined;
  const ref = given.add === 'person' ? given.person : report?.reporter;
  const called = [
    ...[given['reporter-name'], given['reporter-contact'], given['person-name'], given['person-contact']],
    ...list(given.aliases),
  ].flatMap((one) => text(one) ?? []);
  return few.map((one) => (one.ref === ref ? { ...one, aliases: [...(one.aliases ?? []), ...called] } : one));
}

/** How what somebody who is hidden said later can stand whole: as theirs, it goes to those who know them alone. */
export function hiddenInstead(
  given: Given,
  { incident, intake }: Situation,
  findings: readonly Finding[],
): readonly string[] {
  const isUnsaid =
    given.add === 'follow-up' &&
    text(given.from) === undefined &&
    findings.some(({ at }) => at?.startsWith('account,'));
  const all = isUnsaid ? reportersOfFew(incident) : [];
  const ref = senderIn(incident, intake?.sender)?.ref;
  const [only, ...others] = ref === undefined ? all : all.filter((one) => one.ref === ref);
  if (only === undefined) return [];
  const who = others.length === 0 ? only.ref : 'their mark';
  return [
    `If ${others.length === 0 ? `${only.ref} said` : 'somebody who is hidden said'} this themselves, say so where it is asked who said it: their words then stay as they are, with those who know who it is. In an answers file: \`from: ${who}\`.`,
  ];
}

/**
 * Where what is kept open names somebody of another incident, and a reader of this one is kept out of that: they would learn what
 * was kept from them. So they would by the whole name of who reported that, or to whom it happened, where they simply cannot open it.
 * Whom this incident has as well is nobody else's, by whatever name it has them, also where that stands in how they were described;
 * nor whom another incident of the same matter has, which all who read this one can open.
 */
export function elsewhereIn(given: Given, situation: Situation, question?: string): readonly Finding[] {
  const { incident, me, elsewhere = [] } = situation;
  // Who is kept out with the same answers reads none of them.
  const out = [me, ...list(given.conflicts), text(given.member)];
  const readers = incident.readers.filter((reader) => !out.includes(reader));
  const words = wordsOf(given, situation, question);
  const here = incident.people.map((one) => knownPerson(one, incident));
  const there = elsewhere.map((one) => ({ ...one, known: knownPerson(one.person) }));
  const own = [
    ...here,
    ...there
      .filter(
        ({ matter, readers: theirs }) =>
          matter === true && incident.readers.every((reader) => theirs.includes(reader)),
      )
      .map(({ known }) => known),
  ];
  const known = [...here, ...there.map((one) => one.known)];
  const all = new Set(words.flatMap((one) => rowOf(one.words)));
  return there
    .filter(
      ({ person, keptOut, readers: theirs }) =>
        keptOut.some((member) => readers.includes(member)) ||
        (readers.some((member) => !theirs.includes(member)) && isTrusting(person) && isWhole(person, all)),
    )
    .filter((one) => one.isHere !== true && !own.some((other) => isOne(other, one.known)))
    .flatMap(({ incident: of, known: person }) =>
      toldIn(words, {
        ...ownWords(situation),
        people: [person],
        others: known
          .filter((one) => one !== person && !isOne(one, person))
          .map((one) => ({ ...one, ref: '' })),
        accounts: [],
      }).map((found) => ({ ...found, what: `${found.what} in ${of}` })),
    );
}

/** Whether somebody told the team something, or it happened to them: that they did is theirs. */
function isTrusting({ role, affected }: Person): boolean {
  return role === 'reporter' || role === 'affected' || affected === 'yes';
}

/** Whether somebody's first and last name are both among these words. */
function isWhole({ name }: Person, words: ReadonlySet<string>): boolean {
  const { telling } = nameParts(name ?? '');
  return telling.length > 1 && telling.every((part) => words.has(part));
}

function isOne({ names: some }: KnownPerson, { names: others }: KnownPerson): boolean {
  return some.some((one) => others.some((other) => samenessOf(one, other) !== undefined));
}

interface Words {
  readonly id: string;
  readonly words: string;
}

/** What is written in the answers that everybody reads; who was chosen from the team, or by a mark, is no words. */
function wordsOf(
  given: Given,
  situation: Situation,
  question: string | undefined,
  sealed?: readonly string[],
): readonly Words[] {
  const { members } = situation;
  const isChosen = (one: string): boolean => MARK.test(one) || members.some(({ id }) => id === one);
  return Object.keys(given)
    .filter((id) => isKeptOpen(given, id, situation, sealed) && (question === undefined || id === question))
    .flatMap((id) =>
      [text(given[id]) ?? list(given[id])]
        .flat()
        .filter((words) => !isChosen(words))
        .map((words) => ({ id, words: id === FILES ? nameOfFile(words) : words })),
    );
}

function toldIn(
  all: readonly Words[],
  told: Pick<LeakFacts, 'people' | 'others' | 'accounts' | 'known' | 'ours'>,
  isTold: (leak: Leak) => boolean = () => false,
): readonly Finding[] {
  const facts = { ...told, mayName: [], circumstances: [], moments: [] };
  return all.flatMap(({ id, words }) =>
    leaks(words, facts)
      .filter((leak) => TELLING.includes(leak.what) && !isTold(leak))
      .map((leak) => ({ what: leak.from, at: `${id}, line ${leak.line}`, words: leak.found })),
  );
}
