import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../src/interview/check.ts';
import { addForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import { A1, incidentOf, P1, R1, READY, situation } from './step-situation.ts';

const form = addForm(playbook);

function labels(id: string, account: string): readonly string[] {
  const question = form.questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(id);
  const facts = situation([], { incident: incidentOf([...READY, P1]) });
  const type = typeOf(question, { add: 'report', account }, facts);
  return type.type === 'choice' ? type.choices.map(({ label }) => label) : [];
}

describe('who of an incident a further report is about', () => {
  it.each(['same-person', 'same-affected'])(
    'is asked by marks, since whoever reports may look on: %s',
    (id) => {
      const all = labels(id, 'Somebody followed me.').join('\n');
      for (const { name = '' } of [A1, P1, R1].filter((one) => 'name' in one))
        expect(all).not.toContain(name);
      expect(all).toMatch(/[AP]1, /);
    },
  );

  it('says whom their own words may name, and nobody else', () => {
    const name = 'name' in A1 ? String(A1.name) : '';
    const [first = '', ...others] = labels('same-person', `It was ${name} again.`);
    expect(first).toBe('A1, accused, perhaps whom their words name');
    expect(others.join('\n')).not.toContain('perhaps');
  });
});
