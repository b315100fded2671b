import { UserError } from '../../errors.ts';
import type { ContentOf } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import type { Sanction } from '../../incident/response.ts';
import type { Answer, Answers } from '../../interview/question.ts';
import { toldHowItGoesOn } from '../../policy/affected.ts';
import { isToldOf, wasAnswered } from '../../policy/decisions.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { localIso } from '../../text/moment.ts';
import { earliestOf, latestOf, precisionOf, roughly } from '../../text/rough.ts';
import {
  allRestOn,
  asker,
  choicesIn,
  choicesNow,
  dayType,
  LIST,
  labelled,
  REASON,
  type StepQuestion,
  TEXT,
  TO_SOMEBODY,
  WHEN_IT_WAS,
} from '../questions.ts';
import { KEPT_OPEN, SAVED, type Step } from '../step.ts';
import { noLongerIn, noLongerQuestion } from './conditions-before.ts';
import { marksFor, NOT_IN_LETTERS } from './marks.ts';
import { parameterQuestions, parametersIn } from './parameters.ts';
import { toldAnyway } from './told-anyway.ts';
import {
  hasLastDay,
  noSanction,
  publishedBefore,
  sanctionMeant,
  sanctionOf,
  termOf,
  whichSanction,
} from './which.ts';

/** A list that nothing can be right for. */
const LIST_OR_NONE = { answer: LIST, notGiven: true, nullSays: 'taken out' } as const;

type Right = ContentOf<'sanction-corrected'>['right'];

/** What of a sanction was written down wrong. Another entry says what is right; nothing is decided with it. */
export const SANCTION_CORRECT: Step = {
  id: 'sanction correct',
  about:
    'What of a sanction was written down wrong, and what is right. A new decision is `coc sanction change`.',
  questions,
  decide,
  gates: ['complainant', 'apology', 'refund', ...KEPT_OPEN],
  bars: [noSanction(() => true, 'of which something could be wrong')],
  nothing: ({ id }) =>
    new UserError('Nothing is other than it was written down.', {
      hints: [`\`coc show ${showId(id)}\` tells what stands there.`],
    }),
  afterwards: (given, before) => {
    const { person } = sanctionMeant(given, before);
    if (given.wrong === 'safety' || given.wrong === 'tell') return [];
    return [
      ...(wasAnswered(person, before.incident)
        ? [`${person} was told what was wrong. \`coc notify\` writes the letter that says what is right.`]
        : []),
      ...publishedBefore(before),
    ];
  },
  saveLabel: 'Save what is right',
  saved: SAVED,
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-correct');
  const asBegun = asker(playbook, 'sanction');
  const { kinds } = playbook.sanctions;
  const kindOf = ({ kind }: Answers): SanctionKind | undefined => kinds.find(({ id }) => id === kind);
  const isWrong =
    (wrong: string) =>
    (answers: Answers): boolean =>
      answers.wrong === wrong;
  const now =
    <K extends keyof Sanction>(key: K) =>
    (answers: Answers, situation: Situation) =>
      sanctionOf(answers, situation)?.[key];
  return [
    whichSanction(ask, () => true),
    ...allRestOn(
      ['sanction', 'wrong'],
      [
        ask('wrong', { answer: choicesIn(playbook, 'sanction-correct', 'wrong'), required: true }),
        ask('kind', {
          answer: { type: 'choice', choices: labelled(kinds) },
          required: true,
          assume: true,
          initial: now('sanction'),
          when: isWrong('kind'),
          after: (answers) => {
            const condition = kindOf(answers)?.condition;
            return condition === undefined ? [] : [{ kind: 'text', text: condition }];
          },
        }),
        ...parameterQuestions(playbook, kindOf, (id) => ({
          assume: true,
          initial: (answers, situation) => sanctionOf(answers, situation)?.parameters[id],
        })),
        asBegun('grant-condition', {
          answer: choicesIn(playbook, 'sanction', 'grant-condition'),
          required: true,
          when: (answers, situation) =>
            kindOf(answers)?.condition !== undefined &&
            answers.kind !== sanctionOf(answers, situation)?.sanction,
        }),
        ask('from', {
          ...WHEN_IT_WAS,
          required: false,
          assume: false,
          when: isWrong('time'),
          initial: (answers, situation) => {
            const sanction = sanctionOf(answers, situation);
            return sanction && startIn(sanction);
          },
          check: (answer, answers, situation) =>
            beganAfterAll(answer, sanctionOf(answers, situation))
              ? 'cannot be: an appeal against it, or its end, is noted to have been before that'
              : WHEN_IT_WAS.check?.(answer, answers, situation),
        }),
        asBegun('term', {
          answer: (answers, situation) =>
            choicesNow(playbook, 'sanction', 'term', (value) =>
              mayLast(value, sanctionOf(answers, situation), playbook),
            ),
          required: true,
          assume: true,
          initial: now('term'),
          when: isWrong('time'),
        }),
        asBegun('until', {
          answer: dayType,
          required: true,
          assume: true,
          initial: now('until'),
          when: (answers) => isWrong('time')(answers) && hasLastDay(answers),
        }),
        asBegun('conditions', {
          ...LIST_OR_NONE,
          initial: now('conditions'),
          when: isWrong('conditions'),
          ofTyped: marksFor,
          ofWritten: NOT_IN_LETTERS,
        }),
        noLongerQuestion(ask, isWrong('conditions')),
        asBegun('safety', { ...REASON, answer: TEXT, initial: now('safety'), when: isWrong('safety') }),
        asBegun('tell', {
          ...LIST_OR_NONE,
          initial: now('tell'),
          when: isWrong('tell'),
          // What stands there already is left by Enter.
          check: (answer, answers, situation) => {
            const before = sanctionOf(answers, situation)?.tell ?? [];
            const added = [answer ?? []].flat().filter((one) => !before.includes(one));
            const person = sanctionOf(answers, situation)?.person;
            return TO_SOMEBODY.check?.(added, answers, situation) ?? toldAnyway(added, person, situation);
          },
        }),
        ask('switch-off', { ...LIST_OR_NONE, initial: now('switchOff'), when: isWrong('tell') }),
      ],
    ),
  ];
}

/** A term that the playbook has for what it is; also the one that stands there. */
function mayLast(term: string, sanction: Sanction | undefined, { sanctions }: Playbook): boolean {
  const kind = sanctions.kinds.find(({ id }) => id === sanction?.sanction);
  return kind === undefined || sanction?.term === term || kind.terms.some((one) => one === term);
}

/** Whether this moment is later than what can only have come after it began. */
function beganAfterAll(moment: Answer, sanction: Sanction | undefined): boolean {
  const ends = [
    ...(sanction?.appeals ?? []).map(({ receivedAt, precision }) =>
      lastOf(receivedAt, precision?.receivedAt),
    ),
    ...(sanction?.ended ? [lastOf(sanction.ended.endedAt, sanction.ended.precision?.endedAt)] : []),
  ];
  return ends.some((end) => earliestOf(String(moment)) > end);
}

function lastOf(at: string, precision: string | undefined): Date {
  return latestOf(precision === undefined ? at : roughly(at, precision));
}

/** What is other than it was written down; of the newest change, where it is for how long, or under which conditions. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = sanctionMeant(given, situation);
  const { id, changes } = sanction;
  const newest = changes.at(-1)?.id;
  const { term, conditions, ...rest } = rightIn(given, sanction, situation);
  const { until, ...others } = rest;
  const ofTheTerm: Right = {
    ...(term && { term, ...(until && { until }) }),
    ...(conditions && { conditions }),
  };
  const all: readonly (readonly [Right, string | undefined])[] =
    newest === undefined
      ? [[{ ...others, ...ofTheTerm }, undefined]]
      : [
          [others, undefined],
          [ofTheTerm, newest],
        ];
  for (const [right, change] of all) {
    if (Object.keys(right).length === 0) continue;
    draft.add({
      kind: 'sanction-corrected',
      sanction: id,
      change,
      right,
      noLonger: right.conditions && noLongerIn(given, sanction),
      inform: informing(right, sanction, situation),
    });
  }
}

function rightIn(given: Given, sanction: Sanction, { playbook }: Situation): Right {
  const kind = playbook.sanctions.kinds.find(({ id }) => id === given.kind);
  const { term, until } = termOf(given);
  const parameters = kind && parametersIn(given, kind);
  const from = text(given.from);
  const known = from && precisionOf(from);
  const safety = text(given.safety);
  const other = (now: unknown, before: unknown): boolean => JSON.stringify(now) !== JSON.stringify(before);
  const changed = (id: string, before: readonly string[] = []): string[] | undefined =>
    given[id] !== undefined && other(list(given[id]), before) ? list(given[id]) : undefined;
  const conditions = changed('conditions', sanction.conditions);
  const tell = changed('tell', sanction.tell);
  const switchOff = changed('switch-off', sanction.switchOff);
  return {
    ...(kind && kind.id !== sanction.sanction && { sanction: kind.id, label: kind.label }),
    ...(parameters && other(sorted(parameters), sorted(sanction.parameters)) && { parameters }),
    ...(from &&
      from !== startIn(sanction) && {
        startsAt: localIso(earliestOf(from)),
        ...(known && { precision: { startsAt: known } }),
      }),
    ...(given.term !== undefined &&
      other([term, until], [sanction.term, sanction.until]) && { term, ...(until && { until }) }),
    ...(conditions && { conditions }),
    ...(safety && safety !== sanction.safety && { safety }),
    ...(tell && { tell }),
    ...(switchOff && { switchOff }),
  };
}

function startIn({ startsAt, precision }: Sanction): string {
  const known = precision?.startsAt;
  return known === undefined ? localIso(new Date(startsAt)) : roughly(startsAt, known);
}

function sorted(parameters: Readonly<Record<string, string>>): unknown {
  return Object.entries(parameters).sort(([one], [other]) => one.localeCompare(other));
}

/** Whom it happened to, who were told of it as it was written down wrong. */
function informing(right: Right, sanction: Sanction, { incident }: Situation): string[] | undefined {
  if (right.label === undefined && right.term === undefined) return undefined;
  return filled(
    toldHowItGoesOn(incident).filter(
      (person) =>
        isToldOf(sanction, person, incident) ||
        (sanction.informed ?? []).some((one) => one.person === person),
    ),
  );
}
