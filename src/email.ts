/** Whether a text can stand in commits and in the allowed-signers file as an e-mail address. */
export function isEmail(text: string): boolean {
  return /^(?!#)[^\s@,"*?!<>\\\p{C}]+@[^\s@,"*?!<>\\\p{C}]+$/u.test(text);
}
