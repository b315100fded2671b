import { describe, expect, it } from 'vitest';
import type { Given } from '../../../src/policy/given-answers.ts';
import {
  announcementText,
  complaintText,
  employerText,
  relayText,
  responseText,
} from '../../../src/policy/letter-text.ts';
import type { Situation } from '../../../src/policy/situation.ts';

import { playbook } from './shipped.ts';
import {
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
    expect(text).toContain(`${before}${APPEALS}${between}stay away from all our events, until 30 Nov 2027.`);
  });

  it('says what has to be done also without a place to appeal to', () => {
    const text = response([BAN]);
    expect(text).toContain(
      'There is no place to appeal to. This holds from now on, and you must stay away from all our events, until 30 Nov 2027.',
    );
    expect(text).not.toMatch(/discuss this further/i);
  });

  it('names each sanction with its term and its conditions, and all that has to be done', () => {
    const text = response([BAN, NO_CONTACT], withAppeals, MEI_BY_NAME);
    expect(text).toContain(
      '- No attendance at future events. This holds until 30 Nov 2027. Gives back the badge.\n',
    );
    expect(text).toContain(
      '- To avoid any contact with, and nearness to, the person affected. This holds until the end of the event on 26 Nov 2026.',
    );
    expect(text).toContain(
      'you must:\n\n- stay away from all our events, until 30 Nov 2027\n- have no contact with Mei Lindqvist, and keep well away from them, until the end of the event on 26 Nov 2026\n\n',
    );
  });

  it('says where to appeal also against something else than a sanction', () => {
    const decided = { ...RESPONSE, decided: 'You no longer speak at our events' };
    const of = (more: Partial<Situation>) => situation([...HEARD_ALL, meeting('action')], more);
    expect(responseText(decided, of(withAppeals))).toContain(
      `You no longer speak at our events.\n\nIf you'd like to discuss this further, please contact ${APPEALS}. In the meantime, this holds.\n`,
    );
    expect(responseText(decided, of({}))).toContain('events.\n\nThere is no place to appeal to.\n');
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
      if (term === 'now') expect(text).not.toMatch(/until|without an end/i);
    }
  });

  it('can tell a sanction that the playbook does not have any more', () => {
    const text = response([sanctionEntry({ sanction: 'gone', label: 'Something of last year' })]);
    expect(text).toContain('you must keep to this: something of last year, with no end date.');
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
      expect(response([refund], withAppeals)).toContain(`you must pay this back: ${grant}, by 31 Jan 2027.`);
      expect(response([refund])).toContain(`you must pay this back: ${grant}, by 31 Jan 2027.`);
    },
  );

  it('has the place to appeal to as the community wrote it', () => {
    const appeals = 'the <something something> board, $& and $1';
    const text = response([BAN], { community: { ...COMMUNITY, appeals } });
    expect(text).toContain(`please contact ${appeals}, but in the meantime, you must stay away`);
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
    expect(employerText(SOUND.employer, of)).toContain('somebody whose name we do not know');
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
    [undefined, 'Hello,'],
  ])('to “%s” is “%s”', (name, expected) => expect(hello(name)).toBe(expected));
});

describe('the same sanction twice', () => {
  it('stands once in a letter', () => {
    const twice = [...READY, sanctionEntry(), sanctionEntry({ id: 'SANCTION2' })];
    const said = responseText({ person: 'A1' }, situation(twice));
    expect(said.match(/No attendance at future events/g)).toHaveLength(1);
  });
});
