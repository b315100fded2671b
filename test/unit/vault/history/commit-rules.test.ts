import { bech32 } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKeys, seal } from '../../../../src/vault/age/age.ts';
import type { Commit } from '../../../../src/vault/git/commit.ts';
import type { Change } from '../../../../src/vault/git/objects.ts';
import { checkCommit, checkFirstCommit } from '../../../../src/vault/history/commit-rules.ts';
import type { Harm } from '../../../../src/vault/history/finding.ts';
import type { Member, Roster } from '../../../../src/vault/team/roster.ts';
import { writeYaml } from '../../../../src/yaml.ts';

function keys(fill: number): { readonly recipient: string; readonly signingKey: string } {
  const [type, size] = [Buffer.from('ssh-ed25519'), (value: number) => Buffer.from([0, 0, 0, value])];
  const blob = Buffer.concat([size(11), type, size(32), Buffer.alloc(32, fill)]);
  return {
    recipient: bech32.encode('age', bech32.toWords(new Uint8Array(32).fill(fill)), false),
    signingKey: `ssh-ed25519 ${blob.toString('base64')}`,
  };
}

const AT = '2026-11-23T14:00:00Z';

function member(id: string, fill: number, more: Partial<Member> = {}): Member {
  const email = `${id}@example.org`;
  return { id, name: `${id} Example`, email, ...keys(fill), admin: false, joined: AT, ...more };
}

/** Somebody with new keys, the others written down. */
function rotated(one: Member, fill: number): Member {
  const { recipient, signingKey } = one;
  return { ...one, ...keys(fill), previous: [{ recipient, signingKey, until: AT }] };
}

const ana = member('ana', 9, { admin: true });
const ben = member('ben', 11);
const gone = member('cleo', 13, { left: AT });
const eve = member('eve', 15);
const earlier = { ...keys(17), until: AT };
const dan = member('dan', 19, { previous: [earlier] });
const recovery = keys(21);
const team: Roster = {
  ...{ format: 1, keyType: 'x25519', generation: 7, sealAgainSince: 5, recovery },
  members: [ana, ben, gone, dan],
};

/** Object IDs here are names of contents. */
const contents = new Map<string, Uint8Array>();
const content = (id: string): Uint8Array => contents.get(id) ?? new Uint8Array();
const STANZA = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`;
const age = (stanzas: string, body = 'body'): Uint8Array =>
  Buffer.from(`age-encryption.org/v1\n${stanzas}--- ${'A'.repeat(43)}\n${body}`);

beforeAll(async () => {
  const { recipient } = await makeKeys('x25519');
  const sealed = await seal(Buffer.from('words'), [recipient], { keyType: 'x25519' });
  contents.set('sealed', sealed);
  contents.set('for one key', age(STANZA));
  contents.set('without a body', age(STANZA.repeat(4), ''));
  contents.set('for nobody', age(''));
  contents.set('for a passphrase', age(`-> scrypt ${'A'.repeat(22)} 18\n${'A'.repeat(43)}\n`.repeat(4)));
  contents.set('plain', Buffer.from('plain words\n'));
  contents.set('not UTF-8', Uint8Array.of(0x66, 0xff));
});

const put = (path: string, id: string, before?: string, mode = '100644'): Change => ({
  path,
  before: before === undefined ? undefined : { mode: '100644', id: before },
  after: { mode, id },
});
const remove = (path: string): Change => ({ path, before: { mode: '100644', id: 'old' }, after: undefined });

/** A change of the team, from the one above. */
function teamOf(change: Partial<Roster>): Change {
  const text = writeYaml({ ...team, generation: team.generation + 1, ...change });
  contents.set(text, Buffer.from(text));
  return put('team.yaml', text, 'old team');
}

interface Made {
  /** The signing key; undefined where it is unsigned. */
  readonly signer?: string | undefined;
  readonly author?: Pick<Member, 'name' | 'email'>;
  readonly committer?: Pick<Member, 'name' | 'email'>;
  readonly parents?: readonly string[];
}

function commit({ signer, author = ana, committer = author, parents = ['parent'] }: Made): Commit {
  const person = ({ name, email }: Pick<Member, 'name' | 'email'>) => ({ name, email });
  return {
    ...{ id: 'commit', tree: 'tree', parents, message: 'Save\n' },
    author: person(author),
    committer: person(committer),
    signed: signer !== undefined,
    isSignedBy: (key) => key === signer,
  };
}

const by = (one: Member): Made => ({ signer: one.signingKey, author: one });
const byRecovery = (one: Member): Made => ({ signer: recovery.signingKey, author: one });
const INCIDENT = 'incidents/7K3M9T2Q.md.age';
const EVIDENCE = 'evidence/01ARZ3NDEKTSV4RRFFQ69G5FAV.age';
const NOTE = 'notes/01ARZ3NDEKTSV4RRFFQ69G5FAV.age';
const incident = put(INCIDENT, 'sealed');
const newBen = rotated(ben, 23);
const others = [gone, dan];

type Row = readonly [title: string, made: Made, changes: () => readonly Change[], harm: Harm];

describe('a commit that may follow', () => {
  it.each<readonly [string, Made, () => readonly Change[]]>([
    ['a member saves a new incident', by(ben), () => [incident]],
    ['a member saves an incident again', by(ben), () => [put(INCIDENT, 'sealed', 'older')]],
    ['a member adds evidence with a key of its own', by(ben), () => [put(EVIDENCE, 'for one key')]],
    ['a member leaves a note', by(ben), () => [put(NOTE, 'sealed')]],
    ['a member changes nothing', by(ben), () => []],
    ['an admin changes the policy', by(ana), () => [put('policy/playbook.yaml', 'plain', 'older')]],
    ['an admin takes away a letter of the team', by(ana), () => [remove('policy/letters/warning.md')]],
    [
      'a member who has new keys since, with the newer one',
      by({ ...dan, previous: undefined }),
      () => [incident],
    ],
    [
      'the name as git writes it',
      { ...by(ben), author: { ...ben, name: ' ben Example.' } },
      () => [incident],
    ],
  ])('%s', (_, made, changes) => {
    expect(checkCommit({ commit: commit(made), changes: changes() }, team, content)).toEqual({
      roster: team,
      recovered: false,
    });
  });

  it.each<readonly [string, Made, Partial<Roster>, boolean]>([
    ['an admin takes somebody in', by(ana), { members: [ana, ben, ...others, eve] }, false],
    ['a member takes new keys', by(ben), { members: [ana, newBen, ...others], sealAgainSince: 8 }, false],
    [
      'the recovery key gives the admin new keys',
      byRecovery(ana),
      { members: [rotated(ana, 25), ben, ...others], sealAgainSince: 8 },
      true,
    ],
    [
      'the recovery key admits somebody in place of the admin',
      byRecovery(eve),
      { members: [{ ...ana, left: AT }, ben, ...others, { ...eve, admin: true }], sealAgainSince: 8 },
      true,
    ],
  ])('%s, and that team counts from then on', (_, made, change, recovered) => {
    const checked = checkCommit({ commit: commit(made), changes: [teamOf(change)] }, team, content);
    expect(checked).toEqual({ roster: { ...team, generation: 8, ...change }, recovered });
  });

  it('has the new team and incidents sealed to it at once', () => {
    const changes = [teamOf({ members: [ana, newBen, ...others] }), put(INCIDENT, 'sealed', 'older')];
    expect(checkCommit({ commit: commit(by(ben)), changes }, team, content)).toHaveProperty('roster');
  });
});

describe('a commit that may not follow', () => {
  it.each<Row>([
    ['has two parents', { ...by(ben), parents: ['one', 'two'] }, () => [incident], 'merge'],
    ['has no parent', { ...by(ben), parents: [] }, () => [incident], 'merge'],
    ['is not signed', { author: ben }, () => [incident], 'unsigned'],
    ['is signed by a stranger', by(eve), () => [incident], 'stranger'],
    [
      'is signed by somebody who let herself in',
      by(eve),
      () => [teamOf({ members: [ana, eve] })],
      'stranger',
    ],
    ['is signed by somebody who has left', by(gone), () => [incident], 'left'],
    [
      'is signed with keys that others took the place of',
      { ...by(dan), signer: earlier.signingKey },
      () => [incident],
      'left',
    ],
    ['names another author', { ...by(ben), author: ana, committer: ben }, () => [incident], 'other-author'],
    ['names another committer', { ...by(ben), committer: ana }, () => [incident], 'other-author'],
    [
      'names the author by another name',
      { ...by(ben), author: { ...ben, name: ana.name } },
      () => [incident],
      'other-author',
    ],
    [
      'names the author with the address of another',
      { ...by(ben), author: { name: ben.name, email: ana.email } },
      () => [incident],
      'other-author',
    ],
    [
      'is signed with the recovery key as somebody who is not admitted',
      byRecovery(ben),
      () => [teamOf({ members: [rotated(ana, 25), ben, ...others] })],
      'other-author',
    ],
  ])('%s', (_, made, changes, harm) => {
    const checked = checkCommit({ commit: commit(made), changes: changes() }, team, content);
    expect(checked).toEqual({ commit: 'commit', harm });
  });

  it.each<Row>([
    ['takes the team away', by(ana), () => [remove('team.yaml')], 'team-unreadable'],
    ['leaves a team that is no YAML for one', by(ana), () => [put('team.yaml', 'plain')], 'team-unreadable'],
    ['leaves a team that is not UTF-8', by(ana), () => [put('team.yaml', 'not UTF-8')], 'team-unreadable'],
    [
      'leaves a team with a key twice',
      by(ana),
      () => [teamOf({ members: [ana, { ...ben, ...keys(9) }] })],
      'team-unreadable',
    ],
    ['has a team that is not newer', by(ana), () => [teamOf({ generation: 7 })], 'team-older'],
    ['drops somebody', by(ana), () => [teamOf({ members: [ana, gone, dan] })], 'team-rewritten'],
    ['drops the recovery key', by(ana), () => [teamOf({ recovery: 'declined' })], 'team-rewritten'],
    [
      'has a key nobody can seal to',
      by(ana),
      () => [teamOf({ members: [ana, ben, ...others, { ...eve, recipient: keys(0).recipient }] })],
      'team-unusable',
    ],
    [
      'leaves nobody who is an admin',
      by(ana),
      () => [teamOf({ members: [{ ...ana, admin: false }, ben, ...others] })],
      'team-unusable',
    ],
    ['is of a newer coc', by(ana), () => [teamOf({ format: 2 })], 'newer-format'],
    [
      'makes a member an admin',
      by(ben),
      () => [teamOf({ members: [ana, { ...ben, admin: true }, ...others] })],
      'not-admin',
    ],
    [
      'admits a second admin with the recovery key',
      byRecovery(ana),
      () => [teamOf({ members: [rotated(ana, 25), { ...ben, admin: true }, ...others] })],
      'recovery-misused',
    ],
    [
      'leaves the admin the same keys, with the recovery key',
      byRecovery(ana),
      () => [teamOf({})],
      'recovery-misused',
    ],
  ])('%s', (_, made, changes, harm) => {
    const checked = checkCommit({ commit: commit(made), changes: changes() }, team, content);
    expect(checked).toEqual({ commit: 'commit', harm, path: 'team.yaml' });
  });

  it.each<readonly [string, Partial<Roster> | undefined]>([
    ['no change of the team', undefined],
    ['nobody as an admin', { members: [{ ...ana, admin: false }, ben, ...others] }],
  ])('is signed with the recovery key and has %s', (_, change) => {
    const changes = change === undefined ? [incident] : [teamOf(change)];
    const checked = checkCommit({ commit: commit(byRecovery(ana)), changes }, team, content);
    expect(checked).toEqual({ commit: 'commit', harm: 'recovery-misused' });
  });

  it.each<Row>([
    ['a member changes the policy', by(ben), () => [put('policy/playbook.yaml', 'plain')], 'not-admin'],
    ['a member adds a file that all can read', by(ben), () => [put('README.md', 'plain')], 'not-admin'],
    ['a member takes away an incident', by(ben), () => [remove(INCIDENT)], 'gone'],
    ['an admin takes away an incident', by(ana), () => [remove(INCIDENT)], 'gone'],
    ['an admin takes away evidence', by(ana), () => [remove(EVIDENCE)], 'gone'],
    ['an admin takes away a note', by(ana), () => [remove(NOTE)], 'gone'],
    ['an admin takes away the settings', by(ana), () => [remove('coc.yaml')], 'gone'],
    ['an admin takes away the playbook', by(ana), () => [remove('policy/playbook.yaml')], 'gone'],
    ['a member takes away a letter', by(ben), () => [remove('policy/letters/warning.md')], 'gone'],
    ['evidence changes', by(ben), () => [put(EVIDENCE, 'for one key', 'older')], 'evidence-changed'],
    ['a note changes', by(ben), () => [put(NOTE, 'sealed', 'older')], 'evidence-changed'],
    ['an incident in plain words', by(ben), () => [put(INCIDENT, 'plain')], 'not-sealed'],
    ['an empty incident', by(ben), () => [put(INCIDENT, 'empty')], 'not-sealed'],
    ['an incident for one key alone', by(ben), () => [put(INCIDENT, 'for one key')], 'not-sealed'],
    ['a note for one key alone', by(ben), () => [put(NOTE, 'for one key')], 'not-sealed'],
    ['an incident without a body', by(ben), () => [put(INCIDENT, 'without a body')], 'not-sealed'],
    ['an incident for nobody', by(ben), () => [put(INCIDENT, 'for nobody')], 'not-sealed'],
    ['an incident for a passphrase', by(ben), () => [put(INCIDENT, 'for a passphrase')], 'not-sealed'],
    ['evidence in plain words', by(ben), () => [put(EVIDENCE, 'plain')], 'not-sealed'],
    [
      'a link in place of an incident',
      by(ben),
      () => [put(INCIDENT, 'sealed', 'old', '120000')],
      'strange-file',
    ],
    ['a program among the notes', by(ben), () => [put(NOTE, 'sealed', undefined, '100755')], 'strange-file'],
    ['another repository', by(ana), () => [put('other', 'plain', undefined, '160000')], 'strange-file'],
    ['a file in the place of the incidents', by(ana), () => [put('incidents', 'plain')], 'strange-file'],
    ['a name of no incident', by(ben), () => [put('incidents/notes.txt', 'sealed')], 'strange-file'],
    ['evidence in a folder below', by(ben), () => [put('evidence/a/B.age', 'sealed')], 'strange-file'],
    [
      'a link in place of the team',
      by(ana),
      () => [{ ...teamOf({}), after: { mode: '120000', id: teamOf({}).after?.id ?? '' } }],
      'strange-file',
    ],
    [
      'an incident, and the recovery key signs it with the team',
      byRecovery(ana),
      () => [incident, teamOf({ members: [rotated(ana, 25), ben, ...others] })],
      'recovery-misused',
    ],
  ])('%s', (_, made, changes, harm) => {
    const [strange, ...rest] = changes();
    const checked = checkCommit(
      { commit: commit(made), changes: [...rest, incident, ...(strange ? [strange] : [])] },
      team,
      content,
    );
    expect(checked).toEqual({ commit: 'commit', harm, path: strange?.path });
  });
});

describe('a first commit', () => {
  const founded = (members: readonly Member[] = [ana]): Change => ({
    ...teamOf({ generation: 1, sealAgainSince: undefined, members: [...members] }),
    before: undefined,
  });
  const settings = put('coc.yaml', 'plain');
  const first = (made: Made, changes: readonly Change[]) =>
    checkFirstCommit({ commit: commit({ parents: [], ...made }), changes }, content);

  it('begins a repository with its only member, who is an admin', () => {
    expect(first(by(ana), [settings, founded()])).toHaveProperty('roster.members', [ana]);
  });

  it.each<Row>([
    ['there is no team', by(ana), () => [settings], 'team-unreadable'],
    ['the team cannot be read', by(ana), () => [put('team.yaml', 'plain')], 'team-unreadable'],
    ['there are two', by(ana), () => [founded([ana, ben])], 'team-rewritten'],
    ['there is no admin', by(ben), () => [founded([ben])], 'team-rewritten'],
    ['it is not signed', { author: ana }, () => [founded()], 'unsigned'],
    ['somebody else signed it', by(eve), () => [founded()], 'stranger'],
    ['the recovery key signed it', byRecovery(ana), () => [founded()], 'stranger'],
    ['it says that it is by somebody else', { ...by(ana), author: ben }, () => [founded()], 'other-author'],
  ])('is none where %s', (_, made, changes, harm) => {
    expect(first(made, changes())).toEqual({ commit: 'commit', harm });
  });

  it.each<readonly [string, Change]>([
    ['an incident already', incident],
    ['evidence already', put(EVIDENCE, 'for one key')],
    ['a program', put('run.sh', 'plain', undefined, '100755')],
  ])('is none where there is %s', (_, strange) => {
    const found = { commit: 'commit', harm: 'strange-file', path: strange.path };
    expect(first(by(ana), [founded(), strange])).toEqual(found);
  });
});
