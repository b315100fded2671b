import { isEmail } from '../../email.ts';
import type { CommunityDefaults } from '../../policy/playbook.ts';
import type { Answer, Answers, Form, Question } from '../question.ts';
import { type CommunityFacts, communityQuestions } from './community.ts';
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
  unanswered: 'left out',
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
    ...communityQuestions<InitFacts>(ofTheFirst),
  ],
};

function person(id: string, rest: Omit<InitQuestion, 'id' | 'answer' | 'required'>): InitQuestion {
  return { id, answer: { type: 'line' }, required: true, ...rest };
}

/** The facts of the first community are no use to another one, but for whom to call. Nobody is sent on an appeal by them. */
function ofTheFirst(
  fact: keyof CommunityFacts,
  { community }: Answers,
  { defaults }: InitFacts,
): Answer | undefined {
  if (fact === 'appeals') return undefined;
  const isFirst = community === undefined || community === defaults.community;
  return fact === 'emergency' || isFirst ? defaults[fact] : undefined;
}
