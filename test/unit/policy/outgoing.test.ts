import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/incident/entry.ts';
import { type Unsealed, view } from '../../../src/incident/view.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { announcementText, complaintText, responseText } from '../../../src/policy/letter-text.ts';
import type { GateId } from '../../../src/policy/playbook.ts';
import { namedIn, uncheckedIn } from '../../../src/policy/says-who.ts';
import { notForLetters } from '../../../src/policy/told-of-sanctions.ts';

import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  ACCOUNT,
  type Added,
  AT,
  brokenBy,
  COMMUNITY,
  contentsOf,
  ENDING,
  isOutgoing,
  P1,
  PRIVATE,
  READY,
  REPORT,
  refusalOf,
  SIDE,
  SOUND,
  STEP,
  type StepId,
  sanctionEntry,
  situation,
  W1,
} from './step-situation.ts';

const S1: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Zed Ober' };
const H1: Added = { kind: 'person', person: 'H1', role: 'hearer', name: 'Ivo Hartung' };
const SIDE_OF_A2: Added = {
  kind: 'statement',
  person: 'A2',
  words: 'We had all been told to keep the back stairs closed that night.',
  takenAt: AT,
  takenBy: 'ben',
};
const ALL: readonly Added[] = [...READY, A2, W1, P1, S1, H1, SIDE_OF_A2];
const avoiding = (whom: string, person = 'A1'): Added =>
  sanctionEntry({ person, sanction: 'no-contact', term: 'until', until: '2027-01-31', parameters: { whom } });

interface Kind {
  readonly step: StepId;
  readonly with: (text: string) => Given;
}

const KINDS = {
  complaint: { step: 'notify', with: (letter) => ({ ...SOUND.notify, letter }) },
  response: { step: 'notify', with: (letter) => ({ ...SOUND.notify, about: 'response', letter }) },
  employer: { step: 'employer', with: (letter) => ({ ...SOUND.employer, letter }) },
  announcement: { step: 'announce', with: (letter) => ({ ...SOUND.announce, letter }) },
  central: {
    step: 'announce',
    with: (letter) => ({ ...SOUND.announce, central: 'A1', 'central-reason': 'They chair it.', letter }),
  },
  'central without a reason': {
    step: 'announce',
    with: (letter) => ({ ...SOUND.announce, central: 'A1', 'central-reason': ' ', letter }),
  },
  relay: { step: 'apology', with: (relay) => ({ ...SOUND.apology, to: 'P1', relay }) },
  'relay to who reported it': { step: 'apology', with: (relay) => ({ ...SOUND.apology, relay }) },
  proposal: { step: 'evaluate', with: (rule) => ({ nothing: 'yes', rule }) },
} as const satisfies Readonly<Record<string, Kind>>;
const BOTH_SAID_YES: Given = { 'permitted-by': ['R1', 'P1'] };
type KindId = keyof typeof KINDS;

/** Which of the two rules about names a text breaks. */
const broken = (kind: KindId, text: string, contents: readonly Added[] = ALL): readonly GateId[] => {
  const { step, with: given } = KINDS[kind];
  return brokenBy(step, given(text), situation(contents)).filter(
    (gate) => gate === 'leak' || gate === 'reporter',
  );
};

const NAMES = {
  A1: 'Marlon Vane',
  A2: 'Otto Quist',
  R1: 'Mei Lindqvist',
  P1: 'Jonas Falk',
  W1: 'Sunita Rao',
  S1: 'Zed Ober',
  H1: 'Ivo Hartung',
} as const;
type Ref = keyof typeof NAMES;

describe('how many there were', () => {
  const HINT = 'It was about the accent; two people heard it at 7:00.';
  const WITNESSED: Added = { kind: 'visibility', visibility: 'witnessed' };

  it.each(Object.keys(KINDS) as KindId[])(
    'is a hint where few were there, and of what many saw is none: %s',
    (kind) => {
      expect(broken(kind, HINT)).toEqual(['reporter']);
      expect(broken(kind, HINT, [...ALL, WITNESSED])).toEqual([]);
    },
  );
});

describe('a name that was put right', () => {
  const right: Added = {
    kind: 'person',
    person: 'W1',
    role: 'witness',
    corrected: ['name', 'contact', 'employer', 'description'],
    name: 'Gerda Nyholm',
  };
  const wrong: Added = { ...right, corrected: undefined, name: 'Sunita Rao', employer: 'Quillfeather Ltd' };

  it.each(['Gerda Nyholm', 'Sunita Rao', 'Quillfeather Ltd'])(
    'goes out no more than the wrong one: %s',
    (said) => {
      const contents = [...ALL, wrong, right];
      expect(broken('announcement', `${said} was there as well.`, contents)).toEqual(['leak']);
      expect(broken('announcement', 'Somebody was there as well.', contents)).toEqual([]);
    },
  );
});

describe.each<[KindId, readonly Ref[]]>([
  ['complaint', ['A1', 'S1']],
  ['response', ['A1', 'S1']],
  ['employer', ['A1']],
  ['announcement', []],
  ['central', ['A1']],
  ['central without a reason', []],
  ['relay', ['A1', 'P1']],
  ['relay to who reported it', ['A1', 'R1']],
  ['proposal', []],
])('a text of the kind “%s”', (kind, mayName) => {
  it.each(mayName.map((ref) => [ref]))('may name %s', (ref) => {
    expect(broken(kind, `It is about ${NAMES[ref]}.`)).toEqual([]);
  });

  const others = (Object.keys(NAMES) as Ref[]).filter((ref) => !mayName.includes(ref));
  it.each(others)('may not name %s', (ref) => {
    const [first = '', last = ''] = NAMES[ref].split(' ');
    const gate = /^[RP]/.test(ref) ? 'reporter' : 'leak';
    for (const name of [NAMES[ref], first, last, `${last}, ${first}`, NAMES[ref].toUpperCase()])
      expect(broken(kind, `It is about ${name}.`), name).toEqual([gate]);
  });

  it.each(Object.keys(NAMES) as Ref[])('has no mark such as %s in it', (ref) => {
    expect(broken(kind, `It is about ${ref}.`)).toEqual([/^[RP]/.test(ref) ? 'reporter' : 'leak']);
  });

  it('does not repeat what was said in a report', () => {
    expect(broken(kind, 'Somebody would not stop knocking for twenty minutes.')).toEqual(['reporter']);
  });

  it('does not repeat the side of another accused', () => {
    expect(broken(kind, 'They were told to keep the back stairs closed that night.')).toEqual(['leak']);
  });
});

describe('the letter with the decision', () => {
  const named = (...contents: Added[]): readonly GateId[] =>
    broken('response', 'You must have no contact with Mei Lindqvist.', [...READY, A2, W1, ...contents]);

  it('names whom to keep away from only where they permitted it, and nobody else', () => {
    const names = (ref: string, letter: string): readonly GateId[] => {
      const permission = { 'may-name': [ref], 'reporter-permission': 'My name may stand there.' };
      const of = situation([...READY, W1, avoiding(ref)]);
      return brokenBy('notify', { ...KINDS.response.with(letter), ...permission }, of);
    };
    expect(named(avoiding('R1'))).toEqual(['reporter']);
    expect(names('R1', 'Have no contact with Mei Lindqvist.')).toEqual([]);
    expect(names('R1', `Have no contact with Mei Lindqvist. ${ACCOUNT}`)).toEqual(['reporter']);
    expect(names('R1', 'Have no contact with Mei Lindqvist, mei@lindqvist.example.')).toEqual(['reporter']);
    expect(names('R1', 'Keep away from Sunita Rao.')).toEqual(['leak']);
    expect(names('W1', 'Keep away from Sunita Rao.')).toEqual([]);
  });

  it.each<[string, Added[]]>([
    ['without such a sanction', [sanctionEntry()]],
    ['where it is about somebody else', [avoiding('W1')]],
    ['where another accused has it', [avoiding('R1', 'A2')]],
    [
      'once it is over',
      [
        avoiding('R1'),
        {
          kind: 'sanction-end',
          sanction: 'SANCTION1',
          endedAt: AT,
          how: 'lifted',
          reason: 'x',
          decidedBy: ['ana'],
        },
      ],
    ],
  ])('does not name them %s', (_name, contents) => expect(named(...contents)).toEqual(['reporter']));

  it('does not name them in the letter about the complaint', () => {
    expect(broken('complaint', 'Mei Lindqvist', [...READY, avoiding('R1')])).toEqual(['reporter']);
  });

  it.each([
    ['their words', ACCOUNT],
    ['their address', 'Do not write to mei@lindqvist.example.'],
  ])('tells no more of them than the name: not %s', (_name, text) => {
    expect(broken('response', text, [...READY, avoiding('R1')])).toEqual(['reporter']);
  });
});

describe('a condition that is typed with a name', () => {
  it.each([
    ['He keeps away from Mei.', ['R1']],
    ['He does not write to mei@lindqvist.example, nor to Mr. Falk', ['R1', 'P1']],
    ['Sunita Rao picks up the badge', ['W1']],
    ['He gives back the badge. Marlon Vane signs for it.', []],
  ])('has the marks of those whom it names, beyond the accused: %s', (words, marks) => {
    expect(namedIn(words, situation(ALL))).toEqual(marks);
  });

  it.each([
    [{}, 'No contact with the person affected'],
    [
      { 'may-name': ['R1'], 'reporter-permission': 'My name may stand there.' },
      'No contact with Mei Lindqvist',
    ],
  ])('goes out with a name only where that person permitted it', (more, said) => {
    const ban = sanctionEntry({ person: 'A1', conditions: ['No contact with R1'] });
    const text = responseText({ about: 'response', person: 'A1', ...more }, situation([...ALL, ban]));
    expect(text).toContain(said);
    expect(text).not.toMatch(/\b[AR]1\b/);
  });
});

describe('somebody’s own side', () => {
  it.each(['complaint', 'response'] as const)('may go back to them, in the letter of the kind %s', (kind) => {
    expect(broken(kind, `You told us: “${SIDE}”`)).toEqual([]);
  });

  it.each(['employer', 'announcement', 'central', 'relay', 'proposal'] as const)(
    'goes to nobody else: not in a text of the kind %s',
    (kind) => expect(broken(kind, SIDE)).toEqual(['leak']),
  );
});

describe('words that were said in confidence', () => {
  const later = (from?: 'R1' | 'W1'): Added => ({
    kind: 'follow-up',
    text: 'The porter on the third floor heard the noise too.',
    receivedAt: AT,
    ...(from && { from }),
  });
  const copy = 'A porter on the third floor heard the noise too.';

  it.each<[string, readonly Added[], readonly GateId[]]>([
    ['said later by who reported it', [...READY, later('R1')], ['reporter']],
    ['said later by a witness', [...READY, W1, later('W1')], ['leak']],
    ['said later by nobody in particular', [...READY, later()], ['leak']],
  ])('are not repeated where they were %s', (_name, contents, gates) => {
    expect(broken('announcement', copy, contents)).toEqual(gates);
  });

  it.each([
    'A person would not stop.',
    'An attendee followed another attendee to their room.',
    'Somebody was knocking at a door.',
  ])('may be told in other words: %s', (text) => expect(broken('announcement', text)).toEqual([]));

  it.each<[string, object, string]>([
    ['when', { when: 'Tuesday at 22:40' }, 'It was 22:40.'],
    ['where', { circumstances: 'On the stairs of the Hotel Adlerhof' }, 'It was at the Adlerhof.'],
  ])('are kept also where they tell %s it was', (_name, details, text) => {
    const contents = [...READY, { kind: 'details', report: 'REPORT1', details } as Added];
    expect(broken('announcement', text, contents)).not.toEqual([]);
    expect(broken('announcement', text, READY)).toEqual([]);
  });

  it('are found across lines and in capitals too', () => {
    expect(broken('announcement', 'SOMEBODY WOULD NOT\nSTOP KNOCKING\nFOR TWENTY MINUTES')).toEqual([
      'reporter',
    ]);
  });
});

describe('when, where and what, in nearly the same few words', () => {
  const told: Added = {
    kind: 'details',
    report: 'REPORT1',
    details: {
      when: 'today around 4, in the 2nd slot',
      circumstances: 'coffee corner by the entrance',
      behavior: 'touched her back twice',
    },
  } as Added;
  const [PLACE, TIME, SLOT, DEED] = [
    'It was in the corner with the coffee.',
    'It was about four.',
    'It was in the second session.',
    'Somebody touched another attendee on the back.',
  ];
  const EACH = [PLACE, TIME, SLOT, DEED];
  const found = (kind: KindId, text: string, more: Given = {}, others: readonly Added[] = []) => {
    const { step, with: given } = KINDS[kind];
    const of = situation([...ALL, told, ...others]);
    return brokenBy(step, { ...given(text), ...more }, of).filter((gate) => gate === 'leak');
  };
  const PERMITTED: Given = { permitted: 'yes', 'permitted-by': ['R1', 'P1'], permission: 'He may know.' };
  const WITNESSED: Added = { kind: 'visibility', visibility: 'witnessed' };
  const answered = (answer: 'yes' | 'no', people = ['R1', 'P1']): Added =>
    ({
      kind: 'permitted',
      what: 'tell-accused',
      answer,
      people,
      words: 'He may know.',
      saidAt: AT,
    }) as Added;

  it.each(EACH)('are in no announcement, and in no letter to the accused: %s', (text) => {
    for (const kind of ['announcement', 'complaint', 'response'] as const)
      expect(found(kind, text), kind).toEqual(['leak']);
    expect(found('announcement', text, { permitted: 'yes' }, [WITNESSED])).toEqual(['leak']);
  });

  it.each(EACH)('may be told the accused where that was permitted and is to be told: %s', (text) => {
    const what = 'touching somebody’s back';
    expect(found('complaint', text, { ...PERMITTED, what })).toEqual([]);
    expect(found('complaint', text, { what }, [WITNESSED])).toEqual([]);
    expect(found('complaint', text, PERMITTED)).toEqual(['leak']);
    expect(found('complaint', text, { ...PERMITTED, permitted: 'if', what })).toEqual(['leak']);
    expect(found('response', text, {}, [answered('yes')])).toEqual([]);
    expect(found('response', text, {}, [answered('yes'), answered('no', ['P1'])])).toEqual(['leak']);
  });

  it.each([
    'it was about the accent',
    'You may say that it is about the accent.',
    'only what it was about',
    'Just that it was about touching.',
    'No details please.',
    'Yes, but not when and where it was.',
    'He may know what he did, nothing more.',
  ])('go no further than a permission that says how far: %s', (permission) => {
    const what = 'touching somebody’s back';
    for (const text of [PLACE, TIME, SLOT]) {
      expect(found('complaint', text, { ...PERMITTED, permission, what }), text).toEqual(['leak']);
      const recorded = { ...answered('yes'), words: permission } as Added;
      expect(found('response', text, {}, [recorded]), text).toEqual(['leak']);
    }
    expect(found('complaint', DEED, { ...PERMITTED, permission, what })).toEqual([]);
    expect(found('complaint', TIME, { ...PERMITTED, permission, what }, [WITNESSED])).toEqual([]);
  });

  it.each(['He may know.', 'Yes, tell him everything, not only what it was about.', 'Tell him when it was.'])(
    'are told with a permission that sets no bounds: %s',
    (permission) =>
      expect(found('complaint', TIME, { ...PERMITTED, permission, what: 'touching' })).toEqual([]),
  );

  it('may be told with the time and the place where they may, and with no other', () => {
    const at: Added = {
      kind: 'details',
      report: 'REPORT1',
      details: { when: 'today at 14:10', circumstances: 'in room 203' },
    } as Added;
    const later: Added = {
      kind: 'follow-up',
      text: 'I was in my room from 23:40 on.',
      receivedAt: AT,
    } as Added;
    const of = (text: string, ...more: readonly Added[]) =>
      brokenBy(
        'notify',
        { ...KINDS.response.with(text), about: 'response' },
        situation([...ALL, at, later, ...more]),
      );
    expect(of('It was at 14:10 in room 203.', WITNESSED)).not.toContain('leak');
    expect(of('It was at 14:10 in room 203.')).toContain('leak');
    expect(of('It was at 23:40.', WITNESSED)).toContain('leak');
  });

  it('say also there nothing of who told it', () => {
    const given = KINDS.complaint.with(
      `${DEED} Mei told us. Sunita Rao saw it. They would not stop knocking for twenty minutes.`,
    );
    const all = { ...given, ...PERMITTED, what: 'touching somebody’s back' };
    expect(brokenBy('notify', all, situation([...ALL, told]))).toEqual(
      expect.arrayContaining(['leak', 'reporter']),
    );
  });

  it('are told an employer, and a proposal for the policy, as far as they are what was done', () => {
    for (const kind of ['employer', 'proposal'] as const) {
      expect(found(kind, DEED), kind).toEqual([]);
      for (const text of [PLACE, TIME, SLOT]) expect(found(kind, text), kind).toEqual(['leak']);
    }
  });

  describe('where many saw it', () => {
    const slide = report({
      id: 'REPORT7',
      account: 'There was a sexual slide in the opening keynote, and it was Marlon who showed it.',
      summary: 'A sexual slide with goats was shown in a talk',
    });
    const details = {
      kind: 'details',
      report: 'REPORT7',
      details: {
        when: 'Friday 14:00',
        circumstances: 'in the opening keynote',
        behavior: 'a sexual slide with goats',
      },
    } as Added;
    const said = (text: string, more: Given, seenBy: Added = WITNESSED) =>
      brokenBy(
        'announce',
        { ...KINDS.announcement.with(`${text}${ENDING}`), ...more },
        situation([...ALL, slide, details, seenBy]),
      ).filter((gate) => gate === 'leak' || gate === 'reporter');
    const OF_ALL = 'A sexual slide was shown in a talk, in the opening keynote.';

    it('may be announced where whoever writes says that it is what many saw', () => {
      expect(said(OF_ALL, {})).toEqual(['leak', 'reporter']);
      expect(said(OF_ALL, { seen: 'no' })).toEqual(['leak', 'reporter']);
      expect(said(OF_ALL, { seen: 'yes' })).toEqual([]);
      expect(said(OF_ALL, { seen: 'yes' }, PRIVATE)).toEqual(['leak', 'reporter']);
    });

    it('is noted with the announcement then', () => {
      const drafted = {
        ...SOUND.announce,
        ...BOTH_SAID_YES,
        what: OF_ALL,
        letter: `${OF_ALL}${ENDING}`,
        seen: 'yes',
      };
      expect(contentsOf('announce', drafted, situation([...ALL, slide, details, WITNESSED]))).toContainEqual(
        expect.objectContaining({ kind: 'announcement', seenByMany: true }),
      );
    });

    it.each([
      'Marlon Vane showed it.',
      'It was on Friday.',
      'It was at 14:00.',
      'It was at two in the afternoon.',
      'R1 told us.',
      'The room was closed by Sunita.',
      'Mei sat there.',
    ])('says nothing else by that: %s', (text) => {
      expect(said(`${OF_ALL} ${text}`, { seen: 'yes' })).not.toEqual([]);
    });

    it('stands in nobody’s way while it is typed, until it is said that not all saw it', () => {
      const what = 'A sexual slide with goats was shown in a talk';
      const refused = (more: Given, seenBy: Added = WITNESSED) =>
        refusalOf(
          'announce',
          'what',
          { ...SOUND.announce, what, ...more },
          situation([...ALL, slide, details, seenBy]),
        );
      expect(refused({})).toBeUndefined();
      expect(refused({ seen: 'no' })).toBeDefined();
      expect(refused({}, PRIVATE)).toBeDefined();
      expect(refused({ what: 'Marlon Vane showed a sexual slide with goats in a talk' })).toBeDefined();
    });

    it('is asked about only where there is such a thing in the text', () => {
      const seen = STEP.announce.questions(playbook).find(({ id }) => id === 'seen');
      const asked = (what: string, seenBy: Added): unknown =>
        seen?.when?.(
          { ...SOUND.announce, ...BOTH_SAID_YES, what, letter: null },
          situation([...ALL, slide, details, seenBy]),
        );
      expect(asked('A sexual slide with goats was shown in a talk', WITNESSED)).toBe(true);
      expect(asked('A sexual slide with goats was shown in a talk', PRIVATE)).toBe(false);
      expect(asked('Somebody broke our code of conduct', WITNESSED)).toBe(false);
      expect(asked('Marlon Vane broke our code of conduct', WITNESSED)).toBe(false);
    });

    const asking = (id: 'seen' | 'together', given: Given, seenBy: Added = WITNESSED) => {
      const question = STEP.announce.questions(playbook).find((one) => one.id === id);
      const all = { ...SOUND.announce, ...BOTH_SAID_YES, letter: null, ...given };
      const of = situation([...ALL, slide, details, seenBy]);
      return {
        asked: question?.when?.(all, of),
        ground: question?.restsOn?.(all, of),
        back: question?.goesBack?.('no', all, of)?.to,
      };
    };

    it('is not asked about where it says what kind of thing it was, as the policy has it', () => {
      for (const what of ['A sexual slide was shown in a talk', 'There was a sexual slide in a talk']) {
        expect(said(what, {})).toEqual([]);
        for (const id of ['seen', 'together'] as const) expect(asking(id, { what }).asked).toBe(false);
      }
    });

    it('is asked about once, whatever of it the text has as well', () => {
      const what = 'There was a sexual slide with goats in a talk';
      const of = situation([...ALL, slide, details, WITNESSED]);
      const letter = announcementText({ ...SOUND.announce, what }, of);
      const before = asking('seen', { what });
      expect(before.asked).toBe(true);
      expect(asking('seen', { what, letter })).toEqual(before);
      expect(asking('seen', { letter, what })).toEqual(before);
    });

    it('is asked about where place, time or topic tell who it was, and once with what the incident has', () => {
      const what = 'In the big hall a talk about databases was stopped yesterday evening';
      for (const seenBy of [WITNESSED, PRIVATE])
        expect(asking('together', { what }, seenBy)).toEqual({
          asked: true,
          ground: ['big hall', 'talk about databases', 'yesterday evening'],
          back: ['what'],
        });
      expect(asking('seen', { what }).asked).toBe(false);
      const of = situation([...ALL, slide, details, WITNESSED]);
      const letter = announcementText({ ...SOUND.announce, what }, of);
      expect(asking('together', { what, letter })).toEqual(asking('together', { what }));
      expect(said(what, {})).toEqual([]);
      const both = { what: 'A sexual slide with goats was shown in a talk about databases' };
      expect(asking('seen', both).asked).toBe(true);
      expect(asking('seen', both).ground).toContain('talk about databases');
      expect(asking('together', both).asked).toBe(false);
    });

    it('is asked about as well where it was written into the text by hand, and not where it names them', () => {
      const given = { what: 'A speaker broke our code of conduct' };
      const letter = `A speaker broke our code of conduct.\n\nIt was in the second talk.${ENDING}`;
      expect(asking('together', { ...given, letter })).toMatchObject({ asked: true, back: ['letter'] });
      // Where the text is no longer made of the others, it is said anew as well.
      const what = 'A talk about databases was stopped';
      const byHand = { what, letter: `${what}. We are sorry.${ENDING}` };
      expect(asking('together', byHand)).toMatchObject({ asked: true, back: ['what', 'letter'] });
      const ids = STEP.announce.questions(playbook).map(({ id }) => id);
      for (const id of ['seen', 'together']) expect(ids.indexOf(id)).toBeGreaterThan(ids.indexOf('letter'));
      const central = { central: 'A1', 'central-reason': 'They chair it.' };
      expect(asking('together', { ...given, letter, ...central }).asked).toBe(false);
    });

    it('has the sentence said anew where it is more than that, before it is in the text', () => {
      const seen = STEP.announce.questions(playbook).find(({ id }) => id === 'seen');
      const back = (answer: string) =>
        seen?.goesBack?.(
          answer,
          {
            do: 'draft',
            ...BOTH_SAID_YES,
            what: 'A sexual slide with goats was shown in a talk',
            action: 'Somebody left',
          },
          situation([...ALL, slide, details, WITNESSED]),
        );
      expect(back('no')?.to).toEqual(['what']);
      expect(back('yes')).toBeUndefined();
    });
  });

  it.each([
    'An attendee touched another attendee without being asked.',
    'We have received a report about your behaviour. Please tell us your side by 16:00.',
    'Coffee is served at the entrance of both halls. This is the second report.',
  ])('are not what a letter says in general: %s', (text) => {
    for (const kind of ['announcement', 'complaint', 'response'] as const)
      expect(found(kind, text), kind).toEqual([]);
  });
});

describe('a reporter who is known only to whoever took the report', () => {
  const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
  const contents: readonly Added[] = [
    { kind: 'opened' },
    { id: 'WHO', kind: 'person', person: 'R1', role: 'reporter', sealed: SEALED },
    A1,
    {
      id: 'REPORT1',
      kind: 'report',
      reporter: 'R1',
      receivedAt: AT,
      sealed: SEALED,
      summary: 'Somebody was followed to their room and then kept awake by knocking.',
    },
    ...READY.slice(4),
  ];
  const unsealed: Unsealed = new Map([
    ['WHO', { name: 'Mei Lindqvist', contact: 'mei@lindqvist.example' }],
    ['REPORT1', { account: ACCOUNT }],
  ]);
  const told = (letter: string, opened?: Unsealed): readonly GateId[] => {
    const incident = view('K7F392QD', chain(...contents) as Entry[], opened);
    return brokenBy(
      'announce',
      { ...SOUND.announce, letter: letter + ENDING },
      { ...situation([]), incident },
    );
  };

  it.each([
    ['name', 'Mei told us.'],
    ['address', 'mei@lindqvist.example'],
    ['account', 'They would not stop knocking for twenty minutes.'],
  ])('is not given away by their %s', (_name, text) =>
    expect(told(text, unsealed)).toEqual(['reporter', 'known-to-few']),
  );

  it('is not given away by the summary either, for those who cannot read more', () => {
    expect(told('Somebody was followed to their room and then kept awake.')).toEqual(['reporter']);
    expect(told('An attendee followed another attendee.')).toEqual([]);
  });
});

describe('what somebody was called or how they were reached before', () => {
  const before: Added = { ...A1, name: 'Marlon Ferro', contact: 'old77@ferro.example' } as Added;
  const after: Added = { ...A1, contact: 'new88@vane.example' } as Added;
  const other: Added = {
    kind: 'person',
    person: 'A2',
    role: 'accused',
    name: 'Zacharias',
    contact: '+49 170 5550123',
  };
  const same: Added = { kind: 'person', person: 'A2', role: 'accused', sameAs: 'A1' };
  const contents = [...READY.slice(0, 2), before, ...READY.slice(3), after, other, same];

  it.each([
    'Ferro left.',
    'Vane left.',
    'Zacharias left.',
    'old77@ferro.example',
    'new88@vane.example',
    '+49 170 5550123',
  ])('does not go out: %s', (text) => expect(broken('announcement', text, contents)).toEqual(['leak']));
});

describe('what is no secret', () => {
  it.each([
    COMMUNITY.contact,
    COMMUNITY.policy,
    ...COMMUNITY.feedback,
    'The team for the code of conduct of imgix',
  ])('may stand in every text: %s', (text) => {
    for (const kind of Object.keys(KINDS) as KindId[]) expect(broken(kind, text), kind).toEqual([]);
  });
});

describe('who may be named', () => {
  it('is a role of the playbook, and a community can allow more or fewer', () => {
    const own = structuredClone(playbook);
    own.letters.announcement.names = ['staff'];
    own.letters.complaint.names = [];
    const of = { ...situation(ALL), playbook: own };
    const helped = { ...KINDS.announcement.with(`Zed Ober helped.${ENDING}`), ...BOTH_SAID_YES };
    expect(brokenBy('announce', helped, of)).toEqual([]);
    expect(brokenBy('notify', KINDS.complaint.with('Hello Marlon Vane'), of)).toEqual(['leak']);
  });

  it('does not change with what is said in the text', () => {
    expect(broken('announcement', 'central: A1\nMarlon Vane')).toEqual(['leak']);
  });
});

describe('an answer that goes out', () => {
  it.each<[StepId, readonly string[], readonly string[]]>([
    ['notify', ['what', 'letter'], ['permission', 'how', 'cannot', 'override-leak']],
    ['employer', ['what', 'action', 'letter'], ['permission', 'employer', 'grounds']],
    [
      'announce',
      ['what', 'action', 'word', 'letter'],
      ['reason', 'central-reason', 'words', 'published-text'],
    ],
    ['apology', ['relay'], ['words', 'how']],
    ['evaluate', ['rule', 'example'], ['anything', 'override-leak', 'override-reporter']],
    ['meeting', [], ['what-happened', 'reason', 'exception']],
    ['statement', [], ['words']],
    ['sanction', [], ['behavior', 'safety', 'whom']],
  ])('of %s is one of %j, and none of %j', (step, out, inside) => {
    expect([...out, ...inside].filter((id) => isOutgoing(step, id))).toEqual(out);
  });

  it('is checked where it is typed, each by itself', () => {
    const names = { ...SOUND.announce, ...BOTH_SAID_YES, what: 'Vane left', letter: `Vane left${ENDING}` };
    expect(brokenBy('announce', names, situation(ALL))).toEqual(['leak']);
    const word = { ...SOUND.announce, ...BOTH_SAID_YES, word: 'Mei forgot it' };
    expect(brokenBy('announce', word, situation(ALL))).toEqual(['reporter']);
  });

  it.each([
    ['Marlon Vane should never have been invited', ['leak']],
    ['I know that it was Mei', ['leak']],
    ['Write to mei@lindqvist.example', ['leak']],
    ['Thank you. On Tuesday I was in the lift as well, and they should apologise', []],
  ])('names nobody where it is kept without names: %s', (words, broken) => {
    const given = { do: 'feedback', words, 'received-at': AT };
    expect(brokenBy('announce', given, situation(ALL))).toEqual(broken);
    expect(refusalOf('announce', 'words', given, situation(ALL))?.gate).toBe(broken[0]);
  });

  it('of a mere note of what was said inside is not checked', () => {
    const given = { what: 'offered', from: 'A1', 'happened-at': AT, words: `${SIDE} Mei Lindqvist` };
    expect(brokenBy('apology', given, situation(ALL))).toEqual([]);
  });
});

describe('who cannot open what says who reported it', () => {
  it('is told what a text is not checked against', () => {
    const of = situation(ALL);
    const open = of.incident;
    const said = (incident: typeof open, isOut?: boolean) => uncheckedIn({ ...of, incident }, isOut);
    const knownTo = (...members: readonly string[]) => ({
      ...open,
      people: open.people.map((one) => (one.ref === 'R1' ? { ...one, hidden: true, knownTo: members } : one)),
    });
    expect(said(open)).toBeUndefined();
    expect(said(knownTo('ben'))).toBe(
      'The text is not checked against who reported: you cannot open that part. Before it goes out, show it to Ben Okafor, who can open it.',
    );
    expect(said(knownTo('ben', 'cem', 'gone'))).toContain('show it to Ben Okafor or Cem Yildiz, who');
    expect(said(knownTo('gone'))).toContain('show it to somebody who took the report.');
    expect(said({ ...knownTo('ben'), keptOut: ['ben'] })).toContain('somebody who took the report.');
    expect(said(knownTo('ben'), true)).toMatch(/not checked against who reported.*that part\.$/);
    const [first, ...others] = open.reports;
    if (first === undefined) throw new Error('no report');
    const { account: _closed, ...rest } = first;
    const closed = { ...rest, restricted: true };
    expect(said({ ...open, reports: [closed, ...others] })).toMatch('you cannot open that part');
    const apart = { ...knownTo('ben'), reports: [{ ...closed, knownTo: ['cem'] }, ...others] };
    expect(said(apart)).toContain(
      'show it to Ben Okafor and Cem Yildiz: each of them can open a part of it.',
    );
    const both = { ...knownTo('ben', 'cem'), reports: [{ ...closed, knownTo: ['cem'] }, ...others] };
    expect(said(both)).toContain('show it to Cem Yildiz, who can open it.');
    const mine = { ...knownTo(of.me, 'ben'), reports: [{ ...closed, knownTo: ['cem'] }, ...others] };
    expect(said(mine)).toContain('show it to Ben Okafor and Cem Yildiz: each');
    expect(said(knownTo(of.me))).toContain('show it to somebody who took the report.');
  });
});

describe('where somebody sat or stood', () => {
  const account = 'People around me in row 3 groaned. Then I went to table 7b, by the window.';
  const contents = READY.map((one) => (one.kind === 'report' ? ({ ...one, account } as Added) : one));

  it.each([
    ['people in row 3 objected', true],
    ['somebody at Table 7B heard it', true],
    ['two rows objected', false],
    ['this holds for 3 months', false],
    ['people in row 5 objected', false],
  ])('is not told as their account has it: %s', (words, leaks) => {
    const letter = `Hello,\n\n${words}.`;
    expect(brokenBy('notify', { ...SOUND.notify, letter }, situation(contents))).toEqual(
      leaks ? [expect.stringMatching(/leak|reporter/)] : [],
    );
  });
});

describe('what coc writes itself into a letter', () => {
  const told = (when: string): readonly Added[] => [
    ...READY,
    { kind: 'details', report: 'REPORT1', details: { when } } as Added,
  ];
  const by = '2026-11-24T18:15:00+01:00';

  it('is no leak where it happened on the very day by which an answer is wanted', () => {
    const of = situation(told('24 November, at 6:15 in the evening'));
    const given = { ...SOUND.notify, 'answer-by': by };
    const letter = complaintText(given, of);
    expect(letter).toContain('24 Nov 2026');
    expect(brokenBy('notify', { ...given, letter }, of)).toEqual([]);
    expect(brokenBy('notify', { ...given, letter: `${letter}\nIt was on 24 Nov 2026.` }, of)).not.toEqual([]);
  });

  it('is no leak where a sanction ends on that day', () => {
    const contents = [...told('24 November'), sanctionEntry({ term: 'event-end', until: '2026-11-24' })];
    const given = { ...SOUND.notify, about: 'response' };
    const letter = responseText(given, situation(contents));
    expect(letter).toContain('24 Nov 2026');
    expect(brokenBy('notify', { ...given, letter }, situation(contents))).toEqual([]);
  });

  it('is no leak where it is our own address, which a mail to us has as well', () => {
    const mail = { ...REPORT, account: `To: ${COMMUNITY.contact}\nSubject: help\n\nHe knocked all night.` };
    const contents = READY.map((one) => (one.kind === 'report' ? (mail as Added) : one));
    const letter = complaintText(SOUND.notify, situation(contents));
    expect(letter).toContain(COMMUNITY.contact);
    expect(brokenBy('notify', { ...SOUND.notify, letter }, situation(contents))).toEqual([]);
    const copied = `${letter}\nHe knocked all night, he said.`;
    expect(brokenBy('notify', { ...SOUND.notify, letter: copied }, situation(contents))).not.toEqual([]);
  });
});

describe('an answer that breaks two rules', () => {
  it('is told everything that is wrong with it at once', () => {
    const given = {
      ...SOUND.announce,
      letter: `Marlon Vane was there. It was just a joke. Mei told us.${ENDING}`,
    };
    const refusal = refusalOf('announce', 'letter', given, situation(ALL));
    expect(refusal?.findings.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['Marlon Vane', 'Mei', 'just a joke']),
    );
    for (const gate of ['leak', 'reporter', 'wording'] as const)
      expect(refusal?.why).toContain(playbook.gates[gate].refuse);
  });
});

describe('the name of whoever gets the letter', () => {
  const MIRA: Added = { kind: 'person', person: 'P2', role: 'affected', affected: 'yes', name: 'Mira Osei' };
  const reporter = (name: string): Added => ({ kind: 'person', person: 'R4', role: 'reporter', name });
  const letter = (text: string): Given => ({ about: 'outcome', person: 'P2', way: 'letter', letter: text });
  const broken = (text: string, name: string): readonly GateId[] =>
    brokenBy('notify', letter(text), situation([...READY, MIRA, reporter(name)]));

  it.each(['Joaquin Mora', 'Mira Stone', 'Miro Stone', 'Mirah Osei'])('is not that of %s', (name) => {
    expect(broken('Hello Mira Osei,\n\nWe take no further action.', name)).toEqual([]);
    expect(broken('Hello Mira,\n\nWe take no further action.', name)).toEqual([]);
  });

  it.each([
    ['Hello Mira,\n\nMora told us.', 'Joaquin Mora'],
    ['Hello Mira,\n\nthat is what Stone saw.', 'Mira Stone'],
    ['Hello Mira,\n\nMira Stone is well.', 'Mira Stone'],
    ['Hello Mira,\n\nthis is done.', 'Mira'],
  ])('does not hide another one: %s', (text, name) => expect(broken(text, name)).toContain('reporter'));

  it('is that of whoever is accused too, and not of one who is called nearly the same', () => {
    const A3: Added = { kind: 'person', person: 'A3', role: 'accused', name: 'Rolf Berger' };
    const of = situation([...READY, A3, reporter('Ralf Kern')]);
    const given = { ...SOUND.notify, person: 'A3' };
    expect(brokenBy('notify', { ...given, letter: 'Hello Rolf,\n\nwe have received a report.' }, of)).toEqual(
      [],
    );
    expect(brokenBy('notify', { ...given, letter: 'Hello Rolf,\n\nRalf told us.' }, of)).toContain(
      'reporter',
    );
    // Of two who are known, and may both not be named, it is the one who is called so.
    const { findings } = refusalOf('announce', 'letter', { do: 'draft', letter: 'Rolf did it.' }, of) ?? {};
    expect(findings?.map(({ what }) => what)).toEqual(['the name of A3']);
  });
});

describe('a brand in how somebody was described', () => {
  const A3: Added = {
    kind: 'person',
    person: 'A3',
    role: 'accused',
    name: 'Ralf Kern',
    description: 'the man in the Norvik shirt at the booth',
  };

  it('is no name of theirs, and still tells who it was', () => {
    const given = { do: 'draft', letter: 'Somebody of Norvik did it.' };
    const { findings } = refusalOf('announce', 'letter', given, situation([...READY, A3])) ?? {};
    expect(findings?.map(({ what }) => what)).toEqual(['the description of A3']);
  });
});

describe('what describes whoever is accused', () => {
  const speaker: Added = { kind: 'person', person: 'A1', role: 'accused', description: 'keynote speaker' };
  const other: Added = { ...A2, description: 'the moderator of the keynote, from the blue booth' } as Added;
  const ended = sanctionEntry({
    ...{ sanction: 'end-talk', label: 'Ending a talk early', term: 'now' },
    parameters: { talk: 'the keynote' },
    conditions: ['No further keynote'],
  });
  const contents = READY.map((one) => (one === A1 ? speaker : one));
  const of = situation([...contents, ended]);
  const found = (about: string, person: string, letter: string, where = of) =>
    refusalOf('notify', 'letter', { about, person, way: 'letter', letter }, where)?.findings.map(
      ({ words }) => words,
    );
  const SAYS = 'Their talk has been ended early: the keynote. No further keynote.';

  it('can stand in a letter to them', () => {
    expect(found('response', 'A1', 'You were the keynote speaker.')).toBeUndefined();
    expect(found('complaint', 'A1', 'It was in your keynote.')).toBeUndefined();
  });

  it('can stand in a letter to the person affected as far as it is what was decided', () => {
    expect(found('outcome', 'R1', SAYS)).toBeUndefined();
    expect(found('outcome', 'R1', 'It is the keynote speaker.')).toEqual(['keynote speaker']);
    expect(found('outcome', 'R1', SAYS, situation(contents))).not.toBeUndefined();
  });

  it('is no word of theirs where it describes another', () => {
    const where = situation([...contents, other, ended]);
    expect(found('response', 'A1', 'Somebody from the blue booth said so.', where)).toEqual(['blue booth']);
    expect(found('outcome', 'R1', 'Somebody from the blue booth.', where)).toEqual(['blue booth']);
  });

  it('is not asked to be left out where the sanction is written down', () => {
    const words = (said: string, where = of) => notForLetters(said, 'A1', where).map((one) => one.words);
    expect(words('the keynote')).toEqual([]);
    expect(words('the blue booth', situation([...contents, other]))).toEqual(['blue booth']);
    expect(words('the talk of Mei Lindqvist')).toEqual(['Mei', 'Lindqvist']);
  });
});
