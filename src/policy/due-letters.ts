import { isOfTheLeader } from '../incident/decided-elsewhere.ts';
import { knew } from '../incident/knew.ts';
import { isHandedOut, isWaiting, type Letter } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { accusedIn } from './involved.ts';
import { letterName } from './letter-name.ts';
import { isTakenBack } from './permission.ts';
import type { Playbook } from './playbook.ts';
import { isForOthers } from './reach.ts';
import { isOfAnother } from './stopped.ts';
import type { Telling, Waiting } from './waiting.ts';

/** What was drafted, and has not gone out, or no longer may: until somebody notes that it is out, or that it does not go out. */
export function lettersWaiting(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const { closed } = incident;
  // The community does not hear of it before those whom it is about.
  const isLast = ({ letter }: Letter): number => Number(letter === 'announcement');
  return incident.letters
    .toSorted((a, b) => isLast(a) - isLast(b))
    .filter(isWaiting)
    .filter(
      (one) =>
        closed === undefined || closed.letters?.includes(one.id) === true || !knew(incident, closed, one),
    )
    .filter(({ isClosed }) => isClosed !== true)
    .flatMap((one) =>
      isTakenBack(one, incident)
        ? [holdLetter(one, 'that is no longer permitted', incident, playbook)]
        : isOfAnother(one, incident)
          ? [holdLetter(one, 'the two incidents are not one matter any more', incident, playbook)]
          : isSentWithMore(one, incident)
            ? []
            : [sendLetter(one, incident, playbook)],
    );
}

/** Whether that it is sent waits already, with who tells them and by when; or for those who know whom it is for. */
function isSentWithMore({ letter, person }: Letter, incident: IncidentView): boolean {
  return (letter === 'complaint' && isHandedOut('tell', person, incident)) || isForOthers(person, incident);
}

/** That a letter that is drafted is sent. */
export function sendLetter(one: Letter, incident: IncidentView, playbook: Playbook): Waiting {
  const verb = one.letter === 'announcement' ? 'Publish' : 'Send';
  return {
    what: `${verb} ${letterName(one, incident)}`,
    ...stepOfLetter(one, playbook),
    tells: toldBy(one, incident),
    ...(isOfTheLeader(one, incident) && { ofTheLeader: true }),
  };
}

/** That a letter that is drafted is not sent, and why. */
export function holdLetter(one: Letter, why: string, incident: IncidentView, playbook: Playbook): Waiting {
  const what = `Note that this does not go out, or that it is out already: ${letterName(one, incident)}. It is not to, since ${why}`;
  return { what, ...stepOfLetter(one, playbook), tells: toldBy(one, incident) };
}

/** Whom a letter tells what, where it is one of those that `notify` writes. */
function toldBy({ letter, person, appeal }: Letter, incident: IncidentView): Telling | undefined {
  if (person === undefined || (letter !== 'complaint' && letter !== 'response')) return undefined;
  if (letter === 'complaint') return { about: letter, person };
  if (appeal !== undefined) return { about: 'appeal', person };
  return { about: accusedIn(incident).some(({ ref }) => ref === person) ? 'response' : 'outcome', person };
}

function stepOfLetter({ letter }: Letter, playbook: Playbook): Pick<Waiting, 'step' | 'clause'> {
  const steps = {
    complaint: ['notify', playbook.accused.complaint.clause],
    response: ['notify', playbook.accused.response.clause],
    employer: ['employer', playbook.employer.clause],
    relay: ['apology', playbook.apologies.clause],
    announcement: ['announce', playbook.announcement.clause],
  } as const;
  const [step, clause] = steps[letter];
  return { step, clause };
}
