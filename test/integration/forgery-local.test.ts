import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Attacker, Forge, keepsOut, LATER, said, stranger, withoutHooks } from './attacker.ts';
import { entryFor, type ForgeryTeam, forgeryTeam, teamWith } from './forgery-team.ts';
import { answer, coc, drafts, FEW, git, json, type Place } from './run.ts';

/** Something else than coc worked in the folder of the victim: a slip with git, or somebody at the machine. */
let team: ForgeryTeam;
let mallory: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  mallory = await stranger();
}, 180_000);

type Tamper = (place: Place, server: Forge) => Promise<unknown> | unknown;

const unsigned = ['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '--message', 'x'];

const TAMPERED: Readonly<Record<string, readonly [RegExp, Tamper]>> = {
  'moved back': [/moved back or changed/, (place) => git(place, 'reset', '--quiet', '--hard', 'HEAD^')],
  'moved back to its beginning': [
    /2 incidents would vanish/,
    (place) =>
      git(place, 'reset', '--quiet', '--hard', git(place, 'rev-list', '--max-parents=0', 'HEAD').trim()),
  ],
  amended: [/moved back or changed/, (place) => git(place, ...unsigned, '--amend', '--allow-empty')],
  'gone on in by hand': [
    /carries no signature/,
    async (place) => {
      await appendFile(join(place.repo, 'README.md'), 'x\n');
      git(place, ...unsigned, '--all');
    },
  ],
  'given another key by hand': [
    /carries no signature/,
    async (place, server) => {
      await writeFile(join(place.repo, 'team.yaml'), withMallory(server));
      git(place, ...unsigned, '--all');
    },
  ],
  'merged into': [
    /merges two histories|carries no signature/,
    (place) => {
      git(place, 'checkout', '--quiet', '-b', 'side', 'HEAD^');
      git(place, ...unsigned, '--allow-empty');
      git(place, 'checkout', '--quiet', 'main');
      git(
        place,
        '-c',
        'commit.gpgsign=false',
        '-c',
        'merge.ff=false',
        'merge',
        '--quiet',
        '--no-ff',
        '--no-verify',
        '--no-edit',
        'side',
      );
    },
  ],
  'given another key, not committed': [
    /team.yaml was changed and not by coc/,
    async (place, server) => writeFile(join(place.repo, 'team.yaml'), withMallory(server)),
  ],
};

function withMallory(server: Forge): string {
  return teamWith(server, 'members:\n', `members:\n${entryFor(mallory, { admin: true })}`);
}

/** The git command of the last hint that has one, as a person would type it. */
function commandIn(stderr: string): readonly string[] {
  const commands = [...stderr.matchAll(/`git ((?:reset --keep|checkout -- )[^`]*)`/g)];
  return (commands.at(-1)?.[1] ?? '').split(' ').filter(Boolean);
}

describe.concurrent('a clone that was', () => {
  it.each(Object.entries(TAMPERED))(
    '%s is named, seals nothing, and the hint puts it right',
    async (_, [says, tamper]) => {
      const { server, places } = await team.world();
      const { ana } = places;
      const clone = new Forge(join(ana.repo, '.git'));
      const honest = server.head();
      await tamper(ana, server);
      const known = new Set([...server.blobs(), ...clone.blobs()]);
      const synced = await coc(ana, ['sync', '--json']);
      expect(said(synced)).toMatch(says);
      expect(synced).toMatchObject({ code: 1, stdout: '' });
      expect((await coc(ana, ['list'])).stderr).not.toContain('inside coc itself');
      const saved = await answer(ana, ['report', 'new', '--yes', '--json'], { ...FEW, account: LATER });
      expect(said(saved)).toMatch(says);
      expect(saved).toMatchObject({ code: 1, stdout: '' });
      expect(await drafts(ana)).toHaveLength(1);
      expect(server.head()).toBe(honest);
      git(ana, ...commandIn(synced.stderr));
      json(await coc(ana, ['sync', '--json']));
      expect(clone.head()).toBe(honest);
      json(await coc(ana, ['report', 'resume', '--yes', '--json']));
      expect(server.head()).toBe(clone.head());
      expect(await drafts(ana)).toEqual([]);
      await keepsOut([mallory], [server, clone], known);
    },
  );

  it('robbed of its hooks gets them again with the next save', async () => {
    const { places } = await team.world();
    const { ana } = places;
    const before = await readFile(join(ana.repo, '.git/hooks/pre-commit'), 'utf8');
    await withoutHooks(ana);
    json(await answer(ana, ['note', team.shared, '--yes', '--json'], { note: LATER }));
    expect(await readFile(join(ana.repo, '.git/hooks/pre-commit'), 'utf8')).toBe(before);
  });

  it('robbed of what it knows for sure has to be compared again, unless it is of the founder', async () => {
    const { server, places } = await team.world();
    for (const place of [places.ana, places.cleo])
      for (const name of ['first', 'verified', 'shared']) git(place, 'update-ref', '-d', `refs/coc/${name}`);
    json(await coc(places.ana, ['sync', '--json']));
    const ran = await coc(places.cleo, ['sync', '--json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('Nobody has compared this copy');
    expect(ran.stderr).toContain('coc join');
    expect(server.head()).toBe(git(places.cleo, 'rev-parse', 'main').trim());
  });
});
