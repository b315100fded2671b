import type { Block } from '../text/block.ts';
import type { Situation } from './situation.ts';

const IN_SQUARE = /\[[^\][\n]{2,300}\]/gu;
const IN_ROUND = /\([^()\n]{2,300}\)/gu;
/** What stands before somebody's name who signs a note: “– Ines”. */
const SIGNED = /[-–—]\s?$/u;

/**
 * What in somebody's words looks like a note of the team: what stands in square brackets, and what is in round ones, or signed, with the
 * name of a member. It may be their own all the same.
 */
export function notesAmong(words: string, { members }: Pick<Situation, 'members'>): readonly string[] {
  const names = members
    .flatMap(({ name }) => [name, name.split(/\s+/)[0] ?? name])
    .filter((one) => one.length > 1);
  const namesOne = (text: string): boolean => names.some((name) => hasWord(text, name));
  const signed = words
    .split('\n')
    .filter((line) =>
      names.some(
        (name) => SIGNED.test(line.trimEnd().slice(0, -name.length)) && line.trimEnd().endsWith(name),
      ),
    );
  return [
    ...[...words.matchAll(IN_SQUARE)].map(([one]) => one),
    ...[...words.matchAll(IN_ROUND)].map(([one]) => one).filter(namesOne),
    ...signed.map((line) => line.trim()),
  ];
}

/** The same for whoever writes the words down, or gives them out. */
export function noteBlocks(
  words: readonly string[],
  situation: Pick<Situation, 'members'>,
): readonly Block[] {
  const items = words.flatMap((one) => notesAmong(one, situation));
  if (items.length === 0) return [];
  return [
    {
      kind: 'list',
      title: 'Perhaps a note of the team among their words',
      items: items.map((one) => `“${one}”`),
    },
  ];
}

function hasWord(text: string, word: string): boolean {
  return (
    text.split(/[^\p{L}\p{M}\p{N}'’-]+/u).some((one) => one === word) ||
    (word.includes(' ') && text.includes(word))
  );
}
