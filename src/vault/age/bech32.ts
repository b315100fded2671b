import { bech32 } from '@scure/base';

/**
 * Decodes Bech32 of any length (age keys are longer than BIP 173 allows), all lower case or all upper case.
 * Gives undefined where it is not Bech32, and never an error text, since the input may be a secret key.
 */
export function decodeBech32(
  text: string,
): { readonly prefix: string; readonly bytes: Uint8Array } | undefined {
  const decoded = bech32.decodeUnsafe(text, false);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  return decoded && bytes ? { prefix: decoded.prefix, bytes } : undefined;
}

/** Encodes as Bech32 of any length, in lower case. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false);
}
