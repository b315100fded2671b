import type { ContentOf } from '../../incident/entry.ts';
import type { PersonField } from '../../incident/fold-people.ts';
import type { IncidentView, Person } from '../../incident/view.ts';
import type { Answers } from '../../interview/question.ts';
import { ONE_EACH } from '../../interview/slips.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { knowing } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { nameOutside } from '../../policy/who.ts';
import { A_WAY, nameOnly, oneFrom } from '../questions.ts';
import { addKeptOut, saidOnTheTeam } from './accused.ts';
import { people } from './addition.ts';
import { addPerson } from './entries.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

/** What somebody is called and reached by is said anew as a whole: what was once a name can be another one by now. */
const CALLED = ['name', 'contact', 'aliases'] as const satisfies readonly PersonField[];
/** Where nobody knew a name, what they were described as stands for it. */
const QUESTIONS = {
  name: 'right-name',
  description: 'right-description',
  contact: 'right-contact',
  employer: 'right-employer',
  aliases: 'right-aliases',
} as const satisfies Readonly<Record<PersonField, string>>;

/** Of whom something can be put right: who they are is known to whoever does it. */
export function canBePutRight({ people: all, reports }: IncidentView): readonly Person[] {
  const closed = reports.filter(({ restricted, account }) => restricted && account === undefined);
  return all.filter(({ ref, hidden }) => !hidden && closed.every(({ reporter }) => reporter !== ref));
}

/** Who it is, and what is written down of them: proposed, so that Enter leaves it. */
export function askRightPerson(
  playbook: Playbook,
  when: (answers: Answers) => boolean,
): readonly ReportQuestion[] {
  const isName = nameOnly(`“${playbook.questions['right-contact'].label}”, which is asked as well`);
  const field = (key: PersonField, asked: (person: Person) => boolean = () => true): ReportQuestion => {
    const isTakenOut = key !== 'name' && key !== 'contact';
    return ask(playbook, QUESTIONS[key], {
      answer: key === 'aliases' ? { type: 'list' } : { type: 'line', ...(key === 'name' && { name: true }) },
      notGiven: true,
      ...(key === 'name' && {
        // What stands there already can be left as it is.
        check: (answer, answers, { incident }) =>
          answer === calledIn(personIn(answers, incident)) ? undefined : isName.check(answer),
      }),
      ...(key === 'contact' && {
        check: (answer, answers, { incident }) =>
          answer === personIn(answers, incident)?.contact ? undefined : A_WAY.check(answer),
      }),
      ...(key === 'aliases' && ONE_EACH),
      ...(isTakenOut && { nullSays: 'taken out' }),
      after: saidOnTheTeam(QUESTIONS[key]),
      when: (answers, facts) => {
        const person = personIn(answers, facts.incident);
        return when(answers) && (person === undefined || asked(person));
      },
      initial: (answers, { incident }) => {
        const person = personIn(answers, incident);
        return key === 'name' ? calledIn(person) : person?.[key];
      },
    });
  };
  return [
    ask(playbook, 'wrong-of', {
      answer: oneFrom(choicesOf),
      required: true,
      when,
    }),
    field('name'),
    field('description', ({ name, description }) => Boolean(name && description)),
    field('contact'),
    field('employer'),
    field('aliases'),
  ];
}

function choicesOf({ incident }: ReportFacts) {
  const possible = incident === undefined ? [] : canBePutRight(incident);
  return people(incident).filter(({ value }) => possible.some(({ ref }) => ref === value));
}

/** What stands for what they are called. */
function calledIn(person: Person | undefined): string | undefined {
  return person?.name ?? person?.description;
}

function personIn(given: Given, incident: IncidentView | undefined): Person | undefined {
  return incident && canBePutRight(incident).find(({ ref }) => ref === given['wrong-of']);
}

/** What is other than it was written down of somebody; nothing where nothing is. */
export function putPersonRight(draft: EntryList, given: Given, situation: Situation): void {
  addRight(draft, given, situation);
  addKeptOut(draft, given, situation);
}

function addRight(draft: EntryList, given: Given, situation: Situation): void {
  const person = personIn(given, situation.incident);
  if (person === undefined) throw new Error('a person of whom nothing can be put right');
  const right = rightly(given, person);
  const wrong = (Object.keys(right) as PersonField[]).filter((key) => !isSame(key, right[key], person[key]));
  const isCalled = CALLED.some((key) => wrong.includes(key));
  const corrected = [...new Set([...wrong, ...(isCalled ? CALLED : [])])];
  if (corrected.length === 0) return;
  const said = { ...person, ...right };
  const has = (key: PersonField): boolean => corrected.includes(key);
  const { ref, role } = person;
  const content: ContentOf<'person'> = { kind: 'person', person: ref, role, corrected };
  const aliases = has('aliases') ? (said.aliases ?? []) : [];
  const known = {
    name: has('name') ? said.name : undefined,
    contact: has('contact') ? said.contact : undefined,
    description: has('description') ? (said.description ?? undefined) : undefined,
    employer: has('employer') ? (said.employer ?? undefined) : undefined,
  };
  const to = knowers(person, situation);
  if (to === undefined)
    addPerson(draft, { ...content, ...(aliases.length > 0 && { aliases: [...aliases] }) }, known);
  else addPerson(draft, content, { ...known, aliases: aliases.join('\n') || undefined }, to);
}

type Right = { readonly [F in PersonField]?: Person[F] | null };

/** What was answered, by what it is of them. What stood for their name is put right as that. */
function rightly(given: Given, { name, description }: Person): Right {
  const called = !name && description ? 'description' : 'name';
  const answers = (Object.keys(QUESTIONS) as PersonField[]).map(
    (key) => [key === 'name' ? called : key, given[QUESTIONS[key]]] as const,
  );
  return Object.fromEntries(
    answers
      .filter(([, answer]) => answer !== undefined)
      .map(([key, answer]) => [key, typeof answer === 'string' ? nameOutside(answer) : answer]),
  );
}

/** That a name was asked and not given is something that can be put right; the rest is there or is not. */
function isSame(key: PersonField, one: Right[PersonField], other: Right[PersonField]): boolean {
  const said = (value: Right[PersonField]): unknown =>
    key === 'name' || key === 'contact' ? value : value?.length ? value : undefined;
  return JSON.stringify(said(one)) === JSON.stringify(said(other));
}

/** To whom it is sealed who they are; undefined where everybody who can open the incident knows. */
function knowers(person: Person, situation: Situation): readonly string[] | undefined {
  const own = situation.incident.reports.filter(
    ({ restricted, reporter }) => restricted && reporter === person.ref,
  );
  const all = [...(person.knownTo === undefined ? [] : [person]), ...own];
  if (all.length === 0) return undefined;
  const [first = [], ...others] = all.map((one) => knowing(one, situation));
  return [...new Set([situation.me, ...first.filter((one) => others.every((few) => few.includes(one)))])];
}
