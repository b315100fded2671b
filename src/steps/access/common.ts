import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import type { Noted } from '../../incident/noted.ts';
import { knownOf } from '../../incident/people.ts';
import type { IncidentView, Person, Report } from '../../incident/view.ts';
import type { Answers, AnswerType, Choice } from '../../interview/question.ts';
import { type Bar, conflictClause, permissionClause } from '../../policy/bars.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { clauseTitle, type Playbook } from '../../policy/playbook.ts';
import type { ReportFacts, Situation, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { showMoment } from '../../text/moment.ts';
import { choicesIn, memberNames, oneMember } from '../questions.ts';
import type { Step } from '../step.ts';

export function oneOfThem(from: (situation: Situation) => readonly TeamMember[]) {
  return (_answers: Answers, situation: Situation) => oneMember(from(situation), situation);
}

export function permissionBlocks({ permission }: Playbook): readonly Block[] {
  return [{ kind: 'list', items: permission.items }];
}

export function asReport({ number, reporter }: Report): Choice {
  return { value: String(number), label: `Report ${number}, of ${reporter}` };
}

/** How letting somebody know ends where that was not permitted: nothing is saved, and what was said is written down elsewhere. */
export function savesNothing(step: string): Required<Pick<Step, 'nothing' | 'endLabel'>> {
  return {
    nothing: ({ id }, { permitted }) => {
      const [command, notes] = [`\`coc ${step} ${showId(id)}\``, `\`coc report add ${showId(id)}\``];
      const why =
        permitted === 'not-asked'
          ? 'They have not been asked, so nobody else gets to know it, and nothing is saved.'
          : 'They did not say yes to it, so nobody else gets to know it, and nothing is saved.';
      const hint =
        permitted === 'not-asked'
          ? `Ask them first. Then: ${command}, with what they said.`
          : `${notes} writes down what they said${permitted === 'if' ? `, with the condition. Once it is met, or you can keep to it: ${command}` : ', if it is not there yet'}.`;
      return new UserError(why, { hints: [hint] });
    },
    endLabel: (given) =>
      isNotPermitted(given) ? 'End here: nobody else gets to know it, and nothing is saved' : undefined,
  };
}

/** Whether something else than a yes was said to it, or nobody was asked. */
export function isNotPermitted({ permitted }: Given): boolean {
  return permitted !== undefined && permitted !== 'yes';
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

/** Whether who made a report stands open, so that whoever is let in reads it. */
export function isReporterOpen(incident: IncidentView | undefined): boolean {
  return (incident?.reports ?? []).some(({ restricted }) => !restricted);
}

/** That whoever is let in reads who reported it as well: there is nothing to choose. */
export function readsReporter(incident: IncidentView | undefined): readonly Block[] {
  if (!isReporterOpen(incident)) return [];
  const words =
    'Whoever can open it also reads who reported it, and their words: that stands open here. If that is not wanted, let nobody in. You can tell them what they may know, or save that as a report of its own in which the reporter is hidden.';
  return [{ kind: 'text', text: words }];
}

/** Nobody reads that sentence where the answers come from a file: there it has to be said. */
export const REPORTER_UNSAID: Bar = {
  when: ['given'],
  refuses: (given, { incident }) =>
    (text(given.member) !== undefined ||
      (given.add === 'detail' &&
        !['recorder', 'if'].includes(text(given.share) ?? '') &&
        list(given.readers).length > 0)) &&
    isReporterOpen(incident) &&
    !['yes', 'unknown'].includes(text(given['know-reporter']) ?? ''),
  why: 'Who reported it stands open in this incident, and nothing says that whoever is let in may know that.',
  clause: permissionClause,
  hints: () => [
    'With the permission for it, write `know-reporter: yes` in the answers.',
    'What they may know without that, you can tell them, or save as a report of its own in which the reporter is hidden.',
  ],
};

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
