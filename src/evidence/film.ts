import { type Box, BoxReader } from './boxes.ts';
import { lookAtUserData } from './film-notes.ts';
import type { Findings, MakeCopy } from './found.ts';
import { samplesOf } from './samples.ts';
import { Damaged, exactly, isBlank, type Patch, patched, type Source } from './source.ts';

/** Boxes that are looked into. */
const INSIDE = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf', 'edts', 'mvex', 'moof', 'traf', 'mfra']);
/** What a film or a sound is made of; what is within these coc leaves as it is. */
const FILM = new Set(
  (
    'ftyp styp mdat pdin sidx ssix mvhd iods tkhd tref trgr tapt load clip matt imap ' +
    'elst mdhd hdlr elng vmhd smhd hmhd nmhd sthd gmhd dref stbl mehd trex leva trep pssh mfhd ' +
    'tfhd tfdt trun sbgp sgpd subs saiz saio senc sdtp tfra mfro ctab'
  ).split(' '),
);
const EMPTY = new Set(['free', 'skip', 'wide']);
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
/** A track that is seen, heard or read. */
const SHOWN = new Set(['vide', 'soun', 'auxv', 'sbtl', 'subt', 'clcp', 'text']);
const DEEPEST = 10;
const FREE = Buffer.from('free', 'latin1');

/**
 * A film or a sound in boxes. What makes it stays where it is, byte for byte, so that a copy is as long as it was; every other box
 * becomes an empty one. A track that is not seen, heard or read, as of where the camera was, goes with all it holds.
 */
export async function lookAtFilm(source: Source, found: Findings): Promise<MakeCopy> {
  const look = new FilmLook(source, found);
  await look.within(0, source.size, 0);
  if (!look.hasFilm) throw new Damaged();
  if (!look.hasTrack) found.add('not-looked', 'Its tracks are packed in a way that coc does not know.');
  return async () => {
    if (!look.hasTrack) return { cannot: 'Its tracks are packed in a way that coc does not know.' };
    return look.hasScattered
      ? { cannot: 'It was recorded in pieces, and coc cannot take a hidden track out of such a film.' }
      : patched(source.size, look.patches);
  };
}

class FilmLook {
  readonly patches: Patch[] = [];
  hasFilm = false;
  /** Whether there is a track that is seen, heard or read. */
  hasTrack = false;
  #drops = false;
  #isInPieces = false;
  #end = 0;
  readonly #boxes: BoxReader;
  readonly #found: Findings;

  constructor(source: Source, found: Findings) {
    this.#boxes = new BoxReader(source);
    this.#found = found;
  }

  /** Whether a track goes of which coc does not know where all of it stands. */
  get hasScattered(): boolean {
    return this.#drops && this.#isInPieces;
  }

  async within(from: number, to: number, depth: number): Promise<void> {
    if (depth > DEEPEST) throw new Damaged();
    for (const box of await this.#boxes.within(from, to)) {
      this.#end = Math.max(this.#end, box.end);
      if (box.type === 'moov') this.hasFilm = true;
      if (box.type === 'moof') this.#isInPieces = true;
      if (box.type === 'trak' && (await this.#dropsTrack(box))) continue;
      if (INSIDE.has(box.type)) await this.within(box.data, box.end, depth + 1);
      else if (DATED.has(box.type)) await this.#dates(box);
      else if (box.type === 'hdlr') await this.#handler(box);
      else if (EMPTY.has(box.type)) await this.#empty(box);
      else if (!FILM.has(box.type)) await this.#drop(box);
    }
    if (depth === 0 && this.#end < to) {
      if (!(await isBlank(this.#boxes.source, this.#end, to)))
        this.#found.add('other', 'Data behind the end of it.');
      this.patches.push({ at: this.#end, bytes: to - this.#end });
    }
  }

  async #drop(box: Box): Promise<void> {
    await lookAtUserData(this.#boxes, box, this.#found);
    this.#free(box);
  }

  #free({ from, data, end }: Box): void {
    this.patches.push({ at: from + 4, bytes: FREE }, { at: data, bytes: end - data });
  }

  async #empty({ data, end }: Box): Promise<void> {
    if (await isBlank(this.#boxes.source, data, end)) return;
    this.#found.add('other', 'Data in a place that is only there to fill up.');
    this.patches.push({ at: data, bytes: end - data });
  }

  /** When it was begun and changed stands behind a version, in seconds since 1904. */
  async #dates(box: Box): Promise<void> {
    const bytes = await this.#boxes.content(box);
    const size = bytes[0] === 1 ? 8 : 4;
    const seconds = size === 8 ? Number(bytes.readBigUInt64BE(4)) : bytes.readUInt32BE(4);
    if (bytes.subarray(4, 4 + size * 2).every((byte) => byte === 0)) return;
    const date = new Date((seconds - 2_082_844_800) * 1000);
    const value = Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/\.\d+Z/, 'Z');
    this.#found.add('time', 'When it was recorded or changed.', seconds === 0 ? '(changed later)' : value);
    this.patches.push({ at: box.data + 4, bytes: size * 2 });
  }

  /** A name that a program or a phone gave to a track. */
  async #handler(box: Box): Promise<void> {
    const name = (await this.#boxes.content(box)).subarray(24);
    if (name.every((byte) => byte === 0)) return;
    const text = name
      .toString('latin1')
      .replace(/[\0-\x1f]/g, '')
      .trim();
    if (
      !/^(?:(?:core media|apple|mainconcept)?\s*(?:data|video|audio|sound|video ?media|alias|url|file alias)?\s*(?:data )?(?:handler)?)$/i.test(
        text,
      )
    )
      this.#found.add('program', 'The program or the device that it was made with.', text);
    this.patches.push({ at: box.data + 24, bytes: name.length });
  }

  async #dropsTrack(trak: Box): Promise<boolean> {
    const mdia = (await this.#boxes.within(trak.data, trak.end)).find(({ type }) => type === 'mdia');
    const inside = mdia === undefined ? [] : await this.#boxes.within(mdia.data, mdia.end);
    const handler = inside.find(({ type }) => type === 'hdlr');
    if (handler === undefined) throw new Damaged();
    const kind = (await exactly(this.#boxes.source, handler.data + 8, 4)).toString('latin1');
    if (SHOWN.has(kind)) {
      this.hasTrack = true;
      return false;
    }
    this.#drops = true;
    this.#found.add(
      kind === 'tmcd' ? 'time' : 'place',
      kind === 'tmcd'
        ? 'A clock that ran along.'
        : 'A track that is neither seen nor heard: it can hold where the camera was, second by second.',
    );
    for (const { from, to } of await samplesOf(this.#boxes, inside))
      this.patches.push({ at: from, bytes: to - from });
    this.#free(trak);
    return true;
  }
}
