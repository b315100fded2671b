import { type PlainWords, plainWords } from './html.ts';
import type { Mail, Reading } from './mail.ts';
import { apart } from './quoted.ts';

/** How the subject of an answer, or of a mail that is passed on, begins. */
const ANSWERS =
  /^\s*(?:re|aw|antw|antwort|sv|vs|odp|ref|rif|res|fw|fwd|wg|enc|rv|tr|vb|vl|i|r|доб|отв|回复|回覆|答复|转发|轉寄|返信|転送)\s?(?:\[\d+\]|\(\d+\))?\s?[:：]/iu;

/** A version of what a mail says. */
export interface Text {
  readonly text: string;
  readonly isHtml: boolean;
}

/** HTML as the words of a mail. What is to be said of it is said, as far as it becomes the words. */
export async function wordsOfHtml(
  html: string,
  reading: Reading,
): Promise<Text & { readonly say: () => void }> {
  const plain = await plainWords(html);
  if (plain.hasRemote) reading.said.add('remote-images');
  return { text: plain.words, isHtml: true, say: () => say(plain, reading) };
}

function say(plain: PlainWords, reading: Reading): void {
  if (plain.hasHidden) reading.said.add('hidden');
  if (plain.hasOtherLinks) reading.said.add('links-differ');
  if (plain.isCut) reading.said.add('cut');
}

/** What was newly written, and what was quoted, of all that a mail says; and whether that was sealed with PGP. */
export function wordsOf(
  texts: readonly Text[],
  { references, subject }: Pick<Mail, 'references' | 'subject'>,
  reading: Reading,
) {
  const whole = texts.map(({ text }) => withLineFeeds(text)).join('\n');
  if (/^-----BEGIN PGP MESSAGE-----/m.test(whole)) reading.said.add('encrypted');
  if (/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(whole)) reading.said.add('signed');
  const isAnswer = references.length > 0 || ANSWERS.test(subject);
  return { ...apart(whole, isAnswer), isFromHtml: texts.some(({ isHtml }) => isHtml) };
}

/** Some programs write several returns in front of each line feed. */
function withLineFeeds(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .split('\n')
    .map((line) => {
      let end = line.length;
      while (line[end - 1] === '\r') end--;
      return line.slice(0, end).replaceAll('\r', '\n');
    })
    .join('\n');
}

const MOST_COMPARED = 5_000;
/** Of scripts without blanks each letter is one, since lines end anywhere. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\p{L}){3,}/gu;

/**
 * Which of two versions of the same mail its words are: the plain one, which somebody wrote so, unless it says next to nothing
 * beside the other.
 */
export function compared(
  plain: string,
  html: string,
): { readonly isPlainLess: boolean; readonly areDifferent: boolean } {
  const ofPlain = wordsIn(plain);
  const ofHtml = wordsIn(html);
  const more = [...ofHtml].filter((word) => !ofPlain.has(word)).length;
  const less = [...ofPlain].filter((word) => !ofHtml.has(word)).length;
  return {
    isPlainLess: more > 8 && ofPlain.size < ofHtml.size / 4,
    areDifferent: more > Math.max(5, ofHtml.size * 0.3) || less > Math.max(5, ofPlain.size * 0.3),
  };
}

function wordsIn(text: string): ReadonlySet<string> {
  const words = text.replace(/https?:\/\/[^\s>]+/g, ' ').match(WORD) ?? [];
  return new Set(words.slice(0, MOST_COMPARED).map((word) => word.toLowerCase()));
}
