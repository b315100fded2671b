import { describe, expect, it } from 'vitest';
import { noAnswer, refusalOf } from '../../../../src/vault/git/reasons.ts';

const HUNG_UP = 'fatal: the remote end hung up unexpectedly';
const REJECTED =
  'To x\n!\tabc:refs/heads/main\t[remote rejected] (pre-receive hook declined)\nDone\nerror: failed to push some refs';

describe('why a server did not take a push', () => {
  // As git 2.47 and the servers write it.
  it.each([
    [`fatal: the receiving end does not support --signed push\n${HUNG_UP}`, 'sign each push', 'if-asked'],
    [
      `error: gpg failed to sign the data\nfatal: failed to sign the push certificate\n${HUNG_UP}`,
      'sign each push, and cannot',
      'push.gpgSign false',
    ],
    [
      `fatal: the receiving end does not support push options\n${HUNG_UP}`,
      'options with each push',
      'push.pushOption',
    ],
    [
      `fatal: the receiving end does not support this repository's hash algorithm\n${HUNG_UP}`,
      'another hash',
      'coc sync --remote URL',
    ],
    ['fatal: mismatched algorithms: client sha1; server sha256', 'another hash', 'coc sync --remote URL'],
    [
      `remote: error: GH006: Protected branch update failed for refs/heads/main.\n${REJECTED}`,
      'protects the branch main',
      'push to main',
    ],
    [
      `remote: GitLab: You are not allowed to push code to protected branches on this project.        \n${REJECTED}`,
      'protects the branch main',
      'It said: GitLab: You are not allowed to push code to protected branches',
    ],
    [
      `remote: Over quota.\n${REJECTED}`,
      'did not take it: pre-receive hook declined.',
      'It said: Over quota.',
    ],
    [
      `error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\n${HUNG_UP}`,
      'did not take it: RPC failed; HTTP 413',
      'whoever looks after the server',
    ],
    [
      'remote: fatal: not enough space\nerror: remote unpack failed: unable to create temporary object directory',
      'did not take it: remote unpack failed',
      'It said: fatal: not enough space',
    ],
  ])('%j', (said, what, hint) => {
    const why = refusalOf(said);
    expect(why?.what).toContain(what);
    expect(why?.what).not.toContain('reached');
    expect(why?.hints.join('\n')).toContain(hint);
  });

  it.each([
    'fatal: unable to access: Could not resolve host: x',
    'ssh: connect: Connection refused',
    HUNG_UP,
  ])('is no matter of the server where it was not reached: %j', (said) =>
    expect(refusalOf(said)).toBeUndefined(),
  );

  it('is said in few words that do nothing and let nobody in', () => {
    const secrets = [
      'https://ana:hunter2@forge.example/x?private_token=hunter2',
      'token: hunter2',
      'Authorization: Bearer hunter2hunter2',
      'ghp_hunter2',
      'a1b2c3d4e5f60718293a4b5c6d7e8f90hunter2',
    ];
    for (const secret of secrets) {
      const why = refusalOf(`remote: \u001b[31m\u202e${secret} is refused\n${REJECTED}`);
      expect(why?.hints[0]).toMatch(/^It said: .*is refused$/);
      expect(JSON.stringify(why)).not.toMatch(/hunter2|\\u001b|\u202e/);
    }
    const [said = ''] = refusalOf(`remote: ${'long words '.repeat(500)}\n${REJECTED}`)?.hints ?? [];
    expect(said.length).toBeLessThan(230);
  });
});

describe('why a server did not answer', () => {
  it.each([
    [
      "fatal: unable to access 'https://forge.example/x.git/': Could not resolve host: forge.example",
      'no network now',
    ],
    ['ssh: Could not resolve hostname x: Temporary failure in name resolution', 'no network now'],
    ['ssh: Could not resolve hostname x: nodename nor servname provided, or not known', 'no network now'],
    ['ssh: connect to host x port 22: Network is unreachable', 'no network now'],
    ['ssh: connect to host x port 22: Connection timed out', 'in time'],
    [
      "fatal: unable to access 'https://x/': Failed to connect to x port 443 after 3 ms: Couldn't connect to server",
      'nothing answers',
    ],
    [
      'ssh: connect to host x port 22: Connection refused\nfatal: Could not read from remote repository.',
      'nothing answers',
    ],
  ])('is said in plain words, and not in those of git, where nothing comes through: %j', (said, why) => {
    const { what, hints } = noAnswer(said);
    expect(what).toMatch(/^The server cannot be reached: .*\.$/);
    expect(what).toContain(why);
    expect(`${what} ${hints.join(' ')}`).not.toMatch(/resolve|ssh|port|fatal|unable to access|host\b/i);
  });

  it.each([
    [
      "fatal: detected dubious ownership in repository at '/srv/x.git'",
      'belongs to somebody else',
      'git config --global --add safe.directory',
    ],
    [
      "fatal: cannot use bare repository '/srv/x.git' (safe.bareRepository is 'explicit')",
      'bare repository',
      'safe.bareRepository all',
    ],
    [
      'remote: Permission to team/reports.git denied to ana.\nfatal: unable to access: The requested URL returned error: 403',
      'does not let you in',
      'It said: Permission to team/reports.git denied to ana.',
    ],
  ])('%j', (said, what, hint) => {
    const why = noAnswer(said);
    expect(why.what).toContain(what);
    expect(why.hints.join('\n')).toContain(hint);
  });

  it.each([
    ['ERROR: Repository not found.', 'letter by letter'],
    ["fatal: '/srv/git/none.git' does not appear to be a git repository", 'letter by letter'],
    ['ssh: Could not resolve hostname gti.example.org: Name or service not known', 'letter by letter'],
    ['git@example.org: Permission denied (publickey).', 'git ls-remote URL'],
    ['fatal: the sky is green', 'git ls-remote URL'],
  ])('sends nobody who has typed an address to a repository that they do not have: %j', (said, hint) => {
    const hints = noAnswer(said, 'typed').hints.join('\n');
    expect(hints).toContain(hint);
    expect(hints).not.toContain('in the reports repository');
  });
});
