import { dirname } from 'node:path';
import { z } from 'zod';
import { checkedFrom } from '../../checked-playbooks.ts';
import { type Places, places as placesIn } from '../../disk/places.ts';
import { ensurePrivateFolder, writeAtomically } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';
import { digest } from '../../incident/canonical.ts';
import { readYaml, writeYaml } from '../../yaml.ts';
import { rememberingLastFew } from '../format/last-few.ts';
import { PLAYBOOK, ROSTER, SETTINGS } from '../format/layout.ts';
import { checked, parseSettings, type Settings } from '../format/settings.ts';
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
    playbook: checked(PLAYBOOK, playbookHead, playbook.data, 'read'),
  }));
  const { settings, roster } = read;
  await objects.remember();
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

/** Notes in the config file which reports repository is meant from now on. */
export async function writeConfig(places: Places, folder: string): Promise<void> {
  await ensurePrivateFolder(dirname(places.config));
  await writeAtomically(places.config, new TextEncoder().encode(writeYaml({ repository: folder })), {
    mode: 0o600,
  });
}
