import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Places } from '../../disk/places.ts';
import { exists, isOwnFolder } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { COC_CONFIG, INCIDENTS, incidentAt, ROSTER, SETTINGS } from '../format/layout.ts';

/** Where the reports repository is, and who said so. */
export interface Found {
  readonly folder: string;
  /** False for the default folder in which nothing has been made yet. */
  readonly exists: boolean;
}

/**
 * Which reports repository is meant: the named one, else the one that holds the current folder, else `COC_REPO`,
 * the config file, or the default. Throws where a named one is not a reports repository.
 */
export async function findRepository(
  named: string | undefined,
  cwd: string,
  env: NodeJS.ProcessEnv,
  places: Places,
): Promise<Found> {
  const byName = async (folder: string, who: string): Promise<Found> => {
    const top = await topFolder(folder);
    if (top !== undefined) return ownFolder(top);
    throw new UserError(`${folder} is not a reports repository.`, {
      hints: [
        `${who} names it.`,
        '`coc init --dir FOLDER` makes a new one.',
        'Name another with --repo FOLDER, or stand in it.',
      ],
    });
  };
  if (named !== undefined) return byName(resolve(cwd, named), '--repo');
  const here = await topFolder(cwd);
  if (here !== undefined) return ownFolder(here);
  if (env.COC_REPO) return byName(resolve(cwd, env.COC_REPO), 'COC_REPO');
  const configured = await readConfig(places);
  if (configured !== undefined) return byName(configured, places.config);
  const folder = places.defaultRepository;
  const there = await isReportsRepository(folder);
  if (!there && (await exists(folder))) {
    throw new UserError(`${folder} is where the reports would be, and something else stands there.`, {
      hints: ['Move it away, or make a reports repository elsewhere with `coc init --dir FOLDER`.'],
    });
  }
  return { folder, exists: there };
}

/** Throws where git's own part of it is elsewhere: what coc remembers of a clone lies there. */
async function ownFolder(folder: string): Promise<Found> {
  if (await isOwnFolder(join(folder, '.git'))) return { folder, exists: true };
  throw new UserError(
    `${folder} is only a second place of a reports repository: its .git is a link or a file.`,
    {
      hints: [
        '`git worktree list` there shows the first place; stand in that one, or name it with --repo FOLDER.',
        '`coc join URL --dir FOLDER` makes a copy of its own.',
      ],
    },
  );
}

/** The reports repository that a folder is in, or undefined. */
async function topFolder(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await isReportsRepository(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** By files of these names others go by too: what stands at the beginning of a line in each of ours. */
const OURS: Readonly<Record<string, readonly RegExp[]>> = {
  [SETTINGS]: [/^format: *\d/m, /^community:/m],
  [ROSTER]: [/^format: *\d/m, /^keyType:/m],
};

/** Also where one of its files is missing or damaged: then that is what is said. */
async function isReportsRepository(folder: string): Promise<boolean> {
  const git = join(folder, '.git');
  if (!(await exists(git))) return false;
  if (await exists(join(git, COC_CONFIG))) return true;
  const files = Object.entries(OURS).map(async ([name, marks]) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return marks.every((mark) => mark.test(text));
  });
  if ((await Promise.all(files)).includes(true)) return true;
  const sealed = await readdir(join(folder, INCIDENTS)).catch(() => []);
  return sealed.some((name) => incidentAt(`${INCIDENTS}/${name}`) !== undefined);
}

/** The reports repository that the config file names. */
async function readConfig(places: Places): Promise<string | undefined> {
  if (!(await exists(places.config))) return undefined;
  const { readYaml } = await import('../../yaml.ts');
  const data = readYaml(await readFile(places.config, 'utf8'), places.config);
  const folder =
    typeof data === 'object' && data !== null && 'repository' in data ? data.repository : undefined;
  return typeof folder === 'string' ? resolve(dirname(places.config), folder) : undefined;
}
