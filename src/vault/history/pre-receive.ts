import type { Objects } from '../git/objects.ts';
import { MEANING } from './finding.ts';
import { MAIN } from './marks.ts';
import { verifyFromOutside } from './outside.ts';
import type { ServerMark } from './server-mark.ts';
import { verifyHistory } from './verify.ts';

/** A reference that somebody wants to move. A side that is undefined is not there. */
export interface Update {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Receiving {
  /** What the server has had before this push. */
  readonly stored: Objects;
  /** The same, and what is pushed. */
  readonly pushed: Objects;
  /** What was verified here before. */
  readonly mark: ServerMark | undefined;
  /** The first commit that it has to be, where somebody named one. */
  readonly first: string | undefined;
}

/** What came of looking at a push. */
export interface Received {
  /** Why the push is refused, a line each; empty where it is taken. */
  readonly refusals: readonly string[];
  /** Up to where the history that the server had is verified. Of what is pushed, nobody knows yet whether it stays. */
  readonly mark: ServerMark | undefined;
}

/** What somebody asks to be let in with; on the server until an admin takes it in. */
const REQUEST = /^refs\/coc\/requests\/[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The lines `OLD NEW REF` that git gives a pre-receive hook. What is not such a line is left out. */
export function parseUpdates(text: string): readonly Update[] {
  return text.split('\n').flatMap((line) => {
    const [, old = '', now = '', ref = ''] = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (.+)$/.exec(line) ?? [];
    return ref === '' ? [] : [{ ref, before: commitOrNone(old), after: commitOrNone(now) }];
  });
}

/**
 * Whether a server takes a push (DESIGN 7): `main` only goes forward, by commits that verify; beside it only requests to
 * join are taken.
 */
export async function receive(updates: readonly Update[], receiving: Receiving): Promise<Received> {
  const refusals: string[] = [];
  let mark = receiving.mark;
  for (const update of updates) {
    if (update.ref !== MAIN) {
      refusals.push(...refusalOfOther(update));
      continue;
    }
    const looked = await lookAtMain(update, receiving);
    refusals.push(...looked.refusals);
    mark = looked.mark;
  }
  return { refusals, mark };
}

function refusalOfOther({ ref, after }: Update): readonly string[] {
  if (!REQUEST.test(ref)) {
    const kind = ref.startsWith('refs/tags/') ? 'tags' : 'other branches';
    return [`${ref}: there are no ${kind} here. Everything is on \`main\`.`];
  }
  return after === undefined ? [`${ref}: a request to join is not taken away.`] : [];
}

async function lookAtMain({ before, after }: Update, receiving: Receiving): Promise<Received> {
  const { stored, pushed, mark } = receiving;
  const refused = (why: string): Received => ({ refusals: [`main: ${why}`], mark });
  if (after === undefined) return refused('it is never deleted.');
  if (before !== undefined && !(await pushed.isAncestor(before, after)))
    return refused('it only goes forward. What is pushed would take away commits. `coc sync` shares it.');
  const first = receiving.first ?? mark?.first;
  const known = { ...(first && { first }), ...(mark && { verified: mark.verified }) };
  // What the server has is verified by itself, so that the mark can move: git lets nothing move while a push is looked at.
  const had =
    before === undefined
      ? undefined
      : await verifyFromOutside({ objects: stored, head: before, known, all: false });
  const isSound = had !== undefined && had.problem === undefined;
  const moved = isSound && before !== undefined ? { first: had.first, verified: before } : mark;
  if (isSound && before !== undefined) {
    const { problem } = await verifyHistory({ objects: pushed, from: before, to: after });
    return problem === undefined
      ? { refusals: [], mark: moved }
      : { ...refused(worded({ ...problem, meaning: MEANING[problem.harm] })), mark: moved };
  }
  const whole = await verifyFromOutside({ objects: pushed, head: after, known, all: false });
  return whole.problem === undefined ? { refusals: [], mark } : refused(worded(whole.problem));
}

function worded(problem: { readonly commit: string; readonly path?: string; readonly meaning: string }) {
  const about = problem.path === undefined ? '' : ` (${problem.path})`;
  return `commit ${problem.commit.slice(0, 12)} cannot be trusted: ${problem.meaning}${about}.`;
}

function commitOrNone(id: string): string | undefined {
  return /^0+$/.test(id) ? undefined : id;
}
