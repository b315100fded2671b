import { showId } from '../../incident/id.ts';
import { ROLE_NAMES } from '../../incident/people.ts';
import { toldOn } from '../../incident/picture/reports.ts';
import { side } from '../../incident/picture/response.ts';
import { wordsOn } from '../../incident/picture/text.ts';
import type { IncidentView, Report } from '../../incident/view.ts';
import { isSeparated } from '../../policy/known-elsewhere.ts';
import { tooFewBlocks } from '../../policy/left-to-decide.ts';
import { maySayWho, saysWho } from '../../policy/says-who.ts';
import type { Situation } from '../../policy/situation.ts';
import { keepsOthersOut } from '../../policy/under-condition.ts';
import { calledIn } from '../../policy/who.ts';
import { pictureBlocks, tell } from '../../screen/picture.ts';
import { receivedIn } from '../../screen/received.ts';
import type { Block } from '../../text/block.ts';
import { count } from '../../text/count.ts';
import { showMoment } from '../../text/moment.ts';
import { present } from '../../text/present.ts';

type Statement = IncidentView['statements'][number];

/**
 * What a meeting has before it, as the whole team may see it on one screen: who may be there, what is known, and what was
 * done so far; people by their roles.
 */
export function laidBefore(situation: Situation): readonly Block[] {
  const { playbook, incident, now } = situation;
  const { reports, people, statements, told } = incident;
  return [
    { kind: 'list', title: 'Who is there', items: playbook.meeting.attendance.map(({ text }) => text) },
    ...tooFewBlocks(situation),
    ...(keepsOthersOut(incident, situation.members)
      ? [
          {
            kind: 'text' as const,
            text: `Others may know of this only under a condition: look at it before you show them this screen. \`coc access ${showId(incident.id)}\` shows it.`,
          },
        ]
      : []),
    {
      kind: 'list',
      title: 'What is known',
      items: [
        `${reports.length === 1 ? 'One report' : `${reports.length} reports`}, the first ${receivedIn(incident, now)}`,
        ...openLed(situation).map(
          (one) =>
            `${count(one.reports.length, 'more report')} in ${showId(one.id)}, which is one matter with this`,
        ),
        ...people.map(({ ref, role }) => `${ref}, ${ROLE_NAMES[role]}`),
        ...told.flatMap(({ person, about, toldAt, precision }) =>
          person !== undefined && about === 'complaint' && toldAt !== undefined
            ? [`${person} was told of the complaint ${showMoment(toldAt, now, precision?.toldAt)}`]
            : [],
        ),
      ],
    },
    ...ledToAll(situation),
    ...(isAnybodyKnownToAll(situation)
      ? [
          {
            kind: 'text' as const,
            text: `Who of them is known from another incident: \`coc same ${showId(incident.id)}\`, on a screen that you alone see.`,
          },
        ]
      : []),
    ...reports.flatMap((one) => [
      reportOf(one),
      ...(isAccountAlone(one)
        ? [{ kind: 'text' as const, text: accountAlone(incident) }]
        : reportWaits(one, situation)
          ? waitingBlocks(one, situation)
          : toldBlocks(one, situation)),
    ]),
    ...saidSince(incident),
    ...statements.flatMap((one) =>
      waitsForNames(one, situation)
        ? [sideOf(one), { kind: 'text' as const, text: waitsThere(incident) }]
        : sideBlocks(one, situation),
    ),
  ];
}

/** What is one matter with it and decided here as well, as far as everybody who may be there can open it. */
function ledToAll(situation: Situation): readonly Block[] {
  const led = openLed(situation);
  if (led.length === 0) return [];
  return [
    {
      kind: 'urgent',
      text: 'It is one matter with these, and what is decided here holds for them. Read them before:',
    },
    ...led.map(
      ({ id, reports }): Block => ({
        kind: 'command',
        text: `coc show ${showId(id)}    ${count(reports.length, 'report')}`,
      }),
    ),
  ];
}

function openLed(situation: Situation): readonly IncidentView[] {
  return (situation.matter?.led ?? []).filter(({ readers }) => isOpenToAll(readers, situation));
}

/** Whether everybody who may be at the meeting can open something with these readers. */
export function isOpenToAll(readers: readonly string[], { incident, members }: Situation): boolean {
  return members.every(({ id }) => incident.keptOut.includes(id) || readers.includes(id));
}

/**
 * Whether somebody of it may be somebody of another incident that everybody who may be there can open: nobody learns by this screen
 * that there is one.
 */
function isAnybodyKnownToAll(situation: Situation): boolean {
  const { around } = situation;
  const open = (around?.others ?? []).filter(({ readers }) => isOpenToAll(readers, situation));
  return (around?.known ?? []).some((one) => !isSeparated(one) && open.some(({ id }) => id === one.incident));
}

/** Who is who, by name and no more than that, and what may say so. */
export function namesThere(situation: Situation): readonly Block[] {
  const { incident } = situation;
  return [
    {
      kind: 'list',
      items: incident.people.map((person) =>
        present([person.ref, calledIn(person), ROLE_NAMES[person.role]]).join(', '),
      ),
    },
    ...incident.reports
      .filter((one) => !isAccountAlone(one) && reportWaits(one, situation))
      .flatMap((one) => [reportOf(one), ...toldBlocks(one, situation)]),
    ...incident.statements
      .filter((one) => waitsForNames(one, situation))
      .flatMap((one) => sideBlocks(one, situation)),
  ];
}

/** Whether what somebody accused said may tell the team who others are, which not all of them may know. */
function waitsForNames({ words }: Statement, situation: Situation): boolean {
  return words !== undefined && maySayWho(words, situation);
}

function waitsThere({ id }: IncidentView): string {
  return `Others may look at this screen, so it is not here. It comes with the names, if you have them shown, and stands in \`coc show ${showId(id)}\`.`;
}

/** Whether nothing was noted of it that this screen has: the account says too easily who told it. */
function isAccountAlone(report: Report): boolean {
  return toldIn(report).length === 0 && !report.summary;
}

function accountAlone({ id }: IncidentView): string {
  return `Only the account was written down, word for word. Read it with \`coc show ${showId(id)}\`, on a screen that you alone see.`;
}

/** Of what waits, the summary does not where it was written for everybody who may be there, and names nobody. */
function waitingBlocks(report: Report, situation: Situation): readonly Block[] {
  const { incident } = situation;
  const { summary } = report;
  const waits: Block = { kind: 'text', text: waitsThere(incident) };
  if (!summary) return [waits];
  if (isForThose(situation) && !saysWho(summary, situation))
    return [...summaryBlocks(report), ...(toldIn(report).length > 0 ? [waits] : [])];
  return [{ kind: 'text', text: `There is a summary for those who may not read their words. ${waits.text}` }];
}

/** Whether everybody who may be there may read what was noted for all who can open it. */
function isForThose(situation: Situation): boolean {
  const { incident } = situation;
  return incident.visibility === 'witnessed' || isOpenToAll(incident.readers, situation);
}

function summaryBlocks({ summary, reporter }: Report): readonly Block[] {
  return summary
    ? [
        { kind: 'text', text: `A summary by who took it, not the words of ${reporter}:` },
        { kind: 'quote', text: summary },
      ]
    : [];
}

/** Whether what was reported may say who somebody is, or somebody who may be there has no permission to read it. */
function reportWaits(report: Report, situation: Situation): boolean {
  return (
    !isForThose(situation) ||
    [...toldIn(report), report.summary ?? ''].some((words) => maySayWho(words, situation))
  );
}

/** What was told of it, as its report has it for all who can open it. */
function toldBlocks(report: Report, { playbook, incident, now }: Situation): readonly Block[] {
  const facts = { now, playbook, nameOf: (member: string) => member };
  const rows = TOLD.flatMap(([key, question]): (readonly [string, string])[] => {
    const words = report.details[key];
    const said = words && tell(wordsOn(words, toldOn(key, report, incident)), facts);
    return said ? [[playbook.questions[question].label, said]] : [];
  });
  const isWithoutDeed = report.details.behavior === undefined && !report.summary;
  return [
    ...(rows.length > 0 ? [{ kind: 'fields' as const, rows }] : []),
    ...summaryBlocks(report),
    ...(isWithoutDeed ? [{ kind: 'text' as const, text: deedInAccount(incident) }] : []),
  ];
}

function deedInAccount({ id }: IncidentView): string {
  return `What was done stands in the account alone, word for word: \`coc show ${showId(id)}\`, on a screen that you alone see.`;
}

/** That more was said since: word for word, as an account is. */
function saidSince({ id, followUps }: IncidentView): readonly Block[] {
  if (followUps.length === 0) return [];
  const what = followUps.length === 1 ? 'Something more was' : `${followUps.length} more things were`;
  return [{ kind: 'text', text: `${what} said later: \`coc show ${showId(id)}\` has the words.` }];
}

/** What is told of it, and the question that was asked for it. */
const TOLD = [
  ['manyAffected', 'affected-name'],
  ['manyWho', 'who'],
  ['behavior', 'behavior'],
  ['when', 'when'],
  ['circumstances', 'circumstances'],
  ['manyOthers', 'others'],
] as const;

function toldIn({ details }: Report): readonly string[] {
  return TOLD.flatMap(([key]) => details[key] ?? []);
}

function reportOf({ number, reporter }: Report): Block {
  return { kind: 'heading', text: `What ${reporter} reported${number === 1 ? '' : `, report ${number}`}` };
}

function sideBlocks(one: Statement, { now, playbook }: Situation): readonly Block[] {
  return [sideOf(one), ...pictureBlocks([side(one)], { now, playbook, nameOf: (member) => member })];
}

function sideOf({ person }: Statement): Block {
  return { kind: 'heading', text: `The side of ${person}` };
}
