import { describe, expect, it } from 'vitest';
import { decodeBech32 } from '../../../src/vault/age/bech32.ts';

describe('decodeBech32', () => {
  // Source: BIP 173, and the test key of the age specification.
  it.each([
    ['A12UEL5L', 'a', ''],
    ['abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', 'abcdef', '00443214c74254b635cf84653a56d7c675be77df'],
    [
      'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
      undefined,
      '',
    ],
  ])('decodes %s', (input, prefix, hex) => {
    const decoded = decodeBech32(input);
    if (prefix !== undefined) expect(decoded?.prefix).toBe(prefix);
    expect(Buffer.from(decoded?.bytes ?? []).toString('hex')).toBe(hex);
    expect(decoded).toBeDefined();
  });

  it.each([
    'A12UEL5l',
    'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq',
    'pzry9x0s0muk',
    '1pzry9x0s0muk',
    'x1b4n0q5v',
    'li1dgmt3',
    'de1lg7wt\u00ff',
    '',
    '1',
  ])('refuses %j', (input) => {
    expect(decodeBech32(input)).toBeUndefined();
  });
});
