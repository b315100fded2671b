import { describe, expect, it } from 'vitest';
import { picture } from '../../../src/incident/picture/picture.ts';
import { fill } from '../../../src/interview/fill.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { formOf } from '../../../src/steps/form.ts';
import { ScriptedPrompter, type Step } from '../interview/scripted-prompter.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  AT,
  contentsOf,
  incidentOf,
  now,
  problemOf,
  READY,
  STEP,
  situation,
} from './step-situation.ts';

const WALK: Added = {
  ...{ id: 'WALK', kind: 'action', what: 'Walk with her to the hotel', who: 'ben' },
  due: '2026-11-25T20:00:00+01:00',
};
const ASKS: Added = {
  ...{ id: 'ASKS', kind: 'action', what: 'Ask the hotel', who: 'cem' },
  due: '2026-11-25T20:00:00+01:00',
};
const TO_DO = [...READY, WALK, ASKS];

const asked = async (steps: readonly Step[]) => {
  const prompter = new ScriptedPrompter(steps);
  const answers = await fill(formOf(STEP['meeting --done'], playbook), situation(TO_DO), {
    ...{ answers: {}, passed: [], given: {}, onlyRequired: false, review: false, saveLabel: 'Save' },
    prompter,
  });
  prompter.assertDone();
  return answers;
};
const waits = (entries: readonly Added[]): string =>
  dueIn(incidentOf(entries), playbook, now)
    .map(({ what }) => what)
    .join();

describe('something that a meeting handed out', () => {
  it('is asked about no further where something of it is done', async () => {
    expect(await asked([['done', ['1']]])).toEqual({ done: ['1'] });
  });

  it('can be not to be done any more, as somebody said', async () => {
    const answers = await asked([
      ['done', []],
      ['no-longer', ['1']],
      ['no-longer-by', 'R1'],
      ['no-longer-words', 'My sister is here.'],
    ]);
    const made = contentsOf('meeting --done', answers, situation(TO_DO));
    expect(made).toMatchObject([
      { kind: 'action-done', action: 'WALK', noLonger: true, saidBy: 'R1', words: 'My sister is here.' },
    ]);
    expect(made.map(problemOf)).toEqual([undefined]);
    const after = [...TO_DO, ...(made as Added[])];
    expect(waits(TO_DO)).toContain('Walk with her');
    expect(waits(after)).not.toContain('Walk with her');
    expect(waits(after)).toContain('Ask the hotel');
    expect(incidentOf(after).actions[0]).toMatchObject({ noLonger: { saidBy: 'R1' } });
    expect(incidentOf(after).actions[1]).not.toHaveProperty('noLonger');
  });

  it('is shown with who said so, and in which words', () => {
    const ended: Added = {
      ...{ kind: 'action-done', action: 'WALK', doneAt: AT, noLonger: true, saidBy: 'R1' },
      words: 'My sister is here.',
    };
    const facts = { now, playbook, nameOf: (member: string): string => member };
    const shown = JSON.stringify(pictureBlocks(picture(incidentOf([...TO_DO, ended])).afterwards, facts));
    expect(shown).toMatch(
      /Walk with her to the hotel[^"]*ben, not to be done any more \(R1\), written down [^"]*: My sister is here\./,
    );
  });

  it('is not ended by nobody, and without a word', async () => {
    const given = { done: [], 'no-longer': ['1'] };
    const form = formOf(STEP['meeting --done'], playbook);
    await expect(fill(form, situation(TO_DO), { given, saveLabel: '' })).rejects.toThrow(
      /no-longer-by is missing[\s\S]*no-longer-words is missing/,
    );
  });
});
