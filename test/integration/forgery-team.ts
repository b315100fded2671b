import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { copyOf } from '../places/once.ts';
import { type Attacker, Forge, look, type Seen, turned, type World } from './attacker.ts';
import { coc, FEW, headOf, type Place, report } from './run.ts';
import { joined, newTeamOfOne, synced } from './teams.ts';

/** Ana is the admin and the victim; Ben only a member; Cleo a reader; Dan was a reader, and has left. */
type Person = 'ana' | 'ben' | 'cleo' | 'dan';

interface Built {
  /** Of Ana and Cleo. */
  readonly shared: string;
  /** Of Ana alone. */
  readonly own: string;
  /** The last commit before Dan was removed. */
  readonly withDan: string;
  /** What Ana sees. */
  readonly before: Seen;
  /** The file with the secret recovery key. */
  readonly recoveryFile: string;
  readonly remote: string;
  readonly places: Readonly<Record<Person, Place>>;
}

export interface ForgeryTeam extends Built {
  /** A world of its own for one attack. */
  readonly world: () => Promise<World<Person>>;
}

/** The team, which is built once; each attack gets a copy. */
export async function forgeryTeam(): Promise<ForgeryTeam> {
  const world = async (): Promise<World<Person>> => {
    const { remote, places } = await copyOf('forgery-team', build);
    return { server: new Forge(remote), places };
  };
  return { ...(await copyOf('forgery-team', build)), world };
}

/** Everybody of the team as an attacker with their own keys in hand. */
export async function turnedMembers({ places }: ForgeryTeam): Promise<Readonly<Record<Person, Attacker>>> {
  const [ana, ben, cleo, dan] = await Promise.all([
    turned(places.ana.identity, 'Ana'),
    turned(places.ben.identity, 'Ben'),
    turned(places.cleo.identity, 'Cleo'),
    turned(places.dan.identity, 'Dan'),
  ]);
  return { ana, ben, cleo, dan };
}

async function build(top: string): Promise<Built> {
  const recoveryFile = join(top, 'recovery.txt');
  const team = await newTeamOfOne(top, ['--recovery-file', recoveryFile]);
  const { ana, remote } = team;
  const ben = await joined(team, 'Ben', { top });
  const cleo = await joined(team, 'Cleo', { top });
  const dan = await joined(team, 'Dan', { top });
  const own = await report(ana, FEW);
  const permission = 'Cleo and Dan may know.';
  const shared = await report(ana, { ...FEW, share: 'named', permission, readers: ['cleo', 'dan'] });
  for (const place of [ben, cleo, dan]) await synced(place);
  const withDan = headOf(remote);
  const removed = await coc(ana, ['team', 'remove', 'dan', '--yes']);
  if (removed.code !== 0) throw new Error(`the removal failed: ${removed.stderr}`);
  for (const place of [ana, ben, cleo]) await synced(place);
  execFileSync('git', ['-C', remote, 'config', 'core.logAllRefUpdates', 'false']);
  const before = await look(ana, shared);
  return { shared, own, withDan, before, recoveryFile, remote, places: { ana, ben, cleo, dan } };
}

/** The path of an incident, from its ID as people see it. */
export function pathOf(id: string): string {
  return `incidents/${id.replace('-', '')}.md.age`;
}

/** The whole of team.yaml, with something else in place of a part that is there. */
export function teamWith(server: Forge, part: string | RegExp, other: string): string {
  const before = server.file('team.yaml').toString('utf8');
  const after = before.replace(part, () => other);
  if (after === before && part !== '') throw new Error('nothing was replaced in team.yaml');
  return after.replace(/^generation: (\d+)$/m, (_, number: string) => `generation: ${Number(number) + 1}`);
}

/** The entry of a member as it stands in team.yaml. */
export function entryOf(id: string): RegExp {
  return new RegExp(`  - id: ${id}\\n(?:    .*\\n)*`);
}

/** An entry for team.yaml, as an attacker writes it. */
export function entryFor(
  key: {
    readonly name: string;
    readonly email: string;
    readonly recipient: string;
    readonly signingKey: string;
  },
  { id = key.name.toLowerCase(), admin = false } = {},
): string {
  return [
    `  - id: ${id}`,
    `    name: ${key.name}`,
    `    email: ${key.email}`,
    `    recipient: ${key.recipient}`,
    `    signingKey: ${key.signingKey}`,
    `    admin: ${admin}`,
    '    joined: 2026-11-23T14:00:00Z',
    '',
  ].join('\n');
}
