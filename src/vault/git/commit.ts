import { readCommitSignature } from './commit-signature.ts';

/** A commit object taken apart. */
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
  /** Whether this key signed it: an SSH signature over exactly the rest of the object. */
  readonly isSignedBy: (publicKey: string) => boolean;
  /** Whether it carries an SSH signature of any key. */
  readonly signed: boolean;
}

interface Person {
  readonly name: string;
  readonly email: string;
}

const NOBODY: Person = { name: '', email: '' };

/** Takes a raw commit object apart. What it does not have is empty. */
export function parseCommit(
  id: string,
  bytes: Uint8Array,
  verify: (publicKey: string, payload: Uint8Array, signature: Uint8Array) => boolean,
): Commit {
  const text = Buffer.from(bytes).toString('utf8');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const lines = head.split('\n');
  const all = (field: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${field} `) ? [line.slice(field.length + 1)] : []));
  const signature = readCommitSignature(bytes);
  return {
    id,
    ...placeIn(lines),
    author: person(all('author')),
    committer: person(all('committer')),
    message: end < 0 ? '' : text.slice(end + 2),
    signed: signature !== undefined,
    isSignedBy: (publicKey) =>
      signature !== undefined && verify(publicKey, signature.payload, signature.signature),
  };
}

/** git leaves these out of names and addresses: some at the ends, some everywhere. */
export function plainName(name: string): string {
  const kept = name.replace(/[\n<>]/g, '');
  const isLeftOut = (at: number): boolean => /[\s.,:;"'\\]/.test(kept.charAt(at));
  let [begin, end] = [0, kept.length];
  while (begin < end && isLeftOut(begin)) begin += 1;
  // Not by a pattern, whose time would grow with the square of a run of blanks inside.
  while (end > begin && isLeftOut(end - 1)) end -= 1;
  return kept.slice(begin, end);
}

/**
 * The tree and the parents as git sees them: the tree in the first line, the parents right behind it. Such a line anywhere
 * else is none to git, and must be none here: a commit that goes on from another one in the eyes of coc alone would cut the
 * history off for everybody.
 */
function placeIn([first = '', ...rest]: readonly string[]): Pick<Commit, 'tree' | 'parents'> {
  const idIn = (line: string, field: string): string | undefined =>
    new RegExp(`^${field} ([0-9a-f]{40})$`).exec(line)?.[1];
  const parents = rest.map((line) => idIn(line, 'parent'));
  const end = parents.indexOf(undefined);
  return {
    tree: idIn(first, 'tree') ?? '',
    parents: (end < 0 ? parents : parents.slice(0, end)).filter((id) => id !== undefined),
  };
}

/** When a commit was made, by the clock of its author and so no proof of anything; ISO 8601, undefined where it does not say. */
export function authoredAt(bytes: Uint8Array): string | undefined {
  const [, seconds] = /^author .*> (\d{1,11}) [+-]\d{4}$/m.exec(Buffer.from(bytes).toString('utf8')) ?? [];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000).toISOString();
}

/** Two authors in one commit are nobody: whoever reads it could not tell which one counts. */
function person([line, ...others]: readonly string[]): Person {
  const [, name = '', email = ''] = /^(.*?) ?<([^<>]*)> \d+ [+-]\d{4}$/.exec(line ?? '') ?? [];
  return others.length > 0 ? NOBODY : { name, email };
}
