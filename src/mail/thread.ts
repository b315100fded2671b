import type { Mail } from './mail.ts';

/**
 * Mails as one thread: one that is there twice once, what a mail answers before it, and among those that answer the same the
 * earlier first. Those that answer nothing which is there come in the order of when they were written; those that do not say
 * when are last.
 */
export function threadOf(mails: readonly Mail[]): readonly Mail[] {
  const once = [...new Map(mails.map((mail, nr) => [keyOf(mail, nr), mail])).values()].sort(byTime);
  const named = once.flatMap((mail) =>
    mail.messageId === undefined ? [] : [[mail.messageId, mail] as const],
  );
  // Of several that have the same name the earliest is the one that is answered.
  const byId = new Map(named.reverse());
  const answers = new Map<Mail, Mail[]>();
  const answered = new Map<Mail, Mail>();
  for (const mail of once) {
    const nearest = mail.references.findLast((id) => id !== mail.messageId && byId.has(id));
    const to = nearest === undefined ? undefined : byId.get(nearest);
    if (to === undefined || goesRound(mail, to, answered)) continue;
    answered.set(mail, to);
    answers.set(to, [...(answers.get(to) ?? []), mail]);
  }
  const ordered: Mail[] = [];
  const waiting = once.filter((mail) => !answered.has(mail)).reverse();
  for (let mail = waiting.pop(); mail !== undefined; mail = waiting.pop()) {
    ordered.push(mail);
    waiting.push(...(answers.get(mail) ?? []).toReversed());
  }
  return ordered;
}

/** The same mail as it was sent and as it was received is one. Anybody can give another one the same name, and that is not. */
function keyOf(
  { messageId, from, sentAt, words, quoted, attachments }: Mail,
  index: number,
): string | number {
  if (messageId === undefined) return index;
  return JSON.stringify([
    messageId,
    from?.address,
    sentAt,
    words,
    quoted,
    attachments.map(({ name }) => name),
  ]);
}

/** Whether a mail would answer itself: somebody can write any references. */
function goesRound(mail: Mail, to: Mail, answered: ReadonlyMap<Mail, Mail>): boolean {
  for (let at: Mail | undefined = to; at !== undefined; at = answered.get(at)) if (at === mail) return true;
  return false;
}

function byTime(one: Mail, other: Mail): number {
  return timeOf(one) - timeOf(other);
}

function timeOf({ sentAt, receivedAt }: Mail): number {
  const time = Date.parse(sentAt ?? receivedAt ?? '');
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
