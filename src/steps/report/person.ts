import { showId } from '../../incident/id.ts';
import { knownOf } from '../../incident/people.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { ONE_EACH } from '../../interview/slips.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { reportersOfFew } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { memberName } from '../../text/member-name.ts';
import { A_WAY, nameOnly, oneFrom } from '../questions.ts';
import { addKeptOut, saidOnTheTeam, whereMeant } from './accused.ts';
import { type Addition, people } from './addition.ts';
import { addPerson } from './entries.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

const VALUE = 'person';

/** Who somebody is, as far as it came out later. */
export const PERSON: Addition = {
  value: VALUE,
  choice: (incident) =>
    incident === undefined || incident.people.length > 0
      ? { value: VALUE, label: 'Who somebody is: a name, an employer, or that two are one person' }
      : undefined,
  questions: (playbook) => ({ first: personQuestions(playbook) }),
  asks: (question) => (question.id === 'conflicts' ? whereMeant(question) : undefined),
  write: (draft, given, situation) => {
    knowPerson(draft, given, situation);
    addKeptOut(draft, given, situation);
  },
  afterwards: (given) =>
    given['same-as'] === undefined
      ? []
      : [
          `${text(given.person)} and ${text(given['same-as'])} are one person from now on. Of what they said to one report the newest counts, of several reports the strictest. If that is wrong: \`coc report add\`, “To put right what was written down wrong”.`,
        ],
};

function personQuestions(playbook: Playbook): readonly ReportQuestion[] {
  const isPerson = (answers: Answers): boolean => answers.add === VALUE;
  const isNew = (answers: Answers): boolean => isPerson(answers) && answers['same-as'] === undefined;
  const line = { answer: { type: 'line' }, when: isNew } as const;
  return [
    ask(playbook, 'person', {
      answer: oneFrom(({ incident }) => people(incident)),
      required: true,
      when: isPerson,
      after: whyNotTheSame,
    }),
    ask(playbook, 'same-as', {
      answer: oneFrom((facts, answers) => others(answers, facts)),
      when: (answers, facts) => isPerson(answers) && others(answers, facts).length > 0,
      after: saidOnTheTeam('same-as'),
    }),
    ask(playbook, 'person-name', {
      ...line,
      answer: { type: 'line', name: true },
      ...nameOnly(`“${playbook.questions['person-contact'].label}”, which comes next`),
      after: saidOnTheTeam('person-name'),
    }),
    ask(playbook, 'person-contact', { ...line, ...A_WAY, after: saidOnTheTeam('person-contact') }),
    ask(playbook, 'employer', line),
    ask(playbook, 'aliases', {
      answer: { type: 'list' },
      ...ONE_EACH,
      when: isNew,
      after: saidOnTheTeam('aliases'),
    }),
  ];
}

/**
 * Everybody else: somebody can also have been written down in the wrong role. That somebody who is hidden is one of those who stand open
 * is said where nobody learns from it who that is; that two who are hidden are one always can be.
 */
function others({ person }: Answers, { incident }: ReportFacts): readonly Choice[] {
  return people(incident).filter(
    ({ value }) => value !== person && canBeOne(String(person), value, incident),
  );
}

/** Whether it can be said of two that they are one, as far as their marks go. */
function canBeOne(one: string, other: string, incident: IncidentView | undefined): boolean {
  const hidden = hiddenReporters(incident).filter((ref) => ref === one || ref === other);
  const known = reportersOfFew(incident).map(({ ref }) => ref);
  if (!hidden.every((ref) => known.includes(ref))) return false;
  const [only, ...more] = hidden;
  if (incident === undefined || only === undefined || more.length > 0) return true;
  const open = incident.people.find(({ ref }) => ref === (only === one ? other : one));
  const isNothingKnown = open !== undefined && knownOf(open).every((said) => said.endsWith('not given'));
  return isNothingKnown || unknowing(only, incident).length === 0;
}

/** Who can open it and does not know who this is. */
function unknowing(ref: string, { people: all, reports, readers }: IncidentView): readonly string[] {
  const knowing = [
    ...all.filter((one) => one.ref === ref && one.knownTo !== undefined),
    ...reports.filter((one) => one.reporter === ref && one.restricted),
  ].map(({ knownTo = [] }) => knownTo);
  return readers.filter((member) => !knowing.every((few) => few.includes(member)));
}

/** Of whom it cannot be said that they are one with this person, why, and how it can be. */
function whyNotTheSame(answers: Answers, { incident, members }: ReportFacts): readonly Block[] {
  if (incident === undefined) return [];
  const person = String(answers.person);
  const hidden = hiddenReporters(incident);
  const left = incident.people
    .map(({ ref }) => ref)
    .filter((ref) => ref !== person && !canBeOne(person, ref, incident));
  const few = [person, ...left].filter((ref) => hidden.includes(ref));
  const [first] = few;
  if (left.length === 0 || first === undefined) return [];
  const isKnown = reportersOfFew(incident).some(({ ref }) => ref === first);
  const who = listed(hidden.includes(person) ? left : few);
  const names = listed(unknowing(first, incident).map((id) => memberName(id, members)));
  const why = isKnown
    ? `${names} can open this and must not learn that. Once whoever reported it permits that they know, it can be said: \`coc access grant --reporter ${showId(incident.id)}\`.`
    : 'You do not know who that is: whoever does can say it.';
  return [
    {
      kind: 'text',
      text: `That ${person} is the same person as ${who} cannot be said here, since who reported it is known to few. ${why} Until then each keeps their own mark: of what they said the strictest holds.`,
    },
  ];
}

/** Of whom the other readers must not learn who they are. */
function hiddenReporters(incident: IncidentView | undefined): readonly string[] {
  return (incident?.reports ?? []).filter(({ restricted }) => restricted).map(({ reporter }) => reporter);
}

/** Who somebody is, or that they are somebody whom the incident has already. */
function knowPerson(draft: EntryList, given: Given, { incident, me }: Situation): void {
  const person = incident.people.find(({ ref }) => ref === given.person);
  if (person === undefined) throw new Error('a person who is not in the incident');
  const { ref, role } = person;
  const sameAs = text(given['same-as']);
  if (sameAs !== undefined) {
    // The mark of whoever is hidden stays, with all that hangs on it.
    const other = incident.people.find((one) => one.ref === sameAs);
    const hidden = hiddenReporters(incident);
    const isTurned = other !== undefined && hidden.includes(ref) && !hidden.includes(sameAs);
    if (isTurned) draft.add({ kind: 'person', person: other.ref, role: other.role, sameAs: ref });
    else draft.add({ kind: 'person', person: ref, role, sameAs });
    return;
  }
  const aliases = list(given.aliases);
  const known = {
    name: text(given['person-name']),
    contact: text(given['person-contact']),
    employer: text(given.employer),
  };
  if (aliases.length === 0 && Object.values(known).every((one) => one === undefined)) return;
  if (person.knownTo !== undefined || hiddenReporters(incident).includes(ref)) {
    const names = aliases.length > 0 ? { aliases: aliases.join('\n') } : {};
    addPerson(draft, { kind: 'person', person: ref, role }, { ...known, ...names }, [me]);
  } else {
    addPerson(
      draft,
      { kind: 'person', person: ref, role, ...(aliases.length > 0 && { aliases: [...aliases] }) },
      known,
    );
  }
}
