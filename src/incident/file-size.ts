const UNITS = ['KB', 'MB', 'GB'] as const;
const STEP = 1000;
/** Below this a number has a digit behind the point. */
const FEW = 10;

/** How large a file is: “812 bytes”, “1.4 MB”. */
export function showSize(bytes: number): string {
  if (bytes < STEP) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let [size, unit] = [bytes / STEP, 0];
  while (Math.round(size) >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const digits = size < FEW ? 1 : 0;
  return `${size.toFixed(digits).replace(/\.0$/, '')} ${UNITS[unit]}`;
}
