import { showId } from '../incident/id.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';

/** What a member's key could open of who made a report, and of its words; null where it stood in no version of theirs. */
export interface ReportExposure {
  /** As it is numbered now. */
  readonly report: number;
  /** Whether something of that is sealed inside to fewer than the readers. */
  readonly sealed: boolean;
  readonly who: boolean | null;
  readonly words: boolean | null;
}

/** What a member's key could open of one incident. */
export interface IncidentExposure {
  readonly incident: string;
  /** When the first version was saved that they could open, by the clock of whoever saved it; null where that is not known. */
  readonly from: string | null;
  /** When the last of these was replaced by one they could not open; null where it never was, or that is not known. */
  readonly to: string | null;
  /** Whether the newest version is sealed to them. */
  readonly still: boolean;
  /** How many versions they could open, of how many there are. */
  readonly versions: number;
  readonly versionsInAll: number;
  /** How many entries stood in these, of how many there are now. */
  readonly entries: number;
  readonly entriesNow: number;
  /** How many times somebody's identity or words are sealed inside to fewer, and how many of these were open to them. */
  readonly sealedInside: number;
  readonly sealedOpen: number;
  readonly reports: readonly ReportExposure[];
  /** Who else is sealed inside to fewer, by their marks, and was not open to them. */
  readonly others: readonly string[];
  /** Which of its attachments were open to them, as they are numbered, and how many there are now that whoever looks can open. */
  readonly files: readonly number[];
  readonly filesNow: number;
  /** Versions of which nothing can be said, since whoever looks cannot open them. */
  readonly notOpened: number;
}

/** What can be said of what a member could open, by somebody who opens what they can themselves. */
export interface Exposure {
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly left: string | null;
    /** When keys of theirs were replaced. */
    readonly replaced: readonly string[];
    /** Whether they were given a share of the recovery key. */
    readonly custodian: boolean;
  };
  readonly incidents: readonly IncidentExposure[];
  /** How many other incidents there are that whoever looks can open, of which no version was sealed to the member. */
  readonly never: number;
  /** How many incidents whoever looks cannot open. */
  readonly notOpened: number;
}

/** Says honestly what a member could have opened. */
export function exposureBlocks(exposure: Exposure, now: Date): readonly Block[] {
  const { member, incidents, never, notOpened } = exposure;
  const unknown = incidents.reduce((sum, one) => sum + one.notOpened, 0);
  const limits = present([
    'This is what could be opened with their key, as far as you can open it yourself. Whether they did, nobody can tell. Whoever has a copy of a version keeps it, whatever is sealed later.',
    never > 0 && `Of ${count(never, 'other incident')} that you can open, no version was theirs.`,
    notOpened > 0 && `Of ${count(notOpened, 'incident')} that you cannot open, nothing can be said here.`,
    unknown > 0 &&
      `${count(unknown, 'earlier version')} of these incidents you cannot open: there may be more than this.`,
    member.replaced.length > 0 &&
      `Their keys were replaced (${member.replaced.map((at) => showMoment(at, now)).join(', ')}). Whoever has the old ones opens what was sealed before that, and nothing after it.`,
    member.custodian &&
      'They were given a share of the recovery key. With enough of the other shares it opens everything.',
  ]);
  return [
    {
      kind: 'heading',
      text: `What ${member.name} could open${member.left === null ? '' : `, who left the team ${showMoment(member.left, now)}`}`,
    },
    incidents.length === 0
      ? { kind: 'text', text: 'Nothing of what you can open.' }
      : { kind: 'list', items: incidents.map((one) => line(one, member.left !== null, now)) },
    { kind: 'list', title: 'What this tells, and what it does not', items: limits },
  ];
}

function line(one: IncidentExposure, left: boolean, now: Date): string {
  const from = one.from === null ? '' : `from about ${showMoment(one.from, now)} `;
  const until = one.still
    ? left
      ? 'on, and nobody has sealed it again since they left'
      : 'on, and they still can'
    : one.to === null
      ? 'until a later version'
      : `until about ${showMoment(one.to, now)}`;
  const entries =
    one.entries === one.entriesNow
      ? `all of its ${count(one.entriesNow, 'entry', 'entries')}`
      : `${one.entries} of its ${count(one.entriesNow, 'entry', 'entries')}`;
  return present([
    `${showId(one.incident)}: ${from}${until}; ${entries}.`,
    identityWords(one),
    filesWords(one),
  ]).join(' ');
}

function filesWords({ files, filesNow }: IncidentExposure): string | undefined {
  if (filesNow === 0) return undefined;
  if (files.length === filesNow)
    return `${filesNow === 1 ? 'Its file was' : `All its ${filesNow} files were`} open to them.`;
  if (files.length === 0) return `Of its ${count(filesNow, 'file')} none was open to them.`;
  return `Of its ${filesNow} files ${files.length === 1 ? 'number' : 'numbers'} ${listed(files.map(String))} ${files.length === 1 ? 'was' : 'were'} open to them.`;
}

function identityWords({ reports, others }: IncidentExposure): string {
  const states = new Set(reports.map(stateOf));
  const [only] = states;
  const told =
    states.size <= 1
      ? [WHOLE[only ?? 'stood open']]
      : (Object.keys(WHOLE) as (keyof typeof WHOLE)[]).flatMap((state) => {
          const those = reports.filter((one) => stateOf(one) === state).map(({ report }) => String(report));
          return those.length === 0
            ? []
            : [`${those.length === 1 ? 'Report' : 'Reports'} ${listed(those)}: ${EACH[state]}.`];
        });
  return present([
    ...told,
    others.length > 0 &&
      `Who ${listed(others)} ${others.length === 1 ? 'is' : 'are'} is sealed inside to fewer, and was not open to them.`,
  ]).join(' ');
}

const WHOLE = {
  'stood open': 'What it says of people stood open in it.',
  open: 'Who reported it is sealed inside to fewer, and was open to them.',
  'words open':
    'Who reported it is sealed inside to fewer, and was not open to them; the words they said were.',
  'who open':
    'Who reported it was open to them; the words they said are sealed inside to fewer, and were not.',
  closed: 'Who reported it is sealed inside to fewer, and was not open to them.',
  later: 'No report stood in what they could open.',
} as const;

const EACH: Readonly<Record<keyof typeof WHOLE, string>> = {
  'stood open': 'who reported it, and their words, were open to them',
  open: 'who reported it, and their words, are sealed inside to fewer, and were open to them',
  'words open': 'their words were open to them; who reported it is sealed inside to fewer, and was not',
  'who open': 'who reported it was open to them; their words are sealed inside to fewer, and were not',
  closed: 'who reported it, and their words, are sealed inside to fewer, and were not open to them',
  later: 'stood in nothing that they could open',
};

function stateOf({ sealed, who, words }: ReportExposure): keyof typeof WHOLE {
  if (who === null || words === null) return 'later';
  if (!sealed) return 'stood open';
  if (who && words) return 'open';
  if (words) return 'words open';
  return who ? 'who open' : 'closed';
}
