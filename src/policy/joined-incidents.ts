import type { Joined } from '../incident/joined-incidents.ts';

/** An incident, as far as it is one matter with others. */
export interface Joinable {
  readonly id: string;
  readonly joined?: readonly Joined[] | undefined;
}

/**
 * Which incident leads each one that is led, by their IDs, among those that whoever looks can open: what cannot be opened leads nothing, so
 * that nobody's clock stops for something that they cannot see. Where one leads another that leads it, as two people can write beside each
 * other, neither is led. Of a chain the last one leads all.
 */
export function leadersAmong(incidents: readonly Joinable[]): ReadonlyMap<string, string> {
  const led = incidents.filter(({ joined = [] }) => joined.length > 0);
  if (led.length === 0) return new Map();
  const there = new Set(incidents.map(({ id }) => id));
  const to = new Map(
    led.flatMap(({ id, joined = [] }) => {
      const leading = joined.find(({ incident }) => there.has(incident) && incident !== id);
      return leading === undefined ? [] : [[id, leading.incident] as const];
    }),
  );
  const inCircle = new Set([...to.keys()].filter((id) => pathFrom(id, to).includes(id)));
  const straight = new Map([...to].filter(([id]) => !inCircle.has(id)));
  return new Map([...straight.keys()].map((id) => [id, pathFrom(id, straight).at(-1) ?? id]));
}

/** Whether two incidents are one matter: one leads the other, or one leads both. */
export function areOneMatter(one: Joinable, other: Joinable): boolean {
  const to = ({ joined = [] }: Joinable): readonly string[] => joined.map(({ incident }) => incident);
  return [...to(one), one.id].some((id) => id === other.id || to(other).includes(id));
}

/** What an incident leads, by their IDs, among those that whoever looks can open. */
export function ledBy(id: string, incidents: readonly Joinable[]): readonly string[] {
  return [...leadersAmong(incidents)].filter(([, leader]) => leader === id).map(([led]) => led);
}

/** Where one comes to from an incident, each once; the incident itself last where it is a circle. */
function pathFrom(id: string, to: ReadonlyMap<string, string>): readonly string[] {
  const path: string[] = [];
  for (let at = to.get(id); at !== undefined && !path.includes(at); at = to.get(at)) path.push(at);
  return path;
}
