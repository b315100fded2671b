import { readFile } from 'node:fs/promises';
import { type Comparison, comparePeople, profileOf } from '../../src/letters/same-person.ts';
import { type Pair, pairsIn } from './same-pairs.ts';

/** How often the comparison of people is right, of the pairs that were worked with and of those that were kept aside. */
const pairs = pairsIn(await readFile(new URL('../test/fixtures/same-people.txt', import.meta.url), 'utf8'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const shows = process.argv.includes('--all');

for (const [name, some] of [
  ['worked with', pairs.filter((_pair, index) => index % 2 === 0)],
  ['kept aside', pairs.filter((_pair, index) => index % 2 === 1)],
] as const) {
  if (shows && name === 'kept aside' && !process.argv.includes('--aside')) continue;
  print(name, some);
}

function print(name: string, some: readonly Pair[]): void {
  const all = some.map((pair) => ({ pair, found: compared(pair) }));
  say(`\n${name}: ${some.length} pairs, ${some.filter(({ same }) => same).length} of them one person`);
  for (const [what, isFound] of [
    ['shown', (one?: Comparison) => one !== undefined],
    ['likely', (one?: Comparison) => one?.is === 'likely'],
  ] as const) {
    const found = all.filter(({ found }) => isFound(found));
    const right = found.filter(({ pair }) => pair.same).length;
    const wanted = all.filter(({ pair }) => pair.same).length;
    say(
      `  ${what}: precision ${percent(right / found.length)} (${right} of ${found.length}), recall ${percent(right / wanted)} (${right} of ${wanted})`,
    );
  }
  const others = all.filter(({ pair }) => !pair.same && pair.kind !== 'namesake');
  const wrong = others.filter(({ found }) => found !== undefined).length;
  say(`  of ${others.length} others who are not called the same, ${wrong} shown`);
  if (!shows) return;
  for (const { pair, found } of all)
    if (pair.same !== (found !== undefined))
      say(
        `  ${pair.same ? 'missed' : 'wrongly'} ${pair.kind}: ${pair.line}  ${found?.is ?? ''} ${found?.speaksFor.map(({ kind, how }) => `${kind} ${how ?? ''}`).join(', ') ?? ''}`,
      );
}

function compared({ one, other }: Pair): Comparison | undefined {
  return comparePeople(profileOf(one), profileOf(other));
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
