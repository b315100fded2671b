import { ACTION_KEYS } from './actions.ts';
import { type Given, list, text } from './given-answers.ts';
import { isOneOfThem, isParty } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';
import { mayMean, type Somebody } from './who.ts';

/** The questions that take people, by what those do: they are there, decide, or do something. */
export const ATTENDING: readonly string[] = ['present', 'also-present'];
export const DECIDING: readonly string[] = ['decided-by', 'also-decided-by', 'heard-by', 'also-heard-by'];
export const DOING: readonly string[] = [
  ...['tell-who', 'hear-who', 'told-by', 'taken-by', 'check-in-who'],
  ...ACTION_KEYS.map((key) => `${key}-who`),
];

/** Everybody whom the answers to these questions mean, or may mean. */
export function namedAt(
  questions: readonly string[],
  given: Given,
  situation: Situation,
): readonly Somebody[] {
  return questions
    .flatMap((id) => [...list(given[id]), ...[text(given[id]) ?? []].flat()])
    .flatMap((typed) => mayMean(typed, situation));
}

/** Whether one of those is somebody whom it is about. */
export function isPartyAt(questions: readonly string[], given: Given, situation: Situation): boolean {
  return namedAt(questions, given, situation).some((who) => isOneOfThem(who, situation.incident));
}

/** Those of them who are kept out ("Conflict of interest"). */
export function keptOutAt(
  questions: readonly string[],
  given: Given,
  situation: Situation,
): readonly Somebody[] {
  return namedAt(questions, given, situation).filter(({ id }) => situation.incident.keptOut.includes(id));
}

/** The members who may decide: not kept out, and not somebody whom it is about. */
export function mayDecide({ members, incident }: Situation): readonly TeamMember[] {
  return members.filter((one) => !incident.keptOut.includes(one.id) && !isParty(one, incident));
}
