import type { App, Desk } from '../app.ts';
import { UserError } from '../errors.ts';
import { Remote } from '../vault/git/remote.ts';
import { type JoinRequest, parseRequest } from '../vault/team/join-request.ts';
import { REQUEST_FILE, REQUESTS } from './request.ts';

/** The requests that newcomers left on the server and nobody has answered yet; those that cannot be read are left out. */
export async function waitingRequests(app: App, { repository }: Desk): Promise<readonly JoinRequest[]> {
  const { folder, objects, roster } = repository;
  const remote = await Remote.of(folder, app.io.env, 'asked');
  if (remote === undefined || (await remote.list(`${REQUESTS}/*`)).size === 0) return [];
  await remote.fetchReferences(`${REQUESTS}/*`, `${REQUESTS}/*`);
  const known = new Set(
    roster.members.flatMap((one) => [one, ...(one.previous ?? [])].map(({ signingKey }) => signingKey)),
  );
  const requests: JoinRequest[] = [];
  for (const commit of (await objects.references([REQUESTS])).values()) {
    const bytes = await objects.file(commit, REQUEST_FILE);
    try {
      if (bytes !== undefined) requests.push(parseRequest(Buffer.from(bytes).toString('utf8')));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return requests.filter(({ signingKey }) => !known.has(signingKey));
}
