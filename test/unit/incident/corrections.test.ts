import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import { comingIn } from '../../../src/incident/coming-in.ts';
import { type Content, type Entry, parseEntry } from '../../../src/incident/entry.ts';
import { type Unsealed, view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

const ID = 'K7F392QD';
type Added = Content & { id?: string; by?: string; sealed?: string };
const incident = (...contents: Added[]) => view(ID, chain({ kind: 'opened' }, report(), ...contents));
const person = (more: object = {}): Added => ({ kind: 'person', person: 'A1', role: 'accused', ...more });
const only = (entries: readonly Entry[], unsealed?: Unsealed) => view(ID, entries, unsealed).people[0];
/** Further entries, none of whose writers had another one of them before their eyes. */
const beside = (entries: readonly Entry[], ...contents: Added[]): Entry[] => {
  const last = entries.at(-1) as Entry;
  const next = contents.map((content, index) => ({
    id: `N${index}`,
    at: '2026-11-24T10:00:00+01:00',
    by: 'ana',
    after: [digest(last)],
    seq: last.seq + 1,
    sig: 'sig',
    ...content,
  }));
  return [...entries, ...(next as Entry[])];
};

describe('who somebody is, put right', () => {
  it('takes the place of what was wrong, which is no other name of theirs', () => {
    const { people } = incident(
      person({ name: 'Max', employer: 'Example Ltd' }),
      person({ corrected: ['name', 'employer'], name: 'Moritz', employer: 'Sample GmbH' }),
    );
    expect(people[0]).toMatchObject({ name: 'Moritz', employer: 'Sample GmbH' });
    expect(people[0]?.aliases).toBeUndefined();
    expect(people[0]?.wrong).toEqual([
      { field: 'name', was: 'Max' },
      { field: 'employer', was: 'Example Ltd' },
    ]);
  });

  it('can leave nothing in its place', () => {
    const { people } = incident(
      person({ name: 'Max', employer: 'Example Ltd' }),
      person({ corrected: ['employer'] }),
    );
    expect(people[0]).toMatchObject({ name: 'Max', wrong: [{ field: 'employer', was: 'Example Ltd' }] });
    expect(people[0]).not.toHaveProperty('employer');
  });

  it('is that of whoever they turned out to be', () => {
    const { people } = incident(
      person({ name: 'Max' }),
      person({ person: 'A2', name: 'Maks' }),
      person({ person: 'A2', sameAs: 'A1' }),
      person({ corrected: ['name'], name: 'Maxim' }),
    );
    expect(people).toMatchObject([{ ref: 'A1', name: 'Maxim' }]);
    expect(people[0]?.wrong?.map(({ was }) => was)).toEqual(['Max', 'Maks']);
  });

  it('tells two apart again who were said to be one, until somebody says so once more', () => {
    const joined = [
      person({ name: 'Max' }),
      person({ person: 'A2', name: 'Moritz' }),
      person({ person: 'A2', sameAs: 'A1' }),
    ];
    const apart = person({ person: 'A2', corrected: ['sameAs'] });
    expect(incident(...joined, apart)).toMatchObject({
      same: {},
      people: [
        { ref: 'A1', name: 'Max' },
        { ref: 'A2', name: 'Moritz' },
      ],
    });
    expect(incident(...joined, apart).people[0]).not.toHaveProperty('aliases');
    expect(incident(...joined, apart, person({ person: 'A2', sameAs: 'A1' })).same).toEqual({ A2: 'A1' });
  });

  it('leaves two as one where somebody says so who did not know that it was wrong', () => {
    const before = chain(
      { kind: 'opened' },
      report(),
      person({ name: 'Max' }),
      person({ person: 'A2', name: 'Maks' }),
    );
    const entries = beside(
      before,
      person({ person: 'A2', sameAs: 'A1' }),
      person({ person: 'A2', corrected: ['sameAs'], by: 'ben' }),
    );
    for (const some of [entries, [...entries].reverse()])
      expect(view('K7F392QD', some).same).toEqual({ A2: 'A1' });
  });

  it('touches nobody else, and nothing that is said later', () => {
    const { people } = incident(
      person({ name: 'Max' }),
      person({ person: 'A2', name: 'Max' }),
      person({ corrected: ['name'], name: 'Moritz' }),
      person({ name: 'Max' }),
    );
    expect(people[1]).toMatchObject({ ref: 'A2', name: 'Max' });
    expect(people[0]).toMatchObject({ name: 'Max', aliases: ['Moritz'] });
    expect(people[0]).not.toHaveProperty('wrong');
  });

  it('keeps both where two put it right at once, whichever way they come', () => {
    const before = chain({ kind: 'opened' }, report(), person({ name: 'Max' }));
    const entries = beside(
      before,
      person({ corrected: ['name'], name: 'Moritz' }),
      person({ corrected: ['name'], name: 'Maxim', by: 'ben' }),
    );
    const found = only(entries);
    expect(found).toMatchObject({
      name: 'Maxim',
      aliases: ['Moritz'],
      wrong: [{ field: 'name', was: 'Max' }],
    });
    expect(only([...entries].reverse())).toEqual(found);
  });

  it('of a name sealed to few counts from those alone who know it', () => {
    const sealed = person({ id: 'PERSON', person: 'R1', role: 'reporter', sealed: 'x' });
    const unsealed: Unsealed = new Map([['PERSON', { name: 'Ada' }]]);
    const by = (who: string) =>
      only(
        chain({ kind: 'opened' }, report(), sealed, {
          ...person({ person: 'R1', role: 'reporter', corrected: ['name'], name: 'Eve' }),
          by: who,
        }),
        unsealed,
      );
    expect(by('ben')).toMatchObject({ name: 'Eve', aliases: ['Ada'] });
    expect(by('ben')).not.toHaveProperty('wrong');
    expect(by('ana')).toMatchObject({ name: 'Eve', wrong: [{ field: 'name', was: 'Ada' }] });
  });
});

describe('what a report says, put right', () => {
  const details = (more: object): Added =>
    ({ kind: 'details', report: 'REPORT1', details: {}, correction: true, ...more }) as Added;

  it('can be how it came and who heard it', () => {
    const { reports } = view(
      ID,
      chain(
        { kind: 'opened' },
        report({ channel: 'verbal', heardBy: 'H1' }),
        details({ details: { channel: 'written' }, removed: ['heardBy'] }),
      ),
    );
    expect(reports[0]).toMatchObject({ channel: 'written' });
    expect(reports[0]).not.toHaveProperty('heardBy');
    expect(reports[0]?.details).toEqual({});
  });
});

describe('how it was seen, put right', () => {
  const hidden = report({ account: undefined, sealed: 'x' }) as Added;
  const grant: Added = { kind: 'grant', member: 'ben' };
  const readers = (...contents: Added[]) => view(ID, chain({ kind: 'opened' }, hidden, ...contents)).readers;

  it('is right, and opens it to nobody where many saw it', () => {
    const corrected: Added[] = [
      { kind: 'visibility', visibility: 'private' },
      grant,
      { kind: 'visibility-corrected', visibility: 'witnessed' },
    ];
    expect(incident(...corrected)).toMatchObject({ visibility: 'witnessed', opensAs: 'private' });
    expect(readers(...corrected)).toEqual(['ana']);
    expect(readers({ kind: 'visibility', visibility: 'witnessed' }, grant)).toEqual(['ana', 'ben']);
  });

  it('opens it to nobody any more where few saw it', () => {
    const corrected: Added[] = [
      { kind: 'visibility', visibility: 'witnessed' },
      grant,
      { kind: 'visibility', visibility: 'private', correction: true },
    ];
    expect(readers(...corrected)).toEqual(['ana']);
    expect(readers(...corrected, { kind: 'visibility-corrected', visibility: 'witnessed' })).toEqual(['ana']);
  });
});

describe('whether anybody was in danger, put right', () => {
  it('is what it is put right to', () => {
    expect(
      incident({ kind: 'threat', level: 'violence' }, { kind: 'threat', level: 'none', correction: true })
        .threat,
    ).toBe('none');
  });

  it('never hides a danger that its writer did not know of', () => {
    const before = chain({ kind: 'opened' }, report(), { kind: 'threat', level: 'general' });
    const entries = beside(
      before,
      { kind: 'threat', level: 'violence' },
      { kind: 'threat', level: 'none', correction: true },
    );
    expect(view(ID, entries).threat).toBe('violence');
    expect(view(ID, [...entries].reverse()).threat).toBe('violence');
  });
});

describe('an answer to the sentence that was noted wrong', () => {
  const answer = (more: object): Added =>
    ({ kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed', ...more }) as Added;

  it('never ends what somebody else asked, nor what its writer did not know', () => {
    const marked = answer({ answer: 'no-objection', correction: true });
    expect(incident(answer({ from: 'P1' }), marked).stopped).toBeDefined();
    const entries = beside(chain({ kind: 'opened' }, report()), answer({}), marked);
    expect(view(ID, entries).stopped).toBeDefined();
    expect(incident(answer({}), marked).stopped).toBeUndefined();
  });
});

describe('the words of a permission, put right', () => {
  const said: Added = {
    kind: 'permission',
    id: 'WORDS',
    report: 'REPORT1',
    share: 'recorder',
    words: 'keep it',
  };

  it('are the words now, and permit nothing themselves', () => {
    const { reports } = incident(said, { kind: 'words-corrected', entry: 'WORDS', words: 'tell everybody' });
    expect(reports[0]).toMatchObject({
      share: 'recorder',
      sharedWith: [],
      permission: 'tell everybody',
      firstWords: 'keep it',
    });
  });

  it('leave a narrower permission that came beside them as it is', () => {
    const given: Added = { ...said, share: 'team' } as Added;
    const entries = beside(
      chain({ kind: 'opened' }, report(), given),
      { kind: 'permission', report: 'REPORT1', share: 'recorder' },
      { kind: 'words-corrected', entry: 'WORDS', words: 'all of you' },
    );
    expect(view(ID, entries).reports[0]).toMatchObject({ share: 'recorder' });
  });

  it('are sealed where the first ones are, and count from those alone who know them', () => {
    const sealed = { ...said, words: undefined, sealed: 'x' } as Added;
    const words = (by: string) =>
      view(
        ID,
        chain({ kind: 'opened' }, report(), sealed, {
          kind: 'words-corrected',
          entry: 'WORDS',
          words: 'other',
          by,
        }),
        new Map([['WORDS', { words: 'mine' }]]),
      ).reports[0]?.permission;
    expect(words('ben')).toBe('mine');
    expect(words('ana')).toBe('other');
  });
});

describe('somebody who is kept out', () => {
  it('puts nothing right: what they wrote stays as words that change nothing', () => {
    const entries = chain(
      { kind: 'opened' },
      report(),
      { kind: 'permission', report: 'REPORT1', share: 'team' },
      { kind: 'grant', member: 'ben' },
      person({ name: 'Ben' }),
      { kind: 'recusal', member: 'ben' },
    );
    const all = beside(entries, { ...person({ corrected: ['name'], name: 'Somebody Else' }), by: 'ben' });
    const written = all.slice(entries.length);
    const found = comingIn(view(ID, entries), written);
    expect(found?.counting).toEqual([]);
    expect(found?.kept).toMatchObject([{ from: 'ben' }]);
  });
});

describe('an entry that puts something right', () => {
  it.each<[string, object]>([
    ['person', { ...person({ corrected: 'name' }) }],
    ['details', { kind: 'details', report: 'REPORT1', details: {}, removed: 'heardBy' }],
    ['visibility-corrected', { kind: 'visibility-corrected', visibility: 'seen' }],
    ['words-corrected', { kind: 'words-corrected', words: 'x' }],
  ])('is checked as any other: %s', (_kind, content) => {
    const [entry] = chain({ kind: 'opened' });
    expect(parseEntry({ ...entry, ...content })).toHaveProperty('problem');
  });
});

describe('whether anybody is in danger', () => {
  const danger = (level: 'none' | 'general' | 'person' | 'violence', more: object = {}): Added => ({
    kind: 'threat',
    level,
    ...more,
  });

  it('is not ended by a report in which nothing is known of it', () => {
    expect(incident(danger('person'), danger('none')).threat).toBe('person');
    expect(incident(danger('violence'), danger('general')).threat).toBe('violence');
    expect(incident(danger('none'), danger('general')).threat).toBe('general');
    expect(incident(danger('none')).threat).toBe('none');
  });

  it('is put right by whoever says that it was wrong, and can be worse again', () => {
    expect(incident(danger('person'), danger('none', { correction: true })).threat).toBe('none');
    expect(incident(danger('person'), danger('none', { correction: true }), danger('general')).threat).toBe(
      'general',
    );
  });
});
