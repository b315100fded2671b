import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { places } from '../../../../src/disk/places.ts';
import { findRepository } from '../../../../src/vault/clone/find-repository.ts';
import { temporaryFolder } from '../../../places/temporary-folder.ts';

const TEAM = 'format: 1\nkeyType: hybrid\nmembers: []\n';
const COC = 'format: 1\ncommunity: Example\n';

/** Whether somebody who stands in a folder with these files is in a reports repository. */
async function isFound(files: Readonly<Record<string, string>>): Promise<boolean> {
  const home = await temporaryFolder();
  const folder = join(home, 'folder');
  await mkdir(join(folder, '.git'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const env = { HOME: home };
  const found = await findRepository(undefined, folder, env, places(env));
  return found.folder === folder;
}

describe('a folder under git', () => {
  it.each([
    ['whole', { 'team.yaml': TEAM, 'coc.yaml': COC }],
    ['without coc.yaml', { 'team.yaml': TEAM }],
    ['without team.yaml', { 'coc.yaml': COC }],
    ['with both damaged', { 'team.yaml': '<<<<<<<', 'coc.yaml': '', 'incidents/K7F392QD.md.age': '' }],
    ['that coc made, with all files away', { '.git/coc.gitconfig': '' }],
    ['written on another machine', { 'team.yaml': TEAM.replaceAll('\n', '\r\n') }],
  ])('is a reports repository %s', async (_name, files) => {
    expect(await isFound(files)).toBe(true);
  });

  it.each([
    ['the team of a football club', { 'team.yaml': 'name: Reds\nmembers:\n  - Ana\n' }],
    ['settings of an editor', { 'coc.yaml': 'suggest:\n  format: 1\n' }],
    ['a folder of incidents of a server', { 'team.yaml': '', 'incidents/2026-01.md': 'down' }],
    ['other sealed files', { 'incidents/notes.md.age': '' }],
  ])('is none with %s', async (_name, files) => {
    expect(await isFound(files)).toBe(false);
  });
});
