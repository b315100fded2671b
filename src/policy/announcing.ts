import type { ContentOf } from '../incident/entry.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, list, text } from './given.ts';
import { addLetter, waitingLetter } from './notice.ts';
import type { Situation } from './situation.ts';

/** A draft for the community, that it was published, what came back, or that there is none ("Informing the community"). */
export function announce(given: Given, situation: Situation, draft: EntryList): void {
  const why = [...list(given.why)];
  const reason = text(given.reason);
  if (given.do === 'no') draft.add({ kind: 'announcement', announce: false, ...(reason && { reason }) });
  else if (given.do === 'published') notePublished(given, situation, draft);
  else if (given.do === 'feedback') noteFeedback(given, draft);
  else {
    const central = text(given.central);
    const exception =
      central === undefined || central === 'nobody'
        ? undefined
        : { person: central, reason: text(given['central-reason']) ?? '' };
    draft.add({ kind: 'announcement', announce: true, why });
    addLetter(draft, 'announcement', given, { ...(exception && { exception }) });
  }
}

function notePublished(given: Given, situation: Situation, draft: EntryList): void {
  const letter = waitingLetter('announcement', undefined, situation);
  const words = text(given['published-text']);
  draft.add({
    kind: 'told',
    about: 'announcement',
    ...(letter && { letter: letter.id }),
    toldAt: text(given['published-at']) ?? '',
    how: text(given.where) ?? '',
    toldBy: situation.me,
    ...(words !== undefined && { words }),
  } satisfies ContentOf<'told'>);
}

function noteFeedback(given: Given, draft: EntryList): void {
  const way = text(given.way);
  draft.add({
    kind: 'feedback',
    words: text(given.words) ?? '',
    receivedAt: text(given['received-at']) ?? '',
    ...(way !== undefined && { way }),
  });
}
