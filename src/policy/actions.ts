/** How many things a meeting can hand out at once; a further meeting hands out more. */
const MOST = 12;

/** The keys of the things to do, in an answers file: `action-1`, with `action-1-who` and `action-1-when`. */
export const ACTION_KEYS: readonly string[] = Array.from(
  { length: MOST },
  (_, index) => `action-${index + 1}`,
);
