import type { App, Desk } from '../app.ts';
import { withTheNewest } from '../desk/fetch-first.ts';
import { takeStep } from '../desk/flow.ts';
import { waitingHere } from '../desk/joined-incidents.ts';
import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { chosenMember } from '../joining/team.ts';
import type { Due } from '../policy/due.ts';
import { handedTo, mayBeGivenTo, type Promised, promisesOf } from '../policy/handover.ts';
import { type Status, statusOf } from '../policy/status.ts';
import { JUST_NOW } from '../policy/step.ts';
import { dueData, dueLine, statusWords } from '../screen/due.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';
import { memberName } from '../text/member-name.ts';
import { showMoment } from '../text/moment.ts';

/** What somebody who comes to an incident has to know of it first. */
interface Handed {
  readonly id: string;
  readonly status: Status;
  readonly due: readonly Due[];
  readonly promised: readonly Promised[];
}

/**
 * `coc handover`: with a member, what of one's incidents they may be given by the permissions that are noted, and each is asked for;
 * without, what others let oneself open. What somebody may not be given is in no list.
 */
export async function handover(
  app: App,
  [typed]: readonly [string?],
  options: { readonly json?: boolean },
): Promise<void> {
  const desk = await withTheNewest(app, await app.desk(), JUST_NOW);
  return typed === undefined ? received(app, desk, options) : handOver(app, desk, typed, options);
}

async function received(app: App, desk: Desk, { json }: { readonly json?: boolean }): Promise<void> {
  const all = await handed(app, desk, (opened) => handedTo(desk.me.id, opened));
  if (json) return app.printJson({ incidents: all.map(dataOf) });
  if (all.length === 0)
    return app.printBlocks([
      { kind: 'text', text: 'Nobody has let you open an incident that you did not take yourself.' },
      { kind: 'text', text: HOW },
    ]);
  app.printBlocks([
    { kind: 'heading', text: `What others let you open: ${count(all.length, 'incident')}` },
    ...all.flatMap((one) => blocksOf(app, desk, one)),
    {
      kind: 'text',
      text: 'Read each before you do anything about it: `coc show`. `coc guide` has what to say.',
    },
  ]);
}

const HOW = 'To hand over yours to somebody: `coc handover MEMBER`.';

async function handOver(
  app: App,
  desk: Desk,
  typed: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const member = await chosenMember(app, desk, typed);
  if (member.id === desk.me.id)
    throw new UserError('That is you.', { hints: ['`coc handover` alone lists what others let you open.'] });
  if (member.left !== undefined)
    throw new UserError(`${member.name} is not on the team any more.`, {
      hints: ['`coc team list` shows who is.'],
    });
  const all = await handed(app, desk, (opened) => mayBeGivenTo(member, opened));
  if (json) return app.printJson({ member: member.id, incidents: all.map(dataOf) });
  if (all.length === 0)
    return app.printBlocks([
      {
        kind: 'text',
        text: `By the permissions that are noted there is nothing that you could hand to ${member.name}.`,
      },
      {
        kind: 'text',
        text: '`coc access grant` lets somebody open one incident, with a permission that is new.',
      },
    ]);
  const prompter = await app.prompter();
  const say = (blocks: readonly Block[]): void =>
    prompter ? prompter.show(blocks) : app.printBlocks(blocks);
  say([
    { kind: 'heading', text: `What you may hand to ${member.name}: ${count(all.length, 'incident')}` },
    {
      kind: 'text',
      text: `This is for you alone. ${member.name} sees of an incident what it is about once you let them open it, and of any other one nothing.`,
    },
  ]);
  let isIn = false;
  for (const one of all) {
    const id = showId(one.id);
    say(blocksOf(app, desk, one));
    if (prompter === undefined || !(await prompter.confirm(`Let ${member.name} open ${id}`, false))) continue;
    await takeStep(app, 'access grant', id, {}, { member: [member.id] });
    isIn ||= (await desk.vault.read(one.id)).view.readers.includes(member.id);
  }
  const next = isIn
    ? `${member.name} shares first (\`coc sync\`), and then \`coc handover\` tells them what is due and what was promised.`
    : '`coc access grant ID` lets them open one of these at any time.';
  say([{ kind: 'text', text: next }]);
}

/** @param which of those that one can open it is about */
async function handed(
  app: App,
  desk: Desk,
  which: (opened: readonly IncidentView[]) => readonly IncidentView[],
): Promise<readonly Handed[]> {
  const opened = (await desk.vault.listAnew()).incidents;
  const chosen = new Set(which(opened.map(({ view }) => view)));
  const all: Handed[] = [];
  for (const one of opened.filter(({ view }) => chosen.has(view))) {
    const { due } = await waitingHere(app, desk, one);
    all.push({ id: one.view.id, status: statusOf(one.view), due, promised: promisesOf(one.view) });
  }
  return all;
}

function blocksOf(app: App, desk: Desk, { id, status, due, promised }: Handed): readonly Block[] {
  const now = app.now();
  const promise = ({ to, what, who, at, precision }: Promised): string =>
    [
      ...(to === undefined ? [] : [`To ${to}`]),
      what,
      ...(who === undefined ? [] : [memberName(who, desk.repository.roster.members)]),
      ...(at === undefined ? [] : [`by ${showMoment(at, now, precision)}`]),
    ].join(', ');
  return [
    { kind: 'heading', text: `${showId(id)}  ${statusWords(status)}` },
    ...listIfAny(
      'What waits',
      due.map((one) => dueLine(one, now)),
    ),
    ...listIfAny('What was promised', promised.map(promise)),
    ...(due.length + promised.length === 0
      ? [{ kind: 'text', text: 'Nothing waits, and nothing was promised.' } as const]
      : []),
  ];
}

function dataOf({ id, status, due, promised }: Handed) {
  return { id: showId(id), status, due: due.map(dueData), promised };
}
