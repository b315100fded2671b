import { describe, expect, it } from 'vitest';
import { dueIn } from '../../../src/policy/due.ts';
import { complaintText } from '../../../src/policy/letter-text.ts';
import { STATEMENT } from '../../../src/steps/statement.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  HEARD,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  REPORT,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const OPEN: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
const UNHEARD = { ...meeting('sanction'), unheard: 'They left.' } as Added;
const DECIDED_WITHOUT = [...OPEN, UNHEARD, sanctionEntry()];
const LATER = '2026-11-24T11:00:00+01:00';
const side = (takenAt = LATER): Added => ({ ...HEARD, takenAt }) as Added;
const whats = (contents: readonly Added[]) =>
  dueIn(situation(contents).incident, playbook, new Date('2026-11-24T12:00:00+01:00')).map(
    ({ what, step }) => `${what}: ${step}`,
  );

describe('a side that comes after the decision', () => {
  it.each<[string, readonly Added[], boolean]>([
    ['a sanction was decided', DECIDED_WITHOUT, true],
    ['no action was decided', [...OPEN, { ...meeting('no-action') }], true],
    ['nothing was decided', OPEN, false],
    ['they met, and decided nothing', [...OPEN, meeting('undecided')], false],
  ])('is promised to those who met where %s, and to the meeting before it', (_name, contents, isLate) => {
    const letter = complaintText({ about: 'complaint', person: 'A1' }, situation(contents));
    expect(letter.includes('brought into our meeting')).toBe(!isLate);
    expect(letter.includes('Those who met look at it again')).toBe(isLate);
    const said = STATEMENT.afterwards?.({ said: 'yes' }, situation(contents)).join() ?? '';
    expect(said.includes('goes into the meeting')).toBe(!isLate);
    expect(said.includes('`coc meeting K7F3-92QD`')).toBe(isLate);
    expect(STATEMENT.afterwards?.({ said: 'no' }, situation(contents))).toEqual([]);
    expect(STATEMENT.saved).not.toContain('meeting');
  });

  const LOOK = 'Look at the decision again, with what A1 said after it: meeting';

  it('waits until somebody has decided on it again', () => {
    expect(whats([...DECIDED_WITHOUT, TOLD])).not.toContain(LOOK);
    expect(whats([...DECIDED_WITHOUT, TOLD, side()])).toContain(LOOK);
    const change = {
      ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'indefinite', reason: 'x' },
      decidedBy: ['ana', 'ben'],
    } as Added;
    for (const again of [meeting('sanction'), meeting('no-action'), change])
      expect(whats([...DECIDED_WITHOUT, TOLD, side(), again])).not.toContain(LOOK);
    expect(whats([...DECIDED_WITHOUT, TOLD, side(), change, side('2026-11-24T11:30:00+01:00')])).toContain(
      LOOK,
    );
  });

  it.each<[string, readonly Added[]]>([
    [
      'was said before they met, and written down later',
      [...DECIDED_WITHOUT, TOLD, side('2026-11-24T09:00:00+01:00')],
    ],
    ['was there when they met', [...OPEN, TOLD, HEARD, UNHEARD, sanctionEntry()]],
    [
      'is that they want to say nothing',
      [...DECIDED_WITHOUT, TOLD, { ...side(), words: undefined } as Added],
    ],
  ])('does not wait where it %s', (_name, contents) => {
    expect(whats(contents)).not.toContain(LOOK);
  });

  it('is asked as what it was, where they did not want to say anything', () => {
    const words = (said: string) =>
      STATEMENT.questions(playbook).flatMap((one) => {
        const asked = one.wordedAs?.({ said }, situation(OPEN)) ?? one;
        return ['taken-at', 'taken-by'].includes(one.id) ? [asked.ask] : [];
      });
    expect(words('yes')).toEqual(['When did they say it', 'Who heard it']);
    expect(words('no')).toEqual(['When were they asked', 'Who asked them']);
  });
});
