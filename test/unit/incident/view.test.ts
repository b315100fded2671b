import { describe, expect, it } from 'vitest';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { parseEntry } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

const opened: Content = { kind: 'opened' };
const grant = (member: string): Content => ({ kind: 'grant', member });
const recusal = (member: string): Content => ({ kind: 'recusal', member });
const permission = (share: 'recorder' | 'named' | 'team', members?: string[], of = 'REPORT1'): Content => ({
  kind: 'permission',
  report: of,
  share,
  ...(members && { members }),
});
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const witnessed: Content = { kind: 'visibility', visibility: 'witnessed' };
const second = { ...report({ id: 'REPORT2', reporter: 'R2' }), by: 'ben' };

describe('who can open an incident', () => {
  it.each<[string, (Content & { by?: string })[], string[]]>([
    ['the recorder alone', [opened, report()], ['ana']],
    ['nobody more by a grant without permission', [opened, report(), grant('ben')], ['ana']],
    [
      'those the permission names',
      [opened, report(), permission('named', ['ben']), grant('ben'), grant('cem')],
      ['ana', 'ben'],
    ],
    [
      'the team where the permission says so, once granted',
      [opened, report(), permission('team'), grant('ben')],
      ['ana', 'ben'],
    ],
    [
      'who is granted a witnessed one, where reporter and account are sealed to others',
      [opened, report({ sealed: SEALED }), witnessed, grant('ben')],
      ['ana', 'ben'],
    ],
    [
      'nobody more by a grant of a witnessed one that shows who reported',
      [opened, report(), witnessed, grant('ben')],
      ['ana'],
    ],
    ['never who is kept out', [opened, report(), permission('team'), grant('ben'), recusal('ben')], ['ana']],
    [
      'not who is kept out before the grant',
      [opened, report(), permission('team'), recusal('ben'), grant('ben')],
      ['ana'],
    ],
    [
      'not the recorder either, once kept out',
      [opened, report(), permission('team'), grant('ben'), recusal('ana')],
      ['ben'],
    ],
    ['whoever took a further report', [opened, report(), second], ['ana', 'ben']],
    [
      'only whom the strictest of several permissions allows',
      [opened, report(), permission('team'), grant('cem'), second, permission('named', ['dan'], 'REPORT2')],
      ['ana', 'ben'],
    ],
    [
      'whom the newest permission of a report allows',
      [opened, report(), permission('recorder'), grant('ben'), permission('team')],
      ['ana', 'ben'],
    ],
  ])('is %s', (_name, contents, readers) => {
    expect(view('K7F392QD', chain(...contents)).readers).toEqual(readers);
  });
});

describe('the view', () => {
  const consent = (
    answer: 'no-objection' | 'asked-not-to-proceed' | 'not-said-yet',
    of = 'REPORT1',
  ): Content => ({
    kind: 'consent',
    report: of,
    answer,
  });

  it.each<[string, Content[], string | undefined]>([
    ['nobody was asked', [opened, report()], undefined],
    [
      'the last answer of a report counts',
      [opened, report(), consent('not-said-yet'), consent('no-objection')],
      'no-objection',
    ],
    [
      'one that asked to stop is enough',
      [opened, report(), consent('asked-not-to-proceed'), second, consent('no-objection', 'REPORT2')],
      'asked-not-to-proceed',
    ],
  ])('of consent: %s', (_name, contents, consents) => {
    expect(view('K7F392QD', chain(...contents)).consent).toBe(consents);
  });

  it('lays later details over earlier ones', () => {
    const incident = view(
      'K7F392QD',
      chain(
        opened,
        report(),
        { kind: 'details', report: 'REPORT1', details: { who: null, behavior: 'x' } },
        { kind: 'details', report: 'REPORT1', details: { who: 'A1' } },
      ),
    );
    expect(incident.reports[0]?.details).toEqual({ who: 'A1', behavior: 'x' });
  });

  it('is unfinished until the rest of a quick report is there', () => {
    const quick = [{ kind: 'opened', quick: true } as const, report()];
    expect(view('K7F392QD', chain(...quick)).quick).toBe(true);
    expect(view('K7F392QD', chain(...quick, witnessed)).quick).toBe(false);
  });

  it('keeps identity and account of a hidden reporter out of sight', () => {
    const sealed = '-----BEGIN AGE ENCRYPTED FILE-----\n';
    const entries = chain(
      opened,
      { id: 'WHO', kind: 'person', person: 'R1', role: 'reporter', sealed },
      {
        id: 'REPORT1',
        kind: 'report',
        reporter: 'R1',
        receivedAt: '2026-11-23T14:00:00+01:00',
        sealed,
        summary: 'short',
      },
    );
    expect(view('K7F392QD', entries)).toMatchObject({
      people: [{ ref: 'R1', hidden: true }],
      reports: [{ restricted: true, summary: 'short' }],
    });
    const unsealed = new Map([
      ['WHO', { name: 'Zoe' }],
      ['REPORT1', { account: 'all of it' }],
    ]);
    expect(view('K7F392QD', entries, unsealed)).toMatchObject({
      people: [{ name: 'Zoe', hidden: false }],
      reports: [{ account: 'all of it' }],
    });
  });

  it('names the kinds it does not know, and keeps their entries', () => {
    const strange = { ...chain(opened)[0], kind: 'telepathy', depth: 7 } as unknown as Entry;
    const parsed = parseEntry(strange);
    expect(parsed).toEqual({ entry: strange });
    expect(view('K7F392QD', [strange])).toMatchObject({ unknownKinds: ['telepathy'], entries: [strange] });
  });
});

describe('an entry from a file', () => {
  const [good] = chain({ kind: 'note', text: 'SECRET' });
  it.each([
    ['unknown fields survive', { ...good, colour: 'blue' }, { entry: { ...good, colour: 'blue' } }],
    ['no stamp', { kind: 'note', text: 'SECRET' }, { problem: 'id is not as it should be' }],
    ['a field of the wrong type', { ...good, text: 5 }, { problem: 'note: text is not as it should be' }],
    ['not an object', 'SECRET', { problem: 'entry is not as it should be' }],
    ['a date that is none', { ...good, at: 'SECRET' }, { problem: 'at is not as it should be' }],
  ])('%s', (_name, data, result) => expect(parseEntry(data)).toEqual(result));
});
