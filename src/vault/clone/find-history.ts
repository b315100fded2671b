import { join, resolve } from 'node:path';
import type { Places } from '../../disk/places.ts';
import { exists } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { findRepository } from './find-repository.ts';

/** A repository whose history can be looked at. */
export interface FoundHistory {
  readonly folder: string;
  /** Without files of its own, as on a server. */
  readonly bare: boolean;
}

/**
 * Which history is meant: of the named repository or the one that one stands in, which may be a bare one; else that of the
 * reports repository, as every command finds it. Throws a UserError where there is none.
 */
export async function findHistory(
  named: string | undefined,
  cwd: string,
  env: NodeJS.ProcessEnv,
  places: Places,
): Promise<FoundHistory> {
  const folder = named === undefined ? cwd : resolve(cwd, named);
  if (await isBare(folder)) return { folder, bare: true };
  // Whatever a bad commit did to its files, its history is still to be looked at.
  if (named !== undefined && (await exists(join(folder, '.git')))) return { folder, bare: false };
  const found = await findRepository(named, cwd, env, places);
  if (found.exists) return { folder: found.folder, bare: false };
  throw new UserError('There is no reports repository here.', {
    hints: ['Stand in it, or name it with --repo FOLDER. It may be a bare one, as on a server.'],
  });
}

/** As git tells it: a folder with these three is a repository. */
async function isBare(folder: string): Promise<boolean> {
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => exists(join(folder, name))));
  return parts.every(Boolean);
}
