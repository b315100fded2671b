import type { Answer, Answers } from '../../interview/question.ts';
import { type Leak, leaks } from '../../letters/leak-check.ts';
import { text } from '../../policy/given-answers.ts';
import { reporterOfFew } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { listed } from '../../text/listed.ts';

/** What the others read also where the reporter is hidden, and what its answers are called. */
const READ_BY_ALL = { behavior: 'what they did', when: 'when', circumstances: 'what was going on' } as const;
const MARK = /^[RPAWHS][1-9][0-9]*$/;
const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number'];

/** The questions whose answers the others read, and which name who reported it. */
export function naming(answers: Answers, facts: ReportFacts): readonly string[] {
  return Object.keys(READ_BY_ALL).filter((id) => namesReporter(answers[id], answers, facts));
}

/** Why the reporter cannot be hidden as the answers are: something that the others read names them. */
export function namedAlready(answers: Answers, facts: ReportFacts): string | undefined {
  const where = whereNamed(answers, facts);
  return where === ''
    ? undefined
    : `cannot be kept: the others would read who it is in ${where}. Change that first`;
}

/** In words; empty where it is nowhere. */
export function whereNamed(answers: Answers, facts: ReportFacts): string {
  const found = naming(answers, facts);
  return listed(Object.entries(READ_BY_ALL).flatMap(([id, label]) => (found.includes(id) ? [label] : [])));
}

/** Whether words name whoever reports it, or write down a way to them. */
export function namesReporter(
  words: Answer | undefined,
  answers: Answers,
  { incident }: ReportFacts,
): boolean {
  const [called, contact] = [text(answers['reporter-name']), text(answers['reporter-contact'])];
  // A mark tells nobody who that is.
  const isMark = called !== undefined && MARK.test(called);
  const name = isMark ? (reporterOfFew(answers, incident)?.name ?? undefined) : called;
  const said = text(words);
  if (said === undefined || (name === undefined && contact === undefined)) return false;
  const reporter = {
    ref: 'R1',
    names: name === undefined ? [] : [name],
    contacts: contact === undefined ? [] : [contact],
    ...{ employers: [], descriptions: [] },
  };
  const nothing = { mayName: [], accounts: [], circumstances: [], moments: [], known: [] };
  return leaks(said, { people: [reporter], ...nothing }).some(({ what }) => TELLING.includes(what));
}

/** Whom these answers name who is not in the incident yet, the reporter left out: that stands where all read it who can open it. */
export function namedInTheOpen(answers: Answers): readonly string[] {
  return [answers['affected-name'], answers.who, answers.others]
    .flatMap((one) => one ?? [])
    .filter((one) => !MARK.test(one));
}
