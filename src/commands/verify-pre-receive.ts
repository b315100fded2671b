import { text as readText } from 'node:stream/consumers';
import type { App } from '../app.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { FOR_HOOK } from '../vault/health.ts';
import { Objects } from '../vault/repository.ts';
import { MAIN, namedFirst, parseUpdates, readServerMark, receive, writeServerMark } from '../vault/trust.ts';

/** `coc verify --pre-receive`: called by git on a server; refuses a push that does not verify. Needs no keys. */
export async function verifyPreReceive(
  app: App,
  { first: named }: { readonly first?: string },
): Promise<ExitCode> {
  const { folder } = await app.findHistory();
  const pushed = new Objects(folder, app.io.env, FOR_HOOK);
  const updates = parseUpdates(await readText(app.io.stdin));
  const head = updates.find(({ ref }) => ref === MAIN)?.after;
  const first = named === undefined || head === undefined ? undefined : await namedFirst(pushed, head, named);
  const before = await readServerMark(folder);
  const { refusals, mark } = await receive(updates, {
    stored: new Objects(folder, app.io.env),
    pushed,
    mark: before,
    first,
  });
  if (mark !== undefined && mark !== before) await writeServerMark(folder, mark);
  if (refusals.length === 0) return EXIT.done;
  throw new UserError(['Nothing of this push was taken.', ...refusals].join('\n'), {
    hints: ['Reports go out with `coc sync`, which puts them in order first.'],
  });
}
