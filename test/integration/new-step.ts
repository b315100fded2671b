import type { Step } from '../../src/steps/step.ts';

/** A step that nobody has heard of: that those who took part in a response talked it over. */
export const DEBRIEF: Step = {
  id: 'debrief',
  about: 'That those who took part in a response talked it over.',
  questions: () => [
    {
      id: 'talked',
      ask: 'Who talked it over',
      label: 'Talked it over',
      answer: { type: 'line' },
      required: true,
    },
    { id: 'invitation', ask: 'What the invitation says', label: 'Invitation', answer: { type: 'text' } },
  ],
  decide: ({ talked }, _situation, draft) => {
    draft.add({ kind: 'note', text: `Talked over by ${talked}` });
  },
  gates: ['not-to-proceed', 'leak'],
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => incident.closed !== undefined,
      why: 'Nothing is talked over once it is closed.',
      hints: (id) => [`\`coc reopen ${id}\` comes first.`],
    },
  ],
  outgoing: {
    questions: ['invitation'],
    kind: () => 'announcement',
    text: ({ invitation }) => (typeof invitation === 'string' ? invitation : undefined),
  },
  waits: ({ notes }, { evaluation: { clause } }) =>
    notes.some(({ text }) => text.startsWith('Talked over'))
      ? []
      : [{ what: 'Talk it over', clause, step: 'debrief' }],
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
};
