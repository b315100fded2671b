import type { Sanction } from '../incident/response.ts';

/** `past`: its last day is over, and nobody has confirmed yet that it ended. */
type SanctionStatus = 'active' | 'past' | 'ended';

/** A sanction as a list over all incidents has it. */
export interface Registered {
  readonly incident: string;
  /** 1 for the first sanction of its incident. */
  readonly number: number;
  readonly person: string;
  readonly name: string | null;
  readonly sanction: string;
  readonly label: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly term: Sanction['term'];
  readonly until: string | null;
  readonly conditions: readonly string[];
  /** Of the conditions, those that are noted as met. */
  readonly met?: readonly string[];
  readonly status: SanctionStatus;
  /** Whether an appeal against it waits to be heard; meanwhile it stands. */
  readonly appealed: boolean;
  /** Who must know of it. */
  readonly tell: readonly string[];
  /** What is not noted as done. */
  readonly open: readonly string[];
}
