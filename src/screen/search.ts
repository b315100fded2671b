import type { Places } from '../search/places.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { showMoment } from '../text/moment.ts';
import { wordsOf } from './authors.ts';

/** An incident and where in it something was found. */
interface Found extends Places {
  readonly id: string;
  /** When its reports came in, ISO 8601. */
  readonly facts: { readonly received: readonly string[] };
}

export interface SearchLook {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
}

/** One incident: its number, and below it each place with who wrote it and when; it has none where no words were looked for. */
export function foundBlocks(
  { id, facts, places, more }: Found,
  { now, nameOf }: SearchLook,
): readonly Block[] {
  const [received = ''] = facts.received;
  if (places.length === 0) return [{ kind: 'text', text: `${id}  received ${showMoment(received, now)}` }];
  return [
    ...places.flatMap(({ kind, by, at, context }, index): readonly Block[] => [
      {
        kind: 'text',
        text: `${index === 0 ? `${id}  ` : ''}${wordsOf(kind)}, written by ${nameOf(by)}, ${showMoment(at, now)}`,
      },
      { kind: 'found', pieces: context },
    ]),
    ...(more === 0 ? [] : [{ kind: 'text', text: `And in ${count(more, 'more place')} of ${id}.` } as const]),
  ];
}

interface Came {
  readonly has: 'all' | 'some';
  readonly found: readonly unknown[];
  readonly all: number;
}

/** What was not looked through. */
interface NotLookedThrough {
  /** Whether only some of what can be opened was looked through. */
  readonly isNarrowed: boolean;
  /** How many are kept only for if it happens again. */
  readonly kept: number;
}

/** What a search came to, beside the incidents themselves; nothing where there is nothing to say. */
export function searchedText(
  { has, found, all }: Came,
  { isNarrowed, kept }: NotLookedThrough,
): string | undefined {
  if (all === 0)
    return [
      isNarrowed
        ? 'Nothing has this where the options of the command let it look.'
        : 'Nothing that you can open has these words.',
      ...(kept === 0
        ? []
        : [
            `${count(kept, 'incident')} kept only for if it happens again ${kept === 1 ? 'is' : 'are'} not looked through: \`coc list --kept\`.`,
          ]),
    ].join(' ');
  return (
    [
      ...(has === 'some' ? ['No incident has all of these words. These have some of them.'] : []),
      ...(all > found.length
        ? [`These are the best ${found.length} of ${all}. One more word finds fewer.`]
        : []),
    ].join(' ') || undefined
  );
}
