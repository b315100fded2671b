import { describe, expect, it } from 'vitest';
import { settle } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { announcementText } from '../../../src/policy/letter-text.ts';
import { filledIn } from '../../../src/policy/published.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  AT,
  brokenBy,
  contentsOf,
  READY,
  SOUND,
  STEP,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const TEXT = announcementText(
  {
    ...{ what: 'An attendee followed another attendee', action: 'They stay away for a year' },
    ...{ word: 'They agree that it was wrong', feedback: ['a letter to us'] },
  },
  situation(READY),
);
const SAID_AT = '2026-11-24T10:40:00+01:00';
const YES: Added = {
  ...{ kind: 'permitted', what: 'announce', answer: 'yes', people: ['R1'] },
  ...{ words: 'Yes, all of that.', saidAt: SAID_AT },
};
const OUT: readonly Added[] = [
  sanctionEntry({ term: 'until', until: '2027-11-28' }),
  { kind: 'told', about: 'response', person: 'A1', toldAt: AT },
  YES,
  { kind: 'announcement', announce: true, why: ['transparency', 'reassurance'] },
  { id: 'LETTER1', kind: 'letter', letter: 'announcement', text: TEXT },
  { kind: 'told', about: 'announcement', letter: 'LETTER1', toldAt: '2026-11-24T11:00:00+01:00' },
];
const CHANGED: Added = {
  ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'until', until: '2027-02-28' },
  ...{ reason: 'x', decidedBy: ['ana'] },
};
const of = situation([...READY, ...OUT, CHANGED]);
const form = gatedForm(STEP.announce, playbook);
const question = (id: string) => form.questions.find((one) => one.id === id);
const proposed = (id: string, answers: Answers, facts = of) => question(id)?.initial?.(answers, facts);

describe('a text that takes the place of an announcement that is out', () => {
  const correct = {
    do: 'correct',
    permitted: 'yes',
    'permitted-by': ['R1'],
    permission: 'Yes, all of that.',
  };

  it('is a choice of its own, where one is out', () => {
    const values = (contents: readonly Added[]) => {
      const { answer } = question('do') ?? {};
      const type = typeof answer === 'function' ? answer({}, situation([...READY, ...contents])) : answer;
      return type && 'choices' in type ? type.choices.map(({ value }) => value) : [];
    };
    expect(values(OUT)).toContain('correct');
    expect(values(OUT.slice(0, -1))).not.toContain('correct');
    expect(proposed('do', {})).toBe('correct');
    expect(proposed('do', {}, situation([...READY, ...OUT]))).toBeUndefined();
  });

  it('shows what is out, and proposes what it said', () => {
    const shown = JSON.stringify(question('why')?.before?.(correct, of));
    expect(shown).toContain('An attendee followed another attendee');
    expect(shown).toContain('Published today 11:00:');
    expect(proposed('why', correct)).toEqual(['transparency', 'reassurance']);
    expect(proposed('what', correct)).toBe('An attendee followed another attendee');
    expect(proposed('action', correct)).toBe('they stay away for a year. They agree that it was wrong');
    for (const id of ['why', 'what', 'action'])
      expect(proposed(id, { ...correct, do: 'draft' })).toBeUndefined();
    const byHand = { ...OUT[4], text: 'Something else altogether.' } as Added;
    const other = situation([...READY, ...OUT.slice(0, 4), byHand, ...OUT.slice(5), CHANGED]);
    expect(proposed('what', correct, other)).toBeUndefined();
    expect(JSON.stringify(question('why')?.before?.(correct, other))).toContain('Something else altogether.');
  });

  it.each([
    [['feedback@example.org'], 'feedback@example.org'],
    [['the form at https://forms.example/1', 'the desk'], 'the form at https://forms.example/1|the desk'],
  ])('proposes the ways to answer that it had, and the community has not: %s', (ways, expected) => {
    const given = {
      do: 'draft',
      what: 'A slide was shown',
      action: 'the talk was ended',
      'other-feedback': ways,
    };
    const text = announcementText(given, of);
    const out = situation([
      ...READY,
      ...OUT.slice(0, 4),
      { ...OUT[4], text } as Added,
      ...OUT.slice(5),
      CHANGED,
    ]);
    const initial = proposed('other-feedback', correct, out);
    expect(Array.isArray(initial) ? initial.join('|') : initial).toBe(expected);
    expect(proposed('other-feedback', { ...correct, do: 'draft' }, out)).toBeUndefined();
  });

  it('says where what is out was published, and proposes the same places', () => {
    const placed = (...places: readonly string[]) =>
      situation([
        ...READY,
        ...OUT.slice(0, -1),
        ...places.map((how): Added => ({ ...OUT[5], how }) as Added),
        CHANGED,
      ]);
    const two = placed('the closing of the day', 'Slack, #general', 'The closing of the day ');
    expect(JSON.stringify(question('why')?.before?.(correct, two))).toContain(
      '"Where it was published","items":["the closing of the day","Slack, #general"]',
    );
    const published = { do: 'published' };
    expect(proposed('where', published, two)).toBe('the closing of the day; Slack, #general');
    expect(STEP.announce.afterwards?.(correct, two)).toEqual([
      'It belongs where what it takes the place of was published: the closing of the day; Slack, #general.',
    ]);
    expect(STEP.announce.afterwards?.({ do: 'draft' }, two)).toEqual([]);
    // Where that was not noted, and where nothing is out.
    for (const none of [of, situation(READY)]) {
      expect(proposed('where', published, none)).toBeUndefined();
      expect(STEP.announce.afterwards?.(correct, none)).toEqual([]);
      expect(JSON.stringify(question('why')?.before?.(correct, none))).not.toContain('Where it was');
    }
  });

  it('says in place of what it stands, passes what a first one does, and is kept', () => {
    const given = {
      ...{ ...SOUND.announce, ...correct, action: 'They stay away for three months' },
      letter: undefined,
    };
    const { letter: _letter, ...rest } = given;
    const { answers } = settle(form, of, rest, { assume: true });
    expect(answers.letter).toMatch(
      /^This takes the place of what we published on Tuesday 24 November\.\n\nAn attendee/,
    );
    expect(brokenBy('announce', answers, of)).toEqual([]);
    expect(brokenBy('announce', { ...answers, feedback: [], 'other-feedback': [] }, of)).toContain(
      'feedback',
    );
    expect(brokenBy('announce', { ...answers, letter: `${answers.letter} Mei Lindqvist` }, of)).toContain(
      'reporter',
    );
    // What they had said before is not noted once more.
    expect(contentsOf('announce', answers, of)).toMatchObject([
      { kind: 'announcement', announce: true },
      { kind: 'letter', letter: 'announcement' },
    ]);
  });

  it('proposes of what they said before when they said it, and notes other words as new', () => {
    expect(proposed('permitted-at', correct)).toMatch(/10:40|09:40/);
    const other = { ...correct, permission: 'Yes, but shorter.' };
    expect(Date.parse(String(proposed('permitted-at', other)))).toBe(of.now.getTime());
    const kinds = contentsOf('announce', { ...SOUND.announce, ...other }, of).map(({ kind }) => kind);
    expect(kinds).toContain('permitted');
  });

  it('notes no second time what several said, each in their words', () => {
    const P1: Added = { kind: 'person', person: 'P1', role: 'affected', name: 'Sofia Brandt' };
    const both = situation([...READY, P1, ...OUT, { ...YES, people: ['P1'] } as Added, CHANGED]);
    const given = { ...SOUND.announce, ...correct, 'permitted-by': ['R1', 'P1'] };
    expect(contentsOf('announce', given, both).map(({ kind }) => kind)).not.toContain('permitted');
  });
});

describe('what fills a place of a text', () => {
  it.each([
    ['{{what}}. This was wrong.', 'what', 'They left! This was wrong.', 'They left!'],
    ['Done: {{action}}. {{word}}', 'action', 'x\nDone: we met.', 'we met'],
    ['Done: {{action}}. {{word}}', 'action', 'We did it', undefined],
    ['{{what}}', 'what', 'all of it', undefined],
    ['no place', 'what', 'all of it', undefined],
  ])('%j, %s, of %j: %j', (template, place, written, said) => {
    expect(filledIn(written, template, place)).toBe(said);
  });
});
