import { type Block, listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';

/** What was told of a history without any key, and who was on the team at the last good commit. */
interface History {
  readonly first: string;
  readonly words: string;
  /** Of the last commit that is verified. */
  readonly headWords: string | undefined;
  /** When the last commit of somebody else is from, where that is known, as people read it. */
  readonly ofOthers: string | undefined;
  readonly head: string;
  readonly verified: string | undefined;
  readonly commits: number;
  readonly looked: number;
  readonly members: readonly { readonly name: string; readonly email: string; readonly admin: boolean }[];
  readonly recoveries: readonly string[];
  readonly restores: readonly string[];
}

interface Wrong {
  readonly commit: string;
  readonly harm: string;
  readonly path?: string;
  readonly meaning: string;
}

/** What was looked at with a member's own keys: every incident that opens, or nothing. */
type WithKeys = 'nothing' | 'in-order' | 'damaged';

const TRUSTED: Readonly<Record<WithKeys, string>> = {
  nothing: 'The history can be trusted, as far as it can be checked without keys.',
  'in-order': 'The history can be trusted, as far as it can be checked with your keys.',
  damaged: 'The history can be trusted, but not all that is in it: what is damaged is named below.',
};
const OF_THE_FIRST: Block = {
  kind: 'text',
  text: 'The first six, for somebody who joins the team, or asks whether they have the right repository. They never change:',
};
const OF_THE_LAST: Block = {
  kind: 'text',
  text: 'The second six, only for two who have both just typed `coc sync`: where they do not see the same, the server shows them different things. They change with every save:',
};

/** The words that people compare, each with whom. They stand last, where a small screen still has them. */
export function wordsToCompare({ words, headWords }: Pick<History, 'words' | 'headWords'>): readonly Block[] {
  return [
    { kind: 'heading', text: 'Words to compare aloud' },
    OF_THE_FIRST,
    { kind: 'say', text: words },
    ...(headWords === undefined ? [] : [OF_THE_LAST, { kind: 'say', text: headWords } as const]),
  ];
}

/**
 * A history for whoever asked whether it can be trusted.
 *
 * @param withKeys what came of looking at the incidents
 */
export function historyBlocks(
  history: Omit<History, 'words' | 'headWords'>,
  problem: Wrong | undefined,
  withKeys: WithKeys,
): readonly Block[] {
  const { first, ofOthers, verified, commits, looked, members, recoveries, restores } = history;
  const upTo = verified === undefined ? 'nothing' : `${count(commits, 'commit')}, up to ${short(verified)}`;
  const verifiedNow =
    looked < commits ? `; ${looked === 0 ? 'none' : looked} of them new since last time` : '';
  return [
    ...(problem === undefined
      ? [{ kind: 'text', text: TRUSTED[withKeys] } as const]
      : problemBlocks(problem)),
    {
      kind: 'fields',
      rows: [
        ['First commit', first],
        ['Verified', `${upTo}${verifiedNow}`],
        ...(ofOthers === undefined ? [] : [['Last from others', ofOthers] as const]),
      ],
    },
    ...listIfAny(
      'On the team:',
      members.map(({ name, email, admin }) => `${name} <${email}>${admin ? ', admin' : ''}`),
    ),
    ...listIfAny('The recovery key was used. Does the team know of it?', recoveries.map(short)),
    ...listIfAny('An admin put everything back to how it was before:', restores.map(short)),
  ];
}

/** What there is to put back, before somebody says yes to it. */
export function restoreBlocks(
  bad: readonly { readonly commit: string; readonly meaning: string; readonly path?: string }[],
  good: string,
  todo: readonly string[],
): readonly Block[] {
  return [
    ...listIfAny('These commits cannot be trusted:', bad.map(badLine)),
    { kind: 'list', title: `What will be done, to put back what was there at ${short(good)}:`, items: todo },
  ];
}

/** As people see the ID of a commit. */
export function short(commit: string): string {
  return commit.slice(0, 12);
}

function problemBlocks({ commit, harm, path, meaning }: Wrong): readonly Block[] {
  const about = path === undefined ? '' : ` (${path})`;
  return [
    { kind: 'urgent', text: `The history cannot be trusted. Commit ${short(commit)}: ${meaning}${about}.` },
    { kind: 'list', title: 'What to do:', items: todo(harm, commit) },
  ];
}

function todo(harm: string, commit: string): readonly string[] {
  const elsewhere = 'Tell the others on the team, by another way than the server.';
  if (harm === 'another-first') {
    return [
      elsewhere,
      'Is it the right repository? Compare aloud the words below for where the history begins.',
    ];
  }
  if (harm === 'rewound') {
    return [
      elsewhere,
      `In a clone, \`git reset --keep ${short(commit)}\` brings back what was there.`,
      'On a server, `coc sync --put-back` in a clone that has it does.',
    ];
  }
  return [
    elsewhere,
    'It may be an honest mistake, such as an edit on the web page of the host.',
    'An admin can end it with `coc verify --restore`, which puts back what was there before.',
    'What comes after it was not looked at.',
  ];
}

function badLine(bad: { readonly commit: string; readonly meaning: string; readonly path?: string }): string {
  return `${short(bad.commit)}: ${bad.meaning}${bad.path === undefined ? '' : ` (${bad.path})`}`;
}
