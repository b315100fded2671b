import type { Sanction } from '../incident/response.ts';
import { nameAlone } from '../letters/name-alone.ts';
import { showDay } from '../text/moment.ts';
import { toldTheOutcome } from './affected.ts';
import { withoutWordsForName } from './described.ts';
import { capital, fillLetter, lowerFirst, sentence } from './fill-letter.ts';
import { type Given, text } from './given-answers.ts';
import { newsOf, type OutcomeNews } from './outcome-news.ts';
import { mayBeNamed } from './permission.ts';
import type { SanctionKind } from './playbook.ts';
import { termWords } from './sanctions.ts';
import type { Situation } from './situation.ts';
import { asAllowance, asException, isTakenBackInPart, leavesLess, narrows, takesBack } from './taken-back.ts';
import { conditionOfThem, isTellable, KEEPING_AWAY, toldConditions } from './told-conditions.ts';

/** A sanction as a letter tells it: what, and what it covers, for how long, and under which conditions, a sentence each. */
export function actionOf(one: Sanction, given: Given, situation: Situation): string {
  return asSentences([calledWith(one, given, situation), ...detailsOf(one, given, situation)]);
}

/** What a sanction is called, with what it covers: of two of a kind it tells which. */
export function calledWith(one: Sanction, given: Given, situation: Situation): string {
  return withWhatItCovers(one, (value) => asTheyRead(value, one, given, situation));
}

function withWhatItCovers(
  { label, parameters: { whom: _whom, ...covered } }: Sanction,
  read: (value: string) => string,
): string {
  const values = Object.values(covered)
    .map((value) => sentence(read(value)))
    .filter((value) => value !== '');
  return values.length === 0 ? sentence(label) : `${sentence(label)} (${values.join('; ')})`;
}

/** The same as somebody reads it who is nobody of the incident: no mark becomes a name. */
export function actionOfThem(one: Sanction, situation: Situation): string {
  const read = readByThem(one, situation);
  const who = capital(situation.playbook.letters.outcome.unnamed);
  return asSentences([
    withWhatItCovers(one, read),
    ...withConditionsOf(one, one.conditions ?? [], termSaid(one, situation), read, who),
  ]);
}

/** What a sanction is called, with what it covers, as they read it. */
export function calledOfThem(one: Sanction, situation: Situation): string {
  return withWhatItCovers(one, readByThem(one, situation));
}

function readByThem({ person }: Sanction, situation: Situation): (words: string) => string {
  const { unnamed, another } = situation.playbook.letters.outcome;
  return (words) => withoutMarks(words, situation, (mark) => (mark === person ? unnamed : another));
}

/**
 * What has to be done under these sanctions, one each.
 *
 * @param listed those of which the letter has said above how long they hold
 */
export function mustsOf(
  all: readonly Sanction[],
  given: Given,
  situation: Situation,
  listed: readonly Sanction[] = all,
): readonly string[] {
  return all.map((one) => {
    const isListed = listed.includes(one);
    return [
      sentence(mustOf(one, given, situation)),
      ...(isListed && !isOtherTerm(one, situation) ? [] : termOf(one, situation)),
      ...withConditions(one, isListed),
    ].join(', ');
  });
}

/** Whether it holds for another time than they were told: what they must do is never said without the new one, or the old would stand. */
function isOtherTerm(one: Sanction, { incident }: Situation): boolean {
  return newsOf(one, one.person, incident)?.was !== undefined;
}

/** Where its conditions stand: they are part of what has to be done, and one can take back something of the rest. */
function withConditions(one: Sanction, isListed: boolean): readonly string[] {
  if ((one.conditions ?? []).length === 0) return [];
  const exceptFor = isTakenBackInPart(one);
  if (isListed) return [exceptFor ? 'except for what is said above' : 'as said above'];
  return [exceptFor ? 'except for what we told you before' : 'as we told you before'];
}

/** How a letter says what somebody has to do, after "you must". */
function mustOf(one: Sanction, given: Given, situation: Situation): string {
  const words = inWordsOf(kindOf(one, situation)?.must, one, (value) =>
    asTheyRead(value, one, given, situation),
  );
  return words ?? `keep to this: ${lowerFirst(calledWith(one, given, situation))}`;
}

function detailsOf(one: Sanction, given: Given, situation: Situation): readonly string[] {
  return withConditionsOf(
    one,
    one.conditions ?? [],
    termSaid(one, situation),
    (words) => asTheyRead(words, one, given, situation),
    'You',
  );
}

/**
 * What follows a sanction: for how long it holds, and its conditions. What takes back a part of it says so where nothing else can be meant;
 * else it is a sentence of its own. It is never behind words that keep somebody away from somebody: it would be read as an exception of that.
 *
 * @param conditions those of its conditions that are told
 * @param who is under it, as the letter calls them
 */
function withConditionsOf(
  one: Sanction,
  conditions: readonly string[],
  term: readonly string[],
  read: (words: string) => string,
  who: string,
): readonly string[] {
  const all = conditions.filter((words) => sentence(words) !== '');
  const allowed = all.filter(takesBack);
  // Behind anything else it would be read as less of that.
  const narrower = all.filter(narrows).map((words) => capital(read(words)));
  const others = all.filter((words) => !leavesLess(words));
  const away = others.filter((words) => KEEPING_AWAY.test(words));
  const rest = others.filter((words) => !away.includes(words));
  const isPlain = (one.conditions ?? []).every(takesBack) && !isNoContact(one);
  const allowances = allowed.map((words) =>
    isPlain
      ? asException(lowerFirst(read(words), TO_WHOM))
      : capital(asAllowance(words, (own) => read(own), who)),
  );
  const said = (these: readonly string[]): readonly string[] => these.map((words) => capital(read(words)));
  return rest.length === 0
    ? [...term, ...narrower, ...allowances, ...said(away)]
    : [...term, ...narrower, ...said(away), ...said(rest), ...allowances];
}

/** Whether it is a sanction that keeps somebody away from somebody: an exception from that is nothing to conclude. */
function isNoContact({ label, parameters }: Sanction): boolean {
  return parameters.whom !== undefined || /\b(?:contact|away|distance)\b/i.test(label);
}

const TO_WHOM = /^(?:You|May|Can)\b/;

/** What the person affected is told of a sanction; nothing of one by which it is from somebody else that they keep away. */
export function outcomeLines(
  one: Sanction,
  isHolding: boolean,
  given: Given,
  situation: Situation,
): readonly string[] {
  const { whom } = one.parameters;
  if (whom !== undefined && whom !== text(given.person)) return [];
  const news = newsOf(one, text(given.person) ?? '', situation.incident);
  const { lifted } = situation.playbook.letters.response;
  const words = inWordsOf(kindOf(one, situation)?.affected, one, (value) =>
    asAffectedReads(value, one, given, situation),
  );
  if (!isHolding) return news?.isLifted ? [asSentences([words ?? one.label, lifted])] : [];
  const told = toldConditions(one, given);
  const read = (said: string): string =>
    conditionOfThem(said, (own) => asAffectedReads(own, one, given, situation));
  const untold = isTakenBackInPart(one) && !told.some(leavesLess) ? [AN_EXCEPTION] : [];
  const behind = withConditionsOf(
    one,
    told,
    [...termSaid(one, situation), ...wasSaid(one, news, situation), ...untold],
    read,
    'They',
  );
  const over = (news?.noLonger ?? [])
    .filter((said) => isTellable(said, text(given.person), situation) && KEEPING_AWAY.test(said))
    .map((said) => asSentences([capital(read(said)), lifted]));
  return [asSentences([words ?? one.label, ...behind]), ...over];
}

/** For how long they were told before that it holds. */
function wasSaid(one: Sanction, news: OutcomeNews | undefined, situation: Situation): readonly string[] {
  if (news?.was === undefined) return [];
  const { until: _until, ...rest } = one;
  const term = termOf({ ...rest, ...news.was }, situation).join('');
  return term === '' ? [] : [fillLetter(situation.playbook.letters.outcome.was, { term })];
}

/** What somebody is told of a sanction of the incident that leads theirs; nothing of one that is for somebody there. */
export function lineOfElsewhere(one: Sanction, situation: Situation): readonly string[] {
  const kind = kindOf(one, situation);
  if (kind === undefined || one.parameters.whom !== undefined) return [];
  const more = isTakenBackInPart(one) ? [AN_EXCEPTION] : [];
  return [asSentences([kind.label, ...termSaid(one, situation), ...more])];
}

/** Said to whoever is not told which. */
const AN_EXCEPTION = 'There is an exception';

function asSentences(all: readonly string[]): string {
  return all.map(ended).join(' ');
}

/** For how long it holds, or by when it is due, in a sentence of its own. */
function termSaid(one: Sanction, situation: Situation): readonly string[] {
  const begins = isDue(one, situation) ? 'This is due' : 'This holds';
  return termOf(one, situation).map((term) => `${begins} ${term}`);
}

/** For how long, or by when it is due, where that could be otherwise: a warning has no end that anybody is told. */
function termOf(sanction: Sanction, situation: Situation): readonly string[] {
  const kind = kindOf(sanction, situation);
  if (isDue(sanction, situation) && sanction.until !== undefined) return [`by ${showDay(sanction.until)}`];
  const hasChoice = (kind?.terms.length ?? 2) > 1;
  return sanction.until !== undefined || hasChoice ? termWords(sanction) : [];
}

/** Whether its last day is the one by which something has to be done. */
function isDue(sanction: Sanction, situation: Situation): boolean {
  return kindOf(sanction, situation)?.due === true && sanction.until !== undefined;
}

function kindOf({ sanction }: Sanction, { playbook }: Situation): SanctionKind | undefined {
  return playbook.sanctions.kinds.find(({ id }) => id === sanction);
}

/** Words of a sanction as whoever is under it reads them: a mark becomes a name only where that person permitted it. */
export function asTheyRead(words: string, { person }: Sanction, given: Given, situation: Situation): string {
  const { unnamed } = situation.playbook.letters.response;
  const mayName = mayBeNamed(given);
  return withoutMarks(words, situation, (mark) =>
    mark === person ? 'you' : ((mayName.includes(mark) ? nameOf(mark, situation) : undefined) ?? unnamed),
  );
}

/** The same as the person affected reads them: who is under it is not named to them. */
function asAffectedReads(words: string, { person }: Sanction, given: Given, situation: Situation): string {
  const { unnamed, another } = situation.playbook.letters.outcome;
  return withoutMarks(asYou(words, given, situation), situation, (mark) =>
    mark === given.person ? 'you' : mark === person ? unnamed : another,
  );
}

const AFFECTED = /\bthe (?:person affected|one affected|affected person|victim)(['’]s)?/giu;

/** Words in which whoever reads them stands as “the person affected”, where nobody else can be meant. */
function asYou(words: string, { person }: Given, { incident }: Situation): string {
  const [only, ...others] = toldTheOutcome(incident);
  if (only === undefined || others.length > 0 || only.ref !== person) return words;
  return words.replace(AFFECTED, (_said, whose?: string) => (whose === undefined ? 'you' : 'your'));
}

/** A mark alone is one of ours, also where nobody has it any more. */
function withoutMarks(words: string, { incident }: Situation, called: (mark: string) => string): string {
  const { people, same } = incident;
  return words.replace(/(?<![\p{L}\p{N}])\p{Lu}\d{1,3}(?![\p{L}\p{N}])/gu, (mark) =>
    words.trim() !== mark && !(mark in same) && !people.some(({ ref }) => ref === mark) ? mark : called(mark),
  );
}

/**
 * How the playbook words a sanction, filled in with what belongs to it; a community can word one without every parameter.
 * Undefined where it has no words for it, or words for what was never written down of this one.
 */
function inWordsOf(
  template: string | undefined,
  { parameters }: Sanction,
  read: (value: string) => string,
): string | undefined {
  const places = [...(template ?? '').matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name);
  if (template === undefined || places.some((name) => sentence(parameters[name]) === '')) return undefined;
  const fitting = places.map((name) => {
    const value = sentence(read(parameters[name] ?? ''));
    return [name, template.includes(`: {{${name}}}`) ? value : lowerFirst(value)] as const;
  });
  return fillLetter(template, Object.fromEntries(fitting));
}

/** What a letter calls somebody of the incident, where that is known: their name alone, whatever was typed with it. */
export function nameOf(ref: string | undefined, { incident }: Situation): string | undefined {
  const is = incident.same[ref ?? ''] ?? ref;
  const person = incident.people.find((one) => one.ref === is);
  const name = person && withoutWordsForName(person).name;
  return nameAlone(name ?? '') || undefined;
}

/** With a full stop, where it has no end of its own. */
export function ended(words: string): string {
  const said = sentence(words);
  return /[.!?…]["”’')\]]*$/.test(said) ? said : `${said}.`;
}
