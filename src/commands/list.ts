import type { App, Desk } from '../app.ts';
import { glances, newestBriefs, newestFirst, type Page } from '../desk/glances.ts';
import { tellIfOld } from '../desk/newest.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { commandOf } from '../policy/due.ts';
import { isOverdueAt, type KeptGlance, staysOut } from '../policy/glance.ts';
import { leftOutBlocks, noneWords } from '../screen/listing.ts';
import { receivedWords } from '../screen/received.ts';
import { count } from '../text/count.ts';
import { showMoment } from '../text/moment.ts';

/** `coc list`: the incidents that one can open, the newest first. Exit 3 where some files are damaged. */
export async function list(
  app: App,
  _args: readonly [],
  options: { readonly json?: boolean; readonly kept?: boolean; readonly all?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const { repository, me } = desk;
  const most = options.json || options.all ? Number.POSITIVE_INFINITY : app.most;
  const page = options.kept ? await keptPage(app, desk, most) : await newestBriefs(app, desk, most);
  const { incidents, more, kept } = page;
  const now = app.now();
  const rows = incidents.map((one) => row(one, now));
  if (options.json) app.printJson(rows);
  else if (rows.length === 0) app.printText(options.kept ? NONE_KEPT : noneWords(kept));
  else {
    const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
    app.printTable(
      ['Incident', 'Status', 'Received', 'Answer by', 'Reports', 'Can open', 'Next'],
      rows.map((one, index) => [
        one.id,
        one.status.replaceAll('-', ' '),
        receivedWords(incidents[index] ?? { openedAt: '', receivedAt: null }, now),
        one.respondBy && (one.status === 'open' || one.status === 'unfinished')
          ? `${showMoment(one.respondBy, now)}${one.overdue ? ' OVERDUE' : ''}`
          : '',
        String(one.reports),
        one.readers.map((id) => (id === me.id ? 'you' : (names.get(id) ?? id))).join(', '),
        nextWords(one),
      ]),
    );
  }
  app.tell([
    ...(more > 0
      ? [
          {
            kind: 'text',
            text: `These are the ${rows.length} newest; ${more} more: \`coc list --all\`, or \`coc search\` for words in any of them.`,
          } as const,
        ]
      : []),
    ...leftOutBlocks(page),
    ...(kept === 0 || options.kept
      ? []
      : [
          {
            kind: 'text',
            text: `${count(kept, 'incident')} that you can open ${kept === 1 ? 'is' : 'are'} kept only for if it happens again: \`coc list --kept\`.`,
          } as const,
        ]),
  ]);
  await tellIfOld(app, desk);
  return page.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

/** What is typed next; that another incident is looked at is nothing to do. */
function nextWords({ id, next }: ReturnType<typeof row>): string {
  const [, shown = id] = /^coc show (\S+)$/.exec(next ?? '') ?? [];
  return shown === id ? (next ?? '') : `${shown} leads`;
}

const NONE_KEPT = 'No incident that you can open is kept only for if it happens again.';

/** What waits in those that are kept for if it happens again follows from others, which are looked at whole. */
async function keptPage(app: App, desk: Desk, most: number): Promise<Page> {
  const { incidents, ...left } = await glances(app, desk);
  const all = newestFirst(
    incidents.filter(staysOut).map(({ due: [first], ...one }) => ({
      ...one,
      next: first === undefined ? null : commandOf(first),
    })),
  );
  return {
    ...left,
    incidents: all.slice(0, most),
    more: Math.max(0, all.length - most),
    kept: all.length,
  };
}

function row(brief: KeptGlance, now: Date) {
  const { id, status, receivedAt, respondBy, reports, readers, next } = brief;
  const overdue = isOverdueAt(brief, now);
  return { id: showId(id), status, receivedAt, respondBy, overdue, reports, readers, next };
}
