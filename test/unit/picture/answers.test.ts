import { describe, expect, it } from 'vitest';
import type { Consent, Content } from '../../../src/incident/entry.ts';
import { answeredInShort } from '../../../src/incident/picture/answers.ts';
import { view } from '../../../src/incident/view.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';

const person = (ref: string, role: 'reporter' | 'affected', affected?: 'yes' | 'no'): Content => ({
  kind: 'person',
  person: ref,
  role,
  ...(affected && { affected }),
});
const said = (answer: Consent, of = 1): Content => ({ kind: 'consent', report: `REPORT${of}`, answer });
const second = (reporter: string): Content => report({ id: 'REPORT2', reporter }) as Content;
const NONE = 'told about the meeting, no objection';
const UNTOLD = 'not told about the meeting yet';

function shown(...contents: readonly Content[]): readonly (readonly [string, string])[] {
  const incident = view('K7F392QD', chain({ kind: 'opened' }, ...contents));
  const now = new Date('2026-11-29T12:00:00+01:00');
  const blocks = pictureBlocks([{ facts: answeredInShort(incident) }], { now, playbook, nameOf: (id) => id });
  return blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : []));
}

describe('what was answered to the sentence', () => {
  it('is of whom it happened to, and apart from them of who reported it', () => {
    const both = [person('R1', 'reporter', 'no'), person('R2', 'reporter', 'yes')];
    expect(
      shown(...both, report() as Content, second('R2'), said('not-said-yet'), said('no-objection', 2)),
    ).toEqual([
      ['The person affected', `R2: ${NONE}`],
      ['Who reported it', `R1: ${UNTOLD}`],
    ]);
  });

  it('is of nobody affected where only somebody else answered', () => {
    expect(shown(person('R1', 'reporter', 'no'), report() as Content, said('no-objection'))).toEqual([
      ['Who reported it', NONE],
    ]);
    expect(
      shown(
        person('R1', 'reporter', 'no'),
        person('P1', 'affected', 'yes'),
        report() as Content,
        said('no-objection'),
      ),
    ).toEqual([
      ['The person affected', `P1: ${UNTOLD}`],
      ['Who reported it', `R1: ${NONE}`],
    ]);
  });

  it('says of several who answered what', () => {
    const both = [person('R1', 'reporter', 'yes'), person('R2', 'reporter', 'yes')];
    expect(
      shown(
        ...both,
        report() as Content,
        second('R2'),
        said('no-objection'),
        said('asked-not-to-proceed', 2),
      ),
    ).toEqual([['Those affected', `R1: ${NONE}; R2: asked that it does not go on`]]);
  });

  it('is the newest of each, and of one person alone without their role', () => {
    const one = [person('R1', 'reporter', 'yes'), report() as Content, said('not-said-yet')];
    expect(shown(...one)).toEqual([['The person affected', UNTOLD]]);
    expect(shown(...one, said('no-objection'))).toEqual([['The person affected', NONE]]);
    expect(shown(person('R1', 'reporter', 'yes'), report() as Content)).toEqual([]);
  });

  const NOW = '2026-11-24T10:00:00+01:00';
  const both = [person('R1', 'reporter', 'no'), person('P1', 'affected', 'yes'), report() as Content];
  const goOn = [
    { kind: 'wish', report: 'REPORT1', from: 'P1', want: 'go-on', saidAt: NOW },
    { kind: 'consent', report: 'REPORT1', from: 'P1', answer: 'no-objection', saidAt: NOW },
  ] as const;

  it('says of who wants it to go on that alone: nobody told them about a meeting', () => {
    expect(shown(...both, said('asked-not-to-proceed'), ...goOn)).toEqual([
      ['The person affected', 'P1: wants it to go on'],
      ['Who reported it', 'R1: asked that it does not go on'],
    ]);
    expect(shown(...both, ...goOn, second('P1'), said('not-said-yet', 2))[0]).toEqual([
      'The person affected',
      UNTOLD,
    ]);
    expect(shown(...both, ...goOn, second('P1'), said('no-objection', 2))[0]).toEqual([
      'The person affected',
      NONE,
    ]);
  });

  const again: Content = { kind: 'only-again', report: 'REPORT1', words: 'Not now.' };

  it('has the condition, with the words where they stand nowhere else', () => {
    const asked = 'asked that it does not go on now, only if it happens again';
    const reported = [person('R1', 'reporter', 'yes'), report() as Content];
    expect(shown(...reported, said('asked-not-to-proceed'), again)).toEqual([['The person affected', asked]]);
    expect(shown(...both, said('asked-not-to-proceed'), again, ...goOn).at(-1)).toEqual([
      'Who reported it',
      `R1: ${asked}: “Not now.”`,
    ]);
  });

  it('has no condition where a later answer had none, and where the words are sealed none of them', () => {
    const asked = 'asked that it does not go on';
    const reported = [person('R1', 'reporter', 'yes'), report() as Content];
    expect(shown(...reported, said('asked-not-to-proceed'), again, said('asked-not-to-proceed'))).toEqual([
      ['The person affected', asked],
    ]);
    const sealed = { kind: 'only-again', report: 'REPORT1', sealed: 'x' } as unknown as Content;
    expect(shown(...both, said('asked-not-to-proceed'), sealed, ...goOn).at(-1)).toEqual([
      'Who reported it',
      `R1: ${asked} now, only if it happens again`,
    ]);
  });
});
