import { describe, expect, it } from 'vitest';
import { accessBlocks } from '../../../src/screen/access.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { playbook } from './shipped.ts';
import { type Added, now, READY, situation } from './step-situation.ts';

const minute = (at: number): string =>
  `2026-11-23T1${4 + Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:00+01:00`;
const permission = (at: number): Added =>
  ({
    kind: 'permission',
    id: `P${at}`,
    report: 'REPORT1',
    share: 'named',
    members: ['ben'],
    words: `said ${at} end`,
    at: minute(at),
  }) as Added;
const wish = (at: number): Added =>
  ({
    ...{ kind: 'wish', id: `W${at}`, report: 'REPORT1', from: 'R1', want: 'nobody-more' },
    ...{ saidAt: minute(at), keeps: ['ana', 'ben'], words: `said ${at} end`, at: minute(at + 1) },
  }) as Added;

/** The numbers that stand in what is said, in their order. */
const order = (text: string): readonly number[] =>
  [...text.matchAll(/said (\d+) end/g)].map(([, at]) => Number(at));
const page = (more: readonly Added[]): string =>
  JSON.stringify(
    accessBlocks(situation([...READY, ...more]).incident, {
      ...{ now, nameOf: (id: string) => id, recovery: undefined, reach: [], mayBeAccused: [] },
    }),
  );
const grant = (more: readonly Added[]): string =>
  JSON.stringify(
    gatedForm(ACCESS_GRANT, playbook)
      .questions.find(({ id }) => id === 'permitted')
      ?.before?.({ member: ['cem'], share: 'named', permitted: 'yes' }, situation([...READY, ...more])),
  );

const TIMES = [40, 45, 50, 55, 60];

describe('what was said to sharing', () => {
  const cases = Array.from({ length: 2 ** TIMES.length - 1 }, (_, bits) =>
    TIMES.map((at, index) => ((bits >> index) & 1 ? wish(at) : permission(at))),
  );

  it.each(cases.map((more) => [more.map(({ kind }) => kind).join(', '), more] as const))(
    'stands in the order in which it was said: %s',
    (_kinds, more) => {
      expect(order(page(more))).toEqual(TIMES);
      const shown = order(grant(more));
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
      expect(shown.at(-1)).toBe(TIMES.at(-1));
      expect(grant(more)).toContain('What was said, the newest last:');
    },
  );

  it('also where a wish was written down after a permission that is newer', () => {
    const [old, newer] = [{ ...wish(40), at: minute(58) } as Added, permission(50)];
    for (const shown of [page([newer, old]), grant([newer, old])]) expect(order(shown)).toEqual([40, 50]);
    expect(grant([newer, old])).not.toContain('wanted last');
  });

  it.each([
    [40, 50],
    [50, 40],
  ])('stands by its time beside what may be told: sharing at %i, the other at %i', (sharing, told) => {
    const permitted = {
      ...{ kind: 'permitted', id: 'TOLD', what: 'tell-accused', people: ['R1'], answer: 'yes' },
      ...{ words: `said ${told} end`, saidAt: minute(told), at: minute(told) },
    } as Added;
    const question = gatedForm(NOTIFY, playbook).questions.find(({ id }) => id === 'permitted');
    const given = { about: 'complaint', person: 'A1', way: 'letter' };
    const shown = question?.before?.(given, situation([...READY, permission(sharing), permitted]));
    expect(order(JSON.stringify(shown))).toEqual([40, 50]);
  });
});
