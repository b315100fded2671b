import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { withAgent } from '../keys/ssh-agent.ts';
import type { Signer } from '../keys/sshsig.ts';
import { PLAYBOOK } from '../layout.ts';
import { ensurePrivateFolder, exists } from '../private-file.ts';
import type { Settings } from '../settings.ts';
import type { Member, Roster } from '../team/roster.ts';
import { writeYaml } from '../yaml.ts';
import { fitClone } from './clone.ts';
import { Git } from './git.ts';

export interface NewRepository {
  readonly settings: Settings;
  readonly roster: Roster;
  readonly member: Member;
  /** The text of `policy/playbook.yaml`. */
  readonly playbook: string;
  /** Further files to lay down, by path: the README and the git attributes. */
  readonly files: Readonly<Record<string, string>>;
  /** How git starts coc: the program and its first arguments. */
  readonly invocation: readonly string[];
}

/** Throws where something already stands at `folder`. */
export async function assertNothingAt(folder: string): Promise<void> {
  if (await exists(folder)) {
    throw new UserError(`There is something at ${folder} already; coc init leaves it as it is.`, {
      hints: ['Choose another folder with --dir FOLDER.'],
    });
  }
}

/**
 * Makes a reports repository whose first commit is signed by its first member. It appears at `folder` whole or
 * not at all.
 */
export async function createRepository(
  folder: string,
  content: NewRepository,
  signer: Signer,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await assertNothingAt(folder);
  const making = join(dirname(folder), `.coc-init-${randomBytes(6).toString('hex')}`);
  await ensurePrivateFolder(making);
  try {
    const files: Record<string, string> = {
      ...content.files,
      'coc.yaml': writeYaml(content.settings),
      'team.yaml': writeYaml(content.roster),
      [PLAYBOOK]: content.playbook,
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(making, path)), { recursive: true });
      await writeFile(join(making, path), text);
    }
    const git = new Git(making, env);
    await git.init();
    await fitClone(making, content.roster, content.member, content.invocation);
    await withAgent(signer, (socket) =>
      git.commit(Object.keys(files), 'Begin the reports repository', socket),
    );
    await assertNothingAt(folder);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}
