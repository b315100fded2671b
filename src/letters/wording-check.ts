import { type Phrase, spoken } from './spoken.ts';
import { WORDING_RULES, type WordingRule } from './wording-rules.ts';

export { asksForApology, relayProblems, restsOnApology, wantsApology } from './apology.ts';
export { isAccessible } from './feedback-way.ts';

/** A phrase that an outgoing text must not have. */
export interface WordingProblem {
  /** As it stands in the text. */
  readonly found: string;
  /** From 1. */
  readonly line: number;
  /** A sentence for whoever wrote it. */
  readonly why: string;
  readonly clause: WordingRule['clause'];
}

/**
 * What an outgoing text says that the policy asks not to say: an invitation to withdraw, a question for advice, a say
 * in penalties, a wish for an apology or for peace, blame, playing down; and in a letter to the reporter or affected
 * person, pressing for an answer (clauses "not-to-do", "apologies", "permission", "receiving"). In the order of the
 * text. What a sentence forbids or denies is let through.
 */
export function wordingProblems(
  text: string,
  letter: { readonly toReporter: boolean; readonly toMany?: boolean },
): readonly WordingProblem[] {
  const said = spoken(text);
  const found: (Phrase & Pick<WordingRule, 'why' | 'clause'>)[] = [];
  for (const rule of WORDING_RULES) {
    if ((rule.toReporter && !letter.toReporter) || (rule.toOne && letter.toMany)) continue;
    for (const phrase of said.find(rule.pattern, rule)) {
      const isSaid = found.some((one) => phrase.start < one.end && one.start < phrase.end);
      if (!isSaid) found.push({ ...phrase, why: rule.why, clause: rule.clause });
    }
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ found: words, line, why, clause }) => ({ found: words, line, why, clause }));
}
