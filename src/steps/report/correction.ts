import type { Report } from '../../incident/view.ts';
import type { Answer, Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text, textOrNull } from '../../policy/given.ts';
import { isMeant } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { roughly } from '../../text/rough.ts';
import { type Addition, reportMeant } from './addition.ts';

const VALUE = 'correction';
const DETAILS = ['behavior', 'when', 'circumstances'] as const;

/** Something of a report was written down wrong. Another entry says what is right; what stood there stays in the file. */
export const CORRECTION: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'To put right what was written down wrong' }),
  ofOneReport: () => true,
  asks: (question) =>
    isPutRight(question.id)
      ? { ...question, initial: (answers, facts) => writtenDown(question.id, answers, facts) }
      : undefined,
  write: (draft, given, { incident }) => putRight(draft, given, reportMeant(given, incident)),
};

/** Whether a question is about something of a report that can be put right. */
function isPutRight(id: string): boolean {
  return id === 'received-at' || DETAILS.some((key) => key === id);
}

/** What a report says on a question by now, as an answer: proposed, so that Enter leaves it. */
function writtenDown(id: string, answers: Answers, { incident }: ReportFacts): Answer | undefined {
  const report = incident?.reports.find((one) => isMeant(one, answers));
  if (report === undefined) return undefined;
  if (id === 'received-at') return receivedIn(report);
  const key = DETAILS.find((one) => one === id);
  return key && report.details[key];
}

/** What is other than it was written down; nothing where nothing is. */
function putRight(draft: EntryList, given: Given, report: Report): void {
  const details = Object.fromEntries(
    DETAILS.map((key) => [key, textOrNull(given[key])] as const).filter(
      ([key, answer]) => answer !== undefined && answer !== report.details[key],
    ),
  );
  const received = text(given['received-at']);
  const receivedAt = received === receivedIn(report) ? undefined : received;
  if (Object.keys(details).length === 0 && receivedAt === undefined) return;
  draft.add({ kind: 'details', report: report.id, details, receivedAt, correction: true });
}

function receivedIn({ receivedAt, precision }: Report): string {
  const known = precision?.receivedAt;
  return known === undefined ? receivedAt : roughly(receivedAt, known);
}
