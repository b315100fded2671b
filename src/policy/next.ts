import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { respondBy } from './clock.ts';
import type { Playbook } from './playbook.ts';

/** `unfinished`: saved in a hurry; `not-to-proceed`: the affected person asked that it does not go on. */
export type Status = 'unfinished' | 'open' | 'not-to-proceed';

export function statusOf(incident: IncidentView): Status {
  if (incident.consent === 'asked-not-to-proceed') return 'not-to-proceed';
  return incident.quick ? 'unfinished' : 'open';
}

/** One thing that waits for somebody, with the clause behind it and the command that does it. */
export interface Due {
  readonly incident: string;
  readonly what: string;
  readonly clause: string;
  /** When it is due, ISO 8601 in UTC; null where the policy gives no time. */
  readonly at: string | null;
  readonly overdue: boolean;
  readonly command: string;
}

/** What waits for somebody in one incident, the most urgent first: only safety where it is not to go on. */
export function dueIn(incident: IncidentView, playbook: Playbook, now: Date): readonly Due[] {
  const stopped = incident.consent === 'asked-not-to-proceed';
  const id = showId(incident.id);
  const due = (what: string, clause: string, command: string, at: Date | undefined): Due => ({
    incident: id,
    what,
    clause,
    at: at?.toISOString() ?? null,
    overdue: at !== undefined && now > at,
    command,
  });
  const by = respondBy(incident, playbook);
  const unsafe = undone(incident, playbook);
  return [
    ...(unsafe.length === 0
      ? []
      : [
          due(
            `For their safety, not noted as done: ${unsafe.join('; ')}`,
            playbook.safety.clause,
            `coc report add ${id}`,
            undefined,
          ),
        ]),
    ...(by === undefined || stopped
      ? []
      : [
          due(
            'Decide on a first answer, even if it is no action',
            playbook.clocks.response.clause,
            `coc show ${id}`,
            by,
          ),
        ]),
    ...(incident.quick && !stopped
      ? [due('Complete the report', 'receiving', `coc report resume ${id}`, undefined)]
      : []),
    ...(incident.consent === 'not-said-yet'
      ? [
          due(
            'Say the sentence about the meeting, and note the answer',
            'private',
            `coc report add ${id}`,
            undefined,
          ),
        ]
      : []),
  ];
}

/** What the checklist for danger has and nobody noted as done; security or police are the person's own choice. */
function undone({ threat = 'none', threats }: IncidentView, playbook: Playbook): readonly string[] {
  const { call } = playbook.safety.levels[threat];
  if (call === 'never') return [];
  const done = new Set(threats.flatMap(({ actions = [] }) => actions));
  return Object.entries(playbook.safety.actions)
    .filter(([id]) => !done.has(id) && (id !== 'summoned' || call === 'now'))
    .map(([, action]) => action.do);
}

/** The most urgent first: safety, then what has a time before what has none, the earlier before the later. */
export function byUrgency(a: Due, b: Due): number {
  return (
    Number(b.clause === 'threat') - Number(a.clause === 'threat') || (a.at ?? '9').localeCompare(b.at ?? '9')
  );
}
