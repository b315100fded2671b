import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { writeYaml } from '../../yaml.ts';
import { clearLocks, finishMove } from '../clone/interrupted.ts';
import { openRepository, type Repository } from '../clone/repository.ts';
import { Writer } from '../clone/writer.ts';
import { withLock } from '../disk/lock.ts';
import { ROSTER } from '../format/layout.ts';
import { SUBJECT } from '../format/subjects.ts';
import { Unreachable } from '../git/failed.ts';
import { Remote } from '../git/remote.ts';
import { readMarks } from '../history/marks.ts';
import { rosterAt } from '../history/verify.ts';
import type { Identity } from '../keys/identity.ts';
import type { PublicKeys } from '../keys/public-file.ts';
import { follow } from '../sync/follow.ts';
import type { Member } from '../team/roster.ts';
import { type Admitted, admitting } from './admission.ts';
import { assertRecoveryKey } from './recovery-key.ts';

/** How often it begins anew where somebody else was faster. */
const TRIES = 3;

export interface Admission {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The recovery key; its signing half signs the commit. */
  readonly recovery: Identity;
  readonly who: Admitted;
  readonly keys: PublicKeys;
  /** The present moment, ISO 8601. */
  readonly at: string;
}

/** What came of it: the new admin, and the admins who are none any more. */
export interface AdmittedAdmin {
  readonly admin: Member;
  readonly former: readonly Member[];
}

/**
 * Makes somebody the only admin, by a commit that the recovery key signs (DESIGN 7). Where there is a server, the commit
 * goes there before the branch here moves to it, so that it never has to be put on top of something else. Can be killed
 * anywhere. Throws Unreachable, and changes nothing, where the server cannot be reached.
 */
export async function admit(admission: Admission): Promise<AdmittedAdmin> {
  const { folder, env } = admission;
  const remote = await Remote.of(folder, env, 'asked');
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const repository = await openRepository(folder, env);
    if (remote !== undefined) await follow(folder, env, repository.objects, remote);
    const done = await withLock(
      join(folder, '.git'),
      () => undefined,
      () => admitHere(admission, repository, remote),
    );
    if (done !== undefined) return done;
  }
  throw new Unreachable('The server has something newer, which this copy could not be put on top of.', [
    'If others are saving just now, try again in a minute.',
    'Else this copy has something that was never shared. A new copy helps: `coc join` in another folder.',
  ]);
}

/** Undefined where somebody was faster on the server. */
async function admitHere(
  { recovery, who, keys, at }: Admission,
  repository: Repository,
  remote: Remote | undefined,
): Promise<AdmittedAdmin | undefined> {
  const { objects } = repository;
  await clearLocks(repository);
  await finishMove(repository);
  const { head, verified } = await readMarks(objects);
  const before = await rosterAt(objects, verified);
  if (head === undefined || head !== verified || before === undefined)
    throw new UserError('This copy of the reports repository cannot be trusted as it is.', {
      hints: ['`coc verify` says why.'],
    });
  assertRecoveryKey(before, recovery);
  const writer = new Writer(repository);
  await writer.assertUnchanged();
  const { roster, admin } = admitting(before, who, keys, at);
  const file = {
    path: ROSTER,
    content: new TextEncoder().encode(writeYaml(roster)),
    subject: SUBJECT.recovery,
  };
  const by = { author: admin, signer: recovery.signer, now: () => at };
  const files = new Map([[file.path, file.content]]);
  if ((await writer.publish(remote, head, files, file.subject, by)) === undefined) return undefined;
  const former = before.members.filter((one) => one.admin && one.left === undefined && one.id !== admin.id);
  return { admin, former };
}
