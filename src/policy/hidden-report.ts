import { manyIn } from '../incident/many.ts';
import type { IncidentView, Person, Report } from '../incident/view.ts';
import { type Leak, type LeakFacts, leaks } from '../letters/leak-check.ts';
import { isSeenByAll, standsIn } from '../letters/seen-by-all.ts';
import { present } from '../text/present.ts';
import { type Given, text } from './given-answers.ts';
import { knownPerson, ourWords } from './leak-facts.ts';
import type { Playbook } from './playbook.ts';
import { opensWithoutPermission, reporterOfFew } from './readers.ts';
import type { Situation } from './situation.ts';

/** What of somebody tells who they are, wherever it stands. */
export const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number', 'copied'];

const NOT_ASKED = { mayName: [], circumstances: [], moments: [] } as const;

/** The incident that a report is added to; undefined where it begins one. */
export interface AddedTo {
  readonly incident?: IncidentView | undefined;
  readonly playbook?: Playbook | undefined;
}

/** Those who are known to fewer than all who can open the incident, as far as whoever works here knows them. */
export function knownToFew({ people }: IncidentView): readonly Person[] {
  return people.filter(({ knownTo, hidden }) => knownTo !== undefined && !hidden);
}

/** By what some of them are found in a text: what tells who they are, and what they alone said. */
export function ofFew(
  few: readonly Person[],
  incident: IncidentView,
): Pick<LeakFacts, 'people' | 'others' | 'accounts'> {
  const refs = new Set(few.map(({ ref }) => ref));
  return {
    people: few.map((one) => knownPerson(one, incident)),
    others: incident.people.map((one) => knownPerson(one, incident)),
    accounts: [
      ...incident.reports.flatMap(({ restricted, reporter, account, number }) =>
        restricted && account !== undefined && refs.has(reporter)
          ? [{ from: `the account of report ${number}`, text: account, person: reporter }]
          : [],
      ),
      ...incident.followUps.flatMap(({ knownTo, from, text: said }) =>
        knownTo !== undefined && from !== undefined && said !== undefined && refs.has(from)
          ? [{ from: 'what was said later', text: said, person: from }]
          : [],
      ),
    ],
  };
}

/** Tells what of their words may be said again: what all read here anyway, and what all could say of what many saw. */
export function saidOpenly(incident: IncidentView): (leak: Leak) => boolean {
  const open = openTexts(incident);
  return ({ what, found }) =>
    what === 'copied' &&
    (standsIn(found, open) || (incident.visibility === 'witnessed' && isSeenByAll(found, open)));
}

/** What everybody reads who can open the incident: to say it again tells nobody anything. */
function openTexts({ reports, followUps, meetings }: IncidentView): readonly string[] {
  return present([
    ...reports.flatMap(({ restricted, account, summary, details }) => [
      !restricted && account,
      summary,
      details.behavior ?? undefined,
      details.circumstances ?? undefined,
      ...manyIn(details),
    ]),
    ...followUps.map(({ knownTo, text: said, summary }) => (knownTo === undefined ? said : summary)),
    ...meetings.map(({ whatHappened }) => whatHappened),
  ]);
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
export function toldOfFew(given: Given, facts: AddedTo): readonly string[] {
  const account = text(given.account);
  if (given.add !== 'report' || account === undefined || facts.incident === undefined) return [];
  return namedOfFew(account, facts.incident, facts.playbook);
}

/** Who is told of in a text who is known to few: their marks. */
function namedOfFew(
  words: string,
  incident: IncidentView,
  playbook: Playbook | undefined,
): readonly string[] {
  const few = knownToFew(incident);
  if (few.length === 0) return [];
  const found = leaks(words, {
    ...{ ...NOT_ASKED, known: [], ours: ours(playbook) },
    ...{ ...ofFew(few, incident), accounts: [] },
  }).filter(({ what }) => TELLING.includes(what));
  return few.map(({ ref }) => ref).filter((ref) => found.some(({ person }) => person === ref));
}

/**
 * Who else would be told of to members who come to read a hidden report, and who do not know them yet: their marks. The permission of
 * whoever made it says nothing of those.
 */
export function toldWith(
  report: Report,
  to: readonly string[],
  { incident, playbook }: Pick<Situation, 'incident' | 'playbook'>,
): readonly string[] {
  const later = incident.followUps.filter(({ from, knownTo }) => from === report.reporter && knownTo);
  const told = namedOfFew(
    present([report.account, ...later.map((one) => one.text)]).join('\n'),
    incident,
    playbook,
  );
  return knownToFew(incident)
    .filter(({ ref, knownTo = [] }) => told.includes(ref) && !to.every((member) => knownTo.includes(member)))
    .map(({ ref }) => ref)
    .filter((ref) => ref !== report.reporter);
}

/** Words of a further report that somebody said before who is known to few, and whose they are. */
export interface SaidBefore {
  readonly words: string;
  /** The mark of whoever said them before. */
  readonly by: string;
}

/**
 * What a further report says again of what somebody said who is known to few. Two who saw the same thing can say so in the same words:
 * only whoever took both reports can tell whose words these are.
 */
export function saidByFew(given: Given, { incident, playbook }: AddedTo): readonly SaidBefore[] {
  const account = text(given.account);
  if (given.add !== 'report' || account === undefined || incident === undefined) return [];
  const few = knownToFew(incident).filter(({ ref }) => ref !== given['reporter-name']);
  if (few.length === 0) return [];
  const isOpen = saidOpenly(incident);
  return leaks(account, {
    ...{ ...NOT_ASKED, known: [], ours: ours(playbook) },
    ...{ ...ofFew(few, incident), people: [] },
  })
    .filter((leak) => TELLING.includes(leak.what) && !isOpen(leak))
    .flatMap(({ found, person }) => (person === undefined ? [] : [{ words: found, by: person }]));
}

function ours(playbook: Playbook | undefined): readonly string[] {
  return playbook === undefined ? [] : ourWords(playbook);
}
