import type { IncidentView } from '../../incident/view.ts';
import { typeOf } from '../../interview/check.ts';
import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { oneFrom } from '../questions.ts';
import { whereMeant } from './accused.ts';
import { type Addition, type OwnQuestions, reportMeant } from './addition.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

import { askRightPerson, canBePutRight, putPersonRight } from './right-person.ts';
import { asksRightDetail, heardByRightly, putDetailsRight } from './right-report.ts';
import { areJoined, askApart, tellApart } from './right-same.ts';
import { askLessDanger, asksSeen, asksThreat, putSeenRight, putThreatRight } from './right-seen.ts';
import { askRightWords, hasWords, putWordsRight } from './right-words.ts';

const VALUE = 'correction';

/** What of a saved answer can be wrong, each with how it is asked and what is written. */
type Wrong = keyof Playbook['questions']['wrong']['choices'];
interface Righting {
  /** Whether anything of it is written down yet. */
  readonly isThere?: (incident: IncidentView) => boolean;
  readonly questions?: (playbook: Playbook, when: (answers: Answers) => boolean) => OwnQuestions;
  readonly asks?: (question: ReportQuestion) => ReportQuestion | undefined;
  readonly write: (draft: EntryList, given: Given, situation: Situation) => void;
}

const RIGHTINGS: Readonly<Record<Wrong, Righting>> = {
  report: {
    questions: (playbook, when) => ({ 'received-at': [heardByRightly(playbook, when)] }),
    asks: asksRightDetail,
    write: (draft, given, situation) =>
      putDetailsRight(draft, given, reportMeant(given, situation.incident), situation),
  },
  person: {
    isThere: (incident) => canBePutRight(incident).length > 0,
    questions: (playbook, when) => ({ first: askRightPerson(playbook, when) }),
    asks: (question) => (question.id === 'conflicts' ? whereMeant(question) : undefined),
    write: putPersonRight,
  },
  apart: {
    isThere: areJoined,
    questions: (playbook, when) => ({ first: askApart(playbook, when) }),
    write: tellApart,
  },
  seen: {
    isThere: ({ visibility }) => visibility !== undefined,
    asks: asksSeen,
    write: putSeenRight,
  },
  threat: {
    isThere: ({ threat }) => threat !== undefined,
    questions: (playbook, when) => ({ 'threat-actions': askLessDanger(playbook, when) }),
    asks: asksThreat,
    write: putThreatRight,
  },
  permission: {
    isThere: hasWords,
    questions: (playbook, when) => ({ first: askRightWords(playbook, when) }),
    write: putWordsRight,
  },
};

/** Something was written down wrong. Another entry says what is right; what stood there stays in the file. */
export const CORRECTION: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'To put right what was written down wrong' }),
  ofOneReport: (answers) => wrongIn(answers) === 'report',
  questions: (playbook) => {
    const own = entriesOf(RIGHTINGS).map(
      ([wrong, { questions }]) =>
        questions?.(playbook, (answers) => answers.add === VALUE && wrongIn(answers) === wrong) ?? {},
    );
    return joined([{ first: [whatIsWrong(playbook)] }, ...own]);
  },
  asks: (question) => {
    const asked = new Map(entriesOf(RIGHTINGS).map(([wrong, { asks }]) => [wrong, asks?.(question)]));
    const its = (answers: Answers): ReportQuestion | undefined => asked.get(wrongIn(answers));
    if ([...asked.values()].every((one) => one === undefined)) return undefined;
    return {
      ...question,
      when: (answers, facts) => {
        const own = its(answers);
        return own !== undefined && own.when?.(answers, facts) !== false;
      },
      answer: (answers, facts) => typeOf(its(answers) ?? question, answers, facts),
      check: (answer, answers, facts) => (its(answers) ?? question).check?.(answer, answers, facts),
      initial: (answers, facts) => its(answers)?.initial?.(answers, facts),
      after: (answers, facts) => its(answers)?.after?.(answers, facts) ?? [],
      unsure: (answer, answers, facts) => its(answers)?.unsure?.(answer, answers, facts) ?? [],
    };
  },
  write: (draft, given, situation) => RIGHTINGS[wrongIn(given)].write(draft, given, situation),
};

function whatIsWrong(playbook: Playbook): ReportQuestion {
  const { choices } = playbook.questions.wrong;
  return ask(playbook, 'wrong', {
    answer: oneFrom(({ incident }) =>
      entriesOf(RIGHTINGS)
        .filter(([, { isThere }]) => incident === undefined || isThere?.(incident) !== false)
        .map(([value]) => ({ value, label: choices[value] })),
    ),
    required: true,
    assume: true,
    initial: () => 'report',
    when: ({ add }) => add === VALUE,
  });
}

function wrongIn({ wrong }: Given): Wrong {
  return entriesOf(RIGHTINGS).find(([value]) => value === wrong)?.[0] ?? 'report';
}

function entriesOf<K extends string, V>(of: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  return Object.entries(of) as unknown as readonly (readonly [K, V])[];
}

/** Questions of several, at their places. */
function joined(all: readonly OwnQuestions[]): OwnQuestions {
  const places = [...new Set(all.flatMap((one) => Object.keys(one)))] as (keyof OwnQuestions)[];
  return Object.fromEntries(places.map((place) => [place, all.flatMap((one) => one[place] ?? [])]));
}
