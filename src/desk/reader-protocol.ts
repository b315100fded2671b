import type { Asked } from '../mail/asked.ts';

/** What reading one mail may take: many times what any real one does. A mail of 100 MB takes two seconds and 0.7 GB. */
export const LIMITS = {
  milliseconds: 30_000,
  /** Of objects and text, in MB. */
  heap: 768,
  /** Of all, in bytes. */
  memory: 1_600_000_000,
  /** Milliseconds. */
  lookEvery: 50,
} as const;

type Header = Omit<Asked, 'bytes'> & { readonly size: number };

/** What goes ahead of the bytes of a mail: what is asked, in a line. */
export function header({ bytes, ...asked }: Asked): string {
  return `${JSON.stringify({ ...asked, size: bytes.length } satisfies Header)}\n`;
}

/** The same as it came, and how long it is; undefined where it is none. */
export function headerOf(piece: Buffer): (Header & { readonly length: number }) | undefined {
  const end = piece.indexOf('\n');
  if (end < 0) return undefined;
  return { ...(JSON.parse(piece.toString('utf8', 0, end)) as Header), length: end + 1 };
}
