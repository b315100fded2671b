import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../src/interview/check.ts';
import { leaks } from '../../../src/letters/leak-check.ts';
import { EntryList } from '../../../src/policy/entry-list.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { knownPerson } from '../../../src/policy/leak-facts.ts';
import { nameIn } from '../../../src/policy/letter-text.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { REPORT_NEW } from '../../../src/steps/report/new.ts';
import { playbook } from './shipped.ts';
import { type Added, AGREED, OPENED, PRIVATE, REPORT, situation } from './step-situation.ts';

const WORDS = ['a visitor, gave no name', 'a visitor', 'the tall man; did not say', 'visitor, no name'];

describe('somebody of whom no name is known', () => {
  const BASE: Given = {
    ...{ threat: 'none', account: 'x', 'received-at': '2026-11-23T14:10:00+01:00' },
    ...{ visibility: 'private', consent: 'no-objection', share: 'recorder' },
  };
  const people = (given: Given) => {
    let next = 0;
    const draft = new EntryList({ me: 'ana', firstId: 'F', newId: () => `N${next++}` });
    REPORT_NEW.decide({ ...BASE, ...given }, 'ana', draft);
    return draft.entries.flatMap((one) => (one.content.kind === 'person' ? [one] : []));
  };

  it.each(
    WORDS.flatMap(
      (words) =>
        [
          ['reporter-name', words],
          ['affected-name', words],
        ] as const,
    ),
  )('is kept with what describes them, which is no name: %s, %s', (id, words) => {
    const found = people({ [id]: words }).find(({ content }) => 'description' in content);
    expect(found?.content).toHaveProperty('description', words.split(/[,;]/)[0]);
  });

  it('is hidden with that where few know who reports it', () => {
    const given = { 'reporter-name': WORDS[0] ?? '', 'hide-reporter': 'yes', summary: 'short' };
    const [first] = people(given);
    expect(JSON.stringify(first?.content)).not.toContain('visitor');
    expect(JSON.stringify(first)).toContain('a visitor');
  });

  describe.each([
    ...[...WORDS, 'Anonymus, don’t want my name', 'tall man', 'she didnt want to say'].map((name) => ({
      name,
    })),
    ...[{ name: null }, {}, { name: null, description: 'a visitor' }],
  ])('as %j', (called) => {
    const R1 = { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', ...called } as Added;
    const of = situation([OPENED, R1, REPORT, PRIVATE, AGREED]);

    it('can be said to be unknown, where somebody is let in', () => {
      const asked = ACCESS_GRANT.questions(playbook).find(({ id }) => id === 'know-reporter');
      const type = asked && typeOf(asked, { member: 'ben' }, of);
      const values = type && 'choices' in type ? type.choices.map(({ value }) => value) : [];
      expect(values).toContain('unknown');
    });
  });

  it.each(['a visitor, gave no name', 'Anonymus, don’t want my name', 'she didnt want to say'])(
    'is not looked for by words that an older coc kept as their name, nor greeted with them: %s',
    (name) => {
      const R1 = { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', name } as Added;
      const of = situation([OPENED, R1, REPORT, PRIVATE, AGREED]);
      expect(of.incident.people.map((one) => knownPerson(one, of.incident).names)).toEqual([[]]);
      const nothing = { mayName: [], circumstances: [], moments: [], known: [], accounts: [], ours: [] };
      const found = leaks(
        'A visitor gave the badge back. She asked for no name to be given, and wants none.',
        {
          ...nothing,
          people: of.incident.people.map((one) => knownPerson(one, of.incident)),
        },
      );
      expect(found).toEqual([]);
      expect(nameIn({ person: 'R1' }, of)).toBe('');
    },
  );

  it.each(['Mei Lindqvist', 'Mei, doesn’t want her name known', 'Visitor Centre, Mei'])(
    'is told apart from somebody with a name, who stays hidden: %s',
    (name) => {
      const R1 = { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', name } as Added;
      const of = situation([OPENED, R1, REPORT, PRIVATE, AGREED]);
      expect(of.incident.people.flatMap((one) => knownPerson(one, of.incident).names).join()).toContain(
        'Mei',
      );
    },
  );

  it('asks of words that may be none, and of a name nothing', () => {
    const asked = REPORT_NEW.questions(playbook).filter(({ id }) => /^(reporter|affected)-name$/.test(id));
    const said = (words: string) => asked.map((one) => one.ofTyped?.(words, {}, situation([])).length ?? 0);
    for (const words of ['tall man', 'Visitor', 'a friend of Mei'])
      expect(said(words), words).toEqual([1, 1]);
    for (const words of ['Mei Lindqvist', 'a visitor', 'a visitor, gave no name'])
      expect(said(words), words).toEqual([0, 0]);
  });
});
