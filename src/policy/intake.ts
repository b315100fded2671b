import type { IncidentView, Person } from '../incident/view.ts';
import { isTheirName } from '../letters/same-name.ts';
import { alikeTo } from './one-matter.ts';
import type { Attached, Intake } from './situation.ts';

/** What is compared with incidents: mails by their names, who wrote them, and their words. */
export interface CameWith {
  readonly mails: readonly Pick<Attached, 'mailId' | 'mailFollows'>[];
  readonly sender?: Intake['sender'];
  readonly account?: string | undefined;
}

/** An incident to which a mail may belong, and by what that is told. */
export interface MayBelong {
  readonly incident: IncidentView;
  readonly by: 'thread' | 'sender' | 'words';
}

/**
 * The incidents to which a mail may belong: one of the same thread of mails first, then one in which its sender is somebody, then one
 * whose words or people are alike. It is for somebody to look at; anybody can write any sender, and any references.
 */
export function mayBelongTo(
  { mails, sender, account }: CameWith,
  incidents: readonly IncidentView[],
): readonly MayBelong[] {
  const thread = new Set(mails.flatMap(idsOf));
  const alike = new Set(
    account === undefined ? [] : alikeTo(account, incidents).map(({ incident: { id } }) => id),
  );
  const by = (incident: IncidentView): MayBelong['by'] | undefined => {
    if (incident.evidence.flatMap(idsOf).some((id) => thread.has(id))) return 'thread';
    if (senderIn(incident, sender) !== undefined) return 'sender';
    return alike.has(incident.id) ? 'words' : undefined;
  };
  const order: readonly MayBelong['by'][] = ['thread', 'sender', 'words'];
  return incidents
    .flatMap((incident) => {
      const found = by(incident);
      return found === undefined ? [] : [{ incident, by: found }];
    })
    .sort((one, other) => order.indexOf(one.by) - order.indexOf(other.by));
}

/** Who of an incident a sender is: by their address, else by their name where that is one person's. */
export function senderIn(
  { people }: Pick<IncidentView, 'people'>,
  sender: Intake['sender'],
): Person | undefined {
  const address = sender?.address?.toLowerCase();
  const name = sender?.name;
  const byAddress =
    address === undefined
      ? undefined
      : people.find((one) => waysOf(one).some((way) => hasAddress(way, address)));
  if (byAddress !== undefined || name === undefined) return byAddress;
  const [only, ...others] = people.filter((one) => one.name && isTheirName(one.name, name));
  return others.length === 0 ? only : undefined;
}

function waysOf({ contact, aliases = [] }: Person): readonly string[] {
  return [...(contact ? [contact] : []), ...aliases].map((one) => one.toLowerCase());
}

/** Whether the address stands there as a word, and not as the end of another. */
function hasAddress(way: string, address: string): boolean {
  return way.split(/[\s,;<>()]+/).some((word) => word.replace(/^mailto:|\.$/g, '') === address);
}

function idsOf({ mailId, mailFollows }: Pick<Attached, 'mailId' | 'mailFollows'>): readonly string[] {
  return [...(mailId === undefined ? [] : [mailId]), ...(mailFollows?.split(' ') ?? [])];
}
