import { Command } from 'commander';

/** A command that was not typed: nobody sees its options, so that none are made. */
class NotTyped extends Command {
  override option(): this {
    return this;
  }

  override addOption(): this {
    return this;
  }

  override createCommand(name?: string): NotTyped {
    return new NotTyped(name);
  }
}

/** The root of the command tree. Making all options of all commands takes longer than a short command itself. */
export class Root extends Command {
  readonly #isTyped: (name: string | undefined) => boolean;

  /** @param argv of them, only the options of the command that is named are made, unless all are asked for: by help, and by a shell */
  constructor(name: string, argv: readonly string[]) {
    super(name);
    const needsAll = argv[0] === 'complete' || argv.some((word) => /^(?:-h|--help|help)$/.test(word));
    this.#isTyped = (command) => needsAll || argv.includes(command ?? '');
  }

  override createCommand(name?: string): Command {
    return this.#isTyped(name) ? new Command(name) : new NotTyped(name);
  }
}
