import { EXIT, UserError } from '../errors.ts';
import { type Refusal, refusedBy } from '../policy/gates.ts';
import type { Form, Question } from './question.ts';

/** No menu can ask it, and it cannot be left out. */
export function nothingToChoose<F>(form: Form<F>, { label }: Question<F>): UserError {
  return new UserError(`There is nothing to choose from for “${label}”, so this cannot be done now.`, {
    hints: [`\`coc ${form.name} --print-form\` prints every question with its choices.`],
  });
}

/** That answers are missing or cannot be used, all in one: by a rule of the policy where they break nothing else. */
export function refusal<F>(
  form: Form<F>,
  problems: readonly string[],
  found: readonly { readonly refusal?: Refusal }[],
): UserError {
  const refusals = found.flatMap(({ refusal }) => refusal ?? []);
  const refused = refusals.length === 0 ? undefined : refusedBy(refusals);
  if (refused !== undefined && refusals.length === problems.length) return refused;
  const lines = problems.map((problem) => `  ${problem}`);
  return new UserError(`These answers are missing or cannot be used:\n${lines.join('\n')}`, {
    hints: [
      `\`coc ${form.name} --print-form\` prints every question with its choices.`,
      ...(refused?.hints ?? []),
    ],
    ...(refused?.clause !== undefined && { clause: refused.clause }),
    exitCode: EXIT.usage,
  });
}
