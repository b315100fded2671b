import type { Email } from 'postal-mime';
import { withoutControlsOfLatin } from './letters.ts';
import { type Envelope, MOST, type Person } from './mail.ts';
import { peopleIn } from './people.ts';

/** What the header of a mail says, and whether it names several senders. */
export async function envelopeOf({
  headers,
  subject = '',
  messageId,
}: Email): Promise<Envelope & { readonly senders: number }> {
  const all = (key: string): readonly string[] =>
    headers.filter((one) => one.key === key).map(({ value }) => value);
  const writers = await peopleIn(all('from'));
  const from = writers[0] ?? (await peopleIn(all('sender')))[0];
  const received = all('received')[0];
  return {
    ...withWhoAndWhen(
      from,
      momentOf(all('date')[0]),
      momentOf(received?.slice(received.lastIndexOf(';') + 1)),
    ),
    subject: withoutControlsOfLatin(subject),
    ...(messageId === undefined ? {} : { messageId: idsIn(messageId)[0] ?? messageId.trim() }),
    references: followed([...all('references'), ...all('in-reply-to')]),
    senders: new Set(writers.map(({ shown }) => shown)).size,
  };
}

export function withWhoAndWhen(
  from: Person | undefined,
  sentAt: string | undefined,
  receivedAt: string | undefined,
): Pick<Envelope, 'from' | 'sentAt' | 'receivedAt'> {
  return {
    ...(from === undefined ? {} : { from }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

/** A moment that a header tells, as ISO 8601, in universal time where it names no zone; nothing where there can have been no such mail. */
export function momentOf(text: string | undefined): string | undefined {
  const written = text?.replace(/\([^()]*\)/g, ' ').trim() ?? '';
  const isZoned = /[+-]\d{2}:?\d{2}$|\b(?:UTC?|GMT|[ECMP][SD]T)$|\dZ$/i.test(written);
  const at = new Date(isZoned ? written : `${written} UTC`);
  const isPossible = at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999;
  return isPossible ? `${at.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z` : undefined;
}

/** What a mail follows, each once; the one that it answers is the last. */
export function followed(fields: readonly string[]): readonly string[] {
  const ids = fields.flatMap(idsIn);
  return [...new Set(ids.toReversed())].toReversed().slice(-MOST.references);
}

function idsIn(field: string): readonly string[] {
  return field.match(/<[^<>\s]{1,1000}>/g) ?? [];
}
