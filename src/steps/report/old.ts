import { isRequired, typeOf } from '../../interview/check.ts';
import type { Answers } from '../../interview/question.ts';
import { FILES } from '../../policy/for-few.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { latestOf } from '../../text/rough.ts';
import { monthOrDay } from '../questions.ts';
import type { ReportQuestion } from './playbook-question.ts';

/** What nobody is asked any more, and can still be written down: what belongs into the room, and the details of the account. */
const NOT_ASKED = new Set([
  ...['threat', 'threat-actions', 'law-enforcement', 'channel', 'heard-by', 'reporter-contact'],
  ...['when', 'circumstances', 'others', 'visibility', 'consent', FILES],
]);

type IsOld = (answers: Answers, facts: ReportFacts) => boolean;

/**
 * A question about a report as it is asked where it is an old one: nothing that only helps whoever stands there is asked or said,
 * and nobody assumes that it came in just now.
 */
export function askedOfOld(question: ReportQuestion, isOld: IsOld): ReportQuestion {
  const { id, offered, before, after } = question;
  const said =
    (blocks: ReportQuestion['before']) =>
    (answers: Answers, facts: ReportFacts): readonly Block[] =>
      isOld(answers, facts) ? [] : (blocks?.(answers, facts) ?? []);
  if (id === 'received-at') return receivedLongAgo(question, isOld);
  if (id === 'account') return { ...question, before: said(before) };
  if (!NOT_ASKED.has(id)) return question;
  return {
    ...question,
    required: (answers, facts) => !isOld(answers, facts) && isRequired(question, answers, facts),
    offered: (answers, facts) => !isOld(answers, facts) && offered?.(answers, facts) !== false,
    before: said(before),
    after: said(after),
  };
}

/** When an old report came in: a month will do, nobody assumes it, and it is not of today. */
export function receivedLongAgo(question: ReportQuestion, isOld: IsOld): ReportQuestion {
  const { initial, check } = question;
  return {
    ...question,
    answer: (answers, facts) =>
      isOld(answers, facts) ? monthOrDay(facts.now) : typeOf(question, answers, facts),
    initial: (answers, facts) => (isOld(answers, facts) ? undefined : initial?.(answers, facts)),
    check: (answer, answers, facts) =>
      check?.(answer, answers, facts) ??
      (isOld(answers, facts) ? stillCounts(String(answer), facts) : undefined),
  };
}

/** Nothing that came in so lately that its clock still runs is an old case. */
function stillCounts(received: string, { now, playbook }: ReportFacts): string | undefined {
  const since = now.getTime() - latestOf(received).getTime();
  return since < playbook.clocks.response.hours * 3_600_000
    ? 'is so short ago that this is no old case; `coc report new` takes it'
    : undefined;
}
