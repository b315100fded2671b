import { showId } from '../../incident/id.ts';
import { isDecided } from '../../incident/response.ts';
import type { Answers } from '../../interview/question.ts';
import { ONE_EACH } from '../../interview/slips.ts';
import { fold } from '../../letters/fold.ts';
import { isFirstNameAlone } from '../../letters/likeness.ts';
import { possibleNames } from '../../letters/names.ts';
import { isOrdinary } from '../../letters/ordinary.ts';
import { endsDuty, isDutyHere } from '../../policy/conflicts.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, text } from '../../policy/given-answers.ts';
import { principleBlocks } from '../../policy/guide.ts';
import { accusedWhoMayBe } from '../../policy/involved.ts';
import { newWordsBlocks } from '../../policy/new-to-them.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import { isActive } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import { decidesUnheard } from '../../policy/unheard.ts';
import { WHICH_ACCUSED } from '../people.ts';
import { NOBODY_ACCUSED } from '../possible.ts';
import {
  asker,
  choicesIn,
  dayType,
  isDayOver,
  LINE,
  LIST,
  labelled,
  REASON,
  restsOn,
  type StepQuestion,
  severalFrom,
  TEXT,
  TO_SOMEBODY,
  WHEN_IT_WAS_THEN,
} from '../questions.ts';
import { GOING_ON, KEPT_OPEN, type Step } from '../step.ts';
import { marksFor, NOT_IN_LETTERS } from './marks.ts';
import { parameterQuestions, parametersIn } from './parameters.ts';
import { toldAnyway } from './told-anyway.ts';
import {
  addRanOut,
  aloneIn,
  decidedByIn,
  forHowLong,
  hasLastDay,
  stillHolds,
  termOf,
  whoDecided,
} from './which.ts';

/** A sanction: what, for how long, what safety it gives, and who must know. */
export const SANCTION: Step = {
  id: 'sanction',
  about: 'A sanction: what, for how long, what safety it gives, and who must know of it.',
  questions,
  decide,
  gates: [...GOING_ON, 'meeting', 'conflict', 'heard', 'apology', 'refund', ...KEPT_OPEN],
  isDecided: (incident) => isDecided(incident) && incident.meetings.at(-1)?.outcome !== 'no-action',
  bars: [NOBODY_ACCUSED],
  afterwards: (given, before) => [...onTheTeam(given, before), ...nameForTheDoor(given, before)],
  saveLabel: 'Save the sanction',
  saved: 'The sanction is saved and encrypted. It belongs to',
};

/** What is said of a sanction is said of that one. */
const OF_IT = restsOn('person', 'sanction');

/** Which sanctions there are, and what has to be told with each, the playbook says. */
function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction');
  const { kinds } = playbook.sanctions;
  const switchOff = ask('switch-off', { answer: LIST });
  const kindOf = ({ sanction }: Answers): SanctionKind | undefined => kinds.find(({ id }) => id === sanction);
  return [
    ask('person', WHICH_ACCUSED),
    ask('sanction', {
      answer: { type: 'choice', choices: labelled(kinds) },
      required: true,
      before: (_answers, { playbook: { principle } }) => principleBlocks(principle),
      after: (answers) => {
        const condition = kindOf(answers)?.condition;
        return condition === undefined ? [] : [{ kind: 'text', text: condition }];
      },
    }),
    ...parameterQuestions(playbook, kindOf),
    ask('starts-at', WHEN_IT_WAS_THEN),
    ask('grant-condition', {
      answer: choicesIn(playbook, 'sanction', 'grant-condition'),
      required: true,
      when: (answers) => kindOf(answers)?.condition !== undefined,
      ...OF_IT,
    }),
    ask('term', forHowLong(playbook, kindOf)),
    ask('until', {
      answer: dayType,
      required: true,
      when: hasLastDay,
      check: stillHolds('starts-at'),
      ...OF_IT,
    }),
    ask('ran-out', {
      answer: choicesIn(playbook, 'sanction', 'ran-out'),
      required: true,
      when: (answers, { now }) => hasLastDay(answers) && isDayOver(answers.until, now),
    }),
    ask('one-more', {
      answer: choicesIn(playbook, 'sanction', 'one-more'),
      required: true,
      when: isThereAlready,
      check: (answer) =>
        answer === 'no' ? 'says that there is nothing more to write down. Ctrl-C stops here' : undefined,
    }),
    ask('conditions', { answer: LIST, ofTyped: marksFor, ofWritten: NOT_IN_LETTERS, ...OF_IT }),
    ask('safety', {
      ...REASON,
      answer: TEXT,
      before: (answers, situation) =>
        newWordsBlocks(text(answers.person) ?? '', toldWith(answers, kindOf(answers)), situation),
      ...OF_IT,
    }),
    ...whoDecided(ask, 'starts-at', () => true, {
      proposed: ({ incident, me }) => incident.meetings.at(-1)?.present ?? [me],
      ofTheMeeting: true,
    }),
    ask('unheard', { answer: LINE, when: decidesUnheard }),
    ask('tell', {
      answer: LIST,
      check: (answer, answers, situation) =>
        TO_SOMEBODY.check?.(answer, answers, situation) ??
        toldAnyway(list(answer), text(answers.person), situation),
    }),
    ask('switch-off', {
      answer: severalFrom(({ community }) => community.systems.map((one) => ({ value: one, label: one }))),
      when: (_answers, { community }) => community.systems.length > 0,
    }),
    ask('also-switch-off', {
      answer: LIST,
      ...ONE_EACH,
      // Where the community has no list to choose from, there is nothing that this is besides.
      wordedAs: (_answers, { community }) => (community.systems.length === 0 ? switchOff : undefined),
    }),
  ];
}

/** What is typed of it and stands in the letter that tells it. */
function toldWith(answers: Answers, kind: SanctionKind | undefined): string {
  return [
    ...Object.values(kind === undefined ? {} : parametersIn(answers, kind)),
    ...list(answers.conditions),
  ].join('\n');
}

/** A sanction, with everything that belongs to it ("Possible sanctions"). */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { playbook, now } = situation;
  const kind = playbook.sanctions.kinds.find(({ id }) => id === given.sanction);
  if (kind === undefined) throw new Error('a sanction that the playbook does not have');
  const parameters = parametersIn(given, kind);
  const sanction = draft.add({
    kind: 'sanction',
    person: text(given.person) ?? '',
    sanction: kind.id,
    label: kind.label,
    startsAt: text(given['starts-at']) ?? now.toISOString(),
    ...termOf(given),
    parameters,
    safety: text(given.safety) ?? '',
    decidedBy: decidedByIn(given, situation, draft),
    alone: aloneIn(given, situation, 'starts-at'),
    tell: filled(list(given.tell)),
    switchOff: filled([...list(given['switch-off']), ...list(given['also-switch-off'])]),
    unheard: text(given.unheard),
  });
  if (given['ran-out'] === 'yes') addRanOut(draft, sanction, given);
}

/** That a duty is ended of somebody who may be on this team, which coc ends by another command; where it is named, that waits by itself. */
function onTheTeam(given: Given, { playbook, incident, members }: Situation): readonly string[] {
  const kind = playbook.sanctions.kinds.find(({ id }) => id === given.sanction);
  const ref = text(given.person);
  if (kind === undefined || !endsDuty(kind) || isDutyHere(text(given.role))) return [];
  return members.some((one) => accusedWhoMayBe(one, incident).some((person) => person.ref === ref))
    ? [
        `${ref} may be on this team, and stays on it. Where this ends that as well, an admin types \`coc team remove\`.`,
      ]
    : [];
}

/** That whoever stands at a door goes by names, where no more than a first name is known of them, or none. */
function nameForTheDoor(given: Given, { incident }: Situation): readonly string[] {
  const person = incident.people.find(({ ref }) => ref === text(given.person));
  if (person === undefined || person.hidden === true || given.term === 'now') return [];
  const { ref, name, aliases = [], description = '' } = person;
  const called = [...(name ? [name] : []), ...aliases, ...possibleNames(description).filter(isNoCommonWord)];
  const names = called.filter((one) => !one.includes('@'));
  if (!names.every(isFirstNameAlone)) return [];
  const known = names.length === 0 ? `No name of ${ref} is known` : `Of ${ref} a first name alone is known`;
  return [
    `${known}, and at a door people give their whole name. Add it once you know it: \`coc report add ${showId(incident.id)}\``,
  ];
}

/** Whether words that describe somebody have one that is no common word, or is written as a name: “Will Young”, and not “A tall man”. */
function isNoCommonWord(words: string): boolean {
  return words
    .trim()
    .split(/\s+/)
    .some((word, at) => !isOrdinary(fold(word)) || (at > 0 && /^\p{Lu}/u.test(word)));
}

/** Whether somebody is under a sanction of this kind with this term already. */
function isThereAlready(given: Answers, { incident, now }: Situation): boolean {
  return incident.sanctions.some(
    (one) =>
      one.person === given.person &&
      one.sanction === given.sanction &&
      one.term === given.term &&
      one.until === given.until &&
      isActive(one, now),
  );
}
