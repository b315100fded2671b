import { type Attachment, numbersOf } from '../../incident/evidence.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers, AnswerType, Choice } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { FILES, isForFew, OPEN_TO } from '../../policy/for-few.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Attached, Situation, TeamMember } from '../../policy/situation.ts';
import {
  asker,
  choicesIn,
  LINE,
  PERSON,
  type Rest,
  type StepQuestion,
  someOf,
  WHEN_IT_WAS,
} from '../questions.ts';

/**
 * Which files, what they are, who gave them, when they were made and taken in, and who may open them.
 *
 * @param before what is proposed is as it was with this one
 */
export function fileQuestions(
  playbook: Playbook,
  before: (answers: Answers, situation: Situation) => Attachment | undefined = () => undefined,
): readonly StepQuestion[] {
  const ask = asker(playbook, 'evidence');
  return [
    ask(FILES, {
      answer: (_answers, { files }) => (files === undefined ? { type: 'list' } : { type: 'files', files }),
      required: true,
    }),
    ask('what', { answer: LINE, initial: (...asked) => before(...asked)?.about }),
    ask('from', { answer: PERSON, initial: (...asked) => before(...asked)?.from }),
    ask('made-at', MOMENT_PERHAPS),
    ask('received-at', MOMENT_PERHAPS),
    ask(OPEN_TO, {
      answer: choicesIn(playbook, 'evidence', OPEN_TO),
      required: true,
      assume: true,
      initial: (answers, situation) => {
        const forFew = before(answers, situation)?.forFew;
        return forFew !== undefined ? 'few' : isReporterKnownToFew(situation) ? undefined : 'readers';
      },
      when: (_answers, situation) => others(situation).length > 0,
      offered: (answers, situation) =>
        isReporterKnownToFew(situation) || before(answers, situation)?.forFew !== undefined,
    }),
    ask('few', {
      answer: (_answers: Answers, situation: Situation): AnswerType => someOf(others(situation), situation),
      when: (answers, situation) => answers[OPEN_TO] === 'few' && others(situation).length > 0,
      required: true,
      initial: (answers, situation) => {
        const forFew = before(answers, situation)?.forFew ?? [];
        return others(situation).flatMap(({ id }) => (forFew.includes(id) ? [id] : []));
      },
    }),
  ];
}

/** A moment of before, only taken where somebody tells it. */
const MOMENT_PERHAPS: Rest = {
  answer: WHEN_IT_WAS.answer,
  ...(WHEN_IT_WAS.check && { check: (...asked) => WHEN_IT_WAS.check?.(...asked) }),
  offered: () => false,
};

/** The other members who can open the incident. */
function others({ incident, members, me }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => id !== me && incident.readers.includes(id));
}

/** A picture can show who took it: where not all readers know that, who may open it has to be said. */
function isReporterKnownToFew({ incident }: Situation): boolean {
  return incident.reports.some(
    ({ restricted, knownTo = [] }) => restricted && incident.readers.some((one) => !knownTo.includes(one)),
  );
}

/** Adds an entry for each file that the answers name. */
export function addAttachments(
  draft: EntryList,
  given: Given,
  situation: Situation,
  replaces?: (one: Attached) => string | undefined,
): void {
  const { attached = [], me } = situation;
  if (attached.length === 0) return;
  const giver = text(given.from);
  const from = giver === undefined ? undefined : new Actors(draft, situation).of(giver);
  for (const one of attached) {
    const content = {
      ...{ kind: 'evidence' as const, ...one, from, replaces: replaces?.(one) },
      about: text(given.what),
      madeAt: text(given['made-at']),
      receivedAt: text(given['received-at']),
    };
    if (isForFew(given)) draft.addForFew(content, [me, ...list(given.few)]);
    else draft.add(content);
  }
}

/** The attachments to choose one, by the number that the list of them has; each says where another one is in its place. */
export function attachmentChoices(
  incident: IncidentView,
  isOffered: (one: Attachment) => boolean = () => true,
): readonly Choice[] {
  const numbers = numbersOf(incident);
  return incident.evidence.filter(isOffered).map(({ number, name, about, replacedBy = '' }) => ({
    value: String(number),
    label: `${number}. ${name}${about === undefined ? '' : `: ${about}`}${numbers.has(replacedBy) ? ` (number ${numbers.get(replacedBy)} is in its place)` : ''}`,
  }));
}
