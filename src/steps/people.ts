import { isBystander } from '../incident/fold-consent.ts';
import { showId } from '../incident/id.ts';
import type { Person } from '../incident/view.ts';
import type { Answers, Choice } from '../interview/question.ts';
import { accusedIn, affectedIn } from '../policy/involved.ts';
import type { ReportFacts, Situation } from '../policy/situation.ts';
import { calledIn } from '../policy/who.ts';
import type { Block } from '../text/block.ts';
import { present } from '../text/present.ts';
import type { Rest } from './questions.ts';
import { notEmpty, oneFrom } from './questions.ts';

/** The name of whoever types. */
export function myName(_answers: Answers, { me, members }: Situation): string | undefined {
  return members.find(({ id }) => id === me)?.name;
}

/** The accused to choose from. */
export function accused({ incident }: Situation): readonly Choice[] {
  return named(accusedIn(incident));
}

/** Whether what somebody is called is not known yet, or only from how they were described. */
export function isNameless({ person }: Answers, { incident }: Situation): boolean {
  return incident.people.some(({ ref, name, hidden }) => ref === person && !name && !hidden);
}

/** Those whom it happened to, and those who reported it. */
export function affected({ incident }: Situation): readonly Choice[] {
  return named([...affectedIn(incident), ...incident.people.filter(({ role }) => role === 'reporter')]);
}

/** From whom somebody can be told to keep away: by their role, so that no letter spells a name that it should not. */
export function toKeepAwayFrom(situation: Situation): readonly Choice[] {
  const witnesses = situation.incident.people.filter(({ role }) => role === 'witness');
  return [...affected(situation), ...named(witnesses)];
}

export function named(people: readonly Person[]): readonly Choice[] {
  return [...new Set(people)].map(personChoice);
}

export function personChoice(person: Person): Choice {
  return { value: person.ref, label: present([person.ref, calledIn(person)]).join(', ') };
}

/** What is chosen where there is one choice alone. */
export function only(choices: readonly Choice[]): string | undefined {
  return choices.length === 1 ? choices[0]?.value : undefined;
}

/** Whose word is meant where there is one choice; never proposed for whoever only reported what happened to somebody else. */
function onlySpeaker(people: readonly Person[]): string | undefined {
  const [one, ...others] = people;
  return one === undefined || others.length > 0 || isBystander(one) ? undefined : one.ref;
}

/** That the person affected is not written down yet, where only bystanders are: what they permitted is their own word. */
export function speakersBlocks(people: readonly Person[], id: string | undefined): readonly Block[] {
  if (id === undefined || people.length === 0 || !people.every(isBystander)) return [];
  const command = `coc report add ${showId(id)}`;
  return [
    {
      kind: 'text',
      text: `It happened to somebody who is not written down yet. If it was they who said so, stop here with Ctrl-C and write them down first: \`${command}\`.`,
    },
  ];
}

/** Which of the accused it is about. */
export const WHICH_ACCUSED: Rest = {
  answer: oneFrom(accused),
  required: true,
  assume: true,
  initial: (_answers, situation) => only(accused(situation)),
};

/**
 * Which of these said something; proposed where one alone can have.
 *
 * @param who can have said it
 */
export function whoSaid<F extends ReportFacts>(
  who: (answers: Answers, facts: F) => readonly Person[],
): Rest<F> {
  return {
    answer: (answers, facts) => ({ type: 'choices', choices: who(answers, facts).map(personChoice) }),
    before: (answers, facts) => speakersBlocks(who(answers, facts), facts.incident?.id),
    required: true,
    assume: true,
    initial: (answers, facts) => {
      const one = onlySpeaker(who(answers, facts));
      return one === undefined ? undefined : [one];
    },
    check: notEmpty,
  };
}
