import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Given } from './given-answers.ts';
import { clauseTitle, type Playbook } from './playbook.ts';
import type { Situation } from './situation.ts';

/** When it is looked whether something stands in the way. */
type When =
  /** Before anything is asked, with no answers. */
  | 'first'
  /** With answers that nobody can be asked to change, in place of naming what they lack. */
  | 'given'
  /** Under the lock, on the newest state. */
  | 'saving';

/** What stands in the way of a step and no override lifts. Rules that one can go on in spite of are gates. */
export interface Bar {
  readonly when: readonly When[];
  readonly refuses: (given: Given, situation: Situation) => boolean;
  /** The question whose answer is refused at once where somebody is asked, with those before it. */
  readonly at?: string;
  /** What is refused, in a sentence. */
  readonly why: string | ((situation: Situation) => string);
  readonly clause?: (situation: Situation) => string | undefined;
  /** What to do about it. */
  readonly hints?: (incident: string, situation: Situation) => readonly string[];
}

/** What stands in the way first; undefined where nothing does. */
export function barTo(
  { bars = [] }: { readonly bars?: readonly Bar[] },
  when: When,
  given: Given,
  situation: Situation,
): Bar | undefined {
  return bars.find((one) => one.when.includes(when) && one.refuses(given, situation));
}

/** What is wrong with an answer that makes something stand in the way, with what to do; undefined where nothing does. */
export function barredAt(
  { bars = [] }: { readonly bars?: readonly Bar[] },
  question: string,
  given: Given,
  situation: Situation,
): string | undefined {
  const bar = bars.find((one) => one.at === question && one.refuses(given, situation));
  if (bar === undefined) return undefined;
  const clause = bar.clause?.(situation);
  const { why, hints } = told(bar, situation);
  const refused = clause === undefined ? why : `${why.replace(/\.$/, '')} (${clause}).`;
  return `is not possible now. ${[refused, ...hints].join(' ').replace(/\.$/, '')}`;
}

function told({ why, hints }: Bar, situation: Situation) {
  return {
    why: typeof why === 'string' ? why : why(situation),
    hints: hints?.(showId(situation.incident.id), situation) ?? [],
  };
}

/** Throws what stands in the way first. */
export function assertNoBar(
  step: { readonly bars?: readonly Bar[] },
  when: When,
  given: Given,
  situation: Situation,
): void {
  const bar = barTo(step, when, given, situation);
  if (bar === undefined) return;
  const clause = bar.clause?.(situation);
  const { why, hints } = told(bar, situation);
  throw new UserError(why, {
    hints,
    ...(clause !== undefined && { clause }),
  });
}

/** The clause on conflicts of interest, as people know it. */
export function conflictClause({ playbook }: { readonly playbook: Playbook }): string {
  return clauseTitle(playbook, playbook.gates.conflict.clause);
}

/** The clause on what may be shared with whom. */
export function permissionClause({ playbook }: { readonly playbook: Playbook }): string {
  return clauseTitle(playbook, playbook.permission.clause);
}
