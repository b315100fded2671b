import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../../../src/interview/check.ts';
import { fill } from '../../../src/interview/fill.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { EntryList } from '../../../src/policy/entry-list.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import { formOf } from '../../../src/steps/form.ts';
import { givenAnew, namedAlready } from '../../../src/steps/report/hidden-names.ts';
import { REPORT_NEW } from '../../../src/steps/report/new.ts';
import { REPORT_PAST } from '../../../src/steps/report/past.ts';
import { FACTS } from '../interview/report-forms.ts';
import { ScriptedPrompter } from '../interview/scripted-prompter.ts';
import { playbook } from './shipped.ts';

const HIDDEN: Answers = {
  ...{ threat: 'none', account: 'He would not let me pass at the stairs.', share: 'named' },
  ...{ 'received-at': '2026-11-23T14:10:00+01:00', visibility: 'private', consent: 'no-objection' },
  ...{ permission: 'You may tell Ben.', readers: ['ben'], conflicts: [], 'hide-reporter': 'yes' },
  summary: 'Somebody was bothered.',
};
const PAST: Answers = {
  ...HIDDEN,
  ...{ 'received-at': '2024-05-01', outcome: 'no-action', 'decided-at': '2024-05-03', who: 'a tall man' },
};
const facts: ReportFacts = FACTS;

/** What stands open in what these answers become; undefined where they are refused. */
function openIn(step: typeof REPORT_NEW | typeof REPORT_PAST, given: Answers): string | undefined {
  const form = formOf(step, playbook);
  const { problems, missing } = settle(form, facts, given, { assume: true });
  if (problems.length + missing.length > 0) return undefined;
  let next = 0;
  const draft = new EntryList({ me: 'ana', firstId: 'F', newId: () => `N${next++}` });
  step.decide(given, 'ana', draft, facts);
  return draft.entries.map(({ content }) => JSON.stringify(content)).join('\n');
}

const REPORTERS = [
  ['Nadia Amari', 'nadia.amari@mail.example'],
  ['Mei Lindqvist', '@meilind'],
  ['Jonas Falkner', '+49 170 5550123'],
  ['Łucja Żółć', 'lucja@zolc.example'],
] as const;
const FORMS: readonly ((name: string, contact: string) => string)[] = [
  (name) => name,
  (name) => name.split(' ')[0] ?? '',
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => name.split(' ').reverse().join(', '),
  (_name, contact) => contact,
];
const AROUND: readonly ((said: string) => string)[] = [
  (said) => said,
  (said) => `her, ${said}`,
  (said) => `${said} (herself)`,
  (said) => `a friend of ${said}`,
  (said) => `${said}'s colleague`,
  (said) => `Karim Osman and ${said}`,
];
const FIELDS = ['affected-name', 'who', 'others', 'behavior', 'when', 'circumstances'] as const;
const LATER = ['decision', 'safety'] as const;

const cases = <F extends string>(fields: readonly F[]) =>
  fc.record({
    who: fc.constantFrom(...REPORTERS),
    form: fc.constantFrom(...FORMS),
    around: fc.constantFrom(...AROUND),
    fields: fc.subarray([...fields], { minLength: 1 }),
  });

const filled = (id: string, words: string): Answers => ({ [id]: id === 'others' ? [words] : words });

describe('a reporter who is hidden', () => {
  it('is named in nothing that stands open, whatever is answered where', () => {
    fc.assert(
      fc.property(cases(FIELDS), ({ who: [name, contact], form, around, fields }) => {
        const words = around(form(name, contact));
        const reporter = { 'reporter-name': name, 'reporter-contact': contact };
        const told = fields.map((id) => filled(id, words));
        expect(openIn(REPORT_NEW, Object.assign({ ...HIDDEN, ...reporter }, ...told))).toBeUndefined();
        const given: Answers = Object.assign({ ...reporter }, ...told);
        expect(givenAnew(given, facts, playbook)?.to).toEqual([
          ...(fields.includes('affected-name') ? ['reporter-is-affected'] : []),
          ...['behavior', 'when', 'circumstances', 'affected-name', 'who', 'others'].filter((id) =>
            fields.includes(id as never),
          ),
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('is named in nothing of what was decided long ago', () => {
    fc.assert(
      fc.property(cases(LATER), ({ who: [name, contact], form, around, fields }) => {
        const told = fields.map((id) => ({ [id]: around(form(name, contact)) }));
        const given = { ...PAST, 'reporter-name': name, 'reporter-contact': contact };
        const asked = { ...given, sanction: 'warning', outcome: 'sanction', behavior: 'to shout' };
        expect(openIn(REPORT_PAST, { ...asked, decision: 'A warning.' })).toBeDefined();
        expect(openIn(REPORT_PAST, Object.assign(asked, ...told))).toBeUndefined();
      }),
    );
  });

  it('stands beside others who share a name with them', () => {
    const given = { ...HIDDEN, 'reporter-name': 'Nadia Amari' };
    const open = { who: 'Karim Amari', others: ['Nadia Osman, the speaker'], 'affected-name': 'Lea Amari' };
    expect(openIn(REPORT_NEW, { ...given, ...open })).toContain('Karim Amari');
    for (const words of ['Nadia Her', 'Nadya Amari', 'Amari Nadia', 'N. Amari', 'Nadia Maria Amari'])
      expect(namedAlready({ ...given, 'affected-name': words }, facts), words).toBeDefined();
    for (const words of ['Will', 'will', 'her, Will', 'Young'])
      for (const id of ['affected-name', 'who', 'others'])
        expect(
          namedAlready({ ...HIDDEN, 'reporter-name': 'Will Young', ...filled(id, words) }, facts),
          `${id}: ${words}`,
        ).toBeDefined();
  });

  it('is proposed as whom it happened to, where the words say so', () => {
    const { ofTyped } = formOf(REPORT_NEW, playbook).questions.find(({ id }) => id === 'affected-name') ?? {};
    const said = (words: string) => ofTyped?.(words, { 'reporter-name': 'Nadia Amari' }, facts).join() ?? '';
    for (const words of ['her, nadia', 'herself', 'Nadia', 'me', 'the reporter'])
      expect(said(words), words).toContain('“Happened to them”');
    for (const words of ['a visitor', 'Karim Amari', 'her colleague', 'Herta'])
      expect(said(words), words).not.toContain('“Happened to them”');
  });

  it('is asked whether it happened to them, and then nobody else is written down', async () => {
    const { 'hide-reporter': _hidden, summary: _summary, ...given } = HIDDEN;
    const before = { ...given, 'reporter-name': 'Nadia Amari', 'affected-name': 'her, nadia' };
    const form = formOf(REPORT_NEW, playbook);
    const replies: Answers = { ...HIDDEN, 'reporter-is-affected': 'yes' };
    const asked: string[] = [];
    const prompter = new ScriptedPrompter([]);
    prompter.ask = async ({ id }) => {
      asked.push(id);
      return replies[id];
    };
    prompter.review = async () => undefined;
    const answers = await fill(form, facts, {
      ...{ answers: before, given: {}, grounds: {}, resumed: true, onlyRequired: true, review: true },
      ...{ passed: [], saveLabel: 'Save', prompter },
    });
    expect(asked).toContain('reporter-is-affected');
    expect(asked).not.toContain('affected-name');
    expect(answers).toMatchObject({ 'reporter-is-affected': 'yes', 'hide-reporter': 'yes' });
    expect(answers).not.toHaveProperty('affected-name');
    expect(JSON.stringify(prompter.shown)).toContain('If it happened to who reports it, say so at');
  });
});
