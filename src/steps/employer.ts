import { showId } from '../incident/id.ts';
import type { Action, Letter } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Answers } from '../interview/question.ts';
import { firstReport, letterDrafted } from '../policy/came-first.ts';
import { notToldYet } from '../policy/decisions.ts';
import { employerHandedOut, tellsEmployer } from '../policy/employer-handed-out.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, list, text } from '../policy/given-answers.ts';
import { accusedIn } from '../policy/involved.ts';
import { employerText, OTHERWISE } from '../policy/letter-text.ts';
import { endsWithoutYes, onlyNotesAnswer } from '../policy/permission.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { THE_EMPLOYER } from '../policy/way-back.ts';
import { isNameless, WHICH_ACCUSED } from './people.ts';
import {
  addConditionsMet,
  addPermitted,
  namingQuestions,
  notesAnswer,
  permissionQuestions,
} from './permission.ts';
import { NOBODY_ACCUSED } from './possible.ts';
import {
  allRestOn,
  asker,
  choicesIn,
  choicesNow,
  LINE,
  labelled,
  REASON,
  restsOn,
  type StepQuestion,
} from './questions.ts';
import { ACTING, GOING_OUT, JUST_NOW, SAVED, type Step } from './step.ts';
import {
  addLetter,
  addNotSent,
  addTold,
  calledSameThere,
  hearFirst,
  LETTER,
  nameQuestions,
  noteName,
  reachQuestion,
  tellingQuestions,
  waitingLetter,
  whatBecame,
} from './telling.ts';

const NOTES = notesAnswer('employer', 'employer');

/** A short, factual letter to an employer, on one of the policy's grounds. */
export const EMPLOYER: Step = {
  id: 'employer',
  about: 'A short, factual report to an employer, on one of the grounds of the policy.',
  questions,
  decide,
  wantsNewest: JUST_NOW,
  gates: [...ACTING, ...GOING_OUT, 'meeting', 'grounds'],
  acts: ({ state }) => state !== 'sent' && state !== 'not-sent',
  tellsDetails: (given, incident) =>
    given.state === 'letter' && !onlyNotesAnswer(given, incident, 'employer'),
  bars: [NOBODY_ACCUSED],
  saveLabel: 'Save this',
  saved: SAVED,
  nextIn: (answers, incident) => {
    const done = handedOut(answers, incident).map(({ number }) => String(number));
    return done.length === 0
      ? undefined
      : { ask: 'Tick it off now', byEnter: false, step: 'meeting --done', answers: { done } };
  },
  ...NOTES,
  afterwards: (given, before) => [
    ...NOTES.afterwards(given, before),
    ...calledSameThere(given, before),
    ...handedOut(given, before.incident).map(
      ({ what }) =>
        `A meeting handed out “${what}”. If that is done with this, tick it off: \`coc meeting --done ${showId(before.incident.id)}\`.`,
    ),
  ],
  outgoing: {
    questions: ['capacity', 'name', 'what', 'action', 'letter'],
    kind: () => 'employer',
    drafts: ['employer'],
    text: (given) => (given.state === 'letter' ? text(given.letter) : undefined),
  },
};

function handedOut(given: Given, incident: IncidentView): readonly Action[] {
  return tellsEmployer(given) ? employerHandedOut(given, incident) : [];
}

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'employer');
  const writes = ({ state }: Answers): boolean => state === 'letter';
  const goesOn = (answers: Answers, situation: Situation): boolean =>
    writes(answers) && !endsWithoutYes(answers, situation, 'employer');
  const waiting = ({ person }: Answers, situation: Situation): Letter | undefined =>
    waitingLetter('employer', typeof person === 'string' ? person : undefined, situation);
  return [
    ask('person', {
      ...WHICH_ACCUSED,
      before: (_answers, { playbook: { employer } }) => [{ kind: 'text', text: employer.advice }],
    }),
    ask('state', {
      answer: (answers, situation) =>
        choicesNow(
          playbook,
          'employer',
          'state',
          (value) => value === 'letter' || waiting(answers, situation) !== undefined,
        ),
      required: true,
      assume: true,
      initial: (answers, situation) => whatBecame(waiting(answers, situation), situation) ?? 'letter',
    }),
    ...allRestOn(
      ['person'],
      permissionQuestions(
        playbook,
        ask,
        'employer',
        (answers, { incident }) => writes(answers) && incident?.visibility !== 'witnessed',
      ),
    ),
    ask('grounds', {
      answer: { type: 'choices', choices: labelled(playbook.employer.grounds) },
      when: goesOn,
      before: (answers, situation) =>
        isUntold(answers, situation)
          ? []
          : hearFirst(
              notToldYet(situation.incident, []).filter((ref) => ref === answers.person),
              'their employer does',
            ),
      ...restsOn('person'),
    }),
    ask('capacity', {
      answer: LINE,
      required: true,
      when: (answers, situation) =>
        goesOn(answers, situation) && (answers.grounds?.includes(OTHERWISE) ?? false),
      ...restsOn('person'),
    }),
    ...nameQuestions(playbook, ask, {
      when: (answers, situation) => goesOn(answers, situation) && isNameless(answers, situation),
    }),
    ask('employer', {
      answer: LINE,
      required: true,
      when: goesOn,
      ...restsOn('person'),
      initial: employerOf,
      onceMore: (_had, answers, situation) => employerOf(answers, situation),
    }),
    ...namingQuestions(playbook, ask, goesOn),
    ask('untold', {
      ...REASON,
      when: (answers, situation) => goesOn(answers, situation) && isUntold(answers, situation),
      ...restsOn('person'),
    }),
    ask('what', { answer: LINE, required: true, when: goesOn, ...restsOn('person') }),
    ask('action', { answer: LINE, required: true, when: goesOn, ...restsOn('person') }),
    reachQuestion(ask, goesOn, () => THE_EMPLOYER),
    ask('letter', {
      ...LETTER,
      when: goesOn,
      initial: employerText,
    }),
    ask('sent', {
      answer: choicesIn(playbook, 'employer', 'sent'),
      required: true,
      assume: true,
      initial: () => 'no',
      when: goesOn,
    }),
    ...tellingQuestions(
      ask,
      {
        when: (answers) => (writes(answers) ? answers.sent === 'yes' : answers.state === 'sent'),
        isLetter: () => true,
      },
      {
        hardly: (answers, situation) => [
          ...firstReport(situation.incident),
          ...(writes(answers)
            ? []
            : letterDrafted(waitingLetter('employer', text(answers.person), situation))),
        ],
      },
    ),
    ask('unsent', { answer: LINE, when: ({ state }) => state === 'not-sent' }),
  ];
}

/** Whether they have been told nothing at all so far, and no letter has said yet why their employer is told before that. */
function isUntold({ person }: Answers, { incident }: Situation): boolean {
  const { told, letters } = incident;
  return (
    accusedIn(incident).some(({ ref }) => ref === person) &&
    !told.some((one) => one.person === person && one.about !== 'employer') &&
    !letters.some((one) => one.letter === 'employer' && one.person === person && one.untold !== undefined)
  );
}

/** For whom somebody works, as far as that is known. */
function employerOf({ person }: Answers, { incident }: Situation): string | undefined {
  return incident.people.find(({ ref }) => ref === person)?.employer;
}

/** A short, factual report to an employer, on one of the policy's grounds ("Employer reports"). */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  if (given.state === 'sent') {
    addTold(
      draft,
      'employer',
      given,
      situation,
      waitingLetter('employer', text(given.person), situation)?.id,
    );
    return;
  }
  if (given.state === 'not-sent') {
    addNotSent(draft, waitingLetter('employer', text(given.person), situation), given);
    return;
  }
  addPermitted(draft, 'employer', given, situation);
  noteName(given, situation, draft);
  noteEmployer(given, situation, draft);
  if (endsWithoutYes(given, situation, 'employer')) return;
  const letter = addLetter(draft, 'employer', given, {
    grounds: list(given.grounds),
    untold: text(given.untold),
  });
  addConditionsMet(draft, 'employer', given, situation, letter);
  if (given.sent === 'yes') addTold(draft, 'employer', given, situation, letter);
}

/** Who the employer is belongs to the person, so that no other text gives it away. */
function noteEmployer(given: Given, { incident }: Situation, draft: EntryList): void {
  const person = incident.people.find(({ ref }) => ref === given.person);
  const employer = text(given.employer);
  if (person !== undefined && employer !== undefined && employer !== person.employer)
    draft.add({ kind: 'person', person: person.ref, role: person.role, employer });
}
