import type { App, Desk } from '../app.ts';
import { Cancelled } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Answer } from '../interview/question.ts';
import { staysOut } from '../policy/glance.ts';
import { senderIn } from '../policy/intake.ts';
import { alikeTo, isOfTheseDays, whyPerhaps } from '../policy/one-matter.ts';
import { receivedIn } from '../screen/received.ts';
import type { Draft } from '../vault/drafts.ts';
import { glances } from './glances.ts';
import type { Workplace } from './workplace.ts';

/** How many incidents of the same days are read, the newest first; and how many are offered. */
const READ = 30;
const OFFERED = 3;

/**
 * Offers to add a report to an incident of the same days that is alike, of those that this member can open: by its number and no word of
 * it, since whoever reports may be looking on. Returns what was begun, as an addition to that, or as a report of its own, which is what
 * Enter does; once that was said, it is not asked again.
 */
export async function offerToAdd(app: App, { desk, drafts }: Workplace, told: Draft): Promise<Draft> {
  const prompter = await app.prompter();
  const { account } = told.answers;
  if (desk === undefined || prompter === undefined || typeof account !== 'string') return told;
  const now = app.now();
  const alike = alikeTo(account, await ofTheseDays(app, desk)).slice(0, OFFERED);
  if (alike.length === 0) return told;
  const chosen = await prompter
    .choose('Where does this belong', [
      { value: '', label: 'It is a report of its own, or that is not known' },
      ...alike.map((one) => ({
        value: one.incident.id,
        label: `It belongs to ${showId(one.incident.id)}, received ${receivedIn(one.incident, now)}: ${whyPerhaps(one)}`,
      })),
    ])
    .catch(async (error: unknown) => {
      await drafts.release(told.id);
      throw error instanceof Cancelled ? new Cancelled({ kept: true }) : error;
    });
  const there = alike.find(({ incident }) => incident.id === chosen)?.incident;
  // Of a mail by somebody who is in it, what it is there is asked.
  const isTheirs = there !== undefined && senderIn(there, told.intake?.sender) !== undefined;
  const settled =
    chosen === ''
      ? { ...told, alone: true }
      : {
          ...{ ...told, command: 'report add', incident: chosen },
          answers: { ...(!isTheirs && { add: 'report' }), ...told.answers },
        };
  await drafts.keep(settled);
  return settled;
}

/** The same of a report that came from a file, once it is saved: there nobody could be asked. A sentence each. */
export async function perhapsOneMatter(
  app: App,
  desk: Desk,
  account: Answer | undefined,
  id: string,
): Promise<readonly string[]> {
  if (typeof account !== 'string') return [];
  const others = (await ofTheseDays(app, desk)).filter((one) => one.id !== id);
  return alikeTo(account, others)
    .slice(0, OFFERED)
    .map(
      (one) =>
        `This may be one matter with ${showId(one.incident.id)}, received ${receivedIn(one.incident, app.now())}: ${whyPerhaps(one)}. If it is, note that: \`coc join-incidents ${showId(id)}\`.`,
    );
}

async function ofTheseDays(app: App, desk: Desk): Promise<readonly IncidentView[]> {
  const { incidents } = await glances(app, desk);
  const near = incidents
    .filter((one) => !staysOut(one) && one.status !== 'closed' && isOfTheseDays(one.receivedAt, app.now()))
    .sort((a, b) => Date.parse(b.receivedAt ?? '') - Date.parse(a.receivedAt ?? ''))
    .slice(0, READ);
  const views: IncidentView[] = [];
  for (const { id } of near) views.push((await desk.vault.read(id)).view);
  return views;
}
