import { NOT_WANTED } from '../../incident/entry.ts';
import type { IncidentView } from '../../incident/view.ts';
import { Actors } from '../../policy/actors.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { PERSON } from '../questions.ts';
import type { Addition } from './addition.ts';
import { addThreat } from './entries.ts';
import { ask } from './playbook-question.ts';

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
  questions: (playbook) => ({
    last: [ask(playbook, 'called-by', { answer: PERSON, when: (answers) => isCalled(answers) })],
  }),
  asks: (question) => (ASKED.includes(question.id) ? question : undefined),
  write: (draft, given, situation) => {
    const caller = isCalled(given) ? text(given['called-by']) : undefined;
    const by = caller === undefined ? undefined : new Actors(draft, situation).of(caller);
    addThreat(draft, given, situation.incident.threat, by);
  },
};

/** Whether the answers tell of a call to police or security. */
function isCalled(given: Given): boolean {
  const called = given['law-enforcement'];
  return (
    given.add === VALUE &&
    (list(given['threat-actions']).includes('summoned') ||
      (called !== undefined && called !== 'not-involved' && called !== NOT_WANTED))
  );
}

function isInDanger({ threat = 'none' }: IncidentView): boolean {
  return threat !== 'none';
}
