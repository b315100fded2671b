import type { Form } from '../question.ts';
import { type InitFacts, initForm } from './init.ts';

/** What `coc join` asks: who somebody is, in the words of `coc init`. */
export const joinForm: Form<InitFacts> = {
  unanswered: 'left out',
  name: 'join',
  about: 'What an admin of the team is asked to let you in with.',
  questions: initForm.questions.filter(({ id }) => id === 'name' || id === 'email'),
};
