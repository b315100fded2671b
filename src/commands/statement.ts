import type { App } from '../app.ts';
import { assertAccused } from '../desk/possible.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { statementForm } from '../interview/forms/statement.ts';
import { takeStatement } from '../policy/notice.ts';

export const STATEMENT: Step = {
  id: 'statement',
  command: 'statement',
  form: statementForm,
  decide: takeStatement,
  assertPossible: assertAccused,
  saveLabel: 'Save their side',
  saved: 'Their side is saved and encrypted, and goes into the meeting. It belongs to',
};

/** `coc statement`: the accused's side, in their words. */
export async function statement(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, STATEMENT, typed, options);
}
