import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A frame of a stack trace: what was running, and where. */
const FRAME =
  /^\s+at (?:async (?=file:|\/|[A-Za-z]:\\))?(?:(.*) \()?((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):(\d+)\)?$/;

/** So many of the innermost frames are shown. */
const SHOWN = 8;

/**
 * Where an error came from, a line a frame, innermost first: in the source, where the build has kept a map of it, and without
 * the folders of this machine. Nothing of its message, which may hold what must not be printed.
 */
export function placesOf({ name, message, stack = '' }: Error): readonly string[] {
  const frames = stack.startsWith(`${name}: ${message}`)
    ? stack.slice(name.length + message.length + 2)
    : stack.replace(message, '');
  return frames.split('\n').flatMap(placeOf).slice(0, SHOWN);
}

function placeOf(line: string): readonly string[] {
  const [, running = '', where = '', row = '', column = ''] = FRAME.exec(line) ?? [];
  if (where === '')
    return /^\s+at (?:[\w.$ ]+ \()?(?:node:[\w/:]+|<anonymous>|native)\)?$/.test(line) ? [line] : [];
  const file = where.startsWith('file:') ? fileURLToPath(where) : where;
  const place = inSource(file, Number(row), Number(column));
  if (place !== undefined) return [`    at ${place}`];
  const built = `${basename(file)}:${row}:${column}`;
  return [running === '' ? `    at ${built}` : `    at ${running} (${built})`];
}

/** Where it stands in the source, as a path in the project; undefined where no map says so. */
function inSource(file: string, row: number, column: number): string | undefined {
  try {
    // Loaded here alone: a start pays nothing for what only errors need.
    const { SourceMap } = process.getBuiltinModule('node:module');
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
    const entry = map.findEntry(row - 1, column - 1);
    if (!('originalSource' in entry)) return undefined;
    const path = entry.originalSource.replace(/^(?:\.\.\/)+/, '');
    return `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  } catch {
    return undefined;
  }
}
