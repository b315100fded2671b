import type { NewEntry } from '../incident/entry.ts';
import { assertNoBar } from './bars.ts';
import { type DecisionFacts, EntryList } from './entry-list.ts';
import { assertPasses } from './gates.ts';
import { type Given, text } from './given-answers.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';

/** Adds to the draft what the answers of a step become. */
export type Decide = (given: Given, situation: Situation, draft: EntryList) => void;

/** The key of the reason for going on in spite of a rule, in an answers file. */
export function reasonKey(gate: string): string {
  return `override-${gate}`;
}

/** The entries of a step, and one for each rule that somebody goes on in spite of. Throws what the policy refuses. */
export function decided(
  step: Judged & { readonly decide: Decide },
  given: Given,
  situation: Situation,
  facts: DecisionFacts,
): readonly NewEntry[] {
  const overridden = assertPasses(step, given, situation);
  assertNoBar(step, 'saving', given, situation);
  const draft = new EntryList(facts);
  step.decide(given, situation, draft);
  for (const gate of overridden) {
    const reason = text(given[reasonKey(gate)]);
    if (reason === undefined) throw new Error(`no reason to go on in spite of ${gate}`);
    draft.add({ kind: 'override', gate, reason });
  }
  return draft.entries;
}
