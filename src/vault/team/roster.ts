import { z } from 'zod';
import { isEmail } from '../../email.ts';
import { UserError } from '../../errors.ts';
import type { FoldFacts } from '../../incident/fold-access.ts';
import { KEY_TYPES } from '../age/key-type.ts';
import { checked } from '../format/settings.ts';

/** More than a hybrid key, and than any name, address or team needs. Characters, and members. */
const LONGEST_KEY = 4096;
const LONGEST = 1000;
const MOST = 1000;

const recipient = z
  .string()
  .max(LONGEST_KEY)
  .regex(/^age1[a-z0-9]+$/, 'not an age recipient');
const signingKey = z
  .string()
  .max(LONGEST_KEY)
  .regex(/^ssh-ed25519 [A-Za-z0-9+/=]+$/, 'not an ssh-ed25519 public key');

const moment = z.iso.datetime({ offset: true });

/** Keys that others took the place of: nothing is sealed to them, and what they signed stays good. */
const previous = z
  .array(z.looseObject({ recipient, signingKey, until: moment }))
  .max(MOST)
  .optional();

const memberSchema = z.looseObject({
  /** Stands in entries and in "who can open this"; never changes. */
  id: z
    .string()
    .max(LONGEST)
    .regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1).max(LONGEST),
  /** Stands in commits and in the allowed-signers file, so without blanks and patterns. */
  email: z.string().max(LONGEST).refine(isEmail, 'not an e-mail address'),
  recipient,
  signingKey,
  admin: z.boolean(),
  joined: moment,
  left: moment.optional(),
  /** The keys that a rotation replaced: what they signed stays theirs, and nothing is sealed to them. */
  previous,
});

/** A recovery key in shares: how many make it, and who has one; `member` is set where that person is on the team. */
const sharesSchema = z.looseObject({
  needed: z.int().min(2),
  custodians: z
    .array(z.looseObject({ name: z.string().min(1).max(LONGEST), member: z.string().optional() }))
    .max(MOST),
});

const rosterSchema = z.looseObject({
  format: z.int().positive(),
  keyType: z.enum(KEY_TYPES),
  /** Rises with every change of this file. */
  generation: z.int().positive(),
  /** The generation since which what was sealed before has to be sealed again: somebody left, or has other keys. */
  sealAgainSince: z.int().positive().optional(),
  members: z.array(memberSchema).min(1).max(MOST),
  /** `not-yet`: nobody was asked so far; `declined`: somebody said no. */
  recovery: z.union([
    z.looseObject({ recipient, signingKey, shares: sharesSchema.optional(), previous }),
    z.enum(['not-yet', 'declined']),
  ]),
});

export type Member = z.infer<typeof memberSchema>;
export type Roster = z.infer<typeof rosterSchema>;
/** A recovery key as the roster has it. */
export type RecoveryKey = Exclude<Roster['recovery'], string>;

/**
 * Checks the data of `team.yaml`; reports every problem of its form at once. No two members have the same ID, and no
 * key stands in it twice, whosever it is or was.
 */
export function parseRoster(data: unknown): Roster {
  const roster = checked('team.yaml', rosterSchema, data);
  const recovery = typeof roster.recovery === 'string' ? undefined : roster.recovery;
  const ids = roster.members.map(({ id }) => id);
  if (!distinct(ids)) throw refused('has two members with the same id');
  const keys = [
    ...roster.members.flatMap((member) => [member, ...(member.previous ?? [])]),
    ...(recovery === undefined ? [] : [recovery, ...(recovery.previous ?? [])]),
  ];
  for (const half of ['recipient', 'signingKey'] as const) {
    if (!distinct(keys.map((pair) => pair[half]))) throw refused(`has the same ${half} twice`);
  }
  const { needed = 0, custodians = [] } = recovery?.shares ?? {};
  if (needed > custodians.length) throw refused('has fewer shares of the recovery key than are needed');
  if (custodians.some(({ member }) => member !== undefined && !ids.includes(member))) {
    throw refused('names as a member somebody with a share of the recovery key who never was one');
  }
  return roster;
}

function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function refused(what: string): UserError {
  return new UserError(`team.yaml in the reports repository ${what}.`, {
    hints: ['`git log -p -- team.yaml` in the reports repository shows what changed it.'],
  });
}

/** The members who have not left. */
export function currentMembers(roster: Roster): readonly Member[] {
  return roster.members.filter((member) => member.left === undefined);
}

/** The recovery key and those that it took the place of; none where there is none. */
export function recoveryKeys({ recovery }: Roster): readonly PublicPair[] {
  return typeof recovery === 'string' ? [] : [recovery, ...(recovery.previous ?? [])];
}

interface PublicPair {
  readonly recipient: string;
  readonly signingKey: string;
}

/**
 * What the fold of an incident has to know of the team: who is an admin, or was one when they left, and who has left. Whoever
 * was an admin once and is no more lets nobody in again, also not in hindsight: that errs on the side of keeping out.
 */
export function foldFacts({ members }: Roster): Required<FoldFacts> {
  const ids = (of: readonly Member[]): ReadonlySet<string> => new Set(of.map(({ id }) => id));
  return {
    admins: ids(members.filter(({ admin }) => admin)),
    left: ids(members.filter(({ left }) => left !== undefined)),
  };
}

/** The members who keep a share of the recovery key, by ID. */
export function custodiansOf({ recovery }: Roster): readonly string[] {
  if (typeof recovery === 'string') return [];
  return (recovery.shares?.custodians ?? []).flatMap(({ member }) => member ?? []);
}

/**
 * The allowed-signers file for stock git: everybody who ever was a member, with every key they ever had, and every
 * recovery key, so that old commits still verify.
 */
export function allowedSigners(roster: Roster): string {
  const members = roster.members.flatMap((member) =>
    [member, ...(member.previous ?? [])].map(
      ({ signingKey }) => `${member.email} namespaces="git,coc-entry" ${signingKey}\n`,
    ),
  );
  const recovery = recoveryKeys(roster).map(
    ({ signingKey }) => `recovery-key namespaces="git,coc-recovery" ${signingKey}\n`,
  );
  return [...members, ...recovery].join('');
}

/** A member ID from a name: `Ana López` becomes `ana-lopez`; a number is added where it is taken. */
export function memberIdFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const base = plain || 'member';
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
