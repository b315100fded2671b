import type { Desk } from '../app.ts';
import type { IncidentFacts } from '../screen/doctor-checks.ts';
import { unsettledNotes } from '../vault/health.ts';
import { incidentAt } from '../vault/repository.ts';
import { currentMembers, type Roster } from '../vault/team.ts';
import { readMarks, writersOf } from '../vault/trust.ts';
import type { Listing } from '../vault/vault.ts';

/** Looks at every incident. Throws a UserError where the keys cannot be unlocked. */
export async function incidentFacts({ vault }: Desk): Promise<IncidentFacts> {
  const listing = await vault.listAnew();
  const { folder, objects, roster } = vault.repository;
  const { verified: head } = await readMarks(objects);
  const { incidents, notShared, damaged } = listing;
  return {
    open: incidents.length,
    notShared,
    damaged,
    shown: incidents.flatMap((one) => (one.shown ? [one.view.id] : [])),
    waiting: await waitingFacts({ vault }, listing, head),
    alone: aloneIn(listing, roster),
    notes: head === undefined ? 0 : (await unsettledNotes(folder, objects, head)).length,
  };
}

/** Of the incidents that wait to be sealed again: whose turn it is, and of which it may be nobody's any more. */
async function waitingFacts(
  { vault }: Pick<Desk, 'vault'>,
  { incidents, damaged }: Listing,
  head: string | undefined,
): Promise<IncidentFacts['waiting']> {
  const { objects, roster } = vault.repository;
  const open = new Set(incidents.map(({ view }) => view.id));
  const broken = new Set(damaged.map(({ path }) => path));
  const waiting = (await vault.waiting()).filter((path) => !broken.has(path));
  const mine = waiting.filter((path) => open.has(incidentAt(path) ?? ''));
  const others = waiting.filter((path) => !mine.includes(path));
  const writers = head === undefined ? new Map<string, never>() : await writersOf(objects, head, others);
  const present = currentMembers(roster).map(({ id }) => id);
  const lost = others.filter((path) => !present.some((member) => writers.get(path)?.has(member)));
  return {
    mine: mine.length,
    others: others.length - lost.length,
    lost: lost.flatMap((path) => incidentAt(path) ?? []),
  };
}

/** The incidents that one person on the team can open, or nobody; on a team of one that says nothing. */
function aloneIn({ incidents }: Listing, roster: Roster): IncidentFacts['alone'] {
  const present = currentMembers(roster);
  if (present.length < 2) return [];
  const found = new Map<string | undefined, string[]>();
  for (const { view } of incidents) {
    const [reader, ...others] = present.filter(({ id }) => view.readers.includes(id));
    if (others.length > 0) continue;
    const own = found.get(reader?.name) ?? [];
    own.push(view.id);
    found.set(reader?.name, own);
  }
  return [...found].map(([name, ids]) => ({ name, ids }));
}
