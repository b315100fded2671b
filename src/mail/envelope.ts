import type { Header } from './header.ts';
import { type Mail, MOST, type Person, type Reading } from './mail.ts';
import { peopleOf, wordsOf } from './people.ts';
import { momentOf, receivedAt } from './when.ts';

/** What of a mail stands in its header. */
export type Envelope = Pick<
  Mail,
  'from' | 'replyTo' | 'to' | 'cc' | 'sentAt' | 'receivedAt' | 'subject' | 'messageId' | 'references'
>;

export async function envelopeOf(header: Header, reading: Reading): Promise<Envelope> {
  const writers = await peopleOf(header.all('from'), reading);
  if (new Set(writers.map(({ address, shown }) => address?.toLowerCase() ?? shown)).size > 1)
    reading.said.add('several-senders');
  const [sender] = await peopleOf(header.all('sender'), reading);
  const from = writers[0] ?? sender;
  const messageId = idsOf(header.first('message-id'))[0] ?? header.first('message-id').trim();
  return {
    ...withWhoAndWhen(from, momentOf(header.first('date')), receivedAt(header.first('received'))),
    replyTo: await peopleOf(header.all('reply-to'), reading),
    to: await peopleOf(header.all('to'), reading),
    cc: await peopleOf(header.all('cc'), reading),
    subject: await wordsOf(header.first('subject')),
    ...(messageId === '' ? {} : { messageId }),
    references: referencesOf(header.all('references'), header.all('in-reply-to'), reading),
  };
}

export function withWhoAndWhen(
  from: Person | undefined,
  sentAt: string | undefined,
  receivedAt: string | undefined,
): Pick<Mail, 'from' | 'sentAt' | 'receivedAt'> {
  return {
    ...(from === undefined ? {} : { from }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

/** What a mail follows, the oldest first, each once; the one that it answers is the last. */
export function referencesOf(
  references: readonly string[],
  answered: readonly string[],
  reading: Reading,
): readonly string[] {
  const all = [...references, ...answered].flatMap(idsOf);
  const once = [...new Set(all.toReversed())].toReversed();
  if (once.length > MOST.references) reading.said.add('cut');
  return once.slice(-MOST.references);
}

export function idsOf(field: string): readonly string[] {
  return field.match(/<[^<>\s]{1,1000}>/g) ?? [];
}
