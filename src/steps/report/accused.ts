import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { mayBeAccused } from '../../policy/involved.ts';
import type { ReportFacts, Situation, TeamMember } from '../../policy/situation.ts';
import { nameOutside } from '../../policy/who.ts';
import type { Block } from '../../text/block.ts';
import {
  addRecusals,
  addSomebodyElse,
  callingsOf,
  mayBeOnTheTeam,
  meantBy,
  type Telling,
} from '../kept-out.ts';
import type { ReportQuestion } from './playbook-question.ts';

const SAID_OF_A_PERSON = {
  person: ['person-name', 'person-contact', 'aliases'],
  correction: ['right-name', 'right-description', 'right-contact', 'right-aliases'],
} as const;

/** What the answers about a report or a person tell of an accused. */
export function accusedAs(given: Given, { incident }: ReportFacts): Telling {
  const find = (answer: Given[string]) => incident?.people.find(({ ref }) => ref === text(answer)?.trim());
  if (given.add === 'person' || given.add === 'correction') {
    const person = find(given.add === 'person' ? given.person : given['wrong-of']);
    const same = find(given['same-as']);
    if ((same ?? person)?.role !== 'accused') return { names: [] };
    if (same !== undefined)
      return { names: person === undefined ? [] : callingsOf(person), person: same.ref };
    const names = SAID_OF_A_PERSON[given.add].flatMap((id) => [text(given[id]) ?? list(given[id])].flat());
    // What stands there already, and is left, says nothing new.
    const before = person === undefined ? [] : callingsOf(person);
    return { names: names.map(nameOutside).filter((one) => !before.includes(one)), person: person?.ref };
  }
  const who = text(given.who);
  if (who === undefined) return { names: [] };
  const known = find(who);
  if (known === undefined) return { names: [who] };
  // Of somebody who was accused before it says nothing new.
  return known.role === 'accused' ? { names: [] } : { names: callingsOf(known) };
}

/** The members whom the answers may accuse, and nobody keeps out yet. */
export function mayBeMeant(given: Given, facts: ReportFacts): readonly TeamMember[] {
  return meantBy(accusedAs, given, facts);
}

/** Whether a member may be whom these answers accuse, or whom the incident does. */
export function isAccused(answers: Answers, facts: ReportFacts): (member: TeamMember) => boolean {
  const { names } = accusedAs(answers, facts);
  return (member) => mayBeAccused(member, facts.incident, names);
}

/** Said after the answer to a question that calls an accused what somebody on the team is called. */
export function saidOnTheTeam(question: string) {
  return (answers: Answers, facts: ReportFacts): readonly Block[] => {
    const about = [...WHOM, question].flatMap((id) => {
      const answer = answers[id];
      return answer === undefined ? [] : [[id, answer] as const];
    });
    const { conflicts } = answers;
    return mayBeOnTheTeam(
      accusedAs(Object.fromEntries(about), facts).names,
      facts,
      conflicts === undefined ? undefined : list(conflicts),
    );
  };
}

/** What says of whom other answers are. */
const WHOM = ['add', 'person', 'wrong-of'];

/** Who is kept out, asked only where somebody on the team may be meant. */
export function whereMeant(question: ReportQuestion): ReportQuestion {
  return { ...question, when: (answers, facts) => mayBeMeant(answers, facts).length > 0 };
}

/** Who is kept out by what was added, and who is not, although they may be meant. */
export function addKeptOut(draft: EntryList, given: Given, situation: Situation): void {
  addRecusals(draft, given, situation.incident);
  addSomebodyElse(draft, accusedAs, given, situation);
}
