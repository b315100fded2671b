import { Readable, Writable } from 'node:stream';
import type { Catalogue } from '../../src/catalogue.ts';
import type { Io } from '../../src/io.ts';
import { run } from '../../src/run.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly now?: () => Date;
  /** Whether what it prints goes to a screen. */
  readonly screen?: boolean;
  /** The steps that there are, where they are others than those of coc. */
  readonly steps?: Catalogue;
}

/** What coc has around it where there is no terminal, and what it printed. */
export function ioWithin({ env, cwd, stdin = '', now = () => new Date(), screen = false }: Around) {
  const [stdout, stderr] = [collector(), collector()];
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin as string)]),
    stdout: Object.assign(stdout.stream, screen && { isTTY: true, columns: 100 }),
    stderr: stderr.stream,
    env,
    cwd,
    now,
  };
  return { io, stdout: stdout.text, stderr: stderr.text };
}

/** Runs coc within this process, without a terminal, as in a script. */
export async function runWithin(argv: readonly string[], around: Around): Promise<Ran> {
  const { io, stdout, stderr } = ioWithin(around);
  const code = await run(argv, io, around.steps);
  return { code, stdout: stdout(), stderr: stderr() };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
