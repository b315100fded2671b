import type { IncidentView } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';

/** Something that the next version of the policy could say. */
export interface Proposal {
  /** The playbook's ID of the question that brought it up. */
  readonly question: string;
  readonly words: string;
}

/**
 * What evaluations brought up, without anything that tells of which incident: no ID, no day, and in the order of the
 * alphabet ("Evaluation").
 */
export function proposalsIn(
  incidents: readonly IncidentView[],
  { evaluation }: Playbook,
): readonly Proposal[] {
  const all = incidents.flatMap(({ evaluations }) =>
    evaluations.flatMap(({ proposals }) =>
      Object.entries(proposals).map(([question, words]) => ({ question, words: words.trim() })),
    ),
  );
  const place = ({ question }: Proposal): number =>
    evaluation.questions.findIndex(({ id }) => id === question);
  return all.sort((a, b) => place(a) - place(b) || a.words.localeCompare(b.words));
}
