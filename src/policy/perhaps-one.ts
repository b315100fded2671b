import type { IncidentView, Person } from '../incident/view.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { isTheirName } from '../letters/same-name.ts';

/**
 * Two people of an incident who may be one, by their marks: a whole name, an address or a handle of theirs is the same. Nothing
 * is joined: there are namesakes. Who is known to few is left out; that they are somebody else here as well would tell the others.
 */
export function perhapsOne({
  people,
}: Pick<IncidentView, 'people'>): readonly (readonly [one: string, other: string])[] {
  const open = people.filter(({ knownTo, hidden }) => knownTo === undefined && !hidden);
  return open.flatMap((one, index) =>
    open
      .slice(index + 1)
      .filter((other) => isCalledAs(one, other))
      .map((other) => [one.ref, other.ref] as const),
  );
}

function isCalledAs(one: Person, other: Person): boolean {
  return wholeNames(one).some((name) => wholeNames(other).some((own) => isTheirName(name, own)));
}

/** What somebody is called in whole, and their addresses. */
export function wholeNames({ name, aliases = [], contact, description }: Person): readonly string[] {
  const said = [name, ...aliases, contact, ...(description ? namesGivenIn(description) : [])];
  return said.filter(
    (one): one is string => Boolean(one) && (one?.includes('@') || nameParts(one ?? '').all.length > 1),
  );
}

/** The same in a sentence each, with what is typed where they are one. */
export function perhapsOneWords(incident: Pick<IncidentView, 'people'>, id: string): readonly string[] {
  return perhapsOne(incident).map(
    ([one, other]) =>
      `${one} and ${other} have the same name, or are reached in the same way. If they are one person, note that: \`coc report add ${id}\`, “Who somebody is”. If one of the names was a slip, that is put right there too.`,
  );
}
