import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { UsageError, undefinedIfRefused } from '../errors.ts';
import type { ComesWith } from '../policy/situation.ts';
import { inert } from '../text/inert.ts';
import type { Draft } from '../vault/drafts.ts';
import type { AnswerOptions } from './asking.ts';
import type { Carried } from './attaching.ts';
import type { TakenIn } from './taken.ts';

/** What was read in this run: stdin comes once. */
const taken = new WeakMap<App, { readonly of: string; readonly carried: readonly Carried[] }>();

/**
 * Reads the mail or the chat that the options name, says what it is, and gives what becomes of it; undefined without these options.
 * Nothing of it is ever on a disk but sealed. Throws a UserError where it is neither, or cannot be read.
 */
export async function takeIn(app: App, options: AnswerOptions): Promise<TakenIn | undefined> {
  const { mail, text } = options;
  const source = mail ?? text;
  if (source === undefined) return undefined;
  assertOneSource(options);
  const made =
    mail === undefined
      ? await (await import('./taken-chat.ts')).takeChat(app, source)
      : await (await import('./taken-mail.ts')).takeMail(app, source);
  taken.set(app, { of: keyOf(made.intake), carried: made.carried });
  return made;
}

/** A draft that begins with what was taken in. */
export function begunWith(draft: Draft, found: TakenIn | undefined): Draft {
  if (found === undefined) return draft;
  const { intake, account } = found;
  return {
    ...draft,
    intake,
    answers: { ...draft.answers, ...(account !== undefined && { account }) },
  };
}

/** Whether a draft was begun with the same, wherever that lay. */
export function isBegunWith({ intake }: Draft, { intake: other }: TakenIn): boolean {
  const mark = ({ kind, sha256, which = [] }: TakenIn['intake']): string =>
    JSON.stringify([kind, sha256, which]);
  return intake !== undefined && mark(intake) === mark(other);
}

/**
 * What is kept with a draft that was begun with a mail or a chat. Where that is not to be had any more, or is another one by now, this
 * is said, and it is nothing: what was answered stays.
 */
export async function carriedBy(app: App, { intake }: Draft): Promise<readonly Carried[]> {
  if (intake === undefined) return [];
  const known = taken.get(app);
  if (known?.of === keyOf(intake)) return known.carried;
  const again = await (intake.kind === 'mail'
    ? import('./taken-mail.ts').then(({ takeMail }) => takeMail(app, intake.source, intake))
    : import('./taken-chat.ts').then(({ takeChat }) => takeChat(app, intake.source, intake.sha256))
  ).catch(undefinedIfRefused);
  if (again !== undefined && keyOf(again.intake) === keyOf(intake)) return again.carried;
  app.notice(
    `The ${intake.kind === 'mail' ? 'mail' : 'chat'} that this was begun with${whereOf(intake)} is not there any more, or was changed since. Your answers are kept, and go on. What came with it is not kept with this; \`coc evidence add\` adds it later, once you have it again.`,
  );
  return [];
}

/** The same, as those who are asked have to know of it. */
export function comesWith({ intake }: Draft, carried: readonly Carried[]): ComesWith | undefined {
  if (intake === undefined || carried.length === 0) return undefined;
  return {
    of: intake.kind === 'mail' ? 'mail' : 'chat',
    names: carried.map(({ name }) => name),
    within: carried
      .filter(({ isWhole }) => isWhole !== true)
      .map(({ name, bytes }) => ({ name, sha256: createHash('sha256').update(bytes).digest('hex') })),
  };
}

/** What is said once it is saved. */
export function stillWhereItWas(carried: readonly Carried[]): readonly string[] {
  return carried.length === 0
    ? []
    : [
        'What it came by is where it was, and is readable there. If nobody else needs it, delete it, also in the mailbox or the chat.',
      ];
}

function whereOf({ source }: TakenIn['intake']): string {
  return source === '-' ? '' : ` (${inert(source)})`;
}

function keyOf({ source, sha256, which = [] }: TakenIn['intake']): string {
  return JSON.stringify([source, sha256, which]);
}

function assertOneSource({ mail, text, account, answers }: AnswerOptions): void {
  if (mail !== undefined && text !== undefined)
    throw new UsageError(
      'There can be one of --mail and --text.',
      'What comes later is added with `coc report add`.',
    );
  if (account !== undefined)
    throw new UsageError('There are two accounts: one from --account, and one from the mail or the chat.');
  if (answers === '-' && (mail ?? text) === '-')
    throw new UsageError('Only one of them can come from stdin: the answers, or the mail or the chat.');
  if ((mail ?? text) === '-' && answers === undefined)
    throw new UsageError(
      'What comes on stdin leaves no terminal at which coc could ask the rest.',
      `Save it as a file and name that: \`${mail === undefined ? '--text' : '--mail'} FILE\`. Or give the answers as well: \`--answers FILE\`; \`--print-form\` prints them.`,
    );
}
