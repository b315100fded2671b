import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { dueIn } from '../../../src/policy/due.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { proposalsIn } from '../../../src/policy/proposals.ts';
import { CLOSE } from '../../../src/steps/close.ts';

import { chain } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  AT,
  consent,
  contentsOf,
  HEARD,
  incidentOf,
  meeting,
  now,
  OPENED,
  P1,
  PRIVATE,
  problemOf,
  R1,
  READY,
  REPORT,
  type StepId,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const made = (step: StepId, given: Given, contents: readonly Added[] = READY): readonly Content[] => {
  const entries = contentsOf(step, given, situation(contents));
  expect(entries.map(problemOf)).toEqual(entries.map(() => undefined));
  return entries;
};

describe('the end of an incident', () => {
  it('is an entry, with what is still open', () => {
    const owed = [{ what: 'sanction' }];
    expect(made('close', {})).toEqual([{ kind: 'closed', owed }]);
    expect(made('close', { unfinished: 'They moved away.' })).toEqual([
      { kind: 'closed', unfinished: 'They moved away.', owed },
    ]);
  });

  it('names whom others alone know, and leaves open for those that they are told', () => {
    const { name: _name, contact: _contact, ...rest } = R1 as Added & { name: string; contact: string };
    const who = { ...rest, id: 'WHO', sealed: '-----BEGIN AGE ENCRYPTED FILE-----' } as Added;
    const contents = [...READY.map((one) => (one === R1 ? who : one)), sanctionEntry()];
    const [closed] = made('close', { unfinished: 'Ben tells them.' }, contents);
    expect(closed).toEqual({
      ...{ kind: 'closed', unfinished: 'Ben tells them.', untold: ['R1'] },
      owed: [{ what: 'tell', person: 'A1' }, { what: 'announce' }],
    });
    const known = new Map([['WHO', { name: 'Mei', contact: 'mei@lindqvist.example' }]]);
    const whats = (more: readonly Added[]) =>
      dueIn(view('K7F392QD', chain(...contents, ...more), known), playbook, now).map(({ what }) => what);
    expect(whats([closed as Added])).toContain('Tell R1 what was decided; they need not answer');
    expect(whats([{ kind: 'closed' }])).not.toContain('Tell R1 what was decided; they need not answer');
  });

  const unaffected: Added = { ...R1, affected: 'no' } as Added;
  it.each<[string, readonly Added[], string]>([
    ['whom it happened to', [OPENED, R1, A1, REPORT, PRIVATE, AGREED], 'R1'],
    ['whom it happened to, where that is not who reported', [OPENED, unaffected, P1, A1, REPORT], 'P1'],
    ['who reported it, where nobody else is known', [OPENED, unaffected, A1, REPORT], 'R1'],
  ])('hands out the question how they are, to %s', (_name, contents, ref) => {
    const [closed, action] = made(
      'close',
      { 'check-in': '2026-12-24', 'check-in-who': 'Ben Okafor' },
      contents,
    );
    expect(closed).toEqual({ kind: 'closed' });
    expect(action).toMatchObject({ kind: 'action', who: 'ben', purpose: 'check-in', person: ref });
    expect(JSON.stringify(action)).not.toMatch(/Mei|Jonas/);
    const due = new Date((action as { due: string }).due);
    expect([due.getFullYear(), due.getMonth(), due.getDate(), due.getHours()]).toEqual([2026, 11, 24, 23]);
    expect(action).toMatchObject({ precision: { due: 'day' } });
  });

  it('names whom it is about, and asks who reported it how somebody else is of whom nothing is known', () => {
    const asks = CLOSE.questions(playbook).find(({ id }) => id === 'check-in');
    const said = (contents: readonly Added[]) => JSON.stringify(asks?.before?.({}, situation(contents)));
    const elsewhere = [OPENED, unaffected, A1, REPORT];
    expect(said([OPENED, R1, A1, REPORT])).toContain('is asked, so R1. R1 is who reported it.');
    expect(said([OPENED, { ...R1, affected: 'yes' } as Added, P1, A1, REPORT])).toContain(
      'is asked, so R1 and P1. R1 is who reported it; P1 is to whom it happened.',
    );
    expect(said(elsewhere)).toContain('R1, who reported it, said that it happened to somebody else');
    const [, action] = made('close', { 'check-in': '2026-12-24', 'check-in-who': 'Ben Okafor' }, elsewhere);
    expect(action).toMatchObject({ what: 'Ask R1 how the person affected is; they need not answer' });
    const change = { sanction: '1', term: 'indefinite', reason: 'x', 'decided-by': ['ana'] };
    const [changed] = made('sanction change', change, [...elsewhere, sanctionEntry()]);
    expect(changed).not.toHaveProperty('inform');
  });

  it('hands it out for each of several whom it happened to, and can be reached', () => {
    const own: Added = { ...R1, affected: 'yes' } as Added;
    const given = { 'check-in': '2026-12-24', 'check-in-who': 'Ben Okafor' };
    const asked = (...more: readonly Added[]) =>
      made('close', given, [OPENED, own, P1, A1, REPORT, ...more]).flatMap((one) =>
        one.kind === 'action' ? [one.person] : [],
      );
    expect(asked().toSorted()).toEqual(['P1', 'R1']);
    expect(asked({ kind: 'unreachable', person: 'P1' })).toEqual(['R1']);
  });

  it('asks nobody at a terminal who asks somebody that cannot be reached', () => {
    const checkIn = CLOSE.questions(playbook).find(({ id }) => id === 'check-in');
    const offered = (...contents: readonly Added[]) =>
      checkIn?.offered?.({}, situation([OPENED, contents[0] ?? R1, REPORT, ...contents.slice(1)]));
    const gone: Added = { kind: 'person', person: 'R1', role: 'reporter' };
    expect([offered(R1), offered(gone), offered(R1, { kind: 'unreachable', person: 'R1' })]).toEqual([
      ...[true, false, false],
    ]);
  });

  describe('who asks how they are', () => {
    const asks = CLOSE.questions(playbook).find(({ id }) => id === 'check-in-who');
    const GRANT: Added = { kind: 'grant', member: 'ben' };
    const SHARED: Added = { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' };
    const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
    const hidden: Added = { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', sealed: SEALED };
    const why = (who: string, ...contents: readonly Added[]) =>
      asks?.check?.(who, {}, situation([OPENED, ...contents]));

    it('can open the incident', () => {
      expect(why('ben', R1, REPORT)).toContain('cannot open this');
      expect(why('Ben Okafor', R1, REPORT)).toContain('cannot open this');
      expect(why('ben', R1, REPORT, SHARED, GRANT)).toBeUndefined();
      expect(why('Zed Ober', R1, REPORT)).toBeUndefined();
    });

    it('may know whom to ask', () => {
      expect(why('ben', hidden, REPORT, SHARED, GRANT)).toContain('may not know whom to ask');
      expect(why('ana', hidden, REPORT, SHARED, GRANT)).toBeUndefined();
      const of = situation([OPENED, hidden, REPORT, SHARED, GRANT], { me: 'ben' });
      expect(asks?.initial?.({}, of)).toBeUndefined();
    });

    it('is refused with the clause on that, where they are kept out', () => {
      expect(why('ben', R1, REPORT, { kind: 'recusal', member: 'ben' })).toBeUndefined();
    });
  });

  it('says that they need not answer', () => {
    const [, action] = made('close', { 'check-in': '2026-12-24', 'check-in-who': 'ana' });
    expect(action).toMatchObject({ what: 'Ask R1 how they are; they need not answer' });
  });

  it('can leave that to somebody outside the team', () => {
    const entries = made('close', { 'check-in': '2026-12-24', 'check-in-who': 'Zed Ober' });
    expect(entries.map(({ kind }) => kind)).toEqual(['closed', 'person', 'action']);
    expect(JSON.stringify(entries.filter(({ kind }) => kind !== 'person'))).not.toMatch(/Zed|Ober/);
  });

  it('is taken back, with the reason', () => {
    expect(made('reopen', { reason: 'Something new.' })).toEqual([
      { kind: 'reopened', reason: 'Something new.' },
    ]);
  });
});

describe('what is due at a close', () => {
  const P1_REACHED: Added = { ...P1, contact: 'jonas@falk.example' } as Added;
  const BASE: readonly Added[] = [OPENED, R1, P1_REACHED, A1, REPORT, PRIVATE, AGREED, TOLD, HEARD];
  const [NO_ACTION, SANCTIONED] = [meeting('no-action'), meeting('sanction')];
  const whats = (contents: readonly Added[]) =>
    dueIn(incidentOf(contents), playbook, now, [], situation(contents).members).map(({ what }) => what);
  it('stays not needed also where it is opened again, until more is decided', () => {
    const decided = [...BASE, NO_ACTION];
    const reopened: Added = { kind: 'reopened', reason: 'The venue called.' };
    const closing = { 'stays-due': ['tell-A1'], 'not-needed': 'They were in the room.', unfinished: 'x' };
    const closed = made('close', closing, decided) as readonly Added[];
    const isToTell = (ref: string, contents: readonly Added[]) =>
      whats(contents).some((what) => what.startsWith('Tell ') && what.split(' what ')[0]?.includes(ref));
    const after = [...decided, ...closed, reopened];
    expect(['A1', 'R1', 'P1'].map((ref) => isToTell(ref, after))).toEqual([true, false, false]);
    expect(['A1', 'R1', 'P1'].map((ref) => isToTell(ref, [...after, SANCTIONED, sanctionEntry()]))).toEqual([
      ...[true, true, true],
    ]);
    const again = made('close', { unfinished: 'x' }, after) as readonly Added[];
    expect(isToTell('R1', [...after, ...again, reopened])).toBe(false);
  });

  it('stays not needed also of a sanction that nobody wrote down', () => {
    const decided = [...BASE, SANCTIONED];
    const notNeeded: Added = {
      ...{ kind: 'closed', unfinished: 'x' },
      notNeeded: { owed: [{ what: 'sanction' }], why: 'They left.' },
    };
    const after = [...decided, notNeeded, { kind: 'reopened', reason: 'x' } as Added];
    expect(whats(decided)).toContain('Write down the sanction that the meeting decided on');
    expect(whats(after)).not.toContain('Write down the sanction that the meeting decided on');
    expect(whats([...after, SANCTIONED])).toContain('Write down the sanction that the meeting decided on');
  });

  it('is named part by part where some of it was taken out', () => {
    const given = { 'stays-due': ['tell-P1', 'tell-A1'], 'not-needed': 'x' };
    const question = CLOSE.questions(playbook).find(({ id }) => id === 'unfinished');
    const blocks = JSON.stringify(question?.before?.(given, situation([...BASE, NO_ACTION])));
    expect(blocks).toContain('Tell P1 what was decided');
    expect(blocks).not.toContain('R1');
  });

  const afterClosing = (contents: readonly Added[], given: Given = {}) =>
    whats([...contents, ...(made('close', { unfinished: 'x', ...given }, contents) as readonly Added[])]);
  /** What a close ends, or begins. */
  const ENDED =
    /^(Close it|Meet, and decide|Say the sentence|Hear the side of|Tell A1 that there is a complaint|Tell A1 \(Ana)/;
  const AFTER = /^Look back/;

  it.each<[string, readonly Added[]]>([
    ['nothing is decided', BASE],
    ['the sentence is not said', [OPENED, R1, A1, REPORT, PRIVATE]],
    ['nobody accused was told', [OPENED, R1, A1, REPORT, PRIVATE, AGREED]],
    ['nothing is done', [...BASE, NO_ACTION]],
    ['the sanction is not written down', [...BASE, SANCTIONED]],
    ['there is a sanction', [...BASE, SANCTIONED, sanctionEntry({ tell: ['The door'] })]],
    [
      'an appeal is answered by nobody',
      [
        ...[...BASE, SANCTIONED, sanctionEntry()],
        { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'Too long.' } as Added,
        {
          kind: 'appeal-outcome',
          appeal: 'APPEAL1',
          outcome: 'stands',
          heardBy: ['cem'],
          reason: 'x',
        } as Added,
      ],
    ],
    ['many saw it', [...BASE, { kind: 'visibility', visibility: 'witnessed' }, NO_ACTION]],
    [
      'a letter is drafted',
      [...BASE, NO_ACTION, { kind: 'letter', letter: 'response', person: 'A1', text: 'x' } as Added],
    ],
    [
      'somebody has something to do',
      [...BASE, NO_ACTION, { kind: 'action', what: 'Ask the venue', who: 'ben', due: AT } as Added],
    ],
    [
      'somebody is in danger',
      [...BASE, { kind: 'threat', level: 'violence', actions: ['summoned'] } as Added, NO_ACTION],
    ],
    ['it does not go on', [OPENED, R1, A1, REPORT, PRIVATE, TOLD, consent('asked-not-to-proceed')]],
  ])('stays due, but what a close ends: %s', (_name, contents) => {
    const [before, after] = [whats(contents), afterClosing(contents)];
    const lasting = before.filter((what) => !ENDED.test(what));
    expect(after.filter((what) => !AFTER.test(what)).sort()).toEqual(lasting.sort());
  });

  /** What is said of what is open, before the reason is asked: under each title, its items. */
  const said = (question: 'unfinished' | 'stays-due', contents: readonly Added[]) =>
    Object.fromEntries(
      (
        CLOSE.questions(playbook)
          .find(({ id }) => id === question)
          ?.before?.({}, situation(contents)) ?? []
      ).map((block) => (block.kind === 'list' ? [block.title ?? '', block.items] : [block.kind, []])),
    );
  const [STAYS, ENDS] = ['Still open, and stays due after the close', 'Still open, and ends with the close'];
  const ANYWAY = 'Stays due in any case, until it is done';

  it('is said whole: what stays due, and what ends with the close', () => {
    const task: Added = { kind: 'action', what: 'Ask the venue', who: 'ben', due: AT } as Added;
    const letter: Added = { kind: 'letter', letter: 'employer', person: 'A1', text: 'x' } as Added;
    const contents = [...BASE, SANCTIONED, sanctionEntry({ tell: ['The door'] }), task, letter];
    expect(said('unfinished', contents)[STAYS]).toHaveLength(6);
    expect(said('stays-due', contents)).toEqual({
      [ANYWAY]: [
        'Ask the venue (Ben Okafor)',
        'Send the letter that is drafted for the employer of A1',
        'Tell the door of this: “No attendance at future events” for A1',
      ],
    });
    expect(said('unfinished', BASE)).toEqual({
      [ENDS]: ['Meet, and decide on a first answer, even if it is no action'],
    });
  });

  it('is either said to stay and does, or said to end and does', () => {
    const REPORT2 = { ...REPORT, id: 'REPORT2', reporter: 'R2' } as Added;
    const appeal = { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
    const pool: readonly Added[] = [
      AGREED,
      { kind: 'visibility', visibility: 'witnessed' },
      { kind: 'threat', level: 'violence', actions: ['summoned'] } as Added,
      { kind: 'action', what: 'Tell', who: 'ben', due: AT, purpose: 'tell', person: 'A1' } as Added,
      { kind: 'action', what: 'Hear', who: 'ben', due: AT, purpose: 'hear', person: 'A1' } as Added,
      TOLD,
      HEARD,
      { kind: 'letter', letter: 'complaint', person: 'A1', text: 'x' } as Added,
      NO_ACTION,
      SANCTIONED,
      sanctionEntry({ tell: ['The door'] }),
      sanctionEntry({ id: 'SANCTION2', term: 'until', until: '2026-11-25', conditions: ['No talks'] }),
      appeal as Added,
      {
        kind: 'appeal-outcome',
        appeal: 'APPEAL1',
        outcome: 'changed',
        heardBy: ['cem'],
        reason: 'x',
      } as Added,
      { kind: 'letter', letter: 'response', person: 'A1', text: 'x' } as Added,
      { kind: 'letter', letter: 'announcement', text: 'x' } as Added,
      { kind: 'action', what: 'Ask the venue', who: 'ben', due: AT } as Added,
      { kind: 'action', what: 'Ask R1', who: 'ben', due: AT, purpose: 'check-in', person: 'R1' } as Added,
      { kind: 'unreachable', person: 'R1' },
      REPORT2,
      { kind: 'closed', owed: [{ what: 'announce' }] } as Added,
      { kind: 'reopened', reason: 'x' },
      consent('asked-not-to-proceed'),
    ];
    fc.assert(
      fc.property(fc.subarray([...pool]), (some) => {
        const contents = [OPENED, R1, P1_REACHED, A1, REPORT, PRIVATE, ...some];
        if (incidentOf(contents).closed !== undefined) return;
        const open = dueIn(incidentOf(contents), playbook, now, [], situation(contents).members)
          .filter(({ step }) => step !== 'close')
          .map(({ what }) => what);
        const { [STAYS as string]: stays = [], [ENDS as string]: ends = [] } = said('unfinished', contents);
        expect([...stays, ...ends].sort()).toEqual([...new Set(open)].sort());
        const after = afterClosing(contents);
        expect(stays.filter((what) => !after.includes(what))).toEqual([]);
        expect(ends.filter((what) => after.includes(what))).toEqual([]);
        // Nothing that stays is on neither of the two lists at the question about it.
        const asked = dueIn(incidentOf(contents), playbook, now, [], situation(contents).members)
          .filter(({ owed }) => owed !== undefined)
          .map(({ what }) => what);
        const { [ANYWAY]: anyway = [] } = said('stays-due', contents);
        expect(stays.filter((what) => !anyway.includes(what) && !asked.includes(what))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, readonly Added[], boolean]>([
    ['the end of a sanction', [sanctionEntry({ term: 'until', until: '2026-12-20' })], false],
    ['the end of a sanction that is over', [sanctionEntry({ term: 'until', until: '2026-11-20' })], true],
    [
      'something that somebody does next week',
      [{ kind: 'action', what: 'Ask the venue', who: 'ben', due: '2026-12-01T10:00:00Z' } as Added],
      false,
    ],
    [
      'something late',
      [{ kind: 'action', what: 'Ask', who: 'ben', due: '2026-11-20T10:00:00Z' } as Added],
      true,
    ],
    ['a letter', [{ kind: 'letter', letter: 'employer', person: 'A1', text: 'x' } as Added], true],
  ])('has to be given a reason only where it could be done now: %s', (_name, more, isAsked) => {
    const told = (person: string): Added =>
      ({ kind: 'told', about: 'response', person, toldAt: AT }) as Added;
    const contents = [
      ...[...BASE, HEARD, SANCTIONED],
      ...(more[0]?.kind === 'sanction' ? [] : [sanctionEntry()]),
      ...more,
      ...['A1', 'R1', 'P1'].map(told),
      { kind: 'announcement', announce: false, reason: 'x' } as Added,
    ];
    const of = situation(contents);
    const question = CLOSE.questions(playbook).find(({ id }) => id === 'unfinished');
    expect(
      [question?.required, question?.offered].map((is) => typeof is === 'function' && is({}, of)),
    ).toEqual([isAsked, isAsked]);
    // What Next says can be closed, is closed without one.
    const says = dueIn(of.incident, playbook, now, [], of.members).some(({ what }) => what === 'Close it');
    expect(says).toBe(!isAsked);
  });

  it('is asked about, each by itself', () => {
    const contents = [...BASE, SANCTIONED, sanctionEntry()];
    const asked = CLOSE.questions(playbook).find(({ id }) => id === 'stays-due');
    const of = situation(contents);
    const answer = asked?.answer as (answers: Given, of: unknown) => unknown;
    expect(answer({}, of)).toMatchObject({
      choices: [
        { value: 'tell-A1', label: 'Tell A1 what was decided' },
        { value: 'tell-R1', label: 'Tell R1 what was decided' },
        { value: 'tell-P1', label: 'Tell P1 what was decided' },
        { value: 'announce', label: 'Decide whether to tell the community' },
      ],
    });
    expect(asked?.initial?.({}, of)).toEqual(['tell-A1', 'tell-R1', 'tell-P1', 'announce']);
  });

  it('is asked about only where something would be forgotten', () => {
    const [stays, rest] = ['stays-due', 'not-needed'].map((one) =>
      CLOSE.questions(playbook).find(({ id }) => id === one),
    );
    const of = situation(BASE);
    expect([stays?.when?.({}, of), rest?.when?.({}, of)]).toEqual([false, false]);
    const open = situation([...BASE, NO_ACTION]);
    const some = { 'stays-due': ['tell-A1'] };
    expect([stays?.when?.({}, open), rest?.when?.({}, open), rest?.when?.(some, open)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is not needed where somebody says so, with why', () => {
    const contents = [...BASE, NO_ACTION];
    const given = { 'stays-due': ['tell-P1', 'tell-A1'], 'not-needed': 'She asked not to hear of it.' };
    const [closed] = made('close', { unfinished: 'x', ...given }, contents);
    expect(closed).toMatchObject({
      owed: [
        { what: 'tell', person: 'A1' },
        { what: 'tell', person: 'P1' },
      ],
      notNeeded: { owed: [{ what: 'tell', person: 'R1' }], why: 'She asked not to hear of it.' },
    });
    expect(afterClosing(contents, given).filter((what) => what.startsWith('Tell'))).toEqual([
      'Tell A1 what was decided',
      'Tell P1 what was decided; they need not answer',
    ]);
  });

  it('ends once it is done, and is with whom somebody turned out to be', () => {
    const contents = [...BASE, NO_ACTION];
    const closed = made('close', { unfinished: 'x' }, contents) as readonly Added[];
    const told: Added = { kind: 'told', about: 'response', person: 'P1', toldAt: AT };
    expect(whats([...contents, ...closed, told]).filter((what) => what.includes('P1'))).toEqual([]);
    const one: Added = { kind: 'person', person: 'P1', role: 'affected', sameAs: 'R1' };
    expect(incidentOf([...contents, ...closed, one]).closed?.owed?.map(({ person }) => person)).toEqual([
      ...['A1', 'R1', 'R1'],
    ]);
  });

  it('was let go where an earlier coc closed it', () => {
    const contents = [...BASE, NO_ACTION, { kind: 'closed' } as Added];
    expect(whats(contents)).toEqual(['Look back on what the policy should say next time']);
  });
});

describe('looking back', () => {
  it('keeps what was answered, by the questions of the playbook', () => {
    expect(made('evaluate', { nothing: 'yes', rule: 'One on rooms.' })).toEqual([
      { kind: 'evaluation', proposals: { rule: 'One on rooms.' } },
    ]);
    expect(made('evaluate', { nothing: 'yes', rule: 'a', example: 'b' })).toEqual([
      { kind: 'evaluation', proposals: { rule: 'a', example: 'b' } },
    ]);
  });

  it('is an entry also where there is nothing to propose', () => {
    expect(made('evaluate', { nothing: 'no' })).toEqual([{ kind: 'evaluation', proposals: {} }]);
  });
});

describe('the proposals of all incidents', () => {
  const evaluated = (proposals: Readonly<Record<string, string>>) =>
    incidentOf([...READY, { kind: 'evaluation', proposals }]);

  it('come without anything that tells of which one, in the order of the questions and the alphabet', () => {
    const all = proposalsIn(
      [evaluated({ example: 'c', rule: ' z ' }), evaluated({}), evaluated({ rule: 'a' }), incidentOf(READY)],
      playbook,
    );
    expect(all).toEqual([
      { question: 'rule', words: 'a' },
      { question: 'rule', words: 'z' },
      { question: 'example', words: 'c' },
    ]);
  });
});
