import type { IncidentView } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';

/** What can be due also after a close: the sanction is to be written down, somebody told, the community's question settled. */
export interface Owed {
  readonly what: 'sanction' | 'tell' | 'appeal' | 'announce';
  /** Who is told. */
  readonly person?: string;
  /** The appeal of which they are told what came of it. */
  readonly appeal?: string;
}

/** Somebody who is told something. */
export interface Telling {
  readonly about: 'complaint' | 'response' | 'appeal' | 'outcome';
  readonly person: string;
}

/**
 * Where something stands among what waits, beside its time. `on-its-day`: before its time comes there is nothing to do, as with the end of
 * a sanction. `last`: nothing gets worse while it waits, as with looking back.
 */
export type Pace = 'on-its-day' | 'last';

/** One thing that waits, before it is told of which incident it is. */
export interface Waiting {
  readonly what: string;
  readonly clause: string;
  /** The step that does it, or `report resume`; `show`, where that is none. */
  readonly step: string;
  /** What is typed behind `coc`, where what does it is no step on the incident: `team remove ben`. */
  readonly typed?: string;
  /** What of the questions of the step is answered by what waits. */
  readonly begins?: Readonly<Record<string, string>>;
  /** Whether it is for those alone who take part in deciding. */
  readonly byTheTeam?: boolean;
  /** Whether it is done in the incident that leads, where another one does. */
  readonly ofTheMatter?: boolean;
  /** Whether it is about what the incident decided that leads this one. */
  readonly ofTheLeader?: boolean;
  readonly at?: Date | undefined;
  /** How much of `at` is known, where that is less than the minute. */
  readonly precision?: string | undefined;
  readonly pace?: Pace | undefined;
  /** What of it a close asks about: it is still to be done afterwards, or it is not needed, and why. */
  readonly owed?: readonly Owed[];
  /** Who is told what, where that is what waits. */
  readonly tells?: Telling | undefined;
  /** Whether it waits also where it is not to go on. */
  readonly always?: boolean;
}

/** What waits in an incident; of the time it tells by `at` alone, so that it can be remembered until then. */
export type Waits = (incident: IncidentView, playbook: Playbook) => readonly Waiting[];
