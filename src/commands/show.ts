import type { App } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { briefs, briefsAtHand, glanceAmong } from '../desk/glances.ts';
import { waitingHere } from '../desk/joined-incidents.ts';
import { factsAt, knownAsSaved } from '../desk/known-elsewhere.ts';
import { lookingAt } from '../desk/looking-at.ts';
import { tellIfOld } from '../desk/newest.ts';
import { situationAt } from '../desk/situation.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { written } from '../incident/authors.ts';
import { withoutElsewhere } from '../incident/decided-elsewhere.ts';
import { showId } from '../incident/id.ts';
import { order } from '../incident/order.ts';
import type { IncidentView } from '../incident/view.ts';
import type { KnownElsewhere } from '../policy/around.ts';
import { firstReceived } from '../policy/came.ts';
import { isOverdue } from '../policy/clock.ts';
import type { Due } from '../policy/due.ts';
import { dueOfKnown } from '../policy/happened-again.ts';
import { ledBy } from '../policy/joined-incidents.ts';
import { leftOutToDecide } from '../policy/left-to-decide.ts';
import { noPartHere } from '../policy/no-part.ts';
import { statusOf } from '../policy/status.ts';
import { leadingOf, leftBehindBy } from '../policy/while-led.ts';
import { authorBlocks, notVerifiedBlocks } from '../screen/authors.ts';
import { dueData, dueLine, statusWords } from '../screen/due.ts';
import { incidentBlocks } from '../screen/incident.ts';
import { joinedBlocks, joinedData, ledBlocks } from '../screen/joined-incidents.ts';
import { knownBlocks, knownData, onlyAgainData } from '../screen/known-elsewhere.ts';
import { writtenUnderWords } from '../screen/marks-moved.ts';
import { listIfAny } from '../text/block.ts';

/** `coc show`: one incident, with names, for whoever may open it. */
export async function show(
  app: App,
  [typed]: readonly [string?],
  options: { json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const { vault, playbook, repository } = desk;
  const opened = await vault.inspect(await chooseIncident(app, desk, typed));
  const { document, authors } = opened;
  const names = new Map(repository.roster.members.map((member) => [member.id, member.name]));
  const facts = {
    now: app.now(),
    nameOf: (member: string) => names.get(member) ?? 'somebody who is not on the team',
    reports: new Map(opened.view.reports.map((report) => [report.id, report.number])),
  };
  const { entries, missing } = order(document.entries);
  const all = written(entries, authors);
  const foreign = all.filter(({ authorship }) => authorship === 'not-verified');
  if (foreign.length > 0)
    app.tell(
      notVerifiedBlocks(foreign, {
        ...facts,
        incomplete: missing.length > 0,
        nameOf: (member) => `it names ${facts.nameOf(member)}`,
      }),
    );
  const code = foreign.length > 0 ? EXIT.partial : EXIT.done;
  const { name, version } = document.playbook;
  const { now } = facts;
  const atHand = await briefsAtHand(app, desk);
  const glance = atHand && (await glanceAmong(app, atHand, opened.view.id));
  const { due, joined = [], leader, respondBy } = await waitingHere(app, desk, opened, glance?.due);
  const view = leader === undefined ? withoutElsewhere(opened.view) : opened.view;
  if (options.json) {
    const listing = atHand ?? (await briefs(app, desk));
    const known = await knownAsSaved(app, desk, view, listing);
    const led = ledBy(view.id, listing.incidents);
    // What points to other incidents is said of those alone that can be opened.
    const {
      id,
      entries: _entries,
      chain: _chain,
      stopped: _stopped,
      joined: _joined,
      compared: _compared,
      ...rest
    } = view;
    app.printJson({
      id: showId(id),
      status: statusOf(view),
      respondBy,
      overdue: isOverdue(view, playbook, now, respondBy === null ? undefined : new Date(respondBy)),
      due: [...due, ...dueAgain(view, known)].map(dueData),
      playbook: { name, version },
      ...(joined.length > 0 && { joined: joined.map(joinedData) }),
      ...(leader && { leader: showId(leader.id) }),
      ...(led.length > 0 && { leads: led.map(showId) }),
      ...(known.length > 0 && { known: known.map(knownData) }),
      ...rest,
      ...(view.onlyAgain && { onlyAgain: onlyAgainData(view.onlyAgain) }),
      written: all,
    });
    return code;
  }
  app.printBlocks([
    ...joinedBlocks(joined, {
      ...{ ...facts, leader: leader?.id },
      ...(leader && leadingOf(leader).isStopped && view.stopped === undefined && { isLeftBehind: view.id }),
    }),
    ...incidentBlocks(view, {
      now,
      nameOf: (member) => names.get(member) ?? member,
      recovery: typeof repository.roster.recovery !== 'string',
      playbook,
      policy: `${name}, version ${version}`,
      status: statusWords(statusOf(view)),
      due: due.map((one) => dueLine(one, now)),
      noPart: leader === undefined ? noPartHere(lookingAt(desk, view)) : [],
    }),
    ...leftOutToDecide(situationAt(app, desk, opened, { startedAt: now.toISOString(), overrides: [] })),
    ...listIfAny('Marks that changed', writtenUnderWords(entries, facts.nameOf, now)),
    ...authorBlocks(all, facts),
  ]);
  // At the end, where it is seen last; and what is read does not wait for a look at all the others.
  await tellIfOld(app, desk);
  const listing = atHand ?? (await briefs(app, desk));
  const known = await knownAsSaved(app, desk, view, listing);
  app.printBlocks([
    ...ledBlocks(ledBy(view.id, listing.incidents), leftBehindBy(view, listing.incidents)),
    ...knownBlocks(view.id, known, factsAt(app, desk)),
    ...listIfAny(
      'What waits',
      dueAgain(view, known).map((one) => dueLine(one, now)),
    ),
  ]);
  return code;
}

/** What waits because somebody said that it happened again. */
function dueAgain(incident: IncidentView, known: readonly KnownElsewhere[]): readonly Due[] {
  const receivedAt = firstReceived(incident.reports)?.receivedAt ?? null;
  return dueOfKnown({ ...incident, receivedAt }, known);
}
