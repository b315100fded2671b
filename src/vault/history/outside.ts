import { UserError } from '../../errors.ts';
import type { Objects } from '../git/objects.ts';
import { sameWords, wordsOfCommit } from '../team/fingerprint.ts';
import type { Roster } from '../team/roster.ts';
import { type Harm, MEANING } from './finding.ts';
import { assertWhole, firstCommit, vanishing } from './trust.ts';
import { rosterAt, type Verified, verifyHistory } from './verify.ts';

/** What is wrong with a history as a whole, or with the first commit in it that is not as it should be. */
interface Problem {
  readonly commit: string;
  readonly harm: Harm | 'rewound' | 'another-first';
  readonly path?: string;
  /** For people; nothing in it is from a commit. */
  readonly meaning: string;
}

/** What can be told of a history without any key. */
export interface Outside {
  readonly first: string;
  readonly head: string;
  /** The last commit up to which everything is as it should be. */
  readonly verified: string | undefined;
  /** The team at that commit. */
  readonly roster: Roster | undefined;
  /** How many commits are verified, all in all. */
  readonly commits: number;
  /** How many of them were looked at now. */
  readonly looked: number;
  readonly problem?: Problem;
  /** Commits signed with the recovery key, and those by which an admin put everything back, among those looked at. */
  readonly recoveries: readonly string[];
  readonly restores: readonly string[];
}

export interface Known {
  /** The first commit that it has to be. */
  readonly first?: string;
  /** A commit up to which it was verified before. */
  readonly verified?: string;
}

export interface LookingAt {
  readonly objects: Objects;
  readonly head: string;
  readonly known: Known;
  /** From the first commit on, whatever was verified before. */
  readonly all: boolean;
  readonly notice?: (text: string) => void;
}

/**
 * Verifies a history from outside (DESIGN 7, "Trust"): goes on from what was verified before, else begins with the first
 * commit. Throws a UserError where it is not a whole history.
 */
export async function verifyFromOutside(looking: LookingAt): Promise<Outside> {
  const { objects, head, known, all } = looking;
  const roots = await objects.roots(head);
  const first =
    known.first !== undefined && roots.includes(known.first)
      ? known.first
      : (roots[0] ?? (await firstCommit(objects, head)));
  await assertWhole(objects, first);
  const nothing = { first, head, ...NOTHING };
  if (known.first !== undefined && first !== known.first)
    return { ...nothing, problem: { commit: first, harm: 'another-first', meaning: ANOTHER_FIRST } };
  if (roots.length > 1 && known.first === undefined) await firstCommit(objects, head);
  if (known.verified !== undefined && !(await objects.isAncestor(known.verified, head)))
    return { ...nothing, problem: await rewound(objects, known.verified, head) };
  const seen = await walk(looking, first, all ? undefined : known.verified);
  const before = seen.upTo === undefined ? [] : await objects.revisions(undefined, seen.upTo);
  const { upTo, roster, commits, recoveries, restores, problem } = seen;
  return {
    ...{ first, head, verified: upTo, roster, commits: before.length, looked: commits, recoveries, restores },
    ...(problem && { problem: { ...problem, meaning: MEANING[problem.harm] } }),
  };
}

/**
 * The first commit that somebody names by its full ID or its six words. Where the history has none of those words, an ID
 * that no commit has. Throws a UserError where it is neither.
 */
export async function namedFirst(objects: Objects, head: string, named: string): Promise<string> {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(named)) return named.toLowerCase();
  if (!sameWords(named, named)) {
    throw new UserError('--first takes the full ID of the first commit, or its six words in quotes.', {
      hints: ['`coc verify` prints both where somebody on the team has the repository.'],
      exitCode: 2,
    });
  }
  const roots = await objects.roots(head);
  return roots.find((root) => sameWords(named, wordsOfCommit(root))) ?? NO_COMMIT;
}

const NO_COMMIT = '0'.repeat(40);
const ANOTHER_FIRST =
  'the history begins with another commit than the one that was named: it is another repository, or was replaced';
const NOTHING = {
  ...{ verified: undefined, roster: undefined, commits: 0, looked: 0, recoveries: [], restores: [] },
} as const;

/** The first commit by itself, so that one that was merged in beside it is found to be that. */
async function walk(
  { objects, head, notice }: LookingAt,
  first: string,
  from: string | undefined,
): Promise<Verified> {
  const told = notice && { notice };
  if (from === head) {
    const roster = await rosterAt(objects, head);
    return { upTo: head, roster, commits: 0, recoveries: [], restores: [] };
  }
  if (from !== undefined) return verifyHistory({ objects, from, to: head, ...told });
  const beginning = await verifyHistory({ objects, from: undefined, to: first });
  if (beginning.problem !== undefined) return beginning;
  const rest = await verifyHistory({ objects, from: first, to: head, ...told });
  return { ...rest, commits: rest.commits + beginning.commits };
}

async function rewound(objects: Objects, verified: string, head: string): Promise<Problem> {
  const incidents = await vanishing(objects, verified, head);
  const gone =
    incidents === 0 ? '' : `: ${incidents} ${incidents === 1 ? 'incident would' : 'incidents would'} vanish`;
  return {
    commit: verified,
    harm: 'rewound',
    meaning: `commits that were verified here before are not in the history any more${gone}`,
  };
}
