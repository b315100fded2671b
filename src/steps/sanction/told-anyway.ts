import { accusedWhoMayBe } from '../../policy/involved.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Unfit } from '../../policy/way-back.ts';
import { recognise } from '../../policy/who.ts';

/** That somebody is to be told of a sanction by others who is under it, and has a letter of their own. */
export function toldAnyway(
  named: readonly string[],
  person: string | undefined,
  situation: Situation,
): Unfit | undefined {
  const isThem = (typed: string): boolean => {
    const found = recognise(typed, situation);
    if (found.is !== 'somebody') return false;
    const { member, person: of } = found.who;
    const accused = member === undefined ? [] : accusedWhoMayBe(member, situation.incident);
    return of?.ref === person || accused.some(({ ref }) => ref === person);
  };
  const words = named.filter(isThem);
  return words.length === 0
    ? undefined
    : { problem: 'is who the sanction is against: `coc notify` tells them, and nobody else has to', words };
}
