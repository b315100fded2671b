import { answerGiven } from '../answered.ts';
import { isAffected } from '../fold-consent.ts';
import type { IncidentView } from '../view.ts';
import type { Fact } from './block.ts';
import { answered, UNTOLD } from './reports.ts';
import { actor, joined, say, type Text } from './text.ts';

/**
 * What was answered to whether it may go on: by whom it happened to, and apart from them by whoever reported it; of several
 * people, by whom.
 */
export function answeredInShort(incident: IncidentView): readonly Fact[] {
  const { people } = incident;
  const isAnswered = ({ ref }: { ref: string }): boolean => answerGiven(ref, incident) !== undefined;
  if (!people.some(isAnswered)) return [];
  const affected = people.filter(isAffected);
  const others = people.filter((one) => !isAffected(one) && isAnswered(one));
  const isAlone = affected.length + others.length === 1;
  const said = (all: typeof people): Text =>
    joined(
      all.map(({ ref }) => {
        const given = answerGiven(ref, incident);
        const words = given ? answered(given, incident) : UNTOLD;
        return isAlone ? words : say`${actor(ref)}: ${words}`;
      }),
      '; ',
    );
  const [first] = affected;
  return [
    ...(first === undefined
      ? []
      : [
          {
            name: affected.length > 1 ? say`Those affected` : say`The person affected`,
            value: said(affected),
          },
        ]),
    ...(others.length === 0 ? [] : [{ name: say`Who reported it`, value: said(others) }]),
  ];
}
