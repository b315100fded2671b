import type { IncidentView, Person } from '../../incident/view.ts';
import type { Choice } from '../../interview/question.ts';
import { text } from '../../policy/given-answers.ts';
import { isOutOfReach } from '../../policy/reach.ts';
import { isToBeSaid, toBeSaidTo } from '../../policy/sentence.ts';
import { listed } from '../../text/listed.ts';
import { oneFrom } from '../questions.ts';
import { type Addition, people } from './addition.ts';
import { ask } from './playbook-question.ts';

const VALUE = 'unreachable';
/** What it is called where it is chosen. */
export const NOT_REACHED = 'That somebody cannot be reached';

/** That somebody who reported it, or to whom it happened, cannot be reached: then nobody is sent to tell or ask them. */
export const UNREACHABLE: Addition = {
  value: VALUE,
  choice: (incident) =>
    incident === undefined || choices(incident).length > 0 ? { value: VALUE, label: NOT_REACHED } : undefined,
  questions: (playbook) => ({
    first: [
      ask(playbook, 'unreachable', {
        answer: oneFrom(({ incident }) => choices(incident)),
        required: true,
        when: ({ add }) => add === VALUE,
      }),
    ],
  }),
  write: (draft, given) => {
    const person = text(given.unreachable);
    if (person !== undefined) draft.add({ kind: 'unreachable', person });
  },
  afterwards: (given, { incident }) => outOfReach([text(given.unreachable) ?? ''], incident),
};

/** What follows where somebody cannot be reached. */
export function outOfReach(refs: readonly string[], incident: IncidentView): readonly string[] {
  const isLast = isToBeSaid(incident) && toBeSaidTo(incident).every((one) => refs.includes(one));
  return [
    `Nobody is sent to tell or ask ${listed(refs, 'or')} anything. Once you note a way to reach them, that ends.`,
    ...(isLast ? ['The sentence about the meeting cannot be said. It goes on as where nobody objects.'] : []),
  ];
}

/** Whether somebody may be noted to be out of reach by whoever looks at the incident so. */
export function canBeNoted(ref: string, incident: IncidentView): boolean {
  return concerned(incident).some((one) => one.ref === ref);
}

function choices(incident: IncidentView | undefined): readonly Choice[] {
  const refs = new Set(incident === undefined ? [] : concerned(incident).map(({ ref }) => ref));
  return people(incident).filter(({ value }) => refs.has(value));
}

/** Of those who are known to few, only whoever knows them can say it. */
function concerned(incident: IncidentView): readonly Person[] {
  return incident.people.filter(
    ({ ref, role, affected, hidden }) =>
      (role === 'reporter' || role === 'affected' || affected === 'yes') &&
      !hidden &&
      !isOutOfReach(ref, incident),
  );
}
