import { describe, expect, it } from 'vitest';
import { introducedIn } from '../../../src/incident/compared-elsewhere.ts';
import type { IncidentView } from '../../../src/incident/view.ts';
import { responseText } from '../../../src/policy/letter-text.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  AT,
  brokenBy,
  DECIDED,
  HEARD,
  HEARD_ALL,
  incidentOf,
  OPENED,
  PRIVATE,
  R1,
  REPORT,
  refusalOf,
  SOUND,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const SILENT: Added = { kind: 'statement', person: 'A1', takenAt: AT, takenBy: 'ben' };
const UNHEARD: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD];
const accused = (more: object, person = 'A1'): Added =>
  ({ kind: 'person', person, role: 'accused', ...more }) as Added;
const OTTO = accused({ name: 'Otto Quist' });
const MARLON = accused({ name: 'Marlon Vane' }, 'A2');

const led = (people: readonly Added[], ...more: readonly Added[]): IncidentView => ({
  ...incidentOf([OPENED, R1, ...people, REPORT, PRIVATE, AGREED, ...more]),
  id: 'ABCD2345',
  readers: ['ana', 'ben', 'cem'],
});
/** What somebody said of A1 there and A1 here. */
const said = (is: 'same' | 'other', one: IncidentView, here: IncidentView): IncidentView => ({
  ...one,
  compared: [
    {
      ...{ person: 'A1', incident: here.id, is, by: 'ana', at: AT },
      other: [...introducedIn(here)].find(([, ref]) => ref === 'A1')?.[0] ?? '',
    },
  ],
});
const of = (contents: readonly Added[], ...ledBy: readonly IncidentView[]) =>
  situation(contents, { matter: { led: ledBy } });
type Of = ReturnType<typeof of>;

const { early: _early, ...MET } = { early: 1, ...SOUND.meeting };
const refuses = (in_: Of, more: object = {}) =>
  brokenBy('meeting', { ...MET, ...more }, in_).includes('heard');
const unheardQuestion = gatedForm(MEETING, playbook).questions.find(({ id }) => id === 'unheard');
const asks = (in_: Of, more: object = {}): boolean =>
  unheardQuestion?.when?.({ ...MET, ...more }, in_) === true;
const beside = (in_: Of): string => JSON.stringify(unheardQuestion?.before?.(MET, in_) ?? []);

describe('whether the accused was heard, in incidents that are one matter', () => {
  const here = incidentOf(HEARD_ALL);
  it.each([
    [
      'the only accused in both, described here and named there',
      of([...UNHEARD, SILENT], led([accused({ description: 'a tall man' })])),
      false,
    ],
    [
      'the same name, beside another',
      of(
        [...HEARD_ALL, { ...A2, name: 'Ida Roos' } as Added, { ...HEARD, person: 'A2' } as Added],
        led([MARLON]),
      ),
      false,
    ],
    ['said to be one, under another name', of(HEARD_ALL, said('same', led([OTTO]), here)), false],
    ['said to be two, under one name', of(HEARD_ALL, said('other', led([A1]), here)), true],
    ['another name, the only one in each', of(HEARD_ALL, led([OTTO])), true],
    [
      'another first name',
      of(
        [...UNHEARD.map((one) => (one === A1 ? accused({ name: 'Timo' }) : one)), SILENT],
        led([accused({ name: 'Dorian' })]),
      ),
      true,
    ],
    [
      'another address',
      of(
        [...HEARD_ALL, accused({ contact: 'm@vane.example' })],
        led([accused({ contact: 'o@quist.example' })]),
      ),
      true,
    ],
    ['one of two there', of(HEARD_ALL, led([A1, accused({ description: 'his friend' }, 'A2')])), true],
    ['heard there and not here', of(UNHEARD, led([A1], HEARD)), false],
    ['heard there, somebody else', of(UNHEARD, led([OTTO], HEARD)), true],
    ['heard in neither', of(UNHEARD, led([A1])), true],
    [
      'heard in one of two that are led',
      of(UNHEARD, led([A1]), { ...led([A1], SILENT), id: 'ABCD2346' }),
      false,
    ],
    ['nobody here', of([OPENED, R1, REPORT, PRIVATE, AGREED], led([OTTO])), true],
  ])('%s', (_what, in_, isUnheard) => {
    expect(refuses(in_)).toBe(isUnheard);
    // What a rule wants, a question asks for, and answers.
    expect(asks(in_)).toBe(isUnheard);
    expect(refuses(in_, { unheard: 'Nobody knows who it was.' })).toBe(false);
    expect(refuses(in_, { outcome: 'no-action', reason: 'x' })).toBe(false);
    expect(asks(in_, { outcome: 'undecided' })).toBe(false);
  });

  it('is said with whom, in which incident, and what is done first', () => {
    const in_ = of(HEARD_ALL, led([OTTO]));
    const first = refusalOf('meeting', 'unheard', MET, in_)?.first ?? [];
    expect(first).toEqual([
      'A1 of ABCD-2345, which is one matter with this, was not heard. `coc statement ABCD-2345` notes their side. If they are A1 of this one, `coc same ABCD-2345` says so, and what is noted here counts.',
    ]);
    expect(beside(in_)).toContain('A1 of ABCD-2345');
    // The screen of a meeting is for everybody who may be there.
    expect(beside(of(HEARD_ALL, { ...led([OTTO]), readers: ['ana'] }))).not.toContain('ABCD');
    expect(beside(of(UNHEARD, led([A1], HEARD)))).toBe('[]');
  });

  it('cannot be told here, which says nothing of somebody else there', () => {
    const untold = UNHEARD.filter((one) => one !== TOLD);
    const cannot = { told: 'cannot', cannot: 'They left.' };
    expect(refuses(of(untold, led([A1])), cannot)).toBe(false);
    expect(refuses(of(untold, led([OTTO])), cannot)).toBe(true);
  });

  it('is not asked again once a meeting of the one that leads gave its reason, with both before it', () => {
    const reasoned = { ...DECIDED, unheard: 'They left.' } as Added;
    const joined = (at: string) => ({
      ...led([OTTO]),
      joined: [{ id: 'j', incident: 'K7F392QD', by: 'ben', at }],
    });
    expect(refuses(of([...HEARD_ALL, reasoned], joined('2020-01-01T10:00:00Z')))).toBe(false);
    expect(refuses(of([...HEARD_ALL, reasoned], joined('2030-01-01T10:00:00Z')))).toBe(true);
    expect(refuses(of([...HEARD_ALL, reasoned], led([OTTO])))).toBe(true);
  });

  it('is not said to be missing in the letter on what was decided, where they told it in the other one', () => {
    const decided = [...UNHEARD, { ...DECIDED, unheard: 'x' } as Added, sanctionEntry()];
    const letter = (one: IncidentView) =>
      responseText(
        { about: 'response', person: 'A1' },
        { ...of(decided, one), community: { ...of(decided).community, appeals: 'appeals@imgix.example' } },
      );
    expect(letter(led([A1]))).toContain('without your side');
    expect(letter(led([A1], SILENT))).not.toContain('without your side');
    expect(letter(led([OTTO], SILENT))).toContain('without your side');
  });
});
