import { describe, expect, it } from 'vitest';
import { calledAgainst } from '../../../src/incident/called.ts';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { chain } from './fold.ts';

type Written = Content & { by?: string };
const threat = (more: object = {}): Written => ({ kind: 'threat', level: 'none', ...more }) as Written;
const found = (...threats: readonly Written[]) => {
  const { calls, wishes, general } =
    calledAgainst(view('K7F392QD', chain({ kind: 'opened' }, ...threats))) ?? {};
  return (
    calls && {
      calls: calls.map(({ by, ground, calledBy }) => [by, ground, calledBy].filter(Boolean).join(' ')),
      wishes: wishes?.map(({ by, isCertain }) => `${by}${isCertain ? '' : '?'}`),
      ...(general && { general: general.by }),
    }
  );
};

const NOT_WANTED = threat({ lawEnforcement: 'not-involved', notWanted: true });
const SUMMONED = threat({ actions: ['summoned'], by: 'ben' });

describe('police or security that were called although the person affected does not want them', () => {
  it.each<[string, readonly Written[], object]>([
    [
      'noted as such',
      [threat({ calledAnyway: 'against-wish', by: 'ben', calledBy: 'cem' })],
      { calls: ['ben against-wish cem'], wishes: ['ben'] },
    ],
    ['in two entries', [NOT_WANTED, SUMMONED], { calls: ['ben'], wishes: ['ana'] }],
    ['the other way round', [SUMMONED, NOT_WANTED], { calls: ['ben'], wishes: ['ana'] }],
    [
      'in one entry',
      [threat({ actions: ['summoned'], lawEnforcement: 'not-involved', notWanted: true })],
      { calls: ['ana'], wishes: ['ana'] },
    ],
    [
      'as an earlier coc wrote it, where “no” and “not wanted” were one',
      [threat({ actions: ['summoned'], lawEnforcement: 'not-involved' })],
      { calls: ['ana'], wishes: ['ana?'] },
    ],
    [
      'and somebody else writes that they asked for it',
      [NOT_WANTED, threat({ lawEnforcement: 'victim-request', by: 'ben' })],
      { calls: ['ben victim-request'], wishes: ['ana'] },
    ],
    [
      'where safety in general was in doubt: that is the exception',
      [threat({ level: 'general', lawEnforcement: 'safety-in-doubt', by: 'ben' }), NOT_WANTED],
      { calls: ['ben safety-in-doubt'], wishes: ['ana'], general: 'ben' },
    ],
  ])('are found with both: %s', (_name, threats, expected) => {
    expect(found(...threats)).toEqual(expected);
  });

  it.each<[string, readonly Written[]]>([
    ['nobody called', [NOT_WANTED]],
    [
      'they were not called at first, which says nothing of a wish',
      [threat({ lawEnforcement: 'not-involved', notWanted: false }), SUMMONED],
    ],
    ['nobody said that they are not wanted', [SUMMONED, threat({ lawEnforcement: 'victim-request' })]],
    [
      'they were not called first, and then were, as the person affected asked',
      [threat({ lawEnforcement: 'not-involved' }), threat({ lawEnforcement: 'victim-request' })],
    ],
  ])('are none where %s', (_name, threats) => {
    expect(found(...threats)).toBeUndefined();
  });
});
