import { UserError } from '../../errors.ts';
import { PERMITTED, type Permitted, type Role } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import { knownOf, numberPeople, ROLE_NAMES } from '../../incident/people.ts';
import type { IncidentView, Report } from '../../incident/view.ts';
import { isRequired } from '../../interview/check.ts';
import type { Answers, Choice, Question } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, oneOf, text } from '../../policy/given.ts';
import { affectedIn } from '../../policy/involved.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isMeant, mayBeMadeReader } from '../../policy/readers.ts';
import { isToBeSaid } from '../../policy/sentence.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { standsOpen } from '../access/common.ts';
import { addPermitted, permissionQuestions } from '../permission.ts';
import { asker, choicesIn, oneFrom } from '../questions.ts';
import type { Step } from '../step.ts';
import { CORRECTION, isPutRight, putRight, writtenDown } from './correction.ts';
import {
  addAffected,
  addDetails,
  addHearer,
  addPerson,
  addReport,
  addTerms,
  addThreat,
  channelOf,
  completeReporter,
} from './entries.ts';
import { isKnown, isLeftAlone } from './known.ts';
import { ask, reportQuestions } from './questions.ts';
import {
  addGoesOn,
  addWish,
  afterWish,
  goesOnQuestion,
  reportsOf,
  WISH,
  wishersIn,
  wishQuestions,
} from './wish.ts';

const CHOOSE_AGAIN = 'Choose again: the question about who can open it comes back.';

/** Adds a further report, something said later, or a detail that was missing. */
export const REPORT_ADD: Step = {
  id: 'report add',
  about:
    'What is added to an incident: a further report, something said later, or a detail that was missing.',
  questions,
  printed: questions,
  decide,
  anew: true,
  heading: (incident) => `Adding to ${incident}`,
  // Whoever completes a report in a hurry reads what they had written.
  intro: ({ incident: { quick, reports } }) =>
    quick
      ? [
          { kind: 'heading', text: 'What you saved first' },
          ...reports.map(({ account = '' }) => ({ kind: 'quote', text: account }) as const),
        ]
      : [],
  stillGiven: withoutKeptOut,
  // The incident can have changed since the answers were given.
  bars: [
    {
      when: ['saving'],
      refuses: ({ readers }, { incident }) => list(readers).some((one) => incident.keptOut.includes(one)),
      why: 'Somebody whom you chose to open this is kept out of it by now. Nothing was saved.',
      hints: () => [CHOOSE_AGAIN],
    },
    {
      when: ['saving'],
      refuses: (given, { incident }) =>
        !list(given.readers).every((member) => mayBeMadeReader(member, given, incident)),
      why: 'The permissions of this incident have changed, and no longer cover everybody whom you chose. Nothing was saved.',
      hints: () => [CHOOSE_AGAIN],
    },
  ],
  nothing: ({ id }) =>
    new UserError('There is nothing to add yet: every question was skipped.', {
      hints: [`\`coc report add ${showId(id)}\` asks again.`],
    }),
  afterwards: afterWish,
  // Somebody who was let in can be the one who writes down that nobody more is to know.
  stillClosed: 'It is no longer open to you: nothing permits that any more.',
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
};

const ANSWER = { value: 'answer', label: 'What came back to the sentence about the meeting' };
const CHANGED = { value: 'answer', label: 'Another answer to the sentence about the meeting' };
const PERSON = { value: 'person', label: 'Who somebody is: a name, an employer, or that two are one person' };
const PERMISSION = { value: 'permission', label: 'What may be told, or may not' };
/** Says that whoever did it is nobody that the incident has. */
const SOMEBODY_ELSE = 'somebody-else';
const NOBODY_KNOWN = { value: SOMEBODY_ELSE, label: 'Somebody else, or that is not known' };
const SAFETY = { value: 'safety', label: 'What was done for their safety, or a call to police or security' };

/** Answered once, when the report is taken. */
const ONLY_AT_FIRST = new Set(['your-name']);
/** Part of what a report is; completing it later does not touch them. */
const OF_THE_REPORT = new Set(['account', 'received-at', 'hide-reporter', 'summary']);
/** Missing only where the report was taken in a hurry. */
const WHEN_IN_NO_HURRY = new Set(['channel', 'heard-by', 'conflicts']);
/** What belongs to one of the reports that there are. */
const OF_ONE_REPORT: readonly string[] = ['detail', 'answer', WISH.value, CORRECTION.value];
const SAFETY_QUESTIONS = new Set(['threat-actions', 'law-enforcement']);
const OF_A_FOLLOW_UP = new Set(['account', 'received-at']);

/** What is it, and then only what belongs to that. */
function questions(playbook: Playbook): readonly Question<ReportFacts>[] {
  const taken = reportQuestions(playbook).filter(({ id }) => !ONLY_AT_FIRST.has(id));
  return [
    {
      id: 'add',
      ask: 'What do you want to add',
      label: 'Added',
      required: true,
      answer: oneFrom(({ incident }) => [
        ...first(incident),
        { value: 'report', label: 'A further report, by somebody else or on something new' },
        { value: 'follow-up', label: 'Something that was said later' },
        { value: 'detail', label: 'A detail that was missing' },
        CORRECTION,
        WISH,
        ...(incident === undefined || incident.people.length > 0 ? [PERSON, PERMISSION] : []),
        ...last(incident),
      ]),
    },
    {
      id: 'from',
      ask: 'Who said it',
      label: 'From',
      answer: oneFrom((facts, { add }) => (add === WISH.value ? wishersIn(facts.incident) : people(facts))),
      required: ({ add }) => add === WISH.value,
      when: ({ add }, facts) =>
        (add === 'follow-up' && people(facts).length > 0) ||
        (add === WISH.value && wishersIn(facts.incident).length > 1),
    },
    {
      id: 'report',
      ask: 'To which report does it belong',
      label: 'Report',
      answer: oneFrom(reports),
      required: true,
      assume: true,
      initial: () => '1',
      when: (answers, facts) =>
        OF_ONE_REPORT.includes(String(answers.add)) && reports(facts).length > 1 && !isTold(answers, facts),
    },
    ...personQuestions(playbook),
    ...whatMayBeTold(playbook),
    ...taken
      .map(fitted)
      .flatMap((one) =>
        one.id === 'who'
          ? [samePerson(playbook), one]
          : one.id === 'affected-name'
            ? [sameAffected(playbook), one]
            : [one],
      ),
    mayKnowReporter(playbook),
    ...wishQuestions(playbook),
    goesOnQuestion(playbook),
  ];
}

/** Whether who said it tells to which report it belongs. */
function isTold(answers: Answers, { incident }: ReportFacts): boolean {
  return answers.add === WISH.value && incident !== undefined && reportsOf(answers, incident).length === 1;
}

/** Whether those who are let in with a detail that was missing may know who reported it, where that stands open. */
function mayKnowReporter(playbook: Playbook): Question<ReportFacts> {
  return asker<'access-grant', ReportFacts>(playbook, 'access-grant')('know-reporter', {
    answer: choicesIn(playbook, 'access-grant', 'know-reporter'),
    required: true,
    when: ({ add, readers }, { incident }) =>
      add === 'detail' &&
      list(readers).length > 0 &&
      (incident?.reports ?? []).some(({ restricted }) => !restricted),
    check: (answer) => (answer === 'no' ? standsOpen(playbook) : undefined),
  });
}

/** What was said to whether something may be told, also where nothing is told now. */
function whatMayBeTold(playbook: Playbook): readonly Question<ReportFacts>[] {
  const inGeneral = asker<'permission', ReportFacts>(playbook, 'permission');
  const isAsked = ({ add }: Answers): boolean => add === 'permission';
  const what = ({ what: about }: Answers): Permitted | undefined => oneOf(about, PERMITTED);
  return [
    inGeneral('what', {
      answer: choicesIn(playbook, 'permission', 'what'),
      required: true,
      when: isAsked,
    }),
    ...permissionQuestions<ReportFacts>(
      playbook,
      (id, rest) => inGeneral(id === 'permission' ? 'permitted-words' : id, rest),
      what,
      isAsked,
    ).map((one) => (one.id === 'permitted' ? { ...one, required: isAsked } : one)),
  ];
}

/** Who somebody is, as far as it came out later. */
function personQuestions(playbook: Playbook): readonly Question<ReportFacts>[] {
  const isPerson = (answers: Answers): boolean => answers.add === 'person';
  const isNew = (answers: Answers): boolean => isPerson(answers) && answers['same-as'] === undefined;
  const line = { answer: { type: 'line' }, when: isNew } as const;
  return [
    ask(playbook, 'person', {
      answer: oneFrom(people),
      required: true,
      when: isPerson,
    }),
    ask(playbook, 'same-as', {
      answer: oneFrom((facts, answers) => others(answers, facts)),
      when: (answers, facts) => isPerson(answers) && others(answers, facts).length > 0,
    }),
    ask(playbook, 'person-name', line),
    ask(playbook, 'person-contact', line),
    ask(playbook, 'employer', line),
    ask(playbook, 'aliases', { answer: { type: 'list' }, when: isNew }),
  ];
}

/** Several reports are often about one person. */
function samePerson(playbook: Playbook): Question<ReportFacts> {
  const accused = (facts: ReportFacts): readonly Choice[] =>
    people(facts).filter(({ value }) => value.startsWith('A'));
  return ask(playbook, 'same-person', {
    answer: oneFrom((facts) => [...accused(facts), NOBODY_KNOWN]),
    when: (answers, facts) => answers.add === 'report' && accused(facts).length > 0,
  });
}

/** And happened to one person. */
function sameAffected(playbook: Playbook): Question<ReportFacts> {
  const affected = (facts: ReportFacts): readonly Choice[] => {
    const refs = facts.incident === undefined ? [] : affectedIn(facts.incident).map(({ ref }) => ref);
    return people(facts).filter(({ value }) => refs.includes(value));
  };
  return ask(playbook, 'same-affected', {
    answer: oneFrom((facts) => [...affected(facts), NOBODY_KNOWN]),
    when: (answers, facts) =>
      answers.add === 'report' && answers['reporter-is-affected'] !== 'yes' && affected(facts).length > 0,
  });
}

/** Everybody else: somebody can also have been written down in the wrong role. */
function others({ person }: Answers, facts: ReportFacts): readonly Choice[] {
  const hidden = hiddenReporters(facts);
  if (hidden.includes(String(person))) return [];
  return people(facts).filter(({ value }) => value !== person && !hidden.includes(value));
}

/** Of whom the other readers must not learn who they are: that two are one would tell them. */
function hiddenReporters({ incident }: ReportFacts): readonly string[] {
  return (incident?.reports ?? []).filter(({ restricted }) => restricted).map(({ reporter }) => reporter);
}

function isInDanger(incident: IncidentView | undefined): boolean {
  return incident?.threat !== undefined && incident.threat !== 'none';
}

/** What waits to be noted comes first. */
function first(incident: IncidentView | undefined): readonly Choice[] {
  return [
    ...(incident === undefined || isInDanger(incident) ? [SAFETY] : []),
    ...(incident === undefined || isToBeSaid(incident) ? [ANSWER] : []),
  ];
}

/** Somebody can change their mind, a slip can be put right, and a call that was made can always be noted. */
function last(incident: IncidentView | undefined): readonly Choice[] {
  return [
    ...(incident === undefined || isInDanger(incident) ? [] : [SAFETY]),
    ...(incident?.consent !== undefined && incident.consent !== 'not-said-yet' ? [CHANGED] : []),
  ];
}

/** The same question, asked only where it belongs to what is added. */
function fitted(question: Question<ReportFacts>): Question<ReportFacts> {
  const { id, initial, before, when = () => true, offered = () => true } = question;
  return {
    ...question,
    // What was answered is put right: the sentence is not said again. Nor is it told again how a report is received.
    ...(before && {
      before: (answers, facts) =>
        answers.add === WISH.value || (answers.add === 'answer' && isAnsweredIn(answers, facts))
          ? []
          : before(answers, facts),
    }),
    required: (answers, facts) => answers.add !== 'detail' && isRequired(question, answers, facts),
    when: (answers, facts) =>
      belongs(id, answers, facts) &&
      !(id === 'who' && isKnownPerson(answers['same-person'])) &&
      !(id === 'affected-name' && isKnownPerson(answers['same-affected'])) &&
      (isAlwaysAsked(answers) || when(answers, facts)),
    offered: (answers, facts) =>
      offered(answers, facts) && !(answers.add === 'detail' && isLeftAlone(id, answers, facts)),
    // Enter must not write down again what was settled when the report was taken.
    initial: (answers, facts) => {
      if (answers.add === CORRECTION.value) return writtenDown(id, answers, facts);
      return isSettled(answers, facts) || answers.add === 'answer' ? undefined : initial?.(answers, facts);
    },
  };
}

/** Whether the report that is meant has an answer to the sentence. */
function isAnsweredIn(answers: Answers, { incident }: ReportFacts): boolean {
  const { consent = 'not-said-yet' } = incident?.reports.find((one) => isMeant(one, answers)) ?? {};
  return consent !== 'not-said-yet';
}

/** What was said later has its words, and an answer to the sentence is one, whatever else is known. */
function isAlwaysAsked({ add }: Answers): boolean {
  return add === 'follow-up' || add === 'answer' || add === WISH.value;
}

/** Whether what is completed was taken with time for all questions. */
function isSettled({ add }: Answers, { incident }: ReportFacts): boolean {
  return add === 'detail' && incident?.quick !== true;
}

function isKnownPerson(same: Answers[string] | undefined): boolean {
  return same !== undefined && same !== SOMEBODY_ELSE;
}

function belongs(id: string, answers: Answers, facts: ReportFacts): boolean {
  if (answers.add === 'report') return true;
  if (answers.add === 'follow-up') return OF_A_FOLLOW_UP.has(id);
  if (answers.add === 'answer') return id === 'consent';
  if (answers.add === WISH.value) return id === 'account';
  if (answers.add === 'safety') return SAFETY_QUESTIONS.has(id);
  if (answers.add === CORRECTION.value) return isPutRight(id);
  if (WHEN_IN_NO_HURRY.has(id) && facts.incident?.quick !== true) return false;
  return answers.add === 'detail' && !OF_THE_REPORT.has(id) && !isKnown(id, answers, facts);
}

function reports({ incident }: ReportFacts): readonly Choice[] {
  return (incident?.reports ?? []).map(({ number, reporter }) => ({
    value: String(number),
    label: `Report ${number}, of ${reporter}`,
  }));
}

function people({ incident }: ReportFacts): readonly Choice[] {
  return (incident?.people ?? []).map((person) => ({
    value: person.ref,
    label: [`${person.ref}, ${ROLE_NAMES[person.role]}`, ...knownOf(person)].join(', '),
  }));
}

/** What was answered, without those who were chosen to open the incident and are kept out of it by now. */
function withoutKeptOut(answers: Answers, { keptOut }: IncidentView) {
  const { readers } = answers;
  if (!Array.isArray(readers) || !readers.some((member) => keptOut.includes(member))) return undefined;
  return {
    answers: { ...answers, readers: readers.filter((member) => !keptOut.includes(member)) },
    why: 'Somebody whom you had chosen to open this incident is kept out of it by now. They are left out.',
  };
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { incident, me } = situation;
  const used = [...incident.people.map((person) => person.ref), ...Object.keys(incident.same)];
  if (given.add === 'report') {
    addReport(draft, given, me, used, incident.people);
    addGoesOn(draft, given, incident);
  } else if (given.add === WISH.value) addWish(draft, given, situation);
  else if (given.add === 'follow-up') addFollowUp(draft, given);
  else if (given.add === 'person') knowPerson(draft, given, incident, me);
  else if (given.add === 'permission') notePermitted(draft, given, situation);
  else if (given.add === 'safety') addThreat(draft, given, incident.threat);
  else if (given.add === CORRECTION.value) putRight(draft, given, reportMeant(given, incident));
  else completeReport(draft, given, incident, me, numberPeople(used));
}

function notePermitted(draft: EntryList, given: Given, situation: Situation): void {
  const what = oneOf(given.what, PERMITTED);
  if (what !== undefined) addPermitted(draft, what, given, situation);
}

function reportMeant(given: Given, { reports: all }: IncidentView): Report {
  const report = all.find((one) => isMeant(one, given));
  if (report === undefined) throw new Error('a detail for a report that is not there');
  return report;
}

/** Completes a report with what was not known when it was taken. */
function completeReport(
  draft: EntryList,
  given: Given,
  incident: IncidentView,
  me: string,
  number: (role: Role) => string,
): void {
  const report = reportMeant(given, incident);
  const hiddenTo = report.restricted ? [me] : undefined;
  completeReporter(draft, given, incident.people, report.reporter, hiddenTo);
  addThreat(draft, given, incident.threat);
  addAffected(draft, given, number, incident.people);
  const heardBy = addHearer(draft, given, number, incident.people);
  const channel = channelOf(given);
  addDetails(draft, given, report.id, number, incident.people, {
    ...(channel && { channel }),
    ...(heardBy && { heardBy }),
  });
  for (const member of list(given.conflicts)) draft.add({ kind: 'recusal', member });
  addTerms(draft, given, report.id, hiddenTo);
}

/** Who somebody is, or that they are somebody whom the incident has already. */
function knowPerson(draft: EntryList, given: Given, incident: IncidentView, me: string): void {
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
  const isHidden = incident.reports.some(({ reporter, restricted }) => reporter === ref && restricted);
  if (isHidden) {
    const names = aliases.length > 0 ? { aliases: aliases.join('\n') } : {};
    addPerson(draft, { kind: 'person', person: ref, role }, { ...known, ...names }, [me]);
  } else if (aliases.length > 0 || Object.values(known).some((one) => one !== undefined)) {
    addPerson(
      draft,
      { kind: 'person', person: ref, role, ...(aliases.length > 0 && { aliases: [...aliases] }) },
      known,
    );
  }
}

function addFollowUp(draft: EntryList, given: Given): void {
  draft.add({
    kind: 'follow-up',
    text: text(given.account) ?? '',
    receivedAt: text(given['received-at']) ?? '',
    from: text(given.from),
  });
}
