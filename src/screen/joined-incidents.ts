import { showId } from '../incident/id.ts';
import type { Joined } from '../incident/joined-incidents.ts';
import type { Block } from '../text/block.ts';
import { showMoment } from '../text/moment.ts';

interface Facts {
  readonly now: Date;
  readonly nameOf: (member: string) => string;
  /** The incident that leads in the end, by its ID; undefined where two are said to lead each other. */
  readonly leader: string | undefined;
}

/** That an incident belongs to another one, for somebody who can open both. */
export function joinedBlocks(joined: readonly Joined[], { now, nameOf, leader }: Facts): readonly Block[] {
  return joined.flatMap(({ incident, by, at, why }): readonly Block[] => [
    {
      kind: 'urgent',
      text: `It is one matter with ${showId(incident)}${leads(incident, leader)}. ${nameOf(by)} said so ${showMoment(at, now)}. \`coc show ${showId(incident)}\``,
    },
    ...(why === undefined ? [] : [{ kind: 'quote', text: why } as const]),
  ]);
}

function leads(incident: string, leader: string | undefined): string {
  if (leader === undefined) return '; each is said to lead the other, so neither does';
  return leader === incident ? ', which leads' : `; ${showId(leader)} leads`;
}

/** What an incident leads. */
export function ledBlocks(led: readonly string[]): readonly Block[] {
  if (led.length === 0) return [];
  return [
    {
      kind: 'urgent',
      text: `This one leads ${led.map(showId).join(', ')}: it is one matter, and is decided here.`,
    },
    ...led.map((id): Block => ({ kind: 'command', text: `coc show ${showId(id)}` })),
  ];
}

/** The same, as `--json` prints it. */
export function joinedData({ id: _id, incident, ...one }: Joined) {
  return { ...one, incident: showId(incident) };
}
