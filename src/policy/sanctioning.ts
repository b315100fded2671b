import type { ContentOf } from '../incident/entry.ts';
import type { Sanction } from '../incident/response.ts';
import { Actors } from './actors.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, list, oneOf, text } from './given.ts';
import { openItems } from './sanctions.ts';
import type { Situation } from './situation.ts';

type Content = ContentOf<'sanction'>;

/** A sanction, with everything that belongs to it ("Possible sanctions"). */
export function sanctionSomebody(given: Given, { playbook, now }: Situation, draft: EntryList): void {
  const kind = playbook.sanctions.kinds.find(({ id }) => id === given.sanction);
  if (kind === undefined) throw new Error('a sanction that the playbook does not have');
  const parameters = Object.fromEntries(kind.parameters.map((key) => [key, text(given[key]) ?? '']));
  const switchOff = [...list(given['switch-off']), ...list(given['also-switch-off'])];
  const unheard = text(given.unheard);
  draft.add({
    kind: 'sanction',
    person: text(given.person) ?? '',
    sanction: kind.id,
    label: kind.label,
    startsAt: now.toISOString(),
    ...termOf(given),
    parameters,
    safety: text(given.safety) ?? '',
    decidedBy: [...list(given['decided-by'])],
    ...(list(given.tell).length > 0 && { tell: [...list(given.tell)] }),
    ...(switchOff.length > 0 && { switchOff }),
    ...(unheard !== undefined && { unheard }),
  });
}

/** Which of those who must know were told, and what was switched off. */
export function tickOffSanction(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = meant(given, situation);
  const items = openItems(sanction)
    .filter(({ number }) => list(given.items).includes(String(number)))
    .map(({ item }) => item);
  draft.add({ kind: 'sanction-done', sanction: sanction.id, items });
}

export function changeSanction(given: Given, situation: Situation, draft: EntryList): void {
  draft.add({
    kind: 'sanction-change',
    sanction: meant(given, situation).id,
    ...termOf(given),
    reason: text(given.reason) ?? '',
    decidedBy: [...list(given['decided-by'])],
  });
}

export function endSanction(given: Given, situation: Situation, draft: EntryList): void {
  const reason = text(given.reason);
  const decidedBy = list(given['decided-by']);
  draft.add({
    kind: 'sanction-end',
    sanction: meant(given, situation).id,
    endedAt: text(given['ended-at']) ?? '',
    how: oneOf<ContentOf<'sanction-end'>['how']>(given.how) ?? 'ran-out',
    ...(reason !== undefined && { reason }),
    ...(decidedBy.length > 0 && { decidedBy: [...decidedBy] }),
  });
}

/** An appeal that came in, or what came of the one that did; where it lifts the sanction, the sanction ends. */
export function appealSanction(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = meant(given, situation);
  if (given.state === 'received') {
    draft.add({
      kind: 'appeal',
      sanction: sanction.id,
      receivedAt: text(given['received-at']) ?? '',
      words: text(given.words) ?? '',
    });
    return;
  }
  const appeal = sanction.appeals.findLast(({ outcome }) => outcome === undefined);
  if (appeal === undefined) throw new Error('an outcome of an appeal that is not there');
  const outcome = oneOf<ContentOf<'appeal-outcome'>['outcome']>(given.outcome) ?? 'stands';
  const reason = text(given.reason) ?? '';
  const actors = new Actors(draft, situation);
  const heardBy = [
    ...list(given['heard-by']),
    ...list(given['also-heard-by']).map((name) => actors.of(name)),
  ];
  draft.add({ kind: 'appeal-outcome', appeal: appeal.id, outcome, heardBy, reason });
  if (outcome === 'lifted' && sanction.ended === undefined) {
    const endedAt = situation.now.toISOString();
    draft.add({
      kind: 'sanction-end',
      sanction: sanction.id,
      endedAt,
      how: 'lifted',
      reason,
      decidedBy: heardBy,
    });
  }
}

function termOf(given: Given): Pick<Content, 'term' | 'until' | 'conditions'> {
  const until = text(given.until);
  const conditions = list(given.conditions);
  return {
    term: oneOf<Content['term']>(given.term) ?? 'indefinite',
    ...(until !== undefined && { until }),
    ...(conditions.length > 0 && { conditions: [...conditions] }),
  };
}

function meant({ sanction }: Given, { incident }: Situation): Sanction {
  const found = incident.sanctions.find(({ number }) => String(number) === sanction);
  if (found === undefined) throw new Error('a sanction that is not there');
  return found;
}
