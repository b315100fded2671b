import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NewEntry } from '../../src/incident/entry.ts';
import { makeEntryId, makeIncidentId } from '../../src/incident/id.ts';
import { readHeader } from '../../src/vault/age/age-header.ts';
import type { KeyType } from '../../src/vault/age/key-type.ts';
import { createRepository } from '../../src/vault/clone/create-repository.ts';
import { openRepository } from '../../src/vault/clone/repository.ts';
import { pin, standingOf } from '../../src/vault/history/trust.ts';
import { makeIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { memberWithKeys } from '../../src/vault/team/membership.ts';
import type { Roster } from '../../src/vault/team/roster.ts';
import { Vault, type VaultFacts } from '../../src/vault/vault.ts';
import { emptyHome } from '../places/empty-home.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';

const newId = (): string => makeEntryId(randomBytes);
const incidentId = (): string => makeIncidentId(randomBytes);
const MARK = 'MARKER-xyzzy';

const report = (account = MARK): NewEntry[] => [
  { id: newId(), content: { kind: 'opened' } },
  { id: newId(), content: { kind: 'person', person: 'R1', role: 'reporter', name: 'Zoë' } },
  {
    id: newId(),
    content: { kind: 'report', reporter: 'R1', receivedAt: '2026-11-23T14:00:00+01:00', account },
  },
];

async function setUp(keyType: KeyType = 'x25519') {
  const home = await temporaryFolder();
  const env = emptyHome(home);
  const folder = join(home, 'reports');
  const [identity, recovery] = [await makeIdentity(keyType), await makeIdentity(keyType)];
  const member = {
    id: 'ana',
    name: 'Ana',
    email: 'ana@example.org',
    ...publicPart(identity),
    admin: true,
    joined: '2026-11-23T14:00:00Z',
  };
  const roster: Roster = {
    format: 1,
    keyType,
    generation: 1,
    members: [member],
    recovery: { ...publicPart(recovery) },
  };
  const settings = {
    format: 1,
    community: 'Example',
    contact: 'x',
    policy: 'y',
    appeals: null,
    emergency: [],
    feedback: [],
    systems: [],
  };
  await createRepository(
    folder,
    {
      settings,
      roster,
      member,
      at: '2026-11-23T14:00:00Z',
      playbook: 'name: test\nversion: 1\nformat: 1\n',
      files: {},
      invocation: ['coc'],
    },
    identity.signer,
    env,
  );
  const repository = await openRepository(folder, env);
  const standing = await standingOf(repository.objects, member.signingKey, () => undefined);
  const facts: VaultFacts = {
    repository,
    me: member,
    memberIn: async (roster) => memberWithKeys(roster, member),
    standing,
    env,
    invocation: ['coc'],
    notShared: () => undefined,
    writtenByNewer: async () => undefined,
    unlock: async () => identity,
    now: () => '2026-11-23T15:00:00+01:00',
    notice: () => undefined,
    news: () => undefined,
  };
  const vault = new Vault(facts);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  return { vault, facts, folder, git, env, identity, recovery, repository };
}

describe.concurrent('the vault', () => {
  it.each<KeyType>(['hybrid', 'x25519'])(
    'saves an incident, sealed, signed and committed, and reads it back (%s)',
    async (keyType) => {
      const { vault, folder, git } = await setUp(keyType);
      const id = incidentId();
      const { commit } = await vault.create(id, report());
      expect((await vault.read(id)).view).toMatchObject({
        readers: ['ana'],
        reports: [{ account: MARK }],
        people: [{ name: 'Zoë' }],
      });
      expect(git('rev-parse', 'HEAD').trim()).toBe(commit);
      for (const each of git('rev-list', 'HEAD').trim().split('\n')) git('verify-commit', each);
      expect(git('log', '--format=%s', '-1').trim()).toBe('Add to the reports');
      expect(git('status', '--porcelain')).toBe('');
      const file = await readFile(join(folder, `incidents/${id}.md.age`));
      expect(readHeader(file).stanzas).toHaveLength(4);
      expect(file.includes(MARK)).toBe(false);
    },
  );

  it('adds entries behind the ones that are there, and keeps those byte for byte', async () => {
    const { vault } = await setUp();
    const id = incidentId();
    await vault.create(id, report());
    const before = (await vault.read(id)).document.entries;
    await vault.append(id, () => [{ id: newId(), content: { kind: 'note', text: '\u202e---js\r\n' } }]);
    const after = (await vault.read(id)).document.entries;
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ kind: 'note', text: '\u202e---js\r\n', seq: before.length + 1 });
  });

  it('is sealed to the recovery key as well', async () => {
    const { vault, recovery, folder } = await setUp();
    const { open } = await import('../../src/vault/age/age.ts');
    const id = incidentId();
    await vault.create(id, report());
    const plaintext = await open(await readFile(join(folder, `incidents/${id}.md.age`)), recovery);
    expect(plaintext).toHaveLength(4096);
    expect(new TextDecoder().decode(plaintext)).toContain(MARK);
  });

  it('lists what it can open, and names what is damaged, swapped, foreign, empty or missing', async () => {
    const { vault, folder } = await setUp();
    const ids = [incidentId(), incidentId(), incidentId(), incidentId(), incidentId()];
    for (const id of ids) await vault.create(id, report());
    const path = (id = ''): string => join(folder, `incidents/${id}.md.age`);
    const [whole, cut, swapped, empty, missing] = ids;
    await truncate(path(cut), 3000);
    await copyFile(path(whole), path(swapped));
    await writeFile(path(empty), '');
    await rm(path(missing));
    await writeFile(join(folder, 'incidents/notes.txt'), 'hello');
    const listing = await vault.list();
    expect(listing.incidents.map(({ view }) => view.id)).toEqual([whole]);
    expect(
      Object.fromEntries(listing.damaged.map(({ path: where, why }) => [where.slice(10, 18), why])),
    ).toEqual({
      [cut ?? '']: expect.stringContaining('damaged'),
      [swapped ?? '']: expect.stringContaining('another incident'),
      [empty ?? '']: expect.stringContaining('empty'),
      [missing ?? '']: expect.stringContaining('missing'),
      'notes.tx': expect.stringContaining('not an incident file'),
    });
  });

  it('counts what is not shared, and does not open it', async () => {
    const { vault, facts } = await setUp();
    await vault.create(incidentId(), report());
    const stranger = await makeIdentity('x25519');
    const other = new Vault({
      ...facts,
      unlock: async () => stranger,
    });
    expect(await other.list()).toMatchObject({ incidents: [], notShared: 1, damaged: [] });
  });

  it('saves both of two that write at once', async () => {
    const { vault, git } = await setUp();
    const ids = [incidentId(), incidentId(), incidentId(), incidentId()];
    await Promise.all(ids.map((id) => vault.create(id, report())));
    expect((await vault.list()).incidents).toHaveLength(4);
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('5');
    expect(git('log', '--merges', '--oneline')).toBe('');
  });

  it('finishes a save that was killed before its commit, and clears the locks of git', async () => {
    const { vault, git, folder, repository } = await setUp();
    const id = incidentId();
    await vault.create(id, report());
    git('reset', '--soft', 'HEAD~1');
    git('reset', '-q');
    const first = git('rev-parse', 'HEAD').trim();
    await pin(repository.objects, first, first);
    await writeFile(join(folder, '.git/coc-committing'), '');
    await writeFile(join(folder, '.git/index.lock'), '');
    await writeFile(join(folder, 'incidents/.K7F392QD.md.age.0123456789ab.coc-tmp'), 'half');
    // Who only looks whether there is something to put back leaves it for whoever saves next.
    expect(await vault.restorable()).toMatchObject({ here: undefined });
    await vault.create(incidentId(), report());
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('3');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('seals to nobody where team.yaml was changed by another hand', async () => {
    const { vault, git, folder } = await setUp();
    const attacker = publicPart(await makeIdentity('x25519'));
    const text = await readFile(join(folder, 'team.yaml'), 'utf8');
    const changed = text.replace(
      /recovery:\n {2}recipient: \S+/,
      `recovery:\n  recipient: ${attacker.recipient}`,
    );
    expect(changed).not.toBe(text);
    await writeFile(join(folder, 'team.yaml'), changed);
    await expect(vault.create(incidentId(), report())).rejects.toThrow('team.yaml was changed');
    git('-c', 'commit.gpgsign=false', 'commit', '-qam', 'sneak in a key');
    await expect(vault.create(incidentId(), report())).rejects.toThrow('carries no signature of a member');
  });

  it('leaves nothing behind: no plaintext, no socket, no temporary file', async () => {
    const { vault, folder } = await setUp();
    await vault.create(incidentId(), report());
    const found = execFileSync(
      'sh',
      [
        '-c',
        `grep -rl ${MARK} "$1" || true; find "$1" -name '*tmp*' -o -name 'coc.lock' -o -type s`,
        'sh',
        folder,
      ],
      { encoding: 'utf8' },
    );
    expect(found).toBe('');
  });
});
