/**
 * A passphrase as it is sealed to: the form in which keyboards write it, whichever way it came (RFC 8265, OpaqueString:
 * NFC, and each kind of blank is a blank). One that is ASCII is what was typed, and stock age takes any other in this form.
 */
export function settledPassphrase(typed: string): string {
  return typed.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/**
 * What a typed passphrase may have been when it was sealed to, the likeliest first: as coc seals now, as it was typed, as
 * another system writes the same letters, or typed in letters of full width. One alone where it is ASCII: each costs as much as
 * a guess.
 */
export function formsOf(typed: string): readonly string[] {
  return [
    ...new Set([
      settledPassphrase(typed),
      typed,
      typed.normalize('NFC'),
      typed.normalize('NFD'),
      typed.normalize('NFKC'),
    ]),
  ];
}
