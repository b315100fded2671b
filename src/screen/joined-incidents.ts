import { showId } from '../incident/id.ts';
import type { Joined } from '../incident/joined-incidents.ts';
import type { Block } from '../text/block.ts';
import { showMoment } from '../text/moment.ts';

interface Facts {
  readonly now: Date;
  readonly nameOf: (member: string) => string;
  /** The incident that leads in the end, by its ID; undefined where two are said to lead each other. */
  readonly leader: string | undefined;
  /** The incident that is led, by its ID, where the one that leads it does not go on. */
  readonly isLeftBehind?: string | undefined;
}

/** That an incident belongs to another one, for somebody who can open both. */
export function joinedBlocks(
  joined: readonly Joined[],
  { now, nameOf, leader, isLeftBehind }: Facts,
): readonly Block[] {
  const said = joined.flatMap(({ incident, by, at, why }): readonly Block[] => [
    {
      kind: 'urgent',
      text: `It is one matter with ${showId(incident)}${leads(incident, leader)}. ${nameOf(by)} said so ${showMoment(at, now)}. \`coc show ${showId(incident)}\``,
    },
    ...(why === undefined ? [] : [{ kind: 'quote', text: why } as const]),
  ]);
  if (leader === undefined || isLeftBehind === undefined) return said;
  const id = showId(isLeftBehind);
  const text = `${showId(leader)} does not go on, and nothing is decided there. This one is not stopped by that: \`coc join-incidents ${id}\` takes the two apart, and it goes on by itself.`;
  return [...said, { kind: 'urgent', text }];
}

function leads(incident: string, leader: string | undefined): string {
  if (leader === undefined) return '; each is said to lead the other, so neither does';
  return leader === incident ? ', which leads' : `; ${showId(leader)} leads`;
}

/**
 * What an incident leads.
 *
 * @param leftBehind those of them that stand still with it, though they were not stopped themselves
 */
export function ledBlocks(led: readonly string[], leftBehind: readonly string[] = []): readonly Block[] {
  const others = led.filter((id) => !leftBehind.includes(id));
  return [
    ...leftBehindWords(leftBehind).map((text) => ({ kind: 'urgent', text }) as const),
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'urgent',
            text: `This one leads ${others.map(showId).join(', ')}: it is one matter, and is decided here.`,
          } as const,
        ]),
    ...others.map((id): Block => ({ kind: 'command', text: `coc show ${showId(id)}` })),
  ];
}

/** That what an incident leads stands still with it, and how it goes on, a sentence or more each. */
export function leftBehindWords(led: readonly string[]): readonly string[] {
  return led.map(
    (id) =>
      `This one leads ${showId(id)}, which stands still with it, though nobody asked for that. \`coc join-incidents ${showId(id)}\` takes it apart: then it goes on by itself, and its own time counts.`,
  );
}

/** The same, as `--json` prints it. */
export function joinedData({ id: _id, incident, ...one }: Joined) {
  return { ...one, incident: showId(incident) };
}
