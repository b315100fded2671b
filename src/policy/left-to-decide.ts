import type { Block } from '../text/block.ts';
import type { Situation } from './situation.ts';
import { mayDecide } from './taking-part.ts';

/** With so many who may decide, coc says who else could. */
const FEW = 1;

/** Whether hardly anybody is left on the team who may decide on this incident. */
export function areTooFew(situation: Situation): boolean {
  return mayDecide(situation).length <= FEW;
}

/** What the policy and the team's settings offer where too few are left, a sentence each. */
export function fromOutside({ community, playbook }: Situation): readonly string[] {
  const { outside = [] } = community;
  return [
    ...(outside.length === 0 ? [] : [`From outside the team you can ask: ${outside.join('; ')}.`]),
    ...playbook['too-few'].items,
  ];
}

/** The same as a list for whoever decides; nothing where enough are left. */
export function tooFewBlocks(situation: Situation): readonly Block[] {
  if (!areTooFew(situation)) return [];
  return [{ kind: 'list', title: 'Few are left on the team to decide this', items: fromOutside(situation) }];
}
