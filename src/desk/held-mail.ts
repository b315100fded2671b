import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { Cancelled } from '../errors.ts';
import type { Asked, Told } from '../mail/asked.ts';
import type { Envelope, Reading } from '../mail/mail.ts';
import { header, LIMITS } from './reader-protocol.ts';

export type Held =
  | Reading
  | { readonly kind: 'none' }
  /** It is a mail, or begins as one, and was not to be read with what a mail may take. Its header may be. */
  | { readonly kind: 'too-much'; readonly head?: Envelope };

/** Of a mail that cannot be read so much is looked at again. Bytes. */
const HEAD = 1024 * 1024;
/** More cannot come of a mail that is taken. Bytes. */
const LARGEST_ANSWER = 512 * 1024 * 1024;
/** As the build lays it down beside the rest; run from its sources, coc reads in its own process. */
const READER = new URL('./mail-reader.js', import.meta.url);
/** A process that ends badly must not leave what it held on a disk. */
const WITHOUT_CORE = 'ulimit -c 0; exec "$0" "$@"';

/**
 * Reads a mail in a process of its own, which ends where it takes more time or memory than any real mail does: whatever the libraries do
 * with a hostile one, coc stays alive. A thread would not do: node ends the whole process where a thread wants too much at once. Throws
 * Cancelled where it is stopped.
 *
 * @param which of a file with several those that are to be read, counted from 0
 */
export async function readHeld(
  bytes: Uint8Array,
  { which, stop }: { readonly which?: readonly number[] | undefined; readonly stop?: AbortSignal } = {},
): Promise<Held> {
  const told = await elsewhere({ bytes, which }, stop);
  if (told !== undefined) return told.reading ?? { kind: 'none' };
  const head = (await elsewhere({ bytes: bytes.subarray(0, HEAD), isHeadAlone: true }, stop))?.head;
  return { kind: 'too-much', ...(head !== undefined && { head }) };
}

/** What the other process found; undefined where it came to no end. */
async function elsewhere(asked: Asked, stop: AbortSignal | undefined): Promise<Told | undefined> {
  if (!existsSync(READER)) {
    const { readAsked } = await import('../mail/asked.ts');
    return readAsked(asked).catch(() => undefined);
  }
  const argv = [`--max-old-space-size=${LIMITS.heap}`, fileURLToPath(READER)];
  // What it reads goes through pipes alone; Ctrl-C is for coc, which ends it.
  const child = spawn('/bin/sh', ['-c', WITHOUT_CORE, process.execPath, ...argv], {
    ...{ env: {}, detached: true, stdio: ['pipe', 'pipe', 'ignore'] },
  });
  const end = (): void => void child.kill('SIGKILL');
  const late = setTimeout(end, LIMITS.milliseconds);
  stop?.addEventListener('abort', end, { once: true });
  try {
    const answer = await new Promise<Buffer | undefined>((resolve) => {
      const pieces: Buffer[] = [];
      let size = 0;
      child.stdout.on('data', (piece: Buffer) => {
        size += piece.length;
        pieces.push(piece);
        if (size > LARGEST_ANSWER) end();
      });
      child.on('error', () => resolve(undefined));
      child.on('close', (code) => resolve(code === 0 ? Buffer.concat(pieces) : undefined));
      child.stdin.on('error', () => undefined);
      child.stdin.write(header(asked));
      child.stdin.end(asked.bytes);
    });
    if (stop?.aborted) throw new Cancelled();
    return answer === undefined ? undefined : (deserialize(answer) as Told);
  } finally {
    clearTimeout(late);
    stop?.removeEventListener('abort', end);
    end();
  }
}
