import { isNotShared } from './age/age-header.ts';
import type { Committing } from './git/signed-commit.ts';
import { type OpenedIncident, openIncident } from './record/incident-file.ts';
import type { Writing } from './record/writing.ts';
import type { Repository } from './repository.ts';

/** A member at work: the reports repository as it is verified now, and their keys, unlocked. */
export interface Session extends Writing {
  readonly repository: Repository;
  /** Says something while work goes on: that it waits for another coc, how far it is. */
  readonly notice: (text: string) => void;
}

/** How a member at work signs a commit. */
export function committing({ me, identity, now }: Writing): Committing {
  return { author: me, signer: identity.signer, now };
}

/** Opens the bytes of an incident file. Throws CannotOpen, or another UserError where it is not as it should be. */
export function openBytes(
  session: Session,
  bytes: Uint8Array,
  id: string,
  open: typeof openIncident = openIncident,
): Promise<OpenedIncident> {
  const { repository, identity, firstCommit } = session;
  return open(bytes, { id, identity, roster: repository.roster, firstCommit });
}

/** As `openBytes`, as a commit holds it; undefined where it holds none or this member cannot open it. */
export async function openCommitted(
  session: Session,
  bytes: Uint8Array | undefined,
  id: string,
): Promise<OpenedIncident | undefined> {
  if (bytes === undefined) return undefined;
  return openBytes(session, bytes, id).catch((error: unknown) => {
    if (isNotShared(error)) return undefined;
    throw error;
  });
}
