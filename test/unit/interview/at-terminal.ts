import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Io } from '../../../src/io.ts';

/** Somebody at a terminal: what they type goes to `stdin`; `raw` is all that was drawn so far, `screen` the same without its colours. */
export function atTerminal({
  TERM = 'xterm',
  columns = 80,
  now = () => new Date(),
}: {
  readonly TERM?: string;
  readonly columns?: number;
  readonly now?: () => Date;
} = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  let drawn = '';
  const write = (chunk: unknown, _encoding: unknown, done: () => void): void => {
    drawn += chunk;
    done();
  };
  const stderr = Object.assign(new Writable({ write }), { isTTY: true, columns, rows: 24 });
  const io: Io = { stdin, stdout: stderr, stderr, env: { TERM }, cwd: '/', now };
  return { io, stdin, raw: (): string => drawn, screen: (): string => stripVTControlCharacters(drawn) };
}
