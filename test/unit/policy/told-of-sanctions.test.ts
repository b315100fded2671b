import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { decisionText } from '../../../src/policy/change-text.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { outcomeText } from '../../../src/policy/letter-text.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  brokenBy,
  contentsOf,
  READY,
  refusalOf,
  SOUND,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const said = (step: StepId, id: string, answers: Given, contents: readonly Added[] = READY): string => {
  const question = gatedForm(STEP[step], playbook).questions.find((one) => one.id === id);
  return [answers[id] ?? []]
    .flat()
    .flatMap((words) => question?.ofTyped?.(words, answers as never, situation(contents)) ?? [])
    .join('\n');
};
const PERSON = { person: 'A1', sanction: 'warning' };

describe('what belongs to a sanction, where it is written down', () => {
  it.each<[string, StepId, string, Given]>([
    ['a name', 'sanction', 'behavior', { ...PERSON, behavior: 'following Mei Lindqvist' }],
    ['a part of one', 'sanction', 'behavior', { ...PERSON, behavior: 'following Mei' }],
    ['an address', 'sanction', 'conditions', { ...PERSON, conditions: ['No mail to mei@lindqvist.example'] }],
    ['a name in what is put right', 'sanction correct', 'behavior', { sanction: '1', behavior: 'Mei' }],
    ['a name in what is changed', 'sanction change', 'conditions', { sanction: '1', conditions: ['Mei'] }],
  ])('proposes the mark, and says that no letter goes out with %s', (_what, step, id, answers) => {
    const words = said(step, id, answers, [...READY, sanctionEntry()]);
    expect(words).toMatch(/A letter about this cannot go out with .+ in it\. Write “R1” instead/);
    expect(words.match(/R1/g)).toHaveLength(1);
  });

  it('says the same of who is under it, where the person affected reads it', () => {
    const answers = { person: 'A1', sanction: 'end-talk', talk: 'Marlon Vane on caches' };
    expect(said('sanction', 'talk', answers)).toMatch(/Vane” in it\. Write “A1” instead/);
  });

  it('says where words that are nobody’s name come from', () => {
    const behavior = 'He followed me from the lift to my door';
    expect(said('sanction', 'behavior', { ...PERSON, behavior })).toMatch(
      /cannot go out with “.*” in it \(the account of report 1\)\. Say it in other words/,
    );
  });

  it.each(['following R1', 'following people', 'A1 at the door', 'all our events'])(
    'says nothing of %s',
    (behavior) => expect(said('sanction', 'behavior', { ...PERSON, behavior })).toBe(''),
  );
});

describe('a letter that has from a sanction what it may not say', () => {
  const WARNING = sanctionEntry({
    sanction: 'warning',
    label: 'A warning to stop',
    parameters: { behavior: 'following Mei Lindqvist' },
  });
  const before = [...READY, WARNING];
  const TO_A1: Given = { ...SOUND.notify, about: 'response', person: 'A1' };
  const letterOf = (contents: readonly Added[]): string => decisionText(TO_A1, situation(contents));

  it('names the sanction and what puts it right', () => {
    const given = { ...TO_A1, letter: letterOf(before) };
    const refusal = refusalOf('notify', 'letter', given, situation(before));
    expect(refusal?.first).toEqual([
      'Sanction 1 (“A warning to stop”) has such words. `coc sanction correct K7F3-92QD` puts them right, and the letter follows.',
    ]);
  });

  it('goes out once it is put right', () => {
    const right = { sanction: '1', wrong: 'kind', kind: 'warning', behavior: 'following R1' };
    const put = contentsOf('sanction correct', right, situation(before)) as readonly Content[];
    const after = [...before, ...put];
    expect(letterOf(after)).toContain('stop this: following the person affected.');
    expect(brokenBy('notify', { ...TO_A1, letter: letterOf(after) }, situation(after))).toEqual([]);
  });

  it.each<[string, Given, readonly Added[]]>([
    [
      'it was typed into the letter',
      { ...TO_A1, letter: 'Mei Lindqvist saw it.' },
      [...READY, sanctionEntry()],
    ],
    ['it is another letter', { ...SOUND.notify, letter: 'Mei Lindqvist saw it.' }, before],
  ])('says nothing of a sanction where %s', (_name, given, contents) => {
    const refusal = refusalOf('notify', 'letter', given, situation(contents));
    expect(refusal).toBeDefined();
    expect(refusal?.first.join()).not.toMatch(/sanction correct/);
  });

  it('to the person affected does the same', () => {
    const talk = sanctionEntry({
      sanction: 'end-talk',
      label: 'Ending a talk early',
      term: 'now',
      parameters: { talk: 'Marlon Vane on caches' },
    });
    const of = situation([...READY, talk]);
    const given = { ...SOUND.notify, about: 'outcome', person: 'R1' };
    const letter = outcomeText(given, of);
    expect(refusalOf('notify', 'letter', { ...given, letter }, of)?.first.join()).toMatch(
      /Sanction 1 .*`coc sanction correct K7F3-92QD`/,
    );
  });
});
