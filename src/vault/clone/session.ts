import { undefinedIfNotShared } from '../age/age-header.ts';
import type { Committing } from '../git/signed-commit.ts';
import { type OpenedIncident, type OpeningFacts, openIncident } from '../record/incident-file.ts';
import type { Writing } from '../record/writing.ts';
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

interface Opening extends OpeningFacts {
  readonly bytes: Uint8Array;
  readonly open: typeof openIncident;
}

/** Whoever adds to an incident opens it to be asked, to decide and to say what was saved: so much is kept open. */
const KEPT_OPEN = 3;
const keptOpen: { readonly opening: Opening; readonly opened: Promise<OpenedIncident> }[] = [];

/**
 * Opens the bytes of an incident file; those that were just opened with the same keys, for the same team, are not decrypted
 * once more. Throws CannotOpen, or another UserError where it is not as it should be.
 */
export function openBytes(
  session: Session,
  bytes: Uint8Array,
  id: string,
  open: typeof openIncident = openIncident,
): Promise<OpenedIncident> {
  const { repository, identity, firstCommit } = session;
  const opening = { bytes, id, open, identity, roster: repository.roster, firstCommit };
  const before = keptOpen.find((one) => isSame(one.opening, opening));
  if (before !== undefined) return before.opened;
  const kept = { opening, opened: open(bytes, opening) };
  keptOpen.unshift(kept);
  keptOpen.length = Math.min(keptOpen.length, KEPT_OPEN);
  // What failed may have been the key agent, and is tried again.
  kept.opened.catch(() => {
    const at = keptOpen.indexOf(kept);
    if (at >= 0) keptOpen.splice(at, 1);
  });
  return kept.opened;
}

function isSame(one: Opening, other: Opening): boolean {
  const { bytes, ...facts } = one;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return names.every((name) => one[name] === other[name]) && Buffer.from(bytes).equals(other.bytes);
}

/** As `openBytes`, as a commit holds it; undefined where it holds none or this member cannot open it. */
export async function openCommitted(
  session: Session,
  bytes: Uint8Array | undefined,
  id: string,
): Promise<OpenedIncident | undefined> {
  if (bytes === undefined) return undefined;
  return openBytes(session, bytes, id).catch(undefinedIfNotShared);
}
