import { expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import { view } from '../../../src/incident/view.ts';
import { printForm } from '../../../src/interview/print-form.ts';
import { formOf } from '../../../src/steps/form.ts';
import { playbook } from '../policy/shipped.ts';
import { READY, situation } from '../policy/step-situation.ts';

const asked = Object.values(playbook.interviews).flatMap((interview) =>
  Object.entries(interview).flatMap(([id, { ask, choices }]) =>
    choices === undefined ? [] : [{ id, ask, choices: Object.entries(choices) }],
  ),
);
const unopened = { ...situation(READY), incident: view('', []) };
const inOneLine = (form: string): string => form.replaceAll(/\s*\n#\s*/g, ' ').replaceAll(/\s+/g, ' ');

/** Choices of the playbook that a step never has, whatever the incident: another one has them. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  'report add': ['permitted: met', 'permitted: not-asked'],
};

it.each(CATALOGUE.map(({ id, load }) => [id, load] as const))(
  'prints every choice without an incident, for whoever has none yet: %s',
  async (id, load) => {
    const step = await load();
    const { name, about } = step;
    const questions = step.opens ? step.questions : (step.printed ?? step.questions);
    const form = formOf({ id, about, questions, ...(name !== undefined && { name }) }, playbook);
    const printed = inOneLine(printForm(form, unopened, 'Of those in the incident.'));
    const missing = form.questions.flatMap((question) => {
      if (question.unprinted === true) return [];
      const words = asked.find((one) => one.id === question.id && one.ask === question.ask);
      return (words?.choices ?? [])
        .filter(([value, label]) => !printed.includes(`${value}: ${label}`))
        .map(([value]) => `${question.id}: ${value}`);
    });
    expect(missing).toEqual(NEVER[id] ?? []);
  },
);
