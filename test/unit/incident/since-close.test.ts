import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { mergeEntries } from '../../../src/incident/merge.ts';
import { order } from '../../../src/incident/order.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { isOverdue, respondBy } from '../../../src/policy/clock.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { statusOf } from '../../../src/policy/status.ts';
import { dueData } from '../../../src/screen/due.ts';
import { playbook } from '../policy/shipped.ts';
import { meeting } from '../policy/step-situation.ts';
import { chain, report } from './fold.ts';

type Written = Content & { id?: string };

/** Adds to a version what one member writes who has it before their eyes. */
function write(before: readonly Entry[], ...contents: readonly Written[]): readonly Entry[] {
  const entries = [...before];
  for (const content of contents) {
    const [entry] = chain(content);
    const { heads, seq } = order(entries);
    entries.push({
      id: `E${digest(content).slice(0, 8)}`,
      ...entry,
      ...content,
      after: [...heads],
      seq: seq + 1,
    } as Entry);
  }
  return entries;
}

const AT = '2026-11-24T18:00:00Z';
const CLOSED: Written = { kind: 'closed', id: 'CLOSED' } as Written;
const SECOND = report({ id: 'REPORT2', reporter: 'R2', receivedAt: AT });
const AGREED = { kind: 'consent', id: 'AGREED', report: 'REPORT1', answer: 'no-objection' } as Written;
const ENDED = write([], { kind: 'opened', id: 'OPENED' } as Written, report(), AGREED, {
  ...meeting('no-action'),
  id: 'MET',
} as Written);
const fold = (entries: readonly Entry[]): IncidentView => view('K7F392QD', entries);
const now = new Date('2026-11-24T20:00:00Z');
const shownDue = (incident: IncidentView) => dueIn(incident, playbook, now).map(dueData);
const commands = (incident: IncidentView): readonly string[] =>
  shownDue(incident).map(({ command }) => command.split(' ')[1] ?? '');

describe('a report that whoever closed the incident did not know', () => {
  const closed = write(ENDED, CLOSED);
  const together = mergeEntries(closed, write(ENDED, SECOND));

  it('is none where it was before their eyes', () => {
    const incident = fold(write(ENDED, SECOND, CLOSED));
    expect(incident).toMatchObject({ closed: { id: 'CLOSED' }, sinceClose: [] });
    expect(statusOf(incident)).toBe('closed');
  });

  it.each([
    ['on another side meanwhile', together],
    ['afterwards', write(closed, SECOND)],
  ])('that came in %s opens it again, and starts a clock of its own', (_how, entries) => {
    const incident = fold(entries);
    expect(incident).not.toHaveProperty('closed');
    expect(incident.sinceClose).toEqual([{ report: 'REPORT2', answered: false }]);
    expect(statusOf(incident)).toBe('open');
    expect(respondBy(incident, playbook)?.toISOString()).toBe('2026-11-25T06:00:00.000Z');
    expect(isOverdue(incident, playbook, now)).toBe(false);
    expect(isOverdue(incident, playbook, new Date('2026-11-25T07:00:00Z'))).toBe(true);
    const [first] = shownDue(incident);
    expect(first).toMatchObject({ command: 'coc meeting K7F3-92QD', at: '2026-11-25T06:00:00.000Z' });
    expect(first?.what).toContain('whoever closed this did not know');
    expect(commands(incident)).not.toContain('close');
  });

  it('is answered by an outcome of somebody who knew it, and then it can be closed', () => {
    const undecided = fold(write(together, { ...meeting('undecided'), id: 'AGAIN' } as Written));
    expect(statusOf(undecided)).toBe('open');
    const decided = write(together, { ...meeting('no-action'), id: 'AGAIN' } as Written);
    expect(fold(decided).sinceClose).toEqual([{ report: 'REPORT2', answered: true }]);
    expect(statusOf(fold(decided))).toBe('decided');
    expect(commands(fold(decided))).toContain('close');
    const ended = fold(write(decided, { ...CLOSED, id: 'CLOSED2' }));
    expect(ended).toMatchObject({ closed: { id: 'CLOSED2' }, sinceClose: [] });
  });

  it('is not answered by an outcome beside it', () => {
    const beside = mergeEntries(
      together,
      write(closed, { ...meeting('no-action'), id: 'BESIDE' } as Written),
    );
    expect(fold(beside).sinceClose).toEqual([{ report: 'REPORT2', answered: false }]);
  });

  it('is no note, detail or words of one who is out', () => {
    const more = write(closed, { kind: 'note', text: 'x', id: 'N' } as Written);
    expect(fold(more)).toMatchObject({ closed: { id: 'CLOSED' } });
  });

  it('is the same however the entries came, and whoever merged them', () => {
    const side = fc.array(
      fc.constantFrom<Written>(
        CLOSED,
        SECOND,
        { ...meeting('no-action'), id: 'MET2' } as Written,
        {
          kind: 'reopened',
          reason: 'x',
          id: 'REOPENED',
        } as Written,
      ),
      { maxLength: 4 },
    );
    const told = (entries: readonly Entry[]) => {
      const incident = fold(entries);
      return [statusOf(incident), incident.sinceClose, respondBy(incident, playbook)];
    };
    fc.assert(
      fc.property(side, side, fc.infiniteStream(fc.nat()), (mine, theirs, random) => {
        const named = (words: readonly Written[], by: string) =>
          words.map((one, index) => ({ ...one, id: `${one.id}${by}${index}` }));
        const [a, b] = [write(ENDED, ...named(mine, 'A')), write(ENDED, ...named(theirs, 'B'))];
        const merged = mergeEntries(a, b);
        const shuffled = merged
          .map((entry) => [random.next().value, entry] as const)
          .sort(([x], [y]) => x - y)
          .map(([, entry]) => entry);
        expect(told(shuffled)).toEqual(told(merged));
        expect(told(mergeEntries(b, a))).toEqual(told(merged));
        const { sinceClose } = fold(merged);
        const isClosing = [...mine, ...theirs].some(({ kind }) => kind === 'closed');
        if (!isClosing) expect(sinceClose).toEqual([]);
        // Whoever closes it with everything before their eyes has closed it.
        expect(statusOf(fold(write(merged, { ...CLOSED, id: 'LAST' })))).toBe('closed');
      }),
    );
  });
});
