import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { App } from '../app.ts';
import type { Chat, Kind } from '../chat/chat.ts';
import { readChat } from '../chat/read-chat.ts';
import { UsageError } from '../errors.ts';
import { count } from '../text/count.ts';
import { inert } from '../text/inert.ts';
import { localIso } from '../text/moment.ts';
import { wholePath } from '../whole-path.ts';
import { readBytes } from './source.ts';
import { showWords, type TakenIn } from './taken.ts';

/** The longest chat that is taken as an account. Bytes. */
const LARGEST = 4 * 1024 * 1024;
const SPEAKERS_NAMED = 12;

/**
 * A chat that was exported or copied: its words whole as the account, and who spoke when as far as that is recognised. What no chat is
 * recognised in is taken as words.
 *
 * @param before the SHA-256 of what was taken earlier: nothing is said then
 */
export async function takeChat(app: App, source: string, before?: string): Promise<TakenIn> {
  const bytes = await readBytes(app, source, 'the chat');
  if (bytes.length > LARGEST)
    throw new UsageError(
      'That is longer than 4 MB, which is more than coc takes as an account.',
      'Give the part that matters, and keep the whole with `coc evidence add`.',
    );
  const text = decoded(bytes);
  if (text.trim() === '') throw new UsageError('There is nothing in that.');
  const chat = readChat(text);
  const account = chat === undefined ? text : accountOf(chat);
  if (before === undefined) {
    tell(app, chat);
    await showWords(app, account);
  }
  return {
    intake: {
      ...{ kind: 'text', source, sha256: createHash('sha256').update(bytes).digest('hex') },
      ...proposedBy(app, chat),
    },
    account,
    carried: [
      {
        name: source === '-' ? 'chat.txt' : basename(wholePath(app.io, source)),
        ...{ bytes, about: 'the chat itself, as it was given', isWhole: true },
      },
    ],
  };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError('coc cannot read the chat: it is not UTF-8 text.');
  }
}

/** An export that a program wrote as data is told as who said what; anything else is whole as it stands. */
function accountOf({ text, said, isData }: Chat): string {
  if (!isData) return text;
  return said.map(({ who, at, words }) => `${at === undefined ? '' : `[${at}] `}${who}: ${words}`).join('\n');
}

function proposedBy(app: App, chat: Chat | undefined): Pick<TakenIn['intake'], 'proposed' | 'said'> {
  if (chat === undefined) return { proposed: { channel: 'written' } };
  const { speakers } = chat;
  const [only, ...others] = speakers;
  // When they wrote of it is not when it happened.
  const at = cameAt(app, chat);
  return {
    proposed: {
      channel: 'written',
      ...(only !== undefined && others.length === 0 && { 'reporter-name': inert(only) }),
      ...(at !== undefined && { 'received-at': at }),
    },
    said: `In the chat speak: ${named(speakers)}. Who of them reports it, if any, is for you to say.`,
  };
}

/** When the last of it was written, where its day is sure and it is past. */
function cameAt(app: App, { last, isDayUnsure }: Chat): string | undefined {
  if (last === undefined || isDayUnsure || !/^\d{4}-\d{2}-\d{2}T\d/.test(last)) return undefined;
  const at = new Date(last);
  return at.getTime() <= app.now().getTime() ? localIso(at) : undefined;
}

function tell(app: App, chat: Chat | undefined): void {
  if (chat === undefined) {
    app.notice('No chat that coc knows was recognised in it. It is taken as words, whole.');
    return;
  }
  const { kind, said, speakers, first, last, isDayUnsure } = chat;
  const rows: (readonly [string, string])[] = [
    [
      'The chat',
      `${count(said.length, 'message')}${kind === undefined ? '' : `, written as ${KINDS[kind]} does`}`,
    ],
    ['Who speaks', named(speakers)],
    ...(first === undefined ? [] : [['From', spaced(first)] as const]),
    ...(last === undefined ? [] : [['To', spaced(last)] as const]),
  ];
  app.tell([
    { kind: 'fields', rows },
    ...(isDayUnsure
      ? [
          {
            kind: 'text',
            text: 'Its days can be read with the day or the month first. They are read with the day first.',
          } as const,
        ]
      : []),
  ]);
}

const KINDS: Readonly<Record<Kind, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  zulip: 'Zulip',
  irc: 'IRC',
  whatsapp: 'WhatsApp',
  signal: 'Signal',
  telegram: 'Telegram',
  teams: 'Teams',
  matrix: 'Matrix',
};

function named(speakers: readonly string[]): string {
  const more = speakers.length - SPEAKERS_NAMED;
  const shown = speakers.slice(0, SPEAKERS_NAMED).map((one) => inert(one));
  return more > 0 ? `${shown.join(', ')}, and ${more} more` : shown.join(', ');
}

function spaced(moment: string): string {
  return moment.replaceAll('T', ' ');
}
