import { SUMMONED } from '../incident/called.ts';
import type { Threat } from '../incident/entry.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { clauseTitle, type Playbook, type ScriptId } from './playbook.ts';

/** What a community adds to its playbook. */
export interface GuideFacts {
  readonly contact: string;
  readonly policy: string;
  readonly appeals: string | null;
  readonly emergency: readonly string[];
  readonly feedback: readonly string[];
}

export interface Topic {
  /** What is typed: `coc guide threat`. */
  readonly id: string;
  readonly title: string;
}

interface Chapter extends Topic {
  readonly clause: (playbook: Playbook) => string;
  readonly blocks: (playbook: Playbook, facts: GuideFacts) => readonly Block[];
}

const CHAPTERS: readonly Chapter[] = [
  {
    id: 'threat',
    title: 'Somebody is in danger',
    clause: ({ safety }) => safety.clause,
    blocks: (playbook, { emergency }) => [
      ...dangerBlocks(playbook, 'violence', emergency),
      ...careBlocks(playbook),
    ],
  },
  {
    id: 'report',
    title: 'Somebody tells you something',
    clause: ({ receiving }) => receiving.clause,
    blocks: ({ receiving }) => [
      { kind: 'list', items: [receiving.verbal, receiving.written, receiving.confidential] },
      { kind: 'list', title: receiving.details.ask, items: receiving.details.items },
    ],
  },
  {
    id: 'witnessed',
    title: 'Many people saw it',
    clause: ({ scripts }) => scripts.witnessed.clause,
    blocks: (playbook) => scriptBlocks(playbook, 'witnessed'),
  },
  {
    id: 'private',
    title: 'Few people saw it, or nobody',
    clause: ({ scripts }) => scripts.private.clause,
    blocks: (playbook) => scriptBlocks(playbook, 'private'),
  },
  {
    id: 'not-to-do',
    title: 'What not to do',
    clause: (playbook) => playbook['not-to-do'].clause,
    blocks: (playbook) => [{ kind: 'list', items: playbook['not-to-do'].items.map(({ text }) => text) }],
  },
  {
    id: 'law-enforcement',
    title: 'Police and security',
    clause: ({ safety }) => safety['if-safe'].clause,
    blocks: ({ safety }) => [
      { kind: 'list', items: [safety['in-doubt'], safety['if-safe'].do, safety['if-safe'].why] },
      {
        kind: 'text',
        text: 'Whatever was done, also if they were called against the wish of the person affected, `coc report add` notes it.',
      },
    ],
  },
  {
    id: 'permission',
    title: 'Permission: who may know',
    clause: ({ permission }) => permission.clause,
    blocks: ({ permission }) => [{ kind: 'list', items: permission.items }],
  },
  {
    id: 'meeting',
    title: 'The meeting',
    clause: ({ meeting }) => meeting.clause,
    blocks: ({ meeting }) => [
      { kind: 'list', title: 'Who is there', items: meeting.attendance.map(({ text }) => text) },
      { kind: 'list', title: 'What is decided', items: meeting.questions.map(({ ask }) => ask) },
    ],
  },
  {
    id: 'half-day',
    title: 'By when',
    clause: ({ guide }) => guide['half-day'].clause,
    blocks: ({ guide, clocks }) => [
      {
        kind: 'list',
        items: [
          ...guide['half-day'].items,
          `coc counts ${clocks.response.hours} hours from when the report reached you, and says when they are over.`,
        ],
      },
    ],
  },
  {
    id: 'conflict',
    title: 'Conflicts of interest',
    clause: ({ guide }) => guide.conflict.clause,
    blocks: ({ guide }) => [{ kind: 'list', items: guide.conflict.items }],
  },
  {
    id: 'accused',
    title: 'Talking with the accused',
    clause: ({ accused }) => accused.complaint.clause,
    blocks: (playbook, { appeals }) => [
      { kind: 'list', title: 'About the complaint', items: playbook.accused.complaint.items },
      { kind: 'list', title: 'About the response', items: playbook.accused.response.items },
      ...scriptBlocks(playbook, 'appeal'),
      {
        kind: 'text',
        text:
          appeals === null
            ? 'If there is a place to appeal to, name it.'
            : `The place to appeal to: ${appeals}`,
      },
    ],
  },
  {
    id: 'sanctions',
    title: 'What can be done',
    clause: ({ sanctions }) => sanctions.clause,
    blocks: ({ sanctions, principle }) => [
      ...principleBlocks(principle),
      {
        kind: 'list',
        items: [
          ...sanctions.kinds.map(({ label, condition }) => (condition ? `${label}. ${condition}` : label)),
          sanctions['no-action'].label,
        ],
      },
    ],
  },
  {
    id: 'employer',
    title: 'Telling an employer',
    clause: ({ employer }) => employer.clause,
    blocks: ({ employer }) => [
      { kind: 'text', text: employer.advice },
      { kind: 'list', title: 'Such as', items: employer.grounds.map(({ label }) => label) },
    ],
  },
  {
    id: 'apologies',
    title: 'When somebody wants to apologise',
    clause: ({ apologies }) => apologies.clause,
    blocks: (playbook) => [
      { kind: 'list', items: playbook.apologies.items },
      { kind: 'text', text: 'Brief, like this:' },
      ...scriptBlocks(playbook, 'relay'),
    ],
  },
  {
    id: 'announcing',
    title: 'Telling the community',
    clause: ({ announcement }) => announcement.clause,
    blocks: ({ announcement }, { policy }) => [
      { kind: 'list', title: 'Why', items: announcement.why.map(({ label }) => label) },
      { kind: 'list', title: 'How', items: announcement.items },
      { kind: 'text', text: `In this order: ${announcement.outline}` },
      ...(policy === '' ? [] : [{ kind: 'text', text: `The policy is at ${policy}` } as const]),
    ],
  },
  {
    id: 'feedback',
    title: 'Hearing what the community thinks',
    clause: ({ feedback }) => feedback.clause,
    blocks: (playbook, { feedback }) => [
      { kind: 'list', items: playbook.feedback.items },
      ...listIfAny('The ways that there are', feedback),
    ],
  },
  {
    id: 'evaluation',
    title: 'Learning from it',
    clause: ({ evaluation }) => evaluation.clause,
    blocks: ({ evaluation }) => [{ kind: 'list', items: evaluation.questions.map(({ ask }) => ask) }],
  },
  {
    id: 'retention',
    title: 'What is kept',
    clause: ({ retention }) => retention.clause,
    blocks: ({ retention }) => [
      { kind: 'text', text: retention.text },
      { kind: 'text', text: retention.told },
    ],
  },
  {
    id: 'data',
    title: 'Somebody asks for all data about them',
    clause: ({ guide }) => guide.data.clause,
    blocks: ({ guide, retention }) => [{ kind: 'list', items: [...guide.data.items, retention.text] }],
  },
];

/** What topics were called before. */
const FORMER: Readonly<Record<string, string>> = { sharing: 'permission' };

/** Everything, one topic after the other. */
const ALL: Topic = { id: 'all', title: 'All of it' };

/** What can be looked up with `coc guide`. */
export const TOPICS: readonly Topic[] = [...CHAPTERS.map(({ id, title }) => ({ id, title })), ALL];

/** The topic that somebody means, also by what it was called before; undefined where there is none. */
export function topicMeant(typed: string): Topic | undefined {
  return TOPICS.find(({ id }) => id === (FORMER[typed] ?? typed));
}

/** One topic of the guide, or the list of topics. The topic must be one of `TOPICS`. */
export function guide(playbook: Playbook, facts: GuideFacts, topic: string | undefined): readonly Block[] {
  if (topic === undefined) {
    return [
      { kind: 'heading', text: 'What do you want to look up' },
      { kind: 'fields', rows: TOPICS.map(({ id, title }) => [`coc guide ${id}`, title]) },
    ];
  }
  return CHAPTERS.filter(({ id }) => topic === id || topic === ALL.id).flatMap(
    (chapter): readonly Block[] => [
      { kind: 'heading', text: chapter.title },
      ...chapter.blocks(playbook, facts),
      { kind: 'text', text: `Policy: ${clauseTitle(playbook, chapter.clause(playbook))}` },
    ],
  );
}

/** Whom to call, and when that is not ours to choose ("Threats to physical well-being", "Law enforcement"). */
export function dangerBlocks(
  playbook: Playbook,
  level: Threat,
  emergency: readonly string[],
): readonly Block[] {
  const { safety } = playbook;
  const { call } = safety.levels[level];
  if (call === 'never') return [];
  return [
    { kind: 'urgent', text: call === 'now' ? safety.now : safety['in-doubt'] },
    { kind: 'list', title: safety.contacts, items: emergency },
    ...(call === 'in-doubt'
      ? [{ kind: 'text', text: `${safety['if-safe'].do} ${safety['if-safe'].why}` } as const]
      : []),
  ];
}

/** What guides a decision on sanctions, and who can judge it ("Possible sanctions"). */
export function principleBlocks({ text, question, judge }: Playbook['principle']): readonly Block[] {
  return [
    { kind: 'text', text: `What guides it: ${text}. ${question}` },
    ...(judge === undefined ? [] : [{ kind: 'text', text: judge } as const]),
  ];
}

/** What to do for somebody who was threatened or hurt, with the words to say. */
export function careBlocks({ safety, scripts }: Playbook): readonly Block[] {
  const actions = Object.entries(safety.actions).filter(([id]) => id !== SUMMONED);
  return [
    {
      kind: 'list',
      title: 'For the person affected',
      items: actions.map(([, action]) =>
        action.say === undefined ? action.do : `${action.do}: “${scripts[action.say as ScriptId].say}”`,
      ),
    },
  ];
}

/** What to keep in mind before somebody's words are written down ("Receiving harassment reports"). */
export function receivingBlocks({ receiving }: Playbook): readonly Block[] {
  return [{ kind: 'text', text: receiving.verbal }];
}

/** The same where they wrote it. */
export function writtenBlocks({ receiving }: Playbook): readonly Block[] {
  return [{ kind: 'text', text: receiving.written }];
}

/** A sentence to say, word for word, and what to do then. */
export function scriptBlocks(playbook: Playbook, id: ScriptId): readonly Block[] {
  const { say, after } = playbook.scripts[id];
  return [
    { kind: 'say', text: say },
    ...(after === undefined ? [] : [{ kind: 'text', text: after } as const]),
  ];
}
