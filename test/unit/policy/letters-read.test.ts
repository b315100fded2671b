import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionText } from '../../../src/policy/change-text.ts';
import { fillLetter } from '../../../src/policy/fill-letter.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import {
  announcementText,
  complaintText,
  employerText,
  outcomeText,
  relayText,
  responseText,
} from '../../../src/policy/letter-text.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  AGREED,
  AT,
  COMMUNITY,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  REPORT,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const LETTERS: Readonly<Record<string, (given: Given, of: Situation) => string>> = {
  complaint: complaintText,
  response: responseText,
  changed: decisionText,
  outcome: outcomeText,
  employer: employerText,
  announcement: announcementText,
  relay: relayText,
};

/** What a reader stumbles over in a letter, whoever it is for. */
const stumbles = (text: string): readonly string[] => {
  const lines = text.split('\n');
  const prose = lines.filter((line) => line !== '' && !line.startsWith('- '));
  const begins = prose.flatMap((line) => line.split(/(?<=[.!?]["”’)]*) +/));
  const isAddress = (words: string): boolean => /^\S*[@:/]/.test(words);
  return [
    ...(/ {2}|\t|[ \t]\n|\n{3}/.test(text) || text !== text.trim() ? ['blanks'] : []),
    ...(/\{\{|\}\}|<something|XYZ|undefined|null|\bthere,/.test(text) ? ['a hole'] : []),
    ...(/[.,;:!?…]["”’)]*[.,;:]|[.,;:]\s+[.,;:]|\s[.,;:!?]/.test(text) ? ['punctuation'] : []),
    ...lines.filter((line, at) => line.endsWith(':') && !/^\S/.test(lines[at + 2] ?? '')),
    ...lines.filter((line) => line === '-' || line === '- ' || /^[-.,;:\s]+$/.test(line)),
    ...lines.filter(
      (line, at) =>
        line.startsWith('- ') && /^\s*$/.test(lines[at - 1] ?? '') && !lines[at - 2]?.endsWith(':'),
    ),
    ...begins.filter((words) => /^\p{Ll}/u.test(words) && !isAddress(words)),
  ];
};

/** As people type it: blanks, small letters, a full stop of their own or something else at the end. */
const typed = (...said: readonly string[]): fc.Arbitrary<string> =>
  ending(['', '.', '!', '?', '…', ';', ' .', '. ', ',', ' '], said);
/** Who, or where: nobody shouts it. */
const named = (...said: readonly string[]): fc.Arbitrary<string> => ending(['', '.', ' ', ',', '. '], said);
const ending = (endings: readonly string[], said: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      before: fc.constantFrom('', ' ', '  '),
      words: fc.constantFrom(...said),
      isSmall: fc.boolean(),
      after: fc.constantFrom(...endings),
    })
    .map(({ before, words, isSmall, after }) => {
      const first = words.charAt(0);
      return `${before}${isSmall ? first.toLowerCase() : first.toUpperCase()}${words.slice(1)}${after}`;
    });
const orNot = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

const answers: fc.Arbitrary<Given> = fc
  .record({
    what: orNot(typed('following  somebody', 'They shouted “stop it.”', 'a sexual slide was shown')),
    contact: orNot(named('Ben Okafor, ben@team.example', 'board@imgix.com', 'The front desk')),
    'answer-by': orNot(fc.constantFrom('2026-11-25T12:00:00+01:00', '2026-12-01')),
    action: orNot(typed('They were sent home', 'Security took the badge', 'we ended the talk')),
    word: orNot(typed('The attendee agrees that it was wrong', 'they have left')),
    employer: orNot(named('Brightwell Ltd', 'ACME Inc')),
    grounds: fc.subarray(playbook.employer.grounds.map(({ id }) => id)),
    capacity: orNot(typed('they handed out flyers of theirs', 'They drove their van')),
    'other-feedback': orNot(
      fc.array(typed('a letter to our box', 'By e-mail to x@imgix.com'), { maxLength: 2 }),
    ),
    'keeps-away': orNot(fc.constantFrom('yes', 'no')),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as Given);

const sanctions: fc.Arbitrary<readonly Added[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...playbook.sanctions.kinds),
      value: named('all our events', 'the talk on caches', 'following people'),
      term: fc.nat(),
      conditions: orNot(
        fc.array(typed('gives back the badge', 'Tells us before they come'), { maxLength: 2 }),
      ),
      whom: fc.constantFrom('R1', 'W9'),
    })
    .map(({ kind, value, term: at, conditions, whom }) => {
      const term = kind.terms[at % kind.terms.length] ?? 'now';
      return sanctionEntry({
        id: `S${kind.id}${at}`,
        sanction: kind.id,
        label: kind.label,
        parameters: Object.fromEntries(kind.parameters.map((key) => [key, key === 'whom' ? whom : value])),
        term,
        ...(conditions && { conditions }),
        ...((term === 'until' || term === 'event-end') && { until: '2027-01-31' }),
      });
    }),
  { maxLength: 3 },
);

const facts = fc.record({
  accused: fc.constantFrom<object>(
    { name: 'Marlon Vane' },
    { name: 'marlon' },
    { name: null },
    { description: 'a tall man' },
  ),
  outcome: fc.constantFrom('action' as const, 'no-action' as const),
  sanctions,
  contact: fc.constantFrom('', 'codeofconduct@imgix.com', 'The front desk.'),
  policy: fc.constantFrom('', 'https://imgix.github.io/code-of-conduct/'),
  appeals: fc.constantFrom(null, 'the board, board@imgix.com', 'The board.'),
  community: fc.constantFrom('imgix', 'Conf 2026'),
});

const TOLD_BEFORE: Added = { kind: 'told', about: 'response', person: 'A1', toldAt: AT, toldBy: 'ben' };
const situationOf = (
  { accused, outcome, sanctions: decided, ...community }: FactsOf<typeof facts>,
  toldBefore: boolean,
): Situation =>
  situation(
    [
      OPENED,
      R1,
      { kind: 'person', person: 'A1', role: 'accused', ...accused } as Added,
      REPORT,
      PRIVATE,
      AGREED,
      meeting(decided.length > 0 ? 'sanction' : outcome),
      ...(toldBefore ? [TOLD_BEFORE] : []),
      ...decided,
    ],
    { community: { ...COMMUNITY, ...community, feedback: [] } },
  );
type FactsOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

describe.each(Object.entries(LETTERS))('the letter %s', (name, compose) => {
  it('reads as if somebody had written it, whatever is known and whatever is not', () => {
    const person = name === 'outcome' ? 'R1' : 'A1';
    fc.assert(
      fc.property(answers, facts, (given, known) => {
        const text = compose(
          { ...given, person, from: 'A1', to: 'R1' },
          situationOf(known, name === 'changed'),
        );
        expect(stumbles(text), text).toEqual([]);
        expect(text).not.toMatch(/\b[RPAW]\d\b/);
      }),
      { numRuns: Number(process.env.COC_LETTER_RUNS ?? 40) },
    );
  });
});

describe('a letter that is filled in', () => {
  it.each<[string, string, Readonly<Record<string, string | readonly string[]>>, string]>([
    ['a name that is not known', 'Hello {{name}},\n\nWe write.', { name: ' ' }, 'Hello,\n\nWe write.'],
    ['a sentence with nothing in it', 'We did it. It is at {{at}}. Bye.', { at: '' }, 'We did it. Bye.'],
    ['a line with nothing in it', 'One\n\nSee {{at}}\n\nTwo', { at: '' }, 'One\n\nTwo'],
    ['a sentence that a place is', 'We met. {{heard}} We go on.', { heard: '' }, 'We met. We go on.'],
    [
      'what hangs on a comma',
      'The team of {{team}}, {{contact}}',
      { team: 'x', contact: '' },
      'The team of x',
    ],
    ['one thing', 'You must {{must}}.', { must: ['go'] }, 'You must go.'],
    ['several things', 'You must {{must}}.', { must: ['go', 'stay'] }, 'You must:\n\n- go\n- stay'],
    [
      'several things in a sentence',
      'You must {{must}} now.',
      { must: ['go', 'stay'] },
      'You must go; stay now.',
    ],
    [
      'a full stop of their own',
      '{{what}}. It was wrong.',
      { what: 'they left!' },
      'They left! It was wrong.',
    ],
    ['an address at the beginning', '{{at}} has it.', { at: 'ben@x.example' }, 'ben@x.example has it.'],
    [
      'braces that somebody typed',
      '{{what}}. {{who}} left.',
      { what: '{{who}}', who: 'Ben' },
      '{{who}}. Ben left.',
    ],
    ['blanks in a place', 'Hello {{ name }},', { name: 'Ben' }, 'Hello Ben,'],
  ])('has %s', (_what, template, values, text) => expect(fillLetter(template, values)).toBe(text));

  it('throws on a place that nothing fills, and on what has no place', () => {
    expect(() => fillLetter('{{a}} {{b}}', { a: 'x' })).toThrow('{{b}}');
    expect(() => fillLetter('{{a}}', { a: 'x', b: 'y' })).toThrow('{{b}}');
  });
});
