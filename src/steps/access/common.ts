import type { Noted } from '../../incident/noted.ts';
import { knownOf } from '../../incident/people.ts';
import type { IncidentView, Person, Report } from '../../incident/view.ts';
import type { Answers, AnswerType, Choice } from '../../interview/question.ts';
import { type Bar, conflictClause } from '../../policy/bars.ts';
import { list, text } from '../../policy/given-answers.ts';
import { clauseTitle, type Playbook } from '../../policy/playbook.ts';
import type { ReportFacts, Situation, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { showMoment } from '../../text/moment.ts';
import { choicesIn, memberNames, oneMember } from '../questions.ts';

export function oneOfThem(from: (situation: Situation) => readonly TeamMember[]) {
  return (_answers: Answers, situation: Situation) => oneMember(from(situation), situation);
}

export function permissionBlocks({ permission }: Playbook): readonly Block[] {
  return [{ kind: 'list', items: permission.items }];
}

export function asReport({ number, reporter }: Report): Choice {
  return { value: String(number), label: `Report ${number}, of ${reporter}` };
}

/** Whether it is permitted: what is permitted under a condition is not yet, and cannot be done here. */
export function withoutCondition(playbook: Playbook): AnswerType {
  return choicesIn(playbook, 'permission', 'permitted', (value) => value !== 'if');
}

/** What was said to sharing a report so far, and under which condition, as far as it is open. */
export function saidSoFar(report: Report, facts: ReportFacts): readonly Block[] {
  const { number, reporter, permission, condition, shareNoted, ...one } = report;
  const { permittedBy = [reporter], earlierPermissions = [] } = one;
  const who = permittedBy.join(', ');
  const noted = (entry: Noted | undefined): string =>
    entry === undefined
      ? ''
      : ` (written down ${showMoment(entry.at, facts.now)} by ${memberNames([entry.by], facts).join('')})`;
  return [
    ...(permission === undefined
      ? []
      : [`${who} said of sharing report ${number}: “${permission}”${noted(shareNoted)}`]),
    ...(condition === undefined
      ? []
      : [`Report ${number} under the condition: “${condition}”${noted(shareNoted)}`]),
    ...earlierPermissions.flatMap(({ words, condition: before, ...entry }) => [
      ...(words === undefined ? [] : [`Before that, of report ${number}: “${words}”${noted(entry)}`]),
      ...(before === undefined
        ? []
        : [`Before that, of report ${number}, under the condition: “${before}”${noted(entry)}`]),
    ]),
  ].map((text) => ({ kind: 'text', text }));
}

/** What is said where a condition was noted and is not met. */
export function notMet(playbook: Playbook): string {
  return `means that this cannot be done yet; come back once it is met (${clauseTitle(playbook, playbook.permission.clause)})`;
}

/**
 * Whether somebody who is let in may know who reported it. Where nothing is known of who reported it in the open, that there is
 * nothing to hide can be said.
 */
export function knowingReporter(playbook: Playbook) {
  return (_answers: Answers, { incident }: ReportFacts): AnswerType =>
    choicesIn(
      playbook,
      'access-grant',
      'know-reporter',
      (value) => value !== 'unknown' || incident === undefined || isReporterUnknown(incident),
    );
}

function isReporterUnknown({ reports, people }: IncidentView): boolean {
  const open = reports.filter(({ restricted }) => !restricted).map(({ reporter }) => reporter);
  const isKnown = ({ name, contact, ...more }: Person): boolean =>
    knownOf({ ...more, name: name ?? '', contact: contact ?? '' }).some((one) => one !== '');
  return open.length > 0 && !people.some((one) => open.includes(one.ref) && isKnown(one));
}

/** What is said where the reporter is to stay unknown to somebody who is let in, and cannot. */
export function standsOpen(playbook: Playbook): string {
  return `cannot be no here: who reported it stands open in this incident, and whoever can open it reads it. What they may know without that, you can tell them, or save as a report of its own in which the reporter is hidden (${clauseTitle(playbook, playbook.permission.clause)})`;
}

/** What is said where the answer to whether it is permitted is no yes. */
export function noYes(playbook: Playbook): string {
  return `means that this cannot be done; \`coc report add\` writes down what was said (${clauseTitle(playbook, playbook.permission.clause)})`;
}

/** Who is kept out stays out: no permission and no override changes that ("Conflict of interest"). */
export const CHOSEN_KEPT_OUT: Bar = {
  when: ['given', 'saving'],
  refuses: ({ member, members }, { incident }) =>
    [...list(members), text(member) ?? ''].some((one) => incident.keptOut.includes(one)),
  why: 'Somebody whom you chose is kept out of this incident, so they cannot open it.',
  clause: conflictClause,
  hints: (id) => [
    `\`coc access ${id}\` shows who is kept out.`,
    'If they are kept out by mistake, an admin can undo it: `coc access readmit`.',
  ],
};
