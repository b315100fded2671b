import { describe, expect, it } from 'vitest';
import { dueIn } from '../../../src/policy/due.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  AT,
  consent,
  DECIDED,
  HEARD,
  OPENED,
  P1,
  PRIVATE,
  R1,
  REPORT,
  STEP,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

/** Each of what an incident can have, and everything that can be beside it. */
const told = (person: string, more: object = {}): Added =>
  ({ kind: 'told', about: 'response', person, toldAt: AT, toldBy: 'ben', ...more }) as Added;
const letter = (kind: string, person: string, more: object = {}): Added =>
  ({ id: `LETTER-${person}`, kind: 'letter', letter: kind, person, text: 'x', ...more }) as Added;
const APPEAL: Added = { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
const outcome = (what: string): Added =>
  ({ kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: what, heardBy: ['cem'], reason: 'x' }) as Added;
const WEEKEND = { term: 'until', until: '2026-11-29' };

const COMPLAINT: readonly (readonly Added[])[] = [[], [TOLD], [TOLD, HEARD], [letter('complaint', 'A1')]];
const DECISION: readonly (readonly Added[])[] = [
  [],
  [DECIDED],
  [DECIDED, sanctionEntry()],
  [DECIDED, sanctionEntry(WEEKEND)],
];
const TELLING: readonly (readonly Added[])[] = [
  [],
  [told('A1')],
  [told('A1'), told('R1')],
  [told('A1'), told('R1', { toldAt: '2026-11-10T10:00:00+01:00' })],
  [letter('response', 'A1'), told('R1')],
  [letter('response', 'R1'), told('A1')],
];
const APPEALED: readonly (readonly Added[])[] = [
  [],
  [APPEAL],
  [APPEAL, outcome('stands')],
  [APPEAL, outcome('stands'), letter('response', 'A1', { id: 'ANSWER', appeal: 'APPEAL1' })],
  [APPEAL, outcome('stands'), told('A1', { appeal: 'APPEAL1' })],
  [
    APPEAL,
    outcome('changed'),
    {
      ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'until', until: '2026-11-28' },
      ...{ reason: 'x', decidedBy: ['cem'], inform: ['R1'] },
    } as Added,
  ],
];
const AFTER: readonly (readonly Added[])[] = [[], [{ kind: 'closed' }], [consent('asked-not-to-proceed')]];

const aboutOf = (what: string): string | undefined => {
  const [, mark = ''] = /\b([RPA]\d)\b/.exec(what) ?? [];
  if (/complaint/.test(what)) return 'complaint';
  if (/appeal/.test(what)) return 'appeal';
  return mark.startsWith('A') ? 'response' : 'outcome';
};

const ALL = COMPLAINT.flatMap((complaint) =>
  DECISION.flatMap((decision) =>
    (decision.length > 1 ? TELLING : [[]]).flatMap((telling) =>
      (decision.length > 1 ? APPEALED : [[]]).flatMap((appealed) =>
        AFTER.flatMap((after) =>
          [[], [P1]].map((people): readonly Added[] => [
            ...[OPENED, R1, A1, ...people, REPORT, PRIVATE, AGREED],
            ...[...complaint, ...decision, ...telling, ...appealed, ...after],
          ]),
        ),
      ),
    ),
  ),
);

describe('where `coc notify` begins', () => {
  it('is on what is due by it: the only thing, or the most urgent', () => {
    const about = STEP.notify.questions(playbook).find(({ id }) => id === 'about');
    let due = 0;
    for (const contents of ALL) {
      const of = situation(contents);
      const all = dueIn(of.incident, playbook, of.now).filter(({ step }) => step === 'notify');
      if (all.length === 0) continue;
      due += 1;
      const first = all.filter(({ at }) => at === all[0]?.at).map(({ what }) => aboutOf(what));
      const proposed = about?.initial?.({}, of);
      const kinds = contents.map((one) => JSON.stringify(one).slice(0, 90)).join('\n');
      expect(first, `${all.map(({ what, at }) => `${at} ${what}`).join('\n')}\n${kinds}`).toContain(proposed);
    }
    expect(due).toBeGreaterThan(200);
  });
});
