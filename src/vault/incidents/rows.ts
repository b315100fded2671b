import { createHash } from 'node:crypto';
import { Cancelled } from '../../errors.ts';
import { order } from '../../incident/order.ts';
import type { Session } from '../clone/session.ts';
import { INCIDENTS, incidentAt, incidentPath } from '../format/layout.ts';
import { OpenedIndex, partOf } from '../index/opened-index.ts';
import { ownStore } from '../index/own-index.ts';
import { boundTo, RowIndex, type RowsFor } from '../index/row-index.ts';
import { Stamps, stampOf } from '../index/stamp.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { Broken, SeenEntries } from '../record/seen.ts';
import {
  type Around,
  type Damaged,
  type Found,
  filesOf,
  incidentNames,
  lookAtAll,
  progress,
} from './listing.ts';
import { Openers } from './openers.ts';

/** So many are opened before what was opened is kept. */
const AT_A_TIME = 64;
/** So many groups are begun before, so that threads have work while this one makes the rows of what they opened. */
const BEFORE = 3;
/** So many are opened without a thought. */
const FEW = 4;

/** How a row is made of an incident that was opened. */
export interface Making<T> {
  readonly for: RowsFor;
  /** Names all that a row follows from, besides the incident and what this clone knows of it. */
  readonly world: string;
  /** Whether what only some look at is wanted too. */
  readonly whole?: boolean;
  /** Gives for each what the row holds, and until when that stays so: milliseconds since 1970, or for ever. */
  readonly of: (incidents: readonly OpenedIncident[]) => Promise<readonly Made<T>[]>;
}

export interface Made<T> {
  readonly data: T;
  /** What only some look at. */
  readonly rest?: string;
  readonly until: number | undefined;
}

/** What can be had of rows by itself. What was made of all of them together goes when any of them does. */
export interface Answers {
  /** What only some look at of one row; undefined where it is not remembered. */
  rest(id: string): Promise<string | undefined>;
  /** Undefined where it has to be made. */
  answer(name: string, now: number): Promise<unknown>;
  noteAnswer(name: string, data: unknown): Promise<void>;
}

/** What a look over all incidents found. */
export interface Rows<T> {
  readonly rows: readonly T[];
  /** What only some look at, by incident; empty where it was not wanted. */
  readonly rests: ReadonlyMap<string, string>;
  /** Undefined where nothing can be remembered. */
  readonly answers: Answers | undefined;
  /** How many incidents there are that this member is not a reader of. */
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}

/**
 * A row for each incident that this member can open. Those of files that are what they were are remembered; the others are
 * opened, with all cores where they are many, and some parts of the index at a time, so that what was done is kept where it
 * is stopped.
 *
 * @param stop ends it as soon as what was opened is remembered. Throws Cancelled then
 */
export async function listRows<T>(
  session: Session,
  seen: SeenEntries,
  making: Making<T>,
  stop?: AbortSignal,
): Promise<Rows<T>> {
  return complete(session, seen, making, await begun(session, making, await standingOf(session, seen)), stop);
}

/** What was made of all rows before, or the rows to make it of. */
export type AnswerOrRows<T> =
  | { readonly answer: unknown }
  | {
      readonly rows: Rows<T>;
      /** Remembers what was made of them until anything changes; undefined where that cannot be known, as with a file just written. */
      readonly remember: ((answer: unknown) => Promise<void>) | undefined;
    };

/**
 * As `listRows`, where something is wanted that was made of all rows: where it is remembered, no row is read.
 *
 * @param name what it is called among those that are made of these rows
 */
export async function answerOrRows<T>(
  session: Session,
  seen: SeenEntries,
  making: Making<T>,
  name: string,
  stop?: AbortSignal,
): Promise<AnswerOrRows<T>> {
  const standing = await standingOf(session, seen);
  const [store, mark] = [await ownStore(session), markOf(standing, making)];
  const at = mark === undefined ? undefined : { standing: mark, now: Date.parse(session.now()) };
  const answer = store && at && (await RowIndex.answerOf(store, making.for, name, at));
  if (answer !== undefined) return { answer };
  const all = await begun(session, making, standing);
  const rows = await complete(session, seen, making, all, stop);
  const { rows: index, known } = all;
  const remember = known.isAll && index ? (data: unknown) => index.noteAnswer(name, data, mark) : undefined;
  return { rows, remember };
}

/** As `listRows`, at once; undefined where that takes opening more than a few incidents, and then none is opened. */
export async function rowsAtHand<T>(
  session: Session,
  seen: SeenEntries,
  making: Making<T>,
): Promise<Rows<T> | undefined> {
  const all = await begun(session, making, await standingOf(session, seen));
  return all.known.open.length > FEW ? undefined : complete(session, seen, making, all);
}

/** How the files stand, and what this clone knows of them. */
interface Standing {
  readonly names: readonly string[];
  /** The ID of the folder as it is committed; undefined where there is none. */
  readonly folder: string | undefined;
  /** In the order of the names. */
  readonly stamps: Stamps;
  readonly lasts: ReadonlyMap<string, readonly string[]>;
  readonly broken: ReadonlyMap<string, Broken>;
}

async function standingOf(session: Session, seen: SeenEntries): Promise<Standing> {
  const names = await incidentNames(session.repository.folder);
  // First, so that what somebody commits meanwhile is looked at the next time.
  const folder = await session.repository.objects.idAt('HEAD', INCIDENTS);
  const stamps = new Stamps(names.map((name) => pathIn(session, name)));
  return { names, folder, stamps, lasts: await seen.lasts(), broken: await seen.broken() };
}

/** Tells this standing from any other, for rows of this kind; undefined where some file has to be looked at each time. */
function markOf(
  { names, folder, stamps, lasts, broken }: Standing,
  making: Making<unknown>,
): string | undefined {
  const { bytes } = stamps;
  if (folder === undefined || broken.size > 0 || bytes === undefined) return undefined;
  const seen = [...lasts].map(([id, heads]) => `${id} ${heads.join()}`);
  const texts = [JSON.stringify([making.for, making.world, folder]), ...names, '', ...seen];
  return createHash('sha256').update(bytes).update(texts.join('\n')).digest('base64');
}

/** What is remembered. */
async function begun<T>(session: Session, making: Making<T>, standing: Standing) {
  const store = await ownStore(session);
  const rows = store && (await RowIndex.of<T>(store, making.for, making.world));
  const known = await remembered(session, standing, rows, making.whole);
  return { names: standing.names, store, rows, known };
}

/** Opens the others. */
async function complete<T>(
  session: Session,
  seen: SeenEntries,
  making: Making<T>,
  { names, store, rows, known }: Awaited<ReturnType<typeof begun<T>>>,
  stop?: AbortSignal,
): Promise<Rows<T>> {
  const { data, rests } = known;
  if (known.isAll)
    return { rows: inOrder(names, data), rests, answers: rows, notShared: known.notShared, damaged: [] };
  const all = known.all ?? (await filesOf(session, names));
  const present = new Set(all.ids);
  const index = store && new OpenedIndex(store, session);
  const openers = new Openers(session);
  const around: Around = {
    ...{ session, seen, index, stop, open: openers.open },
    ...{ committed: all.committed, told: progress(session, known.open.length) },
  };
  const now = Date.parse(session.now());
  let { notShared } = known;
  const damaged: Damaged[] = [];
  try {
    for await (const group of looked(around, groupsOf(known.open))) {
      const opened = group.found.filter(isOpened);
      const made = new Map(
        (await making.of(opened)).map((one, place) => [opened[place]?.view.id ?? '', one] as const),
      );
      for (const [place, one] of group.found.entries()) {
        const id = idOf(group.names[place] ?? '') ?? '';
        if (one === 'not-shared') notShared += 1;
        else if ('why' in one) damaged.push(one);
        const { data: own = null, rest, until = null } = made.get(id) ?? {};
        if (own !== null) data.set(id, own);
        if (rest !== undefined && making.whole) rests.set(id, rest);
        const bytes = isDamaged(one) ? undefined : await index?.bytesOf(id);
        const [stamp = '', heads] = [group.stamps[place], isOpened(one) ? headsOf(one) : []];
        if (bytes === undefined) await rows?.forget(id);
        else await rows?.set(id, { stamp, bytes, heads, until, data: own, rest }, now);
      }
      await index?.keep(present, group.parts);
    }
    const missing = all.missing.flatMap(({ path }) => incidentAt(path) ?? []);
    // What is remembered of files that are not there any more goes with them.
    for (const id of [...missing, ...(rows?.incidents ?? []).filter((one) => !present.has(one))]) {
      await rows?.forget(id);
      await index?.forget(id);
    }
    if (damaged.length + all.missing.length === 0) rows?.isWhole(known.folder);
  } catch (error) {
    if (error instanceof Cancelled)
      session.notice('What was read so far is remembered. The next time goes on from there.');
    throw error;
  } finally {
    await openers.end();
    await index?.keep(present);
    await rows?.keep();
  }
  return {
    ...{ rows: inOrder(names, data), rests, answers: rows, notShared },
    // In one order, whichever of them were opened together.
    damaged: [...damaged, ...all.missing].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** What the rows say of these files, and which of them have to be looked at. */
async function remembered<T>(
  session: Session,
  { names, folder, stamps, lasts, broken }: Standing,
  rows: RowIndex<T> | undefined,
  whole = false,
) {
  const isSame = folder !== undefined && rows?.folder === folder;
  const all = isSame ? undefined : await filesOf(session, names);
  const now = Date.parse(session.now());
  const data = new Map<string, T>();
  const rests = new Map<string, string>();
  const open: string[] = [];
  let notShared = 0;
  for (const [at, name] of names.entries()) {
    const id = idOf(name);
    const row = id === undefined ? undefined : rows?.at(id, stamps.at(at), now);
    const rest = whole && row?.data ? await rows?.rest(id ?? '') : '';
    if (id === undefined || row === undefined || rest === undefined || broken.has(id)) open.push(name);
    else if (row.data !== null && goesOn(row, lasts.get(id))) {
      data.set(id, row.data);
      if (whole) rests.set(id, rest);
    } else if (row.data === null && (isSame || isCommitted(row, all?.committed.get(incidentPath(id)))))
      notShared += 1;
    else open.push(name);
  }
  // Each of these files has a row, and each row such a file: then none is missing.
  const isAll = isSame && open.length === 0 && rows?.incidents.length === names.length;
  return { folder, all, data, rests, open, notShared, isAll };
}

interface Group {
  readonly names: readonly string[];
  readonly parts: ReadonlySet<string>;
}

/** What came of each group. */
async function* looked(around: Around, groups: readonly Group[]) {
  const begin = (group: Group) => {
    const stamps = group.names.map((name) => stampOf(pathIn(around.session, name)));
    const found = lookAtAll(around, group.names);
    found.catch(() => undefined);
    return { ...group, stamps, found };
  };
  const begun = groups.slice(0, BEFORE).map(begin);
  for (let next = BEFORE; begun.length > 0; next += 1) {
    begun.push(...groups.slice(next, next + 1).map(begin));
    const { found, ...group } = begun.shift() ?? begin({ names: [], parts: new Set() });
    yield { ...group, found: await found };
  }
}

/** The files by the parts of the index that have them, so that a part is done with before others. */
function groupsOf(names: readonly string[]): readonly Group[] {
  const byPart = new Map<string, string[]>();
  for (const name of names) {
    const part = partOf(idOf(name) ?? '');
    const own = byPart.get(part) ?? [];
    own.push(name);
    byPart.set(part, own);
  }
  const groups: { names: string[]; parts: Set<string> }[] = [];
  for (const [part, own] of byPart) {
    const last = groups.at(-1);
    if (last === undefined || last.names.length >= AT_A_TIME)
      groups.push({ names: own, parts: new Set([part]) });
    else {
      last.names.push(...own);
      last.parts.add(part);
    }
  }
  return groups;
}

function idOf(name: string): string | undefined {
  return incidentAt(`${INCIDENTS}/${name}`);
}

/** In the order of the files. */
function inOrder<T>(names: readonly string[], data: ReadonlyMap<string, T>): readonly T[] {
  return names.flatMap((name) => data.get(idOf(name) ?? '') ?? []);
}

function pathIn({ repository }: Session, name: string): string {
  return `${repository.folder}/${INCIDENTS}/${name}`;
}

interface Bound {
  readonly bound: string;
}

/** Whether a file with these last entries has all that was seen of its incident. */
function goesOn({ bound }: Bound, seen: readonly string[] = []): boolean {
  return seen.length === 0 || bound.endsWith(` ${seen.join()}`);
}

function isCommitted({ bound }: Bound, committed: { readonly id: string } | undefined): boolean {
  return committed !== undefined && bound === boundTo({ bytes: committed.id, heads: [] });
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
