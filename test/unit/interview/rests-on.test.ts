import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../src/interview/check.ts';
import { type FillOptions, fill, type Progress } from '../../../src/interview/fill.ts';
import type { Answers, Form } from '../../../src/interview/question.ts';
import type { GateId } from '../../../src/policy/playbook.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { CLOSE } from '../../../src/steps/close.ts';
import { EMPLOYER } from '../../../src/steps/employer.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import { SANCTION_DONE } from '../../../src/steps/sanction/done.ts';
import { playbook } from '../policy/shipped.ts';
import {
  A1,
  A2,
  AGREED,
  AT,
  MEMBERS,
  now,
  OPENED,
  PRIVATE,
  R1,
  READY,
  REPORT,
  sanctionEntry,
  situation,
  W1,
  WITNESSED,
} from '../policy/step-situation.ts';
import { addForm, reportForm } from './report-forms.ts';
import { ScriptedPrompter, type Step } from './scripted-prompter.ts';

/** Who gets the key, and what was said to that. */
const form: Form<null> = {
  name: 'keys',
  about: 'A key.',
  questions: [
    { id: 'who', ask: 'Who', label: 'Who', answer: { type: 'line' }, required: true },
    {
      id: 'said',
      ask: 'What was said to it',
      label: 'Said',
      answer: { type: 'line' },
      required: true,
      restsOn: ({ who }) => String(who).toLowerCase(),
    },
    {
      id: 'door',
      ask: 'Which door',
      label: 'Door',
      answer: { type: 'line' },
      restsOn: ({ who }) => who,
      initial: ({ who }) => `the door of ${who}`,
    },
    {
      id: 'may',
      ask: 'May they',
      label: 'May',
      answer: { type: 'choices', choices: ['in', 'out'].map((value) => ({ value, label: value })) },
      required: true,
      restsOn: ({ who }) => who,
      onceMore: () => undefined,
    },
    { id: 'note', ask: 'A note', label: 'Note', answer: { type: 'line' } },
  ],
};

const nothing: Omit<FillOptions<null>, 'keep' | 'present'> = {
  ...{ answers: {}, passed: [], given: {} },
  ...{ onlyRequired: false, review: true, saveLabel: 'Save' },
};

async function told(steps: readonly Step[], more: Partial<FillOptions<null>> = {}) {
  const prompter = new ScriptedPrompter(steps);
  const kept: Progress[] = [];
  const keep = async (progress: Progress): Promise<void> => void kept.push(progress);
  const filled = fill(form, null, { ...nothing, keep, prompter, ...more });
  const answers = await filled.catch((error: unknown) => ({ error }));
  const said = prompter.shown.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  return { answers, said, kept, last: kept.at(-1), prompter };
}

const FIRST: readonly Step[] = [
  ['who', 'Ada'],
  ['said', 'she may'],
  ['door', 'the door of Ada'],
  ['may', ['in']],
  ['note', undefined],
];
const BEN: readonly Step[] = [
  ['review', 'who'],
  ['who', 'Ben'],
];
const AGAIN: readonly Step[] = [
  ['said', 'he may'],
  ['door', 'the door of Ben'],
  ['may', ['out']],
];

describe('an answer that rests on another one', () => {
  it('is asked once more where that is changed, with what was answered', async () => {
    const { answers, said, prompter } = await told([...FIRST, ...BEN, ...AGAIN, ['review', undefined]]);
    expect(answers).toEqual({ who: 'Ben', said: 'he may', door: 'the door of Ben', may: ['out'] });
    expect(said[0]).toBe(
      '“Said” is asked once more, since what it depends on has changed. You had answered: she may.',
    );
    const [, , said2, door2, may2] = prompter.asked.slice(FIRST.length - 1);
    expect(said2?.initial).toBe('she may');
    expect(door2?.initial).toBe('the door of Ben');
    expect(may2?.initial).toBeUndefined();
  });

  it('has at hand what somebody typed in place of what was proposed', async () => {
    const first = FIRST.map((one): Step => (one[0] === 'door' ? ['door', 'the red one'] : one));
    const { prompter } = await told([...first, ...BEN, ...AGAIN, ['review', undefined]]);
    expect(prompter.asked.filter(({ id }) => id === 'door')[1]?.initial).toBe('the red one');
  });

  it('stands where what it rests on comes to the same', async () => {
    const { prompter } = await told([
      ...FIRST,
      ['review', 'who'],
      ['who', 'ADA'],
      ['door', 'x'],
      ['may', ['in']],
      ['review', undefined],
    ]);
    expect(prompter.ids.filter((id) => id === 'said')).toHaveLength(1);
    const other = await told([...FIRST, ['review', 'note'], ['note', 'n'], ['review', undefined]]);
    expect(other.prompter.ids).toHaveLength(FIRST.length + 1);
  });

  it('is asked once more also where somebody stopped before it, and what was answered is kept until then', async () => {
    const { last } = await told([...FIRST, ...BEN]);
    expect(last?.answers).toMatchObject({ who: 'Ben', said: 'she may', may: ['in'] });
    const { answers, prompter } = await told([...AGAIN, ['review', undefined]], last ?? {});
    expect(prompter.ids).toEqual(['said', 'door', 'may']);
    expect(answers).toMatchObject({ said: 'he may' });
  });

  it('rests on what is there where it came from a file, or from a draft that says nothing of it', async () => {
    const given = { who: 'Ada', said: 'she may', door: 'd', may: ['in'], note: 'n' };
    for (const more of [{ given }, { answers: given }]) {
      const { prompter } = await told([['review', undefined]], more);
      expect(prompter.ids).toEqual([]);
      const changed = await told([...BEN, ...AGAIN, ['review', undefined]], more);
      expect(changed.answers).toMatchObject({ said: 'he may' });
    }
  });

  it('is taken as it stands where nobody is asked', async () => {
    const given = { who: 'Ada', said: 'she may', may: ['in'] };
    const keep = async (): Promise<void> => undefined;
    expect(await fill(form, null, { ...nothing, given, keep })).toEqual(given);
  });
});

describe('a change that is half typed', () => {
  const kept = { who: 'Ada', said: 'she may', door: 'd', may: ['in'] };

  it('is typed on where somebody goes on, and what stood there is still proposed', async () => {
    const partial = { id: 'said', text: 'she mi', open: 'she mi' };
    const { answers, prompter } = await told(
      [
        ['said', 'she might'],
        ['review', undefined],
      ],
      {
        answers: kept,
        passed: ['note'],
        partial,
      },
    );
    expect(prompter.asked[0]).toMatchObject({ partial: 'she mi', open: 'she mi', initial: 'she may' });
    expect(answers).toMatchObject({ said: 'she might' });
  });

  it('is typed on of what had been passed over', async () => {
    const { prompter } = await told(
      [
        ['note', 'a note'],
        ['review', undefined],
      ],
      {
        answers: kept,
        passed: ['note'],
        partial: { id: 'note', text: 'a no', open: 'a no' },
      },
    );
    expect(prompter.asked[0]).toMatchObject({ partial: 'a no' });
  });

  it('is typed on once', async () => {
    const { prompter } = await told(
      [
        ['said', 'she might'],
        ['review', 'said'],
        ['said', 'no'],
        ['review', undefined],
      ],
      { answers: kept, passed: ['note'], partial: { id: 'said', text: 'she mi', open: 'she mi' } },
    );
    expect(prompter.asked[1]?.partial).toBeUndefined();
  });

  it('is over where a file says what it is', async () => {
    const { prompter } = await told([['review', undefined]], {
      answers: kept,
      passed: ['note'],
      given: { said: 'yes' },
      partial: { id: 'said', text: 'she mi', open: 'she mi' },
    });
    expect(prompter.ids).toEqual([]);
  });
});

/** What is asked once one answer of a form was changed in the review. */
async function changed<F>(of: Form<F>, facts: F, answers: Answers, steps: readonly Step[]) {
  const prompter = new ScriptedPrompter([...steps, ['review', undefined]]);
  const keep = async (): Promise<void> => undefined;
  const passed = of.questions.map(({ id }) => id).filter((id) => !(id in answers));
  const filled = await fill(of, facts, { ...nothing, answers, passed, keep, prompter });
  prompter.assertDone();
  return { answers: filled, asked: (id: string) => prompter.asked.findLast((one) => one.id === id) };
}

describe('a report that is changed at its end', () => {
  const facts: ReportFacts = {
    playbook,
    emergency: [],
    now,
    begunAt: now,
    me: 'ana',
    custodians: [],
    members: MEMBERS,
  };
  const of = reportForm(playbook);
  const base: Answers = {
    ...{ threat: 'none', account: 'words', 'received-at': '2026-11-24T10:00:00+01:00', who: 'Zoe Zimmer' },
    ...{ conflicts: [], visibility: 'private', consent: 'no-objection', share: 'recorder' },
  };
  const NAMED: Answers = { ...base, share: 'named', permission: 'Ben and nobody else.', readers: ['ben'] };
  const TEAM: Answers = { ...base, share: 'team', permission: 'All of you.', readers: ['ben', 'cem'] };
  const OPEN = { 'reporter-name': 'Mei Lindqvist', 'hide-reporter': 'no' };

  it('asks anew who is kept out where somebody on the team may have done it', async () => {
    const { answers, asked } = await changed(of, facts, base, [
      ['review', 'who'],
      ['who', 'Ben Okafor'],
      ['conflicts', ['ben']],
    ]);
    expect(asked('conflicts')?.initial).toEqual(['ben']);
    expect(answers.conflicts).toEqual(['ben']);
  });

  it('asks anew who is kept out where it was somebody else, with those marked who were', async () => {
    const before = { ...base, who: 'Ben Okafor', conflicts: ['ben'] };
    const other = await changed(of, facts, before, [
      ['review', 'who'],
      ['who', 'Cem Yildiz'],
      ['conflicts', ['cem']],
    ]);
    expect(other.asked('conflicts')?.initial).toEqual(['ben', 'cem']);
    const nobody = await changed(of, facts, before, [
      ['review', 'who'],
      ['who', 'Zoe Zimmer'],
      ['conflicts', []],
    ]);
    expect(nobody.asked('conflicts')?.initial).toEqual(['ben']);
  });

  it('does not have Enter say that nobody is kept out', async () => {
    const { asked } = await changed(of, facts, { ...base, who: 'Ben Okafor' }, [
      ['review', 'who'],
      ['who', 'Zoe Zimmer'],
      ['conflicts', []],
    ]);
    expect(asked('conflicts')?.initial).toBeUndefined();
  });

  it('asks anew who is kept out where their words come to name somebody on the team', async () => {
    await changed(of, facts, base, [
      ['review', 'account'],
      ['account', 'Ben Okafor made jokes.'],
      ['conflicts', ['ben']],
    ]);
  });

  it('asks nothing anew where that changes nothing', async () => {
    await changed(of, facts, base, [
      ['review', 'who'],
      ['who', 'Yan Zimmer'],
      ['review', 'account'],
      ['account', 'other words'],
    ]);
  });

  it('names nobody by itself who could open it as one of all', async () => {
    const { asked } = await changed(of, facts, { ...TEAM, ...OPEN }, [
      ['review', 'share'],
      ['share', 'named'],
      ['permission', 'Ben and nobody else.'],
      ['readers', ['ben']],
      ['hide-reporter', 'no'],
    ]);
    expect(asked('permission')?.initial).toBe('All of you.');
    expect(asked('readers')?.initial).toBeUndefined();
  });

  it('asks anew with whom it may be shared where it happened to somebody else', async () => {
    const { asked } = await changed(of, facts, { ...NAMED, ...OPEN, 'reporter-is-affected': 'yes' }, [
      ['review', 'reporter-is-affected'],
      ['reporter-is-affected', 'no'],
      ['share', 'named'],
      ['permission', 'Ben may.'],
    ]);
    expect(asked('share')?.initial).toBeUndefined();
    await changed(of, facts, { ...base, 'reporter-is-affected': 'yes' }, [
      ['review', 'reporter-is-affected'],
      ['reporter-is-affected', 'no'],
    ]);
  });

  it('asks anew whether the reporter is hidden where others read along, or it is another reporter', async () => {
    const more = await changed(of, facts, { ...NAMED, ...OPEN }, [
      ['review', 'readers'],
      ['readers', ['ben', 'cem']],
      ['hide-reporter', 'no'],
    ]);
    expect(more.asked('hide-reporter')?.initial).toBeUndefined();
    await changed(of, facts, { ...NAMED, ...OPEN }, [
      ['review', 'reporter-name'],
      ['reporter-name', 'Jo Falk'],
      ['hide-reporter', 'no'],
    ]);
    const hidden = { ...NAMED, 'reporter-name': 'Mei', 'hide-reporter': 'yes', summary: 'Jokes.' };
    await changed(of, facts, hidden, [
      ['review', 'reporter-name'],
      ['reporter-name', 'Jo Falk'],
    ]);
  });

  it('asks anew for what the others read where the words are others', async () => {
    const hidden = { ...NAMED, 'hide-reporter': 'yes', summary: 'Jokes.' };
    const { asked } = await changed(of, facts, hidden, [
      ['review', 'account'],
      ['account', 'other words'],
      ['summary', 'Worse than jokes.'],
    ]);
    expect(asked('summary')?.initial).toBe('Jokes.');
  });
});

describe('a step that is changed at its end', () => {
  const inSpite = (override: GateId) => situation(READY, { overrides: [override] });

  it('puts right of somebody what is said of them', async () => {
    const of = situation([...READY, W1]);
    const answers = {
      add: 'correction',
      wrong: 'person',
      'wrong-of': 'A1',
      'right-contact': 'a@vane.example',
    };
    const steps: readonly Step[] = [
      ['review', 'wrong-of'],
      ['wrong-of', 'W1'],
      ['right-contact', undefined],
    ];
    expect((await changed(addForm(playbook), of, answers, steps)).answers).not.toHaveProperty(
      'right-contact',
    );
  });

  it('lets nobody in with what was permitted for somebody else', async () => {
    const answers = { member: 'ben', permitted: 'yes', 'permitted-by': ['R1'], permission: 'Ben may.' };
    const { asked } = await changed(
      gatedForm(ACCESS_GRANT, playbook),
      situation(READY),
      { ...answers, share: 'named', 'know-reporter': 'yes' },
      [
        ['review', 'member'],
        ['member', 'cem'],
        ['permitted', 'yes'],
        ['share', 'named'],
        ['permission', 'Cem may.'],
        ['know-reporter', 'yes'],
      ],
    );
    expect(asked('know-reporter')?.initial).toBe('no');
    expect(asked('permitted')?.initial).toBeUndefined();
    expect(asked('permission')?.initial).toBe('Ben may.');
  });

  it('says what permission it is where the answer to it is another', async () => {
    const answers = {
      ...{ about: 'complaint', person: 'A1', way: 'letter', permitted: 'yes', 'permitted-by': ['R1'] },
      ...{ permission: 'Yes, tell him.', 'permitted-at': AT, contact: 'c@imgix.com', given: 'no' },
    };
    const of = situation([OPENED, R1, A1, REPORT, PRIVATE, AGREED]);
    const { asked } = await changed(gatedForm(NOTIFY, playbook), of, answers, [
      ['letter', (one) => ('initial' in one ? (one.initial ?? null) : null)],
      ['review', 'permitted'],
      ['permitted', 'no'],
      ['permission', 'No, do not.'],
    ]);
    expect(asked('permission')?.initial).toBeUndefined();
  });

  it.each([
    ['no', undefined],
    ['if', undefined],
    ['yes', 'Announce it.'],
  ])('has no words of an earlier answer at hand where it is “%s” now', async (permitted, proposed) => {
    const said = { people: ['R1'], words: 'Announce it.', saidAt: AT };
    const before = { kind: 'permitted', what: 'announce', answer: 'yes', ...said } as const;
    const prompter = new ScriptedPrompter([
      ['add', 'permission'],
      ['what', 'announce'],
      ['permitted', permitted],
      ['permitted-by', ['R1']],
      ...(permitted === 'if' ? [['condition', 'once he has left'] as const] : []),
      ...(permitted === 'if'
        ? []
        : [['permitted-words', permitted === 'yes' ? 'Announce it.' : undefined] as const]),
      ['permitted-at', AT],
      ['review', undefined],
    ]);
    const of = situation([...READY, before]);
    const keep = async (): Promise<void> => undefined;
    await fill(addForm(playbook), of, { ...nothing, keep, prompter });
    expect(prompter.asked.find(({ id }) => id === 'permitted-words')?.initial).toBe(proposed);
  });

  it('has no answer that nobody was asked where what they said is written down', () => {
    const asks = addForm(playbook).questions.find(({ id }) => id === 'permitted');
    const type = asks && typeOf(asks, { add: 'permission', what: 'announce' }, situation(READY));
    const values = type && 'choices' in type ? type.choices.map(({ value }) => value) : [];
    expect(values).toEqual(['yes', 'if', 'no']);
  });

  it('gives the reason in spite of a rule anew where something else breaks it', async () => {
    const answers = {
      ...{ 'held-at': AT, present: ['ana', 'ben'], 'also-present': ['R1'], 'what-happened': 'x' },
      ...{ outcome: 'undecided', 'override-attendance': 'R1 wanted to.' },
    };
    const { asked } = await changed(gatedForm(MEETING, playbook), inSpite('attendance'), answers, [
      ['review', 'also-present'],
      ['also-present', ['A1']],
      ['override-attendance', 'A1 wanted to.'],
    ]);
    expect(asked('override-attendance')?.initial).toBe('R1 wanted to.');
  });

  it('says why something is not needed of what that is, and what is still open of what is open by now', async () => {
    const owing = { ...sanctionEntry({ tell: ['the desk', 'the door'] }) };
    const of = situation([...READY, owing]);
    const asks = gatedForm(CLOSE, playbook).questions.find(({ id }) => id === 'stays-due');
    const all = asks && typeOf(asks, {}, of);
    const values = all && 'choices' in all ? all.choices.map(({ value }) => value) : [];
    expect(values.length).toBeGreaterThan(1);
    const answers = {
      unfinished: 'it takes longer',
      'stays-due': values.slice(1),
      'not-needed': 'It was done.',
    };
    const { asked } = await changed(gatedForm(CLOSE, playbook), of, answers, [
      ['review', 'stays-due'],
      ['stays-due', values.slice(0, -1)],
      ['not-needed', 'That as well.'],
    ]);
    expect(asked('not-needed')?.initial).toBe('It was done.');
  });

  it('ticks nothing off of another sanction', async () => {
    const two = ['SANCTION1', 'SANCTION2'].map((id) => sanctionEntry({ id, tell: ['the desk', 'the door'] }));
    const { asked } = await changed(
      gatedForm(SANCTION_DONE, playbook),
      situation([...READY, ...two]),
      { sanction: '1', items: ['1'] },
      [
        ['review', 'sanction'],
        ['sanction', '2'],
        ['items', ['2']],
      ],
    );
    expect(asked('items')?.initial).toBeUndefined();
  });

  it('tells an employer of somebody what that one did', async () => {
    const answers = {
      ...{ person: 'A1', state: 'letter', grounds: ['speaking-for'], employer: 'Brightwell Ltd' },
      ...{ what: 'He knocked.', action: 'He stays away.', sent: 'no' },
    };
    const of = situation([...READY.map((one) => (one === PRIVATE ? WITNESSED : one)), A2]);
    const { asked } = await changed(gatedForm(EMPLOYER, playbook), of, answers, [
      ['letter', (one) => ('initial' in one ? (one.initial ?? null) : null)],
      ['review', 'person'],
      ['person', 'A2'],
      ['grounds', ['speaking-for']],
      ['employer', 'Quist GmbH'],
      ['untold', 'He left.'],
      ['what', 'He shouted.'],
      ['action', 'He stays away.'],
      ['letter', (one) => ('initial' in one ? (one.initial ?? null) : null)],
    ]);
    expect(asked('letter')?.initial).toContain('He shouted.');
    expect(asked('what')?.initial).toBe('He knocked.');
    expect(asked('employer')?.initial).toBeUndefined();
  });

  it('says what safety it is that another sanction gives', async () => {
    const answers = {
      ...{ person: 'A1', sanction: 'warning', behavior: 'knocking', safety: 'He knows.' },
      ...{ term: 'indefinite', 'decided-by': ['ana', 'ben'] },
    };
    const { asked } = await changed(gatedForm(SANCTION, playbook), situation(READY), answers, [
      ['review', 'sanction'],
      ['sanction', 'ban'],
      ['scope', 'all our events'],
      ['safety', 'He is not there.'],
    ]);
    expect(asked('safety')?.initial).toBe('He knows.');
  });
});
