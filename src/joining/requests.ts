import type { App, Desk } from '../app.ts';
import { UserError } from '../errors.ts';
import { type JoinRequest, parseRequest, whoseKeys } from '../vault/joining.ts';
import { Remote } from '../vault/server.ts';
import type { Roster } from '../vault/team.ts';
import { REQUEST_FILE, REQUESTS } from './request.ts';

/** More than any team has; whoever can write to the server could leave any number. */
const MOST = 200;

/**
 * The requests that newcomers left on the server and nobody has answered yet, of each the newest; those that cannot be read
 * are left out. Throws a UserError where there are too many to look at.
 */
export async function waitingRequests(app: App, { repository }: Desk): Promise<readonly JoinRequest[]> {
  const { folder, objects, roster } = repository;
  const remote = await Remote.of(folder, app.io.env, 'asked');
  if (remote === undefined) return [];
  const { size } = await remote.list(`${REQUESTS}/*`);
  if (size === 0) return [];
  if (size > MOST) {
    throw new UserError(`There are ${size} requests to join on the server, which is more than people make.`, {
      hints: ['Ask whoever wants to join to send you theirs by mail or chat, and paste it here.'],
    });
  }
  await remote.fetchReferences(`${REQUESTS}/*`, `${REQUESTS}/*`);
  const requests: JoinRequest[] = [];
  for (const commit of (await objects.references([REQUESTS])).values()) {
    const bytes = await objects.file(commit, REQUEST_FILE);
    try {
      if (bytes !== undefined) requests.push(parseRequest(Buffer.from(bytes).toString('utf8')));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  const waiting = requests.filter((request) => isWaiting(roster, request));
  const newest = new Map(waiting.sort(byTime).map((request) => [request.signingKey, request]));
  return [...newest.values()];
}

/** Whoever is on the team with these keys has their answer, and whoever left has asked again only if it was afterwards. */
function isWaiting(roster: Roster, request: JoinRequest): boolean {
  const known = whoseKeys(roster, request);
  if (known.are === 'left') return Date.parse(request.at) > Date.parse(known.member.left ?? '');
  return known.are !== 'current' && known.are !== 'replaced';
}

function byTime(one: JoinRequest, other: JoinRequest): number {
  return Date.parse(one.at) - Date.parse(other.at);
}
