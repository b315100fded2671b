import { type Command, Option } from 'commander';
import type { App } from './app.ts';
import type { Catalogue, Listed } from './catalogue.ts';
import type { StepOptions } from './desk/step-options.ts';
import type { ExitCode } from './errors.ts';
import { FORMATS } from './letters/format.ts';

/** What a command does. */
export type Run<A extends readonly unknown[], O> = (
  app: App,
  args: A,
  options: O,
) => Promise<ExitCode> | Promise<void>;

type RunStep = Run<readonly [typed?: string, files?: readonly string[]], StepOptions>;
/** Makes of a command that is loaded when called what the command tree calls. */
type On = (load: (options: StepOptions) => Promise<RunStep>) => (...received: unknown[]) => Promise<void>;

/** What stands among the steps in the command tree and is none. */
interface Beside {
  /** Makes a command that has steps below it. */
  readonly above?: Readonly<Record<string, () => Command>>;
  /** Adds commands below a step. */
  readonly below?: Readonly<Record<string, (step: Command) => void>>;
  /** Flags with which a step does something else. */
  readonly instead?: Readonly<Record<string, Instead>>;
}

interface Instead {
  readonly flags: string;
  readonly about: string;
  readonly load: () => Promise<RunStep>;
}

/** What of a command's options stands for doing something else, and what that is. */
interface Way {
  readonly options: readonly Option[];
  readonly load: () => Promise<RunStep>;
}

/** Adds a command for each step of the catalogue, with the flags that stand for other ways of doing it. */
export function addSteps(root: Command, steps: Catalogue, on: On, beside: Beside = {}): void {
  for (const step of steps.filter(({ id }) => !id.includes(' --'))) {
    const [first = '', second] = step.id.split(' ');
    const parent = second === undefined ? root : (named(root, first) ?? beside.above?.[first]?.());
    const command = (parent ?? root.command(first)).command(second ?? first).description(step.about);
    const instead = beside.instead?.[step.id];
    const ways = [
      ...steps.filter(({ id }) => id.startsWith(`${step.id} --`)).map(wayOf),
      ...(instead === undefined
        ? []
        : [{ options: [new Option(instead.flags, instead.about)], load: instead.load }]),
    ];
    addOptions(command, step, ways);
    command.action(
      on((options) => {
        const way = ways.find((one) => one.options.some((option) => option.attributeName() in options));
        return (way?.load ?? take(step.id, step.files))();
      }),
    );
    beside.below?.[step.id]?.(command);
  }
}

/** How a text that goes out is laid out. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how the text is laid out').choices([...FORMATS]).default('text');
}

function addOptions(command: Command, step: Listed, ways: readonly Way[]): void {
  if (!step.opens) command.argument('[id]', 'the incident');
  if (step.files) command.argument('[files...]', 'the files');
  if (step.letter) command.addOption(formatOption());
  answerOptions(command);
  if (!step.opens)
    command.option(
      '--override <rule>',
      'go on in spite of a rule of the policy, with a reason that stays in the incident',
      several,
    );
  if (step.json === undefined)
    command.option('--json', 'print { id, commit } and, where there is one, the letter');
  for (const option of [...ownOptions(step), ...ways.flatMap(({ options }) => options)])
    command.addOption(option);
  if (step.json !== undefined) command.option('--json', step.json);
}

/** What every command with an interview takes. */
export function answerOptions(command: Command): Command {
  return command
    .option('--answers <file>', 'take the answers from a YAML file; - for stdin')
    .option('--print-form', 'print that YAML with every key, and end')
    .option('--yes', 'confirm, where no terminal can ask');
}

/** Takes an option that may be there several times. */
export function several(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one];
}

function wayOf(step: Listed): Way {
  const flag = step.id.slice(step.id.indexOf('--'));
  return { options: [new Option(flag, step.about), ...ownOptions(step)], load: take(step.id) };
}

function ownOptions({ options = [] }: Listed): readonly Option[] {
  return options.map(({ flags, about, several: isList }) => {
    const option = new Option(flags, about);
    return isList ? option.argParser(several) : option;
  });
}

function take(id: string, takesFiles = false) {
  return async (): Promise<RunStep> => {
    const { takeStep } = await import('./desk/flow.ts');
    return (app, [typed, files], options) =>
      takeStep(app, id, typed, takesFiles ? { ...options, files } : options);
  };
}

function named(parent: Command, name: string): Command | undefined {
  return parent.commands.find((one) => one.name() === name);
}
