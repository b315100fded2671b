import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { TOPICS } from './policy/guide.ts';

/** The command that prints what a shell reads, and the one that this has the shell ask at each Tab. */
const [PRINTS, ANSWERS] = ['completion', 'complete'];

/** What of an option's value says that it is the name of a file. */
const NAMES_FILE = /<(?:file|folder|copy)>/;
/**
 * What each shell reads after what the package prints: bash does not complete files where nothing says so beforehand, and has
 * what the package calls only where bash-completion is installed.
 */
const LATER: Readonly<Record<string, string>> = {
  bash: `declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
    cur=\${words[cword]}
    prev=\${words[cword - 1]}
}
complete -o default -F __coc_complete coc
`,
};
/** To the shell: complete the names of files, as ever. */
const FILES = ':0\n';

/**
 * Adds both to the tree of all commands, whose options have to be there. No incident is looked at, nor which there are: a shell
 * asks wherever somebody happens to stand, with whoever looks on.
 *
 * @param argv what was typed
 * @param about what the first is for
 * @param write prints what the shell reads
 */
export function addCompletion(
  root: Command,
  argv: readonly string[],
  about: string,
  write: (text: string) => void,
): void {
  const topic = root.commands.find((one) => one.name() === 'guide')?.registeredArguments[0];
  topic?.choices(TOPICS.map(({ id }) => id));
  // What --json prints is told at length.
  for (const option of allOf(root).flatMap(({ options }) => options))
    option.description = option.description.replace(/ [[{].*$/s, ' …');
  tab(root, { completionCommandName: PRINTS });
  for (const one of root.commands) {
    if (one.name() === PRINTS)
      one.description(about).hook('postAction', ({ args }) => write(LATER[args[0] ?? ''] ?? ''));
    if (one.name() === ANSWERS && wantsFile(root, argv.at(-2))) one.action(() => write(FILES));
  }
}

/** Whether the word before what is completed is an option that takes a file. */
function wantsFile(root: Command, before: string | undefined): boolean {
  return allOf(root).some(({ options }) =>
    options.some(({ long, flags }) => long === before && NAMES_FILE.test(flags)),
  );
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}
