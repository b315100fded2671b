import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import { type Content, type Entry, parseEntry } from '../../../src/incident/entry.ts';
import { mergeEntries } from '../../../src/incident/merge.ts';
import { BY_PERMISSION, view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

type Added = Content & { id?: string; by?: string };
const ADMINS = { admins: new Set(['ana', 'ada']) };
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const opened: Content = { kind: 'opened' };
const team: Content = { kind: 'permission', report: 'REPORT1', share: 'team' };
const grant = (member: string): Content => ({ kind: 'grant', member });
const recusal = (member: string, more: object = {}): Added => ({
  id: 'RECUSAL',
  kind: 'recusal',
  member,
  ...more,
});
const undo = (member: string, more: object = {}): Added => ({
  kind: 'recusal-undone',
  member,
  corrects: 'RECUSAL',
  reason: 'It was somebody else.',
  ...more,
});
const fold = (entries: readonly Entry[], facts: object = ADMINS) =>
  view('K7F392QD', entries, undefined, facts);
/** An entry that somebody else wrote while having these before their eyes and no others. */
const beside = (entries: readonly Entry[], content: Added): Entry => {
  const own = chain(content)[0] as Entry;
  const after = entries.slice(-1).map(digest);
  return { ...own, id: content.id ?? 'BESIDE', after, seq: entries.length + 1 };
};
const BASE: readonly Added[] = [opened, report(), team, grant('ben')];

describe('entries on who may open an incident', () => {
  it.each<Content>([
    { kind: 'recusal-undone', member: 'ben', corrects: 'X', reason: 'why' },
    { kind: 'recovered', member: 'ben' },
    { kind: 'widened', entry: 'X', to: ['ben'], sealed: SEALED, words: 'yes' },
    { kind: 'widened', entry: 'X', to: ['ben'] },
  ])('come back as they were: $kind', (content) => {
    const [entry] = chain(content);
    expect(parseEntry({ ...entry, newer: 1 })).toEqual({ entry: { ...entry, newer: 1 } });
  });

  it.each([
    { kind: 'recusal-undone', member: 'ben', corrects: 'X' },
    { kind: 'recovered' },
    { kind: 'widened', entry: 'X', to: ['ben'], sealed: 'plain words' },
  ])('are refused where something is missing or wrong: $kind', (content) => {
    expect(parseEntry({ ...chain(opened)[0], ...content })).toHaveProperty('problem');
  });
});

describe('whoever has left the team', () => {
  it.each(['ben', 'ana'])('is no reader any more, whether granted or a recorder: %s', (member) => {
    const entries = chain(...BASE);
    const before = fold(entries).readers;
    expect(before).toContain(member);
    expect(fold(entries, { ...ADMINS, left: new Set([member]) }).readers).toEqual(
      before.filter((one) => one !== member),
    );
  });
});

describe('a recusal', () => {
  it.each<[string, readonly Added[], readonly string[], object?]>([
    ['is undone by an admin', [recusal('ben'), undo('ben')], ['ana', 'ben']],
    ['is not undone where nobody knows who is an admin', [recusal('ben'), undo('ben')], ['ana'], {}],
    ['is not undone by somebody who is no admin', [recusal('ben'), undo('ben', { by: 'cem' })], ['ana']],
    ['is not undone by the one kept out', [recusal('ada'), undo('ada', { by: 'ada' })], ['ana', 'ben']],
    [
      'is undone by the recovery key where everybody is kept out, also by one of them',
      [recusal('ben'), recusal('ana', { id: 'OTHER' }), undo('ben', { proof: 'p' })],
      ['ben'],
    ],
    [
      'is undone by the recovery key of the admin themselves where everybody is kept out',
      [recusal('ben', { id: 'OTHER' }), recusal('ana'), undo('ana', { proof: 'p' })],
      ['ana'],
    ],
    [
      'is not undone by the recovery key where somebody can open it',
      [recusal('ana'), undo('ana', { proof: 'p' })],
      ['ben'],
    ],
    [
      'is undone by the recovery key for one alone',
      [
        recusal('ben'),
        recusal('ana', { id: 'OTHER' }),
        undo('ben', { proof: 'p' }),
        undo('ana', { proof: 'p', corrects: 'OTHER' }),
      ],
      ['ben'],
    ],
    [
      'is not undone by the recovery key in the hands of somebody who is no admin',
      [recusal('ben'), recusal('ana', { id: 'OTHER' }), undo('ben', { proof: 'p', by: 'cem' })],
      [],
    ],
    ['is not undone where another one is named', [recusal('ben'), undo('ben', { corrects: 'E1' })], ['ana']],
    ['is not undone where another member is named', [recusal('ben'), undo('cem')], ['ana']],
    ['keeps out again, later', [recusal('ben'), undo('ben'), recusal('ben', { id: 'AGAIN' })], ['ana']],
    ['keeps out again under the ID of the first', [recusal('ben'), undo('ben'), recusal('ben')], ['ana']],
    [
      'is not undone by an admin who is kept out',
      [recusal('ben'), recusal('ada', { id: 'ADA' }), undo('ben', { by: 'ada' })],
      ['ana'],
    ],
    [
      'stays undone where that admin is kept out later',
      [recusal('ben'), undo('ben', { by: 'ada' }), recusal('ada', { id: 'ADA' })],
      ['ana', 'ben'],
    ],
    [
      'of two admins is not undone by each other',
      [
        recusal('ana', { by: 'ben' }),
        recusal('ada', { id: 'ADA', by: 'ben' }),
        undo('ana', { by: 'ada' }),
        undo('ada', { by: 'ana', corrects: 'ADA' }),
      ],
      ['ben'],
    ],
    ['beats a grant that comes after it', [recusal('cem'), grant('cem')], ['ana', 'ben']],
    ['beats the recovery key', [recusal('cem'), { kind: 'recovered', member: 'cem' }], ['ana', 'ben']],
    [
      'beats a permission for the whole team that comes after it',
      [recusal('ben'), { ...team }, grant('ben')],
      ['ana'],
    ],
  ])('%s', (_name, contents, readers, facts = ADMINS) => {
    expect(fold(chain(...BASE, ...contents), facts).readers).toEqual(readers);
  });

  it('tells what undid it', () => {
    const [, undone] = fold(
      chain(...BASE, recusal('ben'), undo('ben'), recusal('ben', { id: 'AGAIN' })),
    ).recusals.map((one) => one.undone);
    const [first] = fold(chain(...BASE, recusal('ben'), undo('ben'))).recusals;
    expect(first?.undone).toMatchObject({ by: 'ana', reason: 'It was somebody else.' });
    expect(undone).toBeUndefined();
  });

  it('beats a grant beside it, whichever way they are merged', () => {
    const before = chain(opened, report(), team);
    const [one, other] = [beside(before, grant('ben') as Added), beside(before, recusal('ben'))];
    for (const merged of [
      mergeEntries([...before, one], [...before, other]),
      mergeEntries([...before, other], [...before, one]),
    ]) {
      expect(fold(merged)).toMatchObject({ readers: ['ana'], keptOut: ['ben'] });
    }
  });

  it('is not undone by a correction of another one, made without knowing of it', () => {
    const before = chain(...BASE, recusal('ben'));
    const correction = beside(before, undo('ben') as Added);
    const second = beside(before, recusal('ben', { id: 'SECOND' }));
    const twin = beside(before, recusal('ben'));
    expect(fold(mergeEntries([...before, correction], before)).keptOut).toEqual([]);
    for (const late of [second, twin])
      expect(fold(mergeEntries([...before, correction], [...before, late])).keptOut).toEqual(['ben']);
  });

  it('beside the correction of an admin who is kept out by it keeps both out', () => {
    const before = chain(...BASE, recusal('ben'));
    const merged = mergeEntries(
      [...before, beside(before, undo('ben', { by: 'ada' }))],
      [...before, beside(before, recusal('ada', { id: 'ADA' }))],
    );
    expect(fold(merged).keptOut).toEqual(['ben', 'ada']);
  });
});

describe('whoever is kept out in any version', () => {
  const ALL = ['ana', 'ben', 'cem'] as const;
  const member = fc.constantFrom(...ALL);
  const added = fc.oneof(
    member.map((one): Content => grant(one)),
    member.map((one): Content => ({ kind: 'recovered', member: one })),
    member.map((one): Content => ({ kind: 'recusal', member: one })),
    fc.constantFrom<Content>(
      team,
      { kind: 'permission', report: 'REPORT1', share: 'recorder' },
      { kind: 'visibility', visibility: 'witnessed' },
    ),
  );
  const side = fc.array(added, { maxLength: 5 });

  it('opens none that it is merged into, with no correction', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const before = chain(opened, report());
        const [a, b] = [one, other].map((contents, index) =>
          chain(opened, report(), ...contents.map((content, at) => ({ ...content, id: `${index}-${at}` }))),
        );
        const merged = fold(mergeEntries(a ?? [], b ?? []));
        const out = [a ?? [], b ?? []].flatMap((entries) => fold(entries).keptOut);
        expect(new Set(merged.keptOut)).toEqual(new Set(out));
        expect(merged.readers.filter((reader) => out.includes(reader))).toEqual([]);
        expect(merged.entries.slice(0, 2)).toEqual(before);
      }),
    );
  });
});

describe('the recovery key', () => {
  it('makes a reader without a permission, and says so', () => {
    const incident = fold(chain(opened, report(), { kind: 'recovered', member: 'cem' }));
    expect(incident).toMatchObject({ readers: ['ana', 'cem'], recovered: ['cem'] });
  });
});

describe('a sealed block that is widened', () => {
  const hidden: readonly Added[] = [
    opened,
    { id: 'WHO', kind: 'person', person: 'R1', role: 'reporter', sealed: SEALED },
    report({ account: undefined, sealed: SEALED, summary: 'short' }),
  ];
  const widened = (entry: string, to: string[], by = 'ana'): Added => ({
    id: `W-${entry}-${by}`,
    kind: 'widened',
    entry,
    to,
    by,
    sealed: SEALED,
  });

  it('tells to whom the reporter is known', () => {
    const entries = chain(...hidden, widened('WHO', ['ben']), widened('REPORT1', ['ben']));
    expect(fold(entries)).toMatchObject({
      people: [{ ref: 'R1', hidden: true, knownTo: ['ana', 'ben'] }],
      reports: [{ restricted: true, knownTo: ['ana', 'ben'] }],
    });
    expect(fold(chain(...hidden)).reports[0]?.knownTo).toEqual(['ana']);
    expect(fold(chain(opened, report())).reports[0]).not.toHaveProperty('knownTo');
  });

  it('counts only from somebody who could open it', () => {
    const known = (...more: Added[]) => fold(chain(...hidden, ...more)).reports[0]?.knownTo;
    expect(known(widened('REPORT1', ['cem'], 'ben'))).toEqual(['ana']);
    expect(known(widened('REPORT1', ['ben']), widened('REPORT1', ['cem'], 'ben'))).toEqual([
      'ana',
      'ben',
      'cem',
    ]);
    expect(known(widened('REPORT1', ['cem'], 'ben'), widened('REPORT1', ['ben']))).toEqual(['ana', 'ben']);
  });

  it('counts from somebody who had the recovery key in their hands after it was sealed', () => {
    const known = (...more: Added[]) => fold(chain(...more)).reports[0]?.knownTo;
    const recovered: Added = { kind: 'recovered', member: 'ben' };
    expect(known(...hidden, recovered, widened('REPORT1', ['ben'], 'ben'))).toEqual(['ana', 'ben']);
    expect(known(...hidden, recovered, widened('REPORT1', ['cem'], 'cem'))).toEqual(['ana']);
    expect(known(...hidden, widened('REPORT1', ['ben'], 'ben'), recovered)).toEqual(['ana']);
    expect(known(opened, recovered, ...hidden.slice(1), widened('REPORT1', ['ben'], 'ben'))).toEqual(['ana']);
  });

  it('makes nobody a reader', () => {
    expect(fold(chain(...hidden, widened('REPORT1', ['ben']))).readers).toEqual(['ana']);
  });

  it('says with whose permission, for those who can open it', () => {
    const entries = chain(...hidden, widened('REPORT1', ['ben']));
    const unsealed = new Map([['W-REPORT1-ana', { account: 'words', [BY_PERMISSION]: 'Ben may know.' }]]);
    expect(view('K7F392QD', entries, unsealed).widenings).toMatchObject([
      { entry: 'REPORT1', by: 'ana', to: ['ben'], words: 'Ben may know.' },
    ]);
    expect(view('K7F392QD', entries).widenings[0]).not.toHaveProperty('words');
  });
});
