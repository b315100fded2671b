import { describe, expect, it } from 'vitest';
import { type Content, parseEntry } from '../../../src/incident/entry.ts';
import { type Unsealed, view } from '../../../src/incident/view.ts';
import { ofIncident } from '../../../src/policy/leak-facts.ts';
import { uncheckedIn } from '../../../src/policy/says-who.ts';
import { entriesToRegain } from '../../../src/vault/recovery/regain-entries.ts';
import { chain, report } from './fold.ts';

const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----\nx\n-----END AGE ENCRYPTED FILE-----\n';
const AT = '2026-11-24T10:00:00+01:00';
const LATER = {
  ...{ id: 'LATER', kind: 'follow-up', text: 'They said more.', receivedAt: AT, from: 'R1' },
  ...{ sealed: SEALED, to: ['ben', 'ana'], by: 'ben' },
} as const;
const WORDS: Unsealed = new Map([['LATER', { text: 'He waited there again.' }]]);

type Written = Content & { id?: string; by?: string };

const incident = (open?: Unsealed, ...more: readonly Written[]) =>
  view(
    'K7F392QD',
    chain(
      { kind: 'opened' },
      { kind: 'person', person: 'R1', role: 'reporter', sealed: SEALED },
      report({ account: undefined, sealed: SEALED, summary: 'Short.' }) as Written,
      { kind: 'visibility', visibility: 'witnessed' },
      ...['ben', 'cem'].map((member): Written => ({ kind: 'grant', member })),
      { ...LATER, to: [...LATER.to] } as Written,
      ...more,
    ),
    open,
  );
const widened = (by: string, to: string): Written => ({ kind: 'widened', entry: 'LATER', to: [to], by });

describe('something said later that is sealed to few', () => {
  it('gives whoever it is closed to that it was said, by whom and when, and the words for the others', () => {
    const [one] = incident().followUps;
    expect(one).toMatchObject({ from: 'R1', receivedAt: AT, summary: 'They said more.' });
    expect(one).not.toHaveProperty('text');
    expect(uncheckedIn({ incident: incident(), members: [], me: 'ana' })).toBeDefined();
  });

  it('gives those for whom it is their words, which no letter may tell', () => {
    const open = incident(WORDS);
    expect(open.followUps).toMatchObject([
      { text: 'He waited there again.', summary: 'They said more.', knownTo: ['ben', 'ana'] },
    ]);
    expect(ofIncident(open).accounts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['He waited there again.', 'They said more.']),
    );
    expect(ofIncident(incident()).accounts.map(({ text }) => text)).not.toContain('He waited there again.');
  });

  it('stays closed where its block holds something else', () => {
    const [one] = incident(new Map([['LATER', { account: 'x' }]])).followUps;
    expect(one).not.toHaveProperty('text');
  });

  it('comes to more by those alone for whom it is', () => {
    const to = (...more: readonly Written[]) => incident(undefined, ...more).followUps[0]?.knownTo;
    expect(to(widened('ana', 'cem'))).toEqual(['ben', 'ana', 'cem']);
    expect(to(widened('cem', 'cem'))).toEqual(['ben', 'ana']);
    expect(to(widened('dora', 'cem'), widened('cem', 'dora'))).toEqual(['ben', 'ana']);
  });

  it('is what an earlier coc takes for words as well', () => {
    const { to, by: _, ...content } = LATER;
    const stamp = { at: AT, by: 'ben', after: [], seq: 1, sig: 'x' };
    expect(parseEntry({ ...content, ...stamp, to: [...to] })).toHaveProperty('entry');
    expect(parseEntry({ ...content, ...stamp, text: undefined })).toHaveProperty('problem');
  });

  it.each<readonly [string, Written]>([
    ['a wish', { kind: 'wish', report: 'REPORT1', from: 'R1', want: 'stop', saidAt: AT, sealed: SEALED }],
    ['a permission', { kind: 'permission', report: 'REPORT1', share: 'team', sealed: SEALED } as Written],
    [
      'what may be told',
      {
        ...{ kind: 'permitted', what: 'announce', people: ['R1'], answer: 'yes', saidAt: AT },
        sealed: SEALED,
      } as Written,
    ],
  ])('is as little for others by the recovery key as other words of theirs: %s', async (_what, said) => {
    const known: Written = { kind: 'widened', entry: 'REPORT1', to: ['cem'], by: 'ana' };
    const all = incident(undefined, known, { ...said, id: 'SAID', by: 'ana' });
    const unsealed: Unsealed = new Map([['SAID', { words: 'x' }]]);
    const roster = {
      members: ['ana', 'cem', 'ben'].map((id) => ({ id, ...(id === 'ana' && { left: {} }) })),
    };
    const regained = async (me: string) => {
      const opened = { view: all, unsealed };
      const own = { ...opened, unsealed: new Map(['E1', 'REPORT1', 'LATER'].map((id) => [id, {}] as const)) };
      const facts = {
        ...{ opened, own, session: { me: { id: me }, repository: { roster }, firstCommit: 'x' } },
        ...{ recovery: {}, id: 'K7F392QD', newId: () => 'NEW' },
      };
      const { entries } = (await entriesToRegain(facts as never)) as {
        entries: readonly { content: Content }[];
      };
      return entries.flatMap(({ content }) => (content.kind === 'widened' ? [content.entry] : []));
    };
    expect(await regained('ben')).toEqual([]);
    expect(await regained('cem')).toEqual(['SAID']);
  });

  it.each(['cem', 'ana'])('comes to %s by the recovery key only if it was theirs', async (me) => {
    const opened = { view: incident(WORDS), unsealed: WORDS };
    const roster = {
      members: ['ana', 'cem', 'ben'].map((id) => ({ id, ...(id === 'ben' && { left: {} }) })),
    };
    const own = { ...opened, unsealed: new Map([...['E1', 'REPORT1'].map((id) => [id, {}] as const)]) };
    const facts = {
      ...{ opened, own, session: { me: { id: me }, repository: { roster }, firstCommit: 'x' } },
      ...{ recovery: {}, id: 'K7F392QD', newId: () => 'NEW' },
    };
    const { entries } = (await entriesToRegain(facts as never)) as {
      entries: readonly { content: Content }[];
    };
    expect(entries.map(({ content }) => content)).toEqual(
      me === 'ana' ? [{ kind: 'widened', entry: 'LATER', to: ['ana'] }] : [],
    );
  });
});
