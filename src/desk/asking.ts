import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { App } from '../app.ts';
import { Cancelled, EXIT, UserError } from '../errors.ts';
import { parseAnswers } from '../interview/answers-file.ts';
import { fill } from '../interview/fill.ts';
import type { Answers, Form } from '../interview/question.ts';
import type { Draft, Drafts } from '../vault/drafts.ts';
import { readYaml } from '../vault/yaml.ts';

/** The options that every command with an interview takes. */
export interface AnswerOptions {
  readonly answers?: string;
  readonly printForm?: boolean;
  readonly yes?: boolean;
}

/** The answers of the file that `--answers` names (`-` is stdin); none without it. */
export async function readAnswers<F>(app: App, options: AnswerOptions, form: Form<F>): Promise<Answers> {
  if (options.answers === undefined) return {};
  return parseAnswers(readYaml(await readSource(app, options.answers), 'the answers file'), form);
}

async function readSource(app: App, source: string): Promise<string> {
  if (source === '-') return readAll(app.io.stdin);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await readFile(resolve(app.io.cwd, source)),
    );
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8 text' : 'it is not there, or may not be read';
    throw new UserError(`coc cannot read the answers file: ${why}.`, { exitCode: EXIT.usage });
  }
}

export interface Asking<F> {
  readonly form: Form<F>;
  readonly facts: F;
  /** What is answered already: from a file, from flags, from the draft. */
  readonly given: Answers;
  readonly options: AnswerOptions;
  /** Where every answer is kept from the moment it is given. */
  readonly draft: { readonly drafts: Drafts; readonly as: Draft };
  /** What the review offers: "Save the report". */
  readonly saveLabel: string;
  /** Asks no review, as for a report in a hurry. */
  readonly unreviewed?: boolean;
}

/**
 * Asks what is not answered yet, of whoever can be asked, keeping every answer in a sealed draft. Without a terminal
 * all that is missing or wrong is reported at once, and saving needs `--yes`.
 */
export async function ask<F>(app: App, asking: Asking<F>): Promise<Answers> {
  const { form, facts, given, options, draft } = asking;
  const prompter = await app.prompter();
  try {
    const { answers } = await fill(form, facts, {
      given,
      passed: draft.as.passed,
      ...(prompter && { prompter }),
      ...(draft.as.partial && { partial: draft.as.partial }),
      keep: (state) => draft.drafts.keep({ ...draft.as, partial: undefined, ...state }),
      onlyRequired: options.answers !== undefined,
      review: asking.unreviewed !== true && options.yes !== true,
      saveLabel: asking.saveLabel,
    });
    if (prompter === undefined && options.yes !== true) {
      throw new UserError('The answers are complete. Nobody can confirm them without a terminal.', {
        hints: ['Add --yes to save.'],
        exitCode: EXIT.usage,
      });
    }
    return answers;
  } catch (error) {
    if (error instanceof Cancelled)
      app.tell([{ kind: 'text', text: '`coc report resume` goes on where you stopped.' }]);
    throw error;
  }
}
