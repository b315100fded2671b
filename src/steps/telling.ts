import type { ContentOf } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { isWaiting, type Letter, type LetterKind } from '../incident/response.ts';
import type { Answer, Answers } from '../interview/question.ts';
import { readsAsTime } from '../interview/reads-as-time.ts';
import { mayBeAWay } from '../letters/feedback-way.ts';
import { isTheirName } from '../letters/same-name.ts';
import { Actors } from '../policy/actors.ts';
import { at, saidOf } from '../policy/answered-elsewhere.ts';
import { calledBy } from '../policy/described.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, text } from '../policy/given-answers.ts';
import { isNobodyOfThem, NOBODY_OF_THEM } from '../policy/groups.ts';
import { accusedIn } from '../policy/involved.ts';
import { nameDescribed } from '../policy/leak-facts.ts';
import { wholeNames } from '../policy/perhaps-one.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { ReportFacts, Situation, TeamMember } from '../policy/situation.ts';
import { isHeld } from '../policy/stopped.ts';
import {
  keptFrom,
  keptFromAnswersOf,
  problemOfWayBack,
  type Recipient,
  readByThemIn,
  THE_EMPLOYER,
  type Unfit,
  wayBackGiven,
  wayBackOfOthers,
} from '../policy/way-back.ts';
import { isNoAnswer } from '../policy/who.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { addRecusals, addSomebodyElse, keptOutQuestion, mayBeOnTheTeam, type Telling } from './kept-out.ts';
import { type Following, notBefore } from './not-before.ts';
import { myName } from './people.ts';
import { LINE, nameOnly, PERSON, restsOn, type StepQuestion, TEXT, WHEN_IT_WAS } from './questions.ts';

/**
 * A letter that is drafted and not out yet.
 *
 * @param appeal the appeal that it answers; any other letter of its kind where it is left out
 */
export function waitingLetter(
  letter: LetterKind,
  person: string | undefined,
  { incident }: Situation,
  appeal?: string,
): Letter | undefined {
  return incident.letters.findLast(
    (one) =>
      one.letter === letter &&
      isWaiting(one) &&
      one.appeal === appeal &&
      (person === undefined || one.person === person),
  );
}

/** What most likely became of a letter that is drafted: one that is not to go out did not; undefined where there is none. */
export function whatBecame(
  letter: Letter | undefined,
  { incident }: Situation,
): 'sent' | 'not-sent' | undefined {
  if (letter === undefined) return undefined;
  return isHeld(letter, incident) ? 'not-sent' : 'sent';
}

/**
 * That these best hear what was decided before others do; nothing where it is nobody.
 *
 * @param others “the community does”; undefined where others have heard it already
 */
export function hearFirst(refs: readonly string[], others: string | undefined): readonly Block[] {
  if (refs.length === 0) return [];
  const best =
    others === undefined
      ? 'It is out, so they may have read it there. `coc notify` tells them.'
      : `It is best that they hear it from you before ${others}. Ctrl-C stops here, and \`coc notify\` tells them.`;
  return [
    { kind: 'text', text: `Not told yet what was decided, as far as it is noted: ${listed(refs)}. ${best}` },
  ];
}

/** That a letter did not go out, and will not. */
export function addNotSent(draft: EntryList, letter: Letter | undefined, { unsent }: Given): void {
  if (letter === undefined) throw new Error('a letter that is not there');
  draft.add({ kind: 'not-sent', letter: letter.id, reason: text(unsent) });
}

/** What somebody is called, where that came up with the letter, and who is kept out for it. */
export function noteName(given: Given, situation: Situation, draft: EntryList): void {
  const { incident } = situation;
  const person = incident.people.find(({ ref }) => ref === given.person);
  const name = text(given.name);
  if (person !== undefined && name !== undefined)
    draft.add({ kind: 'person', person: person.ref, role: person.role, name });
  addRecusals(draft, given, incident);
  addSomebodyElse(draft, accusedAs, given, situation);
}

/** What somebody is called whom nobody has named yet, and who is kept out where that is somebody on the team. */
export function nameQuestions(
  playbook: Playbook,
  ask: (id: 'name', rest: Omit<StepQuestion, 'id' | 'ask' | 'label'>) => StepQuestion,
  rest: Required<Pick<StepQuestion, 'when'>>,
): readonly StepQuestion[] {
  return [
    ask('name', {
      ...rest,
      answer: LINE,
      check: (answer) => noNameProblem(answer) ?? ONLY_NAME.check(answer),
      initial: nameGiven,
      onceMore: (_had, answers, situation) => nameGiven(answers, situation),
      ...restsOn('person'),
      after: (answers, situation) => mayBeOnTheTeam(accusedAs(answers, situation).names, situation),
    }),
    keptOutQuestion<Situation>(playbook, accusedAs),
  ];
}

/** That somebody accused in an incident that this one leads has the name that came up with a letter: whether they are one is not said yet. */
export function calledSameThere(given: Given, situation: Situation): readonly string[] {
  const { incident, matter } = situation;
  const [person, name] = [text(given.person) ?? '', text(given.name) ?? ''];
  if (accusedAs(given, situation).names.length === 0) return [];
  return (matter?.led ?? []).flatMap((there) => {
    const said = saidOf([incident, there]);
    return accusedIn(there)
      .filter((one) => wholeNames(one).some((own) => isTheirName(own, name)))
      .filter(({ ref }) => !said(at(incident, person), at(there, ref)))
      .map(
        ({ ref }) =>
          `${ref} of ${showId(there.id)}, which is one matter with this, is called the same. If that is ${person}: \`coc same ${showId(incident.id)}\` says so.`,
      );
  });
}

const ONLY_NAME = nameOnly('`coc report add`, “Who somebody is”');

/** A letter would call them so: “nobody knows, a man in a company shirt”. */
function noNameProblem(answer: Answer): Unfit | undefined {
  const [first = ''] = String(answer).split(/[,;:(]/);
  return typeof calledBy(String(answer)).name === 'string' && !isNoAnswer(first)
    ? undefined
    : { problem: 'is no name. Where nobody knows it, leave it out', words: [], nothing: true };
}

/** The name in the words by which somebody was described, where there is one: it is not asked twice. */
function nameGiven({ person }: Given, { incident }: Situation): string | undefined {
  const somebody = incident.people.find(({ ref }) => ref === person);
  return somebody && nameDescribed(somebody, incident);
}

/** What the name that came up with a letter tells of an accused. */
function accusedAs(given: Given, { incident }: ReportFacts): Telling {
  const person = incident?.people.find(({ ref, role }) => ref === given.person && role === 'accused');
  const name = text(given.name);
  return person === undefined || name === undefined ? { names: [] } : { names: [name], person: person.ref };
}

/**
 * That what comes back must not go where they read it; nothing where nobody is kept out.
 *
 * @param from who answers, where that is somebody of the incident: nobody is kept from their own words
 */
export function otherWayBlocks(situation: Situation, from?: string): readonly Block[] {
  const names = namesOf(keptFromAnswersOf(from, situation));
  if (names === '') return [];
  return [
    {
      kind: 'urgent',
      text: `${names} must not read what comes back. Give a way to reach you that they have no part in.`,
    },
  ];
}

/** What a letter to somebody else has, so that it can be written here as well where it is for them too. */
function otherLetterBlocks(to: Recipient, situation: Situation, isProposed: boolean): readonly Block[] {
  const other = wayBackOfOthers('reach', to, situation);
  if (other === undefined) return [];
  const whose = other.to === THE_EMPLOYER ? 'the employer' : (other.to ?? 'somebody else');
  return [
    { kind: 'text', text: `In the letter to ${whose} you are reached at: ${other.way}` },
    {
      kind: 'text',
      text: isProposed
        ? 'It is proposed here. Where it is for them alone, put another in its place.'
        : 'It is not proposed here, since it may be for them alone. Type it if it is for these as well.',
    },
  ];
}

/**
 * Where whoever gets a letter reaches the team, asked where somebody must not read that; never the address of them all.
 *
 * @param orOfOthers whether what a letter to somebody else has is proposed, where none to them has any
 */
export function reachQuestion(
  ask: (id: 'reach', rest: Omit<StepQuestion, 'id' | 'ask' | 'label'>) => StepQuestion,
  when: Required<StepQuestion>['when'],
  recipient: (answers: Answers) => Recipient,
  orOfOthers = false,
): StepQuestion {
  const ofOthers = (to: Recipient, situation: Situation): string | undefined =>
    orOfOthers ? wayBackOfOthers('reach', to, situation)?.way : undefined;
  const proposed = (answers: Answers, situation: Situation): Answer | undefined =>
    wayBackGiven('reach', recipient(answers), situation) ??
    answers.contact ??
    ofOthers(recipient(answers), situation);
  return ask('reach', {
    answer: LINE,
    // Every letter says below how its sender is reached.
    when: (answers, situation) =>
      when(answers, situation) &&
      (keptFrom(situation).length > 0 || situation.community.contact.trim() === ''),
    before: (answers, situation) => {
      const to = recipient(answers);
      return (answers.contact ?? wayBackGiven('reach', to, situation)) === undefined
        ? [...otherWayBlocks(situation, to), ...otherLetterBlocks(to, situation, orOfOthers)]
        : [];
    },
    initial: proposed,
    restsOn: (answers) => recipient(answers),
    onceMore: (_had, answers, situation) => proposed(answers, situation),
    required: true,
    ...WAY_BACK,
  });
}

/** A place where an answer comes back: none that somebody reads who must not. */
export const WAY_BACK: Pick<StepQuestion, 'check'> = {
  check: (answer, _answers, situation) => {
    const words = String(answer);
    if (isNobodyOfThem(words, situation.community)) return NOBODY_OF_THEM;
    if (readsAsTime(words))
      return 'is a time, and here goes where somebody is reached: an address, a number or a place';
    return mayBeAWay(words)
      ? problemOfWayBack(words, situation)
      : 'is no way to reach anybody, as it looks: give a name with an address, a number or a place';
  },
};

/** The same of several. */
export const WAYS_BACK: Pick<StepQuestion, 'check'> = {
  check: (answer, _answers, situation) =>
    [answer ?? []].flat().flatMap((one) => problemOfWayBack(one, situation) ?? [])[0],
};

/** A text that goes out, and names no such place either. */
export const LETTER: Pick<
  StepQuestion,
  'answer' | 'required' | 'assume' | 'follows' | 'closes' | 'check' | 'goesOut'
> = {
  answer: TEXT,
  required: true,
  assume: true,
  follows: true,
  closes: true,
  goesOut: true,
  check: (answer, _answers, situation) => {
    const words = readByThemIn(String(answer), situation);
    if (words.length === 0) return undefined;
    const problem = `gives a way to answer that ${namesOf(keptFrom(situation))} must not read; take it out, or put another in its place`;
    return { problem, words };
  },
};

function namesOf(members: readonly TeamMember[]): string {
  return listed(members.map(({ name }) => name));
}

/** The ways back that a letter gives, so that the next one proposes them. */
export function waysBackIn(given: Given): Pick<ContentOf<'letter'>, 'reach' | 'appeals'> {
  return { reach: text(given.reach), appeals: text(given.appeals) };
}

/** The text of a letter, which has passed the checks on what goes out. */
export function addLetter(
  draft: EntryList,
  letter: LetterKind,
  given: Given,
  more: Partial<ContentOf<'letter'>> = {},
): string {
  return draft.add({
    kind: 'letter',
    letter,
    person: text(given.person),
    text: text(given.letter) ?? '',
    ...waysBackIn(given),
    ...more,
  });
}

/** That something was told: when, how and by whom. */
export function addTold(
  draft: EntryList,
  about: LetterKind,
  given: Given,
  situation: Situation,
  letter: string | undefined,
  more: Partial<Pick<ContentOf<'told'>, 'appeal' | 'decidedElsewhere'>> = {},
): void {
  const by = text(given['told-by']);
  draft.add({
    kind: 'told',
    about,
    person: text(given.person),
    letter,
    toldAt: text(given['told-at']),
    early: text(given.early),
    how: text(given.how),
    toldBy: by === undefined ? undefined : new Actors(draft, situation).of(by),
    ...more,
  });
}

/** True of every letter, whatever carried it. */
const IN_WRITING = 'In writing';

/**
 * When it was told, how and by whom.
 *
 * @param isLetter whether a text of coc's went out. Of what was said otherwise nobody can know how
 * @param following what it comes after
 */
export function tellingQuestions(
  ask: (id: 'told-at' | 'how' | 'told-by', rest: Omit<StepQuestion, 'id' | 'ask' | 'label'>) => StepQuestion,
  { when, isLetter }: { readonly when: (answers: Answers) => boolean; isLetter(answers: Answers): boolean },
  following: Following = {},
): readonly StepQuestion[] {
  return [
    ask('told-at', notBefore('told-at', { ...WHEN_IT_WAS, when }, following)),
    ask('how', {
      answer: LINE,
      required: true,
      when,
      initial: (answers) => (isLetter(answers) ? IN_WRITING : undefined),
      ...restsOn('way'),
    }),
    ask('told-by', { answer: PERSON, required: true, assume: true, when, initial: myName }),
  ];
}
