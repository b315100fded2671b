import { describe, expect, it } from 'vitest';
import { EXIT, UserError } from '../../../src/errors.ts';
import { reasonKey } from '../../../src/policy/decide.ts';
import { refusalsOf } from '../../../src/policy/gates.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import { GATES, type GateId } from '../../../src/policy/playbook.ts';
import type { Situation } from '../../../src/policy/situation.ts';

import { playbook } from './shipped.ts';
import {
  A1,
  A2,
  ACCOUNT,
  type Added,
  AGREED,
  AT,
  assertPasses,
  brokenBy,
  COMMUNITY,
  consent,
  contentsOf,
  DECIDED,
  ENDING,
  gatesOf,
  HEARD,
  HEARD_ALL,
  incidentOf,
  MEMBERS,
  meeting,
  OPENED,
  overriddenBy,
  P1,
  PRIVATE,
  R1,
  READY,
  REPORT,
  refusalOf,
  refusalsAtOnce,
  SIDE,
  SOUND,
  STEP,
  STEPS,
  type StepId,
  sanctionEntry,
  situation,
  TOLD,
  W1,
  WITNESSED,
} from './step-situation.ts';

/** What is answered, about which incident, and what else is known. */
type Row = readonly [
  name: string,
  step: StepId,
  given: Given,
  contents: readonly Added[],
  more?: Partial<Situation>,
];

interface Rule {
  /** As the policy calls it. */
  readonly title: string;
  readonly refuses: readonly Row[];
  readonly passes: readonly Row[];
}

const TOLD_BY = { about: 'complaint', person: 'A1', way: 'told', 'told-at': AT, how: 'x' } as const;
const STATEMENT = { person: 'A1', said: 'yes', words: 'x', 'taken-at': AT } as const;
const MVANE: Added = { kind: 'person', person: 'A1', role: 'accused', aliases: ['@mvane'] };
const RESPONSE = { ...SOUND.notify, about: 'response', letter: 'We have decided something.' };
const BAN = sanctionEntry({ person: 'A1' });
const OUTCOME = { about: 'outcome', person: 'R1', letter: 'Hello Mei Lindqvist,\n\nThere is a ban.' };
const APPEALING = { community: { ...COMMUNITY, appeals: 'the board, board@imgix.com' } };
const recusal = (member: string): Added => ({ kind: 'recusal', member });
const APPEAL: Added = {
  id: 'APPEAL1',
  kind: 'appeal',
  sanction: 'SANCTION1',
  receivedAt: '2026-11-24T10:00:00Z',
  words: 'x',
};
const SANCTIONED: readonly Added[] = [...READY, sanctionEntry()];
const APPEALED: readonly Added[] = [...SANCTIONED, APPEAL];
const HEARD_TOO: Added = { ...HEARD, person: 'A2' } as Added;
const STOPPED: readonly Added[] = [...READY, consent('asked-not-to-proceed')];
const UNSAID: readonly Added[] = [...READY, consent('not-said-yet')];
const SEEN: readonly Added[] = [OPENED, R1, A1, REPORT, WITNESSED, TOLD, HEARD, DECIDED];
const UNHEARD: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD];
const { permitted: _employer, ...EMPLOYER_UNPERMITTED } = SOUND.employer;
const { permitted: _announce, ...ANNOUNCE_UNPERMITTED } = SOUND.announce;
const member = (name: string, email = 'x@team.example') => ({
  members: [...MEMBERS, { id: 'mei', name, email }],
});
/** Who took it has the name of whoever reported it. */
const BY_MEI = { ...member('Mei Lindqvist'), me: 'mei' };
const NAMED: Given = { 'may-name': ['R1'], 'reporter-permission': 'I want my name there.' };
const PERMITTED: Given = {
  permitted: 'yes',
  'permitted-by': ['R1'],
  permission: 'He may know what it is about.',
};
const draft = (letter: string): Given => ({ ...SOUND.announce, letter: letter + ENDING });
const asks = (condition: string): Given => ({ ...SOUND.sanction, conditions: [condition] });
const relays = (relay: string): Given => ({ ...SOUND.apology, relay });
const ways = (...others: string[]): Given => ({
  ...SOUND.announce,
  letter: [SOUND.announce.letter, ...others].join('\n'),
  feedback: [],
  'other-feedback': others,
});

/** What makes of these entries an incident whose reporter is known to whoever took the report. */
const few = (contents: readonly Added[]): Partial<Situation> => ({
  incident: {
    ...incidentOf(contents),
    people: incidentOf(contents).people.map((one) => (one.ref === 'R1' ? { ...one, knownTo: ['ana'] } : one)),
    reports: incidentOf(contents).reports.map((one) => ({ ...one, restricted: true, knownTo: ['ana'] })),
  },
});

const says = (words: string): Given => ({ ...SOUND.meeting, 'what-happened': words });

/** What makes of these entries an incident that Ben reads as well, who is kept out of another one about Otto Quist. */
const otto = (contents: readonly Added[], keptOut = 'ben'): Partial<Situation> => ({
  incident: { ...incidentOf(contents), readers: ['ana', 'ben'] },
  elsewhere: [
    {
      incident: 'D4K2-7Q1X',
      person: { ref: 'A1', role: 'accused', name: 'Otto Quist', aliases: ['@ottoq'], hidden: false },
      keptOut: [keptOut],
      readers: ['ana'],
    },
  ],
});
const OTTO = otto(HEARD_ALL);
const OTTO_HERE: Added = { kind: 'person', person: 'W1', role: 'witness', name: 'Otto Quist' };

/** What makes an incident one matter with another one: that leads it, or is led by it. */
const LED: Partial<Situation> = { matter: { leader: incidentOf(READY), led: [] } };
const leading = (...led: readonly (readonly Added[])[]): Partial<Situation> => ({
  matter: { led: led.map(incidentOf) },
});

const POLICE: Given = { ...SOUND.export, for: 'police', to: 'The police' };

/** One row of DESIGN 5 at least for each rule. */
const RULES: Readonly<Record<GateId, Rule>> = {
  'not-to-proceed': {
    title: 'Reports of more private harassment',
    refuses: [
      ['a meeting', 'meeting', SOUND.meeting, STOPPED],
      ['telling the accused', 'notify', SOUND.notify, STOPPED],
      ['telling them what was decided', 'notify', { ...SOUND.notify, about: 'response' }, [...STOPPED, BAN]],
      ['a sanction', 'sanction', SOUND.sanction, STOPPED],
      ['an employer', 'employer', SOUND.employer, STOPPED],
      ['an announcement', 'announce', SOUND.announce, STOPPED],
      [
        'a meeting where one of two asked for that, and the other did not',
        'meeting',
        SOUND.meeting,
        [
          ...STOPPED,
          { id: 'REPORT2', kind: 'report', reporter: 'R2', receivedAt: '2026-11-24T10:00:00Z', account: 'y' },
          { kind: 'consent', report: 'REPORT2', answer: 'no-objection' },
        ],
      ],
    ],
    passes: [
      ['a meeting where nobody objected', 'meeting', SOUND.meeting, HEARD_ALL],
      [
        'that it goes no further, to who knew of the complaint',
        'notify',
        { ...SOUND.notify, about: 'response' },
        STOPPED,
      ],
      ['a meeting once they changed that', 'meeting', SOUND.meeting, [...STOPPED, AGREED]],
      [
        'that a letter to an employer has gone out',
        'employer',
        { person: 'A1', state: 'sent', 'told-at': '2026-11-24T10:00:00Z', how: 'x', 'told-by': 'Ana Berg' },
        STOPPED,
      ],
      [
        'what came back from the community',
        'announce',
        { do: 'feedback', words: 'x', 'received-at': '2026-11-24T10:00:00Z' },
        STOPPED,
      ],
      ['the end', 'close', {}, STOPPED],
      ['a look back', 'evaluate', SOUND.evaluate, STOPPED],
    ],
  },
  led: {
    title: 'The meeting',
    refuses: [
      ['a meeting', 'meeting', SOUND.meeting, HEARD_ALL, LED],
      ['a sanction', 'sanction', SOUND.sanction, READY, LED],
      ['an announcement', 'announce', SOUND.announce, READY, LED],
    ],
    passes: [
      ['a meeting in the one that leads', 'meeting', SOUND.meeting, HEARD_ALL, leading(READY)],
      [
        'what came back from the community',
        'announce',
        { do: 'feedback', words: 'x', 'received-at': '2026-11-24T10:00:00Z' },
        READY,
        LED,
      ],
    ],
  },
  sentence: {
    title: 'Reports of more private harassment',
    refuses: [
      ['a meeting while the sentence is unsaid', 'meeting', SOUND.meeting, UNSAID],
      ['telling the accused while it is unsaid', 'notify', SOUND.notify, UNSAID],
      ['a sanction while it is unsaid', 'sanction', SOUND.sanction, UNSAID],
      ['an employer while it is unsaid', 'employer', SOUND.employer, UNSAID],
      ['an announcement while it is unsaid', 'announce', SOUND.announce, UNSAID],
      [
        'a meeting where nobody was asked',
        'meeting',
        SOUND.meeting,
        [OPENED, R1, A1, REPORT, PRIVATE, TOLD, HEARD],
      ],
      [
        'a meeting where it is not known how it was seen',
        'meeting',
        SOUND.meeting,
        [OPENED, R1, A1, REPORT, TOLD, HEARD],
      ],
    ],
    passes: [
      ['a meeting after no objection, or silence', 'meeting', SOUND.meeting, HEARD_ALL],
      ['a meeting on what many saw, without the sentence', 'meeting', SOUND.meeting, SEEN],
      [
        'a statement, which is only taken down',
        'statement',
        { person: 'A1', said: 'yes', words: 'x', 'taken-at': '2026-11-24T10:00:00Z', 'taken-by': 'Ana Berg' },
        UNSAID,
      ],
    ],
  },
  complainant: {
    title: 'The meeting',
    refuses: [
      ['a meeting by who reported it', 'meeting', { ...SOUND.meeting, present: ['ana'] }, HEARD_ALL, BY_MEI],
      [
        'a notice by who reported it',
        'notify',
        SOUND.notify,
        READY,
        { ...member('mei lindqvist'), me: 'mei' },
      ],
      ['a sanction by who reported it', 'sanction', SOUND.sanction, READY, BY_MEI],
      ['an employer letter by them', 'employer', SOUND.employer, READY, BY_MEI],
      ['an announcement by them', 'announce', SOUND.announce, READY, BY_MEI],
      ['a change of a sanction by them', 'sanction change', SOUND['sanction change'], SANCTIONED, BY_MEI],
      ['hearing an appeal by them', 'sanction appeal', SOUND['sanction appeal'], APPEALED, BY_MEI],
      [
        'a sanction by whom it happened to',
        'sanction',
        SOUND.sanction,
        [...READY, P1],
        { ...member('Falk, Jonas'), me: 'mei' },
      ],
      [
        'a sanction by somebody with the address of who reported it',
        'sanction',
        SOUND.sanction,
        READY,
        { ...member('M. L.', 'MEI@lindqvist.example'), me: 'mei' },
      ],
    ],
    passes: [
      [
        'a sanction by somebody else',
        'sanction',
        SOUND.sanction,
        READY,
        { ...member('Mei Lindqvist'), me: 'ana' },
      ],
      [
        'a sanction by somebody of another name',
        'sanction',
        SOUND.sanction,
        READY,
        { ...member('Mei Lindholm'), me: 'mei' },
      ],
      [
        'a sanction by somebody who only saw it',
        'sanction',
        SOUND.sanction,
        [...READY, W1],
        { ...member('Sunita Rao'), me: 'mei' },
      ],
      [
        'that an appeal came in, by who reported it',
        'sanction appeal',
        { sanction: '1', state: 'received', 'received-at': '2026-11-24T10:00:00Z', words: 'x' },
        SANCTIONED,
        BY_MEI,
      ],
    ],
  },
  attendance: {
    title: 'The meeting',
    refuses: [
      [
        'a meeting with who reported it',
        'meeting',
        { ...SOUND.meeting, present: ['ana', 'mei'] },
        HEARD_ALL,
        member('Mei Lindqvist'),
      ],
      [
        'a meeting with the accused, who is on the team',
        'meeting',
        { ...SOUND.meeting, present: ['ana', 'mei'] },
        HEARD_ALL,
        member('Marlon Vane'),
      ],
      [
        'a meeting with whom it happened to',
        'meeting',
        { ...SOUND.meeting, present: ['ana', 'mei'] },
        [...HEARD_ALL, P1],
        member('Jonas Falk'),
      ],
      [
        'a meeting with the accused from outside',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['vane, marlon'] },
        HEARD_ALL,
      ],
      ...['Mei Lindqvist', 'R1', 'A1', 'the accused', 'complainant', 'mei@lindqvist.example'].map(
        (who): Row => [
          `a meeting with ${who}`,
          'meeting',
          { ...SOUND.meeting, 'also-present': [who] },
          HEARD_ALL,
        ],
      ),
      ...['Cem', '@cem', 'cem@team.example', 'Cem, from the booth', 'cem yildiz'].map(
        (description): Row => [
          `a meeting with a member who is accused as “${description}”`,
          'meeting',
          { ...SOUND.meeting, present: ['ana', 'cem'] },
          [...HEARD_ALL, { kind: 'person', person: 'A2', role: 'accused', description } as Added, HEARD_TOO],
        ],
      ),
      [
        'that with a reason, where few saw it',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'], exception: 'She wanted to.' },
        HEARD_ALL,
      ],
      [
        'that without a reason, where many saw it',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'] },
        SEEN,
      ],
      [
        'that with an empty reason, where many saw it',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'], exception: ' ' },
        SEEN,
      ],
    ],
    passes: [
      [
        'that with a reason, where many saw it',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Mei Lindqvist'], exception: 'Everybody in the hall saw it.' },
        SEEN,
      ],
      [
        'a meeting with somebody of the venue',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Zed Ober', 'Vane (somebody else)'] },
        HEARD_ALL,
      ],
      [
        'a meeting with somebody who saw it',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Sunita Rao'] },
        [...HEARD_ALL, W1],
      ],
    ],
  },
  conflict: {
    title: 'Conflicts of interest',
    refuses: [
      ['a meeting with who is kept out', 'meeting', SOUND.meeting, [...HEARD_ALL, recusal('ben')]],
      [
        'a meeting with them as somebody from outside',
        'meeting',
        { ...SOUND.meeting, 'also-present': ['Cem Yildiz'] },
        [...HEARD_ALL, recusal('cem')],
      ],
      ['a sanction that they decided', 'sanction', SOUND.sanction, [...READY, recusal('ben')]],
      [
        'a change that they decided',
        'sanction change',
        { ...SOUND['sanction change'], 'decided-by': ['ben'] },
        [...SANCTIONED, recusal('ben')],
      ],
      [
        'an end that they decided',
        'sanction end',
        { ...SOUND['sanction end'], 'decided-by': ['ben'] },
        [...SANCTIONED, recusal('ben')],
      ],
      [
        'an appeal that they heard',
        'sanction appeal',
        SOUND['sanction appeal'],
        [...APPEALED, recusal('cem')],
      ],
    ],
    passes: [
      ['a meeting without who is kept out', 'meeting', SOUND.meeting, [...HEARD_ALL, recusal('cem')]],
      ['a sanction that others decided', 'sanction', SOUND.sanction, [...READY, recusal('cem')]],
      [
        'an appeal that others heard',
        'sanction appeal',
        { ...SOUND['sanction appeal'], 'heard-by': ['cem'] },
        [...APPEALED, recusal('dan')],
      ],
    ],
  },
  doer: {
    title: 'The meeting',
    refuses: [
      ['telling by who reported it', 'notify', { ...TOLD_BY, 'told-by': 'Mei Lindqvist' }, READY],
      ['telling by the accused', 'notify', { ...TOLD_BY, 'told-by': 'the accused' }, READY],
      ['that Mei is to tell them', 'meeting', { ...SOUND.meeting, 'tell-who': 'Mei Lindqvist' }, HEARD_ALL],
      ['that R1 is to hear them', 'meeting', { ...SOUND.meeting, 'hear-who': 'R1' }, HEARD_ALL],
      [
        'a thing to do for the accused',
        'meeting',
        { ...SOUND.meeting, 'action-3-who': '@mvane' },
        [...HEARD_ALL, MVANE],
      ],
      ['a side that the accused took', 'statement', { ...STATEMENT, 'taken-by': 'A1' }, READY],
      ['an apology that A1 carries', 'apology', { ...SOUND.apology, 'told-by': 'Marlon Vane' }, READY],
      ['an employer told by R1', 'employer', { state: 'sent', 'told-by': 'R1' }, READY],
      ['a check-in by who may be the accused', 'close', { 'check-in-who': 'Vane' }, READY],
      [
        'a side that a member took who is accused by a first name',
        'statement',
        { ...STATEMENT, 'taken-by': 'Ben Okafor' },
        [...READY, { kind: 'person', person: 'A2', role: 'accused', description: 'Ben, at the bar' }],
      ],
    ],
    passes: [
      ['telling by a member', 'notify', { ...TOLD_BY, 'told-by': 'Ben' }, READY],
      ['telling by somebody who saw it', 'notify', { ...TOLD_BY, 'told-by': 'W1' }, [...READY, W1]],
      ['telling by somebody outside', 'notify', { ...TOLD_BY, 'told-by': 'Zed Ober' }, READY],
      ['telling by another Vane', 'notify', { ...TOLD_BY, 'told-by': 'Vane (somebody else)' }, READY],
    ],
  },
  heard: {
    title: 'Telling the accused about the complaint',
    refuses: [
      ['a meeting that decides on a sanction', 'meeting', SOUND.meeting, UNHEARD],
      [
        'a meeting that decides on something else',
        'meeting',
        { ...SOUND.meeting, outcome: 'action' },
        UNHEARD,
      ],
      ['that with an empty reason', 'meeting', { ...SOUND.meeting, unheard: '  ' }, UNHEARD],
      [
        'that where the accused were never told',
        'meeting',
        SOUND.meeting,
        [OPENED, R1, A1, REPORT, PRIVATE, AGREED],
      ],
      ['that where one of two was heard', 'meeting', SOUND.meeting, [...HEARD_ALL, A2]],
      ['a sanction', 'sanction', SOUND.sanction, [...UNHEARD, DECIDED]],
      [
        'a sanction for the one of two who was not heard',
        'sanction',
        { ...SOUND.sanction, person: 'A2' },
        [...READY, A2],
      ],
    ],
    passes: [
      ['a meeting after their side was taken', 'meeting', SOUND.meeting, HEARD_ALL],
      [
        'a meeting after they did not want to say anything',
        'meeting',
        SOUND.meeting,
        [...UNHEARD, { kind: 'statement', person: 'A1', takenAt: '2026-11-24T10:00:00Z', takenBy: 'ben' }],
      ],
      [
        'a meeting with a written reason',
        'meeting',
        { ...SOUND.meeting, unheard: 'They left the country.' },
        UNHEARD,
      ],
      [
        'a meeting that decides on no action',
        'meeting',
        { ...SOUND.meeting, outcome: 'no-action', reason: 'x' },
        UNHEARD,
      ],
      ['a meeting that decides nothing yet', 'meeting', { ...SOUND.meeting, outcome: 'undecided' }, UNHEARD],
      [
        'a meeting where they cannot be told, with the reason',
        'meeting',
        { ...SOUND.meeting, told: 'cannot', cannot: 'Nobody knows who it was.' },
        [OPENED, R1, A1, REPORT, PRIVATE, AGREED],
      ],
      [
        'a meeting after it was noted that they cannot be told',
        'meeting',
        SOUND.meeting,
        [
          OPENED,
          R1,
          A1,
          REPORT,
          PRIVATE,
          AGREED,
          { kind: 'told', about: 'complaint', person: 'A1', notPossible: 'x' },
        ],
      ],
      ['a meeting where nobody is accused', 'meeting', SOUND.meeting, [OPENED, R1, REPORT, PRIVATE, AGREED]],
      [
        'a sanction with a written reason',
        'sanction',
        { ...SOUND.sanction, unheard: 'x' },
        [...UNHEARD, DECIDED],
      ],
      [
        'a sanction after a meeting that gave the reason',
        'sanction',
        SOUND.sanction,
        [...UNHEARD, { ...DECIDED, unheard: 'They left.' } as Added],
      ],
      ['a sanction for the one of two who was heard', 'sanction', SOUND.sanction, [...READY, A2]],
    ],
  },
  undecided: {
    title: 'Telling them the response',
    refuses: [
      ['telling what was decided before it is', 'notify', { ...SOUND.notify, about: 'response' }, HEARD_ALL],
      [
        'that after a meeting that decided nothing',
        'notify',
        { ...SOUND.notify, about: 'response' },
        [...HEARD_ALL, meeting('undecided')],
      ],
      ['telling the person affected before it is', 'notify', { ...SOUND.notify, ...OUTCOME }, HEARD_ALL],
    ],
    passes: [
      ['telling what was decided', 'notify', { ...SOUND.notify, about: 'response' }, [...READY, BAN]],
      ['telling the person affected', 'notify', { ...SOUND.notify, ...OUTCOME }, [...READY, BAN]],
      [
        'telling that nothing is done',
        'notify',
        { ...SOUND.notify, about: 'response' },
        [...HEARD_ALL, meeting('no-action')],
      ],
      ['telling of the complaint before a meeting', 'notify', SOUND.notify, HEARD_ALL],
    ],
  },
  meeting: {
    title: 'The meeting',
    refuses: [
      ['a sanction before a meeting', 'sanction', SOUND.sanction, HEARD_ALL],
      ['an employer letter before a meeting', 'employer', SOUND.employer, HEARD_ALL],
      ['an announcement before a meeting', 'announce', SOUND.announce, HEARD_ALL],
      [
        'a sanction after a meeting that decided nothing',
        'sanction',
        SOUND.sanction,
        [...HEARD_ALL, meeting('undecided')],
      ],
    ],
    passes: [
      ['a sanction after a meeting', 'sanction', SOUND.sanction, READY],
      ['a further sanction', 'sanction', SOUND.sanction, [...HEARD_ALL, sanctionEntry()]],
      ['an employer letter after a meeting', 'employer', SOUND.employer, READY],
      ['that there is no announcement', 'announce', { do: 'no', reason: 'x' }, HEARD_ALL],
    ],
  },
  apology: {
    title: 'No apologies required or encouraged',
    refuses: [
      ['an apology as a condition', 'sanction', asks('An apology to the person affected'), READY],
      ['mediation as a condition', 'sanction', asks('Takes part in a mediation'), READY],
      ['“unless they apologise”', 'sanction', asks('Until they apologise to her'), READY],
      ['making peace', 'sanction', asks('Shakes hands with her'), READY],
      [
        'an apology as what has to stop',
        'sanction',
        { ...SOUND.sanction, behavior: 'and apologise for it' },
        READY,
      ],
      [
        'an apology in the events that it is for',
        'sanction',
        { ...SOUND.sanction, sanction: 'ban', scope: 'all events until you apologise' },
        READY,
      ],
      [
        'an apology as a condition from now on',
        'sanction change',
        { ...SOUND['sanction change'], conditions: ['A written apology'] },
        SANCTIONED,
      ],
      [
        'an apology as something to do',
        'meeting',
        {
          ...SOUND.meeting,
          'action-2': 'Ask Marlon to apologise',
          'action-2-who': 'ana',
          'action-2-when': '2026-11-25T10:00:00Z',
        },
        HEARD_ALL,
      ],
    ],
    passes: [
      ['that apologies stop', 'sanction', asks('Must not apologise to her again'), READY],
      ['another condition', 'sanction', asks('Keeps away from the workshop room'), READY],
      [
        'something else to do',
        'meeting',
        {
          ...SOUND.meeting,
          'action-1': 'Walk her to her hotel',
          'action-1-who': 'ana',
          'action-1-when': '2026-11-25T10:00:00Z',
        },
        HEARD_ALL,
      ],
    ],
  },
  refund: {
    title: 'Possible sanctions',
    refuses: [
      [
        'a refund that the grant did not speak of',
        'sanction',
        {
          ...SOUND.sanction,
          sanction: 'refund',
          grant: 'travel, 300',
          term: 'until',
          until: '2027-01-31',
          'grant-condition': 'no',
        },
        READY,
      ],
    ],
    passes: [
      [
        'a refund that the grant spoke of',
        'sanction',
        {
          ...SOUND.sanction,
          sanction: 'refund',
          grant: 'travel, 300',
          term: 'until',
          until: '2027-01-31',
          'grant-condition': 'yes',
        },
        READY,
      ],
      ['what is no refund', 'sanction', SOUND.sanction, READY],
    ],
  },
  grounds: {
    title: 'Employer reports',
    refuses: [
      ['a letter on no ground', 'employer', { ...SOUND.employer, grounds: [] }, READY],
      ['a letter whose ground was not asked', 'employer', { ...SOUND.employer, grounds: undefined }, READY],
    ],
    passes: [
      ...playbook.employer.grounds.map(
        ({ id }): Row => [
          `a letter because of ${id}`,
          'employer',
          { ...SOUND.employer, grounds: [id] },
          READY,
        ],
      ),
      [
        'that a letter has gone out',
        'employer',
        { person: 'A1', state: 'sent', 'told-at': '2026-11-24T10:00:00Z', how: 'x', 'told-by': 'Ana Berg' },
        READY,
      ],
    ],
  },
  permission: {
    title: 'Permission to share',
    refuses: [
      ['telling the accused what happened', 'notify', { ...SOUND.notify, what: 'following somebody' }, READY],
      [
        'that with an empty permission',
        'notify',
        { ...SOUND.notify, ...PERMITTED, what: 'following somebody', permission: ' ' },
        READY,
      ],
      ['a letter to an employer', 'employer', EMPLOYER_UNPERMITTED, READY],
      ...(['no', 'if', 'not-asked'] as const).flatMap((permitted): Row[] => [
        [
          `an announcement where they said “${permitted}”`,
          'announce',
          { ...SOUND.announce, permitted },
          READY,
        ],
        [
          `a letter to an employer where they said “${permitted}”`,
          'employer',
          { ...SOUND.employer, permitted },
          READY,
        ],
      ]),
      [
        'an announcement that one of two to whom it happened permits',
        'announce',
        SOUND.announce,
        [...READY, P1],
      ],
      ['an announcement', 'announce', ANNOUNCE_UNPERMITTED, READY],
      [
        'an announcement where it is not known how it was seen',
        'announce',
        ANNOUNCE_UNPERMITTED,
        READY.filter((one) => one !== PRIVATE),
      ],
    ],
    passes: [
      [
        'telling the accused what happened, as permitted',
        'notify',
        { ...SOUND.notify, ...PERMITTED, what: 'following somebody' },
        READY,
      ],
      ['telling the accused that there is a complaint, and no more', 'notify', SOUND.notify, READY],
      [
        'telling what was decided',
        'notify',
        { ...SOUND.notify, about: 'response', letter: 'You must leave.' },
        [...READY, BAN],
      ],
      ['an announcement of what many saw', 'announce', ANNOUNCE_UNPERMITTED, SEEN],
      ['a letter to an employer about what many saw', 'employer', EMPLOYER_UNPERMITTED, SEEN],
      ['a letter to an employer, as permitted', 'employer', SOUND.employer, READY],
      ['that there is no announcement', 'announce', { do: 'no', reason: 'x' }, READY],
    ],
  },
  leak: {
    title: 'Permission to share',
    refuses: [
      ['an announcement that names the accused', 'announce', draft('Marlon Vane was sent home.'), READY],
      ['an announcement with half of a name', 'announce', draft('A certain marlon was sent home.'), READY],
      ['an announcement that names a witness', 'announce', draft('Sunita told us.'), [...READY, W1]],
      [
        'an announcement with their employer',
        'announce',
        draft('Somebody of Brightwell was sent home.'),
        READY,
      ],
      ['an announcement with a mark of ours', 'announce', draft('A1 was sent home.'), READY],
      ['an announcement with the side of the accused', 'announce', draft(SIDE), READY],
      [
        'an announcement whose sentence names them',
        'announce',
        { ...SOUND.announce, what: 'Marlon Vane followed somebody' },
        READY,
      ],
      [
        'an announcement whose action names them',
        'announce',
        { ...SOUND.announce, action: 'Vane left' },
        READY,
      ],
      [
        'a word of theirs with their name',
        'announce',
        { ...SOUND.announce, word: 'Marlon Vane agrees' },
        READY,
      ],
      [
        'a letter to one accused that names another',
        'notify',
        { ...SOUND.notify, letter: 'Otto Quist was there too.' },
        [...READY, A2],
      ],
      [
        'a letter to an employer that names another accused',
        'employer',
        { ...SOUND.employer, letter: 'Otto Quist and Marlon Vane did it.' },
        [...READY, A2],
      ],
      [
        'a proposal that names somebody',
        'evaluate',
        { ...SOUND.evaluate, rule: 'A rule for Marlon Vane' },
        READY,
      ],
      [
        'a proposal in the second question that names somebody',
        'evaluate',
        { ...SOUND.evaluate, example: 'What Vane did' },
        READY,
      ],
    ],
    passes: [
      ['an announcement that names nobody', 'announce', SOUND.announce, [...READY, A2, W1]],
      ['a letter to the accused with their own name', 'notify', SOUND.notify, READY],
      ['a letter to an employer about its employee', 'employer', SOUND.employer, READY],
      [
        'an announcement with somebody central, and the reason',
        'announce',
        {
          ...SOUND.announce,
          central: 'A1',
          'central-reason': 'They chair it.',
          letter: `Marlon Vane was sent home.${ENDING}`,
        },
        READY,
      ],
      ['a proposal that names nobody', 'evaluate', SOUND.evaluate, READY],
    ],
  },
  reporter: {
    title: 'Permission to share',
    refuses: [
      ['an announcement that names who reported', 'announce', draft('Mei told us.'), READY],
      ['an announcement with their address', 'announce', draft('Write to mei@lindqvist.example.'), READY],
      ['an announcement in their words', 'announce', draft(`Somebody said: ${ACCOUNT}`), READY],
      [
        'a letter to the accused in their words',
        'notify',
        { ...SOUND.notify, letter: 'You would not stop knocking for twenty minutes.' },
        READY,
      ],
      [
        'a letter to the accused that names them',
        'notify',
        { ...SOUND.notify, letter: 'Ms. Lindqvist has reported you.' },
        READY,
      ],
      [
        'a letter to an employer that names them',
        'employer',
        { ...SOUND.employer, letter: 'Marlon Vane followed Mei.' },
        READY,
      ],
      [
        'a letter to the accused that names whom it happened to',
        'notify',
        { ...SOUND.notify, letter: 'Jonas Falk is afraid of you.' },
        [...READY, P1],
      ],
      ['an announcement with their mark', 'announce', draft('R1 told us.'), READY],
      ['a proposal that names them', 'evaluate', { ...SOUND.evaluate, rule: 'What Mei said' }, READY],
      [
        'that with an empty permission of theirs',
        'announce',
        { ...draft('Mei told us.'), 'may-name': ['R1'], 'reporter-permission': ' ' },
        READY,
      ],
      [
        'that with the permission of somebody else',
        'announce',
        {
          ...draft('Mei told us.'),
          'permitted-by': ['R1', 'P1'],
          'may-name': ['P1'],
          'reporter-permission': 'My name may stand there.',
        },
        [...READY, P1],
      ],
      [
        'their address, where they permitted their name',
        'announce',
        { ...draft('Mei told us, mei@lindqvist.example.'), ...NAMED },
        READY,
      ],
      ['that also where many saw it', 'announce', draft('Mei told us.'), SEEN],
    ],
    passes: [
      ['what they permitted to be told', 'announce', { ...draft('Mei told us.'), ...NAMED }, READY],
      ['an announcement without a hint', 'announce', SOUND.announce, READY],
      ['a letter to the accused without a hint', 'notify', SOUND.notify, READY],
    ],
  },
  'known-to-few': {
    title: 'Permission to share',
    refuses: [
      [
        'the name at a meeting',
        'meeting',
        { ...SOUND.meeting, 'what-happened': 'Mei was hurt.' },
        HEARD_ALL,
        few(HEARD_ALL),
      ],
      [
        'the name in something to do',
        'meeting',
        { ...SOUND.meeting, 'action-1': 'Ask Lindqvist' },
        HEARD_ALL,
        few(HEARD_ALL),
      ],
      [
        'the name in a sanction',
        'sanction',
        { ...SOUND.sanction, safety: 'Mei need not meet him.' },
        READY,
        few(READY),
      ],
      [
        'what they alone said',
        'sanction',
        { ...SOUND.sanction, safety: 'He would not stop knocking for twenty minutes.' },
        READY,
        few(READY),
      ],
      ['the name in their own letter', 'notify', OUTCOME, SANCTIONED, few(SANCTIONED)],
    ],
    passes: [
      ['a mark', 'meeting', { ...SOUND.meeting, 'what-happened': 'R1 was hurt.' }, HEARD_ALL, few(HEARD_ALL)],
      [
        'the name of whom everybody knows',
        'meeting',
        { ...SOUND.meeting, 'what-happened': 'Mei was hurt.' },
        HEARD_ALL,
      ],
      [
        'the accused',
        'meeting',
        { ...SOUND.meeting, 'what-happened': 'Marlon Vane left.' },
        HEARD_ALL,
        few(HEARD_ALL),
      ],
      [
        'a letter without it',
        'notify',
        { ...OUTCOME, letter: 'Hello,\n\nThere is a ban.' },
        SANCTIONED,
        few(SANCTIONED),
      ],
    ],
  },
  elsewhere: {
    title: 'Conflicts of interest',
    refuses: [
      [
        'somebody of an incident that a reader is kept out of',
        'meeting',
        says('Otto Quist came.'),
        HEARD_ALL,
        OTTO,
      ],
      ['their handle', 'meeting', says('@ottoq wrote.'), HEARD_ALL, OTTO],
    ],
    passes: [
      ['somebody else', 'meeting', says('Ida Berg came.'), HEARD_ALL, OTTO],
      [
        'whom this incident has as well',
        'meeting',
        says('Otto Quist came.'),
        [...HEARD_ALL, OTTO_HERE],
        otto([...HEARD_ALL, OTTO_HERE]),
      ],
      [
        'where whoever is kept out there reads nothing here',
        'meeting',
        says('Otto Quist came.'),
        HEARD_ALL,
        otto(HEARD_ALL, 'cem'),
      ],
    ],
  },
  wording: {
    title: 'Things not to do',
    refuses: [
      [
        'an invitation to withdraw',
        'notify',
        {
          ...SOUND.notify,
          letter: 'The complaint can be withdrawn; you may ask them to drop the complaint.',
        },
        READY,
      ],
      [
        'a wish for an apology',
        'notify',
        { ...SOUND.notify, letter: 'You should apologise to them.' },
        READY,
      ],
      ['playing down', 'announce', draft('It was just a joke.'), READY],
      ['asking for advice', 'notify', { ...SOUND.notify, letter: 'What should we do about it?' }, READY],
      [
        'mediation in a letter to an employer',
        'employer',
        { ...SOUND.employer, letter: 'Please mediate between them.' },
        READY,
      ],
      [
        'pressing for an answer',
        'apology',
        relays('Marlon Vane apologizes, please reply'),
        READY,
        { overrides: ['relay'] },
      ],
    ],
    passes: [
      ['our own apology', 'announce', draft('We apologise for this. We are sorry that it happened.'), READY],
      ['a letter that asks for nothing', 'notify', SOUND.notify, READY],
    ],
  },
  relay: {
    title: 'No apologies required or encouraged',
    refuses: [
      [
        'the policy’s bad example',
        'apology',
        relays(
          "They are very sorry that their attempts to woo you were not received in the manner that was intended and will try to do better next time, they're really really sorry and hope that you can find it in your heart to accept it",
        ),
        READY,
        { overrides: ['wording'] },
      ],
      [
        'a question',
        'apology',
        relays('Marlon Vane apologizes. Is that all right?'),
        READY,
        { overrides: ['wording'] },
      ],
      [
        'a wish to meet',
        'apology',
        relays('Marlon Vane apologizes and would like a coffee with you'),
        READY,
        { overrides: ['wording'] },
      ],
    ],
    passes: [
      ['the policy’s good example', 'apology', SOUND.apology, READY],
      [
        'an apology that was only offered',
        'apology',
        {
          what: 'offered',
          from: 'A1',
          'happened-at': '2026-11-24T10:00:00Z',
          words: 'They want to meet her and talk. Is that all right?',
        },
        READY,
      ],
    ],
  },
  feedback: {
    title: 'Feedback',
    refuses: [
      ['no way at all', 'announce', ways(), READY],
      ['a way in person alone', 'announce', ways('Verbally, in person'), READY],
      ['two ways that are only spoken', 'announce', ways('Call us', 'Speak to anybody at the desk'), READY],
    ],
    passes: [
      ['e-mail', 'announce', ways('By e-mail'), READY],
      ['Slack', 'announce', ways('A direct message on Slack'), READY],
      ['an address', 'announce', ways('feedback@imgix.com'), READY],
      ['a form', 'announce', ways('The form at https://imgix.example/feedback'), READY],
      [
        'one way in person and one in writing',
        'announce',
        ways('Talk to us at the desk', 'Write to us'),
        READY,
      ],
      ['that there is no announcement', 'announce', { do: 'no', reason: 'x' }, READY],
    ],
  },
  'appeal-place': {
    title: 'Telling them the response',
    refuses: [
      [
        'a letter that leaves out the place',
        'notify',
        { ...RESPONSE, letter: 'This holds from now on.' },
        [...READY, BAN],
        APPEALING,
      ],
      [
        'a letter that does not say that it holds meanwhile',
        'notify',
        { ...RESPONSE, letter: 'Write to board@imgix.com.' },
        [...READY, BAN],
        APPEALING,
      ],
      [
        'a letter on something else than a sanction that leaves out the place',
        'notify',
        { ...RESPONSE, decided: 'You no longer speak', letter: 'You no longer speak. This holds.' },
        [...HEARD_ALL, meeting('action')],
        APPEALING,
      ],
    ],
    passes: [
      [
        'both',
        'notify',
        { ...RESPONSE, letter: 'Write to board@imgix.com; in the meantime it holds.' },
        [...READY, BAN],
        APPEALING,
      ],
      ['any letter where there is no such place', 'notify', RESPONSE, [...READY, BAN]],
      ['a letter that takes no action', 'notify', RESPONSE, [...HEARD_ALL, meeting('no-action')], APPEALING],
    ],
  },
  'policy-place': {
    title: 'Informing the community',
    refuses: [
      [
        'an announcement without it',
        'announce',
        { ...SOUND.announce, letter: `Something happened. ${COMMUNITY.contact}` },
        READY,
      ],
    ],
    passes: [
      ['an announcement with it', 'announce', SOUND.announce, READY],
      ['that there is none', 'announce', { do: 'no', reason: 'x' }, READY],
    ],
  },
  'law-enforcement': {
    title: 'Law enforcement',
    refuses: [
      ['the police, and nobody asked for them', 'export', { ...POLICE, permitted: 'not-asked' }, HEARD_ALL],
      ['the police, and they were against it', 'export', { ...POLICE, permitted: 'no' }, HEARD_ALL],
      ['the police, where many saw it', 'export', { ...POLICE, permitted: 'no' }, [...HEARD_ALL, WITNESSED]],
      [
        'the police, and one of two asked for them',
        'export',
        { ...POLICE, 'permitted-by': ['R1'] },
        [...HEARD_ALL, P1],
      ],
    ],
    passes: [
      ['the police, as they asked for', 'export', POLICE, HEARD_ALL],
      ['a lawyer, who is not the police', 'export', SOUND.export, HEARD_ALL],
      [
        'their own copy, for the police or anybody',
        'export',
        { for: 'affected', person: 'R1', why: 'x' },
        HEARD_ALL,
      ],
    ],
  },
  'told-first': {
    title: 'Telling them the response',
    refuses: [
      [
        'a copy for somebody who knows of nothing',
        'export',
        { for: 'accused', person: 'A1', why: 'x' },
        [OPENED, R1, A1, REPORT, PRIVATE, AGREED],
      ],
      [
        'a copy from which they would learn of a sanction',
        'export',
        { for: 'accused', person: 'A1', why: 'x' },
        [...READY, BAN],
      ],
      [
        'a copy for another accused, who was not told',
        'export',
        { for: 'accused', person: 'A2', why: 'x' },
        [...HEARD_ALL, A2],
      ],
    ],
    passes: [
      [
        'a copy for who knows of the complaint',
        'export',
        { for: 'accused', person: 'A1', why: 'x' },
        HEARD_ALL,
      ],
      [
        'a copy for who knows all that was decided',
        'export',
        { for: 'accused', person: 'A1', why: 'x' },
        [...READY, BAN, { kind: 'told', about: 'response', person: 'A1', toldAt: AT, toldBy: 'ben' }],
      ],
      ['a copy for others', 'export', SOUND.export, [OPENED, R1, A1, REPORT, PRIVATE, AGREED]],
    ],
  },
  appeal: {
    title: 'Telling them the response',
    refuses: [
      [
        'who decided on it',
        'sanction appeal',
        { ...SOUND['sanction appeal'], 'heard-by': ['ana'] },
        APPEALED,
      ],
      [
        'one of several who decided on it',
        'sanction appeal',
        { ...SOUND['sanction appeal'], 'heard-by': ['cem', 'ben'] },
        APPEALED,
      ],
    ],
    passes: [
      ['somebody else', 'sanction appeal', SOUND['sanction appeal'], APPEALED],
      [
        'who decided, where there is nobody else',
        'sanction appeal',
        { ...SOUND['sanction appeal'], 'heard-by': ['ana'] },
        APPEALED,
        { members: MEMBERS.slice(0, 2) },
      ],
      [
        'who decided, where the only other one is kept out',
        'sanction appeal',
        { ...SOUND['sanction appeal'], 'heard-by': ['ana'] },
        [...APPEALED, recusal('cem')],
      ],
      [
        'that an appeal has come in',
        'sanction appeal',
        { sanction: '1', state: 'received', 'received-at': '2026-11-24T10:00:00Z', words: 'x' },
        SANCTIONED,
      ],
    ],
  },
};

/** Words of the incident that no error may say. */
const CONTENT =
  /mei|lindqvist|marlon|vane|brightwell|jonas|falk|otto|quist|sunita|rao\b|knock|lift|scarf|twenty|\bCem\b|Okafor|Yildiz/i;

const refusedOf = (step: StepId, given: Given, of: Situation): UserError => {
  try {
    assertPasses(step, given, of);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const rows = (part: 'refuses' | 'passes') =>
  GATES.flatMap((gate) =>
    RULES[gate][part].map(([name, step, given, contents, more]) => ({
      gate,
      title: RULES[gate].title,
      name,
      step,
      given,
      contents,
      more,
    })),
  );

describe.each(rows('refuses'))(
  '“$title”: the rule $gate, on $name',
  ({ gate, step, given, contents, more }) => {
    const of = situation(contents, more);
    const reasons = Object.fromEntries(of.overrides.map((one) => [reasonKey(one), 'y']));
    const error = () => refusedOf(step, given, of);

    it('refuses, and no other rule does', () => {
      expect(brokenBy(step, given, of)).toEqual([gate]);
      expect(() => contentsOf(step, given, of)).toThrow(UserError);
    });

    it('names its clause, and how to go on all the same', () => {
      expect(error().clause).toBe(RULES[gate].title);
      expect(error().message).toContain(playbook.gates[gate].refuse);
      expect(error().hints.join('\n')).toContain(`--override ${gate}`);
      expect(error().exitCode).toBe(EXIT.failed);
    });

    it('says nothing of the incident', () => {
      const { message, hints, clause } = error();
      expect([message, ...hints, clause].join('\n')).not.toMatch(CONTENT);
    });

    it('lets it pass with a reason, which stays in the incident', () => {
      const overrides = [...of.overrides, gate];
      const entries = contentsOf(
        step,
        { ...given, ...reasons, [reasonKey(gate)]: 'It cannot wait.' },
        { ...of, overrides },
      );
      expect(entries.filter((one) => one.kind === 'override' && one.gate === gate)).toEqual([
        { kind: 'override', gate, reason: 'It cannot wait.' },
      ]);
      expect(entries.length).toBeGreaterThan(1);
    });

    it('is not passed by the name of another rule', () => {
      const overrides = GATES.filter((one) => one !== gate);
      expect(refusedOf(step, given, { ...of, overrides }).message).toContain(playbook.gates[gate].refuse);
    });
  },
);

describe.each(rows('passes'))('“$title”: the rule $gate', ({ gate, name, step, given, contents, more }) => {
  const of = situation(contents, more);

  it(`lets pass ${name}`, () => {
    expect(brokenBy(step, given, of)).not.toContain(gate);
  });

  it(`notes nothing where somebody goes on in spite of it, on ${name}`, () => {
    const overrides = [...of.overrides, gate];
    expect(overriddenBy(step, given, { ...of, overrides })).not.toContain(gate);
    const entries = contentsOf(step, given, {
      ...of,
      overrides: [...new Set([...brokenBy(step, given, of), ...overrides])],
    });
    expect(entries.filter(({ kind }) => kind === 'override')).toEqual([]);
  });
});

describe('the rules', () => {
  it('have situations here that break them, and situations that do not', () => {
    for (const gate of GATES) {
      expect(RULES[gate].refuses, gate).not.toEqual([]);
      expect(RULES[gate].passes, gate).not.toEqual([]);
    }
  });

  it('are in the playbook, and each belongs to a step', () => {
    expect(Object.keys(playbook.gates).sort()).toEqual([...GATES].sort());
    expect(new Set(STEPS.flatMap(gatesOf))).toEqual(new Set(GATES));
  });

  it.each(GATES)('%s names a clause that is there, and refuses in a sentence or two', (gate) => {
    const { clause, refuse } = playbook.gates[gate];
    expect(playbook.clauses).toHaveProperty(clause);
    expect(playbook.clauses[clause]?.title).toBe(RULES[gate].title);
    expect(refuse).toMatch(/^\p{Lu}[^.!?;:]+\.(?: \p{Lu}[^.!?;:]+\.)?$/u);
    expect(refuse).not.toMatch(/[–—…{}`*]|\bplease\b|\berror\b|\bgate\b/i);
  });

  it.each<[StepId, readonly GateId[]]>([
    ['meeting --done', ['known-to-few', 'elsewhere']],
    ['statement', ['not-to-proceed', 'conflict', 'doer']],
    ['sanction done', []],
    ['close', ['conflict', 'doer', 'known-to-few', 'elsewhere']],
    ['reopen', ['known-to-few', 'elsewhere']],
    ['evaluate', ['leak', 'reporter', 'known-to-few', 'elsewhere']],
    [
      'apology',
      [
        'not-to-proceed',
        'conflict',
        'doer',
        'leak',
        'reporter',
        'known-to-few',
        'elsewhere',
        'wording',
        'relay',
      ],
    ],
  ])('of %s are %j: what is done already can be written down, but for who did it', (step, gates) => {
    expect(gatesOf(step)).toEqual(gates);
  });

  it.each<[string, StepId, readonly GateId[]]>([
    ['the affected person asked to stop', 'meeting', ['not-to-proceed']],
    ['the affected person asked to stop', 'notify', ['not-to-proceed']],
    ['the affected person asked to stop', 'sanction', ['not-to-proceed']],
    ['the affected person asked to stop', 'statement', ['not-to-proceed']],
    ['the affected person asked to stop', 'employer', ['not-to-proceed']],
    ['the affected person asked to stop', 'announce', ['not-to-proceed']],
  ])('where %s, refuse %s before anything is asked', (_name, step, gates) => {
    const unknowing = STOPPED.filter((one) => one !== TOLD);
    expect(refusalsAtOnce(step, {}, situation(unknowing)).map(({ gate }) => gate)).toEqual(gates);
  });

  it.each<[string, StepId, readonly Added[], Partial<Situation>, readonly GateId[]]>([
    ['nobody has met', 'sanction', HEARD_ALL, {}, ['meeting']],
    ['nobody has met', 'announce', HEARD_ALL, {}, ['meeting']],
    ['the sentence was not said', 'meeting', UNSAID, {}, ['sentence']],
    ['it is one’s own report', 'sanction', READY, BY_MEI, ['complainant']],
    ['everything stands', 'sanction', READY, {}, []],
    ['an answer is all that is missing', 'sanction', [...UNHEARD, DECIDED], {}, []],
    ['somebody goes on all the same', 'sanction', HEARD_ALL, { overrides: ['meeting'] }, []],
    [
      'a letter is out there, and only what became of it is noted',
      'employer',
      [...STOPPED, { kind: 'letter', letter: 'employer', person: 'A1', text: 'x' }],
      {},
      [],
    ],
    [
      'an announcement is out there, and feedback may have come',
      'announce',
      [...STOPPED, { kind: 'letter', letter: 'announcement', text: 'x' }],
      {},
      [],
    ],
  ])('where %s, refuse %s at once as they must', (_name, step, contents, more, gates) => {
    expect(refusalsAtOnce(step, {}, situation(contents, more)).map(({ gate }) => gate)).toEqual(gates);
  });

  it('that are broken together are told together, each once', () => {
    const both = refusedOf(
      'sanction',
      SOUND.sanction,
      situation([...HEARD_ALL, consent('asked-not-to-proceed')]),
    );
    expect(both.message).toContain(playbook.gates['not-to-proceed'].refuse);
    expect(both.message).toContain(playbook.gates.meeting.refuse);
    expect(both.clause).toBe('Reports of more private harassment; The meeting');
    expect(both.hints.join()).toMatch(/--override not-to-proceed.*--override meeting/);
  });

  it.each<[GateId, StepId, Given, readonly Added[], Partial<Situation>, string]>([
    ['not-to-proceed', 'meeting', {}, STOPPED.filter((one) => one !== TOLD), {}, '`coc report add '],
    ['sentence', 'meeting', {}, UNSAID, {}, '`coc report add '],
    ['complainant', 'sanction', {}, READY, BY_MEI, '`coc access grant '],
    ['meeting', 'announce', {}, HEARD_ALL, {}, '`coc meeting '],
    ['undecided', 'notify', { about: 'response' }, HEARD_ALL, {}, '`coc meeting '],
    ['heard', 'meeting', SOUND.meeting, UNHEARD, {}, '`coc statement '],
    ['permission', 'employer', { ...SOUND.employer, permitted: 'no' }, READY, {}, '`coc report add '],
  ])(
    '%s says what comes first before it says how to go on all the same',
    (gate, step, given, contents, more, first) => {
      const of = situation(contents, more);
      const { hints } = refusedOf(step, given, of);
      expect(hints[0]).toContain(first);
      expect(hints[0]).not.toContain('--override');
      expect(hints.at(-1)).toContain(`--override ${gate}`);
    },
  );

  it('says what to do where whoever is to be told about the meeting cannot be reached', () => {
    const { hints } = refusedOf('meeting', {}, situation(UNSAID));
    expect(hints).toContain('If R1 cannot be reached, `coc report add K7F3-92QD` notes that.');
  });

  it.each<[string, StepId, string, Given, readonly Added[], GateId | undefined]>([
    ['at its text', 'announce', 'what', { ...SOUND.announce, what: 'Marlon Vane left' }, READY, 'leak'],
    [
      'not at another text',
      'announce',
      'action',
      { ...SOUND.announce, what: 'Marlon Vane left' },
      READY,
      undefined,
    ],
    ['at the missing reason', 'meeting', 'unheard', SOUND.meeting, UNHEARD, 'heard'],
    ['not before the reason', 'meeting', 'outcome', SOUND.meeting, UNHEARD, undefined],
    [
      'at who is there',
      'meeting',
      'also-present',
      { 'also-present': ['Marlon Vane'] },
      HEARD_ALL,
      'attendance',
    ],
    [
      'not at who is there where a reason can help',
      'meeting',
      'also-present',
      { 'also-present': ['Marlon Vane'] },
      SEEN,
      undefined,
    ],
    ['but at the reason', 'meeting', 'exception', { 'also-present': ['Marlon Vane'] }, SEEN, 'attendance'],
    [
      'not at a reason that tells that they apologised',
      'meeting',
      'reason',
      { outcome: 'no-action', reason: 'They apologised at once' },
      HEARD_ALL,
      undefined,
    ],
    [
      'but at one that wants it',
      'meeting',
      'reason',
      { outcome: 'no-action', reason: 'They have to apologise' },
      HEARD_ALL,
      'apology',
    ],
    ['at the condition', 'sanction', 'conditions', asks('An apology'), READY, 'apology'],
    [
      'at the thing to do',
      'meeting',
      'action-2',
      { 'action-2': 'Ask them to apologise' },
      HEARD_ALL,
      'apology',
    ],
    [
      'not at the other thing to do',
      'meeting',
      'action-1',
      { 'action-1': 'x', 'action-2': 'Ask for an apology' },
      HEARD_ALL,
      undefined,
    ],
    ['at what is told', 'notify', 'about', { about: 'response' }, HEARD_ALL, 'undecided'],
    ['at the ground', 'employer', 'grounds', { state: 'letter' }, READY, 'grounds'],
    ['at the last way to answer', 'announce', 'other-feedback', ways('In person'), READY, 'feedback'],
    [
      'at who hears the appeal',
      'sanction appeal',
      'heard-by',
      { sanction: '1', state: 'heard', 'heard-by': ['ana'] },
      APPEALED,
      'appeal',
    ],
  ])('refuse %s', (_name, step, question, given, contents, gate) => {
    expect(refusalOf(step, question, given, situation(contents))?.gate).toBe(gate);
  });

  it('are refused with the community’s own words', () => {
    const own = structuredClone(playbook);
    own.gates.meeting.refuse = 'Meet first.';
    own.clauses.meeting = { title: 'Our meeting' };
    const error = refusedOf('sanction', SOUND.sanction, situation(HEARD_ALL, { playbook: own }));
    expect(error.message).toBe('Meet first.');
    expect(error.clause).toBe('Our meeting');
  });
});

describe('what has gone out already can be noted', () => {
  const COMPLAINT: Added = { kind: 'letter', letter: 'complaint', person: 'A1', text: 'x' };
  const SENT: Given = {
    about: 'complaint',
    person: 'A1',
    way: 'sent',
    'told-at': '2026-11-24T10:00:00Z',
    how: 'x',
    'told-by': 'Ana Berg',
  };

  it('that the accused cannot be told, also where it is not to go on', () => {
    const given = { about: 'complaint', person: 'A1', way: 'cannot', cannot: 'x' };
    expect(brokenBy('notify', given, situation(STOPPED))).toEqual([]);
  });

  it('that a letter to the accused was handed over before they asked to stop', () => {
    const of = situation([...STOPPED, COMPLAINT]);
    expect(refusalsAtOnce('notify', {}, of)).toEqual([]);
    expect(brokenBy('notify', SENT, of)).toEqual([]);
  });

  it('that it was handed over is not refused at the terminal either, before it is said how far it is', () => {
    const of = situation([...STOPPED, COMPLAINT]);
    expect(refusalOf('notify', 'about', { about: 'complaint' }, of)).toBeUndefined();
    expect(refusalOf('notify', 'way', { ...SENT, way: 'letter' }, of)?.gate).toBe('not-to-proceed');
  });

  it('that a sanction is over, or an appeal came in, by who reported it, in a file and at the terminal', () => {
    const own = BY_MEI;
    const over: Given = { sanction: '1', how: 'ran-out', 'ended-at': '2026-11-24T10:00:00Z' };
    expect(brokenBy('sanction end', over, situation(SANCTIONED, own))).toEqual([]);
    expect(refusalsAtOnce('sanction appeal', {}, situation(SANCTIONED, own))).toEqual([]);
  });
});

it.each(['Mr Vane', 'Vane', 'Marlin Vane', 'the brother of Marlon Vane'])(
  'whoever may be the accused does not attend before it is said who they are: %s',
  (who) => {
    const of = situation(HEARD_ALL);
    const refused = (typed: string) =>
      refusalOf('meeting', 'also-present', { ...SOUND.meeting, 'also-present': [typed] }, of)?.gate;
    expect(refused(who)).toBe('attendance');
    expect(refused(`${who} (somebody else)`)).toBeUndefined();
  },
);

it('says what an exception goes by, where it is noted that few saw it, and only there', () => {
  const exception = 'The whole hall saw it.';
  const given = { ...SOUND.meeting, 'also-present': ['Marlon Vane'], exception };
  const first = (seen: readonly Added[]) =>
    refusalOf('meeting', 'also-present', given, situation([...HEARD_ALL, ...seen]))?.first.join();
  expect(first([])).toMatch(
    /only for what very many saw.*`coc report add K7F3-92QD` puts right how it was seen/,
  );
  expect(first([WITNESSED])).toBeUndefined();
});

describe('who takes no part in deciding ("The meeting")', () => {
  const accused = member('Marlon Vane');
  const reporter = member('Mei Lindqvist');

  it.each<[string, StepId, Given, readonly Added[], Partial<Situation>]>([
    [
      'who reported it, among those who decide on a sanction',
      'sanction',
      { ...SOUND.sanction, 'decided-by': ['ana', 'mei'] },
      READY,
      reporter,
    ],
    [
      'the accused, among those who decide on a sanction',
      'sanction',
      { ...SOUND.sanction, 'decided-by': ['ana', 'mei'] },
      READY,
      accused,
    ],
    [
      'the accused, who lifts a sanction',
      'sanction end',
      { ...SOUND['sanction end'], 'decided-by': ['mei'] },
      SANCTIONED,
      accused,
    ],
    [
      'who reported it, who lifts a sanction',
      'sanction end',
      SOUND['sanction end'],
      SANCTIONED,
      { ...reporter, me: 'mei' },
    ],
    [
      'the accused, who hears their own appeal',
      'sanction appeal',
      { ...SOUND['sanction appeal'], 'heard-by': ['mei'] },
      APPEALED,
      accused,
    ],
    [
      'the accused, who hears their own appeal as somebody from outside',
      'sanction appeal',
      { ...SOUND['sanction appeal'], 'heard-by': [], 'also-heard-by': ['the accused'] },
      APPEALED,
      {},
    ],
    [
      'a member who is accused by a handle, and decides',
      'sanction',
      { ...SOUND.sanction, 'decided-by': ['ana', 'cem'] },
      [...READY, { kind: 'person', person: 'A1', role: 'accused', aliases: ['@cem'] }],
      {},
    ],
    [
      'who reported it, who hears the appeal',
      'sanction appeal',
      { ...SOUND['sanction appeal'], 'heard-by': ['mei'] },
      APPEALED,
      reporter,
    ],
    ['the accused, who writes down a sanction', 'sanction', SOUND.sanction, READY, { ...accused, me: 'mei' }],
    [
      'a member who is kept out and named by a first name',
      'meeting',
      { ...SOUND.meeting, 'also-present': ['cem'] },
      [...HEARD_ALL, recusal('cem')],
      {},
    ],
  ])('is not %s', (_name, step, given, contents, more) => {
    const broken = brokenBy(step, given, situation(contents, more));
    expect(broken).toEqual([step === 'meeting' ? 'conflict' : 'complainant']);
  });
});

describe('a way to give feedback that is only spoken ("Feedback")', () => {
  it('is refused with what is needed, also where nothing was offered', () => {
    const [refusal] = refusalsOf(STEP.announce, ways(), situation(READY));
    expect(refusal?.why).toContain('At least one way to answer is needed');
    expect(refusal?.why).not.toContain('more');
  });

  it.each([
    'Talking to anybody in a red shirt',
    'Speaking to a member of the team',
    'Telling somebody at the door',
    'Come to the information booth',
    'A video call',
    'In person at the helpdesk',
  ])('is not enough alone: %s', (way) => {
    expect(brokenBy('announce', ways(way), situation(READY))).toEqual(['feedback']);
  });
});

it('one accused who cannot be told does not stand for another one who was told and not heard', () => {
  const given = { ...SOUND.meeting, told: 'cannot', cannot: 'Nobody knows who the other one is.' };
  expect(brokenBy('meeting', given, situation([...UNHEARD, A2]))).toEqual(['heard']);
});

it('a reason for not hearing one accused does not stand for another one who came in later', () => {
  const reasoned = { ...DECIDED, unheard: 'They left the country.' } as Added;
  const given = { ...SOUND.sanction, person: 'A2' };
  expect(brokenBy('sanction', given, situation([...UNHEARD, reasoned, A2]))).toEqual(['heard']);
});

it('the community’s own addresses are no leak', () => {
  const appeals = 'the board, board@imgix.com';
  const letter = `Hello Marlon Vane, you can contact ${appeals} or ${COMMUNITY.contact}.`;
  const of = situation(READY, { community: { ...COMMUNITY, appeals } });
  expect(brokenBy('notify', { ...SOUND.notify, letter }, of)).toEqual([]);
});

describe('of several incidents that are one matter, in the one that leads, the strictest holds', () => {
  const ANNA: Added = { ...A1, name: 'Otto Quist', aliases: ['@ottoq'], contact: undefined } as Added;
  const fresh = (...more: readonly Added[]): readonly Added[] => [
    OPENED,
    R1,
    ANNA,
    REPORT,
    PRIVATE,
    AGREED,
    ...more,
  ];
  const told: Added = {
    kind: 'permitted',
    what: 'announce',
    people: ['R1'],
    answer: 'yes',
    words: 'It may be announced.',
    saidAt: AT,
  };
  it.each([
    ['that it stops', 'meeting', SOUND.meeting, HEARD_ALL, STOPPED, 'not-to-proceed'],
    ['that it stops, of a sanction', 'sanction', SOUND.sanction, READY, STOPPED, 'not-to-proceed'],
    ['that nothing came back yet', 'meeting', SOUND.meeting, HEARD_ALL, UNSAID, 'sentence'],
    ['somebody who was not heard', 'meeting', SOUND.meeting, HEARD_ALL, fresh(), 'heard'],
    [
      'who is kept out',
      'meeting',
      { ...SOUND.meeting, present: ['ana', 'ben'] },
      HEARD_ALL,
      [...READY, recusal('ben')],
      'conflict',
    ],
    ['no permission', 'announce', SOUND.announce, READY, READY, 'permission'],
  ] as const)('which has %s', (_what, step, given, contents, led, gate) => {
    expect(brokenBy(step, given, situation(contents))).toEqual([]);
    const of = situation(contents, leading(READY, led));
    expect(brokenBy(step, given, of)).toContain(gate);
  });

  it('and nothing is in the way where all of them allow it, and the accused was heard in one', () => {
    expect(brokenBy('meeting', SOUND.meeting, situation(HEARD_ALL, leading(UNHEARD, READY)))).toEqual([]);
    expect(brokenBy('announce', SOUND.announce, situation(READY, leading([...READY, told])))).toEqual([]);
  });

  it('and a name of another one is found in what goes out, with its number', () => {
    const of = situation(READY, leading([...READY, told, { ...W1, name: 'Zsofia Quist' } as Added]));
    const given = draft('Zsofia Quist saw it. ');
    const found = refusalOf('announce', 'letter', given, of)?.findings.map(({ what }) => what) ?? [];
    expect(found.filter((what) => what.includes('(in '))).toHaveLength(1);
  });
});
