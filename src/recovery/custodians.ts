import type { App } from '../app.ts';
import { UsageError, type UserError } from '../errors.ts';
import { type Asked, single } from '../interview/prompter.ts';
import { MOST_SHARES, type ShareCount } from '../vault/recovery.ts';
import type { Member } from '../vault/team.ts';

/** Somebody who keeps a share of the recovery key; `member` where they are on the team. */
export interface Custodian {
  readonly name: string;
  readonly member?: string;
}

/** A number of shares as people type it: 2/3 is any two of three. Throws a UserError for anything else. */
export function parseShareCount(text: string): ShareCount {
  const [, needed, total] = /^\s*(\d{1,2})\s*(?:\/|of)\s*(\d{1,2})\s*$/i.exec(text) ?? [];
  const count = { needed: Number(needed), total: Number(total) };
  if (count.needed >= 2 && count.needed <= count.total && count.total <= MOST_SHARES) return count;
  throw new UsageError(
    'That is not a number of shares.',
    `Type it like 2/3: any two of three. At least 2 are needed, and there are at most ${MOST_SHARES}.`,
  );
}

/**
 * Who keeps the shares, one for each: as they were named, or asked for one by one. Throws a UserError where the number
 * does not fit, or somebody is named twice.
 *
 * @param members of the team; whoever is called like one of them is meant as that one
 */
export async function custodiansFor(
  app: App,
  { total }: ShareCount,
  named: readonly string[],
  members: readonly Member[],
): Promise<readonly Custodian[]> {
  if (named.length > total) throw wrongNumber(total, named.length);
  const names = [...named];
  const prompter = names.length < total ? await app.prompter() : undefined;
  if (names.length < total && prompter === undefined) throw wrongNumber(total, named.length);
  while (names.length < total && prompter !== undefined) {
    const answer = await prompter.ask(question(names.length + 1, total, names, members));
    names.push(String(answer));
  }
  const custodians = names.map((name) => custodian(name, members));
  const problem = names
    .map((name, index) => problemWith(name, names.slice(0, index), members))
    .find((one) => one !== undefined);
  if (problem !== undefined) throw new UsageError(`A name of somebody who keeps a share ${problem}.`);
  return custodians;
}

function custodian(typed: string, members: readonly Member[]): Custodian {
  const name = typed.trim();
  const wanted = name.toLowerCase();
  const byId = members.find(({ id }) => id === wanted);
  const named = members.filter((one) => one.name.toLowerCase() === wanted);
  const member = byId ?? (named.length === 1 ? named[0] : undefined);
  return member === undefined ? { name } : { name: member.name, member: member.id };
}

function problemWith(
  typed: string,
  before: readonly string[],
  members: readonly Member[],
): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(typed)) return 'needs a letter or a digit';
  if (/\p{C}/u.test(typed)) return 'has characters in it that cannot be seen';
  const same = (one: Custodian, other: Custodian): boolean =>
    one.member === undefined
      ? one.name.toLowerCase() === other.name.toLowerCase()
      : one.member === other.member;
  const now = custodian(typed, members);
  return before.some((one) => same(custodian(one, members), now))
    ? 'is there twice; two shares in one hand are worth one'
    : undefined;
}

function question(
  number: number,
  total: number,
  before: readonly string[],
  members: readonly Member[],
): Asked {
  const names = members.map(({ name }) => name).join(', ');
  return single(`custodian-${number}`, `Who is to keep share ${number} of ${total}`, {
    label: `Share ${number}`,
    hint: `A name. On the team: ${names}. Somebody outside the team is a good keeper too.`,
    problemWith: (typed) => problemWith(typed, before, members),
  });
}

function wrongNumber(total: number, named: number): UserError {
  return new UsageError(
    `There are to be ${total} shares, and ${named} people are named to keep one.`,
    'Name each with --custodian NAME, in the order of the shares.',
  );
}
