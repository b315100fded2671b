import type { Session } from '../clone/session.ts';
import { INCIDENTS } from '../format/layout.ts';
import { Unreachable } from '../git/failed.ts';
import type { Objects } from '../git/objects.ts';
import type { Remote } from '../git/remote.ts';
import { emptied, foreign, forged, type HistoryAlarm, replaced } from '../history/alarm.ts';
import { FETCHED, noteShared, readMarks, setMark } from '../history/marks.ts';
import { vanishing } from '../history/trust.ts';
import { type Verified, verifyHistory } from '../history/verify.ts';
import { wordsOfCommit } from '../team/fingerprint.ts';
import type { Choices } from './choices.ts';
import type { Outbox } from './outbox.ts';
import { rebuild } from './rebuild.ts';

/** How often it begins anew where somebody else was faster. */
const TRIES = 5;
const SET_ASIDE = 'refs/coc/set-aside';

/**
 * How to take a server that no longer has what it had: as an alarm; `accept` goes along with it and puts on top what only
 * this clone has.
 */
export type Rewound = 'alarm' | 'accept';

export interface Exchanging {
  readonly rewound?: Rewound;
  readonly objects: Objects;
  readonly remote: Remote;
  readonly outbox: Outbox;
  readonly choices: Choices;
  readonly notice: (text: string) => void;
  /** Hears of an incident in which what was saved here counts for nothing, since it was closed before. */
  readonly cameLate: (incident: string) => void;
  /** The session as a commit has it: its team, its policy. Throws where this member is not on that team. */
  readonly sessionAt: (commit: string) => Promise<Session>;
  /** Checks a commit out, which has been verified. */
  readonly moveTo: (commit: string) => Promise<void>;
  /** What there is to do once everything of theirs is here, before it goes out: seal again, fold notes in. */
  readonly settle: (arrived: { readonly from: string; readonly to: string } | undefined) => Promise<void>;
}

export interface Exchanged {
  /** How many commits came. */
  readonly received: number;
  /** How many went out. */
  readonly sent: number;
  /** Commits that were signed with the recovery key, among those that came. */
  readonly recoveries: readonly string[];
  /** Commits by which an admin put everything back. */
  readonly restores: readonly string[];
}

/**
 * Shares with the server: fetches, verifies, puts what is not shared on top of the verified history, and hands it over
 * (DESIGN 4 and 7). Begins anew, a few times, where somebody else was faster. The local branch moves once, to a history that
 * has everything of both sides.
 *
 * @throws HistoryAlarm where the server has what must not be trusted; Unreachable; a UserError where somebody has to choose
 */
export async function exchange(exchanging: Exchanging): Promise<Exchanged> {
  const { objects, remote, settle } = exchanging;
  const atOnce = await pushAtOnce(exchanging);
  if (atOnce !== undefined) return { received: 0, sent: atOnce, recoveries: [], restores: [] };
  let received = 0;
  const verified: Pick<Verified, 'recoveries' | 'restores'>[] = [];
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const before = await currentHead(objects);
    const theirs = await fetchVerified(exchanging, before);
    if (theirs !== undefined) {
      verified.push(theirs);
      received += theirs.commits;
      await takeOver(exchanging, before, theirs.head);
    }
    const now = await currentHead(objects);
    await settle(now === before ? undefined : { from: before, to: now });
    const head = await currentHead(objects);
    const sent = theirs === undefined ? undefined : (await objects.revisions(theirs.head, head)).length;
    if (sent !== 0 && (await remote.push(head)) === 'behind') continue;
    await noteShared(objects, head);
    return {
      received,
      sent: sent ?? (await objects.revisions(undefined, head)).length,
      recoveries: verified.flatMap(({ recoveries }) => recoveries),
      restores: verified.flatMap(({ restores }) => restores),
    };
  }
  throw new Unreachable('Others keep saving at the same moment.', ['Try again in a minute: `coc sync`.']);
}

/**
 * Hands over what is new without looking first: the server takes it only where it has exactly what it had when this clone
 * last shared, and then there is nothing to fetch. That halves the time that a save waits for a distant server.
 *
 * @returns how many commits went out; undefined where the server has something else, which then has to be looked at
 */
async function pushAtOnce({ objects, remote, rewound = 'alarm' }: Exchanging): Promise<number | undefined> {
  const { shared, head } = await readMarks(objects);
  if (rewound !== 'alarm' || shared === undefined || head === undefined || head === shared) return undefined;
  if (!(await objects.isAncestor(shared, head)) || (await remote.push(head, shared)) === 'behind')
    return undefined;
  await noteShared(objects, head);
  return (await objects.revisions(shared, head)).length;
}

interface Theirs extends Pick<Verified, 'commits' | 'recoveries' | 'restores'> {
  readonly head: string;
}

const NOTHING_NEW = { commits: 0, recoveries: [], restores: [] };

/** What the server has now, verified; undefined where it has nothing yet. */
async function fetchVerified(
  { objects, remote, notice, rewound = 'alarm' }: Exchanging,
  ours: string,
): Promise<Theirs | undefined> {
  const { shared } = await readMarks(objects);
  if (!(await remote.fetch(FETCHED))) {
    if (shared === undefined || rewound === 'accept') return undefined;
    throw await vanished(objects, shared, undefined);
  }
  const head = await objects.resolve(FETCHED);
  const common = head === undefined ? undefined : await objects.common(ours, head);
  if (head === undefined || common === undefined) throw foreign();
  if (rewound === 'alarm' && shared !== undefined && !(await objects.isAncestor(shared, head)))
    throw await vanished(objects, shared, head);
  if (head === shared) return { ...NOTHING_NEW, head };
  const verified = await verifyHistory({ objects, from: common, to: head, notice });
  if (verified.problem !== undefined) throw forged(verified.problem, 'server');
  return { ...verified, head };
}

/** Moves the branch to a history that has everything of both sides. */
async function takeOver(exchanging: Exchanging, ours: string, theirs: string): Promise<void> {
  const { objects, choices, outbox, moveTo, sessionAt } = exchanging;
  if (theirs !== (await readMarks(objects)).shared) await setMark(objects, 'shared', theirs);
  if (ours === theirs || (await objects.isAncestor(theirs, ours))) return;
  if (await objects.isAncestor(ours, theirs)) return moveTo(theirs);
  const common = (await objects.common(ours, theirs)) ?? ours;
  const there = await sessionAt(theirs);
  const fork = { common, ours, theirs, ofOthers: exchanging.rewound === 'accept' };
  const { head, leftOut, newcomers, late } = await rebuild(there, objects, fork, choices, outbox);
  const { problem } = await verifyHistory({ objects, from: theirs, to: head });
  if (problem !== undefined) throw new Error(`what was put on top does not verify: ${problem.harm}`);
  if (leftOut) await setAside(objects, ours);
  await moveTo(head);
  for (const { name, commit } of newcomers) exchanging.notice(newWords(name, commit));
  for (const incident of late) exchanging.cameLate(incident);
}

/** The words of before are of a commit that nobody gets. */
function newWords(name: string, commit: string): string {
  return `${name} was let in on top of what others saved meanwhile. When they type \`coc sync\`, they see these six words now: “${wordsOfCommit(commit)}”. Compare them aloud; those before do not hold any more.`;
}

/**
 * Puts the history of this clone on a server that was put back or replaced. What the server had is kept here, under a
 * reference of its own.
 */
export async function putBack({ objects, remote }: Pick<Exchanging, 'objects' | 'remote'>): Promise<void> {
  const ours = await currentHead(objects);
  const theirs = (await remote.fetch(FETCHED)) ? await objects.resolve(FETCHED) : undefined;
  const goesOn = theirs === undefined || (await objects.isAncestor(theirs, ours));
  if (theirs !== undefined && !goesOn) await setAside(objects, theirs);
  if ((await remote.push(ours, goesOn ? undefined : theirs)) === 'behind')
    throw new Unreachable('Somebody else saved at the same moment.', ['Look again: `coc sync`.']);
  await noteShared(objects, ours);
}

function setAside(objects: Objects, commit: string): Promise<void> {
  return objects.setReference(`${SET_ASIDE}/${commit.slice(0, 12)}`, commit);
}

/** The alarm about a server that no longer has what it had. `head` is what it has now; undefined where that is nothing. */
export async function vanished(
  objects: Objects,
  shared: string,
  head: string | undefined,
): Promise<HistoryAlarm> {
  if (head === undefined) return emptied((await objects.files(shared, INCIDENTS)).size);
  const commits = await objects.revisions(head, shared);
  return replaced(await vanishing(objects, shared, head), commits.length);
}

async function currentHead(objects: Objects): Promise<string> {
  const { head } = await readMarks(objects);
  if (head === undefined) throw new Error('a reports repository without a commit');
  return head;
}
