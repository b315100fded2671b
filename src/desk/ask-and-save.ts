import type { App, Desk } from '../app.ts';
import { Cancelled } from '../errors.ts';
import type { Answers } from '../interview/question.ts';
import type { Opening, Step } from '../steps/step.ts';
import type { Saved } from '../vault/vault.ts';
import { type AnswerOptions, type Asking, ask } from './asking.ts';
import { type Saying, saySaved } from './saved.ts';
import { saveDraft } from './workplace.ts';

/** What is asked and saved: a step on an incident, or a report. */
interface Doing<F> extends Omit<Asking<F>, 'saveLabel'> {
  readonly options: AnswerOptions & { readonly json?: boolean };
  /** Throws where the answers come to nothing. */
  readonly assertSomething?: (answers: Answers) => Promise<void>;
  readonly save: (
    answers: Answers,
    stop: AbortSignal,
  ) => Promise<{ readonly desk: Desk; readonly saved: Saved }>;
  readonly say: (answers: Answers) => Partial<Saying>;
}

/** Ask, decide, save, say: the same for everything that is done about an incident. */
export async function askAndSave<F>(
  app: App,
  { saveLabel, saved: what, namesPeople: names = false }: Step | Opening,
  { assertSomething, save, say, ...asking }: Doing<F>,
): Promise<{ readonly desk: Desk; readonly answers: Answers }> {
  const answers = await ask(app, { ...asking, saveLabel });
  await assertSomething?.(answers).catch((error: unknown) => {
    throw error instanceof Cancelled ? new Cancelled({ kept: true }) : error;
  });
  const { draft, options } = asking;
  // Ctrl-C is answered in words here as well.
  const { desk, saved } = await app.interruptible((stop) =>
    saveDraft(draft.drafts, draft.as, async () => {
      // Asked before anything is held that others wait for.
      await (await app.keys()).stayUnlocked();
      return save(answers, stop);
    }),
  );
  await saySaved(app, desk, saved, { json: options.json === true, what, names, ...say(answers) });
  return { desk, answers };
}
