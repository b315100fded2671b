import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/interview/question.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import type { Block } from '../../../src/text/block.ts';
import { playbook } from '../policy/shipped.ts';
import { FACTS, reportForm } from './report-forms.ts';

const MEMBERS = [
  { id: 'ana', name: 'Ana Berg', email: 'ana@example.org' },
  { id: 'jonathan', name: 'Jonathan Weiss', email: 'weiss@example.org' },
  { id: 'cem', name: 'Cem Yildiz', email: 'cem@example.org' },
];
const facts: ReportFacts = { ...FACTS, members: MEMBERS };

/** What is said before it is asked who is kept out, or who can open it. */
function saidBefore(id: 'conflicts' | 'readers', answers: Answers, of: ReportFacts = facts): string {
  const { before } = questionOf(id);
  const blocks: readonly Block[] = typeof before === 'function' ? before(answers, of) : (before ?? []);
  return blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
}

function questionOf(id: string) {
  const question = reportForm(playbook).questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`${id} is not asked`);
  return question;
}

const UNKNOWN = /by no name that is known here/;

describe('somebody on the team of whom a report speaks', () => {
  it('is looked for where no name of the team is said', () => {
    expect(saidBefore('conflicts', { who: 'Mallory from your team' })).toMatch(UNKNOWN);
    expect(saidBefore('conflicts', { account: 'One of your team shouted at me.' })).toMatch(UNKNOWN);
    expect(saidBefore('conflicts', { who: 'a tall man', account: 'He shouted at me.' })).not.toMatch(UNKNOWN);
  });

  it('is known by a short form', () =>
    expect(saidBefore('conflicts', { who: 'Jonny from your team' })).not.toMatch(UNKNOWN));

  it('is known where they are kept out by now, and then others are proposed', () => {
    const answers = { who: 'Jonny from your team', share: 'team', conflicts: ['jonathan'] };
    expect(saidBefore('readers', answers)).not.toMatch(UNKNOWN);
    const { initial } = questionOf('readers');
    expect(typeof initial === 'function' ? initial(answers, facts) : initial).toEqual(['cem']);
  });

  it('is known where they were kept out before', () => {
    const keptOut = { incident: { readers: ['ana'], keptOut: ['jonathan'], people: [] } };
    const of = { ...facts, ...keptOut } as unknown as ReportFacts;
    expect(saidBefore('conflicts', { add: 'report', who: 'Jonny from your team' }, of)).not.toMatch(UNKNOWN);
  });

  it('is known where it is whoever takes the report', () =>
    expect(saidBefore('conflicts', { who: 'Ana from your team' })).not.toMatch(UNKNOWN));
});
