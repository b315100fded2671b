import type { Kind } from './chat.ts';
import { DAY, TIME } from './stamp.ts';

/** What stands in front of what somebody said. */
interface Head {
  readonly who: string;
  readonly day?: string;
  readonly time?: string;
  readonly zone?: string;
  /** What they said, as far as it stands in the same line. */
  readonly rest?: string;
  /** How many lines this takes; one where it is not said. */
  readonly lines?: number;
}

/** How a chat is written down. */
export interface Format {
  /** Which one it is; undefined where several are written so, and nothing in it says which. */
  readonly kind: (lines: readonly string[]) => Kind | undefined;
  /** @param next the lines below it, a few */
  readonly headOf: (line: string, next: readonly string[], last: string | undefined) => Head | undefined;
  /** How often somebody has to speak at least for it to be one; once where it is not said. */
  readonly least?: number;
  /** The day that a line says is the day of all below it. */
  readonly dayOf: (line: string) => string | undefined;
  /** Whether a line is of the program: that somebody came, left, or was renamed. */
  readonly isNotice: (line: string) => boolean;
}

const MARK = '[\\u200e\\u200f\\u202a\\u202c]*';
const NAME = String.raw`(?<who>[^\s:<>[\]][^:<>[\]]{0,79}?)`;
const AGAIN = new RegExp(String.raw`^\[${TIME}\]\s(?<rest>.+)$`, 'iu');
const DAY_LINE = new RegExp(String.raw`^[\s\-—–_]*(?:\p{L}{2,9}\.?,? )?${DAY}[\s\-—–_]*$`, 'iu');
const SAID_WHEN = new RegExp(String.raw`^\s*\[?${TIME}\]?$`, 'iu');

const found = (pattern: string): ((line: string) => Head | undefined) => {
  const expression = new RegExp(pattern, 'iu');
  return (line) => {
    const { who, day, time, zone, rest } = expression.exec(line)?.groups ?? {};
    return who === undefined
      ? undefined
      : {
          who: who.trim(),
          ...(day === undefined ? {} : { day }),
          ...(time === undefined ? {} : { time }),
          ...(zone === undefined ? {} : { zone }),
          ...(rest === undefined ? {} : { rest }),
        };
  };
};
const firstOf =
  (...all: readonly ((line: string) => Head | undefined)[]) =>
  (line: string): Head | undefined => {
    for (const one of all) {
      const head = one(line);
      if (head !== undefined) return head;
    }
    return undefined;
  };
const is =
  (kind: Kind): Format['kind'] =>
  () =>
    kind;
const none = (): undefined => undefined;
const never = (): boolean => false;

const BRACKETED = found(String.raw`^${MARK}\[${DAY},? ${TIME}\] ${NAME}: ?${MARK}(?<rest>.*)$`);
const DASHED = found(`^${MARK}${DAY},? ${TIME} [-–] ${NAME}: ?${MARK}(?<rest>.*)$`);
const WHATSAPP_NOTICE = new RegExp(String.raw`^${MARK}\[?${DAY},? ${TIME}(?:\]| [-–]) `, 'iu');

/** Its own export; of Signal and Matrix there are some that are written so as well. */
const WHATSAPP: Format = {
  kind: (lines) => {
    const text = lines.slice(0, 50).join('\n');
    if (/^Exported (?:by|at)|start of export of|matrix\.(?:to|org)/im.test(text)) return 'matrix';
    if (/^\[\d{4}-\d{2}-\d{2} /m.test(text)) return 'signal';
    // Its marks for the direction of writing, or the dash: what else has names behind brackets has neither.
    return /[\u200e\u200f]/.test(text) || lines.some((line) => DASHED(line)) ? 'whatsapp' : undefined;
  },
  headOf: firstOf(BRACKETED, DASHED),
  dayOf: none,
  isNotice: (line) => WHATSAPP_NOTICE.test(line),
};

const SIGNAL_FROM = /^From: (?<who>.{1,80}?)(?: \(\+?[\d ]+\))?$/u;
const SIGNAL_FIELD = /^(?:Type|Sent|Received|Conversation|Attachment|Reaction): /;
const SENT =
  /^Sent: \p{L}{3}, (?<day>\d{1,2} \p{L}{3} \d{4}) (?<time>\d{2}:\d{2}:\d{2})(?: (?<zone>[+-]\d{4}))?/u;
/** As programs take it out of Signal's own store: fields, an empty line, words. */
const SIGNAL: Format = {
  kind: is('signal'),
  headOf: (line, next) => {
    const who = SIGNAL_FROM.exec(line)?.groups?.who;
    if (who === undefined || !SIGNAL_FIELD.test(next[0] ?? '')) return undefined;
    const sent = next.find((one) => SENT.test(one)) ?? '';
    const { day, time, zone } = SENT.exec(sent)?.groups ?? {};
    return { who, ...(day && time ? { day, time } : {}), ...(zone ? { zone } : {}) };
  },
  dayOf: none,
  isNotice: (line) => SIGNAL_FIELD.test(line),
};

const TELEGRAM: Format = {
  kind: is('telegram'),
  headOf: firstOf(
    found(String.raw`^(?<who>\S.{0,79}?), \[${DAY},?(?: at)? ${TIME}\]:?$`),
    found(String.raw`^\[${DAY},?(?: at)? ${TIME}\] (?<who>\S[^:<]{0,79}?):$`),
  ),
  dayOf: none,
  isNotice: (line) => /^\[(?:In reply to|Forwarded from) /.test(line),
};

const DASH = '(?:—|–|--)';
const WHEN = `(?:(?:today|yesterday|heute|gestern|hier|aujourd.hui|hoy|ayer)?,? ?(?:at|um|à|a las)? ?|${DAY},? ?(?:at |um )?)${TIME}`;
const DISCORD_LINE = found(String.raw`^(?<who>\S.{0,59}?) ?${DASH} ?${WHEN}$`);
const DISCORD_BELOW = new RegExp(String.raw`^\s*${DASH} ?${WHEN}$`, 'iu');
const DISCORD: Format = {
  kind: is('discord'),
  headOf: (line, next) => {
    const head = DISCORD_LINE(line);
    if (head !== undefined) return head;
    const { day, time } = (isName(line) && DISCORD_BELOW.exec(next[0] ?? '')?.groups) || {};
    return time === undefined
      ? again(line)
      : { who: line.trim(), ...(day === undefined ? {} : { day }), time, lines: 2 };
  },
  dayOf: dayLine,
  isNotice: never,
};
/** One that stands by itself, in a line of its own, with what is said below it. */
const IN_BRACKETS: Format = {
  kind: (lines) =>
    /^(?:Guild|Channel|Server): |^\[.+\] .+#\d{4}$/m.test(lines.slice(0, 50).join('\n'))
      ? 'discord'
      : 'teams',
  headOf: firstOf(
    found(String.raw`^\[(?:${DAY},? |\d{1,2}[./]\d{1,2}\.?,? )?${TIME}\] ${NAME}(?: \(pinned\))?$`),
  ),
  dayOf: none,
  isNotice: (line) => /^(?:={10,}|Guild: |Channel: |Topic: |After: |Before: |Exported \d)/.test(line),
};
const COMPACT: Format = {
  kind: is('discord'),
  headOf: found(String.raw`^\[${TIME}\] ?${NAME}: (?<rest>.*)$`),
  dayOf: dayLine,
  isNotice: never,
};

const SLACK_LINE = found(String.raw`^${NAME}(?: {2,}|\t| ?(?=\[))\[?${TIME}\]?(?: {1,3}\(edited\))?$`);
/** Copied from Slack, and from Zulip, which show a name and beside it the time. */
const SLACK: Format = {
  kind: (lines) => (lines.some((line) => /^\s*#?\S.{0,60} [>»›] \S|^@_\*\*/.test(line)) ? 'zulip' : 'slack'),
  headOf: (line, _next, last) => {
    const head = SLACK_LINE(line);
    return head === undefined ? again(line, last) : { ...head, who: withoutMark(head.who) };
  },
  dayOf: dayLine,
  isNotice: (line) => /^\s*(?:New|:[\w+-]+:\s*\d*|\d+ repl(?:y|ies).*|View thread|Last reply .*)$/.test(line),
};
/** The same with the time in a line of its own, which somebody who tells something may write once. */
const SLACK_BELOW: Format = {
  ...SLACK,
  least: 2,
  headOf: (line, [next = '']) => {
    const time = isName(line) ? SAID_WHEN.exec(next)?.groups?.time : undefined;
    return time === undefined ? undefined : { who: withoutMark(line.trim()), time, lines: 2 };
  },
};

const ZULIP_QUOTE: Format = {
  kind: is('zulip'),
  headOf: found(String.raw`^@_?\*\*(?<who>[^|*]{1,80})(?:\|\d+)?\*\*(?: \[[^\]]{1,40}\]\([^)]{1,300}\))?:$`),
  dayOf: none,
  isNotice: (line) => /^`{3,}(?:quote)?$/.test(line),
};

const IRC_WHEN = String.raw`(?:[[(]?(?:(?<day>\d{4}-\d{2}-\d{2})[T ]|\p{L}{3} \d{1,2} )?(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?<zone>Z|[+-]\d{2}:?\d{2})?[\])]?\s+)`;
const NICK = String.raw`[@+%&~!]?(?<who>[^\s<>@+%&~!*|][^\s<>|]{0,49})`;
const IRC: Format = {
  kind: is('irc'),
  headOf: firstOf(
    found(String.raw`^${IRC_WHEN}?<\s?${NICK}>\s(?<rest>.*)$`),
    found(String.raw`^${IRC_WHEN}\s*${NICK}\s+[|│]\s?(?<rest>.*)$`),
    found(String.raw`^(?<day>\d{4}-\d{2}-\d{2}) (?<time>\d{2}:\d{2}:\d{2})\t${NICK}\t(?<rest>.*)$`),
    found(String.raw`^${IRC_WHEN}\*\s+${NICK}\s(?<rest>.*)$`),
    found(String.raw`^${IRC_WHEN}<?\*\*\* ?${NICK}> (?<rest>.*)$`),
  ),
  dayOf: (line) => {
    const { one, year } =
      /^(?:---|\*{4}|Session (?:Start|Time):|—)\s?(?:Day changed|Log opened|BEGIN LOGGING AT)?\s?\p{L}{3,9},? (?<one>\p{L}{3,9} \d{1,2}|\d{1,2} \p{L}{3,9}).*?(?<year>\d{4})\s*(?:---)?$/iu.exec(
        line,
      )?.groups ?? {};
    return one === undefined ? undefined : `${one} ${year}`;
  },
  isNotice: (line) =>
    /^(?:[[(]?[\d: T-]{4,25}[\])]?\s+)?(?:-!-|\*{3,4}|-->|<--|--|==|\* (?:Joins|Parts|Quits):|Session |→|←)/.test(
      line,
    ),
};

/** In the order in which they are taken where two find the same. */
export const FORMATS: readonly Format[] = [
  IRC,
  WHATSAPP,
  TELEGRAM,
  SIGNAL,
  DISCORD,
  IN_BRACKETS,
  COMPACT,
  SLACK,
  SLACK_BELOW,
  ZULIP_QUOTE,
];

/** More that the same person said later: programs show the time alone. */
function again(line: string, who?: string): Head | undefined {
  if (who === undefined) return undefined;
  const alone = SAID_WHEN.exec(line)?.groups?.time;
  if (alone !== undefined) return { who, time: alone };
  const { time, rest } = AGAIN.exec(line)?.groups ?? {};
  return time === undefined || rest === undefined ? undefined : { who, time, rest };
}

/** What Slack shows behind the name of a program. */
function withoutMark(name: string): string {
  return name.replace(/\s+APP$/, '');
}

/** A line that can be nothing but what somebody is called. */
function isName(line: string): boolean {
  return /^\s?\S.{0,58}[^\s.!?,:;]\s*$|^\S$/u.test(line) && !/[:<>]|https?/.test(line) && /\p{L}/u.test(line);
}

/** `Monday, November 23rd, 2026`, `-----  November 23, 2026 -----`, `23 November 2026`. */
function dayLine(line: string): string | undefined {
  const { day } = DAY_LINE.exec(line)?.groups ?? {};
  return day;
}
