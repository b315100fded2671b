import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { wordsOfCommit, wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { makeBare } from '../transports/bare.ts';
import { coc, emptyPlace, git, json, type Place } from './run.ts';

/** A team that shares through a bare repository: each at a machine of their own. */
export interface Team {
  readonly remote: string;
  readonly ana: Place;
}

/** Ana, an admin, who shares through an empty bare repository. */
export async function teamOfOne(...flags: readonly string[]): Promise<Team> {
  const remote = await makeBare();
  const ana = await emptyPlace();
  const ran = await coc(ana, [
    ...['init', '--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'],
    ...['--no-passphrase', '--remote', remote],
    ...(flags.length > 0 ? flags : ['--no-recovery']),
  ]);
  if (ran.code !== 0) throw new Error(`init failed: ${ran.stderr}`);
  return { remote, ana };
}

/** The words of the first commit, as somebody on the team sees them. */
export function firstWords(place: Place): string {
  return wordsOfCommit(git(place, 'rev-list', '--max-parents=0', 'HEAD').trim());
}

/** Somebody clones, compares, and asks to be let in. Returns their machine and their request. */
export async function asks(
  { remote, ana }: Team,
  name: string,
  place?: Place,
): Promise<{ readonly place: Place; readonly request: string }> {
  const own = place ?? (await emptyPlace());
  const ran = await coc(own, [
    ...['join', remote, '--name', name, '--email', `${name.toLowerCase()}@example.org`],
    ...['--no-passphrase', '--words', firstWords(ana)],
  ]);
  if (ran.code !== 0) throw new Error(`join failed: ${ran.stderr}`);
  return { place: own, request: ran.stdout };
}

/** An admin lets somebody in whose words they heard. */
export async function letIn(admin: Place, request: string, ...flags: readonly string[]): Promise<void> {
  const words = wordsOfKeys(parseRequest(request));
  const argv = ['team', 'add', '--request', '-', '--words', words, '--json', ...flags];
  json(await coc(admin, argv, { stdin: request }));
}

/** Somebody more on the team, at a machine of their own with a clone of their own. */
export async function joined(team: Team, name: string, ...flags: readonly string[]): Promise<Place> {
  const { place, request } = await asks(team, name);
  await letIn(team.ana, request, ...flags);
  await synced(place);
  return place;
}

/** Shares, which must succeed. */
export async function synced(place: Place, ...flags: readonly string[]) {
  return json(await coc(place, ['sync', '--json', ...flags]));
}

/** The commit that a clone or a bare repository is at. */
export function headOf(folder: string): string {
  return execFileSync('git', ['-C', folder, 'rev-parse', 'main'], { encoding: 'utf8' }).trim();
}

/** The bytes of an incident file as a clone has it. */
export function incidentFile(place: Place, id: string): string {
  return join(place.repo, 'incidents', `${id.replace('-', '')}.md.age`);
}
