import type { Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { present } from '../text/present.ts';
import type { Playbook } from './playbook.ts';
import { endOf, isPast } from './sanctions.ts';
import type { Waiting } from './waiting.ts';

/** How many days before its end a sanction is among what waits. */
const ENDING_DAYS = 30;

/** Sanctions whose end is near or over, what of them is still to be done, and appeals that nobody has heard. */
export function sanctionsWaiting(
  { sanctions: all }: IncidentView,
  playbook: Playbook,
  now: Date,
): readonly Waiting[] {
  const { clause } = playbook.sanctions;
  return all.flatMap((one): readonly Waiting[] => {
    const name = `“${one.label}” for ${one.person}`;
    const end = endOf(one);
    const isNear = end !== undefined && end.getTime() - now.getTime() < ENDING_DAYS * 86_400_000;
    return present([
      one.open.length > 0 &&
        one.ended === undefined && {
          what: `For ${name}, not noted as done: ${one.open.join('; ')}`,
          clause,
          step: 'sanction done',
        },
      isNear &&
        one.ended === undefined && {
          what: isPast(one, now) ? `Confirm that ${name} has ended` : `${name} ends`,
          clause,
          step: 'sanction end',
          at: end,
        },
      isToBeChanged(one) && {
        what: `Write down how ${name} is changed, as the appeal came out`,
        clause,
        step: 'sanction change',
      },
      ...one.appeals
        .filter(({ outcome }) => outcome === undefined)
        .map(() => ({
          what: `Hear the appeal against ${name}`,
          clause: playbook.accused.response.clause,
          step: 'sanction appeal',
        })),
    ]);
  });
}

/** Whether an appeal changed it, and nobody has written down yet what holds now. */
function isToBeChanged({ appeals, changes, ended }: Sanction): boolean {
  const newest = Math.max(0, ...changes.map(({ seq }) => seq));
  return (
    ended === undefined &&
    appeals.some(({ outcome }) => outcome?.outcome === 'changed' && outcome.seq > newest)
  );
}
