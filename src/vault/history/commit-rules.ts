import { NewerCoc, UserError } from '../../errors.ts';
import { readHeader } from '../age/age-header.ts';
import { folderOfSealed, incidentAt, isSealedName, NOTES, ROSTER } from '../format/layout.ts';
import { type Commit, plainName } from '../git/commit.ts';
import type { Change } from '../git/objects.ts';
import type { Member, Roster } from '../team/roster.ts';
import { readRoster } from '../team/roster-file.ts';
import type { Finding, Harm } from './finding.ts';
import { areUsable, checkRosterChange, type Signatory } from './roster-rules.ts';

/** A commit and what it changed. */
export interface Step {
  readonly commit: Commit;
  readonly changes: readonly Change[];
}

/** The content of an object by its ID. */
export type Content = (id: string) => Uint8Array;

/** The only kind of file that belongs into a reports repository; no links, no programs, no other repositories. */
const ORDINARY = '100644';

/**
 * Whether a commit may follow the one before it, as far as can be told without any key (DESIGN 7): signer, author and
 * committer are one member of the roster before it; only an admin changes team, policy and settings; nothing is gone;
 * only age files stand where age files belong, and none of them was there before. Returns the roster after it, or what is
 * wrong.
 *
 * @param had whether the history had a sealed content before this commit
 */
export function checkCommit(
  { commit, changes }: Step,
  before: Roster,
  content: Content,
  had: (id: string) => boolean = () => false,
): { readonly roster: Roster; readonly recovered: boolean } | Finding {
  const found = (harm: Harm, path?: string): Finding => ({
    commit: commit.id,
    harm,
    ...(path !== undefined && { path }),
  });
  if (commit.parents.length !== 1) return found('merge');
  const by = signatoryOf(commit, before);
  if (typeof by === 'string' && by !== 'recovery') return found(by);
  const roster = rosterAfter(changes, before, content);
  if (typeof roster === 'string') return found(roster, ROSTER);
  const author = by === 'recovery' ? admitted(before, roster) : by.member;
  if (author === undefined) return found('recovery-misused');
  if (!isBy(commit, author)) return found('other-author');
  const rewritten = roster === before ? undefined : checkRosterChange(before, roster, by);
  if (rewritten !== undefined) return found(rewritten, ROSTER);
  const came = new Set<string>();
  const isOld = (id: string): boolean => had(id) || came.has(id);
  for (const change of changes) {
    if (change.path === ROSTER && change.after?.mode === ORDINARY) continue;
    const harm =
      by === 'recovery' && change.path !== ROSTER
        ? 'recovery-misused'
        : harmOf(change, author, content, isOld);
    if (harm !== undefined) return found(harm, change.path);
    if (change.after !== undefined) came.add(change.after.id);
  }
  return { roster, recovered: by === 'recovery' };
}

/** A team begins with this; from there on it rises by each change. */
const FIRST_GENERATION = 1;

/** Whether a first commit is one that a reports repository begins with: signed by its only member, who is an admin. */
export function checkFirstCommit(
  { commit, changes }: Step,
  content: Content,
): { readonly roster: Roster } | Finding {
  const found = (harm: Harm): Finding => ({ commit: commit.id, harm });
  const roster = rosterAfter(changes, undefined, content);
  if (typeof roster === 'string') return found(roster);
  const [founder, ...others] = roster.members;
  if (founder === undefined || others.length > 0 || !founder.admin) return found('team-rewritten');
  if (founder.left !== undefined || roster.generation > FIRST_GENERATION || !areUsable(roster))
    return found('team-unusable');
  if (!commit.signed) return found('unsigned');
  if (!commit.isSignedBy(founder.signingKey)) return found('stranger');
  if (!isBy(commit, founder)) return found('other-author');
  const strange = changes.find(
    ({ path, after }) => after?.mode !== ORDINARY || folderOfSealed(path) !== undefined,
  );
  return strange === undefined ? { roster } : { ...found('strange-file'), path: strange.path };
}

function signatoryOf(commit: Commit, roster: Roster): Signatory | Harm {
  if (!commit.signed) return 'unsigned';
  const member = roster.members.find(
    ({ signingKey, left }) => left === undefined && commit.isSignedBy(signingKey),
  );
  if (member !== undefined) return { member };
  const { recovery } = roster;
  if (typeof recovery !== 'string' && commit.isSignedBy(recovery.signingKey)) return 'recovery';
  const known = roster.members.flatMap((one) => [one, ...(one.previous ?? [])]);
  return known.some(({ signingKey }) => commit.isSignedBy(signingKey)) ? 'left' : 'stranger';
}

/** The roster that a commit leaves, or why it cannot be read. */
function rosterAfter(
  changes: readonly Change[],
  before: Roster | undefined,
  content: Content,
): Roster | Harm {
  const change = changes.find(({ path }) => path === ROSTER);
  if (change === undefined) return before ?? 'team-unreadable';
  if (change.after === undefined) return 'team-unreadable';
  try {
    return readRoster(new TextDecoder('utf-8', { fatal: true }).decode(content(change.after.id)));
  } catch (error) {
    if (error instanceof NewerCoc) return 'newer-format';
    if (error instanceof UserError || error instanceof TypeError) return 'team-unreadable';
    throw error;
  }
}

/** Whose commit it is when the recovery key signs it: the one admin who is there afterwards. */
function admitted(before: Roster, after: Roster): Member | undefined {
  return before === after ? undefined : after.members.find(({ admin, left }) => admin && left === undefined);
}

function isBy({ author, committer }: Commit, { name, email }: Member): boolean {
  return [author, committer].every((one) => one.email === email && plainName(one.name) === plainName(name));
}

function harmOf(
  { path, before, after }: Change,
  by: Member,
  content: Content,
  isOld: (id: string) => boolean,
): Harm | undefined {
  const folder = folderOfSealed(path);
  if (after === undefined) return folder === undefined && by.admin && !isNeeded(path) ? undefined : 'gone';
  if (after.mode !== ORDINARY) return 'strange-file';
  // Of the roster, the rules for the roster say who may change what.
  if (path === ROSTER) return undefined;
  if (folder === undefined) return by.admin ? undefined : 'not-admin';
  if (!isSealedName(path)) return 'strange-file';
  if (before !== undefined && incidentAt(path) === undefined) return 'evidence-changed';
  if (after.id !== before?.id && isOld(after.id)) return 'put-back';
  if (folder === NOTES || incidentAt(path) !== undefined)
    return isSealed(content(after.id)) ? undefined : 'not-sealed';
  return isAge(content(after.id)) ? undefined : 'not-sealed';
}

/** Without these a reports repository cannot be opened. */
function isNeeded(path: string): boolean {
  return [ROSTER, 'coc.yaml', 'policy/playbook.yaml'].includes(path);
}

/** Sealed as coc seals: to a number of keys that tells little of the number of readers. */
function isSealed(bytes: Uint8Array): boolean {
  return isAge(bytes) && readHeader(bytes).stanzas.length % 4 === 0;
}

function isAge(bytes: Uint8Array): boolean {
  try {
    const { stanzas, size } = readHeader(bytes);
    return stanzas.length > 0 && stanzas.every(({ args }) => args[0] !== 'scrypt') && bytes.length > size;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
