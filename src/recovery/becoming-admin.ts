import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { keysFor } from '../machine/own-keys.ts';
import { Unreachable } from '../vault/failures.ts';
import { whoseKeys } from '../vault/joining.ts';
import { type KeyType, keyTypeOf, type PublicKeys, publicPart } from '../vault/keys.ts';
import { type Admitted, type AdmittedAdmin, admit } from '../vault/recovery.ts';
import { openRepository, type Repository } from '../vault/repository.ts';
import { follow, Remote } from '../vault/server.ts';
import { currentMembers, type Member, type Roster } from '../vault/team.ts';
import { type Standing, standingOf } from '../vault/trust.ts';
import type { Gathered } from './gather-recovery.ts';

/** The reports repository before somebody is on its team. */
export interface Doorstep {
  readonly folder: string;
  /** As the newest verified commit has it. */
  readonly repository: Repository;
  /** The keys on this machine. */
  readonly keys: PublicKeys;
  /** Whose keys these are, if they are on the team now. */
  readonly me: Member | undefined;
}

/**
 * Looks at the reports repository as somebody does who may not be on its team: brings the copy up to date, and makes keys
 * where there are none. Throws HistoryAlarm, or a UserError where nobody has compared this copy yet.
 */
export async function atTheDoor(app: App, passphrase: boolean | undefined): Promise<Doorstep> {
  const { folder, exists } = await app.findRepository();
  if (!exists)
    throw new UserError('There is no reports repository here.', {
      hints: ['`coc join ADDRESS` gets a copy of it. Then `coc recover` in that folder.'],
    });
  const before = await openRepository(folder, app.io.env);
  const own = await ownKeys(app, before.roster.keyType, passphrase);
  await trusted(app, before, own);
  await upToDate(app, before, isCurrent(before.roster, own));
  const { verified } = await trusted(app, before, own);
  const repository = await openRepository(folder, app.io.env, verified);
  const keys = await adoptPrepared(app, repository.roster, own);
  const me = currentMembers(repository.roster).find(({ signingKey }) => signingKey === keys.signingKey);
  return { folder, repository, keys, me };
}

/**
 * Admits somebody as the only admin, with keys that are new to the team: those on this machine, or, where these were used
 * there before, newer ones that open all that those open. Can be killed anywhere and begun again.
 */
export async function becomeAdmin(
  app: App,
  { folder, repository, keys: there }: Doorstep,
  { recovery }: Gathered,
  who: Admitted,
): Promise<AdmittedAdmin> {
  const keys = await app.keys();
  const at = app.nowLocal();
  const make = (wanted: PublicKeys): Promise<AdmittedAdmin> =>
    admit({ folder, env: app.io.env, recovery, who, keys: wanted, at });
  if (whoseKeys(repository.roster, there).are === 'new') return make(there);
  const next = await (await keys.hold()).rotated();
  await keys.prepare(next);
  const admitted = await make(publicPart(next));
  await keys.adopt(at);
  return admitted;
}

/** The keys on this machine, of the type of the team; new ones where there are none. */
async function ownKeys(app: App, keyType: KeyType, passphrase: boolean | undefined): Promise<PublicKeys> {
  const keys = await app.keys();
  const there = await keys.public();
  if (there === undefined)
    return publicPart(await keysFor(app, { keyType, ...(passphrase !== undefined && { passphrase }) }));
  if (keyTypeOf(there.recipient) === keyType) return there;
  await keys.replace(await (await keys.hold()).withOwnKey(keyType), app.nowLocal());
  return publicPart(await keys.unlock());
}

/** Keys that a recovery had made ready, before it was stopped, take their place where team.yaml names them already. */
async function adoptPrepared(app: App, roster: Roster, own: PublicKeys): Promise<PublicKeys> {
  const keys = await app.keys();
  const prepared = await keys.prepared();
  if (prepared === undefined || !isCurrent(roster, prepared)) return own;
  await keys.adopt(app.nowLocal());
  return prepared;
}

/** How far the history is verified. Throws HistoryAlarm. */
async function trusted(app: App, { objects }: Repository, keys: PublicKeys): Promise<Standing> {
  const standing = await standingOf(objects, keys.signingKey, app.notice);
  if (standing.alarm !== undefined) throw standing.alarm;
  return standing;
}

/** Somebody who is on the team can go on where the server is away; nobody else can. */
async function upToDate(app: App, { folder, objects }: Repository, isMember: boolean): Promise<void> {
  const remote = await Remote.of(folder, app.io.env, 'asked');
  if (remote === undefined) return;
  try {
    await follow(folder, app.io.env, objects, remote);
  } catch (error) {
    if (!(error instanceof Unreachable) || !isMember) throw error;
    app.warn(error);
  }
}

function isCurrent(roster: Roster, { signingKey }: PublicKeys): boolean {
  return currentMembers(roster).some((member) => member.signingKey === signingKey);
}
