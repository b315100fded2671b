import { accessSync, constants, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';

/** The editor that somebody chose, and how it is started so that it keeps nothing. */
export interface Editor {
  /** As its program is called. */
  readonly name: string;
  /** A line for the shell; the options and what is to be edited come after it. */
  readonly command: string;
  readonly options: readonly string[];
  /** Whether coc knows that it keeps nothing, started like this. */
  readonly isKnown: boolean;
}

interface Kind {
  readonly names: readonly string[];
  readonly options: readonly string[];
}

/**
 * Said before anything is read and again after it: whatever else is set, by a variable or by a flag before these, the
 * last word counts. `silent!` passes over what a small vim does not know.
 */
const KEEP_NOTHING = [
  'nobackup',
  'nowritebackup',
  'patchmode=',
  'noundofile',
  'noswapfile',
  'updatecount=0',
  'viminfo=',
  'viminfofile=NONE',
  'nomodeline',
  'noexrc',
]
  .map((setting) => `silent! set ${setting}`)
  .join(' | ');
const AS_PEOPLE_KNOW_IT = 'set nocompatible backspace=indent,eol,start encoding=utf-8';

/** No list of settings is long enough for what a plugin may keep or send: the person's own file is not read at all. */
const QUIET_VIM = [
  ...['-n', '-i', 'NONE', '-u', 'NONE', '--noplugin'],
  ...['--cmd', `${AS_PEOPLE_KNOW_IT} | ${KEEP_NOTHING}`, '-c', KEEP_NOTHING],
];
/** In a window, it would else go into the background, and be taken for closed. */
const QUIET_GVIM = ['-f', '-U', 'NONE', ...QUIET_VIM];

const KINDS: readonly Kind[] = [
  { names: ['vi', 'vim', 'vimx', 'ex', 'view', 'rvim', 'rview', 'nvim'], options: QUIET_VIM },
  { names: ['gvim', 'gview', 'rgvim', 'rgview', 'evim', 'eview', 'mvim', 'mview'], options: QUIET_GVIM },
  { names: ['nano', 'rnano'], options: ['--ignorercfiles'] },
  {
    names: ['emacs'],
    options: ['-Q', '--eval', '(setq make-backup-files nil auto-save-default nil create-lockfiles nil)'],
  },
];

/** Variables before the program, and the program, as long as it is written plainly. */
const PROGRAM =
  /^((?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s'"])*\s+)*)(?:"([^"$`\\]+)"|'([^']+)'|([^\s'"`$\\;|&<>()]+))(.*)$/s;

/** The editor that `VISUAL` or `EDITOR` names; undefined where neither does. */
export function chosenEditor(env: NodeJS.ProcessEnv): Editor | undefined {
  const command = (env.VISUAL || env.EDITOR)?.trim();
  if (!command) return undefined;
  const [, variables = '', double, single, bare, rest = ''] = PROGRAM.exec(command) ?? [];
  const program = (double ?? single ?? bare)?.replace(/^~(?=\/)/, env.HOME ?? homedir());
  // With a second command behind it, the text and the options would go to that one.
  if (program === undefined || /[;|&\n]/.test(unquoted(rest)))
    return { name: 'your editor', command, options: [], isKnown: false };
  const kind = kindOf(program, env);
  return {
    name: basename(program),
    // In the place of the shell, so that what ends the one ends the other.
    command: `${variables}exec ${command.slice(variables.length)}`,
    options: kind?.options ?? [],
    isKnown: kind !== undefined,
  };
}

function unquoted(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '');
}

/** By the name of the file that a link in the end leads to, else by the name that it is called by. */
function kindOf(program: string, env: NodeJS.ProcessEnv): Kind | undefined {
  const called = basename(program);
  const real = basename(realPath(program, env) ?? called);
  // Its vi reads no settings and keeps nothing, and knows none of vim's flags.
  if (real === 'busybox' && /^(busybox|vi)$/.test(called)) return { names: [], options: [] };
  return [real, called].map((name) => KINDS.find(({ names }) => names.includes(stem(name)))).find(Boolean);
}

/** Distributions add what was built into it, and its version: `vim.basic`, `emacs-29.1`. */
function stem(name: string): string {
  return name.replace(/(?:\..*|-[\d.]+)$/, '');
}

function realPath(program: string, { PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const places = program.includes('/')
    ? [resolve(program)]
    : PATH.split(delimiter).map((folder) => join(folder || '.', program));
  for (const place of places) {
    try {
      accessSync(place, constants.X_OK);
      return realpathSync(place);
    } catch {
      // It is not this one.
    }
  }
  return undefined;
}
