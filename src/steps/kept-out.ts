import type { IncidentView, Person } from '../incident/view.ts';
import type { Answers, Question } from '../interview/question.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, list } from '../policy/given-answers.ts';
import { accusedIn, accusedWhoMayBe, mayBeAccused, namesOf } from '../policy/involved.ts';
import type { Playbook } from '../policy/playbook.ts';
import { couldOpenWords, custodianLimit, withoutAdminWords } from '../policy/readers.ts';
import type { ReportFacts, Situation, TeamMember } from '../policy/situation.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { type Rest, someOf } from './questions.ts';

/** What answers tell of an accused: what they are called or reached by, and whose mark it is where they have one. */
export interface Telling {
  readonly names: readonly string[];
  readonly person?: string | undefined;
}
export type Tells = (given: Given, facts: ReportFacts) => Telling;

/**
 * The members besides whoever works here whom these answers may accuse and nobody keeps out yet, and those who can open the
 * incident and may be the accused whom they are about.
 */
export function meantBy(tells: Tells, given: Given, facts: ReportFacts): readonly TeamMember[] {
  const { names, person } = tells(given, facts);
  const { incident } = facts;
  const isUnsettled = (one: TeamMember): boolean =>
    incident?.readers.includes(one.id) === true &&
    accusedWhoMayBe(one, incident).some(({ ref }) => ref === person);
  return facts.members
    .filter(({ id }) => id !== facts.me && incident?.keptOut.includes(id) !== true)
    .filter((one) => mayBeAccused(one, undefined, names) || isUnsettled(one));
}

/** Who is kept out, wherever somebody on the team may be the accused: nobody passes that over. */
export function keptOutQuestion<F extends ReportFacts>(
  playbook: Playbook,
  tells: Tells,
  rest: Partial<Rest<F>> = {},
): Question<F> {
  const { ask, label, hint } = playbook.questions.conflicts;
  const meant = (answers: Answers, facts: F): readonly TeamMember[] => meantBy(tells, answers, facts);
  return {
    id: 'conflicts',
    ask,
    label,
    ...(hint !== undefined && { hint }),
    answer: (_answers, facts) => ({ ...someOf(facts.members, facts), nobody: 'Nobody, as far as I know' }),
    when: (answers, facts) => meant(answers, facts).length > 0,
    required: (answers, facts) => meant(answers, facts).length > 0,
    before: (answers, facts) => markedBlocks(meant(answers, facts)),
    initial: (answers, facts) => {
      const ids = [...(facts.incident?.keptOut ?? []), ...meant(answers, facts).map(({ id }) => id)];
      return ids.length > 0 ? ids : undefined;
    },
    restsOn: (answers, facts) => meant(answers, facts).map(({ id }) => id),
    // Who was kept out stays marked until somebody takes the mark away; that it is nobody has to be said again.
    onceMore: (had, answers, facts) => {
      const marked = [...list(had), ...meant(answers, facts).map(({ id }) => id)];
      return marked.length > 0 ? [...new Set(marked)] : undefined;
    },
    after: (answers, facts) => keptOutBlocks(answers, facts),
    ...rest,
  };
}

/** What it does not change to keep these out: what they could open until now, and a share of the recovery key. */
function keptOutBlocks(
  given: Given,
  { custodians, incident, members, onlyAdmin }: ReportFacts,
): readonly Block[] {
  const out = members.filter(
    ({ id }) => list(given.conflicts).includes(id) && incident?.keptOut.includes(id) !== true,
  );
  const reading = out.filter(({ id }) => incident?.readers.includes(id));
  const keeping = out.filter(({ id }) => custodians.includes(id));
  return [
    // A mark that was set by a slip shows here, and not at the end alone.
    ...(out.length === 0 ? [] : [`Kept out of this: ${listed(out.map(({ name }) => name))}.`]),
    ...reading.map((one) => couldOpenWords(one)),
    ...keeping.map(({ name }) => custodianLimit(`${name} keeps`)),
    ...out.filter(({ id }) => id === onlyAdmin).map(({ name }) => withoutAdminWords(name)),
  ].map(asText);
}

/**
 * That a permission for all of the team is not one for whoever is kept out.
 *
 * @param all what that choice says
 * @param out who is kept out, by the answers as well
 */
export function withoutThem(
  all: string,
  out: readonly string[],
  { members }: Pick<ReportFacts, 'members'>,
): readonly Block[] {
  const names = members.filter(({ id }) => out.includes(id)).map(({ name }) => name);
  if (names.length === 0) return [];
  return [asText(`“${all}” is without ${listed(names)}: kept out, whatever is permitted.`)];
}

/** That those who may be meant are marked already. */
export function markedBlocks(meant: readonly TeamMember[]): readonly Block[] {
  return meant.length === 0
    ? []
    : [asText('Who may have done it is marked. If it is somebody else of that name, take the mark away.')];
}

/**
 * That a name is also that of somebody on the team: no more than everybody on it knows.
 *
 * @param keptOut who is kept out by the answers; undefined where that is still to be asked
 */
export function mayBeOnTheTeam(
  names: readonly string[],
  { members, me, incident }: ReportFacts,
  keptOut?: readonly string[],
): readonly Block[] {
  const called = members.filter((one) => mayBeAccused(one, undefined, names));
  const others = called.filter(({ id }) => id !== me);
  const closed = others.some(({ id }) => incident?.readers.includes(id))
    ? ''
    : ' Nobody who may be meant can open this.';
  return [
    ...(others.length === 0
      ? []
      : [
          `This may be somebody on the team: ${others.map(({ name }) => name).join(', ')}.${closed}${whereKeptOut(others, incident, keptOut)}`,
        ]),
    ...(others.length === called.length
      ? []
      : [
          incident === undefined
            ? 'This may be you. If it is, stop here with Ctrl-C; somebody else has to take this report.'
            : 'This may be you. If it is, stop here with Ctrl-C, and keep yourself out: `coc access recuse`.',
        ]),
  ].map(asText);
}

/** Where it is said who is kept out; nothing where all of them are. */
function whereKeptOut(
  meant: readonly TeamMember[],
  incident: IncidentView | undefined,
  keptOut: readonly string[] | undefined,
): string {
  const out = [...(incident?.keptOut ?? []), ...(keptOut ?? [])];
  if (meant.every(({ id }) => out.includes(id))) return '';
  return keptOut === undefined
    ? ' Further down you say who is kept out.'
    : ' Look at “Kept out” once more: it does not say so.';
}

/** Everything that somebody of the incident is called or reached by. */
export function callingsOf(person: Person): readonly string[] {
  return [...namesOf(person), ...(person.contact ? [person.contact] : [])];
}

/** Who is kept out from now on. */
export function addRecusals(draft: EntryList, given: Given, incident?: IncidentView): void {
  for (const member of list(given.conflicts))
    if (incident?.keptOut.includes(member) !== true) draft.add({ kind: 'recusal', member });
}

/** That a member who can open it and may be meant is not, once somebody was asked and did not keep them out. */
export function addSomebodyElse(draft: EntryList, tells: Tells, given: Given, situation: Situation): void {
  if (given.conflicts === undefined) return;
  const { incident } = situation;
  const others = meantBy(tells, given, situation).filter(
    ({ id }) => incident.readers.includes(id) && !list(given.conflicts).includes(id),
  );
  if (others.length === 0) return;
  const drafted = draft.entries.flatMap(({ content }) =>
    content.kind === 'person' && content.role === 'accused' ? [content.person] : [],
  );
  const known = accusedIn(incident).map(({ ref }) => ref);
  const { person } = tells(given, situation);
  const about = [...new Set([...drafted, ...known.filter((ref) => ref === person)])];
  for (const ref of about)
    draft.add({ kind: 'person', person: ref, role: 'accused', otherThan: others.map(({ id }) => id) });
}

function asText(text: string): Block {
  return { kind: 'text', text };
}
