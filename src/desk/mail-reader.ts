import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { isMainThread, Worker } from 'node:worker_threads';
import { readAsked } from '../mail/asked.ts';
import { headerOf, LIMITS } from './reader-protocol.ts';

/* A process that reads one mail for coc (`held-mail.ts`), and may end in any way. It reads and writes no file. */

/** The mail is read in the first thread, which may be busy without an end; the second looks after it. */
function look(): void {
  const began = performance.now();
  setInterval(() => {
    const isTooLong = performance.now() - began > LIMITS.milliseconds;
    if (isTooLong || process.memoryUsage.rss() > LIMITS.memory) process.kill(process.pid, 'SIGKILL');
  }, LIMITS.lookEvery);
}

async function read(): Promise<void> {
  let asked: ReturnType<typeof headerOf>;
  let begun = Buffer.alloc(0);
  let bytes = new Uint8Array();
  let filled = 0;
  for await (const piece of process.stdin) {
    let rest: Buffer = piece;
    if (asked === undefined) {
      begun = Buffer.concat([begun, piece]);
      asked = headerOf(begun);
      if (asked === undefined) continue;
      bytes = new Uint8Array(asked.size);
      rest = begun.subarray(asked.length);
    }
    bytes.set(rest, filled);
    filled += rest.length;
  }
  const told = await readAsked({ ...asked, bytes });
  process.stdout.write(serialize(told), () => process.exit(0));
}

if (isMainThread) {
  new Worker(fileURLToPath(import.meta.url)).unref();
  void read().catch(() => process.exit(1));
} else look();
