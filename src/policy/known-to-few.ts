import type { IncidentView, Person } from '../incident/view.ts';
import { type Leak, type LeakFacts, leaks } from '../letters/leak-check.ts';
import { isSameName } from '../letters/names.ts';
import { type Given, list, text } from './given.ts';
import { type Finding, knownPerson } from './outgoing.ts';
import { mayBeNamed } from './permission.ts';
import type { Situation } from './situation.ts';

/** What is sealed to those who may know it, or is not kept as it is typed. */
const SEALED: readonly string[] = [
  ...['reporter-name', 'reporter-contact', 'person-name', 'person-contact', 'employer', 'aliases'],
  ...['right-name', 'right-contact', 'right-description', 'right-employer', 'right-aliases', 'right-words'],
  ...['permission', 'permitted-words', 'condition', 'reporter-permission'],
];
/** What of somebody tells who they are, wherever it stands. */
const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number', 'copied'];

/** Those who are known to fewer than all who can open the incident, as far as whoever works here knows them. */
function knownToFew({ people }: IncidentView): readonly Person[] {
  return people.filter(({ knownTo, hidden }) => knownTo !== undefined && !hidden);
}

/** Whether what is answered to a question is kept so that everybody reads it who can open the incident. */
function isKeptOpen({ add }: Given, question: string): boolean {
  if (question === 'account') return add === 'follow-up';
  return !SEALED.includes(question);
}

/** Where what is kept open names somebody who is known to few, or says again what they alone said. */
export function revealedIn(given: Given, { incident }: Situation, question?: string): readonly Finding[] {
  const few = knownToFew(incident).filter(({ ref }) => !mayBeNamed(given).includes(ref));
  if (few.length === 0) return [];
  const marks = new Set(few.map(({ ref }) => ref));
  return toldIn(given, question, {
    people: few.map(knownPerson),
    accounts: incident.reports.flatMap(({ restricted, reporter, account, number }) =>
      restricted && account !== undefined && marks.has(reporter)
        ? [{ from: `the account of report ${number}`, text: account, person: reporter }]
        : [],
    ),
  });
}

/**
 * Where what is kept open names somebody of another incident, and a reader of this one is kept out of that: they would learn what
 * was kept from them. Whom this incident has as well is nobody else's.
 */
export function elsewhereIn(
  given: Given,
  { incident, me, elsewhere = [] }: Situation,
  question?: string,
): readonly Finding[] {
  const readers = incident.readers.filter((reader) => reader !== me);
  return elsewhere
    .filter(({ keptOut }) => keptOut.some((member) => readers.includes(member)))
    .filter(({ person }) => !incident.people.some((one) => isOne(one, person)))
    .flatMap(({ incident: of, person }) =>
      toldIn(given, question, { people: [knownPerson(person)], accounts: [] }).map((found) => ({
        ...found,
        what: `${found.what} in ${of}`,
      })),
    );
}

function isOne({ name: one }: Person, { name: other }: Person): boolean {
  return Boolean(one && other && isSameName(one, other));
}

function toldIn(
  given: Given,
  question: string | undefined,
  told: Pick<LeakFacts, 'people' | 'accounts'>,
): readonly Finding[] {
  const facts = { ...told, mayName: [], circumstances: [], moments: [], known: [] };
  return Object.keys(given)
    .filter((id) => isKeptOpen(given, id) && (question === undefined || id === question))
    .flatMap((id) =>
      [text(given[id]) ?? list(given[id])].flat().flatMap((words) =>
        leaks(words, facts)
          .filter(({ what }) => TELLING.includes(what))
          .map((leak) => ({ what: leak.from, at: `${id}, line ${leak.line}`, words: leak.found })),
      ),
    );
}
