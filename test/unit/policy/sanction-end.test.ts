import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../../../src/interview/check.ts';
import { sanctionedNamed } from '../../../src/policy/register.ts';
import { isActive } from '../../../src/policy/sanctions.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  contentsOf,
  incidentOf,
  READY,
  STEP,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const BAN = sanctionEntry({ term: 'until', until: '2026-11-27', tell: ['The door'], conditions: ['x'] });
const at = (moment: string): Date => new Date(moment);

/** What the end of a ban is proposed to be at this moment, and what is refused. */
function proposed(now: Date, given: object = {}) {
  const of = situation([...READY, BAN], { now });
  const form = gatedForm(STEP['sanction end'], playbook);
  const how = form.questions.find(({ id }) => id === 'how');
  const answers = { sanction: '1', ...given };
  return {
    of,
    how: how?.initial?.(answers, of),
    before: how?.before?.(answers, of),
    settled: settle(form, of, answers, { assume: true }),
  };
}

describe('the end of a ban', () => {
  it.each([
    ['2026-11-26T23:59:00+01:00', 'lifted'],
    ['2026-11-27T00:00:00+01:00', 'ran-out'],
    ['2026-11-27T22:00:00+01:00', 'ran-out'],
    ['2026-12-24T09:00:00+01:00', 'ran-out'],
  ])('at %s is proposed as it is: %s', (now, how) => expect(proposed(at(now)).how).toBe(how));

  it('is the end of its last day, whenever that is noted, and until then it holds', () => {
    for (const now of [at('2026-11-27T09:00:00+01:00'), at('2026-12-24T09:00:00+01:00')]) {
      const { of, settled } = proposed(now, { how: 'ran-out' });
      expect(settled.problems).toEqual([]);
      const [ended] = contentsOf('sanction end', settled.answers, of);
      expect(ended).toMatchObject({ how: 'ran-out' });
      const incident = incidentOf([...READY, BAN, ended as Added]);
      const [ban] = incident.sanctions;
      if (ban === undefined) throw new Error('no ban');
      expect(isActive(ban, at('2026-11-27T20:00:00+01:00'))).toBe(true);
      expect(isActive(ban, at('2026-11-28T00:00:01+01:00'))).toBe(false);
      const found = (moment: string) =>
        sanctionedNamed('Marlon Vane', [incident], at(moment), () => undefined, []).length;
      expect([found('2026-11-27T20:00:00+01:00'), found('2026-11-28T00:00:01+01:00')]).toEqual([1, 0]);
    }
  });

  it('is not with its last day before that has come, and what is lifted is lifted in the past', () => {
    const before = proposed(at('2026-11-26T12:00:00+01:00'), { how: 'ran-out' });
    expect(before.settled.problems).toMatchObject([{ id: 'how' }]);
    const lifted = { how: 'lifted', reason: 'for their safety', 'ended-at': '2026-11-28T12:00:00+01:00' };
    expect(proposed(at('2026-11-26T12:00:00+01:00'), lifted).settled.problems).toMatchObject([
      { id: 'ended-at' },
    ]);
  });

  it('shows before it is noted what was never confirmed, and that the person affected hears of it first', () => {
    expect(JSON.stringify(proposed(at('2026-11-27T12:00:00+01:00')).before)).toMatch(
      /Never noted as told of it: the door.*Not noted as met or kept to: x.*R1 is to hear of it first/,
    );
  });
});

describe('what of a sanction is noted as done', () => {
  it('is each of what was open, by any choice of it, and then it is offered no more', () => {
    const { questions } = gatedForm(STEP['sanction done'], playbook);
    const items = questions.find(({ id }) => id === 'items');
    const offered = (contents: readonly Added[]): readonly string[] => {
      const of = situation([...READY, BAN, ...contents], { now: at('2026-11-26T12:00:00+01:00') });
      const { answer } = items ?? {};
      const type = typeof answer === 'function' ? answer({ sanction: '1' }, of) : answer;
      return type?.type === 'choices' ? type.choices.map(({ value }) => value) : [];
    };
    expect(offered([])).toEqual(['1', 'condition-1', 'R1-end']);
    fc.assert(
      fc.property(fc.subarray(['1', 'condition-1', 'R1-end'], { minLength: 1 }), (chosen) => {
        const of = situation([...READY, BAN], { now: at('2026-11-26T12:00:00+01:00') });
        const noted = contentsOf('sanction done', { sanction: '1', items: chosen }, of);
        expect(offered(noted as readonly Added[])).toEqual(
          ['1', 'condition-1', 'R1-end'].filter((one) => !chosen.includes(one)),
        );
      }),
      { numRuns: 10 },
    );
  });
});

describe('a sanction that becomes another', () => {
  const changed: readonly Added[] = [
    ...READY,
    BAN,
    {
      id: 'APPEAL1',
      kind: 'appeal',
      sanction: 'SANCTION1',
      receivedAt: '2026-11-25T12:00:00+01:00',
      words: 'x',
    },
    {
      kind: 'appeal-outcome',
      appeal: 'APPEAL1',
      outcome: 'changed',
      heardBy: ['cem'],
      reason: 'for their safety',
    },
  ];
  const end = { sanction: '1', how: 'lifted', reason: 'for their safety', 'decided-by': ['cem'] };
  const saidOf = (step: 'sanction change' | 'sanction appeal', id: string, given: object): string => {
    const question = gatedForm(STEP[step], playbook).questions.find((one) => one.id === id);
    const of = situation(changed);
    const blocks = [question?.before, question?.after].flatMap(
      (say) => say?.({ sanction: '1', ...given }, of) ?? [],
    );
    return JSON.stringify(blocks);
  };

  it.each([
    ['sanction appeal', 'outcome', { outcome: 'changed' }],
    ['sanction change', 'term', {}],
  ] as const)('is ended, and the other written down: %s says so', (step, id, given) =>
    expect(saidOf(step, id, given)).toMatch(
      /something else takes its place.*`coc sanction end`.*`coc sanction`/,
    ),
  );

  it('is not forgotten once the first is ended', () => {
    const said = (contents: readonly Added[], given: object = {}) =>
      STEP['sanction end'].afterwards?.({ ...end, ...given }, situation(contents));
    expect(said(changed)?.join()).toContain('`coc sanction K7F3-92QD` writes that down');
    expect(said(changed, { how: 'ran-out' })).toEqual([]);
    expect(said([...READY, BAN])).toEqual([]);
  });
});
