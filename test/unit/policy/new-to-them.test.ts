import { describe, expect, it } from 'vitest';
import { appealText, decisionText } from '../../../src/policy/change-text.ts';
import { newWordsBlocks, wordsNewTo } from '../../../src/policy/new-to-them.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AT,
  COMMUNITY,
  OPENED,
  PRIVATE,
  R1,
  sanctionEntry,
  situation,
} from './step-situation.ts';

/** What somebody told, with the words that the letters below have from there. */
const REPORT = report({
  account: 'In the corridor he laughs along, where nobody hears it, every time of the year, at all events.',
});

const complaint = (text: string, more: object = {}): readonly Added[] => [
  { kind: 'letter', id: 'LETTER', letter: 'complaint', person: 'A1', text, ...more } as Added,
  { kind: 'told', about: 'complaint', person: 'A1', letter: 'LETTER', toldAt: AT } as Added,
];
const said = (words: string): Added =>
  ({ kind: 'statement', person: 'A1', words, takenAt: AT, takenBy: 'ana' }) as Added;
const at = (...more: readonly Added[]) => situation([OPENED, PRIVATE, R1, A1, REPORT, ...more]);

describe('what is new to somebody accused', () => {
  it.each([
    ['Keep away from corridors.', [], ['corridors']],
    ['Keep away from corridors.', complaint('It is about what you did in a corridor.'), []],
    ['Keep away from corridors.', [said('I was in the corridor, yes.')], []],
    ['No jokes, also when the person laughs along.', [said('It was one joke.')], ['laughs', 'along']],
    ['No joke at all events this year.', [said('My jokes?')], []],
    ['No jokes, also where you think that nobody else hears it.', [said('My jokes?')], ['hears']],
  ] as const)('%s', (text, before, expected) => {
    expect(wordsNewTo('A1', text, at(...before))).toEqual(expected);
  });

  it('is not what a letter says that never went out, nor what others said', () => {
    const [letter] = complaint('It is about the corridor.');
    const other = { ...said('In the corridor.'), person: 'A2' } as Added;
    for (const before of [[letter as Added], [other], [{ ...said('x'), words: 'y' } as Added]])
      expect(wordsNewTo('A1', 'Keep away from corridors.', at(...before))).toEqual(['corridors']);
  });

  it('is neither a name of theirs nor what stands in every letter, and nothing is said where nothing is', () => {
    expect(newWordsBlocks('A1', 'Marlon Vane, we have received a complaint about you.', at())).toEqual([]);
    expect(JSON.stringify(newWordsBlocks('A1', 'Keep away from corridors.', at()))).toContain('corridors');
  });
});

const everyWord = (of: unknown): readonly string[] =>
  typeof of === 'string'
    ? [of]
    : typeof of === 'object' && of !== null
      ? Object.values(of).flatMap(everyWord)
      : [];

describe('what coc itself writes is new to nobody', () => {
  const community = {
    ...COMMUNITY,
    community: 'Northwind RustConf',
    appeals: 'the board, by e-mail to board@northwind.example',
  };
  // Whoever reported it used each word that coc has as well, and the names and days that everybody knows.
  const account = [
    ...everyWord([playbook.letters, playbook.sanctions, playbook.scripts.appeal, COMMUNITY.feedback]),
    'At the conf and at RustConf of Northwind, on the weekend of Saturday 28 November 2026, until the end of the event.',
    'With no end date, except for what is said above, as we told you before. There is an exception. This holds.',
  ].join('\n');
  const letters = playbook.sanctions.kinds.flatMap((kind) =>
    kind.terms.flatMap((term) =>
      ['response', 'changed', 'lifted', 'appeal'].map((letter) => ({ kind, term, letter })),
    ),
  );
  const told = { kind: 'told', about: 'response', person: 'A1', toldAt: AT, toldBy: 'ana' } as Added;
  const more: Readonly<Record<string, readonly Added[]>> = {
    response: [],
    changed: [
      told,
      {
        ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'until', until: '2027-03-01' },
        ...{ reason: 'x', decidedBy: ['ana'] },
      } as Added,
    ],
    lifted: [
      told,
      {
        ...{ kind: 'sanction-end', sanction: 'SANCTION1', how: 'lifted', endedAt: AT },
        ...{ reason: 'x', decidedBy: ['ana'] },
      } as Added,
    ],
    appeal: [
      told,
      { kind: 'appeal', id: 'APPEAL', sanction: 'SANCTION1', words: 'x', receivedAt: AT } as Added,
      {
        ...{ kind: 'appeal-outcome', appeal: 'APPEAL', outcome: 'stands', heardBy: ['H1'] },
        reason: 'x',
      } as Added,
    ],
  };
  const says: Readonly<Record<string, string>> = {
    ...{ response: 'This is what we have decided', changed: 'This has changed' },
    ...{ lifted: 'no longer holds', appeal: 'The decision stays as it is' },
  };

  it.each(letters)('$kind.id, $term: $letter', ({ kind, term, letter }) => {
    const sanction = sanctionEntry({
      ...{ sanction: kind.id, label: kind.label, term },
      ...(term === 'indefinite' || term === 'now' ? {} : { until: '2026-11-29' }),
      parameters: Object.fromEntries(
        kind.parameters.map((one) => [one, one === 'whom' ? 'R1' : 'the conf of this weekend in 2026']),
      ),
    });
    const of = situation([OPENED, PRIVATE, R1, A1, report({ account }), sanction, ...(more[letter] ?? [])], {
      community,
    });
    const given = { about: letter === 'appeal' ? 'appeal' : 'response', person: 'A1' };
    const text = letter === 'appeal' ? appealText(given, of) : decisionText(given, of);
    expect(text).toContain(says[letter]);
    expect(newWordsBlocks('A1', text, of)).toEqual([]);
  });

  it.each(['reviewer, outside', 'the main registration desk', 'No badge, and no talk'])(
    'nor is what the team alone words: %s',
    (words) => {
      expect(newWordsBlocks('A1', words, at())).toEqual([]);
    },
  );
});

describe('what somebody else told is said wherever it was written down', () => {
  const places = {
    account: [report({ account: 'It was beside the fountain.' })],
    circumstances: [
      report({}),
      {
        ...{ kind: 'details', report: 'REPORT1' },
        details: { circumstances: 'beside the fountain' },
      } as Added,
    ],
    note: [report({}), { kind: 'note', text: 'R1 was at the fountain.' } as Added],
    side: [report({}), { ...said('At the fountain.'), person: 'A2' } as Added],
    description: [
      report({}),
      { kind: 'person', person: 'W1', role: 'witness', description: 'who sat at the fountain' } as Added,
    ],
  };
  it.each(Object.entries(places))('%s', (_of, entries) => {
    const of = situation([OPENED, PRIVATE, R1, A1, ...entries]);
    expect(wordsNewTo('A1', 'Keep away from fountains.', of)).toEqual(['fountains']);
  });
});
