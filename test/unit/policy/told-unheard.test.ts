import { describe, expect, it } from 'vitest';
import { decisionText } from '../../../src/policy/change-text.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  AT,
  brokenBy,
  COMMUNITY,
  contentsOf,
  HEARD,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  REPORT,
  SOUND,
  STEP,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const STILL = 'You can still tell it to us';
const TO_A1: Given = { ...SOUND.notify, about: 'response', person: 'A1' };
const DECIDED = { ...meeting('sanction'), unheard: 'Nobody could reach them.' } as Added;
const SILENT: Added = { kind: 'statement', person: 'A1', takenAt: AT, takenBy: 'ben' } as Added;
const at = (before: readonly Added[], more: readonly Added[] = [sanctionEntry()], facts: object = {}) =>
  situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED, ...before, DECIDED, ...more], facts);
const isAsked = (of: ReturnType<typeof at>, given: Given = TO_A1): boolean => {
  const question = gatedForm(STEP.notify, playbook).questions.find(({ id }) => id === 'untold');
  return question?.when?.(given as never, of) === true;
};

describe('a letter on what was decided, to somebody whose side nobody has', () => {
  it.each([
    ['neither told nor heard', [], true],
    ['told, and not heard', [TOLD], true],
    ['heard', [TOLD, HEARD], false],
    ['heard, though nobody noted that they were told', [HEARD], false],
    ['asked, and did not want to', [TOLD, SILENT], false],
  ] as const)('says that they can still tell it: %s', (_who, before, expected) => {
    for (const appeals of [null, 'the board, by e-mail to board@imgix.com']) {
      const of = at(before, [sanctionEntry()], { community: { ...COMMUNITY, appeals } });
      const letter = decisionText(TO_A1, of);
      expect(letter.includes(STILL)).toBe(expected);
      expect(letter).toContain(appeals ?? 'There is no place beside us to appeal to');
      expect(brokenBy('notify', { ...TO_A1, letter, untold: 'x' }, of)).toEqual([]);
    }
  });

  it('says nothing of it where nothing is done about them', () => {
    const of = situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED, meeting('no-action')]);
    expect(decisionText(TO_A1, of)).not.toContain(STILL);
  });

  it('says nothing of it of what was decided before it was entered from earlier files', () => {
    const old = '2024-05-03T10:00:00+02:00';
    const of = situation([
      ...[OPENED, R1, A1, { ...REPORT, fromFiles: true, receivedAt: old } as Added, PRIVATE, AGREED],
      ...[{ ...DECIDED, heldAt: old } as Added, sanctionEntry({ startsAt: old })],
    ]);
    expect(decisionText(TO_A1, of)).not.toContain(STILL);
    expect(isAsked(of)).toBe(false);
  });

  it.each([
    ['nobody told them anything', [], [sanctionEntry()], true],
    ['they were told that there is a complaint', [TOLD], [sanctionEntry()], false],
    ['they were heard', [HEARD], [sanctionEntry()], false],
    [
      'they could not be told',
      [{ kind: 'told', about: 'complaint', person: 'A1', notPossible: 'They flew home.' } as Added],
      [sanctionEntry()],
      false,
    ],
    [
      'a letter before said why',
      [],
      [
        sanctionEntry(),
        { kind: 'letter', letter: 'response', person: 'A1', text: 'x', untold: 'They left.' } as Added,
      ],
      false,
    ],
  ] as const)('asks why it is the first that they hear: %s', (_why, before, more, expected) => {
    expect(isAsked(at(before, more))).toBe(expected);
  });

  it.each(['sent', 'not-sent', 'told', 'cannot'])('asks nothing where no letter is written: %s', (way) => {
    expect(isAsked(at([]), { ...TO_A1, way })).toBe(false);
  });

  it('keeps what was answered with the letter', () => {
    const of = at([]);
    const given = { ...TO_A1, letter: decisionText(TO_A1, of), untold: 'They had left the event.' };
    expect(contentsOf('notify', given, of)).toContainEqual(
      expect.objectContaining({ kind: 'letter', untold: 'They had left the event.' }),
    );
  });
});
