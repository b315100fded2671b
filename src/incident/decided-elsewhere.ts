import type { Entry, EntryOf } from './entry.ts';
import type { Unsealed } from './fold-people.ts';
import type { Joined } from './joined-incidents.ts';
import { knew } from './knew.ts';
import type { Letter, Response } from './response.ts';

/** What stands in the place of a text that tells what another incident decided. */
export const TEXT_ELSEWHERE =
  'Those alone can read this text who can open the incident in which it was decided.';

/** The fields of a letter whose text tells what another incident decided, which are sealed to those who can open both. */
export interface LetterFields extends Readonly<Record<string, string>> {
  readonly text: string;
}

/** Letters, with what of them is sealed to fewer: the text, and how a condition is met, as far as that is open to whoever looks. */
export function openLetters(letters: readonly Letter[], unsealed: Unsealed): readonly Letter[] {
  return letters.map((letter) => {
    const { conditionsMet, ...rest } = letter;
    const one =
      conditionsMet === undefined
        ? letter
        : { ...rest, conditionsMet: conditionsMet.map((met) => withHow(met, unsealed)) };
    if (one.sealed === undefined) return one;
    const { sealed: _sealed, ...open } = one;
    const text = unsealed.get(one.id)?.text;
    return text === undefined ? { ...open, isClosed: true } : { ...open, text };
  });
}

/** How a condition is met, also out of its block; nothing else of it is ever there. */
function withHow(one: EntryOf<'condition-met'>, unsealed: Unsealed): EntryOf<'condition-met'> {
  const { met = unsealed.get(one.id)?.met } = one;
  return { ...one, ...(met !== undefined && { met }) };
}

/** An incident for somebody who cannot open by now what leads it: what was decided there is told by no letter in it. */
export function withoutElsewhere<T extends Pick<Response, 'letters'>>(incident: T): T {
  const letters = incident.letters.map(
    (one): Letter => (one.decidedElsewhere === true ? { ...one, text: TEXT_ELSEWHERE, isClosed: true } : one),
  );
  return { ...incident, letters };
}

/**
 * Whether a letter, or that something was told, is of what the incident decided that leads this one by now; `false` as well once the two
 * were taken apart.
 */
export function isOfTheLeader(
  one: { readonly id: string; readonly decidedElsewhere?: boolean | undefined },
  { joined = [], chain }: { readonly joined?: readonly Joined[]; readonly chain: readonly Entry[] },
): boolean {
  return one.decidedElsewhere === true && joined.some(({ id }) => knew({ chain }, one, { id }));
}
