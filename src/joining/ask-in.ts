import type { App } from '../app.ts';
import { keysToJoinWith, newKeys, type ToJoinWith } from '../machine/own-keys.ts';
import type { Block } from '../text/block.ts';
import { alikeIn, type Called, memberWithKeys, type Ownership, whoseKeys } from '../vault/joining.ts';
import { type Identity, publicPart } from '../vault/keys.ts';
import type { Roster } from '../vault/team.ts';

/**
 * Somebody's keys, and what the team knows of them; new ones in place of keys with which nobody can be let in. Throws a
 * UserError where they are the recovery key.
 */
export async function keysOfNewcomer(
  app: App,
  roster: Roster,
  options: ToJoinWith,
): Promise<{ readonly identity: Identity; readonly standing: Ownership }> {
  const identity = await keysToJoinWith(app, roster.keyType, options);
  const prepared = await (await app.keys()).prepared();
  if (prepared !== undefined && whoseKeys(roster, prepared).are === 'current') {
    await (await app.keys()).adopt(app.nowLocal());
    return { identity, standing: whoseKeys(roster, prepared) };
  }
  const standing = whoseKeys(roster, publicPart(identity));
  switch (standing.are) {
    case 'half':
    case 'replaced':
      return { identity: await newKeys(app), standing };
    case 'recovery':
      memberWithKeys(roster, publicPart(identity));
  }
  return { identity, standing };
}

/** What somebody asks for who is or was on the team already, or is called like somebody who is. */
export function whatIsAsked(roster: Roster, standing: Ownership, person: Called): readonly Block[] {
  switch (standing.are) {
    case 'half':
    case 'replaced':
      return [
        {
          kind: 'text',
          text: `The keys on this machine are not those that ${standing.member.name} has on the team now. So there are new ones; what the others open, they open as well. An admin is asked to put them in place of yours.`,
        },
        {
          kind: 'text',
          text: 'If you have your whole identity file on another machine, no admin is needed: `coc join --identity FILE` brings it here.',
        },
      ];
    case 'left':
      return [
        {
          kind: 'text',
          text: `You were on the team as ${standing.member.name}, and are not any more. An admin is asked to let you in again.`,
        },
      ];
  }
  const [alike] = alikeIn(roster, person);
  if (alike === undefined) return [];
  const { member, by } = alike;
  return [
    {
      kind: 'text',
      text: `${by === 'name' ? `Somebody called ${member.name}` : `Somebody with the address ${member.email}`} ${member.left === undefined ? 'is' : 'was'} on the team. If that is you, and your keys are lost, tell the admin: they put these in place of yours. If you have a copy of your identity file, no admin is needed: \`coc join --identity FILE\`.`,
    },
    {
      kind: 'text',
      text: `If that is somebody else, ask again with ${by === 'name' ? 'a name that tells you apart, such as your whole name' : 'an address of your own'}: an admin cannot add two who are taken for each other.`,
    },
  ];
}
