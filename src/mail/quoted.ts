/** The words of a mail, and what stands of earlier ones around them. */
export interface Apart {
  readonly words: string;
  readonly quoted: string;
}

/** "On … wrote:", as mail programs say it in many languages. */
const WROTE =
  /(?:(?<!\p{L})(?:wrote|schrieb(?:\s[^:]{1,80})?|geschrieben|a écrit|écrit|escribió|escreveu|ha scritto|scrisse|schreef(?:\s[^:]{1,80})?|skrev(?:\s[^:]{1,80})?|kirjoitti|napisał\(?a?\)?|napsala?|napísala?|a scris|napisao|írta|έγραψε|написала?|написал\(а\)|пише|píše|yazdı|đã viết|menulis|כתבה?|كتب)|님이 작성|さんは書きました|のメール|写道|寫道)\s?[:：]\s*$/iu;
/** A line that a program lays above an earlier mail. */
const RULE =
  /^\s*(?:-{2,}\s?(?:original message|original-nachricht|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht|message d'origine|message original|message transféré|message transmis|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande|oprindelig meddelelse|opprinnelig melding|videresendt melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|пересылаемое сообщение|転送メッセージ|元のメッセージ|原始邮件|转发邮件|原始郵件)\s?-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message réexpédié\s?:|inicio del mensaje reenviado:|inizio messaggio inoltrato:)\s*$/iu;
const FROM =
  /^[>\s*]*(?:from|von|de|da|van|från|fra|lähettäjä|od|feladó|από|от|від|kimden|差出人|发件人|寄件者|보낸 사람|מאת|من)\*?\s?[:：]\s*\*?\s*\S/iu;
const OTHER =
  /^[>\s*]*(?:sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|assunto|data|inviato|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|dato|til|emne|lähetetty|päivämäärä|vastaanottaja|aihe|wysłano|do|temat|odesláno|komu|předmět|předmet|отправлено|дата|кому|тема|送信日時|日付|宛先|件名|发送时间|日期|收件人|主题|寄件日期|主旨|보낸 날짜|받는 사람|제목|נשלח|אל|נושא)\*?\s?[:：]/iu;
/** Who tells of somebody says "he wrote"; a program has a name there. */
const TOLD =
  /(?<!\p{L})(?:(?:he|she|they|i|we|you|who|er|sie|ich|wir|il|elle|ils|je|él|ella|yo|lui|lei|io|hij|zij|ik|han|hon|hän|он|она|я)\s+(?:\p{L}+\s+)?\p{L}+|schrieb\s+(?:er|sie|mir|uns|ich))\s?[:：]\s*$/iu;
/** With what "On … wrote:" begins where it takes several lines: a day and a time, or the word in front of them. */
const DATED =
  /^(?=.*\d)(?!.*[.!?…]\s*$)(?:\s*(?:on|am|le|el|il|op|em|den|dne|dnia|w dniu)\s|(?=.*\d{4}).*\d[:.h]\d\d)/iu;
const ADDRESS = /[^\s@<>]@[^\s@<>]/;

/**
 * Tells what was newly written from what stands of earlier mails above and below it. What is quoted between new words is
 * needed to understand them and stays with them, behind its marks. Each line is in one of both, in its order.
 * @param isAnswer whether it follows another mail; of one that does not, marked lines are what somebody tells, unless a program
 * says above them whose they are
 */
export function apart(text: string, isAnswer = true): Apart {
  const lines = text.split('\n');
  const below = beginOfBelow(lines, isAnswer);
  const above = endOfAbove(lines.slice(0, below), isAnswer);
  const words = lines.slice(above, below);
  const quoted = [lines.slice(0, above), lines.slice(below)]
    .map((part) => trimmed(part))
    .filter((part) => part !== '');
  return { words: trimmed(words), quoted: quoted.join('\n\n') };
}

/** The first line of what stands below the new words; how many lines there are where nothing does. */
function beginOfBelow(lines: readonly string[], isAnswer: boolean): number {
  const whole = lines.findIndex((_, at) => beginsWhole(lines, at));
  const end = whole < 0 ? lines.length : whole;
  let last = end - 1;
  for (let at = end - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (isQuoted(line)) last = at - 1;
    else if (line.trim() !== '' && !isFooter(lines, at, end)) break;
  }
  const begin = last + 1;
  if (begin >= end || !isQuoted(lines[begin] ?? '')) return end;
  const wrote = withWrote(lines, begin);
  return isAnswer || wroteFrom(lines, wrote) > 0 ? wrote : end;
}

/** Whether all below a line is an earlier mail: that of a forwarded one, Outlook's, or one that follows "On … wrote:". */
function beginsWhole(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '' || isQuoted(line)) return false;
  if (RULE.test(line)) return true;
  if (/^\s*_{20,}\s*$/.test(line)) return isHeaderBlock(lines, next(lines, at + 1));
  if (isHeaderBlock(lines, at)) return true;
  const wrote = wroteFrom(lines, at);
  // Without the marks of a quote only what a program writes counts: somebody may tell what another one wrote.
  const written = lines.slice(at, wrote).join(' ');
  return (
    wrote > 0 && !isQuoted(lines[next(lines, wrote)] ?? '') && ADDRESS.test(written) && /\d/.test(written)
  );
}

/** `From:` and at least two more of what stands in a header, in lines that follow each other. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM.test(short(lines[at]))) return false;
  let others = 0;
  for (let next = at + 1; next < at + 8 && (lines[next] ?? '').trim() !== ''; next++)
    if (OTHER.test(short(lines[next]))) others++;
  return others >= 2;
}

/**
 * Where "On … wrote:" that begins at a line ends, behind its last one; 0 where none does. It takes three lines at most.
 * @param isAny whether it need not say when, or by which address: a quote follows
 */
function wroteFrom(lines: readonly string[], at: number, isAny = false): number {
  if ((lines[at] ?? '').trim() === '') return 0;
  for (let end = at + 1; end <= at + 3 && end <= lines.length; end++) {
    const line = short(lines[end - 1]);
    if (line.trim() === '' || isQuoted(line)) return 0;
    if (!WROTE.test(line)) continue;
    const written = lines.slice(at, end).join(' ');
    if (TOLD.test(line) || (end > at + 1 && !DATED.test(short(lines[at])))) return 0;
    return isAny || /\d/.test(written) || ADDRESS.test(written) ? end : 0;
  }
  return 0;
}

/** With the "On … wrote:" that stands above a quote. */
function withWrote(lines: readonly string[], quote: number): number {
  let above = quote - 1;
  while (above >= 0 && (lines[above] ?? '').trim() === '') above--;
  if (above < 0) return quote;
  for (let at = Math.max(0, above - 2); at <= above; at++)
    if (wroteFrom(lines, at, true) === above + 1) return at;
  return quote;
}

/** Behind the last line of a quote with which a mail begins; 0 where it begins with new words, or is answered within. */
function endOfAbove(lines: readonly string[], isAnswer: boolean): number {
  const first = next(lines, 0);
  const wrote = wroteFrom(lines, first, true);
  if (!isAnswer && wroteFrom(lines, first) === 0) return 0;
  const quote = next(lines, Math.max(wrote, first));
  if (!isQuoted(lines[quote] ?? '')) return 0;
  let end = quote;
  while (end < lines.length && (isQuoted(lines[end] ?? '') || (lines[end] ?? '').trim() === '')) end++;
  return lines.slice(end).some(isQuoted) ? 0 : end;
}

/** What a list or a program lays below everything: a signature, a line and what stands below it. */
function isFooter(lines: readonly string[], at: number, end: number): boolean {
  for (let above = at; above >= 0 && above > at - 12; above--) {
    const line = lines[above] ?? '';
    if (isQuoted(line)) return false;
    if (/^(?:-- ?|_{20,}|-{20,})$/.test(line.trimEnd() === '--' ? '--' : line.trimEnd()))
      return above < end && hasQuoteAbove(lines, above);
  }
  return false;
}

function hasQuoteAbove(lines: readonly string[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && (lines[above] ?? '').trim() === '') above--;
  return above >= 0 && isQuoted(lines[above] ?? '');
}

function isQuoted(line: string): boolean {
  return /^ {0,3}>/.test(line);
}

function next(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

/** No line that a program writes is longer. */
function short(line: string | undefined): string {
  return line !== undefined && line.length <= 500 ? line : '';
}

/** Without empty lines at both ends. */
function trimmed(lines: readonly string[]): string {
  let from = 0;
  let to = lines.length;
  while (from < to && (lines[from] ?? '').trim() === '') from++;
  while (to > from && (lines[to - 1] ?? '').trim() === '') to--;
  return lines.slice(from, to).join('\n');
}
