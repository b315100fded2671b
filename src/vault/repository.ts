import { access, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { digest } from '../incident/canonical.ts';
import type { PlaybookStamp } from './document.ts';
import { Git } from './git.ts';
import type { Places } from './places.ts';
import { ensurePrivateFolder, writeAtomically } from './private-file.ts';
import { parseRoster, type Roster } from './roster.ts';
import { checked, parseSettings, type Settings } from './settings.ts';
import { readYaml, writeYaml } from './yaml.ts';

/** What stands in the reports repository beside the incidents (DESIGN 4). */
export interface Repository {
  readonly folder: string;
  readonly git: Git;
  readonly settings: Settings;
  readonly roster: Roster;
  /** The data of `policy/playbook.yaml`; `policy/` knows what it means. */
  readonly playbook: unknown;
  readonly playbookStamp: PlaybookStamp;
}

const playbookHead = z.looseObject({ name: z.string(), version: z.number() });

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
  if (named !== undefined)
    return { folder: await theReportsRepository(resolve(cwd, named), env), exists: true };
  const top = await Git.topFolder(cwd, env);
  if (top !== undefined && (await isReportsRepository(top))) return { folder: top, exists: true };
  if (env.COC_REPO)
    return { folder: await theReportsRepository(resolve(cwd, env.COC_REPO), env), exists: true };
  const configured = await readConfig(places);
  if (configured !== undefined) return { folder: await theReportsRepository(configured, env), exists: true };
  return { folder: places.defaultRepository, exists: await isReportsRepository(places.defaultRepository) };
}

async function theReportsRepository(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const top = (await exists(folder)) ? await Git.topFolder(folder, env) : undefined;
  if (top !== undefined && (await isReportsRepository(top))) return top;
  throw new UserError(`${folder} is not a reports repository.`, {
    hints: ['`coc init --dir FOLDER` makes a new one.', 'Name another with --repo FOLDER, or stand in it.'],
  });
}

async function isReportsRepository(folder: string): Promise<boolean> {
  return (await exists(join(folder, 'coc.yaml'))) && (await exists(join(folder, 'team.yaml')));
}

/** Reads and checks what the repository says about community, team and policy. */
export async function openRepository(folder: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const read = async (path: string): Promise<unknown> => readYaml(await readText(folder, path), path);
  const settings = parseSettings(await read('coc.yaml'));
  const roster = parseRoster(await read('team.yaml'));
  const playbook = await read('policy/playbook.yaml');
  const { name, version } = checked('policy/playbook.yaml', playbookHead, playbook);
  return {
    folder,
    git: new Git(folder, env),
    settings,
    roster,
    playbook,
    playbookStamp: { name, version, digest: digest(playbook) },
  };
}

async function readText(folder: string, path: string): Promise<string> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch {
    throw new UserError(`${path} is missing from the reports repository.`, {
      hints: [`\`git status\` there may show why; \`git checkout -- ${path}\` brings it back.`],
    });
  }
}

/** The reports repository that the config file names. */
async function readConfig(places: Places): Promise<string | undefined> {
  if (!(await exists(places.config))) return undefined;
  const data = readYaml(await readFile(places.config, 'utf8'), places.config);
  const folder =
    typeof data === 'object' && data !== null && 'repository' in data ? data.repository : undefined;
  return typeof folder === 'string' ? resolve(dirname(places.config), folder) : undefined;
}

/** Notes in the config file which reports repository is meant from now on. */
export async function writeConfig(places: Places, folder: string): Promise<void> {
  await ensurePrivateFolder(dirname(places.config));
  await writeAtomically(places.config, new TextEncoder().encode(writeYaml({ repository: folder })), {
    mode: 0o600,
  });
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
