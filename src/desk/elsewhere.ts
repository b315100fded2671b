import type { Desk } from '../app.ts';
import { INCIDENTS, incidentAt } from '../vault/repository.ts';
import { currentMembers } from '../vault/team.ts';
import { readMarks, writersOf } from '../vault/trust.ts';

/** An incident that this member cannot open, and who on the team now ever wrote in it, by ID. */
interface Elsewhere {
  readonly incident: string;
  readonly writers: readonly string[];
}

/** What a look over all incidents found. */
export interface LookedOver {
  /** The IDs of those that opened. */
  readonly opened: readonly string[];
  readonly notShared: number;
  readonly damaged: readonly { readonly path: string }[];
}

/** The incidents that did not open here, each with those on the team who could open it once: who wrote it shows in the history. */
export async function elsewhere({ vault, me }: Desk, listing: LookedOver): Promise<readonly Elsewhere[]> {
  const { objects, roster } = vault.repository;
  const { verified: head } = await readMarks(objects);
  if (head === undefined || listing.notShared === 0) return [];
  const opened = new Set(listing.opened);
  const damaged = new Set(listing.damaged.map(({ path }) => path));
  const paths = [...(await objects.files(head, INCIDENTS)).keys()].filter((path) => {
    const id = incidentAt(path);
    return id !== undefined && !opened.has(id) && !damaged.has(path);
  });
  const writers = await writersOf(objects, head, paths);
  const others = currentMembers(roster).filter(({ id }) => id !== me.id);
  return paths.map((path) => ({
    incident: incidentAt(path) ?? '',
    writers: others.map(({ id }) => id).filter((id) => writers.get(path)?.has(id)),
  }));
}

/** Whom to ask about what does not open here, by name: as few as cover every incident, and everybody else where nobody does. */
export async function whomToAsk(desk: Desk, listing: LookedOver): Promise<readonly string[]> {
  const left = new Set(await elsewhere(desk, listing));
  const others = currentMembers(desk.vault.repository.roster).filter(({ id }) => id !== desk.me.id);
  const asked = new Set<string>();
  while (left.size > 0) {
    const covering = (id: string) => [...left].filter(({ writers }) => writers.includes(id));
    const [most] = [...others].sort((a, b) => covering(b.id).length - covering(a.id).length);
    const covered = most === undefined ? [] : covering(most.id);
    if (most === undefined || covered.length === 0) return others.map(({ name }) => name);
    asked.add(most.name);
    for (const one of covered) left.delete(one);
  }
  return [...asked];
}
