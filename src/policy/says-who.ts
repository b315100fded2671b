import type { IncidentView, Person, Report } from '../incident/view.ts';
import { type Leak, type LeakFacts, leaks, type Source } from '../letters/leak-check.ts';
import { listed } from '../text/listed.ts';
import type { Finding } from './finding.ts';
import { type Given, text } from './given-answers.ts';
import { knownPerson, ofIncident, ownWords } from './leak-facts.ts';
import { knowing } from './readers.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';
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
