import type { IncidentView, Report } from '../../incident/view.ts';
import { typeOf } from '../../interview/check.ts';
import type { Answers, AnswerType } from '../../interview/question.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isMeant } from '../../policy/readers.ts';
import { isToBeSaid, toBeSaidFor, waitingForIt } from '../../policy/sentence.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { listed } from '../../text/listed.ts';
import { oneFrom } from '../questions.ts';
import { type Addition, reportMeant } from './addition.ts';
import { addAgain, consentIn } from './again.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';
import { canBeNoted, outOfReach } from './unreachable.ts';

const VALUE = 'answer';
const FIRST = {
  value: VALUE,
  label: 'What came back to the sentence about the meeting, or that they cannot be reached',
};
/** No answer to the sentence, and the reason why there is none. */
const OUT_OF_REACH = 'unreachable';
const ANOTHER = { value: VALUE, label: 'Another answer to the sentence about the meeting' };

/** What came back to the sentence about the meeting; somebody can change their mind, and a slip can be put right. */
export const ANSWER: Addition = {
  value: VALUE,
  choice: (incident) => {
    if (incident === undefined || isToBeSaid(incident)) return FIRST;
    const isAnswered = incident.reports.some(({ answers = [] }) =>
      answers.some(({ answer }) => answer !== 'not-said-yet'),
    );
    return isAnswered ? ANOTHER : undefined;
  },
  waits: isToBeSaid,
  ofOneReport: () => true,
  waitingReport: (incident) => waitingForIt(incident)[0],
  asks: (question) => {
    const { initial: _initial, before, ...rest } = question;
    if (question.id === 'again-words') return question;
    if (question.id !== 'consent') return undefined;
    return {
      ...rest,
      answer: (answers, facts) => orOutOfReach(typeOf(question, answers, facts), answers, facts),
      when: () => true,
      // What was answered is put right: the sentence is not said again.
      before: (answers, facts) => (isAnsweredIn(answers, facts) ? [] : (before?.(answers, facts) ?? [])),
    };
  },
  questions: (playbook) => ({ last: [wasNotedWrong(playbook)] }),
  write: (draft, given, { incident, me }) => {
    if (given.consent === OUT_OF_REACH)
      for (const person of notReached(given, incident)) draft.add({ kind: 'unreachable', person });
    const answer = consentIn(given);
    if (answer === undefined) return;
    const correction = given['noted-wrong'] === 'yes';
    const { id: report, restricted, knownTo } = reportMeant(given, incident);
    const hiddenTo = restricted ? [...new Set([me, ...(knownTo ?? [])])] : undefined;
    draft.add({ kind: 'consent', report, answer, ...(correction && { correction }) });
    addAgain(draft, given, report, hiddenTo);
  },
  afterwards: (given, { incident }) =>
    given.consent === OUT_OF_REACH ? outOfReach(notReached(given, incident), incident) : [],
};

/** Whoever looks for what came back, and has reached nobody, finds that here. */
function orOutOfReach(type: AnswerType, answers: Answers, { incident }: ReportFacts): AnswerType {
  const refs = incident === undefined ? [] : notReached(answers, incident);
  if (type.type !== 'choice' || (incident !== undefined && refs.length === 0)) return type;
  const label = `${refs.length === 0 ? 'They' : listed(refs)} cannot be reached`;
  return { ...type, choices: [...type.choices, { value: OUT_OF_REACH, label }] };
}

/** To whom the sentence is to be said for the report that is meant, and of whom it can be noted that they cannot be reached. */
function notReached(answers: Answers | Given, incident: IncidentView): readonly string[] {
  const report = incident.reports.find((one) => isMeant(one, answers));
  const refs = report === undefined ? [] : toBeSaidFor(report, incident);
  return refs.filter((ref) => canBeNoted(ref, incident));
}

/** Whether the answer before was a slip. It counts as any other answer: a stop ends as one that somebody takes back. */
function wasNotedWrong(playbook: Playbook): ReportQuestion {
  const { choices } = playbook.questions['noted-wrong'];
  return ask(playbook, 'noted-wrong', {
    answer: oneFrom(() => Object.entries(choices).map(([value, label]) => ({ value, label }))),
    required: true,
    assume: true,
    initial: () => 'no',
    when: (answers, facts) =>
      answers.add === VALUE &&
      isAnsweredIn(answers, facts) &&
      answers.consent !== undefined &&
      answers.consent !== OUT_OF_REACH &&
      answers.consent !== reportOf(answers, facts)?.consent,
  });
}

function reportOf(answers: Answers, { incident }: ReportFacts): Report | undefined {
  return incident?.reports.find((one) => isMeant(one, answers));
}

/** Whether the report that is meant has an answer to the sentence. */
function isAnsweredIn(answers: Answers, facts: ReportFacts): boolean {
  const { consent = 'not-said-yet' } = reportOf(answers, facts) ?? {};
  return consent !== 'not-said-yet';
}
