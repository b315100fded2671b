import type { Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { showDay } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { onItsDay } from '../text/relative.ts';
import { inARow, within } from '../text/within.ts';
import { toldTheOutcome } from './affected.ts';
import { appealToCarryOut, isAnswered, openAppeals } from './appeals.ts';
import { hasOutcome, untoldOfTheOutcome } from './decisions.ts';
import { capital, lowerFirst } from './fill-letter.ts';
import { isFromFiles, wasBefore } from './from-files.ts';
import { appealOwed } from './owed.ts';
import type { Playbook } from './playbook.ts';
import { canBeReached, isForOthers } from './reach.ts';
import {
  ENDING_DAYS,
  endOf,
  isActive,
  isAtItsEnd,
  isPast,
  isStillToHear,
  notToTell,
  toBeToldBy,
  toInform,
  unmetConditions,
} from './sanctions.ts';
import type { Waiting } from './waiting.ts';

/** Sanctions whose end is near or over, what of them is still to be done and to be told, and appeals. */
export function sanctionsWaiting(incident: IncidentView, playbook: Playbook, now: Date): readonly Waiting[] {
  return incident.sanctions.flatMap((one): readonly Waiting[] => [
    ...toDo(one, incident, playbook, now),
    ...affectedToTell(one, incident, playbook, now),
    ...theEnd(one, incident, playbook, now),
    ...change(one, incident, playbook),
    ...appeals(one, incident, playbook),
  ]);
}

/**
 * What becomes of sanctions where it does not go on: what was decided holds until the team ends it, and on the day on which it ends
 * somebody looks at that. Once that is over nothing of it waits, so that nothing is overdue.
 */
export function sanctionsWhileStopped(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
): readonly Waiting[] {
  const isQuiet = incident.closed !== undefined || isFromFiles(incident);
  return incident.sanctions.flatMap((one): readonly Waiting[] => {
    if (isPast(one, now)) return [];
    const end = theEnd(one, incident, playbook, now);
    if (end.length > 0) return end;
    const { clause } = playbook.sanctions;
    return holdsOn(one, now) && !isQuiet
      ? [{ what: holding(one), clause, step: 'sanction end', pace: 'last' }]
      : [];
  });
}

/** Sanctions that hold and go on holding, each in a sentence. */
export function holdingOn({ sanctions }: IncidentView, now: Date): readonly string[] {
  return sanctions.filter((one) => holdsOn(one, now)).map(holding);
}

/** What was done at once holds on no longer than that. */
function holdsOn(one: Sanction, now: Date): boolean {
  return one.term !== 'now' && isActive(one, now);
}

function holding(one: Sanction): string {
  const until = one.until === undefined ? [] : [`until ${showDay(one.until)}`];
  return `${named(one)} holds on ${[...until, 'until the team ends it'].join(', or ')}`;
}

function named({ label, person }: Sanction): string {
  return `“${label}” for ${person}`;
}

/** Once its end has come, what is not noted as done is told with it. */
function toDo(
  one: Sanction,
  incident: IncidentView,
  { sanctions: { clause } }: Playbook,
  now: Date,
): readonly Waiting[] {
  const held = notToTell(one, incident);
  const { tell, off } = openOf(one, held);
  if (tell.length + off.length === 0 || one.ended !== undefined || isAtItsEnd(one, now)) return [];
  const deeds = present([
    tell.length > 0 && `tell ${listed(tell)} of this`,
    off.length > 0 && `switch off ${listed(off)}`,
  ]);
  return [{ what: `${capital(deeds.join(', and '))}: ${named(one)}`, clause, step: 'sanction done' }];
}

/** Who is still to be told of a sanction, and what to be switched off, as it stands in a sentence. */
function openOf(
  { tell = [], open, at }: Sanction,
  held: readonly string[] = [],
): Readonly<Record<'tell' | 'off', readonly string[]>> {
  const items = open.filter((item) => !held.includes(item));
  return {
    tell: items.filter((item) => tell.includes(item)).map((item) => onItsDay(within(lowerFirst(item)), at)),
    off: items.filter((item) => !tell.includes(item)).map((item) => onItsDay(within(item), at)),
  };
}

/** That somebody affected is told of a change, and of the end before it comes. */
function affectedToTell(
  one: Sanction,
  incident: IncidentView,
  { sanctions: { clause } }: Playbook,
  now: Date,
): readonly Waiting[] {
  const what = { change: 'is changed', end: one.ended === undefined ? 'ends soon' : 'has ended' };
  const untold = untoldOfTheOutcome(incident);
  const open = toInform(one, incident, now)
    .filter(({ person }) => canBeReached(person, incident) && !isForOthers(person, incident))
    .filter(({ person, of }) => of === 'change' || !isStillToHear(person, one, untold, incident));
  return open.map(({ person, of, slip }) => ({
    what: slip
      ? `Tell ${person} what is right of this, which was written down wrong: ${named(one)}`
      : `Tell ${person} that this ${what[of]}: ${named(one)}`,
    clause,
    ...(hasALetter(person, incident)
      ? { step: 'notify', tells: { about: 'outcome' as const, person } }
      : { step: 'sanction done' }),
    ...(of === 'end' && one.ended === undefined && { at: toBeToldBy(one) }),
  }));
}

/** Whether a letter can tell them what holds now, of what this incident decided. */
function hasALetter(person: string, incident: IncidentView): boolean {
  return hasOutcome(incident) && toldTheOutcome(incident).some(({ ref }) => ref === person);
}

/** Of one that was over before it was entered from earlier files, nobody is late to confirm that. */
function theEnd(
  one: Sanction,
  incident: IncidentView,
  { sanctions: { clause } }: Playbook,
  now: Date,
): readonly Waiting[] {
  const end = endOf(one);
  if (end === undefined || one.ended !== undefined) return [];
  if (end.getTime() - now.getTime() >= ENDING_DAYS * 86_400_000) return [];
  const what = `Confirm that ${named(one)} ${isPast(one, now) ? 'has ended' : 'ends'}`;
  const more = isAtItsEnd(one, now) ? beforeItEnds(one) : [];
  const at = wasBefore(one.until, incident) ? undefined : end;
  return [{ what: [what, ...more].join('. '), clause, step: 'sanction end', at, pace: 'on-its-day' }];
}

/** What is to be looked at on the day a sanction ends, a sentence each: what was never confirmed, and who knows of it. */
export function beforeItEnds(one: Sanction): readonly string[] {
  const unmet = unmetConditions(one).map(({ condition }) => condition);
  const { tell = [], open } = one;
  const told = tell.filter((item) => !open.includes(item));
  const { tell: untold, off } = openOf(one);
  return present([
    untold.length > 0 && `Never noted as told of it: ${listed(untold)}`,
    off.length > 0 && `Never noted as switched off: ${listed(off)}`,
    unmet.length > 0 && `Not noted as met or kept to: ${onTheirDay(unmet, one)}`,
    told.length > 0 && `These know of it, and have to hear that it ends: ${inARow(told)}`,
  ]);
}

function onTheirDay(items: readonly string[], { at }: Sanction): string {
  return items.map((item) => onItsDay(within(item), at)).join('; ');
}

/** An appeal changed it, and nobody has written down yet what holds now. */
function change(
  one: Sanction,
  incident: IncidentView,
  { sanctions: { clause } }: Playbook,
): readonly Waiting[] {
  if (appealToCarryOut(one, incident) === undefined) return [];
  const what = `Write down how ${named(one)} is changed, as the appeal came out`;
  return [{ what, clause, step: 'sanction change' }];
}

/** Appeals that nobody has heard, and those whose outcome nobody was told. */
function appeals(one: Sanction, incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const { clause } = playbook.accused.response;
  const unanswered = one.appeals.filter((appeal) => !isAnswered(appeal, one, incident));
  return [
    ...openAppeals(one).map(() => ({
      what: `Hear the appeal against ${named(one)}`,
      clause,
      step: 'sanction appeal',
    })),
    ...unanswered.map(({ id }) => ({
      what: `Tell ${one.person} what came of the appeal against ${named(one)}`,
      clause,
      step: 'notify',
      tells: { about: 'appeal' as const, person: one.person },
      owed: [appealOwed(one.person, id)],
    })),
  ];
}
