import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list } from '../../policy/given.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { openItems } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import { asker, notEmpty, type StepQuestion } from '../questions.ts';
import type { Step } from '../step.ts';
import { noSanction, sanctionMeant, sanctionOf, whichSanction } from './which.ts';

/** What of a sanction has been done: who was told, and what was switched off. */
export const SANCTION_DONE: Step = {
  id: 'sanction done',
  about: 'What of a sanction has been done: who was told, and what was switched off.',
  questions,
  decide,
  bars: [noSanction(({ open }) => open.length > 0, 'of which something is still to be done')],
  saveLabel: 'Save this',
  saved: 'It is noted as done. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-done');
  return [
    whichSanction(ask, ({ open }) => open.length > 0),
    ask('items', {
      answer: (answers, situation) => ({
        type: 'choices',
        // By number: an error names the choices, and nothing of an incident.
        choices: openItems(sanctionOf(answers, situation)).map(({ number, item }) => ({
          value: String(number),
          label: item,
        })),
      }),
      required: true,
      check: notEmpty,
    }),
  ];
}

/** Which of those who must know were told, and what was switched off. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = sanctionMeant(given, situation);
  const items = openItems(sanction)
    .filter(({ number }) => list(given.items).includes(String(number)))
    .map(({ item }) => item);
  draft.add({ kind: 'sanction-done', sanction: sanction.id, items });
}
