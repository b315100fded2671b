import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  HEARD_ALL,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  REPORT,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const day = (hour: string, of = '24'): string => `2026-11-${of}T${hour}:00+01:00`;
const MET: Added = { ...meeting('sanction'), heldAt: day('10:00') } as Added;
const SANCTION = sanctionEntry({ startsAt: day('11:00') });
const APPEAL: Added = {
  ...{ id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1' },
  ...{ receivedAt: day('11:30'), words: 'It was not me.' },
} as Added;
const OUTCOME: Added = {
  ...{ kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'stands', heardBy: ['cem'], reason: 'x' },
} as Added;
const PUBLISHED: Added = { kind: 'told', about: 'announcement', toldAt: day('11:00'), toldBy: 'ana' };
const LETTER: Added = {
  ...{ id: 'LETTER1', kind: 'letter', letter: 'response', person: 'A1', text: 'x' },
} as Added;
const OLD: readonly Added[] = [
  OPENED,
  R1,
  A1,
  report({ fromFiles: true, receivedAt: '2024-05-10T10:00:00+02:00' }),
  PRIVATE,
];

type Row = readonly [
  name: string,
  step: StepId,
  question: string,
  answers: Answers,
  entries: readonly Added[],
];
const DECIDED = [...HEARD_ALL, MET, SANCTION];
const OF_ONE = { sanction: '1' };
const RESPONSE = { about: 'response', person: 'A1', way: 'letter', given: 'yes' };

const asked = ([, step, question, answers, entries]: Row, typed: string) => {
  const found = STEP[step].questions(playbook).find(({ id }) => id === question);
  if (found === undefined) throw new Error(`${step} has no ${question}`);
  const of = situation(entries);
  const read = readAnswer(found, typed, answers, of);
  const said = found.after?.({ ...answers, [question]: typed }, of) ?? [];
  return { read, said: said.flatMap((one) => ('text' in one ? [one.text] : [])).join(' ') };
};

describe('when something was that comes after something else', () => {
  it.each<[string, string, Row]>([
    [
      day('09:00'),
      day('11:20'),
      ['an appeal', 'sanction appeal', 'received-at', { ...OF_ONE, state: 'received' }, DECIDED],
    ],
    [
      '2026-11-23',
      '2026-11-24',
      ['the same, of a day', 'sanction appeal', 'received-at', { ...OF_ONE, state: 'received' }, DECIDED],
    ],
    [
      day('11:00'),
      day('11:40'),
      [
        'an appeal that was heard',
        'sanction appeal',
        'heard-at',
        { ...OF_ONE, state: 'heard' },
        [...DECIDED, APPEAL],
      ],
    ],
    [
      day('09:00'),
      day('11:20'),
      ['an end', 'sanction end', 'ended-at', { ...OF_ONE, how: 'lifted' }, DECIDED],
    ],
    [day('09:00'), day('11:20'), ['a change', 'sanction change', 'changed-at', OF_ONE, DECIDED]],
    [
      day('11:50'),
      day('10:50'),
      ['a slip', 'sanction correct', 'from', { ...OF_ONE, wrong: 'time' }, [...DECIDED, APPEAL]],
    ],
    [day('09:00'), day('10:30'), ['a decision in a letter', 'notify', 'told-at', RESPONSE, DECIDED]],
    [
      day('11:00'),
      day('11:40'),
      [
        'what came of an appeal',
        'notify',
        'told-at',
        { ...RESPONSE, about: 'appeal' },
        [...DECIDED, APPEAL, OUTCOME],
      ],
    ],
    [
      day('10:30'),
      day('11:10'),
      ['what came back', 'announce', 'received-at', { do: 'feedback' }, [...DECIDED, PUBLISHED]],
    ],
    ['2024-04', '2024-05', ['a close', 'close', 'closed-at', {}, OLD]],
  ])('cannot have been before it: %s, and can be %s', (early, late, row) => {
    const { read } = asked(row, early);
    expect(read, row[0]).toMatchObject({ problem: expect.stringMatching(/^cannot be: /) });
    expect(asked(row, late).read, row[0]).toEqual({ value: late });
  });

  it.each<[string, Row]>([
    [
      day('10:30'),
      ['an appeal', 'sanction appeal', 'received-at', { ...OF_ONE, state: 'received' }, DECIDED],
    ],
    [day('10:30'), ['an end', 'sanction end', 'ended-at', { ...OF_ONE, how: 'lifted' }, DECIDED]],
    [
      day('09:00'),
      ['their side', 'statement', 'taken-at', { person: 'A1' }, [OPENED, R1, A1, REPORT, PRIVATE, TOLD]],
    ],
    [day('09:00'), ['a decision aloud', 'notify', 'told-at', { ...RESPONSE, way: 'told' }, DECIDED]],
    [day('09:00'), ['what is published', 'announce', 'published-at', { do: 'published' }, DECIDED]],
    [
      '2026-11-01',
      [
        'a draft that went out',
        'notify',
        'told-at',
        { ...RESPONSE, about: 'complaint', way: 'sent' },
        [...HEARD_ALL, { ...LETTER, letter: 'complaint' } as Added],
      ],
    ],
  ])('is taken as it was written, and said to be odd, where it hardly was before it: %s', (early, row) => {
    const { read, said } = asked(row, early);
    expect(read, row[0]).toEqual({ value: early });
    expect(said, row[0]).toMatch(/By this it was before .*It stays as you wrote it; if it was a slip/);
  });

  it('says nothing where it was after it, and nothing of the incident in what is refused', () => {
    const row: Row = [
      'an appeal',
      'sanction appeal',
      'received-at',
      { ...OF_ONE, state: 'received' },
      DECIDED,
    ];
    expect(asked(row, day('11:20')).said).toBe('');
    expect(asked(row, day('09:00')).read).toEqual({
      problem: 'cannot be: that is before the sanction can have been decided',
    });
  });

  it('lets an appeal come in where a sanction of the moment was written down later', () => {
    const spot = [...HEARD_ALL, SANCTION];
    const row: Row = ['an appeal', 'sanction appeal', 'received-at', { ...OF_ONE, state: 'received' }, spot];
    expect(asked(row, day('10:30')).read).toEqual({ value: day('10:30') });
  });
});
