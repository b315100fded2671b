import type { Written } from '../incident/authors.ts';
import type { Kind } from '../incident/entry.ts';
import type { Block } from '../text/block.ts';
import { showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';

/** What each kind of entry is called, without anything that it says. */
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  opened: 'the opening',
  threat: 'danger',
  person: 'who somebody is',
  unreachable: 'that somebody cannot be reached',
  report: 'a report',
  details: 'details',
  'follow-up': 'something said later',
  visibility: 'how it was seen',
  'visibility-corrected': 'how it was seen',
  consent: 'the answer of the person affected',
  wish: 'what the person affected wants now',
  permission: 'a permission',
  permitted: 'what may be told',
  'condition-met': 'that a condition of a letter is met, or kept to',
  'words-corrected': 'the words of a permission',
  grant: 'who may open it',
  recusal: 'who is kept out',
  'recusal-undone': 'who is no longer kept out',
  recovered: 'access by the recovery key',
  widened: 'to whom the reporter is known',
  'taken-in': 'words of somebody who could no longer open it',
  compared: 'a look whether somebody is known from elsewhere',
  joined: 'whether it is one matter with another incident',
  'only-again': 'that it is for if it happens again',
  note: 'a note',
  override: 'a rule gone on in spite of',
  evidence: 'an attachment',
  'evidence-for-few': 'an attachment for few',
  'evidence-replaced': 'which attachment stands in the place of another',
  meeting: 'a meeting',
  action: 'something to do',
  'action-passed': 'who does something from now on',
  'action-done': 'something done',
  statement: 'the side of the accused',
  letter: 'a letter',
  told: 'what was told',
  'not-sent': 'that a letter does not go out',
  sanction: 'a sanction',
  'sanction-done': 'what of a sanction is done',
  'sanction-change': 'a change of a sanction',
  'sanction-corrected': 'a sanction put right',
  'sanction-end': 'the end of a sanction',
  appeal: 'an appeal',
  'appeal-outcome': 'the outcome of an appeal',
  apology: 'an apology',
  announcement: 'whether it is announced',
  feedback: 'feedback',
  export: 'a copy for somebody outside',
  'export-permission': 'whether a copy may be given out',
  closed: 'the close',
  reopened: 'opening it again',
  evaluation: 'looking back',
};

const AUTHORSHIP = {
  verified: 'verified',
  'key-since-removed': 'verified, key since removed',
  'not-verified': 'NOT VERIFIED',
} as const;

interface AuthorFacts {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
  /** The numbers of the reports, by the IDs of their entries. */
  readonly reports: ReadonlyMap<string, number>;
}

/**
 * Who wrote what, and how far that is certain, by the clocks of those who wrote; what one person wrote within a minute is one line, unless
 * somebody else wrote in between.
 */
export function authorBlocks(written: readonly Written[], facts: AuthorFacts): readonly Block[] {
  const groups: Written[][] = [];
  for (const one of [...written].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && isTogether(last[0], one)) last.push(one);
    else groups.push([one]);
  }
  return [
    { kind: 'heading', text: 'Who wrote this' },
    { kind: 'list', items: groups.map((group) => line(group, facts)) },
  ];
}

/** What is said of entries that are not signed by the member they name. Nothing of what they say is in it. */
export function notVerifiedBlocks(
  written: readonly Written[],
  facts: AuthorFacts & { readonly incomplete: boolean },
): readonly Block[] {
  return present([
    {
      kind: 'urgent',
      text: `NOT VERIFIED: ${written.length === 1 ? 'one entry' : `${written.length} entries`} in this incident.`,
    },
    {
      kind: 'text',
      text: 'Somebody put this there without the key of the member that it names. It does not count, and what it says is not shown here:',
    },
    { kind: 'list', items: written.map((one) => line([one], facts)) },
    facts.incomplete && {
      kind: 'text',
      text: 'Something else was changed or taken out as well, such as who is kept out. Do not rely on what stands below.',
    },
    {
      kind: 'text',
      text: 'Nothing is added to this incident until that is cleared up. `coc verify` tells which change brought it in. Then talk to the others who can open it, not in writing on the server.',
    },
  ]);
}

function isTogether(a: Written, b: Written): boolean {
  return a.by === b.by && a.authorship === b.authorship && minuteOf(a) === minuteOf(b);
}

function minuteOf({ at }: Written): number {
  return Math.floor(Date.parse(at) / 60_000);
}

function line(group: readonly Written[], { now, nameOf, reports }: AuthorFacts): string {
  const [first] = group;
  if (first === undefined) return '';
  const words = [
    ...new Set(
      group.map(({ id, kind }) => (kind === 'report' ? reportWords(reports.get(id)) : wordsOf(kind))),
    ),
  ];
  return `${showMoment(first.at, now)}, ${nameOf(first.by)}: ${words.join(', ')}. ${AUTHORSHIP[first.authorship]}`;
}

function reportWords(number: number | undefined): string {
  return number === undefined ? KIND_WORDS.report : `report ${number}`;
}

/** What a kind of entry is called. */
export function wordsOf(kind: string): string {
  return Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind as Kind] : 'something of a newer coc';
}
