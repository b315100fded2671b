import type { Findings, What } from './found.ts';
import { guessed } from './strings.ts';

const PLACE = ['place', 'The name of the place.'] as const;
const MADE = ['person', 'Who made it, or whose it is.'] as const;
const MEANINGS: Readonly<Record<number, readonly [What, string]>> = {
  5: ['caption', 'A title.'],
  25: ['caption', 'Keywords.'],
  40: ['comment', 'Instructions for whoever uses it.'],
  55: ['time', 'When it was made.'],
  60: ['time', 'When it was made.'],
  65: ['program', 'The program that it was made with.'],
  80: MADE,
  85: MADE,
  90: PLACE,
  92: PLACE,
  95: PLACE,
  101: PLACE,
  105: ['caption', 'A headline.'],
  110: MADE,
  115: MADE,
  116: MADE,
  118: ['person', 'Whom to ask about it.'],
  120: ['caption', 'A caption.'],
  122: ['person', 'Who wrote the caption.'],
};
const IPTC = 0x0404;
const SMALL_PICTURES = [0x0409, 0x040c];
const WORDS = 'Notes for newspapers (IPTC).';

/** What is hidden in a block of Photoshop’s (`inBlocks`), or in one of IPTC alone. */
export function lookAtIptc(bytes: Buffer, found: Findings, inBlocks: boolean): void {
  if (!inBlocks) {
    datasets(bytes, found);
    return;
  }
  let at = 0;
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const id = bytes.readUInt16BE(at + 4);
    const name = (bytes[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + name + (name % 2);
    if (sizeAt + 4 > bytes.length) break;
    const size = bytes.readUInt32BE(sizeAt);
    const block = bytes.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === IPTC) datasets(block, found);
    if (SMALL_PICTURES.includes(id))
      found.add('small-picture', 'A small picture of it, which may show what was cut away or covered later.');
    at = sizeAt + 4 + size + (size % 2);
  }
  found.add('other', 'Notes of the program that it was changed with (Photoshop’s form).');
}

function datasets(bytes: Buffer, found: Findings): void {
  let at = 0;
  while (at + 5 <= bytes.length && bytes[at] === 0x1c) {
    const size = bytes.readUInt16BE(at + 3);
    const meaning = bytes[at + 1] === 2 ? MEANINGS[bytes[at + 2] ?? 0] : undefined;
    if (meaning !== undefined)
      found.add(meaning[0], meaning[1], guessed(bytes.subarray(at + 5, at + 5 + size)));
    at += 5 + size;
  }
  found.add('other', WORDS);
}
