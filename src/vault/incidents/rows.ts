import { join } from 'node:path';
import { order } from '../../incident/order.ts';
import type { Session } from '../clone/session.ts';
import { INCIDENTS, incidentAt, incidentPath } from '../format/layout.ts';
import { OpenedIndex, partOf } from '../index/opened-index.ts';
import { ownStore } from '../index/own-index.ts';
import { type Row, RowIndex, type RowsFor } from '../index/row-index.ts';
import { stampOf } from '../index/stamp.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { type Damaged, type Found, filesOf, incidentNames, lookAtAll, progress } from './listing.ts';

/** How a row is made of an incident that was opened. */
export interface Making<T> {
  readonly for: RowsFor;
  /** Names all that a row follows from, besides the incident and what this clone knows of it. */
  readonly world: string;
  /** Gives for each what the row holds, and until when that stays so: milliseconds since 1970, or for ever. */
  readonly of: (
    incidents: readonly OpenedIncident[],
  ) => Promise<readonly { readonly data: T; readonly until: number | undefined }[]>;
}

/** What a look over all incidents found. */
export interface Rows<T> {
  readonly rows: readonly T[];
  /** How many incidents there are that this member is not a reader of. */
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}

/**
 * A row for each incident that this member can open. Those of files that are what they were are remembered; the others are
 * opened, a part of the index at a time, so that what was done is kept where it is stopped.
 */
export async function listRows<T>(session: Session, seen: SeenEntries, making: Making<T>): Promise<Rows<T>> {
  const names = await incidentNames(session.repository.folder);
  const all = await filesOf(session, names);
  const store = await ownStore(session);
  const index = store && new OpenedIndex(store, session);
  const rows = store && (await RowIndex.of<T>(store, making.for, making.world));
  const around = { session, seen, index, committed: all.committed, told: progress(session, names.length) };
  const [lasts, broken] = [await seen.lasts(), await seen.broken()];
  const now = Date.parse(session.now());
  const data = new Map<string, T>();
  const damaged: Damaged[] = [];
  let notShared = 0;
  const open: string[] = [];
  for (const name of names) {
    const id = incidentAt(`${INCIDENTS}/${name}`);
    const row = id === undefined ? undefined : rows?.at(id, stampIn(session, name), now);
    if (id === undefined || row === undefined || broken.has(id)) open.push(name);
    else if (row.data !== null && goesOn(row, lasts.get(id))) data.set(id, row.data);
    else if (row.data === null && all.committed.get(incidentPath(id))?.id === row.bytes) notShared += 1;
    else open.push(name);
  }
  for (const part of partsOf(open)) {
    const stamps = part.map((name) => stampIn(session, name));
    const found = await lookAtAll(around, part);
    const opened = found.filter(isOpened);
    const made = new Map(
      (await making.of(opened)).map((one, place) => [opened[place]?.view.id ?? '', one] as const),
    );
    for (const [place, one] of found.entries()) {
      const [name = '', stamp = ''] = [part[place], stamps[place]];
      const id = incidentAt(`${INCIDENTS}/${name}`) ?? '';
      if (one === 'not-shared') notShared += 1;
      else if ('why' in one) damaged.push(one);
      const { data: own = null, until = null } = made.get(id) ?? {};
      if (own !== null) data.set(id, own);
      const bytes = isDamaged(one) ? undefined : await index?.bytesOf(id);
      if (bytes === undefined) rows?.forget(id);
      else rows?.set(id, { stamp, bytes, heads: isOpened(one) ? headsOf(one) : [], until, data: own }, now);
    }
    await index?.keep(new Set(all.ids));
    await rows?.keep();
  }
  const missing = all.missing.flatMap(({ path }) => incidentAt(path) ?? []);
  await forgetGone(rows, index, missing, new Set(all.ids));
  return {
    rows: all.ids.flatMap((id) => data.get(id) ?? []),
    notShared,
    damaged: [...damaged, ...all.missing],
  };
}

/** What is remembered of files that are not there any more goes with them. */
async function forgetGone<T>(
  rows: RowIndex<T> | undefined,
  index: OpenedIndex | undefined,
  missing: readonly string[],
  present: ReadonlySet<string>,
): Promise<void> {
  const gone = new Set([...missing, ...(rows?.incidents ?? []).filter((id) => !present.has(id))]);
  for (const id of gone) {
    rows?.forget(id);
    await index?.forget(id);
  }
  if (gone.size === 0) return;
  await index?.keep(present);
  await rows?.keep();
}

/** The files by the part of the index that has them, so that a part is done with before the next one. */
function partsOf(names: readonly string[]): readonly (readonly string[])[] {
  const parts = new Map<string, string[]>();
  for (const name of names) {
    const part = partOf(incidentAt(`${INCIDENTS}/${name}`) ?? '');
    const own = parts.get(part) ?? [];
    own.push(name);
    parts.set(part, own);
  }
  return [...parts.values()];
}

function stampIn({ repository }: Session, name: string): string | undefined {
  return stampOf(join(repository.folder, INCIDENTS, name));
}

/** Whether a file with these last entries has all that was seen of its incident. */
function goesOn({ heads }: Row<unknown>, seen: readonly string[] = []): boolean {
  return seen.length === 0 || seen.join() === heads.join();
}

function headsOf({ document }: OpenedIncident): readonly string[] {
  return order(document.entries).heads;
}

function isOpened(found: Found): found is OpenedIncident {
  return found !== 'not-shared' && 'view' in found;
}

function isDamaged(found: Found): boolean {
  return found !== 'not-shared' && 'why' in found;
}
