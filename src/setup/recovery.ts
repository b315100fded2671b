import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { App, Desk } from '../app.ts';
import { EXIT, UserError } from '../errors.ts';
import { keyTypeOf } from '../vault/age/age.ts';
import { formatIdentity, type Identity, makeIdentity, publicPart } from '../vault/keys/identity.ts';
import { exists, writeAtomically } from '../vault/private-file.ts';
import type { Roster } from '../vault/team/roster.ts';

const ABOUT = 'A recovery key, made by coc. It opens every report. Keep it offline.';

/** Makes a recovery key of the same type, and hands it over: in a new file, or shown once. Returns its public half. */
export async function makeRecoveryKey(
  app: App,
  member: Identity,
  file: string | undefined,
): Promise<Roster['recovery']> {
  const recovery = await makeIdentity(keyTypeOf(member.recipient));
  if (file === undefined) await showOnce(app, formatIdentity(recovery, { about: ABOUT, publicKeys: false }));
  else await writeNew(resolve(app.io.cwd, file), formatIdentity(recovery, { about: ABOUT }));
  return { ...publicPart(recovery) };
}

/** Writes a recovery key into the roster; every incident that one can open is then sealed to it as well. */
export async function adoptRecovery({ vault }: Desk, recovery: Roster['recovery']): Promise<void> {
  await vault.changeRoster(
    (roster) => {
      if (typeof roster.recovery === 'string') return { ...roster, recovery };
      throw new UserError('Somebody else has made a recovery key meanwhile. Yours opens nothing.', {
        hints: ['Destroy what you wrote down or saved just now.'],
      });
    },
    { sealAgain: true },
  );
}

async function showOnce(app: App, text: string): Promise<void> {
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UserError('There is no terminal to show the recovery key on.', {
      hints: ['Name a new file with --recovery-file FILE.'],
      exitCode: EXIT.usage,
    });
  }
  prompter.show([
    { kind: 'heading', text: 'The recovery key' },
    {
      kind: 'text',
      text: 'It opens every report if all other keys are lost. It is shown this once. Copy these lines to paper, or to a stick that stays in a drawer. `coc` and the program `age` take them as a file.',
    },
    { kind: 'verbatim', text: text.trimEnd() },
  ]);
  while (!(await prompter.confirm('Is it copied', false))) {
    prompter.show([{ kind: 'text', text: 'Take your time. It stays on the screen until you say yes.' }]);
  }
}

/** Throws where a new file could not be made at this path, before anything else is done. */
export async function assertNewFile(path: string): Promise<void> {
  if (await exists(path)) throw taken(path);
  await access(dirname(path), constants.W_OK);
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, new TextEncoder().encode(text), { mode: 0o600, exclusive: true });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(path) : error;
  }
}

function taken(path: string): UserError {
  return new UserError(`There is something at ${path} already; the recovery key goes into a new file only.`, {
    exitCode: EXIT.usage,
  });
}
