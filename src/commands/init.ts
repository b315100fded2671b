import { dirname } from 'node:path';
import type { App } from '../app.ts';
import { settingsOf, shippedPlaybook } from '../community/community.ts';
import { type AnswerOptions, readAnswers } from '../desk/asking.ts';
import { ensurePrivateFolder } from '../disk/private-file.ts';
import { UsageError } from '../errors.ts';
import { found } from '../founding/founding.ts';
import { assertEmpty, assertPrivate } from '../founding/server.ts';
import { fill } from '../interview/fill.ts';
import { initForm } from '../interview/forms/init.ts';
import { printForm } from '../interview/print-form.ts';
import type { Answers } from '../interview/question.ts';
import { assertNewFile } from '../machine/new-file.ts';
import { keysFor, passphraseHints } from '../machine/own-keys.ts';
import { makeRecoveryKey } from '../recovery/recovery-key.ts';
import type { KeyType } from '../vault/keys.ts';
import { assertNothingAt, Git, writeConfig } from '../vault/repository.ts';
import { Remote } from '../vault/server.ts';
import { wholePath } from '../whole-path.ts';

export interface InitOptions extends AnswerOptions {
  readonly dir?: string;
  readonly name?: string;
  readonly email?: string;
  readonly community?: string;
  readonly keyType?: KeyType;
  readonly recoveryFile?: string;
  readonly recovery?: boolean;
  readonly passphrase?: boolean;
  readonly remote?: string;
}

/** `coc init`: makes the reports repository, the first member and their keys. Leaves alone what exists. */
export async function init(app: App, _args: readonly [], options: InitOptions): Promise<void> {
  const { defaults } = await shippedPlaybook();
  const facts = { defaults, git: await Git.identity(app.io.cwd, app.io.env) };
  if (options.printForm) return app.print(printForm(initForm, facts));
  await Git.check(app.io.env);
  const folder = options.dir === undefined ? app.places.defaultRepository : wholePath(app.io, options.dir);
  await assertNothingAt(folder);
  if (options.remote !== undefined) {
    await assertPrivate(app, options.remote);
    await assertEmpty(app, options.remote);
  }
  await ensurePrivateFolder(dirname(app.places.identity));
  const prompter = await app.prompter();
  if (prompter === undefined) assertDecided(app, options);
  if (options.recoveryFile !== undefined) await assertNewFile(wholePath(app.io, options.recoveryFile));
  if (prompter !== undefined && options.remote === undefined)
    app.notice(
      'This begins a new team. If yours has its reports on a server, Ctrl-C stops, and `coc join URL` takes part there.',
    );
  const { answers: given, stray, sure = [] } = await readAnswers(app, options, initForm);
  const answers = await fill(initForm, facts, {
    given: { ...given, ...flags(options) },
    stray,
    ...(options.answers !== undefined && { sure }),
    ...(prompter && { prompter }),
    onlyRequired: options.yes === true || options.answers !== undefined,
    review: options.yes !== true,
    saveLabel: 'Go on',
  });
  const identity = await keysFor(app, options);
  const recovery =
    options.recovery === false ? 'declined' : await makeRecoveryKey(app, identity, options.recoveryFile);
  const { vault } = await found(app, {
    folder,
    name: String(answers.name),
    email: String(answers.email),
    settings: settingsOf(answers, defaults),
    recovery,
    identity,
  });
  if (folder !== app.places.defaultRepository) await writeConfig(app.places, folder);
  if (options.remote !== undefined) {
    await Remote.set(folder, app.io.env, options.remote);
    await vault.settle();
  }
  app.printBlocks([
    {
      kind: 'text',
      text: `The reports repository is at ${folder}. Your keys are in ${app.places.identity}.`,
    },
    {
      kind: 'text',
      text: `Keep a copy of that file somewhere safe: without it, ${typeof recovery === 'string' ? 'nothing' : 'only the recovery key'} opens the reports.`,
    },
    {
      kind: 'list',
      title: 'Next',
      items: [
        'Take a report: `coc report new`',
        'Read what to say and do: `coc guide`',
        'See what waits: `coc status`',
        options.remote === undefined
          ? 'Share it with colleagues: `coc sync --remote URL`'
          : `Ask a colleague to join: \`coc join ${options.remote}\``,
        ...(await passphraseHints(app)),
        'Have two admins, since one can be away, or a report about them: `coc team admin`',
      ],
    },
  ]);
}

function flags({ name, email, community }: InitOptions): Answers {
  return { ...(name && { name }), ...(email && { email }), ...(community && { community }) };
}

/** Without a terminal nothing is assumed: what is not decided by a flag is listed. */
function assertDecided(app: App, options: InitOptions): void {
  const missing = [
    ...(options.name || options.answers ? [] : ['--name NAME']),
    ...(options.email || options.answers ? [] : ['--email ADDRESS']),
    ...(options.passphrase === false || app.io.env.COC_PASSPHRASE_COMMAND
      ? []
      : ['--no-passphrase, or COC_PASSPHRASE_COMMAND']),
    ...(options.recovery === false || options.recoveryFile ? [] : ['--recovery-file FILE, or --no-recovery']),
    ...(options.yes ? [] : ['--yes']),
  ];
  if (missing.length === 0) return;
  throw new UsageError(`There is no terminal to ask, so these are needed: ${missing.join('; ')}.`);
}
