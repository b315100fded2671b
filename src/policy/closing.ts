import { Actors } from './actors.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, text } from './given.ts';
import { affectedIn } from './involved.ts';
import type { Situation } from './situation.ts';

/** The hour of a check-in, in the time of this place: a day is all that was asked. */
const NOON = 'T12:00:00';

/** Closes an incident, and hands out the check-in with the person affected, who need not answer. */
export function closeIncident(given: Given, situation: Situation, draft: EntryList): void {
  const unfinished = text(given.unfinished);
  draft.add({ kind: 'closed', ...(unfinished !== undefined && { unfinished }) });
  const day = text(given['check-in']);
  if (day === undefined) return;
  const [person] = affectedIn(situation.incident);
  const ref = person?.ref ?? situation.incident.reports[0]?.reporter;
  draft.add({
    kind: 'action',
    what: `Ask ${ref ?? 'the person affected'} how they are; they need not answer`,
    who: new Actors(draft, situation).of(text(given['check-in-who']) ?? situation.me),
    due: new Date(`${day}${NOON}`).toISOString(),
    purpose: 'check-in',
    ...(ref !== undefined && { person: ref }),
  });
}

export function reopenIncident(given: Given, _situation: Situation, draft: EntryList): void {
  draft.add({ kind: 'reopened', reason: text(given.reason) ?? '' });
}

/** What the playbook's questions brought up ("Evaluation"). */
export function evaluate(given: Given, { playbook }: Situation, draft: EntryList): void {
  const proposals = playbook.evaluation.questions.flatMap(({ id }) => {
    const words = text(given[id]);
    return words === undefined ? [] : [[id, words] as const];
  });
  draft.add({ kind: 'evaluation', proposals: Object.fromEntries(proposals) });
}
