import { manyIn } from '../incident/many.ts';
import { firstWritten } from '../incident/people.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import type { Detail, KnownPerson, LeakFacts, Source } from '../letters/leak-check.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { CALENDAR_WORDS } from '../letters/ordinary.ts';
import { withoutWordsForName } from './described.ts';
import { isParty, mayBeAccused } from './involved.ts';
import type { Playbook } from './playbook.ts';
import type { Situation } from './situation.ts';

/** “The candidate, Noor Said” is more than a name. */
function nameAsGiven(name: string): readonly string[] {
  return /[,;:]/.test(name) ? namesGivenIn(name) : [name];
}

/** Days, and months that are nobody's name. */
const DAYS: ReadonlySet<string> = new Set(
  [...CALENDAR_WORDS].filter((word) => !['april', 'may', 'june', 'august', 'jan', 'jun'].includes(word)),
);

/** The names in how somebody was described. A day is none. For whom people of the incident work is none. */
function namesDescribed(description: string, { people }: Pick<IncidentView, 'people'>): readonly string[] {
  const firms = people.flatMap((one) => [
    ...(one.employer === undefined ? [] : [one.employer]),
    ...firstWritten(one, 'employer'),
  ]);
  return namesGivenIn(description).filter((name) => {
    const said = nameParts(name).all;
    if (said.every((word) => DAYS.has(word))) return false;
    return !firms.some((firm) => said.every((word) => nameParts(firm).all.includes(word)));
  });
}

/**
 * The name in how somebody was described: the only one in it, or a whole one that stands first, before a comma, where none of the
 * others is whole. Undefined where it is not certain which of several is theirs.
 */
export function nameDescribed(
  { description = '' }: Pick<Person, 'description'>,
  incident: Pick<IncidentView, 'people'>,
): string | undefined {
  const [name, ...others] = namesDescribed(description, incident);
  if (name === undefined || others.length === 0) return name;
  const [first = ''] = description.split(',');
  const isWhole = (one: string): boolean => /\S\s+\S/.test(one);
  return first.trim() === name && isWhole(name) && !others.some(isWhole) ? name : undefined;
}

/** What somebody of an incident has to be looked for by. */
export function knownPerson(
  person: Person,
  incident: Pick<IncidentView, 'people'> = { people: [person] },
): KnownPerson {
  const { ref, name, aliases = [], contact, employer, description } = withoutWordsForName(person);
  return {
    ref,
    names: [
      ...(name ? nameAsGiven(name) : []),
      ...aliases,
      ...(description === undefined ? [] : namesDescribed(description, incident)),
      // What was written down wrong is in copies, and in the heads of those who read it.
      ...firstWritten(person, 'name').flatMap(nameAsGiven),
      ...firstWritten(person, 'aliases'),
      ...firstWritten(person, 'description').flatMap((one) => namesDescribed(one, incident)),
    ],
    contacts: [...(contact ? [contact] : []), ...firstWritten(person, 'contact')],
    employers: [...(employer === undefined ? [] : [employer]), ...firstWritten(person, 'employer')],
    descriptions: [
      ...(description === undefined ? [] : [description]),
      ...firstWritten(person, 'description'),
    ],
  };
}

/** What an incident itself has to be looked for; the same incident is looked at once. */
const OF_INCIDENT = new WeakMap<
  IncidentView,
  Pick<LeakFacts, 'people' | 'accounts' | 'notes' | 'circumstances' | 'moments'>
>();

export function ofIncident(
  incident: IncidentView,
): Pick<LeakFacts, 'people' | 'accounts' | 'notes' | 'circumstances' | 'moments'> {
  const before = OF_INCIDENT.get(incident) ?? {
    people: incident.people.map((one) => knownPerson(one, incident)),
    accounts: accounts(incident),
    notes: notes(incident),
    circumstances: circumstances(incident),
    moments: incident.reports.map(({ number, receivedAt }) => ({
      from: `when report ${number} came in`,
      iso: receivedAt,
    })),
  };
  OF_INCIDENT.set(incident, before);
  return before;
}

function source(
  from: string,
  words: string | null | undefined,
  more: Partial<Source> = {},
): readonly Source[] {
  return words ? [{ from, text: words, ...more }] : [];
}

/** What was said in confidence. */
function accounts({ reports, followUps, wishes = [] }: IncidentView): readonly Source[] {
  return [
    ...reports.flatMap(({ number, account, summary, reporter }) => [
      ...source(`the account of report ${number}`, account, { person: reporter }),
      ...source(`the summary of report ${number}`, summary, { person: reporter }),
    ]),
    ...followUps.flatMap(({ text: words, summary, from }) => {
      const by = from === undefined ? {} : { person: from };
      return [
        ...source('what was said later', words, by),
        ...source('the summary of what was said later', summary, by),
      ];
    }),
    ...wishes.flatMap(({ words, from }) => source('what was wanted later', words, { person: from })),
  ];
}

/** The sides of those who are accused; somebody's own may go back to them. */
export function sides({ statements }: IncidentView, recipient: string | undefined): readonly Source[] {
  return statements
    .filter((one) => one.person !== recipient)
    .flatMap((one) => source(`the side of ${one.person}`, one.words));
}

/** What the team wrote down itself: whom it names is not told either. */
function notes({ notes, reports, meetings }: IncidentView): readonly Source[] {
  return [
    ...notes.flatMap((one) => source('a note', one.text)),
    ...reports.flatMap(({ number, details, reporter }) =>
      source(`what happened, in report ${number}`, details.behavior, { person: reporter }),
    ),
    ...meetings.flatMap((one) => source('what a meeting wrote down', one.whatHappened)),
  ];
}

/** What was told about when and where. */
function circumstances({ reports }: IncidentView): readonly Source[] {
  return reports.flatMap(({ number, details, receivedAt }) => [
    ...source(`when it happened, in report ${number}`, details.when, { at: receivedAt }),
    ...source(`what was going on around it, in report ${number}`, details.circumstances),
    ...manyIn(details).flatMap((said) => source(`who was there, in report ${number}`, said)),
  ]);
}

/** When, where and what, as they were told in few words. */
export function details({ reports }: IncidentView): readonly Detail[] {
  return reports.flatMap((one) => {
    const before = DETAILS.get(one) ?? detailsOf(one);
    DETAILS.set(one, before);
    return before;
  });
}

type Report = IncidentView['reports'][number];
const DETAILS = new WeakMap<Report, readonly Detail[]>();

function detailsOf({ number, details: told, receivedAt }: Report): readonly Detail[] {
  const one = (of: Detail['of'], from: string): readonly Detail[] =>
    source(`${from}, in report ${number}`, told[of], { at: receivedAt }).map((all) => ({ ...all, of }));
  return [
    ...one('when', 'when it happened'),
    ...one('circumstances', 'what was going on around it'),
    ...one('behavior', 'what happened'),
  ];
}

/** The words that are nobody's secret: what is known of the community and its team, and what its letters are made of. */
export function ownWords(situation: Situation): Required<Pick<LeakFacts, 'known' | 'ours'>> {
  return { known: knownWords(situation), ours: ourWords(situation.playbook) };
}

/** What is no secret, and who of the team may sign; not those of the team who may be in the incident. */
function knownWords({ community, members, incident }: Situation): readonly string[] {
  return [
    community.community,
    community.contact,
    community.policy,
    ...community.feedback,
    ...(community.appeals === null ? [] : [community.appeals]),
    ...members
      .filter((one) => !isParty(one, incident) && !mayBeAccused(one, incident))
      .flatMap(({ name, email }) => [name, email]),
  ];
}

/** The words that letters are made of, whoever they are about. */
export function ourWords({ letters, employer, sanctions }: Playbook): readonly string[] {
  const { signed, proposal: _proposal, ...kinds } = letters;
  const { for: _for, names: _names, ...ofOutcome } = letters.outcome;
  return [
    signed,
    ...Object.values(kinds).map((one) => one.text),
    letters.complaint.about,
    letters.complaint.detail,
    letters.complaint['by-when'],
    letters.complaint.decided,
    letters.announcement.corrects,
    letters.response['no-appeal'],
    letters.response.discuss,
    letters.response.holds,
    letters.response.unheard,
    letters.response.changed,
    letters.response.lifted,
    letters.response['as-before'],
    letters.response.heard,
    letters.response.nothing,
    letters.response.other,
    letters.response.ended,
    ...Object.values(ofOutcome),
    letters.relay.short,
    letters.response.stopped,
    ...employer.grounds.map(({ label }) => label),
    ...sanctions.kinds.flatMap(({ label, must = '', affected = '' }) => [label, must, affected]),
  ];
}
