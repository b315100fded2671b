import type { Box, BoxReader } from './boxes.ts';
import { Damaged } from './source.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

const MOST_SAMPLES = 500_000;
const LONGEST_TABLE = 8 * 1024 * 1024;

/** Where the data of a track stands in a file. What lies outside of it is left out. */
export async function samplesOf(boxes: BoxReader, media: readonly Box[]): Promise<readonly Range[]> {
  const minf = media.find(({ type }) => type === 'minf');
  if (minf === undefined) return [];
  const stbl = (await boxes.within(minf.data, minf.end)).find(({ type }) => type === 'stbl');
  if (stbl === undefined) return [];
  const tables = await boxes.within(stbl.data, stbl.end);
  const table = async (type: string): Promise<Buffer | undefined> => {
    const box = tables.find((one) => one.type === type);
    return box === undefined ? undefined : boxes.content(box, LONGEST_TABLE);
  };
  const chunks = chunkStarts(await table('stco'), await table('co64'));
  const sizes = await table('stsz');
  const perChunk = runs(await table('stsc'));
  if (sizes === undefined || perChunk.length === 0) return [];
  const same = sizes.readUInt32BE(4);
  const count = sizes.readUInt32BE(8);
  if (count > MOST_SAMPLES || chunks.length > MOST_SAMPLES) throw new Damaged();
  const ranges: Range[] = [];
  let sample = 0;
  let run = 0;
  for (const [index, start] of chunks.entries()) {
    while (perChunk[run + 1] !== undefined && (perChunk[run + 1]?.first ?? 0) <= index + 1) run += 1;
    let at = start;
    for (let left = perChunk[run]?.samples ?? 0; left > 0 && sample < count; left -= 1, sample += 1)
      at += same === 0 ? sizes.readUInt32BE(12 + sample * 4) : same;
    if (at > start && at <= boxes.source.size) ranges.push({ from: start, to: at });
  }
  return ranges;
}

function chunkStarts(short: Buffer | undefined, long: Buffer | undefined): readonly number[] {
  const table = short ?? long;
  if (table === undefined) return [];
  const size = short === undefined ? 8 : 4;
  const count = table.readUInt32BE(4);
  if (count * size + 8 > table.length) throw new Damaged();
  return Array.from({ length: count }, (_, index) =>
    size === 4 ? table.readUInt32BE(8 + index * 4) : Number(table.readBigUInt64BE(8 + index * 8)),
  );
}

function runs(table: Buffer | undefined): readonly { first: number; samples: number }[] {
  if (table === undefined) return [];
  const count = table.readUInt32BE(4);
  if (count * 12 + 8 > table.length) throw new Damaged();
  return Array.from({ length: count }, (_, index) => ({
    first: table.readUInt32BE(8 + index * 12),
    samples: table.readUInt32BE(12 + index * 12),
  }));
}
