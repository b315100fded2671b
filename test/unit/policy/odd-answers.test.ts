import { describe, expect, it } from 'vitest';
import { settle } from '../../../src/interview/check.ts';
import { type Given, isBlank } from '../../../src/policy/given-answers.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  AT,
  assertPasses,
  brokenBy,
  consent,
  contentsOf,
  meeting,
  OPENED,
  PRIVATE,
  problemOf,
  R1,
  READY,
  REPORT,
  refusalsAtOnce,
  SOUND,
  STEP,
  type StepId,
  situation,
} from './step-situation.ts';

/** The report came in on the day before `AT`. */
const EARLY = '2026-11-22T10:00:00+01:00';
const settled = (step: StepId, given: Given, of: Situation) =>
  settle(gatedForm(STEP[step], playbook), of, given as never, { assume: true });
const missing = (step: StepId, given: Given, of: Situation): readonly string[] =>
  settled(step, given, of).missing.map(({ id }) => id);
const problems = (step: StepId, given: Given, of: Situation): readonly string[] =>
  settled(step, given, of).problems.map(({ id, what }) => `${id} ${what}`);
const STOPPED = situation([...READY, consent('asked-not-to-proceed')]);

describe('a text that says nothing', () => {
  it.each([
    '',
    '.',
    '...',
    '-',
    '–',
    '?',
    '!!',
    ' ',
    'n/a',
    'N/A.',
    'none',
    'No reason',
    'tbd',
    '*',
    '。',
    '_',
  ])('is blank: %j', (words) => expect(isBlank(words)).toBe(true));

  it.each(['x', 'No', 'He left.', '会社を辞めた', '3 days', 'nothing that we could do', 'none of them came'])(
    'is none: %j',
    (words) => expect(isBlank(words)).toBe(false),
  );

  it.each<[StepId, string, Given]>([
    ['meeting', 'reason', { ...SOUND.meeting, outcome: 'no-action' }],
    ['announce', 'reason', { do: 'no' }],
    ['announce', 'central-reason', { ...SOUND.announce, central: 'A1' }],
    ['notify', 'cannot', { about: 'complaint', person: 'A1', way: 'cannot' }],
    ['sanction', 'safety', SOUND.sanction],
    ['reopen', 'reason', {}],
  ])('is asked about again as an answer of %s to %s', (step, id, given) => {
    expect(problems(step, { ...given, [id]: '.' }, situation(READY)).join()).toContain(
      `${id} says nothing yet`,
    );
    expect(problems(step, { ...given, [id]: 'She moved.' }, situation(READY)).join()).not.toContain(id);
  });

  it('is no reason for deciding without their side, and none to go on in spite of a rule', () => {
    const unheard = situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED]);
    expect(brokenBy('meeting', { ...SOUND.meeting, unheard: '.' }, unheard)).toContain('heard');
    const over = { ...STOPPED, overrides: ['not-to-proceed'] };
    const given = { ...SOUND.meeting, 'override-not-to-proceed': '-' };
    expect(problems('meeting', given, over).join()).toContain('override-not-to-proceed says nothing yet');
  });
});

describe('what is noted to have been before the first report came in', () => {
  it.each<[StepId, Given, string]>([
    ['meeting', { ...SOUND.meeting, 'held-at': EARLY }, 'meeting'],
    ['statement', { person: 'A1', said: 'no', 'taken-at': EARLY, 'taken-by': 'ben' }, 'statement'],
    [
      'notify',
      { about: 'complaint', person: 'A1', way: 'told', 'told-at': EARLY, how: 'x', 'told-by': 'ben' },
      'told',
    ],
  ])('is asked about in %s, and kept with the answer', (step, given, kind) => {
    expect(missing(step, given, situation(READY))).toContain('early');
    const contents = contentsOf(step, { ...given, early: 'The report was slow.' }, situation(READY));
    expect(contents.map(problemOf)).toEqual(contents.map(() => undefined));
    expect(contents).toContainEqual(expect.objectContaining({ kind, early: 'The report was slow.' }));
  });

  it('is not asked about where it was after that', () => {
    expect(missing('meeting', { ...SOUND.meeting, 'held-at': AT }, situation(READY))).toEqual([]);
    const contents = contentsOf('meeting', SOUND.meeting, situation(READY));
    expect(contents.every((one) => !('early' in one))).toBe(true);
  });
});

describe('an announcement before the accused was told anything', () => {
  const untold: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED, meeting('action')];

  it('is asked about, once', () => {
    expect(missing('announce', SOUND.announce, situation(untold))).toEqual(['untold']);
    const given = { ...SOUND.announce, untold: 'They left.' };
    const said = contentsOf('announce', given, situation(untold)).find(({ kind }) => kind === 'announcement');
    expect(said).toMatchObject({ kind: 'announcement', untold: 'They left.' });
    const after = situation([...untold, said as Added]);
    expect(missing('announce', SOUND.announce, after)).toEqual([]);
  });

  it('is asked about where one of two was told', () => {
    expect(missing('announce', SOUND.announce, situation([...READY, A2]))).toEqual(['untold']);
  });

  it('is not asked about where they were told, or cannot be, or where there is none', () => {
    expect(missing('announce', SOUND.announce, situation(READY))).toEqual([]);
    const cannot: Added = { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'x' };
    expect(missing('announce', SOUND.announce, situation([...untold, cannot]))).toEqual([]);
    expect(missing('announce', { do: 'no', reason: 'It was private.' }, situation(untold))).toEqual([]);
  });
});

describe('after the person affected asked that it does not go on', () => {
  it('their side is not taken, nor an apology passed on, as if nothing was', () => {
    expect(refusalsAtOnce('statement', {}, STOPPED).map(({ gate }) => gate)).toEqual(['not-to-proceed']);
    expect(brokenBy('apology', SOUND.apology, STOPPED)).toContain('not-to-proceed');
  });

  it.each(['offered', 'discouraged', 'pressed', 'through-others'])(
    'what somebody did can be written down: %s',
    (what) => {
      expect(refusalsAtOnce('apology', {}, STOPPED)).toEqual([]);
      const given = { what, from: 'A1', to: 'R1', 'happened-at': AT, words: 'They waited at the door.' };
      expect(brokenBy('apology', given, STOPPED)).toEqual([]);
      assertPasses('apology', given, STOPPED);
    },
  );
});
