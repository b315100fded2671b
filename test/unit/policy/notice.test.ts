import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { waitingLetter } from '../../../src/steps/telling.ts';

import { playbook } from './shipped.ts';
import {
  A2,
  type Added,
  AT,
  contentsOf,
  P1,
  problemOf,
  READY,
  SOUND,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const TELLING = { 'told-at': AT, how: 'By mail', 'told-by': 'Ben Okafor' };
const letterOf = (letter: string, person?: string, id = 'LETTER1'): Added =>
  ({ id, kind: 'letter', letter, ...(person && { person }), text: 'x' }) as Added;
const made = (step: StepId, given: Given, ...more: Added[]): readonly Content[] => {
  const contents = contentsOf(step, given, situation([...READY, ...more]));
  expect(contents.map(problemOf)).toEqual(contents.map(() => undefined));
  return contents;
};

describe('what the accused is told', () => {
  it('is a letter that waits', () => {
    expect(made('notify', SOUND.notify)).toEqual([
      { kind: 'letter', letter: 'complaint', person: 'A1', text: SOUND.notify.letter },
    ]);
  });

  it('is a letter that they have, with when, how and by whom', () => {
    expect(made('notify', { ...SOUND.notify, given: 'yes', ...TELLING })).toEqual([
      { kind: 'letter', letter: 'complaint', person: 'A1', text: SOUND.notify.letter },
      {
        kind: 'told',
        about: 'complaint',
        person: 'A1',
        letter: 'FIRST',
        toldAt: AT,
        how: 'By mail',
        toldBy: 'ben',
      },
    ]);
  });

  it('is what was decided, with the letter that waited', () => {
    const given = { about: 'response', person: 'A1', way: 'sent', ...TELLING };
    expect(
      made(
        'notify',
        given,
        letterOf('complaint', 'A1', 'L0'),
        letterOf('response', 'A2', 'L1'),
        letterOf('response', 'A1', 'L2'),
      ),
    ).toEqual([
      {
        kind: 'told',
        about: 'response',
        person: 'A1',
        letter: 'L2',
        toldAt: AT,
        how: 'By mail',
        toldBy: 'ben',
      },
    ]);
  });

  it('is something said without a letter', () => {
    const given = { about: 'complaint', person: 'A1', way: 'told', ...TELLING };
    expect(made('notify', given, letterOf('complaint', 'A1'))).toEqual([
      { kind: 'told', about: 'complaint', person: 'A1', toldAt: AT, how: 'By mail', toldBy: 'ben' },
    ]);
  });

  it('is nothing where they cannot be told, with the reason', () => {
    const given = { about: 'complaint', person: 'A1', way: 'cannot', cannot: 'They left the country.' };
    expect(made('notify', given)).toEqual([
      { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'They left the country.' },
    ]);
  });

  it('keeps what was permitted to be told', () => {
    const given = {
      ...SOUND.notify,
      what: 'following',
      permitted: 'yes',
      'permitted-by': ['R1'],
      permission: 'what it is about',
      'permitted-at': AT,
      'may-name': ['R1'],
      'reporter-permission': 'my name',
    };
    const said = { kind: 'permitted', people: ['R1'], answer: 'yes', saidAt: AT };
    expect(made('notify', given)).toEqual([
      { ...said, what: 'tell-accused', words: 'what it is about' },
      { ...said, what: 'name', words: 'my name' },
      { kind: 'letter', letter: 'complaint', person: 'A1', text: SOUND.notify.letter },
    ]);
  });

  it('can be told by somebody outside the team, who is named in their own entry alone', () => {
    const contents = made('notify', {
      about: 'complaint',
      person: 'A1',
      way: 'told',
      ...TELLING,
      'told-by': 'Zed Ober',
    });
    expect(contents).toMatchObject([
      { kind: 'person', person: 'S1', role: 'staff', name: 'Zed Ober' },
      { kind: 'told', toldBy: 'S1' },
    ]);
    expect(JSON.stringify(contents.slice(1))).not.toMatch(/Zed|Ober/);
  });
});

describe('a letter that waits', () => {
  const waits = (...letters: Added[]) =>
    waitingLetter('response', 'A1', situation([...READY, A2, ...letters]))?.id;
  const told: Added = { kind: 'told', about: 'response', person: 'A1', letter: 'L1', toldAt: AT };

  it.each<[string, Added[], string | undefined]>([
    ['is there', [letterOf('response', 'A1', 'L1')], 'L1'],
    ['is the newest', [letterOf('response', 'A1', 'L1'), letterOf('response', 'A1', 'L2')], 'L2'],
    ['is out already', [letterOf('response', 'A1', 'L1'), told], undefined],
    ['is for somebody else', [letterOf('response', 'A2', 'L1')], undefined],
    ['is about something else', [letterOf('complaint', 'A1', 'L1')], undefined],
    ['is none', [], undefined],
  ])('%s', (_name, letters, id) => expect(waits(...letters)).toBe(id));
});

describe('the side of the accused', () => {
  const given = {
    person: 'A1',
    said: 'yes',
    words: '  “I was\nnot there.”\n',
    'taken-at': AT,
    'taken-by': 'Ben',
  };

  it('is kept word for word, with who heard it', () => {
    expect(made('statement', given)).toEqual([
      { kind: 'statement', person: 'A1', words: '  “I was\nnot there.”\n', takenAt: AT, takenBy: 'ben' },
    ]);
  });

  it('is an entry also where they did not want to say anything', () => {
    const { words: _words, ...rest } = given;
    expect(made('statement', { ...rest, said: 'no' })).toEqual([
      { kind: 'statement', person: 'A1', takenAt: AT, takenBy: 'ben' },
    ]);
  });

  it('can be heard by somebody outside the team', () => {
    expect(made('statement', { ...given, 'taken-by': 'Zed Ober' })).toMatchObject([
      { kind: 'person', person: 'S1', name: 'Zed Ober' },
      { kind: 'statement', takenBy: 'S1' },
    ]);
  });
});

describe('an employer', () => {
  it('gets a letter, on the grounds that were chosen, as it was permitted', () => {
    expect(made('employer', SOUND.employer)).toEqual([
      {
        kind: 'permitted',
        what: 'employer',
        people: ['R1'],
        answer: 'yes',
        words: 'The employer may know.',
        saidAt: situation([]).now.toISOString(),
      },
      {
        kind: 'letter',
        letter: 'employer',
        person: 'A1',
        text: SOUND.employer.letter,
        grounds: ['sponsor-booth'],
      },
    ]);
  });

  it('is noted with the person where it is new, and nowhere else', () => {
    const contents = made('employer', { ...SOUND.employer, employer: 'Acme Ltd', letter: 'A letter.' });
    expect(contents).toContainEqual({ kind: 'person', person: 'A1', role: 'accused', employer: 'Acme Ltd' });
    expect(JSON.stringify(contents.filter(({ kind }) => kind !== 'person'))).not.toContain('Acme');
  });

  it('has got the letter, now or later', () => {
    const told = { kind: 'told', about: 'employer', person: 'A1', toldAt: AT, how: 'By mail', toldBy: 'ben' };
    expect(made('employer', { ...SOUND.employer, sent: 'yes', ...TELLING }).at(-1)).toEqual({
      ...told,
      letter: 'NEW1',
    });
    expect(made('employer', { person: 'A1', state: 'sent', ...TELLING }, letterOf('employer', 'A1'))).toEqual(
      [{ ...told, letter: 'LETTER1' }],
    );
  });
});

describe('an apology', () => {
  it('that is passed on is the sentence, and that it was said', () => {
    expect(made('apology', SOUND.apology)).toEqual([
      { kind: 'apology', what: 'relayed', from: 'A1', to: 'R1', happenedAt: AT, words: SOUND.apology.relay },
      { kind: 'letter', letter: 'relay', person: 'R1', text: SOUND.apology.relay },
      {
        kind: 'told',
        about: 'relay',
        person: 'R1',
        letter: 'NEW1',
        toldAt: AT,
        how: 'In person',
        toldBy: 'ana',
      },
    ]);
  });

  it.each(['offered', 'discouraged', 'pressed', 'through-others'])('that was %s is a note of it', (what) => {
    expect(made('apology', { what, from: 'A1', to: 'P1', 'happened-at': AT, words: 'x' }, P1)).toEqual([
      { kind: 'apology', what, from: 'A1', to: 'P1', happenedAt: AT, words: 'x' },
    ]);
  });
});

describe('the community', () => {
  it('gets a draft, with why', () => {
    expect(made('announce', SOUND.announce)).toEqual([
      {
        kind: 'permitted',
        what: 'announce',
        people: ['R1'],
        answer: 'yes',
        words: 'It may be announced.',
        saidAt: situation([]).now.toISOString(),
      },
      { kind: 'announcement', announce: true, why: ['transparency'] },
      {
        kind: 'letter',
        letter: 'announcement',
        text: SOUND.announce.letter,
      },
    ]);
  });

  it('gets a name only with the reason', () => {
    const given = { ...SOUND.announce, central: 'A1', 'central-reason': 'They chair it.' };
    expect(made('announce', given).at(-1)).toMatchObject({
      exception: { person: 'A1', reason: 'They chair it.' },
    });
    expect(made('announce', SOUND.announce).at(-1)).not.toHaveProperty('exception');
  });

  it('is told when and where it was published, and what, if it was not the draft', () => {
    const given = {
      do: 'published',
      'published-at': AT,
      where: 'On the site',
      'published-text': 'Other words.',
    };
    expect(made('announce', given, letterOf('announcement'))).toEqual([
      {
        kind: 'told',
        about: 'announcement',
        letter: 'LETTER1',
        toldAt: AT,
        how: 'On the site',
        toldBy: 'ana',
        words: 'Other words.',
      },
    ]);
  });

  it('says something back', () => {
    expect(made('announce', { do: 'feedback', words: 'Thank you.', 'received-at': AT, way: 'mail' })).toEqual(
      [{ kind: 'feedback', words: 'Thank you.', receivedAt: AT, way: 'mail' }],
    );
  });

  it('is told nothing, with the reason', () => {
    expect(made('announce', { do: 'no', reason: 'It was private.' })).toEqual([
      { kind: 'announcement', announce: false, reason: 'It was private.' },
    ]);
  });

  it('cannot be told nothing any more once one was published', () => {
    const offered = (...more: Added[]): readonly string[] => {
      const asks = STEP.announce.questions(playbook).find(({ id }) => id === 'do');
      const type = asks && typeOf(asks, {}, situation([...READY, ...more]));
      return type?.type === 'choice' ? type.choices.map(({ value }) => value) : [];
    };
    const cannot = { kind: 'told', about: 'announcement', notPossible: 'x' } as Added;
    const told = { kind: 'told', about: 'announcement', toldAt: AT, how: 'On the site' } as Added;
    expect(offered(letterOf('announcement'))).toContain('no');
    expect(offered(cannot)).toContain('no');
    expect(offered(told)).toEqual(['draft', 'correct', 'feedback']);
  });
});

describe('whom it happened to', () => {
  const about = (...more: Added[]) =>
    STEP.notify
      .questions(playbook)
      .find(({ id }) => id === 'about')
      ?.initial?.({}, situation([...READY, sanctionEntry(), ...more]));
  const told = (person: string): Added => ({ kind: 'told', about: 'response', person, toldAt: AT });

  it('is proposed once the accused were told what was decided', () => {
    expect(about()).toBe('response');
    expect(about(told('A1'))).toBe('outcome');
    expect(about(told('A1'), told('R1'))).toBe('response');
  });
});

describe('a letter that does not go out', () => {
  const STOP: Added = { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' };
  const proposed = (step: StepId, question: string, answers: Answers, ...more: Added[]) =>
    STEP[step]
      .questions(playbook)
      .find(({ id }) => id === question)
      ?.initial?.(answers, situation([...READY, ...more]));

  it.each<[StepId, Given, Added]>([
    ['notify', { about: 'complaint', person: 'A1', way: 'not-sent' }, letterOf('complaint', 'A1')],
    ['notify', { about: 'outcome', person: 'R1', way: 'not-sent' }, letterOf('response', 'R1')],
    ['employer', { person: 'A1', state: 'not-sent' }, letterOf('employer', 'A1')],
    ['announce', { do: 'not-sent' }, letterOf('announcement')],
  ])('is noted with `coc %s`, also where it does not go on', (step, given, letter) => {
    expect(made(step, given, letter)).toEqual([{ kind: 'not-sent', letter: 'LETTER1' }]);
    expect(made(step, { ...given, unsent: 'x' }, letter, STOP)).toEqual([
      { kind: 'not-sent', letter: 'LETTER1', reason: 'x' },
    ]);
  });

  it.each<[StepId, string, Answers, Added, string]>([
    ['notify', 'way', { about: 'complaint', person: 'A1' }, letterOf('complaint', 'A1'), 'sent'],
    ['employer', 'state', { person: 'A1' }, letterOf('employer', 'A1'), 'sent'],
    ['announce', 'do', {}, letterOf('announcement'), 'published'],
  ])('is what `coc %s` proposes of one that is not to go out', (step, question, answers, letter, sent) => {
    expect(proposed(step, question, answers, letter)).toBe(sent);
    expect(proposed(step, question, answers, letter, STOP)).toBe('not-sent');
    expect(proposed(step, question, answers, letter, { kind: 'not-sent', letter: 'LETTER1' })).not.toBe(sent);
  });
});

describe('before others are told', () => {
  const said = (step: 'announce' | 'employer', answers: Answers, ...more: Added[]): string => {
    const id = step === 'announce' ? 'why' : 'grounds';
    const question = STEP[step].questions(playbook).find((one) => one.id === id);
    return (question?.before?.(answers, situation([...READY, sanctionEntry(), ...more])) ?? [])
      .map((one) => ('text' in one ? one.text : ''))
      .join();
  };
  const told = (person: string, more: object = {}): Added =>
    ({ kind: 'told', about: 'response', person, toldAt: AT, toldBy: 'ben', ...more }) as Added;
  const draft = { do: 'draft' };

  it('the community: those whom it is about are named who do not know yet what was decided', () => {
    expect(said('announce', draft)).toContain('as far as it is noted: A1 and R1. It is best');
    expect(said('announce', draft, told('A1'))).toContain('as far as it is noted: R1. It is best');
    expect(said('announce', draft, letterOf('response', 'R1'), told('A1'))).toContain(': R1.');
    expect(said('announce', draft, told('A1'), told('R1'))).toBe('');
  });

  it('an employer: the accused, and nobody else', () => {
    const given = { person: 'A1', state: 'letter' };
    expect(said('employer', given)).toContain(
      ': A1. It is best that they hear it from you before their employer',
    );
    expect(said('employer', given, told('A1'))).toBe('');
  });
});
