import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { at, saidOf } from './answered-elsewhere.ts';
import { type Given, list } from './given-answers.ts';
import { permitsAlone, permitters, recordedAnswer, saysYes } from './permission.ts';
import type { Situation } from './situation.ts';

type What = Parameters<typeof recordedAnswer>[0];

/** An incident that is led, and whose word is missing there. */
export interface MissingThere {
  readonly incident: IncidentView;
  /** What was said there, where that is not yes. */
  readonly recorded?: 'no' | 'if';
  /** By their marks there; none where nobody is known whose word it takes. */
  readonly people: readonly string[];
}

/**
 * In which of the incidents that this one leads something may not be told yet, and whose word is missing there: what is recorded there
 * counts, and where nothing is, what they say here, of those alone who are said to be one person. A no, or a condition, stands as it was
 * said there.
 */
export function missingThere(
  what: What,
  given: Given,
  { incident, matter }: Pick<Situation, 'incident' | 'matter'>,
): readonly MissingThere[] {
  if (what === undefined) return [];
  return (matter?.led ?? []).flatMap((led) => {
    if (led.visibility === 'witnessed') return [];
    const recorded = recordedAnswer(what, led);
    if (recorded === 'yes') return [];
    const all = permitters(led).map(({ ref }) => ref);
    const missing = all.filter(
      (ref) =>
        !permitsAlone(what, ref, led) &&
        (recorded !== undefined || !agreesHere(what, ref, led, given, incident)),
    );
    return all.length > 0 && missing.length === 0
      ? []
      : [{ incident: led, people: missing, ...(recorded && { recorded }) }];
  });
}

/** Whether somebody of an incident that is led is said to be one who says yes here, or did. */
function agreesHere(what: What, ref: string, led: IncidentView, given: Given, here: IncidentView): boolean {
  const said = saidOf([here, led]);
  const saying = !saysYes(given)
    ? []
    : given['permitted-by'] === undefined
      ? permitters(here).map((one) => one.ref)
      : list(given['permitted-by']);
  return here.people
    .filter((one) => said(at(here, one.ref), at(led, ref))?.is === 'same')
    .some((one) =>
      given.permitted === undefined || !permitters(here).includes(one)
        ? permitsAlone(what, one.ref, here)
        : saying.includes(one.ref),
    );
}

/** The same in words, with what is typed then, of each. */
export function missingThereWords({ incident, people, recorded }: MissingThere, here: IncidentView): string {
  const there = showId(incident.id);
  const noted = `\`coc report add ${there}\``;
  if (people.length === 0)
    return `${there} is one matter with this, and nobody is known there who could permit it. Once somebody has, ${noted} notes that.`;
  if (recorded !== undefined)
    return `${listed(people)} of ${there}, which is one matter with this, said ${recorded === 'no' ? 'no to it' : 'under which condition it may be told'}. Should that change, ${noted} notes it.`;
  const said = saidOf([here, incident]);
  const perhaps = permitters(here)
    .map(({ ref }) => ref)
    .filter((ref) => people.some((other) => said(at(here, ref), at(incident, other)) === undefined));
  return [
    `It takes the word of ${listed(people)} of ${there} as well, which is one matter with this. Once they have said that it may be told, ${noted} notes that.`,
    ...(perhaps.length === 0
      ? []
      : [
          `If that is ${listed(perhaps, 'or')} of this one, \`coc same ${there}\` says so, and their yes here counts.`,
        ]),
  ].join(' ');
}
