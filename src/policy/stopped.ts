import { isOfTheLeader } from '../incident/decided-elsewhere.ts';
import { knew } from '../incident/knew.ts';
import { isWaiting, type Letter } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { accusedIn } from './involved.ts';
import { isTakenBack } from './permission.ts';
import { isActive } from './sanctions.ts';

/**
 * Whether an incident that does not go on is kept as a record, and nothing is done about it: of several people's wishes the
 * strictest holds.
 */
export function isKeptOnly({ stopped, wishes = [] }: IncidentView): boolean {
  return (stopped?.stops ?? []).some(
    ({ report, person }) =>
      wishes.findLast((one) => one.report === report && one.from === person && one.want !== 'nobody-more')
        ?.want === 'keep',
  );
}

/** The accused who were told that there is a complaint, nothing since, and so may be told that it goes no further. */
export function toBeToldItIsOver(incident: IncidentView, now: Date): readonly string[] {
  const { stopped, told, sanctions } = incident;
  if (stopped === undefined) return [];
  return accusedIn(incident)
    .map(({ ref }) => ref)
    .filter((ref) => {
      const heard = told.filter(({ person, toldAt }) => person === ref && toldAt !== undefined);
      return (
        heard.findLast(({ about }) => about === 'complaint' || about === 'response')?.about === 'complaint' &&
        !sanctions.some((one) => one.person === ref && isActive(one, now))
      );
    });
}

/** Letters that are drafted and not out, by whether they were written before it was stopped: those are not to go out. */
export function lettersWhileStopped(incident: IncidentView): {
  readonly held: readonly Letter[];
  readonly since: readonly Letter[];
} {
  const { stopped, letters } = incident;
  if (stopped === undefined) return { held: [], since: [] };
  const waiting = letters.filter(isWaiting);
  return {
    held: waiting.filter((one) => !knew(incident, one, stopped)),
    since: waiting.filter((one) => knew(incident, one, stopped)),
  };
}

/** Whether a letter tells what an incident decided that does not lead this one any more. */
export function isOfAnother(letter: Letter, incident: IncidentView): boolean {
  return letter.decidedElsewhere === true && !isOfTheLeader(letter, incident);
}

/**
 * Whether a letter that is drafted is not to go out: it was written before it was stopped, is no longer permitted, or is of what is
 * another matter by now.
 */
export function isHeld(letter: Letter, incident: IncidentView): boolean {
  if (!isWaiting(letter)) return false;
  const { stopped } = incident;
  return (
    isTakenBack(letter, incident) ||
    isOfAnother(letter, incident) ||
    (stopped !== undefined && !knew(incident, letter, stopped))
  );
}
