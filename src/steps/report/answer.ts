import type { Answers } from '../../interview/question.ts';
import { isMeant } from '../../policy/readers.ts';
import { isToBeSaid } from '../../policy/sentence.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { type Addition, reportMeant } from './addition.ts';
import { addTerms } from './entries.ts';

const VALUE = 'answer';
const FIRST = { value: VALUE, label: 'What came back to the sentence about the meeting' };
const ANOTHER = { value: VALUE, label: 'Another answer to the sentence about the meeting' };

/** What came back to the sentence about the meeting; somebody can change their mind, and a slip can be put right. */
export const ANSWER: Addition = {
  value: VALUE,
  choice: (incident) => {
    if (incident === undefined || isToBeSaid(incident)) return FIRST;
    const { consent = 'not-said-yet' } = incident;
    return consent === 'not-said-yet' ? undefined : ANOTHER;
  },
  waits: isToBeSaid,
  ofOneReport: () => true,
  asks: (question) => {
    const { initial: _initial, before, ...rest } = question;
    if (question.id !== 'consent') return undefined;
    return {
      ...rest,
      when: () => true,
      // What was answered is put right: the sentence is not said again.
      before: (answers, facts) => (isAnsweredIn(answers, facts) ? [] : (before?.(answers, facts) ?? [])),
    };
  },
  write: (draft, given, { incident }) => addTerms(draft, given, reportMeant(given, incident).id, undefined),
};

/** Whether the report that is meant has an answer to the sentence. */
function isAnsweredIn(answers: Answers, { incident }: ReportFacts): boolean {
  const { consent = 'not-said-yet' } = incident?.reports.find((one) => isMeant(one, answers)) ?? {};
  return consent !== 'not-said-yet';
}
