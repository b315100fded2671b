import { isWaiting } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { accusedIn } from './involved.ts';
import { letterName } from './letter-name.ts';

/** What of an incident others have heard already, a few words each: nobody can take it back. */
export function outAlready(incident: IncidentView): readonly string[] {
  const accused = accusedIn(incident).map(({ ref }) => ref);
  const words = { complaint: 'that there is a complaint', response: 'what was decided' };
  const told = incident.told
    .filter(({ toldAt }) => toldAt !== undefined)
    .flatMap(({ about, person }): readonly string[] => {
      if (about === 'announcement') return ['the announcement'];
      if (about === 'employer') return [`the letter to the employer of ${person}`];
      if (about === 'relay' || person === undefined || !accused.includes(person)) return [];
      return [`what ${person} was told, ${words[about]}`];
    });
  const knowing = incident.sanctions.flatMap(({ tell = [], open, label, person }) =>
    tell.filter((item) => !open.includes(item)).map((item) => `“${label}” for ${person}, to: ${item}`),
  );
  return [...new Set([...told, ...knowing])];
}

/** What is drafted or handed out and others would hear of, a few words each; of letters, those of these kinds. */
export function notOutYet(incident: IncidentView, kinds?: readonly string[]): readonly string[] {
  const letters = incident.letters
    .filter((one) => isWaiting(one) && kinds?.includes(one.letter) !== false)
    .map((one) => letterName(one, incident));
  const telling = incident.sanctions
    .filter(({ ended }) => ended === undefined)
    .flatMap(({ tell = [], open, label, person }) =>
      tell.filter((item) => open.includes(item)).map((item) => `“${label}” for ${person}, to: ${item}`),
    );
  return [...letters, ...telling];
}
