import { UserError } from '../../errors.ts';
import type { HeldKeys } from './known-keys.ts';
import { currentMembers, type Roster } from './roster.ts';

/** Nobody would be left who could open it, or nobody of whom that is known. */
export class NobodyLeft extends UserError {
  constructor(why: string, hints: readonly string[]) {
    super(why, { hints });
    this.name = 'NobodyLeft';
  }
}

/**
 * To whom an incident is sealed: its readers who are on the team now, and the recovery key where there is one; never to keys
 * that are held. Two who kept each other out leave the recovery key alone. Throws NobodyLeft rather than seal to nobody.
 */
export function recipientsOf(roster: Roster, readers: readonly string[], held: HeldKeys): readonly string[] {
  const wanted = currentMembers(roster).filter((member) => readers.includes(member.id));
  const members = wanted.filter(({ id }) => !held.members.has(id));
  const named = typeof roster.recovery === 'string' ? null : roster.recovery;
  const recovery = held.recovery === undefined ? named : held.recovery.inForce;
  if (members.length === 0 && recovery === null)
    throw withoutKey(wanted.length > 0 || held.recovery !== undefined);
  return [...members, ...(recovery === null ? [] : [recovery])].map(({ recipient }) => recipient);
}

/** Throws NobodyLeft where no member would open it, and the recovery key in force may be nowhere any more. */
export function assertOpens(roster: Roster, readers: readonly string[], held: HeldKeys): void {
  const opens = currentMembers(roster).some(({ id }) => readers.includes(id) && !held.members.has(id));
  if (opens || held.recovery === undefined) return;
  throw new NobodyLeft('Nobody could open it then: the new recovery key waits for your word.', [
    '`coc team confirm --recovery-key`, once its words are compared; then do this again.',
  ]);
}

function withoutKey(isHeld: boolean): NobodyLeft {
  return new NobodyLeft(
    'Nobody on the team would be left who can open an incident, and there is no recovery key.',
    [
      ...(isHeld ? ['New keys wait for your word: `coc team confirm`.'] : []),
      'Two people may have kept each other out at the same time. Talk to each other.',
      '`coc recovery-key` makes a key that opens everything; then nothing can be closed to all.',
    ],
  );
}
