import type { SaidOfTwo } from './around.ts';
import type { Comparing } from './comparable.ts';

/** Somebody of an incident, by its ID and their mark. */
export interface Somebody {
  readonly incident: string;
  readonly ref: string;
}

/** What of an incident tells what was said of its people. */
interface Saying {
  readonly id: string;
  readonly comparing: Pick<Comparing, 'introduced' | 'compared'>;
}

/** What was said of two people, or follows from what was said of others; undefined where nothing does. */
export type Said = (one: Somebody, other: Somebody) => SaidOfTwo | undefined;

interface Link {
  readonly one: string;
  readonly other: string;
  readonly said: SaidOfTwo;
}

/**
 * What was said of the people of these incidents. What was said of two themselves stands before what follows; of each, that they are one
 * person before that they are two. If one is somebody, and that one is another person than a third, then so is the first.
 */
export function saidAmong(incidents: readonly Saying[]): Said {
  const links = linksAmong(incidents);
  if (links.length === 0) return () => undefined;
  const whole = wholes(links.filter(({ said }) => said.is === 'same'));
  const wholeOf = (key: string): string => whole.get(key) ?? key;
  const direct = byPair(links);
  const following = byPair(
    links.map(({ one, other, said }) => ({
      one: wholeOf(one),
      other: wholeOf(other),
      said: { ...said, follows: true },
    })),
  );
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return direct.get(pairKey(one, other)) ?? following.get(pairKey(wholeOf(one), wholeOf(other)));
  };
}

function linksAmong(incidents: readonly Saying[]): readonly Link[] {
  const marks = new Map(incidents.map(({ id, comparing }) => [id, new Map(comparing.introduced)]));
  return incidents.flatMap(({ id, comparing }) =>
    comparing.compared.flatMap(({ person, incident, other, is, by, at }): readonly Link[] => {
      const ref = marks.get(incident)?.get(other);
      if (ref === undefined) return [];
      const [one, there] = [keyOf({ incident: id, ref: person }), keyOf({ incident, ref })];
      return [{ one, other: there, said: { is, by, at, incident: id } }];
    }),
  );
}

/** Each of those who are one person, under one of them. */
function wholes(same: readonly Link[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const find = (key: string): string => {
    const next = first.get(key);
    return next === undefined ? key : find(next);
  };
  for (const { one, other } of same) {
    const [a, b] = [find(one), find(other)];
    if (a !== b) first.set(b, a);
  }
  return new Map([...first.keys()].map((key) => [key, find(key)]));
}

function byPair(links: readonly Link[]): ReadonlyMap<string, SaidOfTwo> {
  const all = new Map<string, SaidOfTwo>();
  for (const { one, other, said } of links) {
    const key = pairKey(one, other);
    if (!all.has(key) || (said.is === 'same' && all.get(key)?.is !== 'same')) all.set(key, said);
  }
  return all;
}

function pairKey(one: string, other: string): string {
  return one < other ? `${one}|${other}` : `${other}|${one}`;
}

function keyOf({ incident, ref }: Somebody): string {
  return `${incident} ${ref}`;
}
