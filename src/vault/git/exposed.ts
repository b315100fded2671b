import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { opennessOf } from './remote-address.ts';
import { startGit } from './start-git.ts';

/** How long a host has to answer. Milliseconds. */
const TIME_LIMIT = 15_000;

/** `unknown` where nobody could be asked: no network, no such host, an answer that says neither. */
export type Readable = 'yes' | 'no' | 'unknown';

/** Whether a stranger can read the repository at a web address without name and password. */
export type AskAsStranger = (address: string) => Promise<Readable>;

/**
 * Whether anybody at all can read the remote at `address`, a stranger without name, password or key (DESIGN 5,
 * retention: refused by init). Over ssh the same repository is looked for on the host's web side. Trouble with the
 * network is `unknown`, and never an error; throws a UserError where git is missing.
 */
export async function readableByAnybody(
  address: string,
  env: NodeJS.ProcessEnv,
  ask: AskAsStranger = (at) => askAsStranger(at, env),
): Promise<Readable> {
  const openness = opennessOf(await resolved(address, env));
  if (openness === 'anybody') return 'yes';
  if (openness === 'nobody') return 'no';
  if (openness === 'not known') return 'unknown';
  const answers = await Promise.all(openness.askAt.map(ask));
  return answers.find((one) => one === 'yes') ?? answers.find((one) => one === 'unknown') ?? 'no';
}

/** An address as the person's own git reads it: they may have short names for hosts (`url.<base>.insteadOf`). */
async function resolved(address: string, env: NodeJS.ProcessEnv): Promise<string> {
  // A URL with a password in it is no short name, and would stand in the list of processes.
  if (/^[a-z+]+:\/\/[^/]*@/i.test(address)) return address;
  const { code, stdout } = await startGit(tmpdir(), ['ls-remote', '--get-url', '--', address], {
    env,
    timeLimit: TIME_LIMIT,
  });
  return code === 0 ? stdout.toString('utf8').replace(/\n$/, '') : address;
}

/** What the server itself says when it lets no stranger read, or has nothing to read there (git's own words). */
const REFUSED =
  /could not read (?:Username|Password)|Authentication failed|repository '.*' not found|not valid: is this a git repository|unable to update url base from redirection|returned error: (?:401|403|404|410)\b/i;

/**
 * Asks a web server with stock git as somebody of whom nothing is known: no configuration, no credential helper, no
 * password file, no ticket of a single sign-on, no terminal. The proxy and the certificates that the environment names are used.
 *
 * @param timeLimit milliseconds
 */
export async function askAsStranger(
  address: string,
  env: NodeJS.ProcessEnv,
  timeLimit = TIME_LIMIT,
): Promise<Readable> {
  const home = await mkdtemp(join(tmpdir(), 'coc-stranger-'));
  try {
    const nothing = ['credential.helper=', 'http.extraHeader=', 'http.emptyAuth=false', 'core.askPass='];
    const { code, stderr } = await startGit(
      home,
      [...nothing.flatMap((setting) => ['-c', setting]), 'ls-remote', '--quiet', '--', address],
      {
        env: {
          ...env,
          HOME: home,
          XDG_CONFIG_HOME: home,
          GIT_CONFIG_GLOBAL: devNull,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CEILING_DIRECTORIES: dirname(home),
        },
        passes:
          /^GIT_(CONFIG_GLOBAL|CONFIG_NOSYSTEM|CEILING_DIRECTORIES|(PROXY_)?SSL_(CAINFO|CAPATH|NO_VERIFY))$/,
        timeLimit,
      },
    );
    if (code === 0) return 'yes';
    return REFUSED.test(stderr) ? 'no' : 'unknown';
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
