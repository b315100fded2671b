import type { Answer, Answers, Form, Question } from '../question.ts';
import { ONE_EACH } from '../slips.ts';
import { openProblem } from './name.ts';

/** What a community says about itself: the keys of `coc.yaml`. Nothing of it is confidential. */
export interface CommunityFacts {
  readonly community: string;
  readonly contact: string;
  readonly policy: string;
  readonly emergency: readonly string[];
  readonly feedback: readonly string[];
  readonly appeals: string | null;
  readonly systems: readonly string[];
}

/** And what only whoever changes it later is asked. */
interface EditedFacts extends CommunityFacts {
  /** Who from outside the team can be asked, where too few are left to decide. */
  readonly outside?: readonly string[] | undefined;
  /** `day-first` or `month-first`; undefined where nobody has said. */
  readonly dates?: string | undefined;
}

/** What is proposed as the answer to one of these questions. */
export type Proposed<F> = (fact: keyof CommunityFacts, answers: Answers, facts: F) => Answer | undefined;

/** The questions about a community, with what is proposed for each. */
export function communityQuestions<F>(proposed: Proposed<F>): readonly Question<F>[] {
  const list = (id: keyof CommunityFacts, ask: string, label: string, hint: string): Question<F> => ({
    ...{ id, ask, label, hint, answer: { type: 'list' }, assume: true, ...ONE_EACH },
    initial: (answers, facts) => proposed(id, answers, facts),
  });
  const line = (id: keyof CommunityFacts, ask: string, label: string): Question<F> => ({
    ...{ id, ask, label, answer: { type: 'line' }, assume: true, check: openProblem },
    initial: (answers, facts) => proposed(id, answers, facts),
  });
  return [
    {
      ...line('community', 'What is the community called', 'Community'),
      hint: 'The one proposed is that of the policy that coc brings along. Type the name of yours.',
      required: true,
    },
    line('contact', 'Where do people report', 'Reports go to'),
    line('policy', 'Where is your code of conduct', 'Code of conduct'),
    list(
      'emergency',
      'Whom to call when somebody is in danger',
      'Emergency contacts',
      'Security of the venue, police, a crisis line.',
    ),
    list(
      'feedback',
      'How can people tell you what they think of your decisions',
      'Feedback',
      'At least one way that everybody can use; private is best.',
    ),
    line('appeals', 'Where can somebody appeal against a decision, if anywhere', 'Appeals'),
    list(
      'systems',
      'Where is access switched off for somebody who has to leave',
      'Switched off at',
      'Accounts, badges, mailing lists. A sanction has them as a checklist.',
    ),
  ];
}

/** That nobody has said how dates are written: it is asked wherever one can be read in two ways. */
const NOT_SAID = 'not-said';

const DATES: Question<EditedFacts> = {
  id: 'dates',
  ask: 'How do you write the third of April in numbers',
  label: 'Dates',
  hint: 'So that 03/04 is read as you mean it.',
  answer: {
    type: 'choice',
    choices: [
      { value: 'day-first', label: 'Day first: 03/04' },
      { value: 'month-first', label: 'Month first: 04/03' },
      { value: NOT_SAID, label: 'It differs. Ask where it can be either' },
    ],
  },
  assume: true,
  required: true,
  initial: (_answers, { dates }) => dates ?? NOT_SAID,
};

const OUTSIDE: Question<EditedFacts> = {
  id: 'outside',
  ask: 'Whom from outside the team can you ask, where too few are left to decide',
  label: 'From outside',
  hint: 'Names, and how to reach them. They need no key.',
  answer: { type: 'list' },
  ...ONE_EACH,
  assume: true,
  notGiven: true,
  nullSays: 'taken out',
  initial: (_answers, { outside }) => unlessEmpty(outside),
};

/** Nothing that stands there is nothing to propose. */
function unlessEmpty<T extends string | readonly string[]>(there: T | null | undefined): T | undefined {
  return there === null || there?.length === 0 ? undefined : there;
}

/** What `coc community edit` asks: everything is proposed as it stands. */
export const communityForm: Form<EditedFacts> = {
  unanswered: 'left out',
  name: 'community edit',
  about: 'What the reports repository says about the community. It stands in letters and announcements.',
  questions: [
    ...communityQuestions<EditedFacts>((fact, _answers, facts) => unlessEmpty(facts[fact])).map(
      (question): Question<EditedFacts> =>
        question.id === 'community'
          ? { ...question, hint: 'Letters and announcements speak in this name.' }
          : { ...question, notGiven: true, nullSays: 'taken out' },
    ),
    OUTSIDE,
    DATES,
  ],
};
