import { describe, expect, it } from 'vitest';
import type { Commit } from '../../../../src/vault/git/commit.ts';
import type { Bad } from '../../../../src/vault/history/restore.ts';
import { looksLikeRestore, restoreMessage, restores } from '../../../../src/vault/history/restore.ts';
import type { Member, Roster } from '../../../../src/vault/team/roster.ts';

function member(id: string, more: Partial<Member> = {}): Member {
  const keys = { recipient: `age1${id}`, signingKey: `ssh-ed25519 ${id}` };
  return {
    id,
    name: id,
    email: `${id}@example.org`,
    ...keys,
    admin: false,
    joined: '2026-11-23T14:00:00Z',
    ...more,
  };
}

const ana = member('ana', { admin: true });
const ben = member('ben');
const cleo = member('cleo', { admin: true, left: '2026-11-24T14:00:00Z' });
const roster: Roster = {
  ...{ format: 1, keyType: 'x25519', generation: 3, recovery: 'declined' },
  members: [ana, ben, cleo],
};
const [GOOD, FORGED, AFTER] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
const good = { commit: GOOD, tree: 'the good tree', roster };
const bad: readonly Bad[] = [
  { commit: FORGED, harm: 'unsigned' },
  { commit: AFTER, harm: 'follows-bad' },
];

function commit(by: Member, more: Partial<Commit> = {}): Commit {
  const { name, email } = by;
  return {
    ...{ id: 'd'.repeat(40), tree: good.tree, parents: [AFTER], message: restoreMessage(GOOD, bad) },
    ...{ author: { name, email }, committer: { name, email }, signed: true },
    isSignedBy: (key) => key === by.signingKey,
    ...more,
  };
}

describe('a restore commit', () => {
  it('names the good commit, and every bad one with its harm, a line each', () => {
    expect(restoreMessage(GOOD, bad).split('\n')).toEqual([
      'Restore the repository',
      '',
      `coc-restores-to: ${GOOD}`,
      `coc-bad: ${FORGED} unsigned`,
      `coc-bad: ${AFTER} follows-bad`,
      '',
    ]);
  });

  it.each<readonly [string, Commit, readonly string[]]>([
    ['by an admin that names all in between', commit(ana), [FORGED, AFTER]],
    ['that names more than there are', commit(ana), [AFTER]],
    [
      'with 64 digits to each ID',
      commit(ana, { message: restoreMessage(GOOD, [{ commit: 'e'.repeat(64), harm: 'merge' }]) }),
      ['e'.repeat(64)],
    ],
  ])('%s restores', (_, made, between) => {
    expect(restores(made, good, between)).toBe(true);
    expect(looksLikeRestore(made)).toBe(true);
  });

  it.each<readonly [string, Commit]>([
    ['by a member who is no admin', commit(ben)],
    ['by an admin who has left', commit(cleo)],
    ['by an admin whom a bad commit let in', commit(member('eve', { admin: true }))],
    ['that nobody signed', commit(ana, { signed: false, isSignedBy: () => false })],
    ['that is by an admin and says it is by another', commit(ana, { author: ben })],
    ['that says another committed it', commit(ana, { committer: ben })],
    ['that leaves other files', commit(ana, { tree: 'another tree' })],
    ['that goes back to another commit', commit(ana, { message: restoreMessage(FORGED, bad) })],
    ['that names one too few', commit(ana, { message: restoreMessage(GOOD, bad.slice(1)) })],
    ['that names only the beginning of one', commit(ana, { message: shortened() })],
    ['that names none', commit(ana, { message: restoreMessage(GOOD, []) })],
    ['that says nothing of it', commit(ana, { message: 'Save\n' })],
  ])('%s does not restore', (_, made) => {
    expect(restores(made, good, [FORGED, AFTER])).toBe(false);
  });

  it.each(['', 'Save\n', 'coc-restores-to:', `About coc-restores-to: ${GOOD}\n`])(
    'is not what a commit with the message “%s” looks like',
    (message) => {
      expect(looksLikeRestore(commit(ana, { message }))).toBe(false);
    },
  );
});

function shortened(): string {
  return restoreMessage(GOOD, bad).replace(FORGED, FORGED.slice(0, 12));
}
