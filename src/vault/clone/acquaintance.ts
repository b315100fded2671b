import { UserError } from '../../errors.ts';
import type { Objects } from '../git/objects.ts';
import { type Moment, notTakenBack, timelineOf } from '../history/timeline.ts';
import { wordsOfKeys } from '../team/fingerprint.ts';
import { areOther, confirmed, heldIn, type KeyOwner, keysIn, knowsAll, learnt } from '../team/known-keys.ts';
import { KnownKeysFile, type KnownUpTo } from '../team/known-keys-file.ts';
import type { Member, Roster } from '../team/roster.ts';

/** Keys that two people compare by voice. */
export interface Compared {
  readonly of: KeyOwner;
  /** The six words of the keys. */
  readonly words: string;
}

/** Keys that wait for a member's word. */
export interface Unconfirmed extends Compared {
  /** The name of their owner; undefined for the recovery key. */
  readonly name: string | undefined;
  /** The name of who put them there; undefined for the recovery key. */
  readonly by: string | undefined;
}

/**
 * The keys of others as one member knows them (DESIGN 7, "Trust"). An admin who has turned could name keys of their own as
 * somebody else's, or as the recovery key, and everything would be sealed to them: what only somebody else says is held, until
 * this member has compared it by voice.
 */
export class Acquaintance {
  readonly #file: KnownKeysFile;
  readonly #objects: Objects;
  readonly #notice: (text: string) => void;
  #known: KnownUpTo | undefined;

  /** @param notice says that what was known is lost */
  constructor(objects: Objects, notice: (text: string) => void) {
    this.#file = new KnownKeysFile(objects.folder, objects.env);
    this.#objects = objects;
    this.#notice = notice;
  }

  /**
   * What this member knows at a verified commit. The first time, the team is taken as it is; so it is, and said, where what
   * was known cannot be read any more.
   *
   * @param me as the roster has them; their own keys are certain
   */
  async at(commit: string, roster: Roster, me: Member): Promise<KnownUpTo> {
    const before = this.#known ?? (await this.#remembered());
    const others =
      before === undefined ? keysIn(roster) : await this.#caughtUp(before, commit, roster, me.id);
    this.#known = { ...confirmed(others, roster, { member: me.id }), commit };
    if (before === undefined || (before.commit !== commit && !knowsAll(roster, before)))
      await this.#file.write(this.#known);
    return this.#known;
  }

  /**
   * Takes keys of a roster for somebody's from now on, on this member's word.
   *
   * @param words those that were compared
   * @throws UserError where the roster has other keys by now
   */
  async confirm({ of, words }: Compared, commit: string, roster: Roster, me: Member): Promise<void> {
    const known = await this.at(commit, roster, me);
    const next = confirmed(known, roster, of);
    const keys = of === 'recovery-key' ? next.recovery : next.members.get(of.member);
    if (keys === null || keys === undefined || wordsOfKeys(keys) !== words)
      throw new UserError('The keys were changed once more meanwhile. Nothing was confirmed.', {
        hints: ['`coc team confirm` shows the words as they are now.'],
      });
    this.#known = { ...next, commit };
    await this.#file.write(this.#known);
  }

  /** Which keys of a roster are held, by whom they were put there, and what there is to compare. */
  async unconfirmed(commit: string, roster: Roster, me: Member): Promise<readonly Unconfirmed[]> {
    const { members, recovery } = heldIn(roster, await this.at(commit, roster, me));
    if (members.size === 0 && recovery === undefined) return [];
    const steps = notTakenBack(await timelineOf(this.#objects, commit));
    const people = roster.members
      .filter(({ id, left }) => members.has(id) && left === undefined)
      .map((one) => {
        const of = { member: one.id };
        return { of, name: one.name, words: wordsOfKeys(one), by: putThereBy(steps, of) };
      });
    if (recovery === undefined || typeof roster.recovery === 'string') return people;
    const of = 'recovery-key';
    return [
      ...people,
      { of, name: undefined, words: wordsOfKeys(roster.recovery), by: putThereBy(steps, of) },
    ];
  }

  async #remembered(): Promise<KnownUpTo | undefined> {
    const known = await this.#file.read();
    if (known !== 'damaged') return known;
    this.#notice(
      'The file in which coc notes whose keys you know was damaged. The keys of the team are taken as they stand now. Compare the words that `coc team list` shows with the others, by voice.',
    );
    return undefined;
  }

  async #caughtUp(before: KnownUpTo, commit: string, roster: Roster, own: string): Promise<KnownUpTo> {
    if (before.commit === commit || knowsAll(roster, before)) return before;
    const from = await this.#objects.common(before.commit, commit);
    const steps = notTakenBack(await timelineOf(this.#objects, commit, from));
    return { ...learnt(before, steps, own), commit };
  }
}

function putThereBy(steps: readonly Moment[], of: KeyOwner): string | undefined {
  const last = steps.findLast(({ before, roster }) => areOther(of, before, roster));
  return last?.before.members.find(({ id }) => id === last.by)?.name;
}
