import { showId } from '../incident/id.ts';
import type { IncidentView, Report } from '../incident/view.ts';
import type { Playbook } from '../policy/playbook.ts';
import { wordsOf } from './authors.ts';
import type { Block } from './block.ts';
import { showMoment } from './moment.ts';
import { personWords } from './people.ts';
import { responseBlocks } from './response.ts';

type Threat = IncidentView['threats'][number];

const NOT_GIVEN = 'asked, not given';
const CONSENT = {
  'no-objection': 'told about the meeting, no objection',
  'asked-not-to-proceed': 'asked that it does not go on',
  'not-said-yet': 'not told about the meeting yet',
} as const;

export interface ShowFacts {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
  /** Whether a recovery key opens it as well. */
  readonly recovery: boolean;
  readonly playbook: Playbook;
  readonly status: string;
  /** Under which playbook it was opened. */
  readonly policy: string;
  /** What waits, a line each. */
  readonly due: readonly string[];
}

/** One incident for somebody who may open it: with names, the newest facts, and everything that was added. */
export function incidentBlocks(incident: IncidentView, facts: ShowFacts): readonly Block[] {
  const { now, nameOf } = facts;
  return [
    { kind: 'heading', text: `Incident ${showId(incident.id)}` },
    {
      kind: 'fields',
      rows: [
        ['Status', facts.status],
        ['Policy', facts.policy],
        [
          'Who can open this',
          [names(incident.readers, nameOf), ...(facts.recovery ? ['the recovery key'] : [])].join(', '),
        ],
        ...accessRows(incident, nameOf),
        ...(incident.visibility
          ? [
              [
                'How it was seen',
                incident.visibility === 'private' ? 'privately' : 'widely witnessed',
              ] as const,
            ]
          : []),
        ...(incident.consent ? [['The person affected', CONSENT[incident.consent]] as const] : []),
      ],
    },
    ...(facts.due.length > 0 ? [{ kind: 'list', title: 'What waits', items: facts.due } as const] : []),
    ...(incident.threats.length > 0
      ? [
          { kind: 'heading', text: 'Safety' } as const,
          { kind: 'list', items: incident.threats.map((one) => threatLine(one, facts)) } as const,
        ]
      : []),
    ...(incident.people.length > 0
      ? [
          { kind: 'heading', text: 'Who is who' } as const,
          {
            kind: 'fields',
            rows: incident.people.map((person) => [person.ref, personWords(person, nameOf)] as const),
          } as const,
        ]
      : []),
    ...incident.reports.flatMap((report) => reportBlocks(report, facts)),
    ...incident.followUps.flatMap((one): Block[] => [
      {
        kind: 'heading',
        text: `Said later, ${showMoment(one.receivedAt, now)}${one.from ? `, by ${one.from}` : ''}`,
      },
      { kind: 'quote', text: one.text },
    ]),
    ...incident.notes.flatMap((one): Block[] => [
      { kind: 'heading', text: `Note of ${nameOf(one.by)}, ${showMoment(one.at, now)}` },
      { kind: 'quote', text: one.text },
    ]),
    ...responseBlocks(incident, facts),
    ...incident.overrides.flatMap((one): Block[] => [
      {
        kind: 'heading',
        text: `${nameOf(one.by)} went on in spite of "${one.gate}", ${showMoment(one.at, now)}`,
      },
      { kind: 'quote', text: one.reason },
    ]),
    ...(incident.evidence.length > 0
      ? [
          {
            kind: 'list',
            title: 'Attachments',
            items: incident.evidence.map((one) => `${one.name} (${one.size} bytes)`),
          } as const,
        ]
      : []),
    ...keptBlocks(incident, facts),
    ...(incident.unknownKinds.length > 0
      ? [
          {
            kind: 'text',
            text: 'A newer coc added something that this one does not know. It is kept as it is.',
          } as const,
        ]
      : []),
  ];
}

function reportBlocks(report: Report, { now, nameOf, playbook }: ShowFacts): readonly Block[] {
  const { details } = report;
  const channels: Readonly<Record<string, string>> = playbook.questions.channel.choices;
  const channel = report.channel && channels[report.channel];
  const detail = (name: string, value: string | null | undefined): (readonly [string, string])[] =>
    value === undefined || value === '' ? [] : [[name, value ?? NOT_GIVEN]];
  return [
    { kind: 'heading', text: `Report ${report.number}` },
    {
      kind: 'fields',
      rows: [
        ['Received', `${showMoment(report.receivedAt, now)}${channel === undefined ? '' : `. ${channel}`}`],
        ['From', report.reporter],
        ...detail('Heard by', report.heardBy),
        ['Written down by', nameOf(report.by)],
        ...detail('Who did it', details.who),
        ...detail('What they did', details.behavior),
        ...detail('When', details.when),
        ...detail('Circumstances', details.circumstances),
        ...detail('Others involved', details.others === null ? null : details.others?.join(', ')),
        ['May be shared with', sharedWith(report, nameOf)],
        ...detail('In whose words', report.permission),
      ],
    },
    ...accountBlocks(report, nameOf),
  ];
}

/** What is in the incident and changes nothing in it. */
function keptBlocks({ kept, doubles }: IncidentView, { now, nameOf }: ShowFacts): readonly Block[] {
  const written = ({ at, by }: { readonly at: string; readonly by: string }): string =>
    `${nameOf(by)}, ${showMoment(at, now)}`;
  return [
    ...(kept.length > 0
      ? [
          { kind: 'heading', text: 'Kept, and changes nothing' } as const,
          {
            kind: 'text',
            text: 'Whoever wrote this could no longer open the incident when it came in.',
          } as const,
          ...kept.flatMap((one): Block[] =>
            one.text === undefined
              ? [{ kind: 'list', items: [`${written(one)}: ${wordsOf(one.kind)}`] }]
              : [
                  { kind: 'text', text: `${written(one)}:` },
                  { kind: 'quote', text: one.text },
                ],
          ),
        ]
      : []),
    ...(doubles.length > 0
      ? [
          {
            kind: 'list',
            title: 'Entries that carry the ID of an earlier one, and so do not count',
            items: doubles.map(written),
          } as const,
        ]
      : []),
  ];
}

function accountBlocks(report: Report, nameOf: ShowFacts['nameOf']): readonly Block[] {
  if (report.account !== undefined) {
    const lead = report.restricted
      ? `The account, word for word, hidden from others who can open this. It is ${knownTo(report, nameOf)}:`
      : 'The account, word for word:';
    return [
      { kind: 'text', text: lead },
      { kind: 'quote', text: report.account },
      ...(report.summary === undefined
        ? []
        : ([
            { kind: 'text', text: 'The summary that the others read:' },
            { kind: 'quote', text: report.summary },
          ] as const)),
    ];
  }
  return [
    { kind: 'text', text: `The account is ${knownTo(report, nameOf)}. The summary for the others:` },
    { kind: 'quote', text: report.summary ?? '' },
  ];
}

/** Who is kept out, who no longer is, and who came to it by the recovery key. */
function accessRows(
  incident: IncidentView,
  nameOf: ShowFacts['nameOf'],
): readonly (readonly [string, string])[] {
  const { keptOut, readers } = incident;
  const recovered = incident.recovered.filter((member) => readers.includes(member));
  const again = incident.recusals.filter(
    ({ member, undone }) => undone !== undefined && !keptOut.includes(member),
  );
  return [
    ...(recovered.length > 0 ? [['By the recovery key', names(recovered, nameOf)] as const] : []),
    ...(keptOut.length > 0 ? [['Kept out', names(keptOut, nameOf)] as const] : []),
    ...(again.length > 0
      ? [['No longer kept out', names([...new Set(again.map(({ member }) => member))], nameOf)] as const]
      : []),
  ];
}

function knownTo({ knownTo: members = [] }: Report, nameOf: ShowFacts['nameOf']): string {
  return `known to: ${names(members, nameOf)}`;
}

function threatLine(
  { at, level, actions = [], lawEnforcement }: Threat,
  { now, playbook }: ShowFacts,
): string {
  const done = actions.map((id) => playbook.safety.actions[id]?.done ?? id);
  const { threat, 'law-enforcement': police } = playbook.questions;
  return [
    `${showMoment(at, now)}: ${level === 'none' ? 'Nobody in danger, as far as was known' : threat.choices[level]}`,
    ...done,
    ...(lawEnforcement ? [`${police.label}: ${police.choices[lawEnforcement]}`] : []),
  ].join('. ');
}

function sharedWith(report: Report, nameOf: ShowFacts['nameOf']): string {
  if (report.share === 'team') return 'the whole team';
  if (report.share === 'named')
    return report.sharedWith.length > 0
      ? names(report.sharedWith, nameOf)
      : 'those whom the person affected named';
  return 'nobody but whoever took the report';
}

function names(members: readonly string[], nameOf: ShowFacts['nameOf']): string {
  return members.map(nameOf).join(', ') || 'nobody';
}
