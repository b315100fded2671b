import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Consent, Content, Entry } from '../../../src/incident/entry.ts';
import { mergeEntries } from '../../../src/incident/merge.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { chain, report } from './fold.ts';

const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const answer = (of: Consent, more: object = {}): Content =>
  ({ kind: 'consent', report: 'REPORT1', answer: of, ...more }) as Content;
const STOP = 'asked-not-to-proceed';
const GO = 'no-objection';
const BASE: readonly Content[] = [
  { kind: 'opened' },
  { kind: 'person', person: 'R1', role: 'reporter' },
  { kind: 'person', person: 'P1', role: 'affected', affected: 'yes' },
  report() as Content,
];
const wish = (keeps: string[], more: object = {}): Content => ({
  kind: 'wish',
  report: 'REPORT1',
  want: 'nobody-more',
  saidAt: '2026-11-25T10:00:00+01:00',
  keeps,
  ...more,
});
const fold = (entries: readonly Entry[]): IncidentView => view('K7F392QD', entries);
const folded = (...more: Content[]): IncidentView => fold(chain(...BASE, ...more));

/** What others wrote on top of the same entries, unknown to each other. */
function beside(entries: readonly Entry[], ...sides: (Content & { id?: string; seq?: number })[][]): Entry[] {
  const written = sides.map((contents, side) => {
    const own = [...entries];
    for (const [index, content] of contents.entries()) {
      const last = own.at(-1);
      own.push({
        id: `S${side}-${index}`,
        at: '2026-11-26T10:00:00+01:00',
        by: 'ben',
        after: last === undefined ? [] : [digest(last)],
        seq: own.length + 1,
        sig: 'sig',
        ...content,
      } as Entry);
    }
    return own;
  });
  return written.reduce<Entry[]>((all, one) => [...mergeEntries(all, one)], [...entries]);
}

describe('that it is not to go on', () => {
  it('ends with a word of the same person, and of nobody else', () => {
    const stopped = [answer(STOP, { from: 'P1' })];
    expect(folded(...stopped).stopped?.stops).toEqual([{ report: 'REPORT1', person: 'P1' }]);
    expect(folded(...stopped, answer(GO)).consent).toBe(STOP);
    expect(folded(...stopped, answer(GO, { from: 'P1' })).consent).toBe(GO);
    const turnedOut: Content = { kind: 'person', person: 'P1', role: 'affected', sameAs: 'R1' };
    expect(folded(...stopped, turnedOut, answer(GO)).consent).toBe(GO);
  });

  it('says whose answer it is', () => {
    const incident = folded(answer(GO), answer(STOP, { from: 'P1' }));
    expect(incident.reports[0]).toMatchObject({ consent: STOP, consentOf: 'P1' });
  });

  it.each([1, 99])('holds against an answer that was written beside it, in any order (%s)', (seq) => {
    const entries = chain(...BASE);
    const sides = beside(
      entries,
      [{ ...answer(STOP), seq: 50 }],
      [{ ...answer(GO), seq: seq + entries.length }],
    );
    expect(fold(sides).consent).toBe(STOP);
    expect(fold([...sides].reverse()).consent).toBe(STOP);
  });

  it('holds where only one of two who wrote it is known to whoever says that it goes on', () => {
    const entries = chain(...BASE);
    expect(fold(beside(entries, [answer(STOP), answer(GO)], [answer(STOP)])).consent).toBe(STOP);
  });

  describe('asked by whoever only reported it', () => {
    const bystander: Content = { kind: 'person', person: 'R1', role: 'reporter', affected: 'no' };
    const of = (...more: Content[]): IncidentView => folded(bystander, ...more);

    it.each([
      ['before', [answer(STOP), answer(GO, { from: 'P1' })]],
      ['after', [answer(GO, { from: 'P1' }), answer(STOP)]],
    ])('does not count %s those to whom it happened said that it may go on', (_when, answers) => {
      expect(of(...answers)).toMatchObject({ consent: GO });
      expect(of(...answers)).not.toHaveProperty('stopped');
    });

    it('counts as long as those said nothing, and where they stop it as well', () => {
      expect(of(answer(STOP)).consent).toBe(STOP);
      expect(of(answer(STOP), answer('not-said-yet', { from: 'P1' })).consent).toBe(STOP);
      expect(of(answer(GO), answer(STOP, { from: 'P1' })).consent).toBe(STOP);
      expect(of(answer(GO, { from: 'P1' }), answer(STOP), answer(STOP, { from: 'P1' })).consent).toBe(STOP);
    });

    it('counts where nobody knows whether it happened to them', () => {
      expect(folded(answer(GO, { from: 'P1' }), answer(STOP)).consent).toBe(STOP);
    });
  });

  it('is nothing on a report that is not there', () => {
    expect(folded(answer(STOP, { report: 'REPORT9' })).stopped).toBeUndefined();
  });
});

describe('that it goes on again', () => {
  const saidAt = '2026-11-30T09:00:00+01:00';

  it('is known once nobody stands against it any more, with when that was said', () => {
    const both = [answer(STOP), answer(STOP, { from: 'P1' })];
    expect(folded(...both, answer(GO, { saidAt })).resumed).toBeUndefined();
    expect(folded(...both, answer(GO, { saidAt }), answer(GO, { from: 'P1', saidAt })).resumed).toMatchObject(
      {
        at: saidAt,
        answered: false,
      },
    );
    expect(folded(...both, answer(GO), answer(GO, { from: 'P1' }), answer(STOP)).resumed).toBeUndefined();
  });

  it('is never before it was stopped, whatever somebody writes', () => {
    const stop = answer(STOP, { saidAt });
    const early = answer(GO, { saidAt: '2020-01-01T00:00:00Z' });
    expect(folded(stop, early).resumed?.at).toBe(saidAt);
  });

  it('wants a first outcome anew, unless an answer was only put right', () => {
    const meeting: Content = {
      kind: 'meeting',
      heldAt: saidAt,
      present: ['ana'],
      whatHappened: 'x',
      outcome: 'no-action',
    };
    expect(folded(meeting, answer(STOP), answer(GO)).resumed?.answered).toBe(true);
    expect(folded(meeting, answer(STOP), answer(GO, { saidAt })).resumed?.answered).toBe(false);
    expect(folded(meeting, answer(STOP), answer(GO, { saidAt }), meeting).resumed?.answered).toBe(true);
  });
});

describe('that nobody more is to know', () => {
  const permission = (members: string[]): Content => ({
    kind: 'permission',
    report: 'REPORT1',
    share: 'named',
    members,
  });
  const grants: Content[] = ['ben', 'cem'].map((member) => ({ kind: 'grant', member }));
  const TEAM: Content = { kind: 'permission', report: 'REPORT1', share: 'team' };

  it('leaves it to those who could open it', () => {
    expect(folded(TEAM, ...grants, wish(['ben'])).readers).toEqual(['ana', 'ben']);
    expect(folded(TEAM, ...grants, wish([])).readers).toEqual(['ana']);
    expect(folded(permission(['ben']), ...grants, wish(['ben', 'cem'])).readers).toEqual(['ana', 'ben']);
  });

  it('holds against a permission that was written beside it, and not against a later one', () => {
    const entries = chain(...BASE, permission(['ben']), ...grants);
    const wider = { ...permission(['ben', 'cem']), seq: 99 };
    expect(fold(beside(entries, [wish(['ben'])], [wider])).readers).toEqual(['ana', 'ben']);
    expect(fold(beside(entries, [wish(['ben']), wider])).readers).toEqual(['ana', 'ben', 'cem']);
  });

  it('closes also what many saw to those who could not open it, and names nobody who may know the reporter', () => {
    const seen: Content[] = [
      { kind: 'opened' },
      report({ account: undefined, sealed: SEALED }) as Content,
      { kind: 'visibility', visibility: 'witnessed' },
      { kind: 'grant', member: 'ben' },
    ];
    const late: Content = { kind: 'grant', member: 'cem' };
    expect(fold(chain(...seen, late)).readers).toEqual(['ana', 'ben', 'cem']);
    const closed = fold(chain(...seen, wish(['ben']), late));
    expect(closed.readers).toEqual(['ana', 'ben']);
    expect(closed.reports[0]).toMatchObject({ share: 'recorder', sharedWith: [], onlyTo: ['ben'] });
    expect(fold(chain(...seen, wish(['ben']), wish(['ben', 'cem']), late)).readers).toEqual(['ana', 'ben']);
  });
});
