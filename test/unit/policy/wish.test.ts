import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, PERMITTED } from '../../../src/incident/entry.ts';
import { wish as pictureOfWish } from '../../../src/incident/picture/reports.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { settle, typeOf } from '../../../src/interview/check.ts';
import type { Answers } from '../../../src/interview/question.ts';
import { isOverdue, respondBy } from '../../../src/policy/clock.ts';
import { decided } from '../../../src/policy/decide.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { recordedAnswer } from '../../../src/policy/permission.ts';
import { losingAccess, readingAlong } from '../../../src/policy/readers.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { statusOf } from '../../../src/policy/status.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { REPORT_ADD } from '../../../src/steps/report/add.ts';
import { chain, report } from '../incident/fold.ts';
import { addForm } from '../interview/report-forms.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  AT,
  contentsOf,
  HEARD_ALL,
  incidentOf,
  meeting,
  OPENED,
  P1,
  PRIVATE,
  R1,
  REPORT,
  refusalsAtOnce,
  sanctionEntry,
  situation,
  TOLD,
} from './step-situation.ts';

const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----';
const SAID_AT = '2026-11-24T11:00:00+01:00';
const LONG_AFTER = new Date('2036-01-01T00:00:00Z');
const form = addForm(playbook);
const HOURS = playbook.clocks.response.hours * 3_600_000;

/** The answers as they are taken, from a file; throws where the form would not take them. */
function taken(given: Answers, of: Situation): Answers {
  const isAsked = settle(form, of, given, { assume: true }).missing.some(({ id }) => id === 'may-open');
  const whole = { ...given, ...(isAsked && { 'may-open': 'yes' }) };
  const { answers, problems, missing } = settle(form, of, whole, { assume: true });
  expect({ problems, missing: missing.map(({ id }) => id) }).toEqual({ problems: [], missing: [] });
  return answers;
}

let count = 0;
/** What is added, as it comes to stand in the incident; what is sealed is a block. */
function added(given: Answers, of: Situation): readonly Added[] {
  count += 1;
  const begin = `W${count}-`;
  let next = 0;
  const newId = (): string => {
    next += 1;
    return `${begin}${next}`;
  };
  return decided(REPORT_ADD, taken(given, of), of, { me: of.me, firstId: `${begin}0`, newId }).map(
    ({ id, content, restricted }) => ({ ...content, id, ...(restricted && { sealed: SEALED }) }) as Added,
  );
}

const WANT = { add: 'wish', account: 'Please forget it.', 'said-at': SAID_AT };
const wanted = (want: string, contents: readonly Added[], more: Answers = {}): readonly Added[] => [
  ...contents,
  ...added({ ...WANT, want, ...more }, situation(contents)),
];
const whats = (contents: readonly Added[]): readonly string[] =>
  dueIn(incidentOf(contents), playbook, LONG_AFTER).map(({ what }) => what);

const NAMED: readonly Added[] = [
  { kind: 'permission', report: 'REPORT1', share: 'named', members: ['ben', 'cem'], words: 'x' },
  { kind: 'grant', member: 'ben' },
];
const BASE: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED];

describe('what somebody wants now', () => {
  it('is kept in their words, with what an older coc understands of it', () => {
    const before = [...BASE, ...NAMED];
    expect(wanted('stop', before).slice(before.length)).toMatchObject([
      {
        kind: 'wish',
        report: 'REPORT1',
        from: 'R1',
        want: 'stop',
        saidAt: SAID_AT,
        keeps: ['ben'],
        words: 'Please forget it.',
      },
      { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed', from: 'R1', saidAt: SAID_AT },
      { kind: 'permission', report: 'REPORT1', share: 'named', members: ['ben'] },
    ]);
  });

  it('is held as kept where they did not say which, and says so', () => {
    const contents = wanted('unclear', [...HEARD_ALL, TOLD]);
    const wish = contents.find(({ kind }) => kind === 'wish');
    expect(wish).toMatchObject({ want: 'keep', unclear: true, words: 'Please forget it.' });
    expect(incidentOf(contents).stopped).toBeDefined();
    expect(whats(contents)).toEqual(whats(wanted('keep', [...HEARD_ALL, TOLD])));
    const [one] = incidentOf(contents).wishes ?? [];
    const facts = { now: LONG_AFTER, playbook, nameOf: (id: string) => id };
    const shown = JSON.stringify(one && pictureBlocks(pictureOfWish(one), facts));
    expect(shown).toContain('They did not say which');
    expect(shown).not.toContain('It is kept');
  });

  it.each([
    ['goes on', [...HEARD_ALL, TOLD]],
    ['may be known to others', [...BASE, ...NAMED]],
    ['is kept', wanted('keep', [...HEARD_ALL, TOLD])],
    ['is to be told nobody more', wanted('nobody-more', [...BASE, ...NAMED])],
  ])('can be something else, in their words, and then nothing changes of what %s', (_name, before) => {
    const contents = wanted('other', before);
    const [entry, ...more] = contents.slice(before.length);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'wish',
      want: 'nobody-more',
      other: true,
      words: 'Please forget it.',
    });
    expect(entry).not.toHaveProperty('keeps');
    const [was, is] = [incidentOf(before), incidentOf(contents)];
    for (const of of [
      'stopped',
      'readers',
      'consent',
      'permitted',
      'onlyAgain',
      'resumed',
      'against',
    ] as const)
      expect(JSON.stringify((is as never)[of]), of).toEqual(JSON.stringify((was as never)[of]));
    expect(whats(contents)).toEqual(whats(before));
    expect(statusOf(is)).toBe(statusOf(was));
    for (const what of PERMITTED) expect(recordedAnswer(what, is), what).toBe(recordedAnswer(what, was));
    const facts = { now: LONG_AFTER, playbook, nameOf: (id: string) => id };
    const shown = JSON.stringify(
      (is.wishes ?? []).slice(-1).map((one) => pictureBlocks(pictureOfWish(one), facts)),
    );
    expect(shown).toContain('What was agreed before stays as it was');
    expect(shown).not.toContain('Nobody more');
  });

  it('that is something else is said to change nothing, before and after', () => {
    const asked = form.questions.find(({ id }) => id === 'want');
    const of = situation([...BASE, ...NAMED]);
    expect(JSON.stringify(asked?.after?.({ add: 'wish', want: 'other' }, of))).toContain(
      'Nothing changes by this',
    );
    expect(REPORT_ADD.afterwards?.({ ...WANT, want: 'other' } as never, of).join()).toContain(
      'Nothing else changes',
    );
    const settled = settle(form, of, { ...WANT, want: 'other', 'may-open': 'no' }, { assume: true });
    expect(settled.problems.map(({ id }) => id)).toEqual(['may-open']);
  });

  it('has its words sealed where the reporter is known to few', () => {
    const hidden = { ...report({ account: undefined, sealed: SEALED }) } as Added;
    const all = wanted('keep', [OPENED, R1, hidden, PRIVATE, AGREED]);
    const [wish] = all.filter(({ kind }) => kind === 'wish');
    expect(wish).toMatchObject({ sealed: SEALED });
    expect(JSON.stringify(all)).not.toContain('Please forget it.');
  });

  it('asks who said it where several can have, and offers to go on only to who had stopped it', () => {
    const two: readonly Added[] = [...BASE, P1];
    const settled = (given: Answers, of: readonly Added[]) =>
      settle(form, situation(of), { ...WANT, ...given }, { assume: true });
    expect(settled({ want: 'stop' }, two).missing.map(({ id }) => id)).toEqual(['from']);
    const stopped = wanted('stop', two, { from: 'P1' });
    const goesOn = (from: string) => settled({ want: 'go-on', from }, stopped).problems.map(({ id }) => id);
    expect(goesOn('R1')).toEqual(['want']);
    expect(goesOn('P1')).toEqual([]);
  });

  it('cannot have been said in time to come', () => {
    const given = { ...WANT, want: 'stop', 'said-at': '2026-12-24T11:00:00+01:00' };
    expect(settle(form, situation(BASE), given, { assume: true }).problems.map(({ id }) => id)).toEqual([
      'said-at',
    ]);
  });
});

describe('“it stops here”', () => {
  it('leaves nothing but what ends it, and nothing overdue', () => {
    const contents = wanted('stop', [...HEARD_ALL, { kind: 'threat', level: 'person' }]);
    expect(whats(contents)).toEqual([
      expect.stringContaining('For their safety'),
      'Tell A1 that it goes no further',
    ]);
    expect(isOverdue(incidentOf(contents), playbook, LONG_AFTER)).toBe(false);
    expect(statusOf(incidentOf(contents))).toBe('not-to-proceed');
    expect(refusalsAtOnce('meeting', {}, situation(contents)).map(({ gate }) => gate)).toEqual([
      'not-to-proceed',
    ]);
  });

  it('holds back what is drafted and not out', () => {
    const letter = { id: 'L1', kind: 'letter', letter: 'complaint', person: 'A1', text: 'x' } as Added;
    const held = wanted('stop', [...BASE, letter]);
    expect(whats(held)).toEqual([
      expect.stringMatching(/does not go out.*: the letter that is drafted for A1/),
    ]);
    const out: Added = { kind: 'told', about: 'complaint', person: 'A1', letter: 'L1', toldAt: AT };
    expect(whats([...held, out])).toEqual(['Tell A1 that it goes no further']);
  });
});

describe('“it is kept, and nothing is done”', () => {
  it('leaves nothing that waits, unless everybody is in danger', () => {
    const danger = (level: 'person' | 'general'): Added => ({ kind: 'threat', level });
    expect(whats(wanted('keep', [...HEARD_ALL, danger('person')]))).toEqual([]);
    expect(whats(wanted('keep', [...HEARD_ALL, danger('general')]))).toHaveLength(1);
  });

  it('is the strictest of what several people want', () => {
    const both = wanted('keep', wanted('stop', [...HEARD_ALL, P1], { from: 'R1' }), { from: 'P1' });
    expect(whats(both)).toEqual([]);
    const narrower = wanted('nobody-more', both, { from: 'P1' });
    expect(whats(narrower)).toEqual([]);
    expect(whats(wanted('go-on', narrower, { from: 'P1' }))).toEqual(['Tell A1 that it goes no further']);
  });
});

describe('whether the accused may be told, asked after it goes on again', () => {
  const permitted = NOTIFY.questions(playbook).find(({ id }) => id === 'permitted');
  const proposed = (contents: readonly Added[]): unknown =>
    permitted?.initial?.({ about: 'complaint', person: 'A1' }, situation(contents));

  it('proposes no answer that nobody gave since', () => {
    const withdrawn = wanted('stop', wanted('nobody-more', HEARD_ALL));
    expect(proposed(withdrawn)).toBe('no');
    expect(proposed(wanted('go-on', withdrawn))).toBeUndefined();
  });
});

describe('that it goes no further', () => {
  const stopped = wanted('stop', HEARD_ALL);
  const given = { about: 'response', person: 'A1', way: 'letter', given: 'no' };
  const text = playbook.letters.response.stopped
    .replace('{{name}}', 'Marlon Vane')
    .replace('{{signed}}', 'us');

  it('is what the accused is told who knew of the complaint, and no rule stands in its way', () => {
    expect(refusalsAtOnce('notify', {}, situation(stopped))).toEqual([]);
    expect(contentsOf('notify', { ...given, letter: text }, situation(stopped))).toMatchObject([
      { kind: 'letter', letter: 'response', person: 'A1' },
    ]);
  });

  it('is what the menu says, and nothing of a decision', () => {
    const about = NOTIFY.questions(playbook).find(({ id }) => id === 'about');
    const labels = (of: readonly Added[]): string =>
      JSON.stringify(about && typeOf(about, {}, situation(of)));
    expect(labels(stopped)).toContain('The accused, that it goes no further');
    expect(labels(HEARD_ALL)).not.toContain('no further');
    expect(JSON.stringify(NOTIFY.intro?.(situation(stopped)))).toContain(
      'A1 can be told that it goes no further',
    );
  });

  it.each<[string, readonly Added[], Answers]>([
    ['that there is a complaint', stopped, { ...given, about: 'complaint', contact: 'x' }],
    ['somebody who never knew of it', wanted('stop', BASE), given],
    ['somebody under a sanction', wanted('stop', [...HEARD_ALL, sanctionEntry()]), given],
    [
      'somebody else',
      wanted('stop', [...HEARD_ALL, { ...A1, person: 'A2' } as Added]),
      { ...given, person: 'A2' },
    ],
  ])('is not said to or of: %s', (_name, contents, answers) => {
    expect(() => contentsOf('notify', { ...answers, letter: text }, situation(contents))).toThrow(
      playbook.gates['not-to-proceed'].refuse,
    );
  });

  it('waits no longer once it is written, and then once it is said', () => {
    const letter = { id: 'L1', kind: 'letter', letter: 'response', person: 'A1', text } as Added;
    expect(whats([...stopped, letter])).toEqual([
      'Send the letter that is drafted for A1 (that it goes no further)',
    ]);
    const told: Added = { kind: 'told', about: 'response', person: 'A1', letter: 'L1', toldAt: AT };
    expect(whats([...stopped, letter, told])).toEqual([]);
  });
});

describe('a further report after it was stopped', () => {
  const over: Added = { kind: 'told', about: 'response', person: 'A1', toldAt: AT };
  const stopped = [...wanted('stop', [...HEARD_ALL, meeting('no-action')]), over];
  const further = {
    add: 'report',
    threat: 'none',
    account: 'He did it again.',
    'received-at': '2026-11-24T11:30:00+01:00',
    consent: 'no-objection',
    share: 'recorder',
  };
  const withReport = (more: Answers): readonly Added[] => [
    ...stopped,
    ...added({ ...further, ...more }, situation(stopped)),
  ];

  it('does not go on by itself', () => {
    expect(incidentOf(withReport({})).stopped?.stops).toEqual([{ report: 'REPORT1', person: 'R1' }]);
  });

  it('goes on where whoever stopped it says so, and the clock starts with that', () => {
    const contents = withReport({ 'goes-on': 'R1' });
    const incident = incidentOf(contents);
    expect(incident).toMatchObject({ consent: 'no-objection', reports: [{}, { reporter: 'R2' }] });
    expect(respondBy(incident, playbook)?.toISOString()).toBe('2026-11-24T22:30:00.000Z');
    expect(statusOf(incident)).toBe('open');
    expect(whats(contents)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^It is to go on again: meet/),
        // They had been told that it goes no further.
        'Tell A1 that there is a complaint',
      ]),
    );
    expect(whats([...contents, TOLD])).not.toContain('Tell A1 that there is a complaint');
  });

  it('is not said to stay stopped by Enter, where whoever stopped it has no objection in it', () => {
    const missing = (more: Answers) =>
      settle(form, situation(stopped), { ...further, ...more }, { assume: true }).missing.map(({ id }) => id);
    expect(missing({ 'reporter-name': 'R1' })).toEqual(['goes-on']);
    expect(missing({ 'reporter-name': 'R1', consent: 'not-said-yet' })).toEqual([]);
    expect(missing({ 'reporter-name': 'R1', 'goes-on': 'nobody' })).toEqual([]);
    expect(missing({ 'reporter-name': 'Kim Ek' })).toEqual([]);
  });

  it('is not asked where nothing was stopped', () => {
    const given = { ...further, 'goes-on': 'R1' };
    expect(settle(form, situation(BASE), given, { assume: true }).problems.map(({ id }) => id)).toEqual([
      'goes-on',
    ]);
  });
});

describe('what was permitted to be told', () => {
  const yes: Added = {
    kind: 'permitted',
    what: 'announce',
    answer: 'yes',
    people: ['R1'],
    words: 'x',
    saidAt: AT,
  };

  it('is not any more once they want that nobody more hears of it, until they say so again', () => {
    const recorded = (contents: readonly Added[]) => recordedAnswer('announce', incidentOf(contents));
    expect(recorded([...BASE, yes])).toBe('yes');
    expect(recorded(wanted('nobody-more', [...BASE, yes]))).toBe('no');
    expect(recorded(wanted('nobody-more', BASE))).toBe('no');
    expect(recorded([...wanted('nobody-more', BASE), yes])).toBe('yes');
    expect(recorded(wanted('go-on', wanted('stop', [...BASE, yes])))).toBe('no');
  });
});

/** What can come in, one after the other; what does not fit the incident as it is then is left out. */
const event = fc.oneof(
  fc.record({
    add: fc.constant('report'),
    share: fc.constantFrom('recorder', 'team'),
    consent: fc.constantFrom('no-objection', 'not-said-yet', 'asked-not-to-proceed'),
    goesOn: fc.nat(3),
    isHidden: fc.boolean(),
  }),
  fc.record({
    add: fc.constant('wish'),
    want: fc.constantFrom('stop', 'nobody-more', 'keep', 'go-on', 'other'),
    from: fc.nat(3),
    mayOpen: fc.constantFrom('yes', 'no'),
    about: fc.nat(3),
  }),
  fc.record({ add: fc.constant('permit'), member: fc.constantFrom('ben', 'cem') }),
  fc.record({ add: fc.constant('meet') }),
  fc.record({ add: fc.constantFrom('tell', 'over') }),
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

describe('any reports and wishes, one after the other', () => {
  it('are never overdue while one stands against it, the strictest holds, and a wish lets nobody in', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(event, { minLength: 2, maxLength: 9 }), (few, events) => {
        let contents: readonly Added[] = few
          ? [OPENED, R1, A1, { ...report({ account: undefined, sealed: SEALED }) } as Added, PRIVATE]
          : [...BASE, P1, ...NAMED];
        const stops = new Set<string>();
        events.forEach((one, index) => {
          const before = incidentOf(contents);
          const at = new Date(Date.parse(AT) + index * 60_000).toISOString();
          const more = next(one, contents, at, stops);
          contents = [...contents, ...more];
          const now = incidentOf(contents);
          if (one.add === 'wish') expect(before.readers).toEqual(expect.arrayContaining([...now.readers]));
          expect(new Set(now.stopped?.stops.map(({ report: of, person }) => `${of} ${person}`))).toEqual(
            stops,
          );
          whileStopped(now, stops.size > 0);
          afterwards(before, now, at);
        });
      }),
      { numRuns: 60 },
    );
  });

  function whileStopped(incident: IncidentView, isStopped: boolean): void {
    expect(incident.consent === 'asked-not-to-proceed').toBe(isStopped);
    if (!isStopped) return;
    expect(isOverdue(incident, playbook, LONG_AFTER)).toBe(false);
    expect(dueIn(incident, playbook, LONG_AFTER).filter(({ overdue, at }) => overdue || at !== null)).toEqual(
      [],
    );
  }

  /** No hour counts from before it went on again. */
  function afterwards(before: IncidentView, now: IncidentView, at: string): void {
    if (before.stopped === undefined || now.stopped !== undefined) return;
    const by = respondBy(now, playbook)?.getTime() ?? 0;
    expect(by - HOURS).toBeGreaterThanOrEqual(Date.parse(at));
    expect(isOverdue(now, playbook, new Date(at))).toBe(false);
  }

  /** What an event adds; the model keeps who stands against it. */
  function next(one: Event, contents: readonly Added[], at: string, stops: Set<string>): readonly Added[] {
    const of = situation(contents, { now: new Date(Date.parse(AT) + 3_600_000) });
    const people = of.incident.people.filter(({ ref }) => /^[RP]/.test(ref)).map(({ ref }) => ref);
    if (one.add === 'report' && 'share' in one) {
      const stopped = [...new Set([...stops].map((stop) => stop.split(' ')[1] ?? ''))];
      const goesOn = stopped[one.goesOn];
      const given = {
        ...{ add: 'report', threat: 'none', account: 'x', 'received-at': at, consent: one.consent },
        share: one.share,
        ...(one.share === 'team' && { permission: 'x' }),
      };
      const isRead = one.share === 'team' || readingAlong(given, of.incident, of.me).length > 0;
      const made = added(
        {
          ...given,
          ...(isRead &&
            (one.isHidden ? { 'hide-reporter': 'yes', summary: 'x' } : { 'hide-reporter': 'no' })),
          ...(goesOn !== undefined && { 'goes-on': goesOn }),
        },
        of,
      );
      const ends = losingAccess(given, of.incident, of.me);
      const left = of.incident.readers.filter((member) => !ends.includes(member));
      expect(incidentOf([...contents, ...made]).readers).toEqual(left);
      lift(stops, goesOn);
      const [own] = made.filter(({ kind }) => kind === 'report') as { id: string; reporter: string }[];
      if (one.consent === 'asked-not-to-proceed') stops.add(`${own?.id} ${own?.reporter}`);
      return made;
    }
    if (one.add === 'wish' && 'want' in one) {
      const from = people[one.from % people.length] ?? '';
      const isStopping = [...stops].some((stop) => stop.endsWith(` ${from}`));
      if (one.want === 'go-on' && !isStopping) return [];
      const reports = of.incident.reports;
      const own = reports.filter(({ reporter }) => reporter === from);
      const about = own.length === 1 ? own[0] : reports[one.about % reports.length];
      const mayAsk = of.incident.readers.some((member) => member !== 'ana');
      const made = added(
        {
          ...{ add: 'wish', account: 'x', want: one.want, 'said-at': at },
          ...(people.length > 1 && { from }),
          ...(own.length !== 1 && reports.length > 1 && { report: String(about?.number) }),
          ...(mayAsk && one.want !== 'go-on' && one.want !== 'other' && { 'may-open': one.mayOpen }),
        },
        of,
      );
      if (one.want === 'go-on') lift(stops, from);
      if (one.want === 'stop' || one.want === 'keep') stops.add(`${about?.id} ${from}`);
      return made;
    }
    if (one.add === 'permit' && 'member' in one)
      return [
        ...of.incident.reports.map(
          ({ id }): Added => ({ kind: 'permission', report: id, share: 'named', members: [one.member] }),
        ),
        { kind: 'grant', member: one.member },
      ];
    if (one.add === 'meet') return [meeting('no-action')];
    return [{ kind: 'told', about: one.add === 'tell' ? 'complaint' : 'response', person: 'A1', toldAt: at }];
  }

  function lift(stops: Set<string>, person: string | undefined): void {
    for (const stop of stops) if (stop.endsWith(` ${person}`)) stops.delete(stop);
  }
});

describe('an older coc', () => {
  it('finds in it what it knows: that it does not go on, and who may know', () => {
    const before = [...BASE, ...NAMED, { kind: 'grant', member: 'cem' } as Added];
    const entries: readonly Entry[] = chain(...wanted('stop', before, { 'may-open': 'no' }));
    const older = view(
      'K7F392QD',
      entries.map((one) => (one.kind === 'wish' ? ({ ...one, kind: 'x-wish' } as Entry) : one)),
    );
    expect(older).toMatchObject({ consent: 'asked-not-to-proceed', readers: ['ana'] });
  });
});

describe('what is out and what is not, once somebody asks that nobody more hears of it', () => {
  const sanctioned = sanctionEntry({ tell: ['The door', 'The programme committee'], switchOff: ['Slack'] });
  const before: readonly Added[] = [
    ...[...HEARD_ALL, meeting('sanction'), sanctioned],
    { kind: 'sanction-done', sanction: 'SANCTION1', items: ['The door'] },
    { kind: 'told', about: 'announcement', toldAt: AT, how: 'x', toldBy: 'ana' },
    { kind: 'announcement', announce: true },
    { id: 'L1', kind: 'letter', letter: 'employer', person: 'A1', text: 'x' },
    { id: 'L2', kind: 'letter', letter: 'response', person: 'A1', text: 'x' },
    { kind: 'action', what: 'Write to the committee', who: 'ben', due: AT },
  ] as Added[];
  const said = (want: string) =>
    REPORT_ADD.afterwards?.(taken({ ...WANT, want }, situation(before)), situation(before)).join('\n');

  it.each(['nobody-more', 'stop', 'keep'])('is said with “%s”', (want) => {
    expect(said(want)).toContain(
      'Out already, and it stays out: what A1 was told, that there is a complaint; the announcement; “No attendance at future events” for A1, to: The door.',
    );
    expect(said(want)).toMatch(/Not out, and not to go out: .*employer of A1.*The programme committee\./);
    expect(said(want)?.includes('(what was decided)')).toBe(want !== 'nobody-more');
  });

  it('is held back where it is not out', () => {
    const due = whats(wanted('nobody-more', before)).join('\n');
    expect(due).not.toContain('programme committee');
    expect(due).toContain('Slack');
    expect(due).toMatch(/does not go out.*: the letter that is drafted for the employer of A1/);
    expect(due).toContain('Send the letter that is drafted for A1 (what was decided)');
    expect(due).toMatch(/Write to the committee \(ben\)\. .*do it without telling anybody/);
  });

  it('is not to be decided any more whether the community is told', () => {
    const decidedOnly = [...HEARD_ALL, meeting('sanction'), sanctionEntry()];
    expect(whats(decidedOnly)).toContain('Decide whether to tell the community');
    expect(whats(wanted('nobody-more', decidedOnly))).not.toContain('Decide whether to tell the community');
  });

  it('is what whoever knew of that decides', () => {
    const after = [...wanted('nobody-more', [...HEARD_ALL, meeting('sanction')]), sanctioned];
    expect(whats(after).join()).toContain('the programme committee');
  });
});

describe('what is said once they take it back', () => {
  const doing = (...who: readonly string[]): readonly Added[] =>
    who.map((one, index) => ({
      ...{ id: `ACTION${index}`, kind: 'action', what: 'Call the hotel', who: one, due: SAID_AT },
    })) as Added[];
  const said = (contents: readonly Added[], want = 'stop', me = 'ana'): string =>
    (REPORT_ADD.afterwards?.({ ...WANT, want, from: 'R1' }, situation(contents, { me })) ?? []).join('\n');

  it.each([
    [['ana'], 'What was given out to you is not to be done.'],
    [['ana', 'ana'], 'What was given out to you is not to be done.'],
    [['ben', 'cem', 'ben'], 'What was given out to do is not to be done. Tell Ben Okafor, Cem Yildiz.'],
    [['ben', 'ana'], 'What was given out, to you and to others, is not to be done. Tell Ben Okafor.'],
  ])('sends nobody to themselves: given out to %s', (who, expected) => {
    const words = said([...HEARD_ALL, ...doing(...who)]);
    expect(words.split('\n')).toContain(expected);
    expect(words).not.toContain('Ana Berg');
  });

  it('is nothing of what was given out where nothing was', () => {
    expect(said(HEARD_ALL)).not.toContain('given out');
  });

  it.each(['stop', 'keep', 'unclear'])('is what becomes of a sanction that holds: %s', (want) => {
    const weekend = sanctionEntry({ term: 'until', until: '2026-11-29' });
    const always = sanctionEntry({ id: 'SANCTION2' });
    const words = said([...HEARD_ALL, meeting('sanction'), weekend, always], want);
    expect(words).toContain('for A1 holds on until 29 Nov 2026, or until the team ends it.');
    expect(words).toContain('for A1 holds on until the team ends it.');
    expect(words).toContain('`coc sanction end K7F3-92QD` ends it.');
  });

  it.each([
    ['it is over', sanctionEntry({ term: 'until', until: '2026-11-20' })],
    ['it was done at once', sanctionEntry({ term: 'now' })],
  ])('is nothing of a sanction where %s', (_why, one) => {
    expect(said([...HEARD_ALL, meeting('sanction'), one])).not.toMatch(/holds on|sanction end/);
  });

  it('is nothing of sanctions where it goes on', () => {
    expect(said([...HEARD_ALL, meeting('sanction'), sanctionEntry()], 'nobody-more')).not.toContain(
      'holds on',
    );
  });
});
