import type { Kind, Said } from './chat.ts';

interface Exported {
  readonly kind: Kind;
  readonly said: readonly Said[];
  readonly isCut: boolean;
}

type Row = Readonly<Record<string, unknown>>;

const LONGEST = 16 * 1024 * 1024;

/** What was said in a chat that a program exported as JSON; nothing where the text is none. @param most how much at most */
export function exported(text: string, most: number): Exported | undefined {
  if (!/^\ufeff?\s*[[{]/.test(text.slice(0, 200)) || text.length > LONGEST) return undefined;
  const data = parsed(text);
  const rows = rowsIn(data);
  if (rows === undefined) return undefined;
  const kind = kindOf(rowOf(data), rows);
  if (kind === undefined) return undefined;
  const said = rows.flatMap((row) => {
    const who = nameIn(row);
    const words = wordsOf(row[kind === 'matrix' ? 'body' : 'text'] ?? row.content);
    return who === undefined || words === '' ? [] : [saidBy(who, momentIn(row), words)];
  });
  return said.length === 0 ? undefined : { kind, said: said.slice(0, most), isCut: said.length > most };
}

function saidBy(who: string, at: string | undefined, words: string): Said {
  return { who, ...(at === undefined ? {} : { at }), words };
}

function rowsIn(data: unknown): readonly Row[] | undefined {
  const { messages, zerver_message: ofZulip } = rowOf(data);
  const all = [data, messages, ofZulip].find((one) => Array.isArray(one)) as readonly unknown[] | undefined;
  return all?.map(rowOf).filter((row) => Object.keys(row).length > 0);
}

function kindOf(whole: Row, rows: readonly Row[]): Kind | undefined {
  const has = (...names: string[]): boolean =>
    rows.some((row) => names.every((name) => row[name] !== undefined));
  if (has('ts', 'text')) return 'slack';
  if (has('origin_server_ts')) return 'matrix';
  if (has('sender_full_name', 'content') || whole.zerver_message !== undefined) return 'zulip';
  if (has('author', 'content', 'timestamp')) return 'discord';
  return has('from', 'date', 'text') ? 'telegram' : undefined;
}

/** The name that others saw, before the one that the program uses. */
function nameIn(row: Row): string | undefined {
  const profile = rowOf(row.user_profile);
  const author = rowOf(row.author);
  const names = [
    ...[profile.display_name, profile.real_name, author.nickname, author.name, row.sender_full_name],
    ...[row.username, row.user, row.from, row.sender],
  ];
  return names.find((one): one is string => typeof one === 'string' && one.trim() !== '');
}

/** Telegram has parts of text with marks; Matrix has the words within. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .slice(0, 10_000)
      .map((one) => (typeof one === 'string' ? one : wordsOf(rowOf(one).text)))
      .join('');
  const { body } = rowOf(value);
  return typeof body === 'string' ? body : '';
}

function momentIn(row: Row): string | undefined {
  const { ts, origin_server_ts: ofServer, timestamp, date_sent: sent, date } = row;
  if (typeof ofServer === 'number') return utc(ofServer);
  const seconds = [ts, timestamp, sent].find(
    (one) => typeof one === 'number' || /^\d{9,11}(?:\.\d+)?$/.test(String(one)),
  );
  if (seconds !== undefined) return utc(Number(seconds) * 1000);
  const written = [timestamp, date, sent].find((one): one is string => typeof one === 'string');
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(written ?? '') &&
    !Number.isNaN(Date.parse(written ?? ''))
    ? written?.replace(/\.\d+(?=Z|[+-]|$)/, '').slice(0, 'YYYY-MM-DDThh:mm:ss+hh:mm'.length)
    : undefined;
}

function utc(milliseconds: number): string | undefined {
  const at = new Date(milliseconds);
  return Number.isNaN(at.getTime())
    ? undefined
    : `${at.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
}

function rowOf(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
