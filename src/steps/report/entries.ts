import {
  CALLED_ANYWAY,
  CHANNELS,
  CONSENTS,
  type ContentOf,
  type Details,
  LAW_ENFORCEMENT,
  type Role,
  THREATS,
  type Threat,
  VISIBILITIES,
} from '../../incident/entry.ts';
import { numberPeople } from '../../incident/people.ts';
import type { Person } from '../../incident/view.ts';
import { isTheirName } from '../../letters/names.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text, textOrNull } from '../../policy/given.ts';
import { namesOf } from '../../policy/involved.ts';
import { hidesReporter, shareIn } from '../../policy/readers.ts';

/** Whether somebody who reports it is affected themselves. */
export const AFFECTED = ['yes', 'no', 'unknown'] as const;

/** A report: who made it, what they said, and on which terms. */
export function addReport(
  draft: EntryList,
  given: Given,
  me: string,
  used: readonly string[],
  people: readonly Person[],
): void {
  const number = numberPeople(used);
  const hiddenTo = hidesReporter(given) ? [me] : undefined;
  addThreat(draft, given);
  const reporter = number('reporter');
  const affected = oneOf(given['reporter-is-affected'], AFFECTED);
  addPerson(
    draft,
    { kind: 'person', person: reporter, role: 'reporter', ...(affected && { affected }) },
    { name: textOrNull(given['reporter-name']), contact: textOrNull(given['reporter-contact']) },
    hiddenTo,
  );
  const hearer = addHearer(draft, given, number);
  addAffected(draft, given, number);
  const account = text(given.account) ?? '';
  const report = draft.add(
    {
      kind: 'report',
      reporter,
      receivedAt: text(given['received-at']) ?? '',
      channel: channelOf(given),
      heardBy: hearer,
      ...(hiddenTo === undefined ? { account } : { summary: text(given.summary) }),
    },
    hiddenTo && { to: hiddenTo, fields: { account } },
  );
  addDetails(draft, given, report, number, people);
  for (const member of list(given.conflicts)) draft.add({ kind: 'recusal', member });
  addTerms(draft, given, report, hiddenTo);
}

export function addThreat(draft: EntryList, given: Given, before?: Threat): void {
  const told = oneOf(given.threat, THREATS);
  const level = told ?? before ?? 'none';
  const actions = list(given['threat-actions']);
  const called = given['law-enforcement'];
  const lawEnforcement = oneOf(called, LAW_ENFORCEMENT);
  const calledAnyway = oneOf(called, CALLED_ANYWAY);
  if (told === undefined && actions.length === 0 && called === undefined) return;
  draft.add({
    kind: 'threat',
    level,
    actions: filled(actions),
    lawEnforcement,
    calledAnyway,
  });
}

export function addPerson(
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

export function addHearer(
  draft: EntryList,
  given: Given,
  number: (role: Role) => string,
): string | undefined {
  const name = text(given['heard-by']);
  if (name === undefined) return undefined;
  const hearer = number('hearer');
  addPerson(draft, { kind: 'person', person: hearer, role: 'hearer' }, { name });
  return hearer;
}

export function channelOf(given: Given): ContentOf<'report'>['channel'] {
  return oneOf(given.channel, CHANNELS);
}

export function addAffected(draft: EntryList, given: Given, number: (role: Role) => string): void {
  const name = textOrNull(given['affected-name']);
  if (name === undefined) return;
  addPerson(
    draft,
    { kind: 'person', person: number('affected'), role: 'affected', affected: 'yes' },
    { name },
  );
}

export function addDetails(
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
export function addTerms(
  draft: EntryList,
  given: Given,
  report: string,
  hiddenTo: readonly string[] | undefined,
): void {
  const visibility = oneOf(given.visibility, VISIBILITIES);
  if (visibility) draft.add({ kind: 'visibility', visibility });
  const answer = oneOf(given.consent, CONSENTS);
  if (answer) draft.add({ kind: 'consent', report, answer });
  const words = text(given.permission);
  const condition = text(given['share-condition']);
  const readers = list(given.readers);
  if (given.share !== undefined) {
    const share = shareIn(given);
    const said = { ...(words !== undefined && { words }), ...(condition !== undefined && { condition }) };
    const isHidden = hiddenTo !== undefined && Object.keys(said).length > 0;
    draft.add(
      {
        kind: 'permission',
        report,
        share,
        members: share === 'named' ? readers : undefined,
        ...(!isHidden && said),
      },
      isHidden ? { to: hiddenTo, fields: said } : undefined,
    );
  }
  for (const member of readers) draft.add({ kind: 'grant', member });
}
