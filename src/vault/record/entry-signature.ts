import type { Authorship } from '../../incident/authors.ts';
import { canonicalJson } from '../../incident/canonical.ts';
import { keptIn } from '../../incident/coming-in.ts';
import type { Content, Entry, EntryOf, Kind, Stamp } from '../../incident/entry.ts';
import { type Signer, signSshsig, verifySshsig } from '../keys/sshsig.ts';
import { type Roster, recoveryKeys } from '../team/roster.ts';

/** The SSHSIG namespace, so that no entry passes for a commit or the other way round. */
const NAMESPACE = 'coc-entry';
const RECOVERY_NAMESPACE = 'coc-recovery';

/** What an entry is bound to, so that it cannot be moved: the repository's first commit, and the incident. */
export interface Binding {
  readonly repository: string;
  readonly incident: string;
}

/** Signs an entry as its author (DESIGN 4, "Entries"). */
export async function signEntry(
  entry: Content & Omit<Stamp, 'sig'>,
  binding: Binding,
  signer: Signer,
): Promise<Entry> {
  const signature = await signSshsig(signer, NAMESPACE, message(entry, binding));
  return { ...entry, sig: Buffer.from(signature).toString('base64') };
}

/**
 * Who wrote an entry, for this incident of this repository: the member it names, with the key they have now, with one
 * that was replaced or after which they left, or somebody else.
 */
export function authorshipOf(entry: Entry, binding: Binding, roster: Roster): Authorship {
  const author = roster.members.find((member) => member.id === entry.by);
  if (author === undefined || !holds(entry, binding, roster)) return 'not-verified';
  const { sig, ...unsigned } = entry;
  const [payload, signature] = [message(unsigned, binding), Buffer.from(sig, 'base64')];
  const isOf = (key: string): boolean => verifySshsig(key, NAMESPACE, payload, signature);
  if (isOf(author.signingKey)) return author.left === undefined ? 'verified' : 'key-since-removed';
  return (author.previous ?? []).some(({ signingKey }) => isOf(signingKey))
    ? 'key-since-removed'
    : 'not-verified';
}

/** What an entry says of others' keys must hold as well: a proof of the recovery key, what somebody else signed. */
function holds(entry: Entry, binding: Binding, roster: Roster): boolean {
  if (isOf(entry, 'recovered')) return isProven(entry.proof, letsIn(entry.member, binding), roster);
  if (isOf(entry, 'recusal-undone'))
    return entry.proof === undefined || isProven(entry.proof, letsInAgain(entry, binding), roster);
  if (!isOf(entry, 'taken-in')) return true;
  return keptIn(entry).every(
    (one) =>
      one.by === entry.from &&
      !isOf(one, 'taken-in') &&
      authorshipOf(one, binding, roster) !== 'not-verified',
  );
}

/**
 * The proof in a `recovered` entry: the recovery key itself lets this member open this incident. Base64.
 *
 * @param signer of the recovery key
 */
export function proveRecovered(member: string, binding: Binding, signer: Signer): Promise<string> {
  return prove(letsIn(member, binding), signer);
}

/**
 * The proof in a `recusal-undone` entry: the recovery key itself lets this member in again. Base64.
 *
 * @param signer of the recovery key
 */
export function proveLetInAgain(undone: LetInAgain, binding: Binding, signer: Signer): Promise<string> {
  return prove(letsInAgain(undone, binding), signer);
}

type LetInAgain = Pick<EntryOf<'recusal-undone'>, 'member' | 'corrects'>;

async function prove(said: Uint8Array, signer: Signer): Promise<string> {
  return Buffer.from(await signSshsig(signer, RECOVERY_NAMESPACE, said)).toString('base64');
}

/** Without it any reader could let somebody in without a permission. A recovery key that was replaced proves as well. */
function isProven(proof = '', said: Uint8Array, roster: Roster): boolean {
  const signature = Buffer.from(proof, 'base64');
  return recoveryKeys(roster).some(({ signingKey }) =>
    verifySshsig(signingKey, RECOVERY_NAMESPACE, said, signature),
  );
}

function isOf<K extends Kind>(entry: Entry, kind: K): entry is EntryOf<K> {
  return entry.kind === kind;
}

function letsIn(recovered: string, { repository, incident }: Binding): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ incident, recovered, repository }));
}

function letsInAgain({ member, corrects }: LetInAgain, { repository, incident }: Binding): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ corrects, incident, letIn: member, repository }));
}

function message(entry: object, { repository, incident }: Binding): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ entry, incident, repository }));
}
