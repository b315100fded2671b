import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detail } from '../../../src/letters/leak.ts';
import { type LeakFacts, leaks } from '../../../src/letters/leak-check.ts';

/** A Friday. */
const FRIDAY = '2026-11-20T17:12:00+01:00';
const nobody: LeakFacts = {
  people: [],
  mayName: [],
  accounts: [],
  circumstances: [],
  moments: [],
  known: [],
};

type Told = Partial<Record<Detail['of'], string>>;
const detailsOf = (told: Told, at = FRIDAY): readonly Detail[] =>
  Object.entries(told).map(([of, text]) => ({ of: of as Detail['of'], from: of, text, at }));
const found = (text: string, told: Told, at?: string): readonly string[] =>
  leaks(text, { ...nobody, details: detailsOf(told, at) }).map((leak) => `${leak.what}: ${leak.found}`);

describe('what was told about when, where and what', () => {
  const told: Told = {
    when: 'today around 4, after the 2nd slot',
    circumstances: 'coffee corner by the entrance, near the karaoke machine; side door of the hall',
    behavior: 'touched her back twice, and showed a sexual slide',
  };

  it.each([
    ['It was at the coffee corner.', 'again: coffee corner'],
    ['It was in the corner with the coffee.', 'again: corner with the coffee'],
    ['The **Coffee\nCorners** are closed.', 'again: Coffee\nCorners'],
    ['It was at the side\ndoors.', 'again: side\ndoors'],
    ['It was where the karaoke was.', 'again: karaoke'],
    ['He touched her back.', 'again: touched her back'],
    ['Touching another attendee on the back is not allowed.', 'again: Touching another attendee on the back'],
    ['It was in the second session.', 'again: second session'],
    ['It was in slot no. 2, we hear.', 'again: slot no. 2'],
    ['It was in slot two.', 'again: slot two'],
    ['It was in slot number two.', 'again: slot number two'],
    ['It was about four o’clock.', 'time: about four'],
    ['It was about four.', 'time: about four'],
    ['At 4 in the afternoon somebody was touched.', 'time: At 4'],
    ['It was at 4pm then.', 'time: 4pm'],
    ['It was ten to four.', 'time: ten to four'],
    ['This afternoon somebody was touched.', 'date: This afternoon'],
  ])('is found again in “%s”', (text, leak) => expect(found(text, told)).toEqual([leak]));

  it.each([
    ['What happened at the lift of the party was seen.', 'the lift at the party'],
    ['It was by the bar of the party.', 'at the bar during the party'],
    ['It was in the kitchen of the meetup.', 'the meetup kitchen'],
  ])('is found where a place stands beside a part of the event: “%s”', (text, circumstances) =>
    expect(found(text, { circumstances })).toHaveLength(1),
  );

  it.each([
    'There is a party on Friday.',
    'The lift is out of order.',
    'The party begins in the hall; the lift is slow.',
  ])('is not found where either stands alone: “%s”', (text) =>
    expect(found(text, { circumstances: 'the lift at the party' })).toEqual([]),
  );

  it.each([
    'A sexual slide was shown in a talk.',
    'An attendee touched another attendee without being asked to.',
    'Coffee is served all day. Find a corner for yourself.',
    'Coffee, and a corner to sit in.',
    'Please keep the entrance of the hall free.',
    'We will be back twice a year.',
    'The second report came in; there are 2 sessions left.',
    'There were about 4 reports, and at 4 events there were none.',
    'There were around 4.',
    'Around 4-5 people came.',
    'You can answer by 4, and by this afternoon.',
    'It was around 5, and this evening.',
    'We decide today.',
    'We met yesterday. A report came in yesterday.',
  ])('is not found in “%s”', (text) => expect(found(text, told)).toEqual([]));

  it('is not looked for where it may be told', () => {
    expect(leaks('He touched her back at the coffee corner, around 4.', nobody)).toEqual([]);
  });

  it('is no secret where everybody knows the word', () => {
    const facts = { ...nobody, details: detailsOf({ circumstances: 'at the Karaoke Days' }) };
    expect(leaks('Come to karaoke.', { ...facts, known: ['Karaoke Days'] })).toEqual([]);
    expect(leaks('Come to karaoke.', facts)).toHaveLength(1);
  });

  it('is a single word only where it is about where it was', () => {
    expect(found('It was about a headscarf.', { behavior: 'pulled at her headscarf' })).toEqual([]);
    expect(found('It was by the cloakroom.', { circumstances: 'queue at the cloakroom' })).toHaveLength(1);
  });
});

describe('a day that is told from another day', () => {
  it.each([
    ['yesterday afternoon in the 2nd slot', 'yesterday afternoon'],
    ['Thursday afternoon', 'yesterday in the afternoon'],
    ['19 November around 3', 'in the afternoon, yesterday'],
    ['yesterday', 'yesterday at lunch'],
    ['yesterday afternoon', 'yesterday'],
    ['Wednesday', 'two days ago'],
    ['last night', 'last night'],
    ['Friday morning', 'this morning'],
    ['this morning', 'this morning'],
    ['two days ago in the evening', 'the day before yesterday, in the evening'],
    ['Wednesday at 18:30', '2 days ago in the evening'],
  ])('is the day that it was when the report came in: %s, %s', (when, text) => {
    expect(found(`An attendee was insulted ${text}.`, { when })).toHaveLength(1);
  });

  it.each([
    ['yesterday afternoon', 'yesterday morning'],
    ['yesterday at 14:30', 'yesterday evening'],
    ['Wednesday evening', 'yesterday evening'],
    ['today', 'tonight'],
    ['this morning', 'by this morning'],
    ['Wednesday', 'yesterday'],
  ])('is another: %s, %s', (when, text) => {
    expect(found(`An attendee was insulted ${text}.`, { when })).toEqual([]);
  });
});

describe('an hour that only an account tells', () => {
  const facts: LeakFacts = {
    ...nobody,
    accounts: [{ from: 'the account', text: 'He came at about nine and again at 16:10.', person: 'R1' }],
    details: [],
  };
  it.each(['It was around 9.', 'It was circa nine in the evening.', 'It was about 4.'])(
    'is found: %s',
    (text) => expect(leaks(text, facts)).toMatchObject([{ what: 'time', person: 'R1' }]),
  );
  it('is not looked for loosely where the details may be told', () => {
    const { details: _details, ...open } = facts;
    expect(leaks('It was around 9.', open)).toEqual([]);
  });
});

describe('whatever was told', () => {
  const place = fc
    .tuple(
      fc.constantFrom('coffee', 'blue', 'glass', 'piano', 'garden', 'smoking', 'rooftop', 'back', 'side'),
      fc.constantFrom('corner', 'booth', 'table', 'stairs', 'bench', 'terrace', 'sofa', 'door'),
    )
    // Two that are anywhere, and of which there is one at each end.
    .filter(
      ([which, noun]) => !/^(?:back|side)$/.test(which) || /^(?:stairs|table|terrace|door)$/.test(noun),
    );
  const deed = fc.tuple(
    fc.constantFrom('touch', 'grab', 'push', 'kick', 'scratch', 'yank'),
    fc.constantFrom('back', 'shoulder', 'elbow', 'ankle', 'rucksack', 'scarf'),
  );
  const slot = fc.tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom('slot', 'session', 'talk', 'workshop', 'row', 'floor'),
  );
  const nth = (number: number): string =>
    `${number}${number === 1 ? 'st' : number === 2 ? 'nd' : number === 3 ? 'rd' : 'th'}`;
  const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
    ' ',
  );
  const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
  const about = fc.constantFrom('around', 'about', 'circa', 'at about', 'roughly', 'at around');
  const all = fc.record({ place, deed, slot, hour: fc.integer({ min: 1, max: 12 }), about });
  const toldOf = ({ place: [which, noun], deed: [verb, what], slot: [number, name], hour }: Made): Told => ({
    when: `today around ${hour}, in the ${nth(number)} ${name}`,
    circumstances: `at the ${which} ${noun}`,
    behavior: `${verb}ed her ${what}`,
  });
  type Made = typeof all extends fc.Arbitrary<infer T> ? T : never;

  it('is found in another order, number, tense and with small words between', () => {
    fc.assert(
      fc.property(all, (made) => {
        const {
          place: [which, noun],
          deed: [verb, what],
          slot: [number, name],
          hour,
          about: ish,
        } = made;
        const texts = [
          `It was near the ${which} ${noun}.`,
          `They were at a ${noun} at the ${which}.`,
          `All of our ${which} ${noun.replace(/s$/, '')}s are closed.`,
          `Somebody ${verb}ed another attendee’s ${what}.`,
          `${verb}ing people on the ${what} is not allowed.`,
          `Her ${what} was ${verb}ed.`,
          `It was in the ${ORDINALS[number - 1]} ${name}.`,
          `It was in ${name} no. ${number}.`,
          `In the ${nth(number)} of the ${name}s it happened.`,
          `It happened ${ish} ${hour}.`,
          `It was ${ish} ${HOURS[hour - 1]}, we hear.`,
          `It was ${hour}:10 or so.`,
        ];
        for (const text of texts) expect(found(text, toldOf(made)), text).not.toEqual([]);
      }),
    );
  });

  it('a letter may say in general what it was ("Level of detail")', () => {
    const generally = fc.constantFrom(
      'A sexual slide was shown in a talk.',
      'An attendee physically threatened another attendee.',
      'An attendee repeatedly harassed another attendee despite multiple requests to cease.',
      'An attendee touched another attendee against their will.',
      'Somebody was grabbed and pushed, and asked to stop it.',
      'We have ended the talk early, and taken the slides down.',
      'This is the second time that we announce something, and about four people asked us to.',
      'We have received a report about your behaviour. Please tell us your side by noon.',
      'The session goes on; the floor is yours at the front desk.',
    );
    fc.assert(
      fc.property(all, generally, (made, text) => {
        expect(found(text, toldOf(made))).toEqual([]);
      }),
    );
  });

  it('it is looked at without being held up', () => {
    const long = ['today in ', 'coffee corner ', 'around 4 ', 'yesterday , , ', 'no. 2 slot ', 'about '];
    for (const one of long) {
      const text = one.repeat(3_000);
      const details = detailsOf({ when: text, circumstances: text, behavior: text });
      expect(leaks(text, { ...nobody, details })).toBeInstanceOf(Array);
    }
  });
});
