import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { isRequired, typeOf } from '../../../src/interview/check.ts';
import { sanctionsWaiting } from '../../../src/policy/due-sanctions.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { endOf, isActive, isPast, termWords } from '../../../src/policy/sanctions.ts';

import { playbook } from './shipped.ts';
import {
  type Added,
  AT,
  COMMUNITY,
  contentsOf,
  HEARD_ALL,
  incidentOf,
  meeting,
  now,
  problemOf,
  READY,
  SOUND,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const APPEAL: Added = { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
const made = (step: StepId, given: Given, ...more: Added[]): readonly Content[] => {
  const contents = contentsOf(step, given, situation([...READY, ...more]));
  expect(contents.map(problemOf)).toEqual(contents.map(() => undefined));
  return contents;
};

describe('a sanction', () => {
  it.each(
    playbook.sanctions.kinds.map(
      ({ id, label, parameters, terms }) => [id, label, parameters, terms] as const,
    ),
  )(
    'of the kind %s has its label of today, what belongs to it, and its term',
    (id, label, parameters, terms) => {
      const values = Object.fromEntries(parameters.map((key) => [key, key === 'whom' ? 'R1' : `a ${key}`]));
      for (const term of terms) {
        const until = term === 'until' || term === 'event-end' ? { until: '2027-01-31' } : {};
        const given = { ...SOUND.sanction, behavior: undefined, sanction: id, ...values, term, ...until };
        expect(made('sanction', given)).toEqual([
          {
            kind: 'sanction',
            person: 'A1',
            sanction: id,
            label,
            startsAt: now.toISOString(),
            term,
            ...until,
            parameters: values,
            safety: SOUND.sanction.safety,
            decidedBy: ['ana', 'ben'],
          },
        ]);
      }
    },
  );

  it.each([
    [[], 'What has to be switched off, and where'],
    [['Slack'], 'Anything else to switch off'],
  ])('asks what else is switched off only where something was listed before: %j', (systems, words) => {
    const of = situation(READY);
    const asked = STEP.sanction.questions(playbook).find(({ id }) => id === 'also-switch-off');
    const said = asked?.wordedAs?.({}, { ...of, community: { ...of.community, systems } }) ?? asked;
    expect(said?.ask).toBe(words);
  });

  it('keeps its conditions, who must know, what is switched off, and why it was decided unheard', () => {
    const given = {
      ...SOUND.sanction,
      conditions: ['Gives back the badge'],
      tell: ['The door'],
      'switch-off': ['Slack'],
      'also-switch-off': ['The forum'],
      unheard: 'They left.',
    };
    expect(made('sanction', given)).toMatchObject([
      {
        conditions: ['Gives back the badge'],
        tell: ['The door'],
        switchOff: ['Slack', 'The forum'],
        unheard: 'They left.',
      },
    ]);
  });

  it('has none of that where there is none', () => {
    const [entry] = made('sanction', { ...SOUND.sanction, conditions: [], tell: [], 'switch-off': [] });
    for (const key of ['conditions', 'tell', 'switchOff', 'unheard', 'until'])
      expect(entry).not.toHaveProperty(key);
  });
});

describe('later on, a sanction', () => {
  const SECOND = sanctionEntry({ id: 'SANCTION2', tell: ['The door'], switchOff: ['Slack'] });

  it('is the one that is meant by its number', () => {
    expect(made('sanction done', { sanction: '2', items: ['2'] }, sanctionEntry(), SECOND)).toEqual([
      { kind: 'sanction-done', sanction: 'SANCTION2', items: ['Slack'] },
    ]);
    expect(() => made('sanction done', { sanction: '3', items: [] }, sanctionEntry(), SECOND)).toThrow(
      'a sanction that is not there',
    );
  });

  it('is changed, by whom and why', () => {
    const given = {
      sanction: '1',
      term: 'until',
      until: '2027-01-31',
      conditions: ['x'],
      reason: 'y',
      'decided-by': ['cem'],
    };
    expect(made('sanction change', given, sanctionEntry())).toEqual([
      {
        kind: 'sanction-change',
        sanction: 'SANCTION1',
        term: 'until',
        until: '2027-01-31',
        conditions: ['x'],
        reason: 'y',
        decidedBy: ['cem'],
        inform: ['R1'],
      },
    ]);
  });

  it('has no permission among the conditions that can be met, nor among those that were never noted so', () => {
    const conditions = ['Gives back the badge', 'You may still give your soldering workshop'];
    const of = situation([...READY, sanctionEntry({ term: 'until', until: '2026-11-24', conditions })]);
    const asked = STEP['sanction done'].questions(playbook).find(({ id }) => id === 'items');
    const offered = JSON.stringify(asked && typeOf(asked, { sanction: '1' }, of));
    expect(offered).toContain('badge');
    expect(offered).not.toContain('workshop');
    const waits = JSON.stringify(sanctionsWaiting(of.incident, playbook, now));
    expect(waits).toContain('badge');
    expect(waits).not.toContain('workshop');
  });

  it('says that exceptions can be given as conditions', () => {
    for (const step of ['sanction', 'sanction change'] as const)
      expect(STEP[step].questions(playbook).find(({ id }) => id === 'conditions')?.hint).toContain(
        'You may still',
      );
  });

  describe('of which whoever it happened to is still to hear', () => {
    const ban = (until: string): Added => sanctionEntry({ term: 'until', until });
    const told = (toldAt: string): Added => ({ kind: 'told', about: 'response', person: 'R1', toldAt });
    const CHANGED = {
      ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'until', until: '2027-01-31', reason: 'x' },
      ...{ decidedBy: ['cem'], inform: ['R1'] },
    } as Added;
    const LIFTED = {
      ...{ kind: 'sanction-end', sanction: 'SANCTION1', endedAt: AT, how: 'lifted', reason: 'x' },
      inform: ['R1'],
    } as Added;
    const LONG_BEFORE = '2026-11-10T10:00:00+01:00';
    const AGAIN = '2026-11-24T11:00:00+01:00';

    it.each(['2026-11-24', '2026-11-25', '2026-11-28'])(
      'hears that it ends soon once they were told of it, and not before: until %s',
      (until) => {
        const tells = (...more: readonly Added[]) =>
          sanctionsWaiting(incidentOf([...READY, ban(until), ...more]), playbook, now)
            .map(({ what }) => what)
            .filter((what) => what.startsWith('Tell R1'));
        expect(tells()).toEqual([]);
        expect(tells(told(LONG_BEFORE))).toEqual([
          'Tell R1 that this ends soon: “No attendance at future events” for A1',
        ]);
      },
    );

    it.each(['2026-11-24', '2026-11-25', '2026-11-29', '2026-12-01'])(
      'hears nothing more where it ends within a week of when they were told until when it holds: until %s',
      (until) => {
        const waiting = (at: Date, ...more: readonly Added[]) =>
          sanctionsWaiting(incidentOf([...READY, ban(until), told(AT), ...more]), playbook, at);
        for (const at of [now, new Date(`${until}T09:00:00+01:00`)]) {
          expect(waiting(at)).toMatchObject([{ step: 'sanction end' }]);
          expect(waiting(at)[0]?.what).toMatch(/^Confirm that/);
        }
      },
    );

    it('hears it again where the end that they were told is another one by now', () => {
      const shorter = { ...CHANGED, until: '2026-11-28', inform: [] } as Added;
      const all = incidentOf([...READY, ban('2027-05-31'), told(AT), shorter]);
      expect(sanctionsWaiting(all, playbook, now).map(({ what }) => what)).toContain(
        'Tell R1 that this ends soon: “No attendance at future events” for A1',
      );
    });

    it.each<[string, readonly Added[]]>([
      ['that it is changed', [ban('2027-05-31'), told(AT), CHANGED]],
      ['that it ends soon', [ban('2026-11-28'), told(LONG_BEFORE)]],
      ['that it was lifted', [ban('2027-05-31'), told(AT), LIFTED]],
    ])('names the step with the letter, which settles it: %s', (_what, contents) => {
      const tell = (all: readonly Added[]) =>
        sanctionsWaiting(incidentOf([...READY, ...all]), playbook, now).filter(({ what }) =>
          what.startsWith('Tell R1'),
        );
      expect(tell(contents)).toMatchObject([{ step: 'notify', tells: { about: 'outcome', person: 'R1' } }]);
      expect(tell([...contents, told(AGAIN)])).toEqual([]);
      const of = situation([...READY, ...contents]);
      const asked = STEP['sanction done'].questions(playbook).find(({ id }) => id === 'items');
      expect(JSON.stringify(asked?.before?.({ sanction: '1' }, of))).toContain('coc notify K7F3-92QD');
    });
  });

  describe('with conditions that are not among the new ones word for word', () => {
    const before = sanctionEntry({ conditions: ['No word to R1', 'Gives back the badge', 'Is seen at ten'] });
    const NEW = 'You keep away from R1';
    const given = { ...SOUND['sanction change'], conditions: [NEW, 'Is seen at ten'] };
    const offered = (id: string, answers: object, step: StepId = 'sanction change') => {
      const of = situation([...READY, before]);
      const asked = STEP[step].questions(playbook).find((one) => one.id === id);
      const all = { ...given, ...answers };
      if (asked?.when?.(all, of) === false) return [];
      const type = asked && typeOf(asked, all, of);
      return type?.type === 'choices'
        ? type.choices.map(({ value, label }) => `${value} ${label}`)
        : undefined;
    };

    it('asks which of them still hold, and which of the rest do not', () => {
      expect(offered('still', {})).toEqual(['1 No word to R1', '2 Gives back the badge']);
      expect(offered('no-longer', { still: ['1'] })).toEqual(['2 Gives back the badge']);
      expect(offered('no-longer', { still: ['1', '2'] })).toEqual([]);
      expect(offered('still', { conditions: before.kind === 'sanction' ? before.conditions : [] })).toEqual(
        [],
      );
      const slip = { wrong: 'conditions' };
      expect(offered('no-longer', slip, 'sanction correct')).toEqual([
        '1 No word to R1',
        '2 Gives back the badge',
      ]);
      expect(offered('no-longer', { wrong: 'time' }, 'sanction correct')).toEqual([]);
    });

    it('keeps what still holds, and ends by itself nothing', () => {
      expect(made('sanction change', given, before)).toMatchObject([{ conditions: [NEW, 'Is seen at ten'] }]);
      expect(made('sanction change', given, before)[0]).not.toHaveProperty('noLonger');
      expect(made('sanction change', { ...given, still: ['1'], 'no-longer': ['2'] }, before)).toMatchObject([
        { conditions: [NEW, 'Is seen at ten', 'No word to R1'], noLonger: ['Gives back the badge'] },
      ]);
      const slip = { sanction: '1', wrong: 'conditions', conditions: [NEW], 'no-longer': ['2', '3'] };
      expect(made('sanction correct', slip, before)).toMatchObject([
        { right: { conditions: [NEW] }, noLonger: ['Gives back the badge', 'Is seen at ten'] },
      ]);
    });
  });

  describe('that was written down wrong', () => {
    const ban = sanctionEntry({ term: 'until', until: '2027-01-31', tell: ['The door'] });
    const put = (given: Given, ...contents: Added[]) =>
      made('sanction correct', { sanction: '1', ...given }, ban, ...contents);
    const TOLD: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
    const CHANGED: Added = {
      id: 'CHANGE1',
      kind: 'sanction-change',
      sanction: 'SANCTION1',
      term: 'until',
      until: '2028-01-31',
      reason: 'x',
      decidedBy: ['cem'],
    };
    it('may be a list of which nothing is right', () => {
      expect(put({ wrong: 'tell', tell: null, 'switch-off': null })).toMatchObject([
        { kind: 'sanction-corrected', right: { tell: [] } },
      ]);
    });

    const DAYS = { wrong: 'time', term: 'until', until: '2027-03-31' };
    const RIGHT = { term: 'until', until: '2027-03-31' };

    it('is put right, and only what is other; who was told of it is told what is right', () => {
      expect(put(DAYS)).toEqual([{ kind: 'sanction-corrected', sanction: 'SANCTION1', right: RIGHT }]);
      expect(put(DAYS, TOLD)).toMatchObject([{ inform: ['R1'] }]);
      expect(put({ wrong: 'tell', tell: ['The front door'] }, TOLD)).toEqual([
        { kind: 'sanction-corrected', sanction: 'SANCTION1', right: { tell: ['The front door'] } },
      ]);
      expect(put({ wrong: 'kind', kind: 'warning', behavior: 'following people' })).toMatchObject([
        { right: { sanction: 'warning', parameters: { behavior: 'following people' } } },
      ]);
      expect(put({ ...DAYS, until: '2027-01-31' })).toEqual([]);
      expect(put({ wrong: 'tell', tell: ['The door'] })).toEqual([]);
    });

    it('is that of the newest change, where it is for how long', () => {
      expect(put(DAYS, CHANGED)).toEqual([
        { kind: 'sanction-corrected', sanction: 'SANCTION1', change: 'CHANGE1', right: RIGHT },
      ]);
    });

    it('holds as it is right, and a change beside it is left as it was decided', () => {
      const [right] = put(DAYS) as readonly Added[];
      const now = (...contents: Added[]) => incidentOf([...READY, ban, ...contents]).sanctions[0];
      expect(now(right as Added)).toMatchObject({ until: '2027-03-31', changes: [], corrections: [{}] });
      expect(now(right as Added, CHANGED)).toMatchObject({ until: '2028-01-31' });
      expect(now(CHANGED, right as Added)).toMatchObject({ until: '2028-01-31' });
      const ofChange = { ...right, change: 'CHANGE1' } as Added;
      expect(now(CHANGED, ofChange)).toMatchObject({
        until: '2027-03-31',
        changes: [{ until: '2027-03-31' }],
      });
    });

    it('is never whose it is, who decided it, or when it was written', () => {
      const right = { person: 'A2', decidedBy: ['eve'], id: 'X', by: 'eve', kind: 'note', safety: 'y' };
      const forged = { kind: 'sanction-corrected', sanction: 'SANCTION1', right } as unknown as Added;
      expect(incidentOf([...READY, ban, forged]).sanctions).toMatchObject([
        { ...ban, safety: 'y', id: 'SANCTION1' },
      ]);
    });

    it('is what those wait for who were told of it', () => {
      const [right] = put(DAYS, TOLD) as readonly Added[];
      const of = incidentOf([...READY, ban, TOLD, right as Added]);
      const what = sanctionsWaiting(of, playbook, now).map((one) => one.what);
      expect(what).toContain(
        'Tell R1 what is right of this, which was written down wrong: “No attendance at future events” for A1',
      );
      expect(sanctionsWaiting(of, playbook, now)).toContainEqual(
        expect.objectContaining({ step: 'notify', tells: { about: 'outcome', person: 'R1' } }),
      );
      const noted: Added = {
        kind: 'sanction-done',
        sanction: 'SANCTION1',
        items: [],
        informed: [{ person: 'R1', of: 'change' }],
      };
      const after = incidentOf([...READY, ban, TOLD, right as Added, noted]);
      expect(
        sanctionsWaiting(after, playbook, now)
          .map((one) => one.what)
          .join(),
      ).not.toContain('what is right');
    });
  });

  it('ends by itself, or is lifted, by whom and why', () => {
    expect(made('sanction end', { sanction: '1', how: 'ran-out', 'ended-at': AT }, sanctionEntry())).toEqual([
      { kind: 'sanction-end', sanction: 'SANCTION1', endedAt: AT, how: 'ran-out', inform: ['R1'] },
    ]);
    expect(made('sanction end', SOUND['sanction end'], sanctionEntry())).toEqual([
      {
        kind: 'sanction-end',
        sanction: 'SANCTION1',
        endedAt: AT,
        how: 'lifted',
        reason: 'x',
        decidedBy: ['ana'],
        inform: ['R1'],
      },
    ]);
  });

  it('is appealed against, in their words', () => {
    const given = { sanction: '1', state: 'received', 'received-at': AT, words: 'That is\nunfair.' };
    expect(made('sanction appeal', given, sanctionEntry())).toEqual([
      { kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'That is\nunfair.' },
    ]);
  });

  it.each(['stands', 'changed'])('is as it was after an appeal with the outcome “%s”', (outcome) => {
    expect(
      made('sanction appeal', { ...SOUND['sanction appeal'], outcome }, sanctionEntry(), APPEAL),
    ).toEqual([{ kind: 'appeal-outcome', appeal: 'APPEAL1', outcome, heardBy: ['cem'], reason: 'x' }]);
  });

  it('ends where an appeal lifts it, by whoever heard it', () => {
    expect(
      made('sanction appeal', { ...SOUND['sanction appeal'], outcome: 'lifted' }, sanctionEntry(), APPEAL),
    ).toEqual([
      { kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'lifted', heardBy: ['cem'], reason: 'x' },
      {
        kind: 'sanction-end',
        sanction: 'SANCTION1',
        endedAt: now.toISOString(),
        how: 'lifted',
        reason: 'x',
        decidedBy: ['cem'],
        inform: ['R1'],
      },
    ]);
  });

  it('does not end twice', () => {
    const ended: Added = { kind: 'sanction-end', sanction: 'SANCTION1', endedAt: AT, how: 'ran-out' };
    expect(
      made(
        'sanction appeal',
        { ...SOUND['sanction appeal'], outcome: 'lifted' },
        sanctionEntry(),
        APPEAL,
        ended,
      ),
    ).toHaveLength(1);
  });

  it('that an appeal changes is changed by whoever heard it, also from outside alone', () => {
    const kim: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Kim Ek' };
    const outcome = (heardBy: string[]): Added => ({
      ...{ kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'changed', heardBy, reason: 'x' },
    });
    const of = (heardBy: string[]) => situation([...READY, kim, sanctionEntry(), APPEAL, outcome(heardBy)]);
    const asked = (id: string) => STEP['sanction change'].questions(playbook).find((one) => one.id === id);
    const one = { sanction: '1' };
    expect(asked('decided-by')?.initial?.(one, of(['cem']))).toEqual(['cem']);
    expect(JSON.stringify(asked('decided-by')?.before?.(one, of(['cem', 'S1'])))).toContain(
      'heard by Cem Yildiz and Kim Ek',
    );
    const [by, also] = [asked('decided-by'), asked('also-decided-by')];
    const outside = of(['S1']);
    const nobody = { ...one, 'decided-by': [] };
    expect(by && isRequired(by, one, outside)).toBe(false);
    expect(by?.check?.([], one, outside)).toBeUndefined();
    expect(also?.offered?.(nobody, outside)).toBe(true);
    expect(also?.initial?.(nobody, outside)).toEqual(['Kim Ek']);
    expect(also && isRequired(also, nobody, outside)).toBe(true);
    const given = {
      ...one,
      term: 'indefinite',
      reason: 'x',
      'decided-by': [],
      'also-decided-by': ['Kim Ek'],
    };
    expect(contentsOf('sanction change', given, outside)).toMatchObject([{ decidedBy: ['S1'] }]);
    expect(by && isRequired(by, one, situation([...READY, sanctionEntry()]))).toBe(true);
  });

  it.each(['sanction change', 'sanction end'] as const)(
    'is proposed with %s to be decided by who decided last, and by nobody who must not or was not asked',
    (step) => {
      const asked = STEP[step].questions(playbook).find(({ id }) => id === 'decided-by');
      const kim: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Kim Ek' };
      const outcome: Added = {
        ...{ kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'changed', heardBy: ['cem'], reason: 'x' },
      };
      const change = (decidedBy?: string[]): Added =>
        ({
          ...{ kind: 'sanction-change', sanction: 'SANCTION1', term: 'indefinite', reason: 'x' },
          ...(decidedBy && { decidedBy }),
        }) as Added;
      const proposed = (contents: readonly Added[], more: object = {}) =>
        asked?.initial?.(
          { sanction: '1', how: 'lifted' },
          situation([...READY, kim, sanctionEntry(), ...contents], more),
        );
      expect(proposed([])).toEqual(['ana', 'ben']);
      expect(proposed([], { me: 'cem' })).toEqual(['ana', 'ben']);
      expect(proposed([APPEAL, outcome, change(['cem'])])).toEqual(['cem']);
      expect(proposed([APPEAL, outcome, change(['cem']), change(['ana'])])).toEqual(['ana']);
      // Of those from outside alone nobody on the team is known to have been asked.
      expect(proposed([APPEAL, outcome, change(['S1'])])).toBeUndefined();
      const out: Added = { kind: 'recusal', member: 'ben', reason: 'x' } as Added;
      expect(proposed([out])).toEqual(['ana']);
      const alike: Added = { kind: 'person', person: 'A2', role: 'accused', name: 'Ben' };
      expect(proposed([alike])).toEqual(['ana']);
      const led = situation([...READY, out]).incident;
      expect(proposed([], { matter: { led: [led] } })).toEqual(['ana']);
    },
  );

  it('has what has to be kept to as long as it holds noted at its end, and what has to be done at any time', () => {
    const conditions = [
      'No contact with R1',
      'A talk with the team',
      'Stays away',
      'No talk until they have met us',
    ];
    const asks = STEP['sanction done'].questions(playbook).find(({ id }) => id === 'items');
    const offered = (until: string) => {
      const of = situation([...READY, sanctionEntry({ term: 'until', until, conditions })]);
      const type = asks && typeOf(asks, { sanction: '1' }, of);
      return type && 'choices' in type ? type.choices.map(({ value }) => value) : [];
    };
    const numbers = (...all: number[]) => all.map((one) => `condition-${one}`);
    expect(offered('2027-12-24')).toEqual(numbers(2, 4));
    expect(offered('2026-11-24').slice(0, 4)).toEqual(numbers(1, 2, 3, 4));
  });

  it.each([
    ['end-volunteering', 'indefinite', ['event-end', 'until', 'indefinite']],
    ['no-contact', 'event-end', ['event-end', 'until', 'indefinite']],
    ['leave-event', 'event-end', ['event-end', 'until']],
    ['end-talk', 'now', ['now']],
    ['of an earlier playbook', 'now', ['now', 'event-end', 'until', 'indefinite']],
  ])(
    '%s can be changed to hold as long as it could when it began, or until a date',
    (kind, term, possible) => {
      const asked = STEP['sanction change'].questions(playbook).find(({ id }) => id === 'term');
      const of = situation([...READY, sanctionEntry({ sanction: kind, term })]);
      const type = asked && typeOf(asked, { sanction: '1' }, of);
      expect(type && 'choices' in type && type.choices.map(({ value }) => value)).toEqual(possible);
    },
  );

  it('has the newest appeal that nobody has heard', () => {
    const heard: Added = {
      kind: 'appeal-outcome',
      appeal: 'APPEAL1',
      outcome: 'stands',
      heardBy: ['cem'],
      reason: 'x',
    };
    const again: Added = { ...APPEAL, id: 'APPEAL2' };
    expect(
      made('sanction appeal', SOUND['sanction appeal'], sanctionEntry(), APPEAL, heard, again),
    ).toMatchObject([{ appeal: 'APPEAL2' }]);
  });
});

describe('what was published before a sanction became another', () => {
  const out: Added = { kind: 'told', about: 'announcement', toldAt: AT, toldBy: 'ana' };
  const said = (step: StepId, given: Given, ...more: Added[]): string =>
    JSON.stringify(
      STEP[step].afterwards?.(
        { sanction: '1', ...given },
        situation([...READY, sanctionEntry(), APPEAL, ...more]),
      ) ?? [],
    );

  it.each<[StepId, Given]>([
    ['sanction change', {}],
    ['sanction end', { sanction: '1', how: 'lifted' }],
    ['sanction appeal', { outcome: 'lifted' }],
    ['sanction correct', { wrong: 'term' }],
  ])('is named at %s', (step, given) => {
    expect(said(step, given, out)).toContain('`coc announce K7F3-92QD`');
    expect(said(step, given)).not.toContain('announce');
  });

  it.each<[StepId, Given]>([
    ['sanction end', { how: 'ran-out' }],
    ['sanction appeal', { outcome: 'stands' }],
    ['sanction correct', { wrong: 'safety' }],
  ])('is not named at %s where it stays true: %j', (step, given) => {
    expect(said(step, given, out)).not.toContain('announce');
  });
});

describe('that nothing more is to be published', () => {
  const out: Added = { kind: 'told', about: 'announcement', toldAt: AT, toldBy: 'ana' };
  const change: Added = {
    ...{
      kind: 'sanction-change',
      sanction: 'SANCTION1',
      term: 'indefinite',
      reason: 'x',
      decidedBy: ['ana'],
    },
  };
  const offered = (...more: Added[]) => {
    const asked = STEP.announce.questions(playbook).find(({ id }) => id === 'do');
    const type = asked && typeOf(asked, {}, situation([...READY, sanctionEntry(), ...more]));
    return type && 'choices' in type ? type.choices.filter(({ value }) => value === 'no') : [];
  };

  it('can be noted with a reason once what is out is no longer so, and not before', () => {
    expect(offered()).toMatchObject([{ label: 'Note that there will be none' }]);
    expect(offered(out)).toEqual([]);
    expect(offered(out, change)).toMatchObject([{ label: 'Note why what is out needs no corrected text' }]);
    expect(
      made('announce', { do: 'no', reason: 'It named no sanction.' }, sanctionEntry(), out, change),
    ).toEqual([
      { kind: 'announcement', announce: false, reason: 'It named no sanction.', noCorrection: true },
    ]);
    expect(made('announce', { do: 'no', reason: 'x' })).toEqual([
      { kind: 'announcement', announce: false, reason: 'x' },
    ]);
  });
});

describe('an incident that is opened again', () => {
  it('says where an appeal is noted, where there is anything to appeal against', () => {
    const said = (...more: Added[]): string =>
      JSON.stringify(STEP.reopen.afterwards?.({}, situation([...READY, ...more, { kind: 'closed' }])));
    expect(said(sanctionEntry())).toContain('`coc sanction appeal K7F3-92QD`');
    expect(said()).not.toContain('appeal');
    expect(said()).toContain('`coc report add K7F3-92QD`');
  });
});

describe('the term of a sanction', () => {
  it.each([
    [{ until: '2026-11-24' }, false],
    [{ until: '2026-11-23' }, true],
    [{}, false],
  ])('of %j is over: %s', (term, past) => expect(isPast(term, now)).toBe(past));

  it('is to the end of its last day, in the time of this place', () => {
    const end = endOf({ until: '2026-11-24' });
    expect([end?.getDate(), end?.getHours(), end?.getMinutes()]).toEqual([24, 23, 59]);
    expect(endOf({})).toBeUndefined();
  });

  it('does not make a sanction active that was ended', () => {
    const ended = { kind: 'sanction-end', sanction: 'S', endedAt: AT, how: 'lifted' } as never;
    expect(isActive({ until: '2027-01-01' }, now)).toBe(true);
    expect(isActive({ until: '2027-01-01', ended }, now)).toBe(false);
    expect(isActive({ until: '2026-01-01' }, now)).toBe(false);
  });

  it.each([
    [{ term: 'now' } as const, []],
    [{ term: 'indefinite' } as const, ['with no end date']],
    [{ term: 'until', until: '2027-03-31' } as const, ['until 31 Mar 2027']],
    [{ term: 'event-end', until: '2026-11-26' } as const, ['until the end of the event on 26 Nov 2026']],
  ])('%j is said as %j', (term, words) => expect(termWords(term)).toEqual(words));
});

describe('why one person alone decided on a sanction', () => {
  const proposed = (members: readonly string[], more: object = {}) => {
    const held = { ...meeting('sanction'), present: ['ana'], alone: 'Ben is ill.', ...more } as Added;
    const at = situation([...HEARD_ALL, held]);
    const question = STEP.sanction.questions(playbook).find(({ id }) => id === 'alone');
    return question?.initial?.({ 'decided-by': members }, at);
  };

  it('is proposed to be what was said in the meeting, where it was the same one', () => {
    expect(proposed(['ana'])).toBe('Ben is ill.');
    expect(proposed(['ben'])).toBeUndefined();
    expect(proposed(['ana'], { alsoPresent: ['A1'] })).toBe('Ben is ill.');
    expect(proposed(['ana'], { alone: undefined })).toBeUndefined();
    expect(proposed(['ana'], { present: ['ana', 'cem'] })).toBeUndefined();
  });

  it('is not asked once more where it was said in the meeting, and is noted with the sanction', () => {
    const held = { ...meeting('sanction'), present: ['ana'], alone: 'Ben is ill.' } as Added;
    const at = situation([...HEARD_ALL, held]);
    const [decidedBy, alone] = ['decided-by', 'alone'].map((id) =>
      STEP.sanction.questions(playbook).find((one) => one.id === id),
    );
    expect(alone?.offered?.({ 'decided-by': ['ana'] }, at)).toBe(false);
    expect(alone?.offered?.({ 'decided-by': ['ben'] }, at)).toBe(true);
    expect(alone?.offered?.({ 'decided-by': ['ana'] }, situation(READY))).toBe(true);
    expect(JSON.stringify(decidedBy?.after?.({ 'decided-by': ['ana'] }, at))).toContain('“Ben is ill.”');
    const made = (more: object) =>
      contentsOf('sanction', { ...SOUND.sanction, ...more }, at).find(({ kind }) => kind === 'sanction');
    expect(made({ 'decided-by': ['ana'] })).toMatchObject({ alone: 'Ben is ill.' });
    expect(made({ 'decided-by': ['ana'], alone: 'Cem is away.' })).toMatchObject({ alone: 'Cem is away.' });
    expect(made({ 'decided-by': ['ana', 'ben'] })).not.toHaveProperty('alone');
  });

  it('is asked with who could decide as well, on the team and from outside', () => {
    const community = { ...COMMUNITY, outside: ['Kim Ek of the board, 555 0199'] };
    for (const [step, at, given] of [
      ['sanction', 'also-decided-by', { 'decided-by': ['ana'] }],
      ['meeting', 'alone', { outcome: 'sanction', present: ['ana'] }],
    ] as const) {
      const asked = STEP[step].questions(playbook).find(({ id }) => id === at);
      expect(asked?.offered?.(given, situation(READY, { community }))).not.toBe(false);
      const said = JSON.stringify(asked?.before?.(given, situation(READY, { community })));
      expect(said).toContain('On the team: Ben Okafor and Cem Yildiz.');
      expect(said).toContain('Kim Ek of the board');
      expect(said).toContain('Somebody from outside can decide with you');
    }
  });
});
