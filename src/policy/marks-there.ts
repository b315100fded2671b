import type { Person } from '../incident/view.ts';
import { nameHits } from '../letters/name-hits.ts';
import { pageOf } from '../letters/page.ts';
import { isTheirName } from '../letters/same-name.ts';
import { at, saidOf } from './answered-elsewhere.ts';
import type { Given } from './given-answers.ts';
import { wholeNames } from './perhaps-one.ts';
import type { Situation } from './situation.ts';

/** The answers that are people of the incident, by their marks. */
const PEOPLE = ['person', 'from', 'to', 'central', 'may-name'];

/**
 * The answers as they are about this incident, where it is looked at as another one of the same matter: a mark is somebody else's there.
 * Who was said to be one person keeps what the answers say of them; everybody else there is nobody of the answers.
 */
export function asMarkedThere(given: Given, { incident, main = incident }: Situation): Given {
  if (main.id === incident.id) return given;
  const said = saidOf([main, incident]);
  const there = (mark: string): string | undefined =>
    main.people.some(({ ref }) => ref === mark)
      ? incident.people.find(({ ref }) => said(at(main, mark), at(incident, ref))?.is === 'same')?.ref
      : mark;
  const moved = Object.entries(given)
    .filter(([id]) => PEOPLE.includes(id))
    .map(([id, answer]) => [
      id,
      typeof answer === 'string' ? there(answer) : [answer ?? []].flat().flatMap((one) => there(one) ?? []),
    ]);
  return { ...given, ...Object.fromEntries(moved) };
}

/**
 * Those of this incident who have the very name of somebody of the one that the answers are about: to say it tells nobody anything. Of
 * those who are accused in both also a name that is nearly theirs, and the one that came up with a letter: it is theirs to hear, however
 * the other report wrote it. By a name that is only typed nobody else is called there: whoever writes could type anybody's.
 */
export function calledThere(
  mark: string | undefined,
  given: Given,
  { incident, main = incident }: Situation,
): readonly Person[] {
  const them = main.people.find(({ ref }) => ref === mark);
  if (them === undefined || main.id === incident.id) return [];
  const names = wholeNames(them);
  const typed = mark === given.person && typeof given.name === 'string' ? [given.name] : [];
  return (
    incident.people
      .filter((one) => {
        const both = areAccused(one, them);
        return wholeNames(one).some(
          (name) =>
            names.some((own) => isTheirName(name, own)) ||
            (both && [...names, ...typed].some((own) => isTheirName(name, own) || isReadAs(name, own))),
        );
      })
      // As they are called here, and nothing else.
      .map(({ ref, role, hidden }) => ({ ref, role, hidden, aliases: [...names, ...typed] }))
  );
}

function areAccused(...all: readonly Person[]): boolean {
  return all.every(({ role }) => role === 'accused');
}

/** Whether one name would be found in the place of another: as it is looked for in a letter. */
function isReadAs(name: string, own: string): boolean {
  return nameHits(pageOf(own), [name], new Set()).length > 0;
}
