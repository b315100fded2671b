import { UserError } from '../errors.ts';
import type { ContentOf, EntryOf, PERMITTED_ANSWERS, Permitted } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { permittedOn } from '../incident/picture/reports.ts';
import { wordsOn } from '../incident/picture/text.ts';
import type { IncidentView, Person, Said } from '../incident/view.ts';
import type { Answers, Ground, Question } from '../interview/question.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, isBlank, list, oneOf, text } from '../policy/given-answers.ts';
import {
  conditionsOf,
  endsWithoutYes,
  isPermitted,
  isRefused,
  knownToFew,
  MET,
  mayBeNamed,
  permitters,
  recordedAnswer,
  saidLast,
  stillToSayYes,
  wordsProblem,
} from '../policy/permission.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { ReportFacts, Situation } from '../policy/situation.ts';
import { tell } from '../screen/picture.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { localIso, showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { roughly } from '../text/rough.ts';
import { personChoice, whoSaid } from './people.ts';
import {
  asker,
  choicesIn,
  LINE,
  memberNames,
  NOTHING_BY_ENTER,
  type Rest,
  type StepQuestion,
  TEXT,
  WHEN_IT_WAS,
} from './questions.ts';
import { againstBlocks } from './said-against.ts';
import type { Step } from './step.ts';

type When<F> = (answers: Answers, facts: F) => boolean;
type Ask<Id, F> = (id: Id, rest: Rest<F>) => Question<F>;

/**
 * Whether something may be told: what was said to it, by whom, when, and in which words ("Permission to share"). What was
 * said before is shown and proposed.
 *
 * @param ask gives the two questions that each step words for itself
 * @param besides what is said before their words, where it takes more than theirs
 */
export function permissionQuestions<F extends ReportFacts>(
  playbook: Playbook,
  ask: Ask<'permitted' | 'permission', F>,
  whatIn: Permitted | ((answers: Answers) => Permitted | undefined),
  when: When<F>,
  besides: (answers: Answers, facts: F) => readonly Block[] = () => [],
): readonly Question<F>[] {
  const shared = asker<'permission', F>(playbook, 'permission');
  const what = (answers: Answers): Permitted | undefined =>
    typeof whatIn === 'function' ? whatIn(answers) : whatIn;
  const people = (answers: Answers, { incident }: F): readonly Person[] =>
    incident === undefined ? [] : permitters(incident, what(answers));
  const whose = (answers: Answers): Ground => [what(answers), answers['permitted-by']];
  const answered =
    (...taken: readonly string[]): When<F> =>
    (answers, facts) =>
      when(answers, facts) && taken.includes(String(answers.permitted));
  /** Who can have said it; that a condition is met is said of whoever set one. */
  const asked = (answers: Answers, facts: F): readonly Person[] => {
    const all = people(answers, facts);
    const set = conditionsOf(what(answers), facts.incident).flatMap((one) => one.people);
    return answers.permitted === MET ? all.filter(({ ref }) => set.includes(ref)) : all;
  };
  const metOf = shared('met-of', { answer: LINE });
  const last = (answers: Answers, facts: F): readonly EntryOf<'permitted'>[] =>
    saidLast(what(answers), people(answers, facts), facts.incident);
  /** What the same people gave as the same answer before: those of another one are no words of this. */
  const same = (answers: Answers, facts: F): Said | undefined =>
    last(answers, facts).findLast(
      (one) =>
        one.answer === answers.permitted &&
        list(answers['permitted-by']).every((ref) => one.people.includes(ref)),
    );
  const sameWords = (answers: Answers, facts: F): string | undefined => same(answers, facts)?.words;
  return [
    ask('permitted', {
      answer: (answers, facts) =>
        choicesIn(
          playbook,
          'permission',
          'permitted',
          (value) => value !== MET || mayBeMet(what(answers), facts),
        ),
      when,
      assume: true,
      required: (answers, facts) => isToLookAt(what(answers), facts),
      initial: (answers, facts) => proposedAnswer(what(answers), facts),
      restsOn: what,
      onceMore: (_had, answers, facts) => proposedAnswer(what(answers), facts),
      before: (answers, facts) => [
        ...saidBefore(last(answers, facts), facts),
        ...againstBlocks(what(answers), facts),
      ],
    }),
    shared('permitted-by', {
      ...whoSaid(asked),
      wordedAs: ({ permitted }) => (permitted === MET ? metOf : undefined),
      when: (answers, facts) =>
        answered('yes', 'if', MET, 'no')(answers, facts) && people(answers, facts).length > 0,
      restsOn: (answers) => [what(answers), answers.permitted === MET],
    }),
    shared('condition', {
      answer: LINE,
      required: true,
      when: answered('if'),
      // It permits nothing, so that it can be taken with Enter where it is the same still.
      initial: (answers, facts) => same(answers, facts)?.condition,
      restsOn: whose,
      ...NOTHING_BY_ENTER,
    }),
    shared('met', {
      answer: LINE,
      required: true,
      when: answered(MET),
      check: (answer) => (isBlank(answer) ? 'says nothing yet; a few words are enough' : undefined),
      before: (answers, facts) => conditionBlocks(what(answers), list(answers['permitted-by']), facts),
      restsOn: (answers, facts) => [
        whose(answers),
        conditionsOf(what(answers), facts.incident).map(({ said }) => said.id),
      ],
      ...NOTHING_BY_ENTER,
    }),
    ask('permission', {
      answer: TEXT,
      isSaid: true,
      required: ({ permitted }) => permitted === 'yes',
      when: answered('yes', 'if', 'no'),
      // The condition is in their words already.
      offered: ({ permitted }) => permitted !== 'if',
      before: besides,
      initial: sameWords,
      restsOn: (answers) => [answers.permitted, whose(answers)],
      onceMore: (_had, answers, facts) => sameWords(answers, facts),
      check: (answer, { permitted }) => (permitted === 'yes' ? wordsProblem(String(answer)) : undefined),
    }),
    shared('permitted-at', {
      ...WHEN_IT_WAS,
      when: answered('yes', 'if', 'no'),
      // The same words are what they said then.
      initial: (answers, facts) => {
        const before = same(answers, facts);
        const isThat = before !== undefined && areTheirWords(before, answers);
        return isThat ? saidIn(before) : localIso(facts.now);
      },
    }),
  ];
}

/** Whether it can be that a condition is met; a form that is printed for no incident in particular says that there is this answer. */
function mayBeMet(what: Permitted | undefined, facts: ReportFacts): boolean {
  const { incident } = facts;
  return incident === undefined || incident.people.length === 0 || isToLookAt(what, facts);
}

/** The conditions of these people, in their words. */
function conditionBlocks(
  what: Permitted | undefined,
  people: readonly string[],
  { incident }: ReportFacts,
): readonly Block[] {
  return conditionsOf(what, incident)
    .filter((one) => one.people.some((ref) => people.includes(ref)))
    .flatMap((one): Block[] => [
      { kind: 'text', text: `${one.people.join(', ')} said, under which condition:` },
      { kind: 'quote', text: one.said.condition ?? '' },
    ]);
}

/** Whether a condition is noted, of which only whoever is asked can say whether it is met by now, or kept to. */
function isToLookAt(what: Permitted | undefined, { incident }: ReportFacts): boolean {
  return conditionsOf(what, incident).length > 0;
}

/** What was said of it before; nothing where that is a condition to look at, or where a no is one that they took back with all of it, and nobody has asked them since. */
function proposedAnswer(what: Permitted | undefined, facts: ReportFacts): ReturnType<typeof recordedAnswer> {
  const { incident } = facts;
  const before = recordedAnswer(what, incident);
  if (isToLookAt(what, facts)) return undefined;
  if (before !== 'no' || what === undefined || incident === undefined) return before;
  return isRefused(what, incident) ? before : undefined;
}

/** How a step ends that cannot go on without a yes: what was said is noted, or nobody was asked, and nothing goes out. */
export function notesAnswer(
  step: string,
  what: Permitted,
): Required<Pick<Step, 'nothing' | 'afterwards' | 'endLabel'>> {
  const later = (given: Given, incident: IncidentView): string => {
    const command = `\`coc ${step} ${showId(incident.id)}\``;
    const others = stillToSayYes(given, incident, what).map(({ ref }) => ref);
    if (others.length > 0)
      return `It takes the word of ${listed(others)} as well. Then: ${command}, with what all of them said.`;
    if (given.permitted === 'no')
      return `Nobody has to ask them again. Should they say one day that it may be told: ${command}.`;
    return given.permitted === 'if'
      ? `Once it is met, or the text can keep to it, say so there: ${command}.`
      : `Ask them first. Then: ${command}, with what they said.`;
  };
  return {
    nothing: (incident, given) => new UserError(`${nothingNew(given)}.`, { hints: [later(given, incident)] }),
    afterwards: (given, before) => {
      if (!endsWithoutYes(given, before, what)) return [];
      const noted = given.permitted === 'if' ? 'The condition' : 'What they said';
      return [`${noted} is noted, and nothing goes out. ${later(given, before.incident)}`];
    },
    endLabel: (given, situation) => {
      if (!endsWithoutYes(given, situation, what)) return undefined;
      return given.permitted === 'not-asked' || given.permitted === MET
        ? 'End here: nothing goes out, and nothing is saved'
        : 'Save what they said; nothing goes out';
    },
  };
}

function nothingNew({ permitted }: Given): string {
  if (permitted === 'yes') return 'Their yes is noted already, so there is nothing to save';
  if (permitted === 'no') return 'That they do not want it is noted already, so there is nothing to save';
  if (permitted === MET)
    return 'That a condition is met, or kept to, counts for one letter, and there is none yet, so there is nothing to save';
  return permitted === 'if'
    ? 'This condition is noted already, so there is nothing to save'
    : 'They have not been asked, so nothing goes out, and there is nothing to save yet';
}

/** Who permitted that a text names them or points to them; asked by itself where it cannot do without. */
export function namingQuestions(
  playbook: Playbook,
  ask: Ask<'reporter-permission', Situation>,
  when: When<Situation>,
  offered: When<Situation> = () => false,
): readonly StepQuestion[] {
  const shared = asker(playbook, 'permission');
  return [
    shared('may-name', {
      answer: (_answers, { incident }) => ({
        type: 'choices',
        choices: incident.people.filter(({ role }) => role !== 'accused').map(personChoice),
      }),
      when,
      offered,
    }),
    ask('reporter-permission', {
      answer: TEXT,
      isSaid: true,
      required: true,
      when: (answers, situation) => when(answers, situation) && list(answers['may-name']).length > 0,
      restsOn: (answers) => answers['may-name'],
      check: (answer) => wordsProblem(String(answer)),
    }),
  ];
}

/** What was permitted, or was not, as far as these answers say something new. */
export function addPermitted(draft: EntryList, what: Permitted, given: Given, situation: Situation): void {
  const { incident } = situation;
  const answer = oneOf<(typeof PERMITTED_ANSWERS)[number]>(given.permitted, ['yes', 'if', 'no']);
  const people = list(given['permitted-by']);
  const said = {
    words: text(given.permission ?? given['permitted-words']),
    condition: text(given.condition),
  };
  const before = saidLast(what, permitters(incident, what), incident);
  const isSame = (one: Said): boolean => one.answer === answer && areTheirWords(one, given);
  const isKnown =
    people.length === 0
      ? before.length === 1 && before.every(isSame)
      : people.every((ref) => before.some((one) => isSame(one) && one.people.includes(ref)));
  if (answer !== undefined && !isKnown) addSaid(draft, { what, answer, people, ...said }, given, situation);
  addNamed(draft, given, situation);
}

/** Who permitted that a text names them or points to them. */
export function addNamed(draft: EntryList, given: Given, situation: Situation): void {
  const named = mayBeNamed(given);
  const words = text(given['reporter-permission']);
  if (named.length > 0)
    addSaid(draft, { what: 'name', answer: 'yes', people: named, words }, given, situation);
}

/** For this letter alone: that the conditions are met under which it was permitted, and how, one of each condition. */
export function addConditionsMet(
  draft: EntryList,
  what: Permitted,
  given: Given,
  situation: Situation,
  letter: string,
): void {
  const { incident } = situation;
  if (given.permitted !== MET || !isPermitted(given, incident, what)) return;
  const met = text(given.met) ?? '';
  const all = conditionsOf(what, incident);
  // It is one line for all of them.
  const to = knownToFew(
    all.flatMap(({ people }) => people),
    situation,
  );
  for (const { said, people } of all) {
    const content: ContentOf<'condition-met'> = {
      ...{ kind: 'condition-met', letter, permitted: said.id },
      people: [...people],
    };
    if (to === undefined) draft.add({ ...content, met });
    else draft.add(content, { to, fields: { met } });
  }
}

/** Whether answers have what somebody said before, and nothing else. */
function areTheirWords({ words, condition }: Said, given: Given): boolean {
  const same = (one = '', other = ''): boolean => one.trim() === other.trim();
  return (
    same(words, text(given.permission ?? given['permitted-words'])) && same(condition, text(given.condition))
  );
}

/** When somebody said it, as an answer. */
function saidIn({ saidAt, precision }: Said): string {
  const known = precision?.saidAt;
  return known === undefined ? localIso(new Date(saidAt)) : roughly(saidAt, known);
}

interface Saying {
  readonly what: Permitted;
  readonly answer: (typeof PERMITTED_ANSWERS)[number];
  readonly people: readonly string[];
  readonly words: string | undefined;
  readonly condition?: string | undefined;
}

/** In whose words it was permitted would tell who reported, where that is known to few: they are sealed to those. */
function addSaid(
  draft: EntryList,
  { words, condition, ...saying }: Saying,
  given: Given,
  situation: Situation,
): void {
  const fields = { ...(words !== undefined && { words }), ...(condition !== undefined && { condition }) };
  const content: ContentOf<'permitted'> = {
    ...saying,
    kind: 'permitted',
    people: [...saying.people],
    saidAt: text(given['permitted-at']) ?? situation.now.toISOString(),
  };
  const to = knownToFew(saying.people, situation);
  if (to === undefined || Object.keys(fields).length === 0) draft.add({ ...content, ...fields });
  else draft.add(content, { to, fields });
}

/** What is recorded on it so far, at the report and since: what was said last stands last. */
function saidBefore(said: readonly EntryOf<'permitted'>[], facts: ReportFacts): readonly Block[] {
  const { incident, now } = facts;
  const sharing = (incident?.reports ?? []).flatMap(({ permission, condition, ...report }) =>
    present([permission, condition]).map((one) => {
      const said = tell(wordsOn(`“${one}”`, permittedOn(report)), { ...facts, nameOf: (member) => member });
      const { at, writtenAt } = permittedOn(report);
      const text = `${(report.permittedBy ?? [report.reporter]).join(', ')} said of sharing it: ${said}`;
      return { at: at ?? writtenAt, text };
    }),
  );
  const since = said.map(({ answer, people, words, condition, saidAt, precision, at, by }) => ({
    at: saidAt,
    text: [
      `${people.join(', ')}, ${showMoment(saidAt, now, precision?.saidAt)}: ${ANSWERS[answer]}, written down ${showMoment(at, now)} by ${memberNames([by], facts).join('')}.`,
      ...[condition, words].flatMap((one) => (one === undefined ? [] : [`“${one}”`])),
    ].join(' '),
  }));
  return [...sharing, ...since]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(({ text }) => ({ kind: 'text', text }));
}

const ANSWERS = { yes: 'yes', if: 'under a condition', no: 'no' } as const;
