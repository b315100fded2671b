import type { Span } from './page.ts';

/** Where a name stands, and whether it is spelt as it should be. */
export interface Found extends Span {
  readonly exact: boolean;
  /** A common word too: means the person only beside another part of the name, or by its capital. */
  readonly weak: boolean;
}

/** A find at this place: exact and no common word, where nothing else is said. */
export function foundAt({ start, end }: Span, more: Partial<Pick<Found, 'exact' | 'weak'>> = {}): Found {
  return { start, end, exact: true, weak: false, ...more };
}
