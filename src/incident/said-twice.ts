/** Whether a text stands within another one, as whole words, whatever their case. */
export function isSaidIn(text: string, other: string): boolean {
  const [inner, outer] = [text, other].map(plain) as [string, string];
  if (inner === '') return true;
  for (let at = outer.indexOf(inner); at !== -1; at = outer.indexOf(inner, at + 1)) {
    const around = [outer.slice(0, at).at(-1), outer.charAt(at + inner.length)];
    if (!around.some((one) => one !== undefined && /[\p{L}\p{M}\p{N}]/u.test(one))) return true;
  }
  return false;
}

/** Whether two texts say the same but for case and blanks. */
export function isSaidAs(text: string, other: string): boolean {
  return plain(text) !== '' && plain(text) === plain(other);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
