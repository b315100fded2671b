import { groupAlone } from '../letters/feedback-way.ts';
import { fold } from '../letters/fold.ts';
import type { CommunityFacts } from './situation.ts';

/** Where the community's settings can say who a group is, or how it is reached. */
export type SaysWho = Partial<Pick<CommunityFacts, 'appeals' | 'outside' | 'contact'>>;

/** What is wrong with “the board”, to whom nothing can be sent, where a person or a way to one belongs. */
export const NOBODY_OF_THEM =
  'is a group, and nobody in it is named: write who of them it is, “Ines Roth of the board”, or an address of theirs';

/**
 * Whether words mean a group of people and nobody of them, and no setting says who that is. What stands in the settings is a role that
 * the community has given itself.
 */
export function isNobodyOfThem(words: string, { appeals, outside = [], contact }: SaysWho = {}): boolean {
  const group = groupAlone(words);
  if (group === undefined) return false;
  const said = [appeals ?? '', contact ?? '', ...outside].map((one) => fold(one).split(/[^\p{L}\p{M}]+/u));
  return !said.some((all) => all.includes(group));
}
