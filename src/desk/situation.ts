import type { App, Desk } from '../app.ts';
import { view } from '../incident/view.ts';
import { conflictsAmong, removalsAmong } from '../policy/conflicts.ts';
import type { Intake, ReportFacts, Situation } from '../policy/situation.ts';
import type { Waits } from '../policy/waiting.ts';
import { currentMembers, custodiansOf, foldFacts, onlyAdminOf } from '../vault/team.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { filesNamed } from './files-named.ts';

type Opened = Pick<OpenedIncident, 'view' | 'unsealed'>;

/** What stands for an incident that nobody has opened. */
export const UNOPENED: Opened = { view: view('', []), unsealed: new Map() };

/** What is known of something from the moment on that it was begun. */
interface Begun {
  readonly startedAt: string;
  readonly intake?: Intake | undefined;
}

/** What a report is asked with. Without a desk nothing is set up yet. */
export async function reportFacts(app: App, desk: Desk | undefined, begun?: Begun): Promise<ReportFacts> {
  const { playbook, settings } = desk
    ? { playbook: desk.playbook, settings: desk.repository.settings }
    : await app.community();
  return {
    playbook,
    emergency: settings.emergency,
    now: app.now(),
    begunAt: begun === undefined ? app.now() : new Date(begun.startedAt),
    me: desk?.me.id,
    members: desk ? currentMembers(desk.repository.roster) : [],
    custodians: desk ? custodiansOf(desk.repository.roster) : [],
    onlyAdmin: desk && onlyAdminOf(desk.repository.roster)?.id,
    files: filesNamed(app),
    ...(begun?.intake && { intake: begun.intake }),
  };
}

/** What a step is decided in, once an incident is open. */
export function situationAt(
  app: App,
  desk: Desk,
  { view: incident, unsealed }: Opened,
  begun: Begun & { readonly overrides: readonly string[] },
): Situation {
  const { playbook, repository, me } = desk;
  const { roster, settings } = repository;
  return {
    playbook,
    community: settings,
    emergency: settings.emergency,
    incident,
    me: me.id,
    members: currentMembers(roster),
    custodians: custodiansOf(roster),
    onlyAdmin: onlyAdminOf(roster)?.id,
    files: filesNamed(app),
    now: app.now(),
    begunAt: new Date(begun.startedAt),
    ...(begun.intake && { intake: begun.intake }),
    overrides: begun.overrides,
    access: { admins: [...(foldFacts(roster).admins ?? [])], unsealed },
    waits: waitsAt(desk),
  };
}

/** What waits beyond what the policy says of every incident: what the steps say themselves, and what follows from the team. */
export function waitsAt({ waits, repository }: Desk): readonly Waits[] {
  const members = currentMembers(repository.roster);
  return [...waits, conflictsAmong(members), removalsAmong(members, onlyAdminOf(repository.roster)?.id)];
}
