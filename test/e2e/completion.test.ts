import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { COC } from './terminal.ts';

describe('bash, at Tab', () => {
  /** What it proposes for the last of these words. */
  const proposed = async (...words: readonly string[]): Promise<readonly string[]> => {
    const home = await Home.ready();
    const script = `
      coc() { '${process.execPath}' '${COC}' "$@"; }
      compopt() { :; }
      source <(coc completion bash)
      COMP_WORDS=(coc "$@")
      COMP_CWORD=$#
      __coc_complete
      printf '%s\\n' "\${COMPREPLY[@]}"
    `;
    const { stdout, stderr, code } = await home.run('bash', ['-c', script, 'bash', ...words]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    return stdout.split('\n').filter((one) => one !== '');
  };

  it.each([
    [['sta'], ['statement', 'status']],
    [
      ['sanction', 'ch'],
      ['change', 'check'],
    ],
    [['guide', 'per'], ['permission']],
    [
      ['notify', '--format', ''],
      ['email', 'markdown', 'slack', 'text'],
    ],
    [['sanction', 'list', '--en'], ['--ending']],
    [['report', 'new', '--answers', ''], []],
  ])('proposes after %j: %j', async (typed, expected) => {
    expect([...(await proposed(...typed))].sort()).toEqual(expected);
  });

  it('says nothing of the incidents that there are', async () => {
    expect(await proposed('show', '')).toEqual([]);
  });
});

it.each(['zsh', 'fish', 'powershell'])('prints what %s reads', async (shell) => {
  const { stdout, code } = await (await Home.ready()).start(['completion', shell]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/coc complete\b/);
});
