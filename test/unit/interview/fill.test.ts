import { describe, expect, it } from 'vitest';
import { Cancelled, EXIT, UserError } from '../../../src/errors.ts';
import { type FillOptions, fill, type Progress } from '../../../src/interview/fill.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answers, Form, Question } from '../../../src/interview/question.ts';
import type { Block } from '../../../src/text/block.ts';
import { ScriptedPrompter, type Step } from './scripted-prompter.ts';

interface Facts {
  readonly now: Date;
}

const facts: Facts = { now: new Date('2026-11-25T14:10:00Z') };
const choice = (...values: string[]): Question<Facts>['answer'] => ({
  type: 'choice',
  choices: values.map((value) => ({ value, label: value.toUpperCase() })),
});

const form: Form<Facts> = {
  name: 'tea new',
  about: 'One cup.',
  questions: [
    {
      id: 'drink',
      ask: 'Which drink',
      label: 'Drink',
      answer: choice('tea', 'coffee'),
      required: true,
      before: () => [{ kind: 'text', text: 'before the drink' }],
      after: ({ drink }) => [{ kind: 'text', text: `after the ${drink}` }],
    },
    {
      id: 'milk',
      ask: 'With milk',
      label: 'Milk',
      answer: choice('yes', 'no'),
      required: true,
      initial: () => 'no',
      when: ({ drink }) => drink === 'coffee',
    },
    { id: 'name', ask: 'For whom', label: 'Name', answer: { type: 'line' }, notGiven: true },
    { id: 'words', ask: 'What did they say', label: 'Words', answer: { type: 'text' } },
    {
      id: 'at',
      ask: 'When',
      label: 'When',
      answer: (_answers, { now }) => ({ type: 'moment', now }),
      required: true,
      assume: true,
      initial: () => '2026-11-25T14:00:00Z',
      check: (answer) => (String(answer) > '2027' ? 'is still to come' : undefined),
    },
    {
      id: 'others',
      ask: 'Who else',
      label: 'Others',
      answer: { type: 'list' },
      offered: ({ name }) => name !== null,
    },
  ],
};

const nothing: Omit<FillOptions<Facts>, 'keep'> = {
  answers: {},
  passed: [],
  given: {},
  onlyRequired: false,
  review: false,
  saveLabel: 'Save',
};

async function interview(steps: readonly Step[], more: Partial<FillOptions<Facts>> = {}) {
  const prompter = new ScriptedPrompter(steps);
  const kept: Progress[] = [];
  const keep = async (progress: Progress): Promise<void> => void kept.push(progress);
  const answers = await fill(form, facts, { ...nothing, keep, prompter, ...more });
  prompter.assertDone();
  return { answers, kept, prompter };
}

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (one: unknown) => one,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError but ${error}`);
  return error;
}

const keepNothing = async (): Promise<void> => {};
const ALL = { drink: 'tea', name: 'Ana', words: 'w', at: '2026-11-25T13:00:00Z', others: ['Ben'] };
const ASK_ALL: readonly Step[] = [
  ['drink', 'tea'],
  ['name', 'Ana'],
  ['words', 'w'],
  ['at', '2026-11-25T13:00:00Z'],
  ['others', ['Ben']],
];

describe('an interview', () => {
  it('asks what applies, in the order of the form', async () => {
    expect((await interview(ASK_ALL)).answers).toEqual(ALL);
  });

  it('asks what an answer made applicable', async () => {
    const { answers } = await interview([['drink', 'coffee'], ['milk', 'yes'], ...ASK_ALL.slice(1)]);
    expect(answers).toEqual({ ...ALL, drink: 'coffee', milk: 'yes' });
  });

  it('does not ask what was told, passed over, or is not offered', async () => {
    await interview(
      [
        ['name', null],
        ['at', '2026-11-25T13:00:00Z'],
      ],
      {
        answers: { drink: 'tea' },
        passed: ['words'],
      },
    );
  });

  it('asks what cannot be left out even if it was passed over once', async () => {
    await interview(ASK_ALL, { passed: ['drink', 'at'] });
  });

  it('leaves out of the answers what was passed over, and keeps that it was', async () => {
    const { answers, kept } = await interview([['name'], ['words'], ['others']], {
      answers: { drink: 'tea', at: ALL.at },
    });
    expect(answers).toEqual({ drink: 'tea', at: ALL.at });
    expect(kept.at(-1)).toEqual({
      answers: { drink: 'tea', at: ALL.at },
      passed: ['name', 'words', 'others'],
    });
  });

  it('has kept every answer before it asks the next', async () => {
    const log: string[] = [];
    const steps = ASK_ALL.map(
      ([id, reply]): Step => [
        id,
        () => {
          log.push(`ask ${id}`);
          return reply as string;
        },
      ],
    );
    const keep = async ({ answers }: Progress): Promise<void> => {
      await new Promise(setImmediate);
      log.push(`kept ${Object.keys(answers).at(-1)}`);
    };
    await interview(steps, { keep });
    expect(log).toEqual(ASK_ALL.flatMap(([id]) => [`ask ${id}`, `kept ${id}`]));
  });

  it('shows somebody who goes on what they had answered, and how to change it or to throw it away', async () => {
    const answers = { drink: 'tea', name: null, words: 'first\nsecond', at: ALL.at };
    const { prompter } = await interview([], { answers, resumed: true });
    const [said, fields, how] = prompter.shown;
    expect(said).toEqual({ kind: 'text', text: expect.stringContaining('You go on where you stopped') });
    expect(fields).toEqual({
      kind: 'fields',
      rows: [
        ['Drink', 'TEA'],
        ['Name', 'asked, not given'],
        ['Words', 'first … (2 lines)'],
        ['When', expect.stringContaining('2026')],
      ],
    });
    expect(how).toEqual({ kind: 'text', text: expect.stringContaining('`coc report resume`') });
    expect(how).not.toMatchObject({ text: expect.stringContaining('At the end') });
    const { at: _at, ...some } = answers;
    const steps: readonly Step[] = [['at', ALL.at], ['review']];
    const reviewed = await interview(steps, { answers: some, resumed: true, review: true });
    expect(reviewed.prompter.shown[2]).toMatchObject({
      text: expect.stringMatching(/^At the end you can change/),
    });
  });

  it('asks somebody who comes back by the same command for the first choice again, where the rest hangs on it', async () => {
    const begun = { answers: { drink: 'coffee', name: 'Ana' }, resumed: true, chooseAgain: true };
    const other: readonly Step[] = [
      ['drink', (asked) => ((asked as Asked).initial === 'coffee' ? 'tea' : 'nothing proposed')],
      ...ASK_ALL.slice(2),
    ];
    expect((await interview(other, begun)).answers).toEqual(ALL);
    const half = { ...begun, partial: { id: 'words', text: 'half' } };
    const words: readonly Step[] = [
      ['drink', 'tea'],
      ['words', (asked) => `${(asked as Asked).partial} typed`],
      ...ASK_ALL.slice(3),
    ];
    expect((await interview(words, half)).answers).toEqual({ ...ALL, words: 'half typed' });
    const over = { ...begun, answers: { ...ALL, drink: 'tea' }, review: true };
    expect((await interview([['review']], over)).answers).toEqual(ALL);
  });

  it('does not ask again for a choice on which nothing hangs', async () => {
    const questions = form.questions.map((one) => (one.id === 'milk' ? { ...one, when: () => false } : one));
    const prompter = new ScriptedPrompter(ASK_ALL.slice(1));
    const begun = { ...nothing, answers: { drink: 'tea' }, resumed: true, chooseAgain: true };
    expect(await fill({ ...form, questions }, facts, { ...begun, prompter, keep: keepNothing })).toEqual(ALL);
  });

  it('leaves it to the review to show what they had answered, where that comes at once', async () => {
    const answers = { drink: 'tea', name: null, words: 'first\nsecond', at: ALL.at };
    const { prompter } = await interview([['review']], { answers, resumed: true, review: true });
    expect(prompter.shown).toEqual([
      {
        kind: 'text',
        text: expect.stringMatching(/^You go on where you stopped\. To throw .*`coc report resume`\.$/),
      },
    ]);
  });

  it('says nothing of going on where nothing was answered yet', async () => {
    const { prompter } = await interview(ASK_ALL, { resumed: true });
    expect(prompter.shown[0]).toEqual({ kind: 'text', text: 'before the drink' });
  });

  it('shows what belongs before and after a question', async () => {
    const { prompter } = await interview(ASK_ALL);
    expect(prompter.shown).toEqual([
      { kind: 'text', text: 'before the drink' },
      { kind: 'text', text: 'after the tea' },
    ]);
  });

  it('says what belongs after a question of all answers, also of those further on', async () => {
    const [drink, ...rest] = form.questions;
    const told = (answers: Answers) => Object.keys(answers).join(' ');
    const after = (answers: Answers) => [{ kind: 'text' as const, text: told(answers) }];
    const asked = { ...form, questions: [{ ...(drink as Question<Facts>), after }, ...rest] };
    const prompter = new ScriptedPrompter([['drink', 'tea'], ...ASK_ALL.slice(2)] as Step[]);
    await fill(asked, facts, { given: { name: 'Mia' }, prompter, saveLabel: 'Save' });
    expect(prompter.shown).toContainEqual({ kind: 'text', text: 'drink name' });
  });

  it('proposes what the form proposes, as a moment of its own', async () => {
    const { prompter } = await interview([['drink', 'coffee'], ['milk', 'no'], ...ASK_ALL.slice(1)]);
    expect(prompter.asked).toMatchObject([
      { id: 'drink', required: true, notGiven: false },
      { id: 'milk', initial: 'no' },
      { id: 'name', required: false, notGiven: true },
      { id: 'words' },
      { id: 'at', initial: '2026-11-25T14:00:00Z', answer: { type: 'moment', now: facts.now } },
      { id: 'others' },
    ]);
  });

  it('stops where somebody stops, and what was told by then is kept', async () => {
    const kept: Progress[] = [];
    const stopped = interview([ASK_ALL[0] as Step, ['name', () => Promise.reject(new Cancelled())]], {
      keep: async (progress) => void kept.push(progress),
    });
    await expect(stopped).rejects.toBeInstanceOf(Cancelled);
    expect(kept).toEqual([{ answers: { drink: 'tea' }, passed: [] }]);
  });

  it('asks again what a file has wrong, unless the rest is to come from the file', async () => {
    const given = { ...ALL, drink: 'beer' };
    expect((await interview([['drink', 'tea']], { given })).answers).toEqual(ALL);
    await refusalOf(interview([], { given, onlyRequired: true }));
  });

  it('asks only what cannot be left out where the rest comes from a file', async () => {
    const { answers } = await interview([['drink', 'tea']], { given: { name: 'Ana' }, onlyRequired: true });
    expect(answers).toEqual({ drink: 'tea', name: 'Ana', at: '2026-11-25T14:00:00Z' });
  });

  it('keeps what a file says with the first answer', async () => {
    const { kept } = await interview([['drink', 'tea']], { given: { name: 'Ana' }, onlyRequired: true });
    expect(kept[0]?.answers).toEqual({ drink: 'tea', name: 'Ana' });
  });

  it('keeps a time from a file as that moment, not as words that mean another one tomorrow', async () => {
    const { kept } = await interview([['drink', 'tea']], {
      given: { at: 'an hour ago' },
      onlyRequired: true,
    });
    expect(Date.parse(String(kept[0]?.answers.at))).toBe(Date.parse('2026-11-25T13:10:00Z'));
  });
});

describe('the review', () => {
  it('has the answer to a question that its own answer would leave out, and whole what goes out', async () => {
    const letter = 'Dear all,\n\nwe decided.\n\nThe team';
    const own: Form<Facts> = {
      ...form,
      questions: [
        {
          ...{ id: 'place', ask: 'Where', label: 'Place', answer: { type: 'line' } },
          when: ({ place }) => place === undefined,
        },
        { id: 'letter', ask: 'Which', label: 'Letter', answer: { type: 'text' }, goesOut: true },
        { id: 'note', ask: 'Else', label: 'Note', answer: { type: 'text' } },
      ],
    };
    const prompter = new ScriptedPrompter([['review']]);
    const answers = { place: 'Hall 3', letter, note: letter };
    await fill(own, facts, { ...nothing, keep: keepNothing, answers, review: true, prompter });
    expect(prompter.reviews[0]?.map(({ label, whole }) => [label, whole])).toEqual([
      ['Place', undefined],
      ['Letter', letter],
      ['Note', undefined],
    ]);
  });

  it('says last why it does not go on, below what stands there', async () => {
    const why: readonly Block[] = [{ kind: 'text', text: 'Not like this.' }];
    let refusals = 0;
    const refuses = () => (refusals++ === 0 ? why : undefined);
    const { prompter } = await interview([['review'], ['review']], { answers: ALL, review: true, refuses });
    expect(prompter.shown.at(-1)).toEqual(why[0]);
    expect(prompter.reviews).toHaveLength(2);
  });

  it('shows every answer that applies, the ones not asked too', async () => {
    const { prompter } = await interview([['review']], {
      answers: { drink: 'tea', name: null, at: ALL.at, milk: 'yes' },
      passed: ['words'],
      review: true,
    });
    expect(prompter.reviews[0]?.map(({ label, shown }) => [label, shown])).toEqual([
      ['Drink', 'TEA'],
      ['Name', 'asked, not given'],
      ['Words', 'not asked'],
      ['When', expect.stringMatching(/^today, (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4}, \d\d:\d\d/)],
      ['Others', 'not asked'],
    ]);
  });

  it('proposes the answer that is to be changed', async () => {
    const { prompter, answers } = await interview([['review', 'name'], ['name', 'Eva'], ['review']], {
      answers: ALL,
      review: true,
    });
    expect(prompter.asked[0]).toMatchObject({ initial: 'Ana' });
    expect(answers.name).toBe('Eva');
  });

  it('asks what a changed answer makes applicable before it goes on', async () => {
    const { answers } = await interview(
      [['review', 'drink'], ['drink', 'coffee'], ['milk', 'yes'], ['review']],
      { answers: ALL, review: true },
    );
    expect(answers).toMatchObject({ drink: 'coffee', milk: 'yes' });
  });

  it('loses nothing told before where it comes not to apply, and takes it up again', async () => {
    const { answers, kept } = await interview(
      [['review', 'drink'], ['drink', 'tea'], ['review', 'drink'], ['drink', 'coffee'], ['review']],
      { answers: { ...ALL, drink: 'coffee', milk: 'yes' }, review: true },
    );
    expect(kept.map((one) => one.answers.milk)).toEqual(['yes', 'yes']);
    expect(answers).toEqual({ ...ALL, drink: 'coffee', milk: 'yes' });
  });

  it('gives back only what applies', async () => {
    const { answers } = await interview([['review', 'drink'], ['drink', 'tea'], ['review']], {
      answers: { ...ALL, drink: 'coffee', milk: 'yes' },
      review: true,
    });
    expect(answers).toEqual(ALL);
  });

  it('takes an answer out where its change is passed over, and keeps that it is', async () => {
    const { answers, kept } = await interview([['review', 'name'], ['name'], ['review']], {
      answers: ALL,
      review: true,
    });
    const { name: _name, ...others } = ALL;
    expect(answers).toEqual(others);
    expect(kept.at(-1)).toEqual({ answers: others, passed: ['name'] });
  });
});

describe('a long answer', () => {
  const typing =
    (...texts: string[]) =>
    (asked: unknown): string => {
      for (const text of texts) (asked as Asked).onPartial(text);
      return 'whole';
    };
  const rest = { answers: { drink: 'tea', name: 'Ana', at: ALL.at }, passed: ['others'] };

  it('is kept while it is typed, and then as an answer', async () => {
    const { kept } = await interview([['words', typing('wh')]], rest);
    expect(kept).toEqual([
      { ...rest, partial: { id: 'words', text: 'wh' } },
      { passed: ['others'], answers: { ...rest.answers, words: 'whole' } },
    ]);
  });

  it('is written once at a time, the newest text last', async () => {
    let writing = 0;
    const texts: (string | undefined)[] = [];
    const keep = async ({ partial }: Progress): Promise<void> => {
      writing += 1;
      expect(writing).toBe(1);
      await new Promise(setImmediate);
      texts.push(partial?.text);
      writing -= 1;
    };
    await interview([['words', typing('w', 'wh', 'who', 'whol')]], { ...rest, keep });
    expect(texts.slice(-2)).toEqual(['whol', undefined]);
    expect(texts.length).toBeLessThan(4);
  });

  it('goes on with what was typed before an interruption', async () => {
    const { prompter } = await interview([['words', 'whole']], {
      ...rest,
      partial: { id: 'words', text: 'wh' },
    });
    expect(prompter.asked[0]).toMatchObject({ partial: 'wh' });
  });

  it('loses nothing where keeping it fails for a moment', async () => {
    const unhandled: unknown[] = [];
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => unhandled.push(reason));
    try {
      const kept: Progress[] = [];
      const keep = async (progress: Progress): Promise<void> => {
        if (progress.partial !== undefined) throw new Error('the disk is full');
        kept.push(progress);
      };
      const typed: Step = [
        'words',
        async (asked) => {
          expect(await (asked as Asked).onPartial('wh')).toBe(false);
          return 'whole';
        },
      ];
      const done = await interview([typed], { ...rest, keep }).catch((error: unknown) => error);
      expect(unhandled).toEqual([]);
      expect(done).toMatchObject({ answers: { words: 'whole' } });
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const one of before) process.on('unhandledRejection', one);
    }
  });
});

describe('without anybody to ask', () => {
  const alone = (given: Answers, more: Partial<FillOptions<Facts>> = {}) =>
    fill(form, facts, { ...nothing, keep: keepNothing, given, ...more });

  it('takes the answers that are given, and what may be assumed', async () => {
    expect(await alone({ drink: 'coffee', milk: 'no' })).toEqual({
      drink: 'coffee',
      milk: 'no',
      at: '2026-11-25T14:00:00Z',
    });
  });

  it('assumes nothing that the form only proposes', async () => {
    expect((await refusalOf(alone({ drink: 'coffee' }))).message).toContain('milk is missing: yes, no');
  });

  it('says all that is wrong in one error, without anything that was answered', async () => {
    const error = await refusalOf(
      alone(
        {
          drink: 'tea',
          milk: 'SECRET-milk',
          name: 'SECRET\nname',
          words: ['SECRET-words'],
          at: '2028-01-01T00:00:00Z',
          others: null,
        },
        { stray: ['key 7 of the file is not a question here'] },
      ),
    );
    expect(error.message.split('\n')).toEqual([
      'These answers are missing or cannot be used:',
      '  key 7 of the file is not a question here',
      '  milk is not asked here, because of the answers before it',
      '  name must be one line of text',
      '  words must be text',
      '  at is still to come',
      '  others cannot be null; leave it out where it was not asked',
    ]);
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.hints.join()).toContain('coc tea new --print-form');
    expect(error.message + error.hints.join()).not.toMatch(/SECRET|2028/);
  });

  it('names what is missing with its choices', async () => {
    const { message } = await refusalOf(alone({ words: '' }));
    expect(message.split('\n').slice(1)).toEqual(['  words must be text', '  drink is missing: tea, coffee']);
  });

  it('takes null only where “asked, not given” is an answer', async () => {
    expect(await alone({ drink: 'tea', name: null })).toMatchObject({ name: null });
    expect((await refusalOf(alone({ drink: null }))).message).toContain('drink cannot be null');
  });

  it('does not complain of what a draft told and no longer applies', async () => {
    expect(await alone({}, { answers: { drink: 'tea', milk: 'yes' } })).not.toHaveProperty('milk');
  });

  it('lets what is given overrule what was told before', async () => {
    expect(await alone({ drink: 'tea' }, { answers: { drink: 'coffee' } })).toMatchObject({ drink: 'tea' });
  });
});

describe('a time that is counted from now', () => {
  const at = (coming: boolean): Form<Facts> => ({
    ...form,
    questions: [
      {
        id: 'by',
        ask: 'By when',
        label: 'By',
        answer: (_answers, { now }) => ({ type: 'moment', now, coming }),
      },
    ],
  });
  const later = new Date(facts.now.getTime() + 3 * 3_600_000);
  it.each([
    ['in 20 minutes', later.getTime() + 20 * 60_000],
    ['in half an hour', later.getTime() + 30 * 60_000],
    ['Within 2 hours', later.getTime() + 120 * 60_000],
    ['2026-11-26T12:00:00Z', Date.UTC(2026, 10, 26, 12)],
  ])('is counted from when it is typed, and nothing else is: %s', async (typed, meant) => {
    const prompter = new ScriptedPrompter([['by', typed]]);
    const { by } = await fill(at(true), facts, {
      ...nothing,
      ...{ prompter, keep: keepNothing, present: (known) => ({ ...known, now: later }) },
    });
    expect(Date.parse(String(by))).toBe(meant);
  });

  it('is proposed, understood and held against the clock as it is when it is asked', async () => {
    const was: Form<Facts> = {
      ...form,
      questions: [
        { id: 'begun', ask: 'Go on', label: 'Begun', answer: { type: 'line' }, required: true },
        {
          ...{ id: 'told', ask: 'When was it', label: 'Told', required: true },
          answer: (_answers, { now }) => ({ type: 'moment', now }),
          initial: (_answers, { now }) => now.toISOString(),
          check: (answer, _answers, { now }) =>
            Date.parse(String(answer)) > now.getTime() ? 'is still to come' : undefined,
        },
      ],
    };
    let now = facts.now;
    const goOn = (): string => {
      now = later;
      return 'x';
    };
    const late = async (typed: string | undefined): Promise<Answers> => {
      now = facts.now;
      const enter = (asked: unknown) => (asked as Asked).initial;
      const prompter = new ScriptedPrompter([
        ['begun', goOn],
        ['told', typed ?? enter],
      ]);
      return fill(was, facts, {
        ...nothing,
        prompter,
        keep: keepNothing,
        present: (one) => ({ ...one, now }),
      });
    };
    expect((await late(undefined)).told).toBe(later.toISOString());
    for (const typed of ['now', later.toISOString(), new Date(later.getTime() - 60_000).toISOString()])
      expect(Date.parse(String((await late(typed)).told))).toBeGreaterThanOrEqual(later.getTime() - 60_000);
  });
});

describe('the scripted prompter of these tests', () => {
  it('fails on a question that nobody scripted', async () => {
    await expect(interview([['name', 'Ana']])).rejects.toThrow('drink is asked, but scripted is name');
  });

  it('fails on an answer that nobody asked for', async () => {
    await expect(interview([...ASK_ALL, ['milk', 'yes']])).rejects.toThrow('nobody asked for milk');
  });
});

describe('what a question proposes and its own check refuses', () => {
  const of = (answer: Question<Facts>['answer'], proposal: string | readonly string[]): Form<Facts> => ({
    ...form,
    questions: [
      {
        ...{ id: 'who', ask: 'What is their name', label: 'Name', answer, required: true },
        initial: () => proposal,
        check: (given) => (String(given).includes('Rolf') ? 'names somebody else' : undefined),
      },
    ],
  });

  it.each<[string, Question<Facts>['answer'], string]>([
    ['a line', { type: 'line' }, 'Rolf Brandner'],
    ['a person', { type: 'person', whom: { read: (value) => ({ value }), show: (value) => value } }, 'Rolf'],
  ])('is not what Enter takes, of %s, and it is said why', async (_name, answer, proposal) => {
    const prompter = new ScriptedPrompter([['who', 'Ada']]);
    expect(await fill(of(answer, proposal), facts, { ...nothing, prompter })).toEqual({ who: 'Ada' });
    expect(prompter.asked[0]?.initial).toBeUndefined();
    const said = JSON.stringify(prompter.shown);
    expect(said).toContain('This names somebody else.');
    expect(said).toContain(proposal);
  });

  it('stays what is worked on, of a text', async () => {
    const prompter = new ScriptedPrompter([['who', 'Ada']]);
    await fill(of({ type: 'text' }, 'Dear Rolf'), facts, { ...nothing, prompter });
    expect(prompter.asked[0]?.initial).toBe('Dear Rolf');
  });

  it('is proposed where nothing is wrong with it', async () => {
    const prompter = new ScriptedPrompter([['who', 'Ada']]);
    await fill(of({ type: 'line' }, 'Ada'), facts, { ...nothing, prompter });
    expect(prompter.asked[0]?.initial).toBe('Ada');
    expect(prompter.shown).toEqual([]);
  });
});

describe('words in the place of a name that may say that there is none', () => {
  const whom = {
    read: (typed: string) => ({ value: typed }),
    show: (value: string) => value,
    how: 'A name.',
  };
  const asking = async (answer: Question<Facts>['answer'], notGiven = false) => {
    const prompter = new ScriptedPrompter([['who', 'Ana'], ['review']]);
    const one: Form<Facts> = {
      ...form,
      questions: [{ id: 'who', ask: 'Who', label: 'Who', answer, notGiven }],
    };
    await fill(one, facts, { ...nothing, keep: keepNothing, prompter });
    return (words: string) => prompter.asked[0]?.ofTyped?.(words) ?? [];
  };

  it('are asked about once, as what they may be', async () => {
    for (const type of [
      { type: 'person', whom },
      { type: 'line', name: true },
    ] as const) {
      const said = await asking(type, true);
      expect(said('anonimo')).toEqual([
        'Is that a name, or did they not say? Where they did not, type - in its place.',
      ]);
      expect(said('Ana')).toEqual([]);
    }
    expect((await asking({ type: 'people', whom }))('anonimo')).toEqual([
      'Is that a name, or did they not say?',
    ]);
    expect((await asking({ type: 'line' }))('anonimo')).toEqual([]);
  });
});
