import type { Draft } from '../vault/drafts.ts';
import type { Carried } from './attaching.ts';

/** What was taken in, a mail or a chat: what of it a draft keeps, the words, and what is kept with them. */
export interface TakenIn {
  readonly intake: NonNullable<Draft['intake']>;
  readonly account?: string | undefined;
  readonly carried: readonly Carried[];
}
