import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/catalogue.ts';
import type { Consent, Content } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { typeOf } from '../../../src/interview/check.ts';
import { byUrgency, commandOf, type Due, dueIn } from '../../../src/policy/due.ts';
import { statusOf } from '../../../src/policy/status.ts';
import { dueData } from '../../../src/screen/due.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  type Added,
  AGREED,
  contentsOf,
  DECIDED,
  HEARD,
  HEARD_ALL,
  incidentOf,
  meeting,
  OPENED as NEW,
  now as noon,
  P1,
  PRIVATE,
  R1,
  READY,
  REPORT,
  SOUND,
  STEP,
  sanctionEntry,
  situation,
  TOLD,
  WITNESSED,
} from './step-situation.ts';

const now = new Date('2026-11-23T20:00:00Z');
const QUICK: Content = { kind: 'opened', quick: true };
const OPENED: Content = { kind: 'opened' };
const SEEN: Content = { kind: 'visibility', visibility: 'private' };
const consent = (answer: Consent, of = 'REPORT1'): Content => ({ kind: 'consent', report: of, answer });
const incident = (...contents: Content[]): IncidentView => view('K7F392QD', chain(...contents));
const second = report({ id: 'REPORT2', reporter: 'R2', receivedAt: '2026-11-20T10:00:00Z' });

describe('the status of an incident', () => {
  it.each<[string, Content[]]>([
    ['open', [OPENED, report()]],
    ['unfinished', [QUICK, report()]],
    ['open', [QUICK, report(), SEEN]],
    ['open', [QUICK, report(), SEEN, consent('no-objection')]],
    ['not-to-proceed', [OPENED, report(), consent('asked-not-to-proceed')]],
    ['not-to-proceed', [QUICK, report(), consent('asked-not-to-proceed')]],
    [
      'not-to-proceed',
      [OPENED, report(), second, consent('no-objection', 'REPORT2'), consent('asked-not-to-proceed')],
    ],
    ['open', [OPENED, report(), consent('asked-not-to-proceed'), consent('no-objection')]],
  ])('is %s', (status, contents) => expect(statusOf(incident(...contents))).toBe(status));
});

describe('what is due in an incident', () => {
  const whatIsDue = (contents: Content[], at = now) =>
    dueIn(incident(...contents), playbook, at).map(dueData);
  const commands = (contents: Content[], at = now) => whatIsDue(contents, at).map(({ command }) => command);

  it.each<[string, Content[], string[]]>([
    ['a first answer', [OPENED, report(), consent('no-objection')], ['coc meeting K7F3-92QD']],
    [
      'the sentence, and the rest of a report saved in a hurry',
      [QUICK, report()],
      ['coc report resume K7F3-92QD'],
    ],
    [
      'the sentence that was not said yet, and nothing that would be refused until then',
      [OPENED, report(), consent('not-said-yet')],
      ['coc report add K7F3-92QD'],
    ],
    ['the sentence, where nothing is known of an answer', [OPENED, report()], ['coc report add K7F3-92QD']],
    [
      'a first answer at once where many saw it',
      [OPENED, report(), { kind: 'visibility', visibility: 'witnessed' }],
      ['coc meeting K7F3-92QD'],
    ],
    [
      'nothing where they asked that it does not go on',
      [QUICK, report(), consent('asked-not-to-proceed')],
      [],
    ],
    [
      'what was not done yet for the safety of somebody',
      [OPENED, { kind: 'threat', level: 'person', actions: ['friend'] }, report(), consent('no-objection')],
      ['coc report add K7F3-92QD', 'coc meeting K7F3-92QD'],
    ],
    [
      'nothing more for safety once all of it is done',
      [
        OPENED,
        { kind: 'threat', level: 'person', actions: ['friend', 'help'] },
        { kind: 'threat', level: 'person', actions: ['private-place', 'contacts-given'] },
        report(),
        consent('no-objection'),
      ],
      ['coc meeting K7F3-92QD'],
    ],
    [
      'their safety also where they asked that it does not go on',
      [OPENED, { kind: 'threat', level: 'violence' }, report(), consent('asked-not-to-proceed')],
      ['coc report add K7F3-92QD'],
    ],
    ['nothing without a report', [OPENED], []],
  ])('is %s', (_name, contents, due) => expect(commands(contents)).toEqual(due));

  it('has its time, its clause and its incident', () => {
    expect(whatIsDue([OPENED, report(), consent('no-objection')])).toEqual([
      {
        incident: 'K7F3-92QD',
        what: 'Meet, and decide on a first answer, even if it is no action',
        clause: 'half-day',
        at: '2026-11-24T01:00:00.000Z',
        overdue: false,
        command: 'coc meeting K7F3-92QD',
      },
    ]);
  });

  it('is overdue once its time is over, by the earliest report', () => {
    const overdue = (contents: Content[], at: string) =>
      whatIsDue(contents, new Date(at)).map((one) => one.overdue);
    expect(overdue([OPENED, report()], '2026-11-24T01:00:00Z')).toEqual([false]);
    expect(overdue([OPENED, report()], '2026-11-24T01:00:01Z')).toEqual([true]);
    expect(overdue([OPENED, report(), second], '2026-11-23T20:00:00Z')).toEqual([true]);
  });

  it('is never overdue without a time', () => {
    const [, tell] = whatIsDue([OPENED, report(), A1, consent('no-objection')], new Date('2036-01-01'));
    expect(tell).toMatchObject({ at: null, overdue: false });
  });

  it('names clauses that are there', () => {
    const all = [...whatIsDue([QUICK, report()]), ...whatIsDue([OPENED, report(), consent('not-said-yet')])];
    for (const { clause } of all) expect(playbook.clauses).toHaveProperty(clause);
  });
});

describe('the most urgent', () => {
  const due = (at: string | null): Due => ({ at }) as Due;

  it('is in the order in which it is said: tonight before tomorrow, after today', () => {
    const at = (iso: string, precision?: string): Due => ({ at: iso, precision }) as Due;
    const [today, night, tomorrow] = [
      at('2026-11-23T22:00:00.000Z'),
      at('2026-11-24T05:00:00.000Z', 'night'),
      at('2026-11-24T01:30:00.000Z'),
    ] as const;
    expect([tomorrow, night, today].sort(byUrgency(now))).toEqual([today, night, tomorrow]);
  });

  it('is what is to be done now before what is due later or on its day, and last what can wait', () => {
    const one = (more: Partial<Due>): Due => ({ at: null, overdue: false, clause: 'x', ...more }) as Due;
    const inOrder = [
      one({ clause: 'threat' }),
      one({ at: '2026-11-20T10:00:00.000Z', overdue: true, pace: 'on-its-day' }),
      one({ at: '2026-11-23T18:00:00.000Z', overdue: true }),
      one({ at: '2026-11-24T19:00:00.000Z' }),
      one({ what: 'Send the letter' }),
      one({ at: '2026-11-23T23:00:00.000Z', pace: 'on-its-day' }),
      one({ at: '2026-11-24T21:00:00.000Z' }),
      one({ pace: 'last' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (mixed) => {
        expect([...mixed].sort(byUrgency(now))).toEqual(inOrder);
      }),
    );
  });

  it('is after somebody is to leave at once the letter and the door, before the end that is to be confirmed', () => {
    const contents = [
      ...READY,
      until('2026-11-25', { tell: ['The door'] }),
      letter('response', 'A1'),
      action({ due: SOON }),
      action({ id: 'ACTION2', what: 'Look at the rota', due: '2026-11-24T15:00:00.000Z' }),
      action({ id: 'ACTION3', what: 'Call the venue', due: PAST }),
      NOT_FOR_R1,
    ];
    expect(whats(contents).filter((what) => !what.startsWith('Tell R1'))).toEqual([
      'Call the venue (ben)',
      'Look at the rota (ben)',
      'Send the letter that is drafted for A1 (what was decided)',
      `Tell the door of this: ${BAN}`,
      COMMUNITY,
      'Call the hotel (ben)',
      `Confirm that ${BAN} ends`,
    ]);
  });

  it('comes first, what has no time last', () => {
    const sorted = [due(null), due('2026-11-24T01:00:00.000Z'), due('2026-11-23T23:00:00.000Z')].sort(
      byUrgency(now),
    );
    expect(sorted.map(({ at }) => at?.slice(0, 10) ?? null)).toEqual(['2026-11-23', '2026-11-24', null]);
  });
});

/** A name that the tool writes must be a command that there is: its words, as `program.ts` registers them. */
const SOON = '2026-11-25T12:00:00.000Z';
const PAST = '2026-11-24T09:00:00.000Z';
const AT = '2026-11-24T10:00:00+01:00';
const BASE: readonly Added[] = [NEW, R1, A1, REPORT, PRIVATE, AGREED];
const NOT_ANNOUNCED: Added = { kind: 'announcement', announce: false, reason: 'x' };
const RESPONSE_TOLD: Added = { kind: 'told', about: 'response', person: 'A1', toldAt: AT };
const GONE: Added = { kind: 'person', person: 'R1', role: 'reporter' };
const UNREACHABLE: Added = { kind: 'unreachable', person: 'R1' };
const NAMELESS: Added = { kind: 'person', person: 'A1', role: 'accused', description: 'A tall man' };
const TELL_R1 = 'Tell R1 what was decided; they need not answer';
const OUTCOME_TOLD: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
const NOT_FOR_R1: Added = { kind: 'told', about: 'response', person: 'R1', notPossible: 'x' };
const DECIDED_ON: readonly Added[] = [...READY, sanctionEntry()];
const CLOSED: Added = { kind: 'closed' };
const EVALUATED: Added = { kind: 'evaluation', proposals: {} };
const STOP: Added = consent('asked-not-to-proceed');
const action = (more: object = {}): Added =>
  ({ id: 'ACTION1', kind: 'action', what: 'Call the hotel', who: 'ben', due: SOON, ...more }) as Added;
const FEW = { to: ['ben'], armor: 'x' };
const letter = (kind: string, person?: string, id = 'LETTER1'): Added =>
  ({ id, kind: 'letter', letter: kind, ...(person && { person }), text: 'x' }) as Added;
const until = (day: string, more: object = {}): Added =>
  sanctionEntry({ term: 'until', until: day, ...more });
const change: Added = {
  kind: 'sanction-change',
  sanction: 'SANCTION1',
  term: 'indefinite',
  reason: 'x',
  decidedBy: ['cem'],
};
const end = (how: 'ran-out' | 'lifted'): Added =>
  ({
    kind: 'sanction-end',
    sanction: 'SANCTION1',
    endedAt: AT,
    how,
    reason: 'x',
    decidedBy: ['cem'],
  }) as Added;
const APPEAL: Added = { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
const HEARD_APPEAL: Added = {
  kind: 'appeal-outcome',
  appeal: 'APPEAL1',
  outcome: 'stands',
  heardBy: ['cem'],
  reason: 'x',
};
/** Decided and told, and the community is not: nothing is left but the end. */
const EMPLOYER_SAID = {
  kind: 'permitted',
  what: 'employer',
  people: ['R1'],
  answer: 'yes',
  saidAt: '2026-11-24T10:00:00Z',
} satisfies Added;
const FINISHED: readonly Added[] = [...READY, sanctionEntry(), RESPONSE_TOLD, NOT_ANNOUNCED];

const all = (contents: readonly Added[], at = noon): readonly Due[] =>
  dueIn(incidentOf(contents), playbook, at);
const whats = (contents: readonly Added[], at = noon): readonly string[] =>
  all(contents, at).map(({ what }) => what);

const MEET = 'Meet, and decide on a first answer, even if it is no action';
const CLOSE = 'Close it';
const COMMUNITY = 'Decide whether to tell the community';
const BAN = '“No attendance at future events” for A1';

/** What the reporter said to telling the accused. */
function maySay(answer: 'yes' | 'no'): Content {
  return { kind: 'permitted', what: 'tell-accused', answer, people: ['R1'], saidAt: '2026-11-23T15:00:00Z' };
}

/** What waits, by where an incident stands. */
const HEARD_LATE =
  'They know by now what was decided: hear them all the same, or tick it off with `coc meeting K7F3-92QD --done`';
const WAITING: readonly (readonly [string, readonly Added[], readonly string[]])[] = [
  [
    'the meeting, and that the accused is told and heard',
    BASE,
    [MEET, 'Tell A1 that there is a complaint', 'Hear the side of A1'],
  ],
  ['their side, once they were told', [...BASE, TOLD], [MEET, 'Hear the side of A1']],
  ['the meeting alone, once they were heard', HEARD_ALL, [MEET]],
  [
    'no more than the meeting where they cannot be told',
    [...BASE, { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'x' }],
    [MEET],
  ],
  [
    'each of several accused by themselves',
    [...HEARD_ALL, A2],
    [MEET, 'Tell A2 that there is a complaint', 'Hear the side of A2'],
  ],
  [
    'what a meeting handed out, instead of the same once more',
    [
      ...BASE,
      meeting('undecided'),
      action({ what: 'Tell A1 that there is a complaint', purpose: 'tell', person: 'A1' }),
      action({ id: 'ACTION2', what: 'Hear the side of A1', purpose: 'hear', person: 'A1' }),
    ],
    [MEET, 'Tell A1 that there is a complaint (ben)', 'Hear the side of A1 (ben)'],
  ],
  ['the meeting alone, where nobody accused is to be told', [...BASE, maySay('no')], [MEET]],
  [
    'that the accused is told, where that is permitted after all',
    [...BASE, maySay('no'), maySay('yes')],
    [MEET, 'Tell A1 that there is a complaint', 'Hear the side of A1'],
  ],
  [
    'that the accused is told of what many saw, whatever was said to it',
    [NEW, R1, A1, REPORT, WITNESSED, maySay('no')],
    [MEET, 'Tell A1 that there is a complaint', 'Hear the side of A1'],
  ],
  [
    'that what a meeting handed out is not permitted any more',
    [...BASE, meeting('undecided'), action({ what: 'Tell A1', purpose: 'tell', person: 'A1' }), maySay('no')],
    [MEET, 'Tell A1 (ben). By now nobody accused is to be told: tick it off, and it waits no more'],
  ],
  [
    'nothing of telling them that was handed out, once they were told what was decided, and still that somebody hears them',
    [
      ...BASE,
      meeting('no-action'),
      action({ what: 'Tell A1', purpose: 'tell', person: 'A1' }),
      action({ id: 'ACTION2', what: 'Hear the side of A1', purpose: 'hear', person: 'A1' }),
      RESPONSE_TOLD,
    ],
    [CLOSE, `Hear the side of A1 (ben). ${HEARD_LATE}`],
  ],
  [
    'what was handed out since they were told that',
    [
      ...BASE,
      meeting('no-action'),
      RESPONSE_TOLD,
      action({ what: 'Hear the side of A1', purpose: 'hear', person: 'A1', due: PAST }),
    ],
    [`Hear the side of A1 (ben). ${HEARD_LATE}`],
  ],
  [
    'nothing of that either, once it is closed all the same, or where they cannot be told',
    [
      ...BASE,
      A2,
      meeting('no-action'),
      action({ what: 'Tell A1', purpose: 'tell', person: 'A1' }),
      action({ id: 'ACTION2', what: 'Hear the side of A2', purpose: 'hear', person: 'A2' }),
      { kind: 'told', about: 'complaint', person: 'A2', notPossible: 'x' },
      CLOSED,
      EVALUATED,
    ],
    [],
  ],
  [
    'the sentence, with a word on what to do where nobody knows how to reach whoever reported it',
    [NEW, GONE, A1, REPORT, PRIVATE],
    ['Say the sentence about the meeting to R1, and note the answer. If R1 cannot be reached, note that'],
  ],
  [
    'what comes after the sentence, once it is noted that they cannot be reached',
    [NEW, GONE, A1, REPORT, PRIVATE, UNREACHABLE],
    [MEET, 'Tell A1 that there is a complaint', 'Hear the side of A1'],
  ],
  [
    'the sentence to whom it happened, where whoever reported it cannot be reached',
    [NEW, GONE, P1, A1, REPORT, PRIVATE, UNREACHABLE],
    ['Say the sentence about the meeting to P1, and note the answer'],
  ],
  [
    'no sentence to whom it happened, where they answered it in a report of their own',
    [
      ...[NEW, GONE, P1, A1, REPORT, PRIVATE, UNREACHABLE],
      { ...REPORT, id: 'REPORT2', reporter: 'P1' } as Added,
      { kind: 'consent', report: 'REPORT2', answer: 'no-objection' },
    ],
    [MEET, 'Tell A1 that there is a complaint', 'Hear the side of A1'],
  ],
  [
    'the sentence to a reporter who can be found, and to whom it may have happened as well',
    [
      ...[NEW, { ...GONE, name: 'Jo Falk' } as Added, P1, A1, REPORT, PRIVATE, consent('not-said-yet')],
      { ...REPORT, id: 'REPORT2', reporter: 'P1' } as Added,
      { kind: 'consent', report: 'REPORT2', answer: 'no-objection' },
    ],
    ['Say the sentence about the meeting to R1, and note the answer'],
  ],
  [
    'the sentence to them as long as one whom it happened to did not answer',
    [
      ...[NEW, GONE, P1, A1, REPORT, PRIVATE, consent('not-said-yet')],
      { kind: 'person', person: 'P2', role: 'affected', name: 'Sam Ode' },
      { ...REPORT, id: 'REPORT2', reporter: 'P1' } as Added,
      { kind: 'consent', report: 'REPORT2', answer: 'no-objection' },
    ],
    ['Say the sentence about the meeting to R1, and note the answer. If R1 cannot be reached, note that'],
  ],
  [
    'the sentence again, once there is a way to reach them',
    [NEW, GONE, A1, REPORT, PRIVATE, UNREACHABLE, R1],
    ['Say the sentence about the meeting to R1, and note the answer'],
  ],
  [
    'nothing to ask of somebody who cannot be found, or not be reached',
    [
      ...FINISHED,
      { kind: 'person', person: 'R2', role: 'reporter' },
      { ...P1, name: 'Jonas Falk' } as Added,
      { kind: 'unreachable', person: 'P1' },
      action({ what: 'Ask R2 how they are', purpose: 'check-in', person: 'R2' }),
      action({ id: 'ACTION2', what: 'Ask P1 how they are', purpose: 'check-in', person: 'P1' }),
      CLOSED,
      EVALUATED,
    ],
    [],
  ],
  [
    'no word on what was decided to somebody of whom it is noted that nobody knows who they are',
    [
      ...[NEW, R1, NAMELESS, REPORT, PRIVATE, AGREED],
      { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'Nobody knows who it is.' },
      ...[DECIDED, sanctionEntry(), NOT_ANNOUNCED],
    ],
    [CLOSE],
  ],
  [
    'that they are told, once somebody knows',
    [
      ...[NEW, R1, NAMELESS, REPORT, PRIVATE, AGREED],
      { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'Nobody knows who it is.' },
      ...[DECIDED, sanctionEntry(), NOT_ANNOUNCED, A1],
    ],
    ['Tell A1 what was decided'],
  ],
  ['the meeting again, after one that decided nothing', [...HEARD_ALL, meeting('undecided')], [MEET]],
  [
    'the sanction that a meeting decided on, before there is anything to tell',
    READY,
    ['Write down the sanction that the meeting decided on'],
  ],
  [
    'that they are told, and whether the community is',
    [...READY, sanctionEntry()],
    ['Tell A1 what was decided', COMMUNITY],
  ],
  ['whether the community is told', [...READY, sanctionEntry(), RESPONSE_TOLD], [COMMUNITY]],
  [
    'nothing to the community where few saw it and nothing was done',
    [...BASE, meeting('no-action')],
    [CLOSE],
  ],
  [
    'whether the community is told of what many saw, also without a sanction',
    [NEW, R1, A1, REPORT, WITNESSED, meeting('no-action')],
    [COMMUNITY],
  ],
  [
    'that they are told that nothing is done, where they knew of the complaint',
    [...HEARD_ALL, meeting('no-action')],
    ['Tell A1 what was decided'],
  ],
  ['the end', FINISHED, [CLOSE]],
  ['that they are told again, after a change', [...FINISHED, change], ['Tell A1 what was decided']],
  ['that they are told again, once it is lifted', [...FINISHED, end('lifted')], ['Tell A1 what was decided']],
  ['no word to them where its time was over', [...FINISHED, end('ran-out')], [CLOSE]],
  ['nothing more to say where they were told of the change', [...FINISHED, change, RESPONSE_TOLD], [CLOSE]],
  [
    'a letter that is drafted, and not the same once more',
    [...READY, sanctionEntry(), NOT_ANNOUNCED, letter('response', 'A1')],
    ['Send the letter that is drafted for A1 (what was decided)'],
  ],
  [
    'each letter by what it tells',
    [...BASE, letter('complaint', 'A1'), HEARD, meeting('undecided')],
    [MEET, 'Send the letter that is drafted for A1 (that there is a complaint)'],
  ],
  [
    'the telling alone where somebody has it to do, and the letter for it is drafted',
    [
      ...[...BASE, letter('complaint', 'A1'), HEARD, meeting('undecided')],
      action({ what: 'Tell A1 that there is a complaint', purpose: 'tell', person: 'A1' }),
    ],
    ['Tell A1 that there is a complaint (ben)', MEET],
  ],
  [
    'no letter to somebody whom whoever looks cannot know',
    [
      ...FINISHED,
      { ...R1, name: undefined, contact: undefined, sealed: FEW } as Added,
      letter('relay', 'R1'),
    ],
    [CLOSE],
  ],
  [
    'no letter once they were told without it, or what came of it',
    [
      ...HEARD_ALL.filter((one) => one !== TOLD),
      letter('complaint', 'A1'),
      ...[DECIDED, sanctionEntry(), NOT_ANNOUNCED],
      letter('response', 'A1', 'LETTER2'),
      RESPONSE_TOLD,
    ],
    [CLOSE],
  ],
  [
    'no announcement once it was decided that there is none',
    [
      ...READY,
      sanctionEntry(),
      RESPONSE_TOLD,
      { kind: 'announcement', announce: true },
      letter('announcement'),
      NOT_ANNOUNCED,
    ],
    [CLOSE],
  ],
  [
    'that they are told, and no letter of which it is noted that it does not go out',
    [
      ...READY,
      sanctionEntry(),
      NOT_ANNOUNCED,
      letter('response', 'A1'),
      letter('employer', 'A1', 'LETTER2'),
      { kind: 'not-sent', letter: 'LETTER1' },
      { kind: 'not-sent', letter: 'LETTER2', reason: 'x' },
    ],
    ['Tell A1 what was decided'],
  ],
  [
    'a letter that is drafted for an employer',
    [...FINISHED, letter('employer', 'A1')],
    ['Send the letter that is drafted for the employer of A1'],
  ],
  ...(['no', 'if'] as const).map((answer): [string, readonly Added[], string[]] => [
    `that a letter is kept back whose permission became “${answer}” since`,
    [...FINISHED, letter('employer', 'A1'), { ...EMPLOYER_SAID, answer }],
    [
      'Note that this does not go out, or that it is out already: the letter that is drafted for the employer of A1. It is not to, since that is no longer permitted',
    ],
  ]),
  [
    'a letter that is drafted since they said yes after all',
    [...FINISHED, { ...EMPLOYER_SAID, answer: 'no' }, EMPLOYER_SAID, letter('employer', 'A1')],
    ['Send the letter that is drafted for the employer of A1'],
  ],
  [
    'an announcement that is drafted',
    [
      ...READY,
      sanctionEntry(),
      RESPONSE_TOLD,
      { kind: 'announcement', announce: true },
      letter('announcement'),
    ],
    ['Publish the announcement that is drafted'],
  ],
  [
    'nothing for a letter that a newer one replaced',
    [
      ...FINISHED,
      letter('employer', 'A1'),
      letter('employer', 'A1', 'LETTER2'),
      { kind: 'told', about: 'employer', person: 'A1', letter: 'LETTER2', toldAt: AT },
    ],
    [CLOSE],
  ],
  ['something to do, with its time', [...FINISHED, action({ due: PAST })], ['Call the hotel (ben)']],
  [
    'what passed to somebody else, with their name',
    [...FINISHED, action({ due: PAST }), { kind: 'action-passed', action: 'ACTION1', to: 'cem' }],
    ['Call the hotel (cem)'],
  ],
  [
    'nothing to do any more once it is done',
    [...FINISHED, action(), { kind: 'action-done', action: 'ACTION1', doneAt: AT }],
    [CLOSE],
  ],
  ['the end, beside what is to come later', [...FINISHED, action()], ['Call the hotel (ben)', CLOSE]],
  [
    'who must still know of a sanction, and what is to be switched off',
    [
      ...READY,
      sanctionEntry({ tell: ['The door'], switchOff: ['Slack', 'Badge'] }),
      RESPONSE_TOLD,
      NOT_ANNOUNCED,
      { kind: 'sanction-done', sanction: 'SANCTION1', items: ['Badge'] },
    ],
    [`Tell the door of this, and switch off Slack: ${BAN}`],
  ],
  [
    'a sanction that ends soon',
    [...READY, until('2026-12-20'), RESPONSE_TOLD, NOT_ANNOUNCED],
    [`Confirm that ${BAN} ends`, CLOSE],
  ],
  [
    'no sanction that ends much later',
    [...READY, until('2027-06-20'), RESPONSE_TOLD, NOT_ANNOUNCED],
    [CLOSE],
  ],
  [
    'a sanction whose last day is over and that nobody has confirmed',
    [...READY, until('2026-11-20'), RESPONSE_TOLD, NOT_ANNOUNCED],
    [`Confirm that ${BAN} has ended`],
  ],
  [
    'nothing for a sanction that was confirmed to have ended',
    [...READY, until('2026-11-20'), RESPONSE_TOLD, NOT_ANNOUNCED, end('ran-out')],
    [CLOSE],
  ],
  ['an appeal that nobody has heard', [...FINISHED, APPEAL], [`Hear the appeal against ${BAN}`]],
  [
    'that whoever appealed is told what came of it',
    [...FINISHED, APPEAL, HEARD_APPEAL],
    [`Tell A1 what came of the appeal against ${BAN}`],
  ],
  [
    'nothing for an appeal whose outcome was told, or where it was closed since',
    [...FINISHED, APPEAL, HEARD_APPEAL, { ...RESPONSE_TOLD, appeal: 'APPEAL1' } as Added],
    [CLOSE],
  ],
  [
    'nothing for an appeal from before it was closed',
    [...FINISHED, APPEAL, HEARD_APPEAL, CLOSED, EVALUATED],
    [],
  ],
  [
    'the letter to whoever appealed, and not the same once more',
    [...FINISHED, APPEAL, HEARD_APPEAL, { ...letter('response', 'A1'), appeal: 'APPEAL1' } as Added],
    ['Send the letter that is drafted for A1 (what came of their appeal)'],
  ],
  [
    'on its last day, what was never confirmed, and who has to hear that it ends',
    [
      ...READY,
      until('2026-11-24', { tell: ['The door', 'The chair'], switchOff: ['Slack'], conditions: ['x', 'y'] }),
      RESPONSE_TOLD,
      NOT_ANNOUNCED,
      { kind: 'sanction-done', sanction: 'SANCTION1', items: ['The door'], met: ['y'] },
      { kind: 'sanction-done', sanction: 'SANCTION1', items: [], informed: [{ person: 'R1', of: 'end' }] },
    ],
    [
      `Confirm that ${BAN} ends. Never noted as told of it: the chair. Never noted as switched off: Slack. Not noted as met or kept to: x. These know of it, and have to hear that it ends: The door`,
      CLOSE,
    ],
  ],
  [
    'in the week before, that the person affected hears of it first',
    [...READY, until('2026-11-30'), RESPONSE_TOLD, NOT_ANNOUNCED],
    [`Tell R1 that this ends soon: ${BAN}`, `Confirm that ${BAN} ends`, CLOSE],
  ],
  [
    'that the person affected is told of a change, also once it is closed, and so is A1',
    [...FINISHED, CLOSED, EVALUATED, { ...change, inform: ['R1'] } as Added],
    [`Tell R1 that this is changed: ${BAN}`, 'Tell A1 what was decided'],
  ],
  [
    'and that it was lifted',
    [...FINISHED, CLOSED, EVALUATED, { ...end('lifted'), inform: ['R1'] } as Added],
    [`Tell R1 that this has ended: ${BAN}`, 'Tell A1 what was decided'],
  ],
  [
    'nothing of either, once that was done',
    [
      ...FINISHED,
      CLOSED,
      EVALUATED,
      { ...change, inform: ['R1'] } as Added,
      { kind: 'sanction-done', sanction: 'SANCTION1', items: [], informed: [{ person: 'R1', of: 'change' }] },
      RESPONSE_TOLD,
    ],
    [],
  ],
  [
    'the look back, after the end',
    [...FINISHED, CLOSED],
    ['Look back on what the policy should say next time'],
  ],
  ['nothing after both', [...FINISHED, CLOSED, EVALUATED], []],
  [
    'after the end, what holds on',
    [
      ...READY,
      until('2026-12-20', { tell: ['The door'] }),
      RESPONSE_TOLD,
      NOT_ANNOUNCED,
      APPEAL,
      action({ what: 'Ask R1 how they are; they need not answer', purpose: 'check-in', person: 'R1' }),
      CLOSED,
      EVALUATED,
    ],
    [
      'Ask R1 how they are; they need not answer (ben)',
      `Confirm that ${BAN} ends`,
      `Tell the door of this: ${BAN}`,
      `Hear the appeal against ${BAN}`,
    ],
  ],
  [
    'no decision any more after the end, but a letter that is not out',
    [
      ...READY,
      sanctionEntry(),
      letter('response', 'A1'),
      { ...CLOSED, letters: ['LETTER1'] } as Added,
      EVALUATED,
    ],
    ['Send the letter that is drafted for A1 (what was decided)'],
  ],
  [
    'no letter that an earlier coc let go with the end',
    [...READY, sanctionEntry(), letter('response', 'A1'), CLOSED, EVALUATED],
    [],
  ],
  [
    'nothing of that letter either, once it is noted that it does not go out',
    [
      ...[...READY, sanctionEntry(), letter('response', 'A1')],
      ...[{ ...CLOSED, letters: ['LETTER1'] } as Added, EVALUATED],
      { kind: 'not-sent', letter: 'LETTER1' },
    ],
    [],
  ],
  [
    'again what was open, once it is opened again',
    [...READY, sanctionEntry(), NOT_ANNOUNCED, CLOSED, EVALUATED, { kind: 'reopened', reason: 'x' }],
    ['Tell A1 what was decided'],
  ],
];

describe('what waits after a report', () => {
  it('has who alone knows it say the sentence, where who reported it is known to others', () => {
    const hidden = { ...GONE, sealed: '-----BEGIN AGE ENCRYPTED FILE-----' } as Added;
    const contents = [NEW, hidden, A1, REPORT, PRIVATE];
    const [first] = dueIn(incidentOf(contents), playbook, noon, [], [{ id: 'ana', name: 'Ana' }]);
    expect(first).toMatchObject({
      what: 'The sentence about the meeting waits to be said to R1. Who that is, Ana alone knows and says it',
      step: 'show',
    });
  });

  it('is the end only once those were asked who know somebody that perhaps was not told', () => {
    const hidden = { ...GONE, sealed: '-----BEGIN AGE ENCRYPTED FILE-----' } as Added;
    const contents = [NEW, hidden, A1, REPORT, PRIVATE, AGREED, meeting('no-action'), NOT_ANNOUNCED];
    expect(whats(contents)).toEqual([
      'Before it is closed: ask those who know whom it happened to whether they were told what was decided',
    ]);
    expect(whats([...contents, NOT_FOR_R1])).toEqual([CLOSE]);
  });

  it.each(WAITING)('is %s', (_name, contents, expected) => {
    expect([...whats([...contents, NOT_FOR_R1])].sort()).toEqual([...expected].sort());
  });

  it.each<[string, readonly Added[], readonly string[]]>([
    ['is told, and need not answer', DECIDED_ON, [TELL_R1]],
    ['is told also that nothing is done', [...BASE, meeting('no-action')], [TELL_R1]],
    ['is told nothing before anything is decided', HEARD_ALL, []],
    ['is told nothing before the sanction is written down', READY, []],
    ['is not told twice', [...DECIDED_ON, OUTCOME_TOLD], []],
    [
      'is told of what was decided since',
      [...DECIDED_ON, OUTCOME_TOLD, sanctionEntry({ id: 'SANCTION2', sanction: 'warning' })],
      [TELL_R1],
    ],
    [
      'is told once of what was decided and then changed, and as it is by then',
      [...DECIDED_ON, { ...change, inform: ['R1'] } as Added],
      [TELL_R1],
    ],
    ['and then lifted', [...DECIDED_ON, { ...end('lifted'), inform: ['R1'] } as Added], [TELL_R1]],
    [
      'has heard of a change once they are told what was decided after it',
      [...DECIDED_ON, { ...change, inform: ['R1'] } as Added, OUTCOME_TOLD],
      [],
    ],
    [
      'is told of a change where they were told before',
      [...DECIDED_ON, OUTCOME_TOLD, { ...change, inform: ['R1'] } as Added],
      [`Tell R1 that this is changed: ${BAN}`],
    ],
    ['is not told where that is not to be', [...DECIDED_ON, NOT_FOR_R1], []],
    [
      'is never told again after that',
      [...DECIDED_ON, NOT_FOR_R1, sanctionEntry({ id: 'SANCTION2', sanction: 'warning' })],
      [],
    ],
    [
      'gets the letter that is drafted',
      [...DECIDED_ON, letter('response', 'R1')],
      ['Send the letter that is drafted for R1 (what was decided)'],
    ],
    [
      'is told, where a letter does not go out',
      [...DECIDED_ON, letter('response', 'R1'), { kind: 'not-sent', letter: 'LETTER1' }],
      [TELL_R1],
    ],
    ['is told nothing where they cannot be reached', [...DECIDED_ON, UNREACHABLE], []],
    [
      'is told nothing where nobody knows who they are',
      [NEW, GONE, A1, REPORT, PRIVATE, AGREED, meeting('no-action')],
      [],
    ],
    [
      'is told nothing by whoever does not know who they are',
      [
        ...[NEW, { ...GONE, sealed: '-----BEGIN AGE ENCRYPTED FILE-----' } as Added, A1],
        ...[REPORT, PRIVATE, AGREED, meeting('no-action')],
      ],
      [],
    ],
    [
      'is not told where they kept to themselves how to reach them',
      [...DECIDED_ON, { ...R1, contact: null } as Added],
      [],
    ],
    [
      'is told nothing where somebody else was affected',
      [...DECIDED_ON, { ...R1, affected: 'no' } as Added],
      [],
    ],
    ['is told nothing where they want that nothing is done', [...DECIDED_ON, STOP], []],
    ['is told nothing more once it is closed', [...DECIDED_ON, CLOSED], []],
    [
      'is told once it is closed what was decided since',
      [...DECIDED_ON, CLOSED, sanctionEntry({ id: 'SANCTION2' })],
      [TELL_R1],
    ],
  ])('somebody affected %s', (_name, contents, expected) => {
    expect(whats(contents).filter((what) => what.includes('R1'))).toEqual(expected);
  });

  const everything = WAITING.flatMap(([, contents]) => all(contents));

  it('has a clause that is there, a command that there is, and no name in it', () => {
    for (const due of everything) {
      const { what, clause } = due;
      expect(playbook.clauses).toHaveProperty(clause);
      expect(what).not.toMatch(/Marlon|Vane|Mei|Lindqvist|Quist/);
      const [coc, ...words] = commandOf(due).split(' ');
      const [id, ...options] = words.splice(words.indexOf('K7F3-92QD'));
      expect([coc, id]).toEqual(['coc', 'K7F3-92QD']);
      expect(words.length).toBeGreaterThan(0);
      expect([...CATALOGUE.map(({ id }) => id), 'report resume']).toContain([...words, ...options].join(' '));
    }
  });

  it.each<[string, readonly Added[], readonly string[]]>([
    [
      'no letter goes out, and the accused who knew of the complaint hears that it goes no further',
      [
        ...READY,
        until('2026-11-20', { tell: ['x'] }),
        APPEAL,
        action({ due: PAST }),
        letter('response', 'A1'),
        STOP,
      ],
      [
        'Note that this does not go out, or that it is out already: the letter that is drafted for A1 (what was decided). It is not to, since it does not go on',
        'Tell A1 that it goes no further',
      ],
    ],
    ['nothing, where they never knew of it', [...BASE, action({ due: PAST }), STOP], []],
    ['nothing after the end', [...FINISHED, until('2026-11-20'), CLOSED, STOP], []],
  ])('is this alone once they asked that it does not go on: %s', (_name, contents, expected) => {
    expect(whats(contents)).toEqual(expected);
    expect(all(contents).filter(({ overdue, at }) => overdue || at !== null)).toEqual([]);
  });

  it('is their safety first once they asked that it does not go on', () => {
    expect(all([...READY, { kind: 'threat', level: 'person' }, until('2026-11-20'), STOP])).toMatchObject([
      { clause: 'threat', overdue: false },
      { clause: 'tell-response', overdue: false },
    ]);
  });

  describe('of a sanction once they asked that it does not go on', () => {
    const stopped = (one: Added, ...more: readonly Added[]): readonly Added[] => [
      ...[...READY, one, RESPONSE_TOLD, NOT_ANNOUNCED, NOT_FOR_R1, ...more, STOP],
    ];
    const NEAR = `Confirm that ${BAN} ends`;

    it('is its end, until its last day is over, and that it holds before that', () => {
      const weekend = stopped(until('2026-11-29'));
      expect(all(weekend)).toMatchObject([
        { what: NEAR, at: '2026-11-29T22:59:59.000Z', overdue: false, step: 'sanction end' },
      ]);
      expect(all(weekend, new Date('2026-11-29T20:00:00+01:00'))).toMatchObject([{ what: NEAR }]);
      expect(all(weekend, new Date('2026-11-30T09:00:00+01:00'))).toEqual([]);
      expect(whats(stopped(until('2027-08-31')))).toEqual([
        `${BAN} holds on until 31 Aug 2027, or until the team ends it`,
      ]);
      expect(whats(stopped(sanctionEntry()))).toEqual([`${BAN} holds on until the team ends it`]);
    });

    it.each<[string, readonly Added[]]>([
      ['it was ended', stopped(sanctionEntry(), end('lifted'))],
      ['its end was confirmed', stopped(until('2026-11-20'), end('ran-out'))],
      ['it was done at once', stopped(sanctionEntry({ term: 'now' }))],
      ['the incident was closed', stopped(sanctionEntry(), CLOSED, EVALUATED)],
    ])('is nothing where %s', (_why, contents) => {
      expect(whats(contents)).toEqual([]);
    });
  });

  it('is overdue where its time is over', () => {
    const overdue = (contents: readonly Added[], at = noon): readonly string[] =>
      all(contents, at)
        .filter((one) => one.overdue)
        .map(({ what }) => what);
    expect(overdue(HEARD_ALL)).toEqual([MEET]);
    expect(overdue(HEARD_ALL, new Date('2026-11-24T01:00:00Z'))).toEqual([]);
    expect(overdue([...FINISHED, action({ due: PAST })])).toEqual(['Call the hotel (ben)']);
    expect(overdue([...READY, until('2026-11-20'), RESPONSE_TOLD])).toEqual([
      `Confirm that ${BAN} has ended`,
    ]);
    expect(overdue([...FINISHED, until('2026-11-24', { id: 'S2' })])).toEqual([]);
  });

  it('names whoever does something, where the team is known', () => {
    const members = [{ id: 'ben', name: 'Ben Okafor' }];
    const [due] = dueIn(incidentOf([...FINISHED, action({ due: PAST })]), playbook, noon, [], members);
    expect(due?.what).toBe('Call the hotel (Ben Okafor)');
  });

  it('is told to the person affected some days before a sanction ends, and of a short one once it has begun', () => {
    const tellBy = (one: Added) =>
      all([...READY, one, { ...OUTCOME_TOLD, toldAt: '2026-11-10T10:00:00+01:00' } as Added])
        .find(({ what }) => what.includes('ends soon'))
        ?.at?.slice(0, 10);
    expect(tellBy(until('2026-11-30'))).toBe('2026-11-27');
    expect(tellBy(until('2026-11-26'))).toBe('2026-11-25');
    expect(tellBy(until('2026-11-24'))).toBe('2026-11-24');
  });

  it('has the most urgent first', () => {
    const contents = [...BASE, { kind: 'threat', level: 'person' } as Added];
    expect(all(contents).map(({ clause }) => clause)).toEqual([
      'threat',
      'half-day',
      'tell-accused',
      'tell-accused',
    ]);
  });

  it('is still to be told where only a letter from before the change was handed over', () => {
    const contents = [
      ...READY,
      sanctionEntry(),
      NOT_ANNOUNCED,
      letter('response', 'A1'),
      change,
      { ...RESPONSE_TOLD, letter: 'LETTER1' } as Added,
    ];
    expect(whats(contents)).toContain('Tell A1 what was decided');
  });

  it('is told to the person that somebody turned out to be', () => {
    const same: Added = { kind: 'person', person: 'A2', role: 'accused', sameAs: 'A1' };
    const told = { ...TOLD, person: 'A2' } as Added;
    const heard = { ...HEARD, person: 'A2' } as Added;
    expect(whats([...BASE, A2, told, heard, same])).toEqual([MEET]);
    const contents = [...HEARD_ALL, A2, DECIDED, sanctionEntry({ person: 'A2' }), NOT_ANNOUNCED, same];
    expect(whats([...contents, NOT_FOR_R1])).toEqual(['Tell A1 what was decided']);
  });
});

describe('the status after a meeting', () => {
  it.each<[string, readonly Added[]]>([
    ['open', [...HEARD_ALL, meeting('undecided')]],
    ['decided', READY],
    ['decided', [...HEARD_ALL, meeting('no-action')]],
    ['decided', [...HEARD_ALL, sanctionEntry()]],
    ['closed', [...READY, CLOSED]],
    ['closed', [...READY, STOP, CLOSED]],
    ['decided', [...READY, CLOSED, { kind: 'reopened', reason: 'x' }]],
    ['closed', [...READY, CLOSED, { kind: 'reopened', reason: 'x' }, CLOSED]],
    ['not-to-proceed', [...READY, STOP]],
  ])('is %s', (status, contents) => expect(statusOf(incidentOf(contents))).toBe(status));
});

describe('by when somebody accused answers', () => {
  const by = (...contents: readonly Added[]) =>
    dueIn(incidentOf([...BASE, ...contents]), playbook, now).find(
      ({ what }) => what === 'Hear the side of A1',
    )?.at ?? undefined;
  const asked = { ...letter('complaint', 'A1'), answerBy: '2026-11-24T16:45:00+01:00' } as Added;

  it('is what the letter said that reached them', () => {
    expect(by(asked)).toBeUndefined();
    expect(by(asked, { ...TOLD, letter: 'LETTER1' } as Added)).toBe('2026-11-24T15:45:00.000Z');
    expect(by(letter('complaint', 'A1'), { ...TOLD, letter: 'LETTER1' } as Added)).toBeUndefined();
  });

  it('is kept with the letter, a day to its end', () => {
    const given = { ...SOUND.notify, 'answer-by': '2026-12-01' };
    const written = contentsOf('notify', given, situation(BASE)).find(({ kind }) => kind === 'letter');
    expect(written).toMatchObject({ precision: { answerBy: 'day' } });
    expect(new Date(String(written && 'answerBy' in written && written.answerBy)).getDate()).toBe(1);
  });

  it('is no more than a promise that can be ticked off, once they know what was decided', () => {
    const hear = action({ what: 'Hear the side of A1', purpose: 'hear', person: 'A1' });
    const [done] = STEP['meeting --done'].questions(playbook);
    const open = (...contents: readonly Added[]): number => {
      const type = done && typeOf(done, {}, situation([...BASE, meeting('no-action'), hear, ...contents]));
      return type !== undefined && 'choices' in type ? type.choices.length : 0;
    };
    expect([open(), open(RESPONSE_TOLD), open(maySay('no'))]).toEqual([0, 1, 1]);
  });
});

describe('an announcement that is out', () => {
  const UNTRUE =
    'What was announced may no longer be so: publish a corrected text, or note why none is needed';
  const OUT: readonly Added[] = [
    ...READY,
    sanctionEntry(),
    RESPONSE_TOLD,
    { kind: 'announcement', announce: true },
    letter('announcement', undefined, 'ANN1'),
    { kind: 'told', about: 'announcement', letter: 'ANN1', toldAt: AT, how: 'x', toldBy: 'ana' } as Added,
  ];
  const DRAFT: readonly Added[] = [
    { kind: 'announcement', announce: true },
    letter('announcement', undefined, 'ANN2'),
  ];
  const AGAIN: readonly Added[] = [
    ...DRAFT,
    { kind: 'told', about: 'announcement', letter: 'ANN2', toldAt: AT, how: 'x', toldBy: 'ana' } as Added,
  ];
  const NONE: Added = { kind: 'announcement', announce: false, reason: 'x', noCorrection: true } as Added;
  const isDue = (...contents: Added[]): boolean =>
    dueIn(incidentOf([...OUT, ...contents]), playbook, now).some(({ what }) => what === UNTRUE);
  const UNTRUTHS: readonly (readonly [string, Added])[] = [
    ['a change', change],
    ['its end before its time', end('lifted')],
    [
      'what was written down wrong',
      {
        ...{ kind: 'sanction-corrected', corrects: 'SANCTION1', sanction: 'SANCTION1', reason: 'x' },
        right: { label: 'A warning' },
      } as unknown as Added,
    ],
  ];

  it('stays due as nothing else, and not with a last day that came', () => {
    expect(isDue()).toBe(false);
    expect(isDue(end('ran-out'))).toBe(false);
    expect(isDue(sanctionEntry({ id: 'SANCTION2' }))).toBe(false);
  });

  it.each(UNTRUTHS)(
    'stays due after %s until another is out, drafted, or noted not to be needed',
    (_name, one) => {
      expect(isDue(one)).toBe(true);
      expect(isDue(one, NONE)).toBe(false);
      expect(isDue(one, ...DRAFT)).toBe(false);
      expect(isDue(one, ...AGAIN)).toBe(false);
      const gone: Added = { kind: 'not-sent', letter: 'ANN2' } as Added;
      expect(isDue(one, ...DRAFT, gone)).toBe(true);
      // What was written before does not know of it; nor does a note that was.
      expect(isDue(...DRAFT, one)).toBe(true);
      expect(isDue(NONE, one)).toBe(true);
      expect(isDue(one, NONE, change)).toBe(true);
    },
  );

  it('stays due over a close as whoever closes says, and after what was changed since', () => {
    expect(isDue(change, CLOSED)).toBe(false);
    expect(isDue(change, { ...CLOSED, owed: [{ what: 'announce' }] } as Added)).toBe(true);
    const reopened: Added = { kind: 'reopened', reason: 'x' };
    const notNeeded = {
      ...CLOSED,
      notNeeded: { owed: [{ what: 'announce' }], reason: 'x' },
    } as unknown as Added;
    expect(isDue(change, notNeeded, reopened)).toBe(false);
    expect(isDue(change, notNeeded, reopened, change)).toBe(true);
    expect(isDue(CLOSED, change)).toBe(true);
  });
});
