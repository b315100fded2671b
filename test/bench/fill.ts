import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeEntryId, makeIncidentId } from '../../src/incident/id.ts';
import { order } from '../../src/incident/order.ts';
import { view } from '../../src/incident/view.ts';
import { readTemplate } from '../../src/templates.ts';
import { seal } from '../../src/vault/age/age.ts';
import type { KeyType } from '../../src/vault/age/key-type.ts';
import { pad } from '../../src/vault/age/padding.ts';
import { createRepository } from '../../src/vault/clone/create-repository.ts';
import { openRepository } from '../../src/vault/clone/repository.ts';
import { Objects } from '../../src/vault/git/objects.ts';
import { commitFiles } from '../../src/vault/git/signed-commit.ts';
import { formatIdentity, makeIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { renderBody } from '../../src/vault/record/body.ts';
import { encodeDocument } from '../../src/vault/record/document.ts';
import { signEntry } from '../../src/vault/record/entry-signature.ts';
import { writeYaml } from '../../src/yaml.ts';
import { nameOf, textOf } from './words.ts';

interface Filling {
  readonly keyType: KeyType;
  readonly incidents: number;
  readonly readers: number;
}

/** Stands in every account. */
export const SAID = 'Vexillarbrot';

/** Lays down a repository with a team and many incidents in one commit, through the same code as coc itself. */
export async function fillRepository(
  home: string,
  folder: string,
  { keyType, incidents, readers }: Filling,
): Promise<readonly string[]> {
  const env = { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1' };

  const identities = await Promise.all(Array.from({ length: readers + 1 }, () => makeIdentity(keyType)));
  const [me, recovery, ...others] = identities;
  if (me === undefined || recovery === undefined) throw new Error('identities');
  await writeIdentityFile(
    join(home, '.config/coc/identity.txt'),
    new TextEncoder().encode(formatIdentity(me)),
    publicPart(me),
  );
  const members = [me, ...others].map((identity, index) => ({
    id: `m${index}`,
    name: `Member ${index}`,
    email: `m${index}@example.org`,
    ...publicPart(identity),
    admin: index === 0,
    joined: '2026-01-01T00:00:00Z',
  }));
  const [member] = members;
  if (member === undefined) throw new Error('members');
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
  const roster = { format: 1, keyType, recovery: { ...publicPart(recovery) } };
  await createRepository(
    folder,
    {
      settings,
      roster: { ...roster, generation: 1, members: [member] },
      member,
      at: '2026-01-01T00:00:00Z',
      playbook: await readTemplate('playbooks/imgix.yaml'),
      files: {},
      invocation: ['coc'],
    },
    me.signer,
    env,
  );
  const commit = async (files: ReadonlyMap<string, Uint8Array>, subject: string): Promise<void> => {
    for (const [path, bytes] of files) await writeFile(join(folder, path), bytes);
    const objects = new Objects(folder, env);
    const by = { author: member, signer: me.signer, now: () => '2026-01-02T00:00:00Z' };
    const { commit, ids } = await commitFiles(objects, await objects.resolve('HEAD'), files, subject, by);
    await objects.stage(ids);
    await objects.setReference('refs/heads/main', commit);
  };
  const team = new TextEncoder().encode(writeYaml({ ...roster, generation: 2, members }));
  await commit(new Map([['team.yaml', team]]), 'Change the team');
  const repository = await openRepository(folder, env);
  const binding = { repository: (await repository.objects.roots('HEAD'))[0] ?? '', incident: '' };
  const recipients = [...members.map(({ recipient }) => recipient), recovery.recipient];
  const ids: string[] = [];
  const files = new Map<string, Uint8Array>();
  await mkdir(join(folder, 'incidents'));
  for (let made = 0; made < incidents; made += 1) {
    const id = makeIncidentId(randomBytes);
    const entries = [];
    const contents = [
      { kind: 'opened' },
      { kind: 'person', person: 'R1', role: 'reporter', name: nameOf(made), contact: `r${made}@example.org` },
      { kind: 'person', person: 'A1', role: 'accused', name: nameOf(-made) },
      {
        id: 'R',
        kind: 'report',
        reporter: 'R1',
        receivedAt: '2026-01-02T00:00:00Z',
        account: `${SAID} ${textOf(made, 150)}`,
      },
      { kind: 'permission', report: 'R', share: 'team' },
      { kind: 'note', text: textOf(-made, 60) },
      ...members.map((one) => ({ kind: 'grant', member: one.id })),
    ];
    for (const content of contents) {
      const { heads, seq } = order(entries);
      const stamp = {
        id: makeEntryId(randomBytes),
        at: '2026-01-02T00:00:00Z',
        by: 'm0',
        after: [...heads],
        seq: seq + 1,
      };
      entries.push(
        await signEntry(
          { ...stamp, ...content } as Parameters<typeof signEntry>[0],
          { ...binding, incident: id },
          me.signer,
        ),
      );
    }
    const text = encodeDocument(
      { format: 1, id, playbook: repository.playbookStamp, entries },
      renderBody(view(id, entries)),
    );
    files.set(`incidents/${id}.md.age`, await seal(pad(text), recipients, { keyType }));
    ids.push(id);
  }
  await commit(files, 'Fill');
  return ids;
}
