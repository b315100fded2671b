import type { Step } from '../step.ts';
import { KEEPING } from './keeping.ts';
import { addAttachments, fileQuestions } from './questions.ts';

/** Files that are kept with an incident: a screenshot, a recording, a mail. */
export const EVIDENCE_ADD: Step = {
  ...KEEPING,
  id: 'evidence add',
  about: 'Files that are kept with an incident, sealed as it is.',
  questions: fileQuestions,
  decide: (given, situation, draft) => addAttachments(draft, given, situation),
  heading: (incident) => `Files for ${incident}`,
  saved: 'It is sealed and saved. It belongs to',
};
