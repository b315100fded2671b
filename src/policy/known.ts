import type { Compared, ComparedAs } from '../incident/compared.ts';
import type { Joined } from '../incident/joined.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import type { Comparison, Traces } from '../letters/same-person.ts';
import type { Registered } from './registered.ts';
import type { Status } from './status.ts';

export type { Sign } from '../letters/same-person.ts';

/** What of an incident is remembered, so that its people can be compared with those of others: data. */
export interface Comparing {
  /** By what its people are found, by their marks. */
  readonly traces: readonly { readonly ref: string; readonly traces: Traces }[];
  /** The entries that brought them in, with their marks. */
  readonly introduced: readonly (readonly [entry: string, ref: string])[];
  readonly compared: readonly Compared[];
  /** Whether it may be used for comparing at all. */
  readonly mayCompare: boolean;
}

/** An incident as it is remembered, for comparing. */
export interface Comparable extends Pick<IncidentView, 'id' | 'people' | 'sanctions' | 'readers'> {
  readonly receivedAt: string | null;
  readonly comparing: Comparing;
  /** Who is only named in what was told, where the incident is open. */
  readonly mentioned?: readonly Person[];
  readonly onlyAgain?: OnlyAgain | undefined;
  readonly status?: Status;
  readonly joined?: readonly Joined[] | undefined;
}

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
  /** What somebody said, in this incident or in the other; undefined where nobody did. */
  readonly said?: SaidOfTwo;
  /** The sanctions in force that they are under there. */
  readonly sanctions: readonly Registered[];
  /** It is kept for nothing but this, in these words. */
  readonly onlyAgain?: OnlyAgain;
}

export interface SaidOfTwo {
  readonly is: ComparedAs;
  readonly by: string;
  /** In which of the two incidents, by its ID. */
  readonly incident: string;
}

/** What is remembered of the incidents that the acting member can open. For whoever looks: nothing about keys is to follow from it. */
export interface Around {
  readonly incident: Comparable;
  readonly others: readonly Comparable[];
  /** Who of this incident may be somebody of another. */
  readonly known: readonly KnownElsewhere[];
}
