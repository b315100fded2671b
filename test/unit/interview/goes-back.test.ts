import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/interview/fill.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { STATEMENT } from '../../../src/steps/statement.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from '../policy/shipped.ts';
import { HEARD_ALL, situation } from '../policy/step-situation.ts';
import { atTerminal } from './at-terminal.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

const BEFORE = '2026-11-20T10:00:00+01:00';
const SINCE = '2026-11-23T18:00:00+01:00';
const of = situation(HEARD_ALL);

describe('a time before the first report, by a slip', () => {
  it('is asked for anew where Enter goes back to it, and nothing is asked about it then', async () => {
    const prompter = new ScriptedPrompter([
      ['said', 'yes'],
      ['words', 'I was not there.'],
      ['taken-at', BEFORE],
      ['early', undefined],
      ['taken-at', BEFORE],
      ['early', undefined],
      ['taken-at', SINCE],
      ['taken-by', 'ben'],
      ['review', undefined],
    ]);
    const answers = await fill(gatedForm(STATEMENT, playbook), of, {
      ...{ answers: {}, passed: [], given: { person: 'A1' }, grounds: {}, resumed: false },
      ...{ onlyRequired: false, review: true, saveLabel: 'Save', prompter },
    });
    prompter.assertDone();
    expect(answers).toMatchObject({ 'taken-at': SINCE });
    expect(answers).not.toHaveProperty('early');
  });

  it.each<[string, Step, string]>([
    ['meeting', MEETING, 'held-at'],
    ['notify', NOTIFY, 'told-at'],
    ['statement', STATEMENT, 'taken-at'],
  ])('has that way in every step that asks about one: %s', (_name, step, at) => {
    const early = step.questions(playbook).find(({ id }) => id === 'early');
    expect(early?.enterGoesBackTo).toBe(at);
    expect(step.questions(playbook).some(({ id }) => id === at)).toBe(true);
  });

  it('has that way also at why it is decided without somebody: that may be no outcome yet', () => {
    const unheard = MEETING.questions(playbook).find(({ id }) => id === 'unheard');
    expect(unheard?.enterGoesBackTo).toBe('outcome');
  });

  it('is gone back to by Enter alone, and the screen says so', async () => {
    const { io, stdin, screen } = atTerminal({ TERM: '' });
    const asked: Asked = {
      ...{ id: 'early', ask: 'How is that', label: 'Before it', answer: { type: 'line' }, backTo: 'When' },
      ...{ required: true, notGiven: false, onPartial: async () => true, read: (value) => ({ value }) },
    };
    const answer = new TerminalPrompter(io).ask(asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
    stdin.write('\r');
    expect(await answer).toBeUndefined();
    expect(screen()).toContain('Enter alone goes back to “When”.');
  });
});
