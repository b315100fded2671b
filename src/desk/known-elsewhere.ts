import type { App, Desk } from '../app.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Around, KnownElsewhere } from '../policy/around.ts';
import { comparable } from '../policy/comparable.ts';
import { knownElsewhere } from '../policy/known-elsewhere.ts';
import { knownBlocks } from '../screen/known-elsewhere.ts';
import type { Block } from '../text/block.ts';
import { currentMembers } from '../vault/team.ts';
import { type Briefs, glances } from './glances.ts';

/** Who of an incident may be somebody of another one that this member can open. */
export async function knownIn(
  app: App,
  desk: Desk,
  incident: IncidentView,
): Promise<readonly KnownElsewhere[]> {
  return knownElsewhere(comparable(incident), (await glances(app, desk)).incidents, app.now());
}

/** As `knownIn`, of an incident as it is saved; what was found is remembered until any incident changes. */
export async function knownAsSaved(
  app: App,
  desk: Desk,
  incident: IncidentView,
  { incidents, answers }: Briefs,
): Promise<readonly KnownElsewhere[]> {
  const name = `known ${incident.id}`;
  const isThere = incidents.some(({ id }) => id === incident.id);
  const before = isThere ? await answers?.answer(name, app.now().getTime()) : undefined;
  // Sealed by this very coc with this member's keys: it is what was found.
  if (before !== undefined) return before as readonly KnownElsewhere[];
  const found = await knownIn(app, desk, incident);
  if (isThere) await answers?.noteAnswer(name, found);
  return found;
}

/** The other incidents that this member can open, and who of them may be in this one. */
export async function lookAround(app: App, desk: Desk, view: IncidentView): Promise<Around> {
  const { incidents } = await glances(app, desk);
  return aroundOf(view, incidents, app.now());
}

/** The same of an incident as it is by now. */
export function aroundOf(view: IncidentView, others: Around['others'], now: Date): Around {
  const incident = comparable(view);
  return { incident, others, known: knownElsewhere(incident, others, now) };
}

/**
 * The same, for a screen that others of the team may see: only what everybody who may be there can open themselves, so that nobody learns
 * by it that there is another incident.
 */
export async function knownToAllBlocks(
  app: App,
  desk: Desk,
  incident: IncidentView,
): Promise<readonly Block[]> {
  const { incidents } = await glances(app, desk);
  const there = currentMembers(desk.repository.roster).filter(({ id }) => !incident.keptOut.includes(id));
  const open = incidents.filter(({ readers }) => there.every(({ id }) => readers.includes(id)));
  // What somebody wanted, in their words, can be sealed to fewer than can open the incident.
  const known = knownElsewhere(comparable(incident), open, app.now()).map(
    ({ conditions: _, onlyAgain, ...one }) => ({
      ...one,
      ...(onlyAgain && { onlyAgain: { ...onlyAgain, words: [] } }),
    }),
  );
  return knownBlocks(incident.id, known, { ...factsAt(app, desk), namesOnly: true });
}

export function factsAt(app: App, { repository, me }: Desk) {
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  return {
    now: app.now(),
    nameOf: (member: string): string => (member === me.id ? 'You' : (names.get(member) ?? member)),
  };
}
