import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Option } from '../interview/prompter.ts';
import type { Due } from '../policy/due.ts';
import { staysOut } from '../policy/glance.ts';
import { incidentRows } from '../screen/incident-row.ts';
import { noneWords } from '../screen/listing.ts';
import { memberName } from '../text/member-name.ts';
import { type Glances, glances } from './glances.ts';

/** The incident that somebody typed, or chooses from those they can open where they typed none. */
export async function chooseIncident(app: App, desk: Desk, typed: string | undefined): Promise<string> {
  if (typed !== undefined) return desk.vault.find(typed);
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UsageError(
      'Which incident? Its ID is missing.',
      '`coc list` shows the incidents that you can open.',
    );
  }
  const all = (await glances(app, desk)).incidents;
  const incidents = all.filter((one) => !staysOut(one));
  const [only, ...others] = incidents;
  if (only === undefined)
    throw new UserError(noneWords(all.length), {
      hints: [
        '`coc report new` takes a report.',
        ...(all.length > 0 ? ['`coc list --kept` shows those kept only for if it happens again.'] : []),
      ],
    });
  if (others.length === 0) return only.id;
  return prompter.choose('Which incident', incidentOptions(app, desk, incidents));
}

/** Incidents to choose from. What is remembered of each tells them apart; none is opened. */
export function incidentOptions(
  app: App,
  { repository, me }: Desk,
  incidents: Glances['incidents'],
): readonly Option<string>[] {
  const told = incidents.map(({ due: [first], ...one }) => ({
    ...one,
    ...(first?.looksAt === undefined ? { next: first && nextWords(app, first) } : { leader: first.looksAt }),
  }));
  const nameOf = (member: string): string => memberName(member, repository.roster.members);
  const rows = incidentRows(told, { now: app.now(), me: me.id, nameOf });
  return incidents.map(({ id }, index) => ({ value: id, label: rows[index] ?? showId(id) }));
}

/** What is next, in a word or two: what has names in it stays out of a menu. */
function nextWords({ steps }: App, { step, typed }: Due): string {
  if (typed !== undefined) return typed.split(' ').slice(0, -1).join(' ');
  return step === 'report resume' ? 'complete it' : (steps.find(({ id }) => id === step)?.short ?? step);
}
