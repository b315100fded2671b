import { devNull } from 'node:os';

/** Variables that would make git act on another repository, run a program, or trip simple-git's guard. */
const WITHHELD = /^(GIT_.*|EDITOR|VISUAL|PAGER|SSH_ASKPASS|PREFIX|LC_.*|LANGUAGE)$/;

/**
 * What people set so that git reaches a remote: which ssh, which certificates, which proxy, who asks for a password.
 * For commands that talk to a remote, and for no other.
 */
export const FOR_NETWORK =
  /^(GIT_SSH|GIT_SSH_COMMAND|GIT_SSH_VARIANT|GIT_ASKPASS|SSH_ASKPASS|GIT_TERMINAL_PROMPT|GIT_(SSL|PROXY|HTTP)_.+|GIT_ALLOW_PROTOCOL|GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+|GLOBAL|SYSTEM|NOSYSTEM))$/;

/** Where git keeps pushed objects while a pre-receive hook looks at them. */
export const FOR_HOOK = /^GIT_(QUARANTINE_PATH|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/;

/**
 * The environment of a git command: what was given, less the variables that turn git aside, in the language that is
 * parsed here. Of those variables, only what `passes` matches goes through.
 */
export function gitEnvironment(env: NodeJS.ProcessEnv, passes?: RegExp): Record<string, string> {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return value !== undefined && (!WITHHELD.test(name) || passes?.test(name) === true);
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/**
 * For `git -c`: what coc itself has git do starts no hook. They are for people who work with stock git; coc seals before
 * it commits.
 */
export const WITHOUT_HOOKS = `core.hooksPath=${devNull}`;
/** For `git -c`: what is larger is not held in memory, nor compared with others, as attachments are alike to none. */
export const STREAMED = 'core.bigFileThreshold=4m';
/** Before each command: no hooks, and no signatures looked at by a program that the settings name. coc does that itself. */
export const ALWAYS = ['-c', WITHOUT_HOOKS, '-c', STREAMED, '-c', 'log.showSignature=false'];

/**
 * Objects that stand in for others, parents that a file makes up, and objects fetched because they are missing would show a
 * history that is not the one that is signed, and could start a program.
 */
export const UNCHANGED: Readonly<Record<string, string>> = {
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: devNull,
  GIT_NO_LAZY_FETCH: '1',
};

/** For `git -c`: files are what the commit holds, byte for byte, whatever a person's own settings make of the ends of lines. */
export const AS_IT_IS = ['core.autocrlf=false', 'core.eol=lf', `core.attributesFile=${devNull}`];
