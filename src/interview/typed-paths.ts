/*
 * Paths as people type, paste and drop them. Terminals write what is dropped in quotes, with backslashes, or as an address; several
 * stand side by side.
 */

/** The paths in a line, quotes and escapes taken off; undefined where a quote is not closed. */
export function pathsIn(typed: string): readonly string[] | undefined {
  const paths: string[] = [];
  let path: string | undefined;
  let quote = '';
  for (let at = 0; at < typed.length; at += 1) {
    const letter = typed.charAt(at);
    if (quote === "'" ? letter === "'" : quote === '"' && letter === '"') quote = '';
    else if (letter === '\\' && quote !== "'" && escapes(typed.charAt(at + 1), quote)) {
      at += 1;
      path = `${path ?? ''}${typed.charAt(at)}`;
    } else if (quote === '' && /["']/.test(letter)) {
      quote = letter;
      path ??= '';
    } else if (quote === '' && /\s/.test(letter)) {
      if (path !== undefined) paths.push(path);
      path = undefined;
    } else path = `${path ?? ''}${letter}`;
  }
  if (quote !== '') return undefined;
  return [...paths, ...(path === undefined ? [] : [path])].map(fromAddress);
}

/** The path at the end of a line that is not typed to its end yet, and what stands before it. */
export function lastPathIn(typed: string): { readonly before: string; readonly path: string } {
  // Whatever begins the last path, all before it is paths that end.
  for (let at = 0; at <= typed.length; at += 1) {
    if (at > 0 && !/\s/.test(typed.charAt(at - 1))) continue;
    const [before, rest] = [typed.slice(0, at), typed.slice(at)];
    if (/^\s/.test(rest) || pathsIn(before) === undefined || /\\\s$/.test(before)) continue;
    const paths = ['', "'", '"'].map((quote) => pathsIn(`${rest}${quote}`)).find((one) => one !== undefined);
    if (paths !== undefined && paths.length <= 1) return { before, path: paths[0] ?? '' };
  }
  return { before: typed, path: '' };
}

/** Within double quotes a shell takes off a backslash before few letters alone; at the end it stands for itself. */
function escapes(next: string, quote: string): boolean {
  return next !== '' && (quote === '' || /["\\$`]/.test(next));
}

/** `file:///home/x/a%20b` as a path; anything else as it is. */
function fromAddress(path: string): string {
  const [, rest] = /^file:\/\/(?:localhost)?(\/.*)$/is.exec(path) ?? [];
  if (rest === undefined) return path;
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** A path as it can be typed again: with quotes around it where it needs them. */
export function typedPath(path: string): string {
  if (/^[\w./~@%+=:,-]+$/u.test(path)) return path;
  return `'${path.replaceAll("'", "'\\''")}'`;
}
