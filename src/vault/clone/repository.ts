import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { checkedFrom } from '../../checked-playbooks.ts';
import { type Places, places as placesIn } from '../../disk/places.ts';
import { ensurePrivateFolder, exists, isOwnFolder, writeAtomically } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';
import { digest } from '../../incident/canonical.ts';
import { readYaml, writeYaml } from '../../yaml.ts';
import { rememberingLastFew } from '../format/last-few.ts';
import { INCIDENTS, incidentAt, PLAYBOOK, ROSTER, SETTINGS } from '../format/layout.ts';
import { checked, parseSettings, type Settings } from '../format/settings.ts';
import { COC_CONFIG } from '../git/config-file.ts';
import { Git } from '../git/git.ts';
import { Objects } from '../git/objects.ts';
import { readMarks } from '../history/marks.ts';
import { emptyHistory } from '../history/trust.ts';
import type { PlaybookStamp } from '../record/document.ts';
import type { Roster } from '../team/roster.ts';
import { readRoster } from '../team/roster-file.ts';
import { readOnce } from './read-before.ts';

/** What stands in the reports repository beside the incidents (DESIGN 4). */
export interface Repository {
  readonly folder: string;
  readonly git: Git;
  readonly objects: Objects;
  readonly settings: Settings;
  readonly roster: Roster;
  /** The data of `policy/playbook.yaml`; `policy/` knows what it means. */
  readonly playbook: unknown;
  /** The text that it was read from. */
  readonly playbookText: string;
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

/**
 * Reads and checks what the repository says about community, team and policy, as a commit has it: what was verified is what
 * is used, and the folder is for people (DESIGN 9).
 *
 * @param commit without it, the last one that is verified; of a copy that was never compared, the last one there is
 */
export async function openRepository(
  folder: string,
  env: NodeJS.ProcessEnv,
  commit?: string,
): Promise<Repository> {
  const objects = new Objects(folder, env);
  const at = commit ?? (await lastCommit(objects));
  const texts = await Promise.all([SETTINGS, ROSTER, PLAYBOOK].map((path) => textIn(objects, at, path)));
  const [settingsText = '', rosterText = '', playbookText = ''] = texts;
  const playbook = await playbookIn(playbookText, placesIn(env).playbooks);
  const read = await readOnce(folder, env, texts, () => ({
    settings: readSettings(settingsText),
    roster: readRoster(rosterText),
    playbook: checked(PLAYBOOK, playbookHead, playbook.data),
  }));
  const { settings, roster } = read;
  const { name, version } = read.playbook;
  return {
    ...{ folder, git: new Git(folder, env), objects, settings, roster },
    ...{ playbook: playbook.data, playbookText, playbookStamp: { name, version, digest: playbook.digest } },
  };
}

/** What the text of a playbook holds, and its digest as canonical JSON. */
const playbookIn = rememberingLastFew(async (text, remembered: string) => {
  const compiled = await checkedFrom(text, remembered);
  const data = compiled?.data ?? frozen(readYaml(text, PLAYBOOK));
  return { data, digest: compiled?.digest ?? digest(data) };
});

/** What the community says about itself, as the text of `coc.yaml` has it. Throws a UserError. */
export const readSettings = rememberingLastFew((text) => frozen(parseSettings(readYaml(text, SETTINGS))));

async function lastCommit(objects: Objects): Promise<string> {
  const { verified, head } = await readMarks(objects);
  const last = verified ?? head;
  if (last === undefined) throw emptyHistory();
  return last;
}

/** Throws a UserError where the commit has no such file, or it is no text. */
async function textIn(objects: Objects, commit: string, path: string): Promise<string> {
  const bytes = await objects.file(commit, path);
  if (bytes === undefined) {
    throw new UserError(`${path} is missing from the reports repository.`, {
      hints: [`\`git log --oneline -- ${path}\` there shows what changed it.`],
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${path} in the reports repository is not text.`);
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
