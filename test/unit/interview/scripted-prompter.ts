import type { Asked, Prompter, ReviewItem } from '../../../src/interview/prompter.ts';
import type { Answer } from '../../../src/interview/question.ts';
import type { Block } from '../../../src/text/block.ts';

type Reply = Answer | undefined;

/** A question by its ID, or `review`, and what comes back: undefined passes it over, or goes on from the review. */
export type Step = readonly [
  id: string,
  reply?: Reply | ((asked: Asked | readonly ReviewItem[]) => Reply | Promise<Reply>),
];

/**
 * Somebody at a terminal who answers what is written down for them, in that order. A question that nobody scripted,
 * an answer that the question cannot take, and (with `assertDone`) an answer that nobody asked for are errors.
 */
export class ScriptedPrompter implements Prompter {
  readonly asked: Asked[] = [];
  readonly reviews: (readonly ReviewItem[])[] = [];
  readonly shown: Block[] = [];
  pauses = 0;
  readonly #steps: Step[];

  constructor(steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  show(blocks: readonly Block[]): void {
    this.shown.push(...blocks);
  }

  clear(): void {}

  async ask(asked: Asked): Promise<Reply> {
    this.asked.push(asked);
    const reply = await this.#reply(asked.id, asked);
    if (reply === undefined) {
      if (asked.required && asked.backTo === undefined) throw new Error(`${asked.id} cannot be passed over`);
      return undefined;
    }
    const read = asked.read(reply);
    if ('problem' in read) throw new Error(`${asked.id} ${read.problem}`);
    return read.value;
  }

  async review(
    items: readonly ReviewItem[],
    _saveLabel: string,
    refused: readonly Block[],
  ): Promise<string | undefined> {
    this.reviews.push(items);
    if (refused.length > 0) this.show(refused);
    const reply = await this.#reply('review', items);
    if (reply !== undefined && typeof reply !== 'string')
      throw new Error('a review wants the ID of a question');
    return reply;
  }

  async pause(): Promise<void> {
    this.pauses += 1;
  }

  confirm = () => this.#nobodyScripted('a confirmation');
  choose = () => this.#nobodyScripted('a choice');
  secret = () => this.#nobodyScripted('a secret');

  /** The IDs of what was asked, in order. */
  get ids(): readonly string[] {
    return this.asked.map(({ id }) => id);
  }

  assertDone(): void {
    if (this.#steps.length > 0)
      throw new Error(`nobody asked for ${this.#steps.map(([id]) => id).join(', ')}`);
  }

  async #reply(id: string, asked: Asked | readonly ReviewItem[]): Promise<Reply> {
    const step = this.#steps.shift();
    if (step?.[0] !== id) throw new Error(`${id} is asked, but scripted is ${step?.[0] ?? 'nothing more'}`);
    const [, reply] = step;
    return typeof reply === 'function' ? reply(asked) : reply;
  }

  async #nobodyScripted(what: string): Promise<never> {
    throw new Error(`nobody scripted ${what}`);
  }
}
