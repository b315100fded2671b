import type { Block } from './block.ts';

/** What a list of incidents had to leave out: how many are not shared, and which files are damaged. */
export function leftOutBlocks(listing: {
  readonly notShared: number;
  readonly damaged: readonly { readonly path: string; readonly why: string }[];
}): readonly Block[] {
  const { notShared, damaged } = listing;
  return [
    ...(notShared > 0
      ? [
          {
            kind: 'text',
            text: `${notShared} more ${notShared === 1 ? 'incident is' : 'incidents are'} not shared with you.`,
          } as const,
        ]
      : []),
    ...(damaged.length > 0
      ? [
          {
            kind: 'list',
            title: 'Damaged, or not what it should be (nothing was changed):',
            items: damaged.map(({ path, why }) => `${path}: ${why}`),
          } as const,
          {
            kind: 'text',
            text: 'hint: `git log -- FILE` in the reports repository shows its versions; `git checkout -- FILE` brings back the last saved one.',
          } as const,
        ]
      : []),
  ];
}
