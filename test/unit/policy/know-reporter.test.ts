import { describe, expect, it } from 'vitest';
import { fill } from '../../../src/interview/fill.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { decided } from '../../../src/policy/decide.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { ACCESS_READMIT } from '../../../src/steps/access/readmit.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import type { Step } from '../../../src/steps/step.ts';
import { ScriptedPrompter, type Step as Told } from '../interview/scripted-prompter.ts';
import { playbook } from './shipped.ts';
import { type Added, AGREED, OPENED, P1, PRIVATE, R1, REPORT, situation } from './step-situation.ts';

const NOT_MY_NAME = 'You may share it with the team, but not my name.';
const team = (words = 'All of you may.'): Added => ({
  ...{ kind: 'permission', report: 'REPORT1', share: 'team', words },
});
const BASE: readonly Added[] = [OPENED, R1, REPORT, PRIVATE, AGREED];
const OUT: readonly Added[] = [
  { kind: 'grant', member: 'ben' },
  { kind: 'recusal', member: 'ben', id: 'OUT' },
];

async function asked(step: Step, of: Situation, steps: readonly Told[], before: Answers = {}, grounds = {}) {
  const prompter = new ScriptedPrompter(steps);
  const answers = await fill(gatedForm(step, playbook), of, {
    ...{ answers: before, passed: [], given: {}, grounds, resumed: Object.keys(before).length > 0 },
    ...{ onlyRequired: false, review: true, saveLabel: 'Save', prompter },
  });
  prompter.assertDone();
  const shown = prompter.shown.map((block) => JSON.stringify(block)).join('\n');
  const known = prompter.asked.filter(({ id }) => id === 'know-reporter');
  return { answers, prompter, shown, known };
}

const contents = (step: Step, given: Answers, of: Situation) => {
  let next = 0;
  const newId = (): string => `N${next++}`;
  return decided(step, given, of, { me: 'ana', firstId: 'FIRST', newId }).map(({ content }) => content);
};

describe('letting somebody in where who reported it stands open', () => {
  it('asks at the end whether they may know that, and Enter is no', async () => {
    const { known, shown } = await asked(ACCESS_GRANT, situation([...BASE, team()]), [
      ['member', 'ben'],
      ['know-reporter', 'yes'],
      ['review', undefined],
    ]);
    expect(known).toMatchObject([{ initial: 'no', required: true }]);
    expect(shown).toContain('stand open here: Ben Okafor would read both');
    expect(shown).toContain('All of you may.');
    expect(shown).not.toContain('to stay unknown');
  });

  it('shows there that words of a permission seem to keep the name back: noted before, or just typed', async () => {
    const noted = await asked(ACCESS_GRANT, situation([...BASE, team(NOT_MY_NAME)]), [
      ['member', 'ben'],
      ['know-reporter', 'no'],
      ['review', undefined],
    ]);
    const typed = await asked(ACCESS_GRANT, situation(BASE), [
      ['member', 'ben'],
      ['permitted', 'yes'],
      ['permitted-by', ['R1']],
      ['share', 'team'],
      ['permission', NOT_MY_NAME],
      ['know-reporter', 'no'],
      ['review', undefined],
    ]);
    expect(noted.shown).toContain('This seems to say that their name is to stay unknown.');
    expect(typed.shown).toContain(`“${NOT_MY_NAME}” seems to say that their name is to stay unknown.`);
  });

  it('ends with a no, and with what can be done instead', () => {
    const of = situation([...BASE, team()]);
    const given = { member: 'ben', 'know-reporter': 'no' };
    expect(contents(ACCESS_GRANT, given, of)).toEqual([]);
    expect(ACCESS_GRANT.endLabel?.(given, of)).toContain('nobody is let in');
    const { message, hints = [] } = ACCESS_GRANT.nothing?.(of.incident, given) ?? {};
    expect(message).toContain('nothing is saved');
    expect(hints.join()).toContain('`coc report new`');
    expect(hints.join()).toContain('`coc join-incidents K7F3-92QD`');
    expect(hints.join()).toContain('`coc same`');
    expect(hints.join()).not.toContain('`coc report add');
    const permitted = { ...given, permission: NOT_MY_NAME };
    expect(ACCESS_GRANT.nothing?.(of.incident, permitted).hints.join()).toContain('`coc report add');
  });

  it('says afterwards whom else the permission covers, and nobody who is kept out or may be accused', () => {
    const said = (given: Answers, of: Situation) => ACCESS_GRANT.afterwards?.(given, of).join(' ') ?? '';
    const ben = { member: 'ben', 'know-reporter': 'yes' };
    const words = 'What was permitted covers Cem Yildiz as well, and lets nobody in by itself';
    expect(said(ben, situation([...BASE, team()]))).toContain(words);
    const yes = { ...ben, permitted: 'yes', permission: 'All of you may.', share: 'team' };
    expect(said(yes, situation(BASE))).toContain(words);
    expect(said({ ...yes, share: 'named' }, situation(BASE))).toBe('');
    expect(said(ben, situation([...BASE, team(), { kind: 'recusal', member: 'cem', id: 'OUT' }]))).toBe('');
    const cem: Added = { kind: 'person', person: 'A2', role: 'accused', name: 'Cem Yildiz' } as Added;
    expect(said(ben, situation([...BASE, team(), cem]))).toBe('');
  });

  it('is asked anew of somebody who goes on, and Enter is no again', async () => {
    const of = situation([...BASE, team()]);
    const kept = { member: 'ben', 'know-reporter': 'yes' };
    const { known, answers } = await asked(
      ACCESS_GRANT,
      of,
      [
        ['know-reporter', 'no'],
        ['review', undefined],
      ],
      kept,
    );
    expect(known).toMatchObject([{ initial: 'no' }]);
    expect(answers).toEqual({ member: ['ben'], 'know-reporter': 'no' });
  });

  it('is not saved where nobody said it, or a file does not', () => {
    const of = situation([...BASE, team()]);
    const why = (when: 'given' | 'saving', given: Answers) => barTo(ACCESS_GRANT, when, given, of)?.why;
    for (const given of [{ member: 'ben' }, { member: 'ben', 'know-reporter': 'no' }])
      expect(why('given', given)).toContain('stands open');
    expect(why('saving', { member: 'ben' })).toContain('stands open');
    expect(why('given', { member: 'ben', 'know-reporter': 'yes' })).toBeUndefined();
  });
});

describe('what is added to a report', () => {
  const detail = { add: 'detail', share: 'team', permission: NOT_MY_NAME, readers: ['ben'] };

  it('asks it where that lets somebody in, and a no notes what was permitted alone', () => {
    const of = situation(BASE);
    const question = gatedForm(REPORT_ADD, playbook).questions.find(({ id }) => id === 'know-reporter');
    expect(question?.when?.(detail, of)).toBe(true);
    expect(question?.when?.({ ...detail, readers: [] }, of)).toBe(false);
    expect(JSON.stringify(question?.before?.(detail, of))).toContain('to stay unknown');
    const kinds = (given: Answers) => contents(REPORT_ADD, given, of).map(({ kind }) => kind);
    expect(kinds({ ...detail, 'know-reporter': 'yes' })).toEqual(['permission', 'grant']);
    expect(kinds({ ...detail, 'know-reporter': 'no' })).toEqual(['permission']);
    const said = REPORT_ADD.afterwards?.({ ...detail, 'know-reporter': 'no' }, of).join(' ');
    expect(said).toContain('It stays closed to Ben Okafor');
    expect(said).toContain('`coc report new`');
  });

  it('asks it of those whom a further report lets in: the earlier ones are open to them by that', () => {
    const further = {
      ...{ add: 'report', account: 'He did it to me too.', share: 'team' },
      readers: ['ben'],
    };
    const open = situation([...BASE, team()]);
    const closed = situation(BASE);
    const question = gatedForm(REPORT_ADD, playbook).questions.find(({ id }) => id === 'know-reporter');
    expect(question?.when?.(further, open)).toBe(true);
    expect(question?.when?.(further, closed)).toBe(false);
    expect(barTo(REPORT_ADD, 'given', further, open)?.why).toContain('stands open');
    expect(barTo(REPORT_ADD, 'given', { ...further, 'know-reporter': 'no' }, open)).toBeUndefined();
  });
});

describe('letting somebody in again', () => {
  const given = { member: 'ben', reason: 'Another Ben.' };
  const opened = [...BASE, team(), ...OUT];
  const question = gatedForm(ACCESS_READMIT, playbook).questions.find(({ id }) => id === 'know-reporter');

  it('asks it where they can open it by that', () => {
    expect(question?.when?.({ member: 'ben' }, situation(opened))).toBe(true);
    expect(question?.when?.({ member: 'ben' }, situation([...BASE, ...OUT]))).toBe(false);
    const own = opened.map((one) => (one === REPORT ? ({ ...REPORT, by: 'ben' } as Added) : one));
    expect(question?.when?.({ member: 'ben' }, situation(own))).toBe(false);
  });

  it('changes nothing with a no', () => {
    const admin = situation(opened, { access: { admins: ['ana'], unsealed: new Map() } });
    expect(contents(ACCESS_READMIT, { member: 'ben', 'know-reporter': 'no' }, admin)).toEqual([]);
    expect(contents(ACCESS_READMIT, { ...given, 'know-reporter': 'yes' }, admin)).toHaveLength(1);
    expect(barTo(ACCESS_READMIT, 'given', given, admin)?.why).toContain('stands open');
  });
});

describe('a report that is kept for if it happens again', () => {
  it('is asked whether its reporter stays hidden: others may come to read it then', () => {
    const question = gatedForm(REPORT_ADD, playbook).questions.find(({ id }) => id === 'hide-reporter');
    const again = { add: 'report', visibility: 'private', consent: 'again' };
    const of = situation([...BASE, P1]);
    expect(question?.offered?.(again, of)).toBe(true);
    expect(question?.required).toBeTypeOf('function');
    expect(typeof question?.required === 'function' && question.required(again, of)).toBe(true);
  });
});
