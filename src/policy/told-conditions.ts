import type { Sanction } from '../incident/response.ts';
import { type Given, list } from './given-answers.ts';
import { isActive } from './sanctions.ts';
import type { Situation } from './situation.ts';
import { toldOfElsewhere } from './where-decided.ts';

/** A condition of a sanction that holds, of which the person affected can be told. */
export interface TellableCondition {
  /** What an answer calls it: `1.2` is the second condition of the first sanction. */
  readonly value: string;
  readonly words: string;
  /** Whether it is what they have to know: it names them, or says that somebody keeps away. */
  readonly concerns: boolean;
}

const KEEPING_AWAY = new RegExp(
  [
    '\\b(?:no|not|never|without)\\b.*\\b(?:contact|approach|near|messag|writ|speak|talk|call)\\w*',
    '\\b(?:keep|stay)(?:s|ing)? (?:\\w+ )?(?:away|clear|distance)\\b',
    '\\bavoid',
  ].join('|'),
  'i',
);

/**
 * The conditions of which somebody affected can be told what was decided: none that names somebody else whom it happened to, or
 * who reported it; none of the incident that leads theirs.
 *
 * @param person by their mark
 */
export function tellableConditions(
  person: string | undefined,
  situation: Situation,
): readonly TellableCondition[] {
  const { incident, now } = situation;
  if (person === undefined || toldOfElsewhere('outcome', situation) !== undefined) return [];
  return incident.sanctions
    .filter((one) => isActive(one, now))
    .flatMap((one) =>
      (one.conditions ?? []).map((words, at) => ({ value: keyOf(one, at), words, of: marksIn(words) })),
    )
    .filter(({ of }) => of.every((mark) => mark === person || roleOf(mark, situation) === 'accused'))
    .map(({ value, words, of }) => ({
      value,
      words,
      concerns: of.includes(person) || KEEPING_AWAY.test(words),
    }));
}

/** The conditions of one sanction that somebody affected is told, as they were chosen. */
export function toldConditions(one: Sanction, { conditions }: Given): readonly string[] {
  return (one.conditions ?? []).filter((_words, at) => list(conditions).includes(keyOf(one, at)));
}

function keyOf({ number }: Sanction, at: number): string {
  return `${number}.${at + 1}`;
}

function marksIn(words: string): readonly string[] {
  return words.match(/(?<![\p{L}\p{N}])[RPAWHS][1-9]\d{0,2}(?![\p{L}\p{N}])/gu) ?? [];
}

function roleOf(mark: string, { incident: { people, same } }: Situation): string | undefined {
  return people.find(({ ref }) => ref === (same[mark] ?? mark))?.role;
}
