import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf, type Due } from '../../../src/policy/due.ts';
import type { KeptGlance } from '../../../src/policy/glance.ts';
import { leadersAmong, ledBy } from '../../../src/policy/joined-incidents.ts';
import {
  briefWhileLed,
  clockOfMatter,
  dueByClock,
  dueWhileLed,
  nextWhileLed,
} from '../../../src/policy/while-led.ts';

const now = new Date('2026-11-24T10:00:00Z');

/** Incidents, each with those that are said to lead it: “A>B” is led by B. */
const incidents = (...all: readonly string[]) =>
  all.map((one) => {
    const [id = '', ...leading] = one.split('>');
    const joined = leading.map((incident) => ({ id: 'j1', incident, by: 'ana', at: '2026-11-24T10:00:00Z' }));
    return { id, ...(joined.length > 0 && { joined }) };
  });

describe('which incident leads another', () => {
  it.each([
    ['one another', ['A>B', 'B'], { A: 'B' }],
    ['of a chain the last', ['A>B', 'B>C', 'C'], { A: 'C', B: 'C' }],
    ['none that cannot be opened', ['A>B'], {}],
    ['the end of a chain that can be opened', ['A>B', 'B>C'], { A: 'B' }],
    ['the one of two that can be opened', ['A>B>C', 'C'], { A: 'C' }],
    ['neither of two that lead each other', ['A>B', 'B>A'], {}],
    ['no circle, which one outside it can follow', ['A>B', 'B>C', 'C>B'], { A: 'B' }],
    ['never itself', ['A>A'], {}],
  ] as const)('is %s', (_what, all, leaders) => {
    expect(Object.fromEntries(leadersAmong(incidents(...all)))).toEqual(leaders);
  });

  it('is never one that is led, nor one that is not there, whoever wrote what', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(id, fc.array(id, { maxLength: 2 })), { selector: ([one]) => one }),
        (all) => {
          const there = incidents(...all.map(([one, leading]) => [one, ...leading].join('>')));
          const leaders = leadersAmong(there);
          for (const [led, leader] of leaders) {
            expect(leaders.has(leader)).toBe(false);
            expect(there.map((one) => one.id)).toContain(leader);
            expect(ledBy(leader, there)).toContain(led);
          }
        },
      ),
    );
  });
});

describe('what waits in an incident that another one leads', () => {
  const due = (what: string, ofTheMatter: boolean): Due => ({
    ...{
      incident: 'K7F3-92QD',
      what,
      clause: 'meeting',
      at: '2026-11-24T10:00:00Z',
      overdue: true,
      step: 'meeting',
    },
    ...(ofTheMatter && { ofTheMatter }),
  });

  const OPEN = { id: 'ABCD2345', isClosed: false, hasOutcome: false };
  const toTell: Due = {
    ...due('tell', false),
    ...{
      step: 'notify',
      at: null,
      overdue: false,
      ofTheLeader: true,
      owed: [{ what: 'tell', person: 'R1' }],
    },
  };
  const TOLD = 'Tell R1 what was decided in ABCD-2345; they need not answer';
  const THERE = 'It belongs to ABCD-2345, which leads: see there';
  const APART =
    'ABCD-2345, which leads, does not go on. Take this one apart from it: then it goes on by itself';
  const END = 'It belongs to ABCD-2345, which is closed: close this one too';

  it.each([
    ['nothing of it', undefined, ['meet']],
    ['not that somebody is told, while nothing is decided', OPEN, [THERE]],
    ['that they are told, once it is', { ...OPEN, hasOutcome: true }, [TOLD, THERE]],
    ['that, and then the close', { ...OPEN, hasOutcome: true, isClosed: true }, [TOLD, END]],
    ['the close alone, where it came to nothing', { ...OPEN, isClosed: true }, [END]],
    ['that it is taken apart, where that does not go on', { ...OPEN, isStopped: true }, [APART]],
    ['that also where it is closed', { ...OPEN, isClosed: true, isStopped: true }, [APART]],
  ])('has of what leads it %s', (_what, leading, whats) => {
    const all = [due('meet', true), toTell];
    expect(dueWhileLed(all, leading, now).map(({ what }) => what)).toEqual(whats);
    const [first] = dueWhileLed(all, leading, now);
    if (leading === undefined || first === undefined) return;
    const kept: KeptGlance = {
      ...{ id: 'K7F392QD', status: 'open', openedAt: '', receivedAt: null, respondBy: null },
      ...{ isAnswered: false, reports: 1, readers: [], next: 'other', nextWhileLed: nextWhileLed(all, now) },
    };
    expect(briefWhileLed(kept, leading).next).toBe(commandOf(first));
  });

  it('is no telling twice of one thing to the same people', () => {
    const own: Due = { ...toTell, what: 'own', ofTheLeader: false };
    const other: Due = { ...own, what: 'accused', owed: [{ what: 'tell', person: 'A1' }] };
    const whats = dueWhileLed([own, other, toTell], { ...OPEN, hasOutcome: true }, now).map(
      ({ what }) => what,
    );
    expect(whats).toEqual(['accused', TOLD]);
  });

  it('is what is done here, and one line on where the rest is', () => {
    const all = [due('meet', true), due('tell', true), due('say the sentence', false)];
    const left = dueWhileLed(all, OPEN, now);
    expect(left.map(({ what }) => what)).toEqual([
      'say the sentence',
      'It belongs to ABCD-2345, which leads: see there',
    ]);
    expect(left.at(-1)).toMatchObject({ at: null, overdue: false, step: 'show', looksAt: 'ABCD2345' });
    expect(left.slice(-1).map(commandOf)).toEqual(['coc show ABCD-2345']);
    expect(dueWhileLed(all, { ...OPEN, isClosed: true }, now).at(-1)).toMatchObject({ step: 'close' });
  });

  it('gives its clock to what leads it, where it is the earlier one, as long as nothing came of either', () => {
    const clocked = (id: string, respondBy: string | null, more: object = {}) => ({
      ...{ id, respondBy, isAnswered: false },
      ...more,
    });
    const joined = [{ id: 'j', incident: 'LEADS', by: 'ana', at: '2026-11-24T09:00:00Z' }];
    const [early, late] = ['2026-11-24T02:15:00.000Z', '2026-11-24T02:20:00.000Z'];
    const leads = clocked('LEADS', late);
    const led = clocked('LED', early, { joined });
    expect(clockOfMatter(leads, [leads, led])).toBe(early);
    expect(clockOfMatter(leads, [leads, clocked('LED', '2026-11-25T00:00:00.000Z', { joined }), led])).toBe(
      early,
    );
    // What cannot be opened is not there; what is apart, stopped or decided counts no more.
    expect(clockOfMatter(leads, [leads])).toBe(late);
    expect(clockOfMatter(leads, [leads, clocked('LED', early)])).toBe(late);
    expect(clockOfMatter(leads, [leads, clocked('LED', early, { joined, isAnswered: true })])).toBe(late);
    expect(clockOfMatter(clocked('LEADS', late, { isAnswered: true }), [leads, led])).toBe(late);
    expect(clockOfMatter(clocked('LEADS', null), [leads, led])).toBe(early);
    expect(clockOfMatter(led, [leads, led])).toBe(early);

    const all = [
      { ...due('meet', true), at: late },
      { ...due('tell', false), at: null },
    ];
    const at = (moment: string) =>
      dueByClock(all, late, early, new Date(moment)).find(({ what }) => what === 'meet');
    expect(at('2026-11-24T02:17:00Z')).toMatchObject({ at: early, overdue: true });
    expect(at('2026-11-24T02:10:00Z')).toMatchObject({ at: early, overdue: false });
    expect(dueByClock(all, late, late, now)).toBe(all);
    expect(dueByClock(all, null, early, now)).toBe(all);
  });

  it('has its own clock where what leads it does not go on', () => {
    const stopped = { ...OPEN, isStopped: true };
    const [own, line] = dueWhileLed(
      [due('meet', true), due('say the sentence', false), toTell],
      stopped,
      now,
    );
    expect(own).toMatchObject({ what: 'say the sentence' });
    expect(line).toMatchObject({ at: '2026-11-24T10:00:00Z', overdue: true, step: 'join-incidents' });
    expect(line && commandOf(line)).toBe('coc join-incidents K7F3-92QD');
    const brief = { respondBy: '2026-11-24T10:00:00Z' } as KeptGlance;
    expect(briefWhileLed(brief, stopped).respondBy).toBe(brief.respondBy);
    expect(briefWhileLed(brief, OPEN).respondBy).toBeNull();
    expect(dueWhileLed([due('say the sentence', false)], stopped, now)).toHaveLength(1);
  });

  it('is all of it where nothing of it is decided elsewhere', () => {
    const all = [due('say the sentence', false)];
    expect(dueWhileLed(all, OPEN, now)).toEqual(all);
  });
});
