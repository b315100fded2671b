import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { serverEnvironment, serverFolder } from './bare.ts';
import { startListening } from './listening.ts';
import { configure, type Served } from './transport.ts';

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/opt/homebrew/sbin/sshd'].find(existsSync);
/** sshd started by root wants this folder; the system makes it at each start and it stays empty. */
const PRIVILEGE_SEPARATION = '/run/sshd';

/** What is missing for it here, if anything. */
export const missing = SSHD === undefined ? 'no sshd here' : canLogIn() ? undefined : 'nobody to log in as';

export interface ServedOverSsh extends Served {
  /** What makes stock git reach it with an empty HOME. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Serves a bare repository with an OpenSSH server of its own, which runs as the current user and lets in one key.
 * The client does not find its configuration by HOME (ssh asks the system where that is), so git is told of it.
 */
export async function serveOverSsh(bare: string): Promise<ServedOverSsh> {
  const folder = await serverFolder();
  const at = (name: string): string => join(folder, name);
  const { username, uid } = userInfo();
  for (const name of ['host-key', 'user-key']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)]);
  }
  if (uid === 0) mkdirSync(PRIVILEGE_SEPARATION, { recursive: true, mode: 0o755 });
  await writeFile(at('authorized_keys'), await readFile(at('user-key.pub')));
  await writeFile(
    at('sshd_config'),
    lines(
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host-key')}`,
      `AuthorizedKeysFile ${at('authorized_keys')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      // Several clones at once are no attack.
      'MaxStartups 100',
      `SetEnv HOME=${folder} GIT_CONFIG_NOSYSTEM=1`,
    ),
  );
  const { port, stop } = await startListening(
    (free) => [SSHD ?? 'sshd', '-D', '-e', '-f', at('sshd_config'), '-p', String(free)],
    /Server listening on 127\.0\.0\.1/,
    serverEnvironment(folder),
  );
  const hostKey = (await readFile(at('host-key.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  await writeFile(at('known_hosts'), lines(`[127.0.0.1]:${port} ${hostKey}`));
  await writeFile(
    at('ssh_config'),
    lines(
      `IdentityFile ${at('user-key')}`,
      'IdentitiesOnly yes',
      'IdentityAgent none',
      `UserKnownHostsFile ${at('known_hosts')}`,
      'GlobalKnownHostsFile /dev/null',
      'StrictHostKeyChecking yes',
      'BatchMode yes',
    ),
  );
  const command = `ssh -F '${at('ssh_config')}'`;
  return {
    url: `ssh://${username}@127.0.0.1:${port}${bare}`,
    env: { GIT_SSH_COMMAND: command },
    setUp: async (home) => configure(home, 'core.sshCommand', command),
    stop,
  };
}

/** sshd starts the shell that the system has for this user; there may be no such user, or no shell. */
function canLogIn(): boolean {
  try {
    return !/nologin|false/.test(userInfo().shell ?? 'false');
  } catch {
    return false;
  }
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
