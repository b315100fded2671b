const KEY = /^(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s#:"'{[\]},&*!|>%@`-][^:\r\n]*?))\s*:(?:\s|$)/;

/** The line, from 1, on which each key of an answers file stands; a file that is written otherwise has none. */
export function keyLines(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const [, ...ways] = KEY.exec(line) ?? [];
    const key = ways.find((one) => one !== undefined);
    if (key !== undefined && !found.has(key)) found.set(key, index + 1);
  }
  return found;
}
