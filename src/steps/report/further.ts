import { showId } from '../../incident/id.ts';
import { ROLE_NAMES } from '../../incident/people.ts';
import type { IncidentView, Person } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import { senderIn } from '../../policy/intake.ts';
import { accusedIn, affectedIn } from '../../policy/involved.ts';
import { whoIsNamedIn } from '../../policy/one-matter.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { present } from '../../text/present.ts';
import { addSomebodyElse } from '../kept-out.ts';
import { asker, choicesIn, oneFrom } from '../questions.ts';
import { accusedAs } from './accused.ts';
import type { Addition } from './addition.ts';
import { addReport } from './entries.ts';
import { addFiles } from './files.ts';
import { askedOfOld } from './old.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';
import { addGoesOn, goesOnQuestion, goingOnAgain } from './wish.ts';

const VALUE = 'report';
/** Says that whoever did it is nobody that the incident has. */
const SOMEBODY_ELSE = 'somebody-else';
const NOBODY_KNOWN = { value: SOMEBODY_ELSE, label: 'Somebody else, or that is not known' };
/** What is not asked where it is somebody whom the incident has. */
const KNOWN_BY: Readonly<Record<string, string>> = { who: 'same-person', 'affected-name': 'same-affected' };

/** A further report. */
export const FURTHER: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'A further report, by somebody else or on something new' }),
  questions: (playbook) => ({
    first: [alsoPast(playbook)],
    'affected-name': [sameAffected(playbook)],
    who: [samePerson(playbook)],
    last: [goesOnQuestion(playbook, isFurther)],
  }),
  asks: (question) => ({
    ...askedOfOld(fromSender(question), isPast),
    when: (answers, facts) =>
      !isKnownPerson(answers[KNOWN_BY[question.id] ?? '']) && question.when?.(answers, facts) !== false,
    offered: (answers, facts) =>
      !isPassedOver(question.id, answers, facts) && question.offered?.(answers, facts) !== false,
  }),
  write: (draft, given, situation) => {
    const { incident } = situation;
    const { reporter, hiddenTo } = addReport(draft, given, situation, isPast(given));
    addFiles(draft, given, situation, {
      from: reporter,
      receivedAt: text(given['received-at']),
      few: hiddenTo,
    });
    addSomebodyElse(draft, accusedAs, given, situation);
    addGoesOn(draft, given, incident);
  },
  afterwards: (given, before) => [...goingOnAgain(given, before), ...stillConditional(given, before)],
};

/** Somebody whom the incident has is proposed by their mark: so they are no second person, and stay as hidden as they are. */
function fromSender(question: ReportQuestion): ReportQuestion {
  const { id, initial } = question;
  if (id !== 'reporter-name' && id !== 'reporter-contact') return question;
  return {
    ...question,
    initial: (answers, facts) => {
      const known = facts.incident && senderIn(facts.incident, facts.intake?.sender);
      if (known === undefined) return initial?.(answers, facts);
      if (id === 'reporter-name') return known.ref;
      return known.contact ? undefined : initial?.(answers, facts);
    },
  };
}

function isFurther({ add }: Answers): boolean {
  return add === VALUE;
}

/** Whether a further report of an old case is from the same files. */
function alsoPast(playbook: Playbook): ReportQuestion {
  return asker<'past', ReportFacts>(playbook, 'past')('also-past', {
    answer: choicesIn(playbook, 'past', 'also-past'),
    required: true,
    assume: true,
    initial: () => 'no',
    when: (answers, { incident }) =>
      isFurther(answers) && (incident?.reports ?? []).some(({ fromFiles }) => fromFiles),
  });
}

function isPast(given: Given): boolean {
  return given['also-past'] === 'yes';
}

/** Several reports are often about one person. */
function samePerson(playbook: Playbook): ReportQuestion {
  const accused = ({ incident }: ReportFacts): readonly Person[] =>
    incident === undefined ? [] : accusedIn(incident);
  return ask(playbook, 'same-person', {
    answer: oneFrom((facts, answers) => [...marked(accused(facts), answers), NOBODY_KNOWN]),
    when: (answers, facts) => isFurther(answers) && accused(facts).length > 0,
  });
}

/** By their marks, since whoever reports may be looking on; and whether what they tell now names them. */
function marked(people: readonly Person[], { account }: Answers): readonly Choice[] {
  const isNamed = whoIsNamedIn(typeof account === 'string' ? account : '');
  return people.map((person) => ({
    value: person.ref,
    label: present([
      person.ref,
      ROLE_NAMES[person.role],
      isNamed(person) && 'perhaps whom their words name',
    ]).join(', '),
  }));
}

/** And happened to one person. */
function sameAffected(playbook: Playbook): ReportQuestion {
  const affected = ({ incident }: ReportFacts): readonly Person[] =>
    incident === undefined ? [] : affectedIn(incident);
  return ask(playbook, 'same-affected', {
    answer: oneFrom((facts, answers) => [...marked(affected(facts), answers), NOBODY_KNOWN]),
    when: (answers, { incident }) => isFurther(answers) && canBeSameAffected(answers, incident),
  });
}

/** Whether somebody passed over who it was among those here, or how they are reached is known: to ask would be the same once more. */
function isPassedOver(question: string, answers: Answers, { incident }: ReportFacts): boolean {
  if (question === 'reporter-contact')
    return (
      incident?.people.some(({ ref, contact }) => ref === answers['reporter-name'] && Boolean(contact)) ===
      true
    );
  const same = KNOWN_BY[question];
  if (same === undefined || incident === undefined || answers[same] !== undefined) return false;
  return same === 'same-person' ? accusedIn(incident).length > 0 : canBeSameAffected(answers, incident);
}

function canBeSameAffected(answers: Answers, incident: IncidentView | undefined): boolean {
  return (
    answers['reporter-is-affected'] !== 'yes' && incident !== undefined && affectedIn(incident).length > 0
  );
}

function isKnownPerson(same: Answers[string] | undefined): boolean {
  return same !== undefined && same !== SOMEBODY_ELSE;
}

/** That an earlier report may be shared under a condition alone, once a further one may be shared: nothing opens by itself. */
function stillConditional(given: Given, { incident }: Situation): readonly string[] {
  if (given.share !== 'named' && given.share !== 'team') return [];
  return incident.reports
    .filter(({ condition }) => condition !== undefined)
    .map(
      ({ number }) =>
        `Report ${number} may be shared only under its condition, so that it is not open to more by this. Where the condition is met, or you keep to it: \`coc access grant ${showId(incident.id)}\`.`,
    );
}
