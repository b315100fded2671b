import { SUBJECT } from '../format/subjects.ts';
import type { Commit } from '../git/commit.ts';
import { currentMembers, type Roster } from '../team/roster.ts';
import type { Finding, Harm } from './finding.ts';

/** A commit that coc does not take, and what is wrong with it. */
export type Bad = Pick<Finding, 'commit' | 'harm'>;

const TO = 'coc-restores-to:';
const BAD = 'coc-bad:';

/**
 * The message of a restore commit (DESIGN 7): it puts everything back to how it was at a good commit, and names every
 * commit since, with its harm.
 */
export function restoreMessage(good: string, bad: readonly Bad[]): string {
  const lines = bad.map(({ commit, harm }) => `${BAD} ${commit} ${harm}`);
  return [SUBJECT.restore, '', `${TO} ${good}`, ...lines, ''].join('\n');
}

/**
 * Whether a commit restores the repository to a good one: an admin of the team at that one signed it, it leaves the very
 * same files, and it names every commit in between.
 *
 * @param between every commit that it goes back to and the good one does not
 */
export function restores(
  commit: Commit,
  good: { readonly commit: string; readonly tree: string; readonly roster: Roster },
  between: readonly string[],
): boolean {
  const admin = currentMembers(good.roster).find(
    (member) => member.admin && commit.isSignedBy(member.signingKey),
  );
  if (admin === undefined || commit.tree !== good.tree || commit.parents.length !== 1) return false;
  if (commit.author.email !== admin.email || commit.committer.email !== admin.email) return false;
  const named = read(commit.message);
  return named.to === good.commit && between.every((id) => named.bad.has(id));
}

/** What stands in the message of every restore commit. */
export const RESTORE_MARK = TO;

/** Whether a message is that of a restore commit, so that it is worth looking closer. */
export function looksLikeRestore({ message }: Commit): boolean {
  return message.includes(`\n${TO} `);
}

/** The commit to which a restore commit says that it puts everything back. */
export function restoredTo({ message }: Commit): string | undefined {
  return read(message).to;
}

function read(message: string): { readonly to: string | undefined; readonly bad: ReadonlyMap<string, Harm> } {
  const lines = message.split('\n');
  const bad = lines.flatMap((line) => {
    const [, id, harm] = new RegExp(`^${BAD} ([0-9a-f]{40,64}) ([a-z-]+)$`).exec(line) ?? [];
    return id === undefined ? [] : [[id, harm as Harm] as const];
  });
  const to = lines.find((line) => line.startsWith(`${TO} `))?.slice(TO.length + 1);
  return { to, bad: new Map(bad) };
}
