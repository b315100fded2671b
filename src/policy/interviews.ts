import { z } from 'zod';
import { COMPARED } from '../incident/compared-elsewhere.ts';
import { PERMITTED } from '../incident/entry.ts';
import { JOINED } from '../incident/joined-incidents.ts';
import { APOLOGIES, APPEAL_OUTCOMES, ENDINGS, OUTCOMES, TERMS } from '../incident/response-entry.ts';

const YES_OR_NO = ['yes', 'no'] as const;
const NOT_YET_OR_YES = ['no', 'yes'] as const;
const FREE = [] as const;
/** Several of them with answers in one's own words. */
const free = <const K extends string>(...ids: readonly K[]) =>
  Object.fromEntries(ids.map((id) => [id, FREE])) as Record<K, typeof FREE>;

/**
 * The questions of what follows a report, whose words are the playbook's: by interview and key, with the values that
 * can be chosen where the format of entries fixes them.
 */
const INTERVIEWS = {
  past: {
    ...free('account', 'received-at'),
    outcome: ['sanction', 'action', 'no-action'],
    ...free('decided-at', 'decided-by', 'decision', 'closed-at'),
    'also-past': NOT_YET_OR_YES,
  },
  meeting: {
    ...free('held-at', 'early', 'present', 'also-present', 'exception'),
    told: ['no', 'yes', 'cannot'],
    ...free(
      'told-at',
      'how',
      'told-by',
      'cannot',
      'tell-who',
      'tell-when',
      'hear-who',
      'hear-when',
      'what-happened',
    ),
    outcome: OUTCOMES,
    ...free('reason', 'alone', 'unheard', 'action', 'action-who', 'action-when', 'look-again'),
  },
  done: { ...free('done', 'no-longer', 'no-longer-by', 'no-longer-words', 'done-at') },
  notify: {
    about: ['complaint', 'response', 'appeal', 'outcome'],
    person: FREE,
    way: ['letter', 'sent', 'not-sent', 'told', 'cannot'],
    unsent: FREE,
    ...free(
      'name',
      'what',
      'decided',
      'conditions',
      'permitted',
      'permission',
      'contact',
      'reach',
      'answer-by',
    ),
    letter: FREE,
    ...free('appeals', 'reporter-permission', 'untold'),
    given: NOT_YET_OR_YES,
    ...free('told-at', 'how', 'told-by', 'early', 'cannot'),
  },
  evidence: {
    replaces: FREE,
    with: ['file', 'nothing'],
    ...free('files', 'also-files', 'what', 'from', 'made-at', 'received-at'),
    'open-to': ['readers', 'few'],
    few: FREE,
    'same-names': YES_OR_NO,
  },
  statement: {
    person: FREE,
    said: YES_OR_NO,
    ...free('words', 'taken-at', 'asked-at', 'early', 'taken-by', 'asked-by'),
  },
  sanction: {
    ...free('person', 'sanction', 'behavior', 'whom', 'talk', 'event', 'role', 'scope', 'grant'),
    organisation: FREE,
    'grant-condition': YES_OR_NO,
    'starts-at': FREE,
    term: TERMS,
    until: FREE,
    'ran-out': YES_OR_NO,
    'one-more': YES_OR_NO,
    ...free('conditions', 'safety', 'decided-by', 'also-decided-by', 'alone', 'unheard'),
    ...free('tell', 'switch-off'),
    'also-switch-off': FREE,
  },
  'sanction-done': { ...free('sanction', 'items') },
  'sanction-change': {
    ...free('sanction', 'changed-at'),
    term: TERMS,
    ...free('until', 'conditions', 'still', 'no-longer', 'reason', 'decided-by', 'also-decided-by', 'alone'),
  },
  'sanction-correct': {
    sanction: FREE,
    wrong: ['kind', 'time', 'conditions', 'safety', 'tell'],
    ...free('kind', 'from', 'no-longer', 'switch-off'),
  },
  'sanction-end': {
    sanction: FREE,
    how: ENDINGS,
    ...free('ended-at', 'reason', 'decided-by', 'also-decided-by', 'alone'),
  },
  'sanction-appeal': {
    sanction: FREE,
    state: ['received', 'heard'],
    ...free('received-at', 'words', 'heard-by', 'also-heard-by', 'heard-at'),
    outcome: APPEAL_OUTCOMES,
    reason: FREE,
  },
  'sanction-check': { name: FREE },
  employer: {
    ...free('person', 'untold', 'grounds', 'capacity', 'name', 'employer'),
    state: ['letter', 'sent', 'not-sent'],
    unsent: FREE,
    ...free('what', 'action', 'permitted', 'permission', 'reporter-permission', 'reach', 'letter'),
    sent: NOT_YET_OR_YES,
    ...free('told-at', 'how', 'told-by'),
  },
  apology: {
    what: APOLOGIES,
    ...free('from', 'to', 'happened-at', 'words', 'relay', 'told-by', 'how'),
    'keeps-away': YES_OR_NO,
  },
  announce: {
    do: ['draft', 'correct', 'published', 'not-sent', 'feedback', 'no'],
    unsent: FREE,
    untold: FREE,
    ...free('why', 'reason', 'what', 'action', 'word', 'central', 'central-reason', 'feedback'),
    seen: YES_OR_NO,
    together: YES_OR_NO,
    ...free('other-feedback', 'permitted', 'permission', 'reporter-permission', 'letter'),
    ...free('published-at', 'where', 'published-text', 'received-at', 'way', 'words'),
  },
  export: {
    ...free(
      'for',
      'person',
      'to',
      'why',
      'permitted',
      'permission',
      'reporter-permission',
      'in-short',
      'reach',
    ),
    ...free('evidence', 'as-given', 'left-out', 'copy'),
    as: ['html', 'markdown'],
    sealed: ['recipient', 'passphrase', 'plain'],
    recipient: FREE,
    plain: NOT_YET_OR_YES,
    out: FREE,
  },
  close: { ...free('closed-at', 'unfinished', 'stays-due', 'not-needed', 'check-in', 'check-in-who') },
  reopen: { reason: FREE },
  evaluate: { anything: YES_OR_NO },
  permission: {
    what: [...PERMITTED, 'fewer'],
    permitted: ['yes', 'if', 'met', 'no', 'not-asked'],
    ...free('permitted-by', 'condition', 'met-of', 'met', 'permitted-words', 'permitted-at', 'may-name'),
  },
  same: { ...free('pair', 'here', 'there'), is: COMPARED },
  'join-incidents': { leads: FREE, is: JOINED, why: FREE },
  'access-grant': {
    ...free('member', 'reports', 'permitted'),
    'condition-met': [...YES_OR_NO, 'replaced'],
    met: FREE,
    'all-the-same': FREE,
    share: ['named', 'team'],
    permission: FREE,
    ...free('seen-permitted', 'seen-permission'),
    'know-reporter': [...YES_OR_NO, 'unknown'],
    'reporter-words': FREE,
  },
  'access-reporter': { ...free('report', 'members', 'permitted', 'permission'), 'with-files': YES_OR_NO },
  'access-recuse': { ...free('member', 'reason') },
  'access-readmit': { ...free('member', 'reason') },
} as const;

type Interviews = typeof INTERVIEWS;
export type InterviewId = keyof Interviews;
export type AskedIn<I extends InterviewId> = keyof Interviews[I] & string;

const words = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What the playbook says about a question. */
export const questionWords = {
  ask: words,
  label: words,
  hint: words.optional(),
  clause: slug.optional(),
};

const asked = z.strictObject({ ...questionWords, choices: z.record(slug, words).optional() });
export type QuestionWords = z.infer<typeof asked>;

const withParameters = (shape: z.ZodRawShape) => z.object(shape).catchall(asked.omit({ choices: true }));

/** The part `interviews` of a playbook: every question, no other one, and the choices that the format fixes. */
export const interviewsSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(INTERVIEWS).map(([id, questions]) => [
      id,
      // A sanction of the community's own can have parameters of its own, each with its question.
      (id === 'sanction' ? withParameters : z.strictObject)(
        Object.fromEntries(
          Object.entries<readonly string[]>(questions).map(([key, values]) => [
            key,
            values.length === 0
              ? asked.omit({ choices: true })
              : asked.extend({
                  choices: z.strictObject(Object.fromEntries(values.map((value) => [value, words]))),
                }),
          ]),
        ),
      ),
    ]),
  ) as unknown as { [I in InterviewId]: z.ZodType<Readonly<Record<AskedIn<I>, QuestionWords>>> },
);

/** What a playbook says about one question. */
export function questionIn<I extends InterviewId>(
  interviews: z.infer<typeof interviewsSchema>,
  interview: I,
  id: AskedIn<I>,
): QuestionWords {
  return (interviews[interview] as Readonly<Record<string, QuestionWords>>)[id] as QuestionWords;
}
