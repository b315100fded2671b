import { describe, expect, it } from 'vitest';
import { type KnownPerson, type LeakFacts, leaks } from '../../../src/letters/leak-check.ts';

const nobody: LeakFacts = {
  people: [],
  mayName: [],
  accounts: [],
  circumstances: [],
  moments: [],
  known: [],
};
const person = (ref: string, more: Partial<KnownPerson>): KnownPerson => ({
  ref,
  names: [],
  contacts: [],
  employers: [],
  descriptions: [],
  ...more,
});
const accused = (more: Partial<KnownPerson>): LeakFacts => ({ ...nobody, people: [person('A1', more)] });
const found = (text: string, facts: LeakFacts): readonly string[] =>
  leaks(text, facts).map((leak) => `${leak.what}: ${leak.found}`);

describe('a name', () => {
  const facts = accused({ names: ['Marlon Vane', 'Marv'] });

  it.each([
    ['marlon did it', 'name: marlon'],
    ['It was Marlon Vane, here', 'name: Marlon Vane'],
    ['Marlon’s talk', 'name: Marlon’s'],
    ['the Vanes talk', 'name: Vanes'],
    ['Marlan was', 'name: Marlan'],
    ['Mr Vaen was', 'name: Vaen'],
    ["marlan's talk", "name: marlan's"],
    ['nicknamed marv', 'name: marv'],
    ['the person (M.V.) left', 'name: M.V.'],
    ['a certain M. V. left', 'name: M. V.'],
    ['M. Vane left', 'name: Vane'],
    ['Marlon V. left', 'name: Marlon'],
    ['M a r l o n left', 'name: M a r l o n'],
    ['see marlon.html', 'name: marlon'],
    ['@MarlonVane', 'name: MarlonVane'],
    ['Mar-\r\nlon left', 'name: Mar-\r\nlon'],
    ['Vane, Marlon', 'name: Vane, Marlon'],
  ])('in “%s” is found', (text, leak) => expect(found(text, facts)).toEqual([leak]));

  it.each([
    'The van was late, and many came to dine on a vine leaf.',
    'A marathon is a long run.',
    'M is a letter, V too.',
    'An attendee was banned for a year.',
    'Maria and Martin gave a talk.',
    'The main lane is vain.',
    '',
  ])('is not in “%s”', (text) => expect(found(text, facts)).toEqual([]));

  it('that is a common word needs its capital, its genitive, or its other part', () => {
    const will = accused({ names: ['Will Young'] });
    expect(found('You will come? We will. A young man will.', will)).toEqual([]);
    expect(found('Will’s friend saw it. You know: will’s friend.', will)).toEqual([
      'name: Will’s',
      'name: will’s',
    ]);
    expect(found('Will saw it.', will)).toEqual(['name: Will']);
    expect(found('YOU WILL BE HEARD', will)).toEqual([]);
    expect(found('We spoke with Will about it.', will)).toEqual(['name: Will']);
    expect(found('will young was there', will)).toEqual(['name: will young']);
    expect(found('Will Young was there', will)).toEqual(['name: Will Young']);
  });

  it('is no name in small letters where our own letters are made of the word', () => {
    const booth = { ...accused({ names: ['Sam Booth'] }), ours: ['They were staffing a sponsor’s booth'] };
    expect(found('They were staffing a booth.', booth)).toEqual([]);
    expect(found('We heard it from Booth.', booth)).toEqual(['name: Booth']);
    expect(found('It was Sam.', booth)).toEqual(['name: Sam']);
  });

  it.each([
    ['May Chen', 'We met in May, on 3 May and in May 2026.'],
    ['Reid Moore', 'We read more of them.'],
    ['Mary Leah', 'Many may lean and lead.'],
    ['Hi Im', 'This is his. I’m here.'],
    ['Åsa Ida', 'As a team, I did as a friend does.'],
    ['Al Do', 'Do come, et al.'],
    ['Brian Wright', 'The brain is right.'],
    ['Catherine Patterson', 'The gathering had a pattern.'],
    ['Nora Hans', 'Neither hand nor hands.'],
    ['Justin Well', 'Just in time. We’ll see.'],
    ['Andor Bee', 'Warn and/or ban.'],
    ['Theo Shaw', 'Then they show the others.'],
    ['Turner Parker', 'They turned and parked.'],
    ['Jan van der Berg', 'The van stood by the den.'],
  ])('%s is not in “%s”', (name, text) => expect(found(text, accused({ names: [name] }))).toEqual([]));

  it('of several persons is each its own', () => {
    const facts2 = {
      ...nobody,
      people: [person('A1', { names: ['Alan Vane'] }), person('P1', { names: ['Bo Vane'] })],
    };
    expect(leaks('Dear Vane', facts2).map((leak) => leak.person)).toEqual(['A1', 'P1']);
    expect(found('Dear Alan Vane', { ...facts2, mayName: ['A1'] })).toEqual([]);
    // Of whom it happened to nothing stands there that is not plainly somebody else's.
    expect(found('Dear Vane', { ...facts2, mayName: ['A1'] })).toEqual(['name: Vane']);
    expect(found('Dear Vane', { ...facts2, mayName: ['P1'] })).toEqual([]);
    expect(leaks('Dear Bo Vane', { ...facts2, mayName: ['A1'] }).map((leak) => leak.person)).toEqual(['P1']);
  });

  it('of an allowed person does not hide a near one', () => {
    const near = {
      ...nobody,
      people: [person('A1', { names: ['Maria'] }), person('P1', { names: ['Mario'] })],
    };
    expect(found('Dear Maria and Mario', { ...near, mayName: ['A1'] })).toEqual(['name: Mario']);
  });

  it('has its line, whatever the line ends', () => {
    expect(leaks('a\r\nb\nc Marlon', facts)).toEqual([
      { what: 'name', found: 'Marlon', line: 3, from: 'the name of A1', person: 'A1' },
    ]);
  });

  it('in what is known is no hit, elsewhere it is', () => {
    const known = { ...facts, known: ['Marlon Brando Hall'] };
    expect(found('Come to Marlon Brando Hall.', known)).toEqual([]);
    expect(found('Come to Marlon.', known)).toEqual(['name: Marlon']);
  });
});

describe('a contact', () => {
  const facts = accused({
    contacts: [
      'marlon.v82@vane-consulting.de, +49 (0)151 2345 6789',
      '@mvane_x on Slack',
      'https://github.com/vanecode',
    ],
  });

  it.each([
    ['marlon.v82@vane-consulting.de', 'contact: marlon.v82@vane-consulting.de'],
    ['MARLON.V82@Vane-Consulting.DE!', 'contact: MARLON.V82@Vane-Consulting.DE'],
    ['marlon.v82 (at) vane-consulting (dot) de', 'contact: marlon.v82 (at) vane-consulting (dot) de'],
    ['user marlon.v82 was', 'contact: marlon.v82'],
    ['of vane-consulting.de', 'contact: vane-consulting.de'],
    ['call 0151 23456789', 'contact: 0151 23456789'],
    ['call +49-151-2345-6789', 'contact: +49-151-2345-6789'],
    ['call ０１５１ ２３４５６７８９', 'contact: ０１５１ ２３４５６７８９'],
    ['by @mvane_x', 'handle: @mvane_x'],
    ['by mvane_x', 'handle: mvane_x'],
    ['by MVaneX', 'handle: MVaneX'],
    ['see vanecode there', 'handle: vanecode'],
  ])('in “%s” is found', (text, leak) => expect(found(text, facts)).toEqual([leak]));

  it.each([
    'Write to codeofconduct@example.org or call 030 1234567.',
    'On Slack, on GitHub and by email.',
    'consulting is a trade, vans are cars',
    'https://github.com/imgix/code-of-conduct',
  ])('is not in “%s”', (text) => expect(found(text, facts)).toEqual([]));

  it('of a common provider does not make the provider a leak', () => {
    const gmail = accused({ contacts: ['mvane@gmail.com', 'info@example.org'] });
    expect(found('Use gmail.com, info@gmail.com or example.org, for example.', gmail)).toEqual([]);
  });

  it('that reads as a name is called one', () => {
    const from = (text: string, contact: string) =>
      leaks(text, accused({ names: [], contacts: [contact] })).map((one) => one.from);
    expect(from('We thank S. Haddad.', 's.haddad@vane.example')).toEqual(['the name in the contact of A1']);
    const also = accused({ names: ['Dunja Weber'], contacts: ['dunja@vane.example'] });
    expect(leaks('We thank Dunja.', also).map((one) => one.from)).toEqual(['the name of A1']);
    expect(from('We thank Shaddad.', 'shaddad@vane.example')).toEqual(['the name in the contact of A1']);
    expect(from('Write to s.haddad@vane.example.', 's.haddad@vane.example')).toEqual(['the contact of A1']);
    expect(from('We thank @s_haddad.', '@s_haddad')).toEqual(['the handle of A1']);
  });

  it('that only an account has is found too', () => {
    const facts2 = {
      ...nobody,
      accounts: [{ from: 'the account of report 1', text: 'he is @creep77 on x' }],
    };
    expect(leaks('We looked at @creep77.', facts2)).toEqual([
      { what: 'contact', found: '@creep77', line: 1, from: 'the account of report 1' },
    ]);
  });

  it('takes an address of the team for what it is where somebody else has one of the same place', () => {
    const own = {
      ...nobody,
      people: [person('R1', { contacts: ['rosa.adler@nordwind-days.net'] })],
      known: ['team@nordwind-days.net'],
    };
    const write = (address: string): readonly unknown[] => leaks(`You reach us at ${address}.`, own);
    expect(write('team@nordwind-days.net')).toEqual([]);
    expect(write('ines@nordwind-days.net')).toEqual([]);
    expect(write('rosa.adler@nordwind-days.net')).not.toEqual([]);
    expect(leaks('Somebody from nordwind-days.net told us.', own)).not.toEqual([]);
    const atWork = { ...own, people: [person('A1', { employers: ['Nordwind Days'] })] };
    expect(leaks('It was somebody of Nordwind-Days.', atWork)).not.toEqual([]);
    expect(leaks('You reach us at ines@nordwind-days.net.', { ...own, known: [] })).not.toEqual([]);
  });

  it('that is known is let through', () => {
    const text = 'codeofconduct@example.org is Marlon’s';
    const own = {
      ...accused({ contacts: ['codeofconduct@example.org'] }),
      known: ['codeofconduct@example.org'],
    };
    expect(found(text, own)).toEqual([]);
  });
});

describe('an employer', () => {
  it.each([
    ['Zyntrix Software GmbH', 'staff of Zyntrix', 'employer: Zyntrix'],
    ['Zyntrix Software GmbH', 'zyntrix’s booth', 'employer: zyntrix’s'],
    ['Blue Ocean Labs', 'the blue ocean booth', 'employer: blue ocean'],
    ['Blue Ocean Labs', '#BlueOcean', 'employer: BlueOcean'],
    ['Apple', 'works for Apple now', 'employer: Apple'],
    ['Deep Mind Inc.', 'deepmind people', 'employer: deepmind'],
  ])('%s in “%s” is found', (name, text, leak) =>
    expect(found(text, accused({ employers: [name] }))).toEqual([leak]),
  );

  it.each([
    ['Zyntrix Software GmbH', 'A software company, a GmbH.'],
    ['Blue Ocean Labs', 'A blue shirt. Labs of others.'],
    ['Apple', 'an apple a day. Apple pie.'],
    ['Global Systems Inc', 'The systems of others.'],
  ])('%s is not in “%s”', (name, text) => expect(found(text, accused({ employers: [name] }))).toEqual([]));
});

describe('a description', () => {
  const facts = accused({
    descriptions: [
      'a tall man from the blue booth, badge says Marlon V. and "Ask me anything"; posts as @tall_guy9',
    ],
  });

  it.each([
    ['the man from the Blue\nBooth', 'description: Blue\nBooth'],
    ['a tall man', 'description: tall man'],
    ['marlon again', 'description: marlon'],
    ['with “ask me anything” on it', 'description: ask me anything'],
    ['tall_guy9 wrote', 'description: tall_guy9'],
  ])('shows in “%s”', (text, leak) => expect(found(text, facts)).toEqual([leak]));

  it.each([
    'A man stood at a booth. It was blue, and tall.',
    'An attendee was asked to leave the event.',
    'Wear your badge. Ask us anything.',
  ])('does not show in “%s”', (text) => expect(found(text, facts)).toEqual([]));

  it('of words that every letter has is none', () => {
    const vague = accused({
      descriptions: ['another attendee, conference staff, somebody from the event team'],
    });
    expect(found('Another attendee told conference staff and the event team.', vague)).toEqual([]);
  });
});

describe('a group that somebody was described as one of', () => {
  const GROUPS = [
    'orga team',
    'awareness team',
    'sound crew',
    'venue staff',
    'programme committee',
    'door stewards',
  ];
  const DESCRIBED = [
    (group: string) => `somebody from the ${group}`,
    (group: string) => `a tall man of the ${group}`,
  ];
  const each = GROUPS.flatMap((group) =>
    DESCRIBED.map((said) => [group, accused({ descriptions: [said(group)] })] as const),
  );

  it.each(each)('is nobody by itself: the %s', (group, facts) => {
    for (const text of [
      `A talk with the ${group} before the next event`,
      `The ${group} checks in every day.`,
      `Comes to the ${group} first`,
      `${group[0]?.toUpperCase()}${group.slice(1)}`,
    ])
      expect(found(text, facts), text).toEqual([]);
  });

  it.each(each)('tells of whoever is said to be of it: the %s', (group, facts) => {
    for (const text of [
      `somebody from the ${group} did it`,
      `a volunteer of our ${group}`,
      `he works in the ${group}`,
      `a ${group} member`,
      `the ${group} lead`,
      `She was on the ${group}.`,
    ])
      expect(found(text, facts).join(), text).toContain(group);
  });

  it('shows by a name in it, and by a desk, which may be one person', () => {
    expect(found('The Zyntrix team', accused({ descriptions: ['a man of the Zyntrix team'] }))).not.toEqual(
      [],
    );
    expect(found('The sound desk', accused({ descriptions: ['Tom from the sound desk'] }))).not.toEqual([]);
  });
});

describe('the mark of a role', () => {
  const facts = {
    ...nobody,
    people: [person('A1', {}), person('R1', {})],
    mayName: ['A1'],
    known: ['Hall R1'],
  };
  it.each([
    ['A1 was told', ['role-mark: A1']],
    ['(**R1**)', ['role-mark: R1']],
    ['W1, A2, A11, a1 and Hall R1 are not theirs', []],
  ])('in “%s”: %j', (text, expected) => expect(found(text, facts)).toEqual(expected));
});

describe('a time', () => {
  const from = 'when and where of report 1';
  const facts: LeakFacts = {
    ...nobody,
    circumstances: [{ from, text: 'yesterday 14:10, again at 9.45 and 17:00' }],
    moments: [
      { from: 'its receipt', iso: '2026-11-23T16:22:31+01:00' },
      { from: 'its receipt', iso: '2026-11-23T18:00:00+01:00' },
    ],
  };

  it.each([
    '14:10',
    '2:10 pm',
    '2.10 p.m.',
    '14h10',
    '14.10 Uhr',
    '2:10',
    '1410 hrs',
    '14:10:07',
    '09:45',
    '17:00',
    '5pm',
    '5 o’clock',
    '16:22',
    '4:22pm',
    '2026-01-02T14:10Z',
  ])('%s is found', (time) => {
    const [leak, ...more] = leaks(`It was ${time} then`, facts);
    expect(more).toEqual([]);
    expect(leak).toMatchObject({ what: 'time' });
  });

  it.each([
    '02:10',
    '2:10 am',
    '14:11',
    '15:00',
    '18:00',
    '6 pm',
    '22:45',
    'room 14.10',
    'version 2.10',
    '14:100',
    '1410 people',
    '3 o’clock',
    '16:00 to 18:00',
  ])('%s is let through', (time) => expect(found(`It was ${time} then`, facts)).toEqual([]));
});

describe('a date', () => {
  const facts: LeakFacts = {
    ...nobody,
    accounts: [{ from: 'the account of report 1', text: 'on 23 November 2026, and Monday evening' }],
    moments: [{ from: 'its receipt', iso: '2026-11-24T16:22:31+01:00' }],
  };

  it.each([
    '2026-11-23',
    '23 November',
    'November 23rd, 2026',
    'Nov 23',
    'the 23rd of November',
    '23.11.2026',
    '23.11.',
    '11/23/2026',
    '23/11',
    '23. November 2026',
    'Monday evening',
    'Mon evening',
    'monday in the evening',
  ])('%s is found', (date) => {
    const [leak, ...more] = leaks(`It was ${date} I think`, facts);
    expect(more).toEqual([]);
    expect(leak).toMatchObject({ what: 'date', from: 'the account of report 1' });
  });

  it.each([
    '24 November 2026',
    '2027-11-23',
    '23 October',
    'Monday',
    'Monday morning',
    '23 people',
    '11-23 of them',
    'May 23',
    '2026-11-24',
  ])('%s is let through', (date) => expect(found(`It was ${date} I think`, facts)).toEqual([]));
});

describe('a place', () => {
  const facts: LeakFacts = {
    ...nobody,
    circumstances: [
      {
        from: 'when and where of report 1',
        text: 'yesterday in room 2.14, then Hall B by booth 17 and the Blue Salon, at the bar of the Hotel Adlon; later near Kreuzberg, at the green sofa table',
      },
    ],
    known: ['Berlin Days', 'Hall C'],
  };

  it.each([
    ['in Room 2.14 it', 'place: Room 2.14'],
    ['in room no. 2.14 it', 'place: room no. 2.14'],
    ['in 2.14 it', 'place: 2.14'],
    ['in hall B it', 'place: hall B'],
    ['at stand 17 it', 'place: stand 17'],
    ['in the blue salon it', 'place: blue salon'],
    ['at the Adlon it', 'place: Adlon'],
    ['in Kreuzberg it', 'place: Kreuzberg'],
    ['at the sofa table it', 'place: sofa table'],
  ])('in “%s” is found', (text, leak) => expect(found(text, facts)).toEqual([leak]));

  it.each([
    'Nobody may enter the room, the hall, the booth or the bar.',
    'Hall C and room 3.14, booth 18',
    '17 people, 2.1 of them',
    'It was yesterday, at a table in a hotel. Hall by hall.',
  ])('is not in “%s”', (text) => expect(found(text, facts)).toEqual([]));
});

describe('what is copied', () => {
  const account =
    'He kept following me to the elevator, and he\nwould not stop tal-\nking about my legs. It was in the room with all of the others. This is a breach of the Example Days code of conduct rules.';
  const facts: LeakFacts = {
    ...nobody,
    accounts: [{ from: 'the account of report 1', text: account, person: 'R1' }],
    known: ['a breach of the Example Days code of conduct rules'],
  };

  it.each([
    ['A person kept following me to the elevator.', 'kept following me to the elevator'],
    ['It says: “KEPT **following** me,\r\nto the elevator”', 'KEPT **following** me,\r\nto the elevator'],
    ['They would not stop talking about my legs, we hear', 'would not stop talking about my legs'],
  ])('“%s” is found once', (text, run) =>
    expect(leaks(text, facts)).toEqual([
      { what: 'copied', found: run, line: 1, from: 'the account of report 1', person: 'R1' },
    ]),
  );

  it.each([
    'We were following up. The elevator is closed.',
    'It was in the room with all of the people.',
    'There was a breach of the Example Days code of conduct rules.',
    'following me to the',
  ])('“%s” is let through', (text) =>
    expect(found(text, facts).filter((one) => !one.startsWith('place'))).toEqual([]),
  );

  it('of whom may be named is let through', () => {
    expect(leaks(account, { ...facts, mayName: ['R1'] })).toEqual([]);
  });

  it('is found without gaps between words', () => {
    const chinese = { ...nobody, accounts: [{ from: 'report 1', text: '他昨天在走廊里一直跟着我不肯离开' }] };
    expect(found('有人在走廊里一直跟着我不肯离开了', chinese)).toEqual([
      'copied: 在走廊里一直跟着我不肯离开',
    ]);
    expect(found('有人在走廊里一直走', chinese)).toEqual([]);
  });
});

describe('the check', () => {
  const full: LeakFacts = {
    people: [
      person('R1', {
        names: ['Ana Sousa'],
        contacts: ['ana.sousa@gmail.com'],
        descriptions: ['a woman with a red scarf'],
      }),
      person('P1', { names: ['Priya Nair'] }),
      person('A1', { names: ['Marlon Vane'], employers: ['Zyntrix GmbH'], contacts: ['+49 151 23456789'] }),
    ],
    mayName: [],
    accounts: [
      {
        from: 'the account of report 1',
        text: 'At 14:10 a guy from Zyntrix grabbed my friend by the arm and would not let go.',
        person: 'R1',
      },
    ],
    circumstances: [{ from: 'when and where of report 1', text: 'Monday 14:10 at booth 17 in Hall B' }],
    moments: [{ from: 'the receipt of report 1', iso: '2026-11-23T14:31:00+01:00' }],
    known: [
      'Example Days',
      'Code of Conduct team',
      'codeofconduct@example.org',
      'https://example.org/policy',
    ],
  };

  it.each([
    'A sexual slide was shown in a talk. This was a violation of our policy. We apologise for this. We have ended the talk early. This is a good time for all attendees to review our policy at https://example.org/policy. If anyone would like to discuss this further they can write to codeofconduct@example.org.',
    'An attendee physically threatened another attendee. They have left the event and will not return.',
    "There is a complaint about you. You can tell us your side of the story today until 18:00. If you'd like to discuss this further, please contact the Code of Conduct team at Example Days, but in the meantime, you must not contact the person affected.",
    'An attendee repeatedly harassed another attendee despite multiple requests to cease. The attendee is banned until 31 December 2027.',
  ])('lets an ordinary letter through: %s', (text) => expect(leaks(text, full)).toEqual([]));

  it('tells everything in the order of the text, each place once for each person', () => {
    expect(
      leaks(
        'At 2:10 pm Marlon\nVane (zyntrix) grabbed my friend by the arm.\nana.sousa@gmail.com told A1.',
        full,
      ).map(({ what, found: words, line }) => [what, words, line]),
    ).toEqual([
      ['time', '2:10 pm', 1],
      ['name', 'Marlon\nVane', 1],
      ['employer', 'zyntrix', 2],
      ['copied', 'zyntrix) grabbed my friend by the arm', 2],
      ['contact', 'ana.sousa@gmail.com', 3],
      ['role-mark', 'A1', 3],
    ]);
  });

  /** Nothing that grows with a power of the length ends within this; the clock itself says nothing. Milliseconds. */
  const HELD_UP = 60_000;

  it(
    'is not held up by many long accounts',
    () => {
      const word = (seed: number): string => `w${((seed * 7919) % 3001).toString(36)}`;
      const long = (from: number): string =>
        Array.from({ length: 5000 }, (_, at) => word(from + at * at)).join(' ');
      const accounts = Array.from({ length: 20 }, (_, at) => ({ from: `report ${at}`, text: long(at) }));
      const letter = `${Array.from({ length: 490 }, (_, at) => word(at + 7)).join(' ')} at 14:10 on 23 November a@b.example`;
      expect(leaks(letter, { ...full, accounts }).length).toBeGreaterThan(0);
    },
    HELD_UP,
  );

  it.each<[string, string]>([
    ['one letter', 'a'.repeat(20_000)],
    ['letters apart', 'a '.repeat(10_000)],
    ['dots', 'a.'.repeat(10_000)],
    ['dashes', 'a-'.repeat(10_000)],
    ['blanks', `Marlon${' '.repeat(20_000)}x`],
    ['digits', '1 '.repeat(10_000)],
    ['digits in a row', '1'.repeat(20_000)],
    ['at signs', '@a'.repeat(10_000)],
    ['at words', 'a at '.repeat(4_000)],
    ['marks', `a${'\u0301'.repeat(20_000)}`],
    ['invisible', `M${'\u200b'.repeat(20_000)}n`],
    ['quotes', '"a '.repeat(7_000)],
    ['line ends', '-\r\n'.repeat(7_000)],
    ['initials', 'M.'.repeat(10_000)],
    ['words', 'grabbed my friend by the arm and '.repeat(600)],
    ['capitals', 'aB'.repeat(10_000)],
    ['names', 'Marlon Vane '.repeat(2_000)],
  ])(
    'is not held up by %s',
    (_name, text) => {
      const accounts = [...full.accounts, { from: 'report 2', text }];
      const circumstances = [...full.circumstances, { from: 'x', text }];
      expect(leaks(text, { ...full, accounts, circumstances })).toBeInstanceOf(Array);
    },
    HELD_UP,
  );
});
