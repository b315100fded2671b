import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { type Attachment, numbersOf } from '../incident/evidence.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { attachmentLines } from '../screen/evidence.ts';
import { listed } from '../text/listed.ts';
import { chooseIncident } from './choose-incident.ts';

/**
 * The attachment that somebody typed, or chooses from those that they can open where they typed none; that a corrected one was put in its
 * place is said. Opened now: what is behind it acts on a key.
 */
export async function chooseAttachment(
  app: App,
  desk: Desk,
  typed: string | undefined,
  number: string | undefined,
): Promise<Attachment> {
  const incident = (await desk.vault.read(await chooseIncident(app, desk, typed))).view;
  const one = await chosen(app, desk, incident, number);
  sayReplaced(app, incident, one);
  return one;
}

/** How those of an incident are shown. */
export function attachmentLook(app: App, { repository, me }: Desk) {
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  return { now: app.now(), nameOf: (id: string) => (id === me.id ? 'you' : (names.get(id) ?? id)) };
}

async function chosen(
  app: App,
  desk: Desk,
  incident: IncidentView,
  number: string | undefined,
): Promise<Attachment> {
  const { id, evidence, closedEvidence = [] } = incident;
  const look = attachmentLook(app, desk);
  const lines = attachmentLines(incident, look);
  const [only, ...others] = evidence;
  const closed = closedEvidence.find((one) => String(one.number) === number);
  if (closed !== undefined)
    throw new UserError(`Number ${number} is only for ${listed(closed.forFew.map(look.nameOf))}.`, {
      hints: [`\`coc evidence list ${showId(id)}\` shows what is for you.`],
    });
  if (only === undefined)
    throw new UserError(`Nothing that you can open is attached to ${showId(id)}.`, {
      hints: [`\`coc evidence add ${showId(id)}\` adds files.`],
    });
  if (number !== undefined) {
    const one = evidence.find((each) => String(each.number) === number);
    if (one !== undefined) return one;
    throw new UsageError(
      'There is no attachment of that number.',
      `\`coc evidence list ${showId(id)}\` numbers them.`,
    );
  }
  if (others.length === 0) return only;
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      'Which attachment? Its number is missing.',
      `\`coc evidence list ${showId(id)}\` numbers them.`,
    );
  return prompter.choose(
    'Which one',
    evidence.map((value, index) => ({ value, label: lines[index] ?? '' })),
  );
}

function sayReplaced(app: App, incident: IncidentView, { replacedBy }: Attachment): void {
  if (replacedBy === undefined) return;
  const said = `A corrected one was put in its place: number ${numbersOf(incident).get(replacedBy)}`;
  const isOpen = incident.evidence.some(({ id }) => id === replacedBy);
  app.notice(isOpen ? `${said}.` : `${said}, which is only for others.`);
}
