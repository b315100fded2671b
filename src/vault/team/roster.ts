import { z } from 'zod';
import { isEmail } from '../../email.ts';
import { UserError } from '../../errors.ts';
import type { FoldFacts } from '../../incident/fold-access.ts';
import { checked } from '../settings.ts';

const recipient = z.string().regex(/^age1[a-z0-9]+$/, 'not an age recipient');
const signingKey = z.string().regex(/^ssh-ed25519 [A-Za-z0-9+/=]+$/, 'not an ssh-ed25519 public key');

const memberSchema = z.looseObject({
  /** Stands in entries and in "who can open this"; never changes. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1),
  /** Stands in commits and in the allowed-signers file, so without blanks and patterns. */
  email: z.string().refine(isEmail, 'not an e-mail address'),
  recipient,
  signingKey,
  admin: z.boolean(),
  joined: z.iso.datetime({ offset: true }),
  left: z.iso.datetime({ offset: true }).optional(),
  /** The keys that a rotation replaced: what they signed stays theirs, and nothing is sealed to them. */
  previous: z
    .array(z.looseObject({ recipient, signingKey, until: z.iso.datetime({ offset: true }) }))
    .optional(),
});

const rosterSchema = z.looseObject({
  format: z.int().positive(),
  keyType: z.enum(['hybrid', 'x25519']),
  /** Rises with every change of this file. */
  generation: z.int().positive(),
  /** The generation since which what was sealed before has to be sealed again: somebody left, or has other keys. */
  sealAgainSince: z.int().positive().optional(),
  members: z.array(memberSchema).min(1),
  /** `not-yet`: nobody was asked so far; `declined`: somebody said no. */
  recovery: z.union([z.looseObject({ recipient, signingKey }), z.enum(['not-yet', 'declined'])]),
});

export type Member = z.infer<typeof memberSchema>;
export type Roster = z.infer<typeof rosterSchema>;
export type KeyType = Roster['keyType'];

/** Checks the data of `team.yaml`; reports every problem at once. */
export function parseRoster(data: unknown): Roster {
  const roster = checked('team.yaml', rosterSchema, data);
  for (const key of ['id', 'recipient', 'signingKey'] as const) {
    const values = roster.members.map((member) => member[key]);
    if (new Set(values).size !== values.length) {
      throw new UserError(`team.yaml in the reports repository has two members with the same ${key}.`);
    }
  }
  return roster;
}

/** The members who have not left. */
export function currentMembers(roster: Roster): readonly Member[] {
  return roster.members.filter((member) => member.left === undefined);
}

/** What the fold of an incident has to know of the team: who is or was an admin. */
export function foldFacts({ members }: Roster): FoldFacts {
  return { admins: new Set(members.filter(({ admin }) => admin).map(({ id }) => id)) };
}

/**
 * To whom an incident is sealed: its readers who are on the team now, and the recovery key where there is one.
 * Throws rather than seal to nobody.
 */
export function recipientsOf(roster: Roster, readers: readonly string[]): readonly string[] {
  const members = currentMembers(roster).filter((member) => readers.includes(member.id));
  if (members.length === 0) throw new Error('an incident that no current member could open');
  const recovery = typeof roster.recovery === 'string' ? [] : [roster.recovery.recipient];
  return [...members.map((member) => member.recipient), ...recovery];
}

/** The allowed-signers file for stock git: everybody who ever was a member, so that old commits still verify. */
export function allowedSigners(roster: Roster): string {
  return roster.members
    .map((member) => `${member.email} namespaces="git,coc-entry" ${member.signingKey}\n`)
    .join('');
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
