import { readFileSync } from 'node:fs';
import { type Command, Help, Option } from 'commander';
import type { App } from './app.ts';
import { CATALOGUE, type Catalogue, type Listed } from './catalogue.ts';
import { EXIT, type ExitCode, OUT_OF_HISTORY, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { addSteps, answerOptions, formatOption, type Run, several } from './step-commands.ts';
import { inert } from './text/inert.ts';

/** Options that every command takes. */
interface GlobalOptions {
  readonly repo?: string;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Whatever is typed as an argument stands in the list of processes and in the shell's history. */
function assertNoSecret(argv: readonly string[]): void {
  if (!argv.some((one) => /AGE-SECRET-KEY-|PRIVATE KEY-----/i.test(one))) return;
  throw new UsageError(
    'A secret key stands among the arguments. Nothing was done with it.',
    'coc never takes one like this: it stands in the history of your shell now. Take it out there.',
    ...OUT_OF_HISTORY,
    'If others could see it, have a new one: `coc team rotate`, or `coc recovery-key --replace`.',
  );
}

/** Finds the command that the arguments name, loads it, and runs it. */
export async function program(
  io: Io,
  argv: readonly string[],
  steps: Catalogue = CATALOGUE,
): Promise<ExitCode> {
  assertNoSecret(argv);
  let code: ExitCode = EXIT.done;
  const { Root } = await import('./typed-command.ts');
  const root = new Root('coc', argv)
    .description('Take and keep code-of-conduct reports, step by step, encrypted.')
    .version(version)
    .option('--repo <folder>', 'the reports repository, if not the one you stand in')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(inert(text, { lines: true })),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
    })
    .configureHelp({ minWidthToWrap: 20, formatItem })
    .showHelpAfterError('hint: `coc --help` lists the commands; `coc COMMAND --help` explains one.')
    .addHelpText(
      'after',
      '\nWhat saves with --json also prints `shared` where there is a server: whether it is there by now.\nExit codes: 0 done; 1 refused or failed; 2 usage or answers; 3 done in part; 70 a bug; 130 cancelled.',
    );

  /** Loads a command only when it is called. What git and coc itself call says nothing of its own. */
  const on =
    <A extends readonly unknown[], O>(load: (options: O) => Promise<Run<A, O>>, byPeople = true) =>
    async (...received: unknown[]): Promise<void> => {
      const command = received.pop() as Command;
      received.pop();
      // An option that the command above has as well, such as --json of `sanction`, is read by that one.
      const { repo, ...options } = command.optsWithGlobals<GlobalOptions & O>();
      const { App } = await import('./app.ts');
      const runCommand = await load(options as O);
      const app = new App(io, repo, steps);
      if (byPeople) await app.sweep();
      code = (await runCommand(app, received as unknown as A, options as O)) ?? app.outcome;
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
    .option('--remote <url>', 'share it through this empty, private git repository')
    .action(on(async () => (await import('./commands/init.ts')).init));

  const isReport = ({ id }: Listed): boolean => id.startsWith('report ');
  const report = root.command('report').description('take a report, add to one, or go on with one');
  addSteps(root, steps.filter(isReport), on);
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
    .option('--kept', 'instead: those that are kept only for if it happens again')
    .option('--all', 'at a terminal: all of them, and not the newest alone')
    .option('--json', 'print [{ id, status, receivedAt, respondBy, overdue, reports, readers, next }]')
    .action(on(async () => (await import('./commands/list.ts')).list));
  root
    .command('show')
    .argument('[id]', 'the incident')
    .description('read an incident')
    .option(
      '--json',
      'print { id, status, respondBy, overdue, due, playbook, openedAt, quick, reports, people, same, threat, threats, visibility, opensAs, consent, permitted, recorders, readers, everReaders, keptOut, recusals, recovered, widenings, resumed, wishes, followUps, notes, kept, doubles, overrides, evidence, meetings, actions, statements, letters, told, sanctions, apologies, announcement, feedback, evaluations, exports, exportPermissions, closed, sinceClose, reopenings, unknownKinds, written: [{ id, kind, at, by, authorship: verified | key-since-removed | not-verified }] }',
    )
    .option(
      '--like',
      "instead: what was decided about incidents like it, with nobody's name; with --json { incident, precedents: [{ incident, alike: { words, seen, danger }, received, status, seen, danger, outcomes, sanctions: [{ sanction, label, term, startsAt, until, changes, appeals, ended }], announced }], notShared }",
    )
    .action(
      on(async (options: { readonly json?: boolean; readonly like?: boolean }) =>
        options.like
          ? (await import('./commands/precedents.ts')).precedents
          : (await import('./commands/show.ts')).show,
      ),
    );
  root
    .command('letter')
    .argument('[id]', 'the incident')
    .description('print a text once more that is drafted and waits to go out')
    .addOption(formatOption())
    .action(on(async () => (await import('./commands/letter.ts')).letter));
  root
    .command('search')
    .description('find words in all that you can open; they are asked for, or come on stdin')
    // What is typed here all the same is refused with more than that it is too much.
    .argument('[words...]')
    .usage('[options]')
    .option('--answers <file>', 'take the words from a YAML file; - for stdin')
    .option('--print-form', 'print that YAML, and end')
    .option('--person', 'look in names, handles and contacts alone')
    .option('--since <time>', 'only where a report came in since then, such as "last month"')
    .option('--until <time>', 'only where a report came in until then')
    .addOption(
      new Option('--status <status>', 'only incidents that are so').choices([
        'unfinished',
        'open',
        'not-to-proceed',
        'decided',
        'closed',
      ]),
    )
    .option('--sanction <kind>', 'only where there is a sanction of this kind, as the policy names it')
    .option('--taken-by <member>', 'only where this member took a report')
    .option(
      '--json',
      'print { has: all | some, found: [{ incident, status, received, places: [{ entry, kind, by, at, context, words }], more }], all, notShared }',
    )
    .action(on(async () => (await import('./commands/search.ts')).search));
  addSteps(
    root,
    steps.filter((one) => !isReport(one)),
    on,
    {
      above: {
        access: () =>
          root
            .command('access')
            .argument('[id]', 'the incident')
            .description(
              'who can open an incident and why, who is kept out, and to whom the reporter is known',
            )
            .option(
              '--json',
              'print { id, readers: [{ member, name, since, why: [took-report | permission | witnessed | recovery-key], reports }], recovery: { needed, custodians } or null, keptOut: [{ member, name, at, by, reason }], readmitted, permissions: [{ report, share, members, words }], reporters: [{ report, reporter, knownTo }] }',
            )
            .option(
              '--exposure <member>',
              'instead: what this member, who may have left, could open with their key, as far as you can open it yourself; with --json { member: { id, name, left, replaced, custodian }, incidents: [{ incident, from, to, still, versions, versionsInAll, entries, entriesNow, sealedInside, sealedOpen, reports: [{ report, sealed, who, words }], others, files, filesNow, notOpened }], never, notOpened }',
            )
            .action(on(async () => (await import('./commands/access.ts')).access)),
      },
      below: {
        'evidence add': (add) => {
          const evidence = add.parent as Command;
          evidence
            .command('list')
            .argument('[id]', 'the incident')
            .description('what is kept with an incident')
            .option(
              '--json',
              'print [{ number, entry, file, name, size, sha256, type, about, from, madeAt, receivedAt, by, at, forFew, replaces, replacedBy }]',
            )
            .action(on(async () => (await import('./commands/evidence-list.ts')).evidenceList));
          evidence
            .command('save')
            .argument('[id]', 'the incident')
            .argument('[number]', 'which, as `coc evidence list` numbers them')
            .argument('[to]', 'the new file, or a folder')
            .description('write one of them to a file or folder of this machine, as it was given')
            .option('--to <path>', 'the same as an option; nothing is written over')
            .option('--stripped', 'a copy without what is hidden in it, such as where a picture was taken')
            .option(
              '--json',
              'print { path, size, sha256, stripped, stillHidden }; size and sha256 are those of the original',
            )
            .action(on(async () => (await import('./commands/evidence-save.ts')).evidenceSave));
          evidence
            .command('view')
            .argument('[id]', 'the incident')
            .argument('[number]', 'which, as `coc evidence list` numbers them')
            .description('show one of them in the viewer of this machine, from memory; gone afterwards')
            .action(on(async () => (await import('./commands/evidence-view.ts')).evidenceView));
          evidence
            .command('verify')
            .argument('[id]', 'the incident; all that you can open without it')
            .description('whether each of them is there, opens, and is what was given, byte for byte')
            .option(
              '--json',
              'print { looked, wrong: [{ incident, number, why }], forOthers, unreferenced, notShared }',
            )
            .action(on(async () => (await import('./commands/evidence-verify.ts')).evidenceVerify));
        },
        same: (same) => {
          same
            .command('list')
            .description('who may be one person in the incidents that you can open, and what was said of it')
            .option(
              '--json',
              'print [{ of, person, named, other: { incident, person, name, role }, is, speaksFor, against, said, sanctions, conditions, onlyAgain }]',
            )
            .action(on(async () => (await import('./commands/same-list.ts')).sameList));
        },
        sanction: (sanction) => {
          sanction
            .command('list')
            .description('the sanctions in the incidents that you can open, those that end first at the head')
            .option('--active', 'only those that nobody has ended')
            .option('--ending <days>', 'only those that end within so many days, such as 30d')
            .option('--ics <file>', 'also write a calendar, with numbers of incidents and no names')
            .option(
              '--json',
              'print [{ incident, number, person, name, sanction, label, parameters, term, until, conditions, status, appealed, tell, open }]',
            )
            .action(on(async () => (await import('./commands/sanction-list.ts')).sanctionList));
          sanction
            .command('check')
            .argument('[words...]')
            .usage('[options]')
            .description(
              'is somebody under anything that we must act on? The name is asked for, or comes on stdin',
            )
            .option(
              '--json',
              'print { found: [{ incident, person, name, alike, sanctions }], notShared, ask }',
            )
            .action(on(async () => (await import('./commands/sanction-check.ts')).sanctionCheck));
        },
      },
      instead: {
        evaluate: {
          flags: '--proposals',
          about: 'list what all evaluations brought up, without what tells of an incident',
          load: async () => (await import('./commands/proposals.ts')).proposals,
        },
      },
    },
  );

  root
    .command('status')
    .description('what waits for you')
    .option('--all', 'at a terminal: all that waits, and not the most urgent alone')
    .option(
      '--json',
      'print { due: [{ incident, what, clause, at, overdue, command }], reminders, lastShared }',
    )
    .action(on(async () => (await import('./commands/status.ts')).status));
  root
    .command('handover')
    .argument('[member]', 'who it is handed to; left out, what others let you open')
    .description('what of your incidents somebody may be given, with what is due and what was promised')
    .option(
      '--json',
      'print { member, incidents: [{ id, status, due, promised: [{ to, what, who, at, precision }] }] }, and let nobody in',
    )
    .action(on(async () => (await import('./commands/handover.ts')).handover));
  root
    .command('doctor')
    .description('look whether everything is in order, and what to do where it is not')
    .option(
      '--json',
      'print { inOrder, checks: [{ group: machine | history | sharing | team | incidents, check, state: ok | hint | attention, text, todo }] }; with --drill { opened, failed }',
    )
    .addHelpText(
      'after',
      '\nExits with 3 where something needs attention, with 1 where too little can be looked at.',
    )
    .option('--drill', 'try out whether the recovery key opens every incident; nothing of them is read')
    .option('--recovery-file <file>', 'with --drill: the recovery key, if it is in one file')
    .option('--share <file>', 'with --drill: a share of it; once for each file', several)
    .action(on(async () => (await import('./commands/doctor.ts')).doctor));
  root
    .command('guide')
    .argument('[topic]', 'one topic; all are listed without it')
    .description('what to say and do, without unlocking anything')
    .action(on(async () => (await import('./commands/guide.ts')).guide));
  const policy = root.command('policy').description('show, check or change the policy of your team, as data');
  policy
    .command('show')
    .description('print the playbook')
    .option('--json', 'print it as JSON, with the words of coc for what it does not say')
    .action(on(async () => (await import('./commands/policy.ts')).policyShow));
  policy
    .command('check')
    .argument('[file]', "a playbook in a file, in place of your team's; - for stdin")
    .description('whether it is sound; names everything that is not')
    .action(on(async () => (await import('./commands/policy.ts')).policyCheck));
  policy
    .command('edit')
    .description('change it in your editor; it is checked, and its version rises')
    .option('--file <file>', 'take the new one from a file; - for stdin')
    .action(on(async () => (await import('./commands/policy.ts')).policyEdit));
  const community = root
    .command('community')
    .description('what the reports repository says about the community: letters and announcements say it');
  community
    .command('show')
    .description('print it')
    .option('--json', 'print { community, contact, policy, emergency, feedback, appeals, systems }')
    .action(on(async () => (await import('./commands/community.ts')).communityShow));
  answerOptions(
    community.command('edit').description('an admin changes it; each answer is proposed as it stands'),
  ).action(on(async () => (await import('./commands/community.ts')).communityEdit));
  root
    .command('passphrase')
    .description('set or change the passphrase of your keys')
    .action(on(async () => (await import('./commands/passphrase.ts')).passphrase));
  root
    .command('verify')
    .description('whether the history can be trusted; also without any key, in CI or on a server')
    .option('--all', 'begin at the first commit again, whatever was verified before')
    .option('--first <commit>', 'the first commit that it has to be: its full ID, or its six words in quotes')
    .option('--no-incidents', 'look at the history alone, and open nothing')
    .option('--restore', 'put back what was there before commits that cannot be trusted, as an admin')
    .option('--put-back', 'put right incidents that somebody wrote over, as whoever can open them')
    .option('--repair', 'bring back what a power loss or a bad disk damaged in this copy')
    .option('--from <copy>', "with --repair: take it from there, such as a colleague's copy or a backup")
    .option('--yes', 'confirm, where no terminal can ask')
    .addOption(
      new Option('--template <host>', 'print what has a host or a server verify every push').choices([
        'github',
        'gitlab',
        'pre-receive',
      ]),
    )
    .option('--save', 'with --template github or gitlab: commit that file, as an admin')
    .option('--pre-receive', 'as the pre-receive hook of a bare repository: refuse what does not verify')
    .option(
      '--json',
      'print { first, words, head, headWords, verified, ofOthers, commits, looked, problem: { commit, harm, path, meaning } | null, recoveries, restores, incidents: { opened, notShared, damaged: [{ path, why }] } | null }; with --restore { restored, good, bad: [{ commit, harm, path, meaning }] }; with --put-back { putBack, waiting, shared }; with --repair { repaired, aside, saved, lost, replaced, shared }',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well; 1 the history cannot be trusted; 3 some incidents are damaged.',
    )
    .action(on(async () => (await import('./commands/verify.ts')).verify));
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
    .action(on(async () => (await import('./commands/key-agent.ts')).keyAgent, false));
  root
    .command('textconv <file>', { hidden: true })
    .action(on(async () => (await import('./commands/textconv.ts')).textconv, false));
  root
    .command('recovery-key')
    .description('make the recovery key, whole or in shares, or a new one in its place')
    .option('--recovery-file <file>', 'write it to this new file instead of showing it')
    .option('--shares <k/n>', 'split it: 2/3 is any two of three shares')
    .option('--custodian <name>', 'who keeps a share; once for each, in their order', several)
    .option('--share-dir <folder>', 'write the shares to new files there instead of showing them')
    .option('--replace', 'make a new one in place of the one there is')
    .option('--decline', 'go without one, for good')
    .option('--yes', 'confirm, where no terminal can ask')
    .action(on(async () => (await import('./commands/recovery-key.ts')).recoveryKey));

  root
    .command('sync')
    .description('share what is saved here, and fetch what others have saved')
    .option('--remote <url>', 'share through this empty, private git repository from now on')
    .option('--put-back', 'put the history of this copy on a server that was put back or replaced')
    .option(
      '--accept',
      'go along with a server that the team has put right; what only this copy has is put on top',
    )
    .addOption(
      new Option('--policy <side>', 'which policy holds where both sides changed it').choices([
        'mine',
        'theirs',
      ]),
    )
    .addOption(
      new Option('--team <what>', 'whether a change of the team is done again on top of theirs').choices([
        'again',
        'drop',
      ]),
    )
    .option('--yes', 'confirm, where no terminal can ask')
    .option(
      '--json',
      'print { received, sent, recoveries, restores, done, others, failed: [{ path, why }], damaged: [{ path, why }] }',
    )
    .action(on(async () => (await import('./commands/sync.ts')).sync));
  answerOptions(
    root
      .command('join')
      .argument('[url]', "the address of the team's git repository; left out in a clone of it")
      .description("take part in a team's reports repository"),
  )
    .option('--dir <folder>', 'where the reports repository is to be')
    .option('--name <name>', 'your name, as the team knows you')
    .option('--email <address>', 'your e-mail address, which stands in the commits')
    .option('--words <words>', 'the six words that somebody on the team sees, where no terminal can ask')
    .option('--identity <file>', 'bring along the age keys in this file')
    .option('--no-passphrase', 'keep your keys without a passphrase')
    .action(on(async () => (await import('./commands/join.ts')).join));
  const team = root.command('team').description('who is on the team, with which keys');
  team
    .command('list')
    .description('who is on the team, and who was')
    .option('--json', 'print [{ id, name, email, admin, joined, left, words, replacedKeys }]')
    .action(on(async () => (await import('./commands/team-list.ts')).teamList));
  team
    .command('add')
    .description('let somebody in who asked with `coc join`')
    .option('--request <file>', 'the request, in a file; - for stdin')
    .option('--words <words>', 'the six words that they see, where no terminal can ask')
    .option('--replaces <member>', 'they are this member, with new keys')
    .option('--admin', 'as an admin')
    .option('--json', 'print { commit, words, shared }')
    .action(on(async () => (await import('./commands/team-add.ts')).teamAdd));
  team
    .command('remove')
    .argument('[member]', 'their name')
    .description('take somebody off the team')
    .option('--pass-to <member>', 'who does from now on what they were to do')
    .option('--yes', 'confirm, where no terminal can ask')
    .action(on(async () => (await import('./commands/team-change.ts')).teamRemove));
  team
    .command('admin')
    .argument('[member]', 'their name')
    .description('make somebody an admin')
    .option('--revoke', 'take it back')
    .option('--yes', 'confirm, where no terminal can ask')
    .action(on(async () => (await import('./commands/team-change.ts')).teamAdmin));
  team
    .command('rotate')
    .description('make new keys in place of yours')
    .option('--yes', 'confirm, where no terminal can ask')
    .action(on(async () => (await import('./commands/team-change.ts')).teamRotate));
  team
    .command('confirm')
    .argument('[member]', 'their name; without it, each that waits')
    .description('say that new keys are whose they are said to be, once you compared the words')
    .option('--recovery-key', 'the recovery key')
    .option('--words <words>', 'the six words that they see, where no terminal can ask')
    .action(on(async () => (await import('./commands/team-confirm.ts')).teamConfirm));
  root
    .command('recover')
    .description('with the recovery key: open the reports again, and be an admin where none is left')
    .option('--recovery-file <file>', 'the recovery key, if it is in one file')
    .option('--share <file>', 'a share of it; once for each file', several)
    .option('--as <member>', 'who you are, if you are in team.yaml and your keys are lost')
    .option('--name <name>', 'your name, if you are new')
    .option('--email <address>', 'your e-mail address, if you are new')
    .option('--no-admin-left', 'nobody who is an admin has their keys any more')
    .option('--no-passphrase', 'where keys are made: keep them without a passphrase')
    .action(on(async () => (await import('./commands/recover.ts')).recover));

  const aboutCompletion = 'print what has your shell complete commands when you press Tab';
  if (['completion', 'complete'].includes(argv[0] ?? '')) {
    const { addCompletion } = await import('./shell-completion.ts');
    addCompletion(root, argv, aboutCompletion, (text) => void io.stdout.write(text));
  } else {
    root.command('completion').argument('<shell>').description(aboutCompletion);
  }

  await root.parseAsync([...argv], { from: 'user' });
  return code;
}

function refuse(unknown: string): never {
  throw new UsageError(`There is no command \`${unknown}\`.`, '`coc --help` lists the commands.');
}

/** Below this many columns, what an option is for stands below it. */
const NARROW = 64;

/** An option or a command with what it is for, broken between words at any width. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (width >= NARROW) return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  const lines = (text: string, indent: number): string[] =>
    helper
      .boxWrap(text, width - indent)
      .split('\n')
      .map((line) => `${' '.repeat(indent)}${line}`);
  return [...lines(term, 2), ...(description === '' ? [] : lines(description, 6))].join('\n');
}
