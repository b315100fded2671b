import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where things are on this machine (XDG base directories, DESIGN 6). */
export interface Places {
  /** The member's keys. */
  readonly identity: string;
  /** Which reports repository is meant when nothing else says so. */
  readonly config: string;
  /** Sealed drafts. */
  readonly drafts: string;
  /** What is known for sure of each clone. */
  readonly clones: string;
  /** Playbooks that were checked. */
  readonly playbooks: string;
  /** Which git was looked at, and is good. */
  readonly soundGit: string;
  /** The reports repository where none was named. */
  readonly defaultRepository: string;
}

export function places(env: NodeJS.ProcessEnv): Places {
  const home = env.HOME || accountHome();
  const folder = (variable: string, fallback: string): string => {
    const named = env[variable];
    return join(named !== undefined && isAbsolute(named) ? named : join(home, fallback), 'coc');
  };
  const config = folder('XDG_CONFIG_HOME', '.config');
  const state = folder('XDG_STATE_HOME', '.local/state');
  return {
    identity: join(config, 'identity.txt'),
    config: join(config, 'config.yaml'),
    drafts: join(state, 'drafts'),
    clones: join(state, 'clones'),
    playbooks: join(state, 'playbooks'),
    soundGit: join(state, 'git'),
    defaultRepository: join(folder('XDG_DATA_HOME', '.local/share'), 'code-of-conduct-reports'),
  };
}

/** As the machine has it for this user. One that it does not know, as in a container or a hook, has none. */
function accountHome(): string {
  try {
    return homedir();
  } catch {
    return '/';
  }
}
