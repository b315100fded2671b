import { type Entry, isKnown, type NewEntry } from '../../incident/entry.ts';
import type { Session } from '../clone/session.ts';
import type { Identity } from '../keys/identity.ts';
import { proveRecovered } from '../record/entry-signature.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import { currentMembers } from '../team/roster.ts';

interface Facts {
  /** As the recovery key opens it. */
  readonly opened: OpenedIncident;
  /** As the member's own keys open it; undefined where they do not. */
  readonly own: OpenedIncident | undefined;
  readonly session: Session;
  readonly recovery: Identity;
  /** The incident. */
  readonly id: string;
  readonly newId: () => string;
}

/** What there is to add before an incident is sealed to the member at work. */
interface ToRegain {
  readonly entries: readonly NewEntry[];
  /** A sealed block is among those that this member should have, and the recovery key does not open it. */
  readonly lost: boolean;
}

/**
 * What lets a member have an incident again, or for the first time: a `recovered` entry where no other reader is on the
 * team any more, and the sealed blocks that are theirs or that nobody else on the team may open. `closed` where they are
 * kept out, and where others can open it; `closed-to-all` where nobody on the team can.
 */
export async function entriesToRegain(facts: Facts): Promise<ToRegain | 'closed' | 'closed-to-all'> {
  const { opened, own, session, recovery, id, newId } = facts;
  const { view, unsealed } = opened;
  const me = session.me.id;
  const present = currentMembers(session.repository.roster).map((member) => member.id);
  const isReader = view.readers.includes(me);
  const others = view.readers.filter((member) => member !== me && present.includes(member));
  if (view.keptOut.includes(me) || (!isReader && others.length > 0))
    return others.length > 0 ? 'closed' : 'closed-to-all';
  const blocks = view.entries.filter((entry) => 'sealed' in entry && entry.kind !== 'widened');
  const wanted = blocks
    .map((entry) => ({ entry, knownTo: knownTo(view, entry) }))
    .filter(({ entry, knownTo }) => own?.unsealed.has(entry.id) !== true && isMine(knownTo));
  const widened = wanted.flatMap(({ entry }): readonly NewEntry[] => {
    const fields = unsealed.get(entry.id);
    if (fields === undefined) return [];
    const content = { kind: 'widened' as const, entry: entry.id, to: [me] };
    return [{ id: newId(), content, restricted: { to: [me], fields } }];
  });
  const needsProof = !isReader || wanted.some(({ knownTo }) => !knownTo.includes(me));
  const binding = { repository: session.firstCommit, incident: id };
  const recovered: readonly NewEntry[] = needsProof
    ? [
        {
          id: newId(),
          content: {
            kind: 'recovered',
            member: me,
            proof: await proveRecovered(me, binding, recovery.signer),
          },
        },
      ]
    : [];
  return { entries: [...recovered, ...widened], lost: widened.length < wanted.length };

  function isMine(knownTo: readonly string[]): boolean {
    return knownTo.includes(me) || !knownTo.some((member) => others.includes(member));
  }
}

function knownTo(view: OpenedIncident['view'], one: Entry): readonly string[] {
  // A block that its author sealed to others as well is theirs too.
  const sealedTo =
    isKnown(one) && (one.kind === 'evidence-for-few' || one.kind === 'follow-up') ? (one.to ?? []) : [];
  const widened = view.widenings.filter(({ entry }) => entry === one.id).flatMap(({ to }) => to);
  return [one.by, ...sealedTo, ...widened, ...knowingThem(view, one)];
}

/** Words of somebody who is known to few are sealed to those who know them, and these entries do not say to whom. */
const THEIR_WORDS: ReadonlySet<string> = new Set([
  ...[
    'wish',
    'permission',
    'permitted',
    'condition-met',
    'words-corrected',
    'only-again',
    'export-permission',
  ],
]);

/** Who knows those whose words are in a block: it is theirs as well, and stays so where its writer has left. */
function knowingThem(view: OpenedIncident['view'], one: Entry): readonly string[] {
  if (!THEIR_WORDS.has(one.kind)) return [];
  const { entry, report, from, people = [] } = one as Entry & About;
  const corrected = view.entries.find(({ id }) => id === entry);
  if (corrected !== undefined) return knowingThem(view, corrected);
  return view.reports
    .filter(({ id, reporter }) => id === report || reporter === from || people.includes(reporter))
    .flatMap(({ restricted, knownTo: known = [] }) => (restricted ? known : []));
}

/** What such an entry says of whose words it has. */
interface About {
  readonly entry?: string;
  readonly report?: string;
  readonly from?: string;
  readonly people?: readonly string[];
}
