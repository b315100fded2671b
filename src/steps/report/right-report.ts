import type { Details } from '../../incident/entry.ts';
import { numberPeople } from '../../incident/people.ts';
import type { Report } from '../../incident/view.ts';
import type { Answer, Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, text, textOrNull } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isMeant, knowing } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { isManyPeople } from '../../text/many-people.ts';
import { roughly } from '../../text/rough.ts';
import { PERSON } from '../questions.ts';
import { usedIn } from './addition.ts';
import { addHearer, channelOf } from './entries.ts';
import { receivedLongAgo } from './old.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';
import { isSeen } from './seen.ts';
import { noSuchWhen, unsureDay } from './when.ts';

const DETAILS = ['behavior', 'when', 'circumstances'] as const;
const ASKED: readonly string[] = [...DETAILS, 'channel', 'received-at'];
/** Where the words stand for people whom nobody counted. Who is one of them is no slip of the pen, and is told as a missing detail. */
const MANY = { 'affected-name': 'manyAffected', who: 'manyWho', others: 'manyOthers' } as const;

/** What a report says, besides its account: proposed, so that Enter leaves it. */
export function asksRightDetail(question: ReportQuestion): ReportQuestion | undefined {
  const { id, after: _after, ...rest } = question;
  const many = manyIn(id);
  if (many !== undefined)
    return {
      ...question,
      answer: { type: 'line' },
      when: (answers, facts) => reportIn(answers, facts)?.details[many] !== undefined,
      initial: (answers, facts) => reportIn(answers, facts)?.details[many],
      check: (answer) =>
        answer === null || isManyPeople(String(answer))
          ? undefined
          : 'is not many people, as it looks: leave this one as it is, and tell who it was as “A detail that was missing”',
      after: () => [],
      unsure: () => [],
    };
  if (!ASKED.includes(id)) return undefined;
  const asked = { id, ...rest };
  return {
    ...(id === 'received-at' ? receivedLongAgo(asked, isFromFiles) : asked),
    // What “yesterday” said when it was written down is not known now.
    ...(id === 'when' && {
      after: noSuchWhen,
      unsure: unsureDay,
      // What stands there stays by Enter.
      check: (words, answers, facts) =>
        words === writtenDown(id, answers, facts) ? undefined : asked.check?.(words, answers, facts),
    }),
    initial: (answers, facts) => writtenDown(id, answers, facts),
  };
}

function manyIn(id: string): (typeof MANY)[keyof typeof MANY] | undefined {
  return Object.entries(MANY).find(([asked]) => asked === id)?.[1];
}

function isFromFiles(answers: Answers, facts: ReportFacts): boolean {
  return reportIn(answers, facts)?.fromFiles === true;
}

/** Who heard it rightly, which can also be nobody from outside. */
export function heardByRightly(playbook: Playbook, when: (answers: Answers) => boolean): ReportQuestion {
  return ask(playbook, 'right-heard-by', {
    answer: PERSON,
    notGiven: true,
    nullSays: 'nobody but whoever wrote it down',
    when: (answers) => when(answers) && answers.channel !== 'written',
    wordedAs: (answers, facts) =>
      isSeen(answers, facts) ? ask(playbook, 'right-seen-by', { answer: PERSON }) : undefined,
    initial: (answers, facts) => heardIn(reportIn(answers, facts)),
  });
}

/** What a report says on a question by now, as an answer. */
function writtenDown(id: string, answers: Answers, facts: ReportFacts): Answer | undefined {
  const report = reportIn(answers, facts);
  if (report === undefined) return undefined;
  if (id === 'received-at') return receivedIn(report);
  if (id === 'channel') return report.channel;
  const key = DETAILS.find((one) => one === id);
  return key && report.details[key];
}

const HEARD = ['heardBy', 'heardByMember'] as const;

function heardIn(report: Report | undefined): string | undefined {
  return report?.heardBy ?? report?.heardByMember;
}

function reportIn(answers: Answers, { incident }: ReportFacts): Report | undefined {
  return incident?.reports.find((one) => isMeant(one, answers));
}

/** What is other than it was written down; nothing where nothing is. */
export function putDetailsRight(draft: EntryList, given: Given, report: Report, situation: Situation): void {
  const { incident, me } = situation;
  const details: Details = Object.fromEntries(
    DETAILS.map((key) => [key, textOrNull(given[key])] as const).filter(
      ([key, answer]) => answer !== undefined && answer !== report.details[key],
    ),
  );
  const manyGone = Object.entries(MANY).flatMap(([id, key]) => {
    const answer = textOrNull(given[id]);
    if (typeof answer === 'string' && answer !== report.details[key]) details[key] = answer;
    return answer === null ? [key] : [];
  });
  const channel = channelOf(given);
  if (channel !== undefined && channel !== report.channel) details.channel = channel;
  const heard = given['right-heard-by'];
  const isNobody = heard === null || channel === 'written';
  const hiddenTo = report.restricted ? [...new Set([me, ...knowing(report, situation)])] : undefined;
  const number = numberPeople(usedIn(incident));
  // Whoever wrote it down heard it where nobody else did.
  const listening = { hiddenTo, me: report.by, members: situation.members };
  const isSame = isNobody || heard === heardIn(report);
  const now = isSame ? {} : addHearer(draft, heard, number, incident.people, listening);
  Object.assign(details, now);
  const isOther = isNobody || heard === report.by || Object.keys(now).length > 0;
  const gone = HEARD.filter((key) => isOther && report[key] !== undefined && now[key] === undefined);
  const received = text(given['received-at']);
  const receivedAt = received === receivedIn(report) ? undefined : received;
  const removed = filled([...gone, ...manyGone]);
  if (Object.keys(details).length === 0 && receivedAt === undefined && removed === undefined) return;
  draft.add({ kind: 'details', report: report.id, details, receivedAt, removed, correction: true });
}

function receivedIn({ receivedAt, precision }: Report): string {
  const known = precision?.receivedAt;
  return known === undefined ? receivedAt : roughly(receivedAt, known);
}
