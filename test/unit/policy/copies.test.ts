import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesForCopy, filesInCopy, whyNoFiles } from '../../../src/policy/copy-files.ts';
import { copyLines } from '../../../src/policy/copy-lines.ts';
import { copyText } from '../../../src/policy/copy-text.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { COPIES, parsePlaybook } from '../../../src/policy/playbook.ts';
import { EXPORT } from '../../../src/steps/export.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  ACCOUNT,
  type Added,
  AGREED,
  AT,
  brokenBy,
  contentsOf,
  HEARD_ALL,
  OPENED,
  P1,
  PRIVATE,
  problemOf,
  R1,
  READY,
  REPORT,
  SIDE,
  SOUND,
  sanctionEntry,
  situation,
  TOLD,
  W1,
} from './step-situation.ts';

const accused: Given = { for: 'accused', person: 'A1' };
const letter = (id: string, text: string): readonly Added[] => [
  { id, kind: 'letter', letter: 'response', person: 'A1', text },
  { kind: 'told', about: 'response', person: 'A1', letter: id, toldAt: AT, toldBy: 'ben' },
];

describe('the lines of a copy', () => {
  it('are what the policy has for whom it is', () => {
    const of = situation([...READY, sanctionEntry()]);
    const words = (given: Given) => copyLines(given, of).map((one) => one.words);
    expect(words({})).toEqual([]);
    expect(words(accused)).toEqual([
      'We told you that there is a complaint.',
      'You told us your side.',
      expect.stringContaining('This was decided about you: No attendance at future events (all our events).'),
    ]);
    expect(words({ for: 'affected', person: 'R1' })).toEqual(['You told us what happened.']);
    const sealed = '-----BEGIN AGE ENCRYPTED FILE-----';
    const later = { kind: 'follow-up', text: 'They said more.', receivedAt: AT, from: 'R1', sealed } as const;
    const closed = situation([...READY, sanctionEntry(), { ...later, id: 'LATER' }]);
    expect(copyText({ for: 'affected', person: 'R1' }, closed)).not.toContain('They said more.');
    expect(words({ for: 'lawyer', to: 'x' })).toEqual([
      'Our number for this: K7F3-92QD',
      'It is about Marlon Vane.',
      'We told Marlon Vane that there is a complaint.',
      'We heard Marlon Vane.',
      'The team met. Whether anything is done about it: Yes, a sanction',
      expect.stringContaining('This was decided about Marlon Vane: No attendance'),
    ]);
    const own = { ...playbook, letters: { ...playbook.letters } };
    own.letters['copy-lawyer'] = { ...own.letters['copy-lawyer'], names: [], parts: ['done'] };
    const others = copyLines({ for: 'lawyer', to: 'x' }, { ...of, playbook: own }).map((one) => one.words);
    expect(others[0]).toBe('We told the person accused that there is a complaint.');
    expect(others.join()).not.toMatch(/Marlon|K7F3/);
  });

  it('follow each other as it was: on one day by the moment, else as the policy has them, whatever was written down first', () => {
    const day = (hour: string) => `2026-11-24T${hour}:00+01:00`;
    const events = (
      times: Record<'told' | 'heard' | 'met' | 'decided' | 'response', string>,
      rough: boolean,
    ) => {
      const of = (field: string) => (rough ? { precision: { [field]: 'day' } } : {});
      return [
        { ...TOLD, toldAt: times.told, ...of('toldAt') },
        ...letter('L', 'We decided.').map((one) =>
          one.kind === 'told' ? { ...one, toldAt: times.response, ...of('toldAt') } : one,
        ),
        {
          kind: 'statement',
          person: 'A1',
          words: SIDE,
          takenAt: times.heard,
          takenBy: 'ben',
          ...of('takenAt'),
        },
        { ...(READY.at(-1) as object), heldAt: times.met, ...of('heldAt') },
        sanctionEntry({ startsAt: times.decided, ...of('startsAt') } as object),
      ] as Added[];
    };
    const usual = {
      told: day('08:00'),
      heard: day('09:00'),
      met: day('10:00'),
      decided: day('10:30'),
      response: day('11:00'),
    };
    const same = {
      told: day('00:00'),
      heard: day('00:00'),
      met: day('00:00'),
      decided: day('00:00'),
      response: day('00:00'),
    };
    const before = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
    const words = (given: Given, contents: readonly Added[]) =>
      copyLines(given, situation([...before, ...contents]))
        .filter((one) => one.day !== undefined)
        .map((one) => one.words.slice(0, 24));
    const theirs = [
      'We told you that there i',
      'You told us your side.',
      'This was decided about y',
      'We told you what was dec',
    ];
    const others = [
      'We told Marlon Vane that',
      'We heard Marlon Vane.',
      'The team met. Whether an',
      'This was decided about M',
      'We told Marlon Vane what',
    ];
    for (const [times, rough] of [
      [usual, false],
      [usual, true],
      [same, true],
      [same, false],
    ] as const) {
      expect(words(accused, events(times, rough))).toEqual(theirs);
      expect(words(accused, events(times, rough).reverse())).toEqual(theirs);
      expect(words({ for: 'lawyer', to: 'x' }, events(times, rough))).toEqual(others);
    }
    // Heard again after the decision was told: as it was.
    const late = events({ ...usual, heard: day('11:30') }, false);
    expect(words(accused, late)).toEqual([theirs[0], theirs[2], theirs[3], theirs[1]]);
  });

  it('have days and never a time', () => {
    for (const whom of COPIES) {
      const text = copyText(
        { for: whom, person: whom === 'affected' ? 'R1' : 'A1', to: 'x' },
        situation([...READY]),
      );
      expect(text, whom).not.toMatch(/\d\d:\d\d/);
      expect(text, whom).toContain('24 Nov 2026');
    }
  });

  it('of somebody have only what is theirs, where several are accused, and several told it', () => {
    const others: readonly Added[] = [
      A2,
      { kind: 'statement', person: 'A2', words: 'It was Marlon.', takenAt: AT, takenBy: 'ben' },
      sanctionEntry({ id: 'SANCTION2', person: 'A2', label: 'A warning' }),
      { kind: 'person', person: 'R2', role: 'reporter', name: 'Tomasz Wren' },
      { ...report({ id: 'REPORT2', reporter: 'R2', account: 'I saw it from the bar.' }) },
      { kind: 'follow-up', from: 'R2', text: 'And once more.', receivedAt: AT },
      { kind: 'follow-up', text: 'Somebody said so.', receivedAt: AT },
    ];
    const of = situation([...READY, sanctionEntry(), ...others]);
    const text = (given: Given): string => copyText(given, of);
    expect(text(accused)).toContain(SIDE);
    expect(text(accused)).not.toMatch(/It was Marlon|A warning|Otto|Tomasz|bar|once more/);
    expect(text({ ...accused, person: 'A2' })).not.toMatch(/scarf|No attendance|Marlon Vane/);
    expect(text({ for: 'affected', person: 'R2' })).toContain('I saw it from the bar.');
    expect(text({ for: 'affected', person: 'R2' })).toContain('And once more.');
    expect(text({ for: 'affected', person: 'R2' })).not.toMatch(/lift|Somebody said so|scarf|Marlon/);
    expect(text({ for: 'affected', person: 'R1' })).toContain(ACCOUNT);
    expect(text({ for: 'affected', person: 'R1' })).not.toMatch(/bar|once more|scarf/);
  });

  it('are in the copy of whoever is accused the same, whoever reported it', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const some = fc.record({
      names: fc.array(
        fc.record({ name: text, affected: fc.constantFrom('yes', 'no', 'unknown'), account: text }),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      witnessed: fc.boolean(),
      note: text,
      later: fc.array(text, { maxLength: 3 }),
      hour: fc.integer({ min: 0, max: 9 }),
    });
    const expected = copyText(
      accused,
      situation([...HEARD_ALL, sanctionEntry(), ...letter('L', 'We decided.')]),
    );
    fc.assert(
      fc.property(some, ({ names, witnessed, note, later, hour }) => {
        const receivedAt = `2026-11-24T0${hour}:07:00+01:00`;
        const people = names.flatMap(({ name, affected, account }, index): Added[] => [
          { kind: 'person', person: `R${index + 1}`, role: 'reporter', affected, name } as Added,
          { ...report({ id: `REPORT${index + 1}`, reporter: `R${index + 1}`, account, receivedAt }) },
        ]);
        const contents: readonly Added[] = [
          OPENED,
          ...people,
          A1,
          witnessed ? { kind: 'visibility', visibility: 'witnessed' } : PRIVATE,
          AGREED,
          TOLD,
          ...later.map((words): Added => ({ kind: 'follow-up', from: 'R1', text: words, receivedAt })),
          { kind: 'note', text: note },
          HEARD_ALL.at(-1) as Added,
          sanctionEntry(),
          ...letter('L', 'We decided.'),
        ];
        expect(copyText(accused, situation(contents))).toBe(expected);
      }),
    );
  });

  it('that somebody said, or was told before, are not looked through; the same words anywhere else are', () => {
    const guess = 'It was Mei Lindqvist, and she lives at Elm Street.';
    const of = situation([
      ...[OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD],
      { kind: 'statement', person: 'A1', words: guess, takenAt: AT, takenBy: 'ben' },
      ...letter('L', 'Hello,\n\nyou knocked at the door of Mei Lindqvist.'),
    ]);
    const copy = copyText(accused, of);
    expect(copy).toContain(`> ${guess}`);
    const given = { ...SOUND.export, ...accused, to: undefined, permitted: undefined, permission: undefined };
    expect(brokenBy('export', { ...given, copy, 'in-short': undefined }, of)).toEqual([]);
    for (const spoilt of [
      `${copy}\n\n${guess}`,
      `${copy}\n> Mei Lindqvist told us.`,
      copy.replace('You told us your side.', 'You told us your side, after Mei Lindqvist.'),
    ])
      expect(brokenBy('export', { ...given, copy: spoilt, 'in-short': undefined }, of)).toContain('reporter');
    // Nobody else gets them unseen.
    expect(brokenBy('export', { ...SOUND.export, copy }, of)).toContain('reporter');
  });
});

describe('the policy of a copy', () => {
  it.each([
    ['copy-accused', 'parts', ['told-them', 'in-short']],
    ['copy-accused', 'parts', ['number']],
    ['copy-accused', 'evidence', 'chosen'],
    ['copy-affected', 'parts', ['done']],
    ['copy-police', 'needs', 'nothing'],
    ['copy-lawyer', 'parts', ['their-words']],
  ])('cannot be such that %s has %s: %j', (copy, key, value) => {
    const data = structuredClone(playbook) as unknown as { letters: Record<string, Record<string, unknown>> };
    const letters = { ...data.letters, [copy]: { ...data.letters[copy], [key]: value } };
    expect(() => parsePlaybook({ ...data, letters })).toThrow(`letters.${copy}.${key}`);
  });
});

describe('what a copy is made of', () => {
  it('is found in nobody, whatever they are called and whatever they said', () => {
    const names = ['Made Wayan', 'Will Team', 'April Code', 'Nov Conduct', 'Your Side', 'Anna Copy'];
    const said = [
      'We told you that there is a complaint.',
      'You told us your side. You appealed.',
      'Please do not try to find out who told us, and do not get in touch with them.',
      'It was on 24 Nov 2026 by the team for the code of conduct, what was decided about you.',
      'What others told us in confidence is not in it, nor what the team wrote down for its own work.',
    ];
    for (const name of names)
      for (const account of said) {
        const of = situation([
          ...[OPENED, A1, PRIVATE, AGREED, TOLD],
          { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', name },
          { ...report({ account, receivedAt: AT }) },
          ...HEARD_ALL.slice(-1),
          sanctionEntry(),
          ...letter('L', 'We decided.'),
        ]);
        const given = { ...accused, why: 'x', sealed: 'plain', plain: 'yes', out: 'x' };
        expect(
          brokenBy('export', { ...given, copy: copyText(accused, of) }, of),
          `${name}: ${account}`,
        ).toEqual([]);
      }
  });
});

describe('the files of a copy', () => {
  const file = (id: string, more: object = {}): Added =>
    ({
      id,
      kind: 'evidence',
      file: `evidence/${id}.age`,
      key: 'K',
      name: `${id}.PNG`,
      size: 2,
      sha256: 'x',
      ...more,
    }) as Added;
  const contents = [
    ...READY,
    P1,
    W1,
    file('hers', { from: 'R1' }),
    file('his', { from: 'A1' }),
    file('of-a-witness', { from: 'W1' }),
    file('first'),
    file('better', { replaces: 'first' }),
  ];
  const of = situation(contents);
  const numbers = (given: Given) => filesForCopy(given, of).map(({ number }) => number);

  it('are their own, or none of whoever reported it unless they may be named', () => {
    expect(numbers(accused)).toEqual(['2']);
    expect(numbers({ for: 'affected', person: 'R1' })).toEqual(['1']);
    expect(numbers({ for: 'affected', person: 'P1' })).toEqual([]);
    expect(numbers({ for: 'team' })).toEqual([]);
    expect(numbers({ for: 'lawyer' })).toEqual(['2', '3', '5']);
    const named = { for: 'police', 'may-name': ['R1'], 'reporter-permission': 'You may.' };
    expect(numbers(named)).toEqual(['1', '2', '3', '5']);
  });

  it('propose where the team is reached as it is said that they do', () => {
    const reach = 'Ana, by phone: 555 0100';
    const of = situation([
      ...READY,
      { kind: 'recusal', member: 'ben' },
      { kind: 'letter', letter: 'complaint', person: 'A1', text: 'x', reach },
    ]);
    const question = EXPORT.questions(playbook).find(({ id }) => id === 'reach');
    const given = { for: 'affected', person: 'R1' };
    const said = JSON.stringify(question?.before?.(given, of));
    expect(said).toContain(reach);
    expect(said).toContain('It is proposed here');
    expect(question?.initial?.(given, of)).toBe(reach);
  });

  it('where none can go, say why, and nothing where some can or there are none', () => {
    const only = (...files: readonly Added[]) => situation([...READY, ...files]);
    const hers = only(file('hers', { from: 'R1' }));
    const lawyer = { for: 'lawyer', to: 'x' };
    expect(whyNoFiles(lawyer, hers)).toContain('would point to them');
    expect(
      whyNoFiles({ ...lawyer, 'may-name': ['R1'], 'reporter-permission': 'Yes.' }, hers),
    ).toBeUndefined();
    expect(whyNoFiles(accused, hers)).toContain('none is noted as given by them');
    expect(whyNoFiles({ for: 'team', to: 'x' }, hers)).toContain('by the policy');
    expect(whyNoFiles({ for: 'affected', person: 'R1' }, hers)).toBeUndefined();
    expect(whyNoFiles(lawyer, only())).toBeUndefined();
    const question = EXPORT.questions(playbook).find(({ id }) => id === 'left-out');
    expect(JSON.stringify(question?.before?.(lawyer, hers))).toContain('would point to them');
  });

  it('are told apart where they are called the same: when each came, and what replaced it, that last', () => {
    const day = (at: string, more: object = {}) => ({
      ...{ name: 'shot.png', about: 'came with the mail', from: 'R1', receivedAt: at, ...more },
    });
    const three = situation([
      ...READY,
      file('a', day('2026-11-20T10:00:00+01:00')),
      file('b', day('2026-11-21T10:00:00+01:00', { replaces: 'a' })),
      file('c', day('2026-11-22T10:00:00+01:00')),
    ]);
    const question = EXPORT.questions(playbook).find(({ id }) => id === 'evidence');
    const type =
      typeof question?.answer === 'function'
        ? question.answer({ for: 'affected', person: 'R1' }, three)
        : undefined;
    expect(type && 'choices' in type ? type.choices : []).toEqual([
      {
        value: '2',
        label: expect.stringMatching(/^2\. shot\.png: came with the mail, came .*21 Nov.*[^)]$/),
      },
      {
        value: '3',
        label: expect.stringMatching(/^3\. shot\.png: came with the mail, came .*22 Nov.*[^)]$/),
      },
      { value: '1', label: expect.stringMatching(/came .*20 Nov.* \(replaced by 2\)$/) },
    ]);
  });

  it('have names that tell nothing of how many there are, or of whom', () => {
    const chosen = filesInCopy({ for: 'lawyer', evidence: ['3', '5'], 'as-given': ['5'] }, of);
    expect(chosen.map(({ name, stripped }) => [name, stripped])).toEqual([
      ['file-1.png', true],
      ['file-2.png', false],
    ]);
    expect(copyText({ for: 'lawyer', to: 'x', evidence: ['3'] }, of)).toContain('With it: file-1.png');
  });
});

describe('what is kept of a copy', () => {
  it('is to whom it went and its digest, and nothing of what stands in it', () => {
    const contents = contentsOf('export', { ...SOUND.export, why: 'For advice' }, situation(HEARD_ALL));
    expect(contents).toEqual([
      {
        ...{ kind: 'export', for: 'lawyer', to: 'Ines Roth', why: 'For advice', form: 'plain' },
        ...{ size: 1, sha256: 'ab12' },
      },
      {
        ...{ kind: 'export-permission', for: 'lawyer', to: 'Ines Roth', people: ['R1'], answer: 'yes' },
        ...{ saidAt: expect.any(String), words: 'Give it to Ines Roth.' },
      },
    ]);
    expect(contents.map(problemOf)).toEqual([undefined, undefined]);
  });
});
