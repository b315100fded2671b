import { showId } from '../../incident/id.ts';
import { ROLE_NAMES } from '../../incident/people.ts';
import type { IncidentView, Report } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { Playbook, QuestionId } from '../../policy/playbook.ts';
import { isMeant } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { calledIn } from '../../policy/who.ts';
import type { Block } from '../../text/block.ts';
import { present } from '../../text/present.ts';
import type { LeadsTo, Next } from '../step.ts';
import type { ReportQuestion } from './playbook-question.ts';

/** Where an addition asks its own questions: of what kind it is, ahead of who said it, before all that a report has, ahead of one of them, or after all of them. */
export type OwnQuestions = Readonly<
  Partial<Record<'kind' | 'first' | QuestionId | 'last', readonly ReportQuestion[]>>
>;

/** One kind of what is added to an incident. */
export interface Addition {
  /** How it is chosen; undefined where there is nothing of the kind to add. Without an incident, as it is printed. */
  readonly choice: (incident: IncidentView | undefined) => Choice | undefined;
  /** What the answer to “what do you want to add” says. */
  readonly value: string;
  /** Whether it waits to be noted: then it is offered before everything else. */
  readonly waits?: (incident: IncidentView) => boolean;
  /** Who said it, where that is asked. */
  readonly saidBy?: {
    readonly choices: (incident: IncidentView | undefined) => readonly Choice[];
    /** Where it has to be known who; one alone is taken then. */
    readonly isRequired: boolean;
  };
  /** Whether it belongs to one of the reports that there are, and the answers do not tell to which. */
  readonly ofOneReport?: (answers: Answers, facts: ReportFacts) => boolean;
  /** The report that waits for it, which is proposed then. */
  readonly waitingReport?: (incident: IncidentView) => Report | undefined;
  readonly questions?: (playbook: Playbook) => OwnQuestions;
  /** A question that every report has, as it is asked for this; undefined where it is not. */
  readonly asks?: (question: ReportQuestion) => ReportQuestion | undefined;
  /** Adds the entries that the answers become. */
  readonly write: (draft: EntryList, given: Given, situation: Situation) => void;
  /** What is said once it is saved. */
  readonly afterwards?: (given: Given, before: Situation) => readonly string[];
  /** What somebody at a terminal can go straight on with. */
  readonly next?: Next;
  /** Where it is another step that takes it. */
  readonly leadsTo?: LeadsTo;
}

/** Where it goes that more on the team may know of it: people look for that wherever permissions are. */
export function moreMayKnow(incident: IncidentView | undefined): readonly Block[] {
  if (incident === undefined) return [];
  const text = `That more of the team may know of it is noted where you let them in: \`coc access grant ${showId(incident.id)}\`. It asks in which words that was permitted, and whether they may know who reported it.`;
  return [{ kind: 'text', text }];
}

/** Everybody in the incident, to choose from. */
export function people(incident: IncidentView | undefined): readonly Choice[] {
  return (incident?.people ?? []).map((person) => ({
    value: person.ref,
    label: present([person.ref, ROLE_NAMES[person.role], calledIn(person)]).join(', '),
  }));
}

/** The report that the answers are about. */
export function reportMeant(given: Given, { reports }: IncidentView): Report {
  const report = reports.find((one) => isMeant(one, given));
  if (report === undefined) throw new Error('something for a report that is not there');
  return report;
}

/** All marks that are taken, also of those who turned out to be somebody else. */
export function usedIn({ people: all, same }: IncidentView): readonly string[] {
  return [...all.map(({ ref }) => ref), ...Object.keys(same)];
}
