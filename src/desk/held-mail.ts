import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Cancelled } from '../errors.ts';
import type { Asked, Told } from '../mail/asked.ts';
import type { Envelope, Reading } from '../mail/mail.ts';

export type Held =
  | Reading
  | { readonly kind: 'none' }
  /** It is a mail, or begins as one, and was not to be read with what a mail may take. Its header may be. */
  | { readonly kind: 'too-much'; readonly head?: Envelope };

/** What reading one mail may take: a hundred times what any real one does. A mail of 100 MB takes two seconds and 0.8 GB. */
const LIMITS = {
  milliseconds: 30_000,
  /** Of objects and text, in MB, which node itself holds it to. */
  heap: 768,
  /** Of all, in bytes, beyond what this process has. */
  memory: 1_600_000_000,
};
const LOOK_EVERY = 50;
/** As the build lays it down beside the rest; run from its sources, coc has no other threads. */
const THREAD = new URL('./mail-reader.js', import.meta.url);

/**
 * Reads a mail in a thread of its own, which is ended where it takes more time or memory than any real mail does: whatever the libraries
 * do with a hostile one, coc stays alive. Throws Cancelled where it is stopped.
 *
 * @param which of a file with several those that are to be read, counted from 0
 */
export async function readHeld(
  bytes: Uint8Array,
  { which, stop }: { readonly which?: readonly number[] | undefined; readonly stop?: AbortSignal } = {},
): Promise<Held> {
  const told = await inThread({ bytes, which }, stop);
  if (told !== undefined) return told.reading ?? { kind: 'none' };
  const head = (await inThread({ bytes: bytes.subarray(0, HEAD), isHeadAlone: true }, stop))?.head;
  return { kind: 'too-much', ...(head !== undefined && { head }) };
}

/** Of a mail that cannot be read so much is looked at again. Bytes. */
const HEAD = 1024 * 1024;

/** What the thread found; undefined where it came to no end. */
async function inThread(asked: Asked, stop: AbortSignal | undefined): Promise<Told | undefined> {
  if (!existsSync(THREAD)) return inThisOne(asked);
  // Neither arguments nor environment, and no output: what it reads goes by memory alone.
  const worker = new Worker(THREAD, {
    workerData: asked,
    ...{ env: {}, argv: [], stdin: false, stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heap },
  });
  const before = process.memoryUsage.rss();
  let look: NodeJS.Timeout | undefined;
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Told | undefined>((resolve, reject) => {
      const stopped = (): void => reject(new Cancelled());
      if (stop?.aborted) stopped();
      stop?.addEventListener('abort', stopped, { once: true });
      late = setTimeout(() => resolve(undefined), LIMITS.milliseconds);
      look = setInterval(() => {
        if (process.memoryUsage.rss() - before > LIMITS.memory) resolve(undefined);
      }, LOOK_EVERY);
      worker.on('message', resolve);
      worker.on('error', () => resolve(undefined));
      worker.on('exit', () => resolve(undefined));
    });
  } finally {
    clearTimeout(late);
    clearInterval(look);
    await worker.terminate();
  }
}

async function inThisOne(asked: Asked): Promise<Told | undefined> {
  const { readAsked } = await import('../mail/asked.ts');
  return readAsked(asked).catch(() => undefined);
}
