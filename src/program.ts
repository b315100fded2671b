import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { App } from './app.ts';
import { EXIT, type ExitCode, UserError } from './errors.ts';
import type { Io } from './io.ts';
import { inert } from './screen/inert.ts';

/** Options that every command takes. */
interface GlobalOptions {
  readonly repo?: string;
}

type Run<A extends readonly unknown[], O> = (
  app: App,
  args: A,
  options: O,
) => Promise<ExitCode> | Promise<void>;

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Finds the command that the arguments name, loads it, and runs it. */
export async function program(io: Io, argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const root = new Command('coc')
    .description('Take and keep code-of-conduct reports, step by step, encrypted.')
    .version(version)
    .option('--repo <folder>', 'the reports repository, if not the one you stand in')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(inert(text, { lines: true })),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
    })
    .showHelpAfterError('hint: `coc --help` lists the commands; `coc COMMAND --help` explains one.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 refused or failed; 2 usage or answers; 3 done in part; 70 a bug; 130 cancelled.',
    );

  /** Loads a command only when it is called. */
  const on =
    <A extends readonly unknown[], O>(load: () => Promise<Run<A, O>>) =>
    async (...received: unknown[]): Promise<void> => {
      const command = received.pop() as Command;
      const options = received.pop() as O;
      const { repo } = command.optsWithGlobals<GlobalOptions>();
      const runCommand = await load();
      code = (await runCommand(new App(io, repo), received as unknown as A, options)) ?? EXIT.done;
    };

  root
    .usage('[options] [command]')
    .helpCommand('help [command]', 'explain a command')
    .argument('[command]')
    .action(
      on(async () => {
        const { home } = await import('./commands/home.ts');
        return (app: App, [unknown]: readonly [string?]) =>
          unknown === undefined ? home(app) : refuse(unknown);
      }),
    );

  answerOptions(root.command('init').description('make a reports repository, your keys and a recovery key'))
    .option('--dir <folder>', 'where the reports repository is to be')
    .option('--name <name>', 'your name, as the team knows you')
    .option('--email <address>', 'your e-mail address, which stands in the commits')
    .option('--community <name>', 'the name of the community')
    .addOption(
      new Option('--key-type <type>', 'hybrid is also safe against quantum computers').choices([
        'hybrid',
        'x25519',
      ]),
    )
    .option('--recovery-file <file>', 'write the recovery key to this new file instead of showing it')
    .option('--no-recovery', 'make no recovery key')
    .option('--no-passphrase', 'keep your keys without a passphrase')
    .action(on(async () => (await import('./commands/init.ts')).init));

  const report = root.command('report').description('take a report, add to one, or go on with one');
  answerOptions(
    report.command('new').description('take a report: coc asks, you answer; every answer is kept'),
  )
    .option('--account <file>', 'take the account from a text file; - for stdin')
    .option('--quick', 'one text, saved at once; completed later with `coc report resume`')
    .option('--json', 'print { id, commit, respondBy }')
    .action(on(async () => (await import('./commands/report-new.ts')).reportNew));
  answerOptions(
    report
      .command('add')
      .argument('[id]', 'the incident')
      .description('add a further report, something said later, or a missing detail'),
  )
    .option('--account <file>', 'take the words from a text file; - for stdin')
    .option('--json', 'print { id, commit }')
    .action(on(async () => (await import('./commands/report-add.ts')).reportAdd));
  answerOptions(
    report
      .command('resume')
      .argument('[id]', 'an incident saved with --quick')
      .description('go on with a report that is not finished'),
  )
    .option('--json', 'print { id, commit, respondBy }')
    .action(on(async () => (await import('./commands/report-resume.ts')).reportResume));

  root
    .command('list')
    .description('the incidents that you can open')
    .option('--json', 'print [{ id, status, receivedAt, respondBy, overdue, reports, readers, next }]')
    .action(on(async () => (await import('./commands/list.ts')).list));
  root
    .command('show')
    .argument('[id]', 'the incident')
    .description('read an incident')
    .option(
      '--json',
      'print { id, status, respondBy, overdue, due, openedAt, quick, reports, people, threat, threats, visibility, consent, recorders, readers, keptOut, followUps, notes, overrides, evidence, unknownKinds }',
    )
    .action(on(async () => (await import('./commands/show.ts')).show));
  answerOptions(
    root.command('note').argument('[id]', 'the incident').description('add a note to an incident'),
  )
    .option('--json', 'print { id, commit }')
    .action(on(async () => (await import('./commands/note.ts')).note));
  root
    .command('status')
    .description('what waits for you')
    .option('--json', 'print { due: [{ incident, what, clause, at, overdue, command }], reminders }')
    .action(on(async () => (await import('./commands/status.ts')).status));
  root
    .command('guide')
    .argument('[topic]', 'one topic; all are listed without it')
    .description('what to say and do, without unlocking anything')
    .action(on(async () => (await import('./commands/guide.ts')).guide));
  root
    .command('passphrase')
    .description('set or change the passphrase of your keys')
    .action(on(async () => (await import('./commands/passphrase.ts')).passphrase));
  root
    .command('unlock')
    .description('ask for your passphrase once; no command asks again for a while')
    .option('--for <time>', 'how long, such as 15m or 2h', '15m')
    .action(on(async () => (await import('./commands/unlock.ts')).unlock));
  root
    .command('lock')
    .description('end what `coc unlock` began')
    .action(on(async () => (await import('./commands/lock.ts')).lock));
  root
    .command('key-agent <socket> <until> <watched>', { hidden: true })
    .action(on(async () => (await import('./commands/key-agent.ts')).keyAgent));
  root
    .command('recovery-key')
    .description('make the recovery key, if there is none yet')
    .option('--recovery-file <file>', 'write it to this new file instead of showing it')
    .option('--decline', 'go without one, for good')
    .option('--yes', 'confirm, where no terminal can ask')
    .action(on(async () => (await import('./commands/recovery-key.ts')).recoveryKey));

  await root.parseAsync([...argv], { from: 'user' });
  return code;
}

function refuse(unknown: string): never {
  throw new UserError(`There is no command \`${unknown}\`.`, {
    hints: ['`coc --help` lists the commands.'],
    exitCode: EXIT.usage,
  });
}

function answerOptions(command: Command): Command {
  return command
    .option('--answers <file>', 'take the answers from a YAML file; - for stdin')
    .option('--print-form', 'print that YAML with every key, and end')
    .option('--yes', 'confirm, where no terminal can ask');
}
