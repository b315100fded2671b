import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type KeyHolder, keyHolder } from '../age/age.ts';
import { CannotOpen, isNotShared, isReason } from '../age/age-header.ts';
import { checkIncident } from '../record/incident-file.ts';
import { sealDocument } from '../record/writing.ts';
import {
  type Asked,
  type Beginning,
  type HeaderOpened,
  type Job,
  type Outcome,
  type Said,
  tell,
} from './thread.ts';

/* A thread that opens and seals incidents for the main one (`openers.ts`). It reads and writes no file. */

function work(port: MessagePort, { secrets, roster, me, held, firstCommit }: Beginning): void {
  const asking = new AskingHolder((said) => port.postMessage(said));
  const identity = secrets === undefined ? asking : keyHolder(secrets);
  port.on('message', async (message: Asked | HeaderOpened) => {
    if ('header' in message) return asking.answer(message);
    const { number, job } = message;
    const outcome = await done(job).catch(failed);
    port.postMessage({ kind: 'done', number, outcome } satisfies Said);
  });

  async function done(job: Job): Promise<Outcome> {
    if (job.kind === 'seal') {
      const bytes = await sealDocument(job.document, { repository: { roster }, me, held, identity });
      return { kind: 'sealed', bytes };
    }
    const checked = await checkIncident(job.bytes, { id: job.id, identity, roster, firstCommit });
    return { kind: 'opened', text: tell(checked) };
  }
}

function failed(error: unknown): Outcome {
  return isNotShared(error) ? { kind: 'not-shared' } : undefined;
}

/** Has headers opened by the main thread, which has the key agent. */
class AskingHolder implements KeyHolder {
  readonly #say: (said: Said) => void;
  readonly #waiting = new Map<number, (answer: HeaderOpened) => void>();
  #number = 0;

  constructor(say: (said: Said) => void) {
    this.#say = say;
  }

  answer(opened: HeaderOpened): void {
    this.#waiting.get(opened.header)?.(opened);
    this.#waiting.delete(opened.header);
  }

  async openHeader(header: Uint8Array): Promise<Uint8Array> {
    this.#number += 1;
    const number = this.#number;
    const { fileKey, reason } = await new Promise<HeaderOpened>((resolve) => {
      this.#waiting.set(number, resolve);
      this.#say({ kind: 'header', number, header });
    });
    if (fileKey !== undefined) return fileKey;
    throw isReason(reason) ? new CannotOpen(reason) : new Error('the main thread could not open a header');
  }
}

if (parentPort === null) throw new Error('this runs as a thread alone');
work(parentPort, workerData);
