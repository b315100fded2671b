import { UserError } from '../errors.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Attached, TeamMember } from '../policy/situation.ts';
import { listed } from '../text/listed.ts';

interface KeptAlready {
  /** Those that are new. */
  readonly others: readonly Attached[];
  /** Of each that is there byte for byte, where it is and for whom it stays, as a sentence. */
  readonly words: readonly string[];
}

/** There is nothing to save, since all of it is there. */
export class AllKeptAlready extends UserError {
  /** @param incident as it is shown */
  constructor(words: readonly string[], incident: string) {
    super(`${words.join(' ')} Nothing was saved.`, {
      hints: [`\`coc evidence list ${incident}\` shows what is there.`],
    });
  }
}

/**
 * Tells those that an incident has already: what is added once more would be there twice, and could open to more what is for few. One
 * that is for others counts as new, since nobody is to learn from this that it is there.
 */
export function keptAlready(
  attached: readonly Attached[],
  { evidence }: Pick<IncidentView, 'evidence'>,
  members: readonly Pick<TeamMember, 'id' | 'name'>[],
): KeptAlready {
  const there = (one: Attached) => evidence.find(({ sha256 }) => sha256 === one.sha256);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    others: attached.filter((one) => there(one) === undefined),
    words: attached.flatMap((one) => {
      const kept = there(one);
      if (kept === undefined) return [];
      const { number, name, forFew } = kept;
      const called = name === one.name ? '' : ` (${name})`;
      const whose =
        forFew === undefined
          ? 'for all who can open this incident'
          : `only for ${listed(forFew.map((id) => names.get(id) ?? id))}`;
      return [
        `${one.name} is there already, as number ${number}${called}. It is not added again, and stays ${whose}.`,
      ];
    }),
  };
}
