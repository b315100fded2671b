import type { Form } from '../question.ts';

/** What a search is for. */
export const SEARCH_FORM: Form<undefined> = {
  name: 'search',
  about: 'What coc search looks for. It is not kept.',
  questions: [
    {
      id: 'words',
      ask: 'What are you looking for',
      label: 'Words',
      answer: { type: 'line', anyWord: true },
      required: true,
    },
  ],
};
