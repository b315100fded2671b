import type { IncidentView, Person } from '../incident/view.ts';
import { type KnownPerson, type Leak, type LeakFacts, leaks } from '../letters/leak-check.ts';
import { nameParts } from '../letters/names.ts';
import { rowOf } from '../letters/page.ts';
import { samenessOf } from '../letters/same-name.ts';
import { isSeenByAll, standsIn } from '../letters/seen-by-all.ts';
import { present } from '../text/present.ts';
import { FILES, isForFew, nameOfFile } from './for-few.ts';
import { type Given, list, text } from './given-answers.ts';
import { senderIn } from './intake.ts';
import { knownPerson, ourWords, ownWords } from './leak-facts.ts';
import type { Finding } from './outgoing.ts';
import { mayBeNamed, readersOfWhy, knownToFew as sealedTo } from './permission.ts';
import type { Playbook } from './playbook.ts';
import { knowingSpeaker, opensWithoutPermission, reporterOfFew, reportersOfFew } from './readers.ts';
import type { Situation } from './situation.ts';

/** What is sealed to those who may know it, or is not kept as it is typed. */
const SEALED: readonly string[] = [
  ...['reporter-name', 'reporter-contact', 'person-name', 'person-contact', 'employer', 'aliases'],
  ...['right-name', 'right-contact', 'right-description', 'right-employer', 'right-aliases', 'right-words'],
  // Of a copy that leaves nothing is kept but to whom it went, why, and its digest.
  ...['in-short', 'copy', 'out'],
];
const MARK = /^[RPAWHS][1-9][0-9]*$/;
/** What of somebody tells who they are, wherever it stands. */
const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number', 'copied'];

/** Those who are known to fewer than all who can open the incident, as far as whoever works here knows them. */
function knownToFew({ people }: IncidentView): readonly Person[] {
  return people.filter(({ knownTo, hidden }) => knownTo !== undefined && !hidden);
}

/** Whether what is answered to a question is kept so that everybody reads it who can open the incident. */
function isKeptOpen(given: Given, question: string, situation: Situation): boolean {
  if (isForFew(given)) return false;
  if (question === 'account')
    return given.add === 'follow-up' && knowingSpeaker(text(given.from), situation) === undefined;
  // What files are called is sealed with them.
  if (question === FILES && given.add === 'report' && hidesReporter(given, situation)) return false;
  if (question === FILES && given.add === 'follow-up')
    return knowingSpeaker(text(given.from), situation) === undefined;
  if (['permission', 'permitted-words', 'condition'].includes(question))
    return isPermissionOpen(list(given['permitted-by']), given, situation);
  if (question === 'reporter-permission') return isPermissionOpen(mayBeNamed(given), given, situation);
  if (question === 'met') return sealedTo(list(given['permitted-by']), situation) === undefined;
  if (question === 'why') return readersOfWhy(given, situation) === undefined;
  return !SEALED.includes(question);
}

/** The incident that a report is added to; undefined where it begins one. */
export interface AddedTo {
  readonly incident?: IncidentView | undefined;
  readonly playbook?: Playbook | undefined;
}

/** Whether everybody who can open the incident reads the words of a permission: not those of somebody who is known to few. */
function isPermissionOpen(people: readonly string[], given: Given, situation: Situation): boolean {
  if (given.add === 'report') return !hidesReporter(given, situation);
  return people.length > 0 && sealedTo(people, situation) === undefined;
}

/**
 * Whether identity and account of the reporter are sealed to whoever took the report: because the reporter wants it, or because others
 * open the incident without a permission to know who reported ("never who reported"), or because their words tell of somebody who is
 * known to few.
 */
export function hidesReporter(given: Given, facts: AddedTo & { readonly me: string | undefined }): boolean {
  return (
    given['hide-reporter'] === 'yes' ||
    reporterOfFew(given, facts.incident) !== undefined ||
    opensWithoutPermission(given, facts.incident, facts.me) ||
    toldOfFew(given, facts).length > 0
  );
}

/** Of whom a further report tells who is known to few: their marks. What they alone said would stand open in it, word for word. */
export function toldOfFew(given: Given, { incident, playbook }: AddedTo): readonly string[] {
  const account = text(given.account);
  if (given.add !== 'report' || account === undefined || incident === undefined) return [];
  const few = knownToFew(incident);
  if (few.length === 0) return [];
  const found = leaks(account, {
    ...{ mayName: [], circumstances: [], moments: [], known: [], accounts: [] },
    ours: playbook === undefined ? [] : ourWords(playbook),
    people: few.map((one) => knownPerson(one, incident)),
    others: incident.people.map((one) => knownPerson(one, incident)),
  }).filter(({ what }) => TELLING.includes(what));
  return few.map(({ ref }) => ref).filter((ref) => found.some(({ person }) => person === ref));
}

/**
 * Where what is kept open names somebody who is known to few, or says again what they alone said: not what everybody reads here anyway,
 * nor, of what many saw, what everybody could say who was there.
 */
export function revealedIn(given: Given, situation: Situation, question?: string): readonly Finding[] {
  const { incident } = situation;
  const few = knownToFew(incident).filter(({ ref }) => !mayBeNamed(given).includes(ref));
  if (few.length === 0) return [];
  const marks = new Set(few.map(({ ref }) => ref));
  const open = openTexts(incident);
  const isTold = ({ what, found }: Leak): boolean =>
    what === 'copied' &&
    (standsIn(found, open) || (incident.visibility === 'witnessed' && isSeenByAll(found, open)));
  return toldIn(
    wordsOf(given, situation, question),
    {
      // What is the team's own stands in any mail to them, and in each letter of theirs.
      ...ownWords(situation),
      people: few.map((one) => knownPerson(one, incident)),
      others: incident.people.map((one) => knownPerson(one, incident)),
      accounts: [
        ...incident.reports.flatMap(({ restricted, reporter, account, number }) =>
          restricted && account !== undefined && marks.has(reporter)
            ? [{ from: `the account of report ${number}`, text: account, person: reporter }]
            : [],
        ),
        ...incident.followUps.flatMap(({ knownTo, from, text: said }) =>
          knownTo !== undefined && from !== undefined && said !== undefined && marks.has(from)
            ? [{ from: 'what was said later', text: said, person: from }]
            : [],
        ),
      ],
    },
    isTold,
  );
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

/** What everybody reads who can open the incident: to say it again tells nobody anything. */
function openTexts({ reports, followUps, meetings }: IncidentView): readonly string[] {
  return present([
    ...reports.flatMap(({ restricted, account, summary, details }) => [
      !restricted && account,
      summary,
      details.behavior ?? undefined,
      details.circumstances ?? undefined,
    ]),
    ...followUps.map(({ knownTo, text: said, summary }) => (knownTo === undefined ? said : summary)),
    ...meetings.map(({ whatHappened }) => whatHappened),
  ]);
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
function wordsOf(given: Given, situation: Situation, question: string | undefined): readonly Words[] {
  const { members } = situation;
  const isChosen = (one: string): boolean => MARK.test(one) || members.some(({ id }) => id === one);
  return Object.keys(given)
    .filter((id) => isKeptOpen(given, id, situation) && (question === undefined || id === question))
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
