import { join } from 'node:path';
import { wordsOfCommit, wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { copyOf } from '../places/once.ts';
import { makeBare } from '../transports/bare.ts';
import { coc, emptyPlace, git, json, newAna, type Place } from './run.ts';

/** A team that shares through a bare repository: each at a machine of their own. */
export interface Team {
  readonly remote: string;
  readonly ana: Place;
}

interface Joining {
  /** The folder that their machine is below; a new one unless it is named. */
  readonly top?: string;
  /** Of `coc team add`. */
  readonly flags?: readonly string[];
}

/** Ana, an admin, who shares through a bare repository. The same Ana each time, as nothing was done yet. */
export function teamOfOne(): Promise<Team> {
  return copyOf('team-of-one', newTeamOfOne);
}

/** Ana, set up with these flags below a folder, and her server. */
export async function newTeamOfOne(top: string, flags: readonly string[] = ['--no-recovery']): Promise<Team> {
  const remote = await makeBare(join(top, 'server'));
  const ana = await newAna(
    ['--no-passphrase', '--remote', remote, ...flags],
    await emptyPlace(join(top, 'ana')),
  );
  return { remote, ana };
}

/** Ana's team with Ben, who has a clone, as nothing was done yet. */
export function teamOfTwo(): Promise<Team & { readonly ben: Place }> {
  return copyOf('team-of-two', async (top) => {
    const team = await newTeamOfOne(top);
    return { ...team, ben: await joined(team, 'Ben', { top }) };
  });
}

/** Ana's team with Ben and Cem, each with a clone, as nothing was done yet. */
export function teamOfThree(): Promise<Team & { readonly ben: Place; readonly cem: Place }> {
  return copyOf('team-of-three', async (top) => {
    const team = await newTeamOfOne(top);
    const [ben, cem] = [await joined(team, 'Ben', { top }), await joined(team, 'Cem', { top })];
    for (const place of [team.ana, ben]) await synced(place);
    return { ...team, ben, cem };
  });
}

/** The words of the first commit, as somebody on the team sees them. */
export function firstWords(place: Place): string {
  return wordsOfCommit(git(place, 'rev-list', '--max-parents=0', 'HEAD').trim());
}

/** Somebody clones, compares, and asks to be let in. Returns their machine, their request, and what was said around it. */
export async function asks(
  { remote, ana }: Team,
  name: string,
  place?: Place,
): Promise<{ readonly place: Place; readonly request: string; readonly said: string }> {
  const own = place ?? (await emptyPlace());
  const ran = await coc(own, [
    ...['join', remote, '--name', name, '--email', `${name.toLowerCase()}@example.org`],
    ...['--no-passphrase', '--words', firstWords(ana)],
  ]);
  if (ran.code !== 0) throw new Error(`join failed: ${ran.stderr}`);
  return { place: own, request: ran.stdout, said: ran.stderr };
}

/** An admin lets somebody in whose words they heard. */
export async function letIn(admin: Place, request: string, ...flags: readonly string[]): Promise<void> {
  const words = wordsOfKeys(parseRequest(request));
  const argv = ['team', 'add', '--request', '-', '--words', words, '--json', ...flags];
  json(await coc(admin, argv, { stdin: request }));
}

/** Somebody more on the team, at a machine of their own with a clone of their own. */
export async function joined(team: Team, name: string, { top, flags = [] }: Joining = {}): Promise<Place> {
  const own = top === undefined ? undefined : await emptyPlace(join(top, name.toLowerCase()));
  const { place, request } = await asks(team, name, own);
  await letIn(team.ana, request, ...flags);
  await synced(place);
  return place;
}

/** Shares, which must succeed. */
export async function synced(place: Place, ...flags: readonly string[]) {
  return json(await coc(place, ['sync', '--json', ...flags]));
}

/** The bytes of an incident file as a clone has it. */
export function incidentFile(place: Place, id: string): string {
  return join(place.repo, 'incidents', `${id.replace('-', '')}.md.age`);
}
