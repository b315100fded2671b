import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { type Called, formatRequest } from '../vault/joining.ts';
import { type Identity, publicPart } from '../vault/keys.ts';
import { FORMAT, Objects } from '../vault/repository.ts';
import { Remote } from '../vault/server.ts';

/** Where a server keeps requests for an admin to find. */
export const REQUESTS = 'refs/coc/requests';
/** The file in which a request stands there. */
export const REQUEST_FILE = 'request';

/** The block with which somebody asks an admin to be let in, or to put new keys in place of those of a member, by ID. */
export function requestOf(
  app: App,
  person: Called & { readonly replaces?: string },
  identity: Identity,
  firstCommit: string,
): Promise<string> {
  const { name, email, replaces } = person;
  const at = app.nowLocal();
  const request = {
    format: FORMAT,
    repository: firstCommit,
    name,
    email,
    ...publicPart(identity),
    at,
    ...(replaces !== undefined && { replaces }),
  } as const;
  return formatRequest(request, identity.signer);
}

/** Leaves a request on the server as well. False where the server takes none. */
export async function leaveRequest(app: App, folder: string, block: string): Promise<boolean> {
  const remote = await Remote.of(folder, app.io.env, 'asked');
  if (remote === undefined) return false;
  const objects = new Objects(folder, app.io.env);
  const commit = await objects.looseCommit(REQUEST_FILE, Buffer.from(block));
  const name = createHash('sha256').update(block).digest('hex').slice(0, 16);
  return remote.pushReference(commit, `${REQUESTS}/${name}`).catch(() => false);
}
