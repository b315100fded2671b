import { isDecided } from '../incident/response.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { ended, inARow } from '../text/within.ts';
import { isParty } from './involved.ts';
import type { Situation } from './situation.ts';
import { mayDecide } from './taking-part.ts';

/** With so many who may decide, coc says who else could. */
const FEW = 1;

/** What tells how somebody from outside is named beforehand has this in it. */
const HOW_TO_NAME = '`coc community edit`';
/** What takes an admin has one of these in it. */
const BY_AN_ADMIN = ['`coc team add`', HOW_TO_NAME];

/** Whether hardly anybody is left on the team who may decide on this incident. */
export function areTooFew(situation: Situation): boolean {
  return mayDecide(situation).length <= FEW;
}

/** What the policy and the team's settings offer where too few are left, a sentence each. */
export function fromOutside(situation: Situation): readonly string[] {
  const { community, playbook } = situation;
  const { outside = [] } = community;
  const { items: all } = playbook['too-few'];
  const items = hasNoAdmin(situation)
    ? all.filter((item) => !BY_AN_ADMIN.some((command) => item.includes(command)))
    : all;
  if (outside.length === 0) return items;
  return [
    ended(`From outside the team you can ask: ${inARow(outside)}`),
    ...items.filter((item) => !item.includes(HOW_TO_NAME)),
  ];
}

/** Whether the only admin is somebody else, and whom it is about or kept out: nobody asks them for what would tell them of it. */
function hasNoAdmin({ onlyAdmin, incident, members, me }: Situation): boolean {
  return members.some(
    (one) =>
      one.id === onlyAdmin && one.id !== me && (incident.keptOut.includes(one.id) || isParty(one, incident)),
  );
}

/** The same as a list for whoever decides; nothing where enough are left. */
export function tooFewBlocks(situation: Situation): readonly Block[] {
  if (!areTooFew(situation)) return [];
  return [{ kind: 'list', title: 'Few are left on the team to decide this', items: fromOutside(situation) }];
}

/** The same beside what waits, as long as nobody has decided: where somebody on the team is left out, and not where it is that small. */
export function leftOutToDecide(situation: Situation): readonly Block[] {
  const { incident, members } = situation;
  const isOpen = !isDecided(incident) && incident.stopped === undefined;
  return isOpen && mayDecide(situation).length < members.length ? tooFewBlocks(situation) : [];
}

/** Who could decide with somebody who is about to decide alone: on the team, and from outside. */
export function withWhomBlocks(alone: readonly string[], situation: Situation): readonly Block[] {
  const others = mayDecide(situation).filter(({ id }) => !alone.includes(id));
  const team = others.length === 0 ? [] : [`On the team: ${listed(others.map(({ name }) => name))}.`];
  const title = 'Nobody has to decide this alone';
  return [{ kind: 'list', title, items: [...team, ...fromOutside(situation)] }];
}
