import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { knownOf } from '../../incident/people.ts';
import type { IncidentView, Person, Report } from '../../incident/view.ts';
import type { Answers, AnswerType, Ground } from '../../interview/question.ts';
import { namesGivenIn } from '../../letters/names.ts';
import { type Bar, permissionClause } from '../../policy/bars.ts';
import { mayBeNoName, withoutWordsForName } from '../../policy/described.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isReporterOpen, staysUnknown } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { seemsUnnamed } from '../../policy/unnamed-words.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { present } from '../../text/present.ts';
import { choicesNow, memberNames, type Rest } from '../questions.ts';
import type { Step } from '../step.ts';
import { saidSoFar } from './common.ts';

/** Those whom the answers let in and who come to read who reported it, by their IDs, as far as that stands open. */
type LetsIn<F> = (answers: Given, facts: F) => readonly string[];

const NO = 'no';

/**
 * Whether those who are let in may know who reported it, where that stands open: a question of its own each time, no unless it was
 * said ("Permission to share"). Asked anew of somebody who goes on where they stopped: what was permitted can have changed.
 */
export function mayKnow<F extends ReportFacts>(playbook: Playbook, letsIn: LetsIn<F>): Rest<F> {
  return {
    answer: knowingReporter(playbook),
    required: true,
    initial: () => NO,
    anew: true,
    restsOn: (answers, facts) => [letsIn(answers, facts), ...termsOf(facts.incident), typedWords(answers)],
    onceMore: () => NO,
    check: (answer, answers, { incident }) =>
      answer === 'yes' &&
      incident?.reports.some(({ restricted }) => restricted) !== true &&
      typedWords(answers).some(seemsUnnamed)
        ? 'is yes, and their words seem to say that their name is to stay unknown: `no` keeps to that'
        : undefined,
    before: (answers, facts) => openBlocks(answers, letsIn(answers, facts), facts),
    unsure: (answer, answers, { incident }) =>
      answer === 'yes' ? unsureUnnamed(answers, termsNoted(incident)) : [],
    after: (answers, { incident }) =>
      incident !== undefined && staysUnknown(answers, incident)
        ? [NOBODY, ...insteadOf(incident)].map(asText)
        : [],
  };
}

const NOBODY = 'Then nobody more is let in here.';

/** How letting somebody in ends where they may not know who reported it, and would read it. */
export const ENDS_UNKNOWN = {
  nothing: (incident) =>
    new UserError(
      'They may not know who reported it, and that stands open here. So nobody is let in, and nothing is saved.',
      { hints: insteadOf(incident) },
    ),
  endLabel: (given, { incident }) =>
    staysUnknown(given, incident) ? 'End here: nobody is let in, and nothing is saved' : undefined,
} satisfies Pick<Step, 'nothing' | 'endLabel'>;

/** What can be done for somebody who may not know who reported it, in place of letting them in, a sentence each. */
export function insteadOf({ id }: IncidentView): readonly string[] {
  return [
    'What they may know without that, you can tell them.',
    `Or they get a report of its own to read, in which the reporter is hidden: \`coc report new\`. After that, \`coc join-incidents ${showId(id)}\` says that the two are one matter, and \`coc same\` that somebody in both is one person.`,
  ];
}

/** Nobody can be asked where the answers come from a file: there it has to be said. */
export function reporterUnsaid(letsIn: LetsIn<Situation>, { noIsKept = false } = {}): readonly Bar[] {
  const taken = ['yes', 'unknown', ...(noIsKept ? [NO] : [])];
  const bar = {
    why: 'Who reported it stands open in this incident, and nothing says that whoever is let in may know that.',
    clause: permissionClause,
    hints: (_id: string, { incident }: Situation) => [
      'With the permission for it, write `know-reporter: yes` in the answers.',
      ...insteadOf(incident),
    ],
  };
  const comeToKnow = (given: Given, situation: Situation): boolean =>
    isReporterOpen(situation.incident) && letsIn(given, situation).length > 0;
  return [
    {
      ...bar,
      when: ['given'],
      refuses: (given, situation) =>
        comeToKnow(given, situation) && !taken.includes(text(given['know-reporter']) ?? ''),
    },
    {
      ...bar,
      when: ['saving'],
      refuses: (given, situation) => comeToKnow(given, situation) && given['know-reporter'] === undefined,
    },
  ];
}

/** That what was typed as a permission seems to keep back who gave it: shown where that is decided. */
export function unnamedBlocks(answers: Answers): readonly Block[] {
  return typedWords(answers)
    .filter(seemsUnnamed)
    .map((words) => seemsBack(`“${words}”`));
}

/** The same of an answer that lets them be known. */
export function unsureUnnamed(answers: Answers, noted: readonly string[] = []): readonly string[] {
  return [...typedWords(answers), ...noted].some(seemsUnnamed)
    ? [
        `is ${String(answers['know-reporter'] ?? answers['hide-reporter'])}, and the words of a permission seem to say that their name is to stay unknown`,
      ]
    : [];
}

/**
 * Whether somebody who is let in may know who reported it. Where nothing is known of who reported it in the open, that there is
 * nothing to hide can be said.
 */
function knowingReporter(playbook: Playbook) {
  return (_answers: Answers, { incident }: ReportFacts): AnswerType =>
    choicesNow(
      playbook,
      'access-grant',
      'know-reporter',
      (value) => value !== 'unknown' || incident === undefined || isNothingKnown(incident),
    );
}

function isNothingKnown({ reports, people }: IncidentView): boolean {
  const open = reports.filter(({ restricted }) => !restricted).map(({ reporter }) => reporter);
  const isKnown = (person: Person): boolean => {
    const { name, contact, description, ...more } = withoutWordsForName(person);
    const isNamed = (name && !mayBeNoName(name)) || (description && namesGivenIn(description).length > 0);
    return (
      Boolean(isNamed) || knownOf({ ...more, name: '', contact: contact ?? '' }).some((one) => one !== '')
    );
  };
  return open.length > 0 && !people.some((one) => open.includes(one.ref) && isKnown(one));
}

function openReports(incident: IncidentView | undefined): readonly Report[] {
  return (incident?.reports ?? []).filter(({ restricted }) => !restricted);
}

/** In which words, or under which condition, those may be shared that stand open. */
function termsNoted(incident: IncidentView | undefined): readonly string[] {
  return openReports(incident).flatMap((one) => present([one.permission, one.condition]));
}

/** What is permitted of each report, as it stands now. */
function termsOf(incident: IncidentView | undefined): readonly Ground[] {
  return (incident?.reports ?? []).map((one) => [
    one.id,
    one.restricted,
    one.share,
    one.sharedWith,
    one.shareNoted?.id,
  ]);
}

const WORDS = ['again-words', 'permission', 'share-condition', 'met', 'reporter-words'];

function typedWords(answers: Answers): readonly string[] {
  return WORDS.flatMap((id) => text(answers[id]) ?? []);
}

/** What they would read, and what was said of it: by now, and before. */
function openBlocks(answers: Answers, members: readonly string[], facts: ReportFacts): readonly Block[] {
  const { incident } = facts;
  if (incident === undefined || !isReporterOpen(incident) || members.length === 0)
    return unnamedBlocks(answers);
  const who = listed(memberNames(members, facts));
  const reports = openReports(incident);
  const what =
    incident.reports.length > 1
      ? `made ${listed(reports.map(({ number }) => `report ${number}`))}`
      : 'reported it';
  return [
    asText(`Who ${what}, and their words, stand open here: ${who} would read both.`),
    ...reports.flatMap((report) => saidSoFar(report, facts)),
    ...(termsNoted(incident).some(seemsUnnamed) ? [seemsBack('This')] : []),
    ...unnamedBlocks(answers),
  ];
}

function seemsBack(words: string): Block {
  return { kind: 'urgent', text: `${words} seems to say that their name is to stay unknown.` };
}

function asText(words: string): Block {
  return { kind: 'text', text: words };
}
