import type { Block } from '../text/block.ts';
import type { AdmittedAdmin, Regained } from '../vault/recovery.ts';

/** What a recovery came to, and what there is to do after it. */
export function recoveredBlocks(
  regained: Regained,
  admitted: AdmittedAdmin | undefined,
  fromShares: boolean,
): readonly Block[] {
  const { incidents, done, closed, closedToAll, failed } = regained;
  const former = admitted?.former.map(({ name }) => name) ?? [];
  return [
    {
      kind: 'list',
      title: 'Done',
      items: [
        ...(admitted === undefined ? [] : [`${admitted.admin.name} is now the only admin of the team.`]),
        ...(former.length > 0
          ? [`No longer on the team: ${former.join(', ')}. Old keys open nothing that is sealed from now on.`]
          : []),
        openedAgain(done, incidents),
      ],
    },
    ...(closed.length > 0
      ? [
          {
            kind: 'list',
            title: 'These stay closed to you. Somebody else on the team can open them:',
            items: closed,
          } as const,
        ]
      : []),
    ...(closedToAll.length > 0
      ? [
          {
            kind: 'list',
            title:
              'Nobody on the team can open these, and you are kept out of them. Whoever is not kept out, or joins now, opens them with `coc recover`; `coc access readmit ID --recovery-key` lets one of you in again:',
            items: closedToAll,
          } as const,
        ]
      : []),
    ...(failed.length > 0
      ? [
          {
            kind: 'list',
            title: 'These could not be opened again. `coc recover` tries once more:',
            items: failed.map(({ path, why }) => `${path}: ${why}`),
          } as const,
        ]
      : []),
    {
      kind: 'list',
      title: 'Next',
      items: [
        'Tell everybody on the team, and whoever keeps the recovery key. Their `coc sync` says it as well.',
        'Keep a copy of your keys somewhere safe, and make somebody else an admin too.',
        fromShares
          ? 'The shares came together in one place, so make a new recovery key: `coc recovery-key --replace --shares K/N`'
          : 'If the recovery key was in more hands than before, make a new one: `coc recovery-key --replace`',
      ],
    },
  ];
}

function openedAgain(done: number, incidents: number): string {
  if (done === 0) return 'Nothing had to be opened to you again.';
  return done === 1
    ? '1 incident is open to you again.'
    : `${done} of ${incidents} incidents are open to you again.`;
}
