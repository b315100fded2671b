import type { Form } from '../../../src/interview/question.ts';
import type { Playbook } from '../../../src/policy/playbook.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import { formOf } from '../../../src/steps/form.ts';
import { NOTE } from '../../../src/steps/note.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { REPORT_NEW, REPORT_QUICK } from '../../../src/steps/report/new.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from '../policy/shipped.ts';

const now = new Date('2026-11-25T14:10:00Z');

/** What a report is asked with that Ana takes, who is on the team with Ben. */
export const FACTS: ReportFacts = {
  playbook,
  emergency: [],
  now,
  begunAt: now,
  me: 'ana',
  custodians: [],
  members: [
    { id: 'ana', name: 'Ana', email: 'ana@example.org' },
    { id: 'ben', name: 'Ben', email: 'ben@example.org' },
  ],
};

/** What is asked about a report, also where there is no incident yet. */
export const reportForm = (of: Playbook): Form<ReportFacts> => formOf(REPORT_NEW, of);
export const addForm = (of: Playbook): Form<ReportFacts> => printedForm(REPORT_ADD, of);
export const noteForm: Form<ReportFacts> = printedForm(NOTE, playbook);

/** Whether it is asked of somebody in a hurry. */
export const isQuickQuestion = (id: string): boolean =>
  formOf(REPORT_QUICK, playbook).questions.some((one) => one.id === id);

function printedForm({ printed, ...step }: Step, of: Playbook): Form<ReportFacts> {
  if (printed === undefined) throw new Error('its printed form is that of an incident');
  return formOf({ ...step, questions: printed }, of);
}
