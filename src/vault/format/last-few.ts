/** How many are remembered: a command reads the same few files of the repository again and again. */
const FEW = 4;

/** As `read`, which has to be pure, but what the last few texts came to is remembered. What throws is not. */
export function rememberingLastFew<T, More extends readonly unknown[]>(
  read: (text: string, ...more: More) => T,
): (text: string, ...more: More) => T {
  const last: { readonly text: string; readonly result: T }[] = [];
  return (text, ...more) => {
    const before = last.find((one) => one.text === text);
    if (before !== undefined) return before.result;
    const result = read(text, ...more);
    last.unshift({ text, result });
    last.length = Math.min(last.length, FEW);
    return result;
  };
}
