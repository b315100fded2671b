import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensurePrivateFolder, exists } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { writeYaml } from '../../yaml.ts';
import { PLAYBOOK, ROSTER } from '../format/layout.ts';
import type { Settings } from '../format/settings.ts';
import { SUBJECT } from '../format/subjects.ts';
import { Git } from '../git/git.ts';
import { Objects } from '../git/objects.ts';
import { type Committing, commitFiles } from '../git/signed-commit.ts';
import { MAIN } from '../history/marks.ts';
import type { Signer } from '../keys/sshsig.ts';
import type { Member, Roster } from '../team/roster.ts';
import { fitClone } from './fit-clone.ts';

export interface NewRepository {
  readonly settings: Settings;
  readonly roster: Roster;
  readonly member: Member;
  /** When it is made, ISO 8601 with an offset. */
  readonly at: string;
  /** The text of `policy/playbook.yaml`. */
  readonly playbook: string;
  /** Further files to lay down, by path: the README and the git attributes. */
  readonly files: Readonly<Record<string, string>>;
  /** How git starts coc: the program and its first arguments. */
  readonly invocation: readonly string[];
}

/** Throws where something already stands at `folder`, with the way on from a reports repository that is there. */
export async function assertNothingAt(folder: string): Promise<void> {
  if (await exists(join(folder, ROSTER)))
    throw new UserError(`There is a reports repository at ${folder} already; coc init leaves it as it is.`, {
      hints: [
        'It needs no other one. `coc sync --remote URL` shares it with your team, through an empty repository on a server.',
        '`coc status` says what is still to be set up.',
        'If your team has its reports elsewhere: `coc join URL`.',
      ],
    });
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
    await new Git(making, env).init();
    await fitClone(making, content.roster, content.member, content.invocation);
    await commitFirst(new Objects(making, env), files, {
      author: content.member,
      signer,
      now: () => content.at,
    });
    await assertNothingAt(folder);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function commitFirst(
  objects: Objects,
  texts: Readonly<Record<string, string>>,
  by: Committing,
): Promise<void> {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const { commit, ids } = await commitFiles(objects, undefined, files, SUBJECT.begin, by);
  await objects.stage(ids);
  if (!(await objects.advanceTogether([MAIN], commit, undefined)))
    throw new UserError('Something else than coc writes to the new reports repository, so it was not made.');
}
