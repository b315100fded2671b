import type { Answers } from '../../interview/question.ts';
import { isMeant } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';

/** Whether staff saw it themselves, as it is said now or stands there: then nobody heard it. */
export function isSeen({ channel, ...answers }: Answers, { incident }: ReportFacts): boolean {
  const isNew = answers.add === undefined || answers.add === 'report';
  const earlier = isNew ? undefined : incident?.reports.find((one) => isMeant(one, answers));
  return (channel ?? earlier?.channel) === 'witnessed-by-staff';
}

/** Whether staff saw it, and nobody else is named who reports it, or is told by a report that is there. */
export function isToldByNobody(answers: Answers, facts: ReportFacts): boolean {
  if (!isSeen(answers, facts) || typeof answers['reporter-name'] === 'string') return false;
  const isNew = answers.add === undefined || answers.add === 'report';
  const earlier = isNew ? undefined : facts.incident?.reports.find((one) => isMeant(one, answers));
  const reporter = facts.incident?.people.find(({ ref }) => ref === earlier?.reporter);
  return earlier?.restricted !== true && reporter?.name === undefined;
}
