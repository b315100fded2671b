import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { settle, typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { decided } from '../../../src/policy/decide.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { chain, report } from '../incident/fold.ts';
import { addForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import { situation } from './step-situation.ts';

type Added = Content & { id?: string; by?: string };
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const R1: Added = { kind: 'person', person: 'R1', role: 'reporter', name: 'Mei Lindqvist' };
const permission = (share: 'recorder' | 'named' | 'team', members?: string[], of = 'REPORT1'): Added => ({
  kind: 'permission',
  report: of,
  share,
  words: 'x',
  ...(members && { members }),
});
const grants = (...members: string[]): readonly Added[] =>
  members.map((member): Added => ({ kind: 'grant', member }));
const PRIVATE: readonly Added[] = [
  { kind: 'opened' },
  R1,
  report() as Added,
  { kind: 'visibility', visibility: 'private' },
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
];
const TEAM = [...PRIVATE, permission('team'), ...grants('ben', 'cem')];
const WITNESSED: readonly Added[] = [
  { kind: 'opened' },
  { ...R1, name: undefined, sealed: SEALED } as Added,
  report({ account: undefined, sealed: SEALED, summary: 'short' }) as Added,
  { kind: 'visibility', visibility: 'witnessed' },
  permission('recorder'),
  ...grants('ben', 'cem'),
];
const NAMED = [...PRIVATE, permission('named', ['ben']), ...grants('ben')];

const of = (contents: readonly Added[]): IncidentView => view('K7F392QD', chain(...contents));
const facts = (contents: readonly Added[]) => situation([], { incident: of(contents) });
const FURTHER = { add: 'report', threat: 'none', account: 'I saw it.', consent: 'no-objection' };
const isWitnessed = (contents: readonly Added[]): boolean => of(contents).visibility === 'witnessed';
const answers = (contents: readonly Added[], more: Answers): Answers => {
  const { consent, ...rest } = FURTHER;
  return { ...rest, ...(!isWitnessed(contents) && { consent }), ...more };
};
const form = addForm(playbook);
const stand = (contents: readonly Added[], more: Answers) =>
  settle(form, facts(contents), answers(contents, more), { assume: true });
const missing = (contents: readonly Added[], more: Answers) =>
  stand(contents, more).missing.map(({ id }) => id);
const wrong = (contents: readonly Added[], more: Answers) =>
  stand(contents, more).problems.map(({ id }) => id);
const question = (id: string) => {
  const found = form.questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const said = (place: 'before' | 'after', id: string, contents: readonly Added[], more: Answers): string =>
  JSON.stringify(question(id)[place]?.(answers(contents, more), facts(contents)) ?? []);
const choices = (id: string, contents: readonly Added[], more: Answers): readonly string[] => {
  const type = typeOf(question(id), answers(contents, more), facts(contents));
  return 'choices' in type ? type.choices.map(({ value }) => value) : [];
};
const added = (contents: readonly Added[], more: Answers) => {
  const taken = stand(contents, more);
  expect({ problems: taken.problems, missing: taken.missing }).toEqual({ problems: [], missing: [] });
  const ids = Array.from({ length: 20 }, (_, index) => `NEW${index}`);
  const newId = (): string => ids.shift() ?? '';
  return decided(REPORT_ADD, taken.answers, facts(contents), { me: 'ana', firstId: 'FIRST', newId });
};
const saved = (contents: readonly Added[], more: Answers): IncidentView =>
  of([
    ...contents,
    ...added(contents, more).map(
      ({ id, content, restricted }) => ({ ...content, id, ...(restricted && { sealed: SEALED }) }) as Added,
    ),
  ]);

const named = { share: 'named', permission: 'Ben may know.' };

describe('a further report of which somebody named members', () => {
  it('asks whom among all members, also those who can open it already', () => {
    expect(choices('readers', TEAM, named)).toEqual(['ben', 'cem']);
    expect(missing(TEAM, { ...named, 'hide-reporter': 'no' })).toEqual(['readers']);
    expect(wrong(TEAM, { ...named, readers: ['ben'] })).toEqual([]);
  });

  it('is open to those who were named, and to nobody else', () => {
    const made = saved(TEAM, { ...named, readers: ['ben'], 'hide-reporter': 'no' });
    expect(made.readers).toEqual(['ana', 'ben']);
    expect(made.reports.at(-1)).toMatchObject({ share: 'named', sharedWith: ['ben'] });
  });

  it('says before it is saved, as what will happen, whose access ends', () => {
    const words = said('after', 'readers', TEAM, { ...named, readers: ['ben'] });
    expect(words).toContain('Once this is saved, Cem Yildiz can no longer open this');
    expect(words).not.toContain('Ben Okafor');
    expect(said('after', 'readers', TEAM, { ...named, readers: ['ben', 'cem'] })).toBe('[]');
  });

  it('lets in nobody whom another report keeps out, and holds that they were named', () => {
    const given = { ...named, readers: ['ben', 'cem'], 'hide-reporter': 'no' };
    expect(said('after', 'readers', NAMED, given)).toContain('It stays closed to Cem Yildiz');
    const made = saved(NAMED, given);
    expect(made.readers).toEqual(['ana', 'ben']);
    expect(made.reports.at(-1)?.sharedWith).toEqual(['ben', 'cem']);
  });

  it('that is completed keeps those who were named before', () => {
    const detail = { add: 'detail', ...named, readers: ['cem'], 'know-reporter': 'yes' };
    const settled = settle(form, facts(NAMED), detail, { assume: true });
    expect(settled).toMatchObject({ problems: [], missing: [] });
    const entries = decided(REPORT_ADD, settled.answers, facts(NAMED), {
      me: 'ana',
      firstId: 'FIRST',
      newId: () => 'NEXT',
    });
    expect(entries.map(({ content }) => content)).toMatchObject([
      { kind: 'permission', members: ['ben', 'cem'] },
      { kind: 'grant', member: 'cem' },
    ]);
  });
});

describe('whether the reporter of a further report stays hidden', () => {
  const team = { share: 'team', permission: 'all of you' };

  it('is asked wherever others will be able to read it, and Enter answers nothing', () => {
    expect(missing(TEAM, team)).toEqual(['hide-reporter']);
    expect(question('hide-reporter').initial?.(answers(TEAM, team), facts(TEAM))).toBeUndefined();
    expect(said('before', 'hide-reporter', TEAM, team)).toContain('Ben Okafor and Cem Yildiz');
    expect(missing(PRIVATE, { share: 'recorder' })).toEqual([]);
  });

  it('seals who it is and what they said, and is no mark that the others know', () => {
    const given = { ...team, 'hide-reporter': 'yes', summary: 'It went on.', 'reporter-name': 'R1' };
    const entries = added(TEAM, given);
    const open = JSON.stringify(entries.map(({ content }) => content));
    expect(open).not.toMatch(/I saw it|Mei|all of you/);
    expect(entries.map(({ restricted }) => restricted)).toEqual(
      expect.arrayContaining([
        { to: ['ana'], fields: { name: 'Mei Lindqvist' } },
        { to: ['ana'], fields: { account: 'I saw it.' } },
        { to: ['ana'], fields: { words: 'all of you' } },
      ]),
    );
    const made = saved(TEAM, given);
    expect(made.reports.at(-1)).toMatchObject({ reporter: 'R2', restricted: true, summary: 'It went on.' });
    expect(made.readers).toEqual(['ana', 'ben', 'cem']);
  });

  it('is yes towards whoever took another report and has no permission for this one: that is said, and not asked', () => {
    const both = [...PRIVATE, { ...report({ id: 'REPORT2', reporter: 'R2' }), by: 'ben' } as Added];
    expect(missing(both, { share: 'recorder' })).toEqual(['summary']);
    expect(said('before', 'summary', both, { share: 'recorder', 'hide-reporter': 'yes' })).toContain(
      'Ben Okafor can open this, with no permission to know who reported it',
    );
    expect(wrong(both, { share: 'recorder', 'hide-reporter': 'no' })).toEqual(['hide-reporter']);
    expect(wrong(both, { ...named, readers: ['ben'], 'hide-reporter': 'no' })).toEqual([]);
  });

  it('is not passed over where others came to open it meanwhile', () => {
    const taken = stand(PRIVATE, { share: 'team', permission: 'all of you', readers: [] }).answers;
    const late = { me: 'ana', firstId: 'FIRST', newId: () => 'NEXT' };
    expect(() => decided(REPORT_ADD, taken, facts(TEAM), late)).toThrow('Others can open this incident');
  });
});

describe('a further report in an incident that many saw', () => {
  const nobody = { share: 'recorder' };
  const hidden = { ...nobody, 'hide-reporter': 'yes', summary: 'Somebody else saw it.' };

  it('asks nobody who can open it, where they said that nobody more is to', () => {
    expect(question('readers').offered?.(answers(WITNESSED, nobody), facts(WITNESSED))).toBe(false);
    const team = answers(PRIVATE, { add: 'report', share: 'team', permission: 'x' });
    expect(question('readers').offered?.(team, facts([...PRIVATE, permission('team')]))).toBe(true);
  });

  it('says before it is saved whose names the others read at once', () => {
    const naming = { ...nobody, 'affected-name': 'Priya Nair', who: 'R1', others: ['a tall man'] };
    const words = said('before', 'summary', WITNESSED, naming);
    expect(words).toContain(
      'Ben Okafor and Cem Yildiz can read whom you have named: Priya Nair and a tall man',
    );
    expect(said('before', 'hide-reporter', TEAM, { ...naming, share: 'team', permission: 'x' })).not.toBe(
      '[]',
    );
    expect(said('before', 'summary', WITNESSED, nobody)).not.toContain('named');
  });

  it('seals who heard it with who reported it, also somebody whom the incident has', () => {
    const W1: Added = { kind: 'person', person: 'W1', role: 'witness', name: 'Sunita Rao' };
    for (const heard of ['Vera Holt', 'W1']) {
      const given = { ...nobody, summary: 'x', channel: 'verbal', 'heard-by': heard };
      const open = JSON.stringify(added([...WITNESSED, W1], given).map(({ content }) => content));
      expect(open).toContain('"heardBy":"H1"');
      expect(open).not.toMatch(/Vera|Sunita/);
    }
  });

  it('ends nobody’s access where it goes no further: its reporter is hidden instead, and that is said', () => {
    expect(missing(WITNESSED, nobody)).toEqual(['summary']);
    expect(wrong(WITNESSED, { ...nobody, 'hide-reporter': 'no' })).toEqual(['hide-reporter']);
    expect(said('before', 'share', WITNESSED, {})).toMatch(/Ben Okafor and Cem Yildiz.*they still can/);
    expect(said('after', 'share', WITNESSED, nobody)).toBe('[]');
    expect(saved(WITNESSED, hidden).readers).toEqual(['ana', 'ben', 'cem']);
  });

  it('goes on being open to those whom nobody named, as long as its reporter is hidden', () => {
    const given = { ...named, readers: ['ben'] };
    expect(said('after', 'readers', WITNESSED, given)).toBe('[]');
    expect(said('after', 'hide-reporter', WITNESSED, { ...given, 'hide-reporter': 'no' })).toContain(
      'Once this is saved, Cem Yildiz can no longer',
    );
    const made = saved(WITNESSED, { ...given, 'hide-reporter': 'yes', summary: 'x' });
    expect(made.readers).toEqual(['ana', 'ben', 'cem']);
  });
});

describe('Enter at with whom a further report may be shared', () => {
  const proposed = (contents: readonly Added[]) =>
    question('share').initial?.(answers(contents, {}), facts(contents));

  it('takes access from nobody, and what would is said above', () => {
    expect(proposed(PRIVATE)).toBe('recorder');
    expect(proposed(WITNESSED)).toBe('recorder');
    expect(proposed(TEAM)).toBeUndefined();
    expect(said('before', 'share', TEAM, {})).toMatch(/that ends for Ben Okafor and Cem Yildiz/);
  });
});

describe('that it was seen by few, after all', () => {
  it('says before it is saved for whom it ends', () => {
    const right = { add: 'correction', wrong: 'seen', visibility: 'private' };
    const words = JSON.stringify(question('visibility').after?.(right, facts(WITNESSED)));
    expect(words).toContain('Once this is saved, Ben Okafor and Cem Yildiz can no longer open this');
    expect(JSON.stringify(question('visibility').after?.(right, facts(TEAM)))).toBe('[]');
  });
});

describe('a further report that may be shared, beside one under a condition', () => {
  const conditional: readonly Added[] = [...PRIVATE, { ...permission('recorder'), condition: 'x' } as Added];
  const saidAfter = (contents: readonly Added[], given: Answers) =>
    REPORT_ADD.afterwards?.({ ...FURTHER, ...given }, facts(contents)).join(' ') ?? '';

  it('says where it is opened once the condition is met', () => {
    expect(saidAfter(conditional, { share: 'team' })).toContain('coc access grant K7F3-92QD');
    expect(saidAfter(conditional, { share: 'recorder' })).toBe('');
    expect(saidAfter(PRIVATE, { share: 'team' })).toBe('');
  });
});
