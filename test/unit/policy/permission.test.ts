import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Content, Entry } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { isTakenBack, recordedAnswer, saidLast, wordsProblem } from '../../../src/policy/permission.ts';
import { chain, report } from '../incident/fold.ts';

const AT = '2026-11-26T10:00:00+01:00';
const BASE = chain(
  { kind: 'opened' },
  { kind: 'person', person: 'R1', role: 'reporter' },
  { kind: 'person', person: 'P1', role: 'affected', affected: 'yes' },
  { kind: 'person', person: 'P2', role: 'affected', affected: 'yes' },
  { kind: 'person', person: 'A1', role: 'accused' },
  report() as Content,
  { kind: 'permission', report: 'REPORT1', share: 'team' },
);

const ANSWERS = ['yes', 'if', 'no'] as const;
type Did =
  | { readonly does: 'permits'; readonly who: string; readonly answer: (typeof ANSWERS)[number] }
  | { readonly does: 'narrows'; readonly who: string }
  | { readonly does: 'drafts' };

function contentOf(did: Did): Content {
  if (did.does === 'permits')
    return { kind: 'permitted', what: 'announce', answer: did.answer, people: [did.who], saidAt: AT };
  if (did.does === 'narrows')
    return { kind: 'wish', report: 'REPORT1', from: did.who, want: 'nobody-more', keeps: [], saidAt: AT };
  return { kind: 'letter', letter: 'announcement', text: 'x' } as Content;
}

/** An event, and which of the ones before it its writer knew of: with all that those knew. */
interface Event {
  readonly did: Did;
  readonly knew: ReadonlySet<number>;
}

const did: fc.Arbitrary<Did> = fc.oneof(
  fc.record({
    does: fc.constant('permits' as const),
    who: fc.constantFrom('P1', 'P2'),
    answer: fc.constantFrom(...ANSWERS),
  }),
  fc.record({ does: fc.constant('narrows' as const), who: fc.constantFrom('P1', 'P2') }),
  fc.constant({ does: 'drafts' as const }),
);

const events: fc.Arbitrary<readonly Event[]> = fc
  .array(fc.tuple(did, fc.array(fc.nat(20), { maxLength: 3 })), { maxLength: 9 })
  .map((all) => {
    const made: Event[] = [];
    for (const [what, seen] of all) {
      const direct = seen.filter((one) => one < made.length);
      made.push({ did: what, knew: new Set(direct.flatMap((one) => [one, ...(made[one]?.knew ?? [])])) });
    }
    return made;
  });

/** The events as entries: each hangs on all that its writer knew, and `seq` and IDs are no help. */
function written(all: readonly Event[], order: readonly number[]): Entry[] {
  const made: Entry[] = [];
  all.forEach(({ did: what, knew }, index) => {
    const before = knew.size === 0 ? BASE.slice(-1) : [...knew].map((one) => made[one] as Entry);
    made.push({
      ...contentOf(what),
      id: `X${order[index] ?? 0}-${index}`,
      at: AT,
      by: 'ana',
      after: before.map(digest),
      seq: 50 + (order[index] ?? 0),
      sig: 'sig',
    } as Entry);
  });
  return [...BASE, ...made];
}

describe('of answers written beside each other', () => {
  const places = fc.array(fc.nat(30), { minLength: 9, maxLength: 9 });

  it('the strictest holds, until the same person says otherwise to somebody who knew of it', () => {
    fc.assert(
      fc.property(events, places, (all, order) => {
        const incident = view('K7F392QD', written(all, order));
        expect(recordedAnswer('announce', incident)).toBe(expected(all));
      }),
      { numRuns: 400 },
    );
  });

  const ANSWERED: readonly Event[] = [
    { did: { does: 'narrows', who: 'P2' }, knew: new Set() },
    { did: { does: 'drafts' }, knew: new Set() },
    { did: { does: 'drafts' }, knew: new Set([0]) },
    { did: { does: 'narrows', who: 'P2' }, knew: new Set() },
    { did: { does: 'permits', who: 'P2', answer: 'yes' }, knew: new Set([3]) },
  ];

  it('a draft is not to go out once somebody took back what its writer counted on', () => {
    fc.assert(
      fc.property(events, places, (all, order) => {
        const incident = view('K7F392QD', written(all, order));
        for (const [index, event] of all.entries()) {
          if (event.did.does !== 'drafts') continue;
          const letter = incident.letters.find(({ id }) => id === `X${order[index]}-${index}`);
          if (letter === undefined) throw new Error('a letter is lost');
          const against = standing(all).filter((one) => isAgainst(all[one]));
          expect(isTakenBack(letter, incident)).toBe(against.some((one) => !event.knew.has(one)));
        }
      }),
      {
        numRuns: 400,
        // A wish that was answered since, beside one that was not and that its writer knew.
        examples: [[ANSWERED, [0, 0, 0, 0, 0, 0, 0, 0, 0]]],
      },
    );
  });

  function isAgainst(event: Event | undefined): boolean {
    return event?.did.does === 'narrows' || (event?.did.does === 'permits' && event.did.answer !== 'yes');
  }

  /** What stands: nobody answered in its place who knew of it. Another wish leaves the first one standing. */
  function standing(all: readonly Event[]): readonly number[] {
    return all.flatMap((event, index) => {
      if (event.did.does === 'drafts') return [];
      const { who } = event.did;
      const isOver = all.some(
        (later) => later.did.does === 'permits' && later.did.who === who && later.knew.has(index),
      );
      return isOver ? [] : [index];
    });
  }

  function expected(all: readonly Event[]): string | undefined {
    const stands = standing(all).map((one) => all[one]?.did as Exclude<Did, { does: 'drafts' }>);
    if (stands.some((one) => one.does === 'narrows' || one.answer === 'no')) return 'no';
    if (stands.some((one) => one.does === 'permits' && one.answer === 'if')) return 'if';
    return ['P1', 'P2'].every((who) => stands.some((one) => one.who === who)) ? 'yes' : undefined;
  }

  it('two conditions both stay before the eyes', () => {
    const one = { ...contentOf({ does: 'permits', who: 'P1', answer: 'if' }), condition: 'after Friday' };
    const other = { ...one, condition: 'without the talk' };
    const [a, b] = [one, other].map((content, index) => ({
      ...content,
      ...{ id: `X${index}`, at: AT, by: 'ana', after: BASE.slice(-1).map(digest), seq: 9, sig: 'sig' },
    })) as [Entry, Entry];
    const incident = view('K7F392QD', [...BASE, a, b]);
    expect(said(incident)).toEqual(['after Friday', 'without the talk']);
    const after = { ...b, id: 'X3', after: [a, b].map(digest), condition: 'in general words', seq: 10 };
    expect(said(view('K7F392QD', [...BASE, a, b, after as Entry]))).toEqual(['in general words']);
  });

  function said(incident: IncidentView): readonly unknown[] {
    return saidLast('announce', incident.people, incident).map(({ condition }) => condition);
  }
});

describe('the words of a permission', () => {
  it.each([
    ...[
      'none',
      'N/A',
      '--',
      'no',
      'No.',
      'not asked',
      'Not asked yet.',
      '(not asked)',
      'They were not asked',
    ],
    ...["wasn't asked", 'We didn’t ask them yet', 'nobody asked', 'asked, not given', 'not given', 'tbd'],
    ...[
      'They do not want it',
      'she said no',
      'no permission',
      'no answer yet',
      'to be asked',
      'I don’t know',
    ],
  ])('are not “%s”', (words) => {
    expect(wordsProblem(words)).toContain('no words of a permission');
  });

  it.each([
    ...['yes', 'ok', 'No objection.', 'No, I do not mind, tell all of them.', 'Not her, but all the others.'],
    ...['Asked on the phone: all of you may.', 'They said: go ahead', 'I was not asked before, but yes.'],
  ])('can be “%s”', (words) => {
    expect(wordsProblem(words)).toBeUndefined();
  });

  it.each([
    'Only if it happens again',
    'She would rather you did not',
    'Once I have left',
    'Please do not tell Benedikt',
  ])('are more than a yes, or none: “%s”, and the message has nothing of them', (words) => {
    const said = wordsProblem(words);
    expect(said).toMatch(/^seems to /);
    expect(said).not.toContain(words);
  });
});
