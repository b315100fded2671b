import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import { UserError } from '../../../src/errors.ts';
import { parseAnswers } from '../../../src/interview/answers-file.ts';
import { fill } from '../../../src/interview/fill.ts';
import { communityForm } from '../../../src/interview/forms/community.ts';
import { initForm } from '../../../src/interview/forms/init.ts';
import type { Asked } from '../../../src/interview/prompter.ts';
import type { Answers, Form, Question } from '../../../src/interview/question.ts';
import { SURE } from '../../../src/interview/unsure.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import { formOf } from '../../../src/steps/form.ts';
import type { Step } from '../../../src/steps/step.ts';
import { playbook } from '../policy/shipped.ts';
import { READY, situation } from '../policy/step-situation.ts';
import { addForm, FACTS, reportForm } from './report-forms.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

const TEAM: ReportFacts = {
  ...FACTS,
  members: [
    { id: 'ana', name: 'Ana Berg', email: 'ana@example.org' },
    { id: 'ben', name: 'Ben Okafor', email: 'ben@example.org' },
    { id: 'cem', name: 'Cem Yildiz', email: 'cem@example.org' },
  ],
};
const BASE: Answers = {
  threat: 'none',
  account: 'Somebody followed me around all day.',
  visibility: 'private',
  consent: 'no-objection',
  share: 'named',
  permission: 'Ben and Cem may know it.',
  readers: ['ben', 'cem'],
  'hide-reporter': 'no',
};

/** What a file with these answers is refused for; empty where it is taken. */
async function refusedFor<F>(
  form: Form<F>,
  facts: F,
  given: Answers,
  sure: readonly string[] = [],
): Promise<string> {
  try {
    await fill(form, facts, { given, sure, saveLabel: 'Save' });
    return '';
  } catch (error) {
    if (error instanceof UserError) return [error.message, ...error.hints].join('\n');
    throw error;
  }
}
const report = (more: Answers, sure: readonly string[] = []): Promise<string> =>
  refusedFor(reportForm(playbook), TEAM, { ...BASE, ...more }, sure);

const UNKNOWN = fc.constantFrom(
  'Jonny from your team',
  'one of your own people',
  'your colleague with the beard',
  'a staff member, Jonny',
  'somebody on the response team',
);
const BEFORE = fc.constantFrom('It was ', 'She says that it was ', 'I saw ', 'this ');

describe('an answers file that lets others in', () => {
  it('is refused where somebody on the team is spoken of, by no name that is known', async () => {
    await fc.assert(
      fc.asyncProperty(UNKNOWN, BEFORE, fc.boolean(), async (one, before, isWho) => {
        const told = isWho ? { who: one } : { account: `${before}${one}.` };
        const why = await report(told);
        expect(why).toContain('readers ');
        expect(why).toContain('sure: [readers]');
        expect(why).not.toContain('Jonny');
        expect(await report({ ...told, conflicts: [] })).toContain('readers ');
        expect(await report(told, ['readers'])).toBe('');
        expect(await report({ ...told, readers: [] })).toBe('');
      }),
      { numRuns: 40 },
    );
  });

  it('is refused where it lets in whom the account names, or whom the permission may leave out', async () => {
    expect(await report({ account: 'I said so to Ben Okafor at once.' })).toContain(
      'readers lets somebody in',
    );
    expect(await report({ account: 'I said so to Ben Okafor at once.', readers: ['cem'] })).toBe('');
    expect(await report({ account: 'I said so to Ben Okafor at once.' }, ['readers'])).toBe('');
    const all = { share: 'team', permission: 'All of you, but not Jonny.' };
    expect(await report(all)).toContain('seems to leave somebody out');
    expect(await report(all, ['readers'])).toBe('');
    expect(await report({ ...all, permission: 'All of you but Ben.' })).toContain(
      'whom the permission names',
    );
    expect(await report({ ...all, permission: 'All of you but Ben.', readers: ['cem'] })).toBe('');
    expect(await report({ ...all, permission: 'Ben may know it, and the others.' })).toBe('');
  });

  it('is refused where the reporter stands open and the permission seems to keep them back', async () => {
    const kept = { permission: 'Ben and Cem may know it, but not that it was me.' };
    expect(await report(kept)).toContain('hide-reporter is no');
    expect(await report(kept, ['hide-reporter'])).toBe('');
    expect(await report({ ...kept, 'hide-reporter': 'yes', summary: 'Somebody was followed.' })).toBe('');
  });
});

const OF_WORDS: Form<object> = {
  name: 'note',
  about: 'x',
  questions: (
    [
      { type: 'line' },
      { type: 'text' },
      { type: 'list' },
      { type: 'person', whom: { read: (value) => ({ value }), show: (value) => value } },
      { type: 'people', whom: { read: (value) => ({ value }), show: (value) => value } },
    ] satisfies readonly Question<object>['answer'][]
  ).map((answer) => ({ id: answer.type, ask: answer.type, label: answer.type, answer })),
};
const MANY = new Set(['list', 'people']);

describe('an answer of a file that says yes or no where words are wanted', () => {
  const YES = fc.constantFrom(
    'y',
    'Y',
    'yes',
    'Yes.',
    'n',
    'ok',
    'OK!',
    'sure',
    ' y ',
    'yep',
    'true',
    'false',
  );

  it('is refused for every kind of words, all at once, unless the file is sure of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...OF_WORDS.questions.map(({ id }) => id)), YES, { minKeys: 1 }),
        async (words) => {
          const given = Object.fromEntries(
            Object.entries(words).map(([id, one]) => [id, MANY.has(id) ? ['words that say more', one] : one]),
          );
          const why = await refusedFor(OF_WORDS, {}, given);
          const ids = Object.keys(given);
          for (const id of ids) expect(why).toContain(`  ${id} is a yes or a no`);
          expect(why.match(/is a yes or a no/g)).toHaveLength(ids.length);
          expect(await refusedFor(OF_WORDS, {}, given, ids)).toBe('');
          const [first = '', ...others] = ids;
          expect(await refusedFor(OF_WORDS, {}, given, [first])).toEqual(
            others.length === 0 ? '' : expect.not.stringContaining(`  ${first} `),
          );
        },
      ),
    );
  });

  it('is taken where it is what somebody said, where it is a flag, and of words that only begin so', async () => {
    const said: Form<object> = {
      ...OF_WORDS,
      questions: OF_WORDS.questions.map((one) => ({ ...one, isSaid: true })),
    };
    expect(await refusedFor(said, {}, { line: 'y', text: 'no' })).toBe('');
    expect(await report({ permission: 'Yes.', readers: ['cem'] })).toBe('');
    expect(
      await refusedFor(OF_WORDS, {}, { line: 'Yes, by mail', text: 'no contact', people: ['Noor'] }),
    ).toBe('');
    await fill(OF_WORDS, {}, { given: { line: 'y' }, saveLabel: 'Save' });
  });

  it('is asked of somebody at a terminal, once, with why', async () => {
    const prompter = new ScriptedPrompter([['line', 'words'], ['review']]);
    const answers = await fill(
      OF_WORDS,
      {},
      { given: { line: 'y' }, sure: [], prompter, onlyRequired: true, saveLabel: 'Save' },
    );
    expect(answers).toEqual({ line: 'words' });
    expect(JSON.stringify(prompter.shown)).toContain('is a yes or a no');
  });
});

describe('whom a file lets in, with somebody at a terminal', () => {
  it('are proposed to nobody, and asked once with why', async () => {
    const prompter = new ScriptedPrompter([
      ['readers', (asked) => ((asked as Asked).initial === undefined ? ['cem'] : [])],
      ['hide-reporter', 'no'],
    ]);
    const given = { ...BASE, who: 'Jonny from your team' };
    const answers = await fill(reportForm(playbook), TEAM, {
      ...{ given, sure: [], prompter, onlyRequired: true, saveLabel: 'Save' },
    });
    expect(answers.readers).toEqual(['cem']);
    prompter.assertDone();
    expect(JSON.stringify(prompter.shown).match(/by no name that is known here/g)).toHaveLength(1);
  });
});

describe('what a file says of who and when', () => {
  it.each([
    [{ 'reporter-name': 'Rosa Blum', who: 'Rosa Blum' }, 'who is the name of who reports it'],
    [{ 'reporter-name': 'tall man' }, 'reporter-name may be no name'],
    [{ 'reporter-name': 'unknwon' }, 'reporter-name may say that there is no name'],
    [{ when: '31 February' }, 'when has a day or a time that there is not'],
    [{ when: 'tomorrow at noon' }, 'when is still to come'],
    [
      { when: 'yesterday at noon', 'received-at': '2026-11-20T12:00+00:00' },
      'when is after the report reached you',
    ],
  ] as const)('is looked at once more: %j', async (more, why) => {
    const base = { ...more, readers: [], share: 'recorder' };
    const { permission: _out, 'hide-reporter': _no, ...rest } = BASE;
    const found = await refusedFor(reportForm(playbook), TEAM, { ...rest, ...base });
    expect(found).toContain(`  ${why}`);
    const [key = ''] = why.split(' ');
    expect(await refusedFor(reportForm(playbook), TEAM, { ...rest, ...base }, [key])).toBe('');
  });
});

describe('a question that has something to say of what is typed', () => {
  it('says it of a file as well, whichever form it is in', async () => {
    const steps = await Promise.all(CATALOGUE.map(({ load }) => load()));
    const forms: readonly Form<never>[] = [
      ...steps.map((step) => formOf(step as Step, playbook)),
      communityForm as Form<never>,
      initForm as Form<never>,
    ];
    const questions = forms.flatMap((one) => one.questions);
    const typed = questions.filter(({ ofTyped }) => ofTyped !== undefined);
    expect(typed.length).toBeGreaterThan(10);
    expect(typed.filter(({ ofWritten }) => ofWritten === undefined).map(({ id }) => id)).toEqual([]);
    // The key is none of a question.
    expect(questions.filter(({ id }) => id === SURE)).toEqual([]);
  });
});

describe('the key “sure” of a file', () => {
  it('has keys of the form, one or several, and answers nothing itself', () => {
    const parse = (data: object) => parseAnswers(data, OF_WORDS);
    expect(parse({ line: 'y', sure: 'line' })).toEqual({ answers: { line: 'y' }, stray: [], sure: ['line'] });
    expect(parse({ sure: ['line', 'text'] }).sure).toEqual(['line', 'text']);
    expect(parse({ sure: '' })).toEqual({ answers: {}, stray: [] });
    for (const sure of ['everything', ['line', 'SECRET'], { line: 'yes' }, 1])
      expect(parse({ sure }).stray).toEqual([expect.stringMatching(/^sure must be keys/)]);
    expect(JSON.stringify(parse({ sure: ['SECRET'] }).stray)).not.toContain('SECRET');
  });
});

describe('a further report of a file that says again what few know who said', () => {
  const open = situation(READY);
  const OWN = 'He would not stop knocking at the door of my room for twenty long minutes that night.';
  const facts: ReportFacts = {
    ...open,
    incident: {
      ...open.incident,
      people: open.incident.people.map((one) => (one.ref === 'R1' ? { ...one, knownTo: ['ana'] } : one)),
      reports: open.incident.reports.map((one) => ({
        ...one,
        ...{ account: `It was late. ${OWN}`, restricted: true, knownTo: ['ana'] },
      })),
    },
  };
  const further = (account: string, more: Answers): Answers => ({
    ...{ add: 'report', threat: 'none', account, 'reporter-name': 'Jonas Quill', consent: 'no-objection' },
    ...{ 'received-at': 'today', share: 'team', permission: 'The team may know it.' },
    ...more,
  });
  const form = addForm(playbook);

  it('is refused as open, unless the file is sure, whatever part of their words it is', async () => {
    const words = OWN.split(' ');
    const part = fc
      .tuple(fc.nat(words.length - 7), fc.integer({ min: 7, max: words.length }))
      .map(([from, many]) => words.slice(from, from + many).join(' '));
    await fc.assert(
      fc.asyncProperty(part, fc.constantFrom('She told me: ', 'I heard that ', ''), async (said, before) => {
        const given = further(`${before}${said}`, { 'hide-reporter': 'no' });
        const why = await refusedFor(form, facts, given);
        expect(why).toContain('hide-reporter is no');
        expect(why).toContain('sure: [hide-reporter]');
        expect(why).not.toMatch(/knocking|twenty|Jonas|R1/);
        expect(await refusedFor(form, facts, given, ['hide-reporter'])).toBe('');
      }),
      { numRuns: 30 },
    );
    const hidden = { 'hide-reporter': 'yes', summary: 'Somebody heard of it.' };
    expect(await refusedFor(form, facts, further(OWN, hidden))).toBe('');
    expect(
      await refusedFor(form, facts, further('I saw it from the stairs.', { 'hide-reporter': 'no' })),
    ).toBe('');
  });
});
