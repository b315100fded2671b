import type { ContentOf } from '../incident/entry.ts';
import { ACTION_KEYS } from './actions.ts';
import { Actors } from './actors.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, list, oneOf, text } from './given.ts';
import { isHeard, isTold } from './heard.ts';
import { accusedIn } from './involved.ts';
import type { Situation } from './situation.ts';

/** What a meeting came to, and who does what by when ("The meeting"). */
export function holdMeeting(given: Given, situation: Situation, draft: EntryList): void {
  const actors = new Actors(draft, situation);
  const alsoPresent = list(given['also-present']).map((name) => actors.of(name));
  const [exception, reason, unheard] = [text(given.exception), text(given.reason), text(given.unheard)];
  draft.add({
    kind: 'meeting',
    heldAt: text(given['held-at']) ?? '',
    present: [...list(given.present)],
    ...(alsoPresent.length > 0 && { alsoPresent }),
    ...(exception !== undefined && { exception }),
    whatHappened: text(given['what-happened']) ?? '',
    outcome: oneOf<ContentOf<'meeting'>['outcome']>(given.outcome) ?? 'undecided',
    ...(reason !== undefined && { reason }),
    ...(unheard !== undefined && { unheard }),
  });
  const { incident } = situation;
  for (const { ref } of accusedIn(incident)) {
    if (given.told === 'no' && !isTold(ref, incident))
      addAction(draft, actors, given, 'tell', `Tell ${ref} that there is a complaint`, ref);
    const notPossible = text(given.cannot);
    if (given.told === 'cannot' && notPossible !== undefined && !isTold(ref, incident))
      draft.add({ kind: 'told', about: 'complaint', person: ref, notPossible });
    if (!isHeard(ref, incident)) addAction(draft, actors, given, 'hear', `Hear the side of ${ref}`, ref);
  }
  for (const key of ACTION_KEYS) {
    const what = text(given[key]);
    const [who, due] = [text(given[`${key}-who`]), text(given[`${key}-when`])];
    if (what !== undefined && who !== undefined && due !== undefined)
      draft.add({ kind: 'action', what, who: actors.of(who), due });
  }
}

function addAction(
  draft: EntryList,
  actors: Actors,
  given: Given,
  purpose: 'tell' | 'hear',
  what: string,
  person: string,
): void {
  const [who, due] = [text(given[`${purpose}-who`]), text(given[`${purpose}-when`])];
  if (who !== undefined && due !== undefined)
    draft.add({ kind: 'action', what, who: actors.of(who), due, purpose, person });
}

/** Which of the things to do are done. */
export function tickOff(given: Given, { incident, now }: Situation, draft: EntryList): void {
  for (const number of list(given.done)) {
    const action = incident.actions.find((one) => String(one.number) === number);
    if (action !== undefined && action.doneAt === undefined)
      draft.add({ kind: 'action-done', action: action.id, doneAt: now.toISOString() });
  }
}
