import { type Block, listIfAny } from '../text/block.ts';
import { present } from '../text/present.ts';

export interface Damaged {
  readonly path: string;
  readonly why: string;
  readonly hints?: readonly string[];
}

/** What to do about damaged files, each thing once. */
export function hintsFor(damaged: readonly Damaged[]): readonly string[] {
  return [...new Set(damaged.flatMap(({ hints }) => hints ?? [CHECKOUT]))];
}

const CHECKOUT =
  '`git log -- FILE` in the reports repository shows its versions; `git checkout -- FILE` brings back the last saved one.';

/** That a list is empty, to somebody who can open this many that are kept only for if it happens again. */
export function noneWords(kept: number): string {
  return kept > 0
    ? 'No incident that you can open is being dealt with.'
    : 'There is no incident that you can open.';
}

/** What a list of incidents had to leave out: how many are not shared, and which files are damaged. */
export function leftOutBlocks(listing: {
  readonly incidents: readonly unknown[];
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}): readonly Block[] {
  const { incidents, notShared, damaged } = listing;
  const more = incidents.length > 0 ? ' more' : '';
  return present([
    notShared > 0 && {
      kind: 'text',
      text: `${notShared}${more} ${notShared === 1 ? 'incident is' : 'incidents are'} not shared with you.`,
    },
    ...listIfAny(
      'Damaged, or not what it should be (nothing was changed):',
      damaged.map(({ path, why }) => `${path}: ${why}`),
    ),
    ...hintsFor(damaged).map((hint) => ({ kind: 'text', text: `hint: ${hint}` }) as const),
  ]);
}
