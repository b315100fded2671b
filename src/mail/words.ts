import { plainWords } from './html.ts';
import { withoutControlsOfLatin } from './letters.ts';
import { type Envelope, type Mail, MOST, type Said } from './mail.ts';
import { apart } from './quoted.ts';

/** How the subject of an answer, or of a mail that is passed on, begins. */
const ANSWERS =
  /^\s*(?:re|aw|antw|antwort|sv|vs|odp|ref|rif|res|fw|fwd|wg|enc|rv|tr|vb|vl|i|r|доб|отв|回复|回覆|答复|转发|轉寄|返信|転送)\s?(?:\[\d+\]|\(\d+\))?\s?[:：]/iu;

/** What a mail says in its versions, as its parser found them. */
interface Versions {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/** What a mail says, and what is to be said of that. */
export interface Spoken extends Pick<Mail, 'words' | 'quoted' | 'isFromHtml'> {
  readonly said: readonly Said[];
}

/** What was newly written, and what was quoted, of all that a mail says: of its plain version, unless the other says more. */
export async function spokenIn(
  { text = '', html = '' }: Versions,
  { references, subject }: Pick<Envelope, 'references' | 'subject'>,
): Promise<Spoken> {
  const said = new Set<Said>();
  const isCut = text.length > MOST.text || html.length > MOST.text;
  const plain = text.slice(0, MOST.text);
  const shown = html === '' ? undefined : await plainWords(html.slice(0, MOST.text));
  if (isCut) said.add('cut');
  if (shown?.hasRemote) said.add('remote-images');
  const { isPlainLess, areDifferent } = compared(plain, shown?.words ?? plain);
  const isFromHtml = shown !== undefined && (plain.trim() === '' || isPlainLess);
  if (shown !== undefined && plain.trim() !== '' && areDifferent) said.add('versions-differ');
  if (shown !== undefined && isFromHtml) {
    if (shown.hasHidden) said.add('hidden');
    if (shown.hasOtherLinks) said.add('links-differ');
    if (shown.isCut) said.add('cut');
  }
  const whole = withLineFeeds(withoutControlsOfLatin(isFromHtml ? shown.words : plain));
  if (whole.includes('\ufffd')) said.add('odd-letters');
  if (/^-----BEGIN PGP MESSAGE-----/m.test(whole)) said.add('encrypted');
  if (/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(whole)) said.add('signed');
  const isAnswer = references.length > 0 || ANSWERS.test(subject);
  return { ...apart(whole, isAnswer), isFromHtml, said: [...said] };
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
/** Of scripts without blanks each letter is one, since lines end anywhere. A word without an end is several: the stack of a pattern has one. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\p{L}){3,60}/gu;

/**
 * Which of two versions of the same mail its words are: the plain one, which somebody wrote so, unless it says next to nothing
 * beside the other.
 */
function compared(
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
