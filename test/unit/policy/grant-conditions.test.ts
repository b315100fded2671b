import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../../../src/incident/view.ts';
import { offeredOf, settle, typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { decided } from '../../../src/policy/decide.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { accessBlocks } from '../../../src/screen/access.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  MEMBERS,
  meeting,
  now,
  OPENED,
  P1,
  PRIVATE,
  R1,
  READY,
  REPORT,
  STEP,
  situation,
} from './step-situation.ts';

const CONDITION = 'only if he does it again';
const NOTED: Added = {
  kind: 'permission',
  report: 'REPORT1',
  share: 'recorder',
  words: 'Not now, please.',
  condition: CONDITION,
};
const BASE: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];
const YES = { member: 'ben', permitted: 'yes', permission: 'Now you can.', 'know-reporter': 'yes' };
const MET = { 'condition-met': 'yes', met: 'Since Monday: he was at the door again.' };
const form = (step: string) => gatedForm(STEP[step as 'employer'], playbook);
const stand = (step: string, contents: readonly Added[], given: Answers) =>
  settle(form(step), situation(contents), given, { assume: true });
const missing = (contents: readonly Added[], given: Answers, step = 'access grant') =>
  stand(step, contents, given).missing.map(({ id }) => id);
const made = (step: 'access grant' | 'employer' | 'announce', contents: readonly Added[], given: Answers) => {
  const { answers, missing: open, problems } = stand(step, contents, given);
  expect({ open, problems }).toEqual({ open: [], problems: [] });
  const ids = Array.from({ length: 9 }, (_, index) => `N${index}`);
  const newId = (): string => ids.shift() ?? '';
  return decided(STEP[step], answers, situation(contents), { me: 'ana', firstId: 'FIRST', newId });
};
const question = (id: string, step = 'access grant') => {
  const found = form(step).questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const choices = (id: string, contents: readonly Added[], step = 'access grant'): readonly string[] => {
  const type = typeOf(question(id, step), YES, situation(contents));
  return 'choices' in type ? type.choices.map(({ value }) => value) : [];
};
const page = (incident: IncidentView): string =>
  JSON.stringify(
    accessBlocks(incident, { now, nameOf: (id) => id, recovery: undefined, reach: [], mayBeAccused: [] }),
  );

describe('a grant where a condition was noted', () => {
  const contents = [...BASE, NOTED];

  it('shows what was said so far above the question', () => {
    const above = JSON.stringify(question('condition-met').before?.({ member: 'ben' }, situation(contents)));
    expect(above).toContain('R1 said of sharing report 1: “Not now, please.”');
    expect(above).toContain(CONDITION);
    expect(page(situation(contents).incident)).toContain(CONDITION);
  });

  const first = { member: 'ben', 'know-reporter': 'yes' };

  it('asks once whether it is met, since when or in whose words', () => {
    expect(missing(contents, first)).toEqual(['condition-met']);
    expect(missing(contents, { ...first, ...MET })).toEqual([]);
    expect(missing(BASE, YES)).toEqual([]);
  });

  it('asks where it is not met whether they permit it all the same, once', () => {
    const unmet = { ...first, 'condition-met': 'no' };
    expect(missing(contents, unmet)).toEqual(['permitted', 'permission']);
    const all = { ...unmet, permitted: 'yes', permission: 'He can, now.' };
    const [said, grant] = made('access grant', contents, all).map(({ content }) => content);
    expect(said).toMatchObject({ kind: 'permission', words: 'He can, now.' });
    expect(said).not.toHaveProperty('met');
    expect(grant).toMatchObject({ kind: 'grant', member: 'ben' });
    expect(() =>
      decided(STEP['access grant'], { ...first, permitted: 'yes', permission: 'x' }, situation(contents), {
        ...{ me: 'ana', firstId: 'F', newId: () => 'N' },
      }),
    ).toThrow('only under a condition');
  });

  it('asks in words of its own where it is not met, and says only what is left to do', () => {
    const unmet = { ...first, 'condition-met': 'no' };
    const asked = (given: Answers) => question('permitted').wordedAs?.(given, situation(contents))?.ask;
    expect(asked(unmet)).toBe('Do they permit it all the same, without the condition');
    expect(asked({ ...first, ...MET })).toBeUndefined();
    const shown = (given: Answers) => {
      const type = offeredOf(typeOf(question('permitted'), given, situation(contents)));
      return 'choices' in type && type.choices.map(({ value }) => value);
    };
    expect(shown(unmet)).toEqual(['yes', 'no', 'not-asked']);
    expect(shown({ ...first, ...MET })).toContain('if');
    for (const permitted of ['no', 'if', 'not-asked']) {
      const nothing = STEP['access grant'].nothing?.(situation(contents).incident, { ...unmet, permitted });
      const told = nothing?.hints.join() ?? '';
      expect(told).toContain(
        'Once it is met, or you can keep to it, or they permit it without it: `coc access grant K7F3-92QD`',
      );
      expect(told).not.toContain('report add');
      const bar = barTo(STEP['access grant'], 'given', { ...unmet, permitted }, situation(contents));
      expect(bar?.hints?.('K7F3-92QD', situation(contents)).join()).not.toContain('report add');
    }
  });

  it('asks where they said something else since then for that, as where there was none', () => {
    const replaced = { ...first, 'condition-met': 'replaced' };
    expect(missing(contents, replaced)).toEqual(['permitted', 'permission']);
    expect(question('permitted').wordedAs?.(replaced, situation(contents))).toBeUndefined();
    const given = { ...replaced, permitted: 'yes', permission: 'Ben may, whatever happens.' };
    const [said] = made('access grant', contents, given).map(({ content }) => content);
    expect(said).toMatchObject({ kind: 'permission', words: 'Ben may, whatever happens.' });
    const report = situation([...contents, said as Added]).incident.reports[0];
    expect(report?.condition).toBeUndefined();
    expect(
      made('access grant', contents, { member: 'ben', 'condition-met': 'replaced', permitted: 'no' }),
    ).toEqual([]);
    const bar = barTo(STEP['access grant'], 'saving', { ...replaced, permitted: 'yes' }, situation(contents));
    expect(bar?.why).toContain('only under a condition');
  });

  it('keeps that it is met, and what was said before', () => {
    const [first] = made('access grant', contents, { ...YES, ...MET });
    expect(first?.content).toMatchObject({ kind: 'permission', words: 'Now you can.', met: MET.met });
    const after = situation([...contents, first?.content as Added]).incident;
    expect(after.reports[0]).toMatchObject({
      met: MET.met,
      permittedBy: ['R1'],
      earlierPermissions: [{ words: 'Not now, please.', condition: CONDITION }],
    });
    for (const words of [CONDITION, 'Not now, please.', 'Now you can.', MET.met])
      expect(page(after)).toContain(words);
  });
});

it('the page on access has what may be told to whom, and what not', () => {
  const told: Added = {
    ...{ kind: 'permitted', what: 'employer', people: ['R1'], answer: 'if', condition: 'not by name' },
    saidAt: '2026-11-24T10:00:00+01:00',
  };
  expect(page(situation([...BASE, told]).incident)).toMatch(
    /What may be told.*telling an employer.*not by name/,
  );
  expect(page(situation(BASE).incident)).not.toContain('What may be told');
});

describe('what may be shared once a condition is met', () => {
  const line = (of: readonly Added[], members = MEMBERS) =>
    dueIn(situation(of).incident, playbook, now, [], members).filter(({ step }) => step === 'access grant');

  const DONE = [...READY.filter(({ kind }) => kind !== 'meeting'), meeting('no-action')];
  const waiting = (of: readonly Added[]) => dueIn(situation(of).incident, playbook, now, [], MEMBERS);

  it('waits in one line, without the words, and after a first answer without a time, as long as others are on the team', () => {
    const [one, ...more] = line([...DONE, NOTED]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ at: null, overdue: false, clause: 'permission' });
    expect(one?.what).toContain('met, or whether you can keep to it. `coc access K7F3-92QD` shows it');
    expect(one?.what).not.toContain(CONDITION);
    expect(line([...BASE, NOTED], MEMBERS.slice(0, 1))).toEqual([]);
    expect(line(BASE)).toEqual([]);
  });

  it('is looked at before the others meet whom it keeps out, and before anybody is told', () => {
    const [first, second, ...rest] = waiting([...BASE, NOTED]);
    expect([first?.step, second?.step]).toEqual(['access grant', 'meeting']);
    expect(first?.at).toBe(second?.at);
    expect(second?.what).toContain('As long as the others may not know of it, meet without them');
    const saysSo = ({ what }: { readonly what: string }) => what.includes('Look first at the condition');
    expect(rest.filter(saysSo).map(({ step }) => step)).toEqual(['notify']);
    expect(waiting(BASE).some(({ what }) => /condition|without them/.test(what))).toBe(false);
    const yes: Added = {
      ...{ kind: 'permitted', what: 'tell-accused', answer: 'yes', people: ['R1'] },
      ...{ words: 'Yes.', saidAt: '2026-11-24T10:00:00+01:00' },
    };
    expect(waiting([...BASE, NOTED, yes]).some(saysSo)).toBe(false);
    const onlyIf: Added = { ...yes, answer: 'if', condition: 'x' } as Added;
    expect(
      waiting([...BASE, onlyIf])
        .filter(saysSo)
        .map(({ step }) => step),
    ).toEqual(['notify']);
  });

  it('ends once it is noted as met, and with the close, which it does not hinder', () => {
    const [met] = made('access grant', [...BASE, NOTED], { ...YES, ...MET });
    expect(line([...BASE, NOTED, met?.content as Added])).toEqual([]);
    expect(line([...BASE, NOTED, { kind: 'closed' }])).toEqual([]);
    const done = [...READY.filter(({ kind }) => kind !== 'meeting'), meeting('no-action')];
    const waits = (of: readonly Added[]) =>
      dueIn(situation(of).incident, playbook, now, [], MEMBERS).map(({ step }) => step);
    expect(waits([...done, NOTED]).filter((step) => step !== 'access grant')).toEqual(waits(done));
    const asked = (of: readonly Added[]) =>
      settle(gatedForm(STEP.close, playbook), situation(of), {}, { assume: true }).open.includes(
        'unfinished',
      );
    expect(asked([...done, NOTED])).toBe(asked(done));
  });
});

describe('a grant to several', () => {
  const several = { ...YES, member: ['ben', 'cem'] };
  const TEAM: Added = { kind: 'permission', report: 'REPORT1', share: 'team', words: 'All of you.' };
  const NAMED: Added = {
    ...{ kind: 'permission', report: 'REPORT1', share: 'named', members: ['ben'], words: 'Ben may.' },
  };
  const contents = (of: readonly Added[], given: Answers) =>
    made('access grant', of, given).map(({ content }) => content);

  it('takes one permission for all of them', () => {
    expect(contents(BASE, several)).toMatchObject([
      { kind: 'permission', share: 'named', members: ['ben', 'cem'], words: 'Now you can.' },
      { kind: 'grant', member: 'ben' },
      { kind: 'grant', member: 'cem' },
    ]);
  });

  it('asks for none where all of them are covered, and for one where somebody is not', () => {
    const open = { member: ['ben', 'cem'], 'know-reporter': 'yes' };
    expect(contents([...BASE, TEAM], open)).toEqual([
      { kind: 'grant', member: 'ben' },
      { kind: 'grant', member: 'cem' },
    ]);
    expect(missing([...BASE, NAMED], open)).toContain('permitted');
    expect(missing([...BASE, NAMED], { ...open, member: ['ben'] })).toEqual([]);
    expect(contents([...BASE, NAMED], several)[0]).toMatchObject({ members: ['ben', 'cem'] });
  });

  it('names all of them where it says what covers them, and nobody more is left to let in', () => {
    const of = situation([...BASE, TEAM]);
    const shown = JSON.stringify(question('member').after?.({ member: ['ben', 'cem'] }, of));
    expect(shown).toContain('covers Ben Okafor and Cem Yildiz as well');
    expect(STEP['access grant'].afterwards?.({ member: ['ben', 'cem'] }, of)).toEqual([]);
    expect(STEP['access grant'].afterwards?.({ member: ['ben'] }, of)?.join()).toContain('Cem Yildiz');
    const asked = JSON.stringify(question('know-reporter').before?.({ member: ['ben', 'cem'] }, of));
    expect(asked).toContain('Ben Okafor and Cem Yildiz would read both');
  });

  it.each([
    ['is kept out', [...BASE, { kind: 'recusal', member: 'cem' }], 'kept out', 'cem'],
    ['can open it already', [...BASE, TEAM, { kind: 'grant', member: 'cem' }], 'already', 'cem'],
    ['is not on the team', BASE, 'not on the team', 'nobody'],
  ] as const)('lets nobody in where one of them %s', (_what, of, why, who) => {
    const bar = barTo(
      STEP['access grant'],
      'saving',
      { ...several, member: ['ben', who] },
      situation(of as readonly Added[]),
    );
    expect(bar?.why).toContain(why);
  });

  it('needs at least one', () => {
    const { problems } = stand('access grant', BASE, { ...YES, member: [] });
    expect(problems).toMatchObject([{ id: 'member', what: 'needs at least one' }]);
  });
});

describe('a grant', () => {
  it('asks who permitted it, and later screens say so', () => {
    const both = [...BASE, P1];
    expect(missing(both, YES)).toEqual(['permitted-by']);
    const [first] = made('access grant', both, { ...YES, 'permitted-by': ['P1'] });
    expect(first?.content).toMatchObject({ people: ['P1'] });
    const after = [...both, first?.content as Added, meeting('no-action')];
    const asked = question('permitted', 'employer').before?.({ state: 'letter' }, situation(after));
    expect(JSON.stringify(asked)).toContain('P1 said of sharing it: “Now you can.”');
  });

  it.each(['no', 'if', 'not-asked'])(
    'ends where the answer is “%s”, says what comes next, and opens nothing',
    (permitted) => {
      const given = { member: 'ben', permitted };
      expect(choices('permitted', BASE)).toContain(permitted);
      expect(missing(BASE, given)).toEqual([]);
      expect(made('access grant', BASE, given)).toEqual([]);
      expect(STEP['access grant'].endLabel?.(given, situation(BASE))).toContain('nothing is saved');
      const nothing = STEP['access grant'].nothing?.(situation(BASE).incident, given);
      expect(nothing?.hints.join()).toMatch(/`coc (report add|access grant) K7F3-92QD`/);
    },
  );

  it('says that what was permitted for the whole team covers also who came later, and when that was said', () => {
    const team: Added = { kind: 'permission', report: 'REPORT1', share: 'team', words: 'All of you.' };
    const shown = JSON.stringify(question('member').after?.({ member: 'cem' }, situation([...BASE, team])));
    expect(shown).toContain('the whole team');
    expect(shown).toContain('Cem Yildiz');
    const next = question('know-reporter').before?.({ member: 'cem' }, situation([...BASE, team]));
    expect(JSON.stringify(next)).toMatch(/“All of you\.” \(written down .* by Ana Berg\)/);
    expect(JSON.stringify(question('member').after?.({ member: 'cem' }, situation(BASE)))).not.toContain(
      'team',
    );
    const given = { member: 'cem', 'know-reporter': 'yes' };
    const made1 = made('access grant', [...BASE, team], given).map(({ content }) => content);
    expect(made1).toEqual([{ kind: 'grant', member: 'cem' }]);
  });

  it('takes that nobody knows who reported it, where nothing is known of them', () => {
    const gone: readonly Added[] = [
      OPENED,
      { kind: 'person', person: 'R1', role: 'reporter', affected: 'no', name: null, contact: null },
      P1,
      ...BASE.slice(2),
    ];
    expect(choices('know-reporter', gone)).toContain('unknown');
    expect(choices('know-reporter', BASE)).toEqual(['yes', 'no']);
    const given = { ...YES, 'know-reporter': 'unknown' };
    expect(made('access grant', gone, given).map(({ content }) => content.kind)).toEqual([
      'permission',
      'grant',
    ]);
    expect(made('access grant', gone, { ...YES, 'know-reporter': 'no' })).toEqual([]);
  });
});

describe.each([
  ['employer', { state: 'letter' }],
  ['announce', { do: 'draft' }],
] as const)('%s without a yes', (step, begun) => {
  const contents = [...BASE, meeting('no-action')];
  const given = { ...begun, permitted: 'if', condition: 'once I have moved' };
  const refusing = { ...begun, permitted: 'no', permission: 'Rather not.' };
  const unasked = { ...begun, permitted: 'not-asked' };
  const isAsked = (of: Answers, id: string) => stand(step, contents, of).open.includes(id);

  it.each([
    ['a condition', given, { answer: 'if', condition: 'once I have moved' }],
    ['a no', refusing, { answer: 'no', words: 'Rather not.' }],
  ])('notes %s, ends there, and says what follows', (_what, of, noted) => {
    expect(made(step, contents, of).map(({ content }) => content)).toMatchObject([
      { kind: 'permitted', ...noted },
    ]);
    expect(STEP[step].afterwards?.(of, situation(contents))).toEqual([
      expect.stringContaining(`\`coc ${step} K7F3-92QD\``),
    ]);
  });

  it('notes the yes of one of two to whom it happened, and says whose word it takes as well', () => {
    const two = [...BASE, P1, meeting('no-action')];
    const one = { ...begun, permitted: 'yes', 'permitted-by': ['R1'], permission: 'Go on.' };
    expect(made(step, two, one).map(({ content }) => content)).toMatchObject([
      { kind: 'permitted', answer: 'yes', people: ['R1'], words: 'Go on.' },
    ]);
    expect(STEP[step].afterwards?.(one, situation(two)).join()).toContain('the word of P1 as well');
  });

  it('ends where nobody was asked, says what comes next, and saves nothing', () => {
    expect(made(step, contents, unasked)).toEqual([]);
    const nothing = STEP[step].nothing?.(situation(contents).incident, unasked);
    expect(nothing?.message).toContain('not been asked');
    expect(nothing?.hints.join(' ')).toContain(`\`coc ${step} K7F3-92QD\``);
  });

  it('asks it before anything that would be typed for nothing, and nothing after it', () => {
    const ids = form(step).questions.map(({ id }) => id);
    for (const id of ['untold', 'why', 'grounds', 'capacity', 'name', 'employer'].filter((one) =>
      ids.includes(one),
    ))
      expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf('permitted-at'));
    for (const of of [given, refusing, unasked]) expect(isAsked(of, 'what')).toBe(false);
  });

  it('says at the end what is saved, and that nothing goes out', () => {
    for (const of of [given, refusing, unasked])
      expect(STEP[step].endLabel?.(of, situation(contents))).toMatch(/nothing goes out/i);
    expect(STEP[step].endLabel?.({ ...begun, permitted: 'yes' }, situation(contents))).toBeUndefined();
  });

  it.each([given, refusing, unasked])('goes on where somebody goes on in spite of the rule', (of) => {
    const spite = situation(contents, { overrides: ['permission'] });
    expect(settle(form(step), spite, of, { assume: true }).missing.map(({ id }) => id)).toContain('what');
    expect(STEP[step].afterwards?.(of, spite)).toEqual([]);
    expect(STEP[step].endLabel?.(of, spite)).toBeUndefined();
  });
});
