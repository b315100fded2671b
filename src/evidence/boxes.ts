import { Damaged, exactly, type Source, TooMuch } from './source.ts';

/** A box of the files that are made of boxes: MP4, MOV, M4A, HEIC, AVIF. */
export interface Box {
  readonly type: string;
  readonly from: number;
  /** Where its data begins. */
  readonly data: number;
  readonly end: number;
}

const MOST_BOXES = 20_000;

/** Counts the boxes of one file: no real one has as many as this allows. */
export class BoxReader {
  #count = 0;
  readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  /** The boxes of a range. Throws `Damaged` where one goes beyond it. */
  async within(from: number, to: number): Promise<readonly Box[]> {
    const boxes: Box[] = [];
    for (let at = from; at + 8 <= to; ) {
      const box = await this.#boxAt(at, to);
      this.#count += 1;
      if (this.#count > MOST_BOXES) throw new TooMuch();
      boxes.push(box);
      at = box.end;
    }
    return boxes;
  }

  async #boxAt(from: number, to: number): Promise<Box> {
    const head = await exactly(this.source, from, 8);
    const type = head.toString('latin1', 4, 8);
    let size = head.readUInt32BE();
    let data = from + 8;
    if (size === 1) {
      size = Number((await exactly(this.source, data, 8)).readBigUInt64BE());
      data += 8;
    } else if (size === 0) size = to - from;
    const end = from + size;
    if (end < data || end > to) throw new Damaged();
    return { type, from, data, end };
  }

  /** What a box holds, where that is no more than `most`. */
  async content({ data, end }: Box, most = 1024 * 1024): Promise<Buffer> {
    return exactly(this.source, data, end - data, most);
  }
}
