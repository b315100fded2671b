import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CannotOpen } from '../age/age-header.ts';
import type { Session } from '../clone/session.ts';
import type { IncidentDocument } from '../record/document.ts';
import { folded, type OpenedIncident, type OpeningFacts, openIncident } from '../record/incident-file.ts';
import { sealDocument } from '../record/writing.ts';
import {
  type Asked,
  type Beginning,
  type HeaderOpened,
  hear,
  type Job,
  type Outcome,
  type Said,
} from './thread.ts';

/** So many are done in this thread before others are begun: beginning one takes as long as opening some twenty. */
const FEW = 40;
/** More would wait for this thread, which reads, keeps and shows what they opened. */
const MOST = 7;
/** So many are given to a thread at once, so that it goes on while this one does something that takes a while. */
const AHEAD = 8;
/** As the build lays it down beside the rest; run from its sources, coc has no other threads. */
const THREAD = new URL('./opener.js', import.meta.url);

/**
 * Opens and seals many incidents with all cores of the machine; few of them in this thread. What it gives is what
 * `openIncident` and `sealDocument` give. Where a thread cannot be had, or ends, this one does its work.
 */
export class Openers {
  readonly #session: Session;
  readonly #threads: Thread[] = [];
  /** What no thread has room for yet. */
  readonly #waiting: { readonly job: Job; readonly resolve: (outcome: Outcome) => void }[] = [];
  #most: number;
  #begun = 0;
  #takesOne = false;
  #came = 0;

  /** @param most how many threads at most, besides this one */
  constructor(session: Session, most = Math.min(availableParallelism() - 1, MOST)) {
    this.#session = session;
    this.#most = existsSync(THREAD) ? most : 0;
  }

  /** As `openIncident`, for the team and the keys of this session. */
  readonly open = async (bytes: Uint8Array, facts: OpeningFacts): Promise<OpenedIncident> => {
    const outcome = await this.#elsewhere({ kind: 'open', id: facts.id, bytes });
    if (outcome?.kind === 'not-shared') throw new CannotOpen('not-shared');
    if (outcome?.kind !== 'opened') return openIncident(bytes, facts);
    return folded(hear(outcome.text), facts);
  };

  /** As `sealDocument`. */
  async seal(document: IncidentDocument): Promise<Uint8Array> {
    const outcome = await this.#elsewhere({ kind: 'seal', document });
    return outcome?.kind === 'sealed' ? outcome.bytes : sealDocument(document, this.#session);
  }

  /** Ends the threads, and the keys that they were given with them. */
  async end(): Promise<void> {
    // What is still asked for is done in this one.
    this.#most = 0;
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
    await Promise.all(this.#threads.splice(0).map((thread) => thread.end()));
  }

  /** What came of it in another thread; undefined where this one is to do it. */
  async #elsewhere(job: Job): Promise<Outcome> {
    this.#begun += 1;
    if (this.#begun <= FEW || this.#most === 0) return undefined;
    while (this.#threads.length < this.#most) this.#threads.push(new Thread(this.#session));
    return new Promise((resolve) => {
      this.#waiting.push({ job, resolve });
      this.#giveOut();
    });
  }

  /** Gives the threads what they have room for. Of the rest this one takes one at a time, whenever it has nothing else to do. */
  #giveOut(): void {
    for (let thread = this.#free(); thread !== undefined; thread = this.#free()) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      void thread.ask(next.job).then((outcome) => {
        this.#came += 1;
        next.resolve(outcome);
        this.#giveOut();
      });
    }
    if (!this.#takesOne && this.#waiting.length > 0) this.#takeOneWhenIdle(this.#came);
  }

  /** @param came how much had come of the threads when this was asked: as long as more comes, there is something to do with that */
  #takeOneWhenIdle(came: number): void {
    this.#takesOne = true;
    setImmediate(() => {
      if (this.#came > came && this.#waiting.length > 0) return this.#takeOneWhenIdle(this.#came);
      this.#takesOne = false;
      this.#waiting.shift()?.resolve(undefined);
      this.#giveOut();
    });
  }

  /** The thread that has the least to do, where it has room for more. */
  #free(): Thread | undefined {
    const [thread] = this.#threads.filter(({ isGone }) => !isGone).sort((a, b) => a.waiting - b.waiting);
    return thread === undefined || thread.waiting >= AHEAD ? undefined : thread;
  }
}

/** A thread, and what it has to do still. */
class Thread {
  readonly #worker: Worker;
  readonly #jobs = new Map<number, (outcome: Outcome) => void>();
  readonly #identity: Session['identity'];
  #number = 0;
  isGone = false;

  constructor({ identity, repository: { roster }, me, held, firstCommit }: Session) {
    this.#identity = identity;
    const workerData: Beginning = { secrets: identity.secrets?.(), roster, me, held, firstCommit };
    // Neither arguments nor environment: keys go by memory alone.
    this.#worker = new Worker(THREAD, { workerData, env: {}, argv: [], stdin: false });
    this.#worker.on('message', (said: Said) => {
      if (said.kind === 'header') return void this.#openHeader(said.number, said.header);
      this.#jobs.get(said.number)?.(said.outcome);
      this.#jobs.delete(said.number);
    });
    this.#worker.on('error', () => this.#gone());
    this.#worker.on('exit', () => this.#gone());
  }

  get waiting(): number {
    return this.#jobs.size;
  }

  ask(job: Job): Promise<Outcome> {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve) => {
      this.#jobs.set(number, resolve);
      this.#worker.postMessage({ number, job } satisfies Asked);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #openHeader(header: number, bytes: Uint8Array): Promise<void> {
    const answer = (fileKey?: Uint8Array, reason?: string): void =>
      this.#worker.postMessage({ header, fileKey, reason } satisfies HeaderOpened);
    await this.#identity.openHeader(bytes).then(
      (fileKey) => answer(fileKey),
      (error: unknown) => answer(undefined, error instanceof CannotOpen ? error.reason : undefined),
    );
  }

  /** What it did not do any more is done by whoever asked. */
  #gone(): void {
    this.isGone = true;
    for (const resolve of this.#jobs.values()) resolve(undefined);
    this.#jobs.clear();
  }
}
