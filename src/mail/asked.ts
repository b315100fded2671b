import type { Envelope, Reading } from './mail.ts';
import { readHeadAlone, readMails } from './read-mails.ts';

/** What is to be read, as it is handed on. */
export interface Asked {
  readonly bytes: Uint8Array;
  /** Of a file with several mails those that are to be read, counted from 0. */
  readonly which?: readonly number[] | undefined;
  readonly isHeadAlone?: boolean;
}

/** What was found; nothing where that is no mail. */
export interface Told {
  readonly reading?: Reading | undefined;
  readonly head?: Envelope | undefined;
}

export async function readAsked({ bytes, which, isHeadAlone }: Asked): Promise<Told> {
  return isHeadAlone ? { head: await readHeadAlone(bytes) } : { reading: await readMails(bytes, which) };
}
