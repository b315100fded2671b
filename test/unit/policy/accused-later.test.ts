import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { settle } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { conflictsAmong } from '../../../src/policy/conflicts.ts';
import { decided } from '../../../src/policy/decide.ts';
import { dueIn } from '../../../src/policy/due.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import type { Step } from '../../../src/steps/step.ts';
import { chain, report } from '../incident/fold.ts';
import { addForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import { now, STEP, situation } from './step-situation.ts';

type Added = Content & { id?: string; by?: string };
const person = (ref: string, role: string, more: object): Added =>
  ({ kind: 'person', person: ref, role, ...more }) as Added;
const A1 = person('A1', 'accused', { description: 'the man with the lanyard' });
const SHARED: readonly Added[] = [
  { kind: 'opened' },
  person('R1', 'reporter', { name: 'Mei Lindqvist' }),
  report() as Added,
  { kind: 'visibility', visibility: 'private' },
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' },
  { kind: 'grant', member: 'ben' },
];
const BASE = [...SHARED, A1];
const of = (contents: readonly Added[]) => view('K7F392QD', chain(...contents));
const facts = (contents: readonly Added[]): Situation => situation([], { incident: of(contents) });
const form = addForm(playbook);
const stand = (contents: readonly Added[], given: Answers) =>
  settle(form, facts(contents), given, { assume: true });
const missing = (contents: readonly Added[], given: Answers) =>
  stand(contents, given).missing.map(({ id }) => id);
const question = form.questions.find(({ id }) => id === 'conflicts');
const marked = (contents: readonly Added[], given: Answers) => question?.initial?.(given, facts(contents));
const isOffered = (contents: readonly Added[], given: Answers): boolean =>
  question?.when?.(given, facts(contents)) !== false && question?.offered?.(given, facts(contents)) !== false;
const withIt = (contents: readonly Added[], given: Answers, step: Step = REPORT_ADD): readonly Added[] => {
  const asked = step === REPORT_ADD ? form : gatedForm(step, playbook);
  const { answers, problems, missing: open } = settle(asked, facts(contents), given, { assume: true });
  expect({ problems, open }).toEqual({ problems: [], open: [] });
  const ids = Array.from({ length: 20 }, (_, index) => `${contents.length}-${index}`);
  const newId = (): string => ids.shift() ?? '';
  const made = decided(step, answers, facts(contents), { me: 'ana', firstId: newId(), newId });
  return [...contents, ...made.map(({ id, content }) => ({ ...content, id }) as Added)];
};
const whats = (contents: readonly Added[]): readonly string[] =>
  dueIn(of(contents), playbook, now, [conflictsAmong(facts(contents).members)])
    .map(({ what }) => what)
    .filter((what) => what.includes('may be somebody on this team'));

const W1 = person('W1', 'witness', { description: 'Ben Okafor' });
const PLACES: readonly [string, readonly Added[], Answers][] = [
  ['a name', BASE, { add: 'person', person: 'A1', 'person-name': 'Ben Okafor' }],
  ['an address', BASE, { add: 'person', person: 'A1', 'person-contact': 'ben@team.example' }],
  ['a handle', BASE, { add: 'person', person: 'A1', aliases: ['@ben'] }],
  ['that two are one', [...BASE, W1], { add: 'person', person: 'W1', 'same-as': 'A1' }],
  [
    'a name that is put right',
    BASE,
    { add: 'correction', wrong: 'person', 'wrong-of': 'A1', 'right-name': 'Ben' },
  ],
  ['who did it, as a detail', SHARED, { add: 'detail', who: 'Ben Okafor' }],
  ['somebody who has a mark', [...SHARED, W1], { add: 'detail', who: 'W1' }],
  [
    'a further report',
    BASE,
    {
      ...{ add: 'report', threat: 'none', account: 'x', 'same-person': 'somebody-else', who: 'Ben' },
      ...{ consent: 'no-objection', share: 'team', permission: 'x', 'hide-reporter': 'no' },
    },
  ],
];

describe.each(PLACES)('where %s tells that it may be somebody on the team', (_name, contents, given) => {
  it('asks who is kept out, with them marked, and Enter does not pass it over', () => {
    expect(missing(contents, given)).toEqual(['conflicts']);
    expect(marked(contents, given)).toEqual(['ben']);
    expect(isOffered(contents, given)).toBe(true);
  });

  it('keeps them out', () => {
    const made = withIt(contents, { ...given, conflicts: ['ben'] });
    expect(of(made)).toMatchObject({ keptOut: ['ben'], readers: ['ana'] });
    expect(whats(made)).toEqual([]);
  });

  it('notes that it is somebody else, where that is said', () => {
    const made = withIt(contents, { ...given, conflicts: [] });
    expect(of(made).readers).toEqual(['ana', 'ben']);
    expect(whats(made)).toEqual([]);
    expect(JSON.stringify(made.slice(contents.length))).toContain('"otherThan":["ben"]');
  });
});

describe('somebody who can open it and may be the accused', () => {
  const NAMED = [...BASE, person('A1', 'accused', { name: 'Ben' })];
  const else_ = (by: string): Added => ({ ...person('A1', 'accused', { otherThan: ['ben'] }), by });

  it('waits until they are kept out or are somebody else, also where it is not to go on', () => {
    const item = expect.stringMatching(/^A1 may be somebody on this team, who can open this/);
    expect(whats(NAMED)).toEqual([item]);
    const stop: Added = { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' };
    expect(whats([...NAMED, stop])).toEqual([item]);
    expect(whats([...NAMED, { kind: 'recusal', member: 'ben' }])).toEqual([]);
    expect(whats([...NAMED, else_('ana')])).toEqual([]);
  });

  it('does not say so of themselves, and what is learnt after it makes it open again', () => {
    expect(whats([...NAMED, else_('ben')])).toHaveLength(1);
    expect(whats([...NAMED, else_('ana'), person('A1', 'accused', { aliases: ['@ben'] })])).toHaveLength(1);
  });

  it('is asked about whoever is chosen, with nothing else to add', () => {
    const chosen = { add: 'person', person: 'A1' };
    expect(missing(NAMED, chosen)).toEqual(['conflicts']);
    expect(whats(withIt(NAMED, { ...chosen, conflicts: [] }))).toEqual([]);
    expect(missing([...NAMED, else_('ana')], chosen)).toEqual([]);
  });
});

describe('who is kept out', () => {
  const further = { add: 'report', threat: 'none', account: 'x', consent: 'no-objection' };

  it('is asked with a further report, as long as anybody is left who could be', () => {
    const known = [
      ...SHARED,
      person('A1', 'accused', { name: 'Ben' }),
      { kind: 'recusal', member: 'ben' } as Added,
    ];
    expect(isOffered(BASE, { ...further, 'same-person': 'A1' })).toBe(true);
    expect(isOffered(known, { ...further, who: 'Ben' })).toBe(true);
    expect(isOffered([...known, { kind: 'recusal', member: 'cem' }], further)).toBe(false);
    expect(marked(BASE, { ...further, who: 'Otto Quist' })).toBeUndefined();
    expect(marked(known, { ...further, 'same-person': 'A1' })).toEqual(['ben']);
    expect(marked(known, { ...further, who: 'Cem' })).toEqual(['ben', 'cem']);
  });

  it('is asked with a detail only where that names somebody who may be on the team', () => {
    expect(isOffered(BASE, { add: 'detail', who: 'Otto Quist' })).toBe(false);
    expect(isOffered(BASE, { add: 'person', person: 'A1', 'person-name': 'Otto Quist' })).toBe(false);
    expect(isOffered(BASE, { add: 'person', person: 'A1', 'person-name': 'Ben Okafor' })).toBe(true);
  });

  it('is written once of each', () => {
    const out = [...BASE, { kind: 'recusal', member: 'ben' } as Added];
    const given = { ...further, who: 'Cem', conflicts: ['ben', 'cem'], share: 'recorder' };
    expect(of(withIt(out, given)).recusals.map(({ member }) => member)).toEqual(['ben', 'cem']);
  });
});

describe('a letter with which the accused gets a name', () => {
  const given = { about: 'complaint', person: 'A1', way: 'letter', name: 'Ben Okafor', given: 'no' };
  const rest = { permitted: 'not-asked', contact: 'Cem' };

  it('asks who is kept out', () => {
    const asked = gatedForm(STEP.notify, playbook);
    const settled = settle(asked, facts(BASE), { ...given, ...rest }, { assume: true });
    expect(settled.missing.map(({ id }) => id)).toContain('conflicts');
  });

  it.each<[string, readonly Added[]]>([
    ['nobody', []],
    ['them already', [{ kind: 'recusal', member: 'ben' }]],
    ['somebody else', [{ kind: 'recusal', member: 'cem' }]],
  ])('says that it is asked further down only where it is, with %s kept out', (_whom, out) => {
    const asked = gatedForm(STEP.notify, playbook);
    const at = facts([...BASE, ...out]);
    const said = JSON.stringify(asked.questions.find(({ id }) => id === 'name')?.after?.(given, at));
    const open = settle(asked, at, { ...given, ...rest }, { assume: true }).open;
    expect(said).toContain('Ben Okafor');
    expect(said.includes('Further down')).toBe(open.includes('conflicts'));
  });
});
