import type { Answer, Answers } from '../../interview/question.ts';
import { type Leak, leaks } from '../../letters/leak-check.ts';
import { standsIn } from '../../letters/seen-by-all.ts';
import { calledBy } from '../../policy/described.ts';
import { text } from '../../policy/given-answers.ts';
import { toldOfFew } from '../../policy/hidden-report.ts';
import { knownPerson, ourWords } from '../../policy/leak-facts.ts';
import { reporterOfFew } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Unfit } from '../../policy/way-back.ts';
import { listed } from '../../text/listed.ts';
import { isManyPeople } from '../../text/many-people.ts';

/** What the others read also where the reporter is hidden, and what its answers are called. */
const READ_BY_ALL = {
  ...{ behavior: 'what they did', when: 'when', circumstances: 'what was going on' },
  ...{ 'affected-name': 'whom it happened to', who: 'who did it', others: 'who else was there' },
} as const;
/** Of those it is only read as it stands where it is many people, who have no mark. */
const PEOPLE: readonly string[] = ['affected-name', 'who', 'others'];
const MARK = /^[RPAWHS][1-9][0-9]*$/;
const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number'];

/** The questions whose answers the others read, and which name who reported it. */
export function naming(answers: Answers, facts: ReportFacts): readonly string[] {
  return Object.keys(READ_BY_ALL).filter((id) => namesReporter(readByAll(id, answers), answers, facts));
}

function readByAll(id: string, answers: Answers): string | undefined {
  if (!PEOPLE.includes(id)) return text(answers[id]);
  return [answers[id] ?? []].flat().filter(isManyPeople).join(', ') || undefined;
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

/** Why the others are not to read a summary as it stands: it names who is hidden, or says again what they said; undefined where it does not. */
export function whyNoSummary(
  words: Answer | undefined,
  answers: Answers,
  facts: ReportFacts,
): Unfit | undefined {
  const hits = hitsIn(words, answers, facts);
  const named = hits.filter(({ what }) => TELLING.includes(what));
  if (named.length > 0)
    return { problem: 'names who reported it, and the others read this', words: wordsOf(named) };
  // What the others read anyway they can read here as well.
  const open = Object.keys(READ_BY_ALL).flatMap((id) => readByAll(id, answers) ?? []);
  const copied = hits.filter(({ what, found }) => what === 'copied' && !standsIn(found, open));
  return copied.length === 0
    ? undefined
    : {
        problem: 'says again word for word what they said, and the others read this; say it in other words',
        words: wordsOf(copied),
      };
}

function wordsOf(hits: readonly Leak[]): readonly string[] {
  return [...new Set(hits.map(({ found }) => found))];
}

function namesReporter(words: Answer | undefined, answers: Answers, facts: ReportFacts): boolean {
  return hitsIn(words, answers, facts).some(({ what }) => TELLING.includes(what));
}

/** Where words name whoever reports it, or somebody who is known to few, write down a way to them, or say again what they said. */
function hitsIn(
  words: Answer | undefined,
  answers: Answers,
  { incident, playbook }: ReportFacts,
): readonly Leak[] {
  const said = text(words);
  if (said === undefined) return [];
  const [called, contact] = [text(answers['reporter-name']), text(answers['reporter-contact'])];
  // A mark tells nobody who that is.
  const isMark = called !== undefined && MARK.test(called);
  const name = isMark ? (reporterOfFew(answers, incident)?.name ?? undefined) : called;
  const known = name === undefined ? {} : calledBy(name);
  const reporter = {
    ref: 'R1',
    names: known.name ? [known.name] : [],
    contacts: contact === undefined ? [] : [contact],
    employers: [],
    descriptions: known.description === undefined ? [] : [known.description],
  };
  const marks = toldOfFew(answers, { incident, playbook });
  const told = (incident?.people ?? [])
    .filter(({ ref }) => marks.includes(ref))
    .map((one) => knownPerson(one, incident));
  const account = text(answers.account);
  return leaks(said, {
    ...{ mayName: [], circumstances: [], moments: [], known: [] },
    ours: ourWords(playbook),
    people: [reporter, ...told],
    accounts: account === undefined ? [] : [{ from: 'their words', text: account }],
  });
}

/** Whom these answers name who is not in the incident yet, the reporter left out: that stands where all read it who can open it. */
export function namedInTheOpen(answers: Answers): readonly string[] {
  return [answers['affected-name'], answers.who, answers.others]
    .flatMap((one) => one ?? [])
    .filter((one) => !MARK.test(one) && !isManyPeople(one));
}
