import { ACTION_KEYS } from './actions.ts';
import { type Given, list, text } from './given-answers.ts';
import { isOneOfThem, isParty } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';
import { mayMean, recognise, type Somebody } from './who.ts';

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

/** Whether a member is kept out of an incident, or of one that it leads. */
export function isKeptOut(
  member: string,
  { incident, matter }: Pick<Situation, 'incident' | 'matter'>,
): boolean {
  return [incident, ...(matter?.led ?? [])].some(({ keptOut }) => keptOut.includes(member));
}

/** The members who may decide: not kept out, and not somebody whom it is about. */
export function mayDecide({ members, incident }: Situation): readonly TeamMember[] {
  return members.filter((one) => !incident.keptOut.includes(one.id) && !isParty(one, incident));
}

/**
 * Those named at these questions who decide, each once: nobody whom it is about, and nobody who is kept out.
 *
 * @param others whether somebody who is not on the team decides as well, and is not there to help alone
 */
export function whoDecides(
  questions: readonly string[],
  given: Given,
  situation: Situation,
  others: boolean,
): readonly string[] {
  const { incident } = situation;
  const decides = (who: Somebody): boolean =>
    !incident.keptOut.includes(who.id) && !isOneOfThem(who, incident) && (others || who.member !== undefined);
  const named = questions
    .flatMap((id) => list(given[id]))
    .flatMap((typed): readonly string[] => {
      const found = recognise(typed, situation);
      if (found.is === 'somebody') return decides(found.who) ? [found.who.id] : [];
      if (found.is === 'doubtful') return found.among.every(decides) ? [typed] : [];
      return found.is === 'outside' && others ? [found.name] : [];
    });
  return [...new Set(named)];
}
