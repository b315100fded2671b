import { describe, expect, it } from 'vitest';
import { offeredOf, typeOf } from '../../../src/interview/check.ts';
import { assertNoBar } from '../../../src/policy/bars.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { fromOutside } from '../../../src/policy/left-to-decide.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { ACCESS_RECUSE } from '../../../src/steps/access/recuse.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { SANCTION_APPEAL } from '../../../src/steps/sanction/appeal.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import { SANCTION_END } from '../../../src/steps/sanction/end.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  COMMUNITY,
  contentsOf,
  HEARD_ALL,
  MEMBERS,
  meeting,
  READY,
  SOUND,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const recusal = (member: string): Added => ({ kind: 'recusal', member });
const question = (step: Step, id: string) => {
  const found = step.questions(playbook).find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const proposed = (step: Step, of: Situation): unknown =>
  question(step, 'decided-by').initial?.({ how: 'lifted' }, of);
const outside = { community: { ...COMMUNITY, outside: ['Kim Ek of the board, 555 0199'] } };

describe('who can be asked from outside', () => {
  it.each<[string, readonly Added[], string | undefined, boolean]>([
    ['also who would be let in by an admin', READY, 'cem', true],
    [
      'nobody who would be let in by the only admin, whom it is about',
      [...READY, recusal('cem')],
      'cem',
      false,
    ],
    ['also those where there is another admin', [...READY, recusal('cem')], undefined, true],
    ['also those where that is whoever asks', [...READY, recusal('ana')], 'ana', true],
  ])('is %s', (_name, contents, onlyAdmin, is) => {
    const said = fromOutside(situation(contents, { onlyAdmin })).join('\n');
    expect(said.includes('`coc team add`')).toBe(is);
    expect(said).toContain('Somebody from outside can decide with you');
  });
});

describe('who decided it', () => {
  it.each<[string, readonly Added[], Partial<Situation>, unknown]>([
    ['those of the meeting', READY, {}, ['ana', 'ben']],
    ['without who is kept out by now', [...READY, recusal('ben')], {}, ['ana']],
    [
      'without who may be accused by now',
      [...READY, { kind: 'person', person: 'A1', role: 'accused', aliases: ['@ben'] }],
      {},
      ['ana'],
    ],
    ['nobody where all are', [...READY, recusal('ben'), recusal('ana')], {}, undefined],
  ])('is proposed as %s', (_name, contents, more, is) => {
    expect(proposed(SANCTION, situation(contents, more))).toEqual(is);
  });

  it('is never proposed as whoever acts and is kept out', () => {
    const of = situation([...READY, sanctionEntry(), recusal('ana')]);
    expect(proposed(SANCTION_END, of)).toBeUndefined();
    expect(question(MEETING, 'present').initial?.({}, of)).toBeUndefined();
    expect(question(MEETING, 'present').initial?.({}, situation(HEARD_ALL))).toEqual(['ana']);
  });

  it('is asked about where it was one alone, and not where it was several, from outside too', () => {
    const { when } = question(SANCTION, 'alone');
    const asked = (given: object): unknown => when?.(given as Given as never, situation(READY));
    expect(asked({ 'decided-by': ['ana'] })).toBe(true);
    expect(asked({ 'decided-by': ['ana'], 'also-decided-by': ['Kim Ek'] })).toBe(false);
    expect(asked({ 'decided-by': ['ana', 'ben'] })).toBe(false);
    expect(asked({ 'decided-by': ['ana'], 'also-decided-by': ['A1'] })).toBe(true);
  });

  it('is proposed as whoever was in the meeting from outside, where few are left', () => {
    const outside: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Kim Ek' };
    const met = { ...meeting('sanction'), present: ['ana'], alsoPresent: ['S1', 'A1'] } as Added;
    const others = question(SANCTION, 'also-decided-by');
    const few = situation([...HEARD_ALL, outside, met, recusal('ben'), recusal('cem')]);
    expect(others.initial?.({}, few)).toEqual(['Kim Ek']);
    expect(others.initial?.({}, situation([...HEARD_ALL, outside, met]))).toBeUndefined();
  });

  it('is somebody from outside as well, under a mark', () => {
    const made = contentsOf(
      'sanction',
      { ...SOUND.sanction, 'decided-by': ['ana'], 'also-decided-by': ['Kim Ek'] },
      situation(READY),
    );
    expect(made.find(({ kind }) => kind === 'sanction')).toMatchObject({ decidedBy: ['ana', 'S1'] });
    expect(made.find(({ kind }) => kind === 'person')).toMatchObject({ person: 'S1', name: 'Kim Ek' });
    const alone = contentsOf(
      'sanction',
      { ...SOUND.sanction, 'decided-by': ['ana'], alone: 'All are away.' },
      situation(READY),
    );
    expect(alone.find(({ kind }) => kind === 'sanction')).toMatchObject({ alone: 'All are away.' });
  });
});

describe('where too few are left to decide', () => {
  const few = situation([...READY, recusal('ben'), recusal('cem')], outside);
  const shown = (step: Step, of: Situation): string => JSON.stringify(step.intro?.(of) ?? []);

  it('the meeting says whom from outside the team one can ask, and what else the policy offers', () => {
    expect(shown(MEETING, few)).toContain('Kim Ek');
    expect(shown(MEETING, few)).toContain('coc team add');
    expect(shown(MEETING, situation(READY, outside))).not.toContain('Kim Ek');
  });

  it('who else decided is asked by itself, and not where there are enough', () => {
    const { offered } = question(SANCTION, 'also-decided-by');
    expect(offered?.({}, few)).toBe(true);
    expect(offered?.({}, situation(READY))).toBe(false);
  });

  it.each<[string, Step, 'first' | 'given', Given]>([
    ['nobody is there to choose', ACCESS_GRANT, 'first', {}],
    ['the last one would be kept out', ACCESS_RECUSE, 'given', { member: 'ana' }],
  ])('no refusal is a dead end: %s', (_name, step, when, given) => {
    const grants: Added[] = [{ kind: 'grant', member: 'ana' } as Added];
    const of = situation([...READY, ...grants, recusal('ben'), recusal('cem')], {
      ...outside,
      members: MEMBERS,
    });
    const alone = { ...of, incident: { ...of.incident, readers: ['ana'] } };
    try {
      assertNoBar(step, when, given, alone);
      expect.unreachable();
    } catch (error) {
      const { hints } = error as { hints: readonly string[] };
      expect(hints.join(' ')).toContain('Kim Ek');
      expect(hints.join(' ')).toContain('coc team add');
    }
  });
});

describe('somebody who cannot open the incident', () => {
  const TEAM: Added = { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' };
  const labels = (step: Step, id: string): readonly string[] => {
    const of = situation([...READY, TEAM, { kind: 'grant', member: 'ben' }, recusal('cem')], {
      members: [...MEMBERS, { id: 'dee', name: 'Dee Moss', email: 'dee@team.example' }],
    });
    const type = offeredOf(typeOf(question(step, id), { state: 'heard', how: 'lifted' }, of));
    return 'choices' in type ? type.choices.map(({ label }) => label) : [];
  };

  it.each([
    [MEETING, 'present'],
    [SANCTION, 'decided-by'],
    [SANCTION_END, 'decided-by'],
    [SANCTION_APPEAL, 'heard-by'],
  ])('is marked where they are offered', (step, id) =>
    expect(labels(step, id)).toEqual(['Ana Berg', 'Ben Okafor', 'Dee Moss (cannot open this)']),
  );
});
