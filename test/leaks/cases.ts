import type { Content } from '../../src/incident/entry.ts';
import { type IncidentView, view } from '../../src/incident/view.ts';
import { EntryList } from '../../src/policy/entry-list.ts';
import type { Finding } from '../../src/policy/finding.ts';
import type { Given } from '../../src/policy/given-answers.ts';
import { hintsIn, leaksIn } from '../../src/policy/outgoing.ts';
import type { Playbook } from '../../src/policy/playbook.ts';
import type { Situation } from '../../src/policy/situation.ts';
import { ANNOUNCE } from '../../src/steps/announce.ts';
import { REPORT_NEW } from '../../src/steps/report/new.ts';
import { chain } from '../unit/incident/fold.ts';

/** A labelled set of texts about invented incidents; its own `about` says what the fields are. */
export interface Cases {
  readonly incidents: Readonly<Record<string, CaseIncident>>;
  readonly leaks: readonly {
    readonly class: string;
    readonly incident: string;
    /** Who can find it: `tool`, or only somebody who was there. */
    readonly can: string;
    readonly text: string;
  }[];
  readonly innocent: readonly {
    readonly class: string;
    readonly not: readonly string[];
    readonly text: string;
  }[];
}

interface CaseIncident {
  readonly report: Given;
  readonly people?: readonly Readonly<Record<string, string | readonly string[]>>[];
  readonly more?: readonly Readonly<Record<string, string>>[];
  readonly note?: string;
}

const EVENT = {
  community: 'Example Days',
  contact: 'conduct@example-days.org',
  policy: 'https://example-days.org/conduct',
  appeals: null,
  feedback: [
    'by e-mail to conduct@example-days.org',
    'with the form at https://example-days.org/conduct/form',
  ],
  systems: [],
};

/** What coc finds in an announcement about an incident, with the rules for names and for hints at who reported it. */
export function findsIn(text: string, incident: IncidentView, playbook: Playbook): readonly Finding[] {
  const now = new Date('2026-11-24T12:00:00+01:00');
  const situation: Situation = {
    playbook,
    community: EVENT,
    incident,
    me: 'ana',
    members: [{ id: 'ana', name: 'Ana Member', email: 'ana@example-days.org' }],
    now,
    begunAt: now,
    overrides: [],
    emergency: [],
    custodians: [],
    access: { admins: ['ana'], unsealed: new Map() },
  };
  const given = { do: 'draft', letter: text };
  return [...leaksIn(ANNOUNCE, given, situation), ...hintsIn(ANNOUNCE, given, situation)];
}

/** An incident as `coc report new` makes it of these answers, and what was added to it later. */
export function incidentOf({ report, people = [], more = [], note }: CaseIncident): IncidentView {
  const draft = new EntryList({ me: 'ana', firstId: 'FIRST', newId: counter() });
  REPORT_NEW.decide(report, 'ana', draft);
  const entries = draft.entries.map(({ id, content }) => ({ id, ...content }));
  const later = [
    ...people.map(personEntry),
    ...more.map((one) => ({
      kind: 'follow-up',
      text: one.account ?? '',
      receivedAt: one['received-at'] ?? '',
      from: 'R1',
    })),
    ...(note === undefined ? [] : [{ kind: 'note', text: note }]),
  ] as Content[];
  return view('K7F392QD', chain(...entries, ...later));
}

const ROLES = { R: 'reporter', P: 'affected', A: 'accused', W: 'witness', H: 'hearer', S: 'staff' } as const;

function personEntry(person: NonNullable<CaseIncident['people']>[number]): object {
  const { person: ref, 'person-name': name, 'person-contact': contact, employer, aliases } = person;
  const role = ROLES[String(ref).charAt(0) as keyof typeof ROLES];
  return {
    kind: 'person',
    person: ref,
    role,
    ...(name && { name }),
    ...(contact && { contact }),
    ...(employer && { employer }),
    ...(aliases && { aliases }),
  };
}

function counter(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `N${count}`;
  };
}

/** The scores of the check on a set of cases, and what it got wrong. */
export interface Scores {
  /** Of the leaks that a tool can find, and how many there are. */
  readonly recall: number;
  readonly findable: number;
  /** Of whole names as they were typed. */
  readonly names: number;
  /** Of the pairs of an innocent text and an incident. */
  readonly falseAlarms: number;
  readonly pairs: number;
  /** By class: how many of how many were found. */
  readonly classes: ReadonlyMap<string, readonly [found: number, all: number]>;
  readonly missed: Cases['leaks'];
  readonly alarms: readonly { readonly text: string; readonly incident: string; readonly finding: Finding }[];
}

/** Scores the check on a labelled set. */
export function score(cases: Cases, playbook: Playbook): Scores {
  const incidents = new Map(Object.entries(cases.incidents).map(([name, one]) => [name, incidentOf(one)]));
  const isFound = ({ text, incident: name }: Cases['leaks'][number]): boolean => {
    const incident = incidents.get(name);
    if (incident === undefined) throw new Error(`there is no incident ${name}`);
    return findsIn(text, incident, playbook).length > 0;
  };
  const findable = cases.leaks.filter(({ can }) => can === 'tool');
  const missed = findable.filter((one) => !isFound(one));
  const names = findable.filter((one) => one.class === 'full name');
  const classes = new Map<string, readonly [number, number]>();
  for (const one of findable) {
    const [found, all] = classes.get(one.class) ?? [0, 0];
    classes.set(one.class, [found + (missed.includes(one) ? 0 : 1), all + 1]);
  }
  const pairs = cases.innocent.flatMap(({ text, not }) =>
    [...incidents]
      .filter(([name]) => !not.includes(name))
      .map(([name, incident]) => ({ text, name, incident })),
  );
  const alarms = pairs.flatMap(({ text, name, incident }) => {
    const [finding] = findsIn(text, incident, playbook);
    return finding === undefined ? [] : [{ text, incident: name, finding }];
  });
  return {
    recall: 1 - missed.length / findable.length,
    findable: findable.length,
    names: 1 - names.filter((one) => missed.includes(one)).length / names.length,
    falseAlarms: alarms.length / pairs.length,
    pairs: pairs.length,
    classes,
    missed,
    alarms,
  };
}
