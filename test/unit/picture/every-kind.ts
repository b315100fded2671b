import type { Content, Entry } from '../../../src/incident/entry.ts';
import type { Unsealed } from '../../../src/incident/view.ts';
import { chain, report } from '../incident/fold.ts';

/** Incidents that between them hold every kind of entry, with and without what may be left out of each. */

type Written = Content & { id?: string; by?: string };

/** Whoever opens the file as Markdown, or sees it on a terminal, sees words in this, and nothing else. */
const HOSTILE = '# <b>bold</b> [link](x)\u202e\u001b[2J\r\n\n  1. one\n- two\t*three*  \n';
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----\nx\n-----END AGE ENCRYPTED FILE-----\n';
const TERM_END = '2027-03-31';
const at = (day: number, time = '10:00'): string => `2026-11-${day}T${time}:00+01:00`;

const opened: Written = { kind: 'opened' };
const said = (content: Record<string, unknown>): Written => content as unknown as Written;

/** Everything that can be said, at its longest. */
const whole: readonly Written[] = [
  opened,
  { kind: 'threat', level: 'violence', actions: ['summoned', 'x-later'], lawEnforcement: 'safety-in-doubt' },
  { kind: 'threat', level: 'none', actions: [], calledAnyway: 'against-wish' },
  { kind: 'threat', level: 'person', lawEnforcement: 'not-involved' },
  {
    kind: 'person',
    person: 'R1',
    role: 'reporter',
    affected: 'yes',
    name: 'Mei Lindqvist',
    contact: 'mei@example.org',
    employer: 'Example Ltd',
    aliases: ['may', '# hash'],
  },
  { kind: 'person', person: 'A1', role: 'accused', affected: 'yes', name: HOSTILE, description: 'in a hat' },
  { kind: 'person', person: 'P1', role: 'affected', affected: 'yes', name: null, contact: null },
  { kind: 'person', person: 'H1', role: 'hearer', affected: 'no' },
  { kind: 'person', person: 'W1', role: 'witness', name: 'Sunita Rao' },
  { kind: 'person', person: 'A2', role: 'accused', name: 'Otto Quist', sameAs: 'W1' },
  { kind: 'person', person: 'S1', role: 'staff', name: 'Sam' },
  { ...report({ channel: 'written', heardBy: 'H1', account: HOSTILE }) },
  said({
    kind: 'details',
    report: 'REPORT1',
    details: {
      who: 'A1',
      behavior: HOSTILE,
      when: '2. on Monday',
      circumstances: 'after\n\n  the talk  ',
      others: ['W1', 'A2'],
    },
  }),
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  { kind: 'permission', report: 'REPORT1', share: 'team', words: '> all of you' },
  { ...report({ id: 'REPORT2', reporter: 'W1', account: '', receivedAt: at(24) }), by: 'ben' },
  said({
    kind: 'details',
    report: 'REPORT2',
    details: { who: null, behavior: '', when: null, circumstances: null, others: null },
  }),
  { kind: 'consent', report: 'REPORT2', answer: 'not-said-yet' },
  {
    kind: 'permission',
    report: 'REPORT2',
    share: 'recorder',
    words: '# Tell nobody\n\u001B[2J',
    condition: 'if it happens again',
  },
  { kind: 'permission', report: 'REPORT2', share: 'named', members: ['ben', 'cem'] },
  { ...report({ id: 'REPORT3', reporter: 'P1', channel: 'witnessed-by-staff', receivedAt: at(22) }) },
  said({ kind: 'details', report: 'REPORT3', details: { others: [] } }),
  { kind: 'permission', report: 'REPORT3', share: 'named' },
  {
    kind: 'permitted',
    what: 'announce',
    people: ['R1', 'P1'],
    answer: 'yes',
    words: HOSTILE,
    saidAt: at(24, '11:00'),
  },
  {
    kind: 'permitted',
    what: 'employer',
    people: ['R1'],
    answer: 'if',
    condition: '# only if it happens again',
    saidAt: at(24, '11:00'),
  },
  { kind: 'permitted', what: 'name', people: ['W1'], answer: 'no', saidAt: at(24, '11:00') },
  {
    kind: 'permitted',
    what: 'tell-accused',
    people: ['R1'],
    answer: 'yes',
    saidAt: at(24, '11:00'),
    sealed: SEALED,
  },
  { kind: 'visibility', visibility: 'witnessed' },
  { kind: 'grant', member: 'ben' },
  { kind: 'follow-up', text: HOSTILE, receivedAt: at(24, '11:00'), from: 'R1' },
  { kind: 'follow-up', text: 'From nobody in particular.', receivedAt: at(25) },
  { kind: 'note', text: HOSTILE },
  { ...said({ kind: 'note', text: 'Of somebody else.\n\nTwo lines.' }), by: 'gone' },
  { kind: 'statement', person: 'A1', words: HOSTILE, takenAt: at(24, '12:00'), takenBy: 'ben' },
  { kind: 'statement', person: 'A2', takenAt: at(24, '13:00'), takenBy: 'S1' },
  {
    kind: 'meeting',
    heldAt: at(24, '14:00'),
    present: ['ana', 'ben'],
    alsoPresent: ['S1'],
    exception: '- very widely witnessed',
    whatHappened: HOSTILE,
    outcome: 'no-action',
    reason: '[because]',
    unheard: 'gone\nhome',
  },
  { kind: 'meeting', heldAt: at(25, '14:00'), present: ['ana'], whatHappened: 'Again.', outcome: 'sanction' },
  said({ id: 'ACTION1', kind: 'action', what: '1. look', who: 'ben', due: at(26, '17:00') }),
  { kind: 'action', what: 'Wait', who: 'S1', due: '2027-01-02T09:00:00Z' },
  { kind: 'action-done', action: 'ACTION1', doneAt: at(25, '17:00') },
  said({
    id: 'SANCTION1',
    kind: 'sanction',
    person: 'A1',
    sanction: 'removal',
    label: '<i>Leaves</i> the event',
    startsAt: at(24),
    term: 'until',
    until: TERM_END,
    conditions: ['- keeps away', 'says nothing'],
    parameters: { whom: '# R1', 'x-later': 'as it is', event: '' },
    safety: '= they need not meet',
    decidedBy: ['ana', 'ben'],
    tell: ['the door', '# venue'],
    switchOff: ['the badge'],
    unheard: 'no time',
  }),
  { kind: 'sanction-done', sanction: 'SANCTION1', items: ['the door'] },
  {
    kind: 'sanction-change',
    sanction: 'SANCTION1',
    term: 'event-end',
    until: '2026-11-24',
    conditions: ['> comes alone'],
    reason: '* new\nfacts',
    decidedBy: ['ben'],
  },
  said({ id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: at(25), words: HOSTILE }),
  { kind: 'appeal-outcome', appeal: 'APPEAL1', outcome: 'changed', heardBy: ['ana', 'S1'], reason: '~ fair' },
  said({ id: 'APPEAL2', kind: 'appeal', sanction: 'SANCTION1', receivedAt: at(25), words: 'Once more.' }),
  said({
    id: 'SANCTION2',
    kind: 'sanction',
    person: 'A2',
    sanction: 'warning',
    label: 'Warned',
    startsAt: at(24),
    term: 'now',
    parameters: {},
    safety: 'knows it',
    decidedBy: ['ana'],
    conditions: [],
    tell: [],
  }),
  said({
    id: 'SANCTION3',
    kind: 'sanction',
    person: 'A1',
    sanction: 'ban',
    label: 'Does not come back',
    startsAt: at(24),
    term: 'indefinite',
    parameters: {},
    safety: 'far away',
    decidedBy: ['ben'],
  }),
  { kind: 'sanction-end', sanction: 'SANCTION3', endedAt: at(25), how: 'lifted', reason: '# enough' },
  { kind: 'sanction-end', sanction: 'SANCTION2', endedAt: at(25), how: 'ran-out' },
  said({
    id: 'LETTER1',
    kind: 'letter',
    letter: 'employer',
    person: 'A1',
    text: HOSTILE,
    grounds: ['sponsor-booth', 'x-later'],
    permission: '+ Mei: tell them',
    exception: { person: 'A1', reason: '| known' },
  }),
  {
    kind: 'told',
    about: 'employer',
    person: 'A1',
    letter: 'LETTER1',
    toldAt: at(25, '09:00'),
    how: '` by mail',
    toldBy: 'ben',
    words: '# shorter',
  },
  { kind: 'letter', letter: 'announcement', text: 'An older one.' },
  { kind: 'letter', letter: 'announcement', text: 'What happened.' },
  said({ id: 'LETTER2', kind: 'letter', letter: 'response', person: 'A2', text: 'What was decided.' }),
  { kind: 'told', about: 'response', person: 'A2', letter: 'LETTER2', notPossible: '- nobody knows where' },
  { kind: 'told', about: 'complaint', person: 'A2', toldAt: at(24, '12:30') },
  { kind: 'told', about: 'announcement', how: 'on the wall', toldBy: 'S1', notPossible: '' },
  { kind: 'apology', what: 'relayed', from: 'A1', to: 'R1', happenedAt: at(24, '15:00'), words: HOSTILE },
  { kind: 'apology', what: 'through-others', from: 'A2', happenedAt: at(24, '16:00') },
  {
    kind: 'announcement',
    seenByMany: true,
    announce: true,
    why: ['reassurance', 'x-later', 'transparency'],
    reason: '# a reason',
  },
  { kind: 'condition-met', letter: 'LETTER2', permitted: 'TELLING', people: ['R1', 'P1'], met: HOSTILE },
  said({ kind: 'condition-met', letter: 'LETTER2', permitted: 'TELLING', people: ['P1'], sealed: SEALED }),
  { kind: 'feedback', words: HOSTILE, receivedAt: at(25, '20:00'), way: '# letter box' },
  {
    ...{ kind: 'export', for: 'lawyer', to: HOSTILE, why: HOSTILE, form: 'recipient', size: 2000 },
    ...{ sha256: 'ab12', inside: 'cd34', inSpiteOf: ['permission', HOSTILE] },
    evidence: [
      { entry: 'PICTURE', sha256: 'ef56', stripped: true },
      { entry: 'GONE', sha256: 'ef78', stripped: false },
    ],
  },
  { kind: 'export', for: 'accused', person: 'A1', why: 'x', form: 'plain', size: 1, sha256: 'ab12' },
  said({
    ...{ kind: 'export-permission', for: 'lawyer', people: ['R1', 'P1'], answer: 'yes', saidAt: at(25) },
    words: HOSTILE,
  }),
  said({
    ...{ kind: 'export-permission', for: 'police', people: ['P1'], answer: 'no', saidAt: at(25) },
    to: HOSTILE,
    sealed: SEALED,
  }),
  { kind: 'feedback', words: 'Thanks.', receivedAt: at(25, '21:00') },
  { kind: 'evaluation', proposals: { first: HOSTILE, second: '- a second' } },
  { kind: 'evaluation', proposals: {} },
  { kind: 'override', gate: 'The accused was asked', reason: HOSTILE },
  {
    id: 'PICTURE',
    kind: 'evidence',
    file: 'evidence/#x.age',
    key: 'AGE-SECRET-KEY-1',
    name: '<slide>\n.png',
    size: 12,
    sha256: 'x',
  },
  { kind: 'reopened', reason: '1) more came' },
  { kind: 'closed', unfinished: '# he flew home\nearly' },
  said({ kind: 'x-later-kind', more: 1 }),
  said({ id: 'REPORT1', kind: 'note', text: 'Under the ID of the report.' }),
  { kind: 'action-passed', action: 'ACTION1', to: 'cem' },
  {
    ...{ kind: 'threat', level: 'person', noLonger: ['help', 'x-later'], saidBy: 'R1' },
    words: 'I am *fine* since yesterday.',
  },
];

/** R1 is known to Ana alone, then to Ben too; somebody was kept out, somebody was let in again. */
const few: readonly Written[] = [
  opened,
  said({ id: 'REPORTER', kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', sealed: SEALED }),
  { kind: 'person', person: 'R2', role: 'reporter', sealed: SEALED },
  { ...report({ account: undefined, sealed: SEALED, summary: HOSTILE }) },
  { ...report({ id: 'REPORT2', reporter: 'R2', account: undefined, sealed: SEALED, summary: 'Short.' }) },
  { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' },
  said({
    id: 'PERMISSION',
    kind: 'permission',
    report: 'REPORT1',
    share: 'named',
    members: ['ben', 'cem', 'dora'],
    sealed: SEALED,
  }),
  { kind: 'permission', report: 'REPORT2', share: 'named', members: ['ben', 'cem', 'dora'], words: 'yes' },
  {
    kind: 'wish',
    report: 'REPORT1',
    want: 'keep',
    saidAt: at(25),
    keeps: ['ben', 'cem', 'dora'],
    sealed: SEALED,
  },
  said({ kind: 'wish', report: 'REPORT2', from: 'R2', want: 'go-on', saidAt: at(25), words: HOSTILE }),
  said({
    ...{ id: 'LATER', kind: 'follow-up', text: HOSTILE, receivedAt: at(25), from: 'R1' },
    ...{ sealed: SEALED, to: ['ana', 'ben'] },
  }),
  { kind: 'visibility', visibility: 'private' },
  { kind: 'grant', member: 'ben' },
  { kind: 'grant', member: 'cem' },
  { kind: 'grant', member: 'dora' },
  said({ id: 'WIDENED', kind: 'widened', entry: 'REPORTER', to: ['ben'], sealed: SEALED }),
  { kind: 'widened', entry: 'REPORT1', to: ['ben', 'cem'], words: '# they said yes' },
  { kind: 'widened', entry: 'REPORT1', to: ['ben', 'cem'], words: '# they said yes' },
  { kind: 'recovered', member: 'eve' },
  { kind: 'recovered', member: 'cem' },
  said({ id: 'OUT1', kind: 'recusal', member: 'cem', reason: '# a friend' }),
  { kind: 'recusal', member: 'dora' },
  { kind: 'recusal-undone', member: 'cem', corrects: 'OUT1', reason: '- a mistake' },
  said({
    kind: 'taken-in',
    from: 'dora',
    written: [
      said({
        ...{ kind: 'note', text: HOSTILE, id: 'K1', at: at(24), by: 'dora', after: [], seq: 1, sig: 'x' },
      }),
      { kind: 'x-later', id: 'K2', at: at(24), by: 'dora', after: [], seq: 2, sig: 'x' },
      { kind: 'threat', level: 'none', id: 'K3', at: at(24), by: 'dora', after: [], seq: 3, sig: 'x' },
      { kind: 'follow-up', text: '', id: 'K4', at: at(24), by: 'dora', after: [], seq: 4, sig: 'x' },
    ],
  }),
];

/** What the sealed blocks of `few` hold, but those of the second report. */
export const OPEN: Unsealed = new Map([
  ['REPORTER', { name: 'Mei Lindqvist', contact: 'mei@example.org', aliases: 'may\n# hash' }],
  ['REPORT1', { account: `MARKER ${HOSTILE}` }],
  ['LATER', { text: `MARKER later ${HOSTILE}` }],
  ['PERMISSION', { words: 'MARKER you may tell Ben' }],
  ['WIDENED', { 'by-permission': 'MARKER Ben may know me' }],
]);

/** Saved in a hurry, with nothing in it. */
const hurried: readonly Written[] = [{ kind: 'opened', quick: true }];

/** Open again, since a report came in that nobody knew who closed it. */
const again: readonly Written[] = [
  opened,
  report(),
  { kind: 'announcement', announce: false, reason: '# private' },
  { kind: 'closed' },
  { ...report({ id: 'REPORT2', reporter: 'R2', summary: 'not sealed' }) },
];

/** Closed, with nothing open. */
const closed: readonly Written[] = [
  opened,
  report(),
  { kind: 'feedback', words: 'Thanks.', receivedAt: at(25) },
  { kind: 'announcement', announce: false },
  { kind: 'closed' },
];

/** Feedback alone, and words that are empty. */
const empty: readonly Written[] = [
  opened,
  { ...report({ account: undefined }) },
  { kind: 'person', person: 'R1', role: 'reporter', name: '', contact: '', aliases: [''] },
  { kind: 'permission', report: 'REPORT1', share: 'recorder', words: '' },
  { kind: 'feedback', words: '', receivedAt: at(25), way: '' },
  { kind: 'apology', what: 'offered', from: 'A1', happenedAt: at(24), words: '' },
  { kind: 'follow-up', text: '', receivedAt: at(24) },
  { kind: 'recusal', member: 'cem', reason: '' },
  { kind: 'closed', unfinished: '' },
];

/** Much was written down wrong in it, and put right. */
const corrected: readonly Written[] = [
  opened,
  { kind: 'threat', level: 'violence' },
  { kind: 'person', person: 'R1', role: 'reporter', name: 'Mei Lindqvist', contact: 'mei@example.org' },
  { kind: 'person', person: 'A1', role: 'accused', description: HOSTILE, employer: 'Example Ltd' },
  { kind: 'person', person: 'H1', role: 'hearer', name: 'Ivo Hartung' },
  { ...report({ channel: 'verbal', heardBy: 'H1', account: 'words' }) },
  said({ kind: 'details', report: 'REPORT1', details: { who: 'A1', behavior: HOSTILE, when: null } }),
  { kind: 'visibility', visibility: 'private' },
  { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  { kind: 'permission', id: 'SHARING', report: 'REPORT1', share: 'team', words: '> all of you' },
  {
    kind: 'permitted',
    id: 'TELLING',
    what: 'announce',
    people: ['R1'],
    answer: 'yes',
    words: HOSTILE,
    saidAt: at(24, '11:00'),
  },
  { kind: 'threat', level: 'none', correction: true, saidBy: 'R1', words: 'It was a joke.', by: 'ben' },
  {
    kind: 'person',
    person: 'R1',
    role: 'reporter',
    corrected: ['name', 'contact', 'aliases'],
    name: 'May Lindquist',
    contact: 'may@example.org',
  },
  {
    kind: 'person',
    person: 'A1',
    role: 'accused',
    corrected: ['description', 'employer'],
    description: 'in a cap',
  },
  said({
    kind: 'details',
    report: 'REPORT1',
    details: { channel: 'written', behavior: 'pushed', when: 'Monday', circumstances: 'at the door' },
    removed: ['heardBy'],
    receivedAt: at(22),
    correction: true,
  }),
  { kind: 'visibility-corrected', visibility: 'witnessed' },
  { kind: 'visibility', visibility: 'private', correction: true },
  { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed', correction: true },
  {
    kind: 'sanction',
    id: 'BAN',
    person: 'A1',
    sanction: 'warning',
    label: 'A warning',
    startsAt: at(24),
    term: 'until',
    until: TERM_END,
    parameters: { behavior: HOSTILE },
    conditions: ['# stays away'],
    safety: 'They know.',
    decidedBy: ['ana', 'ben'],
    tell: ['The door'],
  },
  {
    kind: 'sanction-change',
    id: 'CHANGED',
    sanction: 'BAN',
    term: 'until',
    until: '2027-05-31',
    reason: 'x',
    decidedBy: ['ana'],
  },
  {
    kind: 'sanction-corrected',
    sanction: 'BAN',
    right: {
      sanction: 'no-attendance',
      label: 'No attendance',
      parameters: { scope: 'all events' },
      startsAt: at(25),
      safety: 'They are not there.',
      tell: ['The front door'],
      switchOff: ['Badge'],
    },
  },
  {
    kind: 'sanction-corrected',
    sanction: 'BAN',
    change: 'CHANGED',
    right: { term: 'until', until: '2027-06-30', conditions: ['stays at home'] },
    by: 'ben',
  },
  {
    kind: 'sanction-corrected',
    sanction: 'BAN',
    change: 'CHANGED',
    right: { term: 'indefinite', conditions: [] },
  },
  { kind: 'words-corrected', entry: 'SHARING', words: 'the two of you' },
  { kind: 'words-corrected', entry: 'TELLING', words: 'say it without me' },
];

const THEN = '2023-05-01T00:00:00+02:00';

/** From earlier files, with nothing of it to the minute; and a report that came in since. */
const past: readonly Written[] = [
  opened,
  { kind: 'person', person: 'A1', role: 'accused', name: 'Otto Quist' },
  { kind: 'person', person: 'S1', role: 'staff', name: 'Sam' },
  { ...report({ receivedAt: THEN, precision: { receivedAt: 'month' }, fromFiles: true }) },
  {
    kind: 'meeting',
    heldAt: THEN,
    precision: { heldAt: 'day' },
    present: [],
    alsoPresent: ['S1'],
    whatHappened: HOSTILE,
    outcome: 'sanction',
  },
  said({
    id: 'OLD1',
    kind: 'sanction',
    person: 'A1',
    sanction: 'ban',
    label: 'No attendance at future events',
    startsAt: THEN,
    precision: { startsAt: 'month' },
    term: 'until',
    until: '2024-05-31',
    parameters: { scope: 'all' },
    safety: 'x',
    decidedBy: ['S1'],
  }),
  {
    kind: 'sanction-change',
    sanction: 'OLD1',
    changedAt: THEN,
    precision: { changedAt: 'day' },
    term: 'indefinite',
    reason: '# longer',
    decidedBy: [],
  },
  said({ id: 'OLD2', kind: 'appeal', sanction: 'OLD1', receivedAt: THEN, words: 'Too long.' }),
  {
    kind: 'appeal-outcome',
    appeal: 'OLD2',
    heardAt: THEN,
    precision: { heardAt: 'month' },
    outcome: 'stands',
    heardBy: ['S1'],
    reason: 'It holds.',
  },
  said({
    kind: 'sanction',
    person: 'A1',
    sanction: 'warning',
    label: 'A warning',
    startsAt: THEN,
    term: 'now',
    parameters: {},
    safety: 'x',
    decidedBy: [],
  }),
  { kind: 'meeting', heldAt: THEN, present: [], whatHappened: 'Nobody knows who met.', outcome: 'undecided' },
  { kind: 'closed', closedAt: THEN, precision: { closedAt: 'month' } },
];

/** The same, and somebody reported more since. */
const since: readonly Written[] = [...past, { ...report({ id: 'REPORT2', reporter: 'R2' }) }];

/** What was drafted or handed out, and is settled in another way; somebody who cannot be reached. */
const aside: readonly Written[] = [
  opened,
  { kind: 'person', person: 'R1', role: 'reporter' },
  { kind: 'person', person: 'A1', role: 'accused', name: 'Otto Quist' },
  report(),
  { kind: 'unreachable', person: 'R1' },
  { kind: 'action', what: 'Tell A1', who: 'ana', due: at(25), purpose: 'tell', person: 'A1' },
  { id: 'ASIDE1', kind: 'letter', letter: 'complaint', person: 'A1', text: HOSTILE },
  { id: 'ASIDE2', kind: 'letter', letter: 'employer', person: 'A1', text: HOSTILE },
  { id: 'ASIDE3', kind: 'letter', letter: 'announcement', text: HOSTILE },
  { kind: 'not-sent', letter: 'ASIDE2', reason: HOSTILE },
  { kind: 'not-sent', letter: 'ASIDE3' },
  { kind: 'told', about: 'response', person: 'A1', toldAt: at(24, '11:00'), how: 'x', toldBy: 'ana' },
  {
    kind: 'closed',
    unfinished: 'x',
    owed: [
      { what: 'tell', person: 'R1' },
      { what: 'appeal', person: 'A1', appeal: 'X' },
      { what: 'sanction' },
    ],
    notNeeded: { owed: [{ what: 'announce' }, { what: 'x-later' }], why: HOSTILE },
  },
];

const incidents = { whole, few, hurried, again, closed, corrected, empty, past, since, aside };

/** The entries of each, a minute apart. */
export const INCIDENTS: Readonly<Record<string, readonly Entry[]>> = Object.fromEntries(
  Object.entries(incidents).map(([name, contents]) => [
    name,
    chain(
      ...contents.map((content, index) => ({
        ...content,
        at: new Date(Date.UTC(2026, 10, 23, 13, index)).toISOString(),
      })),
    ),
  ]),
);
