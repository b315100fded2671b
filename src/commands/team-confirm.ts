import type { App, Desk } from '../app.ts';
import { EXIT, type ExitCode, UsageError } from '../errors.ts';
import { assertCompared } from '../joining/compare-words.ts';
import { sealedAgainBlocks } from '../joining/team.ts';
import { memberMeant } from '../vault/joining.ts';
import type { Unconfirmed } from '../vault/vault.ts';

interface ConfirmOptions {
  readonly recoveryKey?: boolean;
  readonly words?: string;
}

/**
 * `coc team confirm`: the word of each member for keys that somebody else put in place. Until then nothing is sealed to them.
 */
export async function teamConfirm(
  app: App,
  [typed]: readonly [string?],
  options: ConfirmOptions,
): Promise<ExitCode> {
  const desk = await app.desk();
  const waiting = await meant(desk, typed, options);
  if (waiting.length === 0) {
    app.printText('No new keys wait for your word.');
    return EXIT.done;
  }
  if (options.words !== undefined && waiting.length > 1)
    throw new UsageError(
      'More than one waits for your word. Whose words are these?',
      'Name the member, or add --recovery-key.',
    );
  let code: ExitCode = EXIT.done;
  for (const one of waiting) {
    await compare(app, one, options.words);
    const { done, others, failed } = await desk.vault.confirm(one);
    if (failed.length > 0) code = EXIT.partial;
    const whose = one.name === undefined ? 'the new recovery key' : `the new keys of ${one.name}`;
    app.printBlocks([
      { kind: 'text', text: `What you save from now on is sealed to ${whose} as well, where it should be.` },
      ...sealedAgainBlocks({ done, others, failed }),
    ]);
  }
  return code === EXIT.done ? app.outcome : code;
}

/** What waits, or the one of it that is named. Empty where that one does not wait. */
async function meant(
  { vault, repository }: Desk,
  typed: string | undefined,
  { recoveryKey = false }: ConfirmOptions,
): Promise<readonly Unconfirmed[]> {
  const waiting = await vault.unconfirmed();
  if (typed === undefined && !recoveryKey) return waiting;
  const member = typed === undefined ? undefined : memberMeant(repository.roster, typed).id;
  return waiting.filter(({ of }) => (of === 'recovery-key' ? recoveryKey : of.member === member));
}

function compare(app: App, { name, by, words }: Unconfirmed, typed: string | undefined): Promise<void> {
  const who = by ?? 'Whoever has the recovery key';
  const [what, todo] =
    name === undefined
      ? [
          `${who} made another recovery key. It opens every report that is sealed to it.`,
          'Did the team want that? Ask somebody else on it as well, and whoever keeps the key or a share of it. They must see these words:',
        ]
      : [
          `${who} put other keys in place of those of ${name}.`,
          `Talk to ${name} directly, by phone or in person. They see their words with \`coc team list\`. They must be these:`,
        ];
  return assertCompared(app, words, typed, {
    show: [
      { kind: 'text', text: what },
      { kind: 'text', text: todo },
    ],
    differ: 'Then they are not confirmed, and nothing is sealed to them here.',
    hints: [
      'Tell somebody else on the team, by another way than the server: one of you may have been deceived.',
      '`git log -p -- team.yaml` in the reports repository shows who changed it, and when.',
    ],
  });
}
