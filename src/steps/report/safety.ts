import type { IncidentView } from '../../incident/view.ts';
import type { Addition } from './addition.ts';
import { addThreat } from './entries.ts';

const VALUE = 'safety';
const ASKED = ['threat-actions', 'law-enforcement'];

/** What was done for somebody's safety; a call that was made can always be noted. */
export const SAFETY: Addition = {
  value: VALUE,
  choice: () => ({
    value: VALUE,
    label: 'What was done for their safety, or a call to police or security',
  }),
  waits: isInDanger,
  asks: (question) => (ASKED.includes(question.id) ? question : undefined),
  write: (draft, given, { incident }) => addThreat(draft, given, incident.threat),
};

function isInDanger({ threat = 'none' }: IncidentView): boolean {
  return threat !== 'none';
}
