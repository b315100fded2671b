import { describe, expect, it } from 'vitest';
import { choosePassphrase, openByCommand, passphraseFrom } from '../../../src/keys/passphrase.ts';
import { WrongPassphrase } from '../../../src/vault/keys.ts';

const env = { PATH: process.env.PATH ?? '' };
const chosenBy = (command: string): Promise<string> =>
  choosePassphrase({ ...env, COC_PASSPHRASE_COMMAND: command }, undefined);

describe.concurrent('the passphrase that a command prints', () => {
  it('is its one line, whatever ends it', async () => {
    for (const end of ['', '\\n', '\\r\\n'])
      expect(await chosenBy(`printf 'four words in row${end}'`)).toBe('four words in row');
  });

  it.each([
    ['two lines', "printf 'four words in row\\nuser: ana\\n'"],
    ['an empty line before', "printf '\\nfour words in row\\n'"],
    ['two line ends', "printf 'four words in row\\n\\n'"],
    ['a line end of old', "printf 'four words\\rin row\\n'"],
    ['a key that nobody can type', "printf 'four words\\033in row\\n'"],
    ['bytes that are not UTF-8', "printf 'four words in row\\377\\n'"],
  ])('is not chosen where it has %s: nobody could type it', async (_, command) => {
    await expect(chosenBy(command)).rejects.toThrow(/COC_PASSPHRASE_COMMAND prints .*Nothing was sealed/);
  });

  it('is told apart from one that somebody typed where it does not open the keys', async () => {
    const opens = async (): Promise<string> => {
      throw new WrongPassphrase();
    };
    const failed = await openByCommand('echo four words in row', env, opens).catch((error) => error);
    expect(failed.message).toContain('COC_PASSPHRASE_COMMAND');
    expect(failed.hints.join()).not.toContain('caps lock');
    expect(failed.hints.join()).not.toContain('more than one line');
    const several = await openByCommand("printf 'a\\nb\\n'", env, opens).catch((error) => error);
    expect(several.hints.join()).toContain('more than one line');
    expect(`${several.message}${several.hints.join()}`).not.toMatch(/\ba\nb\b/);
  });

  it('opens what an older coc sealed to several lines', async () => {
    expect(await openByCommand("printf 'a\\nb\\n'", env, async (said) => said)).toBe('a\nb');
  });

  it('does not wait for what the command leaves running', async () => {
    const began = Date.now();
    expect(await passphraseFrom("sleep 20 2>/dev/null & printf 'four words in row\\n'", env)).toBe(
      'four words in row',
    );
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
