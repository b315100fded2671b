import type { App, Desk } from '../app.ts';
import { UsageError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { firstReceived } from '../policy/came.ts';
import { type MayBelong, mayBelongTo } from '../policy/intake.ts';
import { receivedIn } from '../screen/received.ts';
import { chooseIncident } from './choose-incident.ts';
import type { TakenIn } from './taken.ts';

/** How many incidents are looked into, the newest first; and how many are offered. */
const READ = 500;
const OFFERED = 5;

/** By what it is told that a mail may belong to an incident. */
const BY: Readonly<Record<MayBelong['by'], string>> = {
  thread: 'the same thread of mails',
  sender: 'its sender is somebody in it',
  words: 'its words or people are alike',
};

/**
 * The incident that somebody chooses for what was taken in: among those that this member can open, those first to which it may belong.
 * Throws a UsageError where nobody can choose.
 */
export async function incidentOf(
  app: App,
  desk: Desk,
  { intake, account, carried }: TakenIn,
): Promise<string> {
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Which incident? Its ID is missing.',
      'At a terminal coc proposes it. `coc list` shows the incidents that you can open.',
    );
  const found = mayBelongTo(
    { mails: carried, sender: intake.sender, account },
    await openToMember(desk),
  ).slice(0, OFFERED);
  if (found.length === 0) return chooseIncident(app, desk, undefined);
  const chosen = await prompter.choose('Where does this belong', [
    ...found.map(({ incident, by }) => ({
      value: incident.id,
      label: `${showId(incident.id)}, received ${receivedIn(incident, app.now())}: ${BY[by]}`,
    })),
    { value: '', label: 'Another incident' },
  ]);
  return chosen === '' ? chooseIncident(app, desk, undefined) : chosen;
}

/** The incident that has this very mail already, by its Message-ID, of those that this member can open. */
export async function incidentWith(desk: Desk, { carried }: TakenIn): Promise<IncidentView | undefined> {
  const ids = new Set(carried.flatMap(({ mailId }) => mailId ?? []));
  if (ids.size === 0) return undefined;
  return (await openToMember(desk)).find(({ evidence }) =>
    evidence.some(({ mailId }) => mailId !== undefined && ids.has(mailId)),
  );
}

/** As they were when they were opened last, as far as they have not changed: it is only proposed by them. */
async function openToMember({ vault }: Desk): Promise<readonly IncidentView[]> {
  const { incidents } = await vault.list();
  const newest = (one: IncidentView): string => firstReceived(one.reports)?.receivedAt ?? one.openedAt;
  return incidents
    .map(({ view }) => view)
    .sort((a, b) => Date.parse(newest(b)) - Date.parse(newest(a)))
    .slice(0, READ);
}
