import {
  CALLED_ANYWAY,
  CHANNELS,
  type ContentOf,
  type Details,
  LAW_ENFORCEMENT,
  NOT_WANTED,
  type Role,
  THREATS,
  type Threat,
  VISIBILITIES,
} from '../../incident/entry.ts';
import { numberPeople } from '../../incident/people.ts';
import type { IncidentView, Person } from '../../incident/view.ts';
import { isTheirName } from '../../letters/same-name.ts';
import { type Called, calledBy } from '../../policy/described.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text, textOrNull } from '../../policy/given-answers.ts';
import { type AddedTo, hidesReporter } from '../../policy/hidden-report.ts';
import { namesOf } from '../../policy/involved.ts';
import { letIn, namedIn, reporterOfFew, shareIn } from '../../policy/readers.ts';
import type { TeamMember } from '../../policy/situation.ts';
import { nameOutside } from '../../policy/who.ts';
import { isManyPeople } from '../../text/many-people.ts';
import { addRecusals } from '../kept-out.ts';
import { usedIn } from './addition.ts';
import { addAgain, consentIn } from './again.ts';

/** Whether somebody who reports it is affected themselves. */
const AFFECTED = ['yes', 'no', 'unknown'] as const;

/**
 * A report: who made it, what they said, and on which terms.
 *
 * @param fromFiles it is entered from the files that the team had before
 * @returns the mark of who made it, and to whom alone that is known, where it is to few
 */
export function addReport(
  draft: EntryList,
  given: Given,
  facts: Pick<Listening, 'me' | 'members'> & AddedTo,
  fromFiles = false,
): { readonly reporter: string; readonly hiddenTo: readonly string[] | undefined } {
  const { me, members, incident } = facts;
  const { people = [] } = incident ?? {};
  const number = numberPeople(incident === undefined ? [] : usedIn(incident));
  const hiddenTo = hidesReporter(given, facts) ? [me] : undefined;
  addThreat(draft, given);
  const reporter = addReporter(draft, given, number, incident, hiddenTo);
  const heard = addHearer(draft, given['heard-by'], number, people, { hiddenTo, me, members });
  addAffected(draft, given, number, people);
  const account = text(given.account) ?? '';
  const report = draft.add(
    {
      kind: 'report',
      reporter,
      receivedAt: text(given['received-at']) ?? '',
      channel: channelOf(given),
      ...heard,
      ...(fromFiles && { fromFiles }),
      ...(hiddenTo === undefined ? { account } : { summary: text(given.summary) }),
    },
    hiddenTo && { to: hiddenTo, fields: { account } },
  );
  addDetails(draft, given, report, number, people);
  addRecusals(draft, given, incident);
  addTerms(draft, given, report, hiddenTo, incident);
  return { reporter, hiddenTo };
}

/** Who called police or security, and who said that something is not to be done any more, where that was told. */
interface OfThreat {
  readonly calledBy?: string | undefined;
  readonly saidBy?: string | undefined;
}

export function addThreat(
  draft: EntryList,
  given: Given,
  before?: Threat,
  { calledBy, saidBy }: OfThreat = {},
): void {
  const told = oneOf(given.threat, THREATS);
  const level = told ?? before ?? 'none';
  const actions = list(given['threat-actions']);
  const called = given['law-enforcement'];
  const notWanted = called === NOT_WANTED;
  const lawEnforcement = notWanted ? 'not-involved' : oneOf(called, LAW_ENFORCEMENT);
  const calledAnyway = oneOf(called, CALLED_ANYWAY);
  const noLonger = filled(list(given['no-longer']));
  if ([told, called, noLonger].every((one) => one === undefined) && actions.length === 0) return;
  draft.add({
    kind: 'threat',
    level,
    ...(told === undefined && before !== undefined && { asBefore: true }),
    actions: filled(actions),
    lawEnforcement,
    calledAnyway,
    ...(lawEnforcement === 'not-involved' && { notWanted }),
    calledBy,
    ...(noLonger && { noLonger, saidBy, words: text(given['no-longer-words']) }),
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

/** Those who stay what they are where they report something as well: it is about them already. */
const STAYING: readonly Role[] = ['reporter', 'affected', 'accused'];

/**
 * Who reports it: somebody new, or somebody whom the incident has. Where few know who reports it, the others must not learn
 * that it is somebody whom they know; who was known to few before stays who they are.
 */
function addReporter(
  draft: EntryList,
  given: Given,
  number: (role: Role) => string,
  incident: IncidentView | undefined,
  hiddenTo: readonly string[] | undefined,
): string {
  const known = knownAs(given['reporter-name'], incident?.people ?? []);
  const isSaid = hiddenTo === undefined;
  const stays =
    known !== undefined &&
    (isSaid ? STAYING.includes(known.role) : known.ref === reporterOfFew(given, incident)?.ref);
  const person = stays ? known.ref : number('reporter');
  const affected = oneOf(given['reporter-is-affected'], AFFECTED);
  addPerson(
    draft,
    { kind: 'person', person, role: stays ? known.role : 'reporter', ...(affected && { affected }) },
    {
      ...(known === undefined ? calledIn(given['reporter-name']) : { name: stays ? undefined : known.name }),
      contact: textOrNull(given['reporter-contact']),
    },
    hiddenTo,
  );
  if (known !== undefined && !stays && isSaid)
    draft.add({ kind: 'person', person: known.ref, role: known.role, sameAs: person });
  return person;
}

/** What came out later of whoever made a report. */
export function completeReporter(
  draft: EntryList,
  given: Given,
  people: readonly Person[],
  reporter: string,
  hiddenTo: readonly string[] | undefined,
): void {
  const known = knownAs(given['reporter-name'], people);
  const called = known === undefined ? calledIn(given['reporter-name']) : { name: known.name };
  const contact = textOrNull(given['reporter-contact']);
  const affected = oneOf(given['reporter-is-affected'], AFFECTED);
  if ([...Object.values(called), contact, affected].some((one) => one !== undefined)) {
    const role = people.find(({ ref }) => ref === reporter)?.role ?? 'reporter';
    const content = { kind: 'person', person: reporter, role, ...(affected && { affected }) } as const;
    addPerson(draft, content, { ...called, contact }, hiddenTo);
  }
  if (known !== undefined && known.ref !== reporter && hiddenTo === undefined)
    draft.add({ kind: 'person', person: known.ref, role: known.role, sameAs: reporter });
}

/** The person of the incident whose mark an answer is. */
function knownAs(answer: Given[string], people: readonly Person[]): Person | undefined {
  const mark = text(answer)?.trim();
  return people.find(({ ref }) => ref === mark);
}

/** A name as it is kept; null is "asked, not given". */
function nameIn(answer: Given[string]): string | null | undefined {
  const name = textOrNull(answer);
  return typeof name === 'string' ? nameOutside(name) : name;
}

/** The same of somebody whom a few words can describe, who gave no name. */
function calledIn(answer: Given[string]): { readonly [F in keyof Called]: Called[F] | undefined } {
  const name = nameIn(answer);
  return typeof name === 'string' ? calledBy(name) : { name };
}

/** Who may have heard a report. */
export interface Listening {
  /** Who writes it down: that they heard it is said by that. */
  readonly me: string;
  readonly members: readonly TeamMember[];
  /** To whom alone is known who reported it, where it is to few. */
  readonly hiddenTo: readonly string[] | undefined;
}

/**
 * Who heard it, as an entry has it: a member by ID; somebody else by their mark. Those can be asked who said it: where few know that,
 * they are known to the same, also where the incident has them.
 */
export function addHearer(
  draft: EntryList,
  answer: Given[string],
  number: (role: Role) => string,
  people: readonly Person[],
  { hiddenTo, me, members }: Listening,
): { readonly heardBy?: string; readonly heardByMember?: string } {
  if (answer === me) return {};
  if (members.some(({ id }) => id === answer)) return { heardByMember: String(answer) };
  const name = nameIn(answer);
  if (!name) return {};
  const known = knownAs(name, people);
  if (known !== undefined && (hiddenTo === undefined || known.knownTo !== undefined))
    return { heardBy: known.ref };
  const hearer = number('hearer');
  const called = known === undefined ? name : (known.name ?? known.description ?? known.ref);
  addPerson(draft, { kind: 'person', person: hearer, role: 'hearer' }, { name: called }, hiddenTo);
  return { heardBy: hearer };
}

export function channelOf(given: Given): ContentOf<'report'>['channel'] {
  return oneOf(given.channel, CHANNELS);
}

export function addAffected(
  draft: EntryList,
  given: Given,
  number: (role: Role) => string,
  people: readonly Person[],
): void {
  const same = knownAs(given['same-affected'], people);
  const name = nameIn(given['affected-name']);
  if (same === undefined && (name === undefined || isMany(name))) return;
  const known = same ?? knownAs(name, people);
  const [person, role] =
    known === undefined ? [number('affected'), 'affected' as const] : [known.ref, known.role];
  addPerson(
    draft,
    { kind: 'person', person, role, affected: 'yes' },
    known === undefined ? calledIn(given['affected-name']) : {},
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
  const { who, 'affected-name': affected } = given;
  if (isMany(affected)) details.manyAffected = affected;
  const same = knownAs(given['same-person'], known)?.ref ?? sameAccused(who, known);
  if (same !== undefined) details.who = same;
  else if (who === null) details.who = null;
  else if (isMany(who)) details.manyWho = who;
  else if (typeof who === 'string') details.who = addAccused(draft, who, number('accused'), known);
  for (const key of ['behavior', 'when', 'circumstances'] as const) {
    const answer = given[key];
    if (answer === null || typeof answer === 'string') details[key] = answer;
  }
  const others = given.others;
  if (others === null) details.others = null;
  else if (others !== undefined) {
    const all = list(others);
    const many = all.filter(isMany);
    if (many.length > 0) details.manyOthers = many.join(', ');
    const refs = all
      .filter((one) => !isMany(one))
      .map((description) => {
        const there = knownAs(description, known);
        if (there !== undefined) return there.ref;
        const ref = number('witness');
        draft.add({ kind: 'person', person: ref, role: 'witness', description: nameOutside(description) });
        return ref;
      });
    // Of a crowd alone, who was there is still open.
    if (many.length === 0 || refs.length > 0) details.others = refs;
  }
  if (Object.keys(details).length > 0) draft.add({ kind: 'details', report, details });
}

/** Whether nobody can count those who are meant: nobody of them has a mark. */
function isMany(answer: Given[string]): answer is string {
  return typeof answer === 'string' && isManyPeople(answer);
}

/** Somebody new who is accused. Where the incident has them in another role, they turn out to be this one. */
function addAccused(draft: EntryList, who: string, ref: string, people: readonly Person[]): string {
  const known = knownAs(who, people);
  const description = known === undefined ? nameOutside(who) : (known.name ?? known.description);
  draft.add({ kind: 'person', person: ref, role: 'accused', ...(description && { description }) });
  if (known !== undefined) draft.add({ kind: 'person', person: known.ref, role: known.role, sameAs: ref });
  return ref;
}

/** The one accused whom somebody means, by mark, or by the same name where nothing says that it is somebody else. */
function sameAccused(who: Given[string], people: readonly Person[]): string | undefined {
  if (typeof who !== 'string' || nameOutside(who) !== who) return undefined;
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
  incident: IncidentView | undefined,
): void {
  const visibility = oneOf(given.visibility, VISIBILITIES);
  if (visibility) draft.add({ kind: 'visibility', visibility });
  const answer = consentIn(given);
  if (answer) draft.add({ kind: 'consent', report, answer });
  addAgain(draft, given, report, hiddenTo);
  const words = text(given.permission);
  const condition = text(given['share-condition']);
  if (given.share !== undefined) {
    const share = shareIn(given);
    const said = { ...(words !== undefined && { words }), ...(condition !== undefined && { condition }) };
    const isHidden = hiddenTo !== undefined && Object.keys(said).length > 0;
    draft.add(
      {
        kind: 'permission',
        report,
        share,
        members: share === 'named' ? namedIn(given, incident) : undefined,
        ...(!isHidden && said),
      },
      isHidden ? { to: hiddenTo, fields: said } : undefined,
    );
  }
  for (const member of letIn(given, incident)) draft.add({ kind: 'grant', member });
}
