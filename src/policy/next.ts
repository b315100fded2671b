import { barTo } from './bars.ts';
import { byUrgency, type Due } from './due.ts';
import { refusalsAtOnce } from './gates.ts';
import { isParty } from './involved.ts';
import type { GateId } from './playbook.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';

/** The step that lets somebody else in, where whoever looks takes no part in deciding. */
const LET_IN = 'access grant';

/**
 * Of what waits in an incident, what whoever looks can begin now: each item is asked of the rules of the step that it names,
 * before anything is answered. What has to come first is an item of its own. Where whoever looks takes no part in deciding,
 * that is left to those who can open it; where nobody else can, somebody has to be let in.
 *
 * @param judged the step of that name; undefined where it is none that the policy judges
 */
export function possibleNow(
  waiting: readonly Due[],
  situation: Situation,
  judged: (step: string) => Judged | undefined,
): readonly Due[] {
  const isMine = situation.members.some((one) => one.id === situation.me && isParty(one, situation.incident));
  const stands = (one: Pick<Due, 'step' | 'byTheTeam'>): Standing =>
    one.byTheTeam === true && isMine ? 'not-mine' : standing(judged(one.step), situation);
  const mayBegin = waiting.filter((one) => stands(one) === 'free');
  const [first] = waiting.filter((one) => stands(one) === 'not-mine');
  if (first === undefined || othersDecide(situation)) return mayBegin;
  const letIn = {
    ...first,
    what: 'Let somebody open it who may decide it, as far as that is permitted',
    step: LET_IN,
    byTheTeam: false,
  };
  return stands(letIn) === 'free' ? [...mayBegin, letIn].sort(byUrgency(situation.now)) : mayBegin;
}

/** `not-mine`: the case is ripe, and only whoever looks may not do it. */
type Standing = 'free' | 'barred' | 'not-mine';

/** The rule that is about who decides. */
const ABOUT_WHO: GateId = 'complainant';

function standing(step: Judged | undefined, situation: Situation): Standing {
  if (step === undefined) return 'free';
  if (barTo(step, 'first', {}, situation) !== undefined) return 'barred';
  const refused = refusalsAtOnce(step, {}, situation);
  if (refused.length === 0) return 'free';
  return refused.every(({ gate }) => gate === ABOUT_WHO) ? 'not-mine' : 'barred';
}

/** Whether somebody else can open it who may decide. */
function othersDecide({ incident, members, me }: Situation): boolean {
  return members.some((one) => one.id !== me && incident.readers.includes(one.id) && !isParty(one, incident));
}
