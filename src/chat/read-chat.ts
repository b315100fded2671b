import type { Chat, Kind, Said } from './chat.ts';
import { exported } from './exported.ts';
import { FORMATS, type Format } from './formats.ts';
import { dayOrderOf, momentOf, type Stamp } from './stamp.ts';

interface Found {
  readonly who: string;
  readonly stamp: Stamp | undefined;
  readonly words: string[];
}

const MOST_SAID = 50_000;
/** How much of a line is looked at: what says who spoke stands in front. */
const LINE_BEGINNING = 400;
const LINES_AHEAD = 5;

/** Who said what when in a chat: of Slack, Discord, Zulip, IRC, WhatsApp, Signal, Telegram, Teams or Matrix; nothing where it is none. */
export function readChat(text: string): Chat | undefined {
  const fromExport = exported(text, MOST_SAID);
  if (fromExport !== undefined)
    return { ...chatOf(fromExport.kind, text, fromExport.said, false, fromExport.isCut), isData: true };
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const beginnings = lines.map((line) => line.slice(0, LINE_BEGINNING));
  const read = FORMATS.map((format) => ({ format, ...foundIn(lines, beginnings, format) }))
    .filter(({ format, found, begin }) => isChat(found, begin, lines, format.least))
    .sort((one, other) => other.found.length - one.found.length)[0];
  if (read === undefined) return undefined;
  const { format, found, isCut } = read;
  const order = dayOrderOf(found.flatMap(({ stamp }) => stamp?.day ?? []));
  const said = found.map(({ who, stamp, words }): Said => {
    const at = stamp && momentOf(stamp, order.isDayFirst);
    return { who, ...(at === undefined ? {} : { at }), words: trimmed(words) };
  });
  return chatOf(format.kind(lines), text, said, order.isUnsure, isCut);
}

function chatOf(
  kind: Kind | undefined,
  text: string,
  said: readonly Said[],
  isDayUnsure: boolean,
  isCut: boolean,
): Chat {
  const moments = said.flatMap(({ at }) => at ?? []);
  const first = moments[0];
  const last = moments.at(-1);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...{ isData: false, text, said, speakers: [...new Set(said.map(({ who }) => who))] },
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    ...{ isDayUnsure, isCut },
  };
}

/** What a text says if it is of one format, and at which line that begins. */
function foundIn(
  lines: readonly string[],
  beginnings: readonly string[],
  format: Format,
): { found: readonly Found[]; begin: number; isCut: boolean } {
  const found: Found[] = [];
  let begin = lines.length;
  let day: string | undefined;
  for (let at = 0; at < lines.length; ) {
    const line = beginnings[at] ?? '';
    const next = beginnings.slice(at + 1, at + 1 + LINES_AHEAD);
    const head = line === '' ? undefined : format.headOf(line, next, found.at(-1)?.who);
    if (head === undefined) {
      const named = line === '' ? undefined : format.dayOf(line);
      if (named !== undefined) day = named;
      else if (line === '' || !format.isNotice(line)) found.at(-1)?.words.push(lines[at] ?? '');
      at++;
      continue;
    }
    if (found.length >= MOST_SAID) return { found, begin, isCut: true };
    begin = Math.min(begin, at);
    const rest = head.rest === undefined ? [] : [head.rest + (lines[at] ?? '').slice(LINE_BEGINNING)];
    const of = head.day ?? day;
    const { time, zone } = head;
    const stamp =
      time === undefined
        ? undefined
        : { time, ...(of === undefined ? {} : { day: of }), ...(zone === undefined ? {} : { zone }) };
    found.push({ who: head.who, stamp, words: rest });
    at += head.lines ?? 1;
  }
  return { found, begin, isCut: false };
}

/** One that says something in the very first line, or several from the first half on: else somebody tells something themselves. */
function isChat(found: readonly Found[], begin: number, lines: readonly string[], least = 1): boolean {
  const written = (from: number, to: number): number =>
    lines.slice(from, to).filter((line) => line.trim() !== '').length;
  const above = written(0, begin);
  if (found.length < least) return false;
  if (found.length < 2) return found.length === 1 && above === 0 && found[0]?.stamp !== undefined;
  return above <= written(begin, lines.length);
}

function trimmed(lines: readonly string[]): string {
  return lines.join('\n').replace(/^\n+/, '').trimEnd();
}
