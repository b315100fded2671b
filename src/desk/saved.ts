import type { App, Desk } from '../app.ts';
import { showId } from '../incident/id.ts';
import { marksIn } from '../incident/people.ts';
import { notLetIn } from '../incident/saved-with.ts';
import type { IncidentView } from '../incident/view.ts';
import { leftOutToDecide } from '../policy/left-to-decide.ts';
import { noPartHere } from '../policy/no-part.ts';
import { perhapsOneWords } from '../policy/perhaps-one.ts';
import { endedWords } from '../policy/readers.ts';
import { dueLine } from '../screen/due.ts';
import { whoCanOpen } from '../screen/who-can-open.ts';
import { SAVED } from '../steps/step.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { memberName } from '../text/member-name.ts';
import { isNotShared } from '../vault/failures.ts';
import type { OpenedIncident, Saved } from '../vault/vault.ts';
import { briefs } from './glances.ts';
import { waitingHere } from './joined-incidents.ts';
import { lookingAt } from './looking-at.ts';
import { situationAt } from './situation.ts';

const SHOW_KNOWN = 'Show it now (others may see this screen)';

export interface Saying {
  readonly json: boolean;
  /** The beginning of the sentence that ends with the incident's number. */
  readonly what: string;
  /** The ID of the first entry that was saved. */
  readonly first?: string;
  /** Whether until when a first answer is wanted belongs to the data. */
  readonly respondBy?: boolean;
  /** Whether somebody may have been named, who is known from another incident. */
  readonly names?: boolean;
  /** The text that may go out now. */
  readonly letter?: string;
  /** Whether the step gives out texts: whoever keeps its output in a file keeps nothing else there. */
  readonly givesTexts?: boolean;
  /** What the data has besides. */
  readonly data?: Readonly<Record<string, string>>;
  /** What it does not change, a sentence each. */
  readonly also?: readonly string[];
  /** The incident as it was before; left out where it is new. */
  readonly was?: IncidentView;
  /** Who could open it before, by ID; left out where it is new. */
  readonly before?: readonly string[];
  /** Who can read what was saved, by ID, where that is sealed to fewer than can open the incident. */
  readonly readBy?: readonly string[];
  /** What is said to whoever cannot open it now. */
  readonly closed?: string;
}

/** Says that it is saved, who can open it, and what comes next, with times and commands. */
export async function saySaved(app: App, desk: Desk, saved: Saved, options: Saying): Promise<void> {
  const opened = await readBack(desk, saved.id);
  const view = opened?.view;
  const id = showId(saved.id);
  const out = view === undefined || options.first === undefined ? [] : notLetIn(view, options.first);
  const also = [...(out.length === 0 ? [] : [notLetInWords(out, desk)]), ...(options.also ?? [])].map(
    (text) => ({ kind: 'text', text }) as const,
  );
  if (options.json) {
    const ended = view === undefined ? [] : endedWith(view, options.before);
    app.tell([...also, ...endedBlocks(ended, desk)]);
    return app.printJson({
      id,
      commit: saved.commit,
      ...(saved.shared !== undefined && { shared: saved.shared }),
      ...(options.letter !== undefined && { letter: options.letter }),
      ...(out.length > 0 && { notLetIn: out }),
      ...(ended.length > 0 && { endsFor: ended }),
      ...options.data,
      ...(options.respondBy &&
        opened && { respondBy: (await waitingHere(app, desk, opened, undefined, briefs)).respondBy }),
    });
  }
  if (opened === undefined || view === undefined) {
    return app.printBlocks([
      { kind: 'text', text: `${options.what} ${id}.` },
      ...also,
      {
        kind: 'text',
        text: options.closed ?? 'You are kept out of it from now on: you cannot open it any more.',
      },
    ]);
  }
  const { members, recovery } = desk.vault.repository.roster;
  const { due: waiting, leader } = await waitingHere(app, desk, opened, undefined, briefs);
  const due = waiting.map((one) => dueLine(one, app.now()));
  const marks = options.respondBy ? marksIn(due, view.people) : [];
  // A letter alone is on stdout, for whoever passes it on from there.
  if (options.letter !== undefined) {
    app.tell([{ kind: 'heading', text: 'The text' }]);
    app.printLetter(options.letter);
  }
  const isForAText =
    options.givesTexts === true && app.io.stdout.isTTY !== true && (await app.prompter()) !== undefined;
  const say = (blocks: readonly Block[]): void =>
    options.letter === undefined && !isForAText ? app.printBlocks(blocks) : app.tell(blocks);
  say([
    { kind: 'text', text: `${out.length === 0 ? options.what : SAVED} ${id}.` },
    ...whoCanOpen({
      incident: view,
      nameOf: (member) => (member === desk.me.id ? 'you' : memberName(member, members)),
      recovery: typeof recovery === 'string' ? undefined : recovery,
      before: options.before,
      readBy: options.readBy,
      shared: saved.shared,
    }),
    ...also,
    ...(leader === undefined ? noPartNow(desk, view, options.was) : []),
    {
      kind: 'list',
      title: 'Next',
      items: [
        ...due,
        `Read it again: \`coc show ${id}\``,
        ...(options.respondBy
          ? [`Add what you hear later, also what may be told, and what not: \`coc report add ${id}\``]
          : []),
      ],
    },
    ...(marks.length > 0 ? [{ kind: 'text', text: `${marks.join(', ')}.` } as const] : []),
    ...fewLeftNow(app, desk, opened, options.was),
  ]);
  if (view.onlyAgain !== undefined)
    say([{ kind: 'text', text: 'It stands in no list but `coc list --kept`.' }]);
  if (!options.names) return;
  say(perhapsOneWords(view, id).map((text) => ({ kind: 'text', text }) as const));
  await sayKnown(app, desk, { view, was: options.was }, say);
}

/** That whoever saved it takes no part in deciding it, the first time that it is so. */
function noPartNow(desk: Desk, view: IncidentView, was: IncidentView | undefined): readonly Block[] {
  if (was !== undefined && noPartHere(lookingAt(desk, was)).length > 0) return [];
  return noPartHere(lookingAt(desk, view)).map((text) => ({ kind: 'text', text }));
}

/** Who is left to decide, where somebody is left out by what was saved. */
function fewLeftNow(
  app: App,
  desk: Desk,
  opened: OpenedIncident,
  was: IncidentView | undefined,
): readonly Block[] {
  if (was !== undefined && was.keptOut.length === opened.view.keptOut.length) return [];
  return leftOutToDecide(
    situationAt(app, desk, opened, { startedAt: app.now().toISOString(), overrides: [] }),
  );
}

/** Who could open it before and cannot any more, by ID. */
function endedWith({ readers }: IncidentView, before: readonly string[] = []): readonly string[] {
  return before.filter((member) => !readers.includes(member));
}

function endedBlocks(members: readonly string[], { repository: { roster } }: Desk): readonly Block[] {
  if (members.length === 0) return [];
  return [{ kind: 'text', text: endedWords(members.map((one) => memberName(one, roster.members))) }];
}

/** That some can open it no more than before, whom what was saved lets in. */
export function notLetInWords(members: readonly string[], { repository: { roster } }: Desk): string {
  const names = members.map((one) => memberName(one, roster.members));
  return `${listed(names)} cannot open it: something that was said meanwhile stands against it. \`coc access\` shows what.`;
}

/**
 * That somebody may be known from another incident. Whoever reports may be looking on, and the others are not theirs: who it is and what
 * they said is shown to whoever asks for it; they are asked once for what is there.
 */
async function sayKnown(
  app: App,
  desk: Desk,
  { view, was }: { readonly view: IncidentView; readonly was: IncidentView | undefined },
  say: (blocks: readonly Block[]) => void,
): Promise<void> {
  const { knownIn, factsAt } = await import('./known-elsewhere.ts');
  const { newlyKnown } = await import('../policy/known-elsewhere.ts');
  const { knownBlocks, knownInShort } = await import('../screen/known-elsewhere.ts');
  const known = await knownIn(app, desk, view);
  const short = knownInShort(view.id, known);
  if (short.length === 0) return;
  say(short);
  const before = was === undefined ? [] : await knownIn(app, desk, was);
  if (newlyKnown(known, before).length === 0) return;
  if (await (await app.prompter())?.confirm(SHOW_KNOWN, false))
    say(knownBlocks(view.id, known, factsAt(app, desk)));
}

/** The incident as it was saved; undefined for somebody who has kept themselves out of it. */
async function readBack(desk: Desk, id: string): Promise<OpenedIncident | undefined> {
  try {
    return await desk.vault.read(id);
  } catch (error) {
    if (isNotShared(error)) return undefined;
    throw error;
  }
}
