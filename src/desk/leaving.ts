import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { makeEntryId, showId } from '../incident/id.ts';
import type { Action } from '../incident/response.ts';
import { EntryList } from '../policy/entry-list.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { present } from '../text/present.ts';
import { memberMeant } from '../vault/joining.ts';
import { currentMembers, type Member, type Roster } from '../vault/team.ts';
import { elsewhere } from './elsewhere.ts';

/** What hangs on somebody who is to leave the team, as far as whoever looks can see it. */
interface Leaving {
  /** What they were to do and is not noted as done, by incident; with who else can open it. */
  readonly toDo: readonly {
    readonly incident: string;
    readonly actions: readonly Action[];
    readonly readers: readonly string[];
  }[];
  /** Incidents that nobody else on the team can open. */
  readonly alone: readonly string[];
  /** Incidents that do not open here, and in which nobody else on the team ever wrote. */
  readonly maybeAlone: readonly string[];
}

/** Looks at everything that can be opened here, and at who wrote what cannot. */
export async function lookAtLeaving(desk: Desk, { id }: Member): Promise<Leaving> {
  const listing = await desk.vault.listAnew();
  const others = currentMembers(desk.repository.roster).filter((one) => one.id !== id);
  const opened = listing.incidents.map(({ view }) => ({
    incident: view.id,
    actions: view.actions.filter(
      ({ who, doneAt, overtakenAt }) => who === id && doneAt === undefined && overtakenAt === undefined,
    ),
    readers: others.map((one) => one.id).filter((one) => view.readers.includes(one)),
  }));
  const closed = await elsewhere(desk, { ...listing, opened: opened.map(({ incident }) => incident) });
  return {
    toDo: opened.filter(({ actions }) => actions.length > 0),
    alone: opened.filter(({ readers }) => readers.length === 0).map(({ incident }) => incident),
    maybeAlone: closed
      .filter(({ writers }) => writers.every((one) => one === id))
      .map(({ incident }) => incident),
  };
}

/** Said before anybody is taken off: what would be left without a reader, and what would be left undone. */
export function leavingBlocks(
  { name, id }: Pick<Member, 'name' | 'id'>,
  leaving: Leaving,
  { recovery }: Pick<Roster, 'recovery'>,
): readonly Block[] {
  const who = typeof recovery === 'string' ? 'nobody could' : 'the recovery key alone would';
  const { alone, maybeAlone, toDo } = leaving;
  return present([
    alone.length > 0 && {
      kind: 'text',
      text: `Nobody but ${name} can open ${alone.map(showId).join(', ')}. After this ${who}. \`coc access grant\` lets somebody else in first, as far as that is permitted.`,
    },
    maybeAlone.length > 0 && {
      kind: 'text',
      text: `In ${maybeAlone.map(showId).join(', ')}, which you cannot open, nobody but ${name} ever wrote. It may be that nobody else can open ${maybeAlone.length === 1 ? 'it' : 'them'}: ask ${name} before you go on. \`coc access --exposure ${id}\` tells them what they can open.`,
    },
    toDo.length > 0 && {
      kind: 'list',
      title: `What ${name} was to do, and is not noted as done:`,
      items: toDo.flatMap(({ incident, actions }) =>
        actions.map(({ what }) => `${showId(incident)}  ${what}`),
      ),
    },
  ]);
}

interface Choosing {
  readonly member: Member;
  readonly leaving: Leaving;
  /** Who was named on the command line. */
  readonly named?: string | undefined;
}

/** Who does it from now on; undefined where there is nothing to pass on. Throws a UserError where nobody says. */
export async function chooseSuccessor(
  app: App,
  desk: Desk,
  { member, leaving, named }: Choosing,
): Promise<Member | undefined> {
  if (leaving.toDo.length === 0) return undefined;
  const others = currentMembers(desk.repository.roster).filter(({ id }) => id !== member.id);
  const able = others.filter(({ id }) => leaving.toDo.every(({ readers }) => readers.includes(id)));
  if (able.length === 0)
    throw new UserError(
      `Nobody else can open everything in which ${member.name} was to do something. Nothing was changed.`,
      { hints: ['`coc meeting --done ID` notes what is done; `coc access grant ID` lets somebody else in.'] },
    );
  if (named !== undefined) {
    const meant = memberMeant(desk.repository.roster, named);
    if (able.some(({ id }) => id === meant.id)) return meant;
    throw new UserError(`${meant.name} cannot open all of it. Nothing was changed.`, {
      hints: [`These can: ${able.map(({ name }) => name).join(', ')}.`],
    });
  }
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError(
      `${member.name} was to do ${count(number(leaving), 'thing')}. Who does it from now on?`,
      `Add --pass-to, with one of these: ${able.map(({ id }) => id).join(', ')}.`,
    );
  return prompter.choose(
    'Who does it from now on',
    able.map((one) => ({ value: one, label: one.name })),
  );
}

function number({ toDo }: Leaving): number {
  return toDo.reduce((sum, { actions }) => sum + actions.length, 0);
}

/** Notes in each incident who does from now on what somebody was to do who leaves. */
export async function passOn(app: App, desk: Desk, { toDo }: Leaving, successor: Member): Promise<void> {
  const newId = (): string => makeEntryId((length) => app.random(length));
  for (const { incident, actions } of toDo) {
    await desk.vault.append(incident, () => {
      const draft = new EntryList({ me: desk.me.id, newId, firstId: newId() });
      for (const { id } of actions) draft.add({ kind: 'action-passed', action: id, to: successor.id });
      return draft.entries;
    });
  }
}
