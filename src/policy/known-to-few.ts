import type { IncidentView, Person } from '../incident/view.ts';
import { type Leak, leaks } from '../letters/leak-check.ts';
import { type Given, list, text } from './given.ts';
import { type Finding, knownPerson } from './outgoing.ts';
import { mayBeNamed } from './permission.ts';
import type { Situation } from './situation.ts';

/** What is sealed to those who may know it, or is not kept as it is typed. */
const SEALED: readonly string[] = [
  ...['reporter-name', 'reporter-contact', 'person-name', 'person-contact', 'employer', 'aliases'],
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
  const facts = {
    people: few.map(knownPerson),
    accounts: incident.reports.flatMap(({ restricted, reporter, account, number }) =>
      restricted && account !== undefined && marks.has(reporter)
        ? [{ from: `the account of report ${number}`, text: account, person: reporter }]
        : [],
    ),
    ...{ mayName: [], circumstances: [], moments: [], known: [] },
  };
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
