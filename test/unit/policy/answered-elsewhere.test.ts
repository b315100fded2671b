import { describe, expect, it } from 'vitest';
import type { Compared } from '../../../src/incident/compared-elsewhere.ts';
import { introducedIn } from '../../../src/incident/compared-elsewhere.ts';
import type { IncidentView } from '../../../src/incident/view.ts';
import { withAnswersOf } from '../../../src/policy/answered-elsewhere.ts';
import { comparable } from '../../../src/policy/comparable.ts';
import { knownElsewhere } from '../../../src/policy/known-elsewhere.ts';
import { isToBeSaid } from '../../../src/policy/sentence.ts';
import { SAME } from '../../../src/steps/same.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  brokenBy,
  consent,
  HEARD_ALL,
  incidentOf,
  now,
  OPENED,
  P1,
  PRIVATE,
  REPORT,
  refusalsAtOnce,
  SOUND,
  situation,
} from './step-situation.ts';

const THERE = 'ABCD2345';
/** Who is R1 of this one, and in the one that it leads the person affected, of whom somebody else told. */
const HER: Added = { ...P1, name: 'Mei Lindqvist' } as Added;
const KIM: Added = { kind: 'person', person: 'R1', role: 'reporter', affected: 'no', name: 'Kim Sato' };
const LED: readonly Added[] = [OPENED, KIM, HER, A1, REPORT, PRIVATE];
const here = incidentOf(HEARD_ALL);
const there = (...more: readonly Added[]): IncidentView => ({ ...incidentOf([...LED, ...more]), id: THERE });

const entryOf = (mark: string, { chain, same }: IncidentView): string =>
  [...introducedIn({ chain, same })].find(([, one]) => one === mark)?.[0] ?? '';
/** What somebody said of P1 there and R1 here, written into the one there. */
const said = (is: Compared['is'], led: IncidentView, mark = 'P1'): IncidentView => ({
  ...led,
  compared: [
    {
      ...{ person: mark, incident: here.id, other: entryOf('R1', here), is },
      ...{ by: 'ana', at: '2026-11-24T10:00:00Z' },
    },
  ],
});
const meeting = (led: IncidentView) => {
  const of = situation(HEARD_ALL, { matter: { led: [led] } });
  return {
    broken: brokenBy('meeting', SOUND.meeting, of).filter((gate) => gate === 'sentence'),
    first: refusalsAtOnce('meeting', {}, of).flatMap((one) => (one.gate === 'sentence' ? one.first : [])),
  };
};

describe('an answer to the sentence that somebody gave in another incident of the same matter', () => {
  it('counts once somebody said that they are one person', () => {
    expect(meeting(there()).broken).toEqual(['sentence']);
    expect(meeting(said('same', there())).broken).toEqual([]);
    expect(isToBeSaid(withAnswersOf(said('same', there()), [here]))).toBe(false);
  });

  it('counts for their own report as well', () => {
    const own = [OPENED, { ...HER, person: 'R1', role: 'reporter' } as Added, A1, REPORT, PRIVATE];
    const led = { ...incidentOf(own), id: THERE };
    expect(meeting(led).broken).toEqual(['sentence']);
    expect(meeting(said('same', led, 'R1')).broken).toEqual([]);
  });

  it.each(['other', 'open'] as const)('does not where it is %s', (is) =>
    expect(meeting(said(is, there())).broken).toEqual(['sentence']),
  );

  it('takes back nothing that they asked in this one', () => {
    const led = said('same', there(consent('asked-not-to-proceed')));
    expect(withAnswersOf(led, [here]).stopped).toEqual(led.stopped);
    const of = situation(HEARD_ALL, { matter: { led: [led] } });
    expect(brokenBy('meeting', SOUND.meeting, of)).toContain('not-to-proceed');
  });

  it('of those who answered nothing there is none', () => {
    const unasked = { ...incidentOf(LED), id: here.id };
    expect(withAnswersOf(there(), [unasked])).toEqual(there());
  });
});

describe('what is said where an answer is missing in another incident', () => {
  it('is whom it is about and where, who they may be, and both ways on', () => {
    expect(meeting(there()).first).toEqual([
      'This is about R1 of ABCD-2345, which is one matter with this.',
      'P1 there may be R1 of K7F3-92QD, who has answered. If that is one person: `coc same ABCD-2345` says so, and that answer counts.',
      '`coc report add ABCD-2345` notes what came back to it.',
      'If R1 cannot be reached, `coc report add ABCD-2345` notes that.',
    ]);
  });

  it('is no guess where nothing speaks for it', () => {
    const led = { ...incidentOf([OPENED, KIM, P1, A1, REPORT, PRIVATE]), id: THERE };
    expect(meeting(led).first.join('\n')).toContain(
      'If it is somebody who has answered in K7F3-92QD: `coc same ABCD-2345` says so',
    );
    expect(meeting(said('other', there())).first.join('\n')).toContain('somebody who has answered');
  });
});

describe('two of one matter who are not accused', () => {
  const joined = [{ id: 'j1', incident: here.id, by: 'ana', at: '2026-11-24T10:00:00Z' }];
  const known = (led: IncidentView) =>
    knownElsewhere(comparable(led), [comparable(here)], now).map((one) => `${one.here.ref} ${one.there.ref}`);

  it('are found where they are alike, and nowhere else', () => {
    expect(known({ ...there(), joined })).toContain('P1 R1');
    expect(known(there())).not.toContain('P1 R1');
    expect(known(said('same', there()))).toContain('P1 R1');
  });

  it('can be named by hand', () => {
    const check = SAME.questions(playbook).find(({ id }) => id === 'there')?.check;
    const asked = (led: IncidentView) =>
      check?.(
        'K7F3-92QD R1',
        { here: 'P1' },
        situation([], {
          incident: led,
          around: { incident: comparable(led), others: [comparable(here)], known: [] },
        }),
      );
    expect(asked({ ...there(), joined })).toBeUndefined();
    expect(asked(there())).toContain('one matter');
  });

  it.each([
    ['P1', 'A1', true],
    ['R1', 'A1', true],
    ['A1', 'A1', false],
  ] as const)(
    'are looked at once more where one is accused and the other is not: %s and %s',
    (mark, other, isSaid) => {
      const led = { ...there(), joined };
      const around = { incident: comparable(led), others: [comparable(here)], known: [] };
      const facts = situation([], { incident: led, around });
      const is = SAME.questions(playbook).find(({ id }) => id === 'is');
      const words = JSON.stringify(
        is?.before?.({ pair: 'another', here: mark, there: `K7F3-92QD ${other}` }, facts),
      );
      expect(words.includes('Look whether these two are meant')).toBe(isSaid);
    },
  );
});
