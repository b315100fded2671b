import type { App } from '../app.ts';
import { waitingIn } from '../desk/waiting.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { isOverdue, respondBy } from '../policy/clock.ts';
import { commandOf, type Due } from '../policy/due.ts';
import type { Playbook } from '../policy/playbook.ts';
import { statusOf } from '../policy/status.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { receivedWords } from '../screen/received.ts';
import { showMoment } from '../text/moment.ts';

/** `coc list`: the incidents that one can open, the newest first. Exit 3 where some files are damaged. */
export async function list(app: App, _args: readonly [], options: { json?: boolean }): Promise<ExitCode> {
  const desk = await app.desk();
  const { vault, repository, me } = desk;
  const listing = await vault.list();
  const now = app.now();
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  const waiting = await waitingIn(app, desk, listing.incidents);
  const received = new Map(
    listing.incidents.map(({ view }) => [showId(view.id), receivedWords(view, now)] as const),
  );
  const rows = listing.incidents
    .map(({ view }, index) => row(view, desk.playbook, now, waiting[index]?.[0]))
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

function row(incident: IncidentView, playbook: Playbook, now: Date, first: Due | undefined) {
  return {
    id: showId(incident.id),
    status: statusOf(incident),
    receivedAt: incident.reports[0]?.receivedAt ?? null,
    respondBy: respondBy(incident, playbook)?.toISOString() ?? null,
    overdue: isOverdue(incident, playbook, now),
    reports: incident.reports.length,
    readers: incident.readers,
    next: first === undefined ? null : commandOf(first),
  };
}
