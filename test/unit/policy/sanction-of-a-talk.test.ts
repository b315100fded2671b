import { describe, expect, it } from 'vitest';
import type { Given } from '../../../src/policy/given-answers.ts';
import { outcomeText, responseText } from '../../../src/policy/letter-text.ts';
import { notForLetters } from '../../../src/policy/told-of-sanctions.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  brokenBy,
  DECIDED,
  HEARD,
  OPENED,
  PRIVATE,
  R1,
  SOUND,
  STEP,
  sanctionEntry,
  situation,
  TOLD,
  W1,
  WITNESSED,
} from './step-situation.ts';

/** What a report tells of it, and what the team types where it is asked which one. */
const CASES = [
  {
    field: 'talk',
    kind: 'end-talk',
    typed: 'the opening talk on Saturday',
    when: 'in the opening talk on Saturday',
    circumstances: 'the opening talk, in the main hall',
    account: 'It was in the opening talk on Saturday. He showed a slide with a naked woman on it.',
    description: 'who gave the opening talk on Saturday',
  },
  {
    field: 'talk',
    kind: 'no-publication',
    typed: 'Keynote of this year',
    when: 'this morning, in the keynote of this year',
    circumstances: 'keynote of this year',
    account: 'In the keynote of this year there was a sexual slide.',
    description: 'keynote of this year',
  },
  {
    field: 'talk',
    kind: 'end-talk',
    typed: 'the closing session on 22 November at 16:30',
    when: '22 November at 16:30',
    circumstances: 'the closing session on 22 November',
    account: 'On 22 November at 16:30, in the closing session, he told a sexist joke.',
    description: 'speaker of the closing session on 22 November',
  },
  {
    field: 'talk',
    kind: 'no-publication',
    typed: 'the workshop on Sunday afternoon, in the main hall',
    when: 'Sunday afternoon',
    circumstances: 'in the main hall, before 200 people',
    account: 'It happened in the workshop on Sunday afternoon, in the main hall.',
    description: 'gave the workshop on Sunday afternoon',
  },
  {
    field: 'event',
    kind: 'no-talks',
    typed: 'the summit of Saturday and Sunday',
    when: 'Saturday, at the summit',
    circumstances: 'the summit of Saturday and Sunday',
    account: 'At the summit of Saturday and Sunday he showed it on stage.',
    description: 'speaks at the summit of Saturday and Sunday',
  },
  {
    field: 'role',
    kind: 'end-volunteering',
    typed: 'moderating the last session on Sunday',
    when: 'the last session on Sunday',
    circumstances: 'moderating the last session on Sunday',
    account: 'He was moderating the last session on Sunday, and made a joke about women.',
    description: 'moderating the last session on Sunday',
  },
  {
    field: 'talk',
    kind: 'end-talk',
    typed: 'Scaling Caches at the Edge, the second talk of Sunday morning',
    when: 'Sunday morning, at about 10:30',
    circumstances: 'the second talk of Sunday morning',
    account: 'In Scaling Caches at the Edge, the second talk of Sunday morning, there was a slide.',
    description: 'gave the second talk of Sunday morning',
  },
  {
    field: 'role',
    kind: 'end-volunteering',
    typed: 'helping at the registration desk on Saturday from 9 to 11',
    when: 'Saturday from 9 to 11',
    circumstances: 'at the registration desk',
    account: 'Everybody at the registration desk on Saturday from 9 to 11 heard it.',
    description: 'helper at the registration desk on Saturday',
  },
] as const;

type Case = Readonly<Record<keyof (typeof CASES)[number], string>>;

const incident = (one: Case, seen: Added, ...more: readonly Added[]): readonly Added[] => [
  ...[OPENED, R1, { ...A1, description: one.description } as Added, W1, seen, AGREED],
  report({ account: one.account }),
  {
    ...{ kind: 'details', report: 'REPORT1' },
    details: { when: one.when, circumstances: one.circumstances, behavior: 'A sexual slide in a talk' },
  } as Added,
  ...[TOLD, HEARD, DECIDED, ...more],
];
const sanction = ({ kind, field, typed }: Case): Added => {
  const of = playbook.sanctions.kinds.find(({ id }) => id === kind);
  return sanctionEntry({
    ...{ sanction: kind, label: of?.label, parameters: { [field]: typed } },
    ...(of?.terms.includes('now') ? { term: 'now' } : { term: 'indefinite' }),
  });
};
const asked = ({ field, kind }: Case, words: string, contents: readonly Added[]): readonly string[] => {
  const question = gatedForm(STEP.sanction, playbook).questions.find(({ id }) => id === field);
  const answers = { person: 'A1', sanction: kind, [field]: words };
  return question?.ofTyped?.(words, answers, situation(contents)) ?? [];
};
const letters = (contents: readonly Added[]) => {
  const of = situation(contents);
  const to = (about: string, person: string): Given => ({ ...SOUND.notify, about, person });
  return [
    { ...to('response', 'A1'), letter: responseText(to('response', 'A1'), of) },
    { ...to('outcome', 'R1'), letter: outcomeText(to('outcome', 'R1'), of) },
  ].map((given) => ({ given, broken: brokenBy('notify', given, of) }));
};

describe('what a sanction covers, of something that many saw', () => {
  it.each(CASES)('$field: “$typed” is asked of nobody, and stands in both letters', (one) => {
    expect(asked(one, one.typed, incident(one, WITNESSED))).toEqual([]);
    for (const { given, broken } of letters(incident(one, WITNESSED, sanction(one)))) {
      expect(String(given.letter).toLowerCase()).toContain(one.typed.toLowerCase());
      expect(broken).toEqual([]);
    }
  });

  it.each(CASES)('is still looked at for “$typed”, where few saw it', (one) => {
    expect(asked(one, one.typed, incident(one, PRIVATE))).not.toEqual([]);
  });

  it.each([
    'Mei Lindqvist in the front row',
    'mei@lindqvist.example',
    'as Sunita Rao saw it',
    'following Mei',
  ])('nobody is named with it: %s', (more) => {
    for (const one of CASES)
      expect(asked(one, `${one.typed}, ${more}`, incident(one, WITNESSED)).join()).toMatch(/cannot go out/);
  });

  it('is nothing else that one account alone tells', () => {
    const [one] = CASES;
    const alone = {
      ...one,
      account: `${one.account} I sat beside the fire exit in row three with my two colleagues from work.`,
    };
    const typed = `${one.typed}, where I sat beside the fire exit in row three`;
    expect(asked(one, typed, incident(alone, WITNESSED)).join()).toMatch(/cannot go out/);
  });

  it('a condition and a behaviour are looked at as before', () => {
    const [one] = CASES;
    const of = situation(incident({ ...one, account: `${one.account} At 10:47 he came.` }, WITNESSED));
    expect(notForLetters('no talk at 10:47', 'A1', of)).not.toEqual([]);
  });
});
