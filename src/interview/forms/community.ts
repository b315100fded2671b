import type { Answer, Answers, Form, Question } from '../question.ts';
import { nameProblem } from './name.ts';

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

/** What is proposed as the answer to one of these questions. */
export type Proposed<F> = (fact: keyof CommunityFacts, answers: Answers, facts: F) => Answer | undefined;

/** The questions about a community, with what is proposed for each. */
export function communityQuestions<F>(proposed: Proposed<F>): readonly Question<F>[] {
  const list = (id: keyof CommunityFacts, ask: string, label: string, hint: string): Question<F> => ({
    ...{ id, ask, label, hint, answer: { type: 'list' }, assume: true },
    initial: (answers, facts) => proposed(id, answers, facts),
  });
  const line = (id: keyof CommunityFacts, ask: string, label: string): Question<F> => ({
    ...{ id, ask, label, answer: { type: 'line' }, assume: true, check: nameProblem },
    initial: (answers, facts) => proposed(id, answers, facts),
  });
  return [
    {
      ...line('community', 'What is the community called', 'Community'),
      hint: 'The one proposed is that of the policy that coc brings along. Type the name of yours.',
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

/** What `coc community edit` asks: everything is proposed as it stands. */
export const communityForm: Form<CommunityFacts> = {
  name: 'community edit',
  about: 'What the reports repository says about the community. It stands in letters and announcements.',
  questions: communityQuestions<CommunityFacts>((fact, _answers, facts) => facts[fact] ?? undefined).map(
    (question) =>
      question.id === 'community'
        ? { ...question, hint: 'Letters and announcements speak in this name.', required: true }
        : { ...question, notGiven: true },
  ),
};
