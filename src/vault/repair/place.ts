import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Objects } from '../git/objects.ts';
import { foreign, HistoryAlarm } from '../history/alarm.ts';
import { MAIN, setMarks } from '../history/marks.ts';
import { firstCommit, isSignedFirst } from '../history/trust.ts';
import { verifyHistory } from '../history/verify.ts';
import { type Known, referencesIn } from './known.ts';

/** The first of these commits that is here with everything that it goes back to. */
export async function newestWhole(
  objects: Objects,
  ids: readonly (string | undefined)[],
): Promise<string | undefined> {
  for (const id of new Set(ids)) if (id !== undefined && (await objects.isWhole(id))) return id;
  return undefined;
}

/** The last commit up to which everything verifies, from the first one on, whatever was verified before. */
export async function soundPart(
  objects: Objects,
  head: string | undefined,
  notice: (text: string) => void,
): Promise<string | undefined> {
  return head && (await verifyHistory({ objects, from: undefined, to: head, notice })).upTo;
}

interface Found {
  /** Of this clone. */
  readonly mine: string | undefined;
  /** Of the server, or of whatever was named in its place. */
  readonly theirs: string | undefined;
  readonly unreachable: UserError | undefined;
}

/**
 * Where the branch comes to be: what both have is no choice; else what this clone has, on top of which the next `sync` puts
 * what the server has. Throws where nothing is whole, and where the server does not have what it had: then what is whole here
 * may be an old part.
 */
export async function chooseBase(
  objects: Objects,
  { first, shared }: Known,
  { mine, theirs, unreachable }: Found,
): Promise<string> {
  const isIn = async (id: string, head: string | undefined): Promise<boolean> =>
    head !== undefined && (await objects.resolve(id)) !== undefined && (await objects.isAncestor(id, head));
  const base = theirs !== undefined && (mine === undefined || (await isIn(mine, theirs))) ? theirs : mine;
  if (base === undefined) throw unreachable ?? nothingWhole();
  if (shared !== undefined && !(await isIn(shared, base))) {
    if (!(await isIn(shared, mine))) throw unreachable ?? lacksWhatItHad();
    return mine ?? base;
  }
  if (first !== undefined && (await firstCommit(objects, base)) !== first) throw foreign();
  return base;
}

/**
 * Puts the branch and the marks in place. What was compared and verified before holds on: a first commit that was compared,
 * and a mark of something newer, which names a branch that was moved back. References to what is gone go; a file of theirs,
 * and what the branch was at, is kept with what was set aside.
 */
export async function setReferences(
  { folder, objects, own }: { readonly folder: string; readonly objects: Objects; readonly own: string },
  known: Known,
  base: string,
  theirs: string | undefined,
): Promise<void> {
  const whole = async (id: string | undefined): Promise<string | undefined> =>
    id !== undefined && (await objects.isWhole(id)) ? id : undefined;
  const changes = new Map<string, string | undefined>();
  for (const [name, id] of await referencesIn(join(folder, '.git')))
    if ((await whole(id)) === undefined) changes.set(name, undefined);
  changes.set(MAIN, base);
  const first = await pinned(objects, known, base, own);
  const before = await whole(known.verified);
  const isAhead = before !== undefined && !(await objects.isAncestor(before, base));
  const marks = {
    first,
    verified: first === undefined ? undefined : isAhead ? before : base,
    shared: await whole(theirs ?? known.shared),
    moving: undefined,
  };
  await setMarks(objects, marks, changes);
}

/**
 * The first commit, where it is certain: it is noted; or this clone had verified a commit that goes back to it; or whoever works
 * here signed it. Undefined where it has to be compared again.
 */
async function pinned(
  objects: Objects,
  known: Known,
  base: string,
  own: string,
): Promise<string | undefined> {
  if (known.first !== undefined) return known.first;
  const first = await firstCommit(objects, base);
  for (const id of [known.verified, known.shared]) {
    if (id === undefined || (await objects.resolve(id)) === undefined) continue;
    if (await objects.isAncestor(id, base)) return first;
  }
  return (await isSignedFirst(objects, first, own)) ? first : undefined;
}

function nothingWhole(): UserError {
  return new UserError(
    'Nothing whole is left of the history on this machine, and there is no server that has it.',
    {
      hints: [
        'What was damaged is moved aside and not deleted. The reports are sealed files of their own: leave the folder as it is.',
        'Somebody else on the team has all of it, or a backup does: `coc verify --repair --from FOLDER-OR-URL` takes it from there.',
        'If there is no other copy: `age -d -i KEYS FILE` opens each incident in the folder `incidents`, with stock age.',
      ],
    },
  );
}

function lacksWhatItHad(): HistoryAlarm {
  return new HistoryAlarm(
    'The server does not have what it had when this copy last looked, and here that is damaged. Nothing of the server was taken over.',
    [
      'What was damaged is moved aside and not deleted. Leave the folder as it is.',
      'Tell the others on the team, by another way than this server. One of them still has all of it.',
      '`coc verify --repair --from FOLDER-OR-URL` takes it from a copy of theirs, or from a backup.',
    ],
  );
}
