import type { Action, Letter, Meeting, Sanction, Told } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { questionIn } from '../policy/interviews.ts';
import type { Playbook } from '../policy/playbook.ts';
import { isPast, termWords } from '../policy/sanctions.ts';
import type { Block } from './block.ts';
import { showMoment } from './moment.ts';

export interface ResponseFacts {
  readonly now: Date;
  /** The name of a member, by ID; a role of the incident as it is. */
  readonly nameOf: (actor: string) => string;
  readonly playbook: Playbook;
}

/** What was done about an incident: meetings, things to do, the accused's side, letters, sanctions, and the end. */
export function responseBlocks(incident: IncidentView, facts: ResponseFacts): readonly Block[] {
  const { now, playbook } = facts;
  const why = (ids: readonly string[] = []): string =>
    playbook.announcement.why
      .filter(({ id }) => ids.includes(id))
      .map(({ label }) => label)
      .join('; ');
  return [
    ...incident.statements.flatMap(({ person, words, takenAt, takenBy }): readonly Block[] => [
      { kind: 'heading', text: `The side of ${person}, ${showMoment(takenAt, now)}` },
      words === undefined
        ? { kind: 'text', text: 'They were asked, and did not want to say anything.' }
        : { kind: 'quote', text: words },
      { kind: 'text', text: `Heard by ${facts.nameOf(takenBy)}.` },
    ]),
    ...incident.meetings.flatMap((meeting) => meetingBlocks(meeting, facts)),
    ...section('To do', [{ kind: 'list', items: incident.actions.map((one) => actionLine(one, facts)) }]),
    ...incident.sanctions.flatMap((sanction) => sanctionBlocks(sanction, facts)),
    ...section('Told', [{ kind: 'list', items: incident.told.map((told) => toldLine(told, facts)) }]),
    ...incident.letters.filter(({ replaced }) => !replaced).flatMap((letter) => letterBlocks(letter, facts)),
    ...incident.apologies.flatMap(({ what, from, to, happenedAt, words }): readonly Block[] => [
      {
        kind: 'heading',
        text: `Apology of ${from}${to === undefined ? '' : ` to ${to}`}, ${showMoment(happenedAt, now)}`,
      },
      {
        kind: 'text',
        text: `${questionIn(playbook.interviews, 'apology', 'what').choices?.[what] ?? what}.`,
      },
      ...(words === undefined ? [] : [{ kind: 'quote', text: words } as const]),
    ]),
    ...(incident.announcement === undefined
      ? []
      : section('The community', [
          {
            kind: 'text',
            text: incident.announcement.announce
              ? `It is told. Why: ${why(incident.announcement.why)}.`
              : `It is not told. Why: ${incident.announcement.reason ?? ''}`,
          },
        ])),
    ...incident.feedback.flatMap(({ words, receivedAt, way }): readonly Block[] => [
      {
        kind: 'heading',
        text: `What came back, ${showMoment(receivedAt, now)}${way === undefined ? '' : `, ${way}`}`,
      },
      { kind: 'quote', text: words },
    ]),
    ...incident.evaluations.flatMap(({ proposals, at }): readonly Block[] => [
      { kind: 'heading', text: `Evaluation, ${showMoment(at, now)}` },
      ...(Object.keys(proposals).length === 0
        ? [{ kind: 'text', text: 'Nothing to propose.' } as const]
        : Object.values(proposals).map((text) => ({ kind: 'quote', text }) as const)),
    ]),
    ...incident.reopenings.map(
      ({ at, reason }): Block => ({ kind: 'text', text: `Opened again ${showMoment(at, now)}: ${reason}` }),
    ),
    ...incident.sinceClose.map(
      ({ report }): Block => ({
        kind: 'text',
        text: `Open again: whoever closed it did not know report ${incident.reports.find(({ id }) => id === report)?.number ?? ''}.`,
      }),
    ),
    ...(incident.closed === undefined
      ? []
      : [
          {
            kind: 'text',
            text: `Closed ${showMoment(incident.closed.at, now)}${incident.closed.unfinished === undefined ? '' : `, with something open: ${incident.closed.unfinished}`}.`,
          } as const,
        ]),
  ];
}

function meetingBlocks(meeting: Meeting, { now, nameOf, playbook }: ResponseFacts): readonly Block[] {
  const { heldAt, present, alsoPresent = [], whatHappened, outcome, reason, exception, unheard } = meeting;
  const outcomes = questionIn(playbook.interviews, 'meeting', 'outcome').choices ?? {};
  return [
    { kind: 'heading', text: `Meeting, ${showMoment(heldAt, now)}` },
    {
      kind: 'fields',
      rows: [
        ['Present', [...present, ...alsoPresent].map(nameOf).join(', ')],
        ...row('Why they attended', exception),
        ['Outcome', outcomes[outcome] ?? outcome],
        ...row('Reason', reason),
        ...row('Decided without their side', unheard),
      ],
    },
    { kind: 'quote', text: whatHappened },
  ];
}

function actionLine({ number, what, who, due, doneAt }: Action, { now, nameOf }: ResponseFacts): string {
  const when = doneAt === undefined ? `by ${showMoment(due, now)}` : `done ${showMoment(doneAt, now)}`;
  return `${number}. ${what}. ${nameOf(who)}, ${when}`;
}

function sanctionBlocks(sanction: Sanction, { now, nameOf, playbook }: ResponseFacts): readonly Block[] {
  const { number, person, label, parameters, safety, decidedBy, changes, appeals, ended } = sanction;
  const asked: Readonly<Record<string, { label: string }>> = playbook.interviews.sanction;
  return [
    { kind: 'heading', text: `Sanction ${number}, for ${person}: ${label}` },
    {
      kind: 'fields',
      rows: [
        ...Object.entries(parameters).map(([id, value]) => [asked[id]?.label ?? id, value] as const),
        ['Term', termWords(sanction).join('') || 'done at once'],
        ...row('Conditions', sanction.conditions?.join('; ')),
        ['Safety', safety],
        ['Decided by', decidedBy.map(nameOf).join(', ')],
        ...row('Decided without their side', sanction.unheard),
        ...row('Must know', sanction.tell?.join('; ')),
        ...row('To switch off', sanction.switchOff?.join('; ')),
        ...row('Still to do', sanction.open.join('; ') || undefined),
        ...changes.map(
          ({ at, reason, decidedBy: by }) =>
            ['Changed', `${showMoment(at, now)}, by ${by.map(nameOf).join(', ')}: ${reason}`] as const,
        ),
        ...(ended === undefined
          ? isPast(sanction, now)
            ? [['Status', 'its last day is over; to be confirmed'] as const]
            : []
          : [
              [
                'Ended',
                [
                  `${showMoment(ended.endedAt, now)}, ${ended.how === 'lifted' ? 'lifted' : 'its time was over'}`,
                  ...(ended.reason === undefined ? [] : [ended.reason]),
                ].join(': '),
              ] as const,
            ]),
      ],
    },
    ...appeals.flatMap(({ receivedAt, words, outcome }): readonly Block[] => [
      { kind: 'text', text: `An appeal against it came in ${showMoment(receivedAt, now)}:` },
      { kind: 'quote', text: words },
      {
        kind: 'text',
        text:
          outcome === undefined
            ? 'It has not been heard yet. Meanwhile the sanction stands.'
            : `Heard by ${outcome.heardBy.map(nameOf).join(', ')}: ${APPEALED[outcome.outcome]}. ${outcome.reason}`,
      },
    ]),
  ];
}

const APPEALED = { stands: 'it stands', changed: 'it is changed', lifted: 'it is lifted' } as const;

const LETTERS = {
  complaint: 'that there is a complaint',
  response: 'what was decided',
  employer: 'to the employer',
  relay: 'an apology, in a sentence',
  announcement: 'to the community',
} as const;

function toldLine(told: Told, { now, nameOf }: ResponseFacts): string {
  const { about, person, toldAt, how, toldBy, notPossible } = told;
  const what = `${person === undefined ? '' : `${person}: `}${LETTERS[about]}`;
  if (notPossible !== undefined) return `${what}: not possible, because ${notPossible}`;
  return [
    what,
    ...(toldAt === undefined ? [] : [showMoment(toldAt, now)]),
    ...(how === undefined ? [] : [how]),
    ...(toldBy === undefined ? [] : [`by ${nameOf(toldBy)}`]),
  ].join(', ');
}

function letterBlocks(letter: Letter, { now, playbook }: ResponseFacts): readonly Block[] {
  const { person, text, permission, grounds = [], exception, told } = letter;
  const labels = playbook.employer.grounds.filter(({ id }) => grounds.includes(id)).map(({ label }) => label);
  const state = told?.toldAt === undefined ? 'not out yet' : showMoment(told.toldAt, now);
  return [
    {
      kind: 'heading',
      text: `Text${person === undefined ? '' : ` for ${person}`}: ${LETTERS[letter.letter]} (${state})`,
    },
    {
      kind: 'fields',
      rows: [
        ...row('Grounds', labels.join('; ') || undefined),
        ...row('Permission', permission),
        ...row('Names', exception && `${exception.person}, because ${exception.reason}`),
      ],
    },
    { kind: 'quote', text },
    ...(told?.words === undefined
      ? []
      : ([
          { kind: 'text', text: 'What went out in the end:' },
          { kind: 'quote', text: told.words },
        ] as const)),
  ];
}

function row(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}

/** A heading over blocks, or nothing where a list in it is empty. */
function section(heading: string, blocks: readonly Block[]): readonly Block[] {
  const isEmpty = blocks.every((block) => block.kind === 'list' && block.items.length === 0);
  return isEmpty ? [] : [{ kind: 'heading', text: heading }, ...blocks];
}
