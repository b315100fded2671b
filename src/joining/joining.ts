import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App, Desk } from '../app.ts';
import { ensurePrivateFolder } from '../disk/private-file.ts';
import { UserError } from '../errors.ts';
import { NotAMember } from '../vault/failures.ts';
import { whoseKeys } from '../vault/joining.ts';
import type { PublicKeys } from '../vault/keys.ts';
import { Git, Objects, ROSTER } from '../vault/repository.ts';
import { follow, Remote } from '../vault/server.ts';
import type { Roster } from '../vault/team.ts';
import {
  emptyHistory,
  FETCHED,
  firstCommit,
  foreign,
  forged,
  MAIN,
  noteShared,
  pin,
  rosterAt,
  verifyHistory,
} from '../vault/trust.ts';
import { keepAside } from './alone.ts';

/** A history that verifies in itself. Whether it is the team's, only comparing its first commit tells. */
export interface Candidate {
  readonly folder: string;
  readonly objects: Objects;
  readonly first: string;
  readonly head: string;
  readonly roster: Roster;
}

/** Fetches a reports repository into a new folder beside `folder`, and verifies it. Throws HistoryAlarm or Unreachable. */
export async function fetchCandidate(app: App, url: string, folder: string): Promise<Candidate> {
  const making = join(dirname(folder), `.coc-join-${randomBytes(6).toString('hex')}`);
  await ensurePrivateFolder(making);
  try {
    await new Git(making, app.io.env).init();
    const remote = await Remote.set(making, app.io.env, url);
    if (!(await remote.fetch(FETCHED))) {
      throw new UserError('There is no reports repository at that address yet: it has no branch `main`.', {
        hints: ['Whoever begins the team types `coc init --remote URL`, or `coc sync --remote URL`.'],
      });
    }
    return await verified(app, making, FETCHED);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

/** Verifies the history of a folder up to a reference. Throws HistoryAlarm. */
export async function verified(app: App, folder: string, reference = MAIN): Promise<Candidate> {
  const objects = new Objects(folder, app.io.env);
  const head = await objects.resolve(reference);
  if (head === undefined) throw emptyHistory();
  const first = await firstCommit(objects, head);
  const { problem, roster } = await verifyHistory({ objects, from: undefined, to: head, notice: app.notice });
  if (problem !== undefined) throw forged(problem, 'server');
  if (roster === undefined) throw new Error('a verified history without a roster');
  if (reference === MAIN) await objects.assertSound();
  return { folder, objects, first, head, roster };
}

/**
 * The clone in a folder as its server has it now, which the branch here may not have gone on to. Where the server cannot be
 * reached or has another history, that is told, and the clone is taken as it is.
 */
export async function newest(app: App, here: Candidate): Promise<Candidate> {
  const remote = await Remote.of(here.folder, app.io.env, 'asked');
  try {
    if (remote === undefined || !(await remote.fetch(FETCHED))) return here;
    const there = await verified(app, here.folder, FETCHED);
    if (there.first !== here.first) throw foreign();
    return (await here.objects.isAncestor(there.head, here.head)) ? here : there;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    app.warn(error);
    return here;
  }
}

/** Puts a compared candidate in its place, pinned. What stood there of somebody who had begun alone is kept beside it. */
export async function settleCandidate(app: App, candidate: Candidate, folder: string): Promise<void> {
  const { objects, head } = candidate;
  await objects.setReference(MAIN, head);
  await new Git(candidate.folder, app.io.env).checkOut(head);
  await pinCandidate(candidate);
  await noteShared(objects, head);
  await keepAside(folder);
  await rename(candidate.folder, folder);
}

/** Writes down that the first commit of a candidate was compared with the team. */
export async function pinCandidate({ objects, first, head }: Candidate): Promise<void> {
  await pin(objects, first, head);
}

/** The desk, and the commit that let this person in where they learn of it only now. */
export interface Arrived {
  readonly desk: Desk;
  readonly admittedBy: string | undefined;
}

/**
 * The desk; for somebody who is not on the team as this clone knows it, after a look at the server. Throws NotAMember where
 * that did not change it.
 */
export async function arrive(app: App): Promise<Arrived> {
  try {
    return { desk: await app.desk(), admittedBy: undefined };
  } catch (error) {
    if (!(error instanceof NotAMember)) throw error;
    const { folder } = await app.findRepository();
    const remote = await Remote.of(folder, app.io.env, 'asked');
    if (remote === undefined) throw error;
    const objects = new Objects(folder, app.io.env);
    await follow(folder, app.io.env, objects, remote);
    const own = await (await app.keys()).public();
    if (own !== undefined) await assertWentOn(app, objects, own, folder);
    const desk = await app.desk();
    return { desk, admittedBy: await admittedBy(desk) };
  }
}

/**
 * Throws a UserError where somebody was let in, and this clone cannot go on to it: what it has unshared was signed with keys
 * that they no longer have.
 */
async function assertWentOn(app: App, objects: Objects, own: PublicKeys, folder: string): Promise<void> {
  const [here, there] = await Promise.all([objects.resolve(MAIN), objects.resolve(FETCHED)]);
  if (here === undefined || there === undefined || (await objects.isAncestor(there, here))) return;
  const { roster } = await verified(app, folder, FETCHED);
  if (whoseKeys(roster, own).are !== 'current') return;
  throw new UserError(
    'You are on the team, and this copy of the reports repository cannot go on from here.',
    {
      hints: [
        'It has something that was saved with your keys from before, and never shared.',
        'A new copy can: `coc join URL --dir FOLDER`, with the address from which this one came.',
        'What is in this one stays, and stock `age` opens it with your identity file.',
      ],
    },
  );
}

/** The commit by which somebody came to be on the team with the keys that they have. */
async function admittedBy({ repository, me, vault }: Desk): Promise<string | undefined> {
  const { objects } = repository;
  let found: string | undefined;
  for (const commit of await objects.commitsOf(vault.head, ROSTER)) {
    const roster = await rosterAt(objects, commit);
    if (roster === undefined || whoseKeys(roster, me).are !== 'current') return found;
    found = commit;
  }
  return found;
}
