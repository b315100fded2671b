import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import type { Envelope } from '../mail/mail.ts';
import { threadOf } from '../mail/thread.ts';
import { accountOfAll, saidOf } from '../mail/told.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { inert } from '../text/inert.ts';
import { localIso, showMoment } from '../text/moment.ts';
import type { Carried } from './attaching.ts';
import { filesGiven, type Got, mailsIn, type Named } from './mails-given.ts';
import { showWords, type TakenIn } from './taken.ts';

/** How far a clock may run ahead. Milliseconds. */
const FORGIVEN = 5 * 60_000;

/**
 * What becomes of a mail, or of several as one thread. Throws a UserError where that is none.
 *
 * @param before what was taken of it earlier: it is not asked again, and nothing is said
 */
export async function takeMail(app: App, source: string, before?: TakenIn['intake']): Promise<TakenIn> {
  const files = await filesGiven(app, source);
  const sha256 = digestOf(files);
  if (before !== undefined && before.sha256 !== sha256) return { intake: { ...before, sha256 }, carried: [] };
  const { got, which } = await mailsIn(app, source, files, before?.which);
  const mails = threadOf(got.flatMap(({ mail }) => mail ?? []));
  const first: Envelope | undefined = mails[0] ?? got[0]?.head;
  const words = accountOfAll(mails);
  const account = words.trim() === '' ? '' : words;
  if (before === undefined) await tell(app, got, account);
  return {
    intake: {
      ...{ kind: 'mail' as const, source, sha256 },
      ...(which !== undefined && { which }),
      ...proposedBy(app, first),
    },
    ...(account !== '' && { account }),
    carried: got.flatMap(carriedOf),
  };
}

function digestOf(files: readonly Named[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(JSON.stringify([name, bytes.length])).update(bytes);
  return hash.digest('hex');
}

/** What a mail proposes as answers. What can be forged, or cannot have been, is not proposed. */
function proposedBy(
  app: App,
  mail: Envelope | undefined,
): Pick<TakenIn['intake'], 'proposed' | 'sender' | 'said'> {
  const { from, sentAt, receivedAt } = mail ?? {};
  const at = receivedAt ?? sentAt;
  const isPast = at !== undefined && Date.parse(at) <= app.now().getTime() + FORGIVEN;
  const name = from?.isForged === true || from?.address === undefined ? undefined : from.name;
  return {
    proposed: {
      channel: 'written',
      ...(isPast && { 'received-at': localIso(new Date(at)) }),
      ...(name !== undefined && { 'reporter-name': inert(name) }),
      ...(from?.address !== undefined && { 'reporter-contact': inert(from.address) }),
    },
    ...(from !== undefined && {
      sender: {
        ...(name !== undefined && { name }),
        ...(from.address !== undefined && { address: from.address }),
      },
      said: `The mail says that it is from ${from.shown}. Anybody can write any name and address there: it is only proposed.`,
    }),
  };
}

/** Says what was read, before anything is asked. */
async function tell(app: App, got: readonly Got[], account: string): Promise<void> {
  for (const one of got) {
    const { name, mail, head } = one;
    const { from, sentAt, receivedAt, subject = '' } = mail ?? head ?? {};
    const when = (at: string): string => showMoment(localIso(new Date(at)), app.now());
    const rows: (readonly [string, string])[] = [
      ['The mail', name],
      ['From', from?.shown ?? 'it does not say'],
      ...(sentAt === undefined ? [] : [['Written', `${when(sentAt)}, as it says`] as const]),
      ...(receivedAt === undefined ? [] : [['Received', when(receivedAt)] as const]),
      ...(subject === '' ? [] : [['Subject', subject] as const]),
    ];
    const said: readonly Block[] = (mail === undefined ? [TOO_MUCH] : saidOf(mail)).map((text) => ({
      kind: 'text',
      text,
    }));
    app.tell([
      { kind: 'fields', rows },
      ...listIfAny(
        'Kept with it',
        filesIn(one).map((file) => file.name),
      ),
      ...said,
    ]);
  }
  await showWords(app, account);
  if (account === '' && got.every(({ mail }) => mail !== undefined))
    app.notice(
      'No words were found in it. Paste what it says where the account is asked. The mail itself is kept whole.',
    );
}

const TOO_MUCH =
  'It could not be read into words: reading it takes more than any real mail does. It is kept whole, as evidence. Paste what it says where the account is asked.';

/** The mail itself, and the files in it. What has no bytes is in the mail alone. */
function carriedOf(one: Got): readonly Carried[] {
  const { name, bytes, mail, head } = one;
  const { sentAt, messageId, references = [] } = mail ?? head ?? {};
  const madeAt = sentAt === undefined ? {} : { madeAt: localIso(new Date(sentAt)) };
  return [
    {
      ...{ name, bytes, about: 'the mail itself, as it came', isWhole: true, ...madeAt },
      ...(messageId !== undefined && { mailId: messageId }),
      ...(references.length > 0 && { mailFollows: references.join(' ') }),
    },
    ...filesIn(one),
  ];
}

function filesIn({ mail }: Got): readonly Carried[] {
  return (mail?.attachments ?? [])
    .map((one, index) => ({ name: nameOf(one, index), bytes: one.content, about: 'came with the mail' }))
    .filter(({ bytes }) => bytes.length > 0);
}

/** What a part is called that has no name. */
function nameOf({ name, type }: { readonly name: string; readonly type: string }, index: number): string {
  if (name !== '') return name;
  return type === 'message/rfc822' ? `mail within, ${index + 1}.eml` : `without a name, ${index + 1}`;
}
