import { knew } from '../incident/knew.ts';
import { isWaiting } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { slipsTold } from './decisions.ts';
import { wasBefore } from './from-files.ts';

interface Written {
  readonly id: string;
}

/** The announcements that are out, each as its text was written. */
function published({ told, letters }: IncidentView): readonly Written[] {
  return told
    .filter(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined)
    .map((one) => letters.find(({ id }) => id === one.letter) ?? one);
}

/**
 * What became of sanctions since something was published that knew them, as far as no later announcement is out or drafted that
 * knew of it, and nobody who did has noted that none is needed. A last day that came is as it was announced.
 */
export function untrueSincePublished(incident: IncidentView): readonly Written[] {
  const out = published(incident);
  if (out.length === 0) return [];
  const { letters, announcements } = incident;
  const settling: readonly Written[] = [
    ...out,
    ...letters.filter((one) => one.letter === 'announcement' && isWaiting(one)),
    ...announcements.filter(({ announce }) => !announce),
  ];
  return incident.sanctions
    .filter((one) => out.some((text) => knew(incident, text, one)))
    .flatMap(({ changes, ended, startsAt, ...one }) => [
      ...changes.map(({ id, changedAt }) => ({ id, at: changedAt })),
      ...slipsTold(one).map(({ id }) => ({ id, at: startsAt })),
      ...(ended?.how === 'lifted' ? [{ id: ended.id, at: ended.endedAt }] : []),
    ])
    .filter(({ at }) => !wasBefore(at, incident))
    .filter((decision) => !settling.some((text) => knew(incident, text, decision)));
}
