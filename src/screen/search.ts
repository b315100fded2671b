import type { Place } from '../search/places.ts';
import type { Block } from '../text/block.ts';
import { showMoment } from '../text/moment.ts';
import { wordsOf } from './authors.ts';

/** An incident and where in it something was found. */
interface Found {
  readonly id: string;
  readonly places: readonly Place[];
}

export interface SearchLook {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
}

/** One incident: its number, and below it each place with who wrote it and when. */
export function foundBlocks({ id, places }: Found, { now, nameOf }: SearchLook): readonly Block[] {
  return places.flatMap(({ kind, by, at, context }, index): readonly Block[] => [
    {
      kind: 'text',
      text: `${index === 0 ? `${id}  ` : ''}${wordsOf(kind)}, written by ${nameOf(by)}, ${showMoment(at, now)}`,
    },
    { kind: 'found', pieces: context },
  ]);
}

interface Came {
  readonly has: 'all' | 'some';
  readonly found: readonly unknown[];
  readonly all: number;
}

/**
 * What a search came to, beside the incidents themselves; nothing where there is nothing to say.
 *
 * @param isNarrowed whether only some of what can be opened was looked through
 */
export function searchedText({ has, found, all }: Came, isNarrowed: boolean): string | undefined {
  if (all === 0)
    return isNarrowed
      ? 'Nothing has these words where you have it look. Without the options of this command it looks everywhere.'
      : 'Nothing that you can open has these words.';
  return (
    [
      ...(has === 'some' ? ['No incident has all of these words. These have some of them.'] : []),
      ...(all > found.length
        ? [`These are the best ${found.length} of ${all}. One more word finds fewer.`]
        : []),
    ].join(' ') || undefined
  );
}
