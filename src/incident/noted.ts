/** Who wrote something down, and when. */
export interface Noted {
  readonly at: string;
  readonly by: string;
}

/** How far the entries of one save may be apart, in milliseconds. */
const SAVED_AT_ONCE = 60_000;

/** Whether two entries may be of one save: by the same author, and written together. */
export function isOfOneSave(one: Noted, other: Noted): boolean {
  return one.by === other.by && Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= SAVED_AT_ONCE;
}
