import type { Person } from '../incident/view.ts';
import { type Bar, conflictClause } from '../policy/bars.ts';
import type { Given } from '../policy/given-answers.ts';
import { accusedWhoMayBe } from '../policy/involved.ts';
import type { Situation } from '../policy/situation.ts';

/** Who may be accused in an incident says nothing of what it has to do with others. */
function maySayNothing(
  why: string,
  incidentIn: (given: Given, situation: Situation) => { readonly people: readonly Person[] } | undefined,
): Bar {
  return {
    when: ['first', 'saving'],
    refuses: (given, situation) => {
      const incident = incidentIn(given, situation);
      const me = situation.members.find(({ id }) => id === situation.me);
      return incident !== undefined && me !== undefined && accusedWhoMayBe(me, incident).length > 0;
    },
    why: `${why} Somebody else has to say this.`,
    clause: conflictClause,
  };
}

/** The same for the incident at hand and for the other one that is meant. */
export const MAY_BE_ACCUSED: readonly Bar[] = [
  maySayNothing('You may be the one who is accused here.', (_given, { incident }) => incident),
  maySayNothing('You may be the one who is accused in the other incident.', (_given, { other }) => other),
];
