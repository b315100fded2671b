import type { App, Desk } from '../app.ts';
import { everMember } from '../checking/exposure.ts';
import type { Within } from '../desk/searching.ts';
import { UsageError } from '../errors.ts';
import type { Status } from '../policy/status.ts';
import { earliestOf, latestOf } from '../text/rough.ts';

export interface SearchOptions {
  readonly answers?: string;
  readonly printForm?: boolean;
  readonly person?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly status?: Status;
  readonly sanction?: string;
  readonly takenBy?: string;
  readonly json?: boolean;
}

/** Where is looked, as the flags say. Throws a UsageError where one says nothing that there is. */
export async function within(app: App, desk: Desk, options: SearchOptions): Promise<Within> {
  const { person, status, sanction, takenBy } = options;
  const kinds = desk.playbook.sanctions.kinds.map(({ id }) => id);
  if (sanction !== undefined && !kinds.includes(sanction))
    throw new UsageError('The policy has no such sanction.', `There are: ${kinds.join(', ')}.`);
  const [since, until] = await Promise.all([
    momentOf(app, desk, 'since', options.since),
    momentOf(app, desk, 'until', options.until),
  ]);
  return {
    ...(person && { only: 'person' }),
    ...(status !== undefined && { status }),
    ...(sanction !== undefined && { sanction }),
    ...(takenBy !== undefined && { takenBy: everMember(desk.repository.roster, takenBy).id }),
    ...(since !== undefined && { since: earliestOf(since) }),
    ...(until !== undefined && { until: latestOf(until) }),
  };
}

/** A moment that has been, as people say it. */
async function momentOf(
  app: App,
  desk: Desk,
  option: 'since' | 'until',
  typed: string | undefined,
): Promise<string | undefined> {
  if (typed === undefined) return undefined;
  const [{ readMoment }, { dateOrderOf, toldApart }] = await Promise.all([
    import('../interview/moment.ts'),
    import('../interview/date-order.ts'),
  ]);
  const read = readMoment(typed, app.now(), { months: true });
  if ('value' in read) return read.value;
  const meant = toldApart(read.either ?? [], [dateOrderOf(app.io.env), desk.repository.settings.dates]);
  if (meant !== undefined) return meant.value;
  throw new UsageError(
    `What stands behind --${option} ${read.problem}.`,
    'A time can be written as 2027-03-31, “last month”, “March 2027”.',
  );
}
