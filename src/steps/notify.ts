import { type LetterFields, TEXT_ELSEWHERE } from '../incident/decided-elsewhere.ts';
import { showId } from '../incident/id.ts';
import { marksIn } from '../incident/people.ts';
import { isDecided, type Letter, type Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Answers, AnswerType, Choice } from '../interview/question.ts';
import { toldTheOutcome } from '../policy/affected.ts';
import { appealToAnswer, appealToCarryOut } from '../policy/appeals.ts';
import type { Bar } from '../policy/bars.ts';
import { appealCame, type Before, firstDecision, letterDrafted } from '../policy/came-first.ts';
import { appealText, decisionText } from '../policy/change-text.ts';
import { hasOutcome, isUnwritten, knowsTheDecision, untoldOfTheOutcome } from '../policy/decisions.ts';
import { firstToTell } from '../policy/due.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { sentence } from '../policy/fill-letter.ts';
import { type Given, text } from '../policy/given-answers.ts';
import { isTold } from '../policy/heard.ts';
import { accusedIn } from '../policy/involved.ts';
import { complaintText, outcomeText, spokenOf } from '../policy/letter-text.ts';
import { newWordsBlocks } from '../policy/new-to-them.ts';
import { saysYes } from '../policy/permission.ts';
import { type MissingThere, missingThere, missingThereWords } from '../policy/permission-there.ts';
import { clauseTitle, type Playbook } from '../policy/playbook.ts';
import { isActive } from '../policy/sanctions.ts';
import { noAppealWords } from '../policy/shipped-facts.ts';
import type { Situation } from '../policy/situation.ts';
import { isHeld, toBeToldItIsOver } from '../policy/stopped.ts';
import { tellableConditions } from '../policy/told-conditions.ts';
import { isFirstOfIt } from '../policy/unheard.ts';
import { appealPlaceKnown, keptFrom, problemOfAppealPlace, wayBackGiven } from '../policy/way-back.ts';
import { decidedIn, toldOfElsewhere } from '../policy/where-decided.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { present } from '../text/present.ts';
import { ended } from '../text/within.ts';
import type { Following } from './not-before.ts';
import { accused, isNameless, named, only } from './people.ts';
import { addConditionsMet, addPermitted, namingQuestions, permissionQuestions } from './permission.ts';
import { NOBODY_ACCUSED } from './possible.ts';
import {
  allRestOn,
  asker,
  choicesIn,
  choicesNow,
  LINE,
  REASON,
  restsOn,
  type StepQuestion,
  severalFrom,
  WHEN_TO_LOOK_AGAIN,
  whyEarly,
} from './questions.ts';
import { ACTING, GOING_OUT, JUST_NOW, SAVED, type Step } from './step.ts';
import {
  addLetter,
  addNotSent,
  addTold,
  calledSameThere,
  LETTER,
  nameQuestions,
  noteName,
  otherWayBlocks,
  reachQuestion,
  tellingQuestions,
  WAY_BACK,
  waitingLetter,
  waysBackIn,
  whatBecame,
} from './telling.ts';

/** Nothing is drafted that the record does not say. */
const SANCTION_UNWRITTEN: Bar = {
  when: ['given', 'saving'],
  at: 'way',
  refuses: (given, situation) =>
    given.way === 'letter' &&
    ((given.about === 'outcome' && isUnwritten(decidedIn(situation))) ||
      (given.about === 'response' &&
        !toBeToldItIsOver(situation.incident, situation.now).includes(text(given.person) ?? '') &&
        isUnwritten(situation.incident))),
  why: 'The meeting decided on a sanction, and which one is not written down yet. So there is nothing to tell yet.',
  clause: ({ playbook }) => clauseTitle(playbook, playbook.accused.response.clause),
  hints: (_id, situation) => {
    const { incident } = situation;
    const where = isUnwritten(incident) ? incident : decidedIn(situation);
    return [`\`coc sanction ${showId(where.id)}\` writes it down.`];
  },
};

/** What an appeal changed is told as it holds now: the letter would say again what no longer does, and invite to appeal once more. */
const CHANGE_UNWRITTEN: Bar = {
  when: ['given', 'saving'],
  at: 'way',
  refuses: (given, situation) => given.way === 'letter' && stillToChange(given, situation).length > 0,
  why: 'An appeal changed a sanction, and what holds now is not written down yet. So there is nothing to tell yet.',
  clause: ({ playbook }) => clauseTitle(playbook, playbook.accused.response.clause),
  hints: (_id, situation) => {
    const where =
      stillToChange({ about: 'response' }, situation).length > 0 ? situation.incident : decidedIn(situation);
    return [
      `\`coc sanction change ${showId(where.id)}\` writes down for how long it holds from now on, and under which conditions.`,
    ];
  },
};

/** The sanctions that a letter tells of and that an appeal changed, as long as nobody has written down how. */
function stillToChange({ about, person }: Given, situation: Situation): readonly Sanction[] {
  if (about !== 'response' && about !== 'outcome') return [];
  if (
    about === 'response' &&
    toBeToldItIsOver(situation.incident, situation.now).includes(text(person) ?? '')
  )
    return [];
  const where = about === 'outcome' ? decidedIn(situation) : situation.incident;
  return where.sanctions
    .filter((one) => about === 'outcome' || person === undefined || one.person === person)
    .filter((one) => appealToCarryOut(one, where) !== undefined);
}

/** Tells the accused that there is a complaint, or what was decided; tells the person affected what was decided. */
export const NOTIFY: Step = {
  id: 'notify',
  about:
    'What the accused is told: that there is a complaint, or what was decided. Or what the person affected is told.',
  questions,
  decide,
  wantsNewest: JUST_NOW,
  gates: [...ACTING, ...GOING_OUT, 'undecided', 'appeal-place'],
  // What was decided can be told to the person affected also where they asked that it does not go on.
  acts: ({ about, way }) => about !== 'outcome' && (way === undefined || way === 'letter'),
  tellsDetails: ({ about, what }) => about === 'complaint' && (text(what) ?? '').trim() !== '',
  ends: ({ about, person }, { incident, now }) => {
    const over = toBeToldItIsOver(incident, now);
    const isAboutThat = about === undefined || about === 'response';
    return isAboutThat && (typeof person === 'string' ? over.includes(person) : over.length > 0);
  },
  bars: [
    {
      ...NOBODY_ACCUSED,
      refuses: (given, situation) =>
        NOBODY_ACCUSED.refuses(given, situation) && toldTheOutcome(situation.incident).length === 0,
    },
    SANCTION_UNWRITTEN,
    CHANGE_UNWRITTEN,
  ],
  intro: (situation) => {
    const { playbook, community, incident, now } = situation;
    const over = toBeToldItIsOver(incident, now);
    if (over.length > 0)
      return [
        {
          kind: 'text',
          text: `${listed(over)} can be told that it goes no further, and no more. ${marksIn(over, incident.people).join('; ')}.`,
        },
      ];
    return [
      { kind: 'list', title: 'About the complaint', items: playbook.accused.complaint.items },
      { kind: 'list', title: 'About what was decided', items: playbook.accused.response.items },
      ...present([noAppealWords(playbook, community, incident)]).map((words) => ({
        kind: 'text' as const,
        text: words,
      })),
    ];
  },
  saveLabel: 'Save this',
  saved: SAVED,
  afterwards: calledSameThere,
  outgoing: {
    questions: ['name', 'what', 'decided', 'letter'],
    kind: aboutOf,
    drafts: ['complaint', 'response'],
    text: (given) => (given.way === 'letter' ? text(given.letter) : undefined),
  },
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'notify');
  const isLetter = ({ way }: Answers): boolean => way === 'letter';
  const isAboutComplaint = ({ about }: Answers): boolean => about === 'complaint';
  return [
    ask('about', {
      answer: (_answers, situation) =>
        whileStopped(
          choicesNow(playbook, 'notify', 'about', (about) => canBeAbout(about, situation)),
          situation,
        ),
      required: true,
      initial: (_answers, situation) => mostLikelyAbout(situation),
    }),
    ask('person', {
      answer: (answers, situation) => ({ type: 'choice', choices: recipients(answers, situation) }),
      required: true,
      assume: true,
      initial: (answers, situation) => only(recipients(answers, situation)),
    }),
    ask('way', {
      answer: (answers, situation) =>
        choicesNow(
          playbook,
          'notify',
          'way',
          (value) =>
            (value !== 'sent' && value !== 'not-sent') || waitingFor(answers, situation) !== undefined,
        ),
      required: true,
      initial: (answers, situation) => whatBecame(waitingFor(answers, situation), situation) ?? 'letter',
    }),
    ...nameQuestions(playbook, ask, {
      when: (answers, situation) => isLetter(answers) && isNameless(answers, situation),
    }),
    ...allRestOn(
      ['person'],
      permissionQuestions(
        playbook,
        ask,
        'tell-accused',
        (answers, { incident }) =>
          isLetter(answers) && isAboutComplaint(answers) && incident?.visibility !== 'witnessed',
        (answers, situation) =>
          notPermittedThere(answers, situation).map((one) => ({
            kind: 'text',
            text: `${missingThereWords(one, situation.incident)} Until then the letter can say that there is a complaint, and not what it is about.`,
          })),
      ),
    ),
    ask('what', {
      answer: LINE,
      when: (answers) => isLetter(answers) && isAboutComplaint(answers),
      ...restsOn('person'),
      // Where nothing was permitted, nothing is asked that could not be told.
      offered: (answers, situation) =>
        (situation.incident.visibility === 'witnessed' || saysYes(answers)) &&
        notPermittedThere(answers, situation).length === 0,
    }),
    ask('untold', {
      ...REASON,
      when: (answers, situation) => isLetter(answers) && isFirst(answers, situation),
      // Why nobody heard them was asked when it was decided.
      initial: (answers, situation) => whyUnheard(answers, situation),
      ...restsOn('about', 'person'),
    }),
    ask('decided', {
      answer: LINE,
      required: true,
      when: (answers, situation) => isLetter(answers) && decidedOnSomethingElse(answers, situation),
      ...restsOn('about', 'person'),
    }),
    ask('conditions', {
      answer: severalFrom((situation, { person }) =>
        tellableConditions(text(person), situation).map(({ value, words }) => ({ value, label: words })),
      ),
      assume: true,
      initial: ({ person }, situation) =>
        tellableConditions(text(person), situation).flatMap((one) => (one.concerns ? one.value : [])),
      when: (answers, situation) =>
        isLetter(answers) &&
        answers.about === 'outcome' &&
        tellableConditions(text(answers.person), situation).length > 0,
      restsOn: ({ about, person }, situation) => [
        about,
        tellableConditions(text(person), situation).map(({ value, words }) => [value, words]),
      ],
      onceMore: (_had, { person }, situation) =>
        tellableConditions(text(person), situation).flatMap((one) => (one.concerns ? one.value : [])),
    }),
    ask('contact', {
      answer: LINE,
      when: (answers) => isLetter(answers) && isAboutComplaint(answers),
      before: (answers, situation) =>
        wayBackGiven('reach', text(answers.person), situation) === undefined
          ? otherWayBlocks(situation, text(answers.person))
          : [],
      assume: true,
      initial: ({ person }, situation) =>
        keptFrom(situation).length > 0
          ? wayBackGiven('reach', text(person), situation)
          : situation.community.contact || undefined,
      required: true,
      ...WAY_BACK,
    }),
    ask('appeals', {
      answer: LINE,
      required: true,
      when: (answers, situation) => isLetter(answers) && namesAppealPlace(answers, situation),
      before: (answers, situation) => {
        const isKnown = appealPlaceKnown(text(answers.person), situation) !== undefined;
        const usual = `The usual place to appeal to: ${situation.community.appeals}.`;
        return [
          ...(isKnown ? [] : otherWayBlocks(situation, text(answers.person))),
          {
            kind: 'text',
            text: isKnown ? usual : `${usual} Type it, if nobody who is kept out reads it there.`,
          },
        ];
      },
      initial: ({ person }, situation) => appealPlaceKnown(text(person), situation),
      ...restsOn('about', 'person'),
      check: (answer, answers, situation) =>
        WAY_BACK.check?.(answer, answers, situation) ??
        problemOfAppealPlace(String(answer), text(answers.person), situation),
    }),
    reachQuestion(ask, isLetter, ({ person }) => text(person)),
    ask('answer-by', {
      ...WHEN_TO_LOOK_AGAIN,
      required: false,
      when: (answers) => isLetter(answers) && isAboutComplaint(answers),
    }),
    ...namingQuestions(
      playbook,
      ask,
      isLetter,
      (answers, situation) => answers.about === 'response' && spokenOf(answers, situation).length > 0,
    ),
    ask('letter', {
      ...LETTER,
      when: isLetter,
      before: (answers, situation) => [
        ...readWithConditions(answers, situation),
        ...newToThem(answers, situation),
      ],
      initial: (answers, situation) => TEXTS[aboutOf(answers)](answers, situation),
    }),
    ask('given', {
      answer: choicesIn(playbook, 'notify', 'given'),
      required: true,
      assume: true,
      initial: () => 'no',
      when: isLetter,
    }),
    ...tellingQuestions(
      ask,
      {
        when: (answers) =>
          isLetter(answers) ? answers.given === 'yes' : answers.way === 'sent' || answers.way === 'told',
        isLetter: ({ way }) => way !== 'told',
      },
      TOLD_AFTER,
    ),
    ask('early', whyEarly('told-at')),
    ask('unsent', { answer: LINE, when: ({ way }) => way === 'not-sent' }),
    ask('cannot', { ...REASON, when: ({ way }) => way === 'cannot' }),
  ];
}

/** What was decided on the spot can be told before it is written down, and not in a letter that says what a meeting decided. */
const TOLD_AFTER: Following = {
  never: (answers, situation) => [
    ...(answers.way === 'told' ? [] : decidedBefore(answers, situation)),
    ...appealCame(answers.about === 'appeal' ? appealMeant(answers, situation) : undefined),
  ],
  hardly: (answers, situation) => [
    ...(answers.way === 'told' ? decidedBefore(answers, situation) : []),
    ...(answers.way === 'sent' ? letterDrafted(waitingFor(answers, situation)) : []),
  ],
};

/** That what they are told was decided; nothing where it goes no further, which nobody has to decide. */
function decidedBefore({ about, person }: Answers, situation: Situation): readonly Before[] {
  const { incident, now } = situation;
  if (about === 'outcome') return firstDecision(decidedIn(situation));
  const isOver = toBeToldItIsOver(incident, now).includes(String(person));
  return about === 'response' && !isOver ? firstDecision(incident) : [];
}

function appealMeant({ person }: Answers, { incident }: Situation) {
  return appealToAnswer(text(person) ?? '', incident)?.appeal;
}

/** What somebody is told: that there is a complaint, or what was decided; when, how and by whom. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const about = given.about === 'complaint' ? 'complaint' : 'response';
  const person = text(given.person);
  if (given.way === 'not-sent') {
    addNotSent(draft, waitingFor({ about: given.about ?? '', person: person ?? '' }, situation), given);
    return;
  }
  const appeal =
    given.about === 'appeal' ? appealToAnswer(person ?? '', situation.incident)?.appeal.id : undefined;
  const leader = toldOfElsewhere(aboutOf(given), situation);
  const elsewhere = leader === undefined ? undefined : true;
  if (given.way === 'cannot') {
    const notPossible = text(given.cannot);
    draft.add({ kind: 'told', about, person, notPossible, appeal, decidedElsewhere: elsewhere });
    return;
  }
  noteName(given, situation, draft);
  if (given.way === 'letter') addPermitted(draft, 'tell-accused', given, situation);
  const waiting = given.way === 'sent' ? waitingLetter(about, person, situation, appeal) : undefined;
  const letter =
    given.way !== 'letter'
      ? waiting?.id
      : leader === undefined
        ? addLetter(draft, about, given, {
            appeal,
            answerBy: text(given['answer-by']),
            untold: text(given.untold),
          })
        : addLetterOfElsewhere(draft, given, situation, leader);
  if (given.way === 'letter' && letter !== undefined)
    addConditionsMet(draft, 'tell-accused', given, situation, letter);
  const decidedElsewhere = waiting === undefined ? elsewhere : waiting.decidedElsewhere;
  if (given.way !== 'letter' || given.given === 'yes')
    addTold(draft, about, given, situation, letter, { appeal, decidedElsewhere });
}

/** What the incident decided that leads this one, for those alone who can open both. */
function addLetterOfElsewhere(
  draft: EntryList,
  given: Given,
  { incident, me }: Situation,
  leader: IncidentView,
): string {
  const fields: LetterFields = { text: text(given.letter) ?? '' };
  const to = incident.readers.filter((member) => leader.readers.includes(member));
  return draft.add(
    {
      ...{ kind: 'letter', letter: 'response', person: text(given.person) },
      ...{ text: TEXT_ELSEWHERE, decidedElsewhere: true, ...waysBackIn(given) },
    },
    { to: [...new Set([me, ...to])], fields },
  );
}

const ABOUTS = ['complaint', 'response', 'appeal', 'outcome'] as const;

/** What coc drafts, by what they are told. */
const TEXTS = {
  complaint: complaintText,
  response: decisionText,
  appeal: appealText,
  outcome: outcomeText,
} as const;

function aboutOf({ about }: Given): (typeof ABOUTS)[number] {
  return ABOUTS.find((one) => one === about) ?? 'complaint';
}

/** What a sanction is called, and what was made a condition of it, side by side: one may take back something of the other. */
/** What of a decision its letter tells the accused for the first time. */
function newToThem(answers: Answers, situation: Situation): readonly Block[] {
  const person = accusedIn(situation.incident).find(({ ref }) => ref === answers.person)?.ref;
  if (person === undefined || answers.about === 'complaint' || answers.about === 'outcome') return [];
  return newWordsBlocks(person, TEXTS[aboutOf(answers)](answers, situation) ?? '', situation);
}

function readWithConditions({ about, person }: Answers, situation: Situation): readonly Block[] {
  if (about === 'complaint') return [];
  const told = about === 'outcome' ? decidedIn(situation) : situation.incident;
  const items = told.sanctions
    .filter((one) => isActive(one, situation.now) && (about === 'outcome' || one.person === person))
    .flatMap(({ label, conditions = [] }) =>
      conditions.length === 0 ? [] : [[label, ...conditions].map(ended).join(' ')],
    );
  if (items.length === 0) return [];
  return [
    { kind: 'list', title: 'Decided, with its conditions', items },
    {
      kind: 'text',
      text: 'Read whether the text is true with all of that. Where it is not, change it here.',
    },
  ];
}

/** Whether an appeal was heard and left it as it is, and whoever appealed has not been told. */
function hasAppealed({ incident }: Situation): boolean {
  return accusedIn(incident).some(({ ref }) => appealToAnswer(ref, incident) !== undefined);
}

/** Where it does not go on, nothing else was decided that an accused could be told. */
function whileStopped(type: AnswerType, { incident, now }: Situation): AnswerType {
  if (type.type !== 'choice' || toBeToldItIsOver(incident, now).length === 0) return type;
  const choices = type.choices.map((one) =>
    one.value === 'response' ? { ...one, label: 'The accused, that it goes no further' } : one,
  );
  return { ...type, choices };
}

/** Whom it can be told to. */
function recipients({ about }: Answers, situation: Situation): readonly Choice[] {
  return about === 'outcome' ? named(toldTheOutcome(situation.incident)) : accused(situation);
}

/** A form that is printed for no incident in particular has all of them. */
function canBeAbout(about: string, situation: Situation): boolean {
  if (situation.incident.people.length === 0) return true;
  return about === 'appeal' ? hasAppealed(situation) : recipients({ about }, situation).length > 0;
}

/** What waits first; else what is most likely where nothing waits. */
function mostLikelyAbout(situation: Situation): string | undefined {
  const { incident, playbook, now } = situation;
  const where = decidedIn(situation);
  const first = firstToTell(incident, playbook, now, where !== incident && hasOutcome(where));
  if (first !== undefined && canBeAbout(first.about, situation)) return first.about;
  const refs = accusedIn(incident).map(({ ref }) => ref);
  if (refs.length === 0) return 'outcome';
  const isAnswered = isDecided(incident) && refs.every((ref) => knowsTheDecision(ref, incident));
  if (isAnswered && hasAppealed(situation)) return 'appeal';
  const held = incident.letters.find((one) => isHeld(one, incident));
  if (held?.letter === 'complaint') return 'complaint';
  if (held?.letter === 'response' && held.appeal === undefined)
    return refs.includes(held.person ?? '') ? 'response' : 'outcome';
  if (toBeToldItIsOver(incident, now).length > 0) return 'response';
  if (isAnswered && untoldOfTheOutcome(incident).length > 0) return 'outcome';
  if (!refs.every((ref) => isTold(ref, incident))) return 'complaint';
  return isDecided(incident) ? 'response' : undefined;
}

/** The meeting decided to do something, and no sanction says what that is for them. */
function decidedOnSomethingElse({ about, person }: Answers, situation: Situation): boolean {
  if (about !== 'response' && about !== 'outcome') return false;
  const { now } = situation;
  const incident = about === 'outcome' ? decidedIn(situation) : situation.incident;
  const isUnder = incident.sanctions.some(
    (one) => (about === 'outcome' || one.person === person) && isActive(one, now),
  );
  const isOver = about === 'response' && toBeToldItIsOver(incident, now).includes(String(person));
  return incident.meetings.at(-1)?.outcome === 'action' && !isUnder && !isOver;
}

/** Where it takes the word of more people, in what is one matter with this, before a letter may tell what it is about. */
function notPermittedThere(answers: Answers, situation: Situation): readonly MissingThere[] {
  return saysYes(answers) || situation.incident.visibility === 'witnessed'
    ? missingThere('tell-accused', answers, situation)
    : [];
}

/** Whether they hear first what was decided, before they could tell their side. */
function isFirst({ about, person }: Answers, situation: Situation): boolean {
  const { incident, now } = situation;
  const ref = text(person) ?? '';
  return (
    about === 'response' && isFirstOfIt(ref, situation) && !toBeToldItIsOver(incident, now).includes(ref)
  );
}

function whyUnheard(
  { person }: Answers,
  { incident: { sanctions, meetings } }: Situation,
): string | undefined {
  const theirs = sanctions.filter((one) => one.person === person);
  return [...theirs, ...meetings].flatMap(({ unheard }) => unheard ?? []).at(-1);
}

/** Whether what was decided is told with the place to appeal to, and somebody on the team must not read an appeal. */
function namesAppealPlace(answers: Answers, situation: Situation): boolean {
  const { appeals } = situation.community;
  return (
    answers.about === 'response' &&
    appeals !== null &&
    keptFrom(situation).length > 0 &&
    decisionText(answers, situation).includes(sentence(appeals))
  );
}

/** The letter of this kind that is drafted and not out. */
function waitingFor({ about, person }: Answers, situation: Situation): Letter | undefined {
  const ref = typeof person === 'string' ? person : undefined;
  if (about === 'complaint') return waitingLetter('complaint', ref, situation);
  if (about === 'response' || about === 'outcome') return waitingLetter('response', ref, situation);
  const appeal = about === 'appeal' ? appealToAnswer(ref ?? '', situation.incident)?.appeal.id : undefined;
  return appeal === undefined ? undefined : waitingLetter('response', ref, situation, appeal);
}
