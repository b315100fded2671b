import { describe, expect, it } from 'vitest';
import { offeredOf, typeOf } from '../../../src/interview/check.ts';
import { conflictsAmong, removalsAmong } from '../../../src/policy/conflicts.ts';
import { dueIn } from '../../../src/policy/due.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { dueData, dueLine } from '../../../src/screen/due.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  incidentOf,
  MEMBERS,
  now,
  READY,
  refusalsAtOnce,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
  WITNESSED,
} from './step-situation.ts';

/** Ben is accused by his whole name, and nobody keeps him out. */
const BEN: Added = { kind: 'person', person: 'A1', role: 'accused', name: 'Ben Okafor' };
const ACCUSED = [...READY, BEN];
const REMOVED = [
  ...ACCUSED,
  sanctionEntry({ sanction: 'membership', label: 'Removal', parameters: { organisation: 'imgix' } }),
];
const ELSE: Added = { ...BEN, otherThan: ['ben'], by: 'cem' };

const offered = (step: StepId, id: string, contents: readonly Added[], more = {}): readonly string[] => {
  const of = situation(contents, more);
  const question = STEP[step].questions(playbook).find((one) => one.id === id);
  const type = question && offeredOf(typeOf(question, {}, of));
  return type !== undefined && 'choices' in type ? type.choices.map(({ value }) => value) : [];
};
const waits = (contents: readonly Added[]): readonly string[] =>
  dueIn(incidentOf(contents), playbook, now, [conflictsAmong(MEMBERS), removalsAmong(MEMBERS)]).map(
    ({ what }) => what,
  );

describe('somebody on the team who reported it, or whom it happened to', () => {
  const cases = [
    ['reporter', { kind: 'person', person: 'R2', role: 'reporter', name: 'Ben Okafor' }],
    ['affected', { kind: 'person', person: 'P1', role: 'affected', name: 'Ben Okafor' }],
    ['witness', { kind: 'person', person: 'W1', role: 'witness', name: 'Ben Okafor', affected: 'yes' }],
  ] as const satisfies readonly (readonly [string, Added])[];

  it.each(
    cases.flatMap(([role, added]) =>
      (
        [
          ['meeting', 'present'],
          ['sanction', 'decided-by'],
          ['sanction end', 'decided-by'],
          ['sanction appeal', 'heard-by'],
        ] as const
      ).map(([step, id]) => [role, step, id, added] as const),
    ),
  )('is not offered: %s at %s, %s', (_role, step, id, added) => {
    expect(offered(step, id, [...READY, added])).not.toContain('ben');
    expect(offered(step, id, [...READY, added])).toContain('cem');
    const rule = step === 'meeting' ? 'attendance' : 'complainant';
    expect(offered(step, id, [...READY, added], { overrides: [rule] })).toContain('ben');
  });

  it('is said in words that tell nobody which of these they are', () => {
    const blocks = (added: Added): string => {
      const [present] = STEP.meeting.questions(playbook).filter(({ id }) => id === 'present');
      return JSON.stringify(present?.before?.({}, situation([...READY, added])));
    };
    const [one, ...others] = [...cases.map(([, added]) => added), BEN].map(blocks);
    expect(one).toContain('Not among them: Ben Okafor, whom the rule on conflicts of interest leaves out.');
    for (const other of others) expect(other).toBe(one);
  });

  it('is offered where many saw it, with a reason', () => {
    const many = [...READY, cases[0][1]].map((one) => (one.kind === 'visibility' ? WITNESSED : one));
    expect(offered('meeting', 'present', many)).toContain('ben');
  });
});

describe('somebody on the team who is accused and not kept out', () => {
  it.each<[StepId, string]>([
    ['meeting', 'present'],
    ['sanction', 'decided-by'],
    ['sanction change', 'decided-by'],
    ['sanction appeal', 'heard-by'],
    ['access grant', 'member'],
  ])('is not offered at %s, %s', (step, question) => {
    expect(offered(step, question, ACCUSED)).not.toContain('ben');
    expect(offered(step, question, ACCUSED)).toContain('cem');
    expect(offered(step, question, READY)).toContain('ben');
  });

  it('is offered where the record says that it is somebody else, or somebody goes on in spite of the rule', () => {
    expect(offered('meeting', 'present', [...ACCUSED, ELSE])).toContain('ben');
    expect(offered('meeting', 'present', ACCUSED, { overrides: ['attendance'] })).toContain('ben');
    expect(offered('sanction', 'decided-by', ACCUSED, { overrides: ['complainant'] })).toContain('ben');
  });

  it('can be there where many saw it, and decides nothing', () => {
    const many = ACCUSED.map((one) => (one.kind === 'visibility' ? WITNESSED : one));
    expect(offered('meeting', 'present', many)).toContain('ben');
    expect(offered('sanction', 'decided-by', many)).not.toContain('ben');
  });

  it('waits to be kept out, and is proposed there', () => {
    const item = expect.stringMatching(/^A1 may be somebody on this team: keep them out/);
    expect(waits(ACCUSED)).toContainEqual(item);
    expect(waits([...ACCUSED, { kind: 'recusal', member: 'ben' }])).not.toContainEqual(item);
    expect(waits([...ACCUSED, ELSE])).not.toContainEqual(item);
    expect(waits(ACCUSED).join()).not.toContain('Ben');
    const [member] = STEP['access recuse'].questions(playbook);
    expect(member?.initial?.({}, situation(ACCUSED))).toBe('ben');
    expect(member?.initial?.({}, situation(READY))).toBeUndefined();
  });

  describe('and is kept out, of two who are on the team', () => {
    const OUT: readonly Added[] = [...ACCUSED, { kind: 'recusal', member: 'ben' }];
    const two = (name: string): Situation => {
      const [, ben] = MEMBERS;
      return situation(OUT, {
        members: [{ id: 'ana', name, email: 'ana@team.example' }, ...(ben ? [ben] : [])],
      });
    };
    const grant = '`coc access grant K7F3';

    it('is not offered to be let in where the other one takes part as well', () => {
      const hints = refusalsAtOnce('sanction', {}, two('Mei Lindqvist')).flatMap(({ first }) => first);
      expect(hints.join()).not.toContain(grant);
      expect(hints.join()).toContain('outside');
    });

    it('nor where the other one keeps themselves out, or names them in spite of the rule', () => {
      const bar = STEP['access recuse'].bars?.find(({ at }) => at === 'member');
      expect(bar?.hints?.('K7F3-92QD', two('Ana Berg')).join()).not.toContain(grant);
      const [present] = STEP.meeting.questions(playbook).filter(({ id }) => id === 'present');
      expect(present?.after?.({ present: ['ana', 'ben'] }, two('Ana Berg'))).toEqual([]);
    });
  });

  it('is told of with what goes on and what waits, where they are the only admin', () => {
    const said = (onlyAdmin: string): string => {
      const asked = STEP['access recuse'].questions(playbook).find(({ id }) => id === 'member');
      return JSON.stringify(asked?.after?.({ member: 'ben' }, situation(ACCUSED, { onlyAdmin })));
    };
    expect(said('ben')).toContain(
      'Ben Okafor is the only admin of the team. All that is done about a report goes on',
    );
    expect(said('cem')).not.toContain('admin');
  });

  it.each([
    ['Ben Okafor', true],
    ['A1', true],
    ['ben', true],
    ['The front desk', false],
    ['Cem Yildiz', false],
  ])('is told of a sanction by its letter, and not by who must be told: %s', (typed, isRefused) => {
    const tell = STEP.sanction.questions(playbook).find(({ id }) => id === 'tell');
    const problem = tell?.check?.(['The door', typed], { person: 'A1' }, situation(ACCUSED));
    if (!isRefused) return expect(problem).toBeUndefined();
    expect(problem).toMatchObject({ words: [typed] });
  });

  it('waits to be taken off the team where their duty on it is ended, or is told of where it may be', () => {
    const item = 'If A1 is to leave this team as well, an admin takes them off it';
    const duty = (role: string): Added =>
      sanctionEntry({ sanction: 'end-volunteering', label: 'Duties', parameters: { role } });
    expect(waits([...ACCUSED, duty('On the response team')])).toContainEqual(item);
    expect(waits([...ACCUSED, duty('The badge desk')])).not.toContainEqual(item);
    const said = (role: string, contents: readonly Added[] = ACCUSED): string =>
      JSON.stringify(
        STEP.sanction.afterwards?.({ person: 'A1', sanction: 'end-volunteering', role }, situation(contents)),
      );
    expect(said('The badge desk')).toContain('`coc team remove`');
    expect(said('On the response team')).toBe('[]');
    expect(said('The badge desk', READY)).toBe('[]');
  });

  it('waits to be taken off the team where they are removed from an organisation', () => {
    const item = 'If A1 is to leave this team as well, an admin takes them off it';
    expect(waits(REMOVED)).toContainEqual(item);
    expect(waits([...ACCUSED, sanctionEntry()])).not.toContainEqual(item);
    expect(waits([...REMOVED, ELSE])).not.toContainEqual(item);
    expect(waits([...REMOVED, { kind: 'closed' }])).toContainEqual(item);
    const off = dueIn(incidentOf(REMOVED), playbook, now, [
      removalsAmong(MEMBERS.filter(({ id }) => id !== 'ben')),
    ]);
    expect(off.map(({ what }) => what)).not.toContainEqual(item);
    expect(waits([...REMOVED, { kind: 'recusal', member: 'ben' }])).toContainEqual(item);
    const only = dueIn(incidentOf(REMOVED), playbook, now, [removalsAmong(MEMBERS, 'ben')]);
    expect(only.map(({ what }) => what)).toContain(
      `${item}. A1 is the only admin: they make another one first`,
    );
    const due = dueIn(incidentOf(REMOVED), playbook, now, [removalsAmong(MEMBERS)]);
    const [one] = due.filter(({ what }) => what === item);
    expect(one && dueLine(one, now)).toBe(`${item}. \`coc team remove\``);
    expect(one && dueData(one).command).toBe('coc team remove');
  });
});
