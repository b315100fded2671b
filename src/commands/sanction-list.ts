import type { App } from '../app.ts';
import { writeCalendar } from '../desk/calendar-file.ts';
import { glances } from '../desk/glances.ts';
import { tellIfOld } from '../desk/newest.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { parseDays } from '../machine/duration.ts';
import { endsWithin, register } from '../policy/register.ts';
import type { Registered } from '../policy/registered.ts';
import { termWords } from '../policy/sanctions.ts';
import { calendar } from '../screen/calendar.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { inARow, within } from '../text/within.ts';
import { wholePath } from '../whole-path.ts';

interface ListOptions {
  readonly active?: boolean;
  readonly ending?: string;
  readonly json?: boolean;
  readonly ics?: string;
}

const STATUS = { active: 'holds', past: 'over, to be confirmed', ended: 'ended' } as const;

/** `coc sanction list`: the sanctions in all incidents one can open, those that end first at the head. */
export async function sanctionList(
  app: App,
  _args: readonly [],
  { active, ending, json, ics }: ListOptions,
): Promise<ExitCode> {
  const within = ending === undefined ? undefined : parseDays(ending);
  const desk = await app.desk();
  const listing = await glances(app, desk);
  const now = app.now();
  const rows = register(listing.incidents, now)
    .filter(({ status }) => !active || status !== 'ended')
    .filter((one) => within === undefined || endsWithin(one, within, now));
  if (ics !== undefined) {
    const events = rows.flatMap(({ incident, number, until, status }) =>
      until === null || status === 'ended' ? [] : [{ id: `${incident}-${number}`, incident, day: until }],
    );
    await writeCalendar(wholePath(app.io, ics), calendar(events, now));
    app.notice('The calendar is written: days and numbers of incidents, and no names.');
  }
  if (json) app.printJson(rows);
  else if (rows.length === 0) app.printText('There is no such sanction.');
  else
    app.printTable(
      ['Incident', 'For', 'Sanction', 'Term', 'Status', 'Conditions', 'Still to do'],
      rows.map(cells),
    );
  app.tell(leftOutBlocks(listing));
  await tellIfOld(app, desk);
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

function cells(one: Registered): readonly string[] {
  const { incident, person, name, label, term, until, status, appealed, conditions, met = [], open } = one;
  return [
    incident,
    name === null ? person : `${person}, ${name}`,
    label,
    termWords({ term, ...(until !== null && { until }) }).join('') || 'at once',
    `${STATUS[status]}${appealed ? ', appealed' : ''}`,
    inARow(conditions.map((own) => (met.includes(own) ? `${within(own)} (met)` : own))),
    inARow(open),
  ];
}
