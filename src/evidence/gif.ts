import type { Findings, MakeCopy } from './found.ts';
import { Damaged, exactly, isBlank, type Piece, type Source, TooMuch } from './source.ts';
import { guessed } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

const [EXTENSION, IMAGE, END] = [0x21, 0x2c, 0x3b];
const [COMMENT, CONTROL, APPLICATION] = [0xfe, 0xf9, 0xff];
/** How often a moving picture goes round, and how its colours are meant. */
const NEEDED = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];
const XMP = 'XMP DataXMP';
const MOST_BLOCKS = 2_000_000;

/** A GIF, block by block: what makes the picture stays, byte for byte. */
export async function lookAtGif(source: Source, found: Findings): Promise<MakeCopy> {
  const head = await exactly(source, 0, 13);
  let at = 13 + tableOf(head[10] ?? 0);
  const pieces: Piece[] = [{ from: 0, to: at }];
  let blocks = 0;
  const behindBlocks = async (from: number): Promise<number> => {
    for (let end = from; ; ) {
      const [size = 0] = await exactly(source, end, 1);
      blocks += 1;
      if (blocks > MOST_BLOCKS) throw new TooMuch();
      end += 1 + size;
      if (size === 0) return end;
    }
  };
  for (let kind = 0; kind !== END; ) {
    const from = at;
    [kind = 0] = await exactly(source, at, 1);
    if (kind === END) at += 1;
    else if (kind === IMAGE) {
      const image = await exactly(source, at, 10);
      at = await behindBlocks(at + 11 + tableOf(image[9] ?? 0));
      pieces.push({ from, to: at });
    } else if (kind === EXTENSION) {
      const [, label = 0, size = 0] = await exactly(source, at, 3);
      const name = (await exactly(source, at + 3, size)).toString('latin1');
      at = await behindBlocks(at + 2);
      if (label === CONTROL || (label === APPLICATION && NEEDED.includes(name)))
        pieces.push({ from, to: at });
      else if (label === APPLICATION && name === XMP)
        lookAtXmp(await source.read(from + 14, Math.min(at - from - 14 - 258, 1024 * 1024)), found);
      else if (label === COMMENT) found.add('comment', 'A comment.', await wordsOf(source, from + 2, at));
      else found.add('other', 'Data of a program that coc does not know.');
    } else throw new Damaged();
    if (at > source.size) throw new Damaged();
  }
  if (at < source.size && !(await isBlank(source, at, source.size)))
    found.add('embedded-file', 'More data behind the end of the picture, which nothing shows.');
  return async () => [...pieces, Buffer.from([END])];
}

function tableOf(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

async function wordsOf(source: Source, from: number, to: number): Promise<string> {
  const bytes = await source.read(from, Math.min(to - from, 4096));
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 0; at += 1 + (bytes[at] ?? 0))
    parts.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  return guessed(Buffer.concat(parts));
}
