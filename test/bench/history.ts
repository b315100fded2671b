import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seal } from '../../src/vault/age/age.ts';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import { armorSshsig, signSshsig } from '../../src/vault/keys/sshsig.ts';

/** Puts so many signed commits behind the last one, each of which seals the same incident once more. */
export async function lengthenHistory(home: string, folder: string, commits: number): Promise<void> {
  const env = { HOME: home, PATH: process.env.PATH };
  const git = (args: readonly string[], input?: string | Uint8Array): string =>
    execFileSync('git', args, { cwd: folder, env, input, encoding: 'utf8' }).trim();
  const { recipient, signer } = await parseIdentity(
    await readFile(join(home, '.config/coc/identity.txt'), 'utf8'),
  );
  const scratch = await mkdtemp(join(home, 'commits-'));
  const blobFiles = Array.from({ length: commits }, (_, made) => join(scratch, `blob-${made}`));
  // No sealed content comes twice; another one each time, for what it costs to look at.
  const sealed = await seal(new TextEncoder().encode('one'), [recipient], { keyType: 'hybrid' });
  for (const file of blobFiles) await writeFile(file, Buffer.concat([sealed, randomBytes(16)]));
  const blobs = git(['hash-object', '-w', '--stdin-paths'], `${blobFiles.join('\n')}\n`).split('\n');
  const treesOf = (rows: readonly string[]): readonly string[] =>
    git(['mktree', '--batch'], rows.map((row) => `${row}\n`).join('\n')).split('\n');
  const incidents = treesOf(blobs.map((blob) => `100644 blob ${blob}\tK7F392QD.md.age`));
  const rest = git(['ls-tree', 'HEAD']);
  const trees = treesOf(incidents.map((tree) => `${rest}\n040000 tree ${tree}\tincidents`));
  const files: string[] = [];
  let parent = git(['rev-parse', 'HEAD']);
  for (let made = 0; made < commits; made += 1) {
    const who = `Ana <ana@example.org> ${1_795_000_000 + made} +0000`;
    const head = `tree ${trees[made]}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n`;
    const message = '\nAdd to the reports\n';
    const signature = await signSshsig(signer, 'git', Buffer.from(head + message));
    const armored = armorSshsig(signer.publicKey, 'git', signature).trimEnd().replaceAll('\n', '\n ');
    const commit = `${head}gpgsig ${armored}\n${message}`;
    parent = createHash('sha1')
      .update(`commit ${Buffer.byteLength(commit)}\0${commit}`)
      .digest('hex');
    files.push(join(scratch, String(made)));
    await writeFile(join(scratch, String(made)), commit);
  }
  git(['hash-object', '-t', 'commit', '-w', '--stdin-paths'], `${files.join('\n')}\n`);
  await rm(scratch, { recursive: true });
  git(['reset', '--quiet', '--hard', parent]);
}
