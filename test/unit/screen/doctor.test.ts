import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../src/checking/doctor.ts';
import { UserError } from '../../../src/errors.ts';
import { doctorBlocks } from '../../../src/screen/doctor.ts';
import {
  type Check,
  checksOf,
  type DoctorFacts,
  type IncidentFacts,
  type TeamFacts,
} from '../../../src/screen/doctor-checks.ts';
import { render } from '../../../src/screen/render.ts';

const INCIDENTS: IncidentFacts = {
  open: 3,
  notShared: 0,
  damaged: [],
  shown: [],
  waiting: { mine: 0, others: 0, lost: [] },
  alone: [],
  notes: 0,
};
const HISTORY: NonNullable<DoctorFacts['history']> = {
  words: 'acid bacon cabin dad eager fabric',
  verified: 12,
  changed: [],
  strange: [],
};
const SHARES = {
  needed: 2,
  custodians: ['Ana', 'Ben', 'Cy'].map((name) => ({ name, left: false })),
};
const ANA = { name: 'Ana', admin: true };
const BEN = { name: 'Ben', admin: true };

/** A team of two where nothing is wrong. */
const FINE: DoctorFacts = {
  machine: {
    git: '2.47.1',
    keys: 'with-passphrase',
    ...{ foreignHooks: [], otherHooks: [], settings: [], writable: [], drafts: 0 },
  },
  history: HISTORY,
  sharing: { unshared: 0 },
  team: { unconfirmed: [], members: [ANA, BEN], recovery: { shares: SHARES } },
  incidents: INCIDENTS,
};

const machine = (more: Partial<DoctorFacts['machine']>): DoctorFacts => ({
  ...FINE,
  machine: { ...FINE.machine, ...more },
});
const history = (more: Partial<typeof HISTORY>): DoctorFacts => ({
  ...FINE,
  history: { ...HISTORY, ...more },
});
const team = (more: Partial<NonNullable<DoctorFacts['team']>>): DoctorFacts => ({
  ...FINE,
  team: { unconfirmed: [], members: [ANA, BEN], recovery: { shares: SHARES }, ...more },
});
const incidents = (more: Partial<IncidentFacts>): DoctorFacts => ({
  ...FINE,
  incidents: { ...INCIDENTS, ...more },
});

const ALARM = { what: 'The history was moved back.', todo: ['Call somebody.'] };
const ALONE = [{ name: 'Ana', ids: ['K7F392QD'] }];

const TABLE: readonly (readonly [name: string, DoctorFacts, expected: Partial<Check>])[] = [
  [
    'earlier keys lie open',
    machine({ keys: { earlier: ['identity-before-2026-11-23.txt'] } }),
    { check: 'keys', state: 'attention' },
  ],
  ['git is too old', machine({ git: ALARM }), { check: 'git', state: 'attention' }],
  ['others can read the keys', machine({ keys: ALARM }), { check: 'keys', state: 'attention' }],
  ['there are no keys', machine({ keys: 'none' }), { check: 'keys', state: 'attention' }],
  ['there is no passphrase', machine({ keys: 'without-passphrase' }), { check: 'keys', state: 'attention' }],
  ['a hook is not ours', machine({ foreignHooks: ['pre-commit'] }), { check: 'hooks', state: 'attention' }],
  ['something is unfinished', machine({ drafts: 2 }), { check: 'drafts', state: 'attention' }],
  ['the history is not to be trusted', history({ alarm: ALARM }), { check: 'history', state: 'attention' }],
  ['the policy is broken', history({ policy: ALARM }), { check: 'policy', state: 'attention' }],
  ['team.yaml was changed', history({ changed: ['team.yaml'] }), { check: 'changed', state: 'attention' }],
  ['a text lies beside it', history({ strange: ['notes.txt'] }), { check: 'strange', state: 'hint' }],
  ['nothing is shared', { ...FINE, sharing: { unshared: undefined } }, { check: 'sharing', state: 'hint' }],
  [
    'something is not shared',
    { ...FINE, sharing: { unshared: 3 } },
    { state: 'attention', text: '3 things are saved here and not on the server yet.' },
  ],
  ['one is alone', team({ members: [ANA] }), { check: 'members', state: 'hint' }],
  [
    'one of two is an admin',
    team({ members: [ANA, { name: 'Ben', admin: false }] }),
    { check: 'admins', state: 'hint' },
  ],
  [
    'nobody is an admin',
    team({ members: [ANA, BEN].map((one) => ({ ...one, admin: false })) }),
    { check: 'admins', state: 'attention' },
  ],
  ['there is no recovery key yet', team({ recovery: 'not-yet' }), { check: 'recovery', state: 'attention' }],
  ['there is to be none', team({ recovery: 'declined' }), { check: 'recovery', state: 'hint' }],
  ['it is in one piece, of two', team({ recovery: {} }), { check: 'recovery', state: 'hint' }],
  [
    'a custodian left',
    team({
      recovery: { shares: { needed: 2, custodians: [...SHARES.custodians, { name: 'Di', left: true }] } },
    }),
    { check: 'custodians', state: 'attention' },
  ],
  ['keys are locked', { ...FINE, incidents: ALARM }, { check: 'incidents', state: 'attention' }],
  [
    'a file is damaged',
    incidents({ damaged: [{ path: 'incidents/K7F392QD.md.age', why: 'The file is empty.' }] }),
    { check: 'damaged', state: 'attention' },
  ],
  [
    'something waits for oneself',
    incidents({ waiting: { mine: 1, others: 0, lost: [] } }),
    { check: 'waiting', state: 'attention' },
  ],
  [
    'something waits for others',
    incidents({ waiting: { mine: 0, others: 2, lost: [] } }),
    { check: 'waiting-others', state: 'hint' },
  ],
  [
    'nobody is left who can open it',
    incidents({ waiting: { mine: 0, others: 0, lost: ['K7F392QD'] } }),
    {
      check: 'lost',
      state: 'attention',
      todo: ['Whoever has the recovery key opens it with `coc recover`.'],
    },
  ],
  ['one can open it', incidents({ alone: ALONE }), { check: 'alone', state: 'hint' }],
  [
    'one can open it, without a recovery key',
    { ...incidents({ alone: ALONE }), team: { unconfirmed: [], members: [ANA, BEN], recovery: 'declined' } },
    { check: 'alone', state: 'attention' },
  ],
  ['notes wait', incidents({ notes: 1 }), { check: 'notes', state: 'hint' }],
  [
    'it cannot be opened',
    { machine: FINE.machine, closed: { what: 'You are not on the team.', todo: [] } },
    { group: 'history', check: 'open', state: 'attention' },
  ],
];

describe('what could not be looked at', () => {
  it('is said in one line', () => {
    const error = new UserError('The playbook is not as it should be:\n  one\n  two', { hints: ['x'] });
    expect(troubleOf(error)).toEqual({ what: 'The playbook is not as it should be: one two', todo: ['x'] });
  });
});

describe('what coc doctor finds', () => {
  it('is nothing where everything is in order', () => {
    const checks = checksOf(FINE);
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(new Set(checks.map(({ group }) => group)).size).toBe(5);
    expect(render(doctorBlocks(checks), { width: 80, color: false })).toMatch(/^Everything is in order\.\n/);
  });

  it.each(TABLE)('where %s', (_name, facts, expected) => {
    const found = checksOf(facts).filter(({ state }) => state !== 'ok');
    expect(found).toContainEqual(expect.objectContaining(expected));
    const known = found.filter((one) => one.check !== 'recovery' || expected.check === 'recovery');
    expect(known).toHaveLength(1);
  });

  it.each([undefined, 'Ben'])(
    'is that all is sealed only once the keys of the team are known here',
    (name) => {
      const sealed = (facts: DoctorFacts) => checksOf(facts).some(({ check }) => check === 'waiting');
      expect(sealed(FINE)).toBe(true);
      expect(sealed(team({ unconfirmed: [{ name, by: 'Ana' }] }))).toBe(false);
    },
  );

  const CY = { name: 'Cy', admin: false };
  const HOLDING: readonly TeamFacts['recovery'][] = [
    ...(['not-yet', 'declined', {}] as const),
    { shares: { needed: 2, custodians: [...SHARES.custodians, { name: 'Di', left: true }] } },
  ];
  /** As somebody of a team sees it, with something to do of every kind. */
  const seenBy = (me: string, admins: readonly string[], recovery: TeamFacts['recovery']) =>
    checksOf({
      ...incidents({
        alone: [{ name: me, ids: ['K7F392QD'] }],
        waiting: { mine: 1, others: 2, lost: ['AAAA1111'] },
      }),
      team: {
        ...{ unconfirmed: [], recovery, me },
        members: [ANA, BEN, CY].map((one) => ({ ...one, admin: admins.includes(one.name) })),
      },
    });

  it.each(
    HOLDING.flatMap((recovery) =>
      [['Ana'], ['Ana', 'Ben'], ['Cy']].map((admins) => [admins, recovery] as const),
    ),
  )('says who has to do it, to whoever can and to whoever cannot (admins: %s, %j)', (admins, recovery) => {
    for (const me of ['Ana', 'Ben', 'Cy']) {
      const checks = seenBy(me, admins, recovery);
      for (const { todo } of checks)
        for (const line of todo.filter((one) => /`coc (?:recovery-key|team admin)/.test(one)))
          if (admins.includes(me)) expect(line).toMatch(/^`coc /);
          else expect(line).toContain(admins[0]);
      const said = checks.flatMap(({ text, todo }) => [text, ...todo]).join('\n');
      // Nobody is spoken of to themselves as if it were somebody else.
      expect(said).not.toMatch(new RegExp(`Only ${me}|^${me}(?: can|:)`, 'm'));
      expect(said).toContain('You: K7F3-92QD');
      expect(said.includes('You are the only admin')).toBe(admins.join() === me);
    }
  });

  it('names some incidents and counts the rest', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `K7F392Q${index.toString(16).toUpperCase()}`);
    const found = checksOf(incidents({ alone: [{ name: 'Ana', ids }] })).find(
      ({ check }) => check === 'alone',
    );
    expect(found?.text).toContain('K7F3-92Q7 and 4 more');
  });

  it.each([80, 40])('fits on a screen %i columns wide', (width) => {
    const everything = checksOf({
      ...incidents({ alone: ALONE, notes: 2, waiting: { mine: 2, others: 1, lost: ['AAAA1111'] } }),
      machine: machine({ keys: 'without-passphrase', drafts: 1 }).machine,
      history: { ...HISTORY, alarm: ALARM, strange: ['notes.txt'] },
      sharing: { unshared: 3 },
    });
    const text = render(doctorBlocks(everything), { width, color: false });
    if (process.env.SHOW) process.stdout.write(text);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
    expect(text.match(/^!! /gm)?.length).toBeGreaterThan(3);
  });
});
