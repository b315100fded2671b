import type { Entry } from '../../incident/entry.ts';
import { OUTCOMES } from '../../incident/response-entry.ts';
import { type IncidentView, view } from '../../incident/view.ts';
import { typeOf } from '../../interview/check.ts';
import type { Answers, AnswerType, Question } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { toldHowItGoesOn } from '../../policy/affected.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text } from '../../policy/given-answers.ts';
import { accusedIn } from '../../policy/involved.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { isManyPeople } from '../../text/many-people.ts';
import {
  asker,
  choicesIn,
  isDayOver,
  LINE,
  LIST,
  labelled,
  monthOrDay,
  PEOPLE_THEN,
  TEXT,
  WHEN_IT_WAS,
} from '../questions.ts';
import { addRanOut, forHowLong, hasLastDay, parametersOf, termOf } from '../sanction/which.ts';
import type { Opening } from '../step.ts';
import { addReport } from './entries.ts';
import { addFiles, filesIn } from './files.ts';
import { namedInOld } from './hidden-names.ts';
import { askedOfOld } from './old.ts';
import { reportQuestions } from './questions.ts';

type PastQuestion = Question<ReportFacts>;

/** An old case, from the files that a team had before it began with coc: what came in, and what was decided then. */
export const REPORT_PAST: Opening = {
  id: 'report new --past',
  about:
    'One old case, from the files that you had before coc. Most of it can be left out. What your files do not answer here has a command of its own, such as coc notify or coc sanction appeal.',
  opens: true,
  saveLabel: 'Save the old case',
  saved: 'The old case is saved and encrypted. Its number is',
  questions,
  attaches: filesIn,
  takesIn: true,
  decide,
};

/** What is asked first; what can be given besides, and who may open it, comes after that. */
const FIRST: readonly string[] = [
  ...['account', 'your-name', 'received-at'],
  ...['reporter-name', 'reporter-is-affected', 'affected-name', 'who'],
];
/** What an old report is not asked for: the account has it. */
const LEFT_OUT = new Set(['behavior']);

function questions(playbook: Playbook): readonly PastQuestion[] {
  const ask = asker<'past', ReportFacts>(playbook, 'past');
  const all = reportQuestions(playbook)
    .filter(({ id }) => !LEFT_OUT.has(id))
    .map((one) => askedOfOld(one, () => true))
    .map((one) =>
      one.id === 'account' || one.id === 'received-at'
        ? { ...one, ...ask(one.id, { answer: one.answer, assume: false }) }
        : one,
    );
  return [
    ...FIRST.flatMap((first) => all.filter(({ id }) => id === first)),
    ...all.filter(({ id }) => !FIRST.includes(id)),
    ...[...outcome(playbook), ...sanction(playbook)]
      .filter(({ id }) => all.every((one) => one.id !== id))
      .map(namingNobodyHidden),
    ask('closed-at', ONLY_IF_SAID),
  ];
}

const IN_WORDS: ReadonlySet<AnswerType['type']> = new Set(['text', 'line', 'list', 'people']);

/** What was decided then stands open also where who reported it is hidden. */
function namingNobodyHidden(question: PastQuestion): PastQuestion {
  return {
    ...question,
    check: (answer, answers, facts) =>
      question.check?.(answer, answers, facts) ??
      (IN_WORDS.has(typeOf(question, answers, facts).type) ? namedInOld(answer, answers, facts) : undefined),
  };
}

/** A moment that nobody assumes. */
const ONLY_IF_SAID = {
  ...WHEN_IT_WAS,
  answer: (_answers: Answers, { now }: ReportFacts) => monthOrDay(now),
  required: false,
  assume: false,
  initial: () => undefined,
} as const;
const NEEDS_SOMEBODY =
  'is about somebody: then who did it cannot be left out, a name or what is known of them';

function outcome(playbook: Playbook): readonly PastQuestion[] {
  const ask = asker<'past', ReportFacts>(playbook, 'past');
  const isDecided = (answers: Answers): boolean => answers.outcome !== undefined;
  return [
    ask('outcome', {
      answer: choicesIn(playbook, 'past', 'outcome'),
      check: (answer, { who }) =>
        answer === 'sanction' && (typeof who !== 'string' || isManyPeople(who)) ? NEEDS_SOMEBODY : undefined,
    }),
    ask('decided-at', { ...ONLY_IF_SAID, required: true, when: isDecided }),
    ask('decided-by', { answer: PEOPLE_THEN, when: isDecided }),
    ask('decision', { answer: TEXT, when: isDecided }),
  ];
}

function sanction(playbook: Playbook): readonly PastQuestion[] {
  const ask = asker<'sanction', ReportFacts>(playbook, 'sanction');
  const isOne = (answers: Answers): boolean => answers.outcome === 'sanction';
  const kindOf = (answers: Answers): SanctionKind | undefined => kindIn(playbook, answers);
  const hasKind = (answers: Answers): boolean => isOne(answers) && kindOf(answers) !== undefined;
  return [
    ask('sanction', {
      answer: { type: 'choice', choices: labelled(playbook.sanctions.kinds) },
      required: true,
      when: isOne,
    }),
    ...parametersOf(playbook)
      // From whom somebody keeps away is whom it happened to.
      .filter(({ id }) => id !== 'whom')
      .map(
        (words): PastQuestion => ({
          ...words,
          answer: LINE,
          required: true,
          when: (answers) => isOne(answers) && kindOf(answers)?.parameters.includes(words.id) === true,
        }),
      ),
    ask('starts-at', { ...ONLY_IF_SAID, offered: () => false, when: hasKind }),
    ask('term', { ...forHowLong(playbook, kindOf), when: hasKind }),
    ask('until', {
      answer: (_answers, { now }) => ({ type: 'day', now }),
      required: true,
      when: (answers) => isOne(answers) && hasLastDay(answers),
    }),
    ask('ran-out', {
      answer: choicesIn(playbook, 'sanction', 'ran-out'),
      required: true,
      when: (answers, { now }) => isOne(answers) && hasLastDay(answers) && isDayOver(answers.until, now),
    }),
    ask('conditions', { answer: LIST, offered: () => false, when: isOne }),
    ask('safety', { answer: TEXT, offered: () => false, when: isOne }),
  ];
}

function kindIn({ sanctions: { kinds } }: Playbook, given: Given): SanctionKind | undefined {
  return kinds.find(({ id }) => id === given.sanction);
}

/** Where nothing more is written down of a decision than the files have. */
const IN_THE_FILES = 'As the account from the earlier files says.';

function decide(given: Given, me: string, draft: EntryList, facts: ReportFacts): void {
  draft.add({ kind: 'opened' });
  // What has to stop, and not what they did.
  const { behavior: _ofTheSanction, ...report } = given;
  const { reporter, hiddenTo } = addReport(draft, report, { me, members: facts.members }, true);
  addFiles(draft, given, facts, { from: reporter, receivedAt: undefined, few: hiddenTo });
  const incident = knownSoFar(draft, me, facts.now);
  const actors = new Actors(draft, { members: facts.members, incident });
  const decidedBy = list(given['decided-by']).map((name) => actors.of(name));
  addOutcome(draft, given, decidedBy, facts);
  addSanction(draft, given, decidedBy, incident, facts);
  const closedAt = text(given['closed-at']);
  if (closedAt !== undefined) draft.add({ kind: 'closed', closedAt });
}

/** The incident as far as it is drafted: who is in it by now. */
function knownSoFar({ entries }: EntryList, me: string, now: Date): IncidentView {
  const at = now.toISOString();
  const stamped = entries.map(
    ({ id, content }, index) => ({ ...content, id, at, by: me, after: [], seq: index + 1, sig: '' }) as Entry,
  );
  return view('', stamped);
}

function addOutcome(
  draft: EntryList,
  given: Given,
  decidedBy: readonly string[],
  { members }: ReportFacts,
): void {
  const outcome = oneOf(given.outcome, OUTCOMES);
  if (outcome === undefined) return;
  const isMember = (one: string): boolean => members.some(({ id }) => id === one);
  draft.add({
    kind: 'meeting',
    heldAt: text(given['decided-at']) ?? '',
    present: decidedBy.filter(isMember),
    alsoPresent: filled(decidedBy.filter((one) => !isMember(one))),
    whatHappened: text(given.decision) ?? IN_THE_FILES,
    outcome,
  });
}

function addSanction(
  draft: EntryList,
  given: Given,
  decidedBy: readonly string[],
  incident: IncidentView,
  { playbook }: ReportFacts,
): void {
  const kind = kindIn(playbook, given);
  const [accused] = accusedIn(incident);
  if (given.outcome !== 'sanction' || kind === undefined || accused === undefined) return;
  const whom = toldHowItGoesOn(incident)[0];
  const parameters = kind.parameters.map((key) => [key, text(given[key]) ?? (key === 'whom' ? whom : '')]);
  const added = draft.add({
    kind: 'sanction',
    person: accused.ref,
    sanction: kind.id,
    label: kind.label,
    startsAt: text(given['starts-at']) ?? text(given['decided-at']) ?? '',
    ...termOf(given),
    parameters: Object.fromEntries(parameters),
    safety: text(given.safety) ?? IN_THE_FILES,
    decidedBy: [...decidedBy],
  });
  if (given['ran-out'] === 'yes') addRanOut(draft, added, given);
}
