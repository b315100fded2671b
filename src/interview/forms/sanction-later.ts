import type { Sanction } from '../../incident/response.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isPast, openItems, termWords } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Choice, Form } from '../question.ts';
import { only } from './people.ts';
import { hasLastDay } from './sanction.ts';
import {
  asker,
  choicesIn,
  dayType,
  isToCome,
  LINE,
  LIST,
  membersOf,
  notEmpty,
  type StepQuestion,
  TEXT,
  WHEN_IT_WAS,
} from './step.ts';

type Ask<I extends string> = (id: I, rest: Omit<StepQuestion, 'id' | 'ask' | 'label'>) => StepQuestion;

/** What `coc sanction done` asks: who was told, and what was switched off. */
export function sanctionDoneForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'sanction-done');
  return {
    name: 'sanction done',
    about: 'What of a sanction has been done: who was told, and what was switched off.',
    questions: [
      whichSanction(ask, ({ open }) => open.length > 0),
      ask('items', {
        answer: (answers, situation) => ({
          type: 'choices',
          // By number: an error names the choices, and nothing of an incident.
          choices: openItems(sanctionOf(answers, situation)).map(({ number, item }) => ({
            value: String(number),
            label: item,
          })),
        }),
        required: true,
        check: notEmpty,
      }),
    ],
  };
}

/** What `coc sanction change` asks. */
export function sanctionChangeForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'sanction-change');
  return {
    name: 'sanction change',
    about: 'For how long a sanction holds from now on, and under which conditions.',
    questions: [
      whichSanction(ask, ({ ended }) => ended === undefined),
      ask('term', {
        answer: choicesIn(playbook, 'sanction-change', 'term'),
        required: true,
        initial: (answers, situation) => sanctionOf(answers, situation)?.term,
      }),
      ask('until', {
        answer: dayType,
        required: true,
        when: hasLastDay,
        check: isToCome,
        initial: (answers, situation) => sanctionOf(answers, situation)?.until,
      }),
      ask('conditions', {
        answer: LIST,
        initial: (answers, situation) => sanctionOf(answers, situation)?.conditions,
      }),
      ask('reason', { answer: LINE, required: true }),
      whoDecided(ask, () => true),
    ],
  };
}

/** What `coc sanction end` asks: that its time is over, or that it is lifted, by whom and why. */
export function sanctionEndForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'sanction-end');
  const isLifted = ({ how }: Answers): boolean => how === 'lifted';
  const isOver = (answers: Answers, situation: Situation): boolean => {
    const sanction = sanctionOf(answers, situation);
    return sanction !== undefined && (sanction.term === 'now' || isPast(sanction, situation.now));
  };
  return {
    name: 'sanction end',
    about: 'That a sanction has ended: its time is over, or it is lifted.',
    questions: [
      whichSanction(ask, ({ ended }) => ended === undefined),
      ask('how', {
        answer: choicesIn(playbook, 'sanction-end', 'how'),
        required: true,
        initial: (answers, situation) => (isOver(answers, situation) ? 'ran-out' : 'lifted'),
        check: (answer, answers, situation) =>
          answer === 'ran-out' && !isOver(answers, situation)
            ? 'cannot be yet: its last day is not over'
            : undefined,
      }),
      ask('ended-at', WHEN_IT_WAS),
      ask('reason', { answer: LINE, required: isLifted }),
      whoDecided(ask, isLifted),
    ],
  };
}

/** What `coc sanction appeal` asks: what came in, or who heard it and what came of it. */
export function sanctionAppealForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'sanction-appeal');
  const came = ({ state }: Answers): boolean => state === 'received';
  const heard = ({ state }: Answers): boolean => state === 'heard';
  const hasOpen = (answers: Answers, situation: Situation): boolean =>
    openAppeal(sanctionOf(answers, situation)) !== undefined;
  return {
    name: 'sanction appeal',
    about: 'An appeal that has come in, or what came of it. In the meantime the sanction stands.',
    questions: [
      whichSanction(ask, ({ ended, appeals }) => ended === undefined || appeals.length > 0),
      ask('state', {
        answer: choicesIn(playbook, 'sanction-appeal', 'state'),
        required: true,
        initial: (answers, situation) => (hasOpen(answers, situation) ? 'heard' : 'received'),
        check: (answer, answers, situation) =>
          answer === 'heard' && !hasOpen(answers, situation)
            ? 'cannot be: no appeal against it has come in yet'
            : undefined,
      }),
      ask('received-at', { ...WHEN_IT_WAS, when: came }),
      ask('words', { answer: TEXT, required: true, when: came }),
      ask('also-heard-by', { answer: LIST, when: heard }),
      ask('heard-by', {
        answer: (_answers, situation) => ({ type: 'choices', choices: membersOf(situation) }),
        required: (answers) => answers['also-heard-by'] === undefined,
        when: heard,
        check: (answer, answers) => (answers['also-heard-by'] === undefined ? notEmpty(answer) : undefined),
      }),
      ask('outcome', {
        answer: choicesIn(playbook, 'sanction-appeal', 'outcome'),
        required: true,
        when: heard,
        after: ({ outcome }) =>
          outcome === 'changed'
            ? [{ kind: 'text', text: 'Then `coc sanction change` writes down what holds from now on.' }]
            : [],
      }),
      ask('reason', { answer: LINE, required: true, when: heard }),
    ],
  };
}

/** The sanction that the answers are about. */
function sanctionOf(
  { sanction }: { readonly sanction?: unknown },
  { incident }: Situation,
): Sanction | undefined {
  return incident.sanctions.find(({ number }) => String(number) === sanction);
}

/** The appeal that nobody has heard yet. */
function openAppeal(sanction: Sanction | undefined) {
  return sanction?.appeals.findLast(({ outcome }) => outcome === undefined);
}

function whichSanction(ask: Ask<'sanction'>, fits: (sanction: Sanction) => boolean): StepQuestion {
  const choices = ({ incident }: Situation): readonly Choice[] =>
    incident.sanctions.filter(fits).map((one) => ({
      value: String(one.number),
      label: [`${one.person}: ${one.label}`, ...termWords(one)].join(', '),
    }));
  return ask('sanction', {
    answer: (_answers, situation) => ({ type: 'choice', choices: choices(situation) }),
    required: true,
    assume: true,
    initial: (_answers, situation) => only(choices(situation)),
  });
}

function whoDecided(ask: Ask<'decided-by'>, when: (answers: Answers) => boolean): StepQuestion {
  return ask('decided-by', {
    answer: (_answers, situation) => ({ type: 'choices', choices: membersOf(situation) }),
    required: true,
    initial: (_answers, { me }) => [me],
    check: notEmpty,
    when,
  });
}
