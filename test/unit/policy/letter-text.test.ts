import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../src/interview/check.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import {
  announcementText,
  complaintText,
  employerText,
  outcomeText,
  relayText,
  responseText,
} from '../../../src/policy/letter-text.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';

import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AT,
  brokenBy,
  COMMUNITY,
  HEARD_ALL,
  meeting,
  OPENED,
  P1,
  R1,
  READY,
  REPORT,
  SOUND,
  type StepId,
  sanctionEntry,
  situation,
  W1,
} from './step-situation.ts';

const DETAILS: Added = {
  kind: 'details',
  report: 'REPORT1',
  details: {
    who: 'A1',
    behavior: 'followed her to her room',
    when: 'last night, about half past ten',
    circumstances: 'after the speakers’ dinner, in the lift of the hotel',
  },
};
const INCIDENT: readonly Added[] = [...READY, DETAILS, P1, W1];
const BAN = sanctionEntry({ term: 'until', until: '2027-11-30', conditions: ['Gives back the badge.'] });
const NO_CONTACT = sanctionEntry({
  id: 'SANCTION2',
  sanction: 'no-contact',
  label: 'To avoid any contact with, and nearness to, the person affected',
  term: 'event-end',
  until: '2026-11-26',
  parameters: { whom: 'R1' },
});
const LIFTED: Added = {
  kind: 'sanction-end',
  sanction: 'SANCTION1',
  endedAt: AT,
  how: 'lifted',
  reason: 'x',
  decidedBy: ['ana'],
};
const WARNING = sanctionEntry({
  id: 'SANCTION3',
  sanction: 'warning',
  label: 'A warning to stop, and that further reports bring sanctions',
  parameters: { behavior: 'following people.' },
});
const APPEALS = 'the board, board@imgix.com';
const withAppeals: Partial<Situation> = { community: { ...COMMUNITY, appeals: APPEALS } };
const TO_A1 = { about: 'complaint', person: 'A1', contact: 'Ben Okafor, ben@team.example' };
const RESPONSE = { about: 'response', person: 'A1' };
const BOTH_SAID_YES: Given = { permitted: 'yes', 'permitted-by': ['R1', 'P1'] };
const MEI_BY_NAME: Given = { 'may-name': ['R1'], 'reporter-permission': 'He may read my name.' };

const response = (sanctions: readonly Added[], more: Partial<Situation> = {}, given: Given = {}): string =>
  responseText({ ...RESPONSE, ...given }, situation([...INCIDENT, ...sanctions], more));
const announcement = (more: Given = {}): string =>
  announcementText({ ...SOUND.announce, ...more }, situation(INCIDENT));

/** Every letter as it is composed, with the step and the answers that it goes out with. */
const COMPOSED: readonly (readonly [string, StepId, Given, string, readonly Added[]])[] = [
  ...(
    [
      ['complaint', {}],
      [
        'complaint with what it is about',
        { what: 'following somebody.', ...BOTH_SAID_YES, permission: 'x y' },
      ],
    ] as const
  ).map(([name, more]) => {
    const given = { ...SOUND.notify, ...TO_A1, ...more };
    return [name, 'notify', given, complaintText(given, situation(INCIDENT)), INCIDENT] as const;
  }),
  ...(
    [
      ['response with a ban', [BAN], {}],
      ['response with a place to appeal to', [BAN], withAppeals],
      ['response with three sanctions', [BAN, NO_CONTACT, WARNING], withAppeals],
      ['response with no sanction', [meeting('no-action')], {}],
      ['response after a meeting that decided on something else', [meeting('action')], {}],
      ['response after the sanction has ended', [BAN, LIFTED], {}],
      ['response that says whom to avoid', [NO_CONTACT], {}],
    ] as const
  ).map(
    ([name, sanctions, more]) =>
      [
        name,
        'notify',
        { ...SOUND.notify, ...RESPONSE },
        response(sanctions, more),
        [...INCIDENT, ...sanctions],
      ] as const,
  ),
  [
    'employer',
    'employer',
    { ...SOUND.employer, ...BOTH_SAID_YES },
    employerText(SOUND.employer, situation(INCIDENT)),
    INCIDENT,
  ],
  ['announcement', 'announce', { ...SOUND.announce, ...BOTH_SAID_YES }, announcement(), INCIDENT],
  [
    'announcement with a word of theirs',
    'announce',
    { ...SOUND.announce, ...BOTH_SAID_YES },
    announcement({ word: 'The attendee agrees that this was wrong and has left.' }),
    INCIDENT,
  ],
  ['relay', 'apology', SOUND.apology, relayText(SOUND.apology, situation(INCIDENT)), INCIDENT],
];

describe.each(COMPOSED)('the composed %s', (_name, step, given, text, contents) => {
  it('has no hole, no double blank and no full stop twice', () => {
    expect(text).not.toMatch(/\{\{|\}\}|<something|XYZ|undefined|null/);
    expect(text).not.toMatch(/ {2}|\t|[ \t]\n|\n{3}/);
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/\.\.|\.;|,,|: \.|\(\)|, \.| [.,;]/);
  });

  it('goes out as it is', () => {
    const field = step === 'apology' ? 'relay' : 'letter';
    const of = situation(contents, /place|three/.test(_name) ? withAppeals : {});
    expect(brokenBy(step, { ...given, [field]: text }, of)).toEqual([]);
  });

  it('says neither what was reported, nor who reported it', () => {
    const mayAvoid = /whom to avoid|three/.test(_name);
    expect(text).not.toMatch(mayAvoid ? /knock|dinner|Sunita|Falk/ : /knock|dinner|Sunita|Falk|Mei|Lindq/);
    expect(text).not.toMatch(/\b[RPAWHS]\d\b/);
  });
});

describe('the letter about the complaint', () => {
  it('says that there is one, where to tell their side, and who it is from', () => {
    const text = complaintText(TO_A1, situation(INCIDENT));
    expect(text).toContain('Hello Marlon Vane,');
    expect(text).toContain('Please tell it to Ben Okafor, ben@team.example.');
    expect(text).toContain(playbook.letters.complaint.about);
    expect(text).toMatch(/imgix, codeofconduct@imgix\.com$/);
    expect(text).not.toContain('It is about this');
  });

  it('says what it is about where that may be told', () => {
    const text = complaintText({ ...TO_A1, what: ' following somebody. ' }, situation(INCIDENT));
    expect(text).toContain('It is about this: following somebody.');
  });

  it('has the contact of the community where nobody else is named', () => {
    expect(complaintText({ person: 'A1' }, situation(INCIDENT))).toContain(
      'Please tell it to codeofconduct@imgix.com.',
    );
  });
});

describe('the letter with the decision', () => {
  it('has the policy’s own sentence, word for word around the place and the action', () => {
    const text = response([BAN], withAppeals);
    const [before = '', between = '', after = ''] =
      playbook.scripts.appeal.say.split(/XYZ|<something something>/);
    expect(between).toBe(', but in the meantime, you must ');
    expect(after).toBe('');
    expect(text).toContain(`${before}${APPEALS}${between}stay away from all our events, as said above.`);
  });

  it('says what has to be done also without a place to appeal to', () => {
    const text = response([BAN]);
    expect(text).toContain(
      'There is no place beside us to appeal to. If something here is wrong, please tell us; how to reach us stands below. The decision holds from now on, and you must stay away from all our events, as said above.',
    );
    expect(text).not.toMatch(/discuss this further/i);
  });

  it('names each sanction with its term and its conditions, and all that has to be done', () => {
    const text = response([BAN, NO_CONTACT], withAppeals, MEI_BY_NAME);
    expect(text).toContain(
      '- No attendance at future events (all our events). This holds until 30 Nov 2027. Gives back the badge.\n',
    );
    expect(text).toContain(
      '- To avoid any contact with, and nearness to, the person affected. This holds until the end of the event on 26 Nov 2026.',
    );
    expect(text).toContain(
      'you must:\n\n- stay away from all our events, as said above\n- have no contact with Mei Lindqvist, and keep well away from them\n\n',
    );
  });

  it('says where to appeal also against something else than a sanction', () => {
    const decided = { ...RESPONSE, decided: 'You no longer speak at our events' };
    const of = (more: Partial<Situation>) => situation([...HEARD_ALL, meeting('action')], more);
    expect(responseText(decided, of(withAppeals))).toContain(
      `You no longer speak at our events.\n\nIf you'd like to discuss this further, please contact ${APPEALS}. In the meantime, this holds.\n`,
    );
    expect(responseText(decided, of({}))).toContain(
      'events.\n\nThere is no place beside us to appeal to. If something here is wrong, please tell us; how to reach us stands below.\n',
    );
  });

  it('says that nothing is done where nothing is, and names no place to appeal to', () => {
    const of = situation([...HEARD_ALL, meeting('no-action')], withAppeals);
    const text = responseText(RESPONSE, of);
    expect(text).toContain(playbook.letters.response.nothing);
    expect(text).not.toContain(APPEALS);
    expect(text).not.toMatch(/you must/i);
  });

  it.each<[string, readonly Added[]]>([
    ['of somebody else', [sanctionEntry({ person: 'A2' })]],
    ['that was lifted', [sanctionEntry(), LIFTED]],
    ['whose last day is over', [sanctionEntry({ term: 'until', until: '2026-11-20' })]],
  ])('has no sanction %s', (_name, sanctions) => {
    const { ended, other } = playbook.letters.response;
    expect(response(sanctions)).toContain(_name === 'of somebody else' ? other : ended);
    expect(response(sanctions)).not.toContain('attendance');
  });

  it('has the sanction as it stands after a change', () => {
    const change: Added = {
      kind: 'sanction-change',
      sanction: 'SANCTION1',
      term: 'until',
      until: '2027-02-28',
      reason: 'x',
      decidedBy: ['cem'],
    };
    expect(response([BAN, change])).toContain('until 28 Feb 2027');
    expect(response([BAN, change])).not.toMatch(/2027-|30 Nov|badge/);
  });

  it('says what a warning warns of, and does not speak of sanctions without an end', () => {
    const text = response([WARNING]);
    expect(text).toContain('stop this: following people. Any further report brings sanctions');
    expect(text).not.toContain('sanctions, without an end');
  });

  it.each(
    playbook.sanctions.kinds.map(
      ({ id, label, parameters, terms }) => [id, label, parameters, terms] as const,
    ),
  )('can tell the sanction %s', (id, label, parameters, terms) => {
    for (const term of terms) {
      const values = Object.fromEntries(parameters.map((key) => [key, key === 'whom' ? 'R1' : `the ${key}`]));
      const until = term === 'until' || term === 'event-end' ? { until: '2027-01-31' } : {};
      const written = [sanctionEntry({ sanction: id, label, parameters: values, term, ...until })];
      const text = response(written, {}, MEI_BY_NAME);
      expect(response(written)).not.toContain('Mei Lindqvist');
      expect(text).toContain(`- ${label}`);
      expect(text).toMatch(/you must \S.*\.\n/);
      for (const key of parameters) expect(text).toContain(key === 'whom' ? 'Mei Lindqvist' : `the ${key}`);
      if (term === 'until' || term === 'event-end') expect(text).toContain('31 Jan 2027');
      expect(text.match(/no end date|31 Jan 2027/g) ?? [], 'is said once').toHaveLength(
        term === 'now' || terms.length + Object.keys(until).length === 1 ? 0 : 1,
      );
      if (term === 'now') expect(text).not.toMatch(/until|without an end/i);
    }
  });

  it('can tell a sanction that the playbook does not have any more', () => {
    const text = response([sanctionEntry({ sanction: 'gone', label: 'Something of last year' })]);
    expect(text).toContain('you must keep to this: something of last year (all our events).');
  });

  it.each(['$$100 for travel', "the $' one", 'the $& one', 'the $1 one'])(
    'says what has to be paid back as it was typed: %s',
    (grant) => {
      const refund = sanctionEntry({
        sanction: 'refund',
        parameters: { grant },
        term: 'until',
        until: '2027-01-31',
      });
      expect(response([refund], withAppeals)).toContain(`you must pay this back: ${grant}.`);
      expect(response([refund])).toContain(`you must pay this back: ${grant}.`);
    },
  );

  it('has the place to appeal to as the community wrote it', () => {
    const appeals = 'the <something something> board, $& and $1';
    const text = response([BAN], { community: { ...COMMUNITY, appeals } });
    expect(text).toContain(`please contact ${appeals}, but in the meantime, you must stay away`);
  });
});

describe('the letter to the person affected', () => {
  const TO_R1: Given = { about: 'outcome', person: 'R1' };
  const outcome = (contents: readonly Added[], given: Given = TO_R1, more: Partial<Situation> = {}): string =>
    outcomeText(given, situation(contents, more));

  it('says by the day on which they told it which report it is about, and nothing else of it', () => {
    expect(outcome(INCIDENT)).toContain(
      '\n\nYou told us about something on Monday 23 November. We have looked into it.\n',
    );
    const again = report({ id: 'REPORT2', receivedAt: '2026-11-24T00:10:00+01:00' });
    expect(outcome([...INCIDENT, again])).toContain('on Monday 23 November and on Tuesday 24 November. We');
    const old = report({ receivedAt: '2025-03-01T00:00:00+01:00', precision: { receivedAt: 'month' } });
    expect(outcome([OPENED, R1, A1, old])).toContain('You told us about something in March 2025.');
  });

  it.each<[string, readonly Added[], Given]>([
    ['somebody who did not report', INCIDENT, { about: 'outcome', person: 'P1' }],
    ['somebody who told it to somebody else first', [OPENED, R1, A1, report({ heardBy: 'the desk' })], TO_R1],
  ])('says nothing of when to %s', (_name, contents, given) => {
    const text = outcome(contents, given);
    expect(text).toContain('\n\nWe have looked into what happened.\n');
    expect(text).not.toMatch(/you told us|Nov/i);
  });

  it.each(
    playbook.sanctions.kinds.map(
      ({ id, label, parameters, terms }) => [id, label, parameters, terms] as const,
    ),
  )(
    'tells the sanction %s in a sentence that says which, and once for how long',
    (id, label, parameters, terms) => {
      for (const term of terms) {
        const values = Object.fromEntries(
          parameters.map((key) => [key, key === 'whom' ? 'R1' : `the ${key}`]),
        );
        const until = term === 'until' || term === 'event-end' ? { until: '2027-01-31' } : {};
        const written = sanctionEntry({ sanction: id, label, parameters: values, term, ...until });
        const text = outcome([...INCIDENT, written]);
        const lines = text.split('\n').filter((line) => line.startsWith('- '));
        expect(lines).toHaveLength(1);
        expect(text).toContain('This is what we have decided for the person it is about:\n\n- ');
        expect(text).not.toMatch(/\b[RPAW]\d\b|Marlon|Vane/);
        for (const key of parameters.filter((one) => !['whom', 'behavior', 'grant'].includes(one)))
          expect(lines[0]).toContain(`the ${key}`);
        expect(text.match(/no end date|31 Jan 2027/g) ?? []).toHaveLength(
          term === 'now' || terms.length + Object.keys(until).length === 1 ? 0 : 1,
        );
        const answers = { ...SOUND.notify, ...TO_R1, letter: text };
        expect(brokenBy('notify', answers, situation([...INCIDENT, written]))).toEqual([]);
      }
    },
  );

  it('has no mark of ours in what belongs to a sanction, and not who is under it', () => {
    const talk = (words: string): string =>
      outcome([
        ...INCIDENT,
        sanctionEntry({ sanction: 'end-talk', term: 'now', parameters: { talk: words } }),
      ]);
    expect(talk('A1 on caches, for R1 and W1')).toContain(
      'ended early: the person it is about on caches, for you and somebody else.',
    );
  });

  it('has the words of the list where something was never written down of a sanction', () => {
    const label = 'Ending a talk early';
    const bare = sanctionEntry({ sanction: 'end-talk', label, term: 'now', parameters: {} });
    expect(outcome([...INCIDENT, bare])).toContain('\n- Ending a talk early.\n');
    expect(response([bare])).toContain('you must keep to this: Ending a talk early.');
  });

  it('says nothing of whom else somebody keeps away from', () => {
    const text = outcome([...INCIDENT, NO_CONTACT], { about: 'outcome', person: 'P1' });
    expect(text).toContain('have taken action');
    expect(text).not.toMatch(/contact with|keep well away/);
    expect(outcome([...INCIDENT, NO_CONTACT])).toContain(
      'keep well away from you, and have no contact with you. This',
    );
  });

  it('has the conditions that are chosen, and proposes those by which somebody keeps away from them', () => {
    const conditions = [
      'No contact with R1',
      'A talk with the team first',
      'Keeps away from P1',
      'Stays away',
    ];
    const of = [...INCIDENT, P1, sanctionEntry({ conditions })];
    const facts = situation(of);
    const asks = NOTIFY.questions(playbook).find(({ id }) => id === 'conditions');
    const to = (person: string) => ({ about: 'outcome', person, way: 'letter' });
    const type = asks && typeOf(asks, to('R1'), facts);
    const offered = type && 'choices' in type ? type.choices.map(({ label }) => label) : [];
    expect(offered).toEqual(['No contact with R1', 'A talk with the team first', 'Stays away']);
    expect(asks?.initial?.(to('R1'), facts)).toEqual(['1.1', '1.4']);
    expect(asks?.initial?.(to('P1'), facts)).toEqual(['1.3', '1.4']);
    expect(asks?.when?.({ ...to('R1'), about: 'response' }, facts)).toBe(false);
    expect(asks?.when?.(to('R1'), situation(INCIDENT))).toBe(false);
    const text = outcome(of, { ...TO_R1, conditions: ['1.1', '1.4'] });
    expect(text).toContain('No contact with you. Stays away.');
    expect(text).not.toContain('A talk with the team');
    expect(outcome(of)).not.toContain('No contact');
  });

  it('says plainly that nothing is done, and what if it happens again', () => {
    const text = outcome([...HEARD_ALL, meeting('no-action')]);
    expect(text).toMatch(/decided to take no action.*If it happens again.*we will come back to it/);
    expect(text).toMatch(/you can reach us at any time: codeofconduct@imgix.com/);
  });

  it.each<[string, readonly Added[], RegExp]>([
    [
      'after a change',
      [BAN],
      /This is what holds now for the person it is about:\n\n- They have to stay away/,
    ],
    [
      'after it was lifted',
      [BAN, LIFTED],
      /There was a sanction for the person it is about. It no longer holds/,
    ],
  ])('does not read like a first one where they were told before: %s', (_name, sanctions, expected) => {
    const told: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
    const text = outcome([...INCIDENT, ...sanctions, told]);
    expect(text).toContain('on Monday 23 November. We have told you before what we decided.\n');
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/we have looked into it|this is what we have decided/i);
    const answers = { ...SOUND.notify, ...TO_R1, letter: text };
    expect(brokenBy('notify', answers, situation([...INCIDENT, ...sanctions, told]))).toEqual([]);
  });

  it('may say the day to whoever told it, also where it happened that day, and no other letter may', () => {
    const when: Added = { kind: 'details', report: 'REPORT1', details: { when: 'on Monday 23 November' } };
    const of = situation([...INCIDENT, when, BAN]);
    const letter = outcome(INCIDENT).replace('Hello Mei Lindqvist,', 'Hello,');
    const to = (more: Given) => brokenBy('notify', { ...SOUND.notify, ...more, letter }, of);
    expect(to(TO_R1)).toEqual([]);
    expect(to({ about: 'outcome', person: 'P1' })).toContain('leak');
    expect(to({ about: 'response', person: 'A1' })).toContain('leak');
  });
});

describe('the letter to an employer', () => {
  const text = employerText(
    { ...SOUND.employer, grounds: ['sponsor-booth', 'branded-clothes'] },
    situation(INCIDENT),
  );

  it('has the grounds, the fact and what was done, each once', () => {
    expect(text).toContain('To Brightwell Ltd,');
    expect(text).toContain(
      "at the time:\n\n- staffing a sponsor's booth\n- wearing merchandise with the employer's brand\n",
    );
    expect(text).toContain('What happened: They followed an attendee. This was against our code of conduct');
    expect(text).toContain('What we have done about it: they were sent home.');
  });

  it('is short', () => expect(text.split(/\s+/).length).toBeLessThan(120));
});

describe('the announcement', () => {
  it('has each part of the policy’s example, in its order', () => {
    const text = announcement();
    const parts = [
      'An attendee followed another attendee.',
      'This was against our code of conduct.',
      'We apologise',
      'they were sent home.',
      COMMUNITY.policy,
      'codeofconduct@imgix.com',
    ];
    expect(parts.map((part) => text.indexOf(part))).toEqual(
      parts.map((part) => text.indexOf(part)).sort((a, b) => a - b),
    );
    for (const part of parts) expect(text).toContain(part);
  });

  it('has a word of theirs only where there is one', () => {
    const word = 'The attendee agrees that this was wrong.';
    expect(announcement({ word })).toContain(`they were sent home. ${word}\n`);
    expect(announcement({ word: 'they agree that this was wrong!' })).toContain(
      '. They agree that this was wrong!\n',
    );
    expect(announcement()).toContain('they were sent home.\n');
    expect(announcement({ word: ' ' })).toBe(announcement());
  });

  it('keeps the capital of a name', () => {
    expect(announcement({ 'other-feedback': ['Slack, in a direct message'] })).toContain(
      'Slack, in a direct message',
    );
  });

  it('has every way to answer', () => {
    const text = announcement({ 'other-feedback': ['A letter to our box'] });
    expect(text).toContain('codeofconduct@imgix.com');
    expect(text).toMatch(/a letter to our box/i);
  });
});

describe('a name that is not known', () => {
  const unknown = (more: object): readonly Added[] => [
    OPENED,
    R1,
    { kind: 'person', person: 'A1', role: 'accused', ...more } as Added,
    REPORT,
    ...READY.slice(4),
  ];

  it.each<[string, object]>([
    ['never asked', { description: 'a tall man from the blue booth' }],
    ['asked and not given', { name: null }],
  ])('leaves no hole in a letter: %s', (_name, more) => {
    const of = situation([...unknown(more), sanctionEntry()]);
    expect(complaintText(TO_A1, of)).toMatch(/^Hello,\n/);
    expect(responseText(RESPONSE, of)).toMatch(/^Hello,\n/);
    expect(employerText(SOUND.employer, of)).toContain('about somebody, who');
    expect(relayText(SOUND.apology, of)).toBe(
      'The person whom this is about apologizes. You need not answer.',
    );
    for (const text of [
      complaintText(TO_A1, of),
      responseText(RESPONSE, of),
      employerText(SOUND.employer, of),
    ])
      expect(text).not.toMatch(/undefined|null|\bA1\b|tall man/);
  });

  it('of whom to avoid is not told by a mark of ours', () => {
    const contents = [
      ...READY,
      { kind: 'person', person: 'P1', role: 'affected', affected: 'yes' } as Added,
      sanctionEntry({ sanction: 'no-contact', parameters: { whom: 'P1' } }),
    ];
    const text = responseText(RESPONSE, situation(contents));
    expect(text).toContain('have no contact with the person affected');
    expect(text).not.toMatch(/\bP1\b/);
  });
});

describe('the sentence of a relayed apology', () => {
  it('is the policy’s own, with the name in it, where they said that they keep away', () => {
    const [, rest = ''] = /^X (.*)$/.exec(playbook.scripts.relay.say) ?? [];
    const given = { ...SOUND.apology, 'keeps-away': 'yes' };
    expect(relayText(given, situation(INCIDENT))).toBe(`Marlon Vane ${rest}`);
  });

  it.each([{}, { 'keeps-away': 'no' }])('says nothing that they did not say: %j', (more) => {
    const text = relayText({ ...SOUND.apology, ...more }, situation(INCIDENT));
    expect(text).toBe('Marlon Vane apologizes. You need not answer.');
  });
});

describe('the greeting', () => {
  const hello = (name: string | undefined) =>
    complaintText(
      { person: 'A1', contact: 'x', ...(name !== undefined && { name }) },
      situation([OPENED, R1, { kind: 'person', person: 'A1', role: 'accused' }, REPORT]),
    ).split('\n')[0];

  it.each([
    ['Marlon Vane', 'Hello Marlon Vane,'],
    ['An Nguyen', 'Hello An Nguyen,'],
    ['李伟', 'Hello 李伟,'],
    ['a candidate', 'Hello,'],
    ['A tall man', 'Hello,'],
    ['The speaker', 'Hello,'],
    ['somebody', 'Hello,'],
    ['Ben Okoye, ben@example.org', 'Hello Ben Okoye,'],
    ['ben@example.org', 'Hello,'],
    ['mx_hollow', 'Hello mx_hollow,'],
    ['@mxhollow', 'Hello mxhollow,'],
    ['+49 30 1234567', 'Hello,'],
    [undefined, 'Hello,'],
  ])('to “%s” is “%s”', (name, expected) => expect(hello(name)).toBe(expected));

  it.each([
    ['Ines, speaker, hotel Aurora', 'Ines'],
    ['Okafor, Ben', 'Okafor, Ben'],
    ['Ines Sol', 'Ines Sol'],
  ])('is what stands before a description: %s', (name, expected) => {
    const at = situation([...READY, { ...A1, person: 'A2', name } as Added]);
    expect(responseText({ person: 'A2' }, at).split('\n')[0]).toBe(`Hello ${expected},`);
  });

  it('is the name alone of somebody who was written down with an address', () => {
    const vane = { ...A1, name: 'Marlon Vane, marlon@vane.example (+49 30 1234567)' } as Added;
    const at = situation([OPENED, R1, vane, REPORT]);
    expect(complaintText({ person: 'A1', contact: 'x' }, at)).toMatch(/^Hello Marlon Vane,\n/);
    expect(complaintText({ person: 'A1', contact: 'x' }, at)).not.toContain('@vane');
  });
});

describe('the same sanction twice', () => {
  it('stands once in a letter', () => {
    const twice = [...READY, sanctionEntry(), sanctionEntry({ id: 'SANCTION2' })];
    const said = responseText({ person: 'A1' }, situation(twice));
    expect(said.match(/No attendance at future events/g)).toHaveLength(1);
  });
});
