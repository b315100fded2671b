import { UserError } from '../errors.ts';
import type {
  Consent,
  ContentOf,
  Details,
  NewEntry,
  Role,
  Share,
  Threat,
  Visibility,
} from '../incident/entry.ts';
import { numberPeople } from '../incident/people.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { isTheirName } from '../letters/names.ts';
import { type DecisionFacts, EntryList } from './entry-list.ts';
import { type Given, list, oneOf, text, textOrNull } from './given.ts';
import { namesOf } from './involved.ts';
import { hidesReporter, isMeant, mayBeMadeReader } from './readers.ts';

/** The entries of a new incident ("Receiving", "Permission to share"). */
export function openIncident(given: Given, facts: DecisionFacts, quick: boolean): readonly NewEntry[] {
  const draft = new EntryList(facts);
  draft.add({ kind: 'opened', ...(quick && { quick: true }) });
  addReport(draft, given, facts, [], []);
  return draft.entries;
}

/** The entries that add to an incident: a further report, something said later, or a missing detail. */
export function addToIncident(
  given: Given,
  incident: IncidentView,
  facts: DecisionFacts,
): readonly NewEntry[] {
  assertStillReaders(given, incident);
  const draft = new EntryList(facts);
  const used = [...incident.people.map((person) => person.ref), ...Object.keys(incident.same)];
  if (given.add === 'report') addReport(draft, given, facts, used, incident.people);
  else if (given.add === 'follow-up') addFollowUp(draft, given);
  else if (given.add === 'person') knowPerson(draft, given, incident, facts);
  else if (given.add === 'safety') addThreat(draft, given, incident.threat);
  else completeReport(draft, given, incident, facts, numberPeople(used));
  return draft.entries;
}

/** Throws where the incident has changed since the answers were given, and those chosen can no longer open it. */
function assertStillReaders(given: Given, incident: IncidentView): void {
  const hints = ['Choose again: the question about who can open it comes back.'];
  const readers = list(given.readers);
  if (readers.some((member) => incident.keptOut.includes(member)))
    throw new UserError('Somebody whom you chose to open this is kept out of it by now. Nothing was saved.', {
      hints,
    });
  if (!readers.every((member) => mayBeMadeReader(member, given, incident)))
    throw new UserError(
      'The permissions of this incident have changed, and no longer cover everybody whom you chose. Nothing was saved.',
      { hints },
    );
}

/** Completes a report with what was not known when it was taken. */
function completeReport(
  draft: EntryList,
  given: Given,
  incident: IncidentView,
  facts: DecisionFacts,
  number: (role: Role) => string,
): void {
  const report = incident.reports.find((one) => isMeant(one, given));
  if (report === undefined) throw new Error('a detail for a report that is not there');
  const hiddenTo = report.restricted ? [facts.me] : undefined;
  const name = textOrNull(given['reporter-name']);
  const contact = textOrNull(given['reporter-contact']);
  const affected = oneOf<'yes' | 'no' | 'unknown'>(given['reporter-is-affected']);
  if (name !== undefined || contact !== undefined || affected !== undefined) {
    addPerson(
      draft,
      { kind: 'person', person: report.reporter, role: 'reporter', ...(affected && { affected }) },
      { name, contact },
      hiddenTo,
    );
  }
  addThreat(draft, given, incident.threat);
  addAffected(draft, given, number);
  const heardBy = addHearer(draft, given, number);
  const channel = channelOf(given);
  addDetails(draft, given, report.id, number, incident.people, {
    ...(channel && { channel }),
    ...(heardBy && { heardBy }),
  });
  for (const member of list(given.conflicts)) draft.add({ kind: 'recusal', member });
  addTerms(draft, given, report.id, hiddenTo);
}

/** Who somebody is, or that they are somebody whom the incident has already. */
function knowPerson(draft: EntryList, given: Given, incident: IncidentView, { me }: DecisionFacts): void {
  const person = incident.people.find(({ ref }) => ref === given.person);
  if (person === undefined) throw new Error('a person who is not in the incident');
  const { ref, role } = person;
  const sameAs = text(given['same-as']);
  if (sameAs !== undefined) {
    draft.add({ kind: 'person', person: ref, role, sameAs });
    return;
  }
  const aliases = list(given.aliases);
  const known = {
    name: text(given['person-name']),
    contact: text(given['person-contact']),
    employer: text(given.employer),
  };
  const isHidden = incident.reports.some(({ reporter, restricted }) => reporter === ref && restricted);
  if (isHidden) {
    const names = aliases.length > 0 ? { aliases: aliases.join('\n') } : {};
    addPerson(draft, { kind: 'person', person: ref, role }, { ...known, ...names }, [me]);
  } else if (aliases.length > 0 || Object.values(known).some((one) => one !== undefined)) {
    addPerson(
      draft,
      { kind: 'person', person: ref, role, ...(aliases.length > 0 && { aliases: [...aliases] }) },
      known,
    );
  }
}

function addFollowUp(draft: EntryList, given: Given): void {
  const from = text(given.from);
  draft.add({
    kind: 'follow-up',
    text: text(given.account) ?? '',
    receivedAt: text(given['received-at']) ?? '',
    ...(from !== undefined && { from }),
  });
}

function addReport(
  draft: EntryList,
  given: Given,
  facts: DecisionFacts,
  used: readonly string[],
  people: readonly Person[],
): void {
  const number = numberPeople(used);
  const hiddenTo = hidesReporter(given) ? [facts.me] : undefined;
  addThreat(draft, given);
  const reporter = number('reporter');
  const affected = oneOf<'yes' | 'no' | 'unknown'>(given['reporter-is-affected']);
  addPerson(
    draft,
    { kind: 'person', person: reporter, role: 'reporter', ...(affected && { affected }) },
    { name: textOrNull(given['reporter-name']), contact: textOrNull(given['reporter-contact']) },
    hiddenTo,
  );
  const hearer = addHearer(draft, given, number);
  addAffected(draft, given, number);
  const account = text(given.account) ?? '';
  const channel = channelOf(given);
  const summary = text(given.summary);
  const report = draft.add(
    {
      kind: 'report',
      reporter,
      receivedAt: text(given['received-at']) ?? '',
      ...(channel && { channel }),
      ...(hearer && { heardBy: hearer }),
      ...(hiddenTo === undefined && { account }),
      ...(hiddenTo !== undefined && summary !== undefined && { summary }),
    },
    hiddenTo && { to: hiddenTo, fields: { account } },
  );
  addDetails(draft, given, report, number, people);
  for (const member of list(given.conflicts)) draft.add({ kind: 'recusal', member });
  addTerms(draft, given, report, hiddenTo);
}

function addThreat(draft: EntryList, given: Given, before?: Threat): void {
  const told = oneOf<Threat>(given.threat);
  const level = told ?? before;
  const actions = list(given['threat-actions']);
  const lawEnforcement = oneOf<NonNullable<ContentOf<'threat'>['lawEnforcement']>>(given['law-enforcement']);
  if (level === undefined || (told === undefined && actions.length === 0 && lawEnforcement === undefined))
    return;
  draft.add({
    kind: 'threat',
    level,
    ...(actions.length > 0 && { actions: [...actions] }),
    ...(lawEnforcement && { lawEnforcement }),
  });
}

function addPerson(
  draft: EntryList,
  content: ContentOf<'person'>,
  known: Readonly<Record<string, string | null | undefined>>,
  to?: readonly string[],
): void {
  const given = Object.entries(known).filter(([, value]) => value !== undefined);
  const fields = given.filter((pair): pair is [string, string] => to !== undefined && pair[1] !== null);
  const open = Object.fromEntries(given.filter(([, value]) => to === undefined || value === null));
  draft.add(
    { ...content, ...open },
    to === undefined || fields.length === 0 ? undefined : { to, fields: Object.fromEntries(fields) },
  );
}

function addHearer(draft: EntryList, given: Given, number: (role: Role) => string): string | undefined {
  const name = text(given['heard-by']);
  if (name === undefined) return undefined;
  const hearer = number('hearer');
  addPerson(draft, { kind: 'person', person: hearer, role: 'hearer' }, { name });
  return hearer;
}

function channelOf(given: Given): ContentOf<'report'>['channel'] {
  return oneOf<NonNullable<ContentOf<'report'>['channel']>>(given.channel);
}

function addAffected(draft: EntryList, given: Given, number: (role: Role) => string): void {
  const name = textOrNull(given['affected-name']);
  if (name === undefined) return;
  addPerson(
    draft,
    { kind: 'person', person: number('affected'), role: 'affected', affected: 'yes' },
    { name },
  );
}

function addDetails(
  draft: EntryList,
  given: Given,
  report: string,
  number: (role: Role) => string,
  known: readonly Person[],
  details: Details = {},
): void {
  const who = given.who;
  const same = text(given['same-person']) ?? sameAccused(who, known);
  if (same !== undefined && same !== 'somebody-else') details.who = same;
  else if (who === null) details.who = null;
  else if (typeof who === 'string') {
    details.who = number('accused');
    draft.add({ kind: 'person', person: details.who, role: 'accused', description: who });
  }
  for (const key of ['behavior', 'when', 'circumstances'] as const) {
    const answer = given[key];
    if (answer === null || typeof answer === 'string') details[key] = answer;
  }
  const others = given.others;
  if (others === null) details.others = null;
  else if (others !== undefined) {
    details.others = list(others).map((description) => {
      const ref = number('witness');
      draft.add({ kind: 'person', person: ref, role: 'witness', description });
      return ref;
    });
  }
  if (Object.keys(details).length > 0) draft.add({ kind: 'details', report, details });
}

/** The one accused whom somebody means by the same name, or by their role. */
function sameAccused(who: Given[string], people: readonly Person[]): string | undefined {
  if (typeof who !== 'string') return undefined;
  return people.find(
    (person) =>
      person.role === 'accused' &&
      (person.ref === who.trim() || namesOf(person).some((name) => isTheirName(name, who))),
  )?.ref;
}

/** Witnessed or private, the answer to the sentence, the permission, and who can open it after that. */
function addTerms(
  draft: EntryList,
  given: Given,
  report: string,
  hiddenTo: readonly string[] | undefined,
): void {
  const visibility = oneOf<Visibility>(given.visibility);
  if (visibility) draft.add({ kind: 'visibility', visibility });
  const answer = oneOf<Consent>(given.consent);
  if (answer) draft.add({ kind: 'consent', report, answer });
  const share = oneOf<Share>(given.share);
  const words = text(given.permission);
  const readers = list(given.readers);
  if (share) {
    const restricted = hiddenTo && words !== undefined ? { to: hiddenTo, fields: { words } } : undefined;
    draft.add(
      {
        kind: 'permission',
        report,
        share,
        ...(share === 'named' && { members: [...readers] }),
        ...(words !== undefined && restricted === undefined && { words }),
      },
      restricted,
    );
  }
  for (const member of readers) draft.add({ kind: 'grant', member });
}
