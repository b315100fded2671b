import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { losingAccess } from '../../../src/policy/readers.ts';
import { whoCanOpen } from '../../../src/screen/who-can-open.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { situation } from '../policy/step-situation.ts';

const nameOf = (member: string): string =>
  ({ ana: 'you', ben: 'Ben Okafor', cem: 'Cem Yildiz' })[member] ?? member;
const textOf = (...facts: Parameters<typeof whoCanOpen>): string => JSON.stringify(whoCanOpen(...facts));

describe('who can open what was saved', () => {
  it('says with whom the recovery key is, and warns where one of them is kept out', () => {
    const custodians = [{ name: 'Ben Okafor', member: 'ben' }, { name: 'Ruth Adeyemi' }];
    const text = textOf({
      incident: { readers: ['ana'], keptOut: ['ben'] },
      nameOf,
      recovery: { shares: { needed: 2, custodians } },
    });
    expect(text).toContain('you, the recovery key (any 2 of these together: Ben Okafor, Ruth Adeyemi)');
    expect(text).toContain('Ben Okafor keeps a share of the recovery key.');
  });

  it('says nothing of a key that is not there, and nobody is warned of', () => {
    const text = textOf({ incident: { readers: ['ana'], keptOut: ['ben'] }, nameOf, recovery: undefined });
    expect(text).not.toMatch(/recovery|part of/);
    expect(text).toContain('["Kept out","Ben Okafor"]');
  });

  it('names whose access has ended, and what whoever is kept out now could open until then', () => {
    const text = textOf({
      incident: { readers: ['ana'], keptOut: ['cem'] },
      nameOf,
      recovery: {},
      before: ['ana', 'ben', 'cem'],
    });
    expect(text).toContain('From now on Ben Okafor can no longer open this');
    expect(text).toContain(
      'Cem Yildiz could open this until now, and keeps that in older copies: `coc access --exposure cem` lists it.',
    );
    expect(text.match(/can no longer open/g)).toHaveLength(1);
  });

  it('says nothing more of whoever was kept out before, or could never open it', () => {
    const incident = { readers: ['ana'], keptOut: ['cem'] };
    expect(textOf({ incident, nameOf, recovery: {}, before: ['ana'] })).not.toContain('until now');
    expect(textOf({ incident, nameOf, recovery: {} })).not.toContain('until now');
  });
});

describe('what is not on the server yet', () => {
  const incident = { readers: ['ana', 'ben', 'cem'], keptOut: [] };
  const said = (shared: boolean | undefined, readers = incident.readers) =>
    textOf({ incident: { readers, keptOut: [] }, nameOf, recovery: undefined, shared });

  it('says who else does not know of it, and how it is shared', () => {
    expect(said(false)).toContain(
      'Until it is on the server, Ben Okafor and Cem Yildiz do not know of what you have just saved. `coc sync`',
    );
    expect(said(false, ['ana', 'ben'])).toContain('Ben Okafor does not know');
  });

  it.each([
    ['it is', true, incident.readers],
    ['there is no server', undefined, incident.readers],
    ['nobody else can open it', false, ['ana']],
  ])('says nothing of that where %s', (_why, shared, readers) => {
    expect(said(shared, readers)).not.toContain('Until it is');
  });
});

const SHARED: readonly Content[] = [
  { kind: 'opened' },
  report(),
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  { kind: 'visibility', visibility: 'private' },
  { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' },
  { kind: 'grant', member: 'ben' },
];

describe('a further report', () => {
  it.each([
    ['recorder', [], ['ben']],
    ['team', [], []],
    ['named', [], ['ben']],
    ['named', ['ben'], []],
  ])(
    'that may be shared with %s %j ends the access of %j, as the fold then has it',
    (share, readers, lost) => {
      const incident = view('K7F392QD', chain(...SHARED));
      expect(losingAccess({ add: 'report', share, readers }, incident, 'ana')).toEqual(lost);
      const after = view(
        'K7F392QD',
        chain(...SHARED, report({ id: 'REPORT2', reporter: 'R2' }), {
          kind: 'permission',
          report: 'REPORT2',
          share: share as 'team',
          members: readers,
          words: 'x',
        }),
      );
      expect(incident.readers.filter((member) => !after.readers.includes(member))).toEqual(lost);
    },
  );

  it('says so before it is saved, by name', () => {
    const of = { ...situation([]), incident: view('K7F392QD', chain(...SHARED)) };
    const share = REPORT_ADD.questions(playbook).find(({ id }) => id === 'share');
    const said = (answers: Record<string, string>) => JSON.stringify(share?.after?.(answers, of));
    expect(said({ add: 'report', share: 'recorder' })).toContain('Ben Okafor can no longer open this');
    expect(said({ add: 'report', share: 'team' })).toBe('[]');
    expect(said({ add: 'detail', share: 'recorder' })).toContain('Ben Okafor can no longer open this');
    expect(said({ add: 'report', share: 'recorder' })).not.toContain('From now on');
  });
});
