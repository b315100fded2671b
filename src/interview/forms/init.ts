import { isEmail } from '../../email.ts';
import type { CommunityDefaults } from '../../policy/playbook.ts';
import type { Form, Question } from '../question.ts';
import { nameProblem } from './name.ts';

export interface InitFacts {
  /** The facts of the first community, which another one changes. */
  readonly defaults: CommunityDefaults;
  /** What git knows about the person. */
  readonly git: { readonly name?: string; readonly email?: string };
}

type InitQuestion = Question<InitFacts>;

/** What `coc init` asks about the person and the community. Nothing of it is confidential. */
export const initForm: Form<InitFacts> = {
  name: 'init',
  about: 'What a new reports repository says about its first member and its community.',
  questions: [
    person('name', {
      ask: 'Your name, as the team knows you',
      label: 'Your name',
      initial: (_answers, { git }) => git.name,
      check: nameProblem,
    }),
    person('email', {
      ask: 'Your e-mail address',
      label: 'Your e-mail',
      hint: 'It stands beside your name in the history of the reports repository.',
      initial: (_answers, { git }) => git.email,
      check: (answer) =>
        typeof answer === 'string' && isEmail(answer) ? undefined : 'does not look like an e-mail address',
    }),
    {
      ...fact('community', 'What is the community called', 'Community', (defaults) => defaults.community),
      hint: 'The one proposed is that of the policy that coc brings along. Type the name of yours.',
    },
    fact('contact', 'Where do people report', 'Reports go to', (defaults) => defaults.contact),
    fact('policy', 'Where is your code of conduct', 'Code of conduct', (defaults) => defaults.policy),
    {
      id: 'emergency',
      ask: 'Whom to call when somebody is in danger',
      label: 'Emergency contacts',
      hint: 'Security of the venue, police, a crisis line.',
      answer: { type: 'list' },
      assume: true,
      initial: (_answers, { defaults }) => defaults.emergency,
    },
    {
      id: 'feedback',
      ask: 'How can people tell you what they think of your decisions',
      label: 'Feedback',
      hint: 'At least one way that everybody can use; private is best.',
      answer: { type: 'list' },
      assume: true,
      initial: ({ community }, { defaults }) =>
        community === undefined || community === defaults.community ? defaults.feedback : undefined,
    },
    {
      id: 'appeals',
      ask: 'Where can somebody appeal against a decision, if anywhere',
      label: 'Appeals',
      answer: { type: 'line' },
      check: nameProblem,
    },
    {
      id: 'systems',
      ask: 'Where is access switched off for somebody who has to leave',
      label: 'Switched off at',
      hint: 'Accounts, badges, mailing lists. A sanction has them as a checklist.',
      answer: { type: 'list' },
      assume: true,
      initial: ({ community }, { defaults }) =>
        community === undefined || community === defaults.community ? defaults.systems : undefined,
    },
  ],
};

function person(id: string, rest: Omit<InitQuestion, 'id' | 'answer' | 'required'>): InitQuestion {
  return { id, answer: { type: 'line' }, required: true, ...rest };
}

function fact(
  id: string,
  ask: string,
  label: string,
  initial: (defaults: CommunityDefaults) => string,
): InitQuestion {
  return {
    id,
    ask,
    label,
    answer: { type: 'line' },
    assume: true,
    check: nameProblem,
    // The facts of the first community are no use to another one.
    initial: ({ community }, { defaults }) =>
      community === undefined || community === defaults.community ? initial(defaults) : undefined,
  };
}
