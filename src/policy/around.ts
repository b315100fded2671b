import type { ComparedAs } from '../incident/compared-elsewhere.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import type { Person } from '../incident/view.ts';
import type { Comparison } from '../letters/same-person.ts';
import type { Comparable } from './comparable.ts';
import type { Registered } from './registered.ts';

export type { Sign } from '../letters/same-person.ts';

/** Somebody of another incident who may be somebody of this one. */
export interface KnownElsewhere {
  readonly here: Person;
  /** The entry that brought them in here; undefined where they are only named in what was told. */
  readonly entry?: string;
  /** The other incident, by its ID, who it is there, and the entry that brought them in. */
  readonly incident: string;
  readonly there: Person;
  readonly otherEntry: string;
  readonly receivedAt: string | null;
  /** What speaks for it and against it; undefined where nothing does and somebody said so all the same. */
  readonly comparison?: Comparison;
  /** What somebody said of them, or follows from what was said of others; undefined where nothing does. */
  readonly said?: SaidOfTwo;
  /** The sanctions in force that they are under there. */
  readonly sanctions: readonly Registered[];
  /** Under what it may be shared there with more, which may be met by this. */
  readonly conditions?: readonly string[];
  /** The two incidents are one matter already. */
  readonly matter?: true;
  /** It is kept for nothing but this, in these words. */
  readonly onlyAgain?: OnlyAgain;
}

/** What stands of two people, and who said so in which incident. */
export interface SaidOfTwo {
  readonly is: ComparedAs;
  readonly by: string;
  /** When, ISO 8601. */
  readonly at: string;
  /** In which incident, by its ID. */
  readonly incident: string;
  /** It was said of others, and follows from that of these. */
  readonly follows?: boolean;
}

/** What is remembered of the incidents that the acting member can open. For whoever looks: nothing about keys is to follow from it. */
export interface Around {
  readonly incident: Comparable;
  readonly others: readonly Comparable[];
  /** Who of this incident may be somebody of another. */
  readonly known: readonly KnownElsewhere[];
}
