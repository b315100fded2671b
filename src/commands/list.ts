import type { App } from '../app.ts';
import { type Glanced, glances } from '../desk/glances.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { commandOf } from '../policy/due.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { receivedWords } from '../screen/received.ts';
import { showMoment } from '../text/moment.ts';

/** `coc list`: the incidents that one can open, the newest first. Exit 3 where some files are damaged. */
export async function list(app: App, _args: readonly [], options: { json?: boolean }): Promise<ExitCode> {
  const desk = await app.desk();
  const { repository, me } = desk;
  const listing = await glances(app, desk);
  const now = app.now();
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  const received = new Map(
    listing.incidents.map((one) => [showId(one.id), receivedWords(one, now)] as const),
  );
  const rows = listing.incidents
    .map(row)
    .sort((a, b) => Date.parse(b.receivedAt ?? '') - Date.parse(a.receivedAt ?? ''));
  if (options.json) app.printJson(rows);
  else if (rows.length === 0) app.printText('There is no incident that you can open.');
  else {
    app.printTable(
      ['Incident', 'Status', 'Received', 'Answer by', 'Reports', 'Can open', 'Next'],
      rows.map((one) => [
        one.id,
        one.status.replaceAll('-', ' '),
        received.get(one.id) ?? '',
        one.respondBy && (one.status === 'open' || one.status === 'unfinished')
          ? `${showMoment(one.respondBy, now)}${one.overdue ? ' OVERDUE' : ''}`
          : '',
        String(one.reports),
        one.readers.map((id) => (id === me.id ? 'you' : (names.get(id) ?? id))).join(', '),
        one.next ?? '',
      ]),
    );
  }
  app.tell(leftOutBlocks(listing));
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

function row({ id, status, receivedAt, respondBy, isOverdue, reports, readers, due: [first] }: Glanced) {
  return {
    ...{ id: showId(id), status, receivedAt, respondBy, overdue: isOverdue, reports, readers },
    next: first === undefined ? null : commandOf(first),
  };
}
