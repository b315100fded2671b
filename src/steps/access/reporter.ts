import { UserError } from '../../errors.ts';
import { type Entry, isKnown } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import { BY_PERMISSION, type IncidentView, type Report } from '../../incident/view.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { only } from '../people.ts';
import { asChoice, asker, notEmpty, type StepQuestion, TEXT } from '../questions.ts';
import type { Step } from '../step.ts';
import { asReport, keptOut, permissionBlocks, permissionClause } from './about.ts';

/** Lets further readers know who made a report, and read it word for word, with the permission of the reporter. */
export const ACCESS_REPORTER: Step = {
  id: 'access grant --reporter',
  about: 'That further readers may know who made a report, and read it word for word.',
  questions,
  decide,
  assertGiven,
  assertPossible: (situation) => {
    if (!situation.incident.reports.some(({ restricted }) => restricted))
      throw new UserError('Who reported it is hidden from nobody who can open this incident.');
    assertKnows({}, situation);
    if (hiddenReports(situation).every((report) => notKnowing(report, situation).length === 0))
      throw new UserError('Everybody who can open this incident knows who reported it.');
  },
  saveLabel: 'Let them know',
  saved: 'They can read it from now on. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'access-reporter');
  return [
    ask('report', {
      answer: (_answers, situation) => ({
        type: 'choice',
        choices: hiddenReports(situation).map(asReport),
      }),
      required: true,
      assume: true,
      initial: (_answers, situation) => only(hiddenReports(situation).map(asReport)),
    }),
    ask('members', {
      answer: (answers, situation) => {
        const report = hiddenReport(answers, situation);
        return { type: 'choices', choices: (report ? notKnowing(report, situation) : []).map(asChoice) };
      },
      required: true,
      check: notEmpty,
    }),
    ask('permission', { answer: TEXT, required: true, before: () => permissionBlocks(playbook) }),
  ];
}

/** The reports whose reporter is known to few, whoever acts among them. */
function hiddenReports({ incident }: Situation): readonly Report[] {
  return incident.reports.filter(({ restricted, account }) => restricted && account !== undefined);
}

/** The readers who do not know who made a report, where few do. */
function notKnowing(report: Report, { incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.readers.includes(id) && report.knownTo?.includes(id) === false);
}

/** The hidden report that the answers are about. */
function hiddenReport(given: Given, situation: Situation): Report | undefined {
  const hidden = hiddenReports(situation);
  const number = text(given.report);
  return number === undefined && hidden.length === 1
    ? hidden[0]
    : hidden.find((one) => String(one.number) === number);
}

/** Throws where whoever acts does not know who made the hidden report that is meant: if none is named, any of them. */
function assertKnows(given: Given, { incident }: Situation): void {
  const number = text(given.report);
  const meant = incident.reports.filter((one) => number === undefined || String(one.number) === number);
  const hidden = meant.filter(({ restricted }) => restricted);
  if (hidden.length === 0 || hidden.some(({ account }) => account !== undefined)) return;
  throw new UserError('You do not know who reported it, so you cannot let others know.', {
    hints: [`\`coc access ${showId(incident.id)}\` shows to whom the reporter is known: ask them.`],
  });
}

/** Throws where further readers cannot come to know who reported: only with the reporter's permission. */
function assertGiven(given: Given, situation: Situation): void {
  const { incident } = situation;
  const members = list(given.members);
  if (members.some((member) => incident.keptOut.includes(member))) throw keptOut(situation);
  if (members.some((member) => !incident.readers.includes(member)))
    throw new UserError('Only somebody who can open the incident can come to know who reported it.', {
      hints: [`\`coc access grant ${showId(incident.id)}\` comes first.`],
    });
  if (members.length > 0 && text(given.permission) === undefined)
    throw new UserError('The reporter has not permitted this. Without their permission it is not shared.', {
      clause: permissionClause(situation),
      hints: ['With their permission, write down in which words they gave it: `permission` in the answers.'],
    });
}

/** Seals once more, to further readers, who the reporter is and what they said, as far as whoever acts knows it. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  assertKnows(given, situation);
  assertGiven(given, situation);
  const { incident, access } = situation;
  const report = hiddenReport(given, situation);
  const known = report && notKnowing(report, situation).map(({ id }) => id);
  const to = list(given.members).filter((member) => known?.includes(member));
  if (report === undefined || to.length === 0)
    throw new UserError('They know by now who made this report; there is nothing left to do.');
  for (const entry of incident.entries) {
    const fields = access.unsealed.get(entry.id);
    if (fields === undefined || !isOn(entry, report, incident)) continue;
    const permission = entry.id === report.id ? { [BY_PERMISSION]: text(given.permission) ?? '' } : {};
    draft.add(
      { kind: 'widened', entry: entry.id, to: [...to] },
      { to, fields: { ...fields, ...permission } },
    );
  }
}

/** Whether an entry is about who made a report, or is the report. */
function isOn(entry: Entry, report: Report, { same }: IncidentView): boolean {
  if (!isKnown(entry)) return false;
  if (entry.kind === 'person') return (same[entry.person] ?? entry.person) === report.reporter;
  if (entry.kind === 'permission') return entry.report === report.id;
  return entry.kind === 'report' && entry.id === report.id;
}
