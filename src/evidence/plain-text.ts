import { type Findings, type MakeCopy, TOO_LARGE } from './found.ts';
import type { Source } from './source.ts';
import { guessed, utf16 } from './strings.ts';

const LONGEST = 16 * 1024 * 1024;
/** Characters without a shape, which can carry a mark; what joins the letters of some scripts and emoji is none. */
const SHAPELESS = /[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;

/** A text has nothing hidden but characters that have no shape. Its words stay as they are, these included. */
export async function lookAtText(source: Source, found: Findings): Promise<MakeCopy> {
  const bytes = await source.read(0, LONGEST);
  if (source.size > LONGEST) found.addAll([TOO_LARGE]);
  const text = (
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? utf16(bytes)
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? utf16(bytes, 'be')
        : guessed(bytes)
  ).replace(/^\ufeff/, '');
  const shapeless = text.match(SHAPELESS)?.length ?? 0;
  if (shapeless > 0)
    found.add(
      'other',
      'Characters that cannot be seen. They can be a mark that says whose copy of the text this is.',
      String(shapeless),
    );
  if (TURNING.test(text)) found.add('other', 'Characters that change the direction in which it is read.');
  return async () => [{ from: 0, to: source.size }];
}
