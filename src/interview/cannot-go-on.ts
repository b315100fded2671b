import { EXIT, UserError } from '../errors.ts';
import { type Refusal, refusedBy } from '../policy/gates.ts';
import type { Form, Question } from './question.ts';
import { SURE } from './unsure.ts';

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
  unsure: readonly { readonly id: string; readonly what: string }[] = [],
): UserError {
  const refusals = found.flatMap(({ refusal }) => refusal ?? []);
  const refused = refusals.length === 0 ? undefined : refusedBy(refusals);
  if (refused !== undefined && refusals.length === problems.length && unsure.length === 0) return refused;
  const lines = problems.map((problem) => `  ${problem}`);
  const toLookAt = unsure.map(({ id, what }) => `  ${id} ${what}`);
  const keys = [...new Set(unsure.map(({ id }) => id))].join(', ');
  const said = [
    ...(lines.length === 0 ? [] : ['These answers are missing or cannot be used:', ...lines]),
    ...(toLookAt.length === 0 ? [] : ['Look at these answers once more:', ...toLookAt]),
  ];
  return new UserError(said.join('\n'), {
    hints: [
      ...(keys === '' ? [] : [`What is meant as it stands, the file can say: \`${SURE}: [${keys}]\`.`]),
      `\`coc ${form.name} --print-form\` prints every question with its choices.`,
      ...(refused?.hints ?? []),
    ],
    ...(refused?.clause !== undefined && { clause: refused.clause }),
    exitCode: EXIT.usage,
  });
}
