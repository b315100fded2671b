import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import {
  type Everybody,
  isNoAnswer,
  mayMean,
  nameOutside,
  recognise,
  type Somebody,
  somebodyElse,
} from '../../../src/policy/who.ts';
import { chain, report } from '../incident/fold.ts';

const members = [
  { id: 'ana', name: 'Ana Berg', email: 'ana@team.example' },
  { id: 'ben-okafor', name: 'Ben Okafor', email: 'b.okafor@team.example' },
  { id: 'ben-adeyemi', name: 'Ben Adeyemi', email: 'ben@team.example' },
  { id: 'cem', name: 'Cem Yıldız', email: 'cem@team.example' },
];
const person = (ref: string, role: string, more: object): Content =>
  ({ kind: 'person', person: ref, role, ...more }) as Content;
const people = [
  person('R1', 'reporter', { name: 'Mei Lindqvist', contact: 'mei@lindqvist.example', affected: 'yes' }),
  person('A1', 'accused', { name: 'Julian Vane', aliases: ['@jvane', 'Jules'] }),
  person('W1', 'witness', { description: 'Sunita, at the door' }),
  person('W2', 'witness', { description: 'Security guard with a beard' }),
  person('S1', 'staff', { name: 'Zed' }),
  person('A2', 'accused', { description: 'J. Vane', sameAs: 'A1' }),
];
const incident = view('K7F392QD', chain({ kind: 'opened' }, report() as Content, ...people));
const everybody: Everybody = { members, incident, me: 'ana' };

/** Who it is: one, several in doubt with a question mark, nobody, or somebody outside. */
function said(typed: string, of: Everybody = everybody): string {
  const found = recognise(typed, of);
  const ids = (all: readonly Somebody[]): string => all.map(({ id }) => id).join(' ');
  if (found.is === 'somebody') return found.who.id;
  if (found.is === 'doubtful') return `${ids(found.among)}?`;
  return found.is === 'outside' ? `outside: ${found.name}` : 'nobody';
}

describe('who a typed name may be', () => {
  it.each([
    // Members.
    ['ana', 'ana'],
    ['Ana Berg', 'ana'],
    ['berg, ANA', 'ana'],
    ['Ana', 'ana'],
    ['Ms Berg', 'ana'],
    ['@ana', 'ana'],
    ['ANA@team.example', 'ana'],
    ['Ana Berg <ana@team.example>', 'ana'],
    ['me', 'ana'],
    ['Myself', 'ana'],
    ['Cem Yildiz', 'cem'],
    ['ben-okafor', 'ben-okafor'],
    ['@ben-okafor', 'ben-okafor'],
    ['@b.okafor', 'ben-okafor'],
    ['Okafor', 'ben-okafor'],
    ['@ben', 'ben-adeyemi'],
    ['Ben', 'ben-okafor ben-adeyemi?'],
    ['Ben Okafro', 'ben-okafor?'],
    ['B. Okafor', 'ben-okafor?'],
    // People of the incident.
    ['A1', 'A1'],
    ['a1', 'A1'],
    ['А1', 'A1'],
    ['A1, Julian Vane', 'A1'],
    ['A2', 'A1'],
    ['the accused', 'A1'],
    ['The  Accused', 'A1'],
    ['Julian Vane', 'A1'],
    ['VANE, julian', 'A1'],
    ['@jvane', 'A1'],
    ['jvane', 'A1'],
    ['Mr Vane', 'A1?'],
    ['Vane', 'A1?'],
    ['Jules', 'A1?'],
    ['Julien Vane', 'A1?'],
    ['the brother of Julian Vane', 'A1?'],
    ['the reporter', 'R1'],
    ['complainant', 'R1'],
    ['the person affected', 'R1'],
    ['mei@lindqvist.example', 'R1'],
    ['Mei', 'R1?'],
    ['the witness', 'W1 W2?'],
    ['Sunita', 'W1?'],
    ['Zed', 'S1'],
    // Roles in other words.
    ['the person accused', 'A1'],
    ['the respondent', 'A1'],
    ['The perpetrator', 'A1'],
    ['the alleged harasser', 'A1'],
    ['suspected offender', 'A1'],
    ['accused (A1)', 'A1'],
    ['the accused, A1', 'A1'],
    ['Julian (A1)', 'A1'],
    ['reporter (R9)', 'nobody'],
    ['the one who did it', 'A1'],
    ['whoever did this', 'A1'],
    ['the person it is about', 'A1'],
    ['the man they complained about', 'A1'],
    ['who is accused', 'A1'],
    ['the person who was reported', 'A1'],
    ['der Beschuldigte', 'A1'],
    ['die mutmaßliche Täterin', 'A1'],
    ['l’accusé', 'A1'],
    ['la persona acusada', 'A1'],
    ['the person who reported', 'R1'],
    ['whoever reported it', 'R1'],
    ['the one who told us', 'R1'],
    ['who made the complaint', 'R1'],
    ['la plaignante', 'R1'],
    ['the person it happened to', 'R1'],
    ['das Opfer', 'R1'],
    ['the person reported', 'R1 A1?'],
    ['the bystanders', 'W1 W2?'],
    ['whoever saw it', 'W1 W2?'],
    ['the man who groped her', 'A1?'],
    ['the guy who kept following me around', 'A1?'],
    ['the man who groped her (somebody else)', 'outside: the man who groped her'],
    ['the colleague who helped her', 'outside: the colleague who helped her'],
    ['the woman who runs the bar', 'outside: the woman who runs the bar'],
    ['Victor Target', 'outside: Victor Target'],
    ['her accused colleague from Berlin', 'outside: her accused colleague from Berlin'],
    ['the one with the red scarf', 'outside: the one with the red scarf'],
    ['celui qui l’a fait', 'R1 A1 W1 W2?'],
    ['derjenige, der es getan hat', 'R1 A1 W1 W2?'],
    ['the person she had trouble with', 'R1 A1 W1 W2?'],
    ['Sam Ortega, who reported it', 'R1?'],
    ['Ben Okafor, who saw it', 'ben-okafor?'],
    ['the other party', 'A1'],
    ['him', 'nobody'],
    ['himself', 'nobody'],
    ['Herself.', 'nobody'],
    ['that person', 'nobody'],
    ['the same person', 'nobody'],
    ['Her Majesty', 'outside: Her Majesty'],
    // Others.
    ['Zed Ober', 'S1?'],
    ['Sam Ortega', 'outside: Sam Ortega'],
    ['Security', 'outside: Security'],
    ['venue staff', 'outside: venue staff'],
    ['A7', 'nobody'],
    ['__proto__', 'outside: __proto__'],
    ['constructor', 'outside: constructor'],
    ['the volunteer at the desk', 'outside: the volunteer at the desk'],
    ['Nobody Owens', 'outside: Nobody Owens'],
    ['May', 'outside: May'],
    ['No Hyun', 'outside: No Hyun'],
    ['김철수', 'outside: 김철수'],
    // No name, and no words for anybody.
    ['nobody', 'nobody'],
    ['No one else.', 'nobody'],
    ['n/a', 'nobody'],
    ['I don’t know yet', 'nobody'],
    ['everyone', 'nobody'],
    ['all of us', 'nobody'],
    ['tomorrow', 'nobody'],
    ['14:30', 'nobody'],
    ['2026-11-27', 'nobody'],
    ['?', 'nobody'],
    ['We talked about it for a while and then thought he should go home now', 'nobody'],
    ['anonymous', 'nobody'],
    ['Anon.', 'nobody'],
    ['anon', 'nobody'],
    ['Anonymous reporter', 'nobody'],
    ['wants to stay anonymous', 'nobody'],
    ['They’d like to remain anonymous', 'nobody'],
    ['no name', 'nobody'],
    ['did not give a name', 'nobody'],
    ['name not given', 'nobody'],
    ['Anon', 'outside: Anon'],
    ['Anon Chaiyo', 'outside: Anon Chaiyo'],
    ['an anonymous account with a fox', 'outside: an anonymous account with a fox'],
    ['Noah Name', 'outside: Noah Name'],
    ['Everyone (somebody else)', 'outside: Everyone'],
    ['  ', 'nobody'],
    ['(somebody else)', 'nobody'],
    ['Ben (somebody else)', 'outside: Ben'],
    ['Vane, (Someone Else) ', 'outside: Vane'],
    ['Julian Vane (somebody else)', 'outside: Julian Vane'],
  ])('%s: %s', (typed, who) => {
    expect(said(typed)).toBe(who);
  });

  it.each(['anonymous', 'wants to stay anonymous'])(
    'takes nobody for one with somebody whom an earlier record calls “%s”',
    (name) => {
      const all = chain({ kind: 'opened' }, report() as Content, person('R1', 'reporter', { name }));
      expect(said(name, { members, incident: view('K7F392QD', all) })).toBe('nobody');
    },
  );

  it('keeps a role that nobody has from becoming a person', () => {
    expect(said('the accused', { members, incident: view('K7F392QD', []) })).toBe('nobody');
    expect(said('the accused', { members })).toBe('nobody');
  });

  it('takes a member who is in the incident for one, under their ID', () => {
    const both = [...people, person('A3', 'accused', { name: 'Ben Okafor' })];
    const of = { members, incident: view('K7F392QD', chain({ kind: 'opened' }, ...both)) };
    expect(said('Ben Okafor', of)).toBe('ben-okafor');
    expect(said('A3', of)).toBe('ben-okafor');
    expect(recognise('@ben-okafor', of)).toMatchObject({ who: { person: { ref: 'A3' } } });
  });

  it('asks where a member and somebody of the incident have one first name', () => {
    const both = [...people, person('A3', 'accused', { description: 'Ana, from the booth' })];
    const of = { members, incident: view('K7F392QD', chain({ kind: 'opened' }, ...both)) };
    expect(said('Ana Berg', of)).toBe('ana');
    expect(said('Berg', of)).toBe('ana');
    expect(said('Mrs. Ana', of)).toBe('ana A3?');
  });

  it.each([
    ['Ms. Ana', 'Hanna Sorensen', 'ana'],
    ['Ms. Ana', 'Ana Diaz', 'ana R2?'],
    ['Hanna', 'Hanna Sorensen', 'R2?'],
    ['Hana', 'Hanna Sorensen', 'ana R2?'],
  ])('prefers whose word it is to whom it is only like: %s beside %s', (typed, name, who) => {
    const all = chain({ kind: 'opened' }, ...people, person('R2', 'reporter', { name }));
    expect(said(typed, { members, incident: view('K7F392QD', all) })).toBe(who);
  });

  it('is certain of a whole name, whatever was added to it, so that a rule still looks at them', () => {
    expect(mayMean('Julian Vane (somebody else)', everybody).map(({ id }) => id)).toEqual(['A1']);
    expect(mayMean('Vane (somebody else)', everybody)).toEqual([]);
    expect(mayMean('Vane', everybody).map(({ id }) => id)).toEqual(['A1']);
  });
});

describe('whatever somebody types', () => {
  const names = fc.constantFrom(
    ...[
      'Ana',
      'Ben',
      'Vane',
      'Julian',
      'Mei',
      'Okafor',
      'Zed',
      '@ben',
      'A1',
      'the accused',
      'Berg',
      'Kim',
      'of',
    ],
  );
  const typing = fc.oneof(
    fc.array(names, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );

  it('is the same once more when the answer is read again', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        const found = recognise(typed, everybody);
        if (found.is === 'somebody') expect(said(found.who.id)).toBe(found.who.id);
        if (found.is === 'doubtful') for (const { id } of found.among) expect(said(id)).toBe(id);
        if (found.is === 'outside') {
          expect(nameOutside(found.name)).toBe(found.name);
          expect(said(somebodyElse(found.name))).toBe(said(somebodyElse(somebodyElse(found.name))));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('never is outside without saying so where it has a whole name, handle, mark or address', () => {
    const wholes = fc.constantFrom(
      'Julian Vane',
      'Mei Lindqvist',
      'Ana Berg',
      '@jvane',
      'mei@lindqvist.example',
    );
    const dressed = fc.constantFrom(
      (one: string) => one.toUpperCase(),
      (one: string) => `  ${one} `,
      (one: string) => one.normalize('NFD'),
      (one: string) => one.replace(' ', '  '),
      (one: string) => [...one].join('\u200b'),
    );
    fc.assert(
      fc.property(wholes, dressed, (one, dress) => {
        expect(recognise(dress(one), everybody).is).toBe('somebody');
        expect(mayMean(`${dress(one)} (somebody else)`, everybody)).toHaveLength(1);
      }),
      { numRuns: 15 },
    );
  });
});

describe('what people write where nobody knows it', () => {
  it.each([
    'nobody knows',
    'No one knows who',
    'we do not know',
    "I don't know his name",
    'none of us knows yet',
    'staff didn’t say',
  ])('is no answer: %s', (words) => expect(isNoAnswer(words)).toBe(true));
  it.each(['Ines Knowles', 'nobody knows him but the tall steward', 'He who knows'])('is one: %s', (words) =>
    expect(isNoAnswer(words)).toBe(false),
  );
});
