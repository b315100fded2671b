import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { NewEntry } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { offeredOf, readAnswer, typeOf } from '../../../src/interview/check.ts';
import type { Answers, Question } from '../../../src/interview/question.ts';
import { couldOpenSince, reachOf } from '../../../src/policy/access-list.ts';
import { decided } from '../../../src/policy/decide.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { limits } from '../../../src/steps/access/recuse.ts';
import type { Step } from '../../../src/steps/step.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  AT,
  OPENED,
  REPORT,
  STEP,
  sanctionEntry,
  situation,
  WITNESSED,
} from './step-situation.ts';

const grantAccess = STEP['access grant'];
const letKnow = STEP['access grant --reporter'];
const recuse = STEP['access recuse'];
const readmit = STEP['access readmit'];
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const HIDDEN: Added = report({ account: undefined, sealed: SEALED, summary: 'short' });
const WHO: Added = { id: 'WHO', kind: 'person', person: 'R1', role: 'reporter', sealed: SEALED };
const grant = (member: string): Added => ({ kind: 'grant', member });
const recusal = (member: string): Added => ({ id: `OUT-${member}`, kind: 'recusal', member });
const permission = (share: 'recorder' | 'named' | 'team', members?: string[], of = 'REPORT1'): Added => ({
  kind: 'permission',
  report: of,
  share,
  ...(members && { members }),
});
const SECOND: Added = { ...REPORT, id: 'REPORT2', reporter: 'R2' } as Added;
const TEAM = permission('team');
const ADMINS = { admins: new Set(['ana']) };

function at(contents: readonly Added[], more: Partial<Situation> = {}): Situation {
  const unsealed = more.access?.unsealed ?? new Map();
  return situation([], { ...more, incident: view('K7F392QD', chain(...contents), unsealed, ADMINS) });
}

describe('a member', () => {
  it.each<[Step, string]>([
    [grantAccess, 'member'],
    [recuse, 'member'],
    [readmit, 'member'],
    [letKnow, 'members'],
  ])('can be said by name, by part of it and by address in $id', (step, key) => {
    const given = key === 'members' ? { report: '1' } : {};
    const incident =
      step === readmit ? [OPENED, REPORT, recusal('ben')] : [OPENED, WHO, HIDDEN, TEAM, grant('ben')];
    const unsealed = new Map([['REPORT1', { account: 'x' }]]);
    const of = at(incident, { access: { admins: ['ana'], unsealed } });
    const asked = step.questions(of.playbook).find(({ id }) => id === key);
    if (asked === undefined) throw new Error('no such question');
    const who = step === grantAccess ? 'Cem Yildiz' : 'Ben Okafor';
    for (const typed of [who, who.split(' ')[0] ?? '', `${who.slice(0, 3).toLowerCase()}@team.example`])
      expect(readAs(asked, typed, given, of)).toEqual([who.slice(0, 3).toLowerCase()]);
  });
});

/** What somebody typed, as it is read before what may be chosen is judged. */
function readAs(asked: Question<Situation>, typed: string, given: Given, of: Situation): readonly string[] {
  const read = readAnswer({ ...asked, check: () => undefined }, typed, given as Answers, of);
  return 'value' in read ? [read.value].flat().map(String) : [];
}

function decide(step: Step, given: Given, of: Situation): readonly NewEntry[] {
  const ids = ['N1', 'N2', 'N3'];
  return decided(step, given, of, { me: of.me, newId: () => ids.shift() ?? '', firstId: 'FIRST' });
}

function refusal(step: Step, given: Given, of: Situation): UserError {
  try {
    decide(step, given, of);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const BEN = { member: 'ben' };
const PERMIT = { ...BEN, permitted: 'yes', permission: 'Ben may.' };
/** That they may know who reported it, where that stands open. */
const KNOWN = { 'know-reporter': 'yes' };

describe('a grant', () => {
  it('is refused to whoever may be the one accused, also with a permission', () => {
    const accused: Added = { kind: 'person', person: 'A1', role: 'accused', description: 'Ben' };
    for (const given of [BEN, PERMIT]) {
      const { message, clause } = refusal(grantAccess, given, at([OPENED, REPORT, TEAM, accused]));
      expect([message, clause]).toEqual([
        expect.stringContaining('may be the person accused'),
        expect.any(String),
      ]);
    }
  });

  it('takes the permission that is there', () => {
    expect(decide(grantAccess, { ...BEN, ...KNOWN }, at([OPENED, REPORT, TEAM]))).toEqual([
      { id: 'FIRST', content: { kind: 'grant', member: 'ben' } },
    ]);
  });

  it('records a new permission with its words, and keeps those named before', () => {
    const named = permission('named', ['cem']);
    expect(
      decide(grantAccess, { ...PERMIT, ...KNOWN }, at([OPENED, REPORT, named])).map(({ content }) => content),
    ).toEqual([
      { kind: 'permission', report: 'REPORT1', share: 'named', members: ['cem', 'ben'], words: 'Ben may.' },
      { kind: 'grant', member: 'ben' },
    ]);
    const whole = decide(grantAccess, { ...PERMIT, ...KNOWN, share: 'team' }, at([OPENED, REPORT]));
    expect(whole[0]?.content).toEqual({
      kind: 'permission',
      report: 'REPORT1',
      share: 'team',
      words: 'Ben may.',
    });
  });

  it('seals the words to those who know the reporter, where few do', () => {
    const [first] = decide(grantAccess, PERMIT, at([OPENED, WHO, HIDDEN], { me: 'cem' }));
    expect(first?.restricted).toEqual({ to: ['cem', 'ana'], fields: { words: 'Ben may.' } });
    expect(first?.content).not.toHaveProperty('words');
  });

  it('needs no permission of a witnessed incident whose reporter is hidden', () => {
    expect(decide(grantAccess, BEN, at([OPENED, WHO, HIDDEN, WITNESSED]))).toHaveLength(1);
  });

  it.each<[string, Given, readonly Added[], string | undefined]>([
    ['without a permission', BEN, [OPENED, REPORT], 'Permission to share'],
    ['of a witnessed one that shows who reported', BEN, [OPENED, REPORT, WITNESSED], 'Permission to share'],
    [
      'for one of two reports',
      { ...PERMIT, reports: ['1'] },
      [OPENED, REPORT, SECOND],
      'Permission to share',
    ],
    [
      'of a report that came meanwhile',
      PERMIT,
      [OPENED, REPORT, TEAM, SECOND, { ...REPORT, id: 'REPORT3' } as Added],
      'Permission to share',
    ],
    [
      'to somebody kept out meanwhile',
      PERMIT,
      [OPENED, REPORT, TEAM, recusal('ben')],
      'Conflicts of interest',
    ],
    ['to who can open it by now', PERMIT, [OPENED, REPORT, TEAM, grant('ben')], undefined],
    ['to nobody on the team', { ...PERMIT, member: 'zoe' }, [OPENED, REPORT], undefined],
  ])('is refused %s', (_name, given, contents, clause) => {
    expect(refusal(grantAccess, given, at(contents)).clause).toBe(clause);
  });
});

describe('letting readers know who reported', () => {
  const unsealed = new Map<string, Readonly<Record<string, string>>>([
    ['REPORT1', { account: 'words' }],
    ['WHO', { name: 'Rosa' }],
    ['WHO2', { name: 'Somebody else' }],
  ]);
  const access = { admins: ['ana'], unsealed };
  const BASE = [
    OPENED,
    WHO,
    { ...WHO, id: 'WHO2', person: 'R2' } as Added,
    HIDDEN,
    TEAM,
    grant('ben'),
    grant('cem'),
  ];
  const given = { members: ['ben'], permitted: 'yes', permission: 'Ben may know.' };

  it('seals once more what there is of that reporter, and nothing else', () => {
    expect(decide(letKnow, given, at(BASE, { access }))).toEqual([
      {
        id: 'FIRST',
        content: { kind: 'widened', entry: 'WHO', to: ['ben'] },
        restricted: { to: ['ben'], fields: { name: 'Rosa' } },
      },
      {
        id: 'N1',
        content: { kind: 'widened', entry: 'REPORT1', to: ['ben'] },
        restricted: { to: ['ben'], fields: { account: 'words', 'by-permission': 'Ben may know.' } },
      },
    ]);
  });

  it.each<[string, Given, readonly Added[], string]>([
    ['without a permission', { members: ['ben'] }, [], 'has not permitted this'],
    ['for somebody kept out meanwhile', given, [recusal('ben')], 'is kept out'],
    ['for who cannot open it', { ...given, members: ['dan'] }, [], 'Only somebody who can open'],
    [
      'for who knows by now',
      given,
      [{ kind: 'widened', entry: 'REPORT1', to: ['ben'], sealed: SEALED }],
      'They know by now',
    ],
  ])('is refused %s', (_name, answers, more, message) => {
    expect(refusal(letKnow, answers, at([...BASE, ...more], { access })).message).toContain(message);
  });

  it('seals it to whoever was let in only to hear an appeal, and to nobody else with them', () => {
    const appealed: readonly Added[] = [
      ...BASE.filter((one) => one.kind !== 'grant'),
      grant('ben'),
      sanctionEntry({ decidedBy: ['ana', 'ben'] }),
      { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'It was not me.' },
      grant('cem'),
      { id: 'HEARS', kind: 'person', person: 'S1', role: 'staff', sealed: SEALED },
    ];
    const known = { ...access, unsealed: new Map([...unsealed, ['HEARS', { name: 'Rosa Blum' }]]) };
    const of = at(appealed, { access: known });
    expect(of.incident.readers).toContain('cem');
    const made = decide(letKnow, { ...given, members: ['cem'], permission: 'Cem may know.' }, of);
    expect(made.map(({ content }) => content)).toEqual([
      { kind: 'widened', entry: 'WHO', to: ['cem'] },
      { kind: 'widened', entry: 'REPORT1', to: ['cem'] },
    ]);
    expect(made.map(({ restricted }) => restricted?.to)).toEqual([['cem'], ['cem']]);
    const appeal = STEP['sanction appeal'].questions(of.playbook).find(({ id }) => id === 'heard-by');
    expect(appeal?.check?.(['cem'], {}, of)).toBeUndefined();
  });

  it('is refused for who may be the one accused, and offers them to nobody', () => {
    const accused: Added = { kind: 'person', person: 'A1', role: 'accused', name: 'Ben Okafor' };
    const of = at([...BASE, accused], { access });
    expect(refusal(letKnow, given, of).message).toContain('may be the person accused');
    const asked = letKnow.questions(of.playbook).find(({ id }) => id === 'members');
    const type = asked && offeredOf(typeOf(asked, { report: '1' }, of));
    expect(type).toMatchObject({ choices: [{ value: 'cem' }] });
    const other = at([...BASE, accused, { ...accused, otherThan: ['ben'], by: 'cem' }], { access });
    expect(decide(letKnow, given, other)).toHaveLength(2);
  });

  it('is refused to whoever does not know it themselves', () => {
    const error = refusal(letKnow, given, at(BASE));
    expect(error.message).toBe('You do not know who reported it, so you cannot let others know.');
    expect(error.hints).toEqual(['`coc access K7F3-92QD` shows to whom the reporter is known: ask them.']);
  });

  it('is refused to whoever knows only who made another report', () => {
    const other: Added = { ...HIDDEN, id: 'REPORT2', reporter: 'R2' } as Added;
    const two = at(
      [OPENED, WHO, HIDDEN, other, TEAM, permission('team', undefined, 'REPORT2'), grant('ben')],
      {
        access,
      },
    );
    expect(refusal(letKnow, { ...given, report: '2' }, two).message).toContain('You do not know who');
    expect(decide(letKnow, { ...given, report: '1' }, two)).toHaveLength(2);
  });
});

describe('a grant with which the reporter may be known', () => {
  const other: Added = { ...HIDDEN, id: 'REPORT2', reporter: 'R2' } as Added;
  const unsealed = new Map([
    ['REPORT1', { account: 'words' }],
    ['REPORT2', { account: 'other words' }],
  ]);
  const access = { admins: [], unsealed };
  const given = { ...BEN, 'know-reporter': 'yes', 'reporter-words': 'Ben may know.' };
  const widenedBy = (entries: readonly Added[]) =>
    decide(grantAccess, given, at(entries, { access })).filter(({ content }) => content.kind === 'widened');

  it('shows the one who made the only report', () => {
    expect(widenedBy([OPENED, HIDDEN, TEAM])).toMatchObject([{ content: { entry: 'REPORT1', to: ['ben'] } }]);
  });

  it('shows the words in which the reporter has just permitted to open it, and nobody else’s', () => {
    const asks = grantAccess.questions(playbook).find(({ id }) => id === 'reporter-words');
    const of = at([OPENED, WHO, HIDDEN], { access });
    const said = { ...BEN, permitted: 'yes', permission: 'Ben may know, and that it was me.' };
    const shown = (answers: Answers) => asks?.initial?.({ ...answers, 'know-reporter': 'yes' }, of);
    expect(shown({ ...said, 'permitted-by': ['R1'] })).toBe(said.permission);
    expect(shown({ ...said, 'permitted-by': ['P1'] })).toBeUndefined();
    expect(shown({ ...BEN, permitted: 'yes', 'permitted-by': ['R1'] })).toBeUndefined();
    // From a file it is said anew: what somebody may know is taken from no other answer.
    expect(asks?.assume).toBeUndefined();
  });

  it('of one of several reporters shows none of them', () => {
    const both = [OPENED, HIDDEN, other, TEAM, permission('team', undefined, 'REPORT2')];
    expect(widenedBy(both)).toEqual([]);
    const said = grantAccess.afterwards?.(given, at(both, { access })) ?? [];
    expect(said.filter((one) => one.includes('stays hidden from them'))).toHaveLength(2);
  });
});

describe('keeping somebody out', () => {
  const BASE = [OPENED, REPORT, TEAM, grant('ben')];

  it('takes a reason or none', () => {
    expect(decide(recuse, BEN, at(BASE))[0]?.content).toEqual({ kind: 'recusal', member: 'ben' });
    expect(decide(recuse, { ...BEN, reason: 'A friend.' }, at(BASE))[0]?.content).toMatchObject({
      reason: 'A friend.',
    });
  });

  it('leaves somebody on the team who can open it', () => {
    const ana = { member: 'ana' };
    expect(refusal(recuse, ana, at([OPENED, REPORT])).clause).toBe('Conflicts of interest');
    refusal(recuse, ana, at([...BASE, recusal('ben')]));
    const left = situation([]).members.filter(({ id }) => id !== 'ben');
    refusal(recuse, ana, at(BASE, { members: left }));
    expect(decide(recuse, ana, at(BASE))).toHaveLength(1);
    refusal(recuse, BEN, at([...BASE, recusal('ben')]));
  });

  it('knows since when they could open it, also where they were kept out and let in again', () => {
    expect(couldOpenSince('ben', at(BASE))).toBe('2026-11-23T14:03:00+01:00');
    expect(couldOpenSince('ben', at([...BASE, recusal('ben')]))).toBe('2026-11-23T14:03:00+01:00');
    expect(couldOpenSince('cem', at(BASE))).toBeUndefined();
    expect(couldOpenSince('cem', at([OPENED, REPORT, grant('cem')]))).toBeUndefined();
    const undone: Added = { kind: 'recusal-undone', member: 'cem', corrects: 'OUT-cem', reason: 'x' };
    const late = [OPENED, REPORT, TEAM, recusal('cem'), grant('cem'), undone];
    expect(couldOpenSince('cem', at(late))).toBe('2026-11-23T14:05:00+01:00');
  });

  it('warns of the recovery key, and of a reporter whom nobody else knows', () => {
    expect(limits('ben', at(BASE, { custodians: ['ben'] }))).toEqual([
      expect.stringContaining('share of the recovery key'),
    ]);
    expect(limits('ana', at(BASE, { custodians: ['ben'] }))).toEqual([]);
    const hidden = [OPENED, WHO, HIDDEN, TEAM, grant('ben')];
    expect(limits('ana', at(hidden))).toEqual([
      expect.stringContaining('Nobody else knows who made report 1'),
    ]);
    expect(limits('ben', at(hidden))).toEqual([]);
    const widened: Added = { kind: 'widened', entry: 'REPORT1', to: ['ben'], sealed: SEALED };
    expect(limits('ana', at([...hidden, widened]))).toEqual([]);
  });
});

describe('letting somebody in again', () => {
  const BASE = [OPENED, REPORT, TEAM, grant('ben'), recusal('ben')];
  const given = { ...BEN, ...KNOWN, reason: 'Another Ben.' };

  it('names every recusal that keeps them out', () => {
    const twice = [...BASE, { ...recusal('ben'), id: 'AGAIN' } as Added];
    expect(decide(readmit, given, at(twice)).map(({ content }) => content)).toEqual([
      { kind: 'recusal-undone', member: 'ben', corrects: 'OUT-ben', reason: 'Another Ben.' },
      { kind: 'recusal-undone', member: 'ben', corrects: 'AGAIN', reason: 'Another Ben.' },
    ]);
  });

  it.each<[string, readonly Added[]]>([
    ['could open it and is still covered', BASE],
    ['never came to it', [OPENED, REPORT, recusal('ben')]],
    ['is permitted and was never let in', [OPENED, REPORT, TEAM, recusal('ben')]],
    ['is not covered any more', [...BASE, permission('recorder')]],
    [
      'is covered as one of those named',
      [OPENED, REPORT, permission('named', ['ben']), grant('ben'), recusal('ben')],
    ],
    ['was let in once many saw it', [OPENED, REPORT, WITNESSED, grant('ben'), recusal('ben')]],
    ['has a share that names another', [...BASE, permission('named', ['cem'])]],
    ['took a report', [OPENED, REPORT, { ...SECOND, by: 'ben' }, recusal('ben')]],
  ])('says whether that opens it to them, and what does: who %s', (_who, history) => {
    const before = at(history);
    expect(before.incident.keptOut).toEqual(['ben']);
    const after = at([...history, ...decide(readmit, given, before).map(({ content }) => content)]);
    const said = (readmit.afterwards?.(given, before) ?? []).join(' ');
    expect(after.incident.keptOut).toEqual([]);
    if (after.incident.readers.includes('ben')) expect(said).toBe('They can open it again.');
    else expect(said).toContain('They cannot open it yet');
    expect(said.includes('`coc access grant K7F3-92QD`')).toBe(!after.incident.readers.includes('ben'));
  });

  it('is for admins, and for nobody of themselves', () => {
    expect(refusal(readmit, given, at(BASE, { me: 'cem' })).message).toContain('Only an admin');
    const both = { admins: ['ana', 'ben'], unsealed: new Map() };
    expect(refusal(readmit, given, at(BASE, { me: 'ben', access: both })).message).toContain('another admin');
    refusal(readmit, given, at([OPENED, REPORT]));
    refusal(readmit, { ...given, member: 'cem' }, at(BASE));
  });
});

describe('who can open it, and why', () => {
  it.each<[string, readonly Added[], readonly object[]]>([
    [
      'by a permission',
      [OPENED, REPORT, TEAM, grant('ben')],
      [
        { member: 'ana', why: ['took-report'], reports: [] },
        { member: 'ben', why: ['permission'], reports: [1] },
      ],
    ],
    [
      'because it was widely witnessed',
      [OPENED, WHO, HIDDEN, WITNESSED, grant('ben')],
      [{ member: 'ana' }, { member: 'ben', why: ['witnessed'] }],
    ],
    [
      'by the recovery key',
      [OPENED, REPORT, { kind: 'recovered', member: 'cem' }],
      [{ member: 'ana' }, { member: 'cem', why: ['recovery-key'], since: '2026-11-23T14:02:00+01:00' }],
    ],
  ])('is told: %s', (_name, contents, reach) => {
    expect(reachOf(at(contents).incident, ['ana'])).toMatchObject(reach);
  });
});
