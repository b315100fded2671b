import { isOfOneSave } from './noted.ts';
import type { EarlierPermission, IncidentView, Report } from './view.ts';
import type { Wish } from './wishes.ts';

/** One thing that was said to whether a report may be shared, and how far. */
export type SaidOfSharing =
  | {
      readonly is: 'permission';
      readonly said: EarlierPermission;
      /** Whether it is the one that counts. */
      readonly counts: boolean;
      /** Whether it was told with the report. */
      readonly withReport: boolean;
    }
  | {
      readonly is: 'wish';
      readonly wish: Wish;
      /** What it left permitted, where that was noted with it. */
      readonly left?: EarlierPermission;
    };

/**
 * All that was said to sharing a report, what was said last standing last: what was permitted, with the report and since, and what
 * somebody wanted later. Of what was permitted since, nobody asked when that was said: it is when it was written down.
 */
export function saidOfSharing(
  report: Report,
  { wishes: all = [] }: Pick<IncidentView, 'wishes'>,
): readonly SaidOfSharing[] {
  const wishes = all.filter((one) => one.report === report.id);
  const follows = (wish: Wish, one: EarlierPermission): boolean =>
    wish.keeps !== undefined &&
    one.words === undefined &&
    one.condition === undefined &&
    isOfOneSave(wish, one);
  const permissions = permissionsOn(report);
  const own = permissions.filter(({ said }) => !wishes.some((wish) => follows(wish, said)));
  const timed: readonly (readonly [string, SaidOfSharing])[] = [
    ...own.map(
      (one) => [one.withReport ? report.receivedAt : one.said.at, { is: 'permission', ...one }] as const,
    ),
    ...wishes.map((wish) => {
      const left = permissions.find(({ said }) => follows(wish, said))?.said;
      return [wish.saidAt, { is: 'wish', wish, ...(left && { left }) }] as const;
    }),
  ];
  const time = (at: string): number => Date.parse(at);
  return [...timed]
    .sort(([a, one], [b, other]) => time(a) - time(b) || time(writtenAt(one)) - time(writtenAt(other)))
    .map(([, one]) => one);
}

function writtenAt(one: SaidOfSharing): string {
  return one.is === 'wish' ? one.wish.at : one.said.at;
}

function permissionsOn(report: Report) {
  const { shareNoted, share, sharedWith, permission, earlierPermissions = [] } = report;
  const { firstWords, wordsPutRight, condition, met, permittedBy } = report;
  const now: readonly EarlierPermission[] =
    shareNoted === undefined
      ? []
      : [
          {
            ...{ at: shareNoted.at, by: shareNoted.by, share, sharedWith },
            ...(permission !== undefined && { words: permission }),
            ...(firstWords !== undefined && { firstWords }),
            ...(wordsPutRight !== undefined && { wordsPutRight }),
            ...(condition !== undefined && { condition }),
            ...(met !== undefined && { met }),
            ...(permittedBy !== undefined && { permittedBy }),
          },
        ];
  return [
    ...earlierPermissions.map((said) => ({ said, counts: false })),
    ...now.map((said) => ({ said, counts: true })),
  ].map((one) => ({ ...one, withReport: isOfOneSave(one.said, report) }));
}
