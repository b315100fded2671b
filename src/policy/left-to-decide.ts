import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import type { Situation } from './situation.ts';
import { mayDecide } from './taking-part.ts';

/** With so many who may decide, coc says who else could. */
const FEW = 1;

/** What tells how somebody from outside is named beforehand has this in it. */
const HOW_TO_NAME = '`coc community edit`';

/** Whether hardly anybody is left on the team who may decide on this incident. */
export function areTooFew(situation: Situation): boolean {
  return mayDecide(situation).length <= FEW;
}

/** What the policy and the team's settings offer where too few are left, a sentence each. */
export function fromOutside({ community, playbook }: Situation): readonly string[] {
  const { outside = [] } = community;
  const { items } = playbook['too-few'];
  if (outside.length === 0) return items;
  return [
    `From outside the team you can ask: ${outside.join('; ')}.`,
    ...items.filter((item) => !item.includes(HOW_TO_NAME)),
  ];
}

/** The same as a list for whoever decides; nothing where enough are left. */
export function tooFewBlocks(situation: Situation): readonly Block[] {
  if (!areTooFew(situation)) return [];
  return [{ kind: 'list', title: 'Few are left on the team to decide this', items: fromOutside(situation) }];
}

/** Who could decide with somebody who is about to decide alone: on the team, and from outside. */
export function withWhomBlocks(alone: readonly string[], situation: Situation): readonly Block[] {
  const others = mayDecide(situation).filter(({ id }) => !alone.includes(id));
  const team = others.length === 0 ? [] : [`On the team: ${listed(others.map(({ name }) => name))}.`];
  const title = 'Nobody has to decide this alone';
  return [{ kind: 'list', title, items: [...team, ...fromOutside(situation)] }];
}
