import type { Step } from '../step.ts';
import { KEEPING } from './keeping.ts';
import { addAttachments, fileQuestions } from './questions.ts';
import { replacedBySameNames, sameNamesQuestion } from './same-names.ts';

/** Files that are kept with an incident: a screenshot, a recording, a mail. */
export const EVIDENCE_ADD: Step = {
  ...KEEPING,
  id: 'evidence add',
  about: 'Files that are kept with an incident, sealed as it is.',
  questions: (playbook) => [...fileQuestions(playbook), sameNamesQuestion(playbook)],
  decide: (given, situation, draft) =>
    addAttachments(draft, given, situation, replacedBySameNames(given, situation, situation.attached ?? [])),
  heading: (incident) => `Files for ${incident}`,
  saved: 'It is sealed and saved. It belongs to',
};
