import { UserError } from '../../../src/errors.ts';
import { type Content, parseEntry } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { decided } from '../../../src/policy/decide.ts';
import type { DecisionFacts } from '../../../src/policy/entry-list.ts';
import * as gates from '../../../src/policy/gates.ts';
import type { Given } from '../../../src/policy/given-answers.ts';
import * as outgoing from '../../../src/policy/outgoing.ts';
import type { GateId } from '../../../src/policy/playbook.ts';
import type { Situation } from '../../../src/policy/situation.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { ACCESS_READMIT } from '../../../src/steps/access/readmit.ts';
import { ACCESS_RECUSE } from '../../../src/steps/access/recuse.ts';
import { ACCESS_REPORTER } from '../../../src/steps/access/reporter.ts';
import { ANNOUNCE } from '../../../src/steps/announce.ts';
import { APOLOGY } from '../../../src/steps/apology.ts';
import { CLOSE } from '../../../src/steps/close.ts';
import { EMPLOYER } from '../../../src/steps/employer.ts';
import { EVALUATE } from '../../../src/steps/evaluate.ts';
import { EXPORT } from '../../../src/steps/export.ts';
import { MEETING_DONE } from '../../../src/steps/meeting/done.ts';
import { MEETING } from '../../../src/steps/meeting/meeting.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { REOPEN } from '../../../src/steps/reopen.ts';
import { SANCTION_APPEAL } from '../../../src/steps/sanction/appeal.ts';
import { SANCTION } from '../../../src/steps/sanction/begin.ts';
import { SANCTION_CHANGE } from '../../../src/steps/sanction/change.ts';
import { SANCTION_CORRECT } from '../../../src/steps/sanction/correct.ts';
import { SANCTION_DONE } from '../../../src/steps/sanction/done.ts';
import { SANCTION_END } from '../../../src/steps/sanction/end.ts';
import { STATEMENT } from '../../../src/steps/statement.ts';
import type { Step } from '../../../src/steps/step.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';

/** A day is that of a place: the one of these tests, wherever they run. */
process.env.TZ = 'Europe/Berlin';

/** An incident with names in it, and what a step on it is decided in. Later entries are added by each test. */

export type Added = Content & { id?: string; by?: string };

export const now = new Date('2026-11-24T12:00:00+01:00');
export const AT = '2026-11-24T10:00:00+01:00';

/** What R1 said, in words that nobody else has. */
export const ACCOUNT =
  'He followed me from the lift to my door and would not stop knocking for twenty minutes.';
export const SIDE = 'I only wanted to bring back the scarf that somebody had dropped beside the lift.';

export const R1: Added = {
  kind: 'person',
  person: 'R1',
  role: 'reporter',
  affected: 'yes',
  name: 'Mei Lindqvist',
  contact: 'mei@lindqvist.example',
};
export const A1: Added = {
  kind: 'person',
  person: 'A1',
  role: 'accused',
  name: 'Marlon Vane',
  employer: 'Brightwell Ltd',
};
export const A2: Added = { kind: 'person', person: 'A2', role: 'accused', name: 'Otto Quist' };
export const W1: Added = { kind: 'person', person: 'W1', role: 'witness', name: 'Sunita Rao' };
export const P1: Added = {
  kind: 'person',
  person: 'P1',
  role: 'affected',
  affected: 'yes',
  name: 'Jonas Falk',
};

export const OPENED: Added = { kind: 'opened' };
export const REPORT: Added = report({ account: ACCOUNT });
export const PRIVATE: Added = { kind: 'visibility', visibility: 'private' };
export const WITNESSED: Added = { kind: 'visibility', visibility: 'witnessed' };
export const consent = (answer: 'no-objection' | 'asked-not-to-proceed' | 'not-said-yet'): Added => ({
  kind: 'consent',
  report: 'REPORT1',
  answer,
});
export const AGREED = consent('no-objection');
export const TOLD: Added = { kind: 'told', about: 'complaint', person: 'A1', toldAt: AT, toldBy: 'ben' };
export const HEARD: Added = { kind: 'statement', person: 'A1', words: SIDE, takenAt: AT, takenBy: 'ben' };
export const meeting = (outcome: 'sanction' | 'action' | 'no-action' | 'undecided'): Added => ({
  kind: 'meeting',
  heldAt: AT,
  present: ['ana', 'ben'],
  whatHappened: 'x',
  outcome,
});
export const DECIDED = meeting('sanction');
export const sanctionEntry = (more: object = {}): Added =>
  ({
    id: 'SANCTION1',
    kind: 'sanction',
    person: 'A1',
    sanction: 'ban',
    label: 'No attendance at future events',
    startsAt: AT,
    term: 'indefinite',
    parameters: { scope: 'all our events' },
    safety: 'x',
    decidedBy: ['ana', 'ben'],
    ...more,
  }) as Added;

/** A private incident about A1 that may go on and of which A1 was told and heard, before the meeting. */
export const HEARD_ALL: readonly Added[] = [OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD, HEARD];
/** The same, after a meeting that decided on a sanction. */
export const READY: readonly Added[] = [...HEARD_ALL, DECIDED];

export const MEMBERS = [
  { id: 'ana', name: 'Ana Berg', email: 'ana@team.example' },
  { id: 'ben', name: 'Ben Okafor', email: 'ben@team.example' },
  { id: 'cem', name: 'Cem Yildiz', email: 'cem@team.example' },
];

export const COMMUNITY = {
  community: 'imgix',
  contact: 'codeofconduct@imgix.com',
  policy: 'https://imgix.github.io/code-of-conduct/',
  appeals: null,
  feedback: ['By e-mail to codeofconduct@imgix.com'],
  systems: ['Slack', 'Badge and door'],
};

export const incidentOf = (contents: readonly Added[]): IncidentView => view('K7F392QD', chain(...contents));

export const situation = (contents: readonly Added[], more: Partial<Situation> = {}): Situation => ({
  playbook,
  community: COMMUNITY,
  incident: incidentOf(contents),
  me: 'ana',
  members: MEMBERS,
  now,
  overrides: [],
  emergency: [],
  custodians: [],
  begunAt: now,
  access: { admins: ['ana'], unsealed: new Map() },
  leaving: { size: 1, sha256: 'ab12', evidence: [] },
  ...more,
});

const decisionFacts = (me = 'ana'): DecisionFacts => {
  let next = 0;
  const newId = (): string => {
    next += 1;
    return `NEW${next}`;
  };
  return { me, firstId: 'FIRST', newId };
};

/** The steps on an incident that asks something of its own, by what is typed. */
export const STEP = {
  meeting: MEETING,
  'meeting --done': MEETING_DONE,
  notify: NOTIFY,
  statement: STATEMENT,
  sanction: SANCTION,
  'sanction done': SANCTION_DONE,
  'sanction change': SANCTION_CHANGE,
  'sanction correct': SANCTION_CORRECT,
  'sanction end': SANCTION_END,
  'sanction appeal': SANCTION_APPEAL,
  employer: EMPLOYER,
  apology: APOLOGY,
  announce: ANNOUNCE,
  close: CLOSE,
  reopen: REOPEN,
  evaluate: EVALUATE,
  export: EXPORT,
  'access grant': ACCESS_GRANT,
  'access grant --reporter': ACCESS_REPORTER,
  'access recuse': ACCESS_RECUSE,
  'access readmit': ACCESS_READMIT,
} as const satisfies Readonly<Record<string, Step>>;
export type StepId = keyof typeof STEP;
export const STEPS = Object.keys(STEP) as readonly StepId[];

/** The rules, asked by what is typed. */
export const gatesOf = (step: StepId): readonly GateId[] => gates.gatesOf(STEP[step]);
export const assertPasses = (step: StepId, given: Given, of: Situation): void => {
  gates.assertPasses(STEP[step], given, of);
};
export const overriddenBy = (step: StepId, given: Given, of: Situation): readonly GateId[] =>
  gates.overriddenBy(STEP[step], given, of);
export const refusalsAtOnce = (step: StepId, given: Given, of: Situation): readonly gates.Refusal[] =>
  gates.refusalsAtOnce(STEP[step], given, of);
export const refusalOf = (
  step: StepId,
  question: string,
  given: Given,
  of: Situation,
): gates.Refusal | undefined => gates.refusalOf(STEP[step], question, given, of);
export const isOutgoing = (step: StepId, question: string): boolean =>
  outgoing.isOutgoing(STEP[step], question);

/** What the entries say that the answers of a step become. Throws what the policy refuses. */
export const contentsOf = (step: StepId, given: Given, of: Situation): readonly Content[] =>
  decided(STEP[step], given, of, decisionFacts(of.me)).map(({ content }) => content);

/** What every announcement ends with: where the policy is, and how to give feedback. */
export const ENDING = `\n\n${COMMUNITY.policy}\n\n${COMMUNITY.contact}`;

/** Answers that pass on a private incident about A1 that is decided (`READY`), by step. */
export const SOUND = {
  meeting: { 'held-at': AT, present: ['ana', 'ben'], 'what-happened': 'It happened.', outcome: 'sanction' },
  notify: {
    about: 'complaint',
    person: 'A1',
    way: 'letter',
    contact: 'codeofconduct@imgix.com',
    letter: 'Hello Marlon Vane,\n\nwe have received a report about your behaviour.',
    given: 'no',
  },
  sanction: {
    person: 'A1',
    sanction: 'warning',
    behavior: 'following people',
    term: 'indefinite',
    safety: 'They know that it has to stop.',
    'decided-by': ['ana', 'ben'],
  },
  'sanction change': { sanction: '1', term: 'indefinite', reason: 'x', 'decided-by': ['ana'] },
  'sanction correct': { sanction: '1', wrong: 'safety', safety: 'x' },
  'sanction end': { sanction: '1', how: 'lifted', 'ended-at': AT, reason: 'x', 'decided-by': ['ana'] },
  'sanction appeal': { sanction: '1', state: 'heard', 'heard-by': ['cem'], outcome: 'stands', reason: 'x' },
  employer: {
    person: 'A1',
    state: 'letter',
    grounds: ['sponsor-booth'],
    employer: 'Brightwell Ltd',
    permitted: 'yes',
    'permitted-by': ['R1'],
    permission: 'The employer may know.',
    what: 'They followed an attendee',
    action: 'They were sent home',
    letter: 'To Brightwell Ltd,\n\nMarlon Vane followed an attendee while staffing your booth.',
    sent: 'no',
  },
  apology: {
    what: 'relayed',
    from: 'A1',
    to: 'R1',
    'happened-at': AT,
    relay: 'Marlon Vane apologizes and agrees to have no further contact with you',
    how: 'In person',
    'told-by': 'Ana Berg',
  },
  announce: {
    do: 'draft',
    why: ['transparency'],
    permitted: 'yes',
    'permitted-by': ['R1'],
    permission: 'It may be announced.',
    central: 'nobody',
    what: 'An attendee followed another attendee',
    action: 'They were sent home',
    feedback: ['By e-mail to codeofconduct@imgix.com'],
    letter: `An attendee followed another attendee. This was a violation of our code of conduct.${ENDING}`,
  },
  export: {
    ...{ for: 'lawyer', to: 'Ines Roth', why: 'For advice.' },
    ...{ permitted: 'yes', 'permitted-by': ['R1'], permission: 'Give it to Ines Roth.' },
    ...{
      'in-short': 'An attendee followed another attendee.',
      copy: 'An attendee followed another attendee.',
    },
    ...{ sealed: 'plain', plain: 'yes', out: 'copy.html' },
  },
  evaluate: { nothing: 'yes', rule: 'A rule about following people to their rooms.' },
} as const satisfies Partial<Record<StepId, Given>>;

/** The rules that these answers break. */
export const brokenBy = (step: StepId, given: Given, of: Situation): readonly GateId[] =>
  gatesOf(step).filter((gate) => {
    const others = gatesOf(step).filter((one) => one !== gate);
    try {
      assertPasses(step, given, { ...of, overrides: [...of.overrides, ...others] });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return true;
    }
    return false;
  });

/** What is wrong with an entry once it stands in a file; undefined where nothing is. */
export const problemOf = (content: Content): string | undefined => {
  const parsed = parseEntry({ ...content, id: 'E', at: AT, by: 'ana', after: [], seq: 1, sig: 's' });
  return 'problem' in parsed ? parsed.problem : undefined;
};
