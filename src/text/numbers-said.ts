import { listed } from './listed.ts';

/** Numbers as one says them, in order: “number 3”, “numbers 1 and 2”, “numbers 1 to 21 and 24”. */
export function numbersSaid(numbers: readonly number[]): string {
  const runs: (readonly [from: number, to: number])[] = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const [from, to] = runs.at(-1) ?? [];
    if (from !== undefined && to === number - 1) runs[runs.length - 1] = [from, number];
    else runs.push([number, number]);
  }
  const words = runs.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`],
  );
  return `${numbers.length === 1 ? 'number' : 'numbers'} ${listed(words)}`;
}
