import type { IncidentView } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { perhapsSeveral } from '../../interview/slips.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { reportersOfFew } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
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
      ofTyped: perhapsSeveral,
      when: isNew,
      after: saidOnTheTeam('aliases'),
    }),
  ];
}

/**
 * Everybody else: somebody can also have been written down in the wrong role. Of whom the other readers must not learn who they are,
 * that they are somebody else here would tell them; not that two such are one.
 */
function others({ person }: Answers, { incident }: ReportFacts): readonly Choice[] {
  const hidden = hiddenReporters(incident);
  const known = reportersOfFew(incident).map(({ ref }) => ref);
  const isHidden = hidden.includes(String(person));
  if (isHidden && !known.includes(String(person))) return [];
  return people(incident).filter(
    ({ value }) => value !== person && (isHidden ? known.includes(value) : !hidden.includes(value)),
  );
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
    draft.add({ kind: 'person', person: ref, role, sameAs });
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
