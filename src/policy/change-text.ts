import { isKnown } from '../incident/entry.ts';
import type { Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { type Appeal, appealToAnswer } from './appeals.ts';
import { decisionsAbout, isToldOf, slipsTold, wasAnswered } from './decisions.ts';
import { fillLetter } from './fill-letter.ts';
import { type Given, text } from './given-answers.ts';
import { appealWords, lines, nameIn, responseText, signed } from './letter-text.ts';
import { isActive } from './sanctions.ts';
import { actionOf, asTheyRead, calledWith, ended, mustsOf } from './sanctions-in-letters.ts';
import type { Situation } from './situation.ts';

/** The letter that tells somebody what was decided; what changed, where they were told before. */
export function decisionText(given: Given, situation: Situation): string {
  const person = text(given.person) ?? '';
  const changed = wasAnswered(person, situation.incident) ? changedLines(person, given, situation) : [];
  return changed.length === 0
    ? responseText(given, situation)
    : changeText(person, changed, given, situation);
}

/** What is not as it was when they were told last, a line each. */
function changedLines(person: string, given: Given, situation: Situation): readonly string[] {
  const { incident, playbook, now } = situation;
  return incident.sanctions
    .filter((one) => one.person === person)
    .flatMap((one) => {
      if (one.ended?.how === 'lifted' && !isToldOf(one.ended, person, incident))
        return [`${calledWith(one, given, situation)}. ${playbook.letters.response.lifted}`];
      return !isAsTold(one, incident) && isActive(one, now)
        ? [
            actionOf(one, given, situation),
            ...droppedOf(one, incident).map(
              (words) =>
                `${ended(asTheyRead(words, one, given, situation))} ${playbook.letters.response.lifted}`,
            ),
          ]
        : [];
    });
}

/**
 * The conditions that somebody was told, and of which it was said since that they do not hold any more. It is never concluded from their
 * words: the same can stand there in others, and who must keep away from somebody would read that they need not.
 */
function droppedOf(one: Sanction, incident: IncidentView): readonly string[] {
  const { changes, corrections = [], conditions = [], person } = one;
  const begun = incident.entries.find((entry) => entry.id === one.id);
  const first = begun !== undefined && isKnown(begun) && begun.kind === 'sanction' ? [begun] : [];
  const written = [
    ...[...first, ...changes].map(({ id, conditions: said }) => ({ id, said })),
    ...corrections.map(({ id, right }) => ({ id, said: right.conditions })),
  ];
  const told = written.filter((entry) => isToldOf(entry, person, incident)).flatMap(({ said = [] }) => said);
  return [...changes, ...corrections]
    .filter((entry) => !isToldOf(entry, person, incident))
    .flatMap(({ noLonger = [] }) => noLonger)
    .filter((words) => told.includes(words) && !conditions.includes(words));
}

/** Whether whoever is under it was told of a sanction as it is now. */
function isAsTold(one: Sanction, incident: IncidentView): boolean {
  return [one, ...one.changes, ...slipsTold(one)].every((entry) => isToldOf(entry, one.person, incident));
}

function changeText(person: string, changed: readonly string[], given: Given, situation: Situation): string {
  const { incident, playbook, now } = situation;
  const { response } = playbook.letters;
  const own = incident.sanctions.filter((one) => one.person === person);
  const holding = own.filter((one) => isActive(one, now));
  const asBefore = holding.filter((one) => isAsTold(one, incident));
  const heard = own.flatMap(({ appeals }) => appeals).findLast((one) => isNews(one, person, incident));
  const must = mustsOf(
    holding,
    given,
    situation,
    holding.filter((one) => !asBefore.includes(one)),
  );
  const appeal =
    heard === undefined ? appealWords(must, given, situation) : fillLetter(response.holds, { must });
  if (heard === undefined && areSlips(person, incident))
    return fillLetter(response.corrected, {
      name: nameIn(given, situation),
      actions: lines(changed),
      before: asBefore.length === 0 ? '' : response['as-before'],
      appeal: holding.length === 0 ? '' : appealWords(must, given, situation),
      signed: signed(given, situation),
    });
  return fillLetter(response.changed, {
    name: nameIn(given, situation),
    heard: heard === undefined ? '' : heardWords(heard, situation),
    actions: lines(changed),
    before: asBefore.length === 0 ? '' : response['as-before'],
    appeal: holding.length === 0 ? '' : appeal,
    signed: signed(given, situation),
  });
}

/** Whether all that somebody was not told yet is what was written down wrong: then nothing was decided anew. */
function areSlips(person: string, incident: IncidentView): boolean {
  const slips = incident.sanctions.flatMap(slipsTold);
  const untold = decisionsAbout(person, incident).filter((one) => !isToldOf(one, person, incident));
  return untold.every(({ id }) => slips.some((slip) => slip.id === id));
}

/** Whether an appeal came out differently, and whoever made it was not told what holds now. */
function isNews({ outcome }: Appeal, person: string, incident: IncidentView): boolean {
  return outcome !== undefined && outcome.outcome !== 'stands' && !isToldOf(outcome, person, incident);
}

/** Whether what somebody is told now came of an appeal of theirs: then there is no second one to be invited to. */
export function comesOfAppeal(person: string, { incident }: Pick<Situation, 'incident'>): boolean {
  return incident.sanctions.some(
    (one) => one.person === person && one.appeals.some((appeal) => isNews(appeal, person, incident)),
  );
}

/** The letter that tells somebody that their appeal was heard, by whom, and that it stays as it is. */
export function appealText(given: Given, situation: Situation): string {
  const person = text(given.person);
  const found = person === undefined ? undefined : appealToAnswer(person, situation.incident);
  return fillLetter(situation.playbook.letters.appeal.text, {
    name: nameIn(given, situation),
    action: found === undefined ? '' : actionOf(found.sanction, given, situation),
    heard: found === undefined ? '' : heardWords(found.appeal, situation),
    signed: signed(given, situation),
  });
}

/** Who heard it: those on the team by name, and somebody from outside by that alone; whoever has a yes to their name writes it in. */
function heardWords({ outcome }: Sanction['appeals'][number], situation: Situation): string {
  const { heard, outside } = situation.playbook.letters.response;
  const who = (outcome?.heardBy ?? []).map(
    (one) => situation.members.find(({ id }) => id === one)?.name ?? outside,
  );
  return who.length === 0 ? '' : fillLetter(heard, { who: listed([...new Set(who)]) });
}
