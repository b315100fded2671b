import { describe, expect, it } from 'vitest';
import { FOR_HOOK, FOR_NETWORK, gitEnvironment } from '../../../src/vault/git/environment.ts';

describe('the environment of git', () => {
  const set = {
    HOME: '/home/a',
    PATH: '/bin',
    LANG: 'de_DE.UTF-8',
    LC_MESSAGES: 'de_DE.UTF-8',
    LANGUAGE: 'de',
    GIT_DIR: '/elsewhere',
    GIT_WORK_TREE: '/elsewhere',
    GIT_INDEX_FILE: '/elsewhere',
    GIT_TRACE: '1',
    GIT_EXTERNAL_DIFF: 'x',
    GIT_SSH_COMMAND: 'ssh -v',
    GIT_ASKPASS: 'ask',
    SSH_ASKPASS: 'ask',
    GIT_SSL_CAINFO: '/ca',
    GIT_HTTP_USER_AGENT: 'me',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.proxy',
    GIT_CONFIG_VALUE_0: 'x',
    GIT_CONFIG_PARAMETERS: 'x',
    GIT_OBJECT_DIRECTORY: '/incoming',
    GIT_QUARANTINE_PATH: '/incoming',
    EDITOR: 'vi',
    PAGER: 'less',
    UNSET: undefined,
  };
  const usual = { HOME: '/home/a', PATH: '/bin', LANG: 'de_DE.UTF-8', LC_ALL: 'C' };

  it('has nothing that turns git aside, and is in English', () => {
    expect(gitEnvironment(set)).toEqual(usual);
  });

  it('has, for a remote, what people set to reach one', () => {
    const { GIT_SSH_COMMAND, GIT_ASKPASS, SSH_ASKPASS, GIT_SSL_CAINFO, GIT_HTTP_USER_AGENT } = set;
    const { GIT_CONFIG_COUNT, GIT_CONFIG_KEY_0, GIT_CONFIG_VALUE_0 } = set;
    expect(gitEnvironment(set, FOR_NETWORK)).toEqual({
      ...usual,
      GIT_SSH_COMMAND,
      GIT_ASKPASS,
      SSH_ASKPASS,
      GIT_SSL_CAINFO,
      GIT_HTTP_USER_AGENT,
      GIT_CONFIG_COUNT,
      GIT_CONFIG_KEY_0,
      GIT_CONFIG_VALUE_0,
    });
  });

  it('has, in a hook, where the pushed objects wait', () => {
    const { GIT_OBJECT_DIRECTORY, GIT_QUARANTINE_PATH } = set;
    expect(gitEnvironment(set, FOR_HOOK)).toEqual({ ...usual, GIT_OBJECT_DIRECTORY, GIT_QUARANTINE_PATH });
  });
});
