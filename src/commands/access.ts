import type { App } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { tellIfOld } from '../desk/newest.ts';
import { showId } from '../incident/id.ts';
import { reachOf } from '../policy/access-list.ts';
import { readersWhoMayBeAccused } from '../policy/involved.ts';
import { accessBlocks } from '../screen/access.ts';
import { memberName } from '../text/member-name.ts';
import { currentMembers, foldFacts } from '../vault/team.ts';
import { exposure } from './exposure.ts';

/** `coc access`: who can open an incident and why, who is kept out, and to whom the reporter is known. */
export async function access(
  app: App,
  [typed]: readonly [string?],
  options: { readonly json?: boolean; readonly exposure?: string },
): Promise<void> {
  if (options.exposure !== undefined) return exposure(app, options.exposure, options);
  const desk = await app.desk();
  const { vault, repository } = desk;
  const { roster } = repository;
  const { view } = await vault.read(await chooseIncident(app, desk, typed));
  await tellIfOld(app, desk);
  const reach = reachOf(view, [...(foldFacts(roster).admins ?? [])]);
  const conflicts = readersWhoMayBeAccused(view, currentMembers(roster)).map(({ id }) => id);
  const nameOf = (member: string): string => memberName(member, roster.members);
  const shares = typeof roster.recovery === 'string' ? undefined : roster.recovery.shares;
  const recovery = typeof roster.recovery === 'string' ? null : { custodians: [], ...shares };
  if (options.json) {
    return app.printJson({
      id: showId(view.id),
      readers: reach.map((one) => ({
        ...one,
        name: nameOf(one.member),
        ...(conflicts.includes(one.member) && { mayBeAccused: true }),
      })),
      recovery,
      keptOut: view.recusals
        .filter(({ undone }) => undone === undefined)
        .map(({ member, at, by, reason = null }) => ({ member, name: nameOf(member), at, by, reason })),
      readmitted: view.recusals.flatMap(({ member, undone }) =>
        undone === undefined
          ? []
          : [{ member, name: nameOf(member), at: undone.at, by: undone.by, reason: undone.reason }],
      ),
      permissions: view.reports.map(
        ({
          number,
          share,
          sharedWith,
          permission = null,
          condition,
          met,
          permittedBy,
          earlierPermissions,
        }) => ({
          report: number,
          share,
          members: sharedWith,
          words: permission,
          ...{ condition, met, permittedBy, earlier: earlierPermissions },
        }),
      ),
      reporters: view.reports.map(({ number, reporter, knownTo = view.readers }) => ({
        report: number,
        reporter,
        knownTo,
      })),
    });
  }
  app.printBlocks(
    accessBlocks(view, {
      now: app.now(),
      nameOf,
      reach,
      mayBeAccused: conflicts,
      recovery:
        recovery === null
          ? undefined
          : { ...shares, custodians: (shares?.custodians ?? []).map(({ name }) => name) },
    }),
  );
}
