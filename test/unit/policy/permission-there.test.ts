import { describe, expect, it } from 'vitest';
import { introducedIn } from '../../../src/incident/compared-elsewhere.ts';
import type { PERMITTED_ANSWERS, Permitted } from '../../../src/incident/entry.ts';
import type { IncidentView } from '../../../src/incident/view.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  AT,
  brokenBy,
  incidentOf,
  OPENED,
  P1,
  PRIVATE,
  READY,
  REPORT,
  refusalOf,
  SOUND,
  situation,
  WITNESSED,
} from './step-situation.ts';

const KIM: Added = { kind: 'person', person: 'R1', role: 'reporter', affected: 'no', name: 'Kim Sato' };
const MINA: Added = { ...P1, name: 'Mina Ott' } as Added;
const permits = (
  what: Permitted,
  answer: (typeof PERMITTED_ANSWERS)[number],
  who = 'P1',
  more: object = {},
): Added =>
  ({ kind: 'permitted', what, answer, people: [who], words: 'Yes, tell it.', saidAt: AT, ...more }) as Added;
const led = (...more: readonly Added[]): IncidentView => ({
  ...incidentOf([OPENED, KIM, MINA, A1, REPORT, PRIVATE, AGREED, ...more]),
  id: 'ABCD2345',
});
/** What somebody said of P1 there and somebody here. */
const said = (
  is: 'same' | 'other',
  one: IncidentView,
  mark = 'R1',
  here = incidentOf(READY),
): IncidentView => ({
  ...one,
  compared: [
    {
      ...{ person: 'P1', incident: here.id, is, by: 'ana', at: AT },
      other: [...introducedIn(here)].find(([, ref]) => ref === mark)?.[0] ?? '',
    },
  ],
});
const GIVEN = {
  ...{
    notify: {
      ...SOUND.notify,
      what: 'What you said at the booth',
      permitted: 'yes',
      'permitted-by': ['R1'],
      permission: 'Yes, tell him.',
    },
  },
  ...{ employer: SOUND.employer, announce: SOUND.announce },
};
const STEPS = ['notify', 'employer', 'announce'] as const;
const refused = (
  step: (typeof STEPS)[number],
  one: IncidentView,
  more: object = {},
  contents: readonly Added[] = READY,
) =>
  brokenBy(step, { ...GIVEN[step], ...more }, situation(contents, { matter: { led: [one] } })).includes(
    'permission',
  );
const WHAT = { notify: 'tell-accused', employer: 'employer', announce: 'announce' } as const;

describe.each(STEPS)('whether more than one incident may be told of, with %s', (step) => {
  const what = WHAT[step];
  it.each([
    ['nobody said who they are', led(), true],
    ['they are said to be one', said('same', led()), false],
    ['they are said to be two', said('other', led()), true],
    ['they said yes there', led(permits(what, 'yes')), false],
    ['they said no there, and are said to be one', said('same', led(permits(what, 'no'))), true],
    [
      'they set a condition there',
      said('same', led(permits(what, 'if', 'P1', { condition: 'Not by mail.' }))),
      true,
    ],
    [
      'they asked there that nobody more hears of it',
      said(
        'same',
        led({ kind: 'wish', report: 'REPORT1', from: 'P1', want: 'nobody-more', keeps: [], saidAt: AT }),
      ),
      true,
    ],
    [
      'somebody else there was not asked',
      said('same', led({ ...P1, person: 'P2', name: 'Ida Roos' } as Added)),
      true,
    ],
    ['many saw it there', led(WITNESSED), false],
  ])('%s', (_name, one, isRefused) => {
    expect(refused(step, one)).toBe(isRefused);
  });

  it('counts what was said before by one whose word it does not take here', () => {
    const seen = [...READY, WITNESSED, permits(what, 'yes', 'R1')];
    const { permitted: _p, 'permitted-by': _by, permission: _w, ...unasked } = GIVEN[step];
    const of = (one: IncidentView, contents: readonly Added[]) =>
      brokenBy(step, unasked, situation(contents, { matter: { led: [one] } })).includes('permission');
    const here = incidentOf(seen);
    expect(of(said('same', led(), 'R1', here), seen)).toBe(false);
    expect(of(said('same', led(), 'R1', here), [...READY, WITNESSED])).toBe(true);
  });

  it('says whose word is missing and where, and how they are said to be one', () => {
    const question = { ...GIVEN[step], 'permitted-by': ['R1'] };
    const of = situation(READY, { matter: { led: [led()] } });
    const first = refusalOf(step, 'permitted', question, of)?.first.join('\n') ?? '';
    expect(first).toContain('the word of P1 of ABCD-2345');
    expect(first).toContain('If that is R1 of this one, `coc same ABCD-2345`');
    expect(first).not.toContain('report add K7F3');
  });
});

describe('what a letter to the accused is about, in incidents that are one matter', () => {
  const questions = NOTIFY.questions(playbook);
  const answers: Answers = {
    about: 'complaint',
    person: 'A1',
    way: 'letter',
    permitted: 'yes',
    'permitted-by': ['R1'],
  };
  const ask = (id: string) => questions.find((one) => one.id === id);
  const isOffered = (one: IncidentView): boolean =>
    ask('what')?.offered?.(answers, situation(READY, { matter: { led: [one] } })) === true;
  const beside = (one: IncidentView): string =>
    JSON.stringify(ask('permission')?.before?.(answers, situation(READY, { matter: { led: [one] } })) ?? []);

  it('is not asked where it could not be told; that is said where the permission is asked', () => {
    expect(isOffered(led())).toBe(false);
    expect(beside(led())).toContain('the word of P1 of ABCD-2345');
    expect(isOffered(said('same', led()))).toBe(true);
    expect(beside(said('same', led()))).toBe('[]');
    expect(beside(said('same', led(permits('tell-accused', 'no'))))).toContain('said no to it');
  });

  it('stays as it was without any other incident', () => {
    const alone = situation(READY);
    expect(ask('what')?.offered?.(answers, alone)).toBe(true);
    expect(ask('what')?.offered?.({ ...answers, permitted: 'no' }, alone)).toBe(false);
  });
});
