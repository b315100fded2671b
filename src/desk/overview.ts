import type { App, Desk } from '../app.ts';
import { showId } from '../incident/id.ts';
import { byUrgency, type Due, waitsForDoing } from '../policy/due.ts';
import { staysOut } from '../policy/glance.ts';
import { noPartAmong } from '../policy/no-part.ts';
import { isOfTheShipped, stillShippedWords } from '../policy/shipped-facts.ts';
import { lastSharedWords, ONLY_ADMIN, unconfirmedWords, unsharedWords } from '../screen/doctor-checks.ts';
import { dueLine } from '../screen/due.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { present } from '../text/present.ts';
import { currentMembers, onlyAdminOf } from '../vault/team.ts';
import { draftReminders } from './draft-options.ts';
import { type Glances, glances } from './glances.ts';
import { sharedLongAgo } from './newest.ts';

export interface Overview {
  readonly due: readonly Due[];
  /** What is still to be set up or finished, a sentence each. */
  readonly reminders: readonly string[];
  /** Which incidents hardly anybody is left to decide, and what is offered then. */
  readonly few: readonly Few[];
  /** When this copy last had all that the server had; null where there is no server, or nothing says. */
  readonly lastShared: string | null;
  readonly listing: Glances;
}

/** What is said of several incidents alike. */
interface Few {
  /** As they are shown. */
  readonly incidents: readonly string[];
  readonly blocks: readonly Block[];
}

/** What waits for somebody: in the incidents they can open, in their drafts, and in the setting up. */
export async function overview(app: App, desk: Desk): Promise<Overview> {
  const listing = await glances(app, desk);
  const due = listing.incidents.flatMap((one) => one.due).sort(byUrgency(app.now()));
  const lastShared = (await desk.vault.lastShared()) ?? null;
  const also = [...noPart(desk, listing), ...(await reminders(app, desk))];
  return { due, reminders: also, few: fewLeft(listing), lastShared, listing };
}

/** What `show` says of each, once for all of which it is the same. Where another incident leads one, it is decided there. */
function fewLeft({ incidents }: Glances): readonly Few[] {
  const open = incidents.filter((one) => !staysOut(one) && one.joined === undefined);
  const said = new Map<string, Few>();
  for (const { id, few = [] } of open) {
    const words = JSON.stringify(few);
    const others = said.get(words)?.incidents ?? [];
    if (few.length > 0) said.set(words, { incidents: [...others, showId(id)], blocks: few });
  }
  return [...said.values()];
}

/** The same for a screen. */
export function fewBlocks(few: readonly Few[]): readonly Block[] {
  return few.flatMap(({ incidents, blocks }) =>
    blocks.map((one) =>
      one.kind === 'list' ? { ...one, title: `${incidents.join(', ')}: ${one.title}` } : one,
    ),
  );
}

/** And in a line for each incident, for a script. */
export function fewWords(few: readonly Few[]): readonly string[] {
  return few.flatMap(({ incidents, blocks }) =>
    incidents.flatMap((id) =>
      blocks.flatMap((one) => (one.kind === 'list' ? `${id}  ${one.title}. ${one.items.join(' ')}` : [])),
    ),
  );
}

/** In which incidents this member takes no part in deciding, while that is ahead. */
function noPart({ me, repository }: Desk, { incidents }: Glances): readonly string[] {
  const members = currentMembers(repository.roster);
  return incidents
    .filter((one) => !staysOut(one) && one.joined === undefined)
    .flatMap((incident) =>
      noPartAmong({ incident, status: incident.status, members, me: me.id }).map(
        (words) => `${showId(incident.id)}  ${words}`,
      ),
    );
}

/** What can be told without anybody typing a passphrase: unfinished drafts, what is not shared, and keys without passphrase or recovery. */
export async function reminders(app: App, desk: Desk): Promise<readonly string[]> {
  const [drafts, unshared = 0, unconfirmed, old] = await Promise.all([
    desk.drafts.list(),
    desk.vault.unshared(),
    desk.vault.unconfirmed(),
    sharedLongAgo(app, desk),
  ]);
  return present([
    old !== undefined && `${lastSharedWords(old, app.now())} \`coc sync\``,
    ...(await draftReminders(app, desk, drafts)),
    ...unconfirmed.map((one) => `${unconfirmedWords(one)} \`coc team confirm\``),
    unshared > 0 && `${unsharedWords(unshared)} \`coc sync\``,
    !(await (await app.keys()).isProtected()) &&
      'Your keys have no passphrase: whoever gets this machine can read the reports. `coc passphrase`',
    ...(desk.me.admin ? remindersOfAdmins(desk) : []),
  ]);
}

/** What nobody else can do anything about. */
function remindersOfAdmins({ playbook, repository }: Desk): readonly string[] {
  const { roster, settings } = repository;
  const isShared = typeof roster.recovery === 'string' || roster.recovery.shares !== undefined;
  return present([
    isOfTheShipped(playbook, settings)
      ? 'Letters speak for the community whose policy coc brings along. Say what yours is: `coc community edit`'
      : stillShippedWords(playbook, settings),
    roster.recovery === 'not-yet' &&
      'There is no recovery key: if your keys are lost, so are the reports. `coc recovery-key`',
    onlyAdminOf(roster) !== undefined && currentMembers(roster).length > 1 && ONLY_ADMIN,
    !isShared &&
      currentMembers(roster).length > 1 &&
      'One person could use the recovery key alone. You can make one in shares: `coc recovery-key --replace --shares 2/3`',
  ]);
}

/** @param most how many of the things that wait are shown */
export function dueBlocks(
  all: readonly Due[],
  reminders: readonly string[],
  now: Date,
  most = Number.POSITIVE_INFINITY,
): readonly Block[] {
  const due = all.filter(waitsForDoing);
  const more = due.length - most;
  return [
    due.length > 0
      ? {
          kind: 'list',
          title: 'What waits',
          items: due.slice(0, most).map((one) => `${one.incident}  ${dueLine(one, now)}`),
        }
      : { kind: 'text', text: 'Nothing waits for you.' },
    ...(more > 0
      ? [
          {
            kind: 'text',
            text: `These are the ${most} most urgent; ${more} more: \`coc status --all\`.`,
          } as const,
        ]
      : []),
    ...listIfAny('Also', reminders),
    ...listIfAny(
      'Decided in another incident, which leads',
      all.flatMap(({ incident, looksAt }) =>
        looksAt === undefined ? [] : [`${incident}  in ${showId(looksAt)}`],
      ),
    ),
  ];
}
