import type { Sanction } from '../incident/response.ts';
import { type Given, list } from './given-answers.ts';
import { isActive } from './sanctions.ts';
import type { Situation } from './situation.ts';
import { leavesLess } from './taken-back.ts';
import { toldOfElsewhere } from './where-decided.ts';

/** A condition of a sanction that holds, of which the person affected can be told. */
export interface TellableCondition {
  /** What an answer calls it: `1.2` is the second condition of the first sanction. */
  readonly value: string;
  readonly words: string;
  /** Whether it is what they have to know: it names them, says that somebody keeps away, or takes back a part of what they are told. */
  readonly concerns: boolean;
}

/** What says that somebody keeps away from somebody, or has no contact with them. */
export const KEEPING_AWAY = new RegExp(
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
    .filter(({ words }) => isTellable(words, person, situation))
    .map(({ value, words, of }) => ({
      value,
      words,
      concerns: of.includes(person) || KEEPING_AWAY.test(words) || leavesLess(words),
    }));
}

/** Whether a condition names nobody but whoever reads it, and the accused. */
export function isTellable(words: string, person: string | undefined, situation: Situation): boolean {
  return marksIn(words).every((mark) => mark === person || roleOf(mark, situation) === 'accused');
}

/** The conditions of one sanction that somebody affected is told, as they were chosen. */
export function toldConditions(one: Sanction, { conditions }: Given): readonly string[] {
  return (one.conditions ?? []).filter((_words, at) => list(conditions).includes(keyOf(one, at)));
}

/** Words to the accused, and to whoever they are about. */
const TO_THEM: readonly (readonly [RegExp, string])[] = [
  [/\byourself\b/gi, 'themselves'],
  [/\byours\b/gi, 'theirs'],
  [/\byour\b/gi, 'their'],
  [/(?<=\b(?:to|for|from|with|of|by|about|at|on|tells?|gives?|asks?|lets?) )you\b/gi, 'them'],
  [/\byou\b/gi, 'they'],
];
/** An order: what somebody else hears of it is that it was given. */
const ORDER =
  /^(?:please )?(?:do not|don['’]t|do|never|always|keep|stay|give|leave|avoid|return|hand|stop|write|send|talk|speak|come|go|delete|remove|tell|let|make|take|wear|attend|read|contact|approach|follow|ask|bring|pay|meet|enter|use|post)\b/i;

/**
 * A condition as somebody else hears of it: it was written to the accused, “You do not contact R1”. What is an order, “Do not contact R1”, is
 * told as what they have to keep to.
 *
 * @param read puts people in the place of marks; it says “you” of whoever reads
 */
export function conditionOfThem(words: string, read: (words: string) => string): string {
  if (TO_THEM.some(([pattern]) => words.search(pattern) >= 0))
    return read(TO_THEM.reduce((said, [pattern, instead]) => said.replace(pattern, instead), words));
  return ORDER.test(words)
    ? `They have to keep to this: “${read(words).replace(/\byou\b/g, '[you]')}”`
    : read(words);
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
