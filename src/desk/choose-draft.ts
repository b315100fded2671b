import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Option, Prompter } from '../interview/prompter.ts';
import { showMoment } from '../text/moment.ts';
import type { Draft } from '../vault/drafts.ts';
import type { Identity } from '../vault/keys.ts';
import { incidentOptions } from './choose-incident.ts';
import { draftOptions } from './draft-options.ts';
import { type Glances, glances } from './glances.ts';
import { begunBefore, newDraft, type Workplace } from './workplace.ts';

/** The draft that is meant: the only one, or the one that somebody chooses; undefined where they threw the last away. */
export async function chooseDraft(app: App, place: Workplace): Promise<Draft | undefined> {
  const drafts = await place.drafts.list();
  const [first, ...others] = drafts;
  if (first === undefined) return chooseQuick(app, place);
  const identity = await (await app.keys()).unlock();
  const prompter = await app.prompter();
  if (prompter === undefined) {
    if (others.length === 0) return place.drafts.read(first.id, identity);
    throw new UsageError(
      `${drafts.length} things are not finished, and without a terminal coc does not choose.`,
      'Type `coc report resume` in a terminal.',
    );
  }
  const options = await draftOptions(app, place, drafts, 'words');
  const quick = await quickOptions(app, place, drafts, identity);
  if (others.length + quick.length === 0) return onlyOne(place, prompter, options, identity);
  const next = await prompter.choose<Unfinished>('Which one', [
    ...options.map(({ value, label }) => ({ value: { draft: value }, label })),
    ...quick.map(({ value, label }) => ({ value: { incident: value }, label })),
    { value: 'throw-away', label: 'Throw one of them away' },
  ]);
  if (next !== 'throw-away')
    return 'incident' in next
      ? completion(app, place, next.incident)
      : place.drafts.read(next.draft, identity);
  await throwAway(place, prompter, options);
  return (await place.drafts.list()).length === 0 ? undefined : chooseDraft(app, place);
}

/** What is not finished: answers that were begun, or an incident that was saved in a hurry. */
type Unfinished = { readonly draft: string } | { readonly incident: string } | 'throw-away';

/** The incidents that were saved in a hurry, but those whose completion was begun: that is among the drafts. */
async function quickOptions(
  app: App,
  { desk, drafts }: Workplace,
  listed: Awaited<ReturnType<Workplace['drafts']['list']>>,
  identity: Identity,
): Promise<readonly Option<string>[]> {
  if (desk === undefined) return [];
  const begun = await drafts.readAll(listed, identity);
  const isBegun = (incident: string): boolean =>
    begun.some((draft) => draft?.incident === incident && draft.command === 'report add');
  return unfinished(await glances(app, desk))
    .filter(({ id }) => !isBegun(id))
    .map((one) => ({ value: one.id, label: quickWords(app, one) }));
}

function quickWords(app: App, { id, receivedAt, precision }: Glances['incidents'][number]): string {
  const received = receivedAt === null ? '' : `, received ${showMoment(receivedAt, app.now(), precision)}`;
  return `${showId(id)}${received}: saved, still to be completed`;
}

function unfinished({ incidents }: Pick<Glances, 'incidents'>): Glances['incidents'] {
  return incidents.filter(({ status }) => status === 'unfinished');
}

/** Where there is one alone, nobody chooses: it is told which, and can stay as it is. */
async function onlyOne(
  place: Workplace,
  prompter: Prompter,
  options: readonly Option<string>[],
  identity: Identity,
): Promise<Draft | undefined> {
  const next = await prompter.choose<string | undefined>('Go on with this one', [
    ...options,
    { value: LATER, label: 'Not now', esc: 'leave' },
    { value: undefined, label: 'Throw it away' },
  ]);
  if (next === LATER) return undefined;
  if (next !== undefined) return place.drafts.read(next, identity);
  for (const { value } of options) await throwOut(place, prompter, value);
  return undefined;
}

const LATER = 'later';

/** For answers that were begun by mistake. Nobody loses any without having said so twice. */
async function throwAway(
  place: Workplace,
  prompter: Prompter,
  options: readonly Option<string>[],
): Promise<void> {
  const id = await prompter.choose<string | undefined>('Which one was begun by mistake', [
    { value: undefined, label: 'None, go back', esc: 'back' },
    ...options,
  ]);
  if (id !== undefined) await throwOut(place, prompter, id);
}

async function throwOut(place: Workplace, prompter: Prompter, id: string): Promise<void> {
  if (!(await prompter.confirm('Throw these answers away for good', false))) return;
  await place.drafts.claim(id);
  await place.drafts.release(id);
  await place.drafts.remove(id);
  prompter.show([{ kind: 'text', text: 'Thrown away.' }]);
}

/** The incident saved in a hurry that is meant, where there is no draft. */
async function chooseQuick(app: App, place: Workplace): Promise<Draft> {
  const { desk } = place;
  const quick = desk === undefined ? [] : unfinished(await glances(app, desk));
  const [first, ...others] = quick;
  if (first === undefined)
    throw new UserError('Nothing is unfinished here.', { hints: ['`coc report new` takes a report.'] });
  const prompter = await app.prompter();
  const id =
    others.length === 0
      ? first.id
      : desk && (await prompter?.choose('Which one', incidentOptions(app, desk, quick)));
  if (id === undefined) {
    throw new UsageError(
      'Several reports are to be completed. Which one? Its ID is missing.',
      '`coc list` shows them; then `coc report resume ID`.',
    );
  }
  return completion(app, place, id);
}

export async function completion(app: App, place: Workplace, typed: string): Promise<Draft> {
  if (place.desk === undefined)
    throw new UserError('There is no reports repository yet.', {
      hints: ['`coc report new` takes a report.'],
    });
  const incident = await place.desk.vault.find(typed);
  const isAbout = (draft: Draft): boolean => draft.incident === incident && draft.command === 'report add';
  const begun = await begunBefore(app, place.drafts, isAbout);
  return begun ?? { ...newDraft(app, 'report add', incident), answers: { add: 'detail' } };
}
