import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/interview/fill.ts';
import { communityForm } from '../../../src/interview/forms/community.ts';
import { initForm } from '../../../src/interview/forms/init.ts';
import { joinForm } from '../../../src/interview/forms/join.ts';
import { TerminalPrompter } from '../../../src/interview/terminal/prompter.ts';
import { atTerminal } from './at-terminal.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

describe('the review', () => {
  it.each([
    [{}, 'not asked'],
    [{ unanswered: 'left out' }, 'left out'],
  ])('says of what was passed over what the form calls that: %j', async (more, says) => {
    const prompter = new ScriptedPrompter([['review', undefined]]);
    const question = { id: 'x', ask: 'X', label: 'X', answer: { type: 'line' } } as const;
    const form = { name: 'x', about: 'x', questions: [question], ...more };
    await fill(form, {}, { given: {}, passed: ['x'], review: true, saveLabel: 'Go on', prompter });
    expect(prompter.reviews.flat()).toMatchObject([{ shown: says }]);
  });

  it.each([initForm, joinForm, communityForm])('leaves out what is about a community: $name', (form) => {
    expect(form.unanswered).toBe('left out');
  });

  it('shows nothing that is empty, and nothing to change, where nothing is asked', async () => {
    const { io, stdin, screen } = atTerminal({ TERM: 'dumb' });
    const reviewed = new TerminalPrompter(io).review([], 'Close the incident');
    for (let piece = 0; piece < 3; piece += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen()).not.toContain('What you have');
    expect(screen()).not.toContain('Is it right');
    expect(screen()).not.toContain('Change or add');
    stdin.write('1\r');
    expect(await reviewed).toBeUndefined();
  });
});
