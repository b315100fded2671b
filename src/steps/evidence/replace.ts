import { FILES } from '../../policy/for-few.ts';
import { list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { asker, oneFrom, type StepQuestion } from '../questions.ts';
import type { Step } from '../step.ts';
import { KEEPING } from './keeping.ts';
import { addAttachments, attachmentChoices, fileQuestions } from './questions.ts';

/** A corrected file in the place of one that was attached before, which is kept. */
export const EVIDENCE_REPLACE: Step = {
  ...KEEPING,
  id: 'evidence replace',
  about: 'A corrected file in the place of one that is kept with an incident. The first one is kept as well.',
  questions,
  decide: (given, situation, draft) =>
    addAttachments(draft, given, situation, () => replacedIn(text(given.replaces), situation)?.id),
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => attachmentChoices(incident).length === 0,
      why: 'Nothing is attached that could be replaced.',
      hints: (id) => [`\`coc evidence add ${id}\` adds files.`],
    },
    {
      when: ['saving'],
      refuses: (given, situation) => replacedIn(text(given.replaces), situation)?.replacedBy !== undefined,
      why: 'Somebody else has replaced it meanwhile. Nothing was saved.',
      hints: (id) => [`\`coc evidence list ${id}\` shows what is attached now.`],
    },
  ],
  heading: (incident) => `A corrected file for ${incident}`,
  saved: 'It is sealed and saved, and the first one is kept. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  return [
    asker(playbook, 'evidence')('replaces', {
      answer: oneFrom<Situation>(({ incident }) => attachmentChoices(incident)),
      required: true,
      assume: true,
    }),
    ...fileQuestions(playbook, ({ replaces }, situation) => replacedIn(text(replaces), situation)).map(
      (question) =>
        question.id === FILES
          ? {
              ...question,
              check: (answer: Parameters<NonNullable<StepQuestion['check']>>[0]) =>
                list(answer).length > 1 ? 'can be one file alone, in the place of one' : undefined,
            }
          : question,
    ),
  ];
}

function replacedIn(number: string | undefined, { incident }: Situation) {
  return incident.evidence[Number(number) - 1];
}
