import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../../../src/incident/view.ts';
import { employerText } from '../../../src/policy/letter-text.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { report } from '../incident/fold.ts';
import {
  type Added,
  AGREED,
  incidentOf,
  OPENED,
  PRIVATE,
  R1,
  READY,
  refusalOf,
  SOUND,
  situation,
} from './step-situation.ts';

const person = (ref: string, role: string, more: object): Added =>
  ({ kind: 'person', person: ref, role, ...more }) as Added;
/** The incident with another A1, and another account. */
const here = (accused: object, account: string, ...more: readonly Added[]) =>
  [
    ...READY.map((one) => {
      if (one.kind === 'person' && one.person === 'A1') return person('A1', 'accused', accused);
      return one.kind === 'report' ? report({ account }) : one;
    }),
    ...more,
  ] as readonly Added[];
const joined = (people: readonly Added[], account = 'It was about a coat.'): IncidentView => ({
  ...incidentOf([
    OPENED,
    { ...R1, name: 'Sofia Brandt' } as Added,
    ...people,
    report({ account }),
    PRIVATE,
    AGREED,
  ]),
  id: 'H2JY38X9',
});
const TALL = { description: 'a tall man in a suit' };
const found = (
  step: 'notify' | 'employer',
  given: object,
  question: string,
  contents: readonly Added[],
  led: readonly IncidentView[],
) => refusalOf(step, question, { ...SOUND[step], ...given }, situation(contents, { matter: { led } }));
const words = (...args: Parameters<typeof found>) => found(...args)?.findings.map((one) => one.words) ?? [];

describe('the name that is typed with a letter to the accused of one matter', () => {
  const contents = here(TALL, 'He took my coat.');
  const typed = (name: string, led: IncidentView) =>
    words('notify', { name, letter: `Hello ${name},\n\nwe have received a report.` }, 'letter', contents, [
      led,
    ]).concat(words('notify', { name }, 'name', contents, [led]));

  it.each([
    ['Dorian Vale', joined([person('A1', 'accused', { name: 'Dorian Vale' })])],
    ['Dorian Vale', joined([person('A2', 'accused', { name: 'Vale, Dorian' })])],
    ['Dorian Vale', joined([person('A1', 'accused', TALL)], 'Dorian Vale took my coat.')],
    ['Ngozi Abara', joined([person('A1', 'accused', { description: 'Ngozi Abara from the front desk' })])],
  ])('is taken where somebody accused there is called so: %s', (name, led) => {
    expect(typed(name, led)).toEqual([]);
  });

  it.each([
    ['who reported there', 'Sofia Brandt', joined([])],
    [
      'whom it happened to there',
      'Mina Ott',
      joined([person('P1', 'affected', { affected: 'yes', name: 'Mina Ott' })]),
    ],
    ['who saw it there', 'Mina Ott', joined([person('W1', 'witness', { name: 'Mina Ott' })])],
    [
      'who reported there, and is called as somebody accused is',
      'Sofia Brandt',
      joined([person('A1', 'accused', { name: 'Sofia Brandt' })]),
    ],
  ])('is not where that is %s', (_who, name, led) => {
    expect(typed(name, led)).not.toEqual([]);
  });

  it('lets nobody else there be named', () => {
    const led = joined([
      person('A1', 'accused', { name: 'Dorian Vale' }),
      person('A2', 'accused', { name: 'Ida Roos' }),
    ]);
    const letter =
      'Hello Dorian Vale,\n\nwe have received a report about you and Ida Roos, and Sofia Brandt.';
    expect(words('notify', { name: 'Dorian Vale', letter }, 'letter', contents, [led]).join(' ')).toMatch(
      /Ida.*Roos/,
    );
    expect(words('notify', { name: 'Dorian Vale', letter }, 'letter', contents, [led]).join(' ')).not.toMatch(
      /Dorian/,
    );
  });
});

describe('somebody else accused there, who has a part of the name of whoever gets the letter', () => {
  it.each([
    ['typed', TALL, { name: 'Dorian Vale' }],
    ['noted', { name: 'Dorian Vale' }, {}],
  ])('is not named beside them, where that is %s', (_how, accused, given) => {
    const led = joined([person('A1', 'accused', { name: 'Dorian Roos' })]);
    const letter = 'Hello Dorian Vale,\n\nwe have received a report about you and about Dorian Roos.';
    const in_ = words('notify', { ...given, letter }, 'letter', here(accused, 'He took my coat.'), [led]);
    expect(in_.join(' ')).toContain('Roos');
  });
});

describe('what is said once a name was typed that somebody accused there has', () => {
  const said = (name: string, led: IncidentView) =>
    NOTIFY.afterwards?.(
      { ...SOUND.notify, name },
      situation(here(TALL, 'He took my coat.'), { matter: { led: [led] } }),
    );
  it('is that they may be one, and nothing of anybody who has a part of it, or another role', () => {
    const led = joined([
      person('A1', 'accused', { name: 'Vale, Dorian' }),
      person('A2', 'accused', { name: 'Dorian Roos' }),
    ]);
    expect(said('Dorian Vale', led)).toEqual([
      'A1 of H2JY-38X9, which is one matter with this, is called the same. If that is A1: `coc same K7F3-92QD` says so.',
    ]);
    for (const name of ['Dorian Hale', 'Sofia Brandt', 'Dorian']) expect(said(name, led)).toEqual([]);
  });
});

describe('the name that is typed with a letter to an employer', () => {
  const letter = (name: string) => ({
    name,
    letter: `To Brightwell Ltd,\n\n${name} followed an attendee while staffing your booth.`,
  });
  const all = (name: string, contents: readonly Added[], led: readonly IncidentView[] = []) => [
    ...words('employer', { name }, 'name', contents, led),
    ...words('employer', letter(name), 'letter', contents, led),
  ];

  it.each([
    ['Timo Brandt', { description: 'Timo at the Kranich booth' }, 'Timo at the Kranich booth shouted at me.'],
    [
      'Timo Brandt',
      { description: 'somebody called timo brandt, I think' },
      'That Brandt at the booth shouted.',
    ],
    ['Asel Kurmanova', { name: 'Asel' }, 'Asel told me to leave.'],
    ['Ruth Nwosu', { description: 'Frau Nwosu, sales' }, 'I know that Ruth Nwosu was told before.'],
  ])('is taken where how A1 was described has a part of it: %s', (name, accused, account) => {
    expect(all(name, here(accused, account))).toEqual([]);
  });

  it.each([
    ['a name of the account alone', 'Timo Brandt', TALL, 'Timo Brandt saw how a man shouted.', []],
    [
      'who saw it',
      'Timo Brandt',
      { description: 'the friend of Timo' },
      'He shouted.',
      [person('W1', 'witness', { name: 'Timo Brandt' })],
    ],
    ['who reported it', 'Mei Lindqvist', { description: 'the friend of Mei' }, 'He shouted.', []],
  ])('is not where that is %s, and it is said how a name is noted', (_what, name, accused, account, more) => {
    const contents = here(accused, account, ...more);
    expect(all(name, contents)).not.toEqual([]);
    expect(found('employer', { name }, 'name', contents, [])?.first.join(' ')).toContain(
      'coc report add K7F3-92QD',
    );
  });

  it('says of a joined account what it says of this one', () => {
    const contents = here({ name: 'Dorian Vale' }, 'He took my coat.');
    const led = joined([person('A1', 'accused', TALL)], 'Dorian Vale took my coat.');
    expect(words('employer', letter('Dorian Vale'), 'letter', contents, [led])).toEqual([]);
    expect(words('employer', letter('Sofia Brandt'), 'letter', contents, [led])).not.toEqual([]);
  });

  it('left out, the letter says nothing of what we know', () => {
    const contents = here({ description: 'Timo at the Kranich booth' }, 'x');
    const { letter: _, ...given } = SOUND.employer;
    const said = employerText(given, situation(contents));
    expect(said).not.toContain('do not know');
    expect(said).toContain('about somebody');
  });
});
