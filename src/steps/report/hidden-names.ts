import type { Answer, Answers, GoingBack } from '../../interview/question.ts';
import { hasNameOf, piecesOf, withoutAnothersName } from '../../letters/anothers-name.ts';
import { type KnownPerson, type Leak, leaks } from '../../letters/leak-check.ts';
import { standsIn } from '../../letters/seen-by-all.ts';
import { calledBy } from '../../policy/described.ts';
import { text } from '../../policy/given-answers.ts';
import { hidesReporter, toldOfFew } from '../../policy/hidden-report.ts';
import { knownPerson, ourWords } from '../../policy/leak-facts.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Unfit } from '../../policy/way-back.ts';
import { listed } from '../../text/listed.ts';
import { isManyPeople } from '../../text/many-people.ts';

/** What the others read also where the reporter is hidden, and what its answers are called. */
const READ_BY_ALL = {
  ...{ behavior: 'what they did', when: 'when', circumstances: 'what was going on' },
  ...{ 'affected-name': 'whom it happened to', who: 'who did it', others: 'who else was there' },
} as const;
/** Who somebody is: of those whom the incident has it is a mark that is kept. */
const PEOPLE: readonly string[] = ['affected-name', 'who', 'others'];
const MARK = /^[RPAWHS][1-9][0-9]*$/;
const TELLING: readonly Leak['what'][] = ['name', 'handle', 'contact', 'number'];

/** The questions whose answers the others read, and which name who reported it. */
function naming(answers: Answers, facts: ReportFacts): readonly string[] {
  return Object.keys(READ_BY_ALL).filter((id) =>
    readByAll(id, answers).some((words) => namesReporter(words, id, answers, facts)),
  );
}

function readByAll(id: string, answers: Answers): readonly string[] {
  const said = [answers[id] ?? []].flat().filter((one) => one !== '');
  return PEOPLE.includes(id) ? said.filter((one) => !MARK.test(one)) : said;
}

/** Why the reporter cannot be hidden as the answers are: something that the others read names them. */
export function namedAlready(answers: Answers, facts: ReportFacts): string | undefined {
  const where = whereNamed(answers, facts);
  if (where === '') return undefined;
  const isOne = naming(answers, facts).includes('affected-name');
  return `cannot be kept: the others would read who it is in ${where}. Change that first${isOne ? `. ${ONE_IN_A_FILE}` : ''}`;
}

const ONE_IN_A_FILE =
  'If it happened to who reports it, write `reporter-is-affected: yes`, and leave out `affected-name`';

/** Which answers are given anew so that who reports it can be hidden, and why; undefined where nothing names them. */
export function givenAnew(
  answers: Answers,
  facts: ReportFacts,
  { questions }: Playbook,
): GoingBack | undefined {
  const to = naming(answers, facts);
  if (to.length === 0) return undefined;
  const isOne = to.includes('affected-name');
  const why = `The others would read who it is in ${whereNamed(answers, facts)}.${isOne ? ` If it happened to who reports it, say so at “${questions['reporter-is-affected'].label}”: then nobody else is written down. Else write` : ' Write'} that anew, with “somebody” in place of the name.`;
  return { to: [...(isOne ? ['reporter-is-affected'] : []), ...to], why };
}

/** Said where whom it happened to is called as who reports it: two marks for one person are hard to join later. */
export function perhapsReporter(
  words: string,
  answers: Answers,
  facts: ReportFacts,
  { questions }: Playbook,
): readonly string[] {
  const isPronoun =
    /^(?:me|myself|her(?:self)?|him(?:self)?|them(?:selves|self)?|the reporter|who reports? it)$/iu;
  const pieces = piecesOf(words);
  if (!pieces.some((one) => isPronoun.test(one)) && !namesReporter(words, 'affected-name', answers, facts))
    return [];
  return [
    `Is that who reports it? Then it is one person, and has one mark: type - here, and say yes at the end at “${questions['reporter-is-affected'].label}”.`,
  ];
}

/** In words; empty where it is nowhere. */
function whereNamed(answers: Answers, facts: ReportFacts): string {
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
  const open = Object.keys(READ_BY_ALL).flatMap((id) => readByAll(id, answers));
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

/** Whether what is answered to a question of an old case, and stands open, names who reports it where that is hidden. */
export function namedInOld(
  answer: Answer | undefined,
  answers: Answers,
  facts: ReportFacts,
): string | undefined {
  const isMember = (one: string): boolean => facts.members.some(({ id }) => id === one);
  const isNamed = [answer ?? []]
    .flat()
    .some((words) => !isMember(words) && namesReporter(words, 'others', answers, facts));
  return hidesReporter(answers, facts) && isNamed
    ? 'names who reported it, and the others read this'
    : undefined;
}

function namesReporter(words: string, id: string, answers: Answers, facts: ReportFacts): boolean {
  const isPerson = PEOPLE.includes(id);
  const { names } = reporterIn(answers, facts);
  if (isPerson && hasNameOf(words, names)) return true;
  const said = isPerson ? withoutAnothersName(words, names) : words;
  return hitsIn(said, answers, facts).some(({ what }) => TELLING.includes(what));
}

/** Whoever reports it, as these answers and the incident know them. */
function reporterIn(answers: Answers, { incident }: ReportFacts): KnownPerson {
  const [called, contact] = [text(answers['reporter-name']), text(answers['reporter-contact'])];
  const there = incident?.people.find(({ ref }) => ref === called);
  // A mark tells nobody who that is.
  const said = called === undefined || MARK.test(called) ? {} : calledBy(called);
  const known = there === undefined || incident === undefined ? undefined : knownPerson(there, incident);
  return {
    ref: 'R1',
    names: [...(known?.names ?? []), ...(said.name ? [said.name] : [])],
    contacts: [...(known?.contacts ?? []), ...(contact === undefined ? [] : [contact])],
    employers: [],
    descriptions: [
      ...(known?.descriptions ?? []),
      ...(said.description === undefined ? [] : [said.description]),
    ],
  };
}

/** Where words name whoever reports it, or somebody who is known to few, write down a way to them, or say again what they said. */
function hitsIn(words: Answer | undefined, answers: Answers, facts: ReportFacts): readonly Leak[] {
  const { incident, playbook } = facts;
  const said = text(words);
  if (said === undefined) return [];
  const marks = toldOfFew(answers, { incident, playbook });
  const told = (incident?.people ?? [])
    .filter(({ ref }) => marks.includes(ref))
    .map((one) => knownPerson(one, incident));
  const account = text(answers.account);
  return leaks(said, {
    ...{ mayName: [], circumstances: [], moments: [], known: [] },
    ours: ourWords(playbook),
    people: [reporterIn(answers, facts), ...told],
    accounts: account === undefined ? [] : [{ from: 'their words', text: account }],
  });
}

/** Whom these answers name who is not in the incident yet, the reporter left out: that stands where all read it who can open it. */
export function namedInTheOpen(answers: Answers): readonly string[] {
  return [answers['affected-name'], answers.who, answers.others]
    .flatMap((one) => one ?? [])
    .filter((one) => !MARK.test(one) && !isManyPeople(one));
}
