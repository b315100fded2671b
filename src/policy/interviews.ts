import { z } from 'zod';
import { PERMITTED, PERMITTED_ANSWERS } from '../incident/entry.ts';
import { APOLOGIES, APPEAL_OUTCOMES, ENDINGS, OUTCOMES, TERMS } from '../incident/response-entry.ts';

const YES_OR_NO = ['yes', 'no'] as const;
const NOT_YET_OR_YES = ['no', 'yes'] as const;
const FREE = [] as const;

/**
 * The questions of what follows a report, whose words are the playbook's: by interview and key, with the values that
 * can be chosen where the format of entries fixes them.
 */
const INTERVIEWS = {
  meeting: {
    'held-at': FREE,
    present: FREE,
    'also-present': FREE,
    exception: FREE,
    told: ['no', 'yes', 'cannot'],
    cannot: FREE,
    'tell-who': FREE,
    'tell-when': FREE,
    'hear-who': FREE,
    'hear-when': FREE,
    'what-happened': FREE,
    outcome: OUTCOMES,
    reason: FREE,
    unheard: FREE,
    action: FREE,
    'action-who': FREE,
    'action-when': FREE,
  },
  done: { done: FREE },
  notify: {
    about: ['complaint', 'response', 'appeal'],
    person: FREE,
    way: ['letter', 'sent', 'told', 'cannot'],
    name: FREE,
    what: FREE,
    decided: FREE,
    permitted: FREE,
    permission: FREE,
    contact: FREE,
    letter: FREE,
    'reporter-permission': FREE,
    given: NOT_YET_OR_YES,
    'told-at': FREE,
    how: FREE,
    'told-by': FREE,
    cannot: FREE,
  },
  statement: { person: FREE, said: YES_OR_NO, words: FREE, 'taken-at': FREE, 'taken-by': FREE },
  sanction: {
    person: FREE,
    sanction: FREE,
    behavior: FREE,
    whom: FREE,
    talk: FREE,
    event: FREE,
    role: FREE,
    scope: FREE,
    grant: FREE,
    organisation: FREE,
    'grant-condition': YES_OR_NO,
    term: TERMS,
    until: FREE,
    conditions: FREE,
    safety: FREE,
    'decided-by': FREE,
    unheard: FREE,
    tell: FREE,
    'switch-off': FREE,
    'also-switch-off': FREE,
  },
  'sanction-done': { sanction: FREE, items: FREE },
  'sanction-change': {
    sanction: FREE,
    term: TERMS,
    until: FREE,
    conditions: FREE,
    reason: FREE,
    'decided-by': FREE,
  },
  'sanction-end': { sanction: FREE, how: ENDINGS, 'ended-at': FREE, reason: FREE, 'decided-by': FREE },
  'sanction-appeal': {
    sanction: FREE,
    state: ['received', 'heard'],
    'received-at': FREE,
    words: FREE,
    'heard-by': FREE,
    'also-heard-by': FREE,
    outcome: APPEAL_OUTCOMES,
    reason: FREE,
  },
  'sanction-check': { name: FREE },
  employer: {
    person: FREE,
    grounds: FREE,
    capacity: FREE,
    name: FREE,
    employer: FREE,
    state: ['letter', 'sent'],
    what: FREE,
    action: FREE,
    permitted: FREE,
    permission: FREE,
    'reporter-permission': FREE,
    letter: FREE,
    sent: NOT_YET_OR_YES,
    'told-at': FREE,
    how: FREE,
    'told-by': FREE,
  },
  apology: {
    what: APOLOGIES,
    from: FREE,
    to: FREE,
    'happened-at': FREE,
    words: FREE,
    relay: FREE,
    'told-by': FREE,
    how: FREE,
  },
  announce: {
    do: ['draft', 'published', 'feedback', 'no'],
    why: FREE,
    reason: FREE,
    what: FREE,
    action: FREE,
    word: FREE,
    central: FREE,
    'central-reason': FREE,
    feedback: FREE,
    'other-feedback': FREE,
    permitted: FREE,
    permission: FREE,
    'reporter-permission': FREE,
    letter: FREE,
    'published-at': FREE,
    where: FREE,
    'published-text': FREE,
    'received-at': FREE,
    way: FREE,
    words: FREE,
  },
  close: { unfinished: FREE, 'check-in': FREE, 'check-in-who': FREE },
  reopen: { reason: FREE },
  evaluate: { anything: YES_OR_NO },
  permission: {
    what: PERMITTED,
    permitted: [...PERMITTED_ANSWERS, 'not-asked'],
    'permitted-by': FREE,
    condition: FREE,
    'permitted-words': FREE,
    'permitted-at': FREE,
    'may-name': FREE,
  },
  'access-grant': {
    member: FREE,
    reports: FREE,
    permitted: FREE,
    share: ['named', 'team'],
    permission: FREE,
    'know-reporter': YES_OR_NO,
    'reporter-words': FREE,
  },
  'access-reporter': { report: FREE, members: FREE, permitted: FREE, permission: FREE },
  'access-recuse': { member: FREE, reason: FREE },
  'access-readmit': { member: FREE, reason: FREE },
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
