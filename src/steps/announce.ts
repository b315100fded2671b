import type { Letter } from '../incident/response.ts';
import type { Answer, Answers, AnswerType, GoingBack } from '../interview/question.ts';
import { ONE_EACH } from '../interview/slips.ts';
import { standsIn } from '../letters/seen-by-all.ts';
import { announced, firstDecision, letterDrafted } from '../policy/came-first.ts';
import { notToldYet } from '../policy/decisions.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { sentence } from '../policy/fill-letter.ts';
import { filled, type Given, list, text } from '../policy/given-answers.ts';
import { accusedIn } from '../policy/involved.ts';
import { announcementText } from '../policy/letter-text.ts';
import { lookedUpIn } from '../policy/looked-up.ts';
import { seenIn } from '../policy/outgoing.ts';
import { endsWithoutYes, onlyNotesAnswer } from '../policy/permission.ts';
import type { Playbook } from '../policy/playbook.ts';
import {
  allFilledIn,
  announcedLast,
  draftsAnnouncement,
  filledIn,
  publishedIn,
  untrueSincePublished,
} from '../policy/published.ts';
import type { Situation } from '../policy/situation.ts';
import { problemOfWayBack } from '../policy/way-back.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { showMoment } from '../text/moment.ts';
import { ended, inARow } from '../text/within.ts';
import { notBefore } from './not-before.ts';
import { accused } from './people.ts';
import {
  addConditionsMet,
  addPermitted,
  namingQuestions,
  notesAnswer,
  permissionQuestions,
} from './permission.ts';
import {
  asker,
  choicesIn,
  choicesNow,
  LINE,
  LIST,
  labelled,
  notEmpty,
  oneFrom,
  REASON,
  restsOn,
  type StepQuestion,
  severalFrom,
  TEXT,
  WHEN_IT_WAS,
} from './questions.ts';
import { GOING_ON, GOING_OUT, JUST_NOW, SAVED, type Step } from './step.ts';
import {
  addLetter,
  addNotSent,
  hearFirst,
  LETTER,
  otherWayBlocks,
  WAYS_BACK,
  waitingLetter,
  whatBecame,
} from './telling.ts';

const NOTES = notesAnswer('announce', 'announce');

/** Whether and how the community is told, what was published, and what came back. */
export const ANNOUNCE: Step = {
  id: 'announce',
  about: 'Telling the community: a draft that names nobody, what was published, and what came back.',
  questions,
  decide,
  wantsNewest: JUST_NOW,
  gates: [...GOING_OUT, ...GOING_ON, 'meeting', 'feedback', 'policy-place'],
  acts: (given) => given.do === undefined || draftsAnnouncement(given),
  tellsDetails: (given, incident) =>
    draftsAnnouncement(given) && !onlyNotesAnswer(given, incident, 'announce'),
  saveLabel: 'Save this',
  saved: SAVED,
  ...NOTES,
  afterwards: (given, before) => [...NOTES.afterwards(given, before), ...whereItGoes(given, before)],
  nameless: ['words'],
  outgoing: {
    questions: ['what', 'action', 'word', 'letter'],
    kind: () => 'announcement',
    drafts: ['announcement'],
    text: (given) => (draftsAnnouncement(given) ? text(given.letter) : undefined),
  },
};

const NOBODY = 'nobody';

/** The ways to answer that stand in what is out, beyond those of the community, for a text that takes its place. */
function otherWaysBefore(
  { do: what }: Answers,
  { incident, community, playbook }: Situation,
): Answer | undefined {
  const written = what === 'correct' ? announcedLast(incident)?.text : undefined;
  const all =
    written === undefined ? [] : allFilledIn(written, playbook.letters.announcement.text, 'feedback');
  return filled(all.filter((way) => !community.feedback.some((one) => sentence(one) === way)));
}

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'announce');
  const does = (what: string) => (answers: Answers) => answers.do === what;
  const drafts = (answers: Answers): boolean => draftsAnnouncement(answers);
  const proposed =
    (place: string) =>
    (answers: Answers, { incident }: Situation): string | undefined => {
      const written = answers.do === 'correct' ? announcedLast(incident)?.text : undefined;
      return written && filledIn(written, playbook.letters.announcement.text, place);
    };
  const goesOn = (answers: Answers, situation: Situation): boolean =>
    drafts(answers) && !endsWithoutYes(answers, situation, 'announce');
  const waiting = (situation: Situation): Letter | undefined =>
    waitingLetter('announcement', undefined, situation);
  const firstWay = ask('feedback', { answer: LIST });
  return [
    ask('do', {
      answer: (_answers, situation) =>
        withoutCorrection(
          situation,
          choicesNow(playbook, 'announce', 'do', (value) => {
            if (value === 'no') return !isPublished(situation) || isUntrue(situation);
            if (value === 'correct') return isPublished(situation);
            return (value !== 'published' && value !== 'not-sent') || waiting(situation) !== undefined;
          }),
        ),
      required: true,
      initial: (_answers, situation) => {
        if (isUntrue(situation)) return 'correct';
        const became = whatBecame(waiting(situation), situation);
        return became === 'sent' ? 'published' : became;
      },
      before: (_answers, { playbook: { announcement } }) => [
        {
          kind: 'list',
          title: 'Reasons to tell the community',
          items: announcement.why.map(({ label }) => label),
        },
        { kind: 'list', title: 'How', items: announcement.items },
      ],
    }),
    ask('reason', { ...REASON, when: does('no') }),
    ...permissionQuestions(
      playbook,
      ask,
      'announce',
      (answers, { incident }) => drafts(answers) && incident?.visibility !== 'witnessed',
    ),
    ask('untold', {
      ...REASON,
      when: (answers, situation) =>
        (goesOn(answers, situation) || does('published')(answers)) && isUntold(situation),
    }),
    ask('why', {
      answer: { type: 'choices', choices: labelled(playbook.announcement.why) },
      required: true,
      when: goesOn,
      initial: (answers, { incident }) =>
        answers.do === 'correct' ? filled([...(announcedLast(incident)?.why ?? [])]) : undefined,
      before: (answers, situation) => [
        ...(answers.do === 'correct' ? whatIsOut(situation) : []),
        ...beforeTheCommunity(situation),
      ],
      check: notEmpty,
    }),
    ...namingQuestions(playbook, ask, goesOn),
    ask('central', {
      answer: oneFrom((situation) => [{ value: NOBODY, label: 'Nobody' }, ...accused(situation)]),
      required: true,
      assume: true,
      initial: () => NOBODY,
      when: goesOn,
    }),
    ask('central-reason', {
      ...REASON,
      when: (answers, situation) =>
        goesOn(answers, situation) && 'central' in answers && answers.central !== NOBODY,
      ...restsOn('central'),
    }),
    ask('what', { answer: LINE, required: true, when: goesOn, initial: proposed('what') }),
    ask('action', { answer: LINE, required: true, when: goesOn, initial: proposed('action') }),
    ask('word', { answer: LINE, when: goesOn }),
    ask('feedback', {
      answer: severalFrom(({ community }) => community.feedback.map((way) => ({ value: way, label: way }))),
      assume: true,
      initial: (_answers, situation) =>
        situation.community.feedback.filter((way) => problemOfWayBack(way, situation) === undefined),
      when: (answers, situation) => goesOn(answers, situation) && situation.community.feedback.length > 0,
      before: (_answers, situation) => otherWayBlocks(situation),
      ...WAYS_BACK,
    }),
    ask('other-feedback', {
      answer: LIST,
      ...ONE_EACH,
      when: goesOn,
      // Where the community has no way yet, there is none that this is another of.
      wordedAs: (_answers, { community }) => (community.feedback.length === 0 ? firstWay : undefined),
      initial: otherWaysBefore,
      ...WAYS_BACK,
    }),
    ask('letter', {
      ...LETTER,
      when: goesOn,
      initial: announcementText,
    }),
    // Once the text is there, which has all of it, also what was written into it by hand.
    ask('seen', {
      answer: choicesIn(playbook, 'announce', 'seen'),
      required: true,
      when: (answers, situation) =>
        goesOn(answers, situation) && seenIn(ANNOUNCE, answers, situation).length > 0,
      before: (answers, situation) => [
        { kind: 'list', items: quoted(seenIn(ANNOUNCE, answers, situation)) },
        ...listIfAny(TOGETHER, quoted(lookedUpIn(answers, situation))),
      ],
      restsOn: (answers, situation) => [
        ...wordsOf(seenIn(ANNOUNCE, answers, situation)),
        ...wordsOf(lookedUpIn(answers, situation)),
      ],
      // Else it would be refused twice: in the text that is made of them, and there.
      goesBack: (answer, answers, situation) =>
        backTo(answer, seenIn(ANNOUNCE, answers, situation), answers, situation),
    }),
    // What many saw is asked about together with this: nobody is asked of the same words twice.
    ask('together', {
      answer: choicesIn(playbook, 'announce', 'together'),
      required: true,
      when: (answers, situation) =>
        goesOn(answers, situation) &&
        lookedUpIn(answers, situation).length > 0 &&
        seenIn(ANNOUNCE, answers, situation).length === 0,
      before: (answers, situation) => listIfAny(TOGETHER, quoted(lookedUpIn(answers, situation))),
      restsOn: (answers, situation) => wordsOf(lookedUpIn(answers, situation)),
      goesBack: (answer, answers, situation) =>
        backTo(answer, lookedUpIn(answers, situation), answers, situation),
    }),
    ask('unsent', { answer: LINE, when: does('not-sent') }),
    ask(
      'published-at',
      notBefore(
        'published-at',
        { ...WHEN_IT_WAS, when: does('published') },
        {
          hardly: (_answers, situation) => [
            ...firstDecision(situation.incident),
            ...letterDrafted(waitingLetter('announcement', undefined, situation)),
          ],
        },
      ),
    ),
    ask('where', {
      answer: LINE,
      required: true,
      when: does('published'),
      initial: (_answers, { incident }) => inARow(publishedIn(incident)) || undefined,
    }),
    ask('published-text', { answer: TEXT, when: does('published') }),
    ask(
      'received-at',
      notBefore(
        'received-at',
        { ...WHEN_IT_WAS, when: does('feedback') },
        { never: (_answers, { incident }) => announced(incident) },
      ),
    ),
    ask('way', { answer: LINE, when: does('feedback') }),
    ask('words', { answer: TEXT, isSaid: true, required: true, when: does('feedback') }),
  ];
}

/** A draft for the community, that it was published, what came back, or that there is none ("Informing the community"). */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  if (given.do === 'no')
    draft.add({
      kind: 'announcement',
      announce: false,
      reason: text(given.reason) || undefined,
      noCorrection: isPublished(situation) || undefined,
    });
  else if (given.do === 'not-sent')
    addNotSent(draft, waitingLetter('announcement', undefined, situation), given);
  else if (given.do === 'published') notePublished(given, situation, draft);
  else if (given.do === 'feedback') noteFeedback(given, draft);
  else {
    const central = text(given.central);
    const exception =
      central === undefined || central === NOBODY
        ? undefined
        : { exception: { person: central, reason: text(given['central-reason']) ?? '' } };
    addPermitted(draft, 'announce', given, situation);
    if (endsWithoutYes(given, situation, 'announce')) return;
    draft.add({
      kind: 'announcement',
      announce: true,
      why: list(given.why),
      untold: text(given.untold),
      ...(given.seen === 'yes' && { seenByMany: true }),
    });
    addConditionsMet(draft, 'announce', given, situation, addLetter(draft, 'announcement', given, exception));
  }
}

const TOGETHER = 'Together, these can say who it was, to whoever has the programme';

interface Said {
  readonly id: string;
  readonly words: string;
}

function wordsOf(all: readonly Said[]): readonly string[] {
  return [...new Set(all.map(({ words }) => words))];
}

function quoted(all: readonly Said[]): readonly string[] {
  return wordsOf(all).map((words) => `“${words}”`);
}

/** The answers that are given anew where these words are not to stand in them; the text as well, where it is no longer made of the others. */
function backTo(
  answer: Answer,
  all: readonly Said[],
  answers: Answers,
  situation: Situation,
): GoingBack | undefined {
  const letter = text(answers.letter) ?? '';
  const isByHand = letter !== announcementText(answers, situation);
  const has = all.some(({ words }) => standsIn(words, [letter]));
  const to = [...new Set([...all.map(({ id }) => id), ...(isByHand && has ? ['letter'] : [])])];
  return answer === 'no' && to.length > 0 ? { to, why: 'Then say it without these words.' } : undefined;
}

/** The text that another one is to take the place of. */
function whatIsOut({ incident, now }: Situation): readonly Block[] {
  const last = announcedLast(incident);
  if (last === undefined) return [];
  const when = showMoment(last.at, now, last.precision);
  const where = listIfAny('Where it was published', publishedIn(incident));
  if (last.text === undefined)
    return [{ kind: 'text', text: `Published ${when}. Its text is not kept here.` }, ...where];
  return [{ kind: 'text', text: `Published ${when}:` }, { kind: 'quote', text: last.text }, ...where];
}

/** Where a text goes that takes the place of another: nobody who read that would see it elsewhere. */
function whereItGoes(given: Given, situation: Situation): readonly string[] {
  const places = publishedIn(situation.incident);
  if (given.do !== 'correct' || places.length === 0 || endsWithoutYes(given, situation, 'announce'))
    return [];
  return [`It belongs where what it takes the place of was published: ${ended(inARow(places))}`];
}

function isPublished({ incident }: Situation): boolean {
  return incident.told.some(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined);
}

/** Whether what is out is no longer so, and nothing settles that. */
function isUntrue({ incident }: Situation): boolean {
  return untrueSincePublished(incident).length > 0;
}

/** Once something is out, there is no more to note of it than that it needs no other text. */
function withoutCorrection(situation: Situation, type: AnswerType): AnswerType {
  if (type.type !== 'choice' || !isPublished(situation)) return type;
  const choices = type.choices.map((one) =>
    one.value === 'no' ? { ...one, label: 'Note why what is out needs no corrected text' } : one,
  );
  return { ...type, choices };
}

/** Whether somebody accused has been told nothing at all so far, and nobody has said yet why it is announced before that. */
function isUntold({ incident }: Situation): boolean {
  const { told, announcements } = incident;
  return (
    announcements.every(({ untold }) => untold === undefined) &&
    accusedIn(incident).some(({ ref }) => !told.some(({ person }) => person === ref))
  );
}

/** That those whom it is about hear first what was decided; who was told nothing at all is asked about by itself. */
function beforeTheCommunity(situation: Situation): readonly Block[] {
  const { incident, matter } = situation;
  const knowsNothing = (ref: string): boolean => !incident.told.some(({ person }) => person === ref);
  const asked = isUntold(situation)
    ? accusedIn(incident)
        .map(({ ref }) => ref)
        .filter(knowsNothing)
    : [];
  return hearFirst(
    notToldYet(incident, matter?.led ?? []).filter((ref) => !asked.includes(ref)),
    isPublished(situation) ? undefined : 'the community does',
  );
}

function notePublished(given: Given, situation: Situation, draft: EntryList): void {
  draft.add({
    kind: 'told',
    about: 'announcement',
    letter: waitingLetter('announcement', undefined, situation)?.id,
    toldAt: text(given['published-at']) ?? '',
    how: text(given.where) ?? '',
    toldBy: situation.me,
    words: text(given['published-text']),
  });
}

function noteFeedback(given: Given, draft: EntryList): void {
  draft.add({
    kind: 'feedback',
    words: text(given.words) ?? '',
    receivedAt: text(given['received-at']) ?? '',
    way: text(given.way),
  });
}
